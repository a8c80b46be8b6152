"""Who said what: ``[speaker] {content}`` in sentences of our own."""

from __future__ import annotations

import re

import pytest

CASES = [
    "[Anna Weber], Minister of Trade of Austria, said that {trade with Peru had doubled}.",
    "“{We will open a new embassy in Lima}”, said [Anna Weber], Minister of Trade of Austria.",
    "According to [Anna Weber], {the line will be ready in 2027}.",
    "{The line will be ready in 2027}, [Anna Weber] told reporters in Lima on Monday.",
    "[The parties] noted that {cooperation in science is growing}.",
    "[Anna Weber] highlighted {the work of the joint commission on water}.",
    "[Anna Weber] noted that {40 companies work in Peru} and called for simpler rules.",
    "Anna Weber noted that 40 companies work in Peru and [] called for {simpler rules}.",
    "[Anna Weber] promised {to send a delegation in May} and thanked the hosts.",
    "[Anna Weber] said {the plant employs 300 people}, adding that more would follow.",
    "As [Anna Weber] put it, {the corridor is a lifeline}.",
    "In the words of [Anna Weber], “{the corridor has become a lifeline}”.",
    "It was emphasized during the meeting that {trade grew by 12 per cent}.",
    "[Anna Weber] made it clear that {the road would open in May}.",
    "[Anna Weber] expressed confidence that {the plant would open on time}.",
    "[Anna Weber] cited the figures: {exports had grown by 4 per cent}.",
    "{Peru will buy 40 buses}, [Anna Weber], head of the agency, told the guests.",
    "— {The agreement works}, — [Anna Weber] said.",
    "{Talks would resume in May}, two [officials] told the agency.",
    "“{Will it be ready}?” asked [one delegate].",
    "[Reuters] reported, citing two officials, that {talks would resume in May}.",
    "As noted by [Anna Weber], {the work will end in June}.",
    "[Anna Weber], for her part, assured the guests that {Peru would keep its word}.",
    "{Exports rose by a tenth}, said [Anna Weber], ambassador of Austria, citing customs data.",
    "The company, he recalled, {had invested $40 million}.",
    "[The two sides] were of one mind that {the visit should take place in May}.",
]
NONE = [
    "Anna Weber and Juan Rojas discussed trade and energy.",
    "Anna Weber thanked the hosts of the forum.",
    "The forum ‘Mission of Good’ took place in Lima.",
    "Anna Weber did not say when the line would open.",
    "Anna Weber wants to visit Lima next year.",
    "Peru plans to build three ports by 2030.",
    "The line is expected to open in May.",
    "It should be noted that the line is long.",
    "Ambassador Anna Weber called on the Minister of Trade.",
    "Anna Weber expressed gratitude for the warm welcome.",
    "Anna Weber asked whether the line would open.",
    "Austria offers 170 scholarships a year.",
    "The guests were informed about the plans of the port.",
]


@pytest.mark.parametrize("case", CASES)
def test_statement_is_read(read, case):
    speaker = "".join(re.findall(r"\[(.*?)\]", case))
    content = re.search(r"\{(.*?)\}", case).group(1)
    record = read(re.sub(r"\[\] |[\[\]{}]", "", case))
    found = [
        (record.entity(s.speaker).name if s.speaker else "", " … ".join(record.words(c) for c in s.content_spans))
        for s in record.statements
    ]
    assert any(content in words and (not speaker or name and name in speaker) for name, words in found), found


def test_second_cue_has_the_same_speaker(read):
    record = read("Anna Weber noted that 40 companies work in Peru and called for simpler rules.")
    assert [record.entity(s.speaker).name for s in record.statements] == ["Anna Weber", "Anna Weber"]


def test_two_who_speak_are_neither_alone(read):
    (statement,) = read("Minister Anna Weber and her counterpart Juan Rojas noted that trade had grown.").statements
    assert statement.speaker is None


def test_manner_of_a_broken_quotation(read):
    (statement,) = read("“The road,” Anna Weber said, “is open.”").statements
    assert (statement.manner, len(statement.content_spans)) == ("direct", 2)


@pytest.mark.parametrize("text", NONE)
def test_this_is_no_statement(read, text):
    assert read(text).statements == ()


def test_open_quotation_mark_is_a_finding(read):
    record = read("Anna Weber said that “relations have reached a high level. Talks go on.")
    assert [(f.check, f.verdict) for f in record.findings] == [("quotes_balanced", "fails")]


def test_nobody_named_is_null(read):
    (statement,) = read("It was noted that trade between Peru and Austria is growing.").statements
    assert statement.speaker is None
