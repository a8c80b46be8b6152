"""Briefs: one composition from the store, rendered to Markdown, HTML, DOCX and PDF.

asked = Asked(pair=("UZ", "RU"), as_of="2026-10-31", language="en")
brief = compose(session, asked)                  # a structure: brief/model.py
data = render(brief, "pdf")                      # bytes: pdf, docx, html, md
digest(session, since, asked); comparison(session, "a.txt", "b.txt", asked)
"""

from __future__ import annotations
