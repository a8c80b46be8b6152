"""Persons and the mentions of their names. A title right before a name is no part of it."""

from __future__ import annotations

import unicodedata
from typing import Literal

import regex

from communique.extract.draft import Draft, EntityDraft
from communique.extract.named import ends_link, lower_head
from communique.extract.names import (
    Chunk,
    EntityWords,
    TitleWords,
    chunks,
    entity_words,
    headword,
    is_capitalised,
    is_full_name,
    plural_titles,
    span_of,
    title_words,
)
from communique.knowledge import countries, person_names, places
from communique.language import Token
from communique.record import Span

INITIAL = regex.compile(r"\p{Lu}\.")


def find_people(draft: Draft) -> None:
    """Add persons with all mentions of their names; full names first, then family names alone."""
    titles = title_words(draft.language)
    runs = [_without_title(draft, chunk, titles) for chunk in chunks(draft)]
    labels = {i: name.label for name in draft.analysis.names for i in range(name.first, name.last + 1)}
    known = {
        draft.words(_span(tokens))
        for chunk, titled in runs
        if chunk is not None and chunk.last > chunk.first
        if _is_person(draft, tokens := draft.analysis.tokens[chunk.first : chunk.last + 1], titled, labels)
    }
    for full in (True, False):
        for chunk, titled in runs:
            if chunk is None or (chunk.last > chunk.first) != full or draft.mention_at(chunk.last) is not None:
                continue
            tokens = draft.analysis.tokens[chunk.first : chunk.last + 1]
            if full and (_is_person(draft, tokens, titled, labels) or draft.words(_span(tokens)) in known):
                _add(draft, chunk, tokens, titles)
            elif not full:
                _tie(draft, chunk, tokens[0], titled, titles, labels)


def _span(tokens: list[Token]) -> Span:
    return tokens[0].start, tokens[-1].end


def _without_title(draft: Draft, chunk: Chunk, titles: TitleWords) -> tuple[Chunk | None, bool]:
    """The run without the title words that it begins with: "Deputy Energy Minister Umid Mamadaminov"."""
    tokens = draft.analysis.tokens
    bodies = entity_words(draft.language).organization
    plurals = plural_titles(draft.language)
    cut = None
    for i in range(chunk.first, chunk.last + 1):
        word = tokens[i].lower
        following = tokens[i + 1].lower if i < chunk.last else ""
        if (word in titles.heads or word in titles.honorifics or word in plurals) and following not in bodies:
            cut = i
        elif cut is not None and word in titles.post_modifiers and cut == i - 1:
            cut = i
    before = tokens[chunk.first - 1].lower if chunk.first and tokens[chunk.first - 1].pos != "VERB" else ""
    if cut is None:  # "who heads Elmas" has no title
        beside = before in titles.heads | titles.honorifics | titles.introduce or before in plurals
        return chunk, beside or _follows_title(draft, chunk.first, titles)
    own = [token.text for token in tokens[chunk.first : cut] if token.lower not in titles.modifiers]
    if len(own) == cut - chunk.first > 1 and is_full_name(own) and not countries.find_countries(" ".join(own)):
        return Chunk(chunk.first, cut - 1), True  # "Hugo Gobbi Ambassador of the Argentine Republic"
    first = cut + 1
    # "Minister for Trade and Tourism Don Farrell": what the post is about is no part of the name
    tied = False
    while first < chunk.last and tokens[first].lower in titles.modifiers | titles.ties | titles.post_modifiers | {
        "and",
        "the",
        ",",
    }:
        tied = tied or tokens[first].lower in titles.ties
        first += 1
    if tied and tokens[first - 1].lower in titles.ties | {"the"}:
        return None, False  # "Director of IICA"
    if first > chunk.last or first == chunk.last and tokens[first].lower in titles.modifiers:
        return None, False
    if first > cut + 1 and any(t.lower in titles.ties for t in tokens[first : chunk.last]):
        return None, False
    return Chunk(first, chunk.last), True


def _follows_title(draft: Draft, first: int, titles: TitleWords) -> bool:
    """A title and its complement stand right before: "Minister of Foreign Affairs of the Republic of Uzbekistan …"."""
    tokens = draft.analysis.tokens
    if first and tokens[first - 1].lower in titles.ties:
        return False  # "deputy for Izmir"
    for i in range(first - 1, max(-1, first - 14), -1):
        token = tokens[i]
        if token.sentence != tokens[first].sentence:
            return False
        if token.lower in titles.heads | titles.introduce or token.lower in plural_titles(draft.language):
            return i < first - 1
        if token.lower in titles.introduce_ties and i == first - 2:
            continue  # "his counterpart from Benin Olushegun …"
        if token.text == "," and i == first - 1:
            continue  # "the Centre's director, Annika Verhoeven"
        words = entity_words(draft.language)
        small = titles.ties | words.articles | titles.between | words.sides
        if not (is_capitalised(token) or token.lower in small):
            return False
    return False


def _is_person(draft: Draft, tokens: list[Token], titled: bool, labels: dict[int, str]) -> bool:
    words = entity_words(draft.language)
    titles = title_words(draft.language)
    lower = [token.lower for token in tokens]
    heads = words.organization | words.agreement | words.programme | words.event | words.project | words.place
    if any(word in heads or word in words.connectors - titles.particles for word in lower) or len(tokens) > 7:
        return False
    if lower[-1] in words.nameless or words.firm_words & set(lower):
        return False
    if not titled and _ends_like_a_firm(lower[-1], words):
        return False
    if not titled and not any(one.end < two.start for one, two in zip(tokens, tokens[1:], strict=False)):
        return False  # "Samruk-Kazyna": one word with hyphens
    if any(any(c.isdigit() for c in word) for word in lower) or tokens[0].text in ("“", '"'):
        return False
    text = draft.words((tokens[0].start, tokens[-1].end))
    if not titled and (places.is_place(text) or _names_a_thing(draft, tokens)):
        return False
    named = [found for found in countries.find_countries(text) if found.form != "capital"]
    if named and not titled or text in words.known_places or text.isupper():
        return False
    if countries.country_named(text) or countries.country_of_demonym(text):
        return False
    if (
        len(tokens) <= 4
        and person_names.is_given_name(_first_name(draft, tokens))
        and text not in words.known_organizations
    ):
        return True
    if INITIAL.fullmatch(tokens[0].text) and not any(draft.language.knows(word) for word in lower[1:]):
        return True  # "O. Mammadov"
    if not titled and _does_as_firms_do(draft, tokens, words):
        return False
    person = sum(labels.get(token.i) == "PERSON" for token in tokens)
    if person >= len(tokens) / 2 or titled and labels.get(tokens[0].i) != "ORG":
        return True
    if titled and not draft.language.knows(tokens[-1].lower):
        return True
    return _has_title_after(draft, tokens[-1], titles) and all(
        token.text.isalpha() or token.text == "-" for token in tokens
    )


def _names_a_thing(draft: Draft, tokens: list[Token]) -> bool:
    """A noun for a thing or a body stands beside: "Shahid Rajaee port", "port of Bandar Imam", "the firm Ziraat Yatirim"."""
    words = entity_words(draft.language)
    if lower_head(draft, tokens[-1], words) is not None:
        return True
    if _is_told_a_firm(draft, tokens[-1], words):
        return True
    before = draft.analysis.tokens[max(0, tokens[0].i - 2) : tokens[0].i]
    if not before or before[-1].sentence != tokens[0].sentence:
        return False
    if before[-1].tag == "POS" and len(before) > 1 and countries.country_named(before[0].text) is not None:
        return not any(_called_so(token.text) for token in tokens)  # "Serbia's Industrija Motora Rakovica"
    owner = tokens[-1].i + 1 < len(draft.analysis.tokens) and draft.analysis.tokens[tokens[-1].i + 1].tag == "POS"
    if before[-1].lower in words.introduce or before[-1].lower in words.only_locative and not owner:
        return True  # but "in Anna Weber's words"
    if ends_link(draft, tokens[0], words):
        return True
    if before[-1].lower in words.route_to and _comes_from(draft, before[-1], words):
        return True
    return len(before) > 1 and before[-1].lower in words.join_of and headword(before[0]) in words.project | words.place


def _is_told_a_firm(draft: Draft, last: Token, words: EntityWords) -> bool:
    """ "Hydro Norte, a subsidiary of", "Alta Mar, the Chilean operator of": what stands beside the name is a body."""
    row = draft.analysis.tokens[last.i + 1 : last.i + 8]
    if len(row) < 4 or row[0].text != "," or row[1].lower not in words.indefinite:
        return False
    for noun, following in zip(row[2:], row[3:], strict=False):
        if noun.sentence != last.sentence or noun.pos not in ("NOUN", "ADJ", "PROPN", "PUNCT"):
            return False
        if is_capitalised(noun) and not countries.country_of_demonym(noun.text):
            return False  # "the World Bank's country manager"
        if noun.lower in words.introduce | words.branches and following.lower in words.join_of | words.join_in:
            return True
    return False


def _comes_from(draft: Draft, marker: Token, words: EntityWords) -> bool:
    """ "from Niš to Novi Iskar": a route."""
    row = draft.analysis.tokens[max(0, marker.i - 5) : marker.i]
    return any(t.lower in words.route_from and t.sentence == marker.sentence for t in row) and is_capitalised(row[-1])


def _first_name(draft: Draft, tokens: list[Token]) -> str:
    """The first word, with what a hyphen joins to it."""
    return draft.words((tokens[0].start, tokens[-1].end)).split()[0]


def _has_title_after(draft: Draft, last: Token, titles: TitleWords) -> bool:
    """A comma and a title follow: "Anton Shalaev, Head of …"."""
    tokens = draft.analysis.tokens
    if last.i + 2 >= len(tokens) or tokens[last.i + 1].text != ",":
        return False
    for token in tokens[last.i + 2 : last.i + 9]:
        if token.lower in titles.heads:
            return True
        if token.text in ",.;" or token.pos in ("VERB", "AUX"):
            return False
    return False


def _add(draft: Draft, chunk: Chunk, tokens: list[Token], titles: TitleWords) -> None:
    span = span_of(draft, chunk.first, chunk.last)
    text = draft.words(span)
    for entity in draft.entities.values():
        if entity.kind == "person" and _same(entity.name, text):
            if len(text) > len(entity.name):
                entity.aliases.add(entity.name)
                entity.name = text
            break
    else:
        entity = draft.add_entity("person", text, "full_name")
    entity.gender = entity.gender or _gender(draft, chunk, titles)
    draft.add_mention(entity, span, "name", tokens[-1])


def _same(one: str, two: str) -> bool:
    """Two full names of one person: the words of one are among the other's ("Abdulaziz bin Salman", "Prince …")."""
    first, second = fold(one).split(), fold(two).split()
    if set(first) <= set(second) or set(second) <= set(first):
        return True
    return _initialled(first, second) or _initialled(second, first)


def _initialled(short: list[str], long: list[str]) -> bool:
    """ "L. Beridze" and "Lasha Beridze": initials, then the family name."""
    count = next((i for i, word in enumerate(short) if len(word.rstrip(".")) > 1), len(short))
    rest = short[count:]
    if not count or not rest or len(short) > len(long) or long[-len(rest) :] != rest:
        return False
    return all(word[:1] == other[:1] for word, other in zip(short[:count], long, strict=False))


def fold(name: str) -> str:
    """A name without accents: "Çavuşoğlu" and "Cavusoglu" are one."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return plain.replace("ı", "i").replace("-", " ").casefold()


def _tie(draft: Draft, chunk: Chunk, token: Token, titled: bool, titles: TitleWords, labels: dict[int, str]) -> None:
    """A name of one word: the family (or given) name of somebody named in full; with a title, somebody new."""
    people = [entity for entity in draft.entities.values() if entity.kind == "person"]
    word = fold(token.text)
    found = [entity for entity in people if word in fold(entity.name).split() or token.text in entity.name.split()]
    by_last = [entity for entity in found if fold(entity.name).split()[-1] == word]
    found = by_last or found
    if len(found) == 1:
        draft.add_mention(found[0], token.span, "name", token)
        found[0].gender = found[0].gender or _gender(draft, chunk, titles)
    elif (
        not found
        and titled
        and labels.get(token.i) in ("PERSON", None)
        and token.text.isalpha()
        and len(token.text) > 2
        and (not draft.language.knows(token.lower) or _called_so(token.text))
    ):
        if countries.find_countries(token.text) or token.lower in entity_words(draft.language).heads:
            return
        entity: EntityDraft = draft.add_entity("person", token.text, "titled_name")
        draft.add_mention(entity, token.span, "name", token)


def _does_as_firms_do(draft: Draft, tokens: list[Token], words: EntityWords) -> bool:
    """ "Wizz Air operates flights"."""
    for token in tokens:
        verb = draft.analysis.head_of(token)
        if token.dep in ("nsubj", "obl:agent") and verb is not None and verb.lemma in words.firm_verbs:
            return True
    return False


def _ends_like_a_firm(word: str, words: EntityWords) -> bool:
    """ "Eximbank", "Uzbekneftegaz"."""
    return any(word.endswith(end) and len(word) > len(end) for end in words.firm_ends)


def _called_so(word: str) -> bool:
    return person_names.is_given_name(word) or person_names.is_family_name(word)


def _gender(draft: Draft, chunk: Chunk, titles: TitleWords) -> Literal["f", "m"] | None:
    before = {token.lower for token in draft.analysis.tokens[max(0, chunk.first - 2) : chunk.first]}
    return "f" if before & titles.feminine else "m" if before & titles.masculine else None
