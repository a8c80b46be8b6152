"""Who said what, by topic: the latest words of each speaker, with the post they held that day."""

from __future__ import annotations

from collections import Counter

from communique.brief.composer import Composer, capital
from communique.brief.model import Block, Items, Run, Section, Sentence
from communique.dossier.scope import Said, statements

TOPICS = 10
A_TOPIC = 6  # statements shown on one topic
A_SPEAKER = 2  # of one speaker on one topic
SHORTEST = 25  # characters: less says nothing by itself


def said_sections(c: Composer) -> list[Section]:
    """A heading, then a section a topic."""
    found = [s for s in statements(c.session, c.scope) if s.span[1] - s.span[0] >= SHORTEST]
    counts = Counter(topic for s in found for topic in s.topics or ("none",))
    topics = [c.asked.topic] if c.asked.topic else sorted(counts, key=lambda t: (t == "none", -counts[t], t))
    shown: set[tuple[str, tuple[int, int]]] = set()
    sections = []
    for topic in topics[:TOPICS]:
        chosen = _choose([s for s in found if topic in (s.topics or ("none",)) and (s.document, s.span) not in shown])
        if not chosen:
            continue
        shown |= {(s.document, s.span) for s in chosen}
        c.sources.load([s.document for s in chosen])
        blocks: list[Block] = [Items(tuple(sentence(c, s) for s in chosen))]
        sections.append(Section(f"topic-{topic}", c.words("topics", topic), 2, tuple(blocks)))
    head = [Section("statements", c.words("heads", "statements"), 1)] if sections else []
    return head + sections


def _choose(found: list[Said]) -> list[Said]:
    """The latest of each speaker first; what nobody is named for comes last."""
    of_speaker: Counter[int | None] = Counter()
    chosen = []
    for s in sorted(found, key=lambda s: s.speaker is None):
        speaker = s.speaker.id if s.speaker else None
        of_speaker[speaker] += 1
        if of_speaker[speaker] <= A_SPEAKER:
            chosen.append(s)
    return sorted(chosen[:A_TOPIC], key=lambda s: s.said_on or "", reverse=True)


def sentence(c: Composer, s: Said) -> Sentence:
    """Speaker, post, exact words, day."""
    item = c.sources.item(s.document, "statements", s.span)
    spans = item.content_spans if item is not None else (s.span,)
    note = c.sources.note(c.sources.cite(s.document, *spans, kind="statements"))
    speaker = c.name(s.speaker) if s.speaker else note.speaker or c.words("sentences", "nobody")
    post = f", {note.post}" if note.post else ""
    return Sentence(
        (Run(capital(speaker), "strong" if note.speaker else "soft"), Run(post), Run(": "), c.quote(note.words), Run(" " + note.day.replace(" ", "\xa0"), "soft")),
        (note.number,),
    )  # fmt: skip
