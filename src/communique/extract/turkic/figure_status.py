"""How firm a figure is: by the verbs that rule it, and by whether the thing it is of stands yet."""

from __future__ import annotations

from communique.extract.draft import Draft
from communique.extract.turkic.changes import change_words
from communique.extract.turkic.clauses import FigureWords, figure_words, own_tokens, ruling
from communique.extract.turkic.names import entity_words
from communique.extract.turkic.numbers import Counted
from communique.extract.turkic.view import morph_of, next_token
from communique.record import FigureStatus


def status_of(draft: Draft, quantity: Counted, words: FigureWords) -> FigureStatus:
    """How firm the number is, by the verbs after it up to the end of what is said."""
    last = own_tokens(draft, quantity)[-1]
    statement = draft.statement_at(quantity.number)
    sentence = draft.analysis.sentences[last.sentence]
    end = sentence.end
    if statement is not None:
        end = min(end, max((b for a, b in statement.content_spans if a <= quantity.number[0] < b), default=end))
    found: FigureStatus = "actual"
    aimed = False
    for token in ruling(draft, last, end):
        morph = morph_of(draft, token)
        forms = {token.lower, morph.stem, morph.root} - {""}
        if forms & words.now:
            return "target" if aimed else found
        if forms & words.target:
            aimed = True
            continue
        if aimed and morph.root and forms & words.forecast and not morph.possessed:
            return "forecast"  # "yetkazishni kutmoqdamiz"
        if aimed:
            continue
        if forms & words.planned:
            return "planned"
        if forms & words.forecast:
            return "forecast"
        if (
            morph.form == "verbal_noun"
            and (morph.possessed and morph.case in ("nom", "acc"))
            or morph.form == "participle"
            and morph.aspect == "future"
        ):
            found = "planned"
        elif (
            morph.form == "future"
            and morph.root in change_words(draft.language).reach | change_words(draft.language).up
        ):
            found = "forecast"
        elif (
            morph.form == "future"
            and morph.root not in words.happening
            and not morph.root.endswith("mas")
            and (quantity.rate is None or morph.root in words.starting)
        ):
            found = "planned"
        elif morph.finite or morph.form == "participle" and token.pos != "VERB":
            break
    return "target" if aimed else found


def still_planned(draft: Draft, quantity: Counted, indicator: str | None, status: FigureStatus) -> FigureStatus:
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
