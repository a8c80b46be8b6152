"""Persons by name: the title before the name tells, else a given name or the ending of a family name."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from communique.extract.draft import Draft, EntityDraft
from communique.extract.turkic.names import (
    CountryRun,
    TitleWords,
    entity_words,
    head_kind,
    is_title,
    stem_of,
    title_end,
    title_words,
)
from communique.extract.turkic.view import (
    analysis_of,
    base_span,
    is_capitalised,
    is_name_like,
    morph_of,
    name_of,
    next_token,
)
from communique.knowledge.person_names import is_given_name
from communique.language import Token
from communique.record import Span

MOST = 4  # words of a name


def find_people(draft: Draft, runs: list[CountryRun]) -> None:
    """Add persons named in full, then the mentions by family name alone."""
    countries = {i for run in runs for i in range(run.first, run.last + 1)}
    singles: list[tuple[list[Token], bool]] = []
    for sentence in draft.analysis.sentences:
        at = sentence.first
        while at < sentence.last:
            token = draft.analysis.tokens[at]
            if not _is_name_word(draft, token, countries):
                at += 1
                continue
            run = _run(draft, token, countries)
            at = run[-1].i + 1
            titled = _is_titled(draft, run[0])
            named = titled and _is_given(draft, run[0])  # "o‘rinbosari Olim Hasanov": "olim" is a scholar too
            while (
                run
                and not named
                and (is_title(draft, run[0]) or run[0].lower in title_words(draft.language).modifiers)
                and len(run) > 1
            ):
                titled = titled or is_title(draft, run[0])  # "Prezident Shavkat Mirziyoyev"
                run = run[1:]
            run = _up_to_known(draft, run)
            kept = [] if _is_quoted(draft, run) else _person(draft, run, titled)
            known = _spelled_again(draft, run)
            if known is not None:
                _mention(
                    draft, known, (run[0].start, run[-1].end), name_of(draft, (run[0].start, run[-1].end)), run[-1]
                )
                at = run[-1].i + 1
            elif len(kept) > 1:
                _add(draft, kept)
                at = kept[-1].i + 1
            elif run and not _is_quoted(draft, run):
                singles.append((run, titled))
                at = run[0].i + 1
    named_again: set[int] = set()
    for run, titled in singles:
        if run[0].i in named_again:
            continue
        whole = _named_again(draft, run)
        named_again.update(t.i for t in whole)
        if not whole:
            _tie(draft, run[0], titled)


def _up_to_known(draft: Draft, run: list[Token]) -> list[Token]:
    """The run up to the end of a full name that is known: what follows belongs to another name."""
    known = [draft.language.plain(e.name).split() for e in draft.entities.values() if e.kind == "person"]  # type: ignore[attr-defined]
    for size in range(len(run) - 1, 1, -1):
        if [t.lower for t in run[:size]] in known:
            return run[:size]
    return run


def _named_again(draft: Draft, run: list[Token]) -> list[Token]:
    """A full name without a title, of somebody whose title told before (or tells later) that it is a person's."""
    plain = draft.language.plain  # type: ignore[attr-defined]
    for size in range(min(MOST, len(run)), 1, -1):
        part = run[:size]
        words = {*(t.lower for t in part[:-1]), _base(draft, part[-1])}
        exact = words - {_base(draft, part[-1])} | {part[-1].lower}
        for entity in list(draft.entities.values()):
            if entity.kind != "person" or draft.mention_at(part[0]) is not None:
                continue
            known = set(plain(entity.name).split())
            if known in (words, exact):
                _mention(draft, entity, (part[0].start, part[-1].end), name_of(draft, _span(draft, part)), part[-1])
                return part
    return []


def _is_quoted(draft: Draft, run: list[Token]) -> bool:
    """ "“Cengiz Enerji” …": a name that quotation marks hold is no person's."""
    before, after = next_token(draft, run[0], -1), next_token(draft, run[-1])
    return before is not None and after is not None and before.text in '“«„"' and after.text in '”»“"'


def _is_name_word(draft: Draft, token: Token, countries: set[int]) -> bool:
    if token.i in countries or not token.text[:1].isalpha():
        return False
    return is_capitalised(token) or _has_article(draft, token)


def _has_article(draft: Draft, token: Token) -> bool:
    """A name with its article written onto it in small letters: "al-Hosiniy"."""
    start, hyphen, _ = token.lower.partition("-")
    return (
        bool(hyphen) and start in title_words(draft.language).particles and token.text[len(start) + 1 :][:1].isupper()
    )


def _run(draft: Draft, first: Token, countries: set[int]) -> list[Token]:
    """Capitalised words in a row; one with an ending of case closes it. Initials count: "Sh. Mirziyoyev"."""
    run = [first]
    while len(run) < 8:
        last = run[-1]
        if morph_of(draft, last).case != "nom" and not _is_family(draft, last) and not _is_given(draft, last):
            break
        following = next_token(draft, last)
        if following is not None and following.text == "." and len(last.text) <= 2 and following.start == last.end:
            following = next_token(draft, following)
        if following is None or following.start - last.end > 2:
            break
        particles = _particles(draft, following, len(run))
        if particles:
            run.extend(particles)
            continue
        if not _is_name_word(draft, following, countries):
            break
        run.append(following)
    return run


def _particles(draft: Draft, token: Token, before: int) -> list[Token]:
    """Lower-case words inside a name: "Muhammad al-Hosiniy", "van der" before a capital, "o‘g‘li" behind a full name."""
    if _has_article(draft, token):
        return [token]
    particles = title_words(draft.language).particles
    found: list[Token] = []
    at: Token | None = token
    while at is not None and at.lower in particles and len(found) < 3:
        found.append(at)
        at = next_token(draft, at)
    named = at is not None and (is_capitalised(at) or _has_article(draft, at))
    return found if found and (named or before > 1) else []


def _with_particles(draft: Draft, token: Token) -> list[Token]:
    """A family name with the small words that belong to it: "van der Berg"."""
    found, particles = [token], title_words(draft.language).particles
    before = next_token(draft, token, -1)
    while before is not None and before.lower in particles and len(found) < 4:
        found.insert(0, before)
        before = next_token(draft, before, -1)
    return found


def _is_titled(draft: Draft, first: Token) -> bool:
    """A title right before the name: "vaziri Javdat Yilmaz", "janob Kim"."""
    before = next_token(draft, first, -1)
    if before is None:
        return False
    if before.lower in title_words(draft.language).honorifics:
        return True
    return title_end(draft, first) is not None


@lru_cache
def _family_ends(language: Any) -> tuple[str, ...]:
    return tuple(title_words(language).sure_family_ends)


def _is_family(draft: Draft, token: Token) -> bool:
    """A word that ends as family names do, with or without an ending of case."""
    base, ends = _base(draft, token), _family_ends(draft.language)
    return base.endswith(ends) and any(base.endswith(end) and len(base) > len(end) + 2 for end in ends)


def _base(draft: Draft, token: Token) -> str:
    """The word without its case; a family name that ends so ("Nazarzoda") keeps its end."""
    if token.lower.endswith(_family_ends(draft.language)):
        return token.lower
    return token.lower[: morph_of(draft, token).base]


def _is_initial(draft: Draft, token: Token) -> bool:
    """The first letter of a given name: "I. Solberg", "Sh. Karimov"."""
    following = next_token(draft, token)
    return (
        len(token.text) <= 2
        and token.text[0].isupper()
        and not token.text[1:].isupper()
        and following is not None
        and following.text == "."
        and following.start == token.end
    )


def _is_given(draft: Draft, token: Token) -> bool:
    return token.lower in title_words(draft.language).given or is_given_name(token.text)


def _person(draft: Draft, run: list[Token], titled: bool) -> list[Token]:
    """The words of the run that name a person, from its first; fewer than two where none is named."""
    titles = title_words(draft.language)
    run = _cut(draft, run)
    if len(run) < 2:
        return run
    if len(run) > 2 and _opens_name(draft, run[-1]):
        run = run[:-1]
    following = next_token(draft, run[-1])
    if len(run) > 3 and following is not None and following.lower in entity_words(draft.language).connectors:
        run = run[:-2]  # "… Soliev Sadriddin Ayniy nomidagi universitet"
    for at, token in enumerate(run[1:], start=1):
        # "Shavkat Mirziyoyev Uzbekistan GTL": a family name that comes second ends the name
        if token.lower.endswith(_family_ends(draft.language)) and not run[0].lower.endswith(
            _family_ends(draft.language)
        ):
            run = run[: at + 1]
            break
    for at in range(
        2, len(run)
    ):  # "Vladimir Putin Islom Karimovni": where another given name stands, another person begins
        if _is_given(draft, run[at]) and not _is_given(draft, run[at - 1]) and at + 1 < len(run):
            run = run[:at]
            break
    if titled:
        return run[:MOST]
    if any(is_name_like(token) for token in run):
        return []
    if _is_initial(draft, run[0]) and (following is None or head_kind(draft, following) is None):
        family = next((at for at, token in enumerate(run) if not _is_initial(draft, token)), None)
        if family is not None and run[family].pos in ("PROPN", "NOUN") and not _is_body(draft, run[family]):
            return run[: family + 1]
    for size in range(min(MOST, len(run)), 1, -1):
        part = run[:size]
        if _is_family(draft, part[-1]) and not _is_body(draft, part[0]) or part[-1].lower in titles.particles:
            return part
        if _is_given(draft, part[0]) and size == min(3, len(run)) and not _is_body(draft, part[-1]):
            return part
    return []


def _cut(draft: Draft, run: list[Token]) -> list[Token]:
    """The run up to the first word that is no part of a person's name: an acronym, a known place, a body."""
    words = entity_words(draft.language)
    for at, token in enumerate(run):
        place = token.lower in words.known_places or stem_of(draft, token) in words.known_places
        if at and (place or token.text[-1].isupper() or token.lower in words.known_organizations):
            return run[:at]
        if at and _is_body(draft, token):
            return run[:at]
        if at and token.text.isupper() and len(token.text) > 2:
            return run[:at]
    return run


def _is_body(draft: Draft, token: Token) -> bool:
    words = entity_words(draft.language)
    return head_kind(draft, token) is not None or token.lower in words.adjective_names


def _opens_name(draft: Draft, token: Token) -> bool:
    """Whether lower-case words lead from a capitalised one to the head of another name: "… Iqtisodiy rivojlanish jamg‘armasi"."""
    if morph_of(draft, token).case not in ("nom", "rel"):
        return False
    for step in range(1, 8):
        following = next_token(draft, token, step)
        if following is None or following.text[:1].isalpha() and is_capitalised(following):
            return False
        morph = morph_of(draft, following)
        if following.pos in ("VERB", "ADP", "PUNCT", "PRON", "ADV") and following.text != ",":
            return False
        if head_kind(draft, following) is not None and (morph.possessed or morph.case != "nom"):
            return True
        if morph.case not in ("nom",):
            return False
    return False


def _span(draft: Draft, tokens: list[Token]) -> Span:
    """The words of a name without the case of the last one."""
    last = tokens[-1]
    if last.lower.endswith(_family_ends(draft.language)):
        return tokens[0].start, last.end
    morph = morph_of(draft, last)
    if morph.case == "acc" and _always_written_so(draft, last):
        return tokens[0].start, last.end  # "Chikovani" is no object
    sure = morph.case == "gen" or _is_family(draft, last) or _stands_alone(draft, last, last.lower[: morph.base])
    return base_span(draft, tokens[0], last) if sure else (tokens[0].start, last.end)


def _always_written_so(draft: Draft, token: Token) -> bool:
    """Whether a word stands in the text more than once, never without what looks like its ending."""
    text = analysis_of(draft).plain.text
    base = token.lower[: morph_of(draft, token).base]
    return text.count(token.lower) > 1 and text.count(base) == text.count(token.lower)


def _stands_alone(draft: Draft, token: Token, base: str) -> bool:
    """Whether the word without its ending stands elsewhere in the document."""
    if analysis_of(draft).plain.text.count(base) < 2:
        return False
    return any(other.lower == base and other.i != token.i and is_capitalised(other) for other in draft.analysis.tokens)


def _add(draft: Draft, tokens: list[Token]) -> None:
    titles = title_words(draft.language)
    name = name_of(draft, _span(draft, tokens))
    key = set(draft.language.plain(name).split())  # type: ignore[attr-defined]
    for entity in draft.entities.values():
        if entity.kind != "person":
            continue
        known = set(draft.language.plain(entity.name).split())  # type: ignore[attr-defined]
        if key <= known or known <= key or _same_by_initial(tokens, entity.name, draft):
            if len(name) > len(entity.name):
                entity.aliases.add(entity.name)
                entity.name = name
            break
    else:
        entity = draft.add_entity("person", name, "full_name")
    before = next_token(draft, tokens[0], -1)
    if before is not None and before.lower in titles.feminine or tokens[-1].lower.endswith(tuple(titles.feminine_ends)):
        entity.gender = "f"
    _mention(draft, entity, (tokens[0].start, tokens[-1].end), name, tokens[-1])


def _spelled_again(draft: Draft, run: list[Token]) -> EntityDraft | None:
    """ "Kerri Adler (Kerry Adler)": the name in another spelling, in brackets right behind it."""
    opening = next_token(draft, run[0], -1)
    before = next_token(draft, opening, -1) if opening is not None and opening.text == "(" else None
    closing = next_token(draft, run[-1])
    entity = draft.entity_at(before) if before is not None else None
    if entity is None or entity.kind != "person" or closing is None or closing.text != ")" or len(run) < 2:
        return None
    return entity


def _same_by_initial(tokens: list[Token], known: str, draft: Draft) -> bool:
    """ "B.Toroboev" is the Baxit Toroboev named before."""
    given, family = known.split()[0], known.split()[-1]
    initial = tokens[0].text
    return (
        len(initial) <= 2
        and given.startswith(initial)
        and draft.language.plain(family) in (_base(draft, tokens[-1]), tokens[-1].lower)  # type: ignore[attr-defined]
    )


def _mention(draft: Draft, entity: Any, span: Span, name: str, head: Token) -> None:
    """A mention by name; its alias is the name without the case of the text."""
    aliases = set(entity.aliases)
    draft.add_mention(entity, span, "name", head)
    entity.aliases = aliases | ({name} if name != entity.name else set())


def _tie(draft: Draft, token: Token, titled: bool) -> None:
    """A name of one word: the family name of somebody named in full; after a title, somebody new."""
    if draft.mention_at(token) is not None:
        return
    base = _base(draft, token)
    people = [entity for entity in draft.entities.values() if entity.kind == "person"]
    plain = draft.language.plain  # type: ignore[attr-defined]
    found = [e for e in people if base in plain(e.name).split() or token.lower in plain(e.name).split()]
    last = [e for e in found if plain(e.name).split()[-1] in (base, token.lower)]
    found = last or found
    name = name_of(draft, _span(draft, [token]))
    if len(found) == 1:
        whole = _with_particles(draft, token)
        small = "".join(f"{one.lower} " for one in whole[:-1])
        if small and f" {small}{base}" in f" {plain(found[0].name)}":
            name = name_of(draft, _span(draft, whole))
        else:
            whole = [token]
        _mention(draft, found[0], (whole[0].start, token.end), name, token)
    elif not found and titled and _is_family(draft, token):
        entity = draft.add_entity("person", name, "titled_name")
        _mention(draft, entity, token.span, name, token)


__all__ = ["TitleWords", "find_people"]
