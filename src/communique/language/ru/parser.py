"""Russian parse: gate first, then slovnet's networks on the sentences that can matter; relations in the words of ``language.base``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import regex

from communique.language.base import Analysis, Name, Sentence, Token
from communique.language.gated import GatedLanguage, cut_loops, link_children
from communique.language.ru import words as dictionary
from communique.language.ru.network import Networks, Parsed, load_networks
from communique.language.ru.repairs import put_right
from communique.record import Span

WORD = regex.compile(
    r"\d{1,3}(?:[\u00a0\u202f ]\d{3})+(?!\d)(?:,\d+)?|\d+-\p{Ll}+|\d+(?:[.,:/]\d+)*"  # 12 500, 11,6, 10:30, 24/7
    r"|\p{L}+(?:[-‑’'ʼ·]\p{L}+)*(?:-\d+)?|[$€£¥₽₸%№]|\.{2,}|[\p{P}\p{S}]|\S"
)
RELATIONS = {
    "nummod:gov": "nummod", "nummod:entity": "nummod", "csubj:pass": "csubj", "flat": "flat:name", "flat:foreign": "flat:name",
    "discourse": "advmod", "vocative": "parataxis", "orphan": "dep", "list": "conj", "dislocated": "dep",
}  # fmt: skip
LABELS = {"PER": "PERSON", "LOC": "PLACE", "ORG": "ORG"}
LEMMATISED = ("NOUN", "PROPN", "ADJ", "VERB", "NUM", "DET", "PRON")
KNOWN = ("NOUN", "VERB", "INFN", "ADJF", "ADJS", "PRTF", "PRTS")
POSSESSIVE = ("его", "её", "ее", "их")
COMPARED = ("больше", "меньше", "более", "менее", "выше", "ниже")  # no numerals
BE = frozenset(("быть", "был", "была", "было", "были", "будет", "будут", "будем", "буду", "есть", "будь", "будучи"))
# children that stay with the noun or adjective when the copula takes its place
STAY = (
    "amod",
    "det",
    "nmod",
    "case",
    "nummod",
    "flat:name",
    "appos",
    "acl",
    "acl:relcl",
    "compound",
    "fixed",
    "nmod:poss",
)


class Russian(GatedLanguage):
    """The language ``ru``."""

    code = "ru"

    def __init__(self, networks: Networks) -> None:
        super().__init__()
        self._networks = networks
        self._features = [_tag(item) for item in networks.tags]

    def lemma(self, word: str, pos: str) -> str:
        """The base form by the dictionary: ``lemma("подписали", "VERB")`` is "подписать"; "ё" is written "е"."""
        return dictionary.lemma(word.lower(), pos)

    def knows(self, word: str) -> bool:
        """Whether the dictionary has it as a common noun, a verb or an adjective."""
        return any(
            parse.is_known and parse.tag.POS in KNOWN and not dictionary.NAMES & set(parse.tag.grammemes)
            for parse in dictionary.parses(word.lower())
        )

    def name_cases(self, word: str) -> frozenset[str]:
        """The cases in which the dictionary has a word as a given name: ``name_cases("Анны")`` is the genitive."""
        return dictionary.name_cases(word.lower())

    def base_form(self, tokens: Sequence[Token], kind: str) -> str:
        """The nominative of a name; the words that the head governs stay as they are."""
        if kind == "person":
            return dictionary.nominative_person(tokens)
        return dictionary.nominative_phrase(tokens)

    def words(self, text: str, start: int, end: int) -> Iterable[Span]:
        return (match.span() for match in WORD.finditer(text, start, end))

    def parse(self, analyses: Sequence[Analysis], *, names: bool = True) -> None:
        jobs = self.unparsed(analyses)
        sentences = [
            [_plain(token.text) for token in analysis.sentence_tokens(sentence)] for analysis, sentence in jobs
        ]
        for (analysis, sentence), parsed in zip(jobs, self._networks.parse(sentences, names=names), strict=True):
            self._copy(analysis, sentence, parsed)

    def _copy(self, analysis: Analysis, sentence: Sentence, parsed: Parsed) -> None:
        tokens = analysis.sentence_tokens(sentence)
        base, relations = sentence.first, self._networks.relations
        for at, token in enumerate(tokens):
            token.pos, features = self._features[parsed.tags[at]]
            token.case, token.gender = features.get("Case", ""), features.get("Gender", "")
            token.number = features.get("Number", "")
            word = token.text.lower()
            if word in COMPARED:
                token.pos, features = "ADV", {}
            elif word in BE and token.pos == "VERB":
                token.pos = "AUX"
            elif word in POSSESSIVE and token.pos == "PART":
                token.pos = "DET"  # "её генеральный директор"
            token.lemma = (
                dictionary.lemma(word, token.pos, tuple(features.items())) if token.text[:1].isalpha() else word
            )
            token.tag = _fine_tag(token, features)
            if token.pos in LEMMATISED and word not in POSSESSIVE and token.tag != "JJR":
                token.lower = token.lemma
            else:
                token.lower = word.replace("ё", "е")
            relation = relations[parsed.relations[at]]
            token.dep = RELATIONS.get(relation, relation)
            head = parsed.heads[at]
            token.head = token.i if head == 0 else base + head - 1
            if head == 0:
                token.dep = "root"
            elif token.dep == "root":
                token.dep = "parataxis"
        _one_root(tokens)
        cut_loops(tokens)
        link_children(tokens)
        put_right(analysis, tokens)
        cut_loops(tokens)
        link_children(tokens)
        _negations(tokens)
        _passives(analysis, tokens)
        _raise_copulas(analysis, tokens)
        _raise_names(analysis, tokens)
        cut_loops(tokens)
        link_children(tokens)
        _names(analysis, base, parsed.names)


def _plain(word: str) -> str:
    """A mark as the networks know it."""
    return {"“": "«", "”": "»", "„": "«", "‑": "-"}.get(word, word)


def _tag(item: str) -> tuple[str, dict[str, str]]:
    pos, *features = item.split("|")
    return pos.strip("<>"), dict(feature.split("=", 1) for feature in features)


def _fine_tag(token: Token, features: dict[str, str]) -> str:
    """The finer tag, in the words that all languages share (``language.base``)."""
    pos, plural = token.pos, features.get("Number") == "Plur"
    if pos in ("VERB", "AUX"):
        form = features.get("VerbForm", "")
        if form == "Fin":
            tense = features.get("Tense")
            if features.get("Mood") == "Imp":
                return "VBI"
            if tense == "Past":
                return "VBD"
            return "VBF" if tense == "Fut" else "VBP" if plural else "VBZ"
        if form == "Part":
            return "VBN" if features.get("Voice") == "Pass" else "VBG"
        return {"Inf": "VB", "Conv": "VBG"}.get(form, "VB")
    if pos == "NOUN":
        return "NNS" if plural else "NN"
    if pos == "PROPN":
        return "NNPS" if plural else "NNP"
    if token.lemma in ("который", "чей"):
        return "WDT"
    if pos == "PRON":
        return "WP" if token.lemma in ("кто", "что") else "PRP"
    if pos == "DET":
        return "PRP$" if token.text.lower() in POSSESSIVE or token.lemma in ("свой", "наш", "мой", "ваш") else "DT"
    if pos == "ADJ":
        return "JJR" if features.get("Degree") == "Cmp" else "JJ"
    return {"NUM": "CD", "ADP": "IN", "SCONJ": "IN", "CCONJ": "CC", "ADV": "RB", "PART": "RP", "PUNCT": "."}.get(
        pos, pos
    )


def _one_root(tokens: Sequence[Token]) -> None:
    """The first root stays; others hang below it."""
    roots = [token for token in tokens if token.head == token.i]
    for token in roots[1:]:
        token.head, token.dep = roots[0].i, "parataxis"


def _negations(tokens: Sequence[Token]) -> None:
    for token in tokens:
        if token.lower in ("не", "ни") and token.pos == "PART":
            token.dep = "neg"


def _passives(analysis: Analysis, tokens: Sequence[Token]) -> None:
    """The subject of a short passive participle is that of a passive: "меморандум подписан"."""
    for token in tokens:
        if token.dep in ("nsubj", "csubj") and analysis.tokens[token.head].tag == "VBN":
            token.dep = "nsubj:pass"


def _raise_copulas(analysis: Analysis, tokens: Sequence[Token]) -> None:
    """ "был послом", "будет готов": the copula becomes the head, its noun ``attr``, its adjective ``acomp``."""
    for copula in tokens:
        if copula.dep != "cop" or copula.lemma != "быть" and copula.text.lower() not in BE or copula.head == copula.i:
            continue
        noun = analysis.tokens[copula.head]
        if noun.tag == "VBN":
            copula.dep = "aux:pass"  # "была подчёркнута"
            continue
        is_root = noun.head == noun.i
        copula.head, copula.dep = (copula.i, "root") if is_root else (noun.head, noun.dep)
        noun.head, noun.dep = copula.i, "acomp" if noun.pos == "ADJ" else "attr"
        for i in list(noun.children):
            child = analysis.tokens[i]
            if child is not copula and child.dep not in STAY and not (child.dep == "conj" and child.pos == noun.pos):
                child.head = copula.i
        link_children(tokens)


def _raise_names(analysis: Analysis, tokens: Sequence[Token]) -> None:
    """ "посол Батсух Баярсайхан": the name takes the place of the title before it, which hangs on it as ``compound``."""
    for name in tokens:
        if name.dep != "appos" or name.pos != "PROPN" or name.head >= name.i:
            continue
        title = analysis.tokens[name.head]
        if title.pos != "NOUN" or any(
            t.pos == "PUNCT" and t.text not in '«»"“”„-' for t in analysis.tokens[title.i + 1 : name.i]
        ):
            continue
        is_root = title.head == title.i
        name.head, name.dep = (name.i, "root") if is_root else (title.head, title.dep)
        title.head, title.dep = name.i, "compound"
        for i in list(title.children):
            child = analysis.tokens[i]
            if child is not name and child.dep in (
                "case",
                "cc",
                "punct",
                "mark",
                "conj",
                "acl:relcl",
                "advmod",
                "nsubj",
            ):
                child.head = name.i
        link_children(tokens)


def _names(analysis: Analysis, base: int, labels: Sequence[str]) -> None:
    open_name: Name | None = None
    for at, label in enumerate(labels):
        if label.startswith("I-") and open_name is not None and open_name.last == base + at - 1:
            open_name.last = base + at
        elif label != "O":
            open_name = Name(base + at, base + at, LABELS[label[2:]])
            analysis.names.append(open_name)


def load() -> Russian:
    """Russian with its models loaded (about two seconds)."""
    return Russian(load_networks())
