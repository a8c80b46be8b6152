"""Numbers are found, and read on behind, where the patterns alone would: what spares tries spares no match."""

from __future__ import annotations

import pytest

from communique.extract.number_words import BEHIND, Behind, patterns_of
from communique.language import get_language

from ..conftest import ROOT

ODD = (
    "1.5 M21, RM79 and .5 of one-third; twenty-five 2-to-4 3,142,000 ½ a dozen; someone’s phone, 10.5bn, İ 7 and İ two.\n"
    "a couple of tens of thousands; up 5%/year, $5m a day, 12 kWh/t, 5% pa, a 3-year-old, ten times, 70 million tonnes a year"
)


def texts(code: str) -> list[str]:
    paths = sorted((ROOT / "tests" / "gold").glob("*.txt"))
    return [
        ODD,
        *(
            path.read_text("utf-8")
            for path in paths
            if (path.stem.removeprefix("blind-")[:3] == "ru-") == (code == "ru")
        ),
    ]


@pytest.mark.parametrize("code", ["en", "ru"])
def test_numbers_are_those_of_the_pattern(code):
    patterns = patterns_of(get_language(code))
    for text in texts(code):
        assert [m.span() for m in patterns.numbers.find(text)] == [m.span() for m in patterns.number.finditer(text)]


@pytest.mark.parametrize("code", ["en", "ru"])
def test_what_stands_behind_a_number_is_seen(code):
    patterns = patterns_of(get_language(code))
    for text in texts(code):
        for number in patterns.number.finditer(text):
            behind = Behind(patterns, text, number.start(), len(text))
            at = number.end()
            for name in BEHIND:
                found, alone = behind.match(name, at), getattr(patterns, name).match(text, at)
                assert (found and found.span()) == (alone and alone.span())
                at = alone.end() if alone and name in ("scale", "unit", "percent") else at
