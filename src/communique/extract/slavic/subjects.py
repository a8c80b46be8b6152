"""What a verb of measure is said of where the parse lost it or a pronoun stands for it: "торговля скромна: она не дотянула до 70 млн"."""

from __future__ import annotations

from communique.extract.draft import Draft
from communique.extract.figure_words import figure_words
from communique.extract.measures import Measure, measure_from, phrase_tokens
from communique.language import Token
from communique.record import Figure

FINITE = ("VBD", "VBZ", "VBP", "VBF")
NEAR = 7  # tokens before a number in which its verb stands
BACK = 1  # sentences back to which a pronoun points


def said_of_far(draft: Draft, figure: Figure) -> Measure | None:
    """The subject of the verb that leads to a number: a noun that agrees with it, or the one its pronoun stands for."""
    first = draft.analysis.token_at(figure.span[0])
    if first is None or figure.unit == "1":
        return None
    words = figure_words(draft.language)
    verb = _verb(draft, figure, first)
    if verb is None or verb.lemma not in words.measure_verbs and not _is_qualifier(figure, verb):
        return None  # the verb of a converb is one of change or of measure too
    pronoun = _pronoun(draft, verb)
    noun: Token | None
    own = draft.analysis.child(verb, "nsubj", "nsubj:pass")
    if own is not None and own.pos == "NOUN" and not figure.span[0] <= own.start < figure.span[1]:
        noun = own
    else:
        noun = _antecedent(draft, pronoun, verb) if pronoun is not None else _agreeing(draft, verb)
    if noun is None or noun.lower in words.weak_measures:
        return None
    inside = {t.i for t in draft.analysis.tokens_in(figure.span)}
    measure = measure_from(draft, phrase_tokens(draft, noun, inside), noun)
    measure.rule = "said_of_far"
    return measure


def _verb(draft: Draft, figure: Figure, first: Token) -> Token | None:
    """The finite verb inside the amount's words ("перешагнул отметку в …") or right before them."""
    inside = [t for t in draft.analysis.tokens_in(figure.span) if t.tag in FINITE or _is_converb(t)]
    if inside:
        return _main(draft, inside[0])
    for token in reversed(draft.analysis.tokens[max(0, first.i - NEAR) : first.i]):
        if token.sentence != first.sentence or token.text in ";:":
            return None
        if token.tag in FINITE or _is_converb(token):
            return _main(draft, token)
    return None


def _is_converb(token: Token) -> bool:
    """ "достигнув", "составив"."""
    return token.tag == "VBG" and token.pos == "VERB" and not token.case


def _main(draft: Draft, verb: Token) -> Token:
    """The verb whose subject a converb shares: "экспорт увеличился, достигнув 500 млн"."""
    if not _is_converb(verb):
        return verb
    before = draft.analysis.tokens[draft.analysis.sentences[verb.sentence].first : verb.i]
    return next((t for t in reversed(before) if t.tag in FINITE), verb)


def _is_qualifier(figure: Figure, verb: Token) -> bool:
    return figure.span[0] <= verb.start < figure.span[1]


def _pronoun(draft: Draft, verb: Token) -> Token | None:
    """ "она достигнет": the pronoun in the nominative right by the verb."""
    near = draft.analysis.tokens[max(0, verb.i - 4) : verb.i + 2]
    words = figure_words(draft.language)
    found = [t for t in near if t.pos in ("PRON", "DET") and t.case == "Nom" and t.sentence == verb.sentence]
    return next((t for t in found if t.lower in words.personal | words.pointing), None)


def _antecedent(draft: Draft, pronoun: Token, verb: Token) -> Token | None:
    """The noun in the nominative that a pronoun stands for: the nearest before it that agrees, a sentence back at most."""
    start = draft.analysis.sentences[max(0, pronoun.sentence - BACK)].first
    for token in reversed(draft.analysis.tokens[start : pronoun.i]):
        if token.pos != "NOUN" or token.case != "Nom" or draft.in_period(token.start):
            continue
        if token.number == verb.number and (not pronoun.gender or token.gender == pronoun.gender):
            return token
    return None


def _agreeing(draft: Draft, verb: Token) -> Token | None:
    """The noun in the nominative before a past verb in its sentence that agrees with it, asides between."""
    subjects = draft.analysis.children(verb, "nsubj", "nsubj:pass")
    if any(any(c.isalpha() for c in t.text) for t in subjects) or verb.tag != "VBD":
        return None
    first = draft.analysis.sentences[verb.sentence].first
    for token in reversed(draft.analysis.tokens[first : verb.i]):
        if token.text in ";:" or token.pos in ("SCONJ",) and token.text.lower() not in ("как",):
            return None
        if (
            token.pos == "NOUN"
            and token.case == "Nom"
            and token.number == verb.number
            and not draft.in_period(token.start)
        ):
            if not verb.gender or token.gender == verb.gender:
                above = draft.analysis.head_of(token)
                if above is None or above is verb or above.tag not in FINITE or above.gender != token.gender:
                    return token
    return None
