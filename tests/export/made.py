"""A record built by hand, with spans that lie inside each other, follow each other and are broken."""

from __future__ import annotations

import hashlib

from communique.record import (
    Amount,
    Change,
    Document,
    Entity,
    Figure,
    Finding,
    Link,
    Milestone,
    Post,
    Record,
    Statement,
)

TEXT = (
    "Anna Weber, Minister of Trade of Austria, said that trade with Peru had doubled from $1 billion to <b>$2 billion</b> in 2024.\n"
    "“The port,” she added, “will open in 2027.”\n" + "Other matters were discussed at length, without results.\n" * 40
    + "The Lima Wind Plant was mentioned last."
)  # fmt: skip


def span(words: str, after: int = 0) -> tuple[int, int]:
    start = TEXT.index(words, after)
    return start, start + len(words)


def made() -> Record:
    """Two statements (one broken by its cue), two figures inside one, a change over both, a promise, names at the very end."""
    whole = "trade with Peru had doubled from $1 billion to <b>$2 billion</b> in 2024"
    return Record(
        document=Document(id=hashlib.sha256(TEXT.encode()).hexdigest(), text=TEXT, source="made.txt", title="Trade & ports", published="2025-03-04", language="en"),
        entities=(
            Entity(id="e1", kind="person", name="Anna Weber", mentions=(span("Anna Weber"), span("she"))),
            Entity(id="e2", kind="country", name="Peru", country="PE", mentions=(span("Peru"),)),
            Entity(id="e3", kind="project", name="Lima Wind Plant", mentions=(span("Lima Wind Plant"),)),
        ),
        posts=(Post(person="e1", title="Minister of Trade", represents="AT", span=span("Minister of Trade of Austria")),),
        statements=(
            Statement(id="s1", speaker="e1", cue_span=span("said"), content_spans=(span(whole),), manner="indirect", topics=("trade",)),
            Statement(id="s2", speaker="e1", cue_span=span("added"), content_spans=(span("“The port,”"), span("“will open in 2027.”")), manner="direct"),
            Statement(id="s3", content_spans=(span("The Lima Wind Plant was mentioned last"),), manner="indirect"),
        ),
        figures=(
            Figure(id="f1", span=span("$1 billion"), value=1e9, unit="USD", measure="trade", statement="s1"),
            Figure(id="f2", span=span("$2 billion"), value=2e9, unit="USD", measure="trade", period="2024", about=("e2",), statement="s1"),
        ),
        changes=(Change(id="c1", span=span("doubled from $1 billion to <b>$2 billion"), direction="up", amount=Amount(kind="factor", value=2.0), from_="f1", to="f2", statement="s1"),),
        milestones=(Milestone(id="m1", span=span("will open in 2027"), step="opened", status="expected", date="2027", statement="s2"),),
        links=(Link(subject="e3", relation="located_in", object="e2", span=span("Lima Wind Plant")),),
        findings=(Finding(check="change_matches_figures", verdict="holds", message="2 is twice 1.", span=span("doubled")),),
    )  # fmt: skip
