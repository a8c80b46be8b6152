"""Words that point back: "elchi", "u", "loyiha", "institut rahbari". The nearest that fits wins; in doubt nothing is tied."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import msgspec

from communique.extract.draft import Draft, EntityDraft, Mention
from communique.extract.turkic.entities import plain_name
from communique.extract.turkic.names import entity_words, head_kind, is_title, may_be_head, stem_of, title_words
from communique.extract.turkic.speech_words import phrase_of
from communique.extract.turkic.view import is_capitalised, morph_of, next_token
from communique.language import Token
from communique.language.base import Sentence
from communique.record import EntityKind, Span

FAR = 6  # sentences back to a person meant by a pronoun


class ReferenceWords(msgspec.Struct, frozen=True):
    """The file ``references.yml`` of a language of this family."""

    pronouns: frozenset[str]
    it: frozenset[str]
    in_it: frozenset[str]
    self: frozenset[str]
    nouns: dict[EntityKind, frozenset[str]]
    roles: dict[str, frozenset[str]]
    counterparts: frozenset[str]
    specific: frozenset[str]
    leaders: frozenset[str]
    new: frozenset[str]
    plain: frozenset[str]


@lru_cache
def reference_words(language: Any) -> ReferenceWords:
    return language.data("references", ReferenceWords)  # type: ignore[no-any-return]


@lru_cache
def _last_words(language: Any) -> frozenset[str]:
    """The words in which the nouns end that mean a thing named before."""
    nouns = reference_words(language).nouns
    return frozenset(noun.rpartition(" ")[2] for kind in nouns.values() for noun in kind)


@lru_cache(maxsize=65536)
def _may_refer(language: Any, lower: str, stem: str) -> bool:
    """Whether a word can be the head of words that mean somebody or something named before: few words of a text can."""
    words = reference_words(language)
    return (
        lower in words.pronouns
        or lower in words.in_it
        or stem in title_words(language).heads
        or stem in words.counterparts
        or stem in _last_words(language)
        or any(stem == role.rpartition(" ")[2] for role in words.roles)
        or may_be_head(language, stem)
    )


def resolve_references(draft: Draft) -> None:
    """Add nominal and pronoun mentions to the entities they mean, in the order of the text."""
    words = reference_words(draft.language)
    by_head = {mention.head: mention for mention in draft.mentions}
    titles = {i for post in draft.posts for i in _indices(draft, post.span)}
    past: list[Mention] = []
    for token in draft.analysis.tokens:
        known = by_head.get(token.i)
        if known is not None:
            past.append(known)
            continue
        if not _may_refer(draft.language, token.lower, stem_of(draft, token)):
            continue
        if draft.mention_at(token) is not None or token.i in titles or not token.text[:1].isalpha():
            continue
        for rule in (_pronoun, _titled, _counterpart, _role, _thing):
            found = rule(draft, token, words, past)
            if found is None:
                continue
            entity, span = found
            form = "pronoun" if rule is _pronoun else "nominal"
            mention = draft.add_mention(entity, span, form, token)  # type: ignore[arg-type]
            draft.decide("mentions", entity.id, rule.__name__.strip("_"), mention.span)
            past.append(mention)
            break


Found = tuple[EntityDraft, Span]


def _indices(draft: Draft, span: Span) -> list[int]:
    return [token.i for token in draft.analysis.tokens_in(span)]


def _pronoun(draft: Draft, token: Token, words: ReferenceWords, past: list[Mention]) -> Found | None:
    """ "u", "uning": the person who was the subject last."""
    if token.lower not in words.pronouns and token.lower not in words.in_it:
        return None
    thing = _standing_thing(draft, token, words, past)
    if thing is not None:
        return thing, token.span
    if token.lower not in words.pronouns:
        return None
    people = [m for m in past[-40:] if draft.entities[m.entity].kind == "person"]
    if not people:
        return None
    last = draft.analysis.tokens[people[-1].head].sentence
    if token.sentence - last > FAR:
        return None
    near = [m for m in people if draft.analysis.tokens[m.head].sentence == last]
    acting = [m for m in near if morph_of(draft, draft.analysis.tokens[m.head]).case == "nom" or m.form == "name"]
    first = [m for m in acting if not _with_others(draft, m)] or acting or near
    return draft.entities[first[0].entity if last < token.sentence else first[-1].entity], token.span


def _standing_thing(draft: Draft, token: Token, words: ReferenceWords, past: list[Mention]) -> EntityDraft | None:
    """The project that a pronoun at the beginning of a sentence means, by the sentence before, where nobody speaks.

    "Stansiya dekabrda ishga tushirildi. U …" is its first mention; "… zavodga oid bo‘ldi. Unda …" its last.
    """
    sentence = draft.analysis.sentences[token.sentence]
    opens = token.i == sentence.first or token.lower in words.in_it and _opens_clause(draft, token)
    opens = opens or token.lower in words.in_it and _behind_body(draft, token, sentence)
    if not opens or token.lower not in words.it | words.in_it:
        return None
    if token.i != sentence.first:
        inside = [m for m in past if sentence.first <= m.head < token.i and draft.entities[m.entity].kind == "project"]
        if inside:
            return draft.entities[inside[-1].entity]
    if not token.sentence:
        return None
    before = draft.analysis.sentences[token.sentence - 1]
    near = [m for m in past if before.first <= m.head < before.last]
    if not near or before.paragraph != sentence.paragraph or _speaks(draft, sentence, token):
        return None
    projects = [m for m in near if draft.entities[m.entity].kind == "project"]
    if token.lower in words.in_it:  # a person is seldom "in it"; of two things the last one
        return draft.entities[projects[-1].entity] if projects else None
    if len({m.entity for m in projects}) == 1 and not any(draft.entities[m.entity].kind == "person" for m in near):
        return draft.entities[projects[0].entity]
    subject = min(near, key=lambda m: m.span)
    kinds = {draft.entities[m.entity].kind for m in near}
    head = draft.analysis.tokens[subject.head]
    if draft.entities[subject.entity].kind != "project" or "person" in kinds or morph_of(draft, head).case != "nom":
        return None
    return draft.entities[subject.entity]


def _behind_body(draft: Draft, token: Token, sentence: Sentence) -> bool:
    """ "Osiyo taraqqiyot banki unga … yo‘naltirmoqda": only a body stands before the pronoun."""
    before = draft.analysis.tokens[sentence.first : token.i]
    named = [entity for t in before if t.text[:1].isalnum() and (entity := draft.entity_at(t)) is not None]
    return bool(named) and len(before) < 9 and all(entity.kind == "organization" for entity in named)


def _opens_clause(draft: Draft, token: Token) -> bool:
    before = next_token(draft, token, -1)
    return before is not None and before.text == ","


def _speaks(draft: Draft, sentence: Sentence, token: Token) -> bool:
    """Whether somebody speaks in a sentence: by a verb, or "uning so‘zlariga ko‘ra", "uning aytishicha"."""
    according: dict[str, Any] = draft.language.data("cues", dict[str, Any]).get("according", {})
    for step in (1, 2, 3):
        following = next_token(draft, token, step)
        if following is None:
            break
        if following.lower.endswith(tuple(according.get("alone", ()))):
            return True
        if morph_of(draft, following).stem in according.get("nouns", ()):
            return True
    return any(
        morph_of(draft, t).root and phrase_of(draft, t, morph_of(draft, t).root) is not None
        for t in draft.analysis.tokens[sentence.first : sentence.last]
    )


def _with_others(draft: Draft, mention: Mention) -> bool:
    """ "X bilan": not who acts."""
    following = next_token(draft, draft.analysis.tokens[mention.head])
    return following is not None and following.pos == "ADP"


def _titled(draft: Draft, token: Token, words: ReferenceWords, past: list[Mention]) -> Found | None:
    """ "elchi", "vazir o‘rinbosari": the holder of that title named last."""
    if not is_title(draft, token) or morph_of(draft, token).plural:
        return None
    following = next_token(draft, token)
    if following is not None and (is_title(draft, following) or _is_person(draft, following)):
        return None  # the title goes on, or its holder is named
    stems, first = [stem_of(draft, token)], token
    before = next_token(draft, token, -1)
    while before is not None and (is_title(draft, before) or before.lower in title_words(draft.language).modifiers):
        stems, first = [stem_of(draft, before), *stems], before
        before = next_token(draft, before, -1)
    body = draft.entity_at(before) if before is not None else None
    for mention in reversed(past):
        entity = draft.entities[mention.entity]
        if entity.kind != "person":
            continue
        for post in draft.posts:
            if post.person != entity.id:
                continue
            held = [draft.language.lemma(word, "NOUN") for word in post.title.split()]
            heads = [
                stem for stem in held if stem in title_words(draft.language).heads
            ]  # "vaziri vazifasini bajaruvchi"
            if stems[-1] == (heads or held)[-1] and set(stems) <= set(held) and _fits(draft, post, body):
                return entity, (first.start, token.end)
    if set(stems) & words.leaders and before is not None:
        return _leader(draft, before, token, past, words)
    return None


def _is_person(draft: Draft, token: Token) -> bool:
    entity = draft.entity_at(token)
    return entity is not None and entity.kind == "person"


def _fits(draft: Draft, post: Any, body: EntityDraft | None) -> bool:
    if body is None or body.kind == "person":
        return True
    if body.kind == "country":
        return post.represents in (None, body.country)
    return body.kind != "organization" or post.organization == body.id


def _heads_of_state(words: ReferenceWords) -> set[str]:
    """How the posts of heads of state are written."""
    return {
        form for role in ("davlat rahbari",) for title in words.roles.get(role, ()) for form in (title, title + "i")
    }


def _leader(draft: Draft, before: Token, token: Token, past: list[Mention], words: ReferenceWords) -> Found | None:
    """ "institut rahbari": whoever has a post in the body of that kind."""
    stem, land = stem_of(draft, before), draft.entity_at(before)
    if land is not None and land.kind == "country":  # "Rossiya rahbari"
        heads = [
            post.person
            for post in draft.posts
            if post.represents == land.country
            and set(draft.language.plain(post.title).split()) & _heads_of_state(words)  # type: ignore[attr-defined]
        ]
        return (draft.entities[heads[0]], (before.start, token.end)) if heads and heads[0] in draft.entities else None
    if land is not None and land.kind == "organization":
        led = next((post.person for post in draft.posts if post.organization == land.id), None)
        return (draft.entities[led], (before.start, token.end)) if led is not None else None
    for mention in reversed(past):
        for post in draft.posts:
            body = draft.entities.get(post.organization or "")
            title = draft.language.plain(post.title)  # type: ignore[attr-defined]
            named = body is not None and any(
                word.startswith(stem[:-1]) for word in plain_name(draft, body.name).split()
            )
            if post.person == mention.entity and (named or stem[:-1] in title):
                return draft.entities[mention.entity], (before.start, token.end)
    return None


def _counterpart(draft: Draft, token: Token, words: ReferenceWords, past: list[Mention]) -> Found | None:
    """ "kuvaytlik hamkasbi": of the two people of whom the text speaks, the one who does not act before it."""
    if morph_of(draft, token).stem not in words.counterparts or not morph_of(draft, token).possessed:
        return None
    near = [m for m in past if draft.entities[m.entity].kind == "person"]
    near = [m for m in near if token.sentence - draft.analysis.tokens[m.head].sentence <= FAR]
    here = [m for m in near if draft.analysis.tokens[m.head].sentence == token.sentence]
    people = {m.entity for m in near}
    acts = (here or near[-1:])[0].entity if near else None
    others = people - {acts}
    if len(others) != 1:
        return None
    before = next_token(draft, token, -1)
    start = before if before is not None and before.pos == "ADJ" else token
    return draft.entities[others.pop()], (start.start, token.end)


def _role(draft: Draft, token: Token, words: ReferenceWords, past: list[Mention]) -> Found | None:
    """ "diplomat", "davlat rahbari": who holds a post of such a kind."""
    stem, before = stem_of(draft, token), next_token(draft, token, -1)
    pair = f"{before.lower} {stem}" if before is not None else ""
    role = pair if pair in words.roles else stem if stem in words.roles else None
    if role is None or morph_of(draft, token).plural:
        return None
    span = (before.start if role == pair and before is not None else token.start, token.end)
    for mention in reversed(past):
        held = {
            draft.language.lemma(word, "NOUN")
            for post in draft.posts
            if post.person == mention.entity
            for word in post.title.split()
        }
        if held & words.roles[role]:
            return draft.entities[mention.entity], span
    return None


def _thing(draft: Draft, token: Token, words: ReferenceWords, past: list[Mention]) -> Found | None:
    """ "loyiha", "temir yo‘l", "vazirlik": the thing of that kind named last, one with the word in its name first."""
    morph = morph_of(draft, token)
    if morph.stem not in _last_words(draft.language):
        return _same_head(draft, token, words, past)
    before = next_token(draft, token, -1)
    if morph.plural or morph.possessed and not morph.stem.endswith(("h", "g")):
        return None
    pair = f"{before.lower} {morph.stem}" if before is not None else ""
    counted = before is not None and any(
        q.span[0] <= before.start < q.span[1] and q.unit is None for q in draft.amounts
    )
    if before is not None and (
        counted or before.text[:1].isdigit() or before.lower in words.new or before.pos == "NUM"
    ):
        return None
    named = before is not None and is_capitalised(before) and not _is_person(draft, before)
    if named and before is not None and before.i != draft.analysis.sentences[token.sentence].first:
        return None
    following = next_token(draft, token)
    if (
        morph.case == "nom"
        and following is not None
        and following.pos == "VERB"
        and morph_of(draft, following).finite
        and morph.stem in words.nouns["event"]
    ):
        return None  # "tashrif buyurdi"
    if token.lower in step_openings(draft.language):
        return None  # "yo‘lga qo‘yildi": part of a verb
    for stem in (pair, morph.stem):
        for kind, nouns in words.nouns.items():
            if stem not in nouns:
                continue
            same = [draft.entities[m.entity] for m in past if draft.entities[m.entity].kind == kind]
            alike = [e for e in same if stem in _stems(draft, e)]
            found = alike or (
                same
                if stem in words.plain
                or len({e.id for e in same[-3:]}) == 1
                and kind in ("project", "event")
                and stem not in words.specific
                else []
            )
            if found:
                part = _own_part(draft, token) if kind == "organization" else None
                start = before.start if stem == pair and before is not None else token.start
                # "elchixona matbuot xizmati" counts as its body
                return found[-1], (start, part.end if part is not None else token.end)
    return None


def _same_head(draft: Draft, token: Token, words: ReferenceWords, past: list[Mention]) -> Found | None:
    """ "laboratoriya": the last thing whose name ends in this very word, whatever the word."""
    morph, before = morph_of(draft, token), next_token(draft, token, -1)
    if token.pos != "NOUN" or morph.plural or morph.possessed or morph.form or head_kind(draft, token) is None:
        return None
    if before is not None and (before.lower in words.new or before.pos in ("NUM", "ADJ", "PROPN")):
        return None
    for mention in reversed(past):
        entity = draft.entities[mention.entity]
        if entity.kind not in ("project", "organization", "agreement", "programme"):
            continue
        if mention.form == "name" and stem_of(draft, draft.analysis.tokens[mention.head]) == morph.stem:
            return entity, token.span
    projects = {m.entity for m in past if draft.entities[m.entity].kind == "project"}
    inside = [e for e in projects if morph.stem in _stems(draft, draft.entities[e]).split()]
    return (draft.entities[inside[0]], token.span) if len(inside) == 1 and morph.case == "nom" else None


def _own_part(draft: Draft, token: Token) -> Token | None:
    """The last word of "… matbuot xizmati" right behind a body."""
    one, two = next_token(draft, token), next_token(draft, token, 2)
    if one is None or two is None:
        return None
    return two if f"{one.lower} {stem_of(draft, two)}" in entity_words(draft.language).own_parts else None


@lru_cache
def step_openings(language: Any) -> frozenset[str]:
    """Words that open a phrase of steps: they mean nothing by themselves there."""
    phrases = language.data("steps", dict[str, Any]).get("phrases", ())
    return frozenset(form.split()[0] for phrase in phrases for form in phrase["words"] if " " in form)


def _stems(draft: Draft, entity: EntityDraft) -> str:
    return " ".join(
        draft.language.lemma(word, "NOUN") for name in {entity.name, *entity.aliases} for word in name.split()
    )
