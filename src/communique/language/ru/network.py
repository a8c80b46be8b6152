"""slovnet's three small networks (morphology, syntax, names) over many sentences at once.

The weights are those of the packages ``natasha`` and ``slovnet``; the arithmetic is the same as slovnet's own, laid out so that all
sentences of a batch stand in one matrix (a row of zeros between two) and each layer is three matrix products: several times faster.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from communique.errors import CommuniqueError
from communique.language.one_thread import one_thread

Array = Any  # a numpy array of float32 or int64

LONG = 400  # tokens of a batch beyond which it is closed; keeps the matrices in the processor's cache


@dataclass(slots=True)
class Parsed:
    """What the networks say of one sentence, a value a token."""

    tags: list[int]
    heads: list[int]  # 0 for the root, else 1 + the head's place
    relations: list[int]
    names: list[str]  # "O", "B-PER", "I-PER", …


class Layer:
    """A convolution over three words, a ramp and a norm (as a scale and a shift)."""

    def __init__(self, weight: Array, bias: Array, scale: Array, shift: Array) -> None:
        self.left, self.middle, self.right = (np.ascontiguousarray(weight[:, :, k].T) for k in range(3))
        self.bias, self.scale, self.shift = bias, scale, shift

    @classmethod
    def of(cls, layer: Any) -> Layer:
        norm = layer.norm
        scale = norm.weight.array / norm.std.array
        return cls(layer.conv.weight.array, layer.conv.bias.array, scale, norm.bias.array - norm.mean.array * scale)

    def __call__(self, rows: Array, gaps: Array) -> Array:
        found = rows @ self.middle
        found[1:] += rows[:-1] @ self.left
        found[:-1] += rows[1:] @ self.right
        found += self.bias
        np.maximum(found, 0, out=found)
        found *= self.scale
        found += self.shift
        found[gaps] = 0
        return found


class Networks:
    """The networks with their vocabularies; ``parse`` takes sentences as lists of words."""

    def __init__(self, folder: Path) -> None:
        from navec import Navec
        from slovnet import NER, Morph, Syntax
        from slovnet.shape import word_shape

        navec = Navec.load(folder / "emb" / "navec_news_v1_1B_250K_300d_100q.tar")
        loaded = [
            kind.load(folder / "model" / f"slovnet_{name}_news_v1.tar").navec(navec)
            for kind, name in ((Morph, "morph"), (Syntax, "syntax"), (NER, "ner"))
        ]
        morph, syntax, ner = (one.infer for one in loaded)
        self._shape_of = word_shape
        self._words, self._shapes = morph.encoder.words_vocab, morph.encoder.shapes_vocab
        self.tags: list[str] = morph.decoder.tags_vocab.items
        self.relations: list[str] = syntax.decoder.rels_vocab.items
        self._labels: list[str] = ner.decoder.tags_vocab.items
        self._codes, self._indexes = morph.model.emb.word.codes.array, morph.model.emb.word.indexes.array
        self._qdims = np.arange(self._codes.shape[0])
        self._shape_rows = [infer.model.emb.shape.weight.array for infer in (morph, syntax, ner)]
        self._layers = [[Layer.of(layer) for layer in infer.model.encoder.layers] for infer in (morph, syntax, ner)]
        self._tag_head = _linear(morph.model.head.proj)
        self._name_head = _linear(ner.model.head.proj)
        self._transitions = ner.model.head.crf.transitions.array
        self._arc = _Biaffine(syntax.model.head)
        self._relation = _Biaffine(syntax.model.rel)
        self._ids: dict[str, tuple[int, int]] = {}

    def parse(self, sentences: Sequence[Sequence[str]], *, names: bool = True) -> list[Parsed]:
        """One ``Parsed`` a sentence; without ``names`` the names are all "O"."""
        batches: list[list[Sequence[str]]] = [[]]
        size = 0
        for sentence in sentences:
            batches[-1].append(sentence)
            size += len(sentence)
            if size > LONG:
                batches.append([])
                size = 0
        with one_thread():
            return [parsed for batch in batches if batch for parsed in self._batch(batch, names)]

    def _id(self, word: str) -> tuple[int, int]:
        found = self._ids.get(word)
        if found is None:
            if len(self._ids) > 200_000:
                self._ids.clear()
            found = self._words.encode(word.lower()), self._shapes.encode(self._shape_of(word))
            self._ids[word] = found
        return found

    def _batch(self, sentences: list[Sequence[str]], names: bool) -> list[Parsed]:
        words: list[int] = []
        shapes: list[int] = []
        gaps: list[int] = []
        spans: list[tuple[int, int]] = []
        for sentence in sentences:
            start = len(words)
            for word in sentence:
                word_id, shape_id = self._id(word)
                words.append(word_id)
                shapes.append(shape_id)
            spans.append((start, len(words)))
            gaps.append(len(words))
            words.append(0)
            shapes.append(0)
        embedded = self._codes[self._qdims, self._indexes[words]].reshape(len(words), -1)
        rows = []
        for which in range(3 if names else 2):
            at = np.concatenate((embedded, self._shape_rows[which][shapes]), axis=1)
            at[gaps] = 0
            for layer in self._layers[which]:
                at = layer(at, gaps)
            rows.append(at)
        tags = (rows[0] @ self._tag_head[0] + self._tag_head[1]).argmax(-1).tolist()
        labels = self._decoded(rows[2] @ self._name_head[0] + self._name_head[1], spans) if names else []
        found = []
        for i, (start, end) in enumerate(spans):
            heads = self._arc.heads(rows[1][start:end])
            relations = self._relation.relations(rows[1][start:end], heads)
            said = labels[i] if names else ["O"] * (end - start)
            found.append(Parsed(tags[start:end], heads.tolist(), relations.tolist(), said))
        return found

    def _decoded(self, emissions: Array, spans: list[tuple[int, int]]) -> list[list[str]]:
        """The best path through the labels of each sentence, all sentences in step."""
        order = sorted(range(len(spans)), key=lambda i: spans[i][0] - spans[i][1])
        lengths = [spans[i][1] - spans[i][0] for i in order]
        starts = np.array([spans[i][0] for i in order])
        score = emissions[starts]
        history = []
        for step in range(1, lengths[0]):
            live = sum(length > step for length in lengths)
            options = score[:live, :, None] + self._transitions
            best = options.argmax(1)
            score = score.copy()
            score[:live] = options.max(1) + emissions[starts[:live] + step]
            history.append(best)
        found: list[list[str]] = [[] for _ in spans]
        for row, i in enumerate(order):
            at = int(score[row].argmax())
            path = [at]
            for step in range(lengths[row] - 2, -1, -1):
                at = int(history[step][row][at])
                path.append(at)
            found[i] = [self._labels[label] for label in reversed(path)]
        return found


def _linear(proj: Any) -> tuple[Array, Array]:
    return proj.weight.array, proj.bias.array


class _Biaffine:
    """How well each word goes below each other, or by which relation."""

    def __init__(self, head: Any) -> None:
        self._above, self._below = _linear(head.head.proj), _linear(head.tail.proj)
        self._root, self._kernel = head.root.array.reshape(1, -1), head.kernel.array

    def heads(self, rows: Array) -> Array:
        rows = np.concatenate((self._root, rows))
        below = np.maximum(rows @ self._above[0] + self._above[1], 0)
        above = np.maximum(rows @ self._below[0] + self._below[1], 0)
        return ((below @ self._kernel) @ above.T)[1:].argmax(-1)

    def relations(self, rows: Array, heads: Array) -> Array:
        above = np.concatenate((self._root, rows))[heads]
        above = np.maximum(above @ self._above[0] + self._above[1], 0) @ self._kernel
        below = np.maximum(rows @ self._below[0] + self._below[1], 0)
        size = below.shape[1]
        return np.einsum("nrh,nh->nr", above.reshape(len(rows), -1, size), below).argmax(-1)


def load_networks() -> Networks:
    """The networks from the data of the package ``natasha``, which is found but not imported. Raises ``CommuniqueError``."""
    found = find_spec("natasha")
    places = list(found.submodule_search_locations or []) if found is not None else []
    if not places:
        raise CommuniqueError(
            "Russian is read with the models of the package natasha, and it is not installed. Install communique with its dependencies."
        )
    return Networks(Path(places[0]) / "data")
