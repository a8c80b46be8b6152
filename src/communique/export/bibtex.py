"""BibTeX: the documents as entries that BibTeX and biblatex take (``@misc``, with ``url`` and ``date``)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from communique.export.reference import csl
from communique.export.selection import Chosen

SPECIAL = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
           "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}  # fmt: skip
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
LANGUAGES = {"en": "english", "ru": "russian", "uz": "uzbek"}


def write(chosen: Chosen, target: Path) -> int:
    """Write the file; how many entries it has."""
    count = 0
    with target.open("w", encoding="utf-8") as file:
        for one in chosen.whole():
            file.write(entry(csl(one)) + "\n")
            count += 1
    return count


def entry(item: dict[str, Any]) -> str:
    """One reference."""
    fields = {"title": f"{{{escape(item['title'])}}}"}
    if "publisher" in item:
        fields["author"] = f"{{{escape(item['publisher'])}}}"
        fields["publisher"] = escape(item["publisher"])
    if "issued" in item:
        first = item["issued"]["date-parts"][0]
        fields["date"] = "/".join("-".join(f"{n:02}" for n in part) for part in item["issued"]["date-parts"])
        fields["year"] = str(first[0])
        if len(first) > 1:
            fields["month"] = MONTHS[first[1] - 1]
    if "URL" in item:
        fields["url"] = re.sub(r"[{}\\%]", lambda m: f"%{ord(m[0]):02X}" if m[0] != "%" else "%", item["URL"])
    if item.get("language") in LANGUAGES:
        fields["langid"] = LANGUAGES[item["language"]]
    if "archive_location" in item:
        fields["howpublished"] = escape(item["archive_location"])
    lines = [f"  {name} = {value if name == 'month' else '{' + value + '}'}" for name, value in fields.items()]
    return f"@misc{{{item['id']},\n" + ",\n".join(lines) + "\n}\n"


def escape(words: str) -> str:
    """Words in which nothing means anything to TeX."""
    return "".join(SPECIAL.get(c, c) for c in " ".join(words.split()))
