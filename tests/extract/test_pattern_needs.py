"""What a pattern cannot match without."""

from __future__ import annotations

import pytest

from communique.extract.pattern_needs import DIGIT, YEAR, Presence, needs
from communique.extract.period_words import grammar_of
from communique.extract.turkic.periods import _grammar as turkic_grammar
from communique.language import get_language

from ..conftest import ROOT

LISTS = {"months": ["May", "march"], "units": ["year"], "counts": ["a", "two"]}
MONTHS = {r"\bmay\b", r"\bmarch\b"}
CASES = [
    ("{months} {units}", [MONTHS, {r"\byear\b"}]),
    ("{months}[a-z]", [{r"\bmay", r"\bmarch"}]),
    ("(?:the )?{months}(?: {units})?", [{r"\bmay", r"\bmarch"}]),
    (r"(?P<month>{months})\.?(?![\p{L}])", [MONTHS]),
    ("{months}|{units}", [{r"\bmay", r"\bmarch", r"\byear\b"}]),
    (r"(?:{months} \d|{months} {units})", [MONTHS, {DIGIT, r"\byear\b"}]),
    ("(?:months|Quarters) of it", [{"months", "quarters"}, {" of it"}]),
    ("years? (?:ago)?", [{"year"}]),
    ("thir(?=d)teen|x?", []),
    (r"(?P<year>(?:1[6-9]|20)\d\d)", [{YEAR}]),
    (r"\d\d(?:\d\d)?", [{DIGIT}]),
    (r"\d{4}", [{DIGIT}]),
    (r"(?:{counts}|\d{1,3}) {units}", [{r"\byear\b"}]),  # "a" is too short to tell anything
    (r"(?<={months} )x(?!\d)", []),
    (r"{months}{0,2}\p{Lu}[\])a]\(", []),
    (r"\d{1,3}?[{]x", [{DIGIT}]),
    (r"Jan\. \d", [{"jan. "}, {DIGIT}]),
    ("({months}", [MONTHS]),
    ("{unknown}", []),
    ("(?i)one (?i:two)", [{"one "}, {"two"}]),
]


@pytest.mark.parametrize(("pattern", "needed"), CASES)
def test_needs(pattern, needed):
    assert needs(pattern, LISTS) == set(map(frozenset, needed))


def test_presence_is_told_whatever_the_case():
    patterns = ("{months}.", "{months}", r"years \d", r"{units} \d\d\d\d", "x")
    presence = Presence([needs(pattern, LISTS) for pattern in patterns])
    assert presence.fitting("In MARCHING years 2") == [0, 2, 4]
    assert presence.fitting("March, year 2024; the dismay") == [0, 1, 3, 4]
    assert presence.fitting("dismay") == [4]
    assert presence.fitting("") == [4]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_no_rule_that_would_match_is_left_out(language):
    grammar = grammar_of(get_language(language))
    for path in sorted((ROOT / "tests" / "gold").glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            tried = {at for at, _, _ in grammar.rules_for(line)}
            matching = {at for at, (_, pattern) in enumerate(grammar.rules) if pattern.search(line)}
            assert matching <= tried


def test_no_uzbek_rule_that_would_match_is_left_out():
    grammar, language = turkic_grammar(get_language("uz")), get_language("uz")
    for path in sorted((ROOT / "tests" / "gold").glob("*uz-*.txt")):
        for line in path.read_text("utf-8").splitlines():
            plain = language.plain(line)
            matching = {at for at, (_, pattern) in enumerate(grammar.rules) if pattern.search(plain)}
            assert matching <= set(grammar.presence.fitting(plain))
