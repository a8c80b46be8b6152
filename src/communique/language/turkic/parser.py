"""A Turkic language behind the interface ``Language``: tokens with endings taken off, and the shallow parse over them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import msgspec
import regex

from communique.language.base import Analysis, Sentence, Token, load_data, spaced
from communique.language.sentences import Abbreviations, paragraphs, sentences
from communique.language.turkic.letters import APOSTROPHES, Letters, Plain, Writing
from communique.language.turkic.morphology import Morph, MorphologyWords, compile_endings
from communique.language.turkic.tree import hang
from communique.record import Span

T = TypeVar("T")

WORD = regex.compile(
    rf"\d{{1,3}}(?:[ \u00a0\u202f\u2009]\d{{3}})+(?:,\d+)?(?!\d)|\d+(?:[.,]\d+)*"
    rf"|\p{{L}}[\p{{L}}\p{{M}}\d]*(?:[{APOSTROPHES}]+[\p{{L}}\p{{M}}]+|[-‑][\p{{L}}\p{{M}}]+|(?<=[oOgG])[‘ʻ`'’](?!\p{{L}}))*"
    rf"|[^\s\p{{L}}\d]"
)


KNOWN = {
    "entities": ("organization", "agreement", "programme", "event", "project", "place", "groups"),
    "titles": ("heads", "given"),
    "references": ("nouns",),
    "figures": ("people", "whole", "measurable", "shares", "aims", "term", "prices", "actors"),
    "steps": ("papers", "works", "things", "gatherings"),
}


VERBS = {
    "cues": ("active", "weak", "toward", "passive", "through"),
    "changes": ("up", "down", "reach", "to_only"),
    "steps": ("verbs", "building", "working"),
    "relations": ("builds", "leads", "takes_part", "signs", "invests"),
}


class Grammar(msgspec.Struct, frozen=True):
    """The file ``grammar.yml`` of a language: words of closed classes."""

    postpositions: frozenset[str]
    conjunctions: frozenset[str]
    clause_conjunctions: frozenset[str]  # "but", "and (he)": what follows is another clause
    pronouns: frozenset[str]
    determiners: frozenset[str]
    adverbs: frozenset[str]
    adjectives: frozenset[str]
    auxiliaries: frozenset[str]
    numerals: frozenset[str]
    adjective_ends: list[str]


def _with_passives(verbs: frozenset[str], words: MorphologyWords) -> frozenset[str]:
    """The roots with those of their passives: "ko‘rib chiq-il-gani"."""
    found = set(verbs)
    for root in verbs:
        if not root.isalpha() and "'" not in root or len(root) < 2:
            continue
        kind = "vowel" if root[-1] in words.vowels else root[-1] if root[-1] in words.passive else "consonant"
        found |= {root + end for end in words.passive.get(kind, ())}
    return frozenset(found)


@dataclass
class TurkicAnalysis(Analysis):
    """An analysis with the plain form of its text and what the endings of each token say."""

    plain: Plain = field(default_factory=lambda: Plain("", [0]))
    morphs: list[Morph] = field(default_factory=list)


class Turkic:
    """A language of the family by its code; all that differs is its data."""

    family = "turkic"

    def __init__(self, code: str) -> None:
        self.code = code
        self._writing = Writing(self.data("letters", Letters))
        self._plain: dict[str, str] = {}
        self.grammar = self.data("grammar", Grammar)
        self._adjective_ends = tuple(self.grammar.adjective_ends)
        self._words = self.data("morphology", MorphologyWords).words
        self._having = tuple(e for e in self.data("morphology", MorphologyWords).attributive if len(e) == 2)
        self._copula = tuple(self.data("morphology", MorphologyWords).copula)
        self._abbreviations = self.data("abbreviations", Abbreviations)
        grammar = self.grammar
        self._kinds = {
            **dict.fromkeys(grammar.adjectives, "ADJ"),
            **dict.fromkeys(grammar.adverbs, "ADV"),
            **dict.fromkeys(grammar.determiners, "DET"),
            **dict.fromkeys(grammar.pronouns, "PRON"),
            **dict.fromkeys(grammar.conjunctions | grammar.clause_conjunctions, "CCONJ"),
            **dict.fromkeys(grammar.postpositions, "ADP"),
            **dict.fromkeys(grammar.numerals, "NUM"),
            **dict.fromkeys(grammar.auxiliaries, "AUX"),
        }
        words = self.data("morphology", MorphologyWords)
        words = msgspec.structs.replace(words, verbs=_with_passives(words.verbs | self._verbs(), words))
        self._known = frozenset(self._kinds) | self._vocabulary()
        self.morph: Callable[[str], Morph] = compile_endings(words, self._known)

    def _verbs(self) -> frozenset[str]:
        """Roots of the verbs that the lists name: the last words of their phrases."""
        found: set[str] = set()
        for name, keys in VERBS.items():
            lists = self.data(name, dict[str, Any])
            found |= {phrase.split()[-1] for key in keys for phrase in lists.get(key, ())}
        return frozenset(found)

    def _vocabulary(self) -> frozenset[str]:
        """Words of the lists of names, titles and things: where an ending could be cut twice, the known word stays."""
        found: set[str] = set()
        for name, keys in KNOWN.items():
            lists = self.data(name, dict[str, Any])
            for key in keys:
                words = lists.get(key, ())
                for word in (w for one in words.values() for w in one) if isinstance(words, dict) else words:
                    if " " not in word:
                        found.add(word)
        return frozenset(found) | self._lands()

    def _lands(self) -> frozenset[str]:
        """Last words of the names of countries and capitals that end as if they had a case: "arabistoni", "praga"."""
        lists = self.data("countries", dict[str, Any])
        ends = tuple(end for forms in self.data("morphology", MorphologyWords).cases.values() for end in forms)
        names = {name.split()[-1] for key in ("names", "capitals") for name in lists.get(key, ())}
        return frozenset(name for name in names if name.endswith(ends))

    def data(self, name: str, kind: type[T]) -> T:
        return load_data(self.code, name, kind)  # type: ignore[arg-type, no-any-return]

    def plain(self, text: str) -> str:
        """Words as the lists of the language have them."""
        known = self._plain.get(text)
        if known is None:
            if len(self._plain) > 50_000:
                self._plain.clear()
            known = self._plain[text] = self._writing.plain_of(text).text
        return known

    def is_predicate(self, word: str) -> bool:
        """Whether a word ends in the copula."""
        return word.endswith(self._copula)

    def lemma(self, word: str, pos: str) -> str:
        """The stem of a word; of a verb its root."""
        morph = self.morph(self.plain(word))
        return morph.root if pos == "VERB" and morph.root else morph.stem

    def base_form(self, tokens: Sequence[Token], kind: str) -> str:
        """The words of a name without the case of the last one."""
        morph = self.morph(tokens[-1].lower)
        last = tokens[-1].text
        plain = self._writing.plain_of(last)
        cut = last if morph.case == "nom" else last[: plain.span(0, morph.base)[1]]
        return " ".join([*spaced(tokens[:-1]), cut])

    def knows(self, word: str) -> bool:
        """Whether a word is one of the lists."""
        morph = self.morph(self.plain(word))
        return morph.stem in self._known or bool(morph.root)

    def analyse(self, texts: Sequence[str], skip: Sequence[Sequence[Span]] | None = None) -> list[Analysis]:
        analyses = self.tokenize(texts, skip)
        self.parse(analyses)
        return analyses

    def tokenize(self, texts: Sequence[str], skip: Sequence[Sequence[Span]] | None = None) -> list[Analysis]:
        return [self._tokenize(text, skip[at] if skip else ()) for at, text in enumerate(texts)]

    def _tokenize(self, text: str, skip: Sequence[Span]) -> Analysis:
        analysis = TurkicAnalysis(text, plain=self._writing.plain_of(text))
        tokens, plain = analysis.tokens, analysis.plain
        for index, paragraph in enumerate(paragraphs(text)):
            if any(start < paragraph[1] and paragraph[0] < end for start, end in skip):
                continue
            for start, end in sentences(text, paragraph, self._abbreviations):
                sentence = Sentence(len(analysis.sentences), start, end, len(tokens), len(tokens), index, parsed=True)
                for match in WORD.finditer(text, start, end):
                    a, b = match.span()
                    word = plain.text[a:b] if plain.same else plain.text[plain.place(a) : plain.place(b)]
                    tokens.append(Token(len(tokens), a, b, match.group(), word, sentence.index))
                sentence.last = len(tokens)
                if sentence.last > sentence.first:
                    analysis.sentences.append(sentence)
        return analysis

    def parse(self, analyses: Sequence[Analysis], *, names: bool = True) -> None:
        for analysis in analyses:
            assert isinstance(analysis, TurkicAnalysis)
            for token in analysis.tokens[len(analysis.morphs) :]:
                morph = self.morph(token.lower)
                analysis.morphs.append(morph)
                token.pos = self._part_of_speech(analysis, token, morph)
                token.lemma = morph.root if token.pos == "VERB" else morph.stem
                token.tag = morph.form if token.pos == "VERB" else morph.case
            for sentence in analysis.sentences:
                if analysis.tokens[sentence.first].head < 0:
                    hang(analysis, sentence)

    def _is_described_by(self, word: str) -> bool:
        """ "o‘rinli", "quvvatli": made of a noun that the lists know, itself none of their words."""
        if word in self._known or word in self._words:
            return False
        return any(word.endswith(end) and word[: -len(end)] in self._words for end in self._having)

    def _part_of_speech(self, analysis: TurkicAnalysis, token: Token, morph: Morph) -> str:
        first = token.text[0]
        if first.isdigit():
            return "NUM"
        if not first.isalpha():
            return "PUNCT" if not first.isalnum() else "X"
        kind = self._kinds.get(token.lower)
        if kind is not None and (kind != "ADJ" or not first.isupper()):
            return kind
        opening = (
            token.i == analysis.sentences[token.sentence].first if token.sentence < len(analysis.sentences) else True
        )
        if first.isupper() and not opening:
            return "PROPN"
        if morph.finite or morph.form == "converb":
            return "VERB"
        if morph.form == "participle" and morph.case == "nom" and not morph.possessed:
            return "VERB"
        if self._is_described_by(token.lower):
            return "ADJ"
        kind = self._kinds.get(morph.stem)
        if kind in ("PRON", "NUM"):
            return kind
        base = morph.root if morph.form == "abstract" else morph.stem
        if morph.possessed and not morph.plural and base in self.grammar.auxiliaries:
            return "AUX"  # "ekanini", "mumkinligini"
        if (
            morph.stem not in self._known
            and morph.case == "nom"
            and not morph.possessed
            and morph.word.endswith(self._adjective_ends)
        ):
            return "ADJ"
        return "PROPN" if first.isupper() and morph.case != "nom" and len(token.text) > 3 else "NOUN"
