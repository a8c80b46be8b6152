"""Links: two entities stand in a relation. Rules in order; each pair and relation once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

import msgspec

from communique.extract.draft import Draft, EntityDraft, Mention
from communique.extract.links import add_links
from communique.extract.relations import Triple
from communique.extract.turkic.names import entity_words
from communique.extract.turkic.view import after_name, morph_of, next_token, phrase_start
from communique.language import Token
from communique.language.base import Sentence
from communique.record import Relation


class RelationWords(msgspec.Struct, frozen=True):
    """The file ``relations.yml`` of a language of this family."""

    builds: tuple[str, ...]
    operates: tuple[str, ...]
    implements: tuple[str, ...]
    organizes: tuple[str, ...]
    initiative: frozenset[str]
    leads: tuple[str, ...]
    takes_part: tuple[str, ...]
    signs: tuple[str, ...]
    invests: tuple[str, ...]
    delegation: frozenset[str]
    it: frozenset[str]
    money_given: frozenset[str]
    among: frozenset[str]
    part: frozenset[str]
    sent: frozenset[str]
    set_up: frozenset[str]
    begins: frozenset[str]
    presence: frozenset[str]
    papers_meant: frozenset[str]
    of_meeting: frozenset[str]
    no_meeting: frozenset[str]
    situated: frozenset[str]
    having: frozenset[str]
    opens: tuple[str, ...]
    together: frozenset[str]
    by: frozenset[str]


@lru_cache
def relation_words(language: Any) -> RelationWords:
    return language.data("relations", RelationWords)  # type: ignore[no-any-return]


def find_links(draft: Draft) -> None:
    """Fill ``draft.links``."""
    add_links(draft, RULES, relation_words(draft.language))


def _of(draft: Draft, mention: Mention) -> EntityDraft:
    return draft.entities[mention.entity]


def _last_token(draft: Draft, mention: Mention) -> Token:
    return draft.analysis.tokens_in(mention.span)[-1]


def _case(draft: Draft, mention: Mention) -> str:
    return morph_of(draft, _last_token(draft, mention)).case


@lru_cache
def _by_root(phrases: tuple[str, ...]) -> dict[str, list[list[str]]]:
    """Phrases by the root of their verb, each as its words before it."""
    found: dict[str, list[list[str]]] = {}
    for phrase in phrases:
        *before, root = phrase.split()
        found.setdefault(root, []).append(before)
    return found


def _verb(draft: Draft, token: Token, phrases: tuple[str, ...]) -> bool:
    """Whether a verb (in any form) ends one of the phrases."""
    root = morph_of(draft, token).root
    if not root:
        return False
    return any(phrase_start(draft, token, before) is not None for before in _by_root(phrases).get(root, ()))


def _event(draft: Draft) -> EntityDraft | None:
    events = {entity.id for entity in draft.entities.values() if entity.kind == "event"}
    first = min((m for m in draft.mentions if m.entity in events), key=lambda m: m.span, default=None)
    return draft.entities[first.entity] if first is not None else None


def _goes_along(draft: Draft, thing: Mention) -> bool:
    """Whether a postposition follows a name: "… bilan"."""
    following = after_name(draft, thing.span)
    return following is not None and following.pos == "ADP"


def located(draft: Draft, words: RelationWords) -> Iterator[Triple]:
    """ "Toshkent shahridagi universitet", "Urganchdagi … loyihasi", "Chirchiq shahrida … markazi", "viloyatida quradigan … stansiyasi"."""
    places = [m for m in draft.mentions if _of(draft, m).kind == "place"]
    things = [m for m in draft.mentions if _of(draft, m).kind in ("project", "organization") and m.form == "name"]
    for place in places:
        case = _case(draft, place)
        if case not in ("loc", "rel"):
            continue
        for thing in things:
            inside = thing.span[0] <= place.span[0] and place.span[1] < thing.span[1]
            if not inside and (place.span[1] > thing.span[0] or not _same_sentence(draft, place, thing)):
                continue
            gap = [t for t in draft.analysis.tokens_in((place.span[1], thing.span[0])) if t.end <= thing.span[0]]
            close = not inside and len(gap) <= 7 and all(_stands_between(draft, t, thing) for t in gap)
            acted = case == "loc" and close and not gap and _of(draft, thing).kind == "organization"
            if acted and not _is_opened(draft, thing):
                continue  # "Toshkentda vazirlik …": where it acted
            if close and case == "loc" and all(t.pos == "PUNCT" for t in gap) and _goes_along(draft, thing):
                continue  # "Navoiyda “X” bilan birgalikda …": whom it is done with
            if inside and case == "rel" or close or not inside and case == "loc" and _put_up_there(draft, gap, thing):
                span = (min(place.span[0], thing.span[0]), max(place.span[1], thing.span[1]))
                yield thing.entity, "located_in", place.entity, span


def _is_opened(draft: Draft, thing: Mention) -> bool:
    """ "Brno shahrida faxriy konsullik ochiladi": a body that is set up there."""
    following = after_name(draft, thing.span)
    return following is not None and morph_of(draft, following).root in relation_words(draft.language).set_up


def _stands_between(draft: Draft, token: Token, thing: Mention) -> bool:
    """Whether a word may stand between where a thing is and the thing: "tumanida qurilayotgan 500 MVt quvvatga ega … stansiyasi"."""
    morph, following = morph_of(draft, token), next_token(draft, token)
    if _of(draft, thing).kind == "organization" and morph.form == "participle":
        return morph.root in relation_words(draft.language).situated  # "bo‘lib o‘tgan … kengashi" is elsewhere
    if token.text in '“«"' or morph.form == "participle" or token.lower in relation_words(draft.language).having:
        return True
    if any(q.span[0] <= token.start < q.span[1] for q in draft.amounts):
        return True
    if following is not None and (
        morph_of(draft, following).form == "participle" or following.lower in relation_words(draft.language).having
    ):
        return True
    bare = token.pos in ("NOUN", "ADJ") and morph.case == "nom" and not morph.form and draft.entity_at(token) is None
    return bare and _of(draft, thing).kind == "project"


def _put_up_there(draft: Draft, gap: list[Token], thing: Mention) -> bool:
    """ "Andijonda “Sun Health” kompaniyasi 2023-yilda ishga tushirgan … zavodi": a participle of building right before it."""
    if not gap or len(gap) > 12 or _of(draft, thing).kind != "project" or any(morph_of(draft, t).finite for t in gap):
        return False
    verb, before = gap[-1], gap[-2] if len(gap) > 1 else None
    if morph_of(draft, verb).form != "participle":
        return False
    pair = f"{before.lower} {morph_of(draft, verb).root}" if before is not None else ""
    return bool({morph_of(draft, verb).root, pair} & entity_words(draft.language).putting_up)


def _same_sentence(draft: Draft, one: Mention, two: Mention) -> bool:
    return _last_token(draft, one).sentence == _last_token(draft, two).sentence


def branches(draft: Draft, words: RelationWords) -> Iterator[Triple]:
    """ "… universitetining Toshkent filiali": a branch is part of its whole."""
    named = [m for m in draft.mentions if _of(draft, m).kind == "organization" and m.form == "name"]
    for branch in named:
        last = _last_token(draft, branch)
        if morph_of(draft, last).stem not in words.part:
            continue
        for whole in named:
            within = branch.span[0] <= whole.span[0] and whole.span[1] < branch.span[1]
            before = 0 <= branch.span[0] - whole.span[1] < 3
            if whole.entity != branch.entity and (within or before):
                yield branch.entity, "part_of", whole.entity, (min(whole.span[0], branch.span[0]), branch.span[1])
        for place in draft.mentions_in(branch.span):
            if _of(draft, place).kind == "place":
                yield branch.entity, "located_in", place.entity, branch.span


def hosting(draft: Draft, words: RelationWords) -> Iterator[Triple]:
    """The body in which the event took place, by whose initiative, with whose delegation: in the first sentences."""
    event = _event(draft)
    if event is None:
        return
    for sentence in draft.analysis.sentences[:4]:
        about = [m for m in draft.mentions_in((sentence.start, sentence.end)) if m.entity == event.id]
        if not about:
            continue
        for mention in draft.mentions_in((sentence.start, sentence.end)):
            entity = _of(draft, mention)
            if entity.kind != "organization":
                continue
            following = after_name(draft, mention.span)
            stem = morph_of(draft, following).stem if following is not None else ""
            span = (min(mention.span[0], about[-1].span[0]), max(mention.span[1], about[-1].span[1]))
            if _case(draft, mention) == "loc" and mention.span[0] < about[-1].span[0]:
                yield entity.id, "hosts", event.id, span
            elif stem in words.initiative:
                yield entity.id, "organizes", event.id, span
            elif stem in words.delegation:
                yield entity.id, "takes_part_in", event.id, span


def present(draft: Draft, words: RelationWords) -> Iterator[Triple]:
    """ "X hamda Y ishtirokida uchrashuv bo‘lib o‘tdi": the people in whose presence the event took place."""
    event = _event(draft)
    for sentence in draft.analysis.sentences[:4] if event is not None else ():
        tokens = draft.analysis.tokens[sentence.first : sentence.last]
        word = next((t for t in tokens if t.lower in words.presence), None)
        if word is None or event is None:
            continue
        named = [m for m in draft.mentions_in((word.end, sentence.end)) if m.entity == event.id]
        for mention in draft.mentions_in((sentence.start, word.start)) if named else ():
            if _of(draft, mention).kind == "person":
                yield mention.entity, "takes_part_in", event.id, (mention.span[0], named[0].span[1])


def by_verb(draft: Draft, words: RelationWords) -> Iterator[Triple]:
    """ "raislik qildilar", "ishtirok etdi", "telefon orqali muloqot qildi": the people of the sentence and the event."""
    event = _event(draft)
    for token in draft.analysis.tokens:
        morph = morph_of(draft, token)
        if not morph.root:
            continue
        sentence = draft.analysis.sentences[token.sentence]
        relation: Relation | None = None
        told = morph.finite or _closes_in_order(draft, token)
        if told and _verb(draft, token, words.leads) and not _leads_delegation(draft, token, sentence, words):
            relation = "leads"
        elif told and (_verb(draft, token, words.takes_part) or _opens(draft, token, event, sentence, words)):
            relation = "takes_part_in"
            if event is not None and event.form in words.no_meeting and morph.root in words.of_meeting:
                relation = None  # who talks does not take part in an exhibition
        elif morph.finite and event is not None and _verb(draft, token, words.organizes):
            yield from _organizers(draft, token, event, sentence, words)
        if relation is not None and event is not None:
            for mention in draft.mentions_in((sentence.start, token.start)):
                person = _of(draft, mention)
                said = draft.statement_at(mention.span)
                if said is not None and said is not draft.statement_at(token.span):
                    continue
                sends = relation == "takes_part_in" and person.kind == "organization" and _sends(draft, mention, words)
                if person.kind == "person" or sends:
                    yield person.id, relation, event.id, (mention.span[0], token.end)
        closes = morph.form == "participle" and (after := next_token(draft, token)) is not None and after.pos == "AUX"
        if _verb(draft, token, words.signs) and (morph.finite or closes):
            papers = [
                m
                for m in draft.mentions_in((sentence.start, token.start))
                if _of(draft, m).kind == "agreement" and _case(draft, m) in ("acc", "nom")
            ]
            people = [
                m
                for m in draft.mentions_in((sentence.start, token.start))
                if _of(draft, m).kind == "person" and _case(draft, m) == "nom"
            ]
            if not papers and any(
                t.lower in words.papers_meant for t in draft.analysis.tokens[sentence.first : token.i]
            ):
                papers = [
                    m for m in draft.mentions if m.span[1] <= sentence.start and _of(draft, m).kind == "agreement"
                ][-1:]
            lands = [
                m for m in draft.mentions_in((sentence.start, token.start))
                if _of(draft, m).kind == "country" and m.form == "name" and _case(draft, m) == "nom" and _is_doer(draft, m)
            ]  # fmt: skip
            for paper in papers[-1:]:
                for land in lands if len(lands) > 1 else ():  # "bu hujjatni O‘zbekiston va Chexiya imzolagan"
                    yield land.entity, "party_to", paper.entity, (land.span[0], token.end)
                for signer in people + _signing_bodies(draft, people, paper):
                    yield signer.entity, "signed", paper.entity, (signer.span[0], token.end)


def _leads_delegation(draft: Draft, verb: Token, sentence: Sentence, words: RelationWords) -> bool:
    """ "delegatsiyaga X boshchilik qildi": at the head of those who came, not of the event."""
    return any(
        morph_of(draft, t).stem in words.delegation and morph_of(draft, t).case == "dat"
        for t in draft.analysis.tokens[sentence.first : verb.i]
    )


def _opens(draft: Draft, verb: Token, event: EntityDraft | None, sentence: Sentence, words: RelationWords) -> bool:
    """ "yig‘ilishni vazir … ochdi": the event is the object."""
    if event is None or not _verb(draft, verb, words.opens):
        return False
    return any(
        m.entity == event.id and _case(draft, m) == "acc" for m in draft.mentions_in((sentence.start, verb.start))
    )


def _closes_in_order(draft: Draft, token: Token) -> bool:
    """A converb with its comma: "raislik qilib, …"."""
    following = next_token(draft, token)
    return morph_of(draft, token).form == "converb" and following is not None and following.text == ","


def _sends(draft: Draft, mention: Mention, words: RelationWords) -> bool:
    """ "markaz mutaxassislari", "kompaniya delegatsiyasi": people of a body, or the body itself, that take part."""
    if any(post.span[0] <= mention.span[0] < post.span[1] for post in draft.posts):
        return False
    if any(
        m.span[0] <= mention.span[0] and mention.span[1] < m.span[1]
        for m in draft.mentions
        if _of(draft, m).kind == "event"
    ):
        return False  # part of the name of the event
    following = after_name(draft, mention.span)
    if following is not None and morph_of(draft, following).stem in words.sent:
        return _case(draft, mention) in ("nom", "gen")
    return _case(draft, mention) == "nom" and _is_doer(draft, mention)


def _first_sentence(draft: Draft, event: EntityDraft) -> int:
    """The sentence in which the event is named last before its verb; the first one of the text if it is named nowhere."""
    return max(
        (draft.analysis.tokens[m.head].sentence for m in draft.mentions if m.entity == event.id and m.form == "name"),
        default=0,
    )


def _organizers(
    draft: Draft, verb: Token, event: EntityDraft, sentence: Sentence, words: RelationWords
) -> Iterator[Triple]:
    """ "Forumni agentlik “Invest India” bilan birgalikda tashkil etdi": who acts, and with whom."""
    before = draft.mentions_in((sentence.start, verb.start))
    held = [m.span[0] for m in before if m.entity == event.id and _case(draft, m) in ("acc", "nom")]
    opening = draft.analysis.tokens[sentence.first]
    if not held and opening.lower in words.it and sentence.index <= _first_sentence(draft, event) + 1:
        held = [opening.start]  # "Uni … tashkil etdi"
    if not held:
        return
    for mention in before:
        if _of(draft, mention).kind != "organization" or mention.span[0] < held[0] < mention.span[1]:
            continue
        following = after_name(draft, mention.span)
        with_it = following is not None and following.lower in words.together
        active = (
            not morph_of(draft, verb).root.endswith("il")
            and _case(draft, mention) == "nom"
            and _is_doer(draft, mention)
        )
        by_it = following is not None and following.lower in words.by
        if with_it or active or by_it:
            yield mention.entity, "organizes", event.id, (mention.span[0], verb.end)


def _signing_bodies(draft: Draft, people: list[Mention], paper: Mention) -> list[Mention]:
    """ "X va Y hokimligi memorandumni imzoladi": a body right before the paper that "and" joins to a signer."""
    found = []
    for person in people:
        for other in draft.mentions_in((person.span[1], paper.span[0])):
            joint = draft.analysis.token_at(person.span[1])
            body = _of(draft, other).kind == "organization" and _case(draft, other) == "nom" and other.form == "name"
            close = not draft.text[other.span[1] : paper.span[0]].strip()
            if body and close and joint is not None and joint.pos == "CCONJ" and _joined(draft, person, other):
                found.append(other)
    return found


def building(draft: Draft, words: RelationWords) -> Iterator[Triple]:
    """ "“Aksa Enerji” … quradigan stansiya", "kompaniya zavod qurdi": the body before the verb and the project beside it."""
    for token in draft.analysis.tokens:
        relation: Relation | None = None
        if not morph_of(draft, token).root:
            continue
        if _verb(draft, token, words.builds) or _verb(draft, token, words.implements):
            relation = "builds"
        elif _verb(draft, token, words.invests):
            relation = "invests_in"
        if relation is None:
            continue
        sentence = draft.analysis.sentences[token.sentence]
        before = draft.mentions_in((sentence.start, token.start))
        bodies = [
            m
            for m in before
            if _of(draft, m).kind == "organization" and _case(draft, m) == "nom" and _is_doer(draft, m)
        ]
        morph = morph_of(draft, token)
        behind = next_token(draft, token)
        begun = behind is not None and morph_of(draft, behind).root in words.begins
        if morph.form == "verbal_noun" and not morph.possessed and bodies and not begun:
            continue  # "zavod qurish niyatini bildirdi": only meant
        if morph.form == "verbal_noun" and not bodies:  # "kompaniyasining … zavodi qurish loyihasi"
            bodies = [m for m in before if _of(draft, m).kind == "organization" and _case(draft, m) == "gen"][-1:]
        describes = morph.form == "participle" and morph.case == "nom" and not morph.possessed
        after = [m for m in draft.mentions_in((token.end, sentence.end)) if _of(draft, m).kind == "project"]
        things = after[:1] if describes else [m for m in before if _of(draft, m).kind == "project"][-1:]
        if describes and things and things[0].span[0] - token.end > 60:
            continue
        if relation == "invests_in" and (
            describes
            or any(
                morph_of(draft, t).stem in words.money_given
                for t in draft.analysis.tokens[max(sentence.first, token.i - 3) : token.i]
            )
        ):
            continue
        if not things and any(t.lower in words.it for t in draft.analysis.tokens[sentence.first : token.i]):
            earlier = [m for m in draft.mentions if m.span[1] <= sentence.start and _of(draft, m).kind == "project"]
            things = sorted(earlier, key=lambda m: m.span)[-1:]  # "Uni … kompaniyasi amalga oshirmoqda"
        for thing in things:
            for body in bodies[:1] + [m for m in bodies[1:] if _joined(draft, bodies[0], m)]:
                yield (
                    body.entity,
                    relation,
                    thing.entity,
                    (min(body.span[0], thing.span[0]), max(token.end, thing.span[1])),
                )


def _is_doer(draft: Draft, mention: Mention) -> bool:
    following = after_name(draft, mention.span)
    if any(post.span[0] <= mention.span[0] < post.span[1] for post in draft.posts):
        return False
    return following is None or following.pos not in ("ADP",) and not morph_of(draft, following).possessed


def _joined(draft: Draft, one: Mention, two: Mention) -> bool:
    between = [
        t
        for t in draft.analysis.tokens_in((one.span[1], two.span[0]))
        if one.span[1] <= t.start and t.end <= two.span[0]
    ]
    listed = [t for t in between if not any(q.span[0] <= t.start < q.span[1] for q in draft.amounts)]
    return all(t.pos in ("CCONJ", "DET") or t.text in '“”«»",' for t in listed)


def parties(draft: Draft, words: RelationWords) -> Iterator[Triple]:
    """ "… va … o‘rtasidagi bitim": the countries named before an agreement in its phrase are its parties."""
    for mention in draft.mentions:
        if _of(draft, mention).kind != "agreement":
            continue
        first = draft.analysis.token_at(mention.span[0])
        if first is None:
            continue
        sentence = draft.analysis.sentences[first.sentence]
        window = draft.analysis.tokens[max(sentence.first, first.i - 12) : _last_token(draft, mention).i + 1]
        between = [t for t in window if t.lower in words.among]
        if not between:
            continue
        near = draft.mentions_in((window[0].start, between[-1].start))
        bodies = [m for m in near if _of(draft, m).kind == "organization"]
        for other in near:
            inside = any(m is not other and m.span[0] <= other.span[0] and other.span[1] <= m.span[1] for m in bodies)
            if _of(draft, other).kind in ("country", "organization") and not inside:
                yield other.entity, "party_to", mention.entity, (other.span[0], mention.span[1])


Rule = Callable[[Draft, RelationWords], Iterator[Triple]]
RULES: list[Rule] = [located, branches, hosting, present, by_verb, building, parties]
