"""What the languages share: paragraphs and sentences are cut first, a gate picks those that can matter, these are parsed.

A language that derives from ``GatedLanguage`` gives its words (``words``) and the parse of its sentences (``parse``).
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from typing import TypeVar

from communique.language.base import Analysis, Sentence, Token, load_data, spaced
from communique.language.gate import Gate, GateWords
from communique.language.sentences import Abbreviations, paragraphs, sentences
from communique.record import Span

T = TypeVar("T")


class GatedLanguage:
    """A language whose word lists lie in ``language/<code>/``."""

    code: str

    def __init__(self) -> None:
        self._abbreviations = self.data("abbreviations", Abbreviations)
        words = self.data("gate", GateWords)
        self._gate = Gate(words.stems, names=words.names)

    def data(self, name: str, kind: type[T]) -> T:
        return load_data(self.code, name, kind)  # type: ignore[arg-type, no-any-return]

    def matters(self, sentence: str) -> bool:
        """Whether a sentence can hold anything for the record: a digit, a quote, a cue, a number word, a step, a post."""
        return self._gate.opens_for(sentence)

    def knows(self, word: str) -> bool:
        """Whether a word is a noun, a verb or an adjective of the language; a language without such a list says no."""
        return False

    def name_cases(self, word: str) -> frozenset[str]:
        """The cases in which a word can stand as somebody's given name; none where the language has no list of names."""
        return frozenset()

    def analyse(self, texts: Sequence[str], skip: Sequence[Sequence[Span]] | None = None) -> list[Analysis]:
        analyses = self.tokenize(texts, skip)
        self.parse(analyses)
        return analyses

    def tokenize(self, texts: Sequence[str], skip: Sequence[Sequence[Span]] | None = None) -> list[Analysis]:
        return [self._tokenize(text, skip[at] if skip else ()) for at, text in enumerate(texts)]

    def _tokenize(self, text: str, skip: Sequence[Span]) -> Analysis:
        analysis = Analysis(text)
        tokens = analysis.tokens
        for paragraph_index, paragraph in enumerate(paragraphs(text)):
            if any(start < paragraph[1] and paragraph[0] < end for start, end in skip):
                continue
            for start, end in sentences(text, paragraph, self._abbreviations):
                sentence = Sentence(len(analysis.sentences), start, end, len(tokens), len(tokens), paragraph_index)
                for first, last in self.words(text, start, end):
                    word = text[first:last]
                    tokens.append(Token(len(tokens), first, last, word, word.lower(), sentence.index))
                sentence.last = len(tokens)
                if sentence.last > sentence.first:
                    analysis.sentences.append(sentence)
                    sentence.parsed = self.matters(text[start:end])
        return analysis

    @staticmethod
    def unparsed(analyses: Sequence[Analysis]) -> list[tuple[Analysis, Sentence]]:
        """The sentences that are marked and not parsed yet."""
        return [
            (analysis, sentence)
            for analysis in analyses
            for sentence in analysis.sentences
            if sentence.parsed and analysis.tokens[sentence.first].head < 0
        ]

    @abstractmethod
    def words(self, text: str, start: int, end: int) -> Iterable[Span]:
        """The spans of the words and marks of a sentence."""

    @abstractmethod
    def parse(self, analyses: Sequence[Analysis], *, names: bool = True) -> None:
        """Parse the sentences that are marked and not parsed yet."""

    def base_form(self, tokens: Sequence[Token], kind: str) -> str:
        """A name as its entity is called, of the words as they stand: in a language with cases its nominative."""
        return " ".join(spaced(tokens))


def link_children(tokens: Sequence[Token]) -> None:
    """Fill the children of tokens whose heads are set."""
    by_index = {token.i: token for token in tokens}
    for token in tokens:
        token.children.clear()
    for token in tokens:
        if token.head != token.i and token.head in by_index:
            by_index[token.head].children.append(token.i)


def cut_loops(tokens: Sequence[Token]) -> None:
    """Heads that make a ring are cut: its first token goes below the root, which is made where there is none."""
    by_index = {token.i: token for token in tokens}
    root = next((token for token in tokens if token.head == token.i), None)
    for token in tokens:
        seen, at = {token.i}, token
        while at.head != at.i:
            at = by_index[at.head]
            if at.i in seen:
                if root is None:
                    root = token
                token.head, token.dep = (root.i, "dep") if root is not token else (token.i, "root")
                break
            seen.add(at.i)
