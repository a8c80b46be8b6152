"""Titles that several people share: "the Presidents of A and B, X and Y", "foreign ministers X of A and Y of B".

Who stands where in one row is where the other stands in the other row; rows of different lengths tell nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from communique.extract.draft import Draft, EntityDraft
from communique.extract.names import TitleWords, entity_words, is_capitalised, plural_titles, title_words
from communique.language import Token
from communique.record import Post, Span

ROW = 12  # tokens that a row of countries or people may have


@dataclass(slots=True)
class _Row:
    """People or sides, in the order of the text, and the last token of the row."""

    found: list[EntityDraft] = field(default_factory=list)
    sides: list[EntityDraft | None] = field(default_factory=list)  # of people, each with the side named behind
    last: int = -1


def joint_posts(draft: Draft) -> Iterator[Post]:
    """The posts of titles in the plural, one a person."""
    titles = title_words(draft.language)
    plurals = plural_titles(draft.language)
    for head in draft.analysis.tokens:
        if head.lower not in plurals:
            continue
        first = _first_of_title(draft, head, titles)
        sides = _sides_before(draft, first)
        stop, last = head.i, head.i
        if not sides.found:
            stop = _portfolio_end(draft, head, titles)
            sides = _sides_behind(draft, stop)
            last = max(stop, sides.last)
        people = _people_behind(draft, last) or _people_before(draft, first)
        if people is None or len(people.found) < 2:
            continue
        where = people.sides if all(people.sides) else sides.found
        if sides.found and len(where) != len(people.found):
            continue
        title = _singular(draft, first, head, stop)
        span = (draft.analysis.tokens[first].start, draft.analysis.tokens[last].end)
        for at, person in enumerate(people.found):
            yield _post(person, title, span, where[at] if at < len(where) else None)


def _post(person: EntityDraft, title: str, span: Span, side: EntityDraft | None) -> Post:
    return Post(
        person=person.id,
        title=title,
        span=span,
        organization=side.id if side is not None and side.kind == "organization" else None,
        represents=side.country if side is not None and side.kind == "country" else None,
        accredited_to=None,
    )


def _first_of_title(draft: Draft, head: Token, titles: TitleWords) -> int:
    """The first token of the title: "Prime", "Deputy Foreign"."""
    tokens, at = draft.analysis.tokens, head.i
    while at > 0 and tokens[at - 1].sentence == head.sentence:
        before = tokens[at - 1]
        if (
            before.lower not in titles.modifiers
            or before.pos in ("DET", "PRON")
            or draft.mention_at(before) is not None
        ):
            break
        at -= 1
    return at


def _portfolio_end(draft: Draft, head: Token, titles: TitleWords) -> int:
    """The last token of "ministers | of foreign affairs", "ministers | for trade": the complement that names no side."""
    tokens, at = draft.analysis.tokens, head.i + 1
    if at + 1 >= len(tokens) or tokens[at].lower not in titles.ties:
        return head.i
    end, row = head.i, at + 1
    while row < len(tokens) and row < at + ROW and tokens[row].sentence == head.sentence:
        token = tokens[row]
        known = token.lower in titles.modifiers or token.pos in ("NOUN", "ADJ", "CCONJ") or is_capitalised(token)
        if draft.mention_at(token) is not None or token.pos == "DET" or not known:
            break
        end = row if token.pos != "CCONJ" else end
        row += 1
    return end


def _sides_behind(draft: Draft, last: int) -> _Row:
    """ "of A and B", "of the Republic of A and of B"."""
    tokens = draft.analysis.tokens
    if last + 1 >= len(tokens) or tokens[last + 1].lower not in entity_words(draft.language).join_of:
        return _Row()
    return _row(draft, last + 2, ("country", "organization"))


def _sides_before(draft: Draft, first: int) -> _Row:
    """ "the Polish and Ukrainian | foreign ministers", "Poland’s and Ukraine’s | presidents"."""
    tokens, found = draft.analysis.tokens, _Row()
    at = first - 1
    while at >= 0 and tokens[at].sentence == tokens[first].sentence and first - at < ROW:
        token = tokens[at]
        entity = draft.entity_at(token)
        if entity is not None and entity.kind == "country":
            mention = draft.mention_at(token)
            found.found.insert(0, entity)
            at = draft.analysis.tokens_in(mention.span)[0].i - 1 if mention is not None else at - 1
        elif token.tag == "POS" or token.text == "," or token.pos == "CCONJ" and found.found:
            at -= 1
        else:
            break
    found.last = first - 1
    return found if len(found.found) > 1 else _Row()


def _people_behind(draft: Draft, last: int) -> _Row | None:
    """The row of people behind a title, a comma or a bracket between."""
    tokens = draft.analysis.tokens
    at = last + 1
    if at < len(tokens) and tokens[at].text in (",", "(", "–", "—", ":"):
        at += 1
    if at >= len(tokens) or tokens[at].sentence != tokens[last].sentence:
        return None
    row = _row(draft, at, ("person",))
    return row if len(row.found) > 1 else None


def _people_before(draft: Draft, first: int) -> _Row | None:
    """ "X and Y, | the presidents of A and B": the row that ends right before the title."""
    tokens, words = draft.analysis.tokens, entity_words(draft.language)
    at = first - 1
    if at > 0 and tokens[at].lower in words.articles:
        at -= 1
    if at < 1 or tokens[at].text != "," or tokens[at].sentence != tokens[first].sentence:
        return None
    found: list[EntityDraft] = []
    at -= 1
    while at >= 0 and first - at < 2 * ROW and tokens[at].sentence == tokens[first].sentence:
        mention = draft.mention_at(tokens[at])
        entity = draft.entity_at(tokens[at])
        if mention is not None and entity is not None and entity.kind == "person" and mention.form == "name":
            found.insert(0, entity)
            at = draft.analysis.tokens_in(mention.span)[0].i - 1
        elif found and (tokens[at].text == "," or tokens[at].pos == "CCONJ"):
            at -= 1
        else:
            break
    return _Row(found, [None] * len(found)) if len(found) > 1 else None


def _row(draft: Draft, at: int, kinds: tuple[str, ...]) -> _Row:
    """Names of some kinds side by side from a token on; a person may have "of A" behind."""
    tokens, words, titles = draft.analysis.tokens, entity_words(draft.language), title_words(draft.language)
    sentence, row, stop = tokens[at].sentence if at < len(tokens) else -1, _Row(), at + 3 * ROW
    tied = True  # whether a name may follow
    while at < min(len(tokens), stop) and tokens[at].sentence == sentence:
        token = tokens[at]
        mention, entity = draft.mention_at(token), draft.entity_at(token)
        if mention is not None and entity is not None and entity.kind in kinds and mention.span[0] >= token.start:
            if not tied or entity in row.found:
                break
            row.found.append(entity)
            row.sides.append(None)
            row.last = draft.analysis.tokens_in(mention.span)[-1].i
            at, tied = row.last + 1, False
            continue
        if "person" in kinds and not tied and token.lower in words.join_of:
            side, end = _side_at(draft, at + 1)
            if side is None:
                break
            row.sides[-1], row.last, at = side, end, end + 1
            continue
        if token.text == "," or token.pos == "CCONJ":
            tied = True
        elif token.lower not in words.articles | words.join_of | titles.honorifics:
            break
        at += 1
    return row


def _side_at(draft: Draft, at: int) -> tuple[EntityDraft | None, int]:
    tokens = draft.analysis.tokens
    if at < len(tokens) and tokens[at].lower in entity_words(draft.language).articles:
        at += 1
    mention = draft.mention_at(tokens[at]) if at < len(tokens) else None
    entity = draft.entities.get(mention.entity) if mention is not None else None
    if mention is None or entity is None or entity.kind not in ("country", "organization"):
        return None, at
    return entity, draft.analysis.tokens_in(mention.span)[-1].i


def _singular(draft: Draft, first: int, head: Token, stop: int) -> str:
    """The title of one of them: "Prime Minister" of "Prime Ministers"."""
    tokens = draft.analysis.tokens
    before = draft.words((tokens[first].start, head.start))
    noun = plural_titles(draft.language)[head.lower]
    noun = noun.capitalize() if is_capitalised(head) else noun
    behind = draft.words((head.end, tokens[stop].end)) if stop > head.i else ""
    return " ".join(f"{before}{noun}{behind}".split())
