"""What figures say in whole reports: items of a newsletter, amounts set beside another, answers to questions. Composed for this."""

from __future__ import annotations

import pytest

from communique.extract.pipeline import extract
from communique.record import Document

NEWSLETTER = """WEEKLY DIGEST

MONGOLIA – CANADA

Canada's Trade Minister arrived in Ulaanbaatar on Monday. Bilateral trade rose to 410 million dollars, and the Tsagaan copper mine
will employ 900 people.

ECUADOR – SPAIN

Trade turnover grew to €1.1 billion. Some 420,000 Ecuadorians are resident in Spain.

GEORGIA – POLAND

Polish holidaymakers numbered 96,000. LOT flies between Warsaw and Tbilisi ten times a week.
"""
INTERVIEW = """Anna Weber, Ambassador of Austria to Peru, answered our questions.

Question: How would you describe trade?

Weber: Modest. It stood at 74 million euros.

Our exports made up 48 million of that.

Question: And the port at Paita?

Weber: The bank is paying 85 million euros for it.
"""
# text → indicator, about and period of each figure
REPORTS = [
    (
        NEWSLETTER,
        [
            ("trade.turnover", ["MN", "CA"], None),
            ("project.jobs", ["Tsagaan copper mine"], None),
            ("trade.turnover", ["EC", "ES"], None),
            ("migrants", ["EC", "ES"], None),
            ("tourists", ["PL", "GE"], None),
            ("flights", ["GE", "PL"], None),
        ],
    ),
    (
        INTERVIEW,
        [
            ("trade.turnover", ["AT", "PE"], None),
            ("trade.exports", ["AT", "PE"], None),
            ("project.cost", ["port at Paita"], None),
        ],
    ),
    (
        "Last year Kenya and Chile traded goods worth €6.4 billion, he said, against €5.9 billion in 2023.",
        [("trade.turnover", ["KE", "CL"], "2024"), ("trade.turnover", ["KE", "CL"], "2023")],
    ),
    (
        "In 2024 Italy was visited by 410,000 Albanians, while 1.3 million Italians holidayed in Albania.",
        [("tourists", ["AL", "IT"], "2024"), ("tourists", ["IT", "AL"], "2024")],
    ),
    (
        "Exports from Kenya to Chile doubled between 2019 and 2024, from $48 million to $96 million.",
        [("trade.exports", ["KE", "CL"], "2019"), ("trade.exports", ["KE", "CL"], "2024")],
    ),
    (
        "Norway imported goods for $95 million from Ghana and sold goods worth $610 million there.",
        [("trade.imports", ["NO", "GH"], None), ("trade.exports", ["NO", "GH"], None)],
    ),
    (
        "Nearly 6,000 Kenyans are enrolled at Chilean universities. Another 1,500 are expected this autumn.",
        [("students", ["KE", "CL"], None), ("students", ["KE", "CL"], "2025-23")],
    ),
    ("Since 2019 Norway has trained 160 inspectors in Ghana.", [(None, ["GH"], "2019/..")]),
    (
        "The Lindi refinery, designed for 13 million tonnes a year, is closed.",
        [("project.capacity", ["Lindi refinery"], None)],
    ),
]


def said(text: str) -> list[tuple[str | None, list[str], str | None]]:
    record = extract(Document(id="x", text=text, language="en", published="2025-11-14"))
    names = {entity.id: entity.country or entity.name for entity in record.entities}
    return [(figure.indicator, [names[one] for one in figure.about], figure.period) for figure in record.figures]


@pytest.mark.parametrize(("text", "wanted"), REPORTS)
def test_what_figures_of_a_report_are(text, wanted):
    found = said(text)
    ordered = ("trade.turnover", "flights", None)
    assert [(one, sorted(about) if one in ordered else about, at) for one, about, at in found] == [
        (one, sorted(about) if one in ordered else about, at) for one, about, at in wanted
    ]


# text → value, high, unit of each figure
AMOUNTS = [
    ("Exports stood at R12 billion.", [(12e9, None, "ZAR")]),
    ("The R12 road cost N$310 million.", [(310e6, None, "NAD")]),
    ("The processing takes between six and nine weeks.", [(6, 9, "wk")]),
    ("Clearance at the port takes nine days on average.", [(9, None, "d")]),
    ("A driver spends 26 hours there; from next year he will spend three.", [(26, None, "h"), (3, None, "h")]),
]


@pytest.mark.parametrize(("text", "wanted"), AMOUNTS)
def test_amounts_of_a_report(text, wanted):
    record = extract(Document(id="x", text=text, language="en", published="2025-11-14"))
    assert [(figure.value, figure.high, figure.unit) for figure in record.figures] == wanted
