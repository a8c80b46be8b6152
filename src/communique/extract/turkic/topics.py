"""Topics of statements and sectors of projects, by the words that tell them in the plain form."""

from __future__ import annotations

import msgspec

from communique.extract.draft import Draft
from communique.extract.topics import topics_of
from communique.extract.turkic.view import plain_words


def find_topics(draft: Draft) -> None:
    """Fill the topics of statements and the sectors of projects."""
    for at, statement in enumerate(draft.statements):
        text = " ".join(plain_words(draft, span) for span in statement.content_spans)
        draft.statements[at] = msgspec.structs.replace(statement, topics=topics_of(draft.language, text))
    for entity in draft.entities.values():
        if entity.kind == "project" and entity.sector is None:
            found = topics_of(draft.language, draft.language.plain(entity.name))  # type: ignore[attr-defined]
            entity.sector = found[0] if found else None
            if found:
                draft.decide("sectors", entity.id, "words_of_the_name")
