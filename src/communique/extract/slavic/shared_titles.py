"""One title of several people: "министры энергетики Грузии и Азербайджана Леван Давиташвили и Парвиз Шахбазов"."""

from __future__ import annotations

from communique.extract.draft import Draft, Mention
from communique.extract.names import TitleWords
from communique.language import Token
from communique.record import Post

REACH = 12  # tokens of a title and its countries


def shared_posts(draft: Draft, titles: TitleWords) -> list[Post]:
    """A post for each of the people behind a title in the plural; countries go to them in order, where they are as many."""
    found: list[Post] = []
    people = sorted(
        (m for m in draft.mentions if m.form == "name" and draft.entities[m.entity].kind == "person"),
        key=lambda m: m.span,
    )
    for at, mention in enumerate(people):
        first = draft.analysis.token_at(mention.span[0])
        listed = _listed(draft, people[at:])
        phrase = _title_before(draft, first, titles) if first is not None and len(listed) > 1 else []
        if not phrase:
            continue
        codes = [c for t in phrase if (c := _country(draft, t)) is not None]
        end = next((i for i, t in enumerate(phrase) if _country(draft, t) is not None), len(phrase))
        title = draft.words((phrase[0].start, phrase[max(0, end - 1)].end))
        for number, one in enumerate(listed):
            code = codes[0] if len(codes) == 1 else codes[number] if len(codes) == len(listed) else None
            span = (phrase[0].start, phrase[-1].end)
            found.append(Post(person=one.entity, title=" ".join(title.split()), span=span, represents=code))
            draft.entities[one.entity].country = draft.entities[one.entity].country or code
    return found


def _listed(draft: Draft, people: list[Mention]) -> list[Mention]:
    """The people of one list: names with nothing but commas and "и" between them."""
    found = people[:1]
    for mention in people[1:]:
        between = draft.analysis.tokens_in((found[-1].span[1], mention.span[0]))
        if any(t.text != "," and t.pos != "CCONJ" for t in between) or len(between) > 2:
            break
        found.append(mention)
    return found


def _title_before(draft: Draft, first: Token, titles: TitleWords) -> list[Token]:
    tokens, start = draft.analysis.tokens, draft.analysis.sentences[first.sentence].first
    for at in range(first.i - 1, max(start, first.i - REACH) - 1, -1):
        token = tokens[at]
        if token.lower in titles.heads and token.number == "Plur" and token.pos == "NOUN":
            return tokens[at : first.i]
        entity = draft.entity_at(token)
        of_title = token.case == "Gen" or token.pos in ("CCONJ", "PROPN", "X") or token.text == ","
        if not of_title or entity is not None and entity.kind == "person":
            return []
    return []


def _country(draft: Draft, token: Token) -> str | None:
    entity = draft.entity_at(token)
    return entity.country if entity is not None and entity.kind == "country" else None
