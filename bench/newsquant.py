"""Read the sentences of a file in NewsQuant's form: ``python bench/newsquant.py DATA.jsonl > predictions.jsonl``.

Each line of the data has a ``text``; each line of the predictions has its ``index`` and the ``quantities`` that communique
counts or measures there, before the contract of the record takes its part of them. Nothing is decided here: fields are put
into the corpus's form, units under the names of its table (``newsquant_units.yml``).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from communique.extract.measurements import Measurement, measurements_of
from communique.record import Document

CHANGES = {
    "exactly": "=", "about": "~", "almost": "~", "more_than": ">", "at_least": ">", "less_than": "<", "up_to": "<",
}  # fmt: skip


@cache
def names() -> dict[str, Any]:
    return yaml.safe_load(Path(__file__).with_name("newsquant_units.yml").read_text())


def unit(found: Measurement) -> str:
    """The name of the unit: that of the corpus's table, or the counted words in their base forms."""
    table, quantity = names(), found.quantity
    counted = " ".join(found.counted)
    if quantity.rule == "fraction":
        return f"% {counted or '-'}"
    if quantity.unit is None:
        name = "count" if quantity.multiplier else counted
        return f"{name} per {quantity.per}" if quantity.per else name
    name = table["aged"].get(quantity.unit) if quantity.rule == "age" else None
    if quantity.rule == "money_part":
        name = table["money_parts"].get(quantity.unit)
    name = name or table["words"].get(found.unit_words) or table["units"].get(quantity.unit, quantity.unit)
    per = quantity.per
    return f"{name} per {table['per'].get(per, per)}" if per else name


def change(found: Measurement) -> str:
    """The corpus has one field for both: a qualifier that says about or more wins over up and down."""
    qualifier = found.quantity.qualifier
    if found.direction is None or qualifier in ("about", "more_than", "at_least"):
        return CHANGES[qualifier]
    return found.direction


def value(found: Measurement) -> float | list[float]:
    quantity = found.quantity
    if quantity.rule == "fraction":
        return float(Fraction(quantity.value / 100).limit_denominator(20))
    if quantity.rule == "money_part":
        return round(quantity.value * 100, 6)
    return quantity.value if quantity.high is None else [quantity.value, quantity.high]


def read(texts: list[str]) -> Iterator[list[dict[str, Any]]]:
    documents = [Document(id=str(at), text=text, language="en") for at, text in enumerate(texts)]
    for found in measurements_of(documents):
        yield [
            {
                "value": value(one),
                "change": change(one),
                "unit": unit(one),
                "concept": list(one.measured),
            }
            for one in found
        ]


def main(path: str) -> None:
    with open(path, encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines if line.strip()]
    for index, quantities in enumerate(read(texts)):
        print(json.dumps({"index": index, "quantities": quantities}, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1])
