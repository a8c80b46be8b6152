"""Titles before their holders in Uzbek, with bodies and countries."""

from __future__ import annotations

import pytest

# text, person, title, body, represents, accredited to
POSTS = [
    ("Koreya Respublikasining O‘zbekistondagi Favqulodda va muxtor elchisi Han Su Min keldi.", "Han Su Min", "Favqulodda va muxtor elchisi", None, "KR", "UZ"),
    ("O‘zbekiston Bosh vazirining o‘rinbosari Dilshod Karimov keldi.", "Dilshod Karimov", "Bosh vazirining o‘rinbosari", None, "UZ", None),
    ("Qozog‘iston savdo va integratsiya vaziri Arman Bekov keldi.", "Arman Bekov", "savdo va integratsiya vaziri", None, "KZ", None),
    ("Ўзбекистон олий таълим, фан ва инновациялар вазирининг ўринбосари Баҳодир Юсупов келди.", "Баҳодир Юсупов", "олий таълим, фан ва инновациялар вазирининг ўринбосари", None, "UZ", None),
    ("“Sino Rail” kompaniyasi bosh muhandisi Van Lin keldi.", "Van Lin", "bosh muhandisi", "Sino Rail", None, None),
    ("“Masdar” kompaniyasi bosh direktori Muhammad al-Ramahi keldi.", "Muhammad al-Ramahi", "bosh direktori", "Masdar", None, None),
    ("Savdo-sanoat palatasi raisi o‘rinbosari Nodira Yusupova keldi.", "Nodira Yusupova", "raisi o‘rinbosari", "Savdo-sanoat palatasi", None, None),
    ("Afg‘oniston savdo vaziri vazifasini bajaruvchi Nuriddin Azizi keldi.", "Nuriddin Azizi", "savdo vaziri vazifasini bajaruvchi", None, "AF", None),
    ("O‘zbekiston Qishloq xo‘jaligi vaziri Rustam Yusupov keldi.", "Rustam Yusupov", "Qishloq xo‘jaligi vaziri", None, "UZ", None),
    ("Rustam keldi. O‘zbekistonga Laosning mamlakatimizdagi elchisi Kham Van Tin keldi.", "Kham Van Tin", "elchisi", None, "LA", "UZ"),
    ("Belgiyaning O‘zbekistondagi elchisi Mark van der Linden keldi.", "Mark van der Linden", "elchisi", None, "BE", "UZ"),
    ("Iroqning O‘zbekistondagi elchisi Xolid ibn al-Jabriy muxbirimizga javob berdi.", "Xolid ibn al-Jabriy", "elchisi", None, "IQ", "UZ"),
    ("Favqulodda vaziyatlar vazirligi bosh boshqarmasi boshlig‘i Shuhrat Nazarov keldi.", "Shuhrat Nazarov", "bosh boshqarmasi boshlig‘i", "Favqulodda vaziyatlar vazirligi", None, None),
    ("Majlisni mo‘g‘ul tomonidan qishloq xo‘jaligi vaziri Baatar Ganbold boshqardi.", "Baatar Ganbold", "qishloq xo‘jaligi vaziri", None, "MN", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "person", "title", "body", "represents", "accredited"), POSTS)
def test_posts(read, text, person, title, body, represents, accredited):
    draft = read(text)
    (found,) = draft.posts
    assert draft.entities[found.person].name == person
    assert found.title == title
    assert (draft.entities[found.organization].name if found.organization else None) == body
    assert (found.represents, found.accredited_to) == (represents, accredited)


def test_two_titles_of_one_person(read):
    draft = read("O‘zbekiston Bosh vazirining o‘rinbosari, iqtisodiyot va moliya vaziri Jamshid Qodirov keldi.")
    assert [(post.title, post.represents) for post in draft.posts] == [
        ("Bosh vazirining o‘rinbosari", "UZ"),
        ("iqtisodiyot va moliya vaziri", "UZ"),
    ]


def test_names_lose_the_case_of_the_text_and_keep_their_mentions(read):
    draft = read("Vazir Anvar Karimovning aytishicha, O‘zbekistonning savdosi oshdi. Karimovga savol berildi.")
    person = next(entity for entity in draft.entities.values() if entity.kind == "person")
    assert person.name == "Anvar Karimov"
    assert {draft.words(m.span) for m in draft.mentions if m.entity == person.id and m.form == "name"} == {
        "Anvar Karimovning",
        "Karimovga",
    }


def test_a_body_named_again_by_its_noun_has_the_post(read):
    draft = read(
        "“Nur Energo” kompaniyasi delegatsiyasi keldi. Unga kompaniya ijrochi direktori Said al-Amriy boshchilik qildi."
    )
    (post,) = draft.posts
    assert (post.title, draft.entities[post.organization].name) == ("ijrochi direktori", "Nur Energo")


def test_a_family_name_keeps_its_small_words(read):
    draft = read(
        "Elchi Mark van der Linden keldi. “Savdo hajmi oshmoqda. Biz bundan mamnunmiz”, – dedi van der Linden."
    )
    (said,) = draft.statements
    assert draft.entities[said.speaker].name == "Mark van der Linden"
    assert "van der Linden" in draft.entities[said.speaker].aliases
