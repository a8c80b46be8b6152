"""The model's word vectors in context, worked out by numpy from the model's own weights.

spaCy's networks (hashed features of a word → its vector → four layers that each look one word left and right) give the same
numbers up to rounding. Three things make this one faster: what depends on a word alone (its vector, and the products of the
first layer with it as the left, the middle and the right word) is worked out once a word and kept; the weights are laid out so
that the largest of three is taken over whole columns; a layer is worked out in blocks of rows that stay in the cache.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

PIECES = 3  # values of which each layer takes the largest
KEPT = 10_000  # words of which vectors and products are kept: 38 MB a network, as far as they are filled
BLOCK = 256  # rows worked out together: what a layer reads and writes stays below 1 MB


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


class Words:
    """What is known of words without their context, kept by word and by whether a space follows; row 0 is no word."""

    def __init__(self, embed: Any, first: Weights) -> None:
        features, _, hashed, mixed, _ = embed.layers
        self._columns: list[str] = features.attrs["columns"]
        self._hashed, self._mixed = hashed.layers[0], mixed.layers[0]
        self._sides = [np.ascontiguousarray(side) for side in np.vsplit(first.product, 3)]
        self.width: int = embed.get_dim("nO")
        self._at: dict[int, int] = {}
        self._make_room(KEPT)

    def _make_room(self, size: int) -> None:
        self._at.clear()
        self.vectors: Floats = np.empty((size + 1, self.width), np.float32)
        self.products: list[Floats] = [np.empty((size + 1, side.shape[1]), np.float32) for side in self._sides]
        for table in (self.vectors, *self.products):
            table[0] = 0

    def rows(self, docs: Sequence[Any]) -> list[int]:
        """The row of each token in ``vectors`` and ``products``, document after document; good until the next call."""
        given = np.concatenate([doc.to_array(["ORTH", "SPACY"]) for doc in docs])
        keys = ((given[:, 0] << np.uint64(1)) | given[:, 1]).tolist()
        first = {key: at for at, key in enumerate(keys) if key not in self._at}
        if first and len(self._at) + len(first) >= len(self.vectors):
            if len(keys) >= len(self.vectors):
                self._make_room(len(keys))
            self._at.clear()
            first = {key: at for at, key in enumerate(keys)}
        if first:
            start = len(self._at) + 1
            rows = slice(start, start + len(first))
            features = np.concatenate([doc.to_array(self._columns) for doc in docs])[list(first.values())]
            self.vectors[rows] = self._mixed.predict(self._hashed.predict(features))
            for table, side in zip(self.products, self._sides, strict=True):
                np.matmul(self.vectors[rows], side, out=table[rows])
            self._at.update({key: start + at for at, key in enumerate(first)})
        return [self._at[key] for key in keys]


class Encoder:
    """Vectors of words in their context."""

    def __init__(self, tok2vec: Any) -> None:
        embed, context = tok2vec.layers
        self._layers = [Weights.of(layer) for layer in context.layers[0].layers]
        self._words = Words(embed, self._layers[0])
        self._margin: int = context.attrs["pad"]  # empty rows between documents: as far as the layers see
        self.width = self._words.width

    def vectors(self, docs: Sequence[Any]) -> list[Floats]:
        """An array a document, one row a token."""
        lengths = np.array([len(doc) for doc in docs])
        places = np.repeat(self._margin * np.arange(1, len(docs) + 1), lengths) + np.arange(lengths.sum())
        rows = np.zeros(lengths.sum() + self._margin * (len(docs) + 1), np.intp)
        rows[places] = self._words.rows(docs)
        scratch = np.empty((2, min(BLOCK, len(rows)), PIECES * self.width), np.float32)
        seen = self._first(rows, scratch[0])
        for weights in self._layers[1:]:
            seen = _layer(weights, seen, scratch)
        return np.split(seen[places], np.cumsum(lengths)[:-1])

    def _first(self, rows: NDArray[np.intp], scratch: Floats) -> Floats:
        """The first layer, of the products that are kept."""
        left, middle, right = self._words.products
        around = np.concatenate([[0], rows, [0]])
        found = np.empty((len(rows), self.width), np.float32)
        for start in range(0, len(rows), BLOCK):
            end = min(start + BLOCK, len(rows))
            pieces = scratch[: end - start]
            np.take(middle, rows[start:end], axis=0, out=pieces, mode="clip")
            pieces += left[around[start:end]]
            pieces += right[around[start + 2 : end + 2]]
            _finish(self._layers[0], pieces, self._words.vectors[rows[start:end]], found[start:end])
        return found


def as_network(encoder: Encoder) -> Any:
    """The encoder in the place of spaCy's network, for prediction only."""
    from thinc.model import Model

    def forward(model: Any, docs: Sequence[Any], is_train: bool) -> tuple[list[Floats], Any]:
        return encoder.vectors(docs), lambda gradient: []

    return Model("communique.encoder", forward, dims={"nI": None, "nO": encoder.width})


def _layer(weights: Weights, seen: Floats, scratch: Floats) -> Floats:
    """A layer over all rows; before the first and after the last there is nothing."""
    size, width = seen.shape
    found = np.empty_like(seen)
    for start in range(0, size, BLOCK):
        end = min(start + BLOCK, size)
        around, pieces = scratch[:, : end - start]
        around[:, width : 2 * width] = seen[start:end]
        before, after = min(start, 1), min(size - end, 1)  # whether a row is there
        around[1 - before :, :width] = seen[start - before : end - 1]
        around[: end - start - 1 + after, 2 * width :] = seen[start + 1 : end + after]
        if not before:
            around[0, :width] = 0
        if not after:
            around[-1, 2 * width :] = 0
        np.matmul(around, weights.product, out=pieces)
        _finish(weights, pieces, seen[start:end], found[start:end])
    return found


def _finish(weights: Weights, pieces: Floats, seen: Floats, found: Floats) -> None:
    """The largest of the pieces, normalised, scaled and added to what was seen; ``pieces`` are used up."""
    pieces += weights.bias
    width = found.shape[1]
    np.maximum(pieces[:, :width], pieces[:, width : 2 * width], out=found)
    np.maximum(found, pieces[:, 2 * width :], out=found)
    mean = np.add.reduce(found, axis=1, keepdims=True)
    mean /= np.float32(width)
    found -= mean
    spread = np.einsum("ij,ij->i", found, found)
    spread /= np.float32(width)
    spread += np.float32(1e-8)
    found /= np.sqrt(spread)[:, None]
    found *= weights.scale
    found += weights.shift
    found += seen
