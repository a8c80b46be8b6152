"""A shallow tree of a head-final sentence: what stands before depends on what comes after, and the endings say how.

Relations are those of ``language.base``. Nouns hang on the next word that can rule them: a genitive on the noun that is
possessed, a bare word on the noun after it, the rest on the next verb or verbal noun; verbs hang on the verb after them, the
last one is the root.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.language.base import Sentence, Token
from communique.language.turkic.morphology import Morph

if TYPE_CHECKING:
    from communique.language.turkic.parser import TurkicAnalysis

NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "X")
OBLIQUE = ("dat", "loc", "abl", "lim")


def hang(analysis: TurkicAnalysis, sentence: Sentence) -> None:
    """Give each token of a sentence its head and relation."""
    tokens, morphs = analysis.tokens[sentence.first : sentence.last], analysis.morphs[sentence.first : sentence.last]
    root = next((t for t in reversed(tokens) if _rules(t, morphs[t.i - sentence.first])), None)
    root = root or next((t for t in reversed(tokens) if t.pos in NOMINAL), tokens[-1])
    ruler: Token | None = None  # the next word to the right that rules nouns as a verb does
    for at in range(len(tokens) - 1, -1, -1):
        token, rules = tokens[at], _rules(tokens[at], morphs[at])
        if token is root:
            token.head, token.dep = token.i, "root"
        else:
            head, token.dep = _place(tokens, morphs, at, root, ruler or root, rules)
            token.head = head.i
        ruler = token if rules else ruler
    for token in tokens:
        if token.head != token.i:
            analysis.tokens[token.head].children.append(token.i)


def _rules(token: Token, morph: Morph) -> bool:
    """Whether nouns can hang on it as on a verb."""
    return token.pos in ("VERB", "AUX") or morph.form in ("verbal_noun", "participle", "abstract")


def _place(
    tokens: list[Token], morphs: list[Morph], at: int, root: Token, ruler: Token, rules: bool
) -> tuple[Token, str]:
    token, morph = tokens[at], morphs[at]
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.pos == "PUNCT":
        return root, "punct"
    if token.pos == "CCONJ":
        return (following or root), "cc"
    if token.pos == "ADP":
        before = tokens[at - 1] if at else None
        return (before, "case") if before is not None and before.pos in NOMINAL else (root, "advmod")
    if rules and token.i < root.i:
        return _verb(tokens, morphs, at, ruler)
    if token.i > root.i:
        return root, "dep"
    if token.pos == "ADV":
        return ruler, "advmod"
    if following is not None and following.pos == "ADP":
        return ruler, "obl"
    if morph.case == "gen":
        owned = next((t for t, m in zip(tokens[at + 1 :], morphs[at + 1 :], strict=True) if m.possessed), None)
        return (owned, "nmod:poss") if owned is not None else (root, "dep")
    if morph.case == "acc":
        return ruler, "obj"
    if morph.case in OBLIQUE:
        return ruler, "obl"
    partner = _coordinated(tokens, morphs, at)
    if partner is not None:
        return partner, "conj"
    noun = _noun_after(tokens, morphs, at)
    if noun is not None:
        kinds = {"NUM": "nummod", "ADJ": "amod", "DET": "det"}
        return noun, "nmod" if morph.case == "rel" else kinds.get(token.pos, "compound")
    return ruler, "nsubj"


def _verb(tokens: list[Token], morphs: list[Morph], at: int, ruler: Token) -> tuple[Token, str]:
    token, morph = tokens[at], morphs[at]
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if morph.form == "participle" and morph.case == "nom" and not morph.possessed:
        noun = _noun_after(tokens, morphs, at)
        if noun is not None:
            return noun, "acl"
    if token.pos != "VERB" and morph.case == "acc":
        return ruler, "ccomp"
    if token.pos != "VERB" and morph.case == "gen":
        return ruler, "acl"
    if following is not None and following.pos == "AUX" or morph.form == "converb" and ruler.i == token.i + 1:
        return ruler, "compound"
    if token.pos != "VERB" and morph.case == "nom" and morph.possessed:
        return ruler, "csubj"
    return ruler, "parataxis" if morph.finite else "advcl"


def _noun_after(tokens: list[Token], morphs: list[Morph], at: int) -> Token | None:
    """The noun that a bare word before it belongs to: the last of the nouns in a row, across what describes it."""
    if morphs[at].possessed and tokens[at].pos in NOMINAL:
        return None
    for after in range(at + 1, len(tokens)):
        token, morph = tokens[after], morphs[after]
        if token.pos in ("NOUN", "PROPN", "X"):
            if morph.case == "nom" and not morph.possessed:
                continue
            return token if not morph.form else None
        if token.pos not in ("ADJ", "NUM", "DET"):
            break
    last = at
    while last + 1 < len(tokens) and tokens[last + 1].pos in ("NOUN", "PROPN", "X", "ADJ", "NUM", "DET"):
        last += 1
    return tokens[last] if last > at and tokens[last].pos in ("NOUN", "PROPN", "X") else None


def _coordinated(tokens: list[Token], morphs: list[Morph], at: int) -> Token | None:
    """The noun after "and" or a comma with which a noun of the same case is coordinated."""
    if tokens[at].pos not in ("NOUN", "PROPN"):
        return None
    after = at + 1
    if after + 1 < len(tokens) and (tokens[after].pos == "CCONJ" or tokens[after].text == ","):
        other = tokens[after + 1]
        if other.pos in ("NOUN", "PROPN") and morphs[after + 1].possessed == morphs[at].possessed:
            return other
    return None
