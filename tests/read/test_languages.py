"""Which language a text and its paragraphs are in."""

from __future__ import annotations

import pytest

from communique.extract.pipeline import extract
from communique.read import ReadWarning, document_from_text, load
from communique.read.languages import detect_language, identify, language_parts

EN = "The two ministers agreed that trade between the countries will grow by a third over the next three years."
RU = "Министры договорились, что торговля между двумя странами вырастет на треть в течение трёх лет."
UZ = "Vazirlar ikki davlat oʻrtasidagi savdo hajmi uch yil ichida uchdan bir qismga oshishini taʼkidladi va bu haqda bitim imzolandi."
UZ_CYRILLIC = "Вазирлар икки давлат ўртасидаги савдо ҳажми уч йил ичида учдан бир қисмга ошишини таъкидлади ва бу ҳақда битим имзоланди."
TEXTS = [
    (EN, "en"), (RU, "ru"), (UZ, "uz"), (UZ_CYRILLIC, "uz"),
    ("Товарооборот вырос на 15 %.", "ru"),
    ("Savdo aylanmasi 15 foizga oshdi.", "uz"),
    ("Савдо айланмаси 15 фоизга ошди, деди вазир.", "uz"),
    ("Trade rose 5%.", "en"),
    ("Вазирони ду кишвар изҳор доштанд, ки гардиши мол дар соли 2024 ба 1,5 миллиард доллар расид.", "tg"),
    ("Министрлер екі ел арасындағы тауар айналымы 2024 жылы 25 пайызға өскенін айтты және келісімге қол қойды.", "kk"),
    ("Эки өлкөнүн министрлери соода жүгүртүү 2024-жылы 20 пайызга өскөнүн жана бул үчүн келишим түзүлгөнүн айтты.", "ky"),
    ("Міністри двох країн повідомили, що товарообіг у 2024 році зріс на 15 відсотків і досяг мільярда.", "uk"),
    ("Министрите на двете страни съобщиха, че стокообменът през 2024 година е нараснал с 15 процента.", "bg"),
    ("Nazirlər bildirib ki, iki ölkə arasında ticarət 2024-cü ildə 15 faiz artıb və bu, son illər üçün rekorddur.", "az"),
    ("Bakanlar, iki ülke arasındaki ticaretin 2024 yılında yüzde 15 arttığını ve bunun bir rekor olduğunu söyledi.", "tr"),
    ("Der Minister sagte, dass die Lage gut ist.", "de"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code"), TEXTS)
def test_languages_are_told_apart(text, code):
    assert identify(text).code == code
    assert detect_language(text) == (code if code in ("en", "ru", "uz") else None)


@pytest.mark.parametrize("text", ["", "2025 — 15 %", "……"])
def test_no_words_no_language(text):
    assert identify(text) is None
    assert detect_language(text) is None


def test_paragraphs_of_a_mixed_document_keep_their_own_language():
    lines = [RU, UZ, EN, UZ_CYRILLIC, "Ташкент, 14 ноября"]
    text = "\n".join(lines)
    spans = [(text.index(line), text.index(line) + len(line)) for line in lines]
    parts = language_parts(text, spans, "ru")
    assert parts == {"ru": [spans[0], spans[4]], "uz": [spans[1], spans[3]], "en": [spans[2]]}


def test_a_mixed_document_gives_one_record_with_ids_of_their_own():
    text = f"{EN} Exports of Kenya came to $3 million, the minister said.\n{RU}\nThe exports of Kenya reached $4 million in 2024."
    record = extract(document_from_text(text, published="2025-05-05"))
    ids = [figure.id for figure in record.figures]
    assert len(ids) == len(set(ids)) and len(ids) >= 2
    assert record.document.language == "en"
    spans = [figure.span for figure in record.figures]
    assert spans == sorted(spans)


def test_an_unknown_language_is_said(tmp_path):
    path = tmp_path / "kk.txt"
    path.write_text(TEXTS[9][0], "utf-8")
    with pytest.warns(ReadWarning, match="Kazakh"):
        document = load(path)
    assert document.language is None
    record = extract(document)
    assert not record.figures and not record.entities


def test_one_small_word_of_another_language_proves_nothing():
    text = "Iroqning Oʻzbekistondagi elchisi Xolid al-Jabriy muxbirimiz savollariga javob berdi."
    assert list(language_parts(text, [(0, len(text))], "uz")) == ["uz"]
