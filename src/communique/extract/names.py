"""Names as they stand in the text: runs of capitalised words with the small words inside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import msgspec
import regex

from communique.extract.draft import Draft
from communique.knowledge import countries, person_names, places
from communique.language import Token
from communique.record import Span


class EntityWords(msgspec.Struct, frozen=True):
    """The file ``entities.yml`` of a language."""

    organization: frozenset[str]
    agreement: frozenset[str]
    programme: frozenset[str]
    event: frozenset[str]
    project: frozenset[str]
    place: frozenset[str]
    forms: dict[str, str]
    report_events: list[str]
    group: frozenset[str]
    known_places: frozenset[str]
    known_organizations: frozenset[str]
    known_agreements: frozenset[str]
    known_programmes: frozenset[str]
    connectors: frozenset[str]
    leading: frozenset[str]
    branches: frozenset[str]
    rounds: frozenset[str]
    ordinals: frozenset[str]
    acronyms: dict[str, str]
    of: frozenset[str] = frozenset()
    join_of: frozenset[str] = frozenset()
    join_for: frozenset[str] = frozenset()
    join_and: frozenset[str] = frozenset()
    join_to: frozenset[str] = frozenset()
    join_in: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    seated: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    only_capitalised: frozenset[str] = frozenset()
    after_name: frozenset[str] = frozenset()
    introduce: frozenset[str] = frozenset()
    locative: frozenset[str] = frozenset()
    only_locative: frozenset[str] = frozenset()
    signing: frozenset[str] = frozenset()
    sittings: frozenset[str] = frozenset()
    commissions: frozenset[str] = frozenset()
    described_project: frozenset[str] = frozenset()
    project_ties: frozenset[str] = frozenset()
    needs_place: frozenset[str] = frozenset()
    vague_agreement: frozenset[str] = frozenset()
    agreement_ties: frozenset[str] = frozenset()
    described_bodies: frozenset[str] = frozenset()
    bare_bodies: frozenset[str] = frozenset()
    ordinal_digits: str = r"\d+"
    indefinite: frozenset[str] = frozenset()
    signing_nouns: frozenset[str] = frozenset()
    holding: frozenset[str] = frozenset()
    opening: frozenset[str] = frozenset()
    closing: frozenset[str] = frozenset()
    occasion: frozenset[str] = frozenset()
    same_day: frozenset[str] = frozenset()
    following: frozenset[str] = frozenset()
    nameless: frozenset[str] = frozenset()
    known_as: list[str] = []
    based: frozenset[str] = frozenset()
    portfolio: frozenset[str] = frozenset()
    linking: frozenset[str] = frozenset()
    linking_ties: frozenset[str] = frozenset()
    route_from: frozenset[str] = frozenset()
    route_to: frozenset[str] = frozenset()
    joint: frozenset[str] = frozenset()
    ministries: frozenset[str] = frozenset()
    cabinets: frozenset[str] = frozenset()
    attending: frozenset[str] = frozenset()
    national_bodies: frozenset[str] = frozenset()
    works_on: frozenset[str] = frozenset()
    firm_ends: list[str] = []
    part: frozenset[str] = frozenset()
    signed: frozenset[str] = frozenset()
    firm_verbs: frozenset[str] = frozenset()
    sides: frozenset[str] = frozenset()
    led_by: frozenset[str] = frozenset()
    at_body: frozenset[str] = frozenset()
    not_yet: frozenset[str] = frozenset()
    arriving: frozenset[str] = frozenset()
    governments: frozenset[str] = frozenset()
    vague_ordinals: frozenset[str] = frozenset()
    built: frozenset[str] = frozenset()
    built_by: frozenset[str] = frozenset()
    tens: frozenset[str] = frozenset()
    signed_papers: frozenset[str] = frozenset()
    exercises: frozenset[str] = frozenset()
    exercise_sorts: frozenset[str] = frozenset()
    exercise_verbs: frozenset[str] = frozenset()
    houses: frozenset[str] = frozenset()
    to_come: frozenset[str] = frozenset()
    only_works: frozenset[str] = frozenset()
    ahead: frozenset[str] = frozenset()
    one_of: frozenset[str] = frozenset()
    built_nouns: frozenset[str] = frozenset()
    linking_ends: frozenset[str] = frozenset()
    named_sides: frozenset[str] = frozenset()
    crossings: frozenset[str] = frozenset()
    settlements: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    firms: frozenset[str] = frozenset()
    leading_verbs: frozenset[str] = frozenset()
    firm_words: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    partner: frozenset[str] = frozenset()
    gatherings: frozenset[str] = frozenset()
    venues: frozenset[str] = frozenset()
    sorts: frozenset[str] = frozenset()
    calling: frozenset[str] = frozenset()
    calling_as: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()
    immaterial: frozenset[str] = frozenset()
    body_verbs: frozenset[str] = frozenset()

    @property
    def heads(self) -> frozenset[str]:
        return self.organization | self.agreement | self.programme | self.event | self.project


class TitleWords(msgspec.Struct, frozen=True):
    """The file ``titles.yml`` of a language."""

    heads: frozenset[str]
    modifiers: frozenset[str]
    post_modifiers: frozenset[str]
    honorifics: frozenset[str]
    feminine: frozenset[str]
    masculine: frozenset[str]
    ties: frozenset[str]
    abroad: frozenset[str]
    national: frozenset[str]
    seat: frozenset[str]
    particles: frozenset[str]
    becoming: frozenset[str] = frozenset()  # verbs with a title in the instrumental: "назначен послом"
    counterparts: frozenset[str] = frozenset()  # nouns before a name that are no title: "с коллегой"
    missions: frozenset[str] = frozenset()  # bodies abroad whose heads are accredited like ambassadors
    stand_ins: frozenset[str] = frozenset()  # "врио": the name behind the title is in another case
    acting: frozenset[str] = frozenset()  # words before a title in the genitive: "исполняющий обязанности"
    title_prepositions: frozenset[str] = frozenset()  # those inside a title ("по особым поручениям")

    introduce: frozenset[str] = frozenset()
    introduce_ties: frozenset[str] = frozenset()
    between: frozenset[str] = frozenset()
    ranks: frozenset[str] = frozenset()
    ministers: frozenset[str] = frozenset()
    of_bodies: frozenset[str] = frozenset()

    @property
    def topics(self) -> frozenset[str]:
        """Words of portfolios: "trade", "foreign"; no head words."""
        return self.modifiers - self.heads


@lru_cache
def entity_words(language: Any) -> EntityWords:
    return language.data("entities", EntityWords)  # type: ignore[no-any-return]


@lru_cache
def title_words(language: Any) -> TitleWords:
    return language.data("titles", TitleWords)  # type: ignore[no-any-return]


@lru_cache
def plural_titles(language: Any) -> dict[str, str]:
    """Head words of titles in the plural, each with its singular: "secretaries" → "secretary"."""
    words = title_words(language).heads
    return {f"{word[:-1]}ies" if word.endswith("y") else f"{word}s": word for word in words if not word.endswith("s")}


@dataclass(slots=True)
class Chunk:
    """Tokens ``[first, last]`` of a name."""

    first: int
    last: int


def is_capitalised(token: Token) -> bool:
    return token.text[:1].isupper() or token.text[:1].isdigit() and any(c.isupper() for c in token.text)


def headword(token: Token) -> str:
    """The form in which the word lists have a word."""
    return token.lower


def chunks(draft: Draft) -> list[Chunk]:
    """Runs of capitalised words, sentence by sentence; a small word counts only between two capitalised ones."""
    runs = Runs(draft)
    found: list[Chunk] = []
    for sentence in draft.analysis.sentences:
        i = sentence.first
        while i < sentence.last:
            if not runs.begins(i, sentence.first):
                i += 1
                continue
            last = runs.end(i, sentence.last)
            first = runs.without_opening_word(i, last, sentence.first)
            if first <= last:
                found.append(Chunk(first, last))
            i = last + 1
    return found


OPENING = ("“", '"', "«", "‘", "'", "—", ":", "-", "–", "(", "•", "·", "*", "▪", "●", "■", "◦")
TIGHT = ("-", "–", "’", "'", "/")


class Runs:
    """The rules for where a name begins, goes on and ends."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.tokens = draft.analysis.tokens
        self.words = entity_words(draft.language)
        self.titles = title_words(draft.language)
        named = [c for c in countries.find_countries(draft.text) if c.form == "name"]
        self.country_ends = {c.end for c in named}
        self.country_names = {c.start: c.end for c in named}
        self.people = {name.first for name in draft.analysis.names if name.label == "PERSON" and name.last > name.first}
        self.heads = self.words.heads | self.titles.heads | plural_titles(draft.language).keys()
        units = [amount.unit_span for amount in draft.amounts if amount.unit_span is not None]
        self.unit_starts = {token.start for span in units for token in draft.analysis.tokens_in(span)}
        self.spelled = spelled_out(draft)
        self.abbreviated = abbreviated_words(draft)

    def is_head(self, token: Token) -> bool:
        return headword(token) in self.heads

    def begins(self, at: int, start: int) -> bool:
        token = self.tokens[at]
        known = at in self.people  # "Jan Novak": the recogniser has it for a person's name
        if (
            not is_capitalised(token)
            or (token.lower in self.words.never or token.text in self.abbreviated)
            and not known
        ):
            return False
        if token.start in self.unit_starts:
            return False  # "a 250 | MW solar park"
        if self.tokens[at].start in self.country_names:
            return True  # "New Zealand exports"
        opens = at == start or self.tokens[at - 1].text in OPENING
        return not (opens and token.lower in self.words.leading)

    def end(self, first: int, stop: int) -> int:
        """The last token of the name that begins at ``first``."""
        tokens = self.tokens
        if first in self.spelled:
            return min(self.spelled[first], stop - 1)
        last = self.country_end(first)
        at = last + 1
        while at < stop:
            if is_capitalised(tokens[at]) and (tokens[at].lower not in self.words.never or self.is_numeral(at)):
                if at in self.spelled or any(rule(self, first, at) for rule in BREAKS):
                    break
                last = self.country_end(at)
                at = last + 1
            elif tokens[at].text in TIGHT and _tight(tokens, at) and at + 1 < stop:
                following = tokens[at + 1]
                if not is_capitalised(following) and not following.text[:1].isdigit() and tokens[at].text != "-":
                    break
                last, at = at + 1, at + 2
            elif (
                tokens[at].text == "–"
                and at + 1 < stop
                and is_capitalised(tokens[at + 1])
                and _ends_word(tokens[at - 1])
            ):
                at += 1
            elif tokens[at].text in ("-", "—") and at + 1 < stop and self.is_route(at + 1):
                at += 1
            elif tokens[at].tag == "POS" and at + 1 < stop and self.owns_inside(first, at):
                at += 1
            elif headword(tokens[at]) in self.titles.particles and at + 1 < stop:
                at += 1
            elif self.joins(first, last, at, stop):
                at += 1
            else:
                break
        return last

    def country_end(self, at: int) -> int:
        """The last token of the country's name that begins here ("People’s Republic of China" is one word), else the token."""
        end = self.country_names.get(self.tokens[at].start)
        while end is not None and at + 1 < len(self.tokens) and self.tokens[at + 1].end <= end:
            at += 1
        return at

    def is_numeral(self, at: int) -> bool:
        """ "Olkaria I": one behind a name, not the pronoun."""
        return self.tokens[at].pos != "PRON" and self.tokens[at].text == "I" and is_capitalised(self.tokens[at - 1])

    def is_route(self, at: int) -> bool:
        """ "Moyinty - | Kyzylzhar line": behind the second end stands what ties the two."""
        row = self.run_after(at)
        behind = at + len(row)
        return bool(row) and behind < len(self.tokens) and self.tokens[behind].lower in self.words.linking

    def without_opening_word(self, first: int, last: int, start: int) -> int:
        """A common word that is capitalised only because it opens the sentence: "Construction of the Aral plant"."""
        token = self.tokens[first]
        if first != start or first == last or token.pos not in ("NOUN", "ADJ", "VERB", "ADV"):
            return first
        if self.is_head(token) and not self.is_group(token):
            return first
        at = first + 1
        if not (is_capitalised(self.tokens[at]) or self.tokens[at].lower in self.words.connectors):
            return first
        if is_capitalised(self.tokens[at]):
            return first
        while at <= last and not is_capitalised(self.tokens[at]):
            at += 1
        return at

    def is_group(self, token: Token) -> bool:
        """ "Experts of the institute" are no body; "Ministers of Trade" share a title."""
        one = plural_titles(self.draft.language).get(token.lower)
        return one is not None and one not in self.titles.ministers and token.lower in self.words.group

    def joins(self, first: int, last: int, at: int, stop: int) -> bool:
        """Whether a small word or a comma goes on inside a name: "Ministry of Investment, Industry and Trade"."""
        tokens, words = self.tokens, self.words
        after = at + 1
        paper = any(headword(token) in words.agreement and is_capitalised(token) for token in tokens[first:at])
        while after < stop and tokens[after].lower in words.connectors | (words.indefinite if paper else frozenset()):
            after += 1
        if after >= stop or after - at > 3 or not is_capitalised(tokens[after]) or last < at - 2:
            return False
        if after in self.spelled or self.is_person(first, at):
            return False
        inside = tokens[first:at]
        headed = any(self.is_head(token) for token in inside) or self.is_head_pair(inside[-2:])
        word = tokens[at].lower
        if self.is_called(first) and word in words.join_for | words.join_and | words.join_in | words.join_of:
            return True  # "the programme, known as Light for Clinics"
        if word in words.join_of:
            return not self.is_firm(inside, after, stop) and not self.is_owner(after)
        if word in words.join_and:
            if after - at > 1 and headed and any(self.is_head(token) for token in self.run_after(after)):
                return False  # "the Baghdad Chamber of Commerce and | the Polish Chamber"
            return self.joins_and(inside, after, stop)
        if word == ",":
            return self.joins_comma(inside, after, stop)
        if word in words.join_for:
            return headed and tokens[at - 1].end not in self.country_ends
        if word in words.join_to:
            return self.is_head(tokens[at - 1]) and not self.is_proper(tokens[after])
        if word in words.join_in:
            goes_on = paper and self.is_subject_of_paper(inside, after)
            return goes_on or headword(inside[0]) in words.seated or self.joins_in(inside, after, stop)
        return word in words.articles or paper and word in words.indefinite

    def owns_inside(self, first: int, at: int) -> bool:
        """ "Ministry of Women | 's Affairs", "Prime Minister | 's Office": a possessor that is part of a body's name."""
        owner, thing = self.tokens[at - 1], self.tokens[at + 1]
        if not is_capitalised(thing) or self.is_proper(owner) or owner.end in self.country_ends:
            return False
        titled = owner.lower in self.titles.heads
        if not titled and (not self.is_common(owner) or self.is_head(owner) or thing.text in self.words.known_places):
            return False
        if titled:
            return headword(thing) in self.words.offices
        headed = any(self.is_head(token) for token in self.tokens[first:at])
        return headed and self.is_common(thing) or headword(thing) in self.words.organization

    def is_called(self, first: int) -> bool:
        """ "known as", "called": a name follows, whatever small words it holds."""
        if first < 2:
            return False
        before, earlier = self.tokens[first - 1].lower, self.tokens[first - 2].lower
        return before in self.words.calling or before in self.words.calling_as and earlier in self.words.known

    def is_subject_of_paper(self, inside: list[Token], after: int) -> bool:
        """ "Agreement on Cooperation in | the Building of a Dam in | Peru"; not where it was signed: "Agreement on Trade in Lima"."""
        goes_on = any(token.lower in self.words.join_in for token in inside)
        return goes_on if self.is_country(self.tokens[after]) else self.is_common(self.tokens[after])

    def is_owner(self, at: int) -> bool:
        """ "Chairman of the Board of | China’s CITIC": a country that owns the name behind it."""
        end = self.country_end(at)
        owns = end + 2 < len(self.tokens) and self.tokens[end + 1].tag == "POS" and is_capitalised(self.tokens[end + 2])
        return owns and self.tokens[end].end in self.country_ends

    def is_head_pair(self, pair: list[Token]) -> bool:
        """ "Round Table": a head of two words."""
        return " ".join(headword(token) for token in pair) in self.words.heads

    def is_firm(self, inside: list[Token], after: int, stop: int) -> bool:
        """ "Najm Clean Energy | of the United Arab Emirates": a firm's own name, then the country that it is from."""
        first = inside[0]
        if self.is_head(first) or self.is_common(first) or countries.country_of_demonym(first.text):
            return False
        row = [token.text for token in self.run_after(after) if token.i < stop]
        return any(countries.country_named(" ".join(row[:end])) for end in range(1, len(row) + 1))

    def joins_and(self, inside: list[Token], after: int, stop: int) -> bool:
        """ "Agency for Development and Cooperation", "Trade and Investment Promotion Agency"; not "Georgia and Najm"."""
        right = self.tokens[after]
        headed = any(self.is_head(token) for token in inside)
        if headed and self.is_head(right) and not self.titles.topics & {right.lower}:
            return False
        tied = [i for i, token in enumerate(inside) if token.lower in self.words.connectors]
        common = self.is_common(right) or self.ends_common(after)
        if self.is_common(inside[-1]) != common or self.is_country(inside[-1]) != self.is_country(right):
            return False
        if headed and tied:
            return self.is_common(right) or self.is_country(right) or self.ends_common(after)
        closing = [token for token in self.tokens[after:stop]]
        run = next((i for i, token in enumerate(closing) if not is_capitalised(token)), len(closing))
        if not headed or all(token.lower in self.titles.topics for token in inside):
            ends = run > 1 and headword(closing[run - 1]) in self.words.heads
            plain = self.is_common(inside[-1]) and self.is_common(right)
            return plain and (ends or self.portfolio_of_title(inside, closing[:run]))
        return False

    def portfolio_of_title(self, inside: list[Token], closing: list[Token]) -> bool:
        """ "Trade and | Investment Minister": words of one portfolio, then the title."""
        title = next((i for i, token in enumerate(closing) if headword(token) in self.titles.heads), 0)
        return title > 0 and inside[-1].lower in self.titles.topics and all(map(self.is_common, closing[:title]))

    def ends_common(self, at: int) -> bool:
        """ "Veterinary and | Phytosanitary Control": a rare word, then common ones, no head word."""
        row = self.run_after(at)
        plain = len(row) > 1 and not any(self.is_head(token) or self.is_proper(token) for token in row)
        return plain and all(self.is_common(token) for token in row[1:])

    def joins_comma(self, inside: list[Token], after: int, stop: int) -> bool:
        """A comma between words of one complement, where "and" closes the row."""
        tokens = self.tokens
        if not any(self.is_head(token) for token in inside):
            return False
        if not any(token.lower in self.words.join_of | self.words.join_for for token in inside):
            return False
        if not (self.is_common(inside[-1]) and self.is_common(tokens[after])):
            return False
        for at in range(after + 1, min(stop - 1, after + ENUMERATED)):
            if tokens[at].lower in self.words.join_and:
                return is_capitalised(tokens[at + 1])
            if tokens[at].text != "," and not (is_capitalised(tokens[at]) and self.is_common(tokens[at])):
                return False
        return False

    def joins_in(self, inside: list[Token], after: int, stop: int) -> bool:
        """ "Quadrilateral Traffic in Transit Agreement": common words on both sides and a head word at the end."""
        run = after
        while run + 1 < stop and is_capitalised(self.tokens[run + 1]):
            run += 1
        row = [*inside, *self.tokens[after : run + 1]]
        return (
            run > after
            and headword(self.tokens[run]) in self.words.heads
            and not any(self.is_head(token) for token in inside)
            and all(self.is_common(token) for token in row)
        )

    def is_common(self, token: Token) -> bool:
        """A word of the language, no name: "Trade", "European"; not "Georgia", "Lukoil"."""
        if self.is_proper(token):
            return False
        return token.lower in self.titles.topics or self.draft.language.knows(token.lower)

    def is_country(self, token: Token) -> bool:
        return countries.country_named(token.text) is not None

    def is_proper(self, token: Token) -> bool:
        return self.is_country(token) or places.is_place(token.text)

    def is_person(self, first: int, stop: int) -> bool:
        """The words so far are somebody's full name: no complement follows ("… Mirzayeva of the Ministry")."""
        row = self.tokens[first:stop]
        titled = self.titles.heads | plural_titles(self.draft.language).keys() | self.titles.modifiers
        while row and row[0].lower in titled:  # "Presidents | Emomali Rahmon of Tajikistan"
            row = row[1:]
        if any(self.is_head(token) for token in row):
            return False
        strange = 2 <= len(row) < stop - first and not any(self.is_common(token) for token in row[1:])
        return is_full_name([token.text for token in row]) or strange and not self.is_proper(row[-1])

    def run_after(self, at: int) -> list[Token]:
        """The capitalised words, with particles, that stand in a row from a token on."""
        run = at
        while run < len(self.tokens) and self.tokens[run].sentence == self.tokens[at].sentence:
            if not is_capitalised(self.tokens[run]) and self.tokens[run].lower not in self.titles.particles:
                break
            run += 1
        while run > at and not is_capitalised(self.tokens[run - 1]):
            run -= 1
        return self.tokens[at:run]


def new_name_after_country(runs: Runs, first: int, at: int) -> bool:
    """ "… of the Slovak Republic | Juraj Hornák": after a country's name somebody's name begins, unless a head word follows."""
    tokens = runs.tokens
    if tokens[at - 1].end not in runs.country_ends:
        return False
    row = runs.run_after(at)
    if any(runs.is_head(token) for token in row):
        return False
    tied = any(token.lower in runs.words.join_of for token in tokens[max(0, first - 1) : at])
    return at in runs.people or len(row) >= 2 and tied


def recognised_person(runs: Runs, first: int, at: int) -> bool:
    """The recogniser sees a person's name begin behind a complement."""
    return at in runs.people and any(
        token.lower in runs.words.join_of | runs.words.join_for for token in runs.tokens[first:at]
    )


def person_begins(runs: Runs, first: int, at: int) -> bool:
    """ "National Agency for Investments | Ulan Sydykov", "Ambassador of Slovakia | Tolon Baisalov": a person's name begins.

    Nothing in it is a head word, and it follows a body, a country or a title, not a preposition.
    """
    tokens = runs.tokens
    before = tokens[at - 1]
    if before.lower in runs.words.connectors or not before.text[-1:].isalnum():
        return False
    if began_before(runs, first, at):
        return False
    row = runs.run_after(at)
    if any(runs.is_head(token) for token in row):
        return False
    headed = any(runs.is_head(token) or token.lower in runs.words.connectors for token in tokens[first:at])
    if not headed and not countries.country_named(before.text):
        return False
    strange = len(row) > 2 and not (runs.is_common(row[0]) or runs.is_proper(row[0]))
    if strange and person_names.is_given_name(row[1].text) and len(row) <= LONGEST_NAME:
        return True  # "Ministry of Foreign Affairs | Shabbir Ahmad Chowdhury"
    return is_full_name([token.text for token in row])


def began_before(runs: Runs, first: int, at: int) -> bool:
    """ "Prime Minister Pushpa | Kamal Dahal", "Dr AK | Abdul Momen": right behind a title a name is under way."""
    tokens = runs.tokens
    if at < 2 or at - 2 < first - 1 or tokens[at - 2].lower not in runs.titles.heads | runs.titles.honorifics:
        return False
    before = tokens[at - 1]
    plain = runs.is_head(before) or before.lower in runs.titles.modifiers or runs.is_country(before)
    return not (plain or before.text.isupper() and len(before.text) > INITIALS)


def stranger_begins(runs: Runs, first: int, at: int) -> bool:
    """ "Speaker of the Parliament | Karu Jayasuriya": behind a title with its body, words that the language does not know."""
    tokens = runs.tokens
    before = tokens[at - 1]
    titled = any(headword(token) in runs.titles.heads for token in tokens[first : at - 1])
    if (
        began_before(runs, first, at)
        or not titled
        or not (headword(before) in runs.words.heads or runs.is_common(before))
    ):
        return False
    row = runs.run_after(at)
    if not 2 <= len(row) <= 4 or before.lower in runs.words.connectors:
        return False
    if any(runs.is_head(token) or runs.is_common(token) for token in row):
        return False
    return not any(runs.is_proper(token) and not person_names.is_family_name(token.text) for token in row)


def counterpart_begins(runs: Runs, first: int, at: int) -> bool:
    """ "his counterpart from Benin | Olushegun Adjadi Bakari"."""
    tokens = runs.tokens
    if first < 2 or tokens[at - 1].end not in runs.country_ends or tokens[first].end > tokens[at - 1].end:
        return False
    tied = tokens[first - 1].lower in runs.titles.introduce_ties and tokens[first - 2].lower in runs.titles.introduce
    return tied and not any(runs.is_head(token) for token in runs.run_after(at))


BREAKS: list[Callable[[Runs, int, int], bool]] = [
    new_name_after_country,
    recognised_person,
    person_begins,
    stranger_begins,
    counterpart_begins,
]

INITIALS = 3  # letters of initials without stops: "AK Abdul Momen"
ENUMERATED = 14  # tokens of a list of fields inside a name: "on Trade, Economic, Scientific and Cultural Cooperation"
LONGEST_NAME = 6  # words of a person's full name


def is_full_name(words: list[str]) -> bool:
    """A given name opens it, or a family name closes it, or a family name opens it and a given name follows."""
    if not 2 <= len(words) <= LONGEST_NAME or countries.country_named(words[0]) or places.is_place(" ".join(words)):
        return False
    if person_names.is_given_name(words[0]):
        return True
    if len(words) == 2 and person_names.is_like_family_name(words[-1]):
        return True
    return len(words) <= 4 and person_names.is_family_name(words[0]) and person_names.is_given_name(words[1])


def abbreviated_words(draft: Draft) -> frozenset[str]:
    """Acronyms in brackets behind words in small letters that they abbreviate: "liquefied natural gas (LNG)" is no name."""
    found: set[str] = set()
    for match in SHORT.finditer(draft.text):
        short = match.group("short")
        before = regex.findall(r"[\p{L}]+", draft.text[max(0, match.start() - 90) : match.start()])[-len(short) :]
        if len(before) == len(short) and [word[0].upper() for word in before] == list(short):
            if all(word[0].islower() for word in before[1:]):  # the first may open the sentence
                found.add(short)
    return frozenset(found)


SHORT = regex.compile(r"\s*\(\s*[“\"‘«']?(?P<short>\p{Lu}{2,8})[”\"’»']?\s*\)")


def spelled_out(draft: Draft) -> dict[int, int]:
    """First and last tokens of names that an acronym in brackets abbreviates: "Kazakhstan Temir Zholy (KTZ)" is one name."""
    found: dict[int, int] = {}
    for match in SHORT.finditer(draft.text):
        token = draft.analysis.token_at(match.start("short"))
        if token is None or token.i < 3:
            continue
        letters = list(match.group("short"))
        at = token.i - 2
        last = at
        while at >= 0 and letters and draft.analysis.tokens[at].sentence == token.sentence:
            word = draft.analysis.tokens[at]
            if word.text[:1] == letters[-1]:
                letters.pop()
            elif is_capitalised(word) or not word.text[:1].isalpha():
                break
            at -= 1
        if not letters and last > at + 1:
            found[at + 1] = last
    return found


def _ends_word(token: Token) -> bool:
    return token.text[-1:].isalnum()


def _tight(tokens: list[Token], i: int) -> bool:
    return tokens[i - 1].end == tokens[i].start and i + 1 < len(tokens) and tokens[i].end == tokens[i + 1].start


def span_of(draft: Draft, first: int, last: int) -> Span:
    return draft.analysis.tokens[first].start, draft.analysis.tokens[last].end
