"""Which state a title stands for where the title itself does not name it: "кыргызский премьер", "с молдавской стороны … министр",
"делегацию министерства энергетики Ирана возглавил замминистра"."""

from __future__ import annotations

from communique.extract.draft import Draft, EntityDraft
from communique.extract.names import TitleWords
from communique.extract.slavic.speech_words import source_words
from communique.extract.slavic.words import phrase_words
from communique.language import Token

SIDE = 4  # tokens of "с молдавской стороны"


def demonym_before(draft: Draft, phrase: list[Token]) -> str | None:
    """ "украинский посол": the country of the adjective right before a title, or one of the title's own words."""
    first = phrase[0]
    before = draft.analysis.tokens[first.i - 1] if first.i else None
    if before is None or before.sentence != first.sentence or before.pos != "ADJ" and before.dep != "amod":
        return None
    return _demonym(draft, before) if before.case in ("", first.case) or not first.case else None


def _demonym(draft: Draft, token: Token) -> str | None:
    found = [one for one in draft.countries.find(token.text) if one.form == "demonym"]
    return found[0].code if found else None


def side_of(draft: Draft, first: Token) -> str | None:
    """ "С молдавской стороны документ подписала министр", "от Катара": whose side the person stands for."""
    tokens, start = draft.analysis.tokens, draft.analysis.sentences[first.sentence].first
    sides, wanted = source_words(draft.language).collective, {"с", "со", "от"}
    for at in range(first.i - 1, start - 1, -1):
        token = tokens[at]
        if token.pos == "ADP" and token.lower in wanted:
            inside = tokens[at + 1 : at + SIDE]
            if token.lower != "от" and any(t.lower in sides for t in inside):
                return next((code for t in inside if (code := _demonym(draft, t)) is not None), None)
            country = draft.entity_at(inside[0]) if inside else None
            if token.lower == "от" and country is not None and country.kind == "country":
                return country.country
    return None


def delegating_body(draft: Draft, phrase: list[Token], titles: TitleWords) -> EntityDraft | None:
    """The one ministry of the same sentence for which a deputy without a portfolio of his own stands."""
    if any(t.pos in ("NOUN", "PROPN") and t.lower not in titles.heads for t in phrase):
        return None
    sentence = draft.analysis.sentences[phrase[0].sentence]
    ministries = phrase_words(draft.language).ministries
    found = {
        m.entity
        for m in draft.mentions_in((sentence.start, phrase[0].start))
        if draft.entities[m.entity].kind == "organization" and draft.analysis.tokens[m.head].lower in ministries
    }
    return draft.entities[found.pop()] if len(found) == 1 else None
