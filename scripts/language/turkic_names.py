"""Writes ``countries.yml`` and ``currencies.yml`` of a Turkic language from Unicode CLDR (through Babel):
``python scripts/language/turkic_names.py uz``. What CLDR lacks is added from ``more_names.yml`` in the folder of the language.
"""

from __future__ import annotations

import sys
from pathlib import Path

import yaml
from babel import Locale

from communique.language.base import load_data
from communique.language.turkic.letters import Letters, Writing

LANGUAGES = Path(__file__).parents[2] / "src/communique/language"
REGIONS = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}


def main(code: str) -> None:
    folder, writing = LANGUAGES / code, Writing(load_data(code, "letters", Letters))
    english = yaml.safe_load((LANGUAGES / "en" / "currencies.yml").read_text("utf-8"))
    more = yaml.safe_load((folder / "more_names.yml").read_text("utf-8"))

    def plain(name: str) -> str:
        return writing.plain_of(name).text

    locale = Locale.parse(code)
    names = {
        plain(name): territory
        for territory, name in locale.territories.items()
        if len(territory) == 2 and territory.isalpha() and territory not in REGIONS
    }
    words = {plain(name): currency for currency, name in locale.currencies.items() if currency in english["codes"]}
    for file, data, about in (
        ("countries", {**more["countries"], "names": {**names, **more["countries"]["names"]}}, "names"),
        (
            "currencies",
            {
                "codes": english["codes"],
                "symbols": english["symbols"],
                "words": {**words, **more["currencies"]},
                "shared": more.get("shared_currencies", {}),
            },
            "names of currencies",
        ),
    ):
        head = f"# {about.capitalize()} of language {code}: Unicode CLDR through Babel and more_names.yml; written by scripts/language/turkic_names.py.\n"
        body = yaml.safe_dump(data, allow_unicode=True, sort_keys=True, default_flow_style=None, width=140)
        (folder / f"{file}.yml").write_text(head + body, "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
