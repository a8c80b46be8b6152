"""All that is counted or measured, before the contract takes its part: value, unit, what is counted, what is measured, up or down."""

from __future__ import annotations

import pytest

from communique.extract.measurements import Measurement, measurements_of
from communique.record import Document


def measure(text: str) -> list[Measurement]:
    return next(measurements_of([Document(id="x", text=text, language="en")]))


# text → (value or both ends, unit, counted, direction)
FOUND = [
    ("The line carried 12,500 passengers in May.", (12500, None, "passenger", None)),
    ("Copper slipped 1.4 per cent to US $9,110 a tonne.", (1.4, "%", "", "down")),
    ("The lorry weighs ~3.5t and is 6.2m long.", (3.5, "t", "", None)),
    ("The phone comes with 64GB of storage.", (64, "GB", "", None)),
    ("Wind gusts of 80 to 95 mph were measured.", ((80, 95), "mph", "", None)),
    ("The rate fell from 4.5 percent to 4.1 percent.", ((4.5, 4.1), "%", "", "down")),
    ("Dozens of villages lost power.", ((12, 120), None, "village", None)),
    ("Tens of millions of dollars were spent.", ((1e7, 1e8), "USD", "", None)),
    ("The fare rose by 30 cents.", (0.3, "USD", "", "up")),
    ("It is one of the oldest bridges in the country.", (1, None, "old bridge country", None)),
    ("He bought the 48 page catalogue.", (48, None, "page", None)),
    ("Anna Keller, 41, has run the mill since May.", (41, "a", "", None)),
    ("The average age of the drivers is 52.", (52, "a", "", None)),
    ("They moved with their son Henk who was 10.", (10, "a", "", None)),
    ("A third of the crop was lost.", (33.33, "%", "", None)),
    ("The fee is RM250 a month.", (250, "MYR", "", None)),
    ("They trained 300 people who were ill for two years and 200 who were not.", (200, None, "people", None)),
    ("The flood has killed 1700 people since August.", (1700, None, "people", None)),
    ("The drug was tried on 2000 patients.", (2000, None, "patient", None)),
    ("The tug can tow 14000 pounds.", (14000, "lb", "", None)),
    ("He freed 15 co-defendants.", (15, None, "co-defendant", None)),
    ("Brothers aged 55 and 19 ran it.", (19, "a", "", None)),
    ("Revenues were $7.6 billion almost $200 million below the forecast.", (2e8, "USD", "", None)),
    ("a phone with a 3000mah battery", (3000, "mAh", "", None)),
    ("The mill will cut 2000 jobs.", (2000, None, "job", "down")),
    ("The firm raised the store to 64GB instead of the 32GB of before.", (32, "GB", "", None)),
]


@pytest.mark.parametrize(("text", "wanted"), FOUND)
def test_measurement_is_read(text, wanted):
    found = [
        (
            (m.quantity.value, m.quantity.high) if m.quantity.high is not None else m.quantity.value,
            m.quantity.unit,
            " ".join(m.counted),
            m.direction,
        )
        for m in measure(text)
    ]
    assert wanted in found


NONE = [
    "The ferry leaves at 9.40 am and at 5 p.m. on 12 March 2019.",
    "Rovers won 3-1 in round 16.",
    "The new iPhone 12 Pro was shown beside the Xbox 360.",
    "The FTSE 100 and the S&P 500 were closed.",
    "The 747 Jumbo is no longer built.",
    "At one point in the 70s and in '84 the old 757s were sold.",
    "In 2019 sales were weak.",
    "The clinic is at 12 Mill Road.",
    "In phase 3 trials, as page 12 says, it was weak.",
    "No one came, and the other one left.",
]


@pytest.mark.parametrize("text", NONE)
def test_nothing_is_measured(text):
    assert [(m.quantity.value, m.counted) for m in measure(text)] == []


MEASURED = [
    ("Exports of copper fell 7% to $2.1 billion.", "Exports copper", 7),
    ("The ministry spent 60 per cent of its budget on roads.", "budget ministry", 60),
    ("The village has a 6 kW turbine.", "turbine village", 6),
    ("The bank charged a fee of 12 euros.", "fee bank", 12),
    ("The mine employs 340 people.", "mine", 340),
    ("They cut the ticket price by 15%.", "ticket price", 15),
    ("The road is 40 km (25 miles) long.", "road", 25),
    ("A grant of $8 million was paid.", "grant", 8e6),
    ("Sales rose 4% to 1.3 million cars, up from 1.1 million.", "Sales", 1.1e6),
    ("That 40 euros fee makes a long journey dear.", "fee", 40),
    ("The new levy adds 12 euros to the monthly bill.", "monthly bill", 12),
    ("There is a daily fee per guest which is 12 euros.", "daily fee guest", 12),
    ("The old theatre holds 30 years worth of costumes.", "costumes old theatre", 30),
    ("The ferry carried 12 pupils over the age of 16.", "pupils", 16),
    ("In the last three months the bank has lent 40 billion yen.", "", 3),
    ("With eight more boats the club went to sea.", "", 8),
    ("Volvik has unveiled a lorry with 420 horsepower.", "lorry Volvik", 420),
    ("The club earned 4 million euros from ticket sales.", "ticket sales club", 4e6),
    ("Exports fell 12% from a record in May.", "Exports", 12),
    ("The lamp costs 40 euros (save 12 euros).", "lamp", 12),
    ("The ministry said 14 people had died and 60 were hurt.", "", 14),
    ("The council said 45% of households were recycling glass.", "households", 45),
    ("The bank has a market value of $80 billion.", "market value bank", 8e10),
    ("The state will raise the minimum wage by 5% to 1,200 euros.", "minimum wage", 5),
    ("The drug cut the risk of death by 30 percent in a trial.", "risk death", 30),
    ("The firm's 3,000 drivers will be paid.", "firm", 3000),
    ("Mr. Keller had 38 percent to Ms. Lund's 34 percent.", "Ms. Lund", 34),
    ("The champion beat the challenger by 18 points.", "champion", 18),
    ("A new poll put her lead at 6 points.", "lead", 6),
    ("Only 32 percent of drivers opposed the tax, down from 47 percent in May.", "drivers", 47),
    ("The ship sank 11 miles off the coast.", "ship", 11),
    ("The shares were down 2 percent at $9.45 in early trading.", "shares", 9.45),
    ("A pint of beer costs 3.67 pounds on average.", "pint beer", 3.67),
    ("She was sold to a rival at a 25% premium and the rest stayed.", "premium", 25),
    ("Nordbank is a lender that has 40 branches.", "Nordbank", 40),
    ("The quake struck a town with 40 homes, with 14 people still missing.", "", 14),
    ("The shop bought 20 lamps for $300.", "lamps shop", 300),
    ("She measured activity in the brains of 13 mice.", "brains activity", 13),
    ("The verdict requires the bank to pay $75 million.", "bank", 75e6),
    ("They showed the world a car capable of going 300 miles.", "car", 300),
    ("The battery is smaller than the 3500 mAh cell of its rival.", "cell rival", 3500),
    ("Oil rose with Barclays up 3.1% and Lloyds down 2%.", "Barclays", 3.1),
    ("The line will cut the journey from 3 hours to 90 minutes.", "journey line", 90),
    ("Top speed 155 mph.", "Top speed", 155),
    ("It took 15 minutes, the pilot said.", "", 15),
    ("They saw the story of Anna Keller, 41, on Friday.", "Anna Keller", 41),
    # commas and apostrophes lost
    ("The car which has five doors costs 18000 euros.", "car", 18000),
    ("A dealer in the town which has 4000 people sold 30 tractors.", "dealer town", 30),
    ("The companys 3000 drivers will be paid.", "companys", 3000),
    ("In South Carolina late voters made up 45 percent of the electorate.", "electorate late voters", 45),
    ("Profit before tax rose to 120 million euros.", "Profit", 1.2e8),
    ("The centre scored 33 points 14 assists and 9 rebounds.", "centre", 14),
    ("The firm pays a levy of 3 percent of the farmers gross income.", "levy farmers gross income firm", 3),
    ("Nordbank a lender in Riga has cut 400 jobs.", "Nordbank lender Riga", 400),
    ("The ticket market worth over 2 billion is growing almost five percent a year.", "ticket market", 2e9),
    ("The ticket market worth over 2 billion is growing almost five percent a year.", "ticket market", 5),
]


@pytest.mark.parametrize(("text", "words", "value"), MEASURED)
def test_what_is_measured_comes_from_the_parse(text, words, value):
    found = {m.quantity.value: " ".join(m.measured) for m in measure(text)}
    assert found[value] == words


def test_contract_leaves_out_what_is_no_figure(read):
    record = read("Dozens of villages lost power over the past 12 years, one of the ministers said at 2-1.")
    assert record.figures == ()
