"""The kind of a named run: a body, a place, an agreement, a programme, an event, a project.

``KINDS`` are the ordered rules: the first that knows the words decides. A rule answers with the kind, the span and the head.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import regex

from communique.extract.called import thing_called, tie_noun
from communique.extract.complements import complement_end
from communique.extract.coreference import reference_words
from communique.extract.draft import Draft
from communique.extract.indicators import is_money
from communique.extract.names import Chunk, EntityWords, chunks, headword, is_capitalised, title_words
from communique.extract.naming import add
from communique.extract.number_words import patterns_of
from communique.knowledge import countries, places
from communique.language import Token
from communique.record import EntityKind, Span

NOUN_END = "works"  # what a tagger may take for a verb: "waterworks"
HEAD_REACH = 5  # words behind a name among which its head word is looked for
SHOUTED = 0.6  # share of a line's words in capitals from which it is a heading


@dataclass(slots=True)
class Named:
    """A run of words without the titles around it."""

    draft: Draft
    tokens: list[Token]
    words: EntityWords

    @property
    def span(self) -> Span:
        return self.tokens[0].start, self.tokens[-1].end

    @property
    def text(self) -> str:
        return self.draft.words(self.span)

    @property
    def label(self) -> str | None:
        """What the recogniser of names took it for."""
        first, last = self.tokens[0].i, self.tokens[-1].i
        for name in self.draft.analysis.names_near(first, last):
            if name.first <= first and last <= name.last or first <= name.first and name.last <= last:
                return name.label
        return None

    @property
    def before(self) -> Token | None:
        """The word right before, an article or an adjective of nationality left out."""
        tokens, at = self.draft.analysis.tokens, self.tokens[0].i - 1
        while at >= 0 and (
            tokens[at].lower in self.words.articles or countries.country_of_demonym(tokens[at].text) is not None
        ):
            at -= 1
        return tokens[at] if at >= 0 and tokens[at].sentence == self.tokens[0].sentence else None

    @property
    def opens_sentence(self) -> bool:
        tokens, at = self.draft.analysis.tokens, self.tokens[0].i
        first = self.draft.analysis.sentences[self.tokens[0].sentence].first
        while first < at and not any(c.isalnum() for c in tokens[first].text):  # "• Bilateral trade"
            first += 1
        return first == at

    @property
    def shouted(self) -> bool:
        """Whether it stands in a line of capitals, a heading."""
        sentence = self.draft.analysis.sentences[self.tokens[0].sentence]
        row = [t.text for t in self.draft.analysis.sentence_tokens(sentence) if t.text.isalpha()]
        return len(row) > 1 and sum(word.isupper() for word in row) > SHOUTED * len(row)


Kind = tuple[EntityKind, Span, Token]


def add_name(draft: Draft, chunk: Chunk, words: EntityWords) -> None:
    """Add what a run of capitalised words names; titles in it are set apart first."""
    for part in _without_titles(draft, draft.analysis.tokens[chunk.first : chunk.last + 1], words):
        named = _trimmed(draft, part, words)
        if named is None or _is_taken(named) or _is_short(named):
            continue
        if _is_pair(named):
            _parts(named)
            continue
        for rule in KINDS:
            found = rule(named)
            if found is not None:
                kind, span, head = found
                entity = add(draft, kind, span, head, rule.__name__.strip("_"))
                if rule is _called:
                    tie_noun(draft, entity, named.tokens[0].i, words)
                if kind == "project" and span[1] > head.end:  # "the BYD plant in Jizzakh" is "the BYD plant" too
                    entity.aliases.add(draft.words((span[0], head.end)))
                break
        else:
            _parts(named)


def _without_titles(draft: Draft, tokens: list[Token], words: EntityWords) -> list[list[Token]]:
    """ "Director of the Institute of …", "IICA Director Javlon Vakhabov": what stands before and after the title."""
    titles = title_words(draft.language)
    for i in range(len(tokens)):
        if not _is_title(tokens, i, titles.heads | titles.honorifics, words) or _opens_firm(draft, tokens, i):
            continue
        before, after = list(tokens[:i]), list(tokens[i + 1 :])
        while before and (headword(before[-1]) in titles.modifiers or before[-1].lower in words.join_and):
            before.pop()
        while after and (
            headword(after[0]) in titles.ties | titles.post_modifiers
            or after[0].lower in words.articles | words.join_and
        ):
            after.pop(0)
        if after and tokens[i + 1].lower in titles.ties:
            after = _behind_portfolio(draft, after, words)
        return [part for side in (before, after) if side for part in _without_titles(draft, side, words)]
    return [tokens]


def _opens_firm(draft: Draft, tokens: list[Token], i: int) -> bool:
    """ "General Electric": what ranks a title elsewhere, before a common word and behind no title."""
    titles = title_words(draft.language)
    if tokens[i].lower not in titles.post_modifiers or i + 1 >= len(tokens):
        return False
    before = draft.analysis.tokens[tokens[i].i - 1].lower if tokens[i].i else ""
    after = tokens[i + 1]
    return before not in titles.heads and after.lower not in titles.heads and draft.language.knows(after.lower)


def _behind_portfolio(draft: Draft, tokens: list[Token], words: EntityWords) -> list[Token]:
    """What stands behind the words of a portfolio, which belong to the title: "Foreign Affairs of | the Republic of Uzbekistan"."""
    titles = title_words(draft.language)
    at = next((i for i, token in enumerate(tokens) if token.lower in words.join_of), len(tokens))
    portfolio = tokens[:at]
    headed = kind_by_head(portfolio, words)
    if headed is not None and headword(headed[1]) not in words.portfolio:
        return tokens
    for token in portfolio:
        known = headword(token) in titles.modifiers or draft.language.knows(token.lower)
        if token.text[:1].isalpha() and not known and token.lower not in words.connectors:
            return tokens
        if places.is_place(token.text) or countries.country_named(token.text):
            return tokens
    return tokens[at + 1 :]


def _is_title(tokens: list[Token], i: int, heads: frozenset[str], words: EntityWords) -> bool:
    """A title word that is no part of a body's name ("Representative Office", "General Secretariat", "Minister's Office")."""
    behind = tokens[i + 1 :]
    if behind and behind[0].tag == "POS":
        behind = behind[1:]
    following = headword(behind[0]) if behind else ""
    return headword(tokens[i]) in heads and following not in words.organization


def _trimmed(draft: Draft, tokens: list[Token], words: EntityWords) -> Named | None:
    titles = title_words(draft.language)
    small = titles.ties | words.articles
    before = draft.analysis.tokens[tokens[0].i - 1].lower if tokens and tokens[0].i else ""
    if before in titles.heads:  # "Ambassador | Extraordinary", but "General Electric"
        small = small | titles.post_modifiers
    while tokens and (
        headword(tokens[0]) in small and not _opens_name(tokens, words) or not any(c.isalnum() for c in tokens[0].text)
    ):
        tokens = tokens[1:]
    while tokens and (tokens[-1].lower in words.connectors or not any(c.isalnum() for c in tokens[-1].text)):
        tokens = tokens[:-1]
    for at, token in enumerate(tokens[:-1]):
        if token.lower in words.based and at and tokens[at - 1].text in ("-", "–"):
            return _trimmed(draft, tokens[at + 1 :], words)  # "United States-based | Tellurian Inc."
    small = titles.heads | titles.modifiers | titles.honorifics
    if not tokens or len(tokens) == 1 and headword(tokens[0]) in small:
        return None
    return Named(draft, tokens, words)


def _opens_name(tokens: list[Token], words: EntityWords) -> bool:
    """ "Da Nang", "Al Ain": what is an article elsewhere, with a capital and a name behind."""
    foreign = tokens[0].lower in words.articles and tokens[0].lower not in words.indefinite
    return (
        foreign
        and len(tokens) > 1
        and is_capitalised(tokens[0])
        and (is_capitalised(tokens[1]) or tokens[1].text == "-")
    )


def _is_taken(named: Named) -> bool:
    """The words mean something already, or are a country or its people: another step ties them."""
    draft = named.draft
    mentions = [draft.mention_at(token) for token in named.tokens]
    kinds = {draft.entities[mention.entity].kind for mention in mentions if mention is not None}
    if kinds:
        first = draft.mention_at(named.tokens[0])
        headed = kind_by_head(named.tokens, named.words)
        placed = headed is not None and headed[0] == "place" or is_place(named) or headed is None and _located(named)
        placed = placed and countries.country_named(named.text) is None
        if kinds == {"project"} and first is not None and first.span[0] < named.span[0] and placed:
            found = lower_head(draft, named.tokens[-1], named.words)
            end = found[1].end if found is not None and found[0] == "place" else named.span[1]
            add(draft, "place", (named.span[0], end), named.tokens[-1], "place_behind_name")
        whole = (
            headed is not None and headed[0] == "organization" and first is not None and first.span[0] < named.span[0]
        )
        if kinds <= {"organization", "agreement"} and whole:
            add(draft, "organization", named.span, headed[1] if headed else None, "whole_of_branch")
        if kinds != {"person"} or headed is None or headed[1] is not named.tokens[-1]:
            return True
    text = named.text
    return countries.country_named(text) is not None or countries.country_of_demonym(text) is not None


def _is_short(named: Named) -> bool:
    """ "the Forum's programme": the last word of the one body so called before, with its capital."""
    token = named.tokens[-1]
    if len(named.tokens) > 1 or headword(token) not in named.words.event or named.opens_sentence:
        return False
    bodies = [
        e for e in named.draft.entities.values() if e.kind == "organization" and e.name.endswith(f" {token.text}")
    ]
    events = any(e.kind == "event" and e.name.endswith(f" {token.text}") for e in named.draft.entities.values())
    if len(bodies) != 1 or events:
        return False
    named.draft.add_mention(bodies[0], named.span, "nominal", token)
    return True


def _pieces(named: Named) -> list[Named]:
    """What dashes join: "Bishkek–Islamabad", "EU–Central Asia"."""
    dashes = [i for i, token in enumerate(named.tokens) if token.text in ("-", "–", "—")]
    bounds = zip([0, *(i + 1 for i in dashes)], [*dashes, len(named.tokens)], strict=True)
    return [Named(named.draft, named.tokens[start:stop], named.words) for start, stop in bounds if start < stop]


def _kind_of_piece(piece: Named) -> EntityKind | None:
    if is_place(piece):
        return "place"
    if countries.country_named(piece.text) or countries.country_of_demonym(piece.text):
        return "country"
    return next((kind for kind, names in _known(piece.words) if piece.text in names), None)


def _is_pair(named: Named) -> bool:
    """Two or more places, countries or bodies that dashes join, with no noun behind that makes one name of them."""
    pieces = _pieces(named)
    if len(pieces) < 2 or lower_head(named.draft, named.tokens[-1], named.words) is not None:
        return False
    return all(_kind_of_piece(piece) is not None for piece in pieces) and not places.is_place(named.text)


def _parts(named: Named) -> None:
    for piece in _pieces(named):
        kind = _kind_of_piece(piece) if len(_pieces(named)) > 1 else None
        if kind is not None and kind != "country":
            add(named.draft, kind, piece.span, piece.tokens[-1], "piece_of_pair")


def _known(words: EntityWords) -> list[tuple[EntityKind, frozenset[str]]]:
    return [
        ("place", words.known_places),
        ("organization", words.known_organizations),
        ("agreement", words.known_agreements),
        ("programme", words.known_programmes),
    ]


def _by_head_table(words: EntityWords) -> list[tuple[EntityKind, frozenset[str]]]:
    return [
        ("organization", words.organization),
        ("agreement", words.agreement),
        ("programme", words.programme),
        ("event", words.event),
        ("project", words.project),
        ("place", words.place),
    ]


def kind_by_head(tokens: list[Token], words: EntityWords) -> tuple[EntityKind, Token] | None:
    """The kind that a head word gives: the one before a complement, else the last word ("Ministry of X", "X Bank")."""
    ties = words.join_of | words.join_for | words.join_to | words.join_in
    tokens = _without_country(tokens, words)
    cut = next((i for i, token in enumerate(tokens) if i and token.lower in ties), len(tokens))
    for end in (cut - 1, len(tokens) - 1):
        kind = _kind_of_word(tokens, end, _by_head_table(words))
        if kind == "place" and end + 1 < len(tokens) and tokens[end + 1].lower not in words.join_of:
            continue  # "Secretary of | State for Cooperation"
        if kind is not None:
            return kind, tokens[end]
    return None


def _without_country(tokens: list[Token], words: EntityWords) -> list[Token]:
    """The words before "of the Russian Federation": no word of a country's name is a head."""
    for at in range(1, len(tokens) - 1):
        if tokens[at].lower in words.join_of:
            rest = [token.text for token in tokens[at + 1 :]]
            if countries.country_named(" ".join(rest[1:] if rest[0].lower() in words.articles else rest)) is not None:
                return tokens[:at]
    return tokens


def _kind_of_word(tokens: list[Token], at: int, table: list[tuple[EntityKind, frozenset[str]]]) -> EntityKind | None:
    word = headword(tokens[at])
    pair = f"{headword(tokens[at - 1])} {word}" if at else word
    return next((kind for kind, heads in table if pair in heads), None) or next(
        (kind for kind, heads in table if word in heads), None
    )


def _called(named: Named) -> Kind | None:
    """ "the programme, known as Light for Clinics": the noun before tells the kind."""
    found = thing_called(named.draft, named.tokens[0].i, named.words)
    if found is None or countries.country_named(named.text) is not None:
        return None
    return found[0], named.span, named.tokens[-1]


# -- the rules ------------------------------------------------------------------------------------------------------


def _known_name(named: Named) -> Kind | None:
    for kind, names in _known(named.words):
        if named.text in names:
            return kind, named.span, named.tokens[-1]
    return None


def _head_word(named: Named) -> Kind | None:
    """ "Ministry of Energy", "Asian Development Bank", "Rogun Dam"."""
    headed = kind_by_head(named.tokens, named.words)
    if headed is None or len(named.tokens) < 2:
        return None
    kind, head = headed
    if kind == "place":
        behind = lower_head(named.draft, named.tokens[-1], named.words)
        if behind is not None and behind[0] == "project":
            return None  # "the Weda Bay nickel project"
    if kind == "event" and _is_signed(named):
        kind = "agreement"  # "the Dushanbe Call to Action was signed"
    if kind == "agreement":
        return kind, (named.span[0], _subject_end(named)), head
    if kind in ("event", "project") and _does_as_bodies_do(named):
        kind = "organization"  # "the Mediterranean Policy Forum hosted a round table"
    return kind, named.span, head


def _subject_end(named: Named) -> int:
    """Where an agreement's name ends, what it is on counted in: "Memorandum of Understanding | on diplomatic training"."""
    tokens, at = named.draft.analysis.tokens, named.tokens[-1].i + 1
    if at + 1 >= len(tokens) or tokens[at].lower not in named.words.of or is_capitalised(tokens[at + 1]):
        return named.span[1]
    if any(
        period.span[0] <= tokens[at + 1].end and tokens[at].start < period.span[1] for period in named.draft.periods
    ):
        return named.span[1]
    return complement_end(named.draft, named.tokens[-1], named.words).end


def _is_signed(named: Named) -> bool:
    """The name is what is signed or adopted."""
    draft = named.draft
    for token in named.tokens:
        verb = draft.analysis.head_of(token)
        if verb is not None and verb.lemma in named.words.signing and token.dep in ("nsubj:pass", "obj"):
            return True
    return False


def _branch_after_name(named: Named) -> Kind | None:
    """ "Nukus State University | branch in Osh": the branch, not the body that it belongs to."""
    tokens = named.draft.analysis.tokens
    at = named.tokens[-1].i + 1
    if at >= len(tokens) or tokens[at].lower not in named.words.branches or tokens[at].tag != "NN":
        return None
    if kind_by_head(named.tokens, named.words) is None or named.tokens[-1].sentence != tokens[at].sentence:
        return None
    return "organization", (named.span[0], _placed(named.draft, tokens[at], named.words)), tokens[at]


# "BYD plant in Jizzakh": the place belongs to the name
def _does_as_bodies_do(named: Named) -> bool:
    """The name is the subject of what only bodies do, in the active voice."""
    for token in named.tokens:
        noun = token
        while noun.dep == "conj" and (above := named.draft.analysis.head_of(noun)) is not None:
            noun = above
        verb = named.draft.analysis.head_of(noun)
        if noun.dep == "nsubj" and verb is not None and verb.lemma in named.words.body_verbs:
            return not named.draft.analysis.is_passive(verb)
    return False


def _head_word_after_name(named: Named) -> Kind | None:
    """ "Aral wind farm", "Sirdarya power plant", "Jizzakh region": a head word in small letters ends the name."""
    found = lower_head(named.draft, named.tokens[-1], named.words)
    if found is None:
        return None
    kind, head = found
    if _tells_sort_of_works(named, head):
        return None
    if kind == "programme" and _is_sized(named):
        kind = "project"  # "the 404-MW Nyera Amari scheme"
    end = _placed(named.draft, head, named.words) if kind == "project" else head.end
    if kind == "organization" and headword(head) in named.words.commissions:
        end = complement_end(named.draft, head, named.words).end
    if headword(head) in named.words.branches:
        end = _whole_behind(named.draft, head, named.words) or end
    return kind, (named.span[0], end), head


def _tells_sort_of_works(named: Named, head: Token) -> bool:
    """ "Civil works were suspended": an ordinary word that a sentence opens with says which works, no name."""
    if headword(head) not in named.words.only_works or len(named.tokens) > 1 or not named.opens_sentence:
        return False
    return named.draft.language.knows(named.text.lower())


def _is_sized(named: Named) -> bool:
    """A capacity or a size stands right before the name."""
    start = named.span[0]
    near = (q for q in named.draft.amounts if q.unit is not None and q.unit != "%" and not is_money(q.unit))
    return any(0 < start - q.span[1] <= 1 for q in near)


def _whole_behind(draft: Draft, head: Token, words: EntityWords) -> int | None:
    """Where the body ends of which a branch is one: "Annaba branch | of Kama State Technical University"."""
    tokens = draft.analysis.tokens
    at = head.i + 1
    if at >= len(tokens) or tokens[at].lower not in words.join_of:
        return None
    chunk = next((chunk for chunk in chunks(draft) if at < chunk.first <= at + 2), None)
    if chunk is None or any(tokens[i].lower not in words.articles for i in range(at + 1, chunk.first)):
        return None
    row = tokens[chunk.first : chunk.last + 1]
    found = kind_by_head(row, words)
    headed = found[0] == "organization" if found is not None else False
    # the body's own name may stand behind its noun: "of the National Mining University | Orda"
    named = any(headword(token) in words.organization for token in row[:-1])
    return row[-1].end if headed or found is None and named else None


def lower_head(draft: Draft, last: Token, words: EntityWords) -> tuple[EntityKind, Token] | None:
    """The head word in small letters that ends the name before it, up to four words on."""
    tokens = draft.analysis.tokens
    table: list[tuple[EntityKind, frozenset[str]]] = [
        ("project", words.project | words.after_name),
        ("place", words.place),
        ("programme", words.programme - words.only_capitalised),
        ("agreement", words.agreement - words.documents),
        ("event", words.event),
        ("organization", words.organization - words.only_capitalised),
    ]
    counted = 0
    for token in tokens[last.i + 1 : last.i + 3 * HEAD_REACH]:
        joined = token.text == "-" and token.start == tokens[token.i - 1].end  # "Kribi deep-sea port"
        counted += not joined
        if token.sentence != last.sentence or is_capitalised(token) or counted > HEAD_REACH:
            return None
        if joined:
            continue
        gerund = token.tag == "VBG" and token.dep in ("amod", "compound")  # "Barranquilla blending plant"
        noun = token.pos == "VERB" and headword(token) in words.project
        noun = noun and (token.dep in ("obj", "nsubj", "obl", "nmod") or token.lower.endswith(NOUN_END))
        if token.pos not in ("NOUN", "ADJ", "PROPN") and not gerund and not noun:  # "the Gaba III waterworks"
            before = tokens[token.i - 1]  # "the El Bosque aircraft works", but "Maksat Aliyev works at"
            if headword(token) not in words.after_name or before.pos != "NOUN" or is_capitalised(before):
                return None
        following = tokens[token.i + 1] if token.i + 1 < len(tokens) else None
        kind = _kind_of_word(tokens, token.i, table)
        if kind == "project" and following is not None and headword(following) in words.described_project:
            continue  # "the Luang Prabang hydropower | project"
        works = following is not None and kind == "project" and headword(following) in words.works_on
        if kind is not None and (following is None or following.pos != "NOUN" or works):
            return kind, token
    return None


PLACE_NAME = r"(?:{articles})?\p{{Lu}}[\p{{L}}’'-]+(?:\s\p{{Lu}}[\p{{L}}’'-]+){{0,2}}(?:\s(?:{places}))?(?!\p{{L}})"


@lru_cache
def _place_behind(prepositions: frozenset[str], articles: frozenset[str], nouns: frozenset[str]) -> regex.Pattern[str]:
    """A place right behind a name: " in Jizzakh", " near the Aral Sea"."""
    small = "|".join(rf"{word}\s" for word in sorted(articles))
    name = PLACE_NAME.format(articles=small, places="|".join(sorted(nouns)))
    return regex.compile(rf"\s(?:{'|'.join(sorted(prepositions))})\s{name}")


def _placed(draft: Draft, head: Token, words: EntityWords) -> int:
    """Where a project's name ends, the place behind it counted in."""
    found = _place_behind(words.only_locative, words.articles, words.place).match(draft.text, head.end)
    if found is None or any(p.span[0] < found.end() and found.start() < p.span[1] for p in draft.periods):
        return head.end
    return found.end()


def _is_part_elsewhere(named: Named) -> bool:
    """A longer name of the text ends with the word or goes on behind it: "National Assembly", "Senate of the Republic"."""
    tokens = named.draft.analysis.tokens
    for token in tokens[:-1]:
        if token.text != named.text:
            continue
        before = tokens[token.i - 1] if token.i else token
        longer = is_capitalised(before) and before.sentence == token.sentence and before.i != token.i
        opens = named.draft.analysis.sentences[token.sentence].first == before.i
        if longer and not opens or tokens[token.i + 1].lower in named.words.join_of:
            return True
    return False


def _does_as_firms_do(named: Named) -> bool:
    """The name is the subject of what firms do."""
    for token in named.tokens:
        verb = named.draft.analysis.head_of(token)
        if token.dep == "nsubj" and verb is not None and verb.lemma in named.words.firm_verbs:
            return True
    return False


def _listed_place(named: Named) -> Kind | None:
    """A city or region that the gazetteer has."""
    headed = kind_by_head(named.tokens, named.words)
    if headed is not None or not is_place(named):
        return None
    return "place", named.span, named.tokens[-1]


def is_place(named: Named) -> bool:
    text = named.text
    if any(found.form != "capital" for found in countries.find_countries(text)):
        return False
    if countries.country_of_capital(text) or countries.country_of_capital(text.title()):
        return True
    if not places.is_place(text) or text.isupper() and len(text) < 5:
        return False
    if _does_as_firms_do(named) and not _located(named):
        return False  # "in which Temasek has invested"
    if not named.opens_sentence or _located(named) or named.label == "PLACE":
        return True
    return not _acts(named) and not (len(named.tokens) == 1 and named.draft.language.knows(text))


def _located(named: Named) -> bool:
    before = named.before
    return before is not None and before.lower in named.words.locative


def _recognised_place(named: Named) -> Kind | None:
    """ "at Incheh Borun": the recogniser takes it for a place, and a preposition of place stands before it."""
    if kind_by_head(named.tokens, named.words) is not None or any(c.isdigit() for c in named.text):
        return None
    if countries.find_countries(named.text) or named.text.isupper():
        return None
    linked = ends_link(named.draft, named.tokens[0], named.words) or _in_port_of(named)
    if _is_party(named):
        return "organization", named.span, named.tokens[-1]
    if not _located(named) and not linked:
        return ("place", named.span, named.tokens[-1]) if _among_places(named) else None
    if named.label not in ("PLACE", "FAC", "PERSON", "ORG", None):
        return None
    before = named.draft.analysis.tokens[named.tokens[0].i - 1]
    tokens = named.draft.analysis.tokens
    noun = headword(tokens[before.i - 1]) if before.i else ""  # "a crossing at Malhowice": no article before the name
    pair = f"{tokens[before.i - 2].lower} {noun}" if before.i > 1 else ""  # "the landing site at Axim"
    built = noun in named.words.project | named.words.event or pair in named.words.project
    bare = before.lower in named.words.only_locative and (named.label != "ORG" or built)
    if named.label == "PLACE" or bare or _ends_route(named) or _among_places(named) or linked:
        return "place", named.span, named.tokens[-1]
    return None


def _is_party(named: Named) -> bool:
    """ "the memorandum between the Matenadaran and the Library": who signs, no place."""
    tokens, at = named.draft.analysis.tokens, named.tokens[0].i - 1
    while at > 0 and tokens[at].lower in named.words.articles:
        at -= 1
    if at < 1 or tokens[at].lower not in named.words.linking_ends or places.is_place(named.text):
        return False
    return headword(tokens[at - 1]) in named.words.agreement or _ends_agreement(named.draft, at - 1, named.words)


def _ends_agreement(draft: Draft, at: int, words: EntityWords) -> bool:
    """Whether a token ends the name of an agreement: "Memorandum of Cooperation | between"."""
    row = draft.analysis.tokens[max(0, at - 4) : at + 1]
    return any(headword(token) in words.agreement and token.sentence == row[-1].sentence for token in row)


def _in_port_of(named: Named) -> bool:
    """ "the port of Ilo", "the town of Kuryk": a noun for a settlement tied to its name."""
    tokens, at = named.draft.analysis.tokens, named.tokens[0].i
    if at < 2 or tokens[at - 1].lower not in named.words.join_of or named.label == "PERSON":
        return False
    return headword(tokens[at - 2]) in named.words.settlements


def _ends_route(named: Named) -> bool:
    """ "from Niš to Novi Iskar"."""
    tokens, at = named.draft.analysis.tokens, named.tokens[0].i
    if at < 3 or tokens[at - 1].lower not in named.words.route_to:
        return False
    row = tokens[max(0, at - 6) : at - 1]
    return any(token.lower in named.words.route_from for token in row) and is_capitalised(row[-1])


def ends_link(draft: Draft, first: Token, words: EntityWords) -> bool:
    """ "the cable between Cap Bon and Capo Feto": the name is an end of what ties two places."""
    tokens = draft.analysis.tokens
    row = [token for token in tokens[max(0, first.i - 6) : first.i] if token.sentence == first.sentence]
    if not row or row[-1].lower not in words.linking_ends | words.join_and:
        return False
    at = next((i for i in range(len(row) - 1, 0, -1) if row[i].lower in words.linking_ends), None)
    if at is None or at < len(row) - 1 and not all(is_capitalised(token) for token in row[at + 1 : -1]):
        return False
    return headword(row[at - 1]) in words.linking | words.crossings


def _among_places(named: Named) -> bool:
    """ "Rabat, Fez and Casablanca": between two places in a row."""
    tokens = named.draft.analysis.tokens
    first, last = named.tokens[0].i, named.tokens[-1].i
    if first < 2 or last + 2 >= len(tokens):
        return False
    row = {",", *named.words.join_and}
    if tokens[first - 1].lower not in row or tokens[last + 1].lower not in row:
        return False
    return len(named.tokens) < 3 and _is_city(tokens[first - 2].text) and _is_city(tokens[last + 2].text)


def _is_city(word: str) -> bool:
    return countries.country_of_capital(word) is not None or places.is_place(word)


def _acronym(named: Named) -> Kind | None:
    """ "IICA": capitals only, and a title beside it, the recogniser's word, or a second mention speaks for a body."""
    text = named.text
    if len(named.tokens) > 1 or not (2 <= len(text) <= 8 and text.isupper() and text.isalpha()):
        return None
    if text in units_and_codes(named.draft.language) or kind_by_head(named.tokens, named.words) is not None:
        return None
    tokens = named.draft.analysis.tokens
    following = tokens[named.tokens[0].i + 1] if named.tokens[0].i + 1 < len(tokens) else None
    beside = title_words(named.draft.language).heads | named.words.documents
    titled = following is not None and headword(following) in beside
    often = sum(token.text == text for token in tokens) > 1
    if named.shouted or not (titled or named.label == "ORG" or often or _introduced(named) or _acts(named)):
        return None
    return "organization", named.span, named.tokens[-1]


def _introduced_body(named: Named) -> Kind | None:
    """ "the developer Envision", "Iran's national railway RAI": a noun for a body stands before the name."""
    if kind_by_head(named.tokens, named.words) is not None or not _introduced(named):
        return None
    return "organization", named.span, named.tokens[-1]


def _firm_with_name_of_place(named: Named) -> Kind | None:
    """ "the Chilean utility Colbún": a noun for a firm stands before what is a town's name elsewhere."""
    before = named.draft.analysis.tokens[named.tokens[0].i - 1] if named.tokens[0].i else None
    if before is None or before.lower in named.words.project | named.words.linking or not is_place(named):
        return None
    if before.lower not in named.words.introduce or len(_pieces(named)) > 1:
        return None
    return ("organization", named.span, named.tokens[-1]) if _introduced(named) else None


def _apposed_body(named: Named) -> Kind | None:
    """ "The operator, COSCO Shipping Ports, intends": between commas behind a noun for a body."""
    tokens, at = named.draft.analysis.tokens, named.tokens[0].i
    behind = tokens[named.tokens[-1].i + 1] if named.tokens[-1].i + 1 < len(tokens) else None
    if at < 3 or tokens[at - 1].text != "," or behind is None or behind.text not in ",.)":
        return None
    noun, article = tokens[at - 2], tokens[at - 3]
    if noun.lower not in named.words.introduce or article.lower not in named.words.articles | named.words.indefinite:
        if article.pos not in ("ADJ", "NOUN", "PROPN"):
            return None
    if noun.lower not in named.words.introduce or is_country_or_place(named):
        return None
    return "organization", named.span, named.tokens[-1]


def is_country_or_place(named: Named) -> bool:
    return countries.country_named(named.text) is not None or is_place(named)


def _told_to_be_body(named: Named) -> Kind | None:
    """ "Invest International, the Dutch development financier, is providing": what stands behind the comma says so."""
    tokens, at = named.draft.analysis.tokens, named.tokens[-1].i + 1
    if len(tokens) <= at + 2 or tokens[at].text != "," or tokens[at + 1].lower not in named.words.indefinite:
        return None
    for noun in tokens[at + 2 : at + 8]:
        if noun.sentence != named.tokens[-1].sentence or noun.pos not in ("NOUN", "ADJ", "PROPN", "PUNCT"):
            return None
        if noun.lower in named.words.introduce | named.words.firms and noun.pos == "NOUN":
            return None if is_country_or_place(named) else ("organization", named.span, named.tokens[-1])
    return None


def _side(named: Named) -> Kind | None:
    """ "the Parties", "the Uzbek Side": those who act in a protocol, no political party."""
    *before, last = named.tokens
    lower = last.lower
    if lower not in named.words.named_sides or not before and lower not in named.words.group:
        return None
    if not all(countries.country_of_demonym(token.text) or countries.country_named(token.text) for token in before):
        return None
    return "group", named.span, last


def _led_body(named: Named) -> Kind | None:
    """ "the chief executive of Alta Mar": what those lead, or speak for, who hold such a title."""
    tokens, at = named.draft.analysis.tokens, named.tokens[0].i
    if kind_by_head(named.tokens, named.words) is not None or countries.find_countries(named.text):
        return None
    titles = title_words(named.draft.language).of_bodies
    if at < 2 or tokens[at - 1].lower not in named.words.at_body or headword(tokens[at - 2]) not in titles:
        return None
    return "organization", named.span, named.tokens[-1]


def _body_of_person(named: Named) -> Kind | None:
    """ "Juan Perez of TecnoSur": whom a person is of, written as only firms write themselves."""
    tokens, at, text = named.draft.analysis.tokens, named.tokens[0].i, named.tokens[-1].text
    if at < 2 or len(named.tokens) > 1 or tokens[at - 1].lower not in named.words.join_of or text.isupper():
        return None
    person = named.draft.mention_at(tokens[at - 2])
    joined = any(c.isupper() for c in text[2:]) and text.isalpha() and not text[:2] == "Mc"
    if person is None or named.draft.entities[person.entity].kind != "person" or not joined:
        return None
    return "organization", named.span, named.tokens[-1]


def _introduced(named: Named) -> bool:
    before = named.draft.analysis.tokens[named.tokens[0].i - 1] if named.tokens[0].i else None
    if before is None or before.sentence != named.tokens[0].sentence or is_capitalised(before):
        return False
    if before.tag == "POS" and countries.country_named(named.draft.analysis.tokens[before.i - 1].text) is not None:
        return not is_place(named) and not named.draft.language.knows(named.tokens[-1].lower)  # "Poland's KGHM"
    return before.lower in reference_words(named.draft.language).nouns.get("organization", ()) or (
        before.lower in named.words.introduce
    )


def _bare_body(named: Named) -> Kind | None:
    """ "the Senate", "Parliament": a word that is a name by itself, where no longer name holds it."""
    own = headword(named.tokens[0]) in named.words.bare_bodies
    if own and len(named.tokens) > 2 and named.tokens[1].lower in named.words.join_of:
        return "organization", named.span, named.tokens[0]  # "the Seimas of the Republic of Lithuania"
    if len(named.tokens) > 1 or not own or named.opens_sentence:
        return None
    if _is_part_elsewhere(named):
        return None
    return "organization", named.span, named.tokens[0]


def _abbreviated(named: Named) -> Kind | None:
    """ "Kazakhstan Temir Zholy (KTZ)": its initials stand in brackets behind it."""
    initials = "".join(token.text[0] for token in named.tokens if is_capitalised(token))
    if len(initials) < 2 or kind_by_head(named.tokens, named.words) is not None:
        return None
    if not regex.match(rf"\s*\(\s*[“\"‘«']?{regex.escape(initials)}\b", named.draft.text[named.span[1] :]):
        return None
    return "organization", named.span, named.tokens[-1]


def _firm(named: Named) -> Kind | None:
    """ "Türk Eximbank", "Uzbekneftegaz": a name that ends as firms' names do."""
    last = named.tokens[-1].lower
    if kind_by_head(named.tokens, named.words) is not None:
        return None
    strange = last in named.words.firm_words or not named.draft.language.knows(last)
    if (
        len(named.tokens) > 1
        and strange
        and named.words.firm_words & {t.lower for t in named.tokens}
        and not named.shouted
    ):
        return "organization", named.span, named.tokens[-1]  # "Royal Air Maroc", "Karoo Renewables"
    if named.draft.language.knows(last):
        return None
    if not any(last.endswith(end) and len(last) > len(end) for end in named.words.firm_ends):
        return None
    return "organization", named.span, named.tokens[-1]


def _recognised(named: Named) -> Kind | None:
    """What the recogniser takes for a body, or what acts."""
    text, label = named.text, named.label
    if kind_by_head(named.tokens, named.words) is not None or any(c.isdigit() for c in text) or len(text) < 2:
        return None
    if any(headword(token) in named.words.nameless for token in named.tokens):
        return None
    if headword(named.tokens[-1]) in named.words.venues:
        return None
    if headword(named.tokens[-1]) in _title_nouns(named) or named.tokens[0].pos == "VERB" or named.shouted:
        return None
    if text in units_and_codes(named.draft.language) or any(
        countries.country_named(token.text) for token in named.tokens if len(named.tokens) == 1
    ):
        return None
    if named.opens_sentence and all(named.draft.language.knows(token.lower) for token in named.tokens):
        return None
    own = len(named.tokens) > 1 and (label == "ORG" or _acts(named) and _only_capitals(text))
    if countries.find_countries(text) and not own:
        return None
    if label not in ("ORG", "FAC", "PRODUCT") and not _acts(named):
        return None
    if len(_pieces(named)) > 1 and " " not in text and not _acts(named):
        return None  # "the Beineu-Saksaulsky and Bozoi-Shalkar sections"
    if label != "ORG" and all(named.draft.language.knows(token.lower) for token in named.tokens) and not _acts(named):
        return None
    return "organization", named.span, named.tokens[-1]


def _only_capitals(text: str) -> bool:
    """ "Air Astana": no country is named, only a capital."""
    return all(found.form == "capital" for found in countries.find_countries(text))


def _title_nouns(named: Named) -> frozenset[str]:
    titles = title_words(named.draft.language)
    lemma = named.draft.language.lemma(named.tokens[-1].text, "NOUN")
    return titles.heads | ({headword(named.tokens[-1])} if lemma in titles.heads else frozenset())


def _acts(named: Named) -> bool:
    """The name is the subject of a verb or the doer of a passive."""
    for token in named.tokens:
        head = named.draft.analysis.head_of(token)
        if token.dep in ("nsubj", "obl:agent") and head is not None and head.pos == "VERB" and token.pos == "PROPN":
            return True
    return False


@lru_cache
def units_and_codes(language: Any) -> frozenset[str]:
    """Units and currency codes: capitalised, but no names."""
    patterns = patterns_of(language)
    return frozenset(patterns.units) | frozenset(patterns.currencies.codes)


KINDS: list[Callable[[Named], Kind | None]] = [
    _known_name,
    _called,
    _side,
    _branch_after_name,
    _head_word,
    _head_word_after_name,
    _abbreviated,
    _bare_body,
    _firm_with_name_of_place,
    _listed_place,
    _introduced_body,
    _apposed_body,
    _told_to_be_body,
    _firm,
    _led_body,
    _body_of_person,
    _recognised_place,
    _acronym,
    _recognised,
]
