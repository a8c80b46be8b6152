"""followthemoney entities, one JSON object a line, for Aleph, OpenSanctions' tools and nomenklatura.

Documents become ``Article``; people ``Person``; bodies ``Organization``; states ``PublicBody``; projects and programmes ``Project``;
agreements ``Contract``; events ``Event``; places ``Address``. Titles become ``Position`` and ``Occupancy``, statements ``Note``, dated
steps ``Event``, links the relation that fits. Everything that is said has its words and its document as ``proof``.
"""

from __future__ import annotations

import re
from hashlib import sha1
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from communique.export.passage import is_address
from communique.export.reference import title_of
from communique.export.selection import Chosen
from communique.export.tables import Census, Document
from communique.record import Link as ReadLink
from communique.record import Milestone, Post, Statement
from communique.store.kept import Kept, identities
from communique.store.rows import Thing, public_id

SCHEMATA = {
    "person": "Person", "organization": "Organization", "country": "PublicBody", "project": "Project", "programme": "Project",
    "agreement": "Contract", "event": "Event", "place": "Address",
}  # fmt: skip
LEGAL = ("person", "organization", "country")
LANGUAGES = {"en": "eng", "ru": "rus", "uz": "uzb"}
DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d{2})?)?")
_encode = msgspec.json.Encoder().encode


def write(chosen: Chosen, target: Path) -> int:
    """Write the file; how many entities it has."""
    census = Census()
    with target.open("wb") as file:
        out = Out(file)
        for one in chosen.parts():
            census.count(one)
            _document(out, one)
        for identity, aliases in identities(chosen.session, census.roots()):
            if (schema := SCHEMATA.get(identity.kind)) is not None:
                names = {"title": identity.name} if schema == "Contract" else {}
                date = {"Contract": "contractDate", "Event": "date"}.get(schema)
                more = {date: _date(identity.date)} if date else {}
                if schema == "Address":
                    more["full"] = identity.name
                out.put(public_id(identity.id), schema, name=identity.name, alias=list(aliases), country=_country(identity.country), **names, **more)  # fmt: skip
    return out.count


class Out:
    """The file, entity by entity."""

    def __init__(self, file: BinaryIO) -> None:
        self.file, self.count = file, 0

    def put(self, id: str, schema: str, /, **properties: Any) -> None:
        """Write an entity; properties without a value are left out."""
        values = {
            key: value if isinstance(value, list) else [value] for key, value in properties.items() if value not in (None, "", [])
        }  # fmt: skip
        self.file.write(_encode({"id": id, "schema": schema, "properties": values}) + b"\n")
        self.count += 1


def _document(out: Out, one: Kept) -> None:
    d = Document(one)
    read = one.record.document
    url = one.source if is_address(one.source) else None
    out.put(
        _proof(d), "Article", title=read.title, fileName=title_of(one.source) or one.source, publishedAt=_date(read.published),
        publisher=read.publisher, language=LANGUAGES.get(read.language or ""), sourceUrl=url, bodyText=read.text,
    )  # fmt: skip
    for n, post in enumerate(one.record.posts, 1):
        _post(out, d, f"{d.id(f'p{n}')}", post)
    for statement in one.record.statements:
        _statement(out, d, statement)
    for milestone in one.record.milestones:
        _milestone(out, d, milestone)
    for n, link in enumerate(one.record.links, 1):
        _link(out, d, f"{d.id(f'l{n}')}", link)


def _proof(d: Document) -> str:
    return f"d{d.sha[:24]}"


def _said(d: Document, spans: tuple[tuple[int, int], ...], *, words: str = "summary") -> dict[str, Any]:
    """The exact words, and where they stand."""
    place = d.place(spans)
    link = place[-1]
    return {words: place[0], "proof": _proof(d), "publisher": d.record.document.publisher, "sourceUrl": link if is_address(link) else None}  # fmt: skip


def _post(out: Out, d: Document, name: str, post: Post) -> None:
    person = d.things.get(post.person)
    if person is None or person.kind != "person":
        return
    body = d.things.get(post.organization or "")
    of = public_id(body.id) if body is not None and body.kind == "organization" else None
    position = "p" + sha1(f"{post.title}|{of}|{post.represents}".encode()).hexdigest()[:20]
    out.put(position, "Position", name=post.title, organization=of, country=_country(post.represents))
    out.put(
        f"o{name}",
        "Occupancy",
        holder=public_id(person.id),
        post=position,
        date=_date(d.record.document.published),
        **_said(d, (post.span,)),
    )


def _statement(out: Out, d: Document, statement: Statement) -> None:
    speaker = d.things.get(statement.speaker or "")
    of = public_id(speaker.id) if speaker is not None and speaker.kind in SCHEMATA else None
    said = _said(d, statement.content_spans, words="description")
    out.put(f"n{d.id(statement.id)}", "Note", entity=of, keywords=list(statement.topics), **said)


def _milestone(out: Out, d: Document, milestone: Milestone) -> None:
    _, about = d.thing(milestone.about)
    if about is not None:
        name = f"{about}: {milestone.step.replace('_', ' ')} ({milestone.status.replace('_', ' ')})"
        out.put(f"e{d.id(milestone.id)}", "Event", name=name, date=_date(milestone.date), **_said(d, (milestone.span,)))


def _link(out: Out, d: Document, name: str, link: ReadLink) -> None:
    one, two = d.things.get(link.subject), d.things.get(link.object)
    if one is None or two is None or one.kind not in SCHEMATA or two.kind not in SCHEMATA:
        return
    said = _said(d, (link.span,))
    schema, ends = _relation(one, two, link.relation)
    out.put(f"l{name}", schema, role=link.relation, **ends, **said)


def _relation(one: Thing, two: Thing, relation: str) -> tuple[str, dict[str, str]]:
    """The schema that fits a link, and its two ends."""
    a, b = public_id(one.id), public_id(two.id)
    if two.kind in ("project", "programme") and one.kind in LEGAL:
        return "ProjectParticipant", {"participant": a, "project": b}
    if relation == "leads" and one.kind == "person" and two.kind == "organization":
        return "Directorship", {"director": a, "organization": b}
    return "UnknownLink", {"subject": a, "object": b}


def _date(edtf: str | None) -> str | None:
    """Dates with the precision that followthemoney takes; intervals and approximate dates are left out."""
    return edtf if edtf and DATE.fullmatch(edtf) else None


def _country(code: str | None) -> str | None:
    return code.lower() if code else None
