"""Posts: the title stands right before its holder, what it is of stands before the title, and the country before that."""

from __future__ import annotations

from dataclasses import dataclass

from communique.extract.draft import Draft, EntityDraft, Mention
from communique.extract.turkic.names import (
    TitleWords,
    country_words,
    head_kind,
    is_state_body,
    is_title,
    stem_of,
    title_end,
    title_words,
)
from communique.extract.turkic.view import is_capitalised, morph_of, name_of, next_token
from communique.language import Token
from communique.record import Post

REACH = 18  # words that a title with its body may have


@dataclass(slots=True)
class Title:
    """The words of one title, and what stands before it: its body and its countries."""

    first: Token
    last: Token
    begin: Token  # where body and country begin
    body: EntityDraft | None
    represents: str | None
    accredited: str | None


def find_posts(draft: Draft) -> None:
    """Fill ``draft.posts``: each title of a person once."""
    titles = title_words(draft.language)
    seen: set[tuple[str, str]] = set()
    for mention in sorted(draft.mentions, key=lambda one: one.span):
        person = draft.entities[mention.entity]
        if person.kind != "person" or mention.form != "name":
            continue
        for title in (*_before(draft, mention, titles), *_after(draft, mention, titles)):
            name = name_of(draft, (title.first.start, title.last.end))
            key = (person.id, draft.language.plain(name))  # type: ignore[attr-defined]
            if any(person.id == other and _within(key[1], known) for other, known in seen):
                continue
            seen.add(key)
            words = {stem_of(draft, t) for t in draft.analysis.tokens[title.first.i : title.last.i + 1]}
            abroad, national = bool(words & titles.abroad), bool(words & titles.national)
            post = Post(
                person=person.id,
                title=name,
                span=(title.begin.start, title.last.end),
                organization=title.body.id if title.body is not None else None,
                represents=title.represents if national and (title.body is None or abroad) else None,
                accredited_to=title.accredited if abroad else None,
            )
            poorer = next((old for old in draft.posts if _says_less(draft, old, post)), None)
            if poorer is not None:  # "elchi" in the heading, "… elchisi" with its countries below
                draft.posts.remove(poorer)
            draft.posts.append(post)
            draft.decide("posts", person.id, "title_before_name", post.span)
            person.country = person.country or post.represents


def _says_less(draft: Draft, old: Post, new: Post) -> bool:
    """Whether a post says the same title of a person as a later one, without a body or a country."""
    if old.person != new.person or old.organization or old.represents or old.accredited_to:
        return False
    lemma = draft.language.lemma
    return {lemma(w, "NOUN") for w in old.title.split()} <= {lemma(w, "NOUN") for w in new.title.split()}


def _within(title: str, known: str) -> bool:
    """Whether a title says no more than one that is known: "Prezident" beside "Prezidenti"."""
    return all(any(word.startswith(one[:7]) for word in known.split()) for one in title.split())


def _before(draft: Draft, mention: Mention, titles: TitleWords) -> list[Title]:
    """The titles that end right before a name: "Bosh vazirining o‘rinbosari, iqtisodiyot va moliya vaziri …"."""
    first = draft.analysis.token_at(mention.span[0])
    found: list[Title] = []
    end = title_end(draft, first) if first is not None else None
    while end is not None and is_title(draft, end) and morph_of(draft, end).case == "nom":
        title = _title(draft, end, titles)
        found.append(title)
        if first is not None and len(found) == 1:
            title.last = _acting(draft, end, first, titles)
        comma = next_token(draft, title.begin, -1)
        if comma is None or comma.text not in (",", "–", "—") and comma.pos != "CCONJ":
            break
        end = next_token(draft, comma, -1)
    if not found and first is not None:
        shared = _shared_title(draft, mention, first, titles)
        return [shared] if shared is not None else []
    for title in found:
        if title.represents is None and title.accredited is None and title.body is None:
            title.represents = _side_before(draft, title)
    if len(found) > 1:  # the country of the first holds for those after it
        for title in found[:-1]:
            if title.body is None and title.represents is None:
                title.represents = found[-1].represents
    return list(reversed(found))


def _land_before(draft: Draft, token: Token) -> str | None:
    """The country that "the country" means: the one named last in the sentence."""
    sentence = draft.analysis.sentences[token.sentence]
    named = [m for m in draft.mentions_in((sentence.start, token.start)) if draft.entities[m.entity].kind == "country"]
    return draft.entities[named[-1].entity].country if named else None


def _side_before(draft: Draft, title: Title) -> str | None:
    """ "mo‘g‘ul tomonidan qishloq xo‘jaligi vaziri …": the country for whose side a holder acts."""
    side = next_token(draft, title.begin, -1)
    if side is None or side.lower not in title_words(draft.language).acting_for:
        return None
    before = next_token(draft, side, -1)
    return _country(draft, before) if before is not None else None


def _part_start(draft: Draft, token: Token, titles: TitleWords) -> Token:
    """The first word of the part of a body that a title names: "bosh boshqarmasi"."""
    before = next_token(draft, token, -1)
    return before if before is not None and before.lower in titles.modifiers else token


def _shared_title(draft: Draft, mention: Mention, first: Token, titles: TitleWords) -> Title | None:
    """ "O‘zbekiston va Turkiya bosh vazirlari A va B": the plural title of two, to each the country or body in its turn."""
    second = False
    joint, before = next_token(draft, first, -1), next_token(draft, first, -2)
    if joint is not None and joint.pos == "CCONJ" and before is not None and _is_person(draft, before):
        other = draft.mention_at(before)
        first = (draft.analysis.token_at(other.span[0]) if other is not None else None) or first
        second = True
    head = next_token(draft, first, -1)
    if head is None or stem_of(draft, head) not in titles.heads or not morph_of(draft, head).plural:
        return None
    if morph_of(draft, head).case != "nom" or not second and not _another_follows(draft, mention):
        return None
    title = _title(draft, head, titles)
    joint, before = next_token(draft, title.begin, -1), next_token(draft, title.begin, -2)
    if second or joint is None or joint.pos != "CCONJ" or before is None:
        return title
    entity = draft.entity_at(before)
    if entity is not None and entity.kind == "organization" and title.body is not None:
        title.body = entity
    elif entity is not None and entity.kind == "country":
        title.represents = entity.country
    return title


def _another_follows(draft: Draft, mention: Mention) -> bool:
    """Whether "and" joins another person to a name."""
    joint = next_token(draft, draft.analysis.tokens_in(mention.span)[-1])
    other = next_token(draft, joint) if joint is not None and joint.pos == "CCONJ" else None
    return other is not None and _is_person(draft, other)


def _acting(draft: Draft, head: Token, name: Token, titles: TitleWords) -> Token:
    """The last word of a title with "acting" behind it, else its head word."""
    between = draft.analysis.tokens[head.i + 1 : name.i]
    words = " ".join(token.lower for token in between[:2])
    return between[1] if words in titles.acting else head


def _after(draft: Draft, mention: Mention, titles: TitleWords) -> list[Title]:
    """ "Akbar Nazirov, SMTI direktori, …": a title between commas after the name."""
    last = draft.analysis.tokens_in(mention.span)[-1]
    comma = next_token(draft, last)
    if comma is None or comma.text not in (",", "–", "—", "("):
        return []
    token = next_token(draft, comma)
    while token is not None and token.i - comma.i < REACH:
        following = next_token(draft, token)
        if (
            is_title(draft, token)
            and morph_of(draft, token).case == "nom"
            and (following is None or following.text in ",–—).;")
        ):
            title = _title(draft, token, titles)
            return [title] if title.begin.i >= comma.i + 1 and title.begin.i - comma.i <= 2 else []
        if morph_of(draft, token).finite or token.text in ";.:" or _is_person(draft, token):
            return []
        token = following
    return []


def _is_ours(draft: Draft, token: Token, titles: TitleWords) -> bool:
    """ "mamlakatimizdagi": our country, where the text names the country of the language."""
    morph = morph_of(draft, token)
    if morph.case != "rel" or token.lower[: morph.base] not in titles.our_country:
        return False
    return any(entity.country == titles.home for entity in draft.entities.values())


def _is_field(draft: Draft, token: Token, head: Token) -> bool:
    """ "qishloq xo‘jaligi vaziri": a noun that a bare noun describes, right before the title, and no body."""
    before = next_token(draft, token, -1)
    if token.i != head.i - 1 or before is None or draft.mention_at(token) is not None or head_kind(draft, token):
        return False
    morph = morph_of(draft, before)
    bare = before.pos in ("NOUN", "PROPN") and morph.case == "nom" and not morph.possessed
    return morph_of(draft, token).case == "nom" and bare and draft.mention_at(before) is None


def _is_person(draft: Draft, token: Token) -> bool:
    entity = draft.entity_at(token)
    return entity is not None and entity.kind == "person"


def _title(draft: Draft, head: Token, titles: TitleWords) -> Title:
    """The title that a head word ends, from right to left: its own words, then the body, then the countries."""
    title = Title(head, head, head, None, None, None)
    own = True  # still among the words of the title
    beyond_field = False  # "Prezidentning Afg‘oniston bo‘yicha maxsus vakili": whose it is stands before what it is for
    at = next_token(draft, head, -1)
    while at is not None and head.i - at.i < REACH:
        if at.text == ")":  # "… agentligi (KOICA) vakili"
            opening = next(
                (t for k in range(1, 5) if (t := next_token(draft, at, -k)) is not None and t.text == "("), None
            )
            at = next_token(draft, opening, -1) if opening is not None else None
            if at is None:
                break
        if at.text in '”»"' and title.body is None:
            at = next_token(draft, at, -1) or at
        if at.lower in titles.not_title:
            at = next_token(draft, at, -1)  # "yangi elchisi"
            continue
        morph, entity = morph_of(draft, at), draft.entity_at(at)
        mention = draft.mention_at(at)
        country = _country(draft, at)
        if entity is not None and entity.kind == "person":
            break
        field = next_token(draft, at)
        if country is not None and own and field is not None and field.lower in titles.fields:
            title.first, title.begin = draft.analysis.tokens[field.i + 1], at
            beyond_field = True
        elif country is not None:
            if morph.case == "rel":
                title.accredited = country
            elif morph.case in ("nom", "gen"):
                title.represents = title.represents or country
                if morph.case == "nom" and entity is not None and entity.kind == "country" and title.body is not None:
                    break
            else:
                break
            own = False
            start = draft.analysis.token_at(mention.span[0]) if mention is not None else at
            if entity is not None and entity.kind == "organization" and title.body is None:
                title.body = entity
            title.begin = start or at
        elif entity is not None and entity.kind in ("organization", "project"):
            if title.body is not None or morph.case not in ("nom", "gen"):
                break
            if own and stem_of(draft, at) in titles.parts:
                title.first = _part_start(draft, at, titles)
            title.body, own = entity, False
            title.begin = (draft.analysis.token_at(mention.span[0]) if mention is not None else None) or at
        elif entity is not None and entity.kind == "place" and morph.case == "rel":
            title.begin, own = at, False  # "Termizdagi bosh konsuli"
        elif stem_of(draft, at) in titles.lands and morph.case in ("nom", "gen"):
            title.represents, title.begin, own = _land_before(draft, at), at, False  # "mamlakat Bosh vaziri"
        elif _is_ours(draft, at, titles):
            title.accredited, title.begin, own = titles.home or None, at, False
        elif title.body is None and (body := _body_again(draft, at)) is not None:
            title.body, title.begin, own = body, at, False
        elif title.body is None and (named := _body_in_brackets(draft, at)) is not None:
            title.body, own = draft.entities[named.entity], False
            title.begin = draft.analysis.token_at(named.span[0]) or at
        elif own and _belongs(draft, at, head, titles):
            title.begin = at
            title.first = title.first if beyond_field else at
        else:
            break
        at = next_token(draft, title.begin, -1)
    while (title.first.text == "," or title.first.pos == "CCONJ") and title.first.i < head.i:
        title.first = title.begin = draft.analysis.tokens[title.first.i + 1]
    return title


def _body_in_brackets(draft: Draft, token: Token) -> Mention | None:
    """ "SOKAR (SOCAR) kompaniyasi prezidenti": a bare head word behind a name and its other spelling in brackets."""
    found, closing = head_kind(draft, token), next_token(draft, token, -1)
    if found is None or found[0] != "organization" or closing is None or closing.text != ")":
        return None
    for step in range(2, 7):
        opening = next_token(draft, closing, -step)
        if opening is not None and opening.text == "(":
            name = next_token(draft, opening, -1)
            mention = draft.mention_at(name) if name is not None else None
            return mention if mention is not None and draft.entities[mention.entity].kind == "organization" else None
    return None


def _body_again(draft: Draft, token: Token) -> EntityDraft | None:
    """ "kompaniya ijrochi direktori": the body named last before whose name or description has that word."""
    morph = morph_of(draft, token)
    found = head_kind(draft, token)
    if found is None or found[0] != "organization" or morph.possessed or morph.plural:
        return None
    if morph.case not in ("nom", "gen"):
        return None
    named = [
        draft.entities[m.entity]
        for m in sorted(draft.mentions, key=lambda m: m.span)
        if m.span[1] <= token.start and draft.entities[m.entity].kind == "organization"
    ]
    lemma = draft.language.lemma
    fits = [
        e for e in named if any(lemma(n.split()[-1], "NOUN") == found[1] for n in {e.name, *e.aliases} if n.split())
    ]
    near = {
        m.entity for m in draft.mentions
        if m.span[1] <= token.start and token.sentence - draft.analysis.tokens[m.head].sentence <= 1
    } & {e.id for e in fits}  # fmt: skip
    several = len({e.id for e in fits}) > 1 and len(near) != 1
    return fits[-1] if fits and not several else None


def _country(draft: Draft, token: Token) -> str | None:
    """The country that a word names, by itself or by its capital."""
    for mention in draft.mentions:
        if mention.span[0] <= token.start < mention.span[1] and draft.entities[mention.entity].kind == "country":
            return draft.entities[mention.entity].country
    return country_words(draft.language).capitals.get(morph_of(draft, token).stem) if is_capitalised(token) else None


def _belongs(draft: Draft, token: Token, head: Token, titles: TitleWords) -> bool:
    """Whether a word before the head is part of the title: another title, what it is for, a list of fields."""
    morph = morph_of(draft, token)
    if any(p.span[0] <= token.start < p.span[1] for p in draft.periods):
        return False  # "24-iyul kuni vazir …"
    if token.lower in titles.modifiers or token.pos == "CCONJ":
        return True
    if is_title(draft, token):
        return morph.case in ("nom", "gen")
    following = next_token(draft, token)
    if is_state_body(draft, token) or following is not None and is_state_body(draft, following):
        return True
    if token.text == ",":
        before, after = next_token(draft, token, -1), next_token(draft, token)
        return (
            before is not None and after is not None and before.pos in ("NOUN", "PROPN", "ADJ") and not is_title(draft, before)
            and any(t.pos == "CCONJ" for t in draft.analysis.tokens[token.i : head.i])
            and morph_of(draft, before).case == "nom" and not morph_of(draft, before).possessed and draft.mention_at(before) is None
        )  # fmt: skip
    if token.text[:1].isdigit() or token.pos in ("VERB", "ADP", "PRON", "PUNCT", "AUX"):
        return False
    if stem_of(draft, token) in titles.parts:
        return morph.case in ("nom", "gen")  # "bo‘lim boshlig‘i", "bosh boshqarmasi boshlig‘i"
    if morph.possessed and morph.form not in ("verbal_noun",) and not morph.plural:
        return _is_field(draft, token, head)
    if morph.case == "acc" and following is not None and following.i < head.i:
        return morph_of(draft, following).form == "verbal_noun"  # "sog‘liqni saqlash vaziri"
    return morph.case == "nom" and not morph.finite and not (morph.form == "converb")
