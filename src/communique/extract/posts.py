"""Posts: who holds which title, in which body, for which country."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from communique.extract.draft import Draft, EntityDraft, Mention
from communique.extract.joint_titles import joint_posts
from communique.extract.names import TitleWords, entity_words, is_capitalised, title_words
from communique.extract.title_phrases import TitlePhrase, title_phrases
from communique.record import Post, Span

NAME_REACH = 9  # tokens from the beginning of a name to the title behind it
OPENING_REACH = 40  # tokens back in which "Its", opening a sentence, has its body


def find_posts(draft: Draft) -> None:
    """Fill ``draft.posts``: each title phrase goes to the person whose name stands by it."""
    titles = title_words(draft.language)
    held: list[tuple[TitlePhrase, EntityDraft]] = []
    for phrase in title_phrases(draft):
        for rule in RULES:
            person = rule(draft, phrase, titles, held)
            if person is not None:
                break
        else:
            continue
        held.append((phrase, person))
        bare = _bare_title(draft, phrase, person)
        if bare is None and _is_known(draft, phrase, person, held):
            _complete(draft, person, phrase, titles)
            continue
        post = _post(draft, person, phrase, titles)
        if bare is not None:
            draft.posts[bare] = post
            draft.decide("posts", post.person, rule.__name__.strip("_"), post.span)
            person.country = person.country or post.represents
            draft.evidence.referred_bodies += [(bare, at) for at in phrase.referred if post.organization is None]
            continue
        draft.posts.append(post)
        draft.decide("posts", post.person, rule.__name__.strip("_"), post.span)
        person.country = person.country or post.represents
        if post.organization is None:
            draft.evidence.referred_bodies += [(len(draft.posts) - 1, at) for at in phrase.referred]
    _add_joint(draft)
    _drop_counterparts(draft, titles)


def _drop_counterparts(draft: Draft, titles: TitleWords) -> None:
    """ "her Fijian counterpart, Prime Minister X": the title counts, with the country that the first words tell."""
    for post in list(draft.posts):
        if not titles.introduce & set(post.title.lower().split()):
            continue
        for at, other in enumerate(draft.posts):
            if other.person != post.person or other is post or titles.introduce & set(other.title.lower().split()):
                continue
            if other.represents is None and other.organization is None:
                draft.posts[at] = msgspec.structs.replace(other, represents=post.represents)
            if post in draft.posts:
                draft.posts.remove(post)
            break


def _add_joint(draft: Draft) -> None:
    """Add the posts of titles in the plural, where the person has no post of that head word yet."""
    for post in joint_posts(draft):
        noun = post.title.lower().split()
        known = [old for old in draft.posts if old.person == post.person and set(old.title.lower().split()) & set(noun)]
        if known:
            continue
        draft.posts.append(post)
        draft.decide("posts", post.person, "joint_title", post.span)
        person = draft.entities[post.person]
        person.country = person.country or post.represents


def _complete(draft: Draft, person: EntityDraft, phrase: TitlePhrase, titles: TitleWords) -> None:
    """A post told before without its country or body gets them from where the title is told with them."""
    told = _post(draft, person, phrase, titles)
    noun = draft.analysis.tokens[phrase.head].lower
    for at, post in enumerate(draft.posts):
        if post.person != person.id or noun not in post.title.lower().replace("-", " ").split():
            continue
        if post.organization is None and post.represents is None:
            named = told.organization is not None or told.represents is not None
            if named and len(told.title) >= len(post.title):
                draft.posts[at] = told
            elif named:
                draft.posts[at] = msgspec.structs.replace(
                    post, organization=told.organization, represents=told.represents, accredited_to=told.accredited_to
                )
            person.country = person.country or told.represents
        return


def _bare_title(draft: Draft, phrase: TitlePhrase, person: EntityDraft) -> int | None:
    """The place of a post told by its head word alone ("Minister Tremblay" in the headline) that this phrase tells whole."""
    tokens = draft.analysis.tokens
    if phrase.start == phrase.stop:
        return None
    for at, post in enumerate(draft.posts):
        if post.person == person.id and post.title.lower() == tokens[phrase.head].lower and post.organization is None:
            return at
    return None


def _is_known(
    draft: Draft, phrase: TitlePhrase, person: EntityDraft, held: list[tuple[TitlePhrase, EntityDraft]]
) -> bool:
    """The person has this post already: the same title, or one with the same head word that is no second post.

    "Deputy Prime Minister and Minister of Foreign Affairs" are two, "Minister Meredov" is none of its own later on.
    """
    tokens = draft.analysis.tokens
    titles = [post.title.lower() for post in draft.posts if post.person == person.id]
    title = " ".join(draft.words((tokens[phrase.start].start, tokens[phrase.stop].end)).lower().split())
    noun = tokens[phrase.head].lower
    if title in titles or not any(noun in known.replace("-", " ").split() or noun in known.split() for known in titles):
        return title in titles
    before = [
        other
        for other, holder in held[:-1]
        if holder is person and tokens[other.head].sentence == tokens[phrase.head].sentence
    ]
    return not any(0 < phrase.first - other.last <= 3 for other in before)


def find_bodies(draft: Draft) -> None:
    """Give posts the bodies that their words point back to: "the agency's director", "Rector of the host university"."""
    for at, noun in draft.evidence.referred_bodies:
        entity = draft.entity_at(noun)
        post = draft.posts[at]
        if entity is None and draft.analysis.tokens[noun].tag == "PRP$":
            entity = _body_before(draft, noun)
        if entity is not None and entity.kind in ("organization", "project") and post.organization is None:
            draft.posts[at] = msgspec.structs.replace(post, organization=entity.id)
    for at, post in enumerate(draft.posts):
        if post.represents is None and post.organization is None:
            code = _country_of_ministry(draft, post)
            if code is not None:
                draft.posts[at] = msgspec.structs.replace(post, represents=code)


def _body_before(draft: Draft, at: int) -> EntityDraft | None:
    """The body that "its" means: the one named last before it in the sentence ("SOCAR headed by its Vice-President")."""
    sentence = draft.analysis.tokens[at].sentence
    opens = (
        draft.analysis.sentences[sentence].first == at
    )  # "Its chairman, Moses Kirabo": a body of the sentence before
    for token in reversed(draft.analysis.tokens[max(0, at - (OPENING_REACH if opens else 20)) : at]):
        if token.sentence != sentence - opens:
            break
        mention = draft.mention_at(token)
        entity = draft.entity_at(token)
        if mention is not None and entity is not None and entity.kind == "organization" and mention.form == "name":
            return entity
    return None


def _country_of_ministry(draft: Draft, post: Post) -> str | None:
    """The country of the one ministry in the text that has the minister's portfolio: "Ministry of Energy of Serbia"."""
    words, titles = entity_words(draft.language), title_words(draft.language)
    row = [word.strip(",") for word in post.title.lower().split()]
    portfolio = {word for word in row if word not in titles.heads | words.connectors | titles.ranks}
    if not portfolio or not titles.ministers & set(row):
        return None
    codes = {
        entity.country
        for entity in draft.entities.values()
        if entity.kind == "organization" and entity.country is not None
        for name in [entity.name.lower().replace(",", " ").split()]
        if words.ministries & set(name) and portfolio <= set(name)
    }
    return codes.pop() if len(codes) == 1 else None


def _person_from(draft: Draft, at: int, sentence: int, titles: TitleWords) -> tuple[Mention, int] | None:
    """The mention of a person whose name begins at a token, honorifics before it left out."""
    tokens = draft.analysis.tokens
    while at < len(tokens) and tokens[at].lower in titles.honorifics:
        at += 1
    if at >= len(tokens) or tokens[at].sentence != sentence:
        return None
    mention = draft.mention_at(tokens[at])
    if mention is None or mention.form != "name" or draft.entities[mention.entity].kind != "person":
        return None
    return mention, at


def _before_name(
    draft: Draft, phrase: TitlePhrase, titles: TitleWords, held: list[tuple[TitlePhrase, EntityDraft]]
) -> EntityDraft | None:
    """ "Deputy Minister of Education of the Russian Federation Ilya Markelov"."""
    found = _person_from(draft, phrase.last + 1, draft.analysis.tokens[phrase.head].sentence, titles)
    return draft.entities[found[0].entity] if found is not None else None


def _after_name(
    draft: Draft, phrase: TitlePhrase, titles: TitleWords, held: list[tuple[TitlePhrase, EntityDraft]]
) -> EntityDraft | None:
    """ "Anton Shalaev, Head of the Federal Agency", "Ms Li (Director of …)", "X, PhD, Rector of …"."""
    tokens = draft.analysis.tokens
    at = phrase.first - 1
    if (
        at < 1
        or tokens[at].text not in (",", "(", "–", "—", "-")
        or tokens[at].sentence != tokens[phrase.head].sentence
    ):
        return None
    mention = draft.mention_at(tokens[at - 1])
    if mention is None or mention.form != "name" or draft.entities[mention.entity].kind != "person":
        return None
    at = phrase.last + 1
    while at < len(tokens) and tokens[at].lower in titles.honorifics:
        at += 1
    behind = tokens[at] if at < len(tokens) else None
    if behind is not None and behind.tag in ("VBP", "VB") and behind.pos == "VERB":
        return None  # "Jaishankar, Russian Deputy PM hold talks": two people, in the style of headlines
    if _is_next_in_row(draft, phrase, titles, held, draft.entities[mention.entity]):
        return None
    return draft.entities[mention.entity]


def _is_next_in_row(
    draft: Draft,
    phrase: TitlePhrase,
    titles: TitleWords,
    held: list[tuple[TitlePhrase, EntityDraft]],
    person: EntityDraft,
) -> bool:
    """ "the Premier of A, X, | the Premier of B, | Y": who has the title before the name has none behind it."""
    tokens = draft.analysis.tokens
    sentence = tokens[phrase.head].sentence
    titled = any(holder is person and tokens[other.head].sentence == sentence for other, holder in held)
    if not titled or len(tokens) <= phrase.last + 2:
        return False
    if tokens[phrase.last + 1].pos == "CCONJ":  # "the Prime Minister and the President of Peru, Y": the one just named
        return tokens[phrase.last + 2].lower in entity_words(draft.language).articles and _is_told_again(
            draft, phrase, held, person
        )
    return _before_comma(draft, phrase, titles, held) is not None


def _is_told_again(
    draft: Draft, phrase: TitlePhrase, held: list[tuple[TitlePhrase, EntityDraft]], person: EntityDraft
) -> bool:
    tokens = draft.analysis.tokens
    return any(holder is person and tokens[other.head].lower == tokens[phrase.head].lower for other, holder in held)


def _right_after_name(
    draft: Draft, phrase: TitlePhrase, titles: TitleWords, held: list[tuple[TitlePhrase, EntityDraft]]
) -> EntityDraft | None:
    """ "Hugo Gobbi Ambassador of the Argentine Republic to Peru": a title with its country or body, no comma before it."""
    tokens = draft.analysis.tokens
    at = phrase.first - 1
    if at < 1 or tokens[at].sentence != tokens[phrase.head].sentence or not is_capitalised(tokens[phrase.first]):
        return None
    mention = draft.mention_at(tokens[at])
    if mention is None or mention.form != "name" or draft.entities[mention.entity].kind != "person":
        return None
    tied = phrase.bodies or any(tie for tie, _ in phrase.countries)
    return draft.entities[mention.entity] if tied and phrase.first == phrase.start else None


def _same_holder(
    draft: Draft, phrase: TitlePhrase, titles: TitleWords, held: list[tuple[TitlePhrase, EntityDraft]]
) -> EntityDraft | None:
    """ "X, Minister of Economy and Chairman of the Commission", "…, deputy for Izmir, head of the group": one holder."""
    if not held:
        return None
    last, person = held[-1]
    tokens = draft.analysis.tokens
    between = tokens[last.last + 1 : phrase.first]
    if tokens[last.head].sentence != tokens[phrase.head].sentence or len(between) > 3 or last.first > phrase.first:
        return None
    if any(token.pos not in ("CCONJ", "PUNCT", "DET", "ADV") for token in between) or not between:
        return None
    after = tokens[last.last + 1]
    if after.pos == "PUNCT" and after.text != ",":
        return None
    mention = draft.mention_at(tokens[last.first - 2]) if last.first >= 2 else None
    return person if mention is not None and mention.entity == person.id else None


def _before_comma(
    draft: Draft, phrase: TitlePhrase, titles: TitleWords, held: list[tuple[TitlePhrase, EntityDraft]]
) -> EntityDraft | None:
    """ "the President of the Senate, Rodrigo Valdivieso Lagos, and …", "the head of the group, Senator Marcela Aravena"."""
    tokens = draft.analysis.tokens
    comma = phrase.last + 1
    sentence = tokens[phrase.head].sentence
    if comma + 1 >= len(tokens) or tokens[comma].text != "," or tokens[comma].sentence != sentence:
        return None
    at = comma + 1
    for _ in range(3):  # a second title between the comma and the name
        if tokens[at].lower in titles.heads | titles.modifiers and at + 1 < len(tokens):
            at += 1
    found = _person_from(draft, at, sentence, titles)
    if found is None:
        return None
    mention, _ = found
    after = draft.analysis.tokens_in(mention.span)[-1].i + 1
    closes = after >= len(tokens) or tokens[after].sentence != sentence or tokens[after].pos in ("PUNCT", "CCONJ")
    return draft.entities[mention.entity] if closes and (phrase.definite or phrase.bodies or phrase.countries) else None


def _of_the_verb(
    draft: Draft, phrase: TitlePhrase, titles: TitleWords, held: list[tuple[TitlePhrase, EntityDraft]]
) -> EntityDraft | None:
    """ "Tariq Aziz is the new Director of …", "Dina Volkova, who is Ambassador to …": subject and predicate noun."""
    head = draft.analysis.tokens[phrase.head]
    if head.dep == "compound" and head.head == head.i + 1:  # "Consul | General"
        head = draft.analysis.tokens[head.head]
    verb = draft.analysis.head_of(head)
    if head.dep != "attr" or verb is None or any(child.dep == "neg" for child in draft.analysis.children(verb)):
        return None
    subject = draft.analysis.child(verb, "nsubj")
    if subject is not None and draft.mention_at(subject) is None:  # "Her predecessor, Jaan Kask, is now Consul"
        subject = draft.analysis.child(subject, "appos")
    entity = draft.entity_at(subject) if subject is not None else None
    mention = draft.mention_at(subject) if subject is not None else None
    if entity is None or mention is None or entity.kind != "person" or mention.form != "name":
        return None
    return entity


def _shared_before(
    draft: Draft, phrase: TitlePhrase, titles: TitleWords, held: list[tuple[TitlePhrase, EntityDraft]]
) -> EntityDraft | None:
    """ "Deputy Prime Minister and Agriculture Minister Alexei Gordeyev": the first title of two before a name."""
    tokens = draft.analysis.tokens
    at = phrase.last + 1
    if phrase.definite or phrase.bodies or at + 1 >= len(tokens):
        return None
    if tokens[at].pos != "CCONJ" and tokens[at].text not in ("-", "–", "—"):
        return None
    if any(tie for tie, _ in phrase.countries):
        return None
    sentence = tokens[phrase.head].sentence
    at += 1
    while at < len(tokens) and tokens[at].sentence == sentence and draft.mention_at(tokens[at]) is None:
        word = tokens[at]
        known = word.lower in titles.heads | titles.modifiers | titles.ties or word.pos == "CCONJ" or word.text == ","
        if not known and not is_capitalised(word):
            return None
        at += 1
    found = _person_from(draft, at, sentence, titles) if at < len(tokens) else None
    headed = any(token.lower in titles.heads for token in tokens[phrase.last + 1 : at])
    return draft.entities[found[0].entity] if found is not None and headed else None


Rule = Callable[[Draft, TitlePhrase, TitleWords, list[tuple[TitlePhrase, EntityDraft]]], EntityDraft | None]
RULES: list[Rule] = [
    _before_name,
    _after_name,
    _same_holder,
    _before_comma,
    _of_the_verb,
    _shared_before,
    _right_after_name,
]


def _post(draft: Draft, person: EntityDraft, phrase: TitlePhrase, titles: TitleWords) -> Post:
    """Title, body and countries of a title phrase."""
    tokens = draft.analysis.tokens
    span: Span = (tokens[phrase.start].start, tokens[phrase.stop].end)
    words = {token.lower for token in tokens[phrase.start : phrase.stop + 1]}
    abroad = bool(words & titles.abroad)
    body = phrase.bodies[0] if phrase.bodies else None
    represents = accredited = None
    if abroad:
        accredited = next((code for tie, code in phrase.countries if tie in titles.seat), None)
    named = any(not tie for tie, _ in phrase.countries)  # "his Hungarian counterpart"
    if abroad or body is None and (named or not phrase.referred) and words & titles.national:
        represents = next((code for tie, code in phrase.countries if tie not in titles.seat), None)
        represents = represents or _country_behind(draft, person, phrase, titles)
    elif body is None and not phrase.referred:
        body = _body_behind(draft, person, phrase, titles)
    if represents is None and body is None:
        body = _body_led(draft, phrase, person)
        represents = None if body is not None else _side_led(draft, phrase, person)
    if tokens[phrase.last].lower in entity_words(draft.language).sides and phrase.last > phrase.head:
        # "head of the Russian delegation"
        represents = represents or next((code for _, code in phrase.countries), None)
        span = (tokens[phrase.start].start, tokens[phrase.last].end)
    if body is not None and entity_words(draft.language).cabinets & set(body.name.lower().split()):
        represents = body.country  # "Deputy Chairman of the Cabinet of Ministers of the Kyrgyz Republic"
    return Post(
        person=person.id,
        title=" ".join(draft.words(span).split()),
        span=(tokens[phrase.first].start, tokens[phrase.last].end),
        organization=body.id if body is not None else None,
        represents=represents,
        accredited_to=accredited,
    )


def _led_from(draft: Draft, phrase: TitlePhrase, person: EntityDraft) -> int:
    """The place of "by" right before a title or before the name that the title follows ("headed by | X, Minister of …"), or -1."""
    words, tokens = entity_words(draft.language), draft.analysis.tokens
    before = [m for m in draft.mentions if m.entity == person.id and m.span[1] <= tokens[phrase.first].start]
    name = draft.analysis.token_at(max(before, key=lambda m: m.span).span[0]) if before else None
    near = name is not None and phrase.first - name.i < NAME_REACH and name.sentence == tokens[phrase.head].sentence
    for first in (phrase.first, name.i if near and name is not None else 0):
        if first > 2 and tokens[first - 1].lower in words.led_by:
            return first - 1
    return -1


def _body_led(draft: Draft, phrase: TitlePhrase, person: EntityDraft) -> EntityDraft | None:
    """ "a delegation of the State Great Khural led by Vice-Chairman X": the body that stands right before "led by"."""
    by = _led_from(draft, phrase, person)
    at = by - 2
    if at < 1 or draft.analysis.tokens[by - 1].lemma not in entity_words(draft.language).leading_verbs:
        return None
    while at > 0 and draft.analysis.tokens[at].text == ",":
        at -= 1
    entity = draft.entity_at(at)
    if entity is not None and entity.kind == "country":  # "of the Khural of Mongolia"
        inside = [m for m in draft.mentions if m.span[0] < draft.analysis.tokens[at].start < m.span[1]]
        named = [draft.entities[m.entity] for m in inside if draft.entities[m.entity].kind == "organization"]
        body = draft.entity_at(at - 2) if at > 1 else None
        named += [body] if body is not None and body.kind == "organization" else []
        return named[0] if named else None
    return entity if entity is not None and entity.kind == "organization" else None


def _side_led(draft: Draft, phrase: TitlePhrase, person: EntityDraft) -> str | None:
    """ "The Hungarian side was led by State Secretary X": the country of the side."""
    words, tokens = entity_words(draft.language), draft.analysis.tokens
    by = _led_from(draft, phrase, person)
    if by < 0:
        return None
    for at in range(by - 1, max(0, by - 9), -1):
        if tokens[at].sentence != tokens[phrase.head].sentence or tokens[at].text == ";":
            return None
        if tokens[at].lower in words.sides | words.national_bodies:
            row = [draft.entity_at(token) for token in tokens[max(0, at - 3) : at + 1]]
            owners = [e.country for e in row if e is not None and e.kind in ("country", "organization") and e.country]
            return owners[-1] if owners else None
    return None


def _body_behind(draft: Draft, person: EntityDraft, phrase: TitlePhrase, titles: TitleWords) -> EntityDraft | None:
    """ "analyst Péter Szabó of the Budapest Institute": the body behind the name."""
    tokens, words = draft.analysis.tokens, entity_words(draft.language)
    found = _person_from(draft, phrase.last + 1, tokens[phrase.head].sentence, titles)
    if found is None or found[0].entity != person.id:
        return None
    at = draft.analysis.tokens_in(found[0].span)[-1].i + 1
    if at + 2 >= len(tokens) or tokens[at].lower not in words.at_body:
        return None
    at += 2 if tokens[at + 1].lower in words.articles else 1
    entity, mention = draft.entity_at(tokens[at]), draft.mention_at(tokens[at])
    if entity is None or mention is None or entity.kind != "organization" or mention.span[0] != tokens[at].start:
        return None
    return entity


def _country_behind(draft: Draft, person: EntityDraft, phrase: TitlePhrase, titles: TitleWords) -> str | None:
    """ "President Serdar Berdimuhamedov of Turkmenistan": the country behind the name."""
    tokens = draft.analysis.tokens
    found = _person_from(draft, phrase.last + 1, tokens[phrase.head].sentence, titles)
    if found is None or found[0].entity != person.id:
        return None
    at = draft.analysis.tokens_in(found[0].span)[-1].i + 1
    if at + 1 >= len(tokens) or tokens[at].lower not in entity_words(draft.language).join_of:
        return None
    at += 2 if tokens[at + 1].lower in entity_words(draft.language).articles else 1
    entity = draft.entity_at(tokens[at]) if at < len(tokens) else None
    return entity.country if entity is not None and entity.kind == "country" else None
