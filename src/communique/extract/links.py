"""Links: two entities stand in a relation. Rules over names ("the project of A and B") and over the parse, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

import msgspec

from communique.extract.draft import Draft, EntityDraft, Mention
from communique.language import Token
from communique.record import Link, Relation, Span


class RelationWords(msgspec.Struct, frozen=True):
    """The file ``relations.yml`` of a language."""

    invests_in: frozenset[str]
    builds: frozenset[str]
    operates: frozenset[str]
    organizes: frozenset[str]
    hosts: frozenset[str]
    takes_part: frozenset[str]
    signed: frozenset[str]
    leads: frozenset[str]
    part_nouns: frozenset[str]
    between: frozenset[str]
    branch_nouns: frozenset[str]
    place_markers: frozenset[str]


@lru_cache
def relation_words(language: Any) -> RelationWords:
    return language.data("relations", RelationWords)  # type: ignore[no-any-return]


Triple = tuple[str, Relation, str, Span]


def find_links(draft: Draft) -> None:
    """Fill ``draft.links``, each pair and relation once."""
    words = relation_words(draft.language)
    seen: set[tuple[str, str, str]] = set()
    for rule in RULES:
        for subject, relation, thing, span in rule(draft, words):
            if subject == thing or (subject, relation, thing) in seen:
                continue
            seen.add((subject, relation, thing))
            statement = draft.statement_at(span)
            draft.links.append(
                Link(
                    subject=subject,
                    relation=relation,
                    object=thing,
                    span=span,
                    statement=statement.id if statement else None,
                )
            )
            draft.decide("links", f"{subject} {relation} {thing}", rule.__name__.strip("_"), span)


def _names(draft: Draft, *kinds: str) -> Iterator[tuple[Mention, EntityDraft]]:
    for mention in draft.mentions:
        entity = draft.entities[mention.entity]
        if entity.kind in kinds and mention.form != "pronoun":
            yield mention, entity


def _parties(draft: Draft, words: RelationWords) -> Iterator[Triple]:
    """ "Treaty … between A and B", "the project of A and B": parties in the name or right behind it."""
    for mention, entity in _names(draft, "agreement", "project"):
        if mention.head < 0:
            continue
        head = draft.analysis.tokens[mention.head]
        reach = [
            child
            for token in draft.analysis.subtree(head, without=("acl:relcl", "acl", "conj", "appos", "advcl"))
            for child in draft.analysis.children(token, "nmod", "obl")
            if draft.analysis.marker(child) in (("between", "with") if entity.kind == "agreement" else ("of",))
        ]
        reach += [
            t
            for t in draft.analysis.tokens[mention.head + 1 : mention.head + 12]
            if t.sentence == head.sentence
            and draft.analysis.marker(t) == "between"
            and entity.kind == "agreement"
            and t not in reach
        ]
        for token in reach:
            members = draft.analysis.conjuncts(token)
            if draft.analysis.marker(token) == "of" and len(members) < 2:
                continue
            for member in members:
                party = draft.entity_at(member)
                if party is not None and party.kind in ("country", "organization") and party.id != entity.id:
                    yield party.id, "party_to", entity.id, (mention.span[0], max(mention.span[1], member.end))


def _places(draft: Draft, words: RelationWords) -> Iterator[Triple]:
    """ "the plant in Almaty", "branch in Tashkent": a place behind the name."""
    for mention, entity in _names(draft, "project", "organization"):
        if mention.head < 0:
            continue
        head = draft.analysis.tokens[mention.head]
        for child in draft.analysis.children(head, "nmod", "obl"):
            place = draft.entity_at(child)
            if place is None or place.kind != "place" or draft.analysis.marker(child) not in words.place_markers:
                continue
            if child.start - mention.span[1] > 30:
                continue
            if entity.kind == "organization" and head.lower not in words.branch_nouns:
                continue
            yield entity.id, "located_in", place.id, (mention.span[0], max(mention.span[1], child.end))
            if entity.kind == "project" and entity.place is None:
                entity.place = place.id


def _branches(draft: Draft, words: RelationWords) -> Iterator[Triple]:
    """ "MEPhI branch": the body that the branch is named after."""
    for mention, entity in list(_names(draft, "organization")):
        tokens = draft.analysis.tokens_in(mention.span)
        at = next((i for i, t in enumerate(tokens) if t.lower in words.branch_nouns), None)
        if at is None or len(tokens) < 2:
            continue
        own = [t for t in tokens[:at] if t.text[:1].isupper()] or [t for t in tokens[at + 1 :] if t.text[:1].isupper()]
        if not own:
            continue
        span = (own[0].start, own[-1].end)
        name = draft.words(span)
        whole = next(
            (
                e
                for e in draft.entities.values()
                if e.kind == "organization" and e is not entity and (e.name == name or name in e.aliases)
            ),
            None,
        )
        if whole is None:
            whole = draft.add_entity("organization", name, "whole_of_branch")
            draft.add_mention(whole, span, "name", own[-1])
        yield entity.id, "part_of", whole.id, mention.span


def _members(draft: Draft, token: Token, *kinds: str) -> list[EntityDraft]:
    """Entities of a noun and of those coordinated with it or in apposition."""
    found: list[EntityDraft] = []
    if "person" in kinds and token.tag == "NNS":
        # "the ministers signed": those who hold that title, where they are few
        holders = [post.person for post in draft.posts if token.lemma in post.title.lower().replace("-", " ").split()]
        named = [draft.entities[person] for person in dict.fromkeys(holders) if person in draft.entities]
        if 2 <= len(named) <= 3:
            return named
    for member in draft.analysis.conjuncts(token):
        entity = draft.entity_at(member)
        if entity is None or entity.kind not in kinds:
            near = [draft.entity_at(t) for t in draft.analysis.subtree(member, without=("acl:relcl", "acl", "conj"))]
            entity = next((e for kind in kinds for e in near if e is not None and e.kind == kind), None)
        if entity is not None and entity.kind in kinds and entity not in found:
            found.append(entity)
    return found


def _doers(draft: Draft, verb: Token, *kinds: str) -> list[EntityDraft]:
    if draft.analysis.is_passive(verb) or verb.dep == "acl" and verb.tag == "VBN":
        agent = draft.analysis.child(verb, "obl:agent") or next(
            (c for c in draft.analysis.children(verb, "obl") if draft.analysis.marker(c) == "by"), None
        )
        return _members(draft, agent, *kinds) if agent is not None else []
    subject = draft.analysis.subject(verb)
    if subject is not None and subject.tag in ("WDT", "WP"):
        subject = draft.analysis.head_of(verb)
    return _members(draft, subject, *kinds) if subject is not None else []


def _things(draft: Draft, verb: Token, *kinds: str) -> list[tuple[EntityDraft, Token]]:
    if draft.analysis.is_passive(verb):
        tokens = [t for t in [draft.analysis.subject(verb)] if t is not None]
    elif verb.dep == "acl" and verb.tag == "VBN":
        tokens = [t for t in [draft.analysis.head_of(verb)] if t is not None]
    else:
        tokens = draft.analysis.children(verb, "obj", "obl")
        for noun in list(tokens):
            tokens += draft.analysis.children(noun, "nmod")
    found = []
    for token in tokens:
        if token.tag in ("WDT", "WP"):
            token = draft.analysis.head_of(verb) or token
        entity = draft.entity_at(token)
        if entity is not None and entity.kind in kinds:
            found.append((entity, token))
    return found


def _verbs(draft: Draft, words: RelationWords) -> Iterator[Triple]:
    """Relations that a verb says: who builds, operates, invests, organizes, hosts, attends, signs, chairs."""
    table: list[tuple[Relation, frozenset[str], tuple[str, ...], tuple[str, ...]]] = [
        ("invests_in", words.invests_in, ("organization", "country"), ("project",)),
        ("builds", words.builds, ("organization", "country"), ("project",)),
        ("operates", words.operates, ("organization",), ("project",)),
        ("organizes", words.organizes, ("organization",), ("event",)),
        ("hosts", words.hosts, ("organization",), ("event",)),
        ("takes_part_in", words.takes_part, ("person",), ("event",)),
        ("signed", words.signed, ("person", "organization"), ("agreement",)),
        ("leads", words.leads, ("person",), ("event", "organization")),
    ]
    for token in draft.analysis.tokens:
        if token.pos != "VERB":
            continue
        for relation, verbs, doers, things in table:
            if token.lemma not in verbs:
                continue
            if token.lemma == "take" and not any(
                c.lower in words.part_nouns for c in draft.analysis.children(token, "obj")
            ):
                continue
            if any(c.dep == "neg" for c in draft.analysis.children(token)):
                continue
            for thing, at in _things(draft, token, *things):
                for doer in _doers(draft, token, *doers):
                    start = min(token.start, at.start)
                    yield doer.id, relation, thing.id, (start, max(token.end, at.end))


def _named_parties(draft: Draft, words: RelationWords) -> Iterator[Triple]:
    """Parties inside the name of an agreement or project: "supply contract between A and B", "Treaty … of A and B"."""
    for mention, entity in _names(draft, "agreement", "project"):
        inside = [
            (inner, draft.entities[inner.entity])
            for inner in draft.mentions_in((mention.span[0], mention.span[1]))
            if draft.entities[inner.entity].kind in ("country", "organization") and inner.entity != entity.id
        ]
        low = draft.words(mention.span).lower()
        if (
            entity.kind == "agreement"
            and (" between " in low or " with " in low)
            or entity.kind == "project"
            and " of " in low
            and len(inside) > 1
        ):
            for _, party in inside:
                yield party.id, "party_to", entity.id, mention.span


def _named_places(draft: Draft, words: RelationWords) -> Iterator[Triple]:
    """A place inside the name: "the plant in Iracemápolis", "MEPhI branch in Tashkent", "Embassy … in Nairobi"."""
    for mention, entity in _names(draft, "project", "organization"):
        for inner in draft.mentions_in((mention.span[0], mention.span[1] + 34)):
            place = draft.entities[inner.entity]
            if place.kind != "place" or inner.entity == entity.id or inner.span[0] < mention.span[0]:
                continue
            before = draft.text[max(mention.span[0], inner.span[0] - 6) : inner.span[0]].lower().split()
            between = (
                draft.text[mention.span[1] : inner.span[0]].strip().lower() if inner.span[0] > mention.span[1] else ""
            )
            own = inner.span[1] <= mention.span[1]
            tokens = {t.lower for t in draft.analysis.tokens_in(mention.span)}
            direct = between in words.place_markers or between in {f"{m} the" for m in words.place_markers}
            branch = bool(tokens & words.branch_nouns)
            if (
                own
                and before
                and before[0 if len(before) == 1 else -1] in words.place_markers | {"the"}
                or direct
                and (entity.kind == "project" or branch)
            ):
                yield entity.id, "located_in", place.id, (mention.span[0], max(mention.span[1], inner.span[1]))


Rule = Callable[[Draft, RelationWords], Iterator[Triple]]
RULES: list[Rule] = [_parties, _named_parties, _branches, _places, _named_places, _verbs]
