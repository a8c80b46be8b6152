"""Posts before and after the name, with body and countries."""

from __future__ import annotations

import pytest

CASES = [
    ("Her predecessor, Juan Rojas, is now Peru's Consul General in Lagos.", "Juan Rojas", "Consul General", "PE", None),
    (
        "The President of Peru, Juan Rojas, the President of Austria, Anna Weber, and Ola Berg met.",
        "Anna Weber",
        "President",
        "AT",
        None,
    ),
    ("Anna Weber, Ambassador of Austria to Peru, spoke first.", "Anna Weber", "Ambassador", "AT", "PE"),
    ("Austrian Foreign Minister Anna Weber arrived in Lima.", "Anna Weber", "Foreign Minister", "AT", None),
    ("Juan Rojas, Head of the Federal Agency for Tourism, agreed.", "Juan Rojas", "Head", None, None),
    ("President Maia Sandu of Moldova met them.", "Maia Sandu", "President", "MD", None),
    ("It was opened by Minister Ann Lee and her Finnish counterpart, Eero Aho.", "Eero Aho", "counterpart", "FI", None),
    ("The Hungarian side was led by State Secretary Ann Lee.", "Ann Lee", "State Secretary", "HU", None),
    ("Ann Lee, Deputy Premier and Minister of Trade of Fiji, spoke.", "Ann Lee", "Minister of Trade", "FJ", None),
    ("Ann Lee, Deputy Premier and Minister of Trade of Fiji, spoke.", "Ann Lee", "Deputy Premier", None, None),
    ("The Presidents of Fiji and Peru, Ann Lee and Juan Rojas, met.", "Juan Rojas", "President", "PE", None),
    ("Foreign ministers Ann Lee of Fiji and Juan Rojas of Peru met.", "Ann Lee", "Foreign minister", "FJ", None),
    ("The Fijian and Peruvian trade ministers, Ann Lee and Juan Rojas, met.", "Ann Lee", "trade minister", "FJ", None),
    ("Ann Lee and Juan Rojas, the presidents of Fiji and Peru, met.", "Juan Rojas", "president", "PE", None),
    ("President Ann Lee arrived. The President of Fiji, Ann Lee, opened it.", "Ann Lee", "President", "FJ", None),
    ("The head of the Fijian delegation, Ann Lee, left.", "Ann Lee", "head of the Fijian delegation", "FJ", None),
    ("The Secretary-General of the Arab League Ann Lee spoke.", "Ann Lee", "Secretary-General", None, None),
    (
        "Fiji's Secretary of State for Cooperation, Ann Lee, left.",
        "Ann Lee",
        "Secretary of State for Cooperation",
        "FJ",
        None,
    ),
    ("Prime Minister Pushpa Kamal Dahal of Nepal left.", "Pushpa Kamal Dahal", "Prime Minister", "NP", None),
]


@pytest.mark.parametrize(("text", "person", "title", "represents", "accredited"), CASES)
def test_post_is_read(read, text, person, title, represents, accredited):
    record = read(text)
    found = [(record.entity(p.person).name, p.title, p.represents, p.accredited_to) for p in record.posts]
    assert (person, title, represents, accredited) in found


def test_headline_with_two_actors_gives_neither_the_title_of_the_other(read):
    assert not read("Weber, Fijian Deputy PM hold talks. Anna Weber arrived on Monday.").posts


def test_his_guest_is_the_other_of_the_two(read):
    text = "Premier Juan Rojas received Anna Weber. Rojas noted that trade grew. His guest added that tourism fell."
    assert [read(text).entity(s.speaker).name for s in read(text).statements] == ["Juan Rojas", "Anna Weber"]


def test_pronoun_means_the_person_named_last(read):
    record = read("Anna Weber, Minister of Trade of Austria, arrived in Lima. She said that trade was growing.")
    assert [record.entity(s.speaker).name for s in record.statements] == ["Anna Weber"]
