"""The query language, and what it finds on both databases."""

from __future__ import annotations

import pytest

from communique.errors import UsageError
from communique.store import search as looking
from communique.store.query import QueryError, parse
from communique.store.search import passages_of, search
from communique.store.stems import stem
from communique.store.write import add


@pytest.mark.parametrize(
    "query, said, at",
    [
        ('trade "joint', "never closed", 6),
        ("foo:bar", "no filter foo", 0),
        ("a OR", "between two words", 2),
        ("OR a", "between two words", 0),
        ("(a b)", "joined by OR", 3),
        ("(a", "never closed", 0),
        ("a )", "closes nothing", 2),
        ("trade said:soon", "takes a date", 11),
        ("topic:cheese", "no topic cheese", 6),
        ("kind:person", "kind: takes", 5),
        ("speaker: x", "needs a value", 0),
        ("", "Nothing to search for", 0),
        ("- a", "word or a phrase", 0),
    ],
)
def test_a_wrong_query_is_shown_with_a_caret(query, said, at):
    with pytest.raises(QueryError, match=said) as caught:
        parse(query)
    assert str(caught.value).splitlines()[-1].index("^") == at + 2


@pytest.mark.parametrize(
    "one, two, language",
    [
        ("railways", "railway", "en"),
        ("филиалы", "филиал", "ru"),
        ("электростанции", "электростанция", "ru"),
        ("zavodlarining", "zavod", "uz"),
    ],
)
def test_word_forms(one, two, language):
    assert stem(one, language) == stem(two, language)


@pytest.fixture
def filled(store, report):
    add(
        store,
        report(
            source="a", who="Anna Petrova", plant="Navoi Steel Plant", said="2019-05-01", extra=" Cotton is sold too."
        ),
    )
    add(store, report(source="b", who="Boris Ivanov", value=8, plant="Bukhara Cement Plant", said="2021-05-01"))
    return store


FOUND = pytest.mark.parametrize(
    "query, sources",
    [
        ("trades", ["a", "b"]),
        ("plant -cotton", ["b"]),
        ('"steel plants"', ["a"]),
        ("steel OR cement", ["a", "b"]),
        ("(steel OR cement) builders", ["a", "b"]),
        ("plant said:2020..", ["b"]),
        ("plant said:2019", ["a"]),
        ("speaker:Petrova", ["a"]),
        ('speaker:"Анна Петрова" trade', ["a"]),
        ("about:RU", ["a", "b"]),
        ("kind:milestone cement", ["b"]),
        ("topic:trade said:..2019", ["a"]),
        ("build*", ["a", "b"]),
        ("nothing-of-the-kind", []),
        ("-trade", ["a", "b"]),
        ("speaker:Petrova cement", []),
        ("about:RU kind:figure trade", ["a", "b"]),
    ],
)


@FOUND
def test_what_is_found(filled, query, sources):
    with filled.reading() as session:
        assert sorted({hit.source for hit in search(session, query).hits}) == sources


@FOUND
def test_words_that_stand_everywhere_find_the_same(filled, query, sources, monkeypatch):
    monkeypatch.setattr(looking, "COMMON", 0)  # paragraphs: in a store of thousands of reports
    with filled.reading() as session:
        assert sorted({hit.source for hit in search(session, query).hits}) == sources


def test_what_the_newest_lack_is_looked_for_farther_back(filled, monkeypatch):
    monkeypatch.setattr(looking, "COMMON", 0)
    monkeypatch.setattr(looking, "FARTHER", 10)
    with filled.reading() as session:
        assert len(passages_of(session, parse("plant said:2019"), 1)) == 1
        assert search(session, "trade speaker:Petrova", limit=1, facets=False).hits[0].source == "a"


def test_hits_show_where_their_words_stand(filled):
    with filled.reading() as session:
        found = search(session, "steel")
        (hit,) = found.hits
        assert [hit.snippet[a:b] for a, b in hit.highlights] == ["Steel"]
        assert found.facets["year"] == {"2019": 1}
        spread = search(session, "trade").facets
        assert spread["year"] == {"2019": 1, "2021": 1}
        assert spread["speaker"] == {"Anna Petrova": 1, "Boris Ivanov": 1}
        assert spread["country"] == {"RU": 2, "UZ": 2}
        assert (spread["topic"], spread["kind"]) == ({"trade": 2}, {"statement": 2, "figure": 2})
        with pytest.raises(UsageError, match="nothing of that name"):
            search(session, "speaker:Nobody")


def test_entities_are_listed_with_the_filters_of_search(filled):
    from communique.dossier.entities import entities

    def names(line, **more):
        with filled.reading() as session:
            return [entity.name for entity in entities(session, line=line, **more)]

    assert names("cotton", kind="project") == ["Navoi Steel Plant"]
    assert names("said:2021", kind="project") == ["Bukhara Cement Plant"]
    assert names("-cotton plant", kind="project") == ["Bukhara Cement Plant"]
    assert len(names("about:UZ", kind="person", limit=1)) == 1
    assert names("said:1990", kind="person") == []
