"""The model's word vectors in context, worked out by numpy from the model's own weights.

spaCy's networks (hashed features of a word → its vector → four layers that each look one word left and right) give the same
numbers up to the last bit. Two things make this one faster: the vector of a word without its context is worked out once a word
and kept, and the weights are laid out so that the largest of three is taken over whole columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

PIECES = 3  # values of which each layer takes the largest
KEPT = 40_000  # words whose vectors are kept: 15 MB a network


class Weights(NamedTuple):
    """One layer: a product, a bias, and the scale and shift of its normalised result."""

    product: Floats  # (inputs, pieces × outputs)
    bias: Floats
    scale: Floats
    shift: Floats

    @classmethod
    def of(cls, layer: Any) -> Weights:
        """From a residual layer of thinc."""
        maxout = next(node for node in layer.walk() if node.name == "maxout")
        norm = next(node for node in layer.walk() if node.name == "layernorm")
        given, bias = maxout.get_param("W"), maxout.get_param("b")  # (outputs, pieces, inputs), (outputs, pieces)
        product = np.ascontiguousarray(given.transpose(2, 1, 0).reshape(given.shape[2], -1))
        return cls(product, np.ascontiguousarray(bias.T.reshape(-1)), norm.get_param("G"), norm.get_param("b"))


class WordVectors:
    """Vectors of words without their context, kept by word and by whether a space follows."""

    def __init__(self, embed: Any) -> None:
        features, _, hashed, mixed, _ = embed.layers
        self._columns: list[str] = features.attrs["columns"]
        self._hashed, self._mixed = hashed.layers[0], mixed.layers[0]
        self.width: int = embed.get_dim("nO")
        self._at: dict[int, int] = {}
        self._kept: Floats = np.empty((KEPT, self.width), np.float32)

    def of(self, docs: Sequence[Any]) -> Floats:
        """One row a token, document after document."""
        given = np.concatenate([doc.to_array(["ORTH", "SPACY"]) for doc in docs])
        keys = ((given[:, 0] << np.uint64(1)) | given[:, 1]).tolist()
        if len(keys) > KEPT:
            return self._work_out(docs, slice(None))
        first = {key: at for at, key in reversed(list(enumerate(keys))) if key not in self._at}
        if first:
            if len(self._at) + len(first) > KEPT:
                self._at.clear()
                return self.of(docs)
            start = len(self._at)
            self._kept[start : start + len(first)] = self._work_out(docs, list(first.values()))
            self._at.update({key: start + at for at, key in enumerate(first)})
        return self._kept[[self._at[key] for key in keys]]

    def _work_out(self, docs: Sequence[Any], tokens: Any) -> Floats:
        rows = np.concatenate([doc.to_array(self._columns) for doc in docs])[tokens]
        return self._mixed.predict(self._hashed.predict(rows))  # type: ignore[no-any-return]


class Encoder:
    """Vectors of words in their context."""

    def __init__(self, tok2vec: Any) -> None:
        embed, context = tok2vec.layers
        self.words = WordVectors(embed)
        self.layers = [Weights.of(layer) for layer in context.layers[0].layers]
        self.margin: int = context.attrs["pad"]  # empty rows between documents: as far as the layers see

    def vectors(self, docs: Sequence[Any]) -> list[Floats]:
        """An array a document, one row a token."""
        lengths = np.array([len(doc) for doc in docs])
        places = np.repeat(self.margin * np.arange(1, len(docs) + 1), lengths) + np.arange(lengths.sum())
        seen = np.zeros((lengths.sum() + self.margin * (len(docs) + 1), self.words.width), np.float32)
        seen[places] = self.words.of(docs)
        for weights in self.layers[:-1]:
            around = np.zeros((len(seen), 3 * seen.shape[1]), np.float32)
            left, middle, right = np.hsplit(around, 3)
            left[1:], middle[:], right[:-1] = seen[:-1], seen, seen[1:]
            seen = _layer(weights, around, seen)
        # margins have done their part
        around = np.concatenate([seen[places - 1], seen[places], seen[places + 1]], axis=1)
        return np.split(_layer(self.layers[-1], around, seen[places]), np.cumsum(lengths)[:-1])


def as_network(encoder: Encoder) -> Any:
    """The encoder in the place of spaCy's network, for prediction only."""
    from thinc.model import Model

    def forward(model: Any, docs: Sequence[Any], is_train: bool) -> tuple[list[Floats], Any]:
        return encoder.vectors(docs), lambda gradient: []

    return Model("communique.encoder", forward, dims={"nI": None, "nO": encoder.words.width})


def _layer(weights: Weights, around: Floats, seen: Floats) -> Floats:
    pieces = around @ weights.product
    pieces += weights.bias
    best, *others = np.hsplit(pieces, PIECES)
    found: Floats = best.copy()
    for other in others:
        np.maximum(found, other, out=found)
    found -= found.mean(axis=1, keepdims=True)
    spread = np.einsum("ij,ij->i", found, found) / np.float32(found.shape[1]) + np.float32(1e-8)
    found *= (spread ** np.float32(-0.5))[:, None]
    found *= weights.scale
    found += weights.shift
    found += seen
    return found
