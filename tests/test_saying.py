"""Labels and messages can be switched; the words that rest on the source stay as they are."""

from __future__ import annotations

import re
from importlib import resources
from io import StringIO

import msgspec
import pytest

from communique.errors import UsageError
from communique.export.html import page
from communique.export.plain import markdown
from communique.export.terminal import terminal
from communique.extract.pipeline import extract
from communique.read import document_from_text
from communique.record import KINDS
from communique.saying import LANGUAGES, say, speaking

TEXT = "Trade of Kenya and Peru grew almost sixfold, from $2 billion to $11.6 billion. The bridge will open in 2020.\n"
PLACES = re.compile(r"\{\w+\}")


def table(language: str) -> dict[str, str]:
    path = resources.files("communique").joinpath("sayings", f"{language}.yml")
    return msgspec.yaml.decode(path.read_bytes(), type=dict[str, str])


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_translations_keep_their_places(language):
    for words, said in table(language).items():
        assert sorted(PLACES.findall(words)) == sorted(PLACES.findall(said)), words


@pytest.mark.parametrize(
    ("language", "heading", "message"),
    [("en", "Figures", "it matches"), ("ru", "Цифры", "сходится"), ("uz", "Raqamlar", "toʻgʻri keladi")],
)
def test_output_speaks_the_language_asked_for(language, heading, message):
    with speaking(language):
        record = extract(document_from_text(TEXT, published="2025-11-14"))
        out = StringIO()
        terminal(record, KINDS, out, color=False)
        for shown in (out.getvalue(), page([record]), markdown(record, KINDS)):
            assert heading in shown and message in shown
        assert "$11.6 billion" in out.getvalue()
    assert say("Figures") == "Figures"


def test_an_unknown_language_is_refused():
    with pytest.raises(UsageError, match="--lang xx"), speaking("xx"):
        pass
