"""Promises, conflicts and series over a store, case by case."""

from __future__ import annotations

import pytest

from communique.dossier.conflicts import conflicts, findings
from communique.dossier.official.forms import Value
from communique.dossier.official.load import keep
from communique.dossier.pair import pair
from communique.dossier.promises import promises
from communique.dossier.series import series
from communique.record import Milestone
from communique.store import open_store
from communique.store.write import add

from ..store.conftest import make_report


@pytest.fixture
def store(tmp_path):
    with open_store(str(tmp_path / "s.db"), create=True) as opened:
        yield opened


def told(store, *reports, as_of="2026-10-31"):
    for n, (date, status, said) in enumerate(reports):
        from msgspec.structs import replace

        record = make_report(source=f"{n}.txt", opens=date or "time", said=said, value=n + 1, year=str(1990 + n))
        step = "opened" if status != "cancelled" else "cancelled"
        m = replace(record.milestones[0], date=date, status="done" if status == "cancelled" else status, step=step)
        add(store, replace(record, milestones=(m,)))
    with store.reading() as session:
        return list(promises(session, as_of=as_of))


@pytest.mark.parametrize(
    "reports, state, slipped",
    [
        ([("2019", "expected", "2018-01-01")], "overdue", None),
        ([("2030", "expected", "2018-01-01")], "open", None),
        ([("2028", "expected", "2018-01-01"), ("2030", "expected", "2020-01-01")], "slipped", "P2Y"),
        ([("2019", "expected", "2018-01-01"), ("2019-12-05", "done", "2019-12-06")], "kept", None),
        ([("2019", "expected", "2018-01-01"), ("2021-02", "done", "2021-03-01")], "late", "P2Y"),
        ([("2028", "expected", "2018-01-01"), (None, "cancelled", "2020-01-01")], "cancelled", None),
        ([("2020", "expected", "2018-01-01"), ("2022", "expected", "2019-01-01")], "overdue", "P2Y"),
    ],
)
def test_the_state_of_a_promise(store, reports, state, slipped):
    (promise,) = told(store, *reports)
    assert (promise.state, promise.slipped_by) == (state, slipped)
    assert len(promise.history) == len(reports)


def test_a_promise_as_it_stood_on_a_day(store):
    reports = [("2028", "expected", "2018-01-01"), ("2030", "expected", "2020-01-01")]
    assert told(store, *reports, as_of="2019-06-01")[0].state == "open"


@pytest.mark.parametrize("naming_one", [0, 6])
def test_reports_that_name_both_countries_of_a_pair(store, naming_one):
    from msgspec.structs import replace

    add(store, make_report(source="both.txt"))
    for n in range(naming_one):
        record = make_report(source=f"{n}.txt", plant=f"Plant {n}", year=str(1990 + n))
        without = tuple(e for e in record.entities if e.country != "RU")
        add(store, replace(record, entities=without, figures=()))
    with store.reading() as session:
        view = pair(session, "UZ", "RU", known_on="2026-10-31")
        assert [report.source for report in view.reports] == ["both.txt"]
        assert [(thing.name, thing.reports) for thing in view.things] == [("Zarafshon Cement Plant", 1)]
        assert [promise.state for promise in view.promises] == ["overdue"]
        assert pair(session, "UZ", "RU", known_on="2018-01-01").reports == ()


def test_two_values_that_cannot_both_hold(store):
    add(store, make_report(source="a", value=11.6, year="2024", said="2025-03-01"))
    add(store, make_report(source="b", value=11.63, year="2024", said="2025-04-01"))
    with store.reading() as session:
        assert list(conflicts(session, as_of="2026-01-01")) == []
    add(store, make_report(source="c", value=12.9, year="2024", said="2025-05-01"))
    with store.reading() as session:
        (finding,) = conflicts(session, as_of="2026-01-01")
        assert {ref.source for ref in finding.refs} == {"a", "b", "c"}
        assert list(conflicts(session, as_of="2025-04-15")) == []


def test_other_years_and_other_countries_never_clash(store):
    add(store, make_report(source="a", value=11.6, year="2024"))
    add(store, make_report(source="b", value=12.9, year="2023"))
    with store.reading() as session:
        assert list(conflicts(session, as_of="2026-01-01")) == []


def official(value, reporter="UZ", partner="RU"):
    return Value(reporter, partner, "trade.turnover", "2024", value, "USD", "Statistics Agency", "2025-02-01")


def test_official_values_stand_beside_stated_ones_and_differ(store):
    add(store, make_report(source="a", value=11.6, year="2024", said="2025-03-01"))
    keep(store, [official(11.6e9)], "t")
    with store.reading() as session:
        (found,) = series(session, pair="RU-UZ")
        assert found.points[0].official.source == "Statistics Agency"
        assert [f for f in findings(session, as_of="2026-01-01", inside=False) if f.check == "official_differs"] == []
    add(store, make_report(source="b", value=12.9, year="2024", said="2025-03-02"))
    with store.reading() as session:
        (finding,) = (f for f in findings(session, as_of="2026-01-01", inside=False) if f.check == "official_differs")
        assert "Statistics Agency" in finding.message and finding.refs[0].source == "b"
    keep(store, [official(12.9e9, "RU", "UZ")], "t")  # the mirror bears it out
    with store.reading() as session:
        assert not any(f.check == "official_differs" for f in findings(session, as_of="2026-01-01", inside=False))


def test_steps_of_parts_are_told_apart(store):
    from msgspec.structs import replace

    texts = {
        "first unit": ("the first unit will open in 2029", "2029"),
        "first large unit": ("the first large unit will open in 2033", "2033"),
    }
    for n, (words, date) in enumerate(texts.values()):
        record = make_report(source=f"{n}", value=n + 1, year=str(1990 + n), extra=f" They add that {words}.")
        start = record.document.text.index(words)
        m = Milestone(
            id="m1", span=(start, start + len(words)), step="opened", status="expected", about="e4", date=date
        )
        add(store, replace(record, milestones=(m,)))
    with store.reading() as session:
        assert {p.what for p in promises(session, as_of="2026-01-01")} == {"first unit", "first large unit"}


def test_decisions_hold_and_can_be_undone(store):
    from communique.errors import UsageError
    from communique.store.decisions import decisions, merge, not_same, split, undo
    from communique.store.names import root_named

    add(store, make_report(source="a", who="Anna Petrova", represents=None))
    add(store, make_report(source="b", who="Boris Ivanov", value=8, represents=None))
    with store.writing() as session:
        a, b = root_named(session, "Anna Petrova"), root_named(session, "Boris Ivanov")
        merge(session, a, b, by="me", why="a test")
    add(store, make_report(source="b", who="Boris Ivanov", value=8, represents=None), again=True)
    with store.writing() as session:
        assert root_named(session, "Boris Ivanov") == a
        undo(session, 1, by="me")
        assert root_named(session, "Boris Ivanov") == b
        not_same(session, a, b, by="me", why=None)
        with pytest.raises(UsageError, match="not the same"):
            merge(session, a, b, by="me", why=None)
    add(store, make_report(source="c", who="Boris Ivanov", value=9, represents=None))
    with store.writing() as session:
        new = split(session, b, ["c"], by="me", why="another Boris")
    add(store, make_report(source="c", who="Boris Ivanov", value=9, represents=None), again=True)
    with store.writing() as session:
        from communique.dossier.entities import entities

        by_id = {e.id: {m.source for m in e.mentions} for e in entities(session, kind="person")}
        assert by_id[f"x{new}"] == {"c"} and by_id[f"x{b}"] == {"b"}
        assert [d.action for d in decisions(session)] == ["merge", "not_same", "split"]
