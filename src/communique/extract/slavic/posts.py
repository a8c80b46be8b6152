"""Posts of persons in languages with cases: the title agrees with the name before which it stands, or follows after a comma."""

from __future__ import annotations

import regex

from communique.extract.draft import Draft, EntityDraft, Mention
from communique.extract.names import TitleWords, entity_words, is_capitalised, title_words
from communique.extract.slavic.people import agree, cases_of
from communique.extract.slavic.shared_titles import shared_posts
from communique.extract.slavic.title_sides import delegating_body, demonym_before, side_of
from communique.language import Token
from communique.record import Post

NEXT = 3  # characters between "назначен" and the name
REACH = 24  # tokens of a title phrase at most
PLURAL = regex.compile(r"(?:ы|и|ов|ев|ей|ам|ям|ами|ями|ах|ях)$")  # the networks take rare titles for plurals


def find_posts(draft: Draft) -> None:
    """Fill ``draft.posts``: one a person and title."""
    titles = title_words(draft.language)
    seen: set[tuple[str, str]] = set()
    for mention in sorted(draft.mentions, key=lambda mention: mention.span):
        person = draft.entities[mention.entity]
        if person.kind != "person" or mention.form != "name":
            continue
        for rule, phrase in (
            ("before_name", _before(draft, mention, titles)),
            ("after_name", _after(draft, mention, titles)),
        ):
            post = _post(draft, person, phrase, titles) if phrase else None
            if post is None:
                continue
            key = post.person, draft.analysis.tokens_in(post.span)[0].lower
            if key in seen or any(
                old.person == post.person and old.title.lower() == post.title.lower() for old in draft.posts
            ):
                continue
            seen.add(key)
            draft.posts.append(post)
            draft.decide("posts", post.person, rule, post.span)
            person.country = person.country or post.represents
    for post in appointed(draft, titles):
        if not any(old.person == post.person for old in draft.posts):
            draft.posts.append(post)
            draft.decide("posts", post.person, "appointed", post.span)
    for post in shared_posts(draft, titles):
        if not any(old.person == post.person for old in draft.posts):
            draft.posts.append(post)
            draft.decide("posts", post.person, "shared_title", post.span)


def appointed(draft: Draft, titles: TitleWords) -> list[Post]:
    """ "Торговым представителем России в ЮАР назначен Глеб Самохвалов": a title in the instrumental and a verb of becoming."""
    found: list[Post] = []
    tokens = draft.analysis.tokens
    for verb in tokens:
        if verb.lemma not in titles.becoming or verb.tag not in ("VBN", "VBD"):
            continue
        sentence = draft.analysis.sentences[verb.sentence]
        people = [m for m in draft.mentions_in((sentence.start, sentence.end)) if m.form == "name"]
        people = [m for m in people if draft.entities[m.entity].kind == "person"]
        near = [m for m in people if min(abs(m.span[0] - verb.end), abs(verb.start - m.span[1])) < NEXT]
        if len(people) != 1 or not near:
            continue
        row = tokens[sentence.first : verb.i] if near[0].span[0] > verb.start else tokens[verb.i + 1 : sentence.last]
        head = next((t for t in row if is_title(draft, t, titles) and t.case == "Ins"), None)
        if head is None:
            continue
        first = head.i
        while first > row[0].i and _modifies(draft, tokens[first - 1], head, titles):
            first -= 1
        last = next((t.i for t in row if t.i > head.i and (t.text in ",.;:" or t.pos == "VERB")), row[-1].i + 1)
        post = _post(draft, draft.entities[near[0].entity], tokens[first:last], titles)
        if post is not None:
            found.append(post)
    return found


def _before(draft: Draft, mention: Mention, titles: TitleWords) -> list[Token]:
    """ "министр энергетики Узбекистана …": back from the name to the title that agrees with it."""
    tokens = draft.analysis.tokens
    name = draft.analysis.tokens_in(mention.span)
    cases = cases_of(name, draft.language)
    first, start = name[0].i, draft.analysis.sentences[name[0].sentence].first
    best: int | None = None
    i = first - 1
    while i >= start and first - i <= REACH:
        token = tokens[i]
        covering = draft.mention_at(token)
        kind = draft.entities[covering.entity].kind if covering is not None else None
        if token.lower in titles.counterparts:
            break  # "министр на встрече с коллегой Раду Ионеску"
        if kind == "person" or token.pos in ("AUX", "SCONJ", "PRON", "PART", "ADV") and kind is None:
            break
        if token.pos == "VERB" and token.tag not in ("VBN", "VBG"):
            break
        if token.pos == "VERB" and kind is None and token.lower not in titles.modifiers and not token.case:
            break
        if token.pos == "PUNCT" and token.text not in '«»"“”„-–' and not (token.text == "," and _in_list(draft, i)):
            break
        if is_title(draft, token, titles) and kind in (None, "organization", "country"):
            agrees = any(agree(token.case, case) for case in cases)
            acting = i - 2 >= start and _is_acting(tokens[i - 2], tokens[i - 1], titles)
            agrees = agrees or acting or token.case == "Nom" and best is None and i == first - 1
            if agrees:
                best = i
        i -= 1
    if best is None:
        return []
    at = best
    if at - 2 >= start and _is_acting(tokens[at - 2], tokens[at - 1], titles):
        return tokens[at - 2 : first]
    while at - 1 >= start and _modifies(draft, tokens[at - 1], tokens[best], titles):
        at -= 1
    while at < best and tokens[at].pos in ("CCONJ", "DET", "PUNCT"):
        at += 1
    return tokens[at:first]


def is_title(draft: Draft, token: Token, titles: TitleWords) -> bool:
    """Whether a word is a title, or one of two with a hyphen ("советник-посланник"); "поверенный" may look like an adjective."""
    if token.pos not in ("NOUN", "PROPN", "ADJ"):
        return False
    if token.lower in titles.heads or draft.language.lemma(token.text, "ADJ") in titles.heads:
        return token.number != "Plur" or PLURAL.search(token.text.lower()) is None
    return "-" in token.lower and all(part in titles.heads for part in token.lower.split("-"))


def _is_acting(one: Token, two: Token, titles: TitleWords) -> bool:
    """ "исполняющий обязанности …": the title stands in the genitive behind it."""
    return f"{one.lemma} {two.lemma}" in titles.acting


def _modifies(draft: Draft, token: Token, head: Token, titles: TitleWords) -> bool:
    if token.pos == "CCONJ":
        return True
    if (
        token.lower in titles.modifiers
        or token.lower in titles.post_modifiers
        or _base(draft, token) in titles.modifiers
    ):
        return token.case in ("", head.case) or not head.case
    return token.text in "-–" or token.lower in titles.heads and token.case == head.case and token.pos == "NOUN"


def _base(draft: Draft, token: Token) -> str:
    """A participle as an adjective: "управляющий"."""
    return draft.language.lemma(token.text, "ADJ") if token.pos in ("VERB", "ADJ") else ""


def _in_list(draft: Draft, i: int) -> bool:
    """A comma inside "инвестиций, промышленности и торговли"."""
    tokens = draft.analysis.tokens
    if i + 1 >= len(tokens) or not i:
        return False
    before, after = tokens[i - 1], tokens[i + 1]
    return (
        before.case == after.case == "Gen"
        and not is_capitalised(after)
        and any(t.pos == "CCONJ" for t in tokens[i + 1 : i + 6])
    )


def _after(draft: Draft, mention: Mention, titles: TitleWords) -> list[Token]:
    """ "…, директор Института …,": from the comma to the next comma, verb or bracket."""
    tokens = draft.analysis.tokens
    name = draft.analysis.tokens_in(mention.span)
    at = name[-1].i + 1
    stop = draft.analysis.sentences[name[-1].sentence].last
    if at + 1 >= stop or tokens[at].text not in (",", "(", "–", "—"):
        return []
    phrase: list[Token] = []
    for i in range(at + 1, min(stop, at + 1 + REACH)):
        token = tokens[i]
        if (
            token.pos in ("VERB", "AUX", "PRON", "SCONJ")
            or token.text in ";.:()–—"
            or token.text == ","
            and not _in_list(draft, i)
        ):
            break
        phrase.append(token)
    head = next((t for t in phrase[:4] if t.lower in titles.heads), None)
    if head is None or any(t.pos == "ADP" for t in phrase[: phrase.index(head)]):
        return []
    cases = cases_of(name, draft.language)
    closed = at + 1 + len(phrase) < stop and tokens[at + 1 + len(phrase)].text in ",.)" or tokens[at].text in "–—"
    if not any(agree(head.case, case) for case in cases) or not closed:
        return []
    if any((m := draft.mention_at(t)) is not None and draft.entities[m.entity].kind == "person" for t in phrase):
        return []
    return phrase


def _post(draft: Draft, person: EntityDraft, phrase: list[Token], titles: TitleWords) -> Post | None:
    head = next((t for t in phrase if is_title(draft, t, titles)), None)
    if head is None:
        return None
    at = phrase.index(head)
    end = at + 1
    body: EntityDraft | None = None
    represents: str | None = None
    accredited: str | None = None
    preposition = ""
    words = {t.lower for t in phrase[: at + 1]}
    heads_mission = any(t.lower in titles.missions for t in phrase[at + 1 : at + 3])
    words.add(draft.language.lemma(head.text, "ADJ"))
    words |= {part for t in phrase[: at + 1] if "-" in t.lower for part in t.lower.split("-")}
    abroad = bool(words & titles.abroad)
    inside_title = True
    bodies = entity_words(draft.language).organization
    for i in range(at + 1, len(phrase)):
        token = phrase[i]
        if token.pos == "ADP":
            preposition = token.lower
        mention = draft.mention_at(token)
        entity = draft.entities[mention.entity] if mention is not None else None
        country = _country_at(draft, token)
        if entity is not None and entity.kind in ("organization", "project") and mention is not None:
            if body is None and mention.span[0] >= head.start:
                body = entity
            lower_body = (
                token.lower in bodies
                and not is_capitalised(token)
                or entity.country is None
                and not is_capitalised(token)
            )
            if (
                inside_title
                and not preposition
                and lower_body
                and i == end
                and country is None
                and not token.text.isupper()
            ):
                end = i + 1
                continue
        if country is not None:
            inside_title = False
            if preposition in titles.seat and token.case == "Gen":
                preposition = ""  # "поверенный в делах Колумбии"
            if preposition in titles.ties and (abroad or heads_mission):
                accredited = accredited or country
            elif not preposition:
                represents = represents or country
            continue
        if entity is not None and entity.kind == "place":
            code = draft.countries.of_capital(entity.name)
            if code is not None and abroad and preposition:
                accredited = accredited or code
            inside_title = False
            continue
        if (
            token.pos == "ADP"
            or token.pos == "PUNCT"
            and token.text not in ",-–"
            or entity is not None
            and entity.kind == "organization"
            and is_capitalised(token)
        ):
            inside_title = inside_title and (token.lower in titles.title_prepositions)
        if inside_title and token.pos not in ("PUNCT",) and (entity is None or not is_capitalised(token)):
            end = i + 1
    while end > at + 1 and phrase[end - 1].pos in ("ADP", "CCONJ", "PUNCT"):
        end -= 1
    if body is None and not abroad:
        body = _named_before(draft, phrase[at + 1 :], bodies) or _owner(draft, phrase[0])
    if body is not None and not abroad and body.country is None and represents is None:
        represents = None
    national = bool(words & titles.national)
    if represents is None and (national or abroad):
        represents = demonym_before(draft, phrase) or (side_of(draft, phrase[0]) if national else None)
    if body is None and national and represents is None:
        body = delegating_body(draft, phrase, titles)
        represents = body.country if body is not None else None
    if not national and not abroad:
        represents = None
    title = " ".join(draft.words((phrase[0].start, phrase[end - 1].end)).split())
    return Post(
        person=person.id,
        title=title,
        span=(phrase[0].start, phrase[-1].end),
        organization=body.id if body is not None else None,
        represents=represents,
        accredited_to=accredited if abroad or heads_mission else None,
    )


def _named_before(draft: Draft, phrase: list[Token], bodies: frozenset[str]) -> EntityDraft | None:
    """ "Директор института …": the institute that the text named before."""
    if len(phrase) != 1 or phrase[0].lower not in bodies and phrase[0].lemma not in bodies or is_capitalised(phrase[0]):
        return None
    noun = phrase[0]
    named = [
        m
        for m in draft.mentions
        if m.span[1] <= noun.start
        and draft.entities[m.entity].kind == "organization"
        and draft.analysis.tokens[m.head].lemma == noun.lemma
    ]
    return draft.entities[max(named, key=lambda m: m.span[0]).entity] if named else None


def _owner(draft: Draft, first: Token) -> EntityDraft | None:
    """ "её генеральный директор …": the body named last, in the sentence before."""
    before = draft.analysis.tokens[first.i - 1] if first.i else None
    if before is None or before.tag != "PRP$" or not first.sentence:
        return None
    start = draft.analysis.sentences[first.sentence - 1].start
    named = [
        draft.entities[m.entity]
        for m in draft.mentions_in((start, before.start))
        if draft.entities[m.entity].kind == "organization"
    ]
    return named[-1] if named else None


def _country_at(draft: Draft, token: Token) -> str | None:
    for found in draft.countries.find(token.text):
        if found.form in ("name", "demonym"):
            return found.code
    entity = draft.entity_at(token)
    return entity.country if entity is not None and entity.kind == "country" else None
