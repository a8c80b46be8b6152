"""Steps of the pipeline for languages with cases and small letters in names: persons, entities and posts by agreement."""

from __future__ import annotations

from communique.extract.slavic.changes import find_changes
from communique.extract.slavic.entities import find_entities
from communique.extract.slavic.figures import find_figures
from communique.extract.slavic.links import find_links
from communique.extract.slavic.milestones import find_milestones
from communique.extract.slavic.numbers import find_quantities
from communique.extract.slavic.posts import find_posts
from communique.extract.slavic.references import resolve_references
from communique.extract.slavic.statements import find_statements

STEPS = {
    "milestones": find_milestones,
    "changes": find_changes,
    "coreference": resolve_references,
    "statements": find_statements,
    "quantities": find_quantities,
    "entities": find_entities,
    "posts": find_posts,
    "links": find_links,
    "figures": find_figures,
}
