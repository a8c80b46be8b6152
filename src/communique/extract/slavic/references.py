"""Words that point back in languages without articles: "посол", "по его словам", "ведомство". In doubt nothing is tied."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import msgspec

from communique.extract.coreference import ReferenceWords, reference_words
from communique.extract.draft import Draft, EntityDraft, Form, Mention
from communique.extract.figure_words import figure_words
from communique.extract.names import is_capitalised, title_words
from communique.extract.slavic.people import same_word
from communique.extract.slavic.words import phrase_words
from communique.language import Token
from communique.record import EntityKind, Post

FAR = 4  # sentences over which a pronoun reaches back
EARLY = 6  # mentions of a heading, in which a title may stand before its holder is named
BACK = 60  # mentions that are looked at


class HolderWords(msgspec.Struct, frozen=True):
    """What ``references.yml`` says beside the words of all languages."""

    holders: dict[str, frozenset[str]]  # a noun for somebody → titles that he may have; none: whoever speaks
    chiefs: frozenset[str]  # titles of those who head a body
    head_of: frozenset[str]  # nouns that name any of them
    possessives: dict[str, str]
    state: frozenset[str]  # "глава государства"
    of_state: frozenset[str]
    same_titles: list[frozenset[str]]  # titles that mean one post: "замминистра" and "вице-министр"
    ministers: frozenset[str]  # "министр" may be the head of a ministry
    portfolios: dict[str, list[str]]  # what acronyms of ministries stand for
    hosts: frozenset[str]  # "хозяин встречи"
    guests: frozenset[str]
    receive: frozenset[str]  # verbs of a host
    any_body: frozenset[str]  # "ведомство": whichever body was spoken of
    sorts: dict[str, frozenset[str]]  # a noun for a body → first words of the names that it can stand for


@lru_cache
def holder_words(language: Any) -> HolderWords:
    return language.data("references", HolderWords)  # type: ignore[no-any-return]


def resolve_references(draft: Draft) -> None:
    """Add nominal and pronoun mentions to the entities they mean, in the order of the text."""
    words = reference_words(draft.language)
    starts: dict[int, list[Mention]] = {}  # "грузино-польский форум" begins with a country: both are spoken of
    for mention in draft.mentions:
        if inside := draft.analysis.tokens_in(mention.span):
            starts.setdefault(inside[0].i, []).append(mention)
    held = {t.i for post in draft.posts for t in draft.analysis.tokens_in(post.span)}
    past: list[Mention] = []
    for token in draft.analysis.tokens:
        past.extend(sorted(starts.get(token.i, []), key=lambda m: m.span[1]))
        if token.head < 0 or draft.mention_at(token) is not None or token.i in held and token.pos == "NOUN":
            continue
        for rule in RULES:
            entity = rule(draft, token, words, past)
            if entity is not None:
                form: Form = "pronoun" if rule is _pronoun else "nominal"
                mention = draft.add_mention(entity, token.span, form, token)
                draft.decide("mentions", entity.id, rule.__name__.strip("_"), mention.span)
                past.append(mention)
                break


def _pronoun(draft: Draft, token: Token, words: ReferenceWords, past: list[Mention]) -> EntityDraft | None:
    """ "он", "по её словам": the person named last whose gender does not speak against it; subjects go first."""
    own = holder_words(draft.language).possessives.get(token.text.lower())
    gender = own or (words.pronouns.get(token.lower) if token.pos == "PRON" and token.number != "Plur" else None)
    if gender is None:
        return None
    near = [m for m in past[-BACK:] if token.sentence - draft.analysis.tokens[m.head].sentence <= FAR]
    people = [
        m
        for m in near
        if draft.entities[m.entity].kind == "person" and draft.entities[m.entity].gender in (None, gender)
    ]
    if not people:
        return None
    last = draft.analysis.tokens[people[-1].head].sentence
    own_sentence = [m for m in people if draft.analysis.tokens[m.head].sentence == token.sentence]
    beside = own or token.dep == "nsubj"  # "Обращаясь к послу, он предложил": not to himself
    if beside and own_sentence and not any(_is_subject(draft, m) for m in own_sentence):
        earlier = [m for m in people if m not in own_sentence]
        people, last = (earlier, draft.analysis.tokens[earlier[-1].head].sentence) if earlier else (people, last)
    subjects = [m for m in people if draft.analysis.tokens[m.head].sentence == last and _is_subject(draft, m)]
    entity = draft.entities[(subjects or people)[-1].entity]
    entity.gender = entity.gender or gender  # type: ignore[assignment]
    return entity


def _is_subject(draft: Draft, mention: Mention) -> bool:
    return any(t.dep in ("nsubj", "nsubj:pass") for t in draft.analysis.tokens_in(mention.span))


def _titled(draft: Draft, token: Token, words: ReferenceWords, past: list[Mention]) -> EntityDraft | None:
    """ "посол", "иранский министр", "министр энергетики", "глава кабмина", "дипломат": the holder of that title, named last."""
    titles, holders = title_words(draft.language), holder_words(draft.language)
    if token.number == "Plur" or token.pos not in ("NOUN", "PROPN"):
        return None
    if token.lower in holders.hosts | holders.guests:
        return _by_role(draft, token, past)
    if token.lower in holders.holders:
        return _by_kind(draft, token, holders.holders[token.lower], past)
    if token.lower not in titles.heads and token.lower not in holders.head_of:
        return None
    phrase = [t for t in draft.analysis.subtree(token, without=("acl", "acl:relcl", "conj", "case")) if t is not token]
    near = {m.entity for t in phrase if (m := draft.mention_at(t)) is not None}
    if any(draft.entities[e].kind == "person" for e in near):
        return None
    told = Told(
        codes=frozenset(c for t in phrase if (c := _country_of(draft, t)) is not None),
        bodies=frozenset(e for e in near if draft.entities[e].kind == "organization"),
        portfolio=_portfolio(draft, phrase),
        gender=_gender_of(draft, token),
    )
    heads = {token.lower}.union(*(one for one in holders.same_titles if token.lower in one))
    if token.lower in holders.head_of:
        heads |= set(holders.of_state if any(t.lower in holders.state for t in phrase) else holders.chiefs)
    if token.lower in holders.head_of and any(t.lower in titles.missions for t in phrase):
        heads |= titles.abroad  # "глава диппредставительства"
    if told.portfolio and token.lower in holders.chiefs:
        heads |= holders.head_of  # "министр иностранных дел" may have come as "глава МИД"
    found = [
        p.person
        for p in draft.posts
        if (_title_head(draft, p.span) in heads or token.lower in holders.ministers and _heads_ministry(draft, p))
        and _fits(draft, p, told)
    ]
    return _nearest(draft, found, past)


def _heads_ministry(draft: Draft, post: Post) -> bool:
    """ "глава Минпромторга": a minister."""
    body = draft.entities.get(post.organization or "")
    if body is None or _title_head(draft, post.span) not in holder_words(draft.language).head_of:
        return False
    words = body.name.casefold().replace("ё", "е").split()
    return any(word in phrase_words(draft.language).ministries for word in words)


class Told(msgspec.Struct, frozen=True):
    """What a title says of its holder beside the title itself."""

    codes: frozenset[str]
    bodies: frozenset[str]
    portfolio: frozenset[str]  # beginnings of words: "энерг"
    gender: str | None


STEM = 5  # letters that two forms of a word of a portfolio share


def _fits(draft: Draft, post: Post, told: Told) -> bool:
    """Whether nothing that is told of the holder speaks against the one of this post."""
    person = draft.entities.get(post.person)
    if person is None or told.gender is not None and person.gender not in (None, told.gender):
        return False
    if told.codes and not told.codes & {post.represents, person.country}:
        return False
    body = draft.entities.get(post.organization or "")
    own = _stems(draft, f"{post.title} {draft.words(post.span)} {body.name if body is not None else ''}")
    if told.bodies and post.organization not in told.bodies:
        named = [_stems(draft, draft.entities[e].name) for e in told.bodies if e in draft.entities]
        states = {draft.entities[e].country for e in told.bodies if e in draft.entities} - {None}
        placed = bool(told.codes) or states <= {post.represents, person.country}
        return placed and any(stems & own for stems in named)  # "глава молдавского МИД"
    return bool(told.bodies) or not told.portfolio or bool(told.portfolio & own) or not own


def _portfolio(draft: Draft, phrase: list[Token]) -> frozenset[str]:
    """The beginnings of the words that say what a post is for: "министр энергетики", "глава энергетического ведомства"."""
    holders, titles = holder_words(draft.language), title_words(draft.language)
    general = holders.any_body | holders.state | titles.missions | titles.heads | titles.modifiers
    kept = [
        t
        for t in phrase
        if t.pos in ("NOUN", "ADJ")
        and t.lower not in general
        and not is_capitalised(t)
        and _country_of(draft, t) is None
        and t.tag != "PRP$"
    ]
    return frozenset(t.lower[:STEM] for t in kept)


def _stems(draft: Draft, text: str) -> frozenset[str]:
    """The beginnings of the words of a title or a body, of those too that an acronym stands for ("МИД")."""
    holders, titles = holder_words(draft.language), title_words(draft.language)
    found: set[str] = set()
    for word in text.casefold().replace("ё", "е").replace("-", " ").split():
        for one in holders.portfolios.get(word.strip('«»",.'), [word.strip('«»",.')]):
            if one not in titles.heads and len(one) > 2 and not any(one.startswith(t[:STEM]) for t in holders.chiefs):
                found.add(one[:STEM])
    return frozenset(found)


def _country_of(draft: Draft, token: Token) -> str | None:
    """The country that a word of a phrase names, as a noun or as an adjective."""
    entity = draft.entity_at(token)
    if entity is not None and entity.kind == "country":
        return entity.country
    found = draft.countries.find(token.text) if token.pos in ("ADJ", "PROPN", "NOUN") else []
    return next((one.code for one in found if one.form in ("name", "demonym")), None)


def _gender_of(draft: Draft, token: Token) -> str | None:
    """What a verb in the past or an adjective says of the holder: "министр отметила", "румынская посол"."""
    verb = draft.analysis.head_of(token)
    if token.dep == "nsubj" and verb is not None and verb.tag == "VBD" and verb.number == "Sing":
        return {"Fem": "f", "Masc": "m"}.get(verb.gender)
    return None


def _by_role(draft: Draft, token: Token, past: list[Mention]) -> EntityDraft | None:
    """ "гость", "хозяин встречи": of two people with posts the one who was received, or who received the other."""
    holders = holder_words(draft.language)
    posted = list(dict.fromkeys(post.person for post in draft.posts))
    if len(posted) != 2:
        return None
    host: str | None = None
    for mention in past:
        subject = next((t for t in draft.analysis.tokens_in(mention.span) if t.dep == "nsubj"), None)
        verb = draft.analysis.head_of(subject) if subject is not None else None
        if mention.entity in posted and verb is not None and verb.lemma in holders.receive and verb.tag != "VBN":
            host = mention.entity
            break
    if host is None:
        return None
    wanted = host if token.lower in holders.hosts else next(p for p in posted if p != host)
    person, gender = draft.entities.get(wanted), _gender_of(draft, token)
    return person if person is not None and gender in (None, person.gender or gender) else None


def _title_head(draft: Draft, span: tuple[int, int]) -> str | None:
    heads = title_words(draft.language).heads
    return next((t.lower for t in draft.analysis.tokens_in(span) if t.lower in heads), None)


def _by_kind(draft: Draft, token: Token, titles: frozenset[str], past: list[Mention]) -> EntityDraft | None:
    """ "дипломат" is an ambassador or consul; "собеседник" whoever the report lets speak, where it is one person."""
    if titles:
        return _nearest(draft, [p.person for p in draft.posts if _title_head(draft, p.span) in titles], past)
    posted = list(dict.fromkeys(post.person for post in draft.posts))
    return draft.entities.get(posted[0]) if len(posted) == 1 else None


def _nearest(draft: Draft, holders: list[str], past: list[Mention]) -> EntityDraft | None:
    for mention in reversed(past):
        if mention.entity in holders:
            return draft.entities.get(mention.entity)
    first = past[0].span[0] if past else 0
    heading = not past or draft.analysis.sentences[0].end > first and len(past) < EARLY
    return draft.entities.get(holders[0]) if len(set(holders)) == 1 and heading else None


def _noun(draft: Draft, token: Token, words: ReferenceWords, past: list[Mention]) -> EntityDraft | None:
    """ "завод", "ведомство", "соглашение": the entity of that kind named last, the noun in its name first."""
    if token.pos not in ("NOUN", "PROPN") or token.number == "Plur" and token.lower not in ("переговоры",):
        return None
    sizes = figure_words(draft.language).parts_of_things  # "предприятие мощностью 25 тыс. тонн" brings in nothing new
    if any(
        c.dep in ("amod", "nmod", "nummod", "appos", "flat:name") and c.lower not in words.articles | sizes
        for c in draft.analysis.children(token)
    ):
        return None
    if is_capitalised(token) and token.i != draft.analysis.sentences[token.sentence].first:
        return None
    for kind, nouns in words.nouns.items():
        if token.lower not in nouns:
            continue
        entity = _of_kind(draft, token, kind, past)  # type: ignore[arg-type]
        if entity is not None:
            return entity
    return None


def _of_kind(draft: Draft, token: Token, kind: EntityKind, past: list[Mention]) -> EntityDraft | None:
    same = [draft.entities[m.entity] for m in past if draft.entities[m.entity].kind == kind]
    named = [e for e in same if any(same_word(token.lower, word) for word in e.name.replace("-", " ").split())]
    if named:
        return named[-1]
    sort = holder_words(draft.language).sorts.get(token.lower) if kind == "organization" else None
    if sort and (fitting := [e for e in same if _sort(draft, e) in sort]):
        return fitting[-1]  # "ведомство" is the ministry, not the bank named after it
    if not same or kind == "organization" and token.lower not in holder_words(draft.language).any_body:
        return None
    distinct = {entity.id for entity in same[-3:]}
    return same[-1] if kind in ("project", "event", "agreement") and len(distinct) <= 2 or len(distinct) == 1 else None


def _sort(draft: Draft, body: EntityDraft) -> str:
    """The noun that says what a body is: the first of its name that is no adjective."""
    words = body.name.casefold().replace("ё", "е").split()
    known = phrase_words(draft.language).organization
    return next((word for word in words if word in known), "")


Rule = Callable[[Draft, Token, ReferenceWords, list[Mention]], EntityDraft | None]
RULES: list[Rule] = [_pronoun, _titled, _noun]
