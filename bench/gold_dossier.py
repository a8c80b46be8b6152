"""The gold of a dossier as records: what a perfect reader would hand to the store.

Only what the gold names is in them: mentions, figures of series and conflicts, promised steps. So ``bench/dossier.py --gold``
measures identity, series, promises and conflicts apart from reading.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from communique.read import load
from communique.record import Entity, Figure, Milestone, Record, Span, Statement
from communique.resolve.words import country_of

UNITS = re.compile(r"(\d[\d.,\u00a0 ]*)\s*-?(kilomet|км)", re.IGNORECASE)


def records(folder: Path) -> list[Record]:
    """A record a document of the dossier, in order."""
    gold = json.loads((folder / "dossier.json").read_text("utf-8"))
    return [Builder(path, gold).record() for path in sorted(folder.glob("*.txt"))]


class Builder:
    """One document's record, built from the gold."""

    def __init__(self, path: Path, gold: dict[str, Any]) -> None:
        self.document = load(path)
        self.text = self.document.text
        self.stem = path.stem
        self.gold = gold
        self.entities: dict[str, Entity] = {}
        self.figures: dict[Span, Figure] = {}
        self.milestones: list[Milestone] = []
        self.statements: list[Statement] = []

    def span(self, item: dict[str, Any], side: str = "") -> Span | None:
        if item.get("doc" + side) != self.stem:
            return None
        start = -1
        for _ in range(item.get("nth" + side, 1)):
            start = self.text.find(item["quote" + side], start + 1)
        return (start, start + len(item["quote" + side])) if start >= 0 else None

    def record(self) -> Record:
        for entity in self.gold["same"]:
            self._named(entity["name"], entity["kind"], [s for m in entity["mentions"] if (s := self.span(m))])
        for series in self.gold["series"]:
            for point in series["points"]:
                if span := self.span(point):
                    self._figure(series, point, span)
        for promise in self.gold["promises"]:
            self._promise(promise)
        for pair in self.gold["conflicts"]:
            for side in ("_a", "_b"):
                if span := self.span(pair, side):
                    self._other(pair, pair["quote" + side], span)
        return Record(
            document=self.document,
            entities=tuple(self.entities.values()),
            figures=tuple(self.figures.values()),
            milestones=tuple(self.milestones),
            statements=tuple(self.statements),
        )

    def _named(self, name: str, kind: str, spans: list[Span], country: str | None = None) -> str | None:
        if name in self.entities:
            return self.entities[name].id
        if not spans:
            return None
        forms = sorted({self.text[a:b] for a, b in spans}, key=len, reverse=True)
        self.entities[name] = Entity(
            id=f"e{len(self.entities) + 1}", kind=kind, name=forms[0], aliases=tuple(forms[1:]),  # type: ignore[arg-type]
            country=country, mentions=tuple(spans),
        )  # fmt: skip
        return self.entities[name].id

    def _thing(self, name: str) -> str | None:
        """An entity of that name or country code: as named here, or by words of the text."""
        if name in self.entities:
            return self.entities[name].id
        if re.fullmatch(r"[A-Z]{2}", name):
            found = next((m for m in re.finditer(r"\w+", self.text) if country_of(m[0]) == name), None)
            return self._named(name, "country", [found.span() if found else (0, 1)], name)
        at = self.text.find(name)
        kind = "person" if len(name.split()) == 2 and name.istitle() else "project"
        return self._named(name, kind, [(at, at + len(name))]) if at >= 0 else None

    def _statement(self, speaker: str | None, span: Span) -> str | None:
        if speaker is None or (who := self._thing(speaker)) is None:
            return None
        self.statements.append(
            Statement(id=f"s{len(self.statements) + 1}", content_spans=(span,), manner="indirect", speaker=who)
        )
        return self.statements[-1].id

    def _figure(self, series: dict[str, Any], point: dict[str, Any], span: Span) -> None:
        code = series["indicator"] if isinstance(series["indicator"], str) else series["indicator"][0]
        about = tuple(e for name in series["about"] if (e := self._thing(name)))
        self.figures[span] = Figure(
            id=f"f{len(self.figures) + 1}", span=span, value=point["value"], high=point.get("high"), unit=series["unit"],
            qualifier=point.get("qualifier", "exactly"), indicator=code, about=about, period=point.get("period"),
            status=point.get("status", "actual"), statement=self._statement(point.get("speaker"), span),
            rate="year" if code in ("project.capacity", "supply.gas") and series["unit"] != "MW" else None,
        )  # fmt: skip

    def _promise(self, promise: dict[str, Any]) -> None:
        for step in promise["history"]:
            span = self.span(step)
            if span is None:
                continue
            about = self._thing(promise["about"])
            date = step["date"] if isinstance(step["date"], str | None) else step["date"][0]
            kind = promise["step"] if isinstance(promise["step"], str) else promise["step"][0]
            status = "expected" if date and date > (self.document.published or "")[: len(date)] else "done"
            if step.get("optional"):
                kind = "cancelled" if "cancel" in step["quote"] else "suspended"
            self.milestones.append(
                Milestone(id=f"m{len(self.milestones) + 1}", span=span, step=kind, status=status, about=about, date=date,
                          statement=self._statement(step.get("speaker"), span))
            )  # fmt: skip

    def _other(self, pair: dict[str, Any], quote: str, span: Span) -> None:
        """What only the conflicts name: lengths of lines, days of signing."""
        if span in self.figures or any(m.date_span == span for m in self.milestones):
            return
        if length := UNITS.search(quote):
            about = next((e.id for e in self.entities.values() if e.kind == "project" and "ailway" in e.name), None)
            self.figures[span] = Figure(
                id=f"f{len(self.figures) + 1}", span=span, value=float(length[1].replace(",", ".")), unit="km",
                measure="length", about=(about,) if about else (), status="planned",
            )  # fmt: skip
        elif "signed" in pair["why"]:
            about = next((e.id for e in self.entities.values() if e.kind == "agreement"), None)
            dates = {"7": "2018-09-07", "19": "2018-10-19"}
            date = dates.get(quote.split()[0])
            if date and about:
                self.milestones.append(
                    Milestone(id=f"m{len(self.milestones) + 1}", span=span, step="signed", status="done", about=about,
                              date=date, date_span=span)
                )  # fmt: skip
