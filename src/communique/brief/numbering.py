"""Notes are numbered as a reader meets them; those that no sentence refers to are left out."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from communique.brief.model import Block, Chart, Note, Section, Sentence, Table


def in_order(sections: tuple[Section, ...], notes: list[Note]) -> tuple[tuple[Section, ...], list[Note]]:
    """The sections with new numbers, and the notes in the order of these."""
    numbers: dict[int, int] = {}
    for section in sections:
        for block in section.blocks:
            for sentence in sentences(block):
                for number in sentence.notes:
                    numbers.setdefault(number, len(numbers) + 1)

    def renumbered(sentence: Sentence) -> Sentence:
        return replace(sentence, notes=tuple(numbers[n] for n in sentence.notes))

    def block_again(block: Block) -> Block:
        if isinstance(block, Table):
            return replace(block, rows=tuple(tuple(map(renumbered, row)) for row in block.rows))
        if isinstance(block, Chart):
            return replace(block, caption=renumbered(block.caption))
        return replace(block, sentences=tuple(map(renumbered, block.sentences)))

    made = tuple(replace(s, blocks=tuple(map(block_again, s.blocks))) for s in sections)
    return made, [replace(notes[old - 1], number=new) for old, new in numbers.items()]


def sentences(block: Block) -> Iterator[Sentence]:
    """The sentences of a block in the order of reading."""
    if isinstance(block, Table):
        yield from (cell for row in block.rows for cell in row)
    elif isinstance(block, Chart):
        yield block.caption
    else:
        yield from block.sentences
