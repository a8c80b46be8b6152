"""The readable record, tables and Markdown."""

from __future__ import annotations

import io
import re

import pytest

from communique.export import plain, wording
from communique.export.terminal import terminal
from communique.record import KINDS, Amount, Change, Figure


class Screen(io.StringIO):
    """Something that says it is a terminal."""

    def isatty(self):
        return True


def printed(record, kinds=KINDS, out=None, **options):
    out = out or io.StringIO()
    terminal(record, kinds, out, **options)
    return out.getvalue()


def test_findings_come_first_then_speakers_with_posts(made):
    text = printed(made)
    assert (
        text.index("2 is twice 1.")
        < text.index("Anna Weber  Minister of Trade of Austria")
        < text.index("2 billion USD")
    )
    assert "“The port,” … “will open in 2027.”" in text and "opened" in text and "Nobody named" in text


def test_colours_only_on_a_terminal_and_not_when_refused(made, monkeypatch):
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    colours = "\x1b[1;36m"
    assert "\x1b" not in printed(made)
    assert colours in printed(made, out=Screen())
    assert colours not in printed(made, out=Screen(), color=False)
    monkeypatch.setenv("NO_COLOR", "1")
    assert colours not in printed(made, out=Screen())


def test_words_that_look_like_markup_are_printed_as_they_are(made):
    assert "<b>$2 billion" in printed(made)


@pytest.mark.parametrize("columns", ["60", "80", "200"])
def test_no_line_is_wider_than_the_terminal(made, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    shown = re.sub("\x1b\\[[0-9;]*m", "", printed(made, out=Screen()))
    assert max(map(len, shown.splitlines())) <= int(columns)


def test_table_has_one_line_an_item(made):
    out = io.StringIO()
    plain.table(made, ("figures",), out)
    head, columns, *lines = out.getvalue().splitlines()
    assert (head, len(lines)) == ("# figures", 2) and all(line.count("\t") == columns.count("\t") for line in lines)


def test_markdown_keeps_marks_apart_from_words(made):
    text = plain.markdown(made, KINDS)
    assert "\\<b>$2 billion" in text and "## Projects and promises" in text


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        ({"value": 11.6e9, "unit": "USD"}, "11.6 billion USD"),
        ({"value": 70, "unit": "%", "qualifier": "at_least"}, "≥ 70%"),
        ({"value": 15e6, "high": 25e6, "unit": "t", "rate": "year"}, "15 million–25 million t / year"),
        ({"value": 3, "unit": "1"}, "3"),
    ],
)
def test_value_in_words(figure, words):
    assert wording.value(Figure(id="f1", span=(0, 1), **figure)) == words


@pytest.mark.parametrize(
    ("direction", "amount", "words"),
    [
        ("up", None, "↑"),
        ("up", Amount(kind="factor", value=6, qualifier="almost"), "almost ×6"),
        ("down", Amount(kind="percent", value=12.5), "−12.5%"),
        ("up", Amount(kind="absolute", value=2e9, unit="USD", qualifier="more_than"), "> +2 billion USD"),
    ],
)
def test_amount_in_words(direction, amount, words):
    assert wording.amount(Change(id="c1", span=(0, 1), direction=direction, amount=amount)) == words
