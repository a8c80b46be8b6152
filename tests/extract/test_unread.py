"""Languages that are not known: what needs no words is read, what the words would have to tell is left open."""

from __future__ import annotations

import pytest

from communique.extract.pipeline import extract
from communique.read import document_from_text

CASES = [
    ("Der Handel wuchs auf 300 Millionen Euro.", []),
    ("Das Werk kostet 4,5 Milliarden EUR und 12 % mehr.", []),
    ("Das Werk kostet 1 250 000 EUR; geplant waren USD 900 000.", [(1250000, "EUR"), (900000, "USD")]),
    ("El puente cuesta €1.250.000, dijo.", [(1250000, "EUR")]),
    ("Precio: $4.50 (antes €4,25).", [(4.5, "USD"), (4.25, "EUR")]),
    ("Le prix: €1.250 ou $300 millions, 45 %.", []),
]


def read_unknown(text):
    record = extract(
        document_from_text(text + " Das ist die Lage im Land und sie bleibt so, wie sie ist, sagte er." * 3)
    )
    assert record.document.language is None
    return record


@pytest.mark.parametrize(("text", "figures"), CASES)
def test_money_beside_its_sign(text, figures):
    record = read_unknown(text)
    assert [(figure.value, figure.unit) for figure in record.figures] == figures
    assert all(figure.period is None and figure.measure is None for figure in record.figures)


def test_quotations_have_no_speaker():
    record = read_unknown("Der Minister sagte: „Wir werden den Hafen bald eröffnen.“ Das „neue Tor“ wird gebaut.")
    assert [(s.speaker, s.manner, record.words(s.content_spans[0])) for s in record.statements] == [
        (None, "direct", "„Wir werden den Hafen bald eröffnen.“")
    ]
