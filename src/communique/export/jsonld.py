"""JSON-LD: what was said as statements in the manner of Wikibase, with qualifiers, references and rank.

    item ─ p:trade.turnover → statement ─ ps:trade.turnover → value
                                        ─ pq:period, pq:status … → qualifiers
                                        ─ wikibase:rank → PreferredRank | NormalRank | DeprecatedRank
                                        ─ prov:wasDerivedFrom → reference (document, quote, offsets, address, speaker)

Items and documents are typed by schema.org; reading is a PROV-O activity. Rank: preferred is what is done or actual, normal what is
planned, expected or said, deprecated what a check of the document says cannot hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from communique import __version__
from communique.export.passage import is_address
from communique.export.selection import Chosen
from communique.export.tables import Census, Document
from communique.record import Record
from communique.store.kept import Kept, identities
from communique.store.rows import public_id

CONTEXT = {
    "@version": 1.1,
    "wikibase": "http://wikiba.se/ontology#",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "cq": "urn:communique:",
    "p": "urn:communique:claim:",
    "ps": "urn:communique:value:",
    "pq": "urn:communique:qualifier:",
    "pr": "urn:communique:reference:",
}
TYPES = {
    "person": "schema:Person", "organization": "schema:Organization", "country": "schema:Country", "place": "schema:Place",
    "project": "schema:Project", "programme": "schema:Project", "agreement": "schema:CreativeWork", "event": "schema:Event",
}  # fmt: skip
READING = {
    "@id": "cq:reading",
    "@type": "prov:Activity",
    "prov:wasAssociatedWith": {"@id": "cq:communique", "@type": "prov:SoftwareAgent", "schema:name": "communique", "schema:softwareVersion": __version__},
}  # fmt: skip
DONE = ("done", "actual", "under_way")
_encode = msgspec.json.Encoder().encode


def write(chosen: Chosen, target: Path) -> int:
    """Write the file; how many nodes stand in its graph."""
    census, count = Census(), 1
    with target.open("wb") as file:
        file.write(b'{"@context":' + _encode(CONTEXT) + b',"@graph":[\n' + _encode(READING))
        for one in chosen.parts():
            census.count(one)
            for node in _document(one):
                file.write(b",\n" + _encode(node))
                count += 1
        for identity, aliases in identities(chosen.session, census.roots()):
            node = {"@id": f"cq:{public_id(identity.id)}", "@type": ["wikibase:Item", TYPES.get(identity.kind, "schema:Thing")],
                    "schema:name": identity.name, "schema:alternateName": list(aliases), "schema:additionalType": identity.kind}  # fmt: skip
            if identity.country:
                node["schema:addressCountry"] = identity.country
            file.write(b",\n" + _encode(node))
            count += 1
        file.write(b"\n]}\n")
    return count


def _document(one: Kept) -> Iterator[dict[str, Any]]:
    d = Document(one)
    read = one.record.document
    node: dict[str, Any] = {"@id": f"cq:document:{d.sha}", "@type": ["schema:Report", "prov:Entity"]}
    facts = {
        "schema:headline": read.title, "schema:publisher": read.publisher, "schema:datePublished": read.published,
        "schema:inLanguage": read.language, "schema:url": {"@id": one.source} if is_address(one.source) else None,
        "schema:identifier": one.source,
    }  # fmt: skip
    yield node | {key: value for key, value in facts.items() if value is not None}
    wrong = _wrong(one.record)
    for local, subject, name, value, qualifiers, span, status, statement in _claims(d):
        rank = "DeprecatedRank" if local in wrong else "PreferredRank" if status in DONE else "NormalRank"
        claim: dict[str, Any] = {
            "@id": f"cq:{d.id(local)}", "@type": "wikibase:Statement", f"ps:{name}": value,
            "wikibase:rank": {"@id": f"wikibase:{rank}"}, "prov:wasGeneratedBy": {"@id": "cq:reading"},
            "prov:wasDerivedFrom": _reference(d, span, statement),
        }  # fmt: skip
        claim |= {f"pq:{key}": value for key, value in qualifiers.items() if value not in (None, [], ())}
        yield {"@id": subject, f"p:{name}": claim}


def _wrong(record: Record) -> set[str]:
    return {ref for finding in record.findings if finding.verdict == "fails" for ref in finding.refs}


def _reference(d: Document, spans: tuple[tuple[int, int], ...], statement: str | None) -> dict[str, Any]:
    words, start, end, _, _, said_on, link = d.place(spans)
    speaker, _ = d.thing(d.speakers.get(statement or ""))
    reference = {
        "@type": "wikibase:Reference", "pr:document": {"@id": f"cq:document:{d.sha}"}, "pr:quote": words, "pr:start": start, "pr:end": end,
        "pr:said_on": said_on, "pr:speaker": {"@id": f"cq:{speaker}"} if speaker else None,
        "schema:url": {"@id": link} if is_address(link) else None,
    }  # fmt: skip
    return {key: value for key, value in reference.items() if value is not None}


Claim = tuple[str, str, str, Any, dict[str, Any], tuple[tuple[int, int], ...], str | None, str | None]


def _claims(d: Document) -> Iterator[Claim]:
    """Every item as id, subject, property, value, qualifiers, spans, status, statement."""

    def node(entity: str | None) -> dict[str, str] | None:
        found, name = d.thing(entity)
        return {"@id": f"cq:{found}"} if found else ({"schema:name": name} if name else None)

    def subject(entity: str | None) -> str:
        found, _ = d.thing(entity)
        return f"cq:{found}" if found else f"cq:document:{d.sha}"

    for s in d.record.statements:
        words = d.place(s.content_spans)[0]
        yield (
            s.id,
            subject(s.speaker),
            "said",
            words,
            {"manner": s.manner, "topic": list(s.topics)},
            s.content_spans,
            None,
            s.id,
        )
    for f in d.record.figures:
        value = _quantity(f.value, f.high, f.unit)
        facts: dict[str, Any] = {
            "period": f.period, "qualifier": f.qualifier, "status": f.status, "measure": f.measure, "rate": f.rate,
            "with": [node(e) for e in f.about[1:]],
        }  # fmt: skip
        first = f.about[0] if f.about else None
        yield f.id, subject(first), f.indicator or "figure", value, facts, (f.span,), f.status, f.statement
    for c in d.record.changes:
        amount = f"{c.amount.kind} {c.amount.value:g} {c.amount.unit or ''}".strip() if c.amount else None
        ends = {key: {"@id": f"cq:{d.id(ref)}"} for key, ref in (("from", c.from_), ("to", c.to)) if ref}
        facts = {"amount": amount, "amount_qualifier": c.amount.qualifier if c.amount else None, "period": c.period, "measure": c.measure, "indicator": c.indicator, **ends}  # fmt: skip
        facts["with"] = [node(e) for e in c.about[1:]]
        yield c.id, subject(c.about[0] if c.about else None), "change", c.direction, facts, (c.span,), None, c.statement
    for m in d.record.milestones:
        facts = {"date": m.date, "status": m.status, "on_schedule": m.on_schedule}
        yield m.id, subject(m.about), "step", m.step, facts, (m.span,), m.status, m.statement
    for n, p in enumerate(d.record.posts, 1):
        facts = {"organization": node(p.organization), "represents": p.represents, "accredited_to": p.accredited_to}
        yield f"p{n}", subject(p.person), "post", p.title, facts, (p.span,), None, None
    for n, x in enumerate(d.record.links, 1):
        yield f"l{n}", subject(x.subject), x.relation, node(x.object), {}, (x.span,), None, x.statement


def _quantity(value: float, high: float | None, unit: str) -> dict[str, Any]:
    """A value or a range, with its unit."""
    numbers = {"schema:value": value} if high is None else {"schema:minValue": value, "schema:maxValue": high}
    return {"@type": "schema:QuantitativeValue", **numbers, "schema:unitText": unit}
