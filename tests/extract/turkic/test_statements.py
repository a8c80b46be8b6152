"""Who says what in Uzbek: the speaker stands first, the content before its cue. Sentences composed for this project."""

from __future__ import annotations

import pytest

# text, speaker, cue, content, manner
STATEMENTS = [
    ("Vazir Anvar Karimov eksport oshganini ta’kidladi.", "Anvar Karimov", "ta’kidladi", "eksport oshganini", "indirect"),
    ("Vazir Anvar Karimov eksport oshganini ta’kidlab o‘tdi.", "Anvar Karimov", "ta’kidlab o‘tdi", "eksport oshganini", "indirect"),
    ("Вазир Анвар Каримов экспорт ошганини маълум қилди.", "Анвар Каримов", "маълум қилди", "экспорт ошганини", "indirect"),
    ("“Bu yil savdo hajmi oshadi”, dedi vazir Anvar Karimov.", "Anvar Karimov", "dedi", "Bu yil savdo hajmi oshadi", "direct"),
    ("Vazir Anvar Karimov “bu yil savdo hajmi oshadi”, deya qayd etdi.", "Anvar Karimov", "qayd etdi", "bu yil savdo hajmi oshadi", "direct"),
    ("Vazir Anvar Karimovning so‘zlariga ko‘ra, savdo hajmi oshdi.", "Anvar Karimov", "so‘zlariga ko‘ra", "savdo hajmi oshdi", "indirect"),
    ("Vazir Anvar Karimovning qayd etishicha, savdo hajmi oshdi.", "Anvar Karimov", "qayd etishicha", "savdo hajmi oshdi", "indirect"),
    ("Milliy statistika qo‘mitasi ma’lumotlariga ko‘ra, savdo oshdi.", "Milliy statistika qo‘mitasi", "ma’lumotlariga ko‘ra", "savdo oshdi", "indirect"),
    ("Soliq qo‘mitasi bergan ma’lumotga ko‘ra, savdo oshdi.", "Soliq qo‘mitasi", "bergan ma’lumotga ko‘ra", "savdo oshdi", "indirect"),
    ("“Markaz juda katta bo‘ladi va biz xursandmiz”, dedi I. Solberg.", "I. Solberg", "dedi", "Markaz juda katta bo‘ladi va biz xursandmiz", "direct"),
    ("Vazir Anvar Karimov so‘zining oxirida eksport oshganini aytdi.", "Anvar Karimov", "aytdi", "eksport oshganini", "indirect"),
    ("Sog‘liqni saqlash vazirligi o‘lim kamayganini ma’lum qildi.", "Sog‘liqni saqlash vazirligi", "ma’lum qildi", "o‘lim kamayganini", "indirect"),
    ("Laos tomoni savdo oshganini ta’kidladi.", "Laos tomoni", "ta’kidladi", "savdo oshganini", "indirect"),
    ("Savdo hajmi oshadi, deya qayd etdi vazir Anvar Karimov.", "Anvar Karimov", "qayd etdi", "Savdo hajmi oshadi", "indirect"),
    ("Yig‘ilishda savdo hajmi oshgani qayd etildi.", None, "qayd etildi", "savdo hajmi oshgani", "indirect"),
    ("Tomonlar aloqalarni kengaytirish zarurligini ta’kidladilar.", "Tomonlar", "ta’kidladilar", "aloqalarni kengaytirish zarurligini", "indirect"),
    ("Savdo hajmi 5 foizga oshdi. Bu haqda vazir Anvar Karimov ma’lum qildi.", "Anvar Karimov", "ma’lum qildi", "Savdo hajmi 5 foizga oshdi", "indirect"),
]  # fmt: skip
NONE = [
    "Vazir Anvar Karimov ikki tomonlama aloqalar haqida gapirdi.",
    "Tomonlar hamkorlik istiqbollarini muhokama qildi.",
    "Vazir Anvar Karimov bitimni imzoladi.",
    "“Sharq” kompaniyasi zavod qurdi.",
]


@pytest.mark.parametrize(("text", "speaker", "cue", "content", "manner"), STATEMENTS)
def test_statements(read, text, speaker, cue, content, manner):
    draft = read(text)
    (found,) = draft.statements
    assert (draft.entities[found.speaker].name if found.speaker else None) == speaker
    assert draft.words(found.cue_span) == cue
    assert [draft.words(span) for span in found.content_spans] == [content]
    assert found.manner == manner


@pytest.mark.parametrize("text", NONE)
def test_what_says_nothing_is_no_statement(read, text):
    assert not read(text).statements


def test_a_quotation_that_its_cue_breaks(read):
    draft = read("Vazir Anvar Karimov keldi. «Savdo hajmi yana oshadi, – dedi u. – Bu juda muhim yutuq».")
    (found,) = draft.statements
    assert [draft.words(span) for span in found.content_spans] == ["Savdo hajmi yana oshadi", "Bu juda muhim yutuq"]
    assert draft.entities[found.speaker].name == "Anvar Karimov"
