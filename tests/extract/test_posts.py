"""Posts before and after the name, with body and countries."""

from __future__ import annotations

import pytest

CASES = [
    ("Anna Weber, Ambassador of Austria to Peru, spoke first.", "Anna Weber", "Ambassador", "AT", "PE"),
    ("Austrian Foreign Minister Anna Weber arrived in Lima.", "Anna Weber", "Foreign Minister", "AT", None),
    ("Juan Rojas, Head of the Federal Agency for Tourism, agreed.", "Juan Rojas", "Head", None, None),
    ("President Maia Sandu of Moldova met them.", "Maia Sandu", "President", "MD", None),
    ("It was opened by Minister Ann Lee and her Finnish counterpart, Eero Aho.", "Eero Aho", "counterpart", "FI", None),
    ("The Hungarian side was led by State Secretary Ann Lee.", "Ann Lee", "State Secretary", "HU", None),
    ("Ann Lee, Deputy Premier and Minister of Trade of Fiji, spoke.", "Ann Lee", "Minister of Trade", "FJ", None),
    ("Ann Lee, Deputy Premier and Minister of Trade of Fiji, spoke.", "Ann Lee", "Deputy Premier", None, None),
]


@pytest.mark.parametrize(("text", "person", "title", "represents", "accredited"), CASES)
def test_post_is_read(read, text, person, title, represents, accredited):
    record = read(text)
    found = [(record.entity(p.person).name, p.title, p.represents, p.accredited_to) for p in record.posts]
    assert (person, title, represents, accredited) in found


def test_pronoun_means_the_person_named_last(read):
    record = read("Anna Weber, Minister of Trade of Austria, arrived in Lima. She said that trade was growing.")
    assert [record.entity(s.speaker).name for s in record.statements] == ["Anna Weber"]
