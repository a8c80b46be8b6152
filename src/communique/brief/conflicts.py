"""What does not add up: statements that cannot both hold, values that statistics do not bear out, checks that fail in a report."""

from __future__ import annotations

from communique.brief.composer import Composer
from communique.brief.model import Items, Run, Section, Sentence
from communique.dossier.conflicts import AcrossFinding, Ref, conflicts
from communique.dossier.scope import InScope, failed_checks

CLASHES = 12
CHECKS = 10
VALUES = 6  # values named in one sentence: the first and the last said


def clashes_in_scope(c: Composer, chosen: list[InScope]) -> list[AcrossFinding]:
    """Conflicts on the pair, or on the thing the brief is about, and on the projects it shows."""
    found = []
    if c.scope.pair is not None:
        found += list(conflicts(c.session, as_of=c.asked.as_of, pair=c.scope.pair))
    roots = [c.scope.about] if c.scope.about is not None else []
    for root in dict.fromkeys([*roots, *(one.thing.id for one in chosen)]):
        found += list(conflicts(c.session, as_of=c.asked.as_of, about=root))
    return list({f.refs: f for f in found}.values())[:CLASHES]


def conflicts_section(c: Composer, found: list[AcrossFinding]) -> Section | None:
    """The list; ``None`` where all adds up."""
    sentences = [clash(c, finding, "clash") for finding in found]
    for check, _, document, spans in failed_checks(c.session, c.scope)[:CHECKS]:
        if spans:
            number = c.sources.cite(document, spans[0])
            note = c.sources.note(number)
            runs = (Run(c.words("checks", check)), Run(": "), c.quote(note.words), Run("."))
            sentences.append(Sentence(runs, tuple(c.sources.cite(document, span) for span in spans[:3])))
    if not sentences:
        return None
    return Section("conflicts", c.words("heads", "conflicts"), 1, (Items(tuple(sentences)),))


def clash(c: Composer, finding: AcrossFinding, key: str) -> Sentence:
    """What is in question, and what was said of it: each value once."""
    refs = (
        finding.refs if len(finding.refs) <= VALUES else (*finding.refs[: VALUES // 2], *finding.refs[-VALUES // 2 :])
    )
    c.sources.load([ref.document for ref in refs])
    values: dict[str, None] = {}
    notes = []
    for ref in refs:
        note = c.sources.note(c.sources.cite(ref.document, ref.span, kind=_kind(c, ref)))
        values[_shown(c, ref, note.words)] = None
        notes.append(note.number)
    shown = list(values)
    if left := len(finding.refs) - len(refs):
        shown.append(c.words("heads", "more", count=left))
    return c.sentence("sentences", key, tuple(dict.fromkeys(notes)), what=_what(c, finding), values="; ".join(shown))


def _kind(c: Composer, ref: Ref) -> str:
    return "figures" if c.sources.item(ref.document, "figures", ref.span) is not None else "milestones"


def _shown(c: Composer, ref: Ref, words: str) -> str:
    figure = c.sources.item(ref.document, "figures", ref.span)
    day = c.words.date(c.sources.kept(ref.document).record.document.published)
    if figure is not None:
        return f"{c.words.amount(figure.value, figure.high, figure.unit, figure.qualifier, figure.rate)} ({day})"
    step = c.sources.item(ref.document, "milestones", ref.span)
    return c.words.date(step.date) if step is not None and step.date else c.quote(words).text


def _what(c: Composer, finding: AcrossFinding) -> str:
    """The quantity or step in question, by its name in the brief's language."""
    ref = finding.refs[0]
    kept = c.sources.kept(ref.document)
    figure = c.sources.item(ref.document, "figures", ref.span)
    if figure is not None:
        names = [c.name(thing) for e in figure.about if (thing := kept.things.get(e)) is not None]
        name = c.words("indicators", figure.indicator) if figure.indicator else (figure.measure or "")
        period = [c.words.date(figure.period)] if figure.period else []
        return ", ".join(part for part in [name, " – ".join(names), *period] if part)
    step = c.sources.item(ref.document, "milestones", ref.span)
    thing = kept.things.get(step.about or "") if step is not None else None
    name = c.words("step_nouns", step.step) if step is not None else ""
    return f"{c.name(thing)}, {name}" if thing is not None else name
