"""Links that money makes: who invests in a project, who won the works on it."""

from __future__ import annotations

from collections.abc import Iterator

from communique.extract.draft import Draft, EntityDraft, Mention
from communique.extract.names import entity_words
from communique.extract.relations import (
    FINITE,
    Kinds,
    RelationWords,
    Triple,
    doers,
    is_passive,
    last_before,
    named_before,
    over,
    things,
)
from communique.extract.step_theme import thing_meant
from communique.extract.steps import step_words
from communique.language import Token

NEAR = 25  # tokens behind a verb in which its project is named
BACK = 3  # sentences back in which "the cost" can have its project


def paying(draft: Draft, words: RelationWords) -> Iterator[Triple]:
    """ "has invested $1 bn in", "is paying for the modernisation of", "has put $350 million into the project"."""
    for verb in draft.analysis.tokens:
        if verb.pos not in ("VERB", "ADJ") or not (verb.lemma in words.invest or verb.lemma in words.pay):
            continue
        if any(child.dep == "neg" for child in draft.analysis.children(verb)):
            continue
        if is_passive(draft, verb):
            if verb.lemma in words.invest:
                for project, at in things(draft, verb, ("project", "programme")):
                    for body in doers(draft, verb, ("organization",), words):
                        yield body.id, "invests_in", project.id, over(verb.span, at.span)
            continue
        summed = _has_sum(draft, verb)
        if verb.lemma in words.pay and not summed and verb.lemma not in words.pay_for:
            continue
        found = _project(draft, verb, words)
        before = draft.analysis.head_of(verb)
        if found is None and verb.dep == "conj" and before is not None and before.lemma in words.invest | words.pay:
            found = _project(draft, before, words)  # "A granted 3 million for it, and B is lending 2 million"
        if found is not None:
            payers: Kinds = ("organization", "country") if found[0].kind == "project" else ("organization",)
            for body in doers(draft, verb, payers, words):
                yield body.id, "invests_in", found[0].id, over(verb.span, found[1])


def _has_sum(draft: Draft, verb: Token) -> bool:
    """Whether money stands behind the verb."""
    sentence = draft.analysis.sentences[verb.sentence]
    return any(
        quantity.unit is not None and len(quantity.unit) == 3 and quantity.unit.isupper()
        for quantity in draft.quantities
        if verb.end <= quantity.span[0] < min(sentence.end, verb.end + 60)
    )


def _relative(draft: Draft, verb: Token) -> Token | None:
    """The verb of the relative clause: the verb itself, or the one that it is coordinated with: "which …, and in which A has invested"."""
    above = draft.analysis.head_of(verb) if verb.dep == "conj" else None
    own = any(child.tag in ("WDT", "WP") for child in draft.analysis.children(verb, "obl", "obj"))
    if above is not None and above.dep == "acl:relcl" and own:
        return above
    return verb if verb.dep == "acl:relcl" else None


def tokens_behind(draft: Draft, token: Token, nouns: frozenset[str]) -> bool:
    """Whether one of these nouns stands right behind a token: "for this | purpose"."""
    behind = draft.analysis.tokens[token.i + 1 : token.i + 2]
    return bool(behind) and behind[0].lemma in nouns


def _project(draft: Draft, verb: Token, words: RelationWords) -> tuple[EntityDraft, tuple[int, int]] | None:
    """The project behind the verb, or the one that "in which" goes back to."""
    relative = _relative(draft, verb)
    if relative is not None:
        head = draft.analysis.head_of(relative)
        entity = thing_meant(draft, head, ("project",), step_words(draft.language), strict=True) if head else None
        if entity is not None and head is not None:
            return entity, head.span
    if verb.lemma in words.invest:  # "is financing the highway"
        for entity, at in things(draft, verb, ("project", "programme")):
            if at.dep == "obj":
                return entity, at.span
    sentence = draft.analysis.sentences[verb.sentence]
    marked = False
    for token in draft.analysis.tokens[verb.i + 1 : min(sentence.last, verb.i + NEAR)]:
        if token.tag in FINITE or token.text == ";":
            break
        tied = draft.analysis.tokens[token.i - 1].lower in words.into
        if tied and token.pos == "PRON" and token.lower in words.it:  # "has granted 300 million euros for it"
            meant = thing_meant(draft, token, ("project",), step_words(draft.language))
            return (meant, token.span) if meant is not None else None
        if tied and token.lower in words.this and tokens_behind(draft, token, words.purposes):
            meant = named_before(draft, token, "project")
            return (meant, token.span) if meant is not None else None
        marked = marked or token.lower in words.into
        entity = draft.entity_at(token)
        if marked and entity is not None and entity.kind in ("project", "programme"):
            return entity, token.span
    return None


def stakes(draft: Draft, words: RelationWords) -> Iterator[Triple]:
    """ "has acquired 40 per cent of the wind farm", "bought a 12% stake in the bank"."""
    for verb in draft.analysis.tokens:
        if verb.pos != "VERB" or verb.lemma not in words.acquire or is_passive(draft, verb):
            continue
        sentence = draft.analysis.sentences[verb.sentence]
        share = False
        relative = _relative(draft, verb)
        head = draft.analysis.head_of(relative) if relative is not None else None
        if head is not None and any(c.lemma in words.stakes for c in draft.analysis.children(verb, "obj")):
            thing = thing_meant(draft, head, ("project",), step_words(draft.language), strict=True)
            if thing is not None:  # "the park, in which A has a share"
                for body in doers(draft, verb, ("organization",), words):
                    yield body.id, "invests_in", thing.id, over(verb.span, head.span)
            continue
        for token in draft.analysis.tokens[verb.i + 1 : min(sentence.last, verb.i + NEAR)]:
            if token.tag in FINITE or token.text == ";":
                break
            share = share or token.lower in words.stakes
            entity = draft.entity_at(token)
            if share and entity is not None and entity.kind in ("project", "organization"):
                for body in doers(draft, verb, ("organization",), words):
                    yield body.id, "invests_in", entity.id, over(verb.span, token.span)
                break


def finance_nouns(draft: Draft, words: RelationWords) -> Iterator[Triple]:
    """ "a loan from A and another from B", "an export credit of C", "with EBRD money"."""
    for noun in draft.analysis.tokens:
        if noun.lemma not in words.money or noun.pos not in ("NOUN", "PROPN"):
            continue
        lenders = list(_lenders(draft, noun, words))
        if not lenders:
            continue
        project = _meant(draft, noun, words)
        if project is not None:
            for lender, mention in lenders:
                yield lender.id, "invests_in", project.id, over(noun.span, mention.span)


def _lenders(draft: Draft, noun: Token, words: RelationWords) -> Iterator[tuple[EntityDraft, Mention]]:
    tokens = draft.analysis.tokens
    before = draft.mention_at(noun.i - 1) if noun.i else None
    if before is not None and before.span[1] <= noun.start and draft.entities[before.entity].kind == "organization":
        yield draft.entities[before.entity], before
        return
    sentence = draft.analysis.sentences[noun.sentence]
    found: list[Mention] = []  # lenders behind "from", then those in one row with them
    for token in tokens[noun.i + 1 : min(sentence.last, noun.i + NEAR)]:
        if token.tag in FINITE or token.text == ";":
            return
        mention = draft.mention_at(token)
        if mention is None or draft.entities[mention.entity].kind != "organization" or mention.span[0] != token.start:
            continue
        left = tokens[token.i - 2 if tokens[token.i - 1].pos == "DET" else token.i - 1]
        row = {",", *entity_words(draft.language).join_and}
        if left.lower in words.from_ or found and left.lower in row and found[-1].span[1] >= left.start - 1:
            found.append(mention)
            yield draft.entities[mention.entity], mention


def _meant(draft: Draft, noun: Token, words: RelationWords) -> EntityDraft | None:
    """The project that the money is for: named in the sentence, or before where the sentence speaks of its cost."""
    found = last_before(draft, noun, "project", "programme")
    if found is not None:
        return found[0]
    sentence = draft.analysis.sentences[noun.sentence]
    tokens = draft.analysis.sentence_tokens(sentence)
    for token in tokens[noun.i - sentence.first :]:
        entity = draft.entity_at(token)
        if entity is not None and entity.kind == "project":
            return entity
    if not any(token.lemma in words.sums for token in tokens):
        return None
    near = [
        mention
        for mention in draft.mentions
        if mention.span[1] <= noun.start
        and draft.entities[mention.entity].kind == "project"
        and mention.head >= 0
        and noun.sentence - draft.analysis.tokens[mention.head].sentence <= BACK
    ]
    return draft.entities[max(near, key=lambda mention: mention.span).entity] if near else None


def works_won(draft: Draft, words: RelationWords) -> Iterator[Triple]:
    """ "has won a tender for the stretch": the winner builds."""
    for verb in draft.analysis.tokens:
        if verb.pos != "VERB" or verb.lemma not in words.win:
            continue
        prize = draft.analysis.child(verb, "obj")
        if prize is None or prize.lemma not in words.works_won:
            continue
        found = _project(draft, verb, words)
        if found is not None:
            for body in doers(draft, verb, ("organization",), words):
                yield body.id, "builds", found[0].id, over(verb.span, found[1])
