"""Changes: something grew or fell, by so much, from one figure to another."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
import regex

from communique.extract.change_amounts import ChangeWords, amount_of_change, change_words, direction_of
from communique.extract.change_ends import ends_of, ends_told_before, figure_before, in_brackets_behind
from communique.extract.clauses import said_of
from communique.extract.draft import Draft, Quantity
from communique.extract.figure_period import CHANGE, open_period_of, period_of, period_of_verb
from communique.extract.figure_words import figure_words
from communique.extract.figures import indicator_and_about
from communique.extract.measures import Measure, measure_from, phrase_tokens
from communique.language import Token
from communique.record import Amount, AmountKind, Change, Direction, Figure, Qualifier, Span

YEARS = regex.compile(r"\d{4}/\d{4}")
YEAR = regex.compile(r"\d{4}")
UNITS = ("USD", "1")  # in which a change without a figure may be measured: an indicator of money, else of a count
YEARS = regex.compile(r"(\d{4})/(\d{4})")


@dataclass(frozen=True, slots=True)
class Told:
    """What a change is a change of."""

    measure: str | None
    indicator: str | None
    about: tuple[str, ...]
    period: str | None


def find_changes(draft: Draft) -> None:
    """Fill ``draft.changes``: those with an amount first, then those that only name their two ends."""
    words = change_words(draft.language)
    spans: list[Span] = []
    for quantity in draft.quantities:
        found = amount_of_change(draft, quantity)
        if found is None:
            continue
        direction, word = found
        amount = _amount(draft, quantity, direction)
        change = _change(draft, direction, word, amount, quantity.span, words, "amount")
        spans.append(change.span)
    for sentence in draft.analysis.sentences:
        if not sentence.parsed:
            continue
        for token in draft.analysis.sentence_tokens(sentence):
            covered = any(a <= token.start < b for a, b in spans)
            moved = _moves_so(draft, token, words)
            known = token.pos in ("VERB", "ADV", "ADJ", "NOUN") or moved
            if covered or not known or _qualifies_factor(draft, token, words):
                continue
            factor = words.factors.get(token.lemma) if token.pos == "VERB" else None
            toward = direction_of(token, words)
            if factor is not None:
                qualifier = _qualifier_before(draft, token, words)
                factor_change = Amount(kind="factor", value=factor, qualifier=qualifier)
                change = _change(
                    draft, "down" if factor < 1 else "up", token, factor_change, token.span, words, "verb_of_factor"
                )
                spans.append(change.span)
            elif toward is not None and (token.pos in ("VERB", "ADV", "NOUN") or moved):
                start, end = ends_of(draft, token, words)
                if token.pos == "NOUN" and (start is None or end is None or not _its_ends(draft, token, start)):
                    continue  # "увеличение квоты с 4 до 6 тысяч тонн", "a rise from 4 to 6"
                if end is not None and any(change.to == end.id for change in draft.changes):
                    continue  # by how much was told already
                if start is None and end is not None and _goes_to(draft, token, end, words):
                    spans.append(_change(draft, toward, token, None, token.span, words, "came_to").span)
                if start is not None and end is not None:
                    up = end.value > start.value
                    sides: Direction = "up" if up else "down" if end.value < start.value else "same"
                    sides = toward if start.unit != end.unit else sides
                    change = _change(draft, sides, token, None, token.span, words, "two_ends")
                    spans.append(change.span)
    _instead(draft, words, spans)
    _share_ends(draft)


def _its_ends(draft: Draft, noun: Token, start: Figure) -> bool:
    """Whether no verb stands between a noun of change and where it began."""
    between = draft.analysis.tokens_in((noun.end, start.span[0])) if noun.end < start.span[0] else []
    return bool(between) and not any(t.pos in ("VERB", "AUX") or t.text in ",;:" for t in between)


def _moves_so(draft: Draft, particle: Token, words: ChangeWords) -> bool:
    """ "had been brought | down from 36 hours to 14": the particle of a verb of motion."""
    verb = draft.analysis.head_of(particle)
    if particle.dep != "compound:prt" or particle.lower not in words.moving_particles or verb is None:
        return False
    return verb.lemma in words.moves


def _qualifies_factor(draft: Draft, word: Token, words: ChangeWords) -> bool:
    """ "more than tripled": the word belongs to the verb right behind."""
    behind = draft.analysis.tokens[word.i + 1 : word.i + 3]
    return word.pos != "VERB" and any(one.pos == "VERB" and one.lemma in words.factors for one in behind)


def _goes_to(draft: Draft, verb: Token, end: Figure, words: ChangeWords) -> bool:
    """ "has gone up to 38 a week", "will climb to 1,200 MW": it moves of itself; "cut to 7 days" only gives the figure."""
    passive = draft.analysis.is_passive(verb) and verb.tag == "VBN"
    if verb.pos != "VERB" or verb.lemma not in words.of_itself | words.moves or passive:
        return False
    if verb.lemma in words.moves and draft.analysis.child(verb, "compound:prt", "advmod") is None:
        return False
    token = draft.analysis.token_at(end.span[0])
    above = draft.analysis.ancestors(token) if token is not None else ()
    held = any(one.i == verb.i for one in above)
    return held and draft.analysis.child(verb, "obj") is None and end.measure is not None


def _qualifier_before(draft: Draft, verb: Token, words: ChangeWords) -> Qualifier:
    """ "has more than doubled", "almost tripled"."""
    left = draft.text[max(0, verb.start - 24) : verb.start].lower().rstrip()
    forms = sorted(words.qualifiers_of_factor, key=len, reverse=True)
    return next((words.qualifiers_of_factor[form] for form in forms if left.endswith(f" {form}")), "exactly")


def _share_ends(draft: Draft) -> None:
    """The two ends of a change measure the same: what one end lacks it takes from the other; where it began is actual."""
    at = {figure.id: i for i, figure in enumerate(draft.figures)}
    for i, change in enumerate(draft.changes):
        if change.from_ is None or change.to is None or change.from_ not in at or change.to not in at:
            continue
        start, end = _in_time(draft, change, draft.figures[at[change.from_]], draft.figures[at[change.to]])
        best = (
            end
            if end.indicator is not None and start.indicator is None
            else start
            if start.indicator is not None
            else None
        )
        if best is None:
            best = end if end.measure else start
        if (
            start.period_span is not None
            and (start.period, start.period_span) == (end.period, end.period_span)
            and start.period_span[1] < start.span[0]
            and start.period == end.period
        ):
            start = msgspec.structs.replace(start, period=None, period_span=None)  # "In 2024 it rose from 2 to 3"
        verb = draft.analysis.token_at(change.span[0])
        measure, span = best.measure, best.measure_span
        if best.indicator is None and verb is not None and best.measure is None:
            thing = measure_of_change(draft, verb)
            measure, span = (thing.text, thing.span) if thing is not None else (None, None)
        shared = {"measure": measure, "measure_span": span, "indicator": best.indicator, "about": best.about}
        rate = end.rate or start.rate
        draft.figures[at[start.id]] = msgspec.structs.replace(start, **shared, rate=rate, status="actual")
        draft.figures[at[end.id]] = msgspec.structs.replace(end, **shared, rate=rate)
        named = change.measure if end.unit == "1" and change.measure else measure
        draft.changes[i] = msgspec.structs.replace(
            change, measure=named, indicator=best.indicator, about=best.about, period=change.period or end.period
        )


def _in_time(draft: Draft, change: Change, start: Figure, end: Figure) -> tuple[Figure, Figure]:
    """ "rose last year, from 2.8 million to 4.5 million": the period of the verb is that of the figure it came to."""
    verb = next((t for t in draft.analysis.tokens_in(change.span) if t.pos == "VERB"), None)
    span = _from_year_to_year(draft, start, end)
    if span is not None:
        return span
    since = open_period_of(draft, verb) if verb is not None and start.period_span is None else None
    if since is not None and since.date is not None and end.period_span is None:
        # "has tripled since 2021, from 12 to 41": where it began
        return msgspec.structs.replace(start, period=since.date[:-3], period_span=since.span), end
    period = period_of_verb(draft, verb) if verb is not None and end.period_span is None else None
    if period is None or start.period_span not in (None, period.span) or period.span[0] > start.span[0]:
        return start, end
    replace = msgspec.structs.replace
    years = YEARS.fullmatch(period.date or "")  # "between 2019 and 2024, from 6,200 to 18,000"
    return (
        replace(start, period=years[1], period_span=period.span)
        if years
        else replace(start, period=None, period_span=None),
        replace(end, period=years[2] if years else period.date, period_span=period.span),
    )


def _from_year_to_year(draft: Draft, start: Figure, end: Figure) -> tuple[Figure, Figure] | None:
    """ "tripled between 2019 and 2024, from 6,200 to 18,000": each end has its year."""
    found = next((f for f in (end, start) if f.period is not None and YEARS.fullmatch(f.period)), None)
    if found is None or found.period is None or found.period_span is None or start.period not in (None, found.period):
        return None
    if len(YEAR.findall(draft.text[found.period_span[0] : found.period_span[1]])) < 2:
        return None  # "2016-17", one year of a budget
    if end.period not in (None, found.period):
        return None
    first, last = found.period.split("/")
    replace = msgspec.structs.replace
    return (
        replace(start, period=first, period_span=found.period_span),
        replace(end, period=last, period_span=found.period_span),
    )


def _amount(draft: Draft, quantity: Quantity, direction: Direction) -> Amount:
    kind: AmountKind = "factor" if quantity.multiplier else "percent" if quantity.unit == "%" else "absolute"
    unit = None if kind == "factor" else quantity.unit or "1"
    return Amount(kind=kind, value=quantity.value, unit=unit, qualifier=quantity.qualifier)


def _change(
    draft: Draft, direction: Direction, word: Token, amount: Amount | None, own: Span, words: ChangeWords, rule: str
) -> Change:
    compared = word.lower in words.comparatives - words.particles and word.pos != "VERB"
    before = figure_before(draft, word, own) if compared else None
    ends = ends_of(draft, word, words)
    both = ends[0] is not None and ends[1] is not None
    start, end = ends if before is None or both else (in_brackets_behind(draft, own, before), before)
    if start is None and end is None:
        told_before = ends_told_before(draft, word, words)
        if told_before is not None:
            word, start, end = told_before
        else:
            end = figure_before(draft, word, own)
    points = [
        own,
        word.span,
        *(figure.span for figure in (start, end) if figure is not None and figure.span[0] > word.start),
    ]
    span = (min(a for a, _ in points), max(b for _, b in points))
    figure = end or start
    told = _told(draft, word, amount, own) if figure is None else _as_told(draft, word, figure)
    statement = draft.statement_at(own)
    change = Change(
        id=draft.new_id("c"),
        span=span,
        direction=direction,
        amount=amount,
        from_=start.id if start else None,
        to=end.id if end else None,
        measure=told.measure,
        indicator=told.indicator,
        about=told.about,
        period=told.period,
        statement=statement.id if statement else None,
    )
    draft.changes.append(change)
    draft.decide("changes", change.id, rule, span)
    return change


def _as_told(draft: Draft, word: Token, figure: Figure) -> Told:
    """As the figure that it came to says; a verb's own subject or object names the thing better than "38 flights" does."""
    thing = measure_of_change(draft, word) if word.pos == "VERB" and figure.unit == "1" else None
    return Told(thing.text if thing is not None else figure.measure, figure.indicator, figure.about, figure.period)


def _told(draft: Draft, word: Token, amount: Amount | None, own: Span) -> Told:
    """What changed, where no figure beside says it: "trade has tripled since 2019", "exports fell by 8% last year"."""
    thing = measure_of_change(draft, word)
    back = None if thing is not None else _spoken_of(draft, word)
    if back is not None:
        return Told(back.measure, back.indicator, back.about, None)
    number = Quantity(
        own, own, 0, None, None, None, None, "exactly", CHANGE, multiplier=amount is None or amount.kind == "factor"
    )
    period = period_of(draft, number, thing)
    indicator, about = None, list[str]()
    for unit in UNITS if amount is None or amount.kind != "absolute" else (amount.unit or "1",):
        indicator, about = indicator_and_about(draft, number, unit, None, thing)
        if indicator is not None:
            break
    return Told(thing.text if thing else None, indicator, tuple(about), period.date if period else None)


def _spoken_of(draft: Draft, word: Token) -> Figure | None:
    """ "it had nearly doubled over two years": the figure that the pronoun goes back to."""
    verb = word if word.pos in ("VERB", "AUX") else draft.analysis.head_of(word)
    subject = said_of(draft, verb, {word.i}) if verb is not None else None
    if subject is None or subject.lower not in figure_words(draft.language).personal:
        return None
    before = [figure for figure in draft.figures if figure.span[1] <= subject.start]
    last = draft.analysis.token_at(before[-1].span[0]) if before else None
    return before[-1] if last is not None and word.sentence - last.sentence <= 1 else None


def measure_of_change(draft: Draft, word: Token) -> Measure | None:
    """The thing that a word of change is said of: the object of a verb, else its subject, else what a noun belongs to."""
    above = (one for one in draft.analysis.ancestors(word) if one.pos in ("VERB", "AUX"))
    verb = word if word.pos in ("VERB", "AUX") else next(above, None)
    below = draft.analysis.children(word, "nmod") if word.pos == "NOUN" else []
    things = [*below, *(c for noun in below if _is_number(draft, noun) for c in draft.analysis.children(noun, "nmod"))]
    if verb is not None:
        things += draft.analysis.children(verb, "obj") if verb.pos == "VERB" else []
        said = said_of(draft, verb, {word.i})
        if said is not None and said.lower in figure_words(draft.language).relative:
            said = draft.analysis.head_of(verb)
        things += [said] if said is not None else []
    for thing in things:
        if thing.pos in ("NOUN", "PROPN") and thing is not word and not _is_number(draft, thing):
            return measure_from(draft, phrase_tokens(draft, thing, set()), thing)
    return None


def _is_number(draft: Draft, token: Token) -> bool:
    """Whether a noun is part of an amount, or the word of change itself ("rate of growth")."""
    if any(q.span[0] <= token.start < q.span[1] for q in draft.quantities):
        return True
    return direction_of(token, change_words(draft.language)) is not None


def _instead(draft: Draft, words: ChangeWords, spans: list[Span]) -> None:
    """ "600 vehicles a day instead of the current 250": both ends without a verb of change."""
    for one, two in zip(draft.figures, draft.figures[1:], strict=False):
        between = draft.text[one.span[1] : two.span[0]].lower()
        if (
            one.unit == two.unit
            and len(between) < 60
            and any(regex.search(rf"(?<!\p{{L}}){regex.escape(form)}(?!\p{{L}})", between) for form in words.instead)
            and not any(mark in between for mark in ";:")
            and not any(a < two.span[1] and one.span[0] < b for a, b in spans)
        ):
            direction: Direction = "up" if one.value > two.value else "down" if one.value < two.value else "same"
            statement = draft.statement_at(one.span)
            change = Change(
                id=draft.new_id("c"), span=(one.span[0], two.span[1]), direction=direction, from_=two.id, to=one.id,
                measure=one.measure, indicator=one.indicator, about=one.about, period=one.period,
                statement=statement.id if statement else None,
            )  # fmt: skip
            draft.changes.append(change)
            draft.decide("changes", change.id, "instead_of", change.span)
