"""Steps done, under way and expected; what is no step; whose step it is."""

from __future__ import annotations

import pytest

CASES = [
    ("The ministers witnessed the signing of eleven agreements.", "signed", "done", None),
    ("The visit ended with the signing of the Agreement on Water.", "signed", "done", None),
    ("The session, which was put off in June, will take place in May 2026.", "delayed", "done", "2025-06"),
    ("The new halls should be ready by the third quarter of 2027.", "completed", "expected", "2027-07/2027-09"),
    ("The Pact on Water, which the two states signed in May 2025, had come into force.", "signed", "done", "2025-05"),
    ("The Lima Wind Plant will be commissioned in 2029.", "opened", "expected", "2029"),
    ("The Agreement on Water between Peru and Chile was signed on 3 May 2024.", "signed", "done", "2024-05-03"),
    ("The Agreement on Water entered into force on 1 June 2025.", "in_force", "done", "2025-06-01"),
    ("The visa waiver has been in force since 1 June 2025.", "in_force", "done", "2025-06-01"),
    ("The Lima Wind Plant has been postponed.", "delayed", "done", None),
    ("Construction of the Lima Wind Plant has begun.", "started", "done", None),
    ("The next meeting will be held in Lima in April 2026.", "held", "expected", "2026-04"),
    ("The third session of the committee is scheduled for March 2026.", "held", "expected", "2026-03"),
    ("The Lima Wind Plant entered commercial operation in February 2025.", "opened", "done", "2025-02"),
    ("Completion of the tunnel is expected in June 2027.", "completed", "expected", "2027-06"),
    ("Once completed in 2030, the Lima Wind Plant will feed two cities.", "completed", "expected", "2030"),
    ("Ground is to be broken for the hospital in May 2026.", "started", "expected", "2026-05"),
    ("The Lima Wind Plant is under construction.", "started", "under_way", None),
    ("The Lima Wind Plant was brought online in 2011.", "opened", "done", "2011"),
    ("Construction of the Lima Wind Plant initially began in 1975.", "started", "done", "1975"),
    ("Direct flights between Lima and Vienna will resume in April 2026.", "opened", "expected", "2026-04"),
    ("The study is expected to be ready in the second quarter of 2026.", "completed", "expected", "2026-04/2026-06"),
    ("The last batch of trains will be delivered by the end of June 2026.", "completed", "expected", "2026-06"),
    ("The foundation stone of the Lima Wind Plant was laid on 12 May 2025.", "started", "done", "2025-05-12"),
    ("The Kurmenty mine has been working since 2003.", "started", "done", "2003"),
    ("Six agreements were signed at the forum.", "signed", "done", None),
    ("The launch of the ferry line has slipped from May to September 2026.", "opened", "expected", "2026-09"),
    ("The Lima Wind Plant was put on hold in March 2025.", "suspended", "done", "2025-03"),
    ("The firm has moved the launch of the Lima Wind Plant to July 2029.", "opened", "expected", "2029-07"),
    ("The opening of the Lima trade centre has been moved to 2029.", "opened", "expected", "2029"),
    ("The firm moved the first concrete at the Lima Wind Plant to May 2029.", "started", "expected", "2029-05"),
    ("The first concrete of the Lima Wind Plant will be poured in May 2029.", "started", "expected", "2029-05"),
    ("The director keeps to 2039 for the commissioning of the Lima Wind Plant.", "opened", "expected", "2039"),
    ("He named May 2039 as the date of the opening of the Lima Wind Plant.", "opened", "expected", "2039-05"),
    ("The Water Skills Programme was extended until 2031.", "extended", "done", None),
]

NONE = [
    "The contract has not been signed.",
    "The bridge may open in 2030.",
    "The firm moved its office to Lima in 2024.",
    "In 2019, for the opening of the bridge, two bands played.",
    "The minister opened the meeting.",
    "Turkish builders have completed 1,085 projects.",
    "The second forum was held in Maribor on 3 February 2025.",
    "The event began with a minute of silence.",
    "The Lima Wind Plant was originally due to open in 2024.",
]


@pytest.mark.parametrize(("text", "step", "status", "date"), CASES)
def test_milestone_is_read(read, text, step, status, date):
    assert (step, status, date) in [(m.step, m.status, m.date) for m in read(text).milestones]


@pytest.mark.parametrize("text", NONE)
def test_no_milestone(read, text):
    assert [(m.step, m.status) for m in read(text).milestones if (m.step, m.status) != ("held", "done")] == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The Lima Wind Plant is being built on schedule.", True),
        ("The Lima Wind Plant is running behind schedule.", False),
    ],
)
def test_on_schedule(read, text, value):
    assert value in [m.on_schedule for m in read(text).milestones]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Overhaul of the first unit of the Lima Wind Plant began in March 2025.", "Lima Wind Plant"),
        ("The Lima Wind Plant is growing. The first unit will be opened in 2027.", "Lima Wind Plant"),
        ("The Lima Wind Plant, whose construction began in 2015, is ready.", "Lima Wind Plant"),
        ("The Lima Wind Plant is big. A second phase is due for completion in mid-2031.", "Lima Wind Plant"),
        ("The Lima Wind Plant is big. Civil works were halted in 2024; they are to start in 2031.", "Lima Wind Plant"),
        (
            "The joint commission of Malta and Peru will hold its second meeting in Lima in June.",
            "joint commission of Malta and Peru",
        ),
        ("The Lima Wind Plant is new. The opening of the embassy in Quito is planned for 2027.", None),
    ],
)
def test_whose_step(read, text, name):
    record = read(text)
    about = record.entity(record.milestones[-1].about)
    assert (about.name if about else None) == name


def test_a_delay_with_a_new_date_is_two_milestones(read):
    record = read("The opening of the Lima Wind Plant has been postponed from 2026 to 2028.")
    assert [(m.step, m.status, m.date) for m in record.milestones] == [
        ("delayed", "done", None),
        ("opened", "expected", "2028"),
    ]


def test_spans_hold_the_words(read):
    record = read("According to the minister, the Lima Wind Plant will be commissioned in 2029.")
    milestone = record.milestones[0]
    assert record.words(milestone.span) == "the Lima Wind Plant will be commissioned in 2029"
    assert record.words(milestone.date_span) == "2029"
