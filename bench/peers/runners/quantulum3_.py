"""quantulum3: values and units; it says neither change nor what is measured."""

from __future__ import annotations

import logging
import warnings
from typing import Any

from common import Reader, main


def load() -> Reader:
    warnings.filterwarnings("ignore")
    logging.disable(logging.WARNING)
    from quantulum3 import parser

    def read(text: str) -> list[dict[str, Any]]:
        return [
            {
                "value": [q.value - q.uncertainty, q.value + q.uncertainty] if q.uncertainty else q.value,
                "change": "=",
                "unit": "" if q.unit.name == "dimensionless" else q.unit.name,
                "concept": [],
            }
            for q in parser.parse(text)
        ]

    return read


main(load)
