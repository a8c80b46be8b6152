"""The skeleton of a fourth language: Kazakh numbers, money and cues, by data alone over what the Turkic languages share."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from communique.extract.draft import Draft
from communique.extract.pipeline import steps_of
from communique.language import get_language
from communique.read import document_from_text

HERE = Path(__file__).parent
KAZAKH = get_language("kk")


def read(text, published=None):
    """All steps over a text in Kazakh, which ``read`` does not take yet."""
    document = document_from_text(text, language="kk", published=published)
    draft = Draft(document=document, analysis=KAZAKH.analyse([text])[0], language=KAZAKH)
    for _, step in steps_of("kk"):
        step(draft)
    return draft


@pytest.fixture(scope="module")
def gold():
    return json.loads((HERE / "commission.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def draft(gold):
    return read((HERE / "commission.txt").read_text("utf-8"), gold["document"]["published"])


def test_figures_are_those_of_the_gold(draft, gold):
    found = [(draft.words(f.span), f.value, f.unit, f.qualifier, f.indicator, f.period) for f in draft.figures]
    assert found == [
        (one["quote"], one["value"], one["unit"], one["qualifier"], one["indicator"], one["period"])
        for one in gold["figures"]
    ]


def test_statements_are_those_of_the_gold(draft, gold):
    found = [
        (draft.entities[s.speaker].name, draft.words(s.cue_span), draft.words(s.content_spans[0]))
        for s in draft.statements
    ]
    assert found == [(one["speaker"], one["cue"], one["content"]) for one in gold["statements"]]


def test_changes_and_posts_are_those_of_the_gold(draft, gold):
    assert [(draft.words(c.span), c.direction, c.amount.value) for c in draft.changes] == [
        (one["quote"], one["direction"], one["value"]) for one in gold["changes"]
    ]
    assert [draft.entities[p.person].name for p in draft.posts] == [one["person"] for one in gold["posts"]]


NUMBERS = [
    ("500-ге жуық кәсіпорын", 500, "about"),
    ("3 мыңнан астам адам", 3000, "more_than"),
    ("кемінде 20 млн еуро", 20_000_000, "at_least"),
    ("шамамен 70 пайыз", 70, "about"),
]


@pytest.mark.parametrize(("text", "value", "qualifier"), NUMBERS)
def test_numbers(text, value, qualifier):
    (found,) = read(text).quantities
    assert (found.value, found.qualifier) == (value, qualifier)
