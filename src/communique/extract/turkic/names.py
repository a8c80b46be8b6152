"""Words of names: what a head word says of its kind, how far left a name reaches, which words name a country."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import msgspec

from communique.extract.draft import Draft
from communique.extract.turkic.view import ending_of, is_capitalised, is_name_like, morph_of, next_token
from communique.language import Token
from communique.language.turkic.morphology import MorphologyWords
from communique.record import EntityKind

LONGEST = 12  # words that a name has at most
PAIRS = {"“": "”", "«": "»", "„": "“”", '"': '"', "‘": "’"}
OPENING, CLOSING = '“«„"‘', '”»“"’'


class EntityWords(msgspec.Struct, frozen=True):
    """The file ``entities.yml`` of a language of this family."""

    organization: frozenset[str]
    own_parts: frozenset[str]
    boards: frozenset[str]
    agreement: frozenset[str]
    programme: frozenset[str]
    event: frozenset[str]
    project: frozenset[str]
    place: frozenset[str]
    place_ends: frozenset[str]
    built_or_body: frozenset[str]
    building: frozenset[str]
    forms: dict[str, str]
    commission: frozenset[str]
    by_phone: frozenset[str]
    talk_form: str
    report_events: list[str]
    event_words: frozenset[str]
    groups: frozenset[str]
    known_places: frozenset[str]
    known_organizations: frozenset[str]
    acronyms: dict[str, str]
    connectors: frozenset[str]
    leading: frozenset[str]
    described_agreement: frozenset[str]
    adjective_names: frozenset[str]
    upcoming: frozenset[str]
    topics: frozenset[str]
    about: frozenset[str]
    about_paper: frozenset[str]
    quote_ends: frozenset[str]
    joint: frozenset[str]
    never_described: frozenset[str]
    plain_projects: frozenset[str]
    sides: frozenset[str]
    always_calls: frozenset[str]
    talks: frozenset[str]
    branches: frozenset[str]
    unions: frozenset[str]
    languages: frozenset[str]
    meets: frozenset[str]
    calls: frozenset[str]
    short_projects: dict[str, str]
    opening: frozenset[str]
    not_opened: frozenset[str]
    products: frozenset[str]
    between: frozenset[str]
    regions: frozenset[str]
    compound: frozenset[str]
    of_country: frozenset[str]
    putting_up: frozenset[str]
    parties: frozenset[str]
    captions: frozenset[str] = frozenset()  # before the colon of a line that says whose a photograph is


class TitleWords(msgspec.Struct, frozen=True):
    """The file ``titles.yml`` of a language of this family."""

    heads: frozenset[str]
    modifiers: frozenset[str]
    acting: frozenset[str]
    not_title: frozenset[str]
    parts: frozenset[str]
    lands: frozenset[str]
    fields: frozenset[str]
    state_bodies: frozenset[str]
    honorifics: frozenset[str]
    feminine: frozenset[str]
    masculine: frozenset[str]
    abroad: frozenset[str]
    national: frozenset[str]
    particles: frozenset[str]
    feminine_ends: list[str]
    sure_family_ends: list[str]
    given: frozenset[str]
    our_country: frozenset[str] = frozenset()
    acting_for: frozenset[str] = frozenset()  # behind a country, before the title of who acts for it
    home: str = ""


class CountryWords(msgspec.Struct, frozen=True):
    """The file ``countries.yml`` of a language of this family."""

    names: dict[str, str]
    state_forms: list[str]
    demonyms: dict[str, str]
    capitals: dict[str, str]
    people_ends: tuple[str, ...] = ("lik",)  # "afg'onistonlik"; all of one length


@lru_cache
def entity_words(language: Any) -> EntityWords:
    return language.data("entities", EntityWords)  # type: ignore[no-any-return]


@lru_cache
def title_words(language: Any) -> TitleWords:
    return language.data("titles", TitleWords)  # type: ignore[no-any-return]


@lru_cache
def country_words(language: Any) -> CountryWords:
    return language.data("countries", CountryWords)  # type: ignore[no-any-return]


@lru_cache
def _heads(language: Any) -> dict[str, EntityKind]:
    words = entity_words(language)
    table: dict[str, EntityKind] = {}
    kinds: list[tuple[EntityKind, frozenset[str]]] = [
        ("place", words.place), ("event", words.event), ("programme", words.programme), ("project", words.project),
        ("agreement", words.agreement), ("organization", words.organization),
    ]  # fmt: skip
    for kind, heads in kinds:
        table |= dict.fromkeys(heads, kind)
    return table


@lru_cache
def _last_words(language: Any) -> frozenset[str]:
    """The words in which head words, of one word or of two, end."""
    return frozenset(head.rpartition(" ")[2] for head in _heads(language))


@lru_cache(maxsize=65536)
def may_be_head(language: Any, stem: str) -> bool:
    """Whether a word can end a name at all: most words of a text cannot, whatever stands around them."""
    if stem in _last_words(language) or _compound_of(language, stem) is not None:
        return True
    return "-" in stem and stem.rpartition("-")[2] in _heads(language)


@lru_cache(maxsize=65536)
def _compound_of(language: Any, stem: str) -> str | None:
    return next((end for end in entity_words(language).compound if stem.endswith(end)), None)


def stem_of(draft: Draft, token: Token) -> str:
    return morph_of(draft, token).stem


def head_kind(draft: Draft, token: Token) -> tuple[EntityKind, str] | None:
    """The kind that a word gives a name that ends in it, and the head word; two words go before one."""
    stem = stem_of(draft, token)
    if not may_be_head(draft.language, stem):
        return None
    table = _heads(draft.language)
    if stem not in _last_words(draft.language):
        compound = _compound_of(draft.language, stem)
        if compound is not None and is_capitalised(token):
            return "organization", compound  # "Eksimbank"
        if "-" not in stem or stem.rpartition("-")[2] not in table:
            return None
    before = next_token(draft, token, -1)
    pair = f"{before.lower} {stem}" if before is not None else ""
    if before is not None and before.lower in entity_words(draft.language).boards or is_state_body(draft, token):
        return None
    if pair in table:
        return table[pair], pair
    stem = stem if stem in table else stem.rpartition("-")[2]  # "biznes-forum"
    return (table[stem], stem) if stem in table else None


@lru_cache
def _works(language: Any) -> frozenset[str]:
    return frozenset(language.data("steps", dict[str, Any]).get("works", ()))


def is_action(draft: Draft, token: Token) -> bool:
    """A verbal noun, or a noun of works that is written like one: "o‘rnatish"."""
    return morph_of(draft, token).form == "verbal_noun" or stem_of(draft, token) in _works(draft.language)


def is_title(draft: Draft, token: Token) -> bool:
    """A head word of a post: "vaziri", "o‘rinbosarining", "elchi"."""
    words = title_words(draft.language)
    return stem_of(draft, token) in words.heads and not morph_of(draft, token).plural


def is_state_body(draft: Draft, token: Token) -> bool:
    """ "Vazirlar Mahkamasi raisi": the last word of a body that only makes the title of the head of government."""
    before, following = next_token(draft, token, -1), next_token(draft, token)
    if before is None or following is None or not is_title(draft, following):
        return False
    return f"{before.lower} {stem_of(draft, token)}" in title_words(draft.language).state_bodies


def title_end(draft: Draft, first: Token) -> Token | None:
    """The last word of the title that stands right before a name: honorifics left out, "acting" passed over."""
    words = title_words(draft.language)
    token = next_token(draft, first, -1)
    while token is not None and token.lower in words.honorifics:
        token = next_token(draft, token, -1)
    before = next_token(draft, token, -1) if token is not None else None
    if token is not None and before is not None and f"{before.lower} {token.lower}" in words.acting:
        token = next_token(draft, before, -1)
    return token if token is not None and is_title(draft, token) and morph_of(draft, token).case == "nom" else None


@dataclass(slots=True)
class CountryRun:
    """Tokens ``[first, last]`` that name a country."""

    first: int
    last: int
    code: str
    form: str  # name demonym capital
    base: int = 0  # letters of the last word that belong to the name, where they are known


@lru_cache
def _country_index(language: Any) -> dict[str, list[tuple[list[str], str]]]:
    """The first word (without its own ending where it is the only one) → names, the longest first."""
    index: dict[str, list[tuple[list[str], str]]] = {}
    for name, code in country_words(language).names.items():
        parts = name.split()
        index.setdefault(parts[0][:3], []).append((parts, code))
    for names in index.values():
        names.sort(key=lambda name: -len(name[0]))
    return index


@lru_cache(maxsize=65536)
def _may_name_country(language: Any, lower: str, stem: str) -> bool:
    """Whether a word can begin a country's name, or mean its people or its capital."""
    words = country_words(language)
    forms = (lower, stem)
    return any(lower.startswith(parts[0]) for parts, _ in _country_index(language).get(lower[:3], ())) or any(
        form in words.capitals or form in words.demonyms or form.endswith(words.people_ends) for form in forms
    )


def country_runs(draft: Draft) -> list[CountryRun]:
    """Words that name countries, their people and capitals, in the order of the text."""
    words = country_words(draft.language)
    tokens = draft.analysis.tokens
    of_money = {t.i for q in draft.amounts if q.unit_span is not None for t in draft.analysis.tokens_in(q.unit_span)}
    found: list[CountryRun] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        possible = (
            token.text[:1].isalpha()
            and at not in of_money
            and _may_name_country(draft.language, token.lower, stem_of(draft, token))
        )
        run = _country_at(draft, token, words) if possible else None
        if run is None:
            at += 1
            continue
        found.append(run)
        at = run.last + 1
    return found


def _country_at(draft: Draft, token: Token, words: CountryWords) -> CountryRun | None:
    stem = stem_of(draft, token)
    if is_capitalised(token):
        for parts, code in _country_index(draft.language).get(token.lower[:3], ()):
            last = _matches(draft, token, parts)
            if last is not None:
                end = _state_form(draft, last, words)
                return CountryRun(token.i, end.i, code, "name", len(parts[-1]) if end is last else 0)
        for form in (token.lower, stem):
            if form in words.capitals:
                return CountryRun(token.i, token.i, words.capitals[form], "capital")
    opens = token.i == draft.analysis.sentences[token.sentence].first
    if is_capitalised(token) and not opens:
        return None  # "Arman" is a man
    for form in (token.lower, stem):
        if form.endswith(words.people_ends) and form[: -len(words.people_ends[0])] in words.names:
            return CountryRun(token.i, token.i, words.names[form[: -len(words.people_ends[0])]], "demonym")
        if form in words.demonyms:
            following = next_token(draft, token)
            if following is not None and stem_of(draft, following) in entity_words(draft.language).languages:
                return None  # a language
            return CountryRun(token.i, token.i, words.demonyms[form], "demonym")
    return None


def _matches(draft: Draft, token: Token, parts: list[str]) -> Token | None:
    """The last token of a name that begins at a token; only the last word may have an ending."""
    for k, part in enumerate(parts[:-1]):
        at = next_token(draft, token, k)
        if at is None or at.lower != part:
            return None
    last = next_token(draft, token, len(parts) - 1)
    if last is None or ending_of(draft, last.lower, parts[-1]) is None:
        return None
    after = draft.language.data("morphology", MorphologyWords).only_after.get(last.lower[len(parts[-1]) :])
    return last if after is None or parts[-1].endswith(after) else None  # "Malika" is not "to Mali"


def _state_form(draft: Draft, last: Token, words: CountryWords) -> Token:
    """ "Koreya Respublikasining": the form of the state belongs to the name."""
    if morph_of(draft, last).case != "nom":
        return last
    for form in sorted(words.state_forms, key=len, reverse=True):
        following = next_token(draft, last)
        if following is None or not is_capitalised(following):
            continue
        end = _matches(draft, following, form.split())
        if end is not None:
            return end
    return last


def quoted(draft: Draft, close: Token) -> Token | None:
    """The opening mark of a quoted name that a closing mark ends: up to six words, within the sentence."""
    for back in range(2, 8):
        token = next_token(draft, close, -back)
        if token is None:
            return None
        if token.text in OPENING and (token.text != close.text or token.text == '"'):
            return token
        if token.text in ".!?;":
            return None
    return None


def name_start(draft: Draft, head: Token, *, owners: bool = False) -> Token | None:
    """The first word of the name that a head word ends, or ``None`` where nothing before it is a name.

    A name begins with a capital (or a quotation); lower-case words stand between it and its head. With ``owners`` a
    genitive may open it ("O‘zbekiston – Turkiya rektorlarining forumi").
    """
    words = entity_words(draft.language)
    tokens = draft.analysis.tokens
    sentence = draft.analysis.sentences[head.sentence]
    best: Token | None = None
    inner: Token | None = None  # where the name begins if its owner turns out to be none
    kind = head_kind(draft, head)
    agreement = kind is not None and kind[0] == "agreement"
    at = head.i - 1
    while at >= sentence.first and head.i - at <= LONGEST:
        token = tokens[at]
        mention = draft.mention_at(token)
        if mention is not None and draft.entities[mention.entity].kind == "person":
            break
        if mention is not None and best is None and agreement and mention.span[1] == token.end:
            if draft.entities[mention.entity].kind == "organization":
                break  # "… hokimligi hamkorlik memorandumini imzoladi": who signs is no part of the paper
        if token.text in CLOSING and (opening := quoted(draft, token)) is not None and at - opening.i < 7:
            best, at = opening, opening.i - 1
            continue
        morph = morph_of(draft, token)
        if any(q.unit_span is not None and q.span[0] <= token.start < q.span[1] for q in draft.amounts):
            break  # "80 million AQSH dollarlik … loyiha"
        if agreement is False and any(p.span[0] <= token.start < p.span[1] for p in draft.periods):
            break  # "mart oyidagi davlat tashrifi"
        if token.text[:1].isalpha() and is_capitalised(token):
            owns = owners and morph.case == "gen" and (best is None or morph_of(draft, best).case == "rel")
            if morph.case not in ("nom", "rel") and not owns and not is_acted_on(draft, token):
                break
            if morph.plural and not morph.possessed and morph.stem in words.groups:
                break  # "Tomonlar Parij bitimi …"
            if token.lower in words.leading or token.pos in ("CCONJ", "ADV", "PRON", "DET", "ADP"):
                break
            if is_title(draft, token) and (morph.possessed or best is not None and is_capitalised(best)) and owners:
                break  # "Qozog‘iston Prezidenti muzokaralari"
            if best is not None and is_capitalised(best) and (morph.case == "rel" or is_title(draft, token)):
                break  # "Elchi Surabaya shahridagi …"
            best = token
        elif (
            token.text in ("–", "—", "-")
            and best is not None
            and at > sentence.first
            and is_capitalised(tokens[at - 1])
        ):
            pass
        elif (
            best is not None and is_capitalised(best) and (token.pos == "CCONJ" or token.lower not in words.connectors)
        ):
            whole = owners and morph.case == "gen" and head_kind(draft, token) is not None
            before = next_token(draft, token, -1)
            joined = owners and token.pos == "CCONJ" and before is not None and is_capitalised(before)
            if whole:
                inner, best = inner or best, None
            elif not joined:
                break  # "universitetining Samarqanddagi filiali": the whole belongs to the name of its branch
        elif owners and best is None and _is_ordinal(draft, token):
            pass  # "komissiyaning 16-majlisi"
        elif not (agreement and token.lower in words.about_paper) and not _may_stand_inside(
            draft, token, owners, words
        ):
            break
        at -= 1
    best = best or inner
    if best is not None and best.i == sentence.first and best.lower in words.leading:
        return None
    return best


def _is_ordinal(draft: Draft, token: Token) -> bool:
    """Digits and their hyphen right before a word: "16-majlisi"."""
    following = next_token(draft, token)
    if token.text in "-‑":
        before = next_token(draft, token, -1)
        return before is not None and before.text.isdigit() and before.end == token.start
    return token.text.isdigit() and following is not None and following.text in "-‑" and following.start == token.end


def _may_stand_inside(draft: Draft, token: Token, owners: bool, words: EntityWords) -> bool:
    """A lower-case word (or a comma of a list) that may stand between the first word of a name and its head."""
    morph = morph_of(draft, token)
    if token.text == ",":
        before, after = next_token(draft, token, -1), next_token(draft, token)
        return (
            before is not None and after is not None and before.pos in ("NOUN", "PROPN", "ADJ")
            and not morph_of(draft, before).possessed and morph_of(draft, before).case == "nom" and not morph_of(draft, after).possessed
            and after.pos in ("NOUN", "ADJ")
        )  # fmt: skip
    if token.lower in words.connectors:
        return True
    if token.text[:1].isdigit():
        return False
    if token.pos in ("VERB", "AUX", "ADP", "PRON", "ADV", "PUNCT", "DET", "CCONJ"):
        return False
    if morph.finite or morph.form == "converb":
        return False
    if morph.case == "gen":
        return owners
    return morph.case in ("nom", "rel") or is_acted_on(draft, token)


def is_acted_on(draft: Draft, token: Token) -> bool:
    """ "gazni qayta ishlash majmuasi", "Sog‘liqni saqlash vazirligi": the object of an action inside the name."""
    if morph_of(draft, token).case != "acc":
        return False
    for step in (1, 2, 3):
        behind = next_token(draft, token, step)
        if behind is None or step == 3 and morph_of(draft, behind).possessed:
            return False
        if is_action(draft, behind):
            return True
        if morph_of(draft, behind).case != "nom":
            return False  # "Forumni … tarmog‘ini rivojlantirish agentligi": the object of the sentence
    return False


def _ends_line(draft: Draft, opening: Token) -> bool:
    """Whether the quotation that opens here is the last thing in its line."""
    end = draft.text.find("\n", opening.start)
    line = draft.text[opening.end : end if end >= 0 else len(draft.text)].rstrip(" .!?")
    return line.endswith(tuple(CLOSING)) and not any(mark in line[:-1] for mark in CLOSING if mark not in "’'")


def names_in_quotes(draft: Draft) -> Iterator[tuple[Token, Token]]:
    """Opening and closing marks around names: up to five words, most with a capital."""
    tokens = draft.analysis.tokens
    for token in tokens:
        before = next_token(draft, token, -1)
        if token.text not in PAIRS or before is not None and before.text == ":" and _ends_line(draft, token):
            continue  # "Elchi Milan Jovanovich: “…”" is what he says
        for step in range(2, 11):
            close = next_token(draft, token, step)
            if close is None:
                break
            if close.text in PAIRS and close.text != '"':
                break  # another quotation opens inside
            if close.text in PAIRS[token.text]:
                inner = [t for t in tokens[token.i + 1 : close.i] if t.text[:1].isalnum()]
                capitals = sum(is_capitalised(t) or t.text[:1].isdigit() for t in inner)
                if inner and inner[-1].lower in entity_words(draft.language).topics and _headed(draft, close):
                    yield token, close  # “Investitsiyalarni himoya qilish to‘g‘risida”gi bitim
                elif (
                    inner
                    and is_capitalised(inner[0])
                    and capitals >= (len(inner) + 1) / 2
                    or len(inner) == 1
                    and is_name_like(inner[0])
                ):
                    yield token, close
                elif inner and is_capitalised(inner[0]) and len(inner) <= 4 and _headed(draft, close):
                    yield token, close
                break


def after_quote(draft: Draft, close: Token) -> Token | None:
    """The word behind a quotation, an ending written onto its mark left out: “… to‘g‘risida”gi bitim."""
    following = next_token(draft, close)
    if following is not None and following.start == close.end and following.text[:1].isalpha():
        return next_token(draft, following)
    return following


def _headed(draft: Draft, close: Token) -> bool:
    """A head word follows the quotation: “Yashil makon” loyihasi."""
    following = after_quote(draft, close)
    found = head_kind(draft, following) if following is not None else None
    if following is None or found is None:
        return False
    beyond = next_token(draft, following)  # “Mehnat ko‘prigi” stipendiya dasturi
    owned = beyond is not None and head_kind(draft, beyond) is not None and morph_of(draft, beyond).possessed
    return morph_of(draft, following).possessed or found[0] == "agreement" or owned
