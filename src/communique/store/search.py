"""Full-text search over paragraphs, with word forms, filters, snippets and facets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import Select, bindparam, column, exists, func, or_, select, table, text
from sqlalchemy.orm import Session

from communique.errors import UsageError
from communique.store import tables as t
from communique.store.asking import ask, gathered, handed, is_sqlite, numbers, one_of
from communique.store.facets import facets_of
from communique.store.names import roots_named
from communique.store.query import Query, Term, parse
from communique.store.stems import TOKEN, stem, stems_of_query

AROUND = 110  # characters of a snippet on each side of the first hit
WORDS = table(
    "passage_words", column("rowid"), column("id"), column("stems")
)  # the index; its key is rowid on SQLite, id on PostgreSQL
FACETS_OVER = 300  # hits that facets are counted over
FEW = 20_000  # mentions up to which a name's paragraphs are listed before they are sought in
COMMON = 3000  # paragraphs; words that more have tell little by how often they stand there: the last added come first
FARTHER = 10 * COMMON  # of these, where filters leave few


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph that fits, with where its words stand."""

    document: str
    source: str
    title: str | None
    said_on: str | None
    language: str | None
    span: tuple[int, int]
    snippet: str
    highlights: tuple[tuple[int, int], ...]  # offsets into the snippet
    score: float


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A page of hits, and how the hits are spread."""

    hits: tuple[Hit, ...]
    facets: dict[str, dict[str, int]]
    more: bool


def search(session: Session, line: str, *, limit: int = 20, offset: int = 0, facets: bool = True) -> Found:
    """The paragraphs that a query finds, best first. Raises ``QueryError`` for a query that is wrong."""
    query = parse(line)
    ids = _matches(session, query, FACETS_OVER if facets else limit + offset + 1)
    hits = _hits(session, query, ids[offset : offset + limit])
    return Found(
        hits=tuple(hits), facets=facets_of(session, [i for i, _ in ids]) if facets else {},
        more=len(ids) > offset + limit,
    )  # fmt: skip


def _matches(session: Session, query: Query, limit: int) -> list[tuple[int, float]]:
    """Ids of paragraphs with their scores."""
    if not query.groups and not query.excluded:
        chosen = _filtered(session, _current(), query).add_columns(t.Version.published)
        rows = session.execute(chosen.order_by(t.Version.published.desc(), t.Passage.id).limit(limit))
        return [(row[0], 0.0) for row in rows]
    match = _match(query, is_sqlite(session))
    if is_sqlite(session):
        return _matches_on_sqlite(session, query, match, limit)
    asked = func.to_tsquery("simple", match)
    rank = func.ts_rank(WORDS.c.stems, asked).label("score")
    ranked = (
        _filtered(session, _current(), query)
        .join(WORDS, WORDS.c.id == t.Passage.id)
        .add_columns(rank)
        .where(WORDS.c.stems.op("@@")(asked))
        .order_by(rank.desc(), t.Passage.id)
        .limit(limit)
    )
    return [(row[0], round(float(row[1]), 3)) for row in session.execute(ranked)]


def _matches_on_sqlite(session: Session, query: Query, match: str, limit: int) -> list[tuple[int, float]]:
    if not query.groups:  # only "-word": all but those
        without = select(WORDS.c.rowid).where(text("passage_words MATCH :match").bindparams(match=match))
        rest = _filtered(session, _current(), query).where(t.Passage.id.not_in(without))
        return [(row[0], 0.0) for row in session.execute(rest.order_by(t.Passage.id).limit(limit))]
    first = max(COMMON, limit) + 1
    newest = _newest(session, match, first, max(FARTHER if query.filters or query.said else COMMON, limit) + 1)
    latest = next(newest, [])
    let_through = _LetThrough(session, query)
    if len(latest) <= COMMON:
        scores: dict[int, float] = {i: -s for i, s in ask(session, SCORES, match=match).all()}
        best = sorted(scores, key=lambda i: (-scores[i], i))
        return [(i, round(scores[i], 3)) for i in let_through.first(best, limit)]
    kept = let_through.first(latest, limit)
    while len(kept) < limit and (latest := next(newest, [])):
        kept += let_through.first(latest, limit - len(kept))
    return [(i, 0.0) for i in kept]


@cache
def _current() -> Select[Any]:
    """The paragraphs of current versions."""
    return select(t.Passage.id).join(t.Version, t.Version.id == t.Passage.version_id).where(t.Version.current)


NEWEST = text(
    "SELECT json_group_array(rowid) FROM (SELECT rowid FROM passage_words WHERE passage_words MATCH :match "
    "AND rowid < :before ORDER BY rowid DESC LIMIT :most)"
)
SCORES = text("SELECT rowid, bm25(passage_words) FROM passage_words WHERE passage_words MATCH :match")


def _newest(session: Session, match: str, first: int, most: int) -> Iterator[list[int]]:
    """The paragraphs that have the words, the last added first: so many, then more at a time, and no more than ``most``."""
    before, many = 1 << 62, min(first, most)
    while most > 0:
        found = numbers(ask(session, NEWEST, match=match, before=before, most=many).scalar_one())
        yield found
        if len(found) < many:
            return
        most -= len(found)
        before, many = found[-1], min(4 * many, most)


class _LetThrough:
    """What the filters of a query let through of paragraphs that are known."""

    def __init__(self, session: Session, query: Query) -> None:
        self.session = session
        self.few: list[set[int]] = []
        rest: dict[str, list[str]] = {}
        for name, values in query.filters.items():
            for value in values:
                few = _passages_of_few(session, query, name, value) if name in ("about", "speaker") else None
                if few is not None:
                    self.few.append(few)
                else:
                    rest.setdefault(name, []).append(value)
        self.chosen = _chosen(is_sqlite(session))
        if rest or query.said:
            self.chosen = _filtered(session, self.chosen, query, rest, one_by_one=True)

    def first(self, ids: list[int], limit: int) -> list[int]:
        """The first of these that fit, in the order given."""
        for few in self.few:
            ids = [i for i in ids if i in few]
        kept: list[int] = []
        start, many = 0, min(2 * limit, 2000)
        while start < len(ids) and len(kept) < limit:
            part = ids[start : start + many]
            fits = set(numbers(ask(self.session, self.chosen, ids=handed(self.session, part)).scalar_one()))
            kept += [i for i in part if i in fits]
            start, many = start + many, min(2 * many, 4000)
        return kept[:limit]


@cache
def _chosen(on_sqlite: bool) -> Select[Any]:
    current = _current().where(one_of(t.Passage.id, on_sqlite))
    return current.with_only_columns(gathered(t.Passage.id, on_sqlite), maintain_column_froms=True)


def _passages_of_few(session: Session, query: Query, name: str, value: str) -> set[int] | None:
    """The paragraphs that a name's filter lets through, where reports do not name it very often."""
    roots = _roots(session, value)
    on_sqlite = is_sqlite(session)
    if not roots or ask(session, _times_named(), roots=roots).scalar_one() > FEW:
        return None
    kinds = tuple(query.filters.get("kind") or ("statement",)) if name == "speaker" else ()
    found: set[int] = set()
    for statement in _passages_naming(kinds, on_sqlite):
        found.update(numbers(ask(session, statement, roots=roots).scalar_one()))
    return found


@cache
def _times_named() -> Select[Any]:
    named = select(t.Named.id).join(t.Identity, t.Identity.id == t.Named.identity_id).where(_is_root()).limit(FEW + 1)
    return select(func.count()).select_from(named.subquery())


@cache
def _passages_naming(kinds: tuple[str, ...], on_sqlite: bool) -> tuple[Select[Any], ...]:
    """The paragraphs with items of these kinds that somebody says; of no kind, those that name somebody or something."""
    of_name = select(t.Named.id).join(t.Identity, t.Identity.id == t.Named.identity_id).where(_is_root())
    if not kinds:
        return (select(gathered(t.Appearance.passage_id, on_sqlite)).where(t.Appearance.named_id.in_(of_name)),)
    tables: list[Any] = [t.ITEMS[kind] for kind in kinds]
    return tuple(
        select(gathered(x.passage_id, on_sqlite)).where(x.speaker_id.in_(of_name), x.passage_id.is_not(None))
        for x in tables
    )


def _is_root() -> Any:
    return t.Identity.root.in_(bindparam("roots", expanding=True))


def fitting(session: Session, query: Query) -> Select[Any]:
    """A select of the ids of the paragraphs that fit a query, to stand inside another: however many there are."""
    chosen = _filtered(session, _current(), query)
    if not query.groups and not query.excluded:
        return chosen
    match = _match(query, is_sqlite(session))
    if not is_sqlite(session):
        asked = func.to_tsquery("simple", match)
        return chosen.join(WORDS, WORDS.c.id == t.Passage.id).where(WORDS.c.stems.op("@@")(asked))
    matching = select(WORDS.c.rowid).where(text("passage_words MATCH :match").bindparams(match=match))
    return chosen.where(t.Passage.id.in_(matching) if query.groups else t.Passage.id.not_in(matching))


def passages_of(session: Session, query: Query, limit: int) -> list[int]:
    """Ids of the paragraphs that fit a query."""
    return [i for i, _ in _matches(session, query, limit)]


def _roots(session: Session, name: str) -> list[int]:
    """The identities that a name of a filter means; looked up once for a session."""
    known: dict[str, list[int]] = session.info.setdefault("roots of filters", {})
    if name not in known:
        known[name] = roots_named(session, name)[:5]
    return known[name]


def _match(query: Query, on_sqlite: bool) -> str:
    """The query in the database's own language; stems only, so nothing can be smuggled in."""
    both, either, without = (" AND ", " OR ", " NOT ") if on_sqlite else (" & ", " | ", " & !")
    write = _fts5 if on_sqlite else _tsquery
    groups = ["(" + either.join(write(term) for term in group) + ")" for group in query.groups]
    out = both.join(groups)
    excluded = either.join(write(term) for term in query.excluded)
    if excluded:
        out = f"({out}){without}({excluded})" if out else (f"({excluded})" if on_sqlite else f"!({excluded})")
    return out


def _stems(term: Term) -> list[tuple[str, ...]]:
    """For each word the stems it may have; a star at the end stands for any ending."""
    return [stems_of_query(match[0]) for match in TOKEN.finditer(term.words)]


def _fts5(term: Term) -> str:
    words = _stems(term)
    if len(words) == 1:
        star = "*" if term.words.endswith("*") else ""
        return "(" + " OR ".join(f'"{stem}"{star}' for stem in words[0]) + ")"
    return "(" + " OR ".join('"' + " ".join(choice) + '"' for choice in _choices(words)) + ")"


def _tsquery(term: Term) -> str:
    words = [tuple(re.sub(r"[^\w.]", "", s) for s in stems) for stems in _stems(term)]
    star = ":*" if term.words.endswith("*") else ""
    return "(" + " | ".join(" <-> ".join(f"'{s}'{star}" for s in choice) for choice in _choices(words)) + ")"


def _choices(words: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """All English stems, or all Uzbek ones."""
    return list(dict.fromkeys((tuple(w[0] for w in words), tuple(w[-1] for w in words))))


def _filtered(
    session: Session, chosen: Select[Any], query: Query, filters: dict[str, list[str]] | None = None, *,
    one_by_one: bool = False,
) -> Select[Any]:  # fmt: skip
    """With the filters of a query, or with these of them. ``one_by_one`` suits paragraphs that are known: each is asked, no list of all is made."""
    first, last = query.said or (None, None)
    if first is not None:
        chosen = chosen.where(t.Version.published >= first)
    if last is not None:
        chosen = chosen.where(or_(t.Version.published <= last, t.Version.published.like(f"{last}%")))
    for name, values in (query.filters if filters is None else filters).items():
        for value in values:
            chosen = _one_filter(session, chosen, name, value, query.filters.get("kind"), one_by_one)
    return chosen


def _one_filter(
    session: Session, chosen: Select[Any], name: str, value: str, kinds: list[str] | None, one_by_one: bool
) -> Select[Any]:
    def having(passage: Any, *where: Any) -> Any:
        """The paragraph has a row of a table that fits."""
        if one_by_one or name in ("kind", "topic"):
            return exists().where(passage == t.Passage.id, *where)
        return t.Passage.id.in_(select(passage).where(*where))

    if name == "language":
        return chosen.where(t.Version.language == value)
    if name == "publisher":
        return chosen.where(t.Version.publisher.ilike(f"%{value}%"))
    if name == "kind":
        return chosen.where(having(t.ITEMS[value].passage_id))
    if name == "topic":
        return chosen.where(having(t.Statement.passage_id, (" " + t.Statement.topics + " ").like(f"% {value} %")))
    roots = _roots(session, value)
    if not roots:
        raise UsageError(f"{name}:{value}: nothing of that name is on record.")
    tables: list[Any] = [t.ITEMS[k] for k in kinds or ("statement",)] if name == "speaker" else [t.Appearance]
    columns = [x.speaker_id if name == "speaker" else x.named_id for x in tables]
    of_name = (t.Identity.id == t.Named.identity_id, t.Identity.root.in_(roots))
    if one_by_one:
        return chosen.where(
            or_(
                *(
                    having(x.passage_id, column == t.Named.id, *of_name)
                    for x, column in zip(tables, columns, strict=True)
                )
            )
        )
    named = select(t.Named.id).join(t.Identity, of_name[0]).where(of_name[1])
    return chosen.where(
        or_(*(having(x.passage_id, column.in_(named)) for x, column in zip(tables, columns, strict=True)))
    )


def _hits(session: Session, query: Query, rows: list[tuple[int, float]]) -> list[Hit]:
    if not rows:
        return []
    score = dict(rows)
    by_id = {}
    wanted = {s for term in query.terms for stems in _stems(term) for s in stems}
    starts = tuple(s for term in query.terms if term.words.endswith("*") for stems in _stems(term) for s in stems)
    for row in ask(session, _shown(is_sqlite(session)), ids=handed(session, list(score))).all():
        places = [
            m.span()
            for m in TOKEN.finditer(row.words)
            if (s := stem(m[0], row.language or "en")) in wanted or starts and s.startswith(starts)
        ]
        snippet, marks = _snippet(row.words, places)
        by_id[row.id] = Hit(
            document=row.sha, source=row.source, title=row.title, said_on=row.published, language=row.language,
            span=(row.start, row.end), snippet=snippet, highlights=marks, score=score[row.id],
        )  # fmt: skip
    return [by_id[i] for i, _ in rows if i in by_id]


@cache
def _shown(on_sqlite: bool) -> Select[Any]:
    """What is shown of paragraphs; of a long text only the paragraph is read."""
    p, v = t.Passage, t.Version
    words = func.substr(v.text, p.start + 1, p.end - p.start).label("words")
    return (
        select(p.id, p.start, p.end, words, v.sha, v.title, v.published, v.language, t.Document.source)
        .join(v, v.id == p.version_id)
        .join(t.Document, t.Document.id == v.document_id)
        .where(one_of(p.id, on_sqlite))
    )


def _snippet(words: str, places: list[tuple[int, int]]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The part of a paragraph with the first hit, and the hits in it."""
    first = places[0][0] if places else 0
    start = words.rfind(" ", 0, max(0, first - AROUND)) + 1 if first > AROUND else 0
    end = first + AROUND * 2
    end = len(words) if end >= len(words) else (words.find(" ", end) if words.find(" ", end) > 0 else len(words))
    head, tail = ("… " if start else ""), (" …" if end < len(words) else "")
    shift = len(head) - start
    marks = tuple((a + shift, b + shift) for a, b in places if start <= a and b <= end)
    return head + words[start:end] + tail, marks
