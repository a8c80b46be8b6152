"""Recognizers-Text: numbers, ranges and numbers with units of four kinds; it says neither change nor what is measured."""

from __future__ import annotations

from typing import Any

from common import Reader, main

CULTURE = "en-us"
# its unit names → those of the corpus
NAMES = {
    "f": "fahrenheit", "c": "celsius", "degree": "degree", "united states dollar": "dollar", "british pound": "pound sterling",
    "pound": "pound-mass", "meter": "metre", "kilometer": "kilometre", "centimeter": "centimetre", "millimeter": "millimetre",
    "liter": "litre", "british £": "pound sterling", "year": "year of age",
}  # fmt: skip


def load() -> Reader:
    from recognizers_number import recognize_number, recognize_percentage
    from recognizers_number_with_unit import (
        recognize_age,
        recognize_currency,
        recognize_dimension,
        recognize_temperature,
    )

    def read(text: str) -> list[dict[str, Any]]:
        found: list[tuple[int, int, dict[str, Any]]] = []

        def take(results: Any, unit: str | None) -> None:
            for result in results:
                if any(start <= result.end and result.start <= end for start, end, _ in found):
                    continue
                resolution = result.resolution or {}
                value = str(resolution.get("value") or "").rstrip("%")
                name = str(resolution.get("unit") or "").lower() if unit is None else unit
                try:
                    number = float(value)
                except ValueError:
                    continue
                quantity = {"value": number, "change": "=", "unit": NAMES.get(name, name), "concept": []}
                found.append((result.start, result.end, quantity))

        take(recognize_currency(text, CULTURE), None)
        take(recognize_temperature(text, CULTURE), None)
        take(recognize_age(text, CULTURE), None)
        take(recognize_dimension(text, CULTURE), None)
        take(recognize_percentage(text, CULTURE), "percentage")
        take(recognize_number(text, CULTURE), "")
        return [quantity for _, _, quantity in found]

    return read


main(load)
