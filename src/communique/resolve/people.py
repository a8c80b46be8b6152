"""Whether two names are one person: family names and given names each must fit.

The family name is the last word, or the first of "Family Given Patronymic"; words are paired the way they fit best.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import permutations

from communique.resolve.letters import consonants, is_feminine_of, letters, likeness, skeleton, variants
from communique.resolve.subject import Likeness, Subject, refusal

FITS = 0.89
ONE_OF_MANY, LONG = 0.87, 8
PATRONYMIC = re.compile(r"(?:[oe]vich|[oe]vna|ichna|ich|ogli|ugli|uli|kizi|uvich)$")
PARTS = re.compile(r"[\s.]+")


@lru_cache(maxsize=65536)
def parts(name: str) -> tuple[str, ...]:
    """The words of a person's name, patronymics left out."""
    words = tuple(w.strip('«»"“”(),') for w in PARTS.split(name) if w.strip('«»"“”(),-–'))
    kept = tuple(w for w in words if not PATRONYMIC.search(skeleton(w)))
    return kept if len(kept) >= 2 or len(words) < 2 else words


@lru_cache(maxsize=65536)
def _fit(one: str, two: str) -> float:
    """How far two words are the same part of a name; an initial fits what it begins."""
    a, b = variants(one), variants(two)
    for written, others in ((one, b), (two, a)):
        if len(written) == 1 or written.casefold() in letters().initials:
            return 0.85 if others[0].startswith(skeleton(written)) else 0.0
    if is_feminine_of(a[0], b[0]):
        return 0.0
    best = max(likeness(x, y) - (0.04 if (x, y) != (a[0], b[0]) else 0.0) for x in a for y in b)
    if best < FITS:  # other letters: one of many in a long word, begun alike
        short = min(len(a[0]), len(b[0]))
        return best if best >= ONE_OF_MANY and short >= LONG and a[0][:1] == b[0][:1] else 0.0
    return best


@lru_cache(maxsize=65536)
def _names(one: str, two: str) -> tuple[float, str] | None:
    """How far two names fit, and how; ``None`` where they do not."""
    a, b = parts(one), parts(two)
    if not a or not b:
        return None
    if len(a) == 1 or len(b) == 1:
        family, others = (a[0], b) if len(a) == 1 else (b[0], a)
        best = _fit(family, others[-1])
        if len(others) == 3 and not best:
            best = _fit(family, others[0])
        return (best * 0.7, f"family name {family} only") if best >= 0.88 else None
    short, long = sorted((a, b), key=len)
    if len(long) > 4:
        return None
    best, how = 0.0, ""
    for choice in permutations(range(len(long)), len(short)):
        fits = [_fit(w, long[i]) for w, i in zip(short, choice, strict=True)]
        if not all(fits):
            continue
        # the same order, or the whole family name moved to the front
        moved = list(choice) != sorted(choice)
        score = sum(fits) / len(fits) - (0.05 if moved else 0.0) - 0.06 * (len(long) - len(short))
        if score > best:
            best, how = score, "same name" if min(fits) == 1.0 else "same name in another spelling"
    return (best, how) if best else None


def compare_people(one: Subject, two: Subject) -> Likeness:
    """Whether two are one person."""
    if one.countries and two.countries and not one.countries & two.countries:
        return refusal(f"they speak for different countries ({_list(one.countries)}; {_list(two.countries)})")
    best: tuple[float, str] | None = None
    for a in one.forms:
        for b in two.forms:
            found = _names(a, b)
            if found and (best is None or found[0] > best[0]):
                best = (found[0], f"{found[1]}: {a} / {b}")
    if best is None:
        return refusal("their names differ")
    # a form with a given name that fits no form of the other means another person, though a family name fits
    full = [(a, b) for a in one.forms for b in two.forms if len(parts(a)) > 1 and len(parts(b)) > 1]
    if full and all(_names(a, b) is None for a, b in full):
        return refusal("their given names differ")
    return Likeness(round(best[0], 3), (best[1],))


def people_keys(forms: tuple[str, ...]) -> set[str]:
    """Blocking keys: the consonants of the family name, with the first sound of the given name and without."""
    keys = set()
    for form in forms:
        words = parts(form)
        for i, word in enumerate(words):
            for plain in variants(word)[:4]:
                bare = consonants(plain)
                if len(words) == 1:
                    keys.add(f"p1:{bare}")
                    continue
                for j, other in enumerate(words):
                    if j != i:
                        first = consonants(skeleton(other))[:1]
                        keys.add(f"p2:{bare}:{first}")
    return keys


def family_keys(forms: tuple[str, ...]) -> set[str]:
    """Keys under which a full name is found by the family name alone."""
    keys = set()
    for form in forms:
        words = parts(form)
        if len(words) > 1:
            for word in {words[-1], words[0]} if len(words) > 2 else {words[-1]}:
                keys |= {f"p1:{consonants(plain)}" for plain in variants(word)[:4]}
    return keys


def _list(codes: frozenset[str]) -> str:
    return ", ".join(sorted(codes))
