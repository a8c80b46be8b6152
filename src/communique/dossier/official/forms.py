"""The forms in which official statistics come: each a function from what was read to values.

A cell that should be a number and is not is an error that names its place; cells that agencies use for "none" are none.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from communique.dossier.official.codes import INDICATORS, WORLD, country, period
from communique.errors import UsageError

NONE = {"", "-", "–", "—", "..", "...", "…", "x", "х", "n/a", "na", "nan", "null", ":"}
NAMED = ("reporter", "partner", "indicator", "period", "value", "unit")
WEAK = re.compile(r"(?i)^statement:|agency not named|recalled, not found")
SHEET_FLOWS = {"trade.turnover": ("товарооборот", "оборот", "turnover", "aylanma"), "trade.exports": ("экспорт", "export", "eksport"),
               "trade.imports": ("импорт", "import")}  # fmt: skip
SCALES = (("тыс", 1e3), ("thousand", 1e3), ("ming", 1e3), ("млн", 1e6), ("million", 1e6), ("mln", 1e6))


@dataclass(frozen=True, slots=True)
class Given:
    """What the person who loads a file says of it, where the file does not."""

    reporter: str | None = None
    indicator: str | None = None
    period: str | None = None
    unit: str | None = None
    scale: float | None = None
    source: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """One official value."""

    reporter: str
    partner: str
    indicator: str
    period: str
    value: float
    unit: str
    source: str
    published: str
    note: str | None = None


class FormError(UsageError):
    """A file of official figures that cannot be taken: where, what was expected, what came."""


def read_values(name: str, data: bytes, given: Given) -> list[Value]:
    """All values of a file in any of the forms. Raises ``FormError``; then none is taken."""
    text = data.decode("utf-8-sig", errors="replace")
    head = text.lstrip()[:400]
    if head.startswith("<"):
        return list(_sdmx_ml(name, data, given))
    if head.startswith(("[", "{")):
        try:
            return list(_json(name, json.loads(text), given))
        except json.JSONDecodeError as error:
            raise FormError(f"{name}: not sound JSON (line {error.lineno}: {error.msg}).") from error
    return list(_csv(name, text, given))


def number(cell: str, where: str, *, comma: bool = False) -> float | None:
    """The number of a cell; ``None`` where it holds none. Raises ``FormError`` for words."""
    plain = cell.strip().replace("\u00a0", "").replace(" ", "")
    if plain.casefold() in NONE:
        return None
    if comma:
        plain = plain.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", plain):
        plain = plain.replace(",", "")
    try:
        return float(plain)
    except ValueError:
        raise FormError(f"{where}: expected a number, came {cell.strip()[:40]!r}. Nothing was loaded.") from None


def _csv(name: str, text: str, given: Given) -> Iterator[Value]:
    delimiter = ";" if text[:2000].count(";") > text[:2000].count(",") else ","
    # SDMX-CSV 2.0 says "STRUCTURE[;]" in its head: that is a name
    delimiter = "," if text.startswith(("STRUCTURE", "DATAFLOW")) and "," in text.split("\n", 1)[0] else delimiter
    rows = [row for row in csv.reader(io.StringIO(text), delimiter=delimiter)]
    if not rows or not any(any(cell.strip() for cell in row) for row in rows):
        raise FormError(f"{name}: the file is empty.")
    head = [cell.strip() for cell in rows[0]]
    if {"COUNTERPART_COUNTRY", "OBS_VALUE"} <= set(head) or head[0].startswith(("DATAFLOW", "STRUCTURE")):
        yield from _sdmx_csv(name, head, rows[1:], given)
    elif {"reporter", "partner"} & {cell.casefold() for cell in head}:
        yield from _named_csv(name, [cell.casefold() for cell in head], rows[1:], given)
    else:
        yield from _wide(name, rows, given, comma=delimiter == ";")


def _named_csv(name: str, head: list[str], rows: list[list[str]], given: Given) -> Iterator[Value]:
    missing = [column for column in NAMED if column not in head and getattr(given, column, None) is None]
    if missing:
        raise FormError(
            f"{name}: the column{'s' * (len(missing) > 1)} {', '.join(missing)} {'are' if len(missing) > 1 else 'is'} missing; there are {', '.join(head)}."
        )
    for count, row in enumerate(rows, 2):
        if not any(cell.strip() for cell in row):
            continue
        cells = dict(zip(head, (cell.strip() for cell in row), strict=False))
        where = f"{name}, line {count}"
        value = number(cells.get("value", ""), f"{where}, value")
        source = cells.get("source") or given.source or name
        if value is None or WEAK.search(source) or WEAK.search(cells.get("note", "")):
            continue
        codes = [
            _country(cells.get(side) or getattr(given, side, None) or "", where) for side in ("reporter", "partner")
        ]
        when = period(cells.get("period") or given.period or "")
        if when is None:
            raise FormError(
                f"{where}, period: expected a date like 2024, 2024-05 or 2024-01/2024-08, came {cells.get('period')!r}."
            )
        yield Value(
            codes[0], codes[1], cells.get("indicator") or given.indicator or "", when, value * (given.scale or 1),
            cells.get("unit") or given.unit or "", source, cells.get("published") or given.published or "", cells.get("note") or None,
        )  # fmt: skip


def _country(word: str, where: str) -> str:
    code = country(word)
    if code is None:
        raise FormError(f"{where}: {word!r} is no country: expected a code (UZ, UZB, 860) or a name.")
    return code


def _imf(name: str, cells: dict[str, str], when: str, cell: str, given: Given, where: str) -> Iterator[Value]:
    """One observation of IMTS. SCALE is for display: the values are whole dollars."""
    value = number(cell, where)
    indicator = INDICATORS.get(cells.get("INDICATOR", ""), given.indicator)
    one, other = country(cells.get("COUNTRY", "")), country(cells.get("COUNTERPART_COUNTRY", ""))
    edtf = period(when)
    if value is None or not indicator or one is None or other is None or edtf is None:
        return
    source = given.source or "IMF, International Trade in Goods (by partner country)"
    yield Value(one, other, indicator, edtf, value, "USD", source, given.published or "")


def _sdmx_csv(name: str, head: list[str], rows: list[list[str]], given: Given) -> Iterator[Value]:
    missing = [c for c in ("COUNTRY", "INDICATOR", "COUNTERPART_COUNTRY", "TIME_PERIOD", "OBS_VALUE") if c not in head]
    if missing:
        raise FormError(f"{name}: the columns {', '.join(missing)} are missing; there are {', '.join(head)}.")
    for count, row in enumerate(rows, 2):
        cells = dict(zip(head, row, strict=False))
        if cells.get("TIME_PERIOD", "").strip():
            yield from _imf(
                name, cells, cells["TIME_PERIOD"], cells.get("OBS_VALUE", ""), given, f"{name}, line {count}, OBS_VALUE"
            )


def _sdmx_ml(name: str, data: bytes, given: Given) -> Iterator[Value]:
    from lxml import etree

    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except etree.XMLSyntaxError as error:
        raise FormError(f"{name}: not sound XML ({error.msg}).") from error
    found = False
    for element in root.iter("{*}Series"):
        found = True
        cells = {str(key): str(value) for key, value in element.attrib.items()}
        for value in element.iterfind("{*}SeriesKey/{*}Value"):
            cells[str(value.get("id"))] = str(value.get("value"))
        for observation in element.iterfind("{*}Obs"):
            when = observation.get("TIME_PERIOD")
            cell = observation.get("OBS_VALUE")
            if when is None:
                dimension, held = observation.find("{*}ObsDimension"), observation.find("{*}ObsValue")
                when = dimension.get("value") if dimension is not None else ""
                cell = held.get("value") if held is not None else ""
            yield from _imf(
                name,
                cells,
                str(when or ""),
                str(cell or ""),
                given,
                f"{name}, series of {cells.get('COUNTRY')}, {when}",
            )
    if not found:
        raise FormError(f"{name}: XML, but no SDMX data set with series.")


def _json(name: str, data: Any, given: Given) -> Iterator[Value]:
    if isinstance(data, dict) and "data" in data:
        if data.get("error"):
            raise FormError(f"{name}: the service answered an error: {data['error']}")
        yield from _comtrade(name, data["data"] or [], given)
    elif isinstance(data, list) and data and isinstance(data[0], dict) and "message" in data[0]:
        said = "; ".join(str(m.get("value")) for m in data[0]["message"])
        raise FormError(f"{name}: the World Bank answered an error: {said}")
    elif isinstance(data, list) and len(data) == 2 and isinstance(data[1], list) and "page" in data[0]:
        yield from _world_bank(name, data, given)
    elif isinstance(data, list) and data and isinstance(data[0], dict) and "data" in data[0]:
        for sheet in data:
            yield from _siat(name, sheet, given)
    else:
        raise FormError(
            f"{name}: JSON of no form that is known: expected Comtrade, World Bank or a sheet of the Uzbek agency."
        )


def _comtrade(name: str, rows: list[dict[str, Any]], given: Given) -> Iterator[Value]:
    for count, row in enumerate(rows, 1):
        flow = INDICATORS.get(str(row.get("flowCode")))
        if (
            flow is None
            or str(row.get("cmdCode", "TOTAL")) != "TOTAL"
            or str(row.get("partner2Code", 0)) not in ("0", "None")
        ):
            continue
        value = row.get("primaryValue")
        one = country(str(row.get("reporterISO") or row.get("reporterCode") or ""))
        other = country(str(row.get("partnerISO") or row.get("partnerCode", "")))
        when = period(str(row.get("period", "")))
        if not isinstance(value, int | float):
            if value is None:
                continue
            raise FormError(
                f"{name}, row {count}, primaryValue: expected a number, came {value!r}. Nothing was loaded."
            )
        if one and other and when:
            yield Value(
                one, other, flow, when, float(value), "USD", given.source or "UN Comtrade", given.published or ""
            )


def _world_bank(name: str, data: list[Any], given: Given) -> Iterator[Value]:
    for row in data[1]:
        indicator = INDICATORS.get(row["indicator"]["id"], given.indicator)
        code, when = country(row["country"]["id"]), period(str(row["date"]))
        if row["value"] is not None and indicator and code and when:
            note = row["indicator"]["value"]
            yield Value(code, WORLD, indicator, when, float(row["value"]), "USD", given.source or "World Bank",
                        given.published or str(data[0].get("lastupdated") or ""), note)  # fmt: skip


def _siat(name: str, sheet: dict[str, Any], given: Given) -> Iterator[Value]:
    """The JSON of the Uzbek agency's open data: a row a country, years across."""
    about = " ".join(str(m.get("value_en", "")) for m in sheet.get("metadata", []))
    scale = given.scale or _scale(about)
    indicator = given.indicator or _flow(about)
    if indicator is None:
        raise FormError(f"{name}: it does not say what it counts. Give --indicator, for example trade.turnover.")
    for row in sheet["data"]:
        partner = country(str(row.get("Code") or "")) or country(str(row.get("Klassifikator_en") or ""))
        for key, cell in row.items():
            when = period(key) if key[:1].isdigit() else None
            if when and cell is not None and partner:
                value = number(str(cell), f"{name}, {row.get('Klassifikator_en')}, {key}")
                if value is not None:
                    yield Value(given.reporter or "UZ", partner, indicator, when, value * scale, given.unit or "USD",
                                given.source or "National Statistics Committee of Uzbekistan", given.published or "")  # fmt: skip


def _wide(name: str, rows: list[list[str]], given: Given, *, comma: bool) -> Iterator[Value]:
    """An agency's sheet: countries down, periods or flows across; a title and a unit may stand above."""
    at = next(
        (
            i
            for i, row in enumerate(rows)
            if sum(bool(c.strip()) for c in row[1:]) >= 1 and (_periods(row) or _flows(row))
        ),
        None,
    )
    if at is None:
        raise FormError(
            f"{name}: no row with periods (2023, 2024-M01) or with flows (exports, imports) across was found."
        )
    above = " ".join(cell for row in rows[:at] for cell in row)
    head = rows[at]
    where_uz = "Klassifikator" in head
    reporter = given.reporter or ("UZ" if where_uz else None)
    scale = given.scale or _scale(above) if above.strip() or given.scale else (1000.0 if where_uz else None)
    if reporter is None or scale is None:
        wanted = [option for option, value in (("--reporter", reporter), ("--scale", scale)) if value is None]
        raise FormError(
            f"{name}: the sheet does not say whose count it is or in what unit. Give {' and '.join(wanted)}."
        )
    indicator = given.indicator or _flow(above) or ("trade.turnover" if where_uz else None)
    source = given.source or ("National Statistics Committee of Uzbekistan" if where_uz else name)
    columns: list[tuple[int, str | None, str | None]] = [
        (i, period(c), indicator) for i, c in enumerate(head) if i and period(c)
    ]
    if not columns:
        columns = [(i, given.period, _flow(c)) for i, c in enumerate(head) if i and _flow(c)]
    for count, row in enumerate(rows[at + 1 :], at + 2):
        names = [cell for i, cell in enumerate(row) if i not in {c for c, _, _ in columns} and cell.strip()]
        partner = next((code for cell in names if (code := country(cell))), None)
        if partner is None:
            continue  # groups of countries, footnotes
        for column, when, flow in columns:
            if column >= len(row):
                continue
            value = number(
                row[column], f"{name}, line {count}, column {head[column].strip() or column + 1}", comma=comma
            )
            if value is None:
                continue
            if when is None or flow is None:
                missing = "--period" if when is None else "--indicator"
                raise FormError(f"{name}: the sheet does not say it. Give {missing}.")
            yield Value(
                reporter, partner, flow, when, value * scale, given.unit or "USD", source, given.published or ""
            )


def _periods(row: Iterable[str]) -> bool:
    return sum(bool(period(cell)) for cell in row) >= 1


def _flows(row: Iterable[str]) -> bool:
    return sum(bool(_flow(cell)) for cell in row) >= 2


def _flow(words: str) -> str | None:
    low = words.casefold()
    return next((code for code, signs in SHEET_FLOWS.items() if any(sign in low for sign in signs)), None)


def _scale(words: str) -> float:
    return next((factor for sign, factor in SCALES if sign in words.casefold()), 1.0)
