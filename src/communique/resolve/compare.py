"""Keys under which things are found, and whether two are one, by kind."""

from __future__ import annotations

from communique.resolve.letters import skeleton
from communique.resolve.people import compare_people, family_keys, people_keys
from communique.resolve.signature import sign
from communique.resolve.subject import Likeness, Subject, refusal
from communique.resolve.things import compare_things, thing_keys

UNRESOLVED = ("group",)  # "the parties" are others in every document
BODIES = ("organization", "project", "programme", "place")  # readers take one for another
NO_PLACE = {"agency", "organization", "association", "union"}  # types that a name may have and still be told by itself
THINGS = ("organization", "project", "agreement", "programme")


def search_keys(subject: Subject) -> set[str]:
    """The keys to look for."""
    return _keys(subject, kept=False)


def kept_keys(subject: Subject) -> set[str]:
    """The keys to keep: a person is found by the family name alone too."""
    return _keys(subject, kept=True) | (family_keys(subject.forms) if subject.kind == "person" else set())


def _keys(subject: Subject, *, kept: bool) -> set[str]:
    if subject.kind == "country":
        return {f"country:{code}" for code in subject.countries} or {f"country:{f.casefold()}" for f in subject.forms}
    if subject.kind == "person":
        return people_keys(subject.forms)
    if subject.kind == "event":
        return {f"event:{subject.form}:{subject.date}"} if subject.date and subject.form else set()
    if subject.kind == "place":
        return thing_keys(subject.forms, kept=kept) | {f"place:{_place(form)}" for form in subject.forms}
    return thing_keys(subject.forms, kept=kept)


def compare(one: Subject, two: Subject) -> Likeness:
    """Whether two are one."""
    if one.kind == two.kind:
        if one.kind == "country":
            return Likeness(1.0, ("the same country",)) if one.countries == two.countries else refusal("other country")
        if one.kind == "person":
            return compare_people(one, two)
        if one.kind == "event":
            return _events(one, two)
        if one.kind == "place":
            same = {_place(f) for f in one.forms} & {_place(f) for f in two.forms}
            return Likeness(1.0, ("the same name",)) if same else refusal("other name")
        return compare_things(one, two)
    if one.kind in BODIES and two.kind in BODIES:
        return _across_kinds(one, two)
    return refusal(f"{one.kind} and {two.kind}")


def _across_kinds(one: Subject, two: Subject) -> Likeness:
    """A body that was read as a place elsewhere: only where a name that says nothing but itself is the same."""
    if "place" in (one.kind, two.kind):
        place, body = (one, two) if one.kind == "place" else (two, one)
        for a in place.forms:
            for b in body.forms:
                x, y = sign(a), sign(b)
                bare = not (x.concepts or x.countries or y.countries or y.sectors or y.generic)
                if (
                    bare
                    and not y.types - NO_PLACE
                    and len(x.proper) == 1
                    and len(y.proper) == 1
                    and skeleton(x.proper[0]) == skeleton(y.proper[0])
                ):
                    return Likeness(0.8, (f"the same name, read as {one.kind} and as {two.kind}: {a} / {b}",))
        return refusal("a place is no body")
    found = compare_things(one, two)
    if found.refused or found.score < 0.9:
        return refusal(f"{one.kind} and {two.kind}")
    return Likeness(found.score - 0.1, found.reasons)


def _events(one: Subject, two: Subject) -> Likeness:
    """One form on one day, with a country in common."""
    if one.form != two.form or one.date != two.date or not one.date or len(one.date) < 10:
        return refusal("another day or form")
    if not one.countries & two.countries:
        return refusal("no country in common")
    return Likeness(0.8, (f"{one.form} on {one.date}",))


def _place(name: str) -> str:
    from communique.resolve.letters import variants
    from communique.resolve.words import is_dropped

    words = [w for w in name.replace("-", " ").split() if w]
    proper = [skeleton(w) for w in words if not is_dropped(w)]
    if len(words) == 1 and len(variants(words[0])) > 1:
        return proper[0] if proper else skeleton(words[0])
    kinds = [skeleton(w)[:4] for w in words if is_dropped(w)]
    return " ".join(proper + sorted(kinds)[:1])
