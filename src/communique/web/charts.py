"""Charts as SVG, made on the server: no script draws them, every mark leads to its words, a table stands beside each.

Shapes say what colours say: ● exactly, ▲ at least, ▼ at most, ◆ about; hollow for what is planned; a square line for statistics.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup, escape

from communique.dossier.dates import When, when
from communique.web.show import amount, number

WIDTH, HEIGHT = 720, 280
LEFT, RIGHT, TOP, BOTTOM = 64, 16, 16, 34
SHAPES = {
    "exactly": "dot", "about": "diamond", "almost": "diamond", "more_than": "up", "at_least": "up", "less_than": "down",
    "up_to": "down",
}  # fmt: skip
Link = Callable[[Any], str]


@dataclass(frozen=True)
class Scale:
    """From values to places in the picture."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """The place of a value."""
        span = self.high - self.low or 1
        return round(self.start + (value - self.low) / span * (self.end - self.start), 1)


def position(found: When) -> float:
    """A date as a year with its fraction: the middle of what is stated; a whole year is its number."""
    if found.precision == "year" and found.start.year == found.end.year:
        return float(found.start.year)
    end = min(found.end, date(9000, 1, 1))
    start = max(found.start, date(1, 1, 1))
    middle = start.toordinal() + (end.toordinal() - start.toordinal()) / 2
    day = date.fromordinal(int(middle))
    return day.year - 0.5 + day.timetuple().tm_yday / 366


def instant(found: When, *, last: bool = False) -> float:
    """The first or last day of a date as a year with its fraction, the year beginning at its number."""
    day = min(found.end if last else found.start, date(9000, 1, 1))
    return day.year + day.timetuple().tm_yday / 366


def ticks(low: float, high: float, about: int = 5) -> list[float]:
    """Round values over a range."""
    span = high - low
    if span <= 0:
        return [low]
    rough = span / about
    power = 10 ** math.floor(math.log10(rough))
    step = next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= rough)
    first = math.ceil(low / step) * step
    return [round(first + i * step, 10) for i in range(int((high - first) / step + 1e-9) + 1)]


def series(one: Any, link: Link, words: Callable[[str], str]) -> Markup:
    """Stated values as points, official ones as a line."""
    placed = [(position(found), p) for p in one.points if (found := when(p.period)) and found.end.year < 9000]
    if not placed:
        return Markup("")
    official = sorted(
        {(x, p.official.value, p.official.source) for x, p in placed if p.official and _is_whole(p.period)}
    )
    values = [v for _, p in placed for v in (p.value, p.high) if v is not None] + [o[1] for o in official]
    top = max(values) * 1.08 or 1
    low = min(0.0, min(values) * 1.08)
    years = [x for x, _ in placed]
    x = Scale(min(years) - 0.6, max(years) + 0.6, LEFT, WIDTH - RIGHT)
    y = Scale(low, top, HEIGHT - BOTTOM, TOP)
    out = [_axes(x, y, sorted({round(v) for v in _whole_years(min(years), max(years))}), ticks(low, top))]
    if official:
        line = " ".join(f"{x(a)},{y(v)}" for a, v, _ in official)
        out.append(f'<polyline class="official" points="{line}"/>')
        for a, v, source in official:
            told = escape(f"{words('official')}: {number(v)} ({source})")
            at = f'x="{x(a) - 4}" y="{y(v) - 4}"'
            out.append(f'<rect class="official" {at} width="8" height="8"><title>{told}</title></rect>')
    for a, p in placed:
        title = (
            f"{p.period}: {amount(p.value, p.high, one.unit, p.qualifier)}, {words(p.status)}"
            + (f" — {p.speaker}" if p.speaker else "")
            + (f", {p.said_on}" if p.said_on else "")
        )
        bar = "" if p.high is None else _range(x(a), y(p.value), y(p.high))
        kind = "stated" if p.status == "actual" else "stated planned"
        small = "" if _is_whole(p.period) else " part"
        shape = _shape(SHAPES.get(p.qualifier, "dot"), x(a), y(p.value), 6 if not small else 4.5)
        out.append(_mark(link(p), title, kind + small, bar + shape))
    return _picture(out, f"{one.indicator} {' – '.join(one.about)}, {one.unit}")


def slips(promise: Any, link: Link, words: Callable[[str], str]) -> Markup:
    """The date that was promised, by the day of saying: a line that climbs is a promise that slips."""
    placed = []
    for said in promise.history:
        target, told = when(said.date), when(said.said_on)
        if target is not None and told is not None and target.end.year < 9000:
            placed.append((instant(told), instant(target), instant(target, last=True), said))
    if len(placed) < 3:  # two dates are read faster than drawn
        return Markup("")
    lows = [p[1] for p in placed]
    highs = [p[2] for p in placed]
    days = [p[0] for p in placed]
    first, last = math.floor(min(days)), math.ceil(max(days) + 0.05)
    x = Scale(first, last, LEFT, WIDTH - RIGHT)
    low, high = math.floor(min(lows)), math.ceil(max(highs) + 0.05)
    y = Scale(low, high, HEIGHT - BOTTOM, TOP)
    out = [
        _axes(
            x,
            y,
            list(range(first, last + 1)),
            [float(v) for v in range(low, high + 1, max(1, (high - low) // 6))],
            plain=True,
        )
    ]
    begin, stop = max(first, low), min(last, high)
    if begin < stop:
        out.append(f'<line class="today" x1="{x(begin)}" y1="{y(begin)}" x2="{x(stop)}" y2="{y(stop)}"/>')
    line = " ".join(f"{x(day)},{y(end)}" for day, _, end, said in placed if said.status == "expected")
    out.append(f'<polyline class="slip" points="{line}"/>')
    for day, start, end, said in placed:
        title = f"{said.said_on}: {words(said.status)} {said.date}" + (f" — {said.speaker}" if said.speaker else "")
        shape = _shape("dot" if said.status == "expected" else "check", x(day), y(end), 6)
        bar = _range(x(day), y(start), y(end)) if end - start > 0.03 and said.status == "expected" else ""
        out.append(_mark(link(said), title, f"stated {said.status}", bar + shape))
    return _picture(out, f"{promise.about}: {promise.step.replace('_', ' ')}, {promise.what}")


def timeline(items: Iterable[Any], link: Link, label: str) -> Markup:
    """Dated things on one line each: ``items`` have ``date``, ``text`` and ``kind``."""
    placed = [
        (instant(found), instant(found, last=True), item)
        for item in items
        if (found := when(item.date)) and found.end.year < 9000
    ]
    if not placed:
        return Markup("")
    placed.sort(key=lambda p: (p[0], p[1]))
    first, last = math.floor(min(p[0] for p in placed)), math.ceil(max(p[1] for p in placed) + 0.01)
    row, top = 24, 30
    height = top + row * len(placed) + 8
    x = Scale(first, last, 12, WIDTH - 12)
    step = max(1, (last - first) // 8)
    out = [
        f'<line class="grid" x1="{x(year)}" x2="{x(year)}" y1="22" y2="{height}"/>'
        f'<text class="tick" x="{x(year)}" y="14" text-anchor="middle">{year}</text>'
        for year in range(first, last + 1, step)
    ]
    for i, (start, end, item) in enumerate(placed):
        middle = top + row * i + row / 2
        a, b = x(start), max(x(end), x(start) + 7)
        on_left = b > WIDTH * 0.6
        at, anchor = (a - 8, "end") if on_left else (b + 8, "start")
        text = item.text if len(item.text) < 72 else item.text[:70] + "…"
        out.append(
            f'<a href="{escape(link(item))}" class="span {escape(item.kind)}"><title>{escape(f"{item.date}: {item.text}")}</title>'
            f'<rect x="{a}" y="{middle - 5}" width="{round(b - a, 1)}" height="10" rx="5"/>'
            f'<text x="{at}" y="{middle + 4}" text-anchor="{anchor}">{escape(text)}</text></a>'
        )
    return _picture(out, label, height)


def _whole_years(low: float, high: float) -> Iterable[float]:
    first, last = round(low), round(high)
    step = max(1, math.ceil((last - first) / 10))
    return range(first, last + 1, step)


def _is_whole(period: str | None) -> bool:
    from communique.dossier.chart import is_whole

    return is_whole(period)


def _axes(x: Scale, y: Scale, years: list[int], values: list[float], *, plain: bool = False) -> str:
    out = []
    for value in values:
        label = escape(_short(f"{value:.0f}" if plain else number(value)))
        at = y(value)
        out.append(
            f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{at}" y2="{at}"/>'
            f'<text class="tick" x="{LEFT - 8}" y="{at + 4}" text-anchor="end">{label}</text>'
        )
    for year in years:
        out.append(f'<text class="tick" x="{x(year)}" y="{HEIGHT - 10}" text-anchor="middle">{year}</text>')
    return "".join(out)


def _short(label: str) -> str:
    return label.replace(" billion", " bn").replace(" million", " m").replace(" trillion", " tn")


def _mark(to: str, title: str, kind: str, drawn: str) -> str:
    """A mark that leads to its words; ``drawn`` is SVG already."""
    said = escape(title)
    return f'<a href="{escape(to)}" aria-label="{said}" class="{escape(kind)}"><title>{said}</title>{drawn}</a>'


def _range(x: float, one: float, two: float) -> str:
    return f'<line class="range" x1="{x}" x2="{x}" y1="{one}" y2="{two}"/>'


def _shape(kind: str, x: float, y: float, r: float) -> str:
    if kind == "dot":
        return f'<circle cx="{x}" cy="{y}" r="{r}"/>'
    if kind == "check":
        return f'<path class="tick-mark" d="M{x - 6} {y}l4 5l8 -11"/>'
    points = {
        "up": [(0, -1.2), (1.1, 0.8), (-1.1, 0.8)],
        "down": [(0, 1.2), (1.1, -0.8), (-1.1, -0.8)],
        "diamond": [(0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)],
    }[kind]
    return f'<polygon points="{" ".join(f"{round(x + a * r, 1)},{round(y + b * r, 1)}" for a, b in points)}"/>'


def _picture(parts: list[str], label: str, height: int = HEIGHT) -> Markup:
    drawn = "".join(parts)
    return Markup(
        f'<svg class="chart" viewBox="0 0 {WIDTH} {height}" role="group" aria-label="{escape(label)}">{drawn}</svg>'
    )
