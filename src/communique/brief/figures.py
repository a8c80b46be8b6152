"""Figures at a glance: each indicator's latest values with their change and the official value beside them; a chart of each main series."""

from __future__ import annotations

from collections.abc import Iterable

from communique.brief.chart import draw
from communique.brief.composer import Composer, indicators, plain, rank, strong
from communique.brief.model import Chart, Mark, Section, Sentence, Table
from communique.dossier.chart import is_whole
from communique.dossier.series import ORDERED, Point, Series, series

CHARTS = 6
NOTES = 3  # notes on one value
ENOUGH = 3  # years that make a chart
YEARS = 24  # years of a chart
MARKS = 30  # values of a chart


def series_in_scope(c: Composer) -> list[Series]:
    """The series of the brief: of the pair or thing, on the topic, said in its span of time, main ones first."""
    pair = c.scope.pair
    if pair is None and c.scope.about is None:
        return []
    found = series(c.session, pair=pair, about=c.scope.about, known_on=c.asked.as_of or None)
    out = []
    for one in found:
        if c.asked.topic and indicators().get(one.indicator, {}).get("topic") != c.asked.topic:
            continue
        points = tuple(p for p in one.points if c.asked.since is None or (p.said_on or "") >= c.asked.since)
        if points:
            out.append(Series(indicator=one.indicator, about=one.about, unit=one.unit, points=points))
    return sorted(out, key=lambda s: (rank(s.indicator), -len(s.points)))


def figures_section(c: Composer, found: list[Series]) -> Section | None:
    """The table and the charts; ``None`` where there is no figure."""
    shown = [one for one in found if not one.indicator.startswith("project.")] or found
    c.sources.load([p.document for one in shown for p in _headlines(one)])
    rows = [row for one in shown for row in _rows(c, one)]
    if not rows:
        return None
    head = tuple(c.words("columns", key) for key in ("indicator", "period", "value", "change", "official"))
    blocks: list[Table | Chart] = [Table(head, tuple(rows), (30, 15, 23, 17, 15), (2,))]
    for one in [s for s in shown if s.unit != "%"]:
        if len(blocks) <= CHARTS and (chart := _chart(c, one)) is not None:
            blocks.append(chart)
    return Section("figures", c.words("heads", "figures"), 1, tuple(blocks))


def _headlines(one: Series) -> list[Point]:
    """The latest whole year that was counted, a later part of a year, and the latest that is planned or expected."""
    counted = [p for p in one.points if p.status == "actual" and p.period]
    whole = [p for p in counted if is_whole(p.period)]
    parts = [p for p in counted if not is_whole(p.period)]
    ahead = [p for p in one.points if p.status != "actual" and p.period]
    chosen = [max(whole, key=_age)] if whole else []
    if parts:
        last = max(parts, key=_age)
        if not chosen or (last.period or "")[:4] > (chosen[0].period or "")[:4]:
            chosen.append(last)
    if ahead:
        last = max(ahead, key=_age)
        if not chosen or (last.period or "")[:4] > (chosen[0].period or "")[:4]:
            chosen.append(last)
    if not chosen:
        chosen = [max(one.points, key=lambda p: p.said_on or "")]
    return chosen


def _age(point: Point) -> tuple[str, str]:
    return (point.period or "")[:4], point.said_on or ""


def _rows(c: Composer, one: Series) -> Iterable[tuple[Sentence, ...]]:
    for n, point in enumerate(_headlines(one)):
        name = capital_name(c, one) if n == 0 else ""
        same = [
            p
            for p in one.points
            if (p.value, p.high, p.period, p.status) == (point.value, point.high, point.period, point.status)
        ]
        notes = tuple(dict.fromkeys(c.sources.cite(p.document, p.span, kind="figures") for p in same[:NOTES]))
        value = c.words.amount(point.value, point.high, one.unit, point.qualifier, None)
        status = c.words("figure_status", point.status)
        period = c.words.date(point.period) if point.period else "–"
        beside = _official(c, one, point) if n == 0 or point.official else plain("–")
        yield (plain(name), plain(period), strong(value + status, *notes), _change(c, one, point, notes), beside)


def _official(c: Composer, one: Series, point: Point) -> Sentence:
    """The official value of the same period, else the latest official one with its period."""
    known = [p for p in one.points if p.official is not None]
    if not known:
        return plain("–")
    chosen = point if point.official is not None else max(known, key=_age)
    value = chosen.official
    assert value is not None
    shown = c.words.amount(value.value, None, value.unit, None, None)
    if chosen.period != point.period:
        shown += f" ({c.words.date(chosen.period)})"
    return plain(shown, c.sources.cite_official(value))


def capital_name(c: Composer, one: Series) -> str:
    """What a series measures; whose it is, where that is not the pair the brief is about."""
    name = c.words("indicators", one.indicator)
    is_pair = c.asked.pair is not None and set(one.about) == set(c.asked.pair)
    if is_pair and one.indicator not in ORDERED:
        return name
    return f"{name}: {c.about(one.about, one.indicator)}"


def _change(c: Composer, one: Series, point: Point, notes: tuple[int, ...]) -> Sentence:
    """By how much a whole year differs from the whole year counted before it."""
    if not is_whole(point.period) or point.status != "actual" or point.high is not None:
        return plain("–")
    year = (point.period or "")[:4]
    earlier = [
        p
        for p in one.points
        if p.status == "actual" and is_whole(p.period) and (p.period or "")[:4] < year and p.high is None
    ]
    if not earlier or point.value <= 0:
        return plain("–")
    before = max(earlier, key=_age)
    if before.value <= 0:
        return plain("–")
    ratio = point.value / before.value
    if ratio >= 2:
        shown = c.words("sentences", "factor", factor=c.words.number(round(ratio, 1)))
    elif abs(ratio - 1) < 0.0005:
        shown = c.words("sentences", "same")
    else:
        key = "percent_up" if ratio > 1 else "percent_down"
        shown = c.words("sentences", key, percent=c.words.amount(round(abs(ratio - 1) * 100), None, "%", None, None))
    if "exactly" != point.qualifier or "exactly" != before.qualifier:
        shown = c.words("qualifiers", "about", x=shown)
    text = f"{shown} {c.words('sentences', 'from_period', period=c.words.date(before.period))}"
    return plain(text, *notes[:1], c.sources.cite(before.document, before.span, kind="figures"))


def _chart(c: Composer, one: Series) -> Chart | None:
    points = _drawn([p for p in one.points if is_whole(p.period)])
    if len({p.period for p in points}) < ENOUGH:
        return None
    c.sources.load([p.document for p in points])
    stated = tuple(Mark(int((p.period or "")[:4]), p.value, p.status != "actual") for p in points)
    official = {int((p.period or "")[:4]): p.official for p in points if p.official is not None}
    beside = tuple(Mark(year, value.value) for year, value in sorted(official.items()))
    notes = [c.sources.cite(p.document, p.span, kind="figures") for p in points]
    notes += [c.sources.cite_official(value) for _, value in sorted(official.items())]
    unit = c.words.unit(one.unit)
    caption = f"{c.words('indicators', one.indicator)}, {c.about(one.about, one.indicator)}" + (
        f", {unit}" if unit else ""
    )
    listed = "; ".join(f"{m.year}: {c.words.scaled(m.value)}" for m in stated)
    return Chart(
        caption=plain(f"{caption}.", *dict.fromkeys(notes)), alt=f"{caption}: {listed}", svg=draw(stated, beside, one.unit, c.words),
        stated=stated, official=beside,
    )  # fmt: skip


def _drawn(points: list[Point]) -> list[Point]:
    """Of each of the last years the value said last, the lowest and the highest; one of each where there are very many."""
    years: dict[tuple[str, bool], list[Point]] = {}
    for point in points:
        years.setdefault(((point.period or "")[:4], point.status == "actual"), []).append(point)
    latest = sorted(years)[-YEARS:]
    chosen = [p for year in latest for p in _told(years[year])]
    return chosen if len(chosen) <= MARKS else [max(years[year], key=lambda p: p.said_on or "") for year in latest]


def _told(same: list[Point]) -> list[Point]:
    ends = (
        min(same, key=lambda p: p.value),
        max(same, key=lambda p: p.value),
        max(same, key=lambda p: p.said_on or ""),
    )
    return list({p.value: p for p in ends}.values())
