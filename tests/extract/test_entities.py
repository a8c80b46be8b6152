"""Names of all kinds: where they begin and end, and what tells their kind."""

from __future__ import annotations

import pytest

CASES = [
    ("Talks were held by Anna Weber and Jan Novak in Lima.", "person", "Jan Novak"),
    ("Peru will finance the Lima Dairy Centre. The Centre is to open in 2031.", "project", "Lima Dairy Centre"),
    ("A maintenance centre in Arequipa will employ 450 people.", "project", "maintenance centre in Arequipa"),
    ("A joint naval exercise will be held off Palawan in May 2031.", "event", "joint naval exercise"),
    ("Norad is paying for the landing site at Axim.", "place", "Axim"),
    ("The joint fisheries commission of Malta and Tunisia met.", "organization", "joint fisheries commission of Malta and Tunisia"),
    ("The Speaker of the Parliament Karu Jayasuriya met them.", "person", "Karu Jayasuriya"),
    ("Trade and Investment Minister Karim Mansour spoke.", "person", "Karim Mansour"),
    ("Wizz Air operates flights from Budapest to Nairobi.", "organization", "Wizz Air"),
    ("Poland's KGHM has opened a mine.", "organization", "KGHM"),
    ("Maksat Aliyev works at Kazakhstan Temir Zholy (KTZ), he said.", "organization", "Kazakhstan Temir Zholy"),
    ("The Federal Service for Veterinary and Phytosanitary Control agreed.", "organization", "Federal Service for Veterinary and Phytosanitary Control"),
    ("The Government of the People’s Republic of China agreed.", "organization", "Government of the People’s Republic of China"),
    ("The flight from Bishkek–Islamabad was late.", "place", "Islamabad"),
    ("Students went to Rabat, Fez and Casablanca.", "place", "Fez"),
    ("A share in the Weda Bay nickel project was sold.", "project", "Weda Bay nickel project"),
    ("Experts of the Andean Institute for Trade asked for fewer forms.", "organization", "Andean Institute for Trade"),
    ("The Annaba branch of Kama State University opened.", "organization", "Annaba branch of Kama State University"),
    ("The Nukus branch of the National Mining University Orda opened.", "organization", "Nukus branch of the National Mining University Orda"),
    ("The Nukus State University branch in Osh will open in May.", "organization", "Nukus State University branch in Osh"),
    ("The opening of the Middle East industrial cooperation centre was put off.", "project", "Middle East industrial cooperation centre"),
    ("The Andean trade zone on the border is to be opened in 2031.", "project", "Andean trade zone"),
    ("The Bukhara wool centre was still under construction.", "project", "Bukhara wool centre"),
    ("Juan Perez of MetNorte told the forum that work went on.", "organization", "MetNorte"),
    ("Anna Weber, who heads GreenPort, said that trade grew.", "organization", "GreenPort"),
    ("They signed the Agreement on Cooperation in the Building of a Dam in Peru.", "agreement", "Agreement on Cooperation in the Building of a Dam in Peru"),
    ("The Agreement on Cooperation in Lima was signed.", "agreement", "Agreement on Cooperation"),
    ("They signed a Memorandum of Understanding on diplomatic training.", "agreement", "Memorandum of Understanding on diplomatic training"),
    ("The fourth round of political consultations took place in Bratislava.", "event", "fourth round of political consultations"),
]  # fmt: skip
NOBODY = [
    ("They stayed at the Miran International Hotel.", "person"),
    ("Liquefied natural gas (LNG) was sold; LNG is dear.", "organization"),
    ("Samruk-Kazyna supported the plan.", "person"),
    ("PEOPLE\n\nFour people came to Lima on Monday.", "organization"),
    ("The Minister of Trade, Industry and Energy agreed.", "organization"),
]


@pytest.mark.parametrize(("text", "kind", "name"), CASES)
def test_name_is_read(read, text, kind, name):
    assert (kind, name) in [(entity.kind, entity.name) for entity in read(text).entities]


@pytest.mark.parametrize(("text", "kind"), NOBODY)
def test_nothing_of_that_kind_is_named(read, text, kind):
    assert [entity.name for entity in read(text).entities if entity.kind == kind] == []


def test_event_has_its_day_and_agreement_when_it_was_signed(read):
    record = read(
        "The Nordic Forum was held in Oslo on 3 May 2025. The Treaty of Friendship between Peru and Chile signed in 1926 was read."
    )
    assert [entity.date for entity in record.entities if entity.kind == "event"] == ["2025-05-03"]
    assert [entity.signed for entity in record.entities if entity.kind == "agreement"] == ["1926"]
