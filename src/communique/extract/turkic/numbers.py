"""Numbers with qualifier, scale, unit, case and rate: ``draft.quantities``. Read token by token, as the endings tell.

"3 mingdan ortiq", "2 milliard dollargacha", "qariyb 3 milliard dollarni", "60 ga yaqin", "kamida 30 million yevrolik".
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import msgspec
import regex

from communique.extract.draft import Draft, Quantity
from communique.extract.turkic.names import country_words
from communique.extract.turkic.view import (
    analysis_of,
    case_names,
    ending_in,
    ending_of,
    morph_of,
    next_token,
    plain_words,
)
from communique.language import Token
from communique.record import Qualifier

BLANKS = regex.compile(r"[\s\u00a0\u202f\u2009]")
GROUPED = regex.compile(r"\d{1,3}(?:[.]\d{3})+|\d{1,3}(?:,\d{3}){2,}")
PLAIN = regex.compile(r"\d+(?:\.\d+)?")
JOINTS = regex.compile(r"([/·*])")  # "kVt·soat" are three tokens
THREE = regex.compile(r"[1-9]\d{2}")


class After(msgspec.Struct, frozen=True):
    """What follows a number in some case and qualifies it: a word, or a verb by its root."""

    case: str
    qualifier: Qualifier
    words: frozenset[str] = frozenset()
    roots: frozenset[str] = frozenset()


class NumberWords(msgspec.Struct, frozen=True):
    """The file ``numbers.yml`` of a language of this family."""

    ones: dict[str, int]
    scales: dict[str, int]
    bare_scales: frozenset[str]
    halves: dict[str, float]
    fractions: dict[str, float]
    classifiers: list[str]
    percent: list[str]
    times: list[str]
    before: dict[str, Qualifier]
    after: list[After]
    not_less: frozenset[str]
    not_more: frozenset[str]
    limit: Qualifier
    slightly: frozenset[str]
    durations: frozenset[str]
    of_which: frozenset[str]
    part: str  # "beshdan bir qismi"
    every: frozenset[str]
    rate_units: dict[str, str]
    digit_join: list[str]
    range: frozenset[str]
    rates: dict[str, list[str]]
    units: dict[str, list[str]]
    close_units: frozenset[str]
    loose: frozenset[str]
    name_before: frozenset[str]
    pairs: frozenset[str]
    vague: frozenset[str]
    ordinal_ends: list[str]
    case_like: frozenset[str]


class CurrencyWords(msgspec.Struct, frozen=True):
    """The file ``currencies.yml`` of a language of this family."""

    codes: list[str]
    symbols: dict[str, str]
    words: dict[str, str]
    shared: dict[str, list[str]]  # "krona": of several countries


@dataclass(slots=True)
class Counted(Quantity):
    """A quantity with the case of its last word."""

    case: str = "nom"
    attributive: bool = False  # "30 million yevrolik grant"
    classified: bool = False  # counted with "ta" or "nafar"
    possessed: bool = False  # part of what was named: "shundan 9 tasi", "savdoning 18 foizi"
    only_change: bool = False  # a fraction of nothing named: no share, but by how much something changed


@dataclass(slots=True)
class _Number:
    value: float
    first: Token
    last: Token
    spelled: bool
    scaled: bool  # the last word was a scale


@lru_cache
def number_words(language: Any) -> NumberWords:
    return language.data("numbers", NumberWords)  # type: ignore[no-any-return]


@lru_cache
def currency_words(language: Any) -> CurrencyWords:
    return language.data("currencies", CurrencyWords)  # type: ignore[no-any-return]


@lru_cache
def _unit_table(language: Any) -> dict[str, list[tuple[list[str], str, str]]]:
    """First word → phrases of units, percents and currencies (words, unit, rule), the longest first."""
    words, money = number_words(language), currency_words(language)
    table: dict[str, list[tuple[list[str], str, str]]] = {}

    def put(form: str, unit: str, rule: str) -> None:
        parts = JOINTS.sub(r" \1 ", form.lower()).split()
        table.setdefault(parts[0], []).append((parts, unit, rule))

    for unit, forms in words.units.items():
        for form in forms:
            put(form, unit, "unit")
    for form in words.percent:
        put(form, "%", "percent")
    for form, code in money.words.items():
        put(form, code, "money_word_after")
    for form in money.shared:
        put(form, form, "money_word_shared")
    for code in money.codes:
        put(code, code, "money_word_after")
    for sign, code in money.symbols.items():
        put(sign, code, "money_word_after")
    for phrases in table.values():
        phrases.sort(key=lambda phrase: -len(phrase[0]))
    return table


@lru_cache
def _first_letters(language: Any) -> dict[str, list[str]]:
    """The first letters of a word → the first words of units that begin so: finds "dollar" in "dollardan" quickly."""
    found: dict[str, list[str]] = {}
    for form in _unit_table(language):
        found.setdefault(form[:2], []).append(form)
    return {key: sorted(forms, key=len, reverse=True) for key, forms in found.items()}


@lru_cache
def _openings(language: Any) -> tuple[str, ...]:
    """The beginnings of words with which a quantity may begin."""
    words, money = number_words(language), currency_words(language)
    forms = [
        *words.ones,
        *words.scales,
        *words.halves,
        *words.fractions,
        *money.symbols,
        *(c.lower() for c in money.codes),
    ]
    return tuple({form.lower().split()[0] for form in forms} | {form.split()[0] for form in forms})


@lru_cache(maxsize=65536)
def _may_open(language: Any, word: str) -> bool:
    """Whether a quantity may begin with a word."""
    return word.startswith(_openings(language))


def find_quantities(draft: Draft) -> None:
    """Fill ``draft.amounts`` and ``draft.quantities``."""
    tokens = draft.analysis.tokens
    busy: set[int] = set()
    for period in draft.periods:
        if not period.duration:
            busy.update(t.i for t in draft.analysis.tokens_in(period.span))
    spans_of_time = {t.i for p in draft.periods if p.duration for t in draft.analysis.tokens_in(p.span)}
    found: list[Counted] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if not token.text[0].isdigit() and not _may_open(draft.language, token.lower):
            at += 1
            continue
        read = _read(draft, token, busy) if token.i not in busy else None
        if read is None:
            at += 1
            continue
        quantity, last = read
        if token.i in spans_of_time:
            quantity.outside = "time"
        found.append(quantity)
        at = last.i + 1
    joined = _ranges(draft, found)
    _same_money(draft, joined)
    _times_that_change(draft, joined)
    draft.amounts = list(joined)
    draft.quantities = [quantity for quantity in joined if not quantity.outside]


def _times_that_change(draft: Draft, found: list[Counted]) -> None:
    """ "6 soatdan 2 soatga qisqargan": hours count where they are the two ends of a change."""
    for one, two in zip(found, found[1:], strict=False):
        ends = (one.case, two.case) in (("abl", "dat"), ("abl", "lim")) and one.unit == two.unit
        if "time" in (one.outside, two.outside) and ends and not draft.text[one.span[1] : two.span[0]].strip():
            one.outside = two.outside = ""


def _same_money(draft: Draft, found: list[Counted]) -> None:
    """ "150 million dollardan 110 millionini", "eksport 40 milliondan oshdi, import 270 million dollar": one money for all."""
    words = number_words(draft.language)
    out: Counted | None = None
    for at, part in enumerate(found):
        if part.unit is not None or part.classified or part.multiplier or part.value < 10**6:
            continue
        if not part.possessed and not _counts_nothing(draft, part):
            continue
        here = draft.analysis.sentence_of(part.span[0])
        near = [*reversed(found[max(0, at - 2) : at]), *found[at + 1 : at + 2]]
        money = [q for q in near if q.unit is not None and len(q.unit) == 3 and q.unit.isupper() and q.unit != "TEU"]
        same = [q for q in money if draft.analysis.sentence_of(q.span[0]) is here]
        if (
            not same
            and part.possessed
            and here is not None
            and draft.analysis.tokens[here.first].lower in words.of_which
        ):
            back = [q for q in money if q.span[0] < here.start]
            same = [q for q in back if here.index - draft.analysis.tokens_in(q.span)[0].sentence == 1]
        if not same and not part.possessed and here is not None:
            back = [q for q in reversed(found[:at]) if q.unit is not None and len(q.unit) == 3 and q.unit.isupper()]
            same = [q for q in back if here.index - draft.analysis.tokens_in(q.span)[0].sentence <= 6][:1]
        if not same and part.possessed and out is not None and draft.analysis.sentence_of(out.span[0]) is here:
            same = [out]  # the next part of the same sum
        if same:
            part.unit = same[0].unit
            out = part


def _counts_nothing(draft: Draft, quantity: Counted) -> bool:
    """In a case, with a verb or a mark behind it: no noun is counted."""
    last = draft.analysis.tokens_in(quantity.span)[-1]
    following = next_token(draft, last)
    if quantity.case == "nom":  # "GIZ 8 million, hukumat esa 3,5 million yevro ajratadi"
        return following is not None and following.text == ","
    return quantity.case != "nom" and (
        following is None or following.pos in ("VERB", "PUNCT") or bool(morph_of(draft, following).root)
    )


def _read(draft: Draft, token: Token, busy: set[int]) -> tuple[Counted, Token] | None:
    """The quantity that begins at a token, and the last token that belongs to it."""
    words, money = number_words(draft.language), currency_words(draft.language)
    fraction = _fraction(draft, token, words)
    if fraction is not None:
        return fraction
    sign = None
    first = token
    if token.text in money.symbols or token.text in money.codes:
        following = next_token(draft, token)
        if following is None or not following.text[0].isdigit() or following.start - token.end > 1:
            return None
        sign, first = token, following
    number = _number(draft, first, words)
    if number is None or number.first.i in busy or number.last.i in busy:
        return None
    return _with_unit(draft, number, sign, words)


@lru_cache
def _fractions(language: Any) -> dict[str, list[tuple[list[str], float]]]:
    """The phrases for parts by their first two letters."""
    found: dict[str, list[tuple[list[str], float]]] = {}
    for phrase, share in number_words(language).fractions.items():
        found.setdefault(phrase[:2], []).append((phrase.split(), share))
    return found


def _fraction(draft: Draft, token: Token, words: NumberWords) -> tuple[Counted, Token] | None:
    """ "uchdan ikki qismi", "yarmi": parts of a whole."""
    for parts, share in _fractions(draft.language).get(token.lower[:2], ()):
        if not token.lower.startswith(parts[0][:3]):
            continue
        last = token
        for k, part in enumerate(parts):
            at = next_token(draft, token, k)
            if at is None or (at.lower != part if k < len(parts) - 1 else ending_of(draft, at.lower, part) is None):
                break
            last = at
        else:
            begin, qualifier = _before(draft, token, words)
            first = draft.analysis.token_at(begin) or token
            before = next_token(draft, first, -1)
            if before is None or not _is_owner(draft, before):
                continue  # "birinchi yarmi" is half a year; "eksportning yarmi" is a share
            case = morph_of(draft, last).case
            qualifier, end = _after(draft, last, case, qualifier, words)
            quantity = Counted(
                (begin, end.end), (token.start, last.end), share, None, "%", None, None, qualifier, "fraction", words=True
            )  # fmt: skip
            quantity.case, quantity.possessed = case, True
            return quantity, end
    return _fraction_in_words(draft, token, words)


def _fraction_in_words(draft: Draft, token: Token, words: NumberWords) -> tuple[Counted, Token] | None:
    """ "beshdan birga kam", "to‘rtdan uchini": so many of so many parts; of a whole, or how much something changed."""
    parts = words.ones.get(morph_of(draft, token).stem)
    second = next_token(draft, token)
    if second is None or not parts or parts < 2 or morph_of(draft, token).case != "abl":
        return None
    taken = words.ones.get(_stem(draft, second, words.ones) or "")
    if not taken or taken >= parts:
        return None
    begin, qualifier = _before(draft, token, words)
    before = next_token(draft, draft.analysis.token_at(begin) or token, -1)
    last = second
    part = next_token(draft, second)
    if part is not None and morph_of(draft, part).stem == words.part:
        last = part
    case = _case(draft, last, words)
    if case not in ("dat", "nom") and (before is None or not _is_owner(draft, before)):
        return None
    quantity = Counted(
        (begin, last.end), (token.start, last.end), round(100 * taken / parts, 2), None, "%", None, None, qualifier,
        "fraction", words=True, case=case, possessed=True,
    )  # fmt: skip
    if before is None or not _is_owner(draft, before):
        quantity.only_change = True
    return quantity, last


def _is_owner(draft: Draft, token: Token) -> bool:
    """In the genitive, pronouns too: "ularning uchdan biri"."""
    ends = tuple(form for form, case in case_names(draft.language).items() if case == "gen")
    return morph_of(draft, token).case == "gen" or token.pos == "PRON" and token.lower.endswith(ends)


def _digits(text: str) -> float | None:
    """The value of digits: a comma stands before decimals, a space or a full stop between thousands."""
    plain = BLANKS.sub("", text)
    if GROUPED.fullmatch(plain):
        plain = plain.replace(".", "").replace(",", "")
    plain = plain.replace(",", ".")
    return float(plain) if PLAIN.fullmatch(plain) else None


def _number(draft: Draft, token: Token, words: NumberWords) -> _Number | None:
    """Digits or number words with their scales: "11,6 milliard", "bir yarim million", "mingga" (yaqin), "oltita"."""
    value: float | None = None
    last = token
    spelled = False
    if token.text[0].isdigit():
        value = _digits(token.text)
        if value is None or _is_part_of_name(draft, token, words):
            return None
    else:
        every = next_token(draft, token, -1)
        if every is not None and every.lower in words.every:
            return None  # "har bir megavatt"
        read = _spelled(draft, token, words)
        if read is None:
            return None
        value, last, spelled = read
        if value >= 100 and last.i == token.i and _stem(draft, token, words.scales) in words.bare_scales:
            return _Number(value, token, last, True, True)
    scaled = False
    following = next_token(draft, last) if not _inflected(draft, last, words) else None
    if following is not None and following.lower in words.halves and value < 1000:
        value, last = value + words.halves[following.lower], following
        following = next_token(draft, last)
    while following is not None:
        if following.text == "." and last.lower in words.scales:
            following = next_token(draft, following)
            continue
        stem = _stem(draft, following, words.scales)
        if stem is None or following.start - last.end > 2:
            break
        value, last, scaled = value * words.scales[stem], following, True
        if _inflected(draft, following, words):
            break
        following = next_token(draft, following)
        value, last = _smaller_part(draft, following, value, words.scales[stem], last, words)
        following = next_token(draft, last)
    return _Number(round(value, 6), token, last, spelled, scaled)


def _smaller_part(
    draft: Draft, token: Token | None, value: float, scale: int, last: Token, words: NumberWords
) -> tuple[float, Token]:
    """ "1 milliard 320 million", "41 ming 300": what a smaller scale adds, or digits that fill up the thousand."""
    scale_word = next_token(draft, token) if token is not None else None
    if token is None or token.start - last.end > 2 or not token.text[0].isdigit():
        return value, last
    if scale == 1000 and THREE.fullmatch(token.text) is not None:
        rest = _stem(draft, scale_word, words.scales) if scale_word is not None else None
        if rest is None and not _is_part_of_name(draft, token, words):
            return value + float(token.text), token
    if scale_word is None:
        return value, last
    smaller = _stem(draft, scale_word, words.scales)
    part = _digits(token.text)
    if smaller is None or part is None or words.scales[smaller] >= scale or scale < 10**6:
        return value, last
    return value + part * words.scales[smaller], scale_word


def _stem(draft: Draft, token: Token, table: dict[str, Any]) -> str | None:
    """The word of a table that a token is, endings and classifiers left out."""
    if token.lower in table:
        return token.lower
    stem = morph_of(draft, token).stem
    return stem if stem in table else next((f for f in _classified(draft.language, token.lower) if f in table), None)


@lru_cache(maxsize=65536)
def _classified(language: Any, word: str) -> tuple[str, ...]:
    """The number words and scales that a word is with a classifier: "uchtasini", in the order of the lists."""
    words = number_words(language)
    forms = [form for form in dict.fromkeys((*words.ones, *words.scales)) if word.startswith(form)]
    return tuple(
        form for form in forms if any(ending_in(language, word[len(form) :], c) is not None for c in words.digit_join)
    )


def _inflected(draft: Draft, token: Token, words: NumberWords) -> bool:
    """Whether a number word already has an ending: what follows is no part of it."""
    plain = token.lower in words.ones or token.lower in words.scales or token.lower in words.halves
    return not plain and not token.text[0].isdigit()


def _spelled(draft: Draft, token: Token, words: NumberWords) -> tuple[float, Token, bool] | None:
    """ "yigirma besh", "yarim million", "ikki yuz": the value of number words; larger scales are read by the caller."""
    if token.lower in words.halves:
        following = next_token(draft, token)
        stem = _stem(draft, following, words.scales) if following is not None else None
        if stem is None:
            return None
        return words.halves[token.lower], token, True
    total, last, seen = 0.0, token, False
    at: Token | None = token
    while at is not None:
        one = _stem(draft, at, words.ones)
        if one is not None:
            value = words.ones[one]
            if seen and not (
                total % 100 == 0 or total % 10 == 0 and value < 10 and total % 100 >= 20 or total % 100 == 10
            ):
                break
            total, last, seen = total + value, at, True
        elif words.scales.get(_stem(draft, at, words.scales) or "") == 100 and (not seen or total < 10):
            total, last, seen = (total or 1) * 100, at, True
        elif not seen and (stem := _stem(draft, at, words.scales)) in words.bare_scales:
            return float(words.scales[stem or ""]), at, True
        else:
            break
        if _inflected(draft, at, words):
            break
        at = next_token(draft, at)
    if at is not None and at is not last and at.lower.endswith(tuple(words.ordinal_ends)):
        return None  # "o‘n birinchi"
    return (total, last, True) if seen else None


def _is_part_of_name(draft: Draft, token: Token, words: NumberWords) -> bool:
    """ "2-bosqich", "Su-57", "№ 5", "C5", "Navoiy-2", "10:30"."""
    text = draft.text
    after, before = text[token.end : token.end + 2], text[max(0, token.start - 2) : token.start]
    if after[:1] in "-‑" and after[1:2].isalpha() or after[:1] in ":/" and after[1:2].isdigit():
        joined = next_token(draft, token, 2)
        ending = joined is not None and joined.lower in case_names(draft.language)  # "500-ga yaqin"
        return joined is None or not ending and not _is_counting(draft, joined, words)
    if before[-1:] in "-‑" and before[:1].isalpha() or before[-1:] in ":/+" and before[:1].isalnum():
        return True
    previous = next_token(draft, token, -1)
    return previous is not None and (previous.lower in words.name_before or previous.text in words.name_before)


def _is_counting(draft: Draft, token: Token, words: NumberWords) -> bool:
    return any(ending_of(draft, token.lower, form) is not None for form in words.classifiers)


def _unit(draft: Draft, token: Token | None, number: _Number) -> tuple[str, str, Token] | None:
    """Unit, rule and last token of the unit that begins at a token."""
    if token is None or token.start - number.last.end > 2:
        return None
    words = number_words(draft.language)
    for form in _first_letters(draft.language).get(token.lower[:2], ()) or ():
        for parts, unit, rule in _unit_table(draft.language)[form]:
            last = token
            for k, part in enumerate(parts):
                at = next_token(draft, token, k)
                if at is None or (at.lower != part if k < len(parts) - 1 else ending_of(draft, at.lower, part) is None):
                    break
                last = at
            else:
                if form in words.close_units and number.spelled:
                    continue
                if len(form) < 3 and form.isalpha() and last.lower != parts[-1]:
                    continue
                if form in words.case_like and not _is_unit_ga(draft, token):
                    continue
                if rule == "money_word_shared":
                    code = _money_of(draft, unit)
                    return (code, "money_word_after", last) if code is not None else None
                return unit, rule, last
    if token.text == "%":
        return "%", "percent", token
    return None


def _money_of(draft: Draft, word: str) -> str | None:
    """The currency of a name that several countries use: that of the only one of them that the text names."""
    countries = country_words(draft.language)
    text = analysis_of(draft).plain.text
    named = {code for name, code in countries.names.items() if name in text}
    named |= {code for name, code in countries.demonyms.items() if f" {name} " in text}
    found = [code for code in currency_words(draft.language).shared[word] if code[:2] in named]
    return found[0] if len(found) == 1 else None


def _is_unit_ga(draft: Draft, token: Token) -> bool:
    """ "500 ga yer" are hectares; "60 ga yaqin" is the ending of the dative."""
    following = next_token(draft, token)
    after = {word for rule in number_words(draft.language).after for word in rule.words}
    return following is not None and following.lower not in after and following.pos == "NOUN"


def _with_unit(draft: Draft, number: _Number, sign: Token | None, words: NumberWords) -> tuple[Counted, Token] | None:
    language = draft.language
    unit, unit_span, rule, last = None, None, "count", number.last
    attributive = classified = possessed = False
    if sign is not None:
        unit, unit_span, rule = (
            currency_words(language).symbols.get(sign.text, sign.text),
            sign.span,
            "money_sign_before",
        )
    following = next_token(draft, last)
    times = following is not None and any(ending_of(draft, following.lower, form) is not None for form in words.times)
    inflected = _inflected(draft, last, words) and not number.last.text[0].isdigit()
    if not inflected and not times and sign is None:
        hyphen = following is not None and following.text in ("-", "‑") and following.start == last.end
        dotted = following is not None and following.text == "." and last.lower in words.scales
        at = next_token(draft, following) if (hyphen or dotted) and following is not None else following
        found = _unit(draft, at, number)
        if found is not None:
            unit, rule, last = found
            unit_span = (at.start, last.end) if at is not None else None
    case, loose = morph_of(draft, last).case, None
    if unit is None and not times and not inflected:
        loose = _classifier(draft, last, words)
        if loose is not None:
            last, classified = loose, True
            case = case_names(language).get(last.lower) or _case(draft, last, words)
    elif inflected or unit is not None:
        case = _case(draft, last, words)
    if unit is not None and unit_span is not None and sign is None:
        bases = [f for f in _first_letters(language).get(last.lower[:2], ()) if last.lower.startswith(f)]
        base = next((f for f in bases if ending_of(draft, last.lower, f) is not None), last.lower)
        ending = ending_of(draft, last.lower, base)
        attributive = ending is not None and ending["attributive"] is not None
        possessed = ending is not None and ending["owned"] is not None
    elif classified or inflected:
        possessed = _is_possessed(draft, last, words)
    if times and following is not None:
        last, case = following, morph_of(draft, following).case
        case = _case(draft, following, words)
    begin, qualifier = _before(draft, sign or number.first, words)
    qualifier, last = _after(draft, last, case, qualifier, words)
    rate, rate_last = _rate(draft, sign or number.first, last, words)
    if number.last.lower in words.vague:
        return None
    quantity = Counted(
        (begin, last.end), (number.first.start, number.last.end), number.value, None, unit, unit_span, rate, qualifier,
        "times" if times else rule, number.spelled, False, times, case=case, attributive=attributive, classified=classified,
        possessed=possessed,
    )  # fmt: skip
    noun = next_token(draft, sign or number.first, -1)
    while noun is not None and noun.pos == "ADV":
        noun = next_token(draft, noun, -1)
    if unit in words.loose and (noun is None or morph_of(draft, noun).stem not in words.durations):
        quantity.outside = "time"  # but "parvoz davomiyligi 8 soat"
    return quantity, last


def _case(draft: Draft, token: Token, words: NumberWords) -> str:
    """The case of the last word of a number, also where a classifier or a scale has it."""
    return _case_of_word(draft.language, token.lower) or morph_of(draft, token).case


@lru_cache(maxsize=65536)
def _case_of_word(language: Any, word: str) -> str | None:
    words, names = number_words(language), case_names(language)
    units = _first_letters(language).get(word[:2], ())
    bases = sorted((*words.times, *words.classifiers, *words.scales, *words.ones, *units), key=len, reverse=True)
    joined = (base + classifier for base in (*words.scales, *words.ones) for classifier in words.digit_join)
    for base in (*bases, *joined):
        ending = ending_in(language, word, base)
        if ending is not None:
            return names.get(ending["case"] or "", "nom")
    return names.get(word)


def _is_possessed(draft: Draft, token: Token, words: NumberWords) -> bool:
    """ "9 tasi", "40 nafari", "uchtasi", "32 millionini": part of what was named."""
    return _is_possessed_word(draft.language, token.lower)


@lru_cache(maxsize=65536)
def _is_possessed_word(language: Any, word: str) -> bool:
    words = number_words(language)
    joined = [scale + classifier for scale in words.ones for classifier in words.digit_join]
    for base in (*words.classifiers, *joined, *words.scales):
        ending = ending_in(language, word, base)
        if ending is not None and ending["owned"] is not None and ending["attributive"] is None:
            return True
    return False


def _classifier(draft: Draft, last: Token, words: NumberWords) -> Token | None:
    """ "40 nafardan", "6 tadan", "60 ga", "300 дан": the classifier or the bare case ending that stands apart."""
    following = next_token(draft, last)
    if following is not None and following.text in ("-", "‑") and following.start == last.end:
        following = next_token(draft, following)
    if following is None or following.start - last.end > 2:
        return None
    if any(ending_of(draft, following.lower, form) is not None for form in words.classifiers):
        return following
    return following if following.lower in case_names(draft.language) else None


def _before(draft: Draft, first: Token, words: NumberWords) -> tuple[int, Qualifier]:
    """Where the quantity begins, with the qualifier that stands before it."""
    start, at, qualifier = first.start, next_token(draft, first, -1), "exactly"
    if at is not None:
        earlier = next_token(draft, at, -1)
        pair = f"{earlier.lower} {at.lower}" if earlier is not None else ""
        if pair in words.before and earlier is not None:
            return earlier.start, words.before[pair]
        if at.lower in words.before and words.before[at.lower] != "exactly":
            return at.start, words.before[at.lower]
    return start, qualifier  # type: ignore[return-value]


def _after(draft: Draft, last: Token, case: str, qualifier: Qualifier, words: NumberWords) -> tuple[Qualifier, Token]:
    """The qualifier that follows, by the case of the number: "dan ortiq", "ga yaqin", "dan oshdi", "gacha"."""
    if case == "lim":
        return words.limit, last
    following = next_token(draft, last)
    if following is None:
        return qualifier, last
    if following.lower in words.slightly:  # "60 dan sal ko‘proq"
        following = next_token(draft, following) or following
    morph = morph_of(draft, following)
    if case == "abl" and {following.lower, morph.stem} & words.not_more:
        return "up_to", following
    noun_case = case == "nom" and following.pos == "NOUN" and morph.case == "abl" and not morph.possessed
    beyond = next_token(draft, following) if noun_case else None
    if beyond is not None:  # "23 million kishidan oshadi"
        found, end = _after(draft, following, "abl", qualifier, words)
        if end is not following:
            return found, end
    for rule in words.after:
        if rule.case != case:
            continue
        word = next((w for w in rule.words if ending_of(draft, following.lower, w) is not None), None)
        if word is not None:
            further = next_token(draft, following)
            if rule.qualifier == "less_than" and further is not None and further.lower in words.not_less:
                return "at_least", further
            if rule.qualifier == "more_than" and further is not None and f"{word} {further.lower}" in words.not_more:
                return "up_to", further
            return rule.qualifier, following
        if morph.root in rule.roots:
            return rule.qualifier, following
    return qualifier, last


def _rate(draft: Draft, first: Token, last: Token, words: NumberWords) -> tuple[str | None, Token]:
    """ "yiliga 15 million tonna", "yillik quvvati 5 million tonna", "har yili 100 ta": some words before, in the clause."""
    sentence = draft.analysis.sentences[first.sentence]
    at = first.i - 1
    while at >= sentence.first and first.i - at < 14:
        token = draft.analysis.tokens[at]
        morph = morph_of(draft, token)
        if draft.in_period(token.start):
            at -= 1
            continue
        if token.text in ",;:" and first.i - at > 1 or morph.finite or morph.form == "converb":
            break
        if token.text[0].isdigit() and first.i - at > 1:
            break
        before = draft.analysis.tokens[at - 1] if at > sentence.first else None
        pair = f"{before.lower} {token.lower}" if before is not None else ""
        for rate, forms in words.rates.items():
            if token.lower in forms or pair in forms:
                return rate, token
        every = words.rate_units.get(morph.stem)
        if every is not None and any(
            t is not None and t.lower in words.every for t in (before, next_token(draft, token, -2))
        ):
            return every, token  # "har o‘quv yilida"
        at -= 1
    following = next_token(draft, last)
    if following is not None:
        for rate, forms in words.rates.items():
            if following.lower in forms and rate != "year":
                return rate, following
    return None, last


def _ranges(draft: Draft, found: list[Counted]) -> list[Counted]:
    """ "5–7 mingta", "5 milliondan 7 milliongacha", "5 yoki 6 ta": two numbers as one."""
    words = number_words(draft.language)
    out: list[Counted] = []
    for quantity in found:
        first = out[-1] if out else None
        if first is not None and not first.multiplier and not quantity.multiplier:
            gap = plain_words(draft, (first.span[1], quantity.span[0])).strip()
            ends = (
                first.case == "abl"
                and quantity.case == "lim"
                and gap == ""
                and quantity.unit in (first.unit, None, first.unit or quantity.unit)
            )
            if ends and _changes_after(draft, quantity):
                out.append(replace(quantity, qualifier="exactly", case="dat"))
                continue  # "10 milliondan 25 milliongacha oshiriladi": where it began and where it comes to
            if (gap in words.range or ends) and (first.unit is None or first.unit == quantity.unit):
                value = _scaled(draft, first, quantity)
                if value < quantity.value:
                    qualifier: Qualifier = "exactly" if ends else quantity.qualifier
                    out[-1] = replace(
                        quantity, span=(first.span[0], quantity.span[1]), number=(first.number[0], quantity.number[1]),
                        value=value, high=quantity.value, rate=quantity.rate or first.rate, rule="range",
                        qualifier=first.qualifier if first.qualifier != "exactly" and not ends else qualifier,
                    )  # fmt: skip
                    continue
        out.append(quantity)
    return out


def _changes_after(draft: Draft, quantity: Counted) -> bool:
    """Whether a verb of change follows a number."""
    last = draft.analysis.token_at(quantity.span[1] - 1)
    following = next_token(draft, last) if last is not None else None
    lists = draft.language.data("changes", dict[str, Any])
    return following is not None and morph_of(draft, following).root in (*lists.get("up", ()), *lists.get("down", ()))


def _scaled(draft: Draft, first: Counted, second: Counted) -> float:
    """The first of two takes the scale of the second where it has none of its own."""
    own = draft.words(second.number).split()
    digits = _digits(own[0]) if own else None
    plain = _digits(draft.words(first.number))
    if digits and plain is not None and second.value / digits >= 1000:
        return round(plain * second.value / digits, 6)
    return first.value
