"""The steps of the pipeline for head-final languages: what a sentence says is told by endings and by what comes last.

Verbs close their clauses, postpositions and endings take the place of prepositions, a title stands before its holder: the
rules of ``extract`` that go by word order have their counterparts here. Numbers, periods, names and cues are data of the
language (``language/uz``, ``language/kk``); what the record holds is the same.
"""

from __future__ import annotations

from collections.abc import Callable

from communique.extract.draft import Draft
from communique.extract.turkic.changes import find_changes
from communique.extract.turkic.entities import find_entities
from communique.extract.turkic.figures import find_figures
from communique.extract.turkic.imprint import find_imprint
from communique.extract.turkic.links import find_links
from communique.extract.turkic.milestones import find_milestones
from communique.extract.turkic.numbers import find_quantities
from communique.extract.turkic.periods import find_periods
from communique.extract.turkic.posts import find_posts
from communique.extract.turkic.references import resolve_references
from communique.extract.turkic.statements import find_statements
from communique.extract.turkic.topics import find_topics


def nothing(draft: Draft) -> None:
    """A step that these languages do not need: a post finds its body with its title, an event its day with its name."""


def finish(draft: Draft) -> None:
    """The bodies that bring the report stand where nothing is parsed: no other step may meet them. Then the topics."""
    find_imprint(draft)
    find_topics(draft)


STEPS: dict[str, Callable[[Draft], None]] = {
    "periods": find_periods,
    "quantities": find_quantities,
    "entities": find_entities,
    "posts": find_posts,
    "coreference": resolve_references,
    "bodies": nothing,
    "statements": find_statements,
    "figures": find_figures,
    "changes": find_changes,
    "milestones": find_milestones,
    "dates": nothing,
    "links": find_links,
    "topics": finish,
}
