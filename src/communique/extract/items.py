"""The items of a newsletter: parts of one text that each tell of countries of their own.

A text about one pair of countries has no items, however many headings it has: what is said anywhere is said of that pair.
"""

from __future__ import annotations

from communique.extract.draft import Draft
from communique.record import Span

LOCAL = {"country": 1.0, "place": 0.5, "project": 0.5}  # how much a mention says that a text is about its country
HEADING = 3.0  # how much more a country counts that the heading names
WORDS = 14  # of a heading at most
ENDS = ".!?:;,…"


def weights_of(draft: Draft, span: Span | None = None) -> dict[str, float]:
    """How much the text, or a part of it, is about each country (entity ids), places and posts speaking for theirs."""
    by_code = {e.country: e.id for e in draft.entities.values() if e.kind == "country" and e.country}
    start, end = span or (0, len(draft.text))
    weights: dict[str, float] = {}
    for mention in draft.mentions:
        entity = draft.entities[mention.entity]
        country = by_code.get(entity.country or "") if entity.kind != "country" else entity.id
        if country is not None and entity.kind in LOCAL and start <= mention.span[0] < end:
            weights[country] = weights.get(country, 0) + LOCAL[entity.kind]
    for post in draft.posts:
        for code in (post.represents, post.accredited_to):
            if code in by_code and start <= post.span[0] < end:
                weights[by_code[code]] = weights.get(by_code[code], 0) + 1
    return weights


def main_pair(draft: Draft, at: int | None = None) -> list[str]:
    """The two countries that the document is about, or the item of it that holds ``at``: those named most; one or none where
    an item leaves it open."""
    item = item_at(draft, at) if at is not None else None
    if item is not None:
        return _pair_of_item(draft, item)
    weights = weights_of(draft)
    return sorted(weights, key=lambda entity: -weights[entity])[:2]


def item_at(draft: Draft, at: int, *, headed: bool = False) -> Span | None:
    """The item of a newsletter that holds a place in the text; ``None`` where the text is about one thing.

    ``headed``: only items with headings of their own; a project is spoken of on and on in paragraphs about other countries.
    """
    if headed and len(_under_headings(draft)) < 2:
        return None
    return next((item for item in items_of(draft) if item[0] <= at < item[1]), None)


def items_of(draft: Draft) -> list[Span]:
    """The parts of a newsletter, each about countries of its own; none where most of the text is about one pair."""
    if draft.parts is None or draft.parts[0] != len(draft.mentions):
        draft.parts = (len(draft.mentions), _find_items(draft))
    return draft.parts[1]


def _find_items(draft: Draft) -> list[Span]:
    parts = _under_headings(draft)
    sure = 1
    if len(parts) < 2:
        parts, sure = _paragraphs(draft), 2
    whole = set(main_pair(draft))
    pairs = [set(pair) for part in parts if len(pair := _pair_of_item(draft, part)) == 2]
    same = sum(pair == whole for pair in pairs)
    other = len(pairs) - same
    return parts if other > 1 and other >= sure * same and other > same else []


def _pair_of_item(draft: Draft, item: Span) -> list[str]:
    weights = weights_of(draft, item)
    first = draft.analysis.sentence_of(item[0])
    if first is not None and is_heading(draft, (first.start, first.end)):
        for country in weights_of(draft, (first.start, first.end)):
            weights[country] += HEADING
    ranked = sorted(weights, key=lambda entity: -weights[entity])
    if len(ranked) > 2 and weights[ranked[1]] == weights[ranked[2]]:
        return ranked[:1] if weights[ranked[0]] > weights[ranked[1]] else []
    return ranked[:2]


def is_heading(draft: Draft, span: Span) -> bool:
    """Whether a line is a heading: few words that end in no mark."""
    words = draft.text[span[0] : span[1]].split()
    return 0 < len(words) <= WORDS and words[-1][-1] not in ENDS


def _paragraphs(draft: Draft) -> list[Span]:
    spans: dict[int, Span] = {}
    for sentence in draft.analysis.sentences:
        start, _ = spans.get(sentence.paragraph, (sentence.start, sentence.end))
        spans[sentence.paragraph] = (start, sentence.end)
    return [spans[paragraph] for paragraph in sorted(spans)]


def _under_headings(draft: Draft) -> list[Span]:
    """The parts of the text from a heading with text behind it to the next one."""
    paragraphs = _paragraphs(draft)
    heads = [is_heading(draft, span) for span in paragraphs]
    starts = [span[0] for at, span in enumerate(paragraphs[:-1]) if heads[at] and not heads[at + 1]]
    return list(zip(starts, [*starts[1:], len(draft.text)], strict=True)) if starts else []
