"""How values, amounts and names of a record are put into words, wherever people read them."""

from __future__ import annotations

from communique.record import Change, Figure, Record, Span
from communique.saying import say

# Findings first, then who said what, then what was said; names last: the order of the page, the terminal and Markdown.
ORDER = ("findings", "statements", "figures", "changes", "milestones", "posts", "links", "entities")
TITLES = {"milestones": "Projects and promises"}
VERDICTS = {"fails": "✗", "unclear": "?", "holds": "✓"}
SIGNS = {"about": "≈ ", "almost": "almost ", "more_than": "> ", "at_least": "≥ ", "less_than": "< ", "up_to": "≤ "}
ARROWS = {"up": "↑", "down": "↓", "same": "="}


def value(figure: Figure) -> str:
    """The value with its unit and rate: "11.6 billion USD", "15–25 million t / year"."""
    shown = number(figure.value) if figure.high is None else f"{number(figure.value)}–{number(figure.high)}"
    unit = "" if figure.unit == "1" else figure.unit if figure.unit == "%" else f" {figure.unit}"
    return f"{_sign(figure.qualifier)}{shown}{unit}{f' / {say(figure.rate)}' if figure.rate else ''}"


def amount(change: Change) -> str:
    """By how much: "almost ×6", "+12%", "+1.5 billion USD"; only the arrow where no amount is said."""
    by = change.amount
    if by is None:
        return ARROWS[change.direction]
    sign = _sign(by.qualifier)
    if by.kind == "factor":
        return f"{sign}×{by.value:g}"
    plus = {"up": "+", "down": "−", "same": "±"}[change.direction]
    unit = "%" if by.kind == "percent" else f" {by.unit}" if by.unit and by.unit != "1" else ""
    return f"{sign}{plus}{number(by.value)}{unit}"


def number(given: float) -> str:
    """A number as people write it: "11.6 billion", "13,000", "0.25"."""
    for size, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(given) >= size:
            return f"{given / size:.10g} {say(word)}"
    return f"{given:,.10g}"


def _sign(qualifier: str) -> str:
    sign = SIGNS.get(qualifier, "")
    return say(sign) if sign[:1].isalpha() else sign


def name(record: Record, entity_id: str | None) -> str:
    """The name of an entity, empty for none."""
    entity = record.entity(entity_id)
    return entity.name if entity is not None else ""


def speaker(record: Record, statement_id: str | None) -> str:
    """The name of who made a statement, empty for none."""
    statement = next((s for s in record.statements if s.id == statement_id), None)
    return name(record, statement.speaker) if statement is not None else ""


def line(record: Record, span: Span | None) -> str:
    """The words of a span on one line."""
    return " ".join(record.words(span).split()) if span is not None else ""


def spoken(record: Record, spans: tuple[Span, ...]) -> str:
    """The words of a statement; where its cue breaks them, "…" stands between."""
    return " … ".join(line(record, span) for span in spans)


def plain(code: str) -> str:
    """A code of the record as words: "under_way" is "under way"."""
    return say(code.replace("_", " "))


def title(kind: str) -> str:
    """The heading of a kind."""
    return say(TITLES.get(kind, kind.capitalize()))
