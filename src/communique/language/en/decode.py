"""The model's networks and moves, run in fewer and larger steps than spaCy's pipes run them: the same parse in a third of the time.

* Word vectors come from ``encode``; other matrices, too, are multiplied by numpy's BLAS, on one thread: the one that comes with
  spaCy has no kernels for wide registers.
* spaCy's parser lets go of Python's lock and takes it again for every move it weighs; here it is held, and all sentences of a
  batch, sorted by length, take each step together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from communique.language.one_thread import one_thread

PIPES = ("tok2vec", "tagger", "parser", "ner")
# Sentences and tokens parsed together: steps are shared by many, and the memory of a batch stays below some 60 MB.
SENTENCES, TOKENS = 512, 6000


def make_fast(nlp: Any) -> None:
    """Let all networks of a pipeline multiply with numpy, and ours work out the word vectors."""
    from thinc.backends import NumpyOps

    from communique.language.en.encode import Encoder, as_network

    class Products(NumpyOps):  # type: ignore[misc]
        """thinc's operations, with numpy's products of matrices."""

        def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
            import numpy

            return numpy.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)

    shared, names = nlp.get_pipe("tok2vec"), nlp.get_pipe("ner")
    shared.model = as_network(Encoder(shared.model))
    own = names.model.layers[0].layers[0]  # the recogniser of names has word vectors of its own
    names.model.replace_node(own, as_network(Encoder(own)))
    products = Products()
    for pipe in PIPES:
        for network in nlp.get_pipe(pipe).model.walk():
            network.ops = products


def annotate(nlp: Any, docs: Sequence[Any], named: Sequence[Any]) -> None:
    """Tags, heads and relations set on documents of one sentence each, and names on those that are ``named`` too."""
    tok2vec, tagger = nlp.get_pipe("tok2vec"), nlp.get_pipe("tagger")
    with one_thread():
        tok2vec.set_annotations(docs, tok2vec.predict(docs))
        tagger.set_annotations(docs, tagger.predict(docs))
        _move(nlp.get_pipe("parser"), docs)
        if named:
            _move(nlp.get_pipe("ner"), named)


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Places of sentences, given by their numbers of tokens, in batches of like length."""
    batch: list[int] = []
    tokens = 0
    for at in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and (len(batch) == SENTENCES or tokens + lengths[at] > TOKENS):
            yield batch
            batch, tokens = [], 0
        batch.append(at)
        tokens += lengths[at]
    if batch:
        yield batch


def _move(pipe: Any, docs: Sequence[Any]) -> None:
    """Run a pipe of moves (parser, names): the best valid move of every sentence, step by step, to the end."""
    from communique.language.en.moves import Scorer

    states = pipe.moves.init_batch(docs)
    scorer = Scorer(pipe.model, docs)
    open_states = [state for state in states if not state.is_final()]
    while open_states:
        open_states = pipe.transition_states(open_states, scorer.scores(open_states))
    pipe.set_annotations(docs, states)
