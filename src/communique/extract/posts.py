"""Posts: who holds which title, in which body, for which country."""

from __future__ import annotations

from communique.extract.draft import Draft, EntityDraft, Mention
from communique.extract.names import TitleWords, title_words
from communique.knowledge import countries
from communique.language import Token
from communique.record import Post, Span

REACH = 22  # tokens that a title phrase may have


def find_posts(draft: Draft) -> None:
    """Fill ``draft.posts``: titles after the name and before it, the first mentions of each person first."""
    titles = title_words(draft.language)
    seen: set[tuple[str, str]] = set()
    for mention in sorted(draft.mentions, key=lambda mention: mention.span):
        person = draft.entities[mention.entity]
        if person.kind != "person" or mention.form != "name":
            continue
        for rule in (_after, _before):
            phrase = rule(draft, mention, titles)
            if not phrase:
                continue
            post = _post(draft, person, phrase, titles)
            if post is None or (post.person, post.title.lower().split()[-1]) in seen:
                continue
            seen.add((post.person, post.title.lower().split()[-1]))
            draft.posts.append(post)
            draft.decide("posts", post.person, rule.__name__.strip("_") + "_name", post.span)
            person.country = person.country or post.represents


def _mention_tokens(draft: Draft, mention: Mention) -> list[Token]:
    return draft.analysis.tokens_in(mention.span)


def _after(draft: Draft, mention: Mention, titles: TitleWords) -> list[Token]:
    """ "Anton Shalaev, Head of the Federal Agency …,": from the comma to the next comma, verb or bracket."""
    tokens = draft.analysis.tokens
    at = _mention_tokens(draft, mention)[-1].i + 1
    if at >= len(tokens) or tokens[at].text not in (",", "(", "–", "—", "-"):
        return []
    phrase: list[Token] = []
    headed = False
    for token in tokens[at + 1 : at + 1 + REACH]:
        if token.sentence != tokens[at].sentence or token.text in (",", ";", ")", ".", ":", "(") or token.text in '“”"':
            break
        if token.pos in ("VERB", "AUX") and draft.mention_at(token) is None and token.lower not in titles.modifiers:
            break
        if token.lower in titles.heads:
            headed = True
        elif not headed and token.pos == "ADP":
            return []
        if token.pos == "PRON" or token.tag in ("WP", "WDT", "WRB"):
            break
        phrase.append(token)
    others = [m for t in phrase if (m := draft.mention_at(t)) and draft.entities[m.entity].kind == "person"]
    return phrase if headed and not others else []


def _before(draft: Draft, mention: Mention, titles: TitleWords) -> list[Token]:
    """ "Deputy Head of the … Office in Uzbekistan Rostislav Voitekhovsky": back to where the title begins."""
    tokens = draft.analysis.tokens
    first = _mention_tokens(draft, mention)[0].i
    phrase: list[Token] = []
    head_at: int | None = None
    for i in range(first - 1, max(-1, first - 1 - REACH), -1):
        token = tokens[i]
        if token.sentence != tokens[first].sentence:
            break
        covering = draft.mention_at(token)
        kind = draft.entities[covering.entity].kind if covering else None
        if token.lower in titles.honorifics:
            phrase.append(token)
            continue
        title_like = (
            token.lower in titles.heads or token.lower in titles.modifiers or token.lower in titles.post_modifiers
        )
        if (
            kind == "person"
            or token.pos in ("VERB", "AUX", "PUNCT", "PRON", "SCONJ")
            and not title_like
            and kind is None
        ):
            if not (token.text == "-" or token.lower == "and" or token.text == "," and kind is not None):
                break
        if token.lower in titles.heads and kind in (None, "country"):
            head_at = i
        elif head_at is not None and token.tag == "POS" and i + 1 == phrase[-1].i:
            pass  # "Kazakhstan's Vice Minister"
        elif head_at is not None and not title_like and kind not in ("country", "organization", "project", "place"):
            break
        elif head_at is None and i == first - 1 and kind not in ("country", "organization", "place") and not title_like:
            break
        elif (
            head_at is None
            and token.pos == "NOUN"
            and kind is None
            and not title_like
            and token.lower not in titles.ties
        ):
            if not any(t.lower in titles.ties for t in phrase) and len(phrase) > 6:
                break
        phrase.append(token)
    if head_at is None:
        return []
    phrase.reverse()
    while phrase and phrase[0].pos in ("DET", "ADP", "CCONJ", "PUNCT"):
        phrase.pop(0)
    # the title must reach the name: between the head word and the name only its complement ("of …", "in …")
    after = [token for token in phrase if token.i > head_at]
    if after and after[0].lower not in titles.ties | titles.post_modifiers | titles.heads | titles.honorifics | {
        "and",
        "-",
    }:
        if not all(token.text[:1].isupper() for token in after):
            return []
    return phrase


def _post(draft: Draft, person: EntityDraft, phrase: list[Token], titles: TitleWords) -> Post | None:
    """Title, body and countries of a title phrase."""
    at = max(
        (i for i, token in enumerate(phrase) if token.lower in titles.heads and not _past_tie(phrase, i, titles)),
        default=None,
    )
    if at is None:
        return None
    end = at + 1
    while end < len(phrase) and (
        phrase[end].lower in titles.post_modifiers
        or phrase[end].lower == "and"
        and end + 1 < len(phrase)
        and phrase[end + 1].lower in titles.post_modifiers
    ):
        end += 1
    start = at
    while start > 0 and (phrase[start - 1].lower in titles.modifiers | titles.heads or phrase[start - 1].text == "-"):
        if phrase[start - 1].lower == "the":
            break
        start -= 1
    body, places = _ties(draft, phrase, start, end)
    stop = end
    if end < len(phrase) and phrase[end].lower in ("of", "for"):
        # "Minister of Foreign Affairs", "Chairman of the Board": no body of its own, the words belong to the title
        k = end + 1
        while (
            k < len(phrase)
            and draft.mention_at(phrase[k]) is None
            and phrase[k].lower not in ("of", "to", "in", "for", "at", "with", "from")
        ):
            k += 1
        stop = k if k > end + 1 and not (k == end + 2 and phrase[end + 1].lower == "the") else end
    while stop > end and phrase[stop - 1].pos in ("DET", "ADP", "PUNCT"):
        stop -= 1
    span: Span = (phrase[start].start, phrase[stop - 1].end)
    title = " ".join(draft.words(span).split())
    represents, accredited = _countries(draft, phrase, start, end, body, places, titles)
    return Post(
        person=person.id,
        title=title,
        span=(phrase[0].start, phrase[-1].end),
        organization=body.id if body is not None else None,
        represents=represents,
        accredited_to=accredited,
    )


def _past_tie(phrase: list[Token], i: int, titles: TitleWords) -> bool:
    return any(token.lower in titles.ties for token in phrase[:i]) and any(
        token.lower in titles.heads for token in phrase[:i]
    )


def _ties(draft: Draft, phrase: list[Token], start: int, end: int) -> tuple[EntityDraft | None, list[tuple[str, str]]]:
    """The body that the phrase names, and the countries and places with the preposition before each."""
    body: EntityDraft | None = None
    places: list[tuple[str, str]] = []
    preposition = ""
    for i, token in enumerate(phrase):
        if token.pos == "ADP":
            preposition = token.lower
        mention = draft.mention_at(token)
        if mention is None:
            continue
        entity = draft.entities[mention.entity]
        if entity.kind == "organization" and not (start <= i < end):
            body = body or entity
        elif entity.kind == "country" and entity.country:
            places.append((preposition if i >= end else "", entity.country))
        elif entity.kind == "place":
            code = countries.country_of_capital(entity.name)
            if code:
                places.append((preposition if i >= end else "", code))
    return body, places


def _countries(
    draft: Draft,
    phrase: list[Token],
    start: int,
    end: int,
    body: EntityDraft | None,
    places: list[tuple[str, str]],
    titles: TitleWords,
) -> tuple[str | None, str | None]:
    words = {token.lower for token in phrase[start:end]}
    abroad = bool(words & titles.abroad)
    represents = next((code for preposition, code in places if preposition in ("", "of", "for")), None)
    accredited = (
        next((code for preposition, code in places if preposition in ("to", "in", "at")), None) if abroad else None
    )
    if body is not None and not abroad:
        return None, None
    if not words & titles.national and not abroad:
        return None, None
    return represents, accredited
