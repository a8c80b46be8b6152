"""What each figure says: measure, indicator, whose it is, period, status, rate; and what changes say. Sentences are composed for this."""

from __future__ import annotations

import pytest

from communique.extract.pipeline import extract
from communique.record import Document, Record


def read(text: str) -> Record:
    return extract(Document(id="x", text=text, language="en", published="2025-11-14"))


def names(record: Record, ids: tuple[str, ...]) -> list[str]:
    entities = {entity.id: entity for entity in record.entities}
    return [entities[one].country or entities[one].name for one in ids]


# text → the measure of each figure
MEASURES = [
    ("• Fish sold to Peru: 21,000 tonnes", ["Fish sold to Peru"]),
    ("Austria's investments in Peru remain modest: they stood at $64 million.", ["Austria's investments in Peru"]),
    ("Austrian Airlines flies to Lima twice a week.", ["flies to Lima"]),
    ("The tunnel is 12.4 km long and cost $1.1 billion.", ["tunnel long", "tunnel cost"]),
    ("The bridge, 1,750 metres in length, links Austria with Slovakia.", ["bridge length"]),
    ("The survey is 60% complete.", ["survey complete"]),
    ("Some 4,200 Peruvians work in Chile, of whom 35 per cent are women.", ["Peruvians", "women"]),
    ("Copper makes up 58 % of Chilean deliveries.", ["Copper Chilean deliveries"]),
    ("The contracts signed at the forum are worth 3 billion dollars.", ["contracts"]),
    (
        "A contract between Strabag and the ministry, worth $3 million, was signed.",
        ["contract between Strabag and the ministry"],
    ),
    ("Loans of $50 million and $30 million were provided.", ["Loans", "Loans"]),
    ("Imports came to $4 billion and exports to Peru to $700 million.", ["Imports", "exports to Peru"]),
    ("Austria has granted Peru 90 million euros, including 25 million in loans.", ["Austria granted", "loans"]),
    ("The facility is estimated at $90 million.", ["facility"]),
    ("Firms bought $212 million worth of Peruvian goods.", ["Peruvian goods"]),
    ("The plant employs 450 people.", ["employs people"]),
    (
        "The share of wind power in generation is to rise from 16% in 2023 to 40% by 2030.",
        ["share of wind power in generation"] * 2,
    ),
    ("The project cost $6 billion, including $3 billion from Peruvian loans.", ["project cost", "Peruvian loans"]),
    (
        "Of the nine programmes launched in Lima, four have enrolled students.",
        ["programmes", "programmes enrolled students"],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), MEASURES)
def test_measure_is_read_from_the_parse(text, wanted):
    assert [figure.measure for figure in read(text).figures] == wanted


# text → status and period of each figure
STATUSES = [
    ("The plant will open in 2027 and employ 500 people.", [("planned", None)]),
    ("Peru, which has 33 million people, plans to build three reactors.", [("actual", None), ("planned", None)]),
    ("Trade could reach $3 billion by the end of the year.", [("forecast", "2025")]),
    ("The bank is lending Peru $90 million.", [("planned", None)]),
    ("She expects trade with Peru to reach $12 billion in 2028.", [("forecast", "2028")]),
    ("Lopez expects 13,000 people to work at the Lima Steel Plant.", [("forecast", None)]),
    ("The cost of the Lima Steel Plant is put at $4 billion.", [("forecast", None)]),
    ("The ministry put trade at $4 billion in 2024.", [("actual", "2024")]),
    (
        "Trade with Peru came to $3 billion in 2024. She named $5 billion as the goal for 2030.",
        [("actual", "2024"), ("target", "2030")],
    ),
    (
        "In January–May 2024, he noted, trade between Peru and Chile reached $8 billion.",
        [("actual", "2024-01/2024-05")],
    ),
    ("The goal is trade of 5 billion dollars by 2030.", [("target", "2030")]),
    ("Citizens may stay for up to 30 days without a visa.", [("actual", None)]),
    ("Last year's trade came to $600 million, down 9 % from 2023.", [("actual", "2024")]),
    ("Volumes rose last year, from 2.8 million tonnes to 4.5 million.", [("actual", None), ("actual", "2024")]),
    (
        "Peru sold 12,000 tonnes of coffee in 2024, up from 8,500 a year earlier.",
        [("actual", "2024"), ("actual", "2023")],
    ),
    ("Strabag confirmed its interest in building a plant near Lima with a capacity of 500 MW.", [("planned", None)]),
    ("The deal was signed in June 2024 and covers six trains.", [("actual", None)]),
    (
        "In the first nine months exports increased 1.4 times and amounted to $300 million.",
        [("actual", "2025-01/2025-09")],
    ),
    ("Firms had put 190 million euros into the economy since 2015.", [("actual", "2015/..")]),
    (
        "Trade rose to $7 billion in 2016-17 from $6 billion in the previous fiscal.",
        [("actual", "2016/2017"), ("actual", None)],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), STATUSES)
def test_status_and_period_come_from_the_clause(text, wanted):
    assert [(figure.status, figure.period) for figure in read(text).figures] == wanted


# text → indicator and whose it is
ABOUT = [
    ("Trade between Austria and Peru stood at $1.2 billion.", ("trade.turnover", ["AT", "PE"])),
    ("Peru's exports to Austria were up a third at $120 million.", ("trade.exports", ["PE", "AT"])),
    ("About 4,000 Peruvian students study in Austria.", ("students", ["PE", "AT"])),
    (
        "Trade with Austria amounted to one billion US dollars, the Peruvian ministry said.",
        ("trade.turnover", ["AT", "PE"]),
    ),
    (
        "The Arequipa solar plant, with a capacity of 90 MW, opened in May.",
        ("project.capacity", ["Arequipa solar plant"]),
    ),
    ("Peru and Austria traded goods for $1.2 billion in 2024.", ("trade.turnover", ["AT", "PE"])),
    ("The Arequipa steel plant rolls 500,000 tonnes of sheet a year.", ("project.capacity", ["Arequipa steel plant"])),
    ("The Bank for Trade of Peru gave a loan of $8 million to Austria.", ("finance.loan", ["AT", "PE"])),
    ("The director gave trade between Austria and Peru as $1.2 billion in 2024.", ("trade.turnover", ["AT", "PE"])),
]


@pytest.mark.parametrize(("text", "wanted"), ABOUT)
def test_indicator_and_about(text, wanted):
    record = read(text)
    indicator, about = wanted
    assert record.figures[0].indicator == indicator
    assert set(names(record, record.figures[0].about)) == set(about)


# text → value, unit and rate of each figure
AMOUNTS = [
    ("The line carries 10 million tonnes a year.", [(10e6, "t", "year")]),
    ("The annual quota went up from 9,000 to 13,000 places.", [(9000, "1", "year"), (13000, "1", "year")]),
    ("They give 15 scholarships that Austria pays for each year.", [(15, "1", "year")]),
    ("Projects worth $1 billion 786 million were shown.", [(1.786e9, "USD", None)]),
    ("Projects worth over one and a half billion dollars were shown.", [(1.5e9, "USD", None)]),
    ("The plant makes 3.8Mta of cement.", [(3.8e6, "t", "year")]),
    ("The waiting time has been cut from 12 hours to 4.", [(12, "h", None), (4, "h", None)]),
    ("The number of flights has gone up to 38 a week.", [(38, "1", "week")]),
    ("Works are to last 36 months.", [(36, "mo", None)]),
]


@pytest.mark.parametrize(("text", "wanted"), AMOUNTS)
def test_amounts(text, wanted):
    assert [(figure.value, figure.unit, figure.rate) for figure in read(text).figures] == wanted


NO_FIGURES = [
    "Call the line +996 312 37 39 01.",
    "Two-way trade has grown.",
    "He arrived for a two-day visit.",
    "Over a quarter of a century of cooperation has passed.",
    "Trade turnover has more than doubled over five years.",
    "Growth of 7 percent was recorded.",
]


@pytest.mark.parametrize("text", NO_FIGURES)
def test_no_figure(text):
    assert [figure.value for figure in read(text).figures] == []


# text → direction, amount (kind, value, qualifier), words of both ends, measure
CHANGES = [
    (
        "Trade reached $850 mln, an increase of 12 per cent.",
        ("up", ("percent", 12, "exactly"), None, "$850 mln", "Trade"),
    ),
    ("Fares have come down by roughly 15 per cent.", ("down", ("percent", 15, "about"), None, None, "Fares")),
    ("Trade turnover has more than doubled.", ("up", ("factor", 2, "more_than"), None, None, "Trade turnover")),
    (
        "Trade amounted to $2 billion, 1.9% more than the year before.",
        ("up", ("percent", 1.9, "exactly"), None, "$2 billion", "Trade"),
    ),
    (
        "Trade increased by 40% and reached 3 billion dollars.",
        ("up", ("percent", 40, "exactly"), None, "3 billion dollars", "Trade"),
    ),
    ("The number of flights has gone up to 38 a week.", ("up", None, None, "38", "number of flights")),
    (
        "Trade had climbed to $614 million last year from $480 million in 2023, a rise of 28%.",
        ("up", ("percent", 28, "exactly"), "$480 million", "$614 million", "Trade"),
    ),
    (
        "Trade with Peru witnessed a 35 percent annual growth.",
        ("up", ("percent", 35, "exactly"), None, None, "Trade with Peru"),
    ),
    ("Trade has grown at an annual rate of about 7 percent.", ("up", ("percent", 7, "about"), None, None, "Trade")),
    (
        "Trade came to $1.2 billion, 1.5 times more than in the same period of 2024 ($800 million).",
        ("up", ("factor", 1.5, "exactly"), "$800 million", "$1.2 billion", "Trade"),
    ),
    (
        "Trade rose from $100 million to $360 million, which is a 3.6-fold increase.",
        ("up", ("factor", 3.6, "exactly"), "$100 million", "$360 million", "Trade"),
    ),
    ("They raised the quota from one to three flights.", ("up", None, "one", "three", "quota")),
]


@pytest.mark.parametrize(("text", "wanted"), CHANGES)
def test_change(text, wanted):
    record = read(text)
    ends = {figure.id: record.words(figure.span) for figure in record.figures}
    assert len(record.changes) == 1
    change = record.changes[0]
    amount = change.amount and (change.amount.kind, change.amount.value, change.amount.qualifier)
    assert (change.direction, amount, ends.get(change.from_), ends.get(change.to), change.measure) == wanted
