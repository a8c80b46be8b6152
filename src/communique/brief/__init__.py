"""Briefs: one composition from the store, rendered to Markdown, HTML, DOCX and PDF."""
