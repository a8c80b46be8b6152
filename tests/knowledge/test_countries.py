"""Words that mean a country, and words that only hold one."""

from __future__ import annotations

import pytest

from communique.knowledge.countries import countries_in, find_countries


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Kenyans and the People’s Republic of China", ["KE", "CN"]),
        ("Latin American banks and South Americans", []),
        ("an American firm and an Inter-American fund", ["US"]),
        ("ports of South Africa on the Indian Ocean", ["ZA"]),
        ("the governor of New Mexico and the Gulf of Mexico; Mexico itself", ["MX"]),
        ("A$5 million, US$7 million, C$1 billion", []),
        ("Papua New Guinea, Guinea-Bissau and the Gulf of Guinea", ["PG", "GW"]),
    ],
)
def test_longer_words_that_mean_something_else_hold_no_country(text: str, codes: list[str]) -> None:
    assert [found.code for found in find_countries(text)] == codes


def test_what_is_no_country_has_no_code() -> None:
    countries = countries_in("en")
    assert countries.named("Latin America") is None
    assert countries.of_demonym("Latin American") is None


def test_antigua_alone_may_be_a_town() -> None:
    (found,) = find_countries("signed in Antigua")
    assert (found.code, found.ambiguous) == ("AG", True)
