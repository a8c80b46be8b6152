"""Whether two names are one body, project, agreement or programme: type, sector, proper names and countries must not clash.

"Tashkent Metallurgical Plant" and "Toshkent metallurgiya zavodi" share a proper name, a sector and a type; "Tashkent Textile
Plant" has another sector; "MEPhI branch in Tashkent" and "SPbSU branch in Tashkent" each have a proper name that the other lacks.
"""

from __future__ import annotations

from functools import lru_cache

from communique.resolve.letters import consonants, is_cyrillic, likeness, loose, skeleton, variants
from communique.resolve.signature import Signature, sign
from communique.resolve.subject import Likeness, Subject, refusal
from communique.resolve.words import is_sector, read_words, words

FITS = 0.8
ENOUGH = 5  # meanings that two names without a proper name share, where they are one: "Central Asia industrial cooperation centre"
ADJECTIVE = ("ский", "ская", "ское", "ского", "ской", "скому", "ским", "скую", "ские", "ских", "sky", "skiy")


@lru_cache(maxsize=65536)
def _proper_variants(word: str) -> tuple[str, ...]:
    found = list(variants(word))
    for ending in ADJECTIVE:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            found.append(skeleton(word[: -len(ending)]))
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=131072)
def same_word(one: str, two: str) -> float:
    """How far two proper names are one."""
    best = 0.0
    for a in _proper_variants(one):
        for b in _proper_variants(two):
            fit = likeness(a, b)
            other_script = is_cyrillic(one) != is_cyrillic(two)
            if other_script and fit < 0.93 and loose(a) == loose(b) and abs(len(a) - len(b)) <= 1:
                best = max(best, 0.85 if len(loose(a)) > 1 and a[:1] == b[:1] else 0.0)
            if fit < 0.93 and (a[:1] != b[:1] or min(len(a), len(b)) < (6 if other_script else 9)):
                fit = 0.0
            if fit == 0.93 and len(consonants(a)) < 3 and is_cyrillic(one) == is_cyrillic(two):
                fit = 0.0  # "Uzmet", "Azmit": too little to go by within one script
            best = max(best, fit)
    return best if best >= FITS else 0.0


@lru_cache(maxsize=131072)
def compare_names(one: str, two: str) -> Likeness:
    """Whether two names can be one thing's, by what they say."""
    a, b = sign(one), sign(two)
    if a.numbers != b.numbers and (a.numbers and b.numbers):
        return refusal("their numbers differ")
    if _is_acronym_of(a, b) or _is_acronym_of(b, a):
        return Likeness(0.9, (f"initials: {one} / {two}",))
    if a.types and b.types and not a.types & b.types:
        return refusal(f"different types: {_list(a.types)}; {_list(b.types)}")
    if not (_generic_fits(a, b) and _generic_fits(b, a)):
        return refusal(f"different types: {_list(a.generic | a.types)}; {_list(b.generic | b.types)}")
    if a.sectors and b.sectors and not a.sectors & b.sectors:
        return refusal(f"different sectors: {_list(a.sectors)}; {_list(b.sectors)}")
    if a.countries and b.countries and not (a.countries <= b.countries or b.countries <= a.countries):
        return refusal("different countries in their names")
    if a.numbers != b.numbers:
        return refusal("one has a number")
    if (a.types ^ b.types) & set(words().exclusive):
        return refusal("a part, or a body of its own, and the whole")
    pairs, left_a, left_b = _pair(a, b)
    if left_a and left_b:
        return refusal(f"different names: {', '.join(left_a)}; {', '.join(left_b)}")
    if (left_a and not (b.types | b.generic)) or (left_b and not (a.types | a.generic)):
        return refusal(f"one has more to its name: {', '.join(left_a or left_b)}")
    if not (a.types | a.generic | b.types | b.generic) and (_ends_in_sector(one) != _ends_in_sector(two)):
        return refusal("one is the other's company for one thing")  # Gazprom, Gazprom Neft
    only_a, only_b = a.concepts - b.concepts - a.generic, b.concepts - a.concepts - b.generic
    if only_a and only_b and (a.sectors ^ b.sectors):
        return refusal(f"different words: {_list(only_a)}; {_list(only_b)}")
    if a.types & b.types & set(words().many) and a.sectors != b.sectors:
        return refusal("there are several of them, for different things")
    return _score(a, b, pairs, left_a or left_b)


def _generic_fits(one: Signature, other: Signature) -> bool:
    """A "station" may be a power plant, no refinery."""
    only = [set(words().fits_only[g]) for g in one.generic if g in words().fits_only]
    return not only or one.types != frozenset() or not other.types or any(o & other.types for o in only)


def _ends_in_sector(name: str) -> bool:
    last = read_words(name)[-1:]
    return bool(last and last[0].concept and is_sector(last[0].concept))


def _pair(a: Signature, b: Signature) -> tuple[list[float], list[str], list[str]]:
    """The proper names that are the same (how far), and those that only one has."""
    pairs: list[float] = []
    left_b = list(b.proper)
    left_a: list[str] = []
    for word in a.proper:
        fits = [(same_word(word, other), other) for other in left_b]
        best = max(fits, default=(0.0, ""))
        if best[0]:
            pairs.append(best[0])
            left_b.remove(best[1])
        else:
            left_a.append(word)
    # an acronym stands for words that the other has in full
    for mine, theirs, other in ((left_a, left_b, b), (left_b, left_a, a)):
        for word in list(mine):
            if _spells(word, a if other is b else b, other):
                mine.remove(word)
                pairs.append(0.9)
                theirs[:] = [w for w in theirs if skeleton(w)[:1] not in skeleton(word)]
    return pairs, left_a, left_b


def _spells(word: str, owner: Signature, other: Signature) -> bool:
    """The word is an acronym, and its letters follow one another among the initials of the other name."""
    plain = {skeleton(letter) for letter in word}  # letter by letter, as acronyms are: "НИЯУ"
    found = [acronym for acronym in owner.acronyms if set(acronym) <= plain]
    return any(len(acronym) >= 3 and acronym in initials for acronym in found for initials in other.initials)


def _is_acronym_of(short: Signature, long: Signature) -> bool:
    """The whole of one name is the initials of the other: "IICA"; with its type: "CKU railway"."""
    if len(short.proper) != 1 or not short.acronyms or long.acronyms and len(long.proper) == 1:
        return False
    acronym = short.acronyms[0]
    if short.concepts:
        if not short.types <= long.types or not short.types:
            return False
        return len(acronym) >= 3 and any(i[: len(acronym)] == acronym for i in long.initials)
    return acronym in long.initials


def _score(a: Signature, b: Signature, pairs: list[float], left: list[str]) -> Likeness:
    common = 3.0 * sum(pairs) + 1.5 * len(a.countries & b.countries) + len(a.concepts & b.concepts)
    if a.generic and (b.generic or b.types) or b.generic and a.types:
        common += 0.0 if a.generic & b.generic else 0.5
    least = min(a.weight, b.weight)
    most = max(a.weight, b.weight, 1.0)
    if not pairs:
        said = len(a.concepts & b.concepts) + 2 * len(a.countries & b.countries)
        if left or said < 3 or (not a.countries and not b.countries and said < 3):
            return Likeness(min(0.5, common / most / 2), ("nothing in their names that is theirs alone",))
    score = 0.6 * min(1.0, common / max(least, 1.0)) + 0.4 * min(1.0, common / most)
    shared = [*(w for w in a.proper if any(same_word(w, o) for o in b.proper)), *sorted(a.countries & b.countries),
              *sorted(a.concepts & b.concepts)]  # fmt: skip
    return Likeness(round(score, 3), (f"both have {', '.join(shared) or 'initials'}: {a.name} / {b.name}",))


def compare_things(one: Subject, two: Subject) -> Likeness:
    """Whether two are one thing: the best pair of their forms decides, a date may forbid it."""
    best = Likeness(0.0, ("no form fits",), refused=True)
    for a in one.forms:
        for b in two.forms:
            found = compare_names(a, b)
            if best.refused and not found.refused or (found.refused == best.refused and found.score > best.score):
                best = found
    if not best.refused and best.score < 0.9 or best.reasons[0].startswith("both have"):
        best = _known_apart(one, two, best)
    if one.kind == two.kind == "agreement" and not best.refused:
        return _agreements(one, two, best)
    return best


def _known_apart(one: Subject, two: Subject, best: Likeness) -> Likeness:
    """Names without a proper name in them: of bodies that every country has, and of projects, there are many."""
    a, b = (max((sign(f) for f in s.forms), key=lambda x: x.weight) for s in (one, two))
    if best.refused or a.proper or b.proper or (a.countries and b.countries):
        return best
    if len(a.concepts & b.concepts) >= ENOUGH:
        return best
    many = (a.types | b.types) & set(words().many) - {"institute"}
    if one.kind == "project" or many:
        if one.countries and one.countries == two.countries and one.kind != "project":
            return best
        return Likeness(min(best.score, 0.5), (*best.reasons, "there may be many of that name"))
    return best


def _agreements(one: Subject, two: Subject, best: Likeness) -> Likeness:
    """A name that many agreements have needs the same day; another year makes another agreement."""
    if one.date and two.date:
        if one.date == two.date:
            return Likeness(min(1.0, best.score + 0.1), (*best.reasons, f"both signed {one.date}"))
        if abs(int(one.date[:4]) - int(two.date[:4])) > 1:
            return refusal(f"signed {one.date} and {two.date}")
    if max(sign(f).weight for f in one.forms) < 4 or max(sign(f).weight for f in two.forms) < 4:
        return Likeness(min(best.score, 0.5), (*best.reasons, "a name that many agreements have"))
    return best


def thing_keys(forms: tuple[str, ...], *, kept: bool) -> set[str]:
    """Blocking keys: each proper name; an acronym meets full names by their initials; names without a proper name, pairs of concepts."""
    keys: set[str] = set()
    acronyms, full = ("a:", "i:") if kept else ("i:", "a:")
    for form in forms:
        name = sign(form)
        for word in name.proper:
            keys |= {f"t:{loose(v)}" for v in _proper_variants(word)[:6] if len(v) > 2}
        for acronym in name.acronyms:
            keys |= {f"{acronyms}{acronym}", f"a:{acronym}"}
        keys |= {f"{full}{i}" for i in name.initials if len(i) <= 6}
        if name.types:
            keys |= {f"{full}{i[:3]}" for i in name.initials}
        if not name.proper or len(name.countries) > 1:
            said = sorted(name.concepts)[:6] + sorted(name.countries)[:3]
            keys.add("c:" + "+".join(sorted(name.types)[:1] + sorted(name.countries)))
            keys |= {f"c:{a}+{b}" for i, a in enumerate(said) for b in said[i + 1 :]}
    return keys


def _list(words: frozenset[str]) -> str:
    return ", ".join(sorted(words))
