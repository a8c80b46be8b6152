"""Links that a name or a description holds: the parties of an agreement, the place of a plant, the whole of a branch."""

from __future__ import annotations

from collections.abc import Iterator

from communique.extract.draft import Draft, EntityDraft, Mention
from communique.extract.names import entity_words, headword
from communique.extract.relations import RelationWords, Triple, doers, main_two, names_of, over, relation_words
from communique.knowledge import countries
from communique.knowledge import places as places_known
from communique.language import Token

LONGEST = 200  # characters of an agreement's name with its parties
GAP = 30  # characters between a name and the place behind it


def parties_behind(draft: Draft, words: RelationWords) -> Iterator[Triple]:
    """ "the Treaty on … between A and B", where the name ends before "between"."""
    for mention, entity in names_of(draft, "agreement"):
        if mention.head < 0:
            continue
        head = draft.analysis.tokens[mention.head]
        for token in draft.analysis.tokens[mention.head + 1 : mention.head + 14]:
            if token.sentence != head.sentence or token.pos in ("VERB", "AUX") and token.lemma not in words.sign:
                break
            if draft.analysis.marker(token) not in words.between or token.start < mention.span[1]:
                continue
            for country in _two_countries(draft, token, words):
                yield country.id, "party_to", entity.id, over(mention.span, token.span)
            for party in _first_side(draft, token) + _sides(draft, token):
                other = draft.entity_at(party)
                if other is not None and other.kind in ("country", "organization"):
                    whole = draft.mention_at(party)
                    if whole is not None and whole.span[1] - mention.span[0] < LONGEST:
                        entity.aliases.add(" ".join(draft.words((mention.span[0], whole.span[1])).split()))
                    yield other.id, "party_to", entity.id, over(mention.span, party.span)
            break


def _first_side(draft: Draft, noun: Token) -> list[Token]:
    """ "between A University and B University": where the parse hangs the whole on B, A stands right behind "between"."""
    for token in reversed(draft.analysis.tokens[max(0, noun.i - 12) : noun.i]):
        if token.lower in relation_words(draft.language).between:
            first = draft.mention_at(next_name(draft, token.i + 1))
            second = draft.mention_at(noun)
            if first is None or second is None or first.span[1] >= second.span[0]:
                return []
            return [draft.analysis.tokens[first.head]] if first.head >= 0 and _coordinated(draft, first, second) else []
    return []


def next_name(draft: Draft, at: int) -> Token:
    """The token, or the one behind the article that it is."""
    tokens = draft.analysis.tokens
    return tokens[at + 1] if tokens[at].pos == "DET" and at + 1 < len(tokens) else tokens[at]


def _two_countries(draft: Draft, noun: Token, words: RelationWords) -> list[EntityDraft]:
    """ "the agreement between the two countries": the two of the text."""
    if noun.lemma not in words.pair or not any(child.lower in words.two for child in draft.analysis.children(noun)):
        return []
    return main_two(draft)


def _sides(draft: Draft, noun: Token) -> list[Token]:
    """ "A and B", "the governments of A and B"."""
    if noun.lemma in entity_words(draft.language).governments and draft.entity_at(noun) is None:
        below = draft.analysis.children(noun, "nmod")
        return [side for child in below for side in draft.analysis.conjuncts(child)]
    return draft.analysis.conjuncts(noun)


def parties_inside(draft: Draft, words: RelationWords) -> Iterator[Triple]:
    """ "supply contract between A and B", "the project of A and B": parties inside the name."""
    for mention, entity in names_of(draft, "agreement", "project"):
        inside = _inside(draft, mention, entity)
        if entity.kind == "agreement":
            for noun in draft.analysis.tokens_in(mention.span):
                if draft.analysis.marker(noun) in words.between:
                    for country in _two_countries(draft, noun, words):
                        yield country.id, "party_to", entity.id, mention.span
        for at, (inner, party) in enumerate(inside):
            token = draft.analysis.token_at(inner.span[0])
            marker = _marker_before(draft, mention, inner)
            if entity.kind == "agreement":
                if marker not in words.between and not (at and _coordinated(draft, inside[at - 1][0], inner)):
                    continue
                if (
                    at
                    and marker not in words.between
                    and _marker_before(draft, mention, inside[0][0]) not in words.between
                ):
                    continue
            elif len(inside) < 2 or token is None or not _possessors(draft, mention, inside):
                continue
            if marker in words.partner and _signed_by_body(draft, mention, words):
                continue  # "the firm signed a contract with the cooperative": both signed
            yield party.id, "party_to", entity.id, mention.span


def parties_by_dash(draft: Draft, words: RelationWords) -> Iterator[Triple]:
    """ "the Canada–Chile Free Trade Agreement", "the Uzbek–Turkish Agreement": the two that a dash joins at the front of the name."""
    for mention, entity in names_of(draft, "agreement"):
        row = draft.analysis.tokens_in(mention.span)
        dash = next((i for i, token in enumerate(row[:6]) if i and token.text in ("-", "–", "—")), None)
        if dash is None or dash + 1 >= len(row):
            continue
        before = [m for m in draft.mentions_in((mention.span[0], row[dash].start)) if m.entity != entity.id]
        after = [m for m in draft.mentions_in((row[dash].end, mention.span[1])) if m.span[0] == row[dash + 1].start]
        sides = [draft.entities[m.entity] for m in (*before[-1:], *after[:1])]
        joined = before and before[-1].span[0] == mention.span[0] and before[-1].span[1] == row[dash].start
        if len(sides) == 2 and joined and all(side.kind in ("country", "organization") for side in sides):
            for side in sides:
                yield side.id, "party_to", entity.id, mention.span


def _signed_by_body(draft: Draft, mention: Mention, words: RelationWords) -> bool:
    """Whether a body signs the paper, in the active voice."""
    head = draft.analysis.tokens[mention.head] if mention.head >= 0 else None
    verb = draft.analysis.head_of(head) if head is not None and head.dep == "obj" else None
    if verb is None or verb.lemma not in words.sign or draft.analysis.is_passive(verb):
        return False
    return bool(doers(draft, verb, ("organization",), words))


def _inside(draft: Draft, mention: Mention, entity: EntityDraft) -> list[tuple[Mention, EntityDraft]]:
    """Bodies and countries named inside a name, none inside another ("Uzbekistan" in "Uzbekistan Railways")."""
    found: list[tuple[Mention, EntityDraft]] = []
    for inner in draft.mentions_in(mention.span):
        other = draft.entities[inner.entity]
        if inner.entity == entity.id or other.kind not in ("country", "organization"):
            continue
        if found and inner.span[1] <= found[-1][0].span[1]:
            continue
        if other.kind == "country" and countries.country_of_demonym(draft.words(inner.span)) is not None:
            continue  # "the Finnish group" is not Finland
        found.append((inner, other))
    return found


def _marker_before(draft: Draft, mention: Mention, inner: Mention) -> str:
    """The preposition, conjunction or mark before a name, nouns and adjectives between left out: "with the Ankara firm X"."""
    words = entity_words(draft.language)
    for token in reversed(draft.analysis.tokens_in((mention.span[0], inner.span[0]))):
        if token.start >= inner.span[0]:
            continue
        of_settlement = token.lower in words.join_of and token.i and headword(draft.analysis.tokens[token.i - 1])
        if of_settlement in words.settlements:
            continue  # "near the port of Ilo"
        if token.pos not in ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PART"):
            return token.lower
    return ""


def _coordinated(draft: Draft, one: Mention, two: Mention) -> bool:
    tokens = draft.analysis.tokens_in((one.span[1], two.span[0]))
    tied = any(token.pos in ("CCONJ", "PUNCT") for token in tokens)
    row = ("CCONJ", "PUNCT", "DET", "ADJ", "NOUN")
    return tied and all(token.pos in row and token.text not in "–—-" for token in tokens)


def _possessors(draft: Draft, mention: Mention, inside: list[tuple[Mention, EntityDraft]]) -> bool:
    """ "the project of A and B": two bodies at the end of the name, coordinated."""
    one, two = inside[-2][0], inside[-1][0]
    token = draft.analysis.token_at(one.span[0])
    if token is None or two.span[1] < mention.span[1] or not _coordinated(draft, one, two):
        return False
    head = draft.analysis.tokens[one.head] if one.head >= 0 else token
    return draft.analysis.marker(head) not in words_of_place(draft)


def words_of_place(draft: Draft) -> frozenset[str]:
    return relation_words(draft.language).place


def branches(draft: Draft, words: RelationWords) -> Iterator[Triple]:
    """ "the Annaba branch of K University", "MEPhI branch": the body that the branch belongs to."""
    for mention, entity in names_of(draft, "organization", "project"):
        tokens = draft.analysis.tokens_in(mention.span)
        at = next((i for i, token in enumerate(tokens) if token.lower in words.branch), None)
        if at is None or len(tokens) < 2:
            continue
        behind = _behind(draft, tokens[at], words)
        own = [token for token in tokens[:at] if token.text[:1].isupper()]
        if behind is not None and behind.id != entity.id:
            yield entity.id, "part_of", behind.id, mention.span
            if own and places_known.is_place(draft.words((own[0].start, own[-1].end))):
                yield from _seat_of_branch(draft, entity, (own[0].start, own[-1].end), own[-1], mention)
            continue
        if not own or tokens[at].i + 1 < len(draft.analysis.tokens) and behind is not None:
            continue
        span = (own[0].start, own[-1].end)
        name = draft.words(span)
        same = [e for e in draft.entities.values() if e is not entity and (e.name == name or name in e.aliases)]
        if any(e.kind in ("place", "country") for e in same) or places_known.is_place(name):
            yield from _seat_of_branch(draft, entity, span, own[-1], mention)
            continue
        whole = next((e for e in same if e.kind == "organization"), None)
        if whole is None:
            whole = draft.add_entity("organization", name, "whole_of_branch")
            draft.add_mention(whole, span, "name", own[-1])
        yield entity.id, "part_of", whole.id, mention.span


def _seat_of_branch(
    draft: Draft, branch: EntityDraft, span: tuple[int, int], head: Token, mention: Mention
) -> Iterator[Triple]:
    """ "a Beira branch of the school": what stands before the noun is where it is."""
    name = draft.words(span)
    if countries.country_named(name) is not None or countries.country_of_demonym(name) is not None:
        return
    place = next((e for e in draft.entities.values() if e.kind == "place" and name in (e.name, *e.aliases)), None)
    if place is None:
        place = draft.add_entity("place", name, "seat_of_branch")
        draft.add_mention(place, span, "name", head)
    yield branch.id, "located_in", place.id, mention.span


def subsidiaries(draft: Draft, words: RelationWords) -> Iterator[Triple]:
    """ "X, a subsidiary of Y", "X, the Polish branch of Y"."""
    for noun in draft.analysis.tokens:
        if noun.lower not in words.branch or noun.i + 2 >= len(draft.analysis.tokens):
            continue
        row = draft.analysis.tokens[max(0, noun.i - 6) : noun.i]
        comma = next((token for token in reversed(row) if token.text == ","), None)
        whole = _body_behind(draft, noun, words)
        if comma is None or whole is None or comma.sentence != noun.sentence:
            continue
        part = draft.mention_at(comma.i - 1)
        if part is not None and draft.entities[part.entity].kind == "organization":
            yield part.entity, "part_of", whole.entity, over(part.span, whole.span)


def _body_behind(draft: Draft, noun: Token, words: RelationWords) -> Mention | None:
    """The body behind "of": "a subsidiary of Hydro Holding", "of the Norwegian group Hydro"."""
    tokens = draft.analysis.tokens
    if tokens[noun.i + 1].lower not in words.from_:
        return None
    for token in tokens[noun.i + 2 : noun.i + 7]:
        mention = draft.mention_at(token)
        kind = draft.entities[mention.entity].kind if mention is not None else None
        if kind == "organization":
            return mention
        if token.pos not in ("DET", "ADJ", "NOUN", "PART") and kind != "country":
            return None
    return None


def _behind(draft: Draft, noun: Token, words: RelationWords) -> EntityDraft | None:
    for token in draft.analysis.children(noun, "nmod"):
        if draft.analysis.marker(token) not in words.place:
            for inner in reversed(draft.mentions):
                other = draft.entities[inner.entity]
                if inner.head == token.i and other.kind == "organization":
                    return other
    return None


def places(draft: Draft, words: RelationWords) -> Iterator[Triple]:
    """A place inside a name or right behind it: "the plant in A", "MEPhI branch in B", "Embassy … in C"."""
    for mention, entity in names_of(draft, "project", "organization"):
        tokens = {token.lower for token in draft.analysis.tokens_in(mention.span)}
        settled = entity.kind == "project" or bool(tokens & (words.branch | words.embassy | words.seated))
        if not settled or not _told(draft, mention):
            continue
        for inner in draft.mentions_in((mention.span[0], mention.span[1] + GAP + 20)):
            place = draft.entities[inner.entity]
            if place.kind != "place" or inner.entity == entity.id or inner.span[0] <= mention.span[0]:
                continue
            if inner.span[1] <= mention.span[1]:
                fits = _marker_before(draft, mention, inner) in words.place
            else:
                between = (
                    draft.text[mention.span[1] : inner.span[0]].lower().split()
                    if inner.span[0] > mention.span[1]
                    else []
                )
                fits = [word for word in between if word != "the"] in [[marker] for marker in words.place]
            if fits:
                if entity.kind == "project" and entity.place is None:
                    entity.place = place.id
                yield entity.id, "located_in", place.id, over(mention.span, inner.span)
                break


def _told(draft: Draft, mention: Mention) -> bool:
    """Whether the name stands in a sentence with a verb, not in a heading or a signature."""
    sentence = draft.analysis.sentence_of(mention.span[0])
    if sentence is None:
        return False
    tokens = draft.analysis.sentence_tokens(sentence)
    verb = any(t.pos in ("VERB", "AUX") for t in tokens)
    dash = any(t.text in ("–", "—") for t in tokens) and tokens[-1].text == "."  # "Крупнейший из них – комбинат в …"
    return (verb or dash) and sentence.parsed
