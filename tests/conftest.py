"""Shared by all tests: one loaded parser, and where the gold lies."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def read():
    """Text → record, with a day of publication."""
    from communique.extract.pipeline import extract
    from communique.read import document_from_text

    return lambda text, published="2025-11-14": extract(document_from_text(text, published=published, language="en"))
