"""English parse: gate first, then spaCy's packaged model on the sentences that can matter, batched across documents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar

import msgspec

from communique.language.base import Analysis, Name, Sentence, Token, load_data, spaced
from communique.language.en.decode import annotate, batches, make_fast
from communique.language.en.model import load_model, model_folder
from communique.language.en.tags import Seen, TagForms, read_patterns
from communique.language.gate import Gate, GateWords
from communique.language.sentences import Abbreviations, paragraphs, sentences
from communique.record import Span

T = TypeVar("T")

# Relations of the model (ClearNLP style) in the words of ``language.base``.
RELATIONS = {
    "ROOT": "root",
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj",
    "dobj": "obj",
    "dative": "iobj",
    "auxpass": "aux:pass",
    "poss": "nmod:poss",
    "relcl": "acl:relcl",
    "prt": "compound:prt",
    "nn": "compound",
    "npadvmod": "advmod",
    "oprd": "xcomp",
    "preconj": "cc",
    "predet": "det",
}
CHUNK = re.compile(r"\S+")
KEPT = 50_000  # runs of signs of which the words are kept
LABELS = {"GPE": "PLACE", "LOC": "PLACE", "FAC": "FAC", "WORK_OF_ART": "WORK"}


class LemmaWords(msgspec.Struct, frozen=True):
    """Base forms that the model's tables give otherwise, by part of speech."""

    verb: dict[str, str]
    noun: dict[str, str]


class English:
    """The language ``en``."""

    code = "en"

    def __init__(self, nlp: Any, forms: TagForms) -> None:
        self._nlp = nlp
        self._lemmatizer = nlp.get_pipe("lemmatizer")
        self._lemmas: dict[tuple[str, str, str], str] = {}
        self._bases: dict[tuple[str, str], str] = {}
        self._pieces: dict[str, list[tuple[str, str, int]]] = {}
        self._known: dict[str, bool] = {}
        # lists in the package, in which each word that is looked up would be compared with thousands
        index = self._lemmatizer.lookups.get_table("lemma_index")
        for pos in ("noun", "verb", "adj", "adv"):
            index[pos] = frozenset(index[pos])
        self._words_by_pos: dict[str, frozenset[str]] = {pos: index[pos] for pos in ("noun", "verb", "adj")}
        self._forms = forms
        own = self.data("lemmas", LemmaWords)
        self._own_lemmas = {("VERB", form): base for form, base in own.verb.items()}
        self._own_lemmas |= {("NOUN", form): base for form, base in own.noun.items()}
        self._starts = cache(_one_beginning)
        self._strings = cache(nlp.vocab.strings.__getitem__)  # tags and relations: some hundred numbers
        self._abbreviations = self.data("abbreviations", Abbreviations)
        self._gate = Gate(self.data("gate", GateWords).stems)

    def data(self, name: str, kind: type[T]) -> T:
        return load_data(self.code, name, kind)  # type: ignore[arg-type, no-any-return]

    def matters(self, sentence: str) -> bool:
        """Whether a sentence can hold anything for the record: a digit, a quote, a cue, a number word, a step, a post."""
        return self._gate.opens_for(sentence)

    def lemma(self, word: str, pos: str) -> str:
        """The base form by the model's tables, without a parse: ``lemma("agreed", "VERB")`` is "agree"."""
        found = self._own_lemmas.get((pos, word.lower())) or self._bases.get((pos, word))
        if found is None:
            from spacy.tokens import Doc

            doc = Doc(self._nlp.vocab, words=[word], pos=[pos])
            found = self._bases[pos, word] = str(self._lemmatizer.rule_lemmatize(doc[0])[0]).lower()
        return found

    def base_form(self, tokens: Sequence[Token], kind: str) -> str:
        return " ".join(spaced(tokens))

    def name_cases(self, word: str) -> frozenset[str]:
        """None: English names have no cases."""
        return frozenset()

    def knows(self, word: str) -> bool:
        """Whether the model's lists have it as a noun, a verb or an adjective, in this form or its base form."""
        lower = word.lower()
        known = self._known.get(lower)
        if known is None:
            words = self._words_by_pos
            known = self._known[lower] = any(
                lower in words[pos] or self.lemma(lower, pos.upper()) in words[pos] for pos in words
            )
        return known

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
                for chunk in CHUNK.finditer(text, start, end):
                    begin = chunk.start()
                    for word, lower, offset in self._words(chunk.group()):
                        at = begin + offset
                        tokens.append(Token(len(tokens), at, at + len(word), word, lower, sentence.index))
                sentence.last = len(tokens)
                if sentence.last > sentence.first:
                    analysis.sentences.append(sentence)
                    sentence.parsed = self.matters(text[start:end])
        return analysis

    def _words(self, chunk: str) -> list[tuple[str, str, int]]:
        """The words and marks of a run of signs without a blank, as written and in lower case, with their places in it."""
        found = self._pieces.get(chunk)
        if found is None:
            if len(self._pieces) > KEPT:
                self._pieces.clear()
            pieces = [token for token in self._nlp.tokenizer(chunk) if not token.is_space]
            found = self._pieces[chunk] = [(token.text, token.text.lower(), token.idx) for token in pieces]
        return found

    def parse(self, analyses: Sequence[Analysis], *, names: bool = True) -> None:
        jobs = [
            (analysis, sentence)
            for analysis in analyses
            for sentence in analysis.sentences
            if sentence.parsed and analysis.tokens[sentence.first].head < 0
        ]
        for batch in batches([sentence.last - sentence.first for _, sentence in jobs]):
            docs = [self._doc(*jobs[at]) for at in batch]
            annotate(self._nlp, docs, [doc for at, doc in zip(batch, docs, strict=True) if names and jobs[at][1].names])
            for at, doc in zip(batch, docs, strict=True):
                self._copy(*jobs[at], doc)
        for analysis in analyses:
            analysis.names.sort(key=lambda name: name.first)

    def _doc(self, analysis: Analysis, sentence: Sentence) -> Any:
        from spacy.tokens import Doc

        tokens = analysis.tokens[sentence.first : sentence.last]
        # The small model was trained on plain marks; curly and low quotes are shown to it as straight ones.
        words = [SHOWN.get(token.text, token.text) for token in tokens]
        spaces = [one.end < two.start for one, two in zip(tokens, tokens[1:], strict=False)] + [False]
        doc = Doc(self._nlp.vocab, words=words, spaces=spaces)
        doc.from_array("SENT_START", self._starts(len(tokens)))  # faster than to give the beginnings to Doc
        return doc

    def _copy(self, analysis: Analysis, sentence: Sentence, doc: Any) -> None:
        base, tokens = sentence.first, analysis.tokens
        seen: list[Seen] = []
        of = self._strings
        # heads are given as distances
        for token, (tag, dep, head) in zip(
            tokens[base : sentence.last], doc.to_array(["TAG", "DEP", "HEAD"]).tolist(), strict=True
        ):
            relation = of(dep)
            token.tag, token.dep = of(tag), RELATIONS.get(relation, relation)
            token.head = token.i + (head if head < 1 << 63 else head - (1 << 64))
            seen.append((token.tag, PLAIN.get(token.text, token.lower), relation))
        for at, (pos, morph) in enumerate(self._forms.forms(seen)):
            token = tokens[base + at]
            token.pos = pos
            token.lemma = self._lemma(doc, at, token, morph)
        _raise_content_words(tokens, sentence)
        for token in tokens[sentence.first : sentence.last]:
            if token.head != token.i:
                tokens[token.head].children.append(token.i)
        for name in doc.ents:
            label = LABELS.get(name.label_, name.label_)
            analysis.names.append(Name(base + name.start, base + name.end - 1, label))

    def _lemma(self, doc: Any, at: int, token: Token, morph: str) -> str:
        if token.pos not in ("VERB", "AUX", "NOUN", "ADJ", "ADV"):
            return token.lower
        key = (token.lower, token.pos, token.tag)
        found = self._lemmas.get(key) or self._own_lemmas.get((token.pos, token.lower))
        if found is None:
            parsed = doc[at]
            parsed.pos_ = token.pos
            parsed.set_morph(morph)
            found = self._lemmas[key] = self._lemmatizer.rule_lemmatize(parsed)[0].lower()
        return found


def _one_beginning(length: int) -> Any:
    """What spaCy keeps of a sentence's beginning at its first token, and of none at the others."""
    import numpy

    return numpy.array([1] + [-1] * (length - 1), dtype=numpy.int64).view(numpy.uint64)


PLAIN = {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "’s": "'s"}
# spellings that the small model takes for verbs: "the Guardians programme in 2027"
SPELLINGS = {"programme": "program", "programmes": "programs", "Programme": "Program", "Programmes": "Programs"}
SHOWN = PLAIN | SPELLINGS


def _raise_content_words(tokens: list[Token], sentence: Sentence) -> None:
    """Make prepositions children of their nouns and gerunds (see ``language.base``)."""
    span = tokens[sentence.first : sentence.last]
    objects: dict[int, Token] = {}
    for token in span:
        if token.dep in ("pobj", "pcomp") and token.head not in objects:
            objects[token.head] = token
    raised: dict[int, int] = {}  # preposition → the word that took its place
    for preposition in span:
        noun = objects.get(preposition.i)
        if noun is None:
            continue
        top, chain = preposition, [preposition]
        # "according to", "out of": a preposition without an object of its own belongs to the one below it
        while tokens[top.head].i != top.i and tokens[top.head].dep in ("prep", "agent") and top.head not in objects:
            top = tokens[top.head]
            chain.append(top)
        head = tokens[top.head]
        gerund = noun.dep == "pcomp" and noun.pos in ("VERB", "AUX")
        is_root = head.i == top.i
        agent = top.dep == "agent"
        for link in chain:
            link.head, link.dep = noun.i, "mark" if gerund else "case"
            raised[link.i] = noun.i
        verbal = head.pos in ("VERB", "AUX", "ADJ", "ADV")
        if is_root:
            noun.head, noun.dep = noun.i, "root"
        else:
            noun.head = head.i
            noun.dep = (
                ("advcl" if verbal else "acl") if gerund else ("obl:agent" if agent else "obl" if verbal else "nmod")
            )
    for token in span:
        while token.head in raised and token.dep not in ("case", "mark"):
            target = raised[token.head]
            if target == token.i:
                break
            token.head = target
    _cut_loops(tokens, span)


def _cut_loops(tokens: list[Token], span: list[Token]) -> None:
    """Odd parses can make a ring of heads; its first token is hung on the root."""
    root = next((token for token in span if token.dep == "root" and token.head == token.i), None)
    safe: set[int] = set()  # from these the heads lead to a root
    for token in span:
        seen, at = {token.i}, token
        while at.head != at.i and at.i not in safe:
            at = tokens[at.head]
            if at.i in seen:
                token.head, token.dep = (root.i, "dep") if root is not None and root is not token else (token.i, "root")
                break
            seen.add(at.i)
        else:
            safe |= seen


def load() -> English:
    """English with its model loaded (about half a second)."""
    nlp = load_model()
    make_fast(nlp)
    return English(nlp, read_patterns(model_folder()))
