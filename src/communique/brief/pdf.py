"""A brief as PDF, set by typst: bookmarks, embedded fonts (Libertinus, which ships with typst), footnotes with links."""

from __future__ import annotations

from importlib import resources
from typing import Any

import msgspec

from communique.brief.model import Brief, Passage


def render(brief: Brief) -> bytes:
    """The bytes of the file (PDF 1.7, tagged)."""
    import typst

    data = msgspec.to_builtins(brief)
    for passage, made in zip(brief.passages, data["passages"], strict=True):
        made["parts"] = parts(passage)
    _mark_first(data["sections"])
    template = resources.files("communique.brief").joinpath("brief.typ").read_bytes()
    made_pdf: bytes = typst.compile(
        template, format="pdf", sys_inputs={"brief": msgspec.json.encode(data).decode()}, ignore_system_fonts=True
    )
    return made_pdf


def _mark_first(sections: list[dict[str, Any]]) -> None:
    """Tell the first mention of each note from later ones."""
    seen: set[int] = set()

    def visit(node: Any) -> None:
        if isinstance(node, dict):
            if "runs" in node:
                marks = []
                for number in node["notes"]:
                    marks.append({"number": number, "first": number not in seen})
                    seen.add(number)
                node["notes"] = marks
            else:
                for value in node.values():
                    visit(value)
        elif isinstance(node, (list, tuple)):
            for value in node:
                visit(value)

    visit(sections)


def parts(passage: Passage) -> list[dict[str, Any]]:
    """A passage cut at its marks."""
    out, at = [], 0
    for start, end in passage.marks:
        out.append({"text": passage.text[at:start], "marked": False})
        out.append({"text": passage.text[start:end], "marked": True})
        at = end
    return [*out, {"text": passage.text[at:], "marked": False}]


def png(svg: str, width: float = 16.0) -> bytes:
    """An SVG as PNG, so many centimetres wide at 220 dots an inch, with the fonts of the PDF."""
    import typst

    page = f'#set page(width: {width}cm, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg", width: 100%)'
    made: bytes = typst.compile(page.encode(), format="png", ppi=220, sys_inputs={"svg": svg}, ignore_system_fonts=True)
    return made
