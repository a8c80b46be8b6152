"""What every language gives: tokens, sentences, a parse, and its word lists as data.

The parse uses one set of relations for all languages, close to Universal Dependencies: content words are heads, and a
preposition is the ``case`` child of its noun. A noun with a preposition hangs on a verb as ``obl`` (``obl:agent`` for the
doer of a passive) and on a noun as ``nmod``; a possessor is ``nmod:poss``; a gerund with a preposition is ``advcl`` (on a
verb) or ``acl`` (on a noun) with the preposition as its ``mark``. Otherwise: ``root nsubj nsubj:pass csubj obj iobj ccomp
xcomp advcl acl acl:relcl amod advmod nummod quantmod nmod compound compound:prt det appos conj cc aux aux:pass neg mark
attr`` (noun after a copula) ``acomp`` (adjective after a copula) ``parataxis expl punct dep flat:name``. The copula is the
head of its clause. A title before a name is its ``compound`` where the language can tell.

The finer tags are shared as well: ``VBD`` past, ``VBZ VBP`` present, ``VBF`` future of one word, ``VB`` infinitive, ``VBN``
passive participle, ``VBG`` gerund, converb or active participle, ``VBI`` imperative; ``NN NNS NNP NNPS`` nouns; ``JJ JJR``
adjectives; ``WDT WP`` relative and asking pronouns, ``PRP PRP$`` personal and possessive ones; ``CD IN CC RB DT``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any, Protocol, TypeVar

import msgspec

from communique.record import Span

T = TypeVar("T")


@dataclass(slots=True)
class Token:
    """A word or mark, its place in the text and in the parse. ``head`` and ``children`` are indices into all tokens."""

    i: int
    start: int
    end: int
    text: str
    lower: str  # as word lists have it: in lower case; in a language that inflects, the base form once it is parsed
    sentence: int
    pos: str = ""  # Universal part of speech; "" where the sentence was not parsed
    tag: str = ""  # a finer tag, see above
    lemma: str = ""
    dep: str = ""
    case: str = ""  # Nom Gen Dat Acc Ins Loc …, in languages that have cases
    gender: str = ""  # Masc Fem Neut
    number: str = ""  # Sing Plur
    head: int = -1  # a root's head is itself; -1 where the sentence was not parsed
    children: list[int] = field(default_factory=list)

    @property
    def span(self) -> Span:
        return self.start, self.end


@dataclass(slots=True)
class Name:
    """A name that the language's recogniser saw: tokens ``[first, last]``; a hint, not a verdict."""

    first: int
    last: int
    label: str  # PERSON ORG PLACE NORP EVENT FAC PRODUCT LAW WORK DATE …


@dataclass(slots=True)
class Sentence:
    """Tokens ``[first, last)`` of one sentence; ``parsed`` is false where the gate found nothing that can matter."""

    index: int
    start: int
    end: int
    first: int
    last: int
    paragraph: int
    parsed: bool = False
    names: bool = True  # whether its names are wanted; without them the recogniser is spared where there is one apart


@dataclass
class Analysis:
    """A text with its tokens, sentences and parse."""

    text: str
    tokens: list[Token] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)
    _name_starts: list[int] = field(default_factory=list)

    def token_at(self, offset: int) -> Token | None:
        """The token that covers an offset, or the first one after it in the text; ``None`` past the last."""
        if len(self._starts) != len(self.tokens):
            self._starts = [token.start for token in self.tokens]
        at = bisect_right(self._starts, offset) - 1
        if at >= 0 and offset < self.tokens[at].end:
            return self.tokens[at]
        return self.tokens[at + 1] if at + 1 < len(self.tokens) else None

    def names_near(self, first: int, last: int) -> list[Name]:
        """Names that begin at tokens ``[first - 60, last]``, in the order of the text: no name is longer."""
        if len(self._name_starts) != len(self.names):
            self._name_starts = [name.first for name in self.names]
        return self.names[bisect_left(self._name_starts, first - 60) : bisect_right(self._name_starts, last)]

    def tokens_in(self, span: Span) -> list[Token]:
        """The tokens that lie in a span, whole or in part."""
        tokens, (start, end) = self.tokens, span
        if len(self._starts) != len(tokens):
            self._starts = [token.start for token in tokens]
        at = bisect_right(self._starts, start) - 1
        if at < 0 or start >= tokens[at].end:
            at += 1
        return tokens[at : bisect_left(self._starts, end, at)]

    def sentence_of(self, offset: int) -> Sentence | None:
        """The sentence in which an offset lies (or the next one)."""
        token = self.token_at(offset)
        return self.sentences[token.sentence] if token is not None else None

    def sentence_tokens(self, sentence: Sentence) -> list[Token]:
        return self.tokens[sentence.first : sentence.last]

    def head_of(self, token: Token) -> Token | None:
        """The head, or ``None`` for a root and for what was not parsed."""
        return None if token.head in (-1, token.i) else self.tokens[token.head]

    def children(self, token: Token, *deps: str) -> list[Token]:
        """Children in the order of the text; only those of the given relations, if any are given."""
        tokens = self.tokens
        if not deps:
            return [tokens[i] for i in token.children]
        return [tokens[i] for i in token.children if tokens[i].dep in deps]

    def child(self, token: Token, *deps: str) -> Token | None:
        """The first child of one of the relations."""
        for i in token.children:
            child = self.tokens[i]
            if not deps or child.dep in deps:
                return child
        return None

    def ancestors(self, token: Token) -> Iterator[Token]:
        """The head, its head, and so on to the root."""
        head = self.head_of(token)
        while head is not None:
            yield head
            head = self.head_of(head)

    def subtree(self, token: Token, without: Collection[str] = ()) -> list[Token]:
        """The token and all below it, in the order of the text; branches of the relations in ``without`` are left out."""
        if not token.children:
            return [token]
        tokens, found, stack = self.tokens, [token.i], list(token.children)
        if without:
            stack = [child for child in stack if tokens[child].dep not in without]
        while stack:
            at = stack.pop()
            found.append(at)
            below = tokens[at].children
            if below:
                stack += [child for child in below if tokens[child].dep not in without] if without else below
        found.sort()
        return [tokens[i] for i in found]

    def span_of(self, tokens: Sequence[Token]) -> Span:
        """From the first token's start to the last one's end; marks at either end are left out."""
        first, last = 0, len(tokens) - 1
        while first < last and tokens[first].pos == "PUNCT":
            first += 1
        while last > first and tokens[last].pos == "PUNCT":
            last -= 1
        return tokens[first].start, tokens[last].end

    def marker(self, token: Token) -> str:
        """The preposition(s) of a noun, in lower case, joined by a space: "according to"; "" without one."""
        return " ".join(child.lower for child in self.children(token, "case") if child.i < token.i)

    def conjuncts(self, token: Token) -> list[Token]:
        """The token and those coordinated with it that follow."""
        found = [token]
        for child in self.children(token, "conj"):
            found.extend(self.conjuncts(child))
        return found

    def is_passive(self, verb: Token) -> bool:
        return any(child.dep in ("nsubj:pass", "aux:pass") for child in self.children(verb))

    def subject(self, verb: Token) -> Token | None:
        """The subject of a verb, also one that it shares with the verb it is coordinated with."""
        seen: Token | None = verb
        while seen is not None:
            found = self.child(seen, "nsubj", "nsubj:pass", "csubj")
            if found is not None:
                return found
            seen = self.head_of(seen) if seen.dep in ("conj", "xcomp") else None
        return None

    def words(self, span: Span) -> str:
        return self.text[span[0] : span[1]]


class Language(Protocol):
    """A language: its parser behind one interface, and its word lists."""

    code: str

    def __hash__(self) -> int: ...

    def analyse(self, texts: Sequence[str], skip: Sequence[Sequence[Span]] | None = None) -> list[Analysis]:
        """One analysis a text, parsed in batches across all of them; ``skip`` are spans to leave unread, a list a text."""
        ...

    def tokenize(self, texts: Sequence[str], skip: Sequence[Sequence[Span]] | None = None) -> list[Analysis]:
        """As ``analyse``, without the parse: sentences that can matter are marked ``parsed``."""
        ...

    def parse(self, analyses: Sequence[Analysis], *, names: bool = True) -> None:
        """Parse the sentences that are marked and not parsed yet; without ``names`` the recogniser of names is spared."""
        ...

    def data(self, name: str, kind: type[T]) -> T:
        """The word list ``language/<code>/<name>.yml`` as a struct of that kind."""
        ...

    def lemma(self, word: str, pos: str) -> str:
        """The base form of a word in lower case."""
        ...

    def base_form(self, tokens: Sequence[Token], kind: str) -> str:
        """A name as its entity (of that kind) is called, of the words as they stand: in a language with cases its nominative."""
        ...

    def name_cases(self, word: str) -> frozenset[str]:
        """The cases in which a word can stand as somebody's given name; none where no list tells."""
        ...

    def knows(self, word: str) -> bool:
        """Whether a word, written in lower case, is a noun, a verb or an adjective of the language; names may be too."""
        ...


def spaced(tokens: Sequence[Token]) -> Iterator[str]:
    """The words of tokens as they are written: those that stand without a blank between them together."""
    word = ""
    for at, token in enumerate(tokens):
        if at and tokens[at - 1].end < token.start:
            yield word
            word = ""
        word += token.text
    if word:
        yield word


@cache
def load_data(code: str, name: str, kind: type[T]) -> T:
    """The word list of a language, checked against its struct; a list that the file leaves out is empty.

    Raises ``msgspec.ValidationError`` where it does not fit.
    """
    path = resources.files("communique.language").joinpath(code, f"{name}.yml")
    if not isinstance(kind, type) or not issubclass(kind, msgspec.Struct):
        return msgspec.yaml.decode(path.read_bytes(), type=kind)
    told = msgspec.yaml.decode(path.read_bytes())
    absent = {field.encode_name: _empty(field.type) for field in msgspec.structs.fields(kind) if field.required}
    return msgspec.convert(absent | told, kind, strict=True)


def _empty(kind: Any) -> Any:
    """What stands for a list that a language does not have."""
    return {str: "", bool: False}.get(kind, {} if getattr(kind, "__origin__", kind) is dict else [])
