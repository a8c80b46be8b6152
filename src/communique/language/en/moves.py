"""Scores of the moves that a parser can make, worked out by numpy from the model's own weights.

As in spaCy, a state is seen as a few of its tokens (the first ones of the buffer and of the stack, their children), and the part
that each token has in a state's vector, at each place, is worked out before the first move. Here these parts lie so that the
larger of two pieces is taken over whole columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from types import SimpleNamespace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


class Weights(NamedTuple):
    """The networks of a pipe of moves: tokens to parts, parts to moves."""

    parts: Floats  # (places, inputs, 2 × hidden); a state is seen as a token at each place
    absent: Floats  # (places, 2 × hidden): for a token that is not there
    bias: Floats
    moves: Floats  # (hidden, moves)
    moves_bias: Floats


class Scorer:
    """Scores of states of a batch of documents."""

    def __init__(self, network: Any, docs: Sequence[Any]) -> None:
        tokens, lower, upper = network.layers
        self._weights = weights = _weights(lower, upper)
        vectors = tokens.predict(docs)
        self._parts = np.empty((len(weights.parts), len(vectors) + 1, len(weights.bias)), np.float32)
        self._parts[:, 0] = weights.absent
        np.matmul(vectors, weights.parts, out=self._parts[:, 1:])

    def scores(self, states: Sequence[Any]) -> Floats:
        """A row a state, a column a move."""
        weights = self._weights
        rows = np.ascontiguousarray(_token_ids(len(self._parts), states).T) + 1
        hidden = self._parts[0].take(rows[0], axis=0)
        part = np.empty_like(hidden)
        for place in range(1, len(rows)):  # one place after the other: what is added up stays in the cache
            self._parts[place].take(rows[place], axis=0, out=part, mode="clip")
            hidden += part
        hidden += weights.bias
        half = hidden.shape[1] // 2
        found: Floats = np.maximum(hidden[:, :half], hidden[:, half:]) @ weights.moves
        found += weights.moves_bias
        return found


@cache
def _weights(lower: Any, upper: Any) -> Weights:
    given, bias, absent = (lower.get_param(name) for name in ("W", "b", "pad"))  # (places, hidden, 2, inputs) …
    return Weights(
        np.ascontiguousarray(given.transpose(0, 3, 2, 1).reshape(len(given), given.shape[3], -1)),
        absent[0].transpose(0, 2, 1).reshape(len(given), -1),
        np.ascontiguousarray(bias.T.reshape(-1)),
        np.ascontiguousarray(upper.get_param("W").T),
        upper.get_param("b"),
    )


def _token_ids(places: int, states: Sequence[Any]) -> NDArray[np.int32]:
    """The tokens of states that are not at their end, counted through the batch; -1 for none."""
    from spacy.ml.parser_model import ParserStepModel

    return ParserStepModel.get_token_ids(_seen_as(places), states)  # type: ignore[no-any-return]


@cache
def _seen_as(places: int) -> Any:
    """What spaCy's method asks of its own scorer."""
    return SimpleNamespace(state2vec=SimpleNamespace(nF=places))
