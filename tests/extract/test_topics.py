"""Topics by words."""

from __future__ import annotations

import pytest

from communique.extract.topics import topics_of
from communique.language import get_language

CASES = [
    ("Exports grew and customs duties fell.", "trade"),
    ("The railway will carry freight.", "transport"),
    ("The reactor was loaded with uranium.", "nuclear"),
    ("More students study at the university.", "education"),
    ("AI and software firms", "digital"),
]


@pytest.mark.parametrize(("text", "topic"), CASES)
def test_first_topic(text, topic):
    assert topics_of(get_language("en"), text)[0] == topic


def test_words_that_only_begin_so_tell_nothing():
    assert topics_of(get_language("en"), "The importance of an article about damage") == ()


def test_three_at_most():
    text = "trade, investment, energy, water, tourism, sport"
    assert len(topics_of(get_language("en"), text)) == 3
