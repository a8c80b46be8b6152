"""A draft of an Uzbek text after all steps."""

from __future__ import annotations

import pytest

from communique.extract.draft import Draft
from communique.extract.pipeline import steps_of
from communique.language import get_language
from communique.read import document_from_text


@pytest.fixture(scope="session")
def read():
    """All steps over a text of 26 September 2025."""
    uzbek = get_language("uz")

    def run(text: str) -> Draft:
        document = document_from_text(text, language="uz", published="2025-09-26")
        draft = Draft(document=document, analysis=uzbek.analyse([text])[0], language=uzbek)
        for _, step in steps_of("uz"):
            step(draft)
        return draft

    return run
