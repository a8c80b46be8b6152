"""Documents in more than one language: each language's paragraphs are read on their own; here their drafts become one."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from communique.extract.draft import Draft, EntityDraft


def joined(drafts: Sequence[Draft]) -> Draft:
    """The first draft with all that the others hold; items in the order of the text. Ids must have been shared."""
    whole = drafts[0]
    for part in drafts[1:]:
        gone = _same_entities(whole, part)
        whole.entities.update(part.entities)
        whole.mentions += part.mentions
        for name in ("posts", "statements", "figures", "changes", "milestones", "links", "findings", "decisions"):
            getattr(whole, name).extend(getattr(part, name))
        whole.amounts += part.amounts
        whole.quantities += part.quantities
        whole.periods += part.periods
        whole.skip = sorted(set(whole.skip) & set(part.skip))
        for kept, other in gone:
            whole.merge(kept, other)
            whole.rename(other.id, kept.id)
    if len(drafts) > 1:
        whole.statements.sort(key=attrgetter("content_spans"))
        for name in ("posts", "figures", "changes", "milestones", "links"):
            getattr(whole, name).sort(key=attrgetter("span"))
    return whole


def _same_entities(whole: Draft, part: Draft) -> list[tuple[EntityDraft, EntityDraft]]:
    """Pairs that are one: a country of one code, anything of one kind and name. Names in two scripts stay two here."""
    known = {_key(entity): entity for entity in whole.entities.values()}
    return [(known[_key(entity)], entity) for entity in part.entities.values() if _key(entity) in known]


def _key(entity: EntityDraft) -> tuple[str, str]:
    return entity.kind, entity.country or entity.name if entity.kind == "country" else entity.name.casefold()
