"""Entities of all kinds but persons, with the mentions of their names; descriptions that introduce a nameless one too.

``NAMED`` and ``DESCRIBED`` are the ordered rules; the first that knows a run of words decides its kind.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import regex

from communique.extract.draft import Draft, EntityDraft
from communique.extract.names import Chunk, EntityWords, chunks, entity_words, span_of, title_words
from communique.extract.number_words import patterns_of
from communique.extract.people import find_people
from communique.knowledge import countries
from communique.language import Token
from communique.record import EntityKind, Span


def find_entities(draft: Draft) -> None:
    """Add persons, then countries, then names by their head words, then descriptions without a name."""
    words = entity_words(draft.language)
    runs = chunks(draft)
    find_people(draft)
    _quoted_programmes(draft, words)
    for chunk in runs:
        _name(draft, chunk, words)
    _acronyms(draft)
    _well_known(draft, words)
    _coordinated(draft)
    _countries(draft)
    _descriptions(draft, words)
    _groups(draft, words)


def _add(
    draft: Draft, kind: EntityKind, span: Span, head: Token | None, rule: str, *, nominal: bool = False
) -> EntityDraft:
    """The entity of that kind and name, made if it is new, with this mention."""
    name = " ".join(draft.words(span).split())
    for entity in draft.entities.values():
        if entity.kind == kind and _same_name(entity.name, name, kind):
            if len(name) > len(entity.name) and kind != "country":
                entity.aliases.add(entity.name)
                entity.name = name
            break
    else:
        entity = draft.add_entity(kind, name, rule)
        if kind in ("organization", "agreement"):
            codes = {found.code for found in countries.find_countries(name)}
            entity.country = codes.pop() if len(codes) == 1 and kind == "organization" else None
    draft.add_mention(entity, span, "nominal" if nominal else "name", head)
    return entity


def _same_name(one: str, two: str, kind: EntityKind) -> bool:
    if one.casefold() == two.casefold():
        return True
    first, second = one.casefold().split(), two.casefold().split()
    if len(first) > len(second):
        first, second = second, first
    # "Lukoil" and "Lukoil JSC", "Federal Agency" and "Federal Agency for Tourism": the start of the longer one
    return kind in ("organization", "project", "programme") and second[: len(first)] == first and len(first) > 1


def kind_by_head(tokens: list[Token], words: EntityWords) -> tuple[EntityKind, Token] | None:
    """The kind that a head word gives: the one before a complement, else the last word ("Ministry of X", "X Bank")."""
    table: list[tuple[EntityKind, frozenset[str]]] = [
        ("organization", words.organization),
        ("agreement", words.agreement),
        ("programme", words.programme),
        ("event", words.event),
        ("project", words.project),
        ("place", words.place),
    ]
    cut = next(
        (i for i, token in enumerate(tokens) if i and token.lower in ("of", "for", "on", "in", "to")), len(tokens)
    )
    for end in (cut - 1, len(tokens) - 1):
        word = tokens[end].lower
        pair = f"{tokens[end - 1].lower} {word}" if end else word
        for kind, heads in table:
            if pair in heads or word in heads:
                if kind == "event" and "commission" in (t.lower for t in tokens[:cut]):
                    return "event", tokens[end]
                return kind, tokens[end]
    return None


def _name(draft: Draft, chunk: Chunk, words: EntityWords) -> None:
    tokens = draft.analysis.tokens[chunk.first : chunk.last + 1]
    covered = draft.mention_at(tokens[-1])
    titles = title_words(draft.language)
    headed = kind_by_head(tokens, words)
    titled = any(token.lower in titles.heads for token in tokens)
    inside = covered is not None and draft.entities[covered.entity].kind == "project"
    if (
        covered is not None
        and not titled
        and not inside
        and not (headed and headed[0] == "organization" and headed[1] is tokens[-1])
    ):
        return
    # a title before the body or after it: "Director of the Institute of …", "IICA Director Javlon Vakhabov"
    for i in range(len(tokens)):
        if is_title(tokens, i, titles.heads | titles.honorifics, words):
            before, after = list(tokens[:i]), list(tokens[i + 1 :])
            while before and before[-1].lower in titles.modifiers:
                before.pop()
            while after and (after[0].lower in titles.ties | titles.post_modifiers or after[0].lower in ("the", "and")):
                after.pop(0)
            if after and after[0].lower in titles.modifiers and kind_by_head(after, words) is None:
                after = []  # "Minister of Industry and Trade": the words belong to the title
            for part in (before, after):
                if part:
                    _name(draft, Chunk(part[0].i, part[-1].i), words)
            return
    while tokens and tokens[0].lower in titles.post_modifiers | titles.ties:
        tokens = tokens[1:]
        while tokens and tokens[0].lower == "the":
            tokens = tokens[1:]
    while tokens and (tokens[-1].lower in words.connectors or not any(c.isalnum() for c in tokens[-1].text)):
        tokens = tokens[:-1]
    if not tokens or len(tokens) == 1 and tokens[0].lower in titles.heads | titles.modifiers:
        return
    if any(draft.mention_at(token) is not None for token in tokens):
        kinds = {draft.entities[m.entity].kind for token in tokens if (m := draft.mention_at(token)) is not None}
        if kinds <= {"project"} and tokens[0].i > chunk_start(draft, tokens[0]) and _is_place(draft, tokens):
            _add(draft, "place", span_of(draft, tokens[0].i, tokens[-1].i), tokens[-1], "place_in_name")
        return
    span = span_of(draft, tokens[0].i, tokens[-1].i)
    text = draft.words(span)
    if countries.country_named(text) or countries.country_of_demonym(text):
        return
    known: list[tuple[EntityKind, frozenset[str]]] = [
        ("place", words.known_places),
        ("organization", words.known_organizations),
        ("agreement", words.known_agreements),
        ("programme", words.known_programmes),
    ]
    for kind, names in known:
        if text in names:
            _add(draft, kind, span, tokens[-1], "known_name")
            return
    headed = kind_by_head(tokens, words)
    if headed is not None and len(tokens) > 1:
        kind, head = headed
        _add(draft, kind, span, head, "head_word")
        return
    lower_head = _lower_head(draft, tokens[-1], words)
    if lower_head is not None:
        kind, last = lower_head
        end = last.end
        placed = PLACED.match(draft.text, end) if kind == "project" else None
        if placed is not None and not any(
            p.span[0] < placed.end() and placed.start() < p.span[1] for p in draft.periods
        ):
            end = placed.end()
        _add(draft, kind, (span[0], end), last, "head_word_after_name")
        if kind != "place" and _is_place(draft, tokens):
            _add(draft, "place", span, tokens[-1], "place")
        return
    if headed is not None:
        return  # a head word alone, "the Ministry": the step of coreference ties it
    if countries.country_of_capital(text):
        _add(draft, "place", span, tokens[-1], "capital")
        return
    if text in number_words(draft.language):
        return
    label = _label(draft, tokens)
    if _is_place(draft, tokens):
        _add(draft, "place", span, tokens[-1], "place")
    elif _is_acronym(draft, tokens, label):
        _add(draft, "organization", span, tokens[-1], "acronym")
    elif (
        (label in ("ORG", "FAC", "PRODUCT") or _acts(draft, tokens[-1]))
        and not text.isdigit()
        and tokens[0].pos != "VERB"
    ):
        if len(text) > 1 and not countries.find_countries(text) or len(tokens) > 1 and label == "ORG":
            _add(draft, "organization", span, tokens[-1], "recognised")


def is_title(tokens: list[Token], i: int, heads: frozenset[str], words: EntityWords) -> bool:
    """A title word that is no part of a body's name ("Representative Office", "General Secretariat")."""
    following = tokens[i + 1].lower if i + 1 < len(tokens) else ""
    return tokens[i].lower in heads and following not in words.organization


@lru_cache
def number_words(language: Any) -> frozenset[str]:
    """Units and currency codes: capitalised, but no names."""
    patterns = patterns_of(language)
    return frozenset(patterns.units) | frozenset(patterns.currencies.codes)


# "BYD plant in Jizzakh": the place belongs to the name
PLACED = regex.compile(
    r"\s(?:in|at|near)\s(?:the\s)?\p{Lu}[\p{L}’'-]+(?:\s\p{Lu}[\p{L}’'-]+){0,2}(?:\s(?:region|province|district))?(?!\p{L})"
)


def chunk_start(draft: Draft, token: Token) -> int:
    """The first token of the mention that covers this one."""
    mention = draft.mention_at(token)
    start = draft.analysis.token_at(mention.span[0]) if mention is not None else None
    return start.i if start is not None else token.i


def _label(draft: Draft, tokens: list[Token]) -> str | None:
    for name in draft.analysis.names:
        if (
            name.first <= tokens[0].i
            and tokens[-1].i <= name.last
            or tokens[0].i <= name.first
            and name.last <= tokens[-1].i
        ):
            return name.label
    return None


def _is_acronym(draft: Draft, tokens: list[Token], label: str | None) -> bool:
    """ "IICA": capitals only, and a title beside it, the recogniser's word, or a second mention speaks for a body."""
    text = tokens[0].text
    if len(tokens) > 1 or not (2 <= len(text) <= 8 and text.isupper() and text.isalpha()):
        return False
    following = draft.analysis.tokens[tokens[0].i + 1] if tokens[0].i + 1 < len(draft.analysis.tokens) else None
    titled = following is not None and following.lower in title_words(draft.language).heads
    sentence = draft.analysis.sentences[tokens[0].sentence]
    words = [t.text for t in draft.analysis.sentence_tokens(sentence) if t.text.isalpha()]
    shouted = sum(word.isupper() for word in words) > 0.6 * len(words)
    return not shouted and (titled or label == "ORG" or len(regex.findall(rf"\b{text}\b", draft.text)) > 1)


def _is_place(draft: Draft, tokens: list[Token]) -> bool:
    text = draft.words((tokens[0].start, tokens[-1].end))
    if any(found.form != "capital" for found in countries.find_countries(text)):
        return False
    if countries.country_of_capital(text) is None and _acts(draft, tokens[-1]) and len(tokens) == 1:
        return False  # "Meituan plans to invest": who acts is no place
    return _label(draft, tokens) == "PLACE" or countries.country_of_capital(text.title()) is not None


def _acts(draft: Draft, token: Token) -> bool:
    """The name is the subject of a verb or the doer of a passive, and no place."""
    head = draft.analysis.head_of(token)
    return token.dep in ("nsubj", "obl:agent") and head is not None and head.pos == "VERB" and token.pos == "PROPN"


def _lower_head(draft: Draft, last: Token, words: EntityWords) -> tuple[EntityKind, Token] | None:
    """A lower-case head word that ends the name: "Aral wind farm", "Sirdarya power plant", "Jizzakh region"."""
    tokens = draft.analysis.tokens
    heads: list[tuple[EntityKind, frozenset[str]]] = [
        ("project", words.project),
        ("place", words.place),
        ("programme", words.programme),
        ("agreement", words.agreement),
        ("event", words.event),
        ("organization", words.organization),
    ]
    for token in tokens[last.i + 1 : last.i + 5]:
        if token.sentence != last.sentence or token.pos not in ("NOUN", "ADJ", "PROPN") or is_upper(token):
            return None
        for kind, names in heads:
            following = tokens[token.i + 1] if token.i + 1 < len(tokens) else None
            if token.lower in names and (following is None or following.pos not in ("NOUN",)):
                return kind, token
    return None


def is_upper(token: Token) -> bool:
    return token.text[:1].isupper()


ACRONYM = regex.compile(
    r"\s*\(\s*(?:the |hereinafter |or )?[“\"‘«']?(?P<short>[\p{Lu}][\p{L}\p{N}&.-]{1,30})[”\"’»']?\s*\)"
)


def _well_known(draft: Draft, words: EntityWords) -> None:
    """ "EU" and "European Union" in one text are one body."""
    by_name = {entity.name: entity for entity in draft.entities.values() if entity.kind == "organization"}
    for short, long in words.acronyms.items():
        if short in by_name and long in by_name and by_name[short].id in draft.entities:
            draft.merge(by_name[long], by_name[short])


def _acronyms(draft: Draft) -> None:
    """ "Federal Agency for … (Rosstandart)": what stands in brackets right after a name is the same thing."""
    by_end = {mention.span[1]: mention for mention in draft.mentions}
    for match in ACRONYM.finditer(draft.text):
        mention = by_end.get(match.start())
        long = draft.entities.get(mention.entity) if mention else None
        if long is None or long.kind in ("country", "place", "person"):
            continue
        short = match.group("short")
        for other in [
            entity
            for entity in draft.entities.values()
            if entity is not long and short in {entity.name, *entity.aliases}
        ]:
            draft.merge(long, other)
        token = draft.analysis.token_at(match.start("short"))
        if token is not None and draft.entity_at(token) is not long:
            draft.add_mention(long, match.span("short"), "name", token)
        long.aliases.add(short)


def _countries(draft: Draft) -> None:
    """Countries by name and demonym; inside a longer name they stay mentions of the country too."""
    by_code: dict[str, EntityDraft] = {}
    for found in countries.find_countries(draft.text):
        token = draft.analysis.token_at(found.start)
        if found.form == "capital" or token is None or token.start >= found.end:
            continue
        mention = draft.mention_at(token)
        inside = draft.entities[mention.entity].kind if mention is not None else None
        if inside in ("person", "place"):
            continue
        if found.ambiguous and found.form != "name":
            continue
        entity = by_code.get(found.code)
        if entity is None:
            if inside not in (None, "agreement", "event") and found.form != "name":
                continue
            entity = by_code[found.code] = draft.add_entity(
                "country", countries.english_name(found.code) or found.code, "country_" + found.form
            )
            entity.country = found.code
        tokens = draft.analysis.tokens_in((found.start, found.end))
        head = tokens[-1] if tokens else None
        draft.add_mention(entity, (found.start, found.end), "name", head)


def _coordinated(draft: Draft) -> None:
    """ "Lukoil and Uzbekneftegaz": a capitalised word coordinated with a body is a body."""
    for mention in list(draft.mentions):
        entity = draft.entities[mention.entity]
        if entity.kind != "organization" or mention.head < 0:
            continue
        head = draft.analysis.tokens[mention.head]
        for token in draft.analysis.children(head, "conj"):
            other = draft.mention_at(token)
            known = other is not None and draft.entities[other.entity].kind != "project"
            if token.pos == "PROPN" and is_upper(token) and not known and not countries.find_countries(token.text):
                _add(draft, "organization", token.span, token, "coordinated")


QUOTED = regex.compile(r"[‘“«\"](?P<name>\p{Lu}[^‘’“”«»\"\n.,;:!?]{2,60})[’”»\"]")


def _quoted_programmes(draft: Draft, words: EntityWords) -> None:
    """ "the ‘Mission of Good’ forums": a quoted name with a programme or event word beside it."""
    near = words.programme | words.event | {word + "s" for word in words.programme | words.event}
    for match in QUOTED.finditer(draft.text):
        line = draft.text[match.end() : match.end() + 60]
        before = regex.findall(r"\p{L}+", draft.text[max(0, match.start() - 30) : match.start()])[-2:]
        after = regex.match(r"(?:\s+(?:and|or)\s+[‘“«\"][^’”»\"]{2,60}[’”»\"])?\s+(?:\p{L}+\s+)?(\p{L}+)", line)
        hint = {word.lower() for word in before} | ({after.group(1).lower()} if after else set())
        if hint & near:
            tokens = draft.analysis.tokens_in(match.span("name"))
            if tokens and draft.mention_at(tokens[0]) is None:
                _add(draft, "programme", match.span("name"), tokens[-1], "quoted_programme")


def _phrase(draft: Draft, head: Token, *, complement: bool) -> tuple[Token, Token]:
    """The noun phrase of a head without its article; with its "of/in/on/between" complement if asked."""
    first = head
    for child in draft.analysis.children(head, "compound", "amod", "nmod:poss", "nummod"):
        if (
            child.i < first.i
            and child.dep != "nmod:poss"
            and child.pos != "NUM"
            and child.text not in number_words(draft.language)
        ):
            if all(t.dep not in ("punct",) for t in draft.analysis.tokens[child.i : head.i]):
                first = child
    left = draft.analysis.subtree(first)
    first = left[0] if left and left[0].i < head.i and left[0].pos != "DET" else first
    last = head
    if complement:
        for child in draft.analysis.children(head, "nmod", "acl"):
            if child.i > head.i and child.i - last.i < 6 and child.dep == "nmod":
                tail = [t for t in draft.analysis.subtree(child, without=("acl:relcl", "appos", "acl", "advcl"))]
                last = tail[-1] if tail and tail[-1].i - head.i < 14 else last
                break
    return first, last


def _complement_end(draft: Draft, head: Token) -> Token:
    """The last word of what "of" ties to a noun, read along the line: "round | of political consultations"."""
    tokens = draft.analysis.tokens
    words = entity_words(draft.language)
    last = head
    at = head.i + 1
    while at + 1 < len(tokens) and tokens[at].sentence == head.sentence and tokens[at].lower in words.of:
        end = at + 1
        while end < len(tokens) and tokens[end].sentence == head.sentence and _goes_on(tokens, end, words):
            end += 1
        while end > at + 1 and tokens[end - 1].pos not in ("NOUN", "PROPN"):
            end -= 1
        if end == at + 1:
            break
        last, at = tokens[end - 1], end
    return last


def _goes_on(tokens: list[Token], at: int, words: EntityWords) -> bool:
    token = tokens[at]
    if token.pos in ("DET", "ADJ", "NOUN", "PROPN") or token.text in ("-", "–"):
        return True
    both = token.pos == "CCONJ" and is_upper(tokens[at - 1]) and at + 1 < len(tokens) and is_upper(tokens[at + 1])
    tied = token.lower in words.connectors and is_upper(tokens[at - 1])
    return both or tied and at + 1 < len(tokens) and is_upper(tokens[at + 1])


def _projects(draft: Draft, token: Token, words: EntityWords) -> bool:
    """ "a cement plant in Angren", "the gas chemical project of A and B": a described project."""
    if token.lower not in words.project and token.lower != "project" or token.pos != "NOUN":
        return False
    modified = [c for c in draft.analysis.children(token, "compound", "amod") if c.i < token.i]
    placed = [c for c in draft.analysis.children(token, "nmod") if draft.analysis.marker(c) in ("in", "of", "across", "near", "between", "at")
              and any(is_upper(t) for t in draft.analysis.subtree(c))]  # fmt: skip
    if not placed and not (len(modified) >= 1 and any(c.dep == "compound" for c in modified)):
        return False
    if (
        token.lower
        in ("line", "field", "complex", "link", "grid", "farm", "park", "facility", "route", "station", "project")
        and not placed
    ):
        return False
    first, last = _phrase(draft, token, complement=bool(placed))
    _add(draft, "project", (first.start, last.end), token, "described_project", nominal=not placed)
    return True


def _agreements(draft: Draft, token: Token, words: EntityWords) -> bool:
    if token.lower not in words.agreement or token.pos not in ("NOUN", "PROPN") or token.lower in ("statement", "deal"):
        return False
    complement = [
        c
        for c in draft.analysis.children(token, "nmod")
        if draft.analysis.marker(c) in ("on", "for", "of", "between", "with", "about")
    ]
    modified = draft.analysis.children(token, "compound")
    if not complement and not modified:
        return False
    first, last = _phrase(draft, token, complement=True)
    _add(draft, "agreement", (first.start, last.end), token, "described_agreement", nominal=not complement)
    return True


def _events(draft: Draft, token: Token, words: EntityWords) -> bool:
    """The event that the report is about: a lower-case event word with an article in its first sentences."""
    if token.sentence > 4 or token.pos not in ("NOUN", "PROPN"):
        return False
    text = token.lower
    pair = f"{draft.analysis.tokens[token.i - 1].lower} {text}" if token.i else text
    name = pair if pair in words.report_events else text if text in words.report_events else None
    if name is None or any(
        e.kind == "event" and (text in e.name.lower() or e.name in words.report_events) for e in draft.entities.values()
    ):
        return False
    first = draft.analysis.tokens[token.i - 1] if name == pair else token
    entity = _add(draft, "event", (first.start, token.end), token, "report_event", nominal=True)
    entity.form = words.forms.get(text)
    return True


def _numbered_events(draft: Draft, token: Token, words: EntityWords) -> bool:
    """ "the 21st meeting of the … Commission": an event counted by an ordinal."""
    if token.lower not in words.event | words.rounds:
        return False
    ordinals = [
        c for c in draft.analysis.children(token, "amod", "nummod", "compound")
        if c.i < token.i and (regex.fullmatch(r"\d+(?:st|nd|rd|th)", c.lower) or c.lower in words.ordinals)
    ]  # fmt: skip
    if not ordinals:
        return False
    last = _complement_end(draft, token)
    _add(draft, "event", (ordinals[0].start, last.end), token, "numbered_event")
    return True


DESCRIBED: list[Callable[[Draft, Token, EntityWords], bool]] = [_projects, _agreements, _numbered_events, _events]


def _descriptions(draft: Draft, words: EntityWords) -> None:
    for token in draft.analysis.tokens:
        if token.pos in ("NOUN", "PROPN") and draft.mention_at(token) is None:
            for rule in DESCRIBED:
                if rule(draft, token, words):
                    break
    for entity in draft.entities.values():
        if entity.kind == "event" and entity.form is None:
            last = [word for word in regex.findall(r"\p{L}+", entity.name.lower()) if word in words.forms]
            entity.form = words.forms[last[0]] if last else None


def _groups(draft: Draft, words: EntityWords) -> None:
    """Those who speak or act together without a name: "the parties", "participants", "experts"."""
    for token in draft.analysis.tokens:
        if (
            token.lower in words.group
            and token.dep in ("nsubj", "nsubj:pass", "obl:agent", "nmod", "obl", "conj")
            and draft.mention_at(token) is None
        ):
            known = next(
                (e for e in draft.entities.values() if e.kind == "group" and e.name.split()[-1].lower() == token.lower),
                None,
            )
            entity = known or draft.add_entity("group", token.text, "group_word")
            draft.add_mention(entity, token.span, "nominal", token)
