"""A chart of one series as SVG: dots for stated values, hollow where they lie ahead, a dashed line for official ones.

Drawn by hand so that no extra package is needed; typst sets it in PDFs, and turns it into PNG for DOCX.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

from communique.brief.model import Mark
from communique.brief.words import Words

WIDTH, HEIGHT = 680, 270
LEFT, RIGHT, TOP, BOTTOM = 84, 20, 34, 30
STATED, OFFICIAL, GRID, INK = "#1f4e79", "#b5651d", "#dde3ea", "#333a44"
FONT = "Libertinus Serif, Georgia, Cambria, serif"


def draw(stated: Sequence[Mark], official: Sequence[Mark], unit: str, words: Words) -> str:
    """The picture. There must be at least one stated value."""
    years = sorted({m.year for m in (*stated, *official)})
    first, last = years[0], max(years[-1], years[0] + 1)
    top, step = _scale(max(m.value for m in (*stated, *official)))

    def x(year: int) -> float:
        return LEFT + 14 + (year - first) / (last - first) * (WIDTH - LEFT - RIGHT - 28)

    def y(value: float) -> float:
        return HEIGHT - BOTTOM - value / top * (HEIGHT - TOP - BOTTOM)

    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" font-family="{FONT}" font-size="13">'
    ]
    out.append(f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>')
    for n in range(round(top / step) + 1):
        value = n * step
        out.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y(value):.1f}" y2="{y(value):.1f}" stroke="{GRID}"/>')
        out.append(_text(LEFT - 8, y(value) + 4, words.scaled(value), "end"))
    every = max(1, math.ceil((last - first + 1) / 12))
    out += [_text(x(year), HEIGHT - 9, str(year), "middle") for year in range(first, last + 1, every)]
    if official:
        line = sorted({m.year: m.value for m in official}.items())
        points = " ".join(f"{x(year):.1f},{y(value):.1f}" for year, value in line)
        out.append(
            f'<polyline points="{points}" fill="none" stroke="{OFFICIAL}" stroke-width="1.6" stroke-dasharray="6 4"/>'
        )
        out += [
            f'<rect x="{x(a) - 3:.1f}" y="{y(b) - 3:.1f}" width="6" height="6" fill="{OFFICIAL}"/>' for a, b in line
        ]
    done = sorted({m.year: m.value for m in stated if not m.ahead}.items())
    if len(done) > 1:
        points = " ".join(f"{x(year):.1f},{y(value):.1f}" for year, value in done)
        out.append(
            f'<polyline points="{points}" fill="none" stroke="{STATED}" stroke-width="1.2" stroke-opacity="0.45"/>'
        )
    for mark in stated:
        fill = "#ffffff" if mark.ahead else STATED
        out.append(
            f'<circle cx="{x(mark.year):.1f}" cy="{y(mark.value):.1f}" r="4.2" fill="{fill}" stroke="{STATED}" stroke-width="1.6"/>'
        )
    out.append(_legend(stated, official, words))
    out.append("</svg>")
    return "".join(out)


def _legend(stated: Sequence[Mark], official: Sequence[Mark], words: Words) -> str:
    entries = []
    if any(not m.ahead for m in stated):
        entries.append((f'<circle cx="{{x}}" cy="14" r="4.2" fill="{STATED}"/>', words("heads", "chart_stated")))
    if any(m.ahead for m in stated):
        entries.append(
            (
                f'<circle cx="{{x}}" cy="14" r="4.2" fill="#ffffff" stroke="{STATED}" stroke-width="1.6"/>',
                words("heads", "chart_ahead"),
            )
        )
    if official:
        entries.append(
            (f'<rect x="{{x}}" y="11" width="6" height="6" fill="{OFFICIAL}"/>', words("heads", "chart_official"))
        )
    out, at = [], LEFT + 4.0
    for sign, name in entries:
        out.append(sign.format(x=at) + _text(at + 11, 18, name, "start"))
        at += 40 + 7.0 * len(name)
    return "".join(out)


def _scale(most: float) -> tuple[float, float]:
    """The top of the axis and the step of its lines: round numbers, four to seven lines."""
    if most <= 0:
        return 1.0, 0.25
    size = 10.0 ** math.floor(math.log10(most))
    step = next(s * size for s in (0.1, 0.2, 0.25, 0.5, 1.0, 2.0, 2.5) if most / (s * size) <= 6)
    return math.ceil(most / step - 1e-9) * step, step


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{INK}">{escape(words)}</text>'
