"""Entities of languages whose names are noun phrases with one capital at most: a head word, what agrees with it, what it governs.

``entities.yml`` says ``style: phrases``. A phrase is named after its base form (``Language.base_form``); the mentions keep their words.
"""

from __future__ import annotations

from functools import lru_cache

import regex

from communique.extract.draft import Draft, EntityDraft
from communique.extract.names import is_capitalised, title_words
from communique.extract.relations import relation_words
from communique.extract.slavic.people import find_people, same_word
from communique.extract.slavic.words import PhraseWords, phrase_words
from communique.language import Token
from communique.language.base import spaced
from communique.record import EntityKind

OPEN, CLOSE = '«„“"‘', '»“”"’'
LONGEST = 14  # tokens of a name at most
KINDS: tuple[EntityKind, ...] = ("agreement", "event", "programme", "organization", "project", "place")
SHOWN = ("name", "demonym", "combining")


def find_entities(draft: Draft) -> None:
    """Add persons, then names and descriptions by their head words, quoted and recognised names, countries, groups."""
    words = phrase_words(draft.language)
    find_people(draft)
    for token in draft.analysis.tokens:
        # the parse takes "бизнес-форум" for an adjective
        if (token.pos in ("NOUN", "PROPN") or "-" in token.text and token.lower in words.event) and token.head >= 0:
            _headed(draft, token, words)
    _quoted(draft, words)
    _recognised(draft, words)
    _acronyms(draft)
    _well_known(draft, words)
    _countries(draft)
    _forms(draft, words)
    _bare_names(draft, words)
    _being_built(draft, words)
    _groups(draft, words)


def heads_of(words: PhraseWords, kind: EntityKind) -> frozenset[str]:
    return getattr(words, kind)  # type: ignore[no-any-return]


def kind_of(token: Token, draft: Draft, words: PhraseWords, *, compounds: bool = True) -> EntityKind | None:
    """The kind that a head word gives, alone or with the adjective before it ("железная дорога")."""
    before = draft.analysis.tokens[token.i - 1].lower if token.i else ""
    for kind in KINDS:
        heads = heads_of(words, kind)
        if (
            token.lower in heads
            or f"{before} {token.lower}" in heads
            or token.text.lower() in heads & words.always_many
        ):
            return kind
    if not compounds:
        return None
    return next((kind for kind in COMPOUND if _is_compound(token.lower, heads_of(words, kind))), None)


COMPOUND: tuple[EntityKind, ...] = ("event", "organization", "project")
LONG = 5  # letters of a head that may end a compound; "банк" may too


@lru_cache(maxsize=4096)
def _is_compound(word: str, heads: frozenset[str]) -> bool:
    """ "агрофорум", "гидроэлектростанция", "Эксимбанк": a head word behind another stem of three letters at least."""
    return any(
        word.endswith(head) and len(word) - len(head) >= LONG - 2
        for head in heads
        if " " not in head and (len(head) >= LONG or head == "банк")
    )


# -- phrases with a head word ---------------------------------------------------------------------------------------------------


def _headed(draft: Draft, head: Token, words: PhraseWords) -> None:
    kind = kind_of(head, draft, words)
    if kind is None:
        return
    held = draft.mention_at(head)
    if held is not None and draft.entities[held.entity].kind == "person":
        return
    if kind == "organization" and _is_subject_of_body(draft, head, words):
        return
    left = _left(draft, head, words)
    right = _right(draft, head, kind, words)
    tokens = [*left, head, *right]
    if not left and not right and (named := _named_before(draft, head, kind)) is not None:
        draft.add_mention(named, head.span, "nominal", head)
        return  # "Комиссия отметила": the one whose name was told
    if kind == "organization" and _is_state(draft, tokens):
        return
    rule = _counts(draft, head, kind, left, right, words)
    if rule is None:
        return
    add(draft, kind, tokens, head, rule)


def _named_before(draft: Draft, head: Token, kind: EntityKind) -> EntityDraft | None:
    """The one entity of that kind named before with this head word, which now stands alone with a capital."""
    if not is_capitalised(head) or head.number == "Plur" or head.text.isupper():
        return None
    named = {
        m.entity
        for m in draft.mentions
        if m.span[1] <= head.start
        and draft.entities[m.entity].kind == kind
        and draft.analysis.tokens[m.head].lower == head.lower
    }
    return draft.entities[named.pop()] if len(named) == 1 else None


def _is_state(draft: Draft, tokens: list[Token]) -> bool:
    """ "Российская Федерация" is the country and no body."""
    span = tokens[0].start, tokens[-1].end
    found = draft.countries.find(draft.words(span))
    return any(one.form == "name" and one.end - one.start == span[1] - span[0] for one in found)


def _is_subject_of_body(draft: Draft, head: Token, words: PhraseWords) -> bool:
    """ "министр территориального управления", "министерство госуправления": what a ministry is for is no body of its own."""
    above = draft.analysis.head_of(head)
    if (
        above is None
        or head.case != "Gen"
        or is_capitalised(head)
        or above.i > head.i
        or head.dep not in ("nmod", "conj")
    ):
        return False
    own = draft.analysis.children(head, "nmod", "appos")
    return above.lower in words.offices and not any(is_capitalised(t) for t in own)


def _left(draft: Draft, head: Token, words: PhraseWords) -> list[Token]:
    """Adjectives and ordinals right before the head that agree with it."""
    tokens, found = draft.analysis.tokens, list[Token]()
    first = draft.analysis.sentences[head.sentence].first
    i = head.i - 1
    while i >= first and len(found) < 6:
        token = tokens[i]
        agrees = (
            token.pos in ("ADJ", "VERB", "PROPN")
            and (token.case == head.case or {token.case, head.case} == {"Nom", "Acc"} and token.dep == "amod")
            and (token.number == head.number or not token.number)
        )
        ordinal = _is_ordinal(token, words)
        if is_capitalised(token) and i > first and token.pos == "ADJ" and not ADJECTIVE.search(token.text):
            break  # "в порту Вальпараисо терминал"
        if (
            agrees
            and token.tag not in ("VBD", "VBZ", "VBP", "VBF", "VB")
            and (token.pos != "PROPN" or _is_adjective(draft, token))
            and token.lower not in words.no_part
            or ordinal
        ):
            found.append(token)
        elif (
            token.pos == "CCONJ"
            and found
            and i - 1 >= first
            and tokens[i - 1].pos == "ADJ"
            and tokens[i - 1].case == head.case
        ):
            found.append(token)
        elif (
            token.text == ","
            and found
            and i - 1 >= first
            and tokens[i - 1].pos == "ADJ"
            and tokens[i - 1].case == head.case
            and len(found) > 1
        ):
            found.append(token)
        else:
            break
        i -= 1
    while found and (found[-1].pos in ("CCONJ", "PUNCT") or found[-1].lower in words.no_part):
        found.pop()
    return found[::-1]


def _is_adjective(draft: Draft, token: Token) -> bool:
    """ "Казахстанско-словацкий" is taken for a name; its second part or its country shows that it is none."""
    if not ADJECTIVE.search(token.text):
        return False
    return "-" in token.text or any(one.form == "demonym" for one in draft.countries.find(token.text))


ADJECTIVE = regex.compile(r"(?:[ыиоа]й|[аяую]я|[ое]е|[ыи]е|[ое]го|[ое]му|[ыи]м|[ое]м|[ыи]х|[ыи]ми|[ую]ю|ей|ого|его)$")
ORDINAL = regex.compile(r"\d{1,3}-?(?:й|го|му|м|я|ю|е|ой|ая|ое|ом)|[IVX]{1,6}")


def _is_ordinal(token: Token, words: PhraseWords) -> bool:
    return bool(ORDINAL.fullmatch(token.text)) or token.lower in words.ordinals


def _right(draft: Draft, head: Token, kind: EntityKind, words: PhraseWords) -> list[Token]:
    """What the head governs, as far as it stands right behind it: a genitive, a name, a complement with a preposition."""
    tokens, last = draft.analysis.tokens, head.i
    stop = draft.analysis.sentences[head.sentence].last
    while last + 1 < stop and last - head.i < LONGEST:
        step = _complement(draft, head, last, stop, kind, words) or _other_end(draft, last, stop, kind)
        if step is None:
            break
        last = step
    return tokens[head.i + 1 : last + 1]


def _other_end(draft: Draft, last: int, stop: int, kind: EntityKind) -> int | None:
    """ "линия Вулканешты – Кишинёв": the place behind the dash that stands behind a place."""
    tokens = draft.analysis.tokens
    if kind not in ("project", "agreement", "event") or last + 2 >= stop or tokens[last + 1].text not in "–—-":
        return None
    one, two = tokens[last], tokens[last + 2]
    names = all(is_capitalised(t) and t.pos in ("PROPN", "X", "NOUN") and not _is_person(draft, t) for t in (one, two))
    return last + 2 if names else None


def _complement(draft: Draft, head: Token, last: int, stop: int, kind: EntityKind, words: PhraseWords) -> int | None:
    """The last token of the next piece that belongs to the name, or ``None``."""
    tokens = draft.analysis.tokens
    token = tokens[last + 1]
    if token.text in OPEN:
        return _quoted_end(draft, last + 1, stop)
    person = draft.entity_at(token)
    if person is not None and person.kind == "person":
        return None
    if _in_period(draft, token):
        return None
    if (
        token.pos in ("PROPN", "X")
        and is_capitalised(token)
        and (token.case in ("", "Nom") or token.dep in ("appos", "flat:name") or token.case == head.case)
    ):
        return _name_end(draft, last + 1, stop)
    if token.pos == "NOUN" and token.case == "Nom" and token.dep == "appos" and is_capitalised(token):
        return _name_end(draft, last + 1, stop)
    if kind == "agreement" and token.text.lower() in words.subjects:
        return None  # "Соглашение о пенсиях стороны подписали"
    if kind == "event" and token.lower in words.group:
        return None  # "в ходе встречи стороны отметили"
    if token.case == "Gen" and token.pos in ("NOUN", "PROPN", "ADJ", "VERB"):
        return _phrase_end(draft, last + 1, stop, "Gen", words)
    if token.lower in words.placing and last + 2 < stop:
        inner = tokens[last + 2]
        sits = head.lower in words.seated or head.lower in words.branches and last > head.i
        seat = kind == "organization" and sits and is_capitalised(inner)
        if seat and not _in_period(draft, inner):  # "филиал … в Ташкенте"
            return _phrase_end(draft, last + 2, stop, inner.case, words)
        if (
            kind == "agreement" and last > head.i and inner.lower in words.undertakings
        ):  # "о сотрудничестве в строительстве …"
            return last + 2
    prepositions = words.complements.get(kind, frozenset())
    if (
        token.pos == "ADP"
        and (token.lower in prepositions or token.lower in words.placing and kind == "agreement")
        and last + 2 < stop
        and not _in_period(draft, tokens[last + 2])
    ):
        inner = tokens[last + 2]
        if token.lower in words.placing and inner.lower in words.fields and kind == "agreement":
            return _phrase_end(draft, last + 3, stop, "Gen", words) if last + 3 < stop else None
        if kind == "agreement" and token.lower in words.placing and inner.lower in words.undertakings:
            return _phrase_end(draft, last + 2, stop, inner.case, words) or None  # "договор на сооружение Центра"
        named = inner.lower in words.place and last + 3 < stop and is_capitalised(tokens[last + 3])
        if token.lower in words.placing and not is_capitalised(inner) and not named:
            return None
        if inner.lower in title_words(draft.language).heads or _is_person(draft, inner):
            return None
        return _phrase_end(draft, last + 2, stop, inner.case, words) or None
    return None


def _is_person(draft: Draft, token: Token) -> bool:
    entity = draft.entity_at(token)
    return entity is not None and entity.kind == "person"


def _in_period(draft: Draft, token: Token) -> bool:
    return any(p.span[0] <= token.start < p.span[1] for p in draft.periods)


def _quoted_end(draft: Draft, at: int, stop: int) -> int | None:
    """The closing mark of a short quoted name."""
    for i in range(at + 1, min(at + 9, stop)):
        if draft.analysis.tokens[i].text in CLOSE and i > at + 1:
            return i
    return None


PARTICLES = frozenset(("de", "del", "della", "di", "da", "do", "dos", "la", "las", "los", "le", "les", "du", "des", "y", "e", "and", "of", "the", "for", "und", "für", "&"))  # fmt: skip


def _name_end(draft: Draft, at: int, stop: int) -> int:
    tokens, i = draft.analysis.tokens, at
    while i + 1 < stop:
        following = tokens[i + 1]
        if _is_person(draft, following):
            break
        latin = LATIN.fullmatch(tokens[i].text) is not None
        ahead = tokens[i + 2] if i + 2 < stop else None
        if latin and following.text in PARTICLES and ahead is not None and LATIN.fullmatch(ahead.text):
            i += 2  # "Aguas del Sur"
            continue
        if latin and following.text.islower() and following.text in PARTICLES and i + 3 < stop:
            if tokens[i + 2].text in PARTICLES and LATIN.fullmatch(tokens[i + 3].text):
                i += 3  # "Banco de la Nación"
                continue
        if (
            is_capitalised(following)
            and following.pos in ("PROPN", "X", "NOUN")
            and (following.case in ("", tokens[at].case))
        ):
            i += 1
        elif (
            following.text in "-–—"
            and i + 2 < stop
            and is_capitalised(tokens[i + 2])
            and tokens[i + 2].pos in ("PROPN", "X", "NOUN")
        ):
            i += 2
        else:
            break
    return i


def _phrase_end(draft: Draft, at: int, stop: int, case: str, words: PhraseWords) -> int | None:
    """The end of a noun phrase in one case: adjectives, a noun, and others coordinated with it by commas and "и"."""
    tokens, i = draft.analysis.tokens, at
    noun: int | None = None
    while i < stop and i - at < 12:
        token = tokens[i]
        entity = draft.entity_at(token)
        if entity is not None and entity.kind == "person" or token.pos == "VERB" and token.tag not in ("VBN", "VBG"):
            break
        if token.pos in ("ADJ", "VERB", "DET") and token.case == case and token.lower not in words.no_part:
            i += 1
        elif token.pos in ("NOUN", "PROPN", "X") and (token.case in (case, "") or noun is None and i == at):
            noun = i
            i += 1
            if _continues(draft, i, stop, case):
                i += 1
            else:
                break
        elif token.pos == "CCONJ" and i > at and tokens[i - 1].pos == "ADJ":
            i += 1
        else:
            break
    return noun


def _continues(draft: Draft, i: int, stop: int, case: str) -> bool:
    """ "промышленности и торговли": a comma or conjunction before another noun in the same case of the same list."""
    tokens = draft.analysis.tokens
    if i + 1 >= stop or tokens[i].text not in (",",) and tokens[i].pos != "CCONJ":
        return False
    following = tokens[i + 1]
    if (
        following.case != case
        or following.pos not in ("NOUN", "ADJ", "PROPN")
        or is_capitalised(following) != is_capitalised(tokens[i - 1])
    ):
        return False
    if tokens[i].text == ",":  # a list of names goes on to its "и"
        return any(t.pos == "CCONJ" for t in tokens[i + 1 : min(stop, i + 6)]) and not any(
            t.text in ".;:" or t.pos in ("VERB", "ADP") for t in tokens[i + 1 : min(stop, i + 4)]
        )
    noun = next((t for t in tokens[i + 1 : min(stop, i + 4)] if t.pos in ("NOUN", "PROPN")), None)
    return noun is not None and noun.dep == "conj"


def _counts(
    draft: Draft, head: Token, kind: EntityKind, left: list[Token], right: list[Token], words: PhraseWords
) -> str | None:
    """By which rule a phrase is an entity, or ``None``: it must have a name of its own or say which one it is."""
    many = head.lower in words.always_many or head.text.lower() in words.always_many
    if head.number == "Plur" and kind not in ("place",) and not many:
        return None
    sentence = draft.analysis.sentences[head.sentence]
    first = left[0] if left else head
    tokens = [*left, head, *right]
    opened = first.i == sentence.first or draft.analysis.tokens[first.i - 1].text in OPEN
    capital = is_capitalised(first) and not opened or any(is_capitalised(t) for t in [*left, head][1:])
    quoted = any(t.text in OPEN for t in right)
    proper = any(is_capitalised(t) for t in right)
    adjectives = [t for t in left if t.pos in ("ADJ", "VERB") and not _is_ordinal(t, words)]
    ordinal = any(_is_ordinal(t, words) for t in left)
    if quoted and kind != "place":
        return "quoted_name"
    if kind == "organization":
        if head.lower in words.event_bodies and ordinal:
            return None
        unnamed = head.lower in words.unnamed and not capital and not _has_own_name(draft, right)
        if unnamed and not (opened and _opens_named(draft, left, right)):
            return None
        if capital or proper or right or adjectives and not _is_plain(draft, head, adjectives, words):
            return "head_word"
        bodies = [e for e in draft.entities.values() if e.kind == "organization"]
        if any(same_word(head.lower, word) for body in bodies for word in body.name.split()):
            return None  # "министерство": one named before
        return "known_body" if head.lower in words.bare or head.text.isupper() and len(head.text) > 1 else None
    if kind == "place":
        return "head_word" if capital or proper and right or any(is_capitalised(t) for t in left) else None
    if kind == "event":
        if ordinal or capital and len(tokens) > 1 or head.text[0].isupper() and not opened and right:
            return "head_word"
        pair = f"{left[-1].lower} {head.lower}" if left else head.lower
        reported = pair in words.report_events or head.lower in words.report_events
        known = any(e.kind == "event" for e in draft.entities.values())
        heading = not draft.words((sentence.start, sentence.end)).rstrip().endswith((".", ":", ";", "!", "?"))
        above = draft.analysis.head_of(head)
        spoken_of = (
            head.case == "Gen" and above is not None and above.lower in words.of_event
        )  # "участники переговоров"
        early = head.sentence <= 4 or spoken_of and head.lower in words.always_many
        return "report_event" if reported and early and not known and not heading else None
    if kind == "agreement":
        if capital or any(t.pos == "ADP" for t in right) or proper:
            return "head_word"
        told = [t for t in adjectives if t.lower not in words.vague]
        if told or right:
            return "described_agreement"
        return "signed_agreement" if _is_signed(draft, head) else None
    if kind == "project":
        if head.lower in words.stretches and not proper:
            return "stretch_of_country" if any(draft.countries.of_demonym(t.text) for t in adjectives) else None
        if capital or proper or quoted:
            return "head_word"
        placed = any(is_capitalised(t) for t in right)
        if placed or right and head.lower in words.solid:
            return "described_project"
        told = [t for t in adjectives if t.lower not in words.vague]
        return "described_project" if told and head.lower in words.solid else None
    if kind == "programme":
        return "head_word" if capital or proper else None
    return None


def _opens_named(draft: Draft, left: list[Token], right: list[Token]) -> bool:
    """ "Азиатский банк развития" at the beginning of a sentence: an adjective of no state, or what the bank is for."""
    if not left or not is_capitalised(left[0]):
        return False
    state = any(one.form == "demonym" for one in draft.countries.find(left[0].text))
    return not state and (
        bool(right) or left[0].lower not in phrase_words(draft.language).plain | phrase_words(draft.language).vague
    )


def _is_plain(draft: Draft, head: Token, adjectives: list[Token], words: PhraseWords) -> bool:
    """ "хороший театр", "частный банк": adjectives that say nothing of which body it is."""
    return head.lower not in words.bare and all(t.lower in words.plain | words.vague for t in adjectives)


def _is_signed(draft: Draft, head: Token) -> bool:
    """ "подписан протокол": a paper without a name that is being signed."""
    verb = draft.analysis.head_of(head)
    if verb is None or verb.pos != "VERB" or verb.lemma not in relation_words(draft.language).sign:
        return False
    return head.case in ("Nom", "Acc") and draft.analysis.child(head, "nummod", "conj", "cc") is None


def _has_own_name(draft: Draft, right: list[Token]) -> bool:
    """Whether a capital behind a head is of more than a country: "компания Masdar", but "ведомство Армении"."""
    return any(is_capitalised(t) and not draft.countries.find(t.text) for t in right)


def add(
    draft: Draft, kind: EntityKind, tokens: list[Token], head: Token, rule: str, *, quoted: bool = False
) -> EntityDraft:
    """The entity of that kind and base form, made if it is new, with this mention."""
    tokens = _without_marks(tokens)
    name = " ".join(spaced(tokens)) if quoted else draft.language.base_form(tokens, kind)
    span = tokens[0].start, tokens[-1].end
    for entity in draft.entities.values():
        if entity.kind == kind and any(same_phrase(known, name) for known in (entity.name, *entity.aliases)):
            if len(name) > len(entity.name):
                entity.aliases.add(entity.name)
                entity.name = name
            break
    else:
        entity = draft.add_entity(kind, name, rule)
        if kind == "organization":
            codes = {found.code for found in draft.countries.find(draft.words(span))}
            entity.country = codes.pop() if len(codes) == 1 else None
    draft.add_mention(entity, span, "name", head)
    if name != entity.name:
        entity.aliases.add(name)
    return entity


def _without_marks(tokens: list[Token]) -> list[Token]:
    inner = [t for t in tokens if t.text not in OPEN + CLOSE]
    return inner if inner and len(inner) <= 2 and tokens[0].text in OPEN else tokens


def same_phrase(one: str, two: str) -> bool:
    """One phrase, or the beginning of a longer one in two words at least; words may differ in their endings."""
    first, second = (regex.findall(r"[\p{L}\p{N}]+", text.casefold()) for text in (one, two))
    if not first or not second:
        return False
    if len(first) > len(second):
        first, second = second, first
    if len(first) == 1 and first[0] != second[0]:  # "МИФИ" of "НИЯУ МИФИ"
        latin, long = (one, two) if len(one) < len(two) else (two, one)
        if (
            latin.isascii()
            and latin[:1].isupper()
            and len(second) == 2
            and first[0] == second[1]
            and long[:1].islower()
        ):
            return True  # "компания Masdar" and "Masdar"
        return len(second) > 1 and one[:2].isupper() and two[:2].isupper() and first[0] in second
    alike = all(same_word(a, b) for a, b in zip(first, second, strict=False))
    short = one if len(one) < len(two) else two
    acronym = sum(c.isupper() for c in short.split()[0]) > 1
    return alike and (len(first) == len(second) or len(first) > 1 or acronym)


# -- quoted and recognised names ---------------------------------------------------------------------------------------------------

QUOTED = regex.compile(r"[«„“\"](?P<name>[\p{Lu}\d][^«»„“”\"\n.!?;:]{1,50})[»“”\"]")


def _quoted(draft: Draft, words: PhraseWords) -> None:
    """ "самосвалы «БелАЗ»": a quoted name of a few words that no head word took; one of "круглый стол «…»" is a programme."""
    for match in QUOTED.finditer(draft.text):
        tokens = draft.analysis.tokens_in(match.span("name"))
        if not tokens or len(tokens) > 4 or draft.mention_at(tokens[0]) is not None or tokens[0].head < 0:
            continue
        before = draft.analysis.tokens[tokens[0].i - 2] if tokens[0].i > 1 else None
        if any(t.tag in ("VBD", "VBZ", "VBP", "VBF") for t in tokens) or before is None or before.text in ",:–—-.":
            continue
        programme = before.lower in words.programme | words.event
        kind: EntityKind = (
            "programme" if programme else "project" if before.lower in words.quoted_projects else "organization"
        )
        add(draft, kind, tokens, tokens[-1], "quoted_name", quoted=True)


def _recognised(draft: Draft, words: PhraseWords) -> None:
    """Names of bodies and places that the recogniser saw and no rule took; well-known ones by their list."""
    known = {"organization": words.known_organizations, "place": words.known_places, "agreement": words.known_agreements, "programme": words.known_programmes}  # fmt: skip
    for name in draft.analysis.names:
        tokens = draft.analysis.tokens[name.first : name.last + 1]
        while tokens and tokens[0].text in OPEN:
            tokens = tokens[1:]
        while tokens and tokens[-1].text in CLOSE:
            tokens = tokens[:-1]
        titles = title_words(draft.language)
        cut = next((i for i, t in enumerate(tokens) if i and t.lower in titles.modifiers | titles.heads), None)
        if name.label == "PLACE" and cut is not None:
            tokens = tokens[:cut]
        if not tokens or name.label == "PERSON":
            continue
        holding = {draft.entities[m.entity].kind for t in tokens if (m := draft.mention_at(t)) is not None}
        before = draft.analysis.tokens[tokens[0].i - 1] if tokens[0].i else None
        seated = before is not None and before.lower in words.placing and name.label == "PLACE"
        if holding and not (seated and holding <= {"project", "organization", "event", "agreement"}):
            continue  # but "ТЭЦ в Яване" names a place as well
        opens = tokens[0].i == draft.analysis.sentences[tokens[0].sentence].first
        common = all(draft.language.knows(t.text.lower()) and not is_capitalised(t) for t in tokens[1:])
        if opens and common and draft.language.knows(tokens[0].text) and not tokens[0].text.isupper():
            continue  # "Товарооборот" opens a sentence
        text = draft.language.base_form(tokens, "place")
        listed = next((kind for kind, names in known.items() if text in names), None)
        span = tokens[0].start, tokens[-1].end
        if listed is None and any(found.form in SHOWN for found in draft.countries.find(draft.words(span))):
            continue
        if len(tokens) == 1 and (
            tokens[0].lower in title_words(draft.language).heads or kind_of(tokens[0], draft, words, compounds=False)
        ):
            continue
        if (
            not any(is_capitalised(t) for t in tokens)
            or tokens[0].pos in ("ADJ",)
            and len(tokens) == 1
            and name.label == "PLACE"
        ):
            continue
        kind: EntityKind = listed or ("place" if name.label == "PLACE" else "organization")  # type: ignore[assignment]
        kind, tokens = _put_right(draft, kind, tokens)
        if kind == "organization":
            tokens = _with_country(draft, tokens)
        before = draft.analysis.tokens[tokens[0].i - 1] if tokens[0].i else None
        named = before is not None and before.sentence == tokens[0].sentence and before.pos == "NOUN"
        beside = named and before is not None and kind_of(before, draft, words) is not None  # "на переходе Кульма"
        add(draft, kind, tokens, tokens[-1], "recognised", quoted=bool(beside))
    for found in draft.countries.find(draft.text):
        token = draft.analysis.token_at(found.start)
        if (
            found.form == "capital"
            and not found.ambiguous
            and token is not None
            and token.start == found.start
            and draft.mention_at(token) is None
        ):
            add(draft, "place", draft.analysis.tokens_in((found.start, found.end)), token, "capital")
    for token in draft.analysis.tokens:
        held = draft.entity_at(token)
        free = held is None or held.kind in ("agreement", "event")
        if token.text in words.known_organizations and token.text.isupper() and free:
            add(draft, "organization", [token], token, "known_name")
        elif _is_latin_name(draft, token) and draft.mention_at(token) is None and token.head >= 0:
            run = [token]
            while run[-1].i + 1 < len(draft.analysis.tokens) and _is_latin_name(
                draft, draft.analysis.tokens[run[-1].i + 1]
            ):
                run.append(draft.analysis.tokens[run[-1].i + 1])
            add(draft, "organization", run, token, "latin_name")


def _with_country(draft: Draft, tokens: list[Token]) -> list[Token]:
    """ "Госкомстат Азербайджана": a country in the genitive right behind a body's name belongs to it."""
    following = draft.analysis.tokens[tokens[-1].i + 1 : tokens[-1].i + 2]
    if not following or following[0].case != "Gen" or following[0].sentence != tokens[-1].sentence:
        return tokens
    named = any(found.form == "name" for found in draft.countries.find(following[0].text))
    if not named or draft.mention_at(following[0]) is not None:
        return tokens
    following[0].dep = "nmod"  # no second part of one name: it keeps its genitive
    return [*tokens, following[0]]


def _put_right(draft: Draft, kind: EntityKind, tokens: list[Token]) -> tuple[EntityKind, list[Token]]:
    """A place that a dateline writes in capitals ("ГЕРАТ, 20 октября") is a place."""
    text = tokens[0].text
    if (
        len(tokens) == 1
        and text.isupper()
        and len(text) > 3
        and tokens[0].i == draft.analysis.sentences[tokens[0].sentence].first
    ):
        same = [
            n
            for n in draft.analysis.names
            if n.label == "PLACE" and same_word(draft.analysis.tokens[n.first].text, text)
        ]
        if same or draft.countries.of_capital(text.title()):
            return "place", tokens
    return kind, tokens


LATIN = regex.compile(r"\p{Script=Latin}[\p{Script=Latin}&.'’-]+")


def _is_latin_name(draft: Draft, token: Token) -> bool:
    """A word in another script than the text's: firms keep their names ("Masdar", "KfW")."""
    if not LATIN.fullmatch(token.text) or not token.text[0].isupper() or regex.fullmatch(r"[IVXLC]+", token.text):
        return False
    return not LATIN.search(draft.text[:200].split("\n")[0]) and token.text not in (
        "USD",
        "EUR",
        "RUB",
        "UZS",
        "TEU",
        "CNY",
    )


ACRONYM = regex.compile(r"\s*\(\s*(?:далее\s*[–—-]\s*)?[«\"]?(?P<short>[\p{Lu}][\p{L}\p{N}&.-]{1,30})[»\"]?\s*\)")


def _acronyms(draft: Draft) -> None:
    """ "газопровод … (ТАПИ)": what stands in brackets right after a name is the same thing, everywhere in the text."""
    by_end = {mention.span[1]: mention for mention in draft.mentions}
    for match in ACRONYM.finditer(draft.text):
        mention = by_end.get(match.start())
        long = draft.entities.get(mention.entity) if mention else None
        if long is None or long.kind in ("country", "place", "person"):
            continue
        short = match.group("short")
        for other in [
            e
            for e in draft.entities.values()
            if e is not long and short in {e.name, *e.aliases} and e.kind != "country"
        ]:
            draft.merge(long, other)
        for token in draft.analysis.tokens:
            if token.text == short and draft.mention_at(token) is None:
                draft.add_mention(long, token.span, "name", token)
        long.aliases.add(short)


def _well_known(draft: Draft, words: PhraseWords) -> None:
    """ "ЕС" and "Европейский союз", "кабмин" and "кабинет министров Кыргызской Республики" in one text are one body."""
    bodies = [entity for entity in draft.entities.values() if entity.kind == "organization"]
    for short, long in words.acronyms.items():
        one = next((e for e in bodies if e.name == short), None)
        two = next((e for e in bodies if e.name.casefold().startswith(long.casefold()) and e is not one), None)
        if one is not None and two is not None and one.id in draft.entities and two.id in draft.entities:
            draft.merge(two, one)


def _countries(draft: Draft) -> None:
    """Countries by name and adjective; inside a longer name they stay mentions of the country too."""
    by_code: dict[str, EntityDraft] = {}
    for found in draft.countries.find(draft.text):
        token = draft.analysis.token_at(found.start)
        if found.form == "capital" or token is None or token.start >= found.end:
            continue
        mention = draft.mention_at(token)
        inside = draft.entities[mention.entity].kind if mention is not None else None
        if any(q.span[0] <= found.start < q.span[1] for q in draft.quantities if q.unit_span is not None):
            continue  # "долларов США"
        if inside in ("person", "place") or found.ambiguous and found.form != "name":
            continue
        entity = by_code.get(found.code)
        if entity is None:
            if inside not in (None, "agreement", "event", "organization") and found.form != "name":
                continue
            name = draft.countries.name(found.code) or found.code
            entity = by_code[found.code] = draft.add_entity("country", name, "country_" + found.form)
            entity.country = found.code
        tokens = draft.analysis.tokens_in((found.start, found.end))
        draft.add_mention(entity, (found.start, found.end), "name", tokens[-1] if tokens else None)


def _forms(draft: Draft, words: PhraseWords) -> None:
    """The forms of events by the head words of their names."""
    for entity in draft.entities.values():
        if entity.kind == "event" and entity.form is None:
            mention = next((m for m in draft.mentions if m.entity == entity.id), None)
            lemmas = [t.lower for t in draft.analysis.tokens_in(mention.span)] if mention is not None else []
            entity.form = next((words.forms[word] for word in lemmas if word in words.forms), None)


def _bare_names(draft: Draft, words: PhraseWords) -> None:
    """ "Центр" in a report on the "Центр мониторинга ледников": a capital on a bare head word means the one that is named so."""
    bodies = [e for e in draft.entities.values() if e.kind in ("organization", "project")]
    for bare in bodies:
        if len(bare.name.split()) != 1 or bare.name.lower() not in words.sites:
            continue
        named = [
            e for e in bodies if e is not bare and len(e.name.split()) > 1 and same_word(e.name.split()[0], bare.name)
        ]
        if len(named) == 1 and bare.id in draft.entities and named[0].id in draft.entities:
            draft.merge(named[0], bare)


def _being_built(draft: Draft, words: PhraseWords) -> None:
    """ "создание Центра", "построят лабораторию": a house that the report tells the building of is a project."""
    for mention in draft.mentions:
        entity = draft.entities[mention.entity]
        if entity.kind != "organization" or mention.head < 0:
            continue
        head = draft.analysis.tokens[mention.head]
        above = draft.analysis.head_of(head)
        if above is None or head.lower not in words.sites:
            continue
        works = above.pos == "NOUN" and above.lower in words.undertakings and head.case == "Gen" and head.dep == "nmod"
        built = above.pos == "VERB" and above.lemma in words.building and head.dep in ("obj", "nsubj:pass", "nsubj")
        if works or built and (head.dep != "nsubj" or above.lemma.endswith("ся")) or _to_open(draft, head, words):
            entity.kind = "project"


def _to_open(draft: Draft, house: Token, words: PhraseWords) -> bool:
    """ "лаборатория откроется в мае", "предложил открыть центр": what is still to be opened is not at work yet."""
    verb = draft.analysis.head_of(house)
    if verb is None or verb.lemma not in words.opening or verb.pos != "VERB":
        return False
    if house.dep in ("nsubj", "nsubj:pass"):
        return verb.tag == "VBF"
    taken = house.case == "Acc" and house.dep in ("obj", "obl") and not draft.analysis.marker(house)
    return taken and verb.tag in ("VB", "VBF")


def _groups(draft: Draft, words: PhraseWords) -> None:
    """Those who speak or act together without a name: "стороны", "участники", "эксперты"."""
    groups = words.group | title_words(draft.language).heads
    for token in draft.analysis.tokens:
        if token.lower in groups and token.number == "Plur" and token.pos == "NOUN" and draft.mention_at(token) is None:
            if token.dep in ("nsubj", "nsubj:pass", "obl:agent", "nmod", "obl", "conj"):
                name = draft.language.base_form([token], "group").lower()
                known = next((e for e in draft.entities.values() if e.kind == "group" and e.name == name), None)
                entity = known or draft.add_entity("group", name, "group_word")
                draft.add_mention(entity, token.span, "nominal", token)
