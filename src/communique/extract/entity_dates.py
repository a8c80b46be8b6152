"""When an event takes place and when an agreement was signed: from milestones, and from the words around the event."""

from __future__ import annotations

from collections.abc import Callable

from communique.extract.draft import Draft, EntityDraft, Mention, Period
from communique.extract.names import EntityWords, entity_words
from communique.language import Token
from communique.language.base import Sentence
from communique.record import Span

EARLY = 5  # sentences in which a report names the event that it is about
NEAR = 12  # tokens between a verb and the date that belongs to it


def date_entities(draft: Draft) -> None:
    """Fill ``date`` of events and ``signed`` of agreements."""
    words = entity_words(draft.language)
    _signed(draft)
    _signed_behind(draft, words)
    _from_anniversaries(draft, words)
    for event in [entity for entity in draft.entities.values() if entity.kind == "event"]:
        for rule in RULES:
            if event.date is None:
                event.date = rule(draft, event, words)
                if event.date is not None:
                    draft.decide("dates", event.id, rule.__name__.strip("_"))


def _signed(draft: Draft) -> None:
    for milestone in draft.milestones:
        entity = draft.entities.get(milestone.about) if milestone.about is not None else None
        if (
            entity is not None
            and entity.kind == "agreement"
            and (milestone.step, milestone.status) == ("signed", "done")
        ):
            entity.signed = entity.signed or milestone.date


def _signed_behind(draft: Draft, words: EntityWords) -> None:
    """ "the Agreement between A and B signed Nov. 2, 1992", "…, which A and B signed in May": a date right behind the verb."""
    for mention in draft.mentions:
        entity = draft.entities[mention.entity]
        if entity.kind != "agreement" or entity.signed is not None or mention.form == "pronoun":
            continue
        last = draft.analysis.tokens_in(mention.span)[-1]
        for token in draft.analysis.tokens[last.i + 1 : last.i + 1 + 2 * NEAR]:
            if token.sentence != last.sentence or token.pos == "AUX" and token.lower in words.not_yet:
                break
            if token.pos == "VERB" and token.lemma not in words.signed:
                break
            if token.pos == "VERB" and token.tag in ("VBN", "VBD"):
                entity.signed = _date_behind(draft, token)
                break


def _date_behind(draft: Draft, verb: Token) -> str | None:
    """The day or month right behind a verb, no other verb between."""
    stop = min(len(draft.analysis.tokens), verb.i + NEAR)
    row = [token for token in draft.analysis.tokens[verb.i + 1 : stop] if token.sentence == verb.sentence]
    end = next((token.start for token in row if token.pos == "VERB"), row[-1].end if row else verb.end)
    days = [p for p in draft.periods_in((verb.end, end + 1)) if p.date is not None and not p.duration]
    past = [
        day for day in days if ".." not in (day.date or "") and (day.date or "") <= (draft.document.published or "9")
    ]
    return past[0].date if past else None


def _from_anniversaries(draft: Draft, words: EntityWords) -> None:
    """ "the 20th anniversary of the signing of the Treaty", said in 2025: it was signed in 2005."""
    year = (draft.document.published or "")[:4]
    for span, years, _ in draft.evidence.anniversaries:
        if not year.isdigit():
            continue
        tokens = draft.analysis.tokens_in((span[1], min(len(draft.text), span[1] + 120)))
        for token in tokens:
            if token.lower in words.of | words.articles or token.lower in words.signing_nouns:
                continue
            entity = draft.entity_at(token)
            if entity is not None and entity.kind == "agreement" and entity.signed is None:
                entity.signed = str(int(year) - years)
            break


def _is_day(period: Period) -> bool:
    """A day or days, or a month: no year, no length of time."""
    return period.date is not None and not period.duration and ".." not in period.date and len(period.date) >= 7


def _mentions(draft: Draft, event: EntityDraft) -> list[tuple[Mention, Sentence]]:
    found = []
    for mention in sorted(draft.mentions, key=lambda mention: mention.span):
        if mention.entity == event.id and mention.form != "pronoun" and mention.head >= 0:
            found.append((mention, draft.analysis.sentences[draft.analysis.tokens[mention.head].sentence]))
    return found


def _days_in(draft: Draft, sentence: Sentence) -> list[Period]:
    return [period for period in draft.periods_in((sentence.start, sentence.end)) if _is_day(period)]


def _held_on(draft: Draft, event: EntityDraft, words: EntityWords) -> str | None:
    """ "was held on 21 August", "On 17 June the Centre hosted a seminar", "took place yesterday"."""
    for mention, sentence in _mentions(draft, event):
        days = _days_in(draft, sentence)
        head = draft.analysis.tokens[mention.head]
        for verb in _verbs_of(draft, mention, head):
            if verb.lemma not in words.holding:
                continue
            if verb.lemma in words.opening and (span := _from_to(draft, verb, days, words)) is not None:
                return span
            near = [period for period in days if _belongs(draft, period, verb, sentence)]
            if near:
                return near[0].date
    return None


def _verbs_of(draft: Draft, mention: Mention, noun: Token) -> list[Token]:
    """The verb whose subject or object the noun is, and participles and relative clauses that describe it."""
    inside = draft.analysis.tokens_in(mention.span)
    found = [child for token in inside for child in draft.analysis.children(token, "acl", "acl:relcl")]
    within = {token.i for token in inside}
    entity_lists = entity_words(draft.language)
    outer = next((token for token in inside if token.head not in within or token.head == token.i), noun)
    for above in draft.analysis.ancestors(outer):
        if above.pos in ("VERB", "AUX"):
            if outer.dep != "obl" or above.lemma in entity_lists.arriving:
                found.append(above)
            break
    return found


def _belongs(draft: Draft, period: Period, verb: Token, sentence: Sentence) -> bool:
    """The date stands in the verb's clause: right behind it, or at the start of its sentence."""
    token = draft.analysis.token_at(period.span[0])
    if token is None:
        return False
    if period.span[0] <= sentence.start + 3:
        return verb.dep == "root" or verb.i - token.i < 3 * NEAR
    between = draft.analysis.tokens[min(token.i, verb.i) + 1 : max(token.i, verb.i)]
    if len(between) > NEAR or any(other.pos == "VERB" and other.tag != "VBN" for other in between):
        return False
    return token.i > verb.i or all(other.pos != "PUNCT" for other in between)


def _from_to(draft: Draft, verb: Token, days: list[Period], words: EntityWords) -> str | None:
    """ "opened on 26 May and closes today": from the one day to the other."""
    later = [token for token in draft.analysis.conjuncts(verb)[1:] if token.lemma in words.closing]
    if not later or len(days) < 2 or any("/" in (day.date or "") for day in days[:2]):
        return None
    first, last = days[0], days[1]
    if verb.start < first.span[0] < later[0].start < last.span[0] and (first.date or "") < (last.date or ""):
        return f"{first.date}/{last.date}"
    return None


def _said_there(draft: Draft, event: EntityDraft, words: EntityWords) -> str | None:
    """ "announced on Monday at the forum", "said after talks with the minister on Friday": the day is the event's."""
    for mention, sentence in _mentions(draft, event)[:2]:
        if sentence.index > EARLY:
            break
        if _before(draft, mention, words) not in words.occasion:
            continue
        days = [day for day in _days_in(draft, sentence) if len(day.date or "") >= 10]
        if len({day.date for day in days}) == 1:
            return days[0].date
    return None


def _before(draft: Draft, mention: Mention, words: EntityWords) -> str:
    """The word before a mention, its article left out."""
    tokens = draft.analysis.tokens
    first = draft.analysis.token_at(mention.span[0])
    at = first.i - 1 if first is not None else -1
    while at >= 0 and tokens[at].lower in words.articles:
        at -= 1
    return tokens[at].lower if at >= 0 else ""


def _dateline(draft: Draft, event: EntityDraft, words: EntityWords) -> str | None:
    """The day in the line above the report ("Ashgabat, 5 November 2025"), for the event that the report is about."""
    seen = _mentions(draft, event)
    if not seen or seen[0][1].index > 2 or event.form not in words.same_day:
        return None
    if len({day.date for sentence in draft.analysis.sentences[:3] for day in _days_in(draft, sentence)}) > 1:
        return None
    for sentence in draft.analysis.sentences[:4]:
        tokens = draft.analysis.sentence_tokens(sentence)
        days = _days_in(draft, sentence)
        if len(tokens) <= 8 and len(days) == 1 and not any(token.pos in ("VERB", "AUX") for token in tokens):
            return days[0].date
    return None


def _held_milestone(draft: Draft, event: EntityDraft, words: EntityWords) -> str | None:
    """What is promised for a day; "the next forum" is another event than the one that the report is about."""
    for milestone in draft.milestones:
        if milestone.about == event.id and milestone.step == "held":
            tokens = draft.analysis.tokens_in(milestone.span)
            named = any(token.lower in words.following for token in draft.analysis.tokens_in(_first(draft, event)))
            once = all(
                milestone.span[0] <= mention.span[0] < milestone.span[1] for mention, _ in _mentions(draft, event)
            )
            if named or once or not any(token.lower in words.following for token in tokens):
                return milestone.date
    return None


def _first(draft: Draft, event: EntityDraft) -> Span:
    return min(mention.span for mention in draft.mentions if mention.entity == event.id)


RULES: list[Callable[[Draft, EntityDraft, EntityWords], str | None]] = [
    _held_on,
    _said_there,
    _held_milestone,
    _dateline,
]
