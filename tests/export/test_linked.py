"""Formats of knowledge graphs, reference managers and maps, each read back by a tool of its field."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree

import pytest

from communique.export.bibtex import entry as bibtex_entry
from communique.export.reference import date_parts
from communique.knowledge.cities import coordinates


def test_followthemoney_takes_every_entity(export):
    followthemoney = pytest.importorskip("followthemoney")
    ids, referred = set(), set()
    for line in export("followthemoney").read_text("utf-8").splitlines():
        data = json.loads(line)
        proxy = followthemoney.model.get_proxy(data, cleaned=False)
        proxy.schema.validate(data)
        kept = proxy.to_dict()["properties"]
        assert {k: len(v) for k, v in kept.items()} == {k: len(set(v)) for k, v in data["properties"].items()}, data
        ids.add(proxy.id)
        referred |= {value for prop, value in proxy.itervalues() if prop.type.name == "entity"}
    assert referred <= ids


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_json_ld_is_a_graph_of_statements_with_references(export):
    rdflib = pytest.importorskip("rdflib")
    graph = rdflib.Graph().parse(str(export("jsonld")), format="json-ld")
    query = """
      PREFIX p: <urn:communique:claim:> PREFIX ps: <urn:communique:value:> PREFIX pq: <urn:communique:qualifier:>
      PREFIX pr: <urn:communique:reference:> PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX schema: <https://schema.org/>
      PREFIX wikibase: <http://wikiba.se/ontology#>
      SELECT ?name ?value ?period ?quote ?rank WHERE {
        ?item p:trade.turnover ?s ; schema:name ?name . ?s ps:trade.turnover/schema:value ?value ; pq:period ?period ;
          wikibase:rank ?rank ; prov:wasDerivedFrom/pr:quote ?quote . }"""
    rows = {
        (str(r.name), float(r.value), str(r.period), str(r.quote), str(r.rank).split("#")[1])
        for r in graph.query(query)
    }
    assert ("Kenya", 11.6e9, "2024", "$11.6 billion", "PreferredRank") in rows
    bare = """PREFIX wikibase: <http://wikiba.se/ontology#> PREFIX prov: <http://www.w3.org/ns/prov#>
      ASK { ?s a wikibase:Statement . FILTER NOT EXISTS { ?s prov:wasDerivedFrom ?r } }"""
    assert not graph.query(bare).askAnswer


def test_references_hold_title_publisher_day_and_address(export):
    items = json.loads(export("csl", name="a").read_text("utf-8"))
    page = next(i for i in items if i["type"] == "webpage")
    assert page["issued"] == {"date-parts": [[2025, 3, 1]]} and page["publisher"] == "Nairobi Courier"
    bib = export("bibtex", name="b").read_text("utf-8")
    assert bib.count("@misc{") == 3 and "date = {2025-03-01}" in bib
    ris = export("ris", name="c").read_bytes().decode("utf-8")
    assert (
        ris.count("TY  - ") == ris.count("ER  - ") == 3 and "DA  - 2025/03/01/\r\nUR  - https://courier.example" in ris
    )


def test_what_means_something_to_tex_is_escaped():
    entry = bibtex_entry({"id": "x", "title": "50% of A & B_{c} \\ ~", "type": "document"})
    assert r"50\% of A \& B\_\{c\} \textbackslash{} \textasciitilde{}" in entry


@pytest.mark.parametrize(
    "edtf, parts",
    [
        ("2024", [[2024]]),
        ("2025-08", [[2025, 8]]),
        ("2027-21", [[2027]]),
        ("2025-01/2025-08", [[2025, 1], [2025, 8]]),
        (None, []),
    ],
)
def test_dates_of_references(edtf, parts):
    assert date_parts(edtf) == parts


def test_graphml_joins_nodes_that_are_there(export):
    networkx = pytest.importorskip("networkx")
    path = export("graphml")
    graph = networkx.read_graphml(str(path))
    assert graph.number_of_edges() > 0 and all("name" in data for _, data in graph.nodes(data=True))
    assert ElementTree.parse(path).getroot().tag.endswith("graphml")


def test_a_map_has_points_only_where_the_place_is_known(export):
    features = json.loads(export("geojson").read_text("utf-8"))["features"]
    assert features and all(f["properties"]["kind"] in ("project", "event") for f in features)
    assert all(f["geometry"] is None or f["geometry"]["type"] == "Point" for f in features)


@pytest.mark.parametrize(
    "name, country, known",
    [
        ("Tashkent", None, True), ("Ташкент", "UZ", True), ("Toshkent", None, True), ("Samarqand", "UZ", True), ("Навои", "UZ", True),
        ("Tripoli", "LY", True), ("Tripoli", "LB", True), ("Springfield", None, False), ("Springfield", "US", False),
        ("Tashkent", "KE", False), ("Nowhere in Particular", None, False), ("Samarkand Region", "UZ", False),
    ],
)  # fmt: skip
def test_coordinates_are_never_guessed(name, country, known):
    assert (coordinates(name, country) is not None) == known
