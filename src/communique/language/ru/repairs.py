"""What the networks' parses of Russian get wrong, put right by agreement, by what a verb can have, and by where a clause ends."""

from __future__ import annotations

from collections.abc import Sequence

from communique.language.base import Analysis, Token
from communique.language.gated import link_children
from communique.language.ru import words as dictionary

HAPPEN = ("пройти", "проходить")  # "прошёл форум": transitive elsewhere ("пройти путь")
FINITE = ("VBD", "VBZ", "VBP", "VBF")
CLAUSES = ("acl:relcl", "acl", "ccomp", "advcl")
WITHIN = ("obj", "obl", "iobj", "nsubj", "nsubj:pass", "advmod", "xcomp", "csubj", "nummod")


def put_right(analysis: Analysis, tokens: Sequence[Token]) -> None:
    """Change heads, relations and cases of a sentence's tokens where the networks err; children are linked anew."""
    _fill_cases(analysis, tokens)
    _subjects(analysis, tokens)
    _objects(analysis, tokens)
    _clauses(analysis, tokens)
    link_children(tokens)


def _clauses(analysis: Analysis, tokens: Sequence[Token]) -> None:
    """ "откроет рынок, где живёт 180 млн человек": what stands behind the verb of a clause up to its comma belongs to it."""
    first, last = tokens[0].i, tokens[-1].i
    for verb in tokens:
        if verb.dep not in CLAUSES or verb.pos not in ("VERB", "AUX") or verb.head >= verb.i:
            continue
        comma = next((i for i in range(verb.i - 1, verb.head, -1) if analysis.tokens[i].text == ","), None)
        if comma is None:
            continue
        for at in range(verb.i + 1, last + 1):
            token = analysis.tokens[at]
            if token.pos == "PUNCT" and token.text not in '«»„“”"-':
                break
            if token.pos in ("VERB", "AUX", "CCONJ", "SCONJ"):
                break
            if token.dep in WITHIN and first <= token.head < comma:
                token.head = verb.i


def _fill_cases(analysis: Analysis, tokens: Sequence[Token]) -> None:
    """Adjectives that the networks know no case of ("кыргызско-турецкой") have that of their noun, if they can."""
    for token in tokens:
        if token.case or token.pos not in ("ADJ", "DET") or not token.text[-1:].isalpha():
            continue
        head = analysis.tokens[token.head]
        if token.dep == "amod" and head.case and dictionary.can_be(token.text.lower(), head.case, head.number):
            token.case, token.gender, token.number = head.case, head.gender, head.number


def _subjects(analysis: Analysis, tokens: Sequence[Token]) -> None:
    """ "в институте прошёл круглый стол", "университет принял форум": nominative and accusative look alike, and a verb has one subject."""
    for verb in tokens:
        if verb.pos != "VERB" or verb.tag not in FINITE:
            continue
        children = [analysis.tokens[i] for i in verb.children]
        objects = [c for c in children if c.dep == "obj" and c.pos in ("NOUN", "PROPN")]
        if any(c.dep in ("nsubj", "nsubj:pass", "csubj") for c in children) or not objects:
            continue
        can = [noun for noun in objects if _can_be_subject(noun, verb)]
        if can and (
            len(objects) > 1
            and can[0].i < verb.i
            or verb.lemma in HAPPEN
            or dictionary.is_intransitive(verb.text.lower())
        ):
            can[0].dep = "nsubj"


def _objects(analysis: Analysis, tokens: Sequence[Token]) -> None:
    """ "первую очередь планируется запустить": what stands in the accusative right before such a verb is the infinitive's object."""
    for infinitive in tokens:
        verb = analysis.tokens[infinitive.head]
        if infinitive.tag != "VB" or infinitive.dep not in ("csubj", "xcomp") or verb.tag not in FINITE:
            continue
        if verb.i <= tokens[0].i or infinitive.i != verb.i + 1:
            continue
        noun = analysis.tokens[verb.i - 1]
        if noun.pos != "NOUN" or noun.case != "Acc" or noun.head == infinitive.i or _has_preposition(analysis, noun):
            continue
        if any(analysis.tokens[i].dep == "obj" for i in infinitive.children):
            continue
        noun.head, noun.dep = infinitive.i, "obj"
        before = analysis.tokens[noun.i - 1]
        if before.pos == "ADJ" and before.case == "Acc":
            before.head, before.dep = noun.i, "amod"


def _has_preposition(analysis: Analysis, noun: Token) -> bool:
    """Whether a preposition stands before a noun, its adjectives between."""
    at = noun.i - 1
    while at > 0 and analysis.tokens[at].pos in ("ADJ", "DET", "NUM"):
        at -= 1
    return at >= 0 and analysis.tokens[at].pos == "ADP"


def _can_be_subject(noun: Token, verb: Token) -> bool:
    return noun.number == verb.number and (
        noun.case == "Nom" or noun.case == "Acc" and dictionary.can_be(noun.text.lower(), "Nom", noun.number)
    )
