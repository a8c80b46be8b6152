"""Base forms of Russian words by pymorphy3's dictionary: the lemma that a tag asks for, the nominative of a name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import regex

from communique.language.base import Token

# what the Universal Dependencies call a thing → the grammemes of the dictionary
POS = {
    "NOUN": ("NOUN",), "PROPN": ("NOUN",), "ADJ": ("ADJF", "ADJS", "COMP", "PRTF", "PRTS"), "NUM": ("NUMR", "ADJF"),
    "VERB": ("VERB", "INFN", "PRTF", "PRTS", "GRND"), "AUX": ("VERB", "INFN"), "ADV": ("ADVB", "COMP", "PRED"),
    "DET": ("ADJF", "NPRO"), "PRON": ("NPRO", "ADJF", "NOUN"), "ADP": ("PREP",), "CCONJ": ("CONJ",), "SCONJ": ("CONJ",),
    "PART": ("PRCL",),
}  # fmt: skip
CASES = {"Nom": ("nomn",), "Gen": ("gent", "gen2"), "Dat": ("datv",), "Acc": ("accs",), "Ins": ("ablt",), "Loc": ("loct", "loc2"), "Voc": ("voct",)}  # fmt: skip
NAMES = {"Name", "Surn", "Patr", "Geox", "Orgn", "Trad"}  # grammemes of names
GENDERS = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}
NUMBERS = {"Sing": "sing", "Plur": "plur"}


@lru_cache
def _dictionary() -> Any:
    import pymorphy3

    return pymorphy3.MorphAnalyzer()


@lru_cache(maxsize=100_000)
def parses(word: str) -> list[Any]:
    """What the dictionary says of a word, the likeliest first; for words that it lacks, what their ending tells."""
    return _dictionary().parse(word)  # type: ignore[no-any-return]


def best(word: str, pos: str, features: dict[str, str]) -> Any:
    """The reading of a word that agrees best with what the sentence says of it."""
    wanted = POS.get(pos, ())
    cases, gender = CASES.get(features.get("Case", ""), ()), GENDERS.get(features.get("Gender", ""))
    number = NUMBERS.get(features.get("Number", ""))

    def fit(item: tuple[int, Any]) -> float:
        order, parse = item
        tag = parse.tag
        score = 4.0 * (tag.POS in wanted) + 2.0 * (tag.case in cases) + (tag.gender == gender or gender is None)
        score += (tag.number == number) - 0.1 * order
        if pos == "PROPN":
            score += 0.5 * any(mark in tag for mark in ("Name", "Surn", "Patr", "Geox", "Orgn"))
        return float(score)

    return max(enumerate(parses(word)), key=fit)[1]


@lru_cache(maxsize=200_000)
def lemma(word: str, pos: str, features: tuple[tuple[str, str], ...] = ()) -> str:
    """The base form in lower case: of a participle its verb, of a name its nominative."""
    found = best(word, pos, dict(features))
    normal = str(found.normal_form).replace("ё", "е")
    if pos in ("ADJ", "DET") and found.tag.POS in ("PRTF", "PRTS"):
        first = found.inflect({"nomn", "sing", "masc"})
        return str(first.word).replace("ё", "е") if first is not None else normal
    return normal


def can_be(word: str, case: str, number: str) -> bool:
    """Whether a word can stand in a case and number."""
    wanted = CASES.get(case, ())
    return any(p.tag.case in wanted and p.tag.number in (NUMBERS.get(number), None) for p in parses(word))


@lru_cache(maxsize=20_000)
def name_cases(word: str) -> frozenset[str]:
    """The cases in which the dictionary has a word as a given name in the singular."""
    found = {p.tag.case for p in parses(word) if p.is_known and "Name" in p.tag and p.tag.number == "sing"}
    return frozenset(case for case, names in CASES.items() if found & set(names))


def is_noun(word: str) -> bool:
    """Whether the dictionary has a word as a common noun and as nothing else."""
    found = parses(word)
    return all(p.is_known and p.tag.POS == "NOUN" and not NAMES & set(p.tag.grammemes) for p in found)


def gender_of_past(word: str) -> str | None:
    """The gender of a form that is a past tense and nothing else, "" in the plural; ``None`` of other words."""
    verbs = [parse.tag for parse in parses(word) if parse.tag.POS in ("VERB", "INFN")]
    if not verbs or any(tag.tense != "past" for tag in verbs):
        return None
    return next((gender for gender, mark in GENDERS.items() if verbs[0].gender == mark), "")


def is_intransitive(word: str) -> bool:
    """Whether a verb takes no object ("состоялся", "действует")."""
    return any("intr" in parse.tag for parse in parses(word)[:1])


def like(word: str, model: str) -> str:
    """A word in the case of letters of another: "Союз" like "Союзом", "БелАЗ" like "БелАЗа"."""
    if model.isupper() and len(model) > 1:
        return word.upper()
    if "-" in word and "-" in model and word.count("-") == model.count("-"):
        return "-".join(like(one, two) for one, two in zip(word.split("-"), model.split("-"), strict=True))
    same = len(_common(word.lower(), model.lower()))
    return model[:same] + word[same:]


def _common(one: str, two: str) -> str:
    at = 0
    while at < min(len(one), len(two)) and one[at].replace("ё", "е") == two[at].replace("ё", "е"):
        at += 1
    return one[:at]


def nominative(token: Token, gender: str | None = None, number: str | None = None, case: str | None = None) -> str:
    """The word of a token in the nominative, its number kept (or as given); acronyms lose their endings only ("МИДа")."""
    if sum(c.isupper() for c in token.text) > 1 and "-" not in token.text:
        found = ACRONYM.fullmatch(token.text)
        return found.group(1) if found is not None else token.text
    case = case or token.case
    if case in ("", "Nom") or not token.text[-1:].isalpha() or not _cyrillic(token.text):
        return token.text
    parts = token.text.split("-")
    if len(parts) > 1 and token.pos == "PROPN":
        last = _nominative(parts[-1], token, case, gender, number)
        if parts[0][:1].isupper() and parts[-1][:1].isupper() and token.gender == "Masc":
            return "-".join([*(p for p in parts[:-1]), last])
        return "-".join([*parts[:-1], last])
    return _nominative(token.text, token, case, gender, number)


def _nominative(text: str, token: Token, case: str, gender: str | None, number: str | None) -> str:
    features = {"Case": case, "Gender": token.gender, "Number": token.number}
    found = best(text.lower(), token.pos, features)
    if found.tag.case is None and found.tag.POS not in ("PRTF", "ADJF", "NOUN"):
        return text
    number = number or token.number
    wanted = {"nomn"}
    if number in NUMBERS and (number == "Sing" or "Sgtm" not in found.tag):
        wanted.add(NUMBERS[number])
    gender = gender or token.gender
    if number == "Sing" and gender in GENDERS and found.tag.POS != "NOUN":
        wanted.add(GENDERS[gender])
    made = found.inflect(wanted) or found.inflect({"nomn"})
    return like(made.word, text) if made is not None else text


def _cyrillic(word: str) -> bool:
    return any("а" <= c <= "я" or c == "ё" for c in word.lower())


ACRONYM = regex.compile(r"(\p{Lu}{2,}(?:\p{Ll}\p{Lu}+)*)(?:а|у|ом|е|ы)")
AGREEING = ("flat:name", "compound")


def nominative_phrase(tokens: Sequence[Token]) -> str:
    """A noun phrase in the nominative: its head and what agrees with it; what hangs below in another case stays as it is."""
    head = next((t for t in tokens if t.pos in ("NOUN", "PROPN")), tokens[0])
    agreeing = ("ADJ", "DET", "VERB", "NUM")
    changed = {head.i} | {
        t.i
        for t in tokens
        if t.head == head.i
        and (
            t.case == head.case and (t.pos in agreeing or t.pos == "PROPN" and t.dep in AGREEING) or _can_agree(t, head)
        )
    }
    changed |= {t.i for t in tokens if t.head in changed and t.dep == "conj" and t.case == head.case and t.pos == "ADJ"}
    return spaced(
        tokens,
        [nominative(t, head.gender, head.number, head.case) if t.i in changed else t.text for t in tokens],
    )


def _can_agree(token: Token, head: Token) -> bool:
    """ "третьей линии": an adjective that the networks gave another case than its noun, though it can have that one."""
    return (
        token.dep == "amod"
        and token.pos == "ADJ"
        and token.i < head.i
        and can_be(token.text.lower(), head.case, head.number)
    )


def nominative_person(tokens: Sequence[Token]) -> str:
    """A person's name in the nominative: each part; those that the dictionary does not know follow the first that has a case."""
    cases = [t.case for t in tokens if t.case]
    case = max(cases, key=lambda one: (cases.count(one), one != "Nom"), default="")
    if case == "Nom":
        return spaced(tokens, [t.text for t in tokens])
    gender = _gender_of(tokens, case)
    return spaced(tokens, [_part(t, case, gender) for t in tokens])


def _gender_of(tokens: Sequence[Token], case: str) -> str:
    """The gender for which the dictionary knows most parts of a name in that case; in doubt what the sentence says."""
    told = next((t.gender for t in tokens if t.gender in ("Masc", "Fem")), "Masc")
    wanted = CASES.get(case, ())

    def known(gender: str) -> int:
        return sum(
            any(
                p.is_known and p.tag.case in wanted and p.tag.gender == GENDERS[gender] and p.tag.number == "sing"
                and any(mark in p.tag for mark in ("Name", "Surn", "Patr"))
                for p in parses(t.text.lower())
            )
            for t in tokens
        )  # fmt: skip

    return max(("Masc", "Fem"), key=lambda gender: (known(gender), gender == told))


def _part(token: Token, case: str, gender: str) -> str:
    text = token.text
    if not _cyrillic(text) or not case:
        return text
    words = [_part_word(word, case, gender) for word in text.split("-")]
    return "-".join(words)


def _part_word(word: str, case: str, gender: str) -> str:
    """A name's part: by the dictionary where it knows names of that case, else by the endings of names."""
    wanted = CASES.get(case, ())
    for parse in sorted(parses(word.lower()), key=lambda parse: "Fixd" in parse.tag):  # "Анне" is of "Анна"
        tag = parse.tag
        if (
            tag.case in wanted
            and any(m in tag for m in ("Name", "Surn", "Patr"))
            and tag.gender in (GENDERS[gender], None)
        ):
            if tag.number == "plur":
                continue
            made = parse.inflect({"nomn", "sing"})
            if made is not None and parse.is_known:
                return like(made.word, word)
    for parse in parses(word.lower()):  # "Юкке": a known word in "-а" that declines so
        if parse.is_known and parse.tag.case in wanted and word.endswith("е") and str(parse.normal_form).endswith("а"):
            return like(parse.normal_form, word)
    return _by_ending(word, case, gender)


# masculine names like "Мванза" in the accusative; names that never change have a vowel before "у" or one syllable
ACCUSATIVE = [(consonant + "у", consonant + "а") for consonant in "бвгдзклмнпрст"]
ENDINGS = {
    # case → endings of masculine names and what the nominative has instead
    "Gen": [("ого", "ий"), ("а", ""), ("я", "й"), ("ы", "а"), *ACCUSATIVE], "Dat": [("ому", "ий"), ("у", ""), ("ю", "й")],
    "Acc": [("ого", "ий"), ("а", ""), ("я", "й"), *ACCUSATIVE], "Ins": [("ским", "ский"), ("ым", ""), ("ом", ""), ("ем", "й")],
    "Loc": [("ом", "ий"), ("е", "")],
}  # fmt: skip
FEMININE = {
    "Gen": [("ой", "а"), ("ы", "а"), ("и", "а")], "Dat": [("ой", "а"), ("е", "а")], "Acc": [("у", "а"), ("ю", "я")],
    "Ins": [("ой", "а"), ("ей", "я")], "Loc": [("ой", "а"), ("е", "а")],
}  # fmt: skip
HUSHING = "жшчщц"  # behind them the instrumental is "ем" without a soft sign: "Борджем"
VOWELS = "аеёиоуыэюя"


def _by_ending(word: str, case: str, gender: str) -> str:
    if gender == "Fem":
        for ending, instead in FEMININE.get(case, []):
            if word.endswith(ending) and (ending == "ой" and word[-4:-2] in ("ов", "ев", "ин") or ending != "ой"):
                return (
                    word[: -len(ending)] + instead
                    if word[-4:-2] in ("ов", "ев", "ин") or ending in ("ы", "у")
                    else word
                )
        return word
    for ending, instead in ENDINGS.get(case, []):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            if ending in ("ого", "ому") and stem[-2:] not in ("ск", "цк"):
                continue
            if ending == "ом" and instead == "ий" and stem[-2:] not in ("ск", "цк"):
                continue
            if not instead and (stem[-1] in VOWELS):
                continue
            if instead == "й" and stem[-1] not in VOWELS:  # "Чжицзюня", but "Сергея"
                instead = "" if stem[-1] in HUSHING else "ь"
            return stem + instead
    return word


def spaced(tokens: Sequence[Token], words: Iterable[str]) -> str:
    """Words joined as their tokens stand: with a blank only where there is one."""
    found = ""
    before: Token | None = None
    for token, word in zip(tokens, words, strict=True):
        found += (" " if before is not None and before.end < token.start else "") + word
        before = token
    return found
