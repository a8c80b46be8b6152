"""Endings, letters and tokens of Uzbek, in both scripts."""

from __future__ import annotations

import pytest

from communique.language import get_language
from communique.language.base import load_data
from communique.language.turkic.letters import Letters, Writing

UZBEK = get_language("uz")

# word → stem, root, case, form
ENDINGS = [
    ("topshirilishini", "topshirilish", "topshiril", "acc", "verbal_noun"),
    ("oshganini", "oshgan", "osh", "acc", "participle"),
    ("kutilayotganini", "kutilayotgan", "kutil", "acc", "participle"),
    ("etgani", "etgan", "et", "nom", "participle"),
    ("ta'kidladilar", "ta'kidladilar", "ta'kidla", "nom", "past"),
    ("o'tkaziladi", "o'tkaziladi", "o'tkazil", "nom", "future"),
    ("bo'ladi", "bo'ladi", "bo'l", "nom", "future"),
    ("rivojlanmoqda", "rivojlanmoqda", "rivojlan", "nom", "progress"),
    ("rejalashtirganmiz", "rejalashtirganmiz", "rejalashtir", "nom", "perfect"),
    ("yetib", "yetib", "yet", "nom", "converb"),
    ("muhimligini", "muhimlik", "muhim", "acc", "abstract"),
    ("vazirligining", "vazirlik", "vazir", "gen", "abstract"),
    ("hududi", "hudud", "", "nom", ""),
    ("zavodini", "zavod", "", "acc", ""),
    ("dollargacha", "dollar", "", "lim", ""),
    ("ishtirokidagi", "ishtirok", "", "rel", ""),
    ("kompaniyasiga", "kompaniya", "", "dat", ""),
    ("yo'llarining", "yo'l", "", "gen", ""),
    ("shahridagi", "shahar", "", "rel", ""),
    ("muhandisi", "muhandis", "", "nom", ""),
    ("dollar", "dollar", "", "nom", ""),
    ("bitim", "bitim", "", "nom", ""),
    ("statistika", "statistika", "", "nom", ""),
]


@pytest.mark.parametrize(("word", "stem", "root", "case", "form"), ENDINGS)
def test_endings_are_taken_off(word, stem, root, case, form):
    morph = UZBEK.morph(word)
    assert (morph.stem, morph.case, morph.form) == (stem, case, form)
    assert not root or morph.root == root


PLAIN = [
    ("Ўзбекистон", "o'zbekiston"),
    ("Европа", "yevropa"),
    ("таъкидлади", "ta'kidladi"),
    ("инвестиция", "investitsiya"),
    ("функция", "funksiya"),
    ("сентябрь", "sentyabr"),
    ("ишлаб чиқариш", "ishlab chiqarish"),
    ("Oʻzbekiston", "o'zbekiston"),
    ("O‘zbekiston", "o'zbekiston"),
    ("O`zbekiston", "o'zbekiston"),
    ("O'zbekiston", "o'zbekiston"),
    ("maʼlum", "ma'lum"),
]


@pytest.mark.parametrize(("written", "plain"), PLAIN)
def test_scripts_and_apostrophes_become_one(written, plain):
    assert UZBEK.plain(written) == plain


def test_the_plain_form_keeps_its_places():
    text = "Шавкат Чориев 5 млн."
    plain = Writing(load_data("uz", "letters", Letters)).plain_of(text)
    at = plain.text.index("choriyev")
    assert plain.span(at, at + len("choriyev")) == (7, 13)
    assert all(0 <= offset <= len(text) for offset in plain.at)


def test_tokens_stand_in_the_text_as_written():
    text = "Oʻzbekiston 1 900 ga yaqin, 2025-yilning yanvar–avgust oylarida 11,6 mlrd. dollar."
    analysis = UZBEK.analyse([text])[0]
    assert [text[t.start : t.end] for t in analysis.tokens] == [t.text for t in analysis.tokens]
    assert [t.text for t in analysis.tokens][:3] == ["Oʻzbekiston", "1 900", "ga"]
    assert len(analysis.sentences) == 1


SENTENCES = [
    ("Savdo hajmi 5 mlrd. dollarga yetdi. Tomonlar uchrashdi.", 2),
    ("Prezident Sh. Mirziyoyev keldi. “Bu muhim. Juda muhim”, dedi vazir.", 3),
    ("Ўзаро савдо 3 млн. тоннани ташкил этди.", 1),
]


@pytest.mark.parametrize(("text", "count"), SENTENCES)
def test_abbreviations_do_not_end_sentences(text, count):
    assert len(UZBEK.analyse([text])[0].sentences) == count
