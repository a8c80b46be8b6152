"""Which sentences are worth a parse."""

from __future__ import annotations

import pytest

from communique.language.gate import Gate

GATE = Gate(["agree", "million", "мин"])
OPEN = ["They Agreed.", "MILLIONS came", "in 2024", "a “word”", "10 %", "«Да»", "Минская", "(agree)", "multi-million"]
SHUT = ["It rained all day.", "disagreed", "a_million", "", "терминал"]


@pytest.mark.parametrize("sentence", OPEN)
def test_gate_opens(sentence):
    assert GATE.opens_for(sentence)


@pytest.mark.parametrize("sentence", SHUT)
def test_gate_stays_shut(sentence):
    assert not GATE.opens_for(sentence)
