"""Attributions of every form: ``[source] <cue> {content}`` in sentences of our own; a content may come in several parts."""

from __future__ import annotations

import re

import pytest

from communique.extract.attribution.find import attributions_of
from communique.record import Document

CASES = [
    # clauses and quotations
    "[The minister] <said> {that trade had doubled}.",
    "[The ministry] <has repeatedly said> {the bridge is safe}.",
    "{“The bridge is safe,”} <said> [Anna Keller, head of the agency].",
    "{“It is safe,”} [she] <said>. {“It will stay open.”}",
    "[Anna Keller, who heads the agency,] <told> reporters {the bridge was safe}.",
    "{The bridge is safe}, [experts] <say>.",
    "{The bridge}, [the minister] <said>, {is safe}.",
    "<According to> [the report], {exports fell by a tenth}.",
    "[He] <made it clear> {that the deal was off}.",
    "[They] <asked> {whether the bridge was safe}.",
    "[The study] <found> {that prices had fallen}.",
    # other forms
    "[The company] <plans> {to open a plant in May}.",
    "[The senator] <called for> {a new inquiry}.",
    "[The union] <urged> {its members to vote}.",
    "[The senator] <criticized> {the plan for a new tax}.",
    "[The senator] <described> {the plan as a mistake}.",
    "[Voters] <are worried about> {the price of bread}.",
    "{The plant} <is expected> {to open in May}.",
    "[The senator] <promised> {to resign}.",
    "[The mayor] <suggested> {closing the bridge}.",
]
NONE = ["The bridge was opened in May.", "Anna Keller arrived in Lima with her delegation."]


def parts(case: str, opening: str, closing: str) -> list[str]:
    return re.findall(rf"{re.escape(opening)}(.*?){re.escape(closing)}", case)


@pytest.mark.parametrize("case", CASES)
def test_attribution_is_found(case):
    text = re.sub(r"[\[\]{}<>]", "", case)
    (found,) = attributions_of([Document(id="", text=text, language="en")])
    words = [
        (
            [text[slice(*one.source)]] if one.source else [],
            [text[slice(*one.cue)]],
            [text[slice(*span)] for span in one.contents],
        )
        for one in found
    ]
    assert (parts(case, "[", "]"), parts(case, "<", ">"), parts(case, "{", "}")) in words


@pytest.mark.parametrize("text", NONE)
def test_this_is_no_attribution(text):
    assert list(attributions_of([Document(id="", text=text, language="en")])) == [[]]


def test_none_lies_inside_the_content_of_another():
    text = "The minister said that experts believe the bridge is safe."
    (found,) = attributions_of([Document(id="", text=text, language="en")])
    assert [text[slice(*one.cue)] for one in found] == ["said"]
