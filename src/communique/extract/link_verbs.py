"""Links that a verb says: who signs, builds, operates, organizes, hosts, chairs, attends."""

from __future__ import annotations

from collections.abc import Iterator

from communique.extract.draft import Draft, EntityDraft
from communique.extract.relations import (
    FINITE,
    Kinds,
    RelationWords,
    Triple,
    doers,
    is_passive,
    last_before,
    main_two,
    members,
    named_before,
    over,
    people_from,
    things,
)
from communique.extract.step_theme import thing_meant
from communique.extract.steps import step_words
from communique.language import Token
from communique.record import Relation

TABLE: dict[Relation, tuple[Kinds, Kinds]] = {
    "builds": (("organization",), ("project",)),
    "operates": (("organization",), ("project",)),
    "organizes": (("organization",), ("event",)),
    "hosts": (("organization", "country"), ("event",)),
    "takes_part_in": (("person",), ("event",)),
    "leads": (("person",), ("event", "organization")),
}


LOOSE = (
    "leads",
    "organizes",
    "hosts",
)  # the participle may hang on a place behind the event: "the forum at the university, organised by"


RELATIVE: tuple[Relation, ...] = ("builds", "operates")
TIED = ("acl", "acl:relcl")  # of a participle or a relative clause to its noun
CLAUSE = 16  # tokens of a relative clause behind a project
WITH = 14  # tokens behind "with" in which the other side is named


def _verbs(draft: Draft) -> Iterator[Token]:
    for token in draft.analysis.tokens:
        if token.pos == "VERB" and not any(child.dep == "neg" for child in draft.analysis.children(token)):
            yield token


def by_verb(draft: Draft, words: RelationWords) -> Iterator[Triple]:
    """ "will build", "organized by", "which he chairs jointly with", "attended the ceremony"."""
    for verb in _verbs(draft):
        for relation, (who, what) in TABLE.items():
            if verb.lemma not in words.verbs[relation]:
                continue
            if relation == "hosts" and verb.lemma in words.hold:  # "the Centre held a round table", no two states
                own = [c for n in draft.analysis.children(verb, "obj") for c in draft.analysis.children(n, "nmod:poss")]
                own += [
                    n for n in draft.analysis.children(verb, "obj") if n.lemma in step_words(draft.language).sittings
                ]
                who = ("organization",) if not is_passive(draft, verb) and not own else ()
            people = doers(draft, verb, who, words)
            if not people:
                continue
            done = things(draft, verb, what)
            if relation == "leads" and is_passive(draft, verb) and _of_delegation(draft, verb, words):
                people = [one for one in people if _is_chair(draft, one, words)]
            if not done and relation in LOOSE and is_passive(draft, verb):
                near = last_before(draft, verb, *what)
                done = [(near[0], verb)] if near is not None else []
            for thing, at in done[:1]:
                for doer in people:
                    yield doer.id, relation, thing.id, over(verb.span, at.span)


def _is_chair(draft: Draft, person: EntityDraft, words: RelationWords) -> bool:
    """Who chairs the body leads it, not only its delegation."""
    titles = {word for post in draft.posts if post.person == person.id for word in post.title.lower().split()}
    return bool(titles & words.chairs)


def _of_delegation(draft: Draft, verb: Token, words: RelationWords) -> bool:
    """ "a delegation of the company headed by": who is led stands right before the verb."""
    row = draft.analysis.tokens[max(0, verb.i - 14) : verb.i]
    return any(token.lemma in words.delegation and token.sentence == verb.sentence for token in row)


def owning(draft: Draft, words: RelationWords) -> Iterator[Triple]:
    """ "the Group opened its plant": the subject's own project is one that it operates."""
    for verb in _verbs(draft):
        if verb.lemma not in words.own or is_passive(draft, verb):
            continue
        for noun in draft.analysis.children(verb, "obj"):
            owner = draft.analysis.child(noun, "nmod:poss")
            project = draft.entity_at(noun)
            if owner is None or owner.lower not in words.its or project is None or project.kind != "project":
                continue
            for body in doers(draft, verb, ("organization",), words):
                yield body.id, "operates", project.id, over(verb.span, noun.span)


def signing(draft: Draft, words: RelationWords) -> Iterator[Triple]:
    """People sign; the countries and bodies for which they sign, or which sign, are parties."""
    for verb in _verbs(draft):
        if verb.lemma not in words.sign or any(
            aux.lower in words.future for aux in draft.analysis.children(verb, "aux")
        ):
            continue
        papers = things(draft, verb, ("agreement",))
        if not papers:
            continue
        paper, at = papers[0]
        span = over(verb.span, at.span)
        people = doers(draft, verb, ("person",), words)
        people += [one for one in _on_behalf(draft, verb, words) if one not in people]
        if verb.lemma not in words.ratify:
            for person in people:
                yield person.id, "signed", paper.id, span
                for post in draft.posts:
                    if post.person == person.id and post.organization is not None and is_passive(draft, verb):
                        yield post.organization, "party_to", paper.id, span
        if people:
            for other, where in _signed_with(draft, verb, ("person",), words):
                yield other.id, "signed", paper.id, over(verb.span, where)
            continue
        states: Kinds = ("country",) if verb.lemma in words.ratify else ("country", "organization")
        bodies = doers(draft, verb, states, words, governments=True)
        bodies = bodies or _we(draft, verb, words)
        bodies = bodies or _two_countries(draft, verb, words)
        for body in bodies:
            plain = body.kind == "organization" and not is_passive(draft, verb) and verb.lemma not in words.ratify
            yield body.id, "signed" if plain else "party_to", paper.id, span
            for other, where in _signed_with(draft, verb, ("organization",), words) if plain else ():
                yield other.id, "signed", paper.id, over(verb.span, where)
        for child in draft.analysis.children(verb, "obl"):  # "signed a contract with B"
            if draft.analysis.marker(child) in words.between:
                for body in members(draft, child, ("organization", "country")):
                    yield body.id, "party_to", paper.id, span


def _we(draft: Draft, verb: Token, words: RelationWords) -> list[EntityDraft]:
    """ "which we signed with B", said by a minister of A: A."""
    subject = draft.analysis.subject(verb)
    statement = draft.statement_at(verb.span)
    if subject is None or subject.lower not in words.we or statement is None or statement.speaker is None:
        return []
    codes = {post.represents for post in draft.posts if post.person == statement.speaker and post.represents}
    return [e for e in draft.entities.values() if e.kind == "country" and e.country in codes]


def _signed_with(
    draft: Draft, verb: Token, kinds: Kinds, words: RelationWords
) -> Iterator[tuple[EntityDraft, tuple[int, int]]]:
    """ "signed a memorandum on digital registers | with the minister X": who stands behind "with", read along the line."""
    sentence = draft.analysis.sentences[verb.sentence]
    row = draft.analysis.tokens[verb.i + 1 : sentence.last]
    at = next((i for i, token in enumerate(row) if token.lower in words.partner), None)
    if at is None or any(token.tag in FINITE or token.text in ";:" for token in row[:at]):
        return
    for token in row[at + 1 : at + 1 + WITH]:
        if token.tag in FINITE or token.text in ",;:(" or token.pos == "CCONJ":
            return
        here = (m for m in draft.mentions_in((token.start, sentence.end)) if m.span[0] == token.start)
        mention = next((m for m in here if draft.entities[m.entity].kind in kinds and m.form != "pronoun"), None)
        if mention is not None:
            yield draft.entities[mention.entity], mention.span
            return


def _two_countries(draft: Draft, verb: Token, words: RelationWords) -> list[EntityDraft]:
    """ "which the two countries signed": the two that the text speaks of more than of any other."""
    subject = draft.analysis.subject(verb)
    if subject is None or subject.lemma not in words.pair:
        return []
    return main_two(draft) if any(c.lower in words.two for c in draft.analysis.children(subject)) else []


def signed_by_both(draft: Draft, words: RelationWords) -> Iterator[Triple]:
    """ "the agreement on investments, which the two countries signed in 2016", read along the line."""
    for mention in list(draft.mentions):
        paper = draft.entities[mention.entity]
        if paper.kind != "agreement" or mention.form == "pronoun":
            continue
        last = draft.analysis.tokens_in(mention.span)[-1].i
        row = [
            t for t in draft.analysis.tokens[last + 1 : last + 9] if t.sentence == draft.analysis.tokens[last].sentence
        ]
        at = next((i for i, t in enumerate(row) if t.lower in words.two), None)
        if (
            at is None
            or len(row) < at + 3
            or row[at + 1].lemma not in words.pair
            or row[at + 2].lemma not in words.sign
        ):
            continue
        if any(token.pos in ("VERB", "AUX") for token in row[:at]):
            continue
        for country in main_two(draft):
            yield country.id, "party_to", paper.id, over(mention.span, row[at + 2].span)


def their_paper(draft: Draft, words: RelationWords) -> Iterator[Triple]:
    """ "the two countries celebrate the 20th anniversary of their Air Services Agreement": those whom "their" means are parties."""
    for mention in list(draft.mentions):
        paper = draft.entities[mention.entity]
        first = draft.analysis.token_at(mention.span[0])
        if paper.kind != "agreement" or first is None or not first.i:
            continue
        owner = next((t for t in draft.analysis.tokens[max(0, first.i - 3) : first.i] if t.lower in words.theirs), None)
        verb = next((t for t in draft.analysis.ancestors(first) if t.pos in ("VERB", "AUX")), None)
        subject = draft.analysis.subject(verb) if verb is not None else None
        if owner is None or subject is None or subject.i > owner.i:
            continue
        both = subject.lemma in words.pair and any(c.lower in words.two for c in draft.analysis.children(subject))
        sides = main_two(draft) if both else members(draft, subject, ("country",))
        if len(sides) == 2:
            for side in sides:
                yield side.id, "party_to", paper.id, over(subject.span, mention.span)


def presiding(draft: Draft, words: RelationWords) -> Iterator[Triple]:
    """ "took place under the co-chairmanship of A and B"."""
    for noun in draft.analysis.tokens:
        if noun.lemma not in words.presiding or noun.i + 1 >= len(draft.analysis.tokens):
            continue
        if draft.analysis.tokens[noun.i + 1].lower not in words.from_:
            continue
        event = last_before(draft, noun, "event")
        for person in people_from(draft, noun.i + 2, draft.analysis.sentences[noun.sentence].last):
            if event is not None:
                yield person.id, "leads", event[0].id, over(event[1].span, noun.span)


def _on_behalf(draft: Draft, verb: Token, words: RelationWords) -> list[EntityDraft]:
    """ "A signed it on behalf of the ministry and B on behalf of the firm"."""
    found = []
    sentence = draft.analysis.sentences[verb.sentence]
    for token in draft.analysis.sentence_tokens(sentence):
        if token.lower in words.behalf and token.i - 2 > sentence.first and token.i > verb.i:
            entity = draft.entity_at(token.i - 2)
            if entity is not None and entity.kind == "person":
                found.append(entity)
    return found


def pen_to_paper(draft: Draft, words: RelationWords) -> Iterator[Triple]:
    """ "A and B have put pen to paper on an agreement"."""
    at = draft.text.find(words.pen_to_paper)
    verb = draft.analysis.token_at(at) if at >= 0 else None
    if verb is None or verb.pos != "VERB":
        return
    end = at + len(words.pen_to_paper)
    sentence = draft.analysis.sentences[verb.sentence]
    paper = next(
        (
            (mention, draft.entities[mention.entity])
            for mention in draft.mentions_in((end, sentence.end))
            if draft.entities[mention.entity].kind == "agreement"
        ),
        None,
    )
    if paper is not None:
        for body in doers(draft, verb, ("country", "organization"), words):
            yield body.id, "party_to", paper[1].id, (at, paper[0].span[1])


def parties(draft: Draft, words: RelationWords) -> Iterator[Triple]:
    """ "A and B are parties to the agreement", "the agreement, to which A and B are parties"."""
    for token in draft.analysis.tokens:
        if token.lemma not in words.party or token.dep != "attr":
            continue
        verb = draft.analysis.head_of(token)
        if verb is None or any(child.dep == "neg" for child in draft.analysis.children(verb)):
            continue
        bodies = doers(draft, verb, ("country", "organization"), words)
        noun = draft.analysis.head_of(verb) if verb.dep == "acl:relcl" else None
        for child in draft.analysis.children(token, "nmod"):
            noun = child
        paper = thing_meant(draft, noun, ("agreement",), step_words(draft.language), strict=True) if noun else None
        if paper is not None:
            for body in bodies:
                yield body.id, "party_to", paper.id, over(verb.span, token.span)


def attendance(draft: Draft, words: RelationWords) -> Iterator[Triple]:
    """Who is at an event that is not named again: "participated as well", "the delegations were headed by"."""
    for verb in draft.analysis.tokens:
        if verb.pos not in ("VERB", "AUX"):
            continue
        people: list[EntityDraft] = []
        event: EntityDraft | None = None
        kinds: Kinds = ("event",)
        taken = words.take_part.get(verb.lemma)
        if taken and any(child.lower in taken for child in draft.analysis.children(verb, "obj")):
            part = draft.analysis.child(verb, "obj")
            people = doers(draft, verb, ("person",), words)
            near = draft.analysis.children(verb, "obl") + (draft.analysis.children(part, "nmod") if part else [])
            event = next((e for n in near if (e := draft.entity_at(n)) is not None and e.kind == "event"), None)
        elif verb.lemma in words.verbs["leads"] and verb.pos == "VERB" and is_passive(draft, verb):
            subject = draft.analysis.subject(verb)
            if subject is not None and subject.lemma in words.delegation and subject.tag == "NNS":
                people, event = doers(draft, verb, ("person",), words), _event(draft, verb)
        elif verb.lemma in words.verbs["takes_part_in"] and not things(draft, verb, kinds):
            if draft.analysis.child(verb, "obj") is None:
                people, event = doers(draft, verb, ("person",), words), _event(draft, verb)
        elif verb.lemma in words.appear and verb.pos == "VERB" and is_passive(draft, verb):
            found = things(draft, verb, kinds)
            people, event = doers(draft, verb, ("person",), words), found[0][0] if found else None
        elif any(child.lower in words.present for child in draft.analysis.children(verb, "acomp")):
            people, event = doers(draft, verb, ("person",), words), _event(draft, verb)
        if event is not None:
            for person in people:
                yield person.id, "takes_part_in", event.id, verb.span


def taking_the_chair(draft: Draft, words: RelationWords) -> Iterator[Triple]:
    """ "A and B took the chair"."""
    for verb in _verbs(draft):
        chairs = words.take_chair.get(verb.lemma)
        if not chairs or not any(child.lower in chairs for child in draft.analysis.children(verb, "obj")):
            continue
        event = _event(draft, verb)
        for person in doers(draft, verb, ("person",), words) if event is not None else ():
            if event is not None:
                yield person.id, "leads", event.id, verb.span


def _event(draft: Draft, token: Token) -> EntityDraft | None:
    """The event named last, at most four sentences back."""
    near = [
        mention
        for mention in draft.mentions
        if draft.entities[mention.entity].kind == "event"
        and mention.span[1] <= token.start
        and mention.head >= 0
        and token.sentence - draft.analysis.tokens[mention.head].sentence <= 4
    ]
    return draft.entities[max(near, key=lambda mention: mention.span).entity] if near else None


def bearing_signatures(draft: Draft, words: RelationWords) -> Iterator[Triple]:
    """ "the paper bears the signatures of A and B"."""
    for verb in _verbs(draft):
        noun = draft.analysis.child(verb, "obj") if verb.lemma in words.bear else None
        if noun is None or noun.lemma not in words.signature:
            continue
        subject = draft.analysis.subject(verb)
        paper = thing_meant(draft, subject, ("agreement",), step_words(draft.language)) if subject is not None else None
        paper = paper or named_before(draft, verb, "agreement")
        if paper is not None:
            for person in people_from(draft, noun.i + 1, draft.analysis.sentences[verb.sentence].last):
                yield person.id, "signed", paper.id, over(verb.span, noun.span)


def relative_doers(draft: Draft, words: RelationWords) -> Iterator[Triple]:
    """ "the plant that the firm X is building near Y", read along the line: the parse loses many such clauses."""
    for mention in list(draft.mentions):
        project = draft.entities[mention.entity]
        if project.kind != "project" or mention.form == "pronoun":
            continue
        last = draft.analysis.tokens_in(mention.span)[-1]
        row = [t for t in draft.analysis.tokens[last.i + 1 : last.i + 1 + CLAUSE] if t.sentence == last.sentence]
        if row and row[0].text == ",":
            row = row[1:]
        if not row or row[0].lower not in words.relatives:
            continue
        at = next((i for i, token in enumerate(row) if token.pos == "VERB" and i > 1 and token.tag != "VBN"), None)
        at = at if at is not None and not (row[at].tag == "VBN" and row[at].dep == "amod") else None
        if at is None:
            continue
        verb = row[at]
        found: list[Relation] = [r for r in RELATIVE if verb.lemma in words.verbs[r]]
        if any(token.text in ",;" or token.pos in ("CCONJ", "SCONJ") for token in row[1:at]):
            continue
        bodies = [e for t in row[1:at] if (e := draft.entity_at(t)) is not None and e.kind == "organization"]
        if not found or not bodies or any(c.dep == "neg" for c in draft.analysis.children(verb)):
            continue
        for body in dict.fromkeys(one.id for one in bodies):
            yield body, found[0], project.id, over(mention.span, verb.span)
        behind = row[at + 1 : at + 4]
        if len(behind) > 1 and behind[0].lower in words.place:
            place = next((e for t in behind[1:] if (e := draft.entity_at(t)) is not None and e.kind == "place"), None)
            if place is not None:
                yield project.id, "located_in", place.id, over(mention.span, behind[-1].span)


def under_construction(draft: Draft, words: RelationWords) -> Iterator[Triple]:
    """ "is under construction near Nadi", "is being built in Lima": where a project's works are."""
    for verb in draft.analysis.tokens:
        if verb.pos not in ("VERB", "AUX"):
            continue
        subject = draft.analysis.subject(verb) or (draft.analysis.head_of(verb) if verb.dep in TIED else None)
        project = draft.entity_at(subject) if subject is not None else None
        if project is None or project.kind != "project":
            continue
        nouns = [c for c in draft.analysis.children(verb, "obl", "attr", "nmod") if c.lemma in words.construction]
        built = verb.lemma in words.verbs["builds"] and (
            is_passive(draft, verb) or verb.dep in TIED and verb.tag == "VBN"
        )
        if not nouns and not built and verb.lemma not in words.opened:
            continue
        for child in [c for top in (verb, *nouns) for c in draft.analysis.children(top, "obl", "nmod")]:
            place = draft.entity_at(child)
            if place is not None and place.kind == "place" and draft.analysis.marker(child) in words.place:
                yield project.id, "located_in", place.id, over(verb.span, child.span)
                break


def settled(draft: Draft, words: RelationWords) -> Iterator[Triple]:
    """ "which has been operating in Dushanbe since 1996"."""
    for verb in _verbs(draft):
        if verb.lemma not in words.go_on:
            continue
        subject = draft.analysis.subject(verb)
        if subject is not None and subject.tag in ("WDT", "WP"):
            subject = draft.analysis.head_of(verb)
        if subject is None and verb.dep == "acl":
            subject = draft.analysis.head_of(verb)
        body = draft.entity_at(subject) if subject is not None else None
        if body is None or body.kind not in ("organization", "project"):
            continue
        for child in draft.analysis.children(verb, "obl"):
            place = draft.entity_at(child)
            if place is not None and place.kind == "place" and draft.analysis.marker(child) in words.place:
                yield body.id, "located_in", place.id, over(verb.span, child.span)
