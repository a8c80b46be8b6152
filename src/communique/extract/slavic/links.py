"""Links of Russian: who "held" a call or talks took part in them, with whoever stands behind "с"."""

from __future__ import annotations

from communique.extract.draft import Draft
from communique.extract.links import find_links as find_all
from communique.extract.relations import relation_words
from communique.record import Link

TOGETHER = ("call", "talks", "meeting", "visit", "dialogue")  # events that nobody leads


def find_links(draft: Draft) -> None:
    """As for all languages; "провёл разговор с …" tells of two who took part."""
    find_all(draft)
    words = relation_words(draft.language)
    found: list[Link] = []
    seen: set[tuple[str, str, str]] = set()

    def put(subject: str, relation: str, thing: str, link: Link) -> None:
        if (subject, relation, thing) not in seen and subject != thing:
            seen.add((subject, relation, thing))
            found.append(
                Link(subject=subject, relation=relation, object=thing, span=link.span, statement=link.statement)  # type: ignore[arg-type]
            )

    for link in draft.links:
        event = draft.entities.get(link.object)
        if link.relation != "leads" or event is None or event.form not in TOGETHER:
            put(link.subject, link.relation, link.object, link)
            continue
        put(link.subject, "takes_part_in", link.object, link)
        sentence = draft.analysis.sentence_of(link.span[0])
        for mention in draft.mentions_in((link.span[0], sentence.end)) if sentence is not None else []:
            person = draft.entities[mention.entity]
            before = [
                t.lower for t in draft.analysis.tokens_in((max(link.span[0], mention.span[0] - 70), mention.span[0]))
            ]
            if person.kind == "person" and any(word in words.between for word in before):
                put(person.id, "takes_part_in", link.object, link)
    draft.links[:] = found
