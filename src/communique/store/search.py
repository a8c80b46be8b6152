"""Full-text search over paragraphs, with word forms, filters, snippets and facets."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

import msgspec
from sqlalchemy import ARRAY, Integer, Select, cast, column, exists, func, literal_column, or_, select, table, text
from sqlalchemy.orm import Session

from communique.errors import UsageError
from communique.store import tables as t
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
ITEMS: dict[str, type[t.Statement] | type[t.Figure] | type[t.Milestone]] = {
    "statement": t.Statement, "figure": t.Figure, "milestone": t.Milestone,
}  # fmt: skip


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
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    ids = _matches(session, query, is_sqlite, FACETS_OVER if facets else limit + offset + 1)
    rows = ids[offset : offset + limit]
    hits = _hits(session, query, rows)
    return Found(
        hits=tuple(hits), facets=_facets(session, [i for i, _ in ids]) if facets else {}, more=len(ids) > offset + limit
    )


def _matches(session: Session, query: Query, is_sqlite: bool, limit: int) -> list[tuple[int, float]]:
    """Ids of paragraphs with their scores."""
    chosen: Select[Any] = (
        select(t.Passage.id).join(t.Version, t.Version.id == t.Passage.version_id).where(t.Version.current)
    )
    chosen = _filtered(session, chosen, query)
    if not query.groups and not query.excluded:
        rows = session.execute(
            chosen.add_columns(t.Version.published).order_by(t.Version.published.desc(), t.Passage.id).limit(limit)
        )
        return [(row[0], 0.0) for row in rows]
    match = _match(query, is_sqlite)
    if is_sqlite:
        rowid = WORDS.c.rowid.label("id")
        matching = text("passage_words MATCH :match").bindparams(match=match)
        if not query.groups:  # only "-word": all but those
            without = select(rowid).where(matching)
            rows = session.execute(chosen.where(t.Passage.id.not_in(without)).order_by(t.Passage.id).limit(limit))
            return [(row[0], 0.0) for row in rows]
        # one value instead of a row each: tens of thousands of rows take longer to hand over than to find
        newest = text(
            "SELECT json_group_array(rowid) FROM (SELECT rowid FROM passage_words WHERE passage_words MATCH :match "
            "ORDER BY rowid DESC LIMIT :most)"
        )
        most = max(10 * COMMON if _is_filtered(query) else COMMON, limit) + 1
        latest: list[int] = json.loads(session.execute(newest, {"match": match, "most": most}).scalar_one())
        if len(latest) > COMMON:
            return _latest(session, query, latest, limit)
        score: Any = literal_column("bm25(passage_words)").label("score")
        scores = {i: -s for i, s in session.execute(select(rowid, score).where(matching))}
        best = sorted(scores, key=lambda i: (-scores[i], i))
        return [(i, round(scores[i], 3)) for i, _ in _latest(session, query, best, limit)]
    asked = func.to_tsquery("simple", match)
    rank = func.ts_rank(WORDS.c.stems, asked).label("score")
    ranked = (
        chosen.join(WORDS, WORDS.c.id == t.Passage.id)
        .add_columns(rank)
        .where(WORDS.c.stems.op("@@")(asked))
        .order_by(rank.desc(), t.Passage.id)
        .limit(limit)
    )
    return [(row[0], round(float(row[1]), 3)) for row in session.execute(ranked)]


def _latest(session: Session, query: Query, ids: list[int], limit: int) -> list[tuple[int, float]]:
    """The first of these that the filters let through, in the order given."""
    for name in ("about", "speaker"):
        for value in query.filters.get(name, ()):
            few = _passages_of_few(session, query, name, value)
            if few is not None:
                ids = [i for i in ids if i in few]
    chosen = select(t.Passage.id).join(t.Version, t.Version.id == t.Passage.version_id).where(t.Version.current)
    chosen = _filtered(session, chosen, query, one_by_one=True)
    kept: list[tuple[int, float]] = []
    start, many = 0, min(2 * limit, 2000)
    while start < len(ids) and len(kept) < limit:
        part = ids[start : start + many]
        fits = set(session.scalars(chosen.where(among(session, t.Passage.id, part))).all())
        kept += [(i, 0.0) for i in part if i in fits]
        start, many = start + many, min(2 * many, 4000)
    return kept[:limit]


def among(session: Session, column: Any, ids: list[int]) -> Any:
    """The column has one of these values; handed over as one value, as SQLAlchemy takes long over thousands."""
    if session.get_bind().dialect.name == "sqlite":
        return column.in_(
            select(literal_column("value")).select_from(func.json_each(json.dumps(ids)).table_valued("value"))
        )
    return column == func.any(cast(ids, ARRAY(Integer)))


def _passages_of_few(session: Session, query: Query, name: str, value: str) -> set[int] | None:
    """The paragraphs that a name's filter lets through, where reports do not name it very often."""
    roots = _roots(session, value)
    named = list(
        session.scalars(
            select(t.Named.id)
            .join(t.Identity, t.Identity.id == t.Named.identity_id)
            .where(t.Identity.root.in_(roots))
            .limit(FEW + 1)
        )
    )
    if len(named) > FEW:
        return None
    if name == "about":
        return set(session.scalars(select(t.Appearance.passage_id).where(among(session, t.Appearance.named_id, named))))
    tables = [ITEMS[k] for k in query.filters.get("kind") or ("statement",)]
    return {
        i
        for x in tables
        for i in session.scalars(select(x.passage_id).where(among(session, x.speaker_id, named)))
        if i is not None
    }


def fitting(session: Session, query: Query) -> Select[Any]:
    """A select of the ids of the paragraphs that fit a query, to stand inside another: however many there are."""
    chosen: Select[Any] = (
        select(t.Passage.id).join(t.Version, t.Version.id == t.Passage.version_id).where(t.Version.current)
    )
    chosen = _filtered(session, chosen, query)
    if not query.groups and not query.excluded:
        return chosen
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    match = _match(query, is_sqlite)
    if not is_sqlite:
        asked = func.to_tsquery("simple", match)
        return chosen.join(WORDS, WORDS.c.id == t.Passage.id).where(WORDS.c.stems.op("@@")(asked))
    matching = select(WORDS.c.rowid).where(text("passage_words MATCH :match").bindparams(match=match))
    return chosen.where(t.Passage.id.in_(matching) if query.groups else t.Passage.id.not_in(matching))


def passages_of(session: Session, query: Query, limit: int) -> list[int]:
    """Ids of the paragraphs that fit a query."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    return [i for i, _ in _matches(session, query, is_sqlite, limit)]


def _roots(session: Session, name: str) -> list[int]:
    """The identities that a name of a filter means; looked up once for a session."""
    known: dict[str, list[int]] = session.info.setdefault("roots of filters", {})
    if name not in known:
        known[name] = roots_named(session, name)[:5]
    return known[name]


def _is_filtered(query: Query) -> bool:
    return bool(query.filters or query.said)


def _match(query: Query, is_sqlite: bool) -> str:
    """The query in the database's own language; stems only, so nothing can be smuggled in."""
    both, either, without = (" AND ", " OR ", " NOT ") if is_sqlite else (" & ", " | ", " & !")
    write = _fts5 if is_sqlite else _tsquery
    groups = ["(" + either.join(write(term) for term in group) + ")" for group in query.groups]
    out = both.join(groups)
    excluded = either.join(write(term) for term in query.excluded)
    if excluded:
        out = f"({out}){without}({excluded})" if out else (f"({excluded})" if is_sqlite else f"!({excluded})")
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


def _filtered(session: Session, chosen: Select[Any], query: Query, *, one_by_one: bool = False) -> Select[Any]:
    """With the filters of a query. ``one_by_one`` suits paragraphs that are known: each is asked, no list of all is made."""
    first, last = query.said or (None, None)
    if first is not None:
        chosen = chosen.where(t.Version.published >= first)
    if last is not None:
        chosen = chosen.where(or_(t.Version.published <= last, t.Version.published.like(f"{last}%")))
    for name, values in query.filters.items():
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
        return chosen.where(having(ITEMS[value].passage_id))
    if name == "topic":
        return chosen.where(having(t.Statement.passage_id, (" " + t.Statement.topics + " ").like(f"% {value} %")))
    roots = _roots(session, value)
    if not roots:
        raise UsageError(f"{name}:{value}: nothing of that name is on record.")
    tables: list[Any] = [ITEMS[k] for k in kinds or ("statement",)] if name == "speaker" else [t.Appearance]
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
    score = dict(rows)
    found = session.execute(
        select(t.Passage, t.Version, t.Document.source)
        .join(t.Version, t.Version.id == t.Passage.version_id)
        .join(t.Document, t.Document.id == t.Version.document_id)
        .where(t.Passage.id.in_(score))
    ).all()
    by_id = {}
    wanted = {s for term in query.terms for stems in _stems(term) for s in stems}
    starts = tuple(s for term in query.terms if term.words.endswith("*") for stems in _stems(term) for s in stems)
    for passage, version, source in found:
        words = version.text[passage.start : passage.end]
        places = [
            m.span()
            for m in TOKEN.finditer(words)
            if (s := stem(m[0], version.language or "en")) in wanted or starts and s.startswith(starts)
        ]
        snippet, marks = _snippet(words, places)
        by_id[passage.id] = Hit(
            document=version.sha, source=source, title=version.title, said_on=version.published, language=version.language,
            span=(passage.start, passage.end), snippet=snippet, highlights=marks, score=score[passage.id],
        )  # fmt: skip
    return [by_id[i] for i, _ in rows if i in by_id]


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


def _facets(session: Session, ids: list[int]) -> dict[str, dict[str, int]]:
    """How the hits are spread over years, languages, publishers and people."""
    if not ids:
        return {}
    years: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    publishers: Counter[str] = Counter()
    rows = session.execute(
        select(t.Version.published, t.Version.language, t.Version.publisher)
        .join(t.Passage, t.Passage.version_id == t.Version.id).where(among(session, t.Passage.id, ids))
    )  # fmt: skip
    for published, language, publisher in rows:
        years[(published or "unknown")[:4]] += 1
        languages[language or "unknown"] += 1
        publishers[publisher or "unknown"] += 1
    people = session.execute(
        select(t.Identity.name, func.count())
        .join(t.Named, t.Named.identity_id == t.Identity.id)
        .join(t.Statement, t.Statement.speaker_id == t.Named.id)
        .where(among(session, t.Statement.passage_id, ids))
        .group_by(t.Identity.name).order_by(func.count().desc()).limit(10)
    )  # fmt: skip
    countries = session.execute(
        select(t.Named.country, func.count())
        .join(t.Appearance, t.Appearance.named_id == t.Named.id)
        .where(among(session, t.Appearance.passage_id, ids), t.Named.kind == "country", t.Named.country.is_not(None))
        .group_by(t.Named.country).order_by(func.count().desc(), t.Named.country).limit(10)
    )  # fmt: skip
    topics: Counter[str] = Counter()
    for row in session.execute(select(t.Statement.topics).where(among(session, t.Statement.passage_id, ids))):
        topics.update(row[0].split())
    kinds = {
        kind: session.scalar(
            select(func.count(func.distinct(table.passage_id))).where(among(session, table.passage_id, ids))
        )
        or 0
        for kind, table in ITEMS.items()
    }
    return {
        "year": dict(sorted(years.items())),
        "country": {str(code): count for code, count in countries},
        "topic": dict(topics.most_common(10)),
        "kind": {kind: count for kind, count in kinds.items() if count},
        "language": dict(languages.most_common()),
        "publisher": dict(publishers.most_common(10)),
        "speaker": {name: count for name, count in people},
    }
