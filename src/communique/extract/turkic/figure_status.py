"""How firm a figure is: by the verbs that rule it, and by whether the thing it is of stands yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from communique.extract.draft import Draft, EntityDraft, Mention
from communique.extract.turkic.changes import change_words
from communique.extract.turkic.clauses import NOUNS, FigureWords, figure_words, own_tokens, ruling
from communique.extract.turkic.names import entity_words
from communique.extract.turkic.numbers import Counted
from communique.extract.turkic.view import morph_of, next_token
from communique.language import Token
from communique.record import FigureStatus, Span

OF_THING = ("project.capacity", "project.jobs")
TERMS = ("d", "wk", "mo", "a", "h", "min")


@dataclass(slots=True)
class Seen:
    """What is known of a figure when its status is asked for."""

    indicator: str | None
    about: tuple[str, ...]
    period: str | None
    measure: Span | None


def status_of(draft: Draft, quantity: Counted, seen: Seen) -> FigureStatus:
    """How firm the number is, by the verbs after it up to the end of what is said, and by the thing that it is of."""
    words = figure_words(draft.language)
    found = _by_verbs(draft, quantity, seen, words)
    if found == "actual" and _is_hedged(draft, seen, words):
        found = "forecast"
    if found == "actual" and _is_named_aim(draft, quantity, words):
        found = "target"
    of_thing = seen.indicator is None or seen.indicator in OF_THING
    if found == "actual" and of_thing and seen.about and _says_what_is(draft, quantity):
        things = [draft.entities[entity] for entity in seen.about if entity in draft.entities]
        if any(_is_unbuilt(draft, thing) for thing in things):
            return "forecast"
    return _still_planned(draft, quantity, seen.indicator, found)


def _by_verbs(draft: Draft, quantity: Counted, seen: Seen, words: FigureWords) -> FigureStatus:
    last = own_tokens(draft, quantity)[-1]
    statement = draft.statement_at(quantity.number)
    sentence = draft.analysis.sentences[last.sentence]
    end = sentence.end
    if statement is not None:
        end = min(end, max((b for a, b in statement.content_spans if a <= quantity.number[0] < b), default=end))
    end = min(end, _nominal_end(draft, last, end))
    found: FigureStatus = "actual"
    aimed = False
    before = ""  # the root of the verb passed last
    for token in ruling(draft, last, end):
        morph = morph_of(draft, token)
        if seen.measure is not None and token.end <= seen.measure[1] and token.pos in NOUNS and not morph.root:
            continue  # "32 ta vazifadan 27 tasi": what is counted does not say how firm it is
        forms = {token.lower, morph.stem, morph.root} - {""}
        if forms & words.now:
            return "target" if aimed else found
        if _is_aim(draft, token, forms, words):
            aimed = True
            continue
        if aimed and morph.root and forms & words.forecast and not morph.possessed:
            return "forecast"  # "yetkazishni kutmoqdamiz"
        if aimed:
            continue
        firm = forms - {morph.root} if morph.form == "verbal_noun" else forms  # "kelishuv" is a paper
        if firm & words.planned:
            return "planned"
        if forms & words.forecast:  # "30 kungacha bo‘lishi mumkin" is a right
            allowed = quantity.unit in TERMS and before in words.staying
            return "actual" if allowed and morph.form != "past" else "forecast"
        if morph.form == "verbal_noun" and morph.possessed and morph.case in ("nom", "acc"):
            found = "actual" if _is_custom(draft, quantity, morph.root, seen, words) else "planned"
        elif morph.form == "participle" and morph.aspect == "future" or morph.form == "intention":
            found = "planned"
        elif morph.form == "verbal_noun" and not morph.possessed and morph.case in ("acc", "dat"):
            found = "planned"  # "ochishni taklif qildi", "qurishga kelishildi"
        elif found == "planned" and forms & words.achieved:
            found = "actual"
        elif morph.form == "future":
            found = _of_future(draft, quantity, morph.root, seen, words) or found
        elif morph.finite or morph.form == "participle":
            break
        before = morph.root or before
    if found == "actual" and not aimed and seen.measure is None and _ends_what_will_be(draft, quantity):
        return "planned"
    return "target" if aimed else found


def _ends_what_will_be(draft: Draft, quantity: Counted) -> bool:
    """ "reys bahorda yo‘lga qo‘yiladi, haftasiga ikki marta": a number behind a verb of what is to come, with no verb of its own."""
    tokens = own_tokens(draft, quantity)
    sentence = draft.analysis.sentences[tokens[0].sentence]
    if any(morph_of(draft, t).root for t in draft.analysis.tokens[tokens[-1].i + 1 : sentence.last]):
        return False
    for token in reversed(draft.analysis.tokens[sentence.first : tokens[0].i]):
        if morph_of(draft, token).finite:
            following = next_token(draft, token)
            return morph_of(draft, token).form == "future" and following is not None and following.text == ","
    return False


def _is_named_aim(draft: Draft, quantity: Counted, words: FigureWords) -> bool:
    """ "Maqsadimiz – yiliga 100 ming sayyoh": an aim and a dash before the number, no verb behind it."""
    last = own_tokens(draft, quantity)[-1]
    sentence = draft.analysis.sentences[last.sentence]
    dash = next((t for t in draft.analysis.tokens[sentence.first : last.i] if t.text in "–—-"), None)
    noun = next_token(draft, dash, -1) if dash is not None else None
    if noun is None or morph_of(draft, noun).stem not in words.aims:
        return False
    return not any(morph_of(draft, t).finite for t in draft.analysis.tokens[last.i + 1 : sentence.last])


def _is_hedged(draft: Draft, seen: Seen, words: FigureWords) -> bool:
    """ "taxminiy qiymati": the words of the measure say that it is an estimate."""
    if seen.measure is None:
        return False
    tokens = [t for t in draft.analysis.tokens_in(seen.measure) if t.start < seen.measure[1]]
    return any(t.lower in words.forecast or morph_of(draft, t).stem in words.estimates for t in tokens)


def _nominal_end(draft: Draft, last: Token, end: int) -> int:
    """Where a clause without a verb ends: "quvvati 1,2 milliard dona tabletka, 2027-yilgacha uni …"."""
    words = figure_words(draft.language)
    at = next_token(draft, last)
    while at is not None and at.start < end and at.i - last.i < 6:
        if at.text == ",":
            following = next_token(draft, at)
            period = following is not None and any(p.span[0] == following.start for p in draft.periods)
            pointing = following is not None and following.lower in words.clause_openers
            return at.start if period or pointing else end
        if (
            morph_of(draft, at).root
            or morph_of(draft, at).case not in ("nom",)
            or at.pos not in ("NOUN", "ADJ", "PROPN")
        ):
            return end
        at = next_token(draft, at)
    return end


def _is_aim(draft: Draft, token: Token, forms: set[str], words: FigureWords) -> bool:
    """ "yetkazish", "olib chiqish": to bring it to the number; "yetkazib beradi" only delivers."""
    before, following = next_token(draft, token, -1), next_token(draft, token)
    root = morph_of(draft, token).root
    if before is not None and f"{before.lower} {root}" in words.target_phrases:
        return True
    if not forms & words.target:
        return False
    morph = morph_of(draft, token)
    if morph.form in ("past", "perfect") or morph.form in ("participle", "abstract") and morph.aspect == "past":
        return False  # "4,1 gigavattga yetkazildi": done
    converb = morph.form == "converb"
    return not (converb and following is not None and morph_of(draft, following).root in words.deliver)


def _is_custom(draft: Draft, quantity: Counted, root: str, seen: Seen, words: FigureWords) -> bool:
    """Whether a verb without a tense of its own tells what happens every year, or now."""
    if _is_ahead(draft, seen):
        return False
    own = own_tokens(draft, quantity)
    sentence = draft.analysis.sentences[own[0].sentence]
    for token in reversed(draft.analysis.tokens[sentence.first : own[0].i]):
        if token.lower in words.today:
            return True
        morph, following = morph_of(draft, token), next_token(draft, token)
        closes = following is not None and following.text == "," and morph.form == "participle" and morph.possessed
        if morph.finite or token.pos == "AUX" or closes:
            break  # another clause
    begins = any(
        (p.date or "").endswith("/..") and not p.duration for p in draft.periods_in((sentence.start, own[0].start))
    )
    if quantity.rate is None or root in words.starting or begins:
        return False  # "2025-yildan boshlab har yili 40 ta stipendiya ajratadi" is to come
    return not _after_agreement(draft, quantity, words)


def _is_ahead(draft: Draft, seen: Seen) -> bool:
    """Whether the period of the figure begins after the year of publication."""
    return bool(seen.period and draft.document.published and seen.period[:4] > draft.document.published[:4])


def _after_agreement(draft: Draft, quantity: Counted, words: FigureWords) -> bool:
    """Whether this sentence or the one before speaks of what was agreed: then what happens each year is to come."""
    index = own_tokens(draft, quantity)[0].sentence
    first = draft.analysis.sentences[max(0, index - 1)]
    this = draft.analysis.sentences[index]
    start = first if first.paragraph == this.paragraph else this
    near = draft.analysis.tokens[start.first : this.last]
    return any({token.lower, morph_of(draft, token).stem, morph_of(draft, token).root} & words.agreed for token in near)


def _of_future(draft: Draft, quantity: Counted, root: str, seen: Seen, words: FigureWords) -> FigureStatus | None:
    """What the form "-adi" says, of now or of what is to come: a forecast, a plan, or nothing."""
    if _is_custom(draft, quantity, root, seen, words):
        return None
    if quantity.rate is not None and _after_agreement(draft, quantity, words):
        return "planned"
    ahead = _is_ahead(draft, seen)
    if root in change_words(draft.language).reach | change_words(draft.language).up:
        return "forecast"
    if root in words.happening or root.endswith("mas"):
        return "planned" if ahead else None
    return None if quantity.unit == "%" and not ahead else "planned"


def _says_what_is(draft: Draft, quantity: Counted) -> bool:
    """Whether the verb behind the number has no past: "quvvati 50 MW bo‘ladi", "yiliga 8 ming tonna qayta ishlaydi", or none."""
    last = own_tokens(draft, quantity)[-1]
    sentence = draft.analysis.sentences[last.sentence]
    for token in draft.analysis.tokens[last.i + 1 : sentence.last]:
        morph = morph_of(draft, token)
        if morph.finite:
            return morph.form in ("future", "intention")
        if morph.form == "verbal_noun" and morph.possessed and morph.case in ("acc", "nom"):
            return True  # "xizmat ko‘rsatishini aytdi"
    return False


def _is_unbuilt(draft: Draft, thing: EntityDraft) -> bool:
    """Whether the text tells of a thing only that it is being built or will be: its steps ahead, none behind."""
    words = draft.language.data("steps", dict[str, Any])
    roots = {root for root, step in words["verbs"].items() if step in ("opened", "completed")}
    phrases = {
        form for phrase in words["phrases"] if phrase["step"] in ("opened", "completed") for form in phrase["words"]
    }
    ahead = thing.kind == "project" and any(
        _is_being_put_up(draft, mention) for mention in draft.mentions if mention.entity == thing.id
    )
    for mention in draft.mentions:
        if mention.entity != thing.id:
            continue
        token = draft.analysis.token_at(mention.span[0])
        if token is None:
            continue
        sentence = draft.analysis.sentences[token.sentence]
        for at in draft.analysis.tokens[token.i : sentence.last]:
            morph, before = morph_of(draft, at), next_token(draft, at, -1)
            pair = f"{before.lower} {morph.root}" if before is not None else ""
            if morph.root not in roots and pair not in phrases:
                continue
            if morph.form in ("past", "perfect") or morph.form == "participle" and morph.aspect == "past":
                return False
            ahead = True
    return ahead


def _is_being_put_up(draft: Draft, mention: Mention) -> bool:
    """ "zavodini qurmoqda", "quriladigan zavod", "zavod qurish": a form of building that is not past, beside the thing."""
    words = entity_words(draft.language).putting_up
    tokens = draft.analysis.tokens_in(mention.span)
    first, last = tokens[0], tokens[-1]
    sentence = draft.analysis.sentences[first.sentence]
    near = draft.analysis.tokens[max(sentence.first, first.i - 5) : first.i]
    near += draft.analysis.tokens[last.i + 1 : min(sentence.last, last.i + 5)]
    for token in near:
        morph, before = morph_of(draft, token), next_token(draft, token, -1)
        pair = f"{before.lower} {morph.root}" if before is not None else ""
        if not morph.root or not {morph.root, pair} & words:
            continue
        if morph.form not in ("past", "perfect") and not (morph.form == "participle" and morph.aspect == "past"):
            return True
    return False


def _still_planned(draft: Draft, quantity: Counted, indicator: str | None, status: FigureStatus) -> FigureStatus:
    """What a thing under construction can do, said as what it is ("quvvati 150 MW bo‘lgan stansiya"), is planned."""
    if indicator != "project.capacity" or status not in ("actual", "forecast"):
        return status
    following = next_token(draft, own_tokens(draft, quantity)[-1])
    if (
        following is None
        or not quantity.attributive
        and morph_of(draft, following).form != "participle"
        and not following.lower.endswith(figure_words(draft.language).having)
    ):
        return status
    sentence = draft.analysis.sentences[following.sentence]
    forms = {
        form
        for token in draft.analysis.tokens[sentence.first : sentence.last]
        for form in (token.lower, morph_of(draft, token).stem, morph_of(draft, token).root)
    }
    return "planned" if forms & entity_words(draft.language).building else status
