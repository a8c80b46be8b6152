"""Title phrases: a title with all that belongs to it, from the country before it to the body after it.

"the UAE's Chargé d'Affaires in Georgia", "First Deputy Chairman of the Cabinet of Ministers of the Kyrgyz Republic".
The grammar: possessor or premodifiers, the title's head words, then complements tied by prepositions. Where a person's
name begins, the phrase ends.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.extract.draft import Draft, EntityDraft
from communique.extract.names import TitleWords, entity_words, is_capitalised, title_words
from communique.knowledge import countries
from communique.language import Token

REACH = 24  # tokens that a title phrase may have on either side of its head word


@dataclass(slots=True)
class TitlePhrase:
    """Tokens ``[first, last]`` of a title phrase."""

    first: int
    last: int
    head: int  # the head word: "Minister"
    start: int  # where the title itself begins: "Deputy"
    stop: int  # the last token of the title with its own complement: "Minister of Foreign Affairs"
    bodies: list[EntityDraft] = field(default_factory=list)  # organizations named, the closest tie first
    referred: list[int] = field(default_factory=list)  # nouns that point back to a body: "the agency", "the Embassy's"
    countries: list[tuple[str, str]] = field(default_factory=list)  # preposition ("" before the title), code
    definite: bool = False  # with an article or a possessor: it may stand before a comma and the name


def title_phrases(draft: Draft) -> list[TitlePhrase]:
    """All title phrases, in the order of the text; a head word inside another's phrase opens none of its own."""
    titles = title_words(draft.language)
    found: list[TitlePhrase] = []
    for token in draft.analysis.tokens:
        if token.lower not in titles.heads or found and token.i <= found[-1].last:
            continue
        if token.pos in ("VERB", "AUX") or token.pos == "ADJ" and not is_capitalised(token) or _inside(draft, token):
            continue
        following = _next(draft, token)
        if following is not None and _modifies(draft, token, following, titles):
            continue
        found.append(_phrase(draft, token, titles, found[-1].last + 1 if found else 0))
    return found


def _next(draft: Draft, token: Token) -> Token | None:
    tokens = draft.analysis.tokens
    if token.i + 1 < len(tokens) and tokens[token.i + 1].sentence == token.sentence:
        return tokens[token.i + 1]
    return None


def _inside(draft: Draft, token: Token) -> bool:
    """The word is part of the name of a body or an agreement: "General Staff", "Council of Ministers"."""
    mention = draft.mention_at(token)
    if mention is None or mention.form != "name":
        return False
    return draft.entities[mention.entity].kind != "country"


def _modifies(draft: Draft, token: Token, following: Token, titles: TitleWords) -> bool:
    """ "Deputy Minister", "Chief Executive Officer", "Secretary General": the last head word of the row counts."""
    if following.lower in titles.heads and following.lower not in titles.post_modifiers:
        return draft.mention_at(following) is None
    second = _next(draft, following)
    if following.text == "-" and following.start == token.end and second is not None and second.start == following.end:
        return second.lower in titles.heads  # "Secretary-General"
    if token.lower in titles.modifiers and following.lower in titles.modifiers - titles.post_modifiers:
        at = following.i  # "Deputy Foreign Minister", "Chief Executive Officer"
        tokens = draft.analysis.tokens
        while at < min(len(tokens), following.i + 4) and tokens[at].lower in titles.modifiers | {"and", "-"}:
            if tokens[at].lower in titles.heads and tokens[at].lower not in titles.modifiers:
                return True
            at += 1
        return at < len(tokens) and tokens[at].lower in titles.heads
    return False


def _phrase(draft: Draft, head: Token, titles: TitleWords, floor: int) -> TitlePhrase:
    phrase = TitlePhrase(head.i, head.i, head.i, head.i, head.i)
    _leftward(draft, phrase, titles, max(floor, head.i - REACH))
    _rightward(draft, phrase, titles)
    return phrase


def _leftward(draft: Draft, phrase: TitlePhrase, titles: TitleWords, floor: int) -> None:
    """Modifiers of the title, then a country, a body or a possessor before them."""
    tokens = draft.analysis.tokens
    head = tokens[phrase.head]
    in_title = True
    i = phrase.head - 1
    while i >= floor and tokens[i].sentence == head.sentence:
        token = tokens[i]
        mention = draft.mention_at(token)
        entity = draft.entities[mention.entity] if mention is not None else None
        if entity is not None and entity.kind in ("country", "organization", "place") and mention is not None:
            if mention.form == "name" or entity.kind == "country":
                first = draft.analysis.tokens_in(mention.span)[0].i
                if not _premodifies(draft, token, phrase):
                    break
                if entity.kind == "organization":
                    phrase.bodies.append(entity)
                code = entity.country if entity.kind == "country" else countries.country_of_capital(entity.name)
                if code and entity.kind != "organization":
                    phrase.countries.append(("", code))
                in_title = False
                phrase.first, i = first, first - 1
                continue
        if entity is not None and entity.kind == "person":
            break
        if token.tag == "POS" and i + 1 == phrase.first:
            phrase.first, i, in_title = i, i - 1, False
            phrase.definite = True
            owner = tokens[i] if i >= floor else None
            if owner is not None and draft.mention_at(owner) is None and owner.pos in ("NOUN", "PROPN"):
                phrase.referred.append(owner.i)
                phrase.first, i = i, i - 1
            continue
        if token.pos == "DET" or token.tag == "PRP$":
            phrase.definite = True
            if token.tag == "PRP$":
                phrase.referred.append(token.i)
            phrase.first = i
            break
        if not in_title and not (token.pos in ("ADJ", "NOUN", "PROPN") and i + 1 == phrase.first):
            break
        if in_title and not _title_word(draft, token, phrase, titles):
            break
        if in_title:
            phrase.start = i
        phrase.first, i = i, i - 1
    while phrase.start < phrase.head and tokens[phrase.start].lower in ("and", "-", ","):
        phrase.start += 1
    phrase.first = min(phrase.first, phrase.start)
    while phrase.first < phrase.start and tokens[phrase.first].pos in ("CCONJ", "PUNCT"):
        phrase.first += 1


def _premodifies(draft: Draft, token: Token, phrase: TitlePhrase) -> bool:
    """The name stands right before the title, or before the mark of possession."""
    return token.i + 1 == phrase.first


def _title_word(draft: Draft, token: Token, phrase: TitlePhrase, titles: TitleWords) -> bool:
    """A word of the title before its head: "Deputy", "Water Resources", "Trade and Investment"."""
    tokens = draft.analysis.tokens
    if token.i + 1 != phrase.start:
        return False
    if token.lower in titles.honorifics:
        return False
    if token.lower in titles.modifiers or token.lower in titles.heads:
        return True
    if token.text == "-" or token.pos == "CCONJ":
        before = tokens[token.i - 1] if token.i else token
        joined = token.text == "-" and before.end == token.start  # "Vice-President", "Secretary-General"
        if joined and before.lower in titles.heads:
            return True
        return before.lower in titles.modifiers - titles.heads and (joined or phrase.start < phrase.head)
    opens = token.i == 0 or tokens[token.i - 1].sentence != token.sentence
    capital = is_capitalised(token) and is_capitalised(tokens[phrase.head]) and not opens
    return capital and token.pos in ("PROPN", "NOUN", "ADJ")


def _rightward(draft: Draft, phrase: TitlePhrase, titles: TitleWords) -> None:
    """Modifiers after the head, then complements: "of Foreign Affairs", "of the agency", "in Georgia"."""
    tokens = draft.analysis.tokens
    head = tokens[phrase.head]
    stop = min(len(tokens), phrase.head + 1 + REACH)
    i = phrase.head + 1

    def inside(at: int) -> bool:
        return at < stop and tokens[at].sentence == head.sentence

    while inside(i) and (
        tokens[i].lower in titles.post_modifiers
        or tokens[i].pos == "CCONJ"
        and inside(i + 1)
        and tokens[i + 1].lower in titles.post_modifiers
    ):
        phrase.stop = phrase.last = i
        i += 1
    in_title = True
    while inside(i) and tokens[i].lower in titles.ties and draft.mention_at(tokens[i]) is None:
        pointed = len(phrase.referred) - 1 if phrase.referred and not phrase.bodies else None
        end, own = _complement(draft, i, stop, titles, phrase)
        if pointed is not None and phrase.bodies and i == phrase.referred[pointed] + 1:
            phrase.stop = phrase.referred.pop(pointed)  # "head of the international department | of the railway RAI"
        if end <= i:
            break
        if in_title and own:
            phrase.stop = end
        in_title = in_title and own
        phrase.last = end
        i = end + 1


def _complement(draft: Draft, at: int, stop: int, titles: TitleWords, phrase: TitlePhrase) -> tuple[int, bool]:
    """The last token of the complement that begins with the preposition at ``at``, and whether it belongs to the title.

    It does where it names no body and no country, and points back to none: "of Foreign Affairs", "of the Senate".
    """
    tokens = draft.analysis.tokens
    preposition = tokens[at].lower
    bodies = entity_words(draft.language).organization | entity_words(draft.language).group
    own, end, i = True, at, at + 1
    definite = False
    while i < stop and tokens[i].sentence == tokens[at].sentence:
        token = tokens[i]
        mention = draft.mention_at(token)
        entity = draft.entities[mention.entity] if mention is not None else None
        if entity is not None and mention is not None and mention.form == "name":
            if entity.kind == "person":
                break
            last = draft.analysis.tokens_in(mention.span)[-1].i
            if entity.kind == "organization":
                phrase.bodies.append(entity)
            elif entity.kind == "country" and entity.country:
                phrase.countries.append((preposition, entity.country))
            elif entity.kind == "place" and (code := countries.country_of_capital(entity.name)):
                phrase.countries.append((preposition, code))
            own = False
            end, i = last, last + 1
            continue
        if token.lower in titles.ties or token.lower in titles.honorifics:
            break
        if token.pos in ("PUNCT", "PRON", "SCONJ", "AUX", "NUM") and token.tag != "PRP$" and token.text != "-":
            if not (token.text == "," and _enumerates(tokens, i, stop)):
                break
        if token.pos == "VERB" and not is_capitalised(token) and token.tag not in ("VBG", "VBN"):
            break
        if token.pos == "CCONJ":
            after = tokens[i + 1] if i + 1 < stop else None
            same = after is not None and is_capitalised(after) == is_capitalised(tokens[i - 1])
            if after is None or not same or _opens_another(draft, after, titles):
                break
        if token.pos == "DET" or token.tag == "PRP$":
            if i > at + 1:
                break
            definite = True
        if definite and token.lower in bodies and not is_capitalised(token) and i == _last_noun(tokens, i, stop):
            phrase.referred.append(token.i)  # "of the agency", "of the host university"
            own = False
        if token.pos not in ("DET", "CCONJ", "PUNCT"):
            end = i
        i += 1
    return end, own


def _last_noun(tokens: list[Token], at: int, stop: int) -> int:
    while at + 1 < stop and tokens[at + 1].pos in ("NOUN", "PROPN"):
        at += 1
    return at


def _enumerates(tokens: list[Token], at: int, stop: int) -> bool:
    """ "of Investment, Industry and Trade": a comma between words of one name, an "and" closing the row."""
    if not (is_capitalised(tokens[at - 1]) and at + 1 < stop and is_capitalised(tokens[at + 1])):
        return False
    return any(
        tokens[k].pos == "CCONJ" and k + 1 < stop and is_capitalised(tokens[k + 1])
        for k in range(at + 2, min(stop, at + 4))
    )


def _opens_another(draft: Draft, token: Token, titles: TitleWords) -> bool:
    """After "and" somebody else, or another title, begins."""
    mention = draft.mention_at(token)
    if mention is not None and draft.entities[mention.entity].kind == "person":
        return True
    tokens = draft.analysis.tokens
    at = token.i
    while at < len(tokens) and at < token.i + 5 and tokens[at].sentence == token.sentence:
        if tokens[at].lower in titles.heads:
            return True
        if not (tokens[at].lower in titles.modifiers or is_capitalised(tokens[at]) or tokens[at].pos == "DET"):
            return False
        at += 1
    return False
