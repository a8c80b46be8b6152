"""Entities of all kinds with the mentions of their names: the steps, in order, and those that need no parse."""

from __future__ import annotations

import regex

from communique.extract.described import (
    add_descriptions,
    add_groups,
    merge_headline_events,
    merge_headline_things,
)
from communique.extract.draft import Draft, EntityDraft
from communique.extract.named import add_name
from communique.extract.names import EntityWords, chunks, entity_words, is_capitalised, span_of
from communique.extract.naming import add
from communique.extract.people import find_people
from communique.knowledge import countries, places
from communique.language import Token

FINITE = ("VBD", "VBZ", "VBP", "MD")
ACRONYM = regex.compile(r"\s*\(\s*(?:\p{Ll}+ )?[“\"‘«']?(?P<short>[\p{Lu}][\p{L}\p{N}&.-]{1,30})[”\"’»']?\s*\)")
QUOTED = regex.compile(r"[‘“«\"](?P<name>\p{Lu}[^‘’“”«»\"\n.,;:!?]{2,60})[’”»\"]")


def find_entities(draft: Draft) -> None:
    """Add persons, then names by what tells their kind, then countries, then descriptions without a name."""
    words = entity_words(draft.language)
    _publisher(draft)
    find_people(draft)
    _quoted_programmes(draft, words)
    _quoted_agreements(draft, words)
    for chunk in chunks(draft):
        add_name(draft, chunk, words)
    _told_again(draft)
    _place_of_day(draft)
    _one_kind(draft)
    _acronyms(draft)
    _other_names(draft, words)
    _well_known(draft, words)
    _coordinated(draft)
    _countries(draft)
    _countries_of_bodies(draft)
    add_descriptions(draft, words)
    merge_headline_events(draft, words)
    merge_headline_things(draft, "project")
    merge_headline_things(draft, "agreement")
    add_groups(draft, words)
    _only_in_headings(draft)


def _countries_of_bodies(draft: Draft) -> None:
    """ "the Georgian Ministry of Justice", where Georgia is named: a word of two countries or regions is the one named."""
    named = {entity.country for entity in draft.entities.values() if entity.kind == "country"}
    for entity in draft.entities.values():
        if entity.kind == "organization" and entity.country is None:
            codes = {found.code for found in countries.find_countries(entity.name) if found.form == "demonym"}
            if len(codes) == 1 and codes <= named:
                entity.country = codes.pop()


def _only_in_headings(draft: Draft) -> None:
    """ "CADETS ON BOARD", "PEOPLE": what stands only in lines of capitals is a heading, no name, unless it is one short word."""
    words = entity_words(draft.language)
    lines = [line.span() for line in LINE.finditer(draft.text) if line.group().isupper()]
    if not lines:
        return
    for entity in [e for e in draft.entities.values() if e.kind in HEADED]:
        own = [mention.span for mention in draft.mentions if mention.entity == entity.id]
        inside = all(any(start <= span[0] and span[1] <= end for start, end in lines) for span in own)
        body = entity.kind == "organization" and words.organization & set(entity.name.lower().split())
        if inside and own and not body and not SHORT.fullmatch(entity.name):
            draft.drop(entity)


# "YEREVAN. Dec 3 (Ararat Wire) -", "ASHGABAT, February 19 /Corridor Today/."
DATELINE = regex.compile(
    r"^\s*(?:\p{Lu}{3}[^\n]{0,60}?|\p{Lu}\p{Ll}+(?:[ ,]+\p{Lu}\p{Ll}+)?(?:,? [^\n/]{0,20})?\s(?=/))(?:\((?P<name>\p{Lu}[^()\n]{2,40})\)|/(?P<name>\p{Lu}[^/\n]{2,40})/)\s*(?:[-–—.]|--)",
    regex.MULTILINE,
)
DAY_LINE = regex.compile(r"^(?P<name>\p{Lu}[\p{L}’'-]+(?: \p{Lu}[\p{L}’'-]+)?), (?=[^\n]{4,22}$)", regex.MULTILINE)
NUMBER = regex.compile(r"\d")
LINE = regex.compile(r"[^\n]+")
SHORT = regex.compile(r"\p{Lu}{2,5}")
HEADED = ("organization", "agreement", "programme", "event", "group")  # kinds that words of a heading may look like
CAPITALS = regex.compile(r"\p{Lu}{3,}")


def _publisher(draft: Draft) -> None:
    """The agency that a dateline names."""
    found = DATELINE.search(draft.text, 0, 2000)
    if found is not None and not NUMBER.search(found.group("name")):
        add(draft, "organization", found.span("name"), None, "dateline")


def _told_again(draft: Draft) -> None:
    """Names that were found with a noun beside them ("the state company Enami") also where they stand alone."""
    named = [e for e in draft.entities.values() if e.kind in ("organization", "project", "programme")]
    by_name = {name: entity for entity in named for name in (entity.name, *entity.aliases)}
    for chunk in chunks(draft):
        span = span_of(draft, chunk.first, chunk.last)
        entity = by_name.get(draft.words(span))
        if entity is None or any(draft.mention_at(i) is not None for i in range(chunk.first, chunk.last + 1)):
            continue
        if entity.id in draft.entities:
            draft.add_mention(entity, span, "name", draft.analysis.tokens[chunk.last])


def _place_of_day(draft: Draft) -> None:
    """ "Plovdiv, 22 May 2025": a line with nothing but the place and the day."""
    for match in DAY_LINE.finditer(draft.text, 0, 2000):
        token = draft.analysis.token_at(match.start("name"))
        if token is None or draft.mention_at(token) is not None or countries.country_named(match.group("name")):
            continue
        if any(period.span[0] <= match.end() + 4 and match.end() < period.span[1] for period in draft.periods):
            add(draft, "place", match.span("name"), token, "dateline_place")


def _quoted_programmes(draft: Draft, words: EntityWords) -> None:
    """ "the ‘Mission of Good’ forums", "«Glaciers to Gardens», a programme": a quoted name with its noun beside it."""
    near = words.programme | words.event | {word + "s" for word in words.programme | words.event}
    for match in QUOTED.finditer(draft.text):
        line = draft.text[match.end() : match.end() + 60]
        before = regex.findall(r"\p{L}+", draft.text[max(0, match.start() - 30) : match.start()])[-2:]
        after = regex.match(
            r"(?:\s+\p{L}+\s+[‘“«\"][^’”»\"]{2,60}[’”»\"])?(?P<comma>,)?(?P<words>(?:\s+\p{L}+){1,3})", line
        )
        row = after.group("words").lower().split() if after is not None else []
        beside = row[1:] if after is not None and after.group("comma") and row[0] in words.indefinite else row[:2]
        hint = {word.lower() for word in before} | set(beside)
        if hint & near:
            tokens = draft.analysis.tokens_in(match.span("name"))
            if tokens and draft.mention_at(tokens[0]) is None:
                add(draft, "programme", match.span("name"), tokens[-1], "quoted_programme")


QUOTED_LONG = regex.compile(r"[“«\"](?P<name>(?P<first>\p{Lu}\p{L}+)\s[^“”«»\"\n]{5,300}?)[.,]?[”»\"]")


def _quoted_agreements(draft: Draft, words: EntityWords) -> None:
    """“Memorandum of Understanding between A and B on C”: all between the marks is one name."""
    for match in QUOTED_LONG.finditer(draft.text):
        if match.group("first").lower() not in words.agreement:
            continue
        tokens = draft.analysis.tokens_in(match.span("name"))
        if tokens and draft.mention_at(tokens[0]) is None and not any(token.tag in FINITE for token in tokens):
            add(draft, "agreement", match.span("name"), tokens[0], "quoted_agreement")


def _well_known(draft: Draft, words: EntityWords) -> None:
    """ "EU" and "European Union" in one text are one body."""
    by_name = {entity.name: entity for entity in draft.entities.values() if entity.kind == "organization"}
    for short, long in words.acronyms.items():
        if short in by_name and long in by_name and by_name[short].id in draft.entities:
            draft.merge(by_name[long], by_name[short])


def _one_kind(draft: Draft) -> None:
    """A name of two words or more that is a body in one sentence is no unknown place in another."""
    bodies = {entity.name: entity for entity in draft.entities.values() if entity.kind == "organization"}
    for place in list(draft.entities.values()):
        body = bodies.get(place.name)
        if place.kind == "place" and body is not None and " " in place.name and not places.is_place(place.name):
            draft.merge(body, place)


def _other_names(draft: Draft, words: EntityWords) -> None:
    """ "the Trans-Caspian Route, better known as the Middle Corridor": two names of one thing."""
    known = "|".join(regex.escape(phrase) for phrase in words.known_as)
    if not known:
        return
    pattern = regex.compile(rf",? (?:{known})(?: (?:{'|'.join(sorted(words.articles))}))? [“‘«\"']?")
    ends = {mention.span[1]: mention for mention in draft.mentions}
    starts = {mention.span[0]: mention for mention in draft.mentions}
    for match in pattern.finditer(draft.text):
        first, second = ends.get(match.start()), starts.get(match.end())
        if first is None or second is None:
            continue
        one, two = draft.entities[first.entity], draft.entities[second.entity]
        if one.kind == two.kind and one.kind not in ("person", "country"):
            draft.merge(one, two)


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
    for found in _country_words(draft.text):
        token = draft.analysis.token_at(found.start)
        if found.form == "capital" or token is None or token.start >= found.end:
            continue
        if any(q.span[0] <= found.start and found.end <= q.span[1] for q in draft.amounts):
            continue  # "one billion US dollars" names no country
        mention = draft.mention_at(token)
        inside = draft.entities[mention.entity].kind if mention is not None else None
        if inside in ("person", "place"):
            continue
        told = found.code in by_code and found.form == "demonym"  # "Georgian exports", where Georgia was named
        if found.ambiguous and not told and (found.form != "name" or inside is not None):
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


def _country_words(text: str) -> list[countries.CountryWords]:
    """The words for countries, those of lines in capitals too: "GHANA SELLS, NORWAY BUYS"."""
    found = countries.find_countries(text)
    taken = {at for one in found for at in range(one.start, one.end)}
    for line in LINE.finditer(text):
        if not line.group().isupper():
            continue
        words = CAPITALS.sub(lambda word: word.group()[0] + word.group()[1:].lower(), line.group())
        for one in countries.find_countries(words):
            start, end = one.start + line.start(), one.end + line.start()
            if not taken & set(range(start, end)):
                found.append(countries.CountryWords(start, end, one.code, one.form, one.ambiguous))
    return sorted(found, key=lambda one: one.start)


def _in_country(draft: Draft, token: Token) -> bool:
    """ "Georgia and the | Republic of Chile"."""
    sentence = draft.analysis.sentences[token.sentence]
    found = countries.find_countries(draft.text[sentence.start : sentence.end])
    return any(one.start <= token.start - sentence.start < one.end for one in found)


def _coordinated(draft: Draft) -> None:
    """ "Lukoil and Uzbekneftegaz": a capitalised word coordinated with a body is a body."""
    for mention in list(draft.mentions):
        entity = draft.entities[mention.entity]
        if entity.kind != "organization" or mention.head < 0:
            continue
        head = draft.analysis.tokens[mention.head]
        first = draft.analysis.head_of(head) if head.dep == "conj" else None
        for token in [*draft.analysis.children(head, "conj"), *([first] if first is not None else [])]:
            other = draft.mention_at(token)
            known = other is not None and draft.entities[other.entity].kind != "project"
            if (
                token.pos == "PROPN"
                and is_capitalised(token)
                and token.lower not in entity_words(draft.language).organization  # "the Ministry and SOCAR"
                and not known
                and not countries.find_countries(token.text)
                and not _in_country(draft, token)
            ):
                add(draft, "organization", token.span, token, "coordinated")
