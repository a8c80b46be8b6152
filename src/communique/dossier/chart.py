"""Charts of series: in the terminal (plotext), as SVG or PNG (matplotlib, an extra). Whole years only: a part is no whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from communique.dossier.series import Series
from communique.errors import StoreError, UsageError

WHOLE = re.compile(r"\d{4}[~?%]?")


def is_whole(period: str | None) -> bool:
    """A whole year."""
    return period is not None and bool(WHOLE.fullmatch(period))


def _drawn(found: list[Series]) -> Iterator[tuple[str, list[int], list[float], list[int], list[float]]]:
    """Label, years and values as stated, years and values of official statistics."""
    for one in found:
        points = [p for p in one.points if is_whole(p.period)]
        if points:
            years = [int((p.period or "")[:4]) for p in points]
            official = {int((p.period or "")[:4]): p.official.value for p in points if p.official}
            label = f"{one.indicator} {'–'.join(one.about)}, {one.unit}"
            yield label, years, [p.value for p in points], list(official), list(official.values())


def terminal(found: list[Series]) -> str:
    """A chart of characters."""
    import plotext

    plotext.clear_figure()
    plotext.theme("clear")
    plotext.plotsize(90, 22)
    years: set[int] = set()
    for label, when, values, official_years, official in _drawn(found):
        plotext.scatter(when, values, label=label)
        if official:
            plotext.plot(official_years, official, label="official")
        years |= set(when)
    if not years:
        raise UsageError("nothing to draw: no value of a whole year.")
    plotext.xticks(sorted(years), [str(y) for y in sorted(years)])
    return str(plotext.build())


def picture(found: list[Series], target: str) -> None:
    """Write an SVG or PNG. Raises ``UsageError`` for another ending and where there is nothing to draw."""
    if Path(target).suffix not in (".svg", ".png"):
        raise UsageError(f"--plot {target}: expected a file that ends in .svg or .png.")
    try:
        from matplotlib.figure import Figure
    except ModuleNotFoundError as error:
        raise StoreError("pictures need matplotlib: pip install 'communique[plot]'.") from error
    figure = Figure(figsize=(9, 5), layout="constrained")
    axes = figure.subplots()
    drawn = list(_drawn(found))
    if not drawn:
        raise UsageError("nothing to draw: no value of a whole year.")
    for label, when, values, official_years, official in drawn:
        axes.scatter(when, values, label=label, zorder=3)
        if official:
            axes.plot(official_years, official, linestyle="--", marker="_", label=f"{label}: official")
    axes.set_xticks(sorted({y for _, when, *_ in drawn for y in when}))
    axes.grid(alpha=0.3)
    axes.legend(fontsize="small")
    try:
        figure.savefig(target)
    except OSError as error:
        raise UsageError(f"{target}: could not be written ({error.strerror}).") from error
