"""Numbers that a noun beside them measures, wherever the parse hung them: "кредит в 254 млн", "… , а 110 млн – на экспорт"."""

from __future__ import annotations

from communique.extract.draft import Draft
from communique.extract.figure_words import figure_words
from communique.extract.indicators import is_money
from communique.extract.measures import Measure, measure_from, phrase_tokens
from communique.extract.number_words import TIMES
from communique.extract.slavic.words import PartWords, part_words
from communique.language import Token
from communique.record import Figure

REACH = 10  # tokens behind a number in which the kind of money stands
FAR = 5  # tokens between a noun and the number that it measures
DASHES = ("–", "—", "-")


def noun_before(draft: Draft, figure: Figure) -> Measure | None:
    """ "выделил кредит в 254 млн евро", "документы на общую сумму свыше 120 млн": the noun before the preposition."""
    words = part_words(draft.language)
    first = draft.analysis.token_at(figure.span[0])
    if first is None or figure.unit in ("1", "%", *TIMES):
        return None
    tokens, at = draft.analysis.tokens, first.i - 1
    start = draft.analysis.sentences[first.sentence].first
    stop, at = max(start, first.i - FAR), at
    preposition = summed = False
    while at >= stop:
        token = tokens[at]
        if token.lower in words.sum_prepositions and token.pos == "ADP":
            preposition = True
        elif token.pos == "NOUN" and token.lower in words.sums:
            summed = True
        elif token.pos not in ("ADJ", "DET", "ADV", "PART") or token.pos == "ADJ" and not (preposition or summed):
            break
        at -= 1
    noun = tokens[at] if at >= start else None
    if noun is None or not (preposition or summed) or noun.pos != "NOUN" or draft.in_period(noun.start):
        return None
    noun = _head_of(draft, noun, words, summed)
    if noun is None:
        return None
    own = {t.i for t in draft.analysis.tokens_in(figure.span)}
    tail = tokens[at + 1 : first.i] if summed else []
    kept = [t for t in phrase_tokens(draft, noun, own) if t.i < first.i]
    return measure_from(draft, [*kept, *(t for t in tail if t.pos != "ADP" or t is not tail[-1])], noun)


def _head_of(draft: Draft, noun: Token, words: PartWords, summed: bool) -> Token | None:
    """The noun itself, or the one that it hangs on as a genitive: "контракт на поставку труб на 30 млн"."""
    at: Token | None = noun
    for _ in range(4):
        if at is None or at.pos != "NOUN":
            return None
        if at.lower in words.sums_for or summed and draft.entity_at(at) is None:
            return at
        at = draft.analysis.head_of(at) if at.dep in ("nmod", "conj", "appos") else None
    return None


def behind_dash(draft: Draft, figure: Figure) -> Measure | None:
    """ "из них 561 млн пришлось на импорт, а 110 млн – на экспорт": what stands behind the dash for which a verb is left out."""
    last = draft.analysis.tokens_in(figure.span)[-1]
    tokens, stop = draft.analysis.tokens, draft.analysis.sentences[last.sentence].last
    if last.i + 2 >= stop or tokens[last.i + 1].text not in DASHES:
        return None
    phrase: list[Token] = []
    for token in tokens[last.i + 2 : stop]:
        if token.text in ",;:.()–—" or token.pos in ("VERB", "AUX", "NUM"):
            break
        phrase.append(token)
    noun = next((t for t in phrase if t.pos == "NOUN"), None)
    if noun is None:
        return None
    kind = noun.case == "Nom" and noun.lower in part_words(draft.language).sums_for  # "остальные 15 млн – грант"
    if not kind and (phrase[0].pos != "ADP" or phrase[0].lower not in words_of(draft)):
        return None
    return measure_from(draft, [t for t in phrase if not draft.in_period(t.start)], noun)


def apposed(draft: Draft, figure: Figure) -> Measure | None:
    """ "кредит на эти цели, 43 млн евро, предоставит банк": the noun before the comma of a sum between two commas."""
    words = part_words(draft.language)
    own = draft.analysis.tokens_in(figure.span)
    tokens, sentence = draft.analysis.tokens, draft.analysis.sentences[own[0].sentence]
    after = tokens[own[-1].i + 1] if own[-1].i + 1 < sentence.last else None
    if not is_money(figure.unit) or own[0].i - 1 <= sentence.first or tokens[own[0].i - 1].text not in ",–—(":
        return None
    if after is None or after.text not in ",–—)":
        return None
    for token in reversed(tokens[max(sentence.first, own[0].i - 1 - REACH) : own[0].i - 1]):
        if token.pos in ("VERB", "AUX") or token.text in ",;:–—":
            return None
        if token.pos == "NOUN" and token.lower in words.sums_for:
            return measure_from(draft, phrase_tokens(draft, token, {t.i for t in own}), token)
    return None


def kind_behind(draft: Draft, figure: Figure) -> Measure | None:
    """ "85 млн долларов фонд предоставит в виде кредита": what kind of money it is."""
    words = figure_words(draft.language)
    last = draft.analysis.tokens_in(figure.span)[-1]
    tokens, stop = draft.analysis.tokens, draft.analysis.sentences[last.sentence].last
    if not is_money(figure.unit):
        return None
    for token in tokens[last.i + 1 : min(stop, last.i + REACH)]:
        if token.text in ",;:()" or any(q.number[0] == token.start for q in draft.quantities):
            return None
        before = tokens[token.i - 1]
        if token.lower in words.kinds_of_money and before.text.lower() in words.as_kind and token.case == "Gen":
            return measure_from(draft, phrase_tokens(draft, token, set()), token)
    return None


def told_behind(draft: Draft, figure: Figure) -> Measure | None:
    """ "6,8 млн составил финский грант": the noun in the nominative behind the verb that stands right behind a sum."""
    last = draft.analysis.tokens_in(figure.span)[-1]
    tokens, stop = draft.analysis.tokens, draft.analysis.sentences[last.sentence].last
    verb = tokens[last.i + 1] if last.i + 2 < stop else None
    if verb is None or not is_money(figure.unit) or verb.lemma not in part_words(draft.language).makes_up:
        return None
    for token in tokens[verb.i + 1 : min(stop, verb.i + FAR)]:
        if token.pos == "NOUN":
            return (
                measure_from(draft, [verb, *phrase_tokens(draft, token, set())], token) if token.case == "Nom" else None
            )
        if token.pos not in ("ADJ", "DET", "PROPN", "NUM"):
            return None
    return None


def fell_to(draft: Draft, figure: Figure) -> Measure | None:
    """ "на долю словенских товаров пришлось две трети": what a share or a sum fell to, before its verb."""
    first = draft.analysis.token_at(figure.span[0])
    if first is None or figure.unit == "1":
        return None
    verb = next((t for t in reversed(draft.analysis.tokens[max(0, first.i - FAR) : first.i]) if t.pos == "VERB"), None)
    if verb is None or verb.sentence != first.sentence or verb.lemma not in part_words(draft.language).fell:
        return None
    for child in draft.analysis.children(verb, "obl"):
        if child.i < verb.i and draft.analysis.marker(child) in words_of(draft) and not draft.in_period(child.start):
            measure = measure_from(draft, phrase_tokens(draft, child, set()), child)
            measure.rule = "fell_to"
            return measure
    return None


def words_of(draft: Draft) -> frozenset[str]:
    """Prepositions that say what falls to a part: "на экспорт", "из Ирана"."""
    return part_words(draft.language).falls_to


def weak(draft: Draft, figure: Figure) -> bool:
    """Whether the measure of a figure says nothing: none, or only a verb of measure or a word such as "показатель"."""
    if figure.measure is None or figure.measure_span is None or not any(c.isalpha() for c in figure.measure):
        return True
    words = figure_words(draft.language)
    known = words.weak_measures | words.measure_verbs
    tokens = [t for t in draft.analysis.tokens_in(figure.measure_span) if t.text in figure.measure]
    tokens = [t for t in tokens if t.pos not in ("ADP", "PUNCT", "CCONJ", "PART", "ADV")]
    return all(t.lemma in known or t.lower in known for t in tokens)
