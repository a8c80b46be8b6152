"""Entities of all kinds, with the mentions of their names; descriptions that introduce a nameless one too.

A name ends in its head word ("… vazirligi", "… universiteti", "… zavodi") and begins at the capital before it, so names are read
from their heads to the left.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import regex

from communique.extract.draft import Draft, EntityDraft
from communique.extract.turkic.names import (
    PAIRS,
    CountryRun,
    EntityWords,
    after_quote,
    country_runs,
    country_words,
    entity_words,
    head_kind,
    is_acted_on,
    is_action,
    is_title,
    name_start,
    names_in_quotes,
    stem_of,
)
from communique.extract.turkic.numbers import currency_words
from communique.extract.turkic.people import find_people
from communique.extract.turkic.view import (
    analysis_of,
    base_span,
    is_capitalised,
    is_name_like,
    morph_of,
    name_of,
    next_token,
    turkic,
)
from communique.language import Token
from communique.language.base import Sentence
from communique.record import EntityKind, Span

FIRST = 4  # sentences in which a report says what it is about


def find_entities(draft: Draft) -> None:
    """Fill ``draft.entities`` and ``draft.mentions``."""
    words = entity_words(draft.language)
    runs = country_runs(draft)
    find_people(draft, runs)
    _quotations(draft, words)
    named = {i for run in runs if run.form == "name" for i in range(run.first, run.last + 1)}
    for token in draft.analysis.tokens:
        _headed(draft, token, words, named)
    _acronyms(draft)
    _lone_acronyms(draft, words, runs)
    _places(draft, words, runs)
    _countries(draft, runs)
    _merge_heading_event(draft)
    _merge_short_projects(draft, words)
    _report_event(draft, words)
    _groups(draft, words)


def plain_name(draft: Draft, name: str) -> str:
    return draft.language.plain(name).strip()  # type: ignore[attr-defined, no-any-return]


def add(draft: Draft, kind: EntityKind, span: Span, name: str, head: Token, rule: str) -> EntityDraft:
    """The entity of that kind and name, made if it is new, with this mention; the alias is the name without its case."""
    plain = plain_name(draft, name)
    for entity in draft.entities.values():
        if entity.kind == kind and (
            _same(plain, plain_name(draft, entity.name), kind)
            or kind == "place"
            and plain in {plain_name(draft, alias) for alias in entity.aliases}
            and not (plain in country_words(draft.language).capitals and _is_region(draft, entity))
        ):
            if len(name) > len(entity.name) and kind != "country":
                entity.aliases.add(entity.name)
                entity.name = name
            break
    else:
        entity = draft.add_entity(kind, name, rule)
    mention(draft, entity, span, name, head)
    return entity


def _is_region(draft: Draft, entity: EntityDraft) -> bool:
    """ "Toshkent viloyati": not the city of that name."""
    return draft.language.lemma(entity.name.split()[-1], "NOUN") in entity_words(draft.language).regions


def mention(draft: Draft, entity: EntityDraft, span: Span, name: str, head: Token) -> None:
    """A mention by name; the record keeps the name without the endings that the sentence gives it."""
    aliases = set(entity.aliases)
    draft.add_mention(entity, span, "name", head)
    entity.aliases = aliases | ({name} if name != entity.name else set())


def _same(one: str, two: str, kind: EntityKind) -> bool:
    if one == two:
        return True
    short, long = sorted((one.split(), two.split()), key=len)
    return (
        kind in ("organization", "project", "programme")
        and len(short) > 1
        and (long[: len(short)] == short or long[-len(short) :] == short)
    )


def _quotations(draft: Draft, words: EntityWords) -> None:
    """“Sino Rail” kompaniyasi, “Markaziy Osiyo” sanoat kooperatsiyasi markazi: the head word after the quotation tells."""
    for opening, close in names_in_quotes(draft):
        if draft.mention_at(draft.analysis.tokens[opening.i + 1]) is not None:
            continue
        inner = (draft.analysis.tokens[opening.i + 1].start, draft.analysis.tokens[close.i - 1].end)
        name = name_of(draft, inner)
        head = _head_after(draft, close)
        product = after_quote(draft, close) if head is None else None
        if product is not None and stem_of(draft, product) in words.products:
            continue  # “Boeing 787” samolyoti
        if head is None:
            plain = plain_name(draft, name)
            known = next(
                (
                    e
                    for e in draft.entities.values()
                    if plain in map(lambda n: plain_name(draft, n), {e.name, *e.aliases})
                ),
                None,
            )
            if known is not None:
                mention(draft, known, inner, name, close)
            else:
                add(draft, "organization", inner, name, draft.analysis.tokens[close.i - 1], "quoted_name")
            continue
        kind = _kind(draft, head, words)
        full = base_span(draft, opening, head)
        span = (opening.start, head.end)
        if kind == "organization" and head.i - close.i <= 3:
            entity = add(draft, kind, span, name, head, "quoted_name_with_head")
            entity.aliases.add(name_of(draft, full))
        else:
            entity = add(draft, kind, span, name_of(draft, full), head, "quoted_name_with_head")
            if kind == "event":
                found = head_kind(draft, head)
                own = draft.analysis.tokens[close.i + 1 : head.i + 1]
                entity.form = entity.form or _form(draft, own, found[1] if found is not None else "", words)
            entity.aliases |= {name, name_of(draft, (close.end, full[1]))}


def _head_after(draft: Draft, close: Token) -> Token | None:
    """The head word that a quoted name describes: the first possessed one within five words."""
    best: Token | None = None
    for step in range(1, 6):
        token = next_token(draft, close, step)
        if (
            step == 1
            and token is not None
            and token.start == close.end
            and token.lower in entity_words(draft.language).quote_ends
        ):
            continue
        capital = token is not None and is_capitalised(token) and not (step == 1 and token.text[:2].isupper())
        if token is None or not token.text[:1].isalpha() or capital:
            break
        morph = morph_of(draft, token)
        found = head_kind(draft, token)
        if found is not None and (morph.possessed or step == 1 or step == 2 and found[0] == "agreement"):
            best = token
            if morph.case != "nom" or not morph.possessed and found[0] == "agreement":
                break
            continue
        after = next_token(draft, token)
        if morph.case == "acc" and best is None and after is not None and morph_of(draft, after).form == "verbal_noun":
            continue  # "texnikasini yig‘ish zavodi"
        if (
            best is not None
            or morph.case != "nom"
            or token.pos in ("VERB", "ADP", "CCONJ", "PRON")
            or is_title(draft, token)
        ):
            break
    return best


def _kind(draft: Draft, head: Token, words: EntityWords) -> EntityKind:
    """The kind by the head word; a centre that is being built is a project."""
    found = head_kind(draft, head)
    kind, stem = found if found is not None else ("organization", "")
    if stem in words.built_or_body:
        return "project" if _is_being_built(draft, head, words) else "organization"
    return kind


def _is_being_built(draft: Draft, head: Token, words: EntityWords) -> bool:
    """Whether a word of building follows before another thing is named: "klinikasi … shifoxona barpo etadi" builds another."""
    sentence = draft.analysis.sentences[head.sentence]
    after = draft.analysis.tokens[head.i + 1 : min(sentence.last, head.i + 9)]
    for at, token in enumerate(after):
        other = head_kind(draft, token)
        if other is not None and other[0] in ("project", "organization") and not _is_works(draft, token, words):
            return False
        pair = f"{token.lower} {morph_of(draft, after[at + 1]).root}" if at + 1 < len(after) else ""
        if {token.lower, stem_of(draft, token), morph_of(draft, token).root, pair} & words.building:
            return True
    return False


def _is_works(draft: Draft, token: Token, words: EntityWords) -> bool:
    return bool({token.lower, stem_of(draft, token), morph_of(draft, token).root} & words.building)


def _headed(draft: Draft, head: Token, words: EntityWords, named: set[int]) -> None:
    """A name that this word ends."""
    found = head_kind(draft, head)
    if found is None or head.text[:1] in '“"' or head.i in named:
        return  # "Rossiya Federatsiyasi" is the country
    kind, stem = found
    morph = morph_of(draft, head)
    if morph.plural and kind not in ("event", "programme") or _goes_on(draft, head, kind, words):
        return
    covered = draft.mention_at(head)
    if covered is not None and covered.span[1] >= head.end and draft.entities[covered.entity].kind != "country":
        return
    pair_start = head.i - stem.count(" ")
    acronym = head.text[: max(2, len(stem))].isupper()
    if kind == "place":
        _place(draft, head, words, named)
        return
    behind = draft.analysis.tokens[max(0, head.i - 4) : head.i]
    between = kind == "organization" and any(t.lower in words.between for t in behind)
    start = name_start(draft, head, owners=kind == "event" or stem in words.branches or between)
    if start is None and stem in words.compound and is_capitalised(head):
        add(draft, kind, head.span, name_of(draft, base_span(draft, head, head)), head, "compound_name")
        return
    if start is None:
        _described(draft, head, kind, stem, words)
        return
    if (
        not morph.possessed
        and not acronym
        and not _joint(start, words)
        and not (
            kind == "organization" and any(t.lower in words.between for t in draft.analysis.tokens[start.i : head.i])
        )
        and not any(
            t.lower in words.about or kind == "agreement" and t.lower in words.about_paper
            for t in draft.analysis.tokens[start.i : head.i]
        )
    ):
        _described(draft, head, kind, stem, words)
        return
    if start.i == pair_start and not acronym:
        return
    if kind == "project" and _is_topic_of_paper(draft, head, words):
        return  # "Erkin savdo zonasi to‘g‘risidagi bitim"
    if stem in words.of_country and all(t.i in named for t in draft.analysis.tokens[start.i : pair_start]):
        return  # "Turkiya kompaniyasi": a company of that country, without a name
    tokens = draft.analysis.tokens[start.i : head.i + 1]
    body = _own_part(draft, tokens, stem, words)
    if body is not None:
        mention(draft, body, (start.start, head.end), name_of(draft, base_span(draft, start, head)), head)
        return
    if kind in ("organization", "project") and _is_reference(draft, start):
        return
    ahead = not _took_place(draft, head)
    if kind == "event" and ahead and any(token.lower in words.upcoming for token in tokens):
        return  # the next one of a series is no event of this report
    kind = _kind(draft, head, words)
    number = _number_behind(draft, head) if kind == "project" else None
    span = (start.start, head.end if number is None else number.end)
    name = name_of(draft, base_span(draft, start, head) if number is None else span)
    entity = add(draft, kind, span, name, head, "head_word")
    for token in tokens[:-1]:  # "Urganchdagi … loyihasi": the place belongs to the name
        if morph_of(draft, token).case == "rel" and is_capitalised(token) and kind != "event" and token.i not in named:
            add(draft, "place", token.span, name_of(draft, base_span(draft, token, token)), token, "place_in_name")
    if kind == "event":
        entity.form = entity.form or _form(draft, tokens, stem, words)


def _number_behind(draft: Draft, head: Token) -> Token | None:
    """ "Kambarota GES-1": the number that belongs to the name."""
    dash, number = next_token(draft, head), next_token(draft, head, 2)
    joined = (
        dash is not None
        and number is not None
        and dash.text in "-‑–"
        and dash.start == head.end
        and number.start == dash.end
    )
    return number if joined and number is not None and number.text.isdigit() else None


def _took_place(draft: Draft, head: Token) -> bool:
    """Whether the sentence of an event closes with a past verb: "navbatdagi majlisi bo‘lib o‘tdi" was held."""
    sentence = draft.analysis.sentences[head.sentence]
    verbs = [morph_of(draft, t) for t in draft.analysis.tokens[head.i + 1 : sentence.last] if morph_of(draft, t).root]
    verbs = [v for at, v in enumerate(verbs) if v.form != "converb" or at + 1 == len(verbs)]
    return bool(verbs) and verbs[0].form in ("past", "perfect")


def _is_topic_of_paper(draft: Draft, head: Token, words: EntityWords) -> bool:
    about, paper = next_token(draft, head), next_token(draft, head, 2)
    if about is None or paper is None or about.lower not in words.about:
        return False
    found = head_kind(draft, paper)
    return found is not None and found[0] == "agreement"


def _joint(start: Token, words: EntityWords) -> bool:
    """ "Qo‘shma kompaniya": described by what it is, not named."""
    return start.lower in words.joint


def _goes_on(draft: Draft, head: Token, kind: EntityKind, words: EntityWords) -> bool:
    """ "elektr stansiyasi loyihasi": the project is the station; "vazirligi axborot xizmati": the name goes on."""
    before = next_token(draft, head, -1)
    if kind == "project" and stem_of(draft, head) in words.plain_projects and before is not None:
        earlier = draft.mention_at(before)
        if earlier is not None and draft.entities[earlier.entity].kind == "project":
            draft.add_mention(draft.entities[earlier.entity], (earlier.span[0], head.end), "nominal", head)
            return True
    return False


def _own_part(draft: Draft, tokens: list[Token], stem: str, words: EntityWords) -> EntityDraft | None:
    """ "Transport vazirligi axborot xizmati": a press service counts as its body."""
    if stem not in words.own_parts and f"{tokens[-2].lower} {tokens[-1].lower}" not in words.own_parts:
        return None
    for token in tokens[:-1]:
        entity = draft.entity_at(token)
        if entity is not None and entity.kind == "organization":
            return entity
    if head_kind(draft, tokens[0]) is not None:
        return _last_with(draft, stem_of(draft, tokens[0]), tokens[0])
    return None


def _last_with(draft: Draft, stem: str, before: Token) -> EntityDraft | None:
    """The entity named last whose name ends in a head word."""
    found = None
    for one in sorted(draft.mentions, key=lambda m: m.span):
        if one.span[1] > before.start:
            break
        entity = draft.entities[one.entity]
        if entity.kind == "organization" and plain_name(draft, entity.name).split()[-1].startswith(stem[:-1]):
            found = entity
    return found


def _is_reference(draft: Draft, start: Token) -> bool:
    """ "Vazirlik axborot xizmati" at the start of a sentence: no name of its own."""
    found = head_kind(draft, start)
    opens = start.i == draft.analysis.sentences[start.sentence].first
    return opens and found is not None and found[0] in ("organization", "project", "event", "agreement")


def _described(draft: Draft, head: Token, kind: EntityKind, stem: str, words: EntityWords) -> None:
    """A thing without a name: "uch tomonlama bitim", "qo‘shma ta’lim dasturi"."""
    if stem in words.built_or_body:
        kind = "project"
    if kind not in ("agreement", "programme", "project") or morph_of(draft, head).plural:
        return
    if stem in words.branches and stem not in words.built_or_body or stem == "filial":
        return
    put_up = kind == "project" and stem not in words.never_described and _is_object_of_building(draft, head, words)
    if kind == "project" and (stem in words.never_described or _known_project(draft, stem)):
        return
    if kind == "project" and not put_up and not morph_of(draft, head).possessed:
        return
    first, at = head, next_token(draft, head, -1)
    while (
        at is not None
        and head.i - at.i < 5
        and (morph_of(draft, at).case == "nom" or is_acted_on(draft, at))
        and (at.pos in ("ADJ", "NOUN", "NUM", "DET") or at.lower in words.about_paper and at.i == head.i - 1)
    ):
        if any(q.span[0] <= at.start < q.span[1] for q in draft.amounts) or _ends_body(draft, at):
            break
        topic = kind == "agreement" and at.lower in words.about | words.about_paper and at.i == head.i - 1
        if topic:
            first = _topic_start(draft, at, words)
            break
        if at.lower in words.connectors or at.text[:1].isdigit() or at.lower in words.leading - words.sides:
            break
        first, at = at, next_token(draft, at, -1)
    if at is not None and (at.text in "-‑" or at.text[:1].isdigit()) and first.i < head.i and first.pos == "ADJ":
        first = draft.analysis.tokens[
            first.i + 1
        ]  # "18-qavatli biznes-markaz": without its number the word says nothing
    tokens = draft.analysis.tokens[first.i : head.i + 1]
    marks = {token.lower for token in tokens[:-1]}
    put_up = put_up or kind == "project" and _is_being_put_up(draft, first, words)
    if kind == "project" and not put_up and stem in words.built_or_body:
        return
    signed = kind == "agreement" and _is_put_name_to(draft, head) and not _is_counted(draft, first)
    signed = signed and (len(tokens) == 1 or morph_of(draft, head).possessed and first.i < head.i)
    if (
        kind == "agreement"
        and not marks & (words.described_agreement | words.about | words.about_paper)
        and not signed
        or kind == "programme"
        and not any(_joint(token, words) for token in tokens)
    ):
        return
    if kind == "project" and _is_counted(draft, first):
        return  # "ikkita zavod" are no one thing
    if kind == "project" and not put_up and (len(tokens) < 2 or not _is_put_up(draft, first, head, words)):
        return
    if kind == "programme":
        first = next(token for token in tokens if _joint(token, words))
    add(draft, kind, (first.start, head.end), name_of(draft, base_span(draft, first, head)), head, "described")


def _is_put_name_to(draft: Draft, head: Token) -> bool:
    """ "bayonnoma imzolandi": one paper without a name that was signed; "uchta memorandum" are several."""
    verb, before = next_token(draft, head), next_token(draft, head, -1)
    if verb is None or any(q.span[0] <= t.start < q.span[1] for q in draft.amounts for t in (before,) if t is not None):
        return False
    lists: dict[str, Any] = draft.language.data("relations", dict[str, Any])
    phrases = (*lists.get("signed", ()), *(lists.get("signs", ()) if morph_of(draft, head).case == "acc" else ()))
    roots = {phrase.split()[-1] for phrase in phrases}
    return morph_of(draft, verb).root in roots


def _ends_body(draft: Draft, token: Token) -> bool:
    """Whether a body named by a name ends here: who signs is no part of the paper."""
    mention = draft.mention_at(token)
    return (
        mention is not None and mention.span[1] == token.end and draft.entities[mention.entity].kind == "organization"
    )


def _topic_start(draft: Draft, about: Token, words: EntityWords) -> Token:
    """The first word of what a paper is about: "elektr energiyasini xarid qilish to‘g‘risidagi bitim"."""
    first, at = about, next_token(draft, about, -1)
    while at is not None and about.i - at.i < 7:
        morph, after = morph_of(draft, at), next_token(draft, at, 2)
        object_of = (
            morph.case == "acc"
            and after is not None
            and (is_action(draft, after) or is_action(draft, draft.analysis.tokens[at.i + 1]))
        )
        following = draft.analysis.tokens[at.i + 1]
        goes_with = morph.case in ("dat", "abl") and is_action(draft, following)
        # a postposition never follows the accusative: "karantini bo‘yicha" is possessed
        owned = at.i == about.i - 1 and morph.case == "acc"
        if morph.plural and not morph.possessed and morph.stem in words.groups:
            break  # "tomonlar … to‘g‘risidagi kelishuvni uzaytirdi"
        if morph.plural and morph.possessed and morph.stem in words.organization:
            break  # "aviatsiya ma’muriyatlari havo qatnovi to‘g‘risidagi bitimni …": who agrees
        plain = (morph.case == "nom" or owned) and at.pos in ("NOUN", "ADJ", "CCONJ") and not morph.finite
        if not plain and not object_of and not goes_with:
            break
        first, at = at, next_token(draft, at, -1)
    if at is not None and at.text[:1].isdigit() and first.i < about.i:
        first = draft.analysis.tokens[first.i + 1]  # "5 yulduzli mehmonxona": without its number the word says nothing
    return first


def _known_project(draft: Draft, stem: str) -> bool:
    """Whether a project with this head word was named before: then the word points back."""
    return any(
        entity.kind == "project" and stem in " ".join(draft.language.lemma(w, "NOUN") for w in entity.name.split())
        for entity in draft.entities.values()
    )


def _is_object_of_building(draft: Draft, head: Token, words: EntityWords) -> bool:
    """ "zavod quradi", "shifoxona barpo etish", "tizimini qurish", "klasteri ochiladi": the word of building rules the noun."""
    if morph_of(draft, head).case not in ("nom", "acc"):
        return False
    for step in range(1, 4):
        at, beyond = next_token(draft, head, step), next_token(draft, head, step + 1)
        if at is None or not at.text[:1].isalpha():
            return False
        pair = f"{at.lower} {morph_of(draft, beyond).root}" if beyond is not None else ""
        if {morph_of(draft, at).root, at.lower, pair} & words.putting_up:
            return morph_of(draft, at).root not in words.opening or stem_of(draft, head) not in words.not_opened
        if step == 1 and morph_of(draft, head).case == "nom" and at.pos not in ("ADV",):
            return False
    return False


def _is_being_put_up(draft: Draft, first: Token, words: EntityWords) -> bool:
    """ "qurilayotgan … markazi": a participle of building right before the phrase."""
    verb, before = next_token(draft, first, -1), next_token(draft, first, -2)
    if verb is None or morph_of(draft, verb).form != "participle":
        return False
    pair = f"{before.lower} {morph_of(draft, verb).root}" if before is not None else ""
    return bool({morph_of(draft, verb).root, pair} & words.putting_up)


def _is_counted(draft: Draft, first: Token) -> bool:
    before = next_token(draft, first, -1)
    return before is not None and any(q.span[0] <= before.start < q.span[1] and q.unit is None for q in draft.amounts)


def _is_put_up(draft: Draft, first: Token, head: Token, words: EntityWords) -> bool:
    """Whether the words around speak of building: "barpo etilayotgan 500 MVt quvvatga ega shamol elektr stansiyasi"."""
    sentence = draft.analysis.sentences[head.sentence]
    around = (
        draft.analysis.tokens[max(sentence.first, first.i - 8) : first.i]
        + draft.analysis.tokens[head.i + 1 : min(sentence.last, head.i + 7)]
    )
    forms = {form for token in around for form in (token.lower, stem_of(draft, token), morph_of(draft, token).root)}
    pairs = {f"{one.lower} {morph_of(draft, two).root}" for one, two in zip(around, around[1:], strict=False)}
    return bool((forms | pairs) & words.building)


def _form(draft: Draft, tokens: list[Token], stem: str, words: EntityWords) -> str:
    if any(stem_of(draft, token) in words.commission for token in tokens):
        return "commission"
    form = words.forms.get(stem, "meeting")
    phone = any(token.lower in words.by_phone for token in tokens)
    return words.talk_form if form == "call" and not phone and stem not in words.always_calls else form


def _place(draft: Draft, head: Token, words: EntityWords, named: set[int]) -> None:
    """ "Qashqadaryo viloyatida", "Chirchiq shahri": the capitals right before the head word."""
    first = head
    at = next_token(draft, head, -1)
    if is_capitalised(head) or at is not None and at.i in named:
        return
    while (
        at is not None
        and is_capitalised(at)
        and at.text[:1].isalpha()
        and morph_of(draft, at).case == "nom"
        and not morph_of(draft, at).plural
        and draft.mention_at(at) is None
    ):
        first, at = at, next_token(draft, at, -1)
    if first is head or first.i == draft.analysis.sentences[head.sentence].first and first.lower in words.leading:
        return
    if not morph_of(draft, head).possessed:
        return
    inner = draft.words((first.start, draft.analysis.tokens[head.i - 1].end))
    entity = add(
        draft, "place", (first.start, head.end), name_of(draft, base_span(draft, first, head)), head, "place_word"
    )
    entity.aliases.add(inner)


BRACKET = regex.compile(r"\s*\(\s*[“\"«]?(?P<short>\p{L}[\p{L}\p{N}&.’‘'ʻʼ-]{1,30})[”\"»]?\s*\)")


def _acronyms(draft: Draft) -> None:
    """ "… instituti (SMTI)": what stands in brackets right after a name is the same thing."""
    by_end = {one.span[1]: one for one in draft.mentions}
    for match in BRACKET.finditer(draft.text):
        at = by_end.get(match.start())
        long = draft.entities.get(at.entity) if at is not None else None
        short = match.group("short")
        if long is None or long.kind in ("country", "place", "person") or not any(c.isupper() for c in short):
            continue
        plain = plain_name(draft, short)
        for token in draft.analysis.tokens:
            if is_capitalised(token) and (token.lower == plain or token.lower[: morph_of(draft, token).base] == plain):
                if draft.mention_at(token) is None:
                    mention(draft, long, token.span, short, token)
        long.aliases.add(short)


def _lone_acronyms(draft: Draft, words: EntityWords, runs: list[CountryRun]) -> None:
    """Bodies known everywhere, and acronyms beside a title or written more than once."""
    countries = {i for run in runs for i in range(run.first, run.last + 1)}
    codes = set(currency_words(draft.language).codes)
    seen: dict[str, int] = {}
    for token in draft.analysis.tokens:
        if is_name_like(token):
            seen[_base(draft, token)] = seen.get(_base(draft, token), 0) + 1
    for token in draft.analysis.tokens:
        if (
            not is_capitalised(token)
            or token.i in countries
            or draft.mention_at(token) is not None
            or token.text[:2] in codes
        ):
            continue
        base = _base(draft, token)
        if base in words.known_organizations or token.lower in words.known_organizations:
            name = name_of(draft, base_span(draft, token, token))
            add(draft, "organization", token.span, name, token, "known_name")
        elif (
            is_name_like(token)
            and token.text.upper()[:3] == token.text[:3]
            and len(base) > 2
            and token.text not in codes
        ):
            pair = next_token(draft, token)
            name = name_of(draft, base_span(draft, token, token))
            if not _is_shouted(draft, token) and (pair is not None and is_title(draft, pair) or seen[base] > 1):
                add(draft, "organization", token.span, name, token, "acronym")
    for known in _known_phrases(draft.language):
        _known_phrase(draft, known, "organization" if known in words.known_organizations else "place")


@lru_cache
def _known_phrases(language: Any) -> list[str]:
    """Known names of several words, the longest first."""
    words = entity_words(language)
    names = (name for name in words.known_organizations | words.known_places if " " in name)
    return sorted(names, key=lambda name: (-len(name), name))


def _base(draft: Draft, token: Token) -> str:
    return token.lower[: morph_of(draft, token).base]


def _is_shouted(draft: Draft, token: Token) -> bool:
    sentence = draft.analysis.sentences[token.sentence]
    words = [t.text for t in draft.analysis.tokens[sentence.first : sentence.last] if t.text.isalpha()]
    return sum(word.isupper() for word in words) > 0.6 * len(words)


def _known_phrase(draft: Draft, known: str, kind: EntityKind) -> None:
    if known not in analysis_of(draft).plain.text:
        return
    parts = known.split()
    for token in draft.analysis.tokens:
        if token.lower != parts[0] or not is_capitalised(token) or draft.mention_at(token) is not None:
            continue
        last = next_token(draft, token, len(parts) - 1)
        if last is None or [t.lower for t in draft.analysis.tokens[token.i : last.i]] != parts[:-1]:
            continue
        if _base(draft, last) == parts[-1] or last.lower == parts[-1]:
            add(draft, kind, (token.start, last.end), name_of(draft, base_span(draft, token, last)), last, "known_name")


def _places(draft: Draft, words: EntityWords, runs: list[CountryRun]) -> None:
    """Capitals, known places, and a capitalised word that something is in: "Urganchdagi"."""
    capitals = {run.first for run in runs if run.form == "capital"}
    others = {i for run in runs if run.form != "capital" for i in range(run.first, run.last + 1)}
    towns = country_words(draft.language).capitals
    for token in draft.analysis.tokens:
        if token.i in others or not is_capitalised(token) or draft.mention_at(token) is not None:
            continue
        morph, base = morph_of(draft, token), _base(draft, token)
        known = (
            token.i in capitals
            or base in words.known_places
            or token.lower in words.known_places
            or morph.stem in words.known_places
        )
        first = draft.analysis.sentences[token.sentence].first
        opens = all(not t.text[:1].isalnum() for t in draft.analysis.tokens[first : token.i])
        before = next_token(draft, token, -1)
        opens = opens or before is not None and before.text in PAIRS
        guess = (
            morph.case in ("loc", "rel")
            and not opens
            and not morph.possessed
            and not is_name_like(token)
            and head_kind(draft, token) is None
            and not draft.language.knows(base)
        )
        if known or guess and len(base) > 2:
            whole = morph.case == "nom" or token.lower in words.known_places or token.lower in towns
            span = token.span if not known or whole else base_span(draft, token, token)
            span = base_span(draft, token, token) if guess else span
            add(draft, "place", token.span, name_of(draft, span), token, "place")
    for token in draft.analysis.tokens:
        if not is_capitalised(token) or token.i in others or draft.mention_at(token) is not None:
            continue
        joint, partner = next_token(draft, token, -1), next_token(draft, token, -2)
        place = draft.entity_at(partner) if partner is not None else None
        if joint is None or place is None or place.kind != "place" or joint.pos != "CCONJ" and joint.text != ",":
            continue
        alone = next_token(draft, token)
        if is_name_like(token) or head_kind(draft, token) is not None or alone is not None and is_capitalised(alone):
            continue
        add(draft, "place", token.span, name_of(draft, base_span(draft, token, token)), token, "place_in_list")


def _countries(draft: Draft, runs: list[CountryRun]) -> None:
    """Countries by name and people; inside a longer name they stay mentions of the country too."""
    by_code: dict[str, EntityDraft] = {}
    by_name: set[str] = set()  # those that stand in the text by their names
    tokens = draft.analysis.tokens
    for run in runs:
        if run.form == "capital":
            continue
        first, last = tokens[run.first], tokens[run.last]
        inside = draft.mention_at(last)
        if inside is not None and draft.entities[inside.entity].kind in ("person", "place"):
            continue
        name = name_of(draft, _country_span(draft, run)) if run.form == "name" else ""
        entity = by_code.get(run.code)
        if entity is None:
            entity = by_code[run.code] = draft.add_entity("country", name or first.text, "country_" + run.form)
            entity.country = run.code
        elif name and run.code not in by_name:
            entity.name = name  # until now only its people were named
        elif name and len(name) > len(entity.name):
            entity.aliases.add(entity.name)
            entity.name = name
        if name:
            by_name.add(run.code)
            mention(draft, entity, (first.start, last.end), name, last)
        else:
            draft.add_mention(entity, (first.start, last.end), "nominal", last)


def _country_span(draft: Draft, run: CountryRun) -> Span:
    """The name of a country without its case: "Saudiya Arabistoni" ends so by itself."""
    first, last = draft.analysis.tokens[run.first], draft.analysis.tokens[run.last]
    if not run.base:
        return base_span(draft, first, last)
    plain = analysis_of(draft).plain
    start = plain.place(last.start)
    return first.start, plain.span(start, start + run.base)[1]


def _report_event(draft: Draft, words: EntityWords) -> None:
    """What the report is about: an event named in its first sentences; its date; later words for it."""
    opening = _opening_sentences(draft)
    early = opening[-1].end if opening else 0
    event = next(
        (
            draft.entities[m.entity]
            for m in sorted(draft.mentions, key=lambda m: m.span)
            if draft.entities[m.entity].kind == "event" and m.span[0] < early
        ),
        None,
    ) or _first_event(draft, words, opening)
    if event is None and any(_tells_of_meeting(draft, sentence, words) for sentence in opening):
        event = _first_event(draft, words, draft.analysis.sentences[len(opening) :])
    if event is None:
        return
    _later_words(draft, event, words)
    for meets in (False, True):
        for sentence in opening:
            dates = [p for p in draft.periods_in((sentence.start, sentence.end)) if p.date and len(p.date) >= 10]
            named = any(m.entity == event.id for m in draft.mentions_in((sentence.start, sentence.end)))
            tells = meets and _tells_of_meeting(draft, sentence, words)
            if dates and (named or tells) and event.date is None and not _is_ahead(draft, dates[0].date or ""):
                event.date = dates[0].date


def _merge_short_projects(draft: Draft, words: EntityWords) -> None:
    """ "AES" in the heading is the "atom elektr stansiyasi" below, where the text has one of that sort."""
    for short in [e for e in draft.entities.values() if e.kind == "project"]:
        long = words.short_projects.get(plain_name(draft, short.name))
        if long is None:
            continue
        alike = [
            e
            for e in draft.entities.values()
            if e.kind == "project" and e is not short and long in plain_name(draft, e.name)
        ]
        if len(alike) == 1:
            draft.merge(alike[0], short)


def _merge_heading_event(draft: Draft) -> None:
    """The event that the heading names short and the report in full is one: "komissiya yig‘ilishi", "… komissiyasining … majlisi"."""
    if not draft.analysis.sentences:
        return
    heading = draft.analysis.sentences[0]
    opening = _opening_sentences(draft)
    named = [
        (m, draft.entities[m.entity])
        for m in sorted(draft.mentions, key=lambda m: m.span)
        if draft.entities[m.entity].kind == "event" and m.span[0] < opening[-1].end
    ]
    above = [entity for mention, entity in named if mention.span[0] < heading.end]
    below = [entity for mention, entity in named if mention.span[0] >= heading.end]
    if len({e.id for e in above}) != 1 or not below or below[0] is above[0] or above[0].form != below[0].form:
        return
    short, full = sorted((above[0], below[0]), key=lambda e: len(e.name))
    draft.merge(full, short)


def _opening_sentences(draft: Draft) -> list[Sentence]:
    """The first sentences of a report: headings and lines above it do not count."""
    found: list[Sentence] = []
    whole = 0
    for sentence in draft.analysis.sentences:
        found.append(sentence)
        whole += draft.text[sentence.start : sentence.end].rstrip().endswith((".", "!", "?", "”", "»"))
        if whole == FIRST:
            break
    return found


def _tells_of_meeting(draft: Draft, sentence: Sentence, words: EntityWords) -> bool:
    """Whether somebody received or met somebody in a sentence, or the line holds nothing but place and day."""
    tokens = draft.analysis.tokens[sentence.first : sentence.last]
    roots = {morph_of(draft, t).root for t in tokens if morph_of(draft, t).finite}
    pairs = {f"{one.lower} {morph_of(draft, two).root}" for one, two in zip(tokens, tokens[1:], strict=False)}
    if (roots | pairs) & words.meets:
        return True
    alone = not draft.text[sentence.start : sentence.end].rstrip().endswith((".", "!", "?")) and len(tokens) < 12
    return (
        alone
        and sentence.index > 0
        and not any(morph_of(draft, t).root for t in tokens)
        and _names_place(draft, tokens)
    )


def _names_place(draft: Draft, tokens: list[Token]) -> bool:
    return any((entity := draft.entity_at(t)) is not None and entity.kind == "place" for t in tokens)


def _later_words(draft: Draft, event: EntityDraft, words: EntityWords) -> None:
    """ "Toshkentda davra suhbati o‘tkazildi": the word of the event again, where no other one is named."""
    heads = [head_kind(draft, draft.analysis.tokens[m.head]) for m in draft.mentions if m.entity == event.id]
    own = {found[1] for found in heads if found is not None}
    for token in draft.analysis.tokens:
        found = head_kind(draft, token)
        if found is None or found[1] not in own or draft.mention_at(token) is not None:
            continue
        first = draft.analysis.tokens[token.i - found[1].count(" ")]
        before = next_token(draft, first, -1)
        if before is None or before.lower not in words.upcoming:
            draft.add_mention(event, (first.start, token.end), "nominal", token)


def _is_ahead(draft: Draft, date: str) -> bool:
    return bool(draft.document.published) and date[:10] > (draft.document.published or "")


def _by_phone(draft: Draft, words: EntityWords) -> bool:
    """Whether the first sentences say that people talked by telephone: then "suhbat" is that call."""
    opening = _opening_sentences(draft)
    return bool(opening) and any(
        stem_of(draft, t) in words.by_phone for t in draft.analysis.tokens[opening[0].first : opening[-1].last]
    )


def _is_to_come(draft: Draft, token: Token) -> bool:
    """ "maslahatlashuvlar o‘tkazishga kelishdi": an event that is still ahead."""
    verb = next_token(draft, token)
    morph = morph_of(draft, verb) if verb is not None else None
    return morph is not None and bool(morph.root) and morph.form in ("verbal_noun", "future")


def _is_aside(draft: Draft, token: Token) -> bool:
    """ "rasmiy tashrif bilan kelgan": how somebody came, not what the report is about."""
    following = next_token(draft, token)
    return following is not None and following.pos == "ADP" and morph_of(draft, token).case == "nom"


def _first_event(draft: Draft, words: EntityWords, sentences: list[Sentence]) -> EntityDraft | None:
    for sentence in sentences:
        for token in draft.analysis.tokens[sentence.first : sentence.last]:
            found = head_kind(draft, token)
            called = found is not None and found[1] in words.calls and _by_phone(draft, words)
            if (
                found is None
                or found[0] != "event"
                or found[1] not in words.report_events
                and not called
                or draft.mention_at(token) is not None
                or _is_aside(draft, token)
                or _is_to_come(draft, token)
            ):
                continue
            first = draft.analysis.tokens[token.i - found[1].count(" ")]
            phone = [
                t
                for t in draft.analysis.tokens[max(sentence.first, first.i - 3) : first.i]
                if t.lower in words.by_phone
            ]
            if found[1] in words.talks:
                if not phone and found[1].split()[0] not in words.by_phone:
                    continue
                first = phone[0] if phone else first
            name = name_of(draft, base_span(draft, first, token))
            tokens = draft.analysis.tokens[first.i : token.i + 1]
            entity = draft.add_entity("event", name[:1].lower() + name[1:], "report_event")
            entity.form = "call" if called else _form(draft, tokens, found[1], words)
            draft.add_mention(entity, (first.start, token.end), "nominal", token)
            return entity
    return None


def _groups(draft: Draft, words: EntityWords) -> None:
    """ "Tomonlar", "ishtirokchilar": who speaks together without a name."""
    by_stem: dict[str, EntityDraft] = {}
    by_possessed: dict[str, bool] = {}  # stems of groups whose name is a possessed form so far
    for token in draft.analysis.tokens:
        morph = morph_of(draft, token)
        country = _side_of(draft, token, words) if morph.stem in words.parties else None
        if country is not None:
            span = (country.start, token.end)
            name = name_of(draft, span)
            side = by_stem.get(name) or draft.add_entity("group", name, "side")
            by_stem[name] = side
            draft.add_mention(side, span, "nominal", token)
            continue
        if (
            morph.stem not in words.groups
            or turkic(draft).is_predicate(token.lower)
            or not morph.plural
            and not _two_of_them(draft, token, words)
            or morph.possessed
            and morph.case == "gen"
            or morph.case not in ("nom", "gen")
            or morph.possessed
            and (behind := next_token(draft, token)) is not None
            and behind.pos == "ADP"
            or _describes_noun(draft, token)
            or draft.mention_at(token) is not None
        ):
            continue
        entity = by_stem.get(morph.stem)
        pair = None if morph.plural else next_token(draft, token, -1)
        span = token.span if pair is None else (pair.start, token.end)
        if entity is None:
            entity = by_stem[morph.stem] = draft.add_entity("group", name_of(draft, span), "group")
            entity.plural = True
            by_possessed[morph.stem] = morph.possessed
        elif not morph.possessed and entity.name != name_of(draft, span) and by_possessed.pop(morph.stem, False):
            entity.name = name_of(draft, span)  # "vazirlari" in the heading, "Vazirlar" in the text
        draft.add_mention(entity, span, "nominal", token)


def _describes_noun(draft: Draft, token: Token) -> bool:
    """ "talabalar almashinuvi": it only describes the noun behind it."""
    following = next_token(draft, token)
    if following is None or following.pos != "NOUN" or morph_of(draft, token).possessed:
        return False
    morph = morph_of(draft, following)
    return morph.possessed and morph.case == "nom"


def _side_of(draft: Draft, token: Token, words: EntityWords) -> Token | None:
    """ "Finlyandiya tomoni": the country whose side speaks."""
    before = next_token(draft, token, -1)
    entity = draft.entity_at(before) if before is not None else None
    if entity is None or entity.kind != "country" or before is None or morph_of(draft, before).case != "nom":
        return None
    return before if stem_of(draft, token) in words.parties and morph_of(draft, token).case == "nom" else None


def _two_of_them(draft: Draft, token: Token, words: EntityWords) -> bool:
    """ "Ikki vazir": a number makes a group of a word in the singular."""
    before = next_token(draft, token, -1)
    return before is not None and before.lower in words.sides and not morph_of(draft, token).possessed
