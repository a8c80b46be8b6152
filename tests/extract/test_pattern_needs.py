"""What a pattern cannot match without."""

from __future__ import annotations

import pytest

from communique.extract.pattern_needs import Presence, needs
from communique.extract.period_words import grammar_of
from communique.language import get_language

from ..conftest import ROOT

CASES = [
    ("{months} {units}", {"months", "units"}),
    ("(?:the )?{months}(?: {units})?", {"months"}),
    ("{months}|{units}", set()),
    (r"(?:{months} \d|{months} {units})", {"months"}),
    (r"(?P<year>(?:1[6-9]|20)\d\d)", {"digit"}),
    (r"(?:{counts}|\d{1,3}) {units}", {"units"}),
    (r"(?<={months} )x(?!\d)", set()),
    (r"{months}{0,2}\p{Lu}[\])a]\(", set()),
    (r"\d{1,3}?[{]x", {"digit"}),
    ("({months}", {"months"}),
]


@pytest.mark.parametrize(("pattern", "needed"), CASES)
def test_needs(pattern, needed):
    assert needs(pattern) == needed


def test_presence_is_told_whatever_the_case():
    presence = Presence({"months": ["May", "march"], "units": ["year"]})
    assert presence.of("In MARCHING years, 2") == {"months", "units", "digit"}
    assert presence.of("") == frozenset()


def test_no_rule_that_would_match_is_left_out():
    grammar = grammar_of(get_language("en"))
    for path in sorted((ROOT / "tests" / "gold").glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            tried = {at for at, _, _ in grammar.rules_for(line)}
            matching = {at for at, (_, pattern, _) in enumerate(grammar.rules) if pattern.search(line)}
            assert matching <= tried
