"""The thing that a figure is about: the project, programme or body that its clause speaks of (ordered rules, first answer wins)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import regex

from communique.extract.clauses import anchor_of, said_of, verb_above
from communique.extract.draft import Draft, EntityDraft, Quantity
from communique.extract.figure_words import FigureWords, figure_words
from communique.extract.items import item_at
from communique.extract.measures import Measure
from communique.language import Token
from communique.record import EntityKind

THINGS: tuple[EntityKind, ...] = ("project", "programme")
OWNERS: tuple[EntityKind, ...] = ("project", "programme", "organization")
NOMINAL = ("NOUN", "PROPN", "X")
DEPTH = 3
ITEM = regex.compile(r"\s*\(?\d{1,2}(?:\.\d{1,2})*[.)]\s")
BACK = 2  # sentences back in which a thing may have been named that is spoken of without its name
FAR_BACK = 6  # the same for a measure that only a project has


@dataclass(slots=True)
class Thing:
    """What a figure is about; ``near``: its own clause or its words say so, not only what was spoken of before."""

    entity: EntityDraft
    rule: str
    near: bool = True
    asked: bool = False  # the question that is answered names it, and it alone


@dataclass(slots=True)
class Clause:
    """A figure in its clause, as the rules look at it."""

    draft: Draft
    quantity: Quantity
    head: Token  # of the measure, or the number's own
    anchor: Token
    own: set[int]
    words: FigureWords


def thing_of(draft: Draft, quantity: Quantity, measure: Measure | None) -> Thing | None:
    """The project, programme or body that a figure is about, or ``None``."""
    anchor = anchor_of(draft, quantity)
    if anchor is None:
        return None
    own = {t.i for t in draft.analysis.tokens_in(quantity.span)}
    clause = Clause(
        draft, quantity, measure.head if measure is not None else anchor, anchor, own, figure_words(draft.language)
    )
    for rule in RULES:
        if rule in (_pointed_at, _asked, _spoken_of) and _has_own_thing(clause):
            return None
        found = rule(clause)
        if found is not None:
            name = rule.__name__.strip("_")
            return Thing(found, name, near=rule not in (_asked, _spoken_of), asked=rule is _asked)
    return None


def _named_at(draft: Draft, token: Token, kinds: tuple[EntityKind, ...]) -> EntityDraft | None:
    headed = next((entity for entity in draft.entities_headed_by(token) if entity.kind in kinds), None)
    entity = headed or draft.entity_at(token)
    return entity if entity is not None and entity.kind in kinds else None


def _below(draft: Draft, noun: Token, kinds: tuple[EntityKind, ...], whose: frozenset[str]) -> EntityDraft | None:
    """The thing that a noun is, belongs to or is for: "capacity of the plant", "the plant's capacity", "construction of the line"."""
    level = [noun]
    for _ in range(DEPTH):
        for token in level:
            found = _named_at(draft, token, kinds)
            if found is not None:
                return found
        level = [
            child
            for token in level
            for child in draft.analysis.children(token, "nmod", "nmod:poss", "compound", "appos", "obl", "pobj")
            if child.dep not in ("nmod", "obl") or draft.analysis.marker(child) in whose
        ]
    return None


def _in_measure(clause: Clause) -> EntityDraft | None:
    draft, head = clause.draft, clause.head
    if head.pos not in NOMINAL:
        return None
    found = _below(draft, head, THINGS, clause.words.whose)
    if found is None and head.lemma in clause.words.thing_nouns and draft.analysis.children(head, "compound", "amod"):
        named = any(c.pos == "PROPN" for c in draft.analysis.children(head, "compound", "amod"))
        return _last(draft, head.start, head.sentence, head) if named else None
    return found


def _before_bracket(clause: Clause) -> EntityDraft | None:
    """ "two stations, Yavan (140 MW) and …": a bare amount in brackets says something of the name before them."""
    draft, span = clause.draft, clause.quantity.span
    left, right = draft.text[: span[0]].rstrip(), draft.text[span[1] :].lstrip()
    if not left.endswith("(") or not right.startswith(")"):
        return None
    token = draft.analysis.token_at(len(left[:-1].rstrip()) - 1)
    if token is None:
        return None
    ends = [m for m in draft.mentions if m.span[1] == token.end and draft.entities[m.entity].kind == "project"]
    if ends:  # "a plant in Ganja ($8.5 million)"
        return draft.entities[min(ends, key=lambda m: m.span[0]).entity]
    return _named_at(draft, token, (*THINGS, "place"))


def _described(clause: Clause) -> EntityDraft | None:
    """ "a plant with a capacity of 5 MW", "Mixue, a chain with 45,000 outlets", "the road, 162 km long": the noun above."""
    analysis = clause.draft.analysis
    at = clause.head if clause.head.pos in NOMINAL else clause.anchor
    for _ in range(5):
        above = analysis.head_of(at)
        if above is None or at.dep not in (
            "nmod",
            "appos",
            "compound",
            "amod",
            "nummod",
            "acl",
            "advmod",
            "nmod:poss",
            "acl:relcl",
            "conj",
        ):
            return None
        if at.dep == "conj" and above.pos not in NOMINAL:
            return None
        if above.pos in NOMINAL:
            marker = analysis.marker(at)
            kinds = OWNERS if at.dep in ("appos", "acl", "acl:relcl") or marker in clause.words.with_ else THINGS
            found = _named_at(clause.draft, above, kinds) or _below(clause.draft, above, THINGS, clause.words.whose)
            if found is not None:
                return found
        at = above
    return None


def _verbs(clause: Clause) -> Iterator[Token]:
    """The verb of the clause, and those above it that share its subject or that it describes."""
    at = verb_above(clause.draft, clause.head if clause.head.pos not in ("NUM", "SYM") else clause.anchor)
    for _ in range(4):
        if at is None:
            return
        yield at
        if at.dep not in ("xcomp", "advcl", "conj", "acl", "acl:relcl", "pcomp"):
            return
        above = clause.draft.analysis.head_of(at)
        if above is not None and at.dep in ("acl", "acl:relcl"):
            yield above
            return
        at = verb_above(clause.draft, above) if above is not None and above.pos not in ("VERB", "AUX") else above


def _of_clause(clause: Clause) -> EntityDraft | None:
    """The subject of the clause, else what is made, bought or paid for in it."""
    draft, analysis = clause.draft, clause.draft.analysis
    for verb in _verbs(clause):
        if verb.pos in NOMINAL:  # the noun that the clause describes
            while verb.dep == "nmod" and verb.lemma not in clause.words.thing_nouns and verb.i < clause.anchor.i:
                above = analysis.head_of(verb)
                if above is None or above.lemma not in clause.words.thing_nouns:
                    break
                verb = above  # "a line of about 1,500 km meant to carry …": the line is meant
            found = _below(draft, verb, OWNERS if clause.quantity.unit in (None, "%") else THINGS, clause.words.whose)
            if found is None and verb.dep == "appos" and (named := analysis.head_of(verb)) is not None:
                found = _named_at(draft, named, THINGS)  # "the campus, a project financed through a loan of …"
            if found is not None:
                return found
            continue
        subject = said_of(draft, verb, clause.own)
        relative = subject is not None and subject.lower in clause.words.relative
        if relative:
            subject = analysis.head_of(verb)
        counts = clause.quantity.unit is None and verb.lemma in clause.words.possess
        if subject is not None and subject.pos in NOMINAL:
            found = _below(draft, subject, OWNERS if counts else THINGS, clause.words.whose)
            if found is not None:
                return found
            if relative and subject.lemma in clause.words.thing_nouns:
                return None  # "the depot at …, which will employ 400 people": a thing without an entity of its own
        gerunds = [c for c in analysis.children(verb, "advcl", "xcomp") if c.tag == "VBG" and c.i > clause.anchor.i]
        for child in (c for v in (verb, *gerunds) for c in analysis.children(v, "obj", "obl", "attr")):
            if child.i in clause.own or child.dep == "obl" and analysis.marker(child) not in clause.words.into:
                continue
            found = _below(draft, child, THINGS, clause.words.whose)
            if found is not None:
                return found
    return None


def _has_own_thing(clause: Clause) -> bool:
    """ "the depot at …, which will employ 400 people": the clause speaks of a thing that has no entity; no other is meant."""
    for verb in _verbs(clause):
        if verb.pos not in ("VERB", "AUX") or verb.dep != "acl:relcl":
            continue
        said = clause.draft.analysis.children(verb, "nsubj", "nsubj:pass", "obl")
        above = clause.draft.analysis.head_of(verb)
        if any(one.lower in clause.words.relative for one in said) and above is not None and above.pos in NOMINAL:
            return above.lemma in clause.words.thing_nouns or above.pos == "PROPN"
    return False


def _pointed_at(clause: Clause) -> EntityDraft | None:
    """ "It will cost $5 billion", "its capacity", "the branch", "half of the cost": the thing spoken of last."""
    draft, analysis, words = clause.draft, clause.draft.analysis, clause.words
    verbs = [verb for verb in _verbs(clause) if verb.pos in ("VERB", "AUX")]
    subjects = [said for verb in verbs if (said := said_of(draft, verb, clause.own)) is not None]
    owners = [c for noun in (clause.head, *subjects) for c in analysis.children(noun, "nmod:poss")]
    owners += [c for noun in (clause.head, *subjects) for c in analysis.children(noun, "det") if c.tag == "PRP$"]
    first = [] if subjects else [analysis.tokens[analysis.sentences[clause.anchor.sentence].first]]
    if any(token.lower in words.back for token in (*subjects, *owners, *first)):
        return _last(draft, clause.quantity.span[0], clause.anchor.sentence, None)
    aimed = [c for verb in verbs for c in analysis.children(verb, "obl") if c.lemma in words.purposes]
    if any(child.lower in words.pointing for c in aimed for child in analysis.children(c, "det")):
        return _last(
            draft, clause.anchor.start, clause.anchor.sentence, None
        )  # "a credit of $350 million for this purpose"
    cased = not words.infinitive  # where cases show what a noun is, it may stand before its verb: "на неё выделено"
    for_it = [c for v in verbs for c in analysis.children(v, "obl") if c.pos == "PRON" and (cased or c.i > v.i)]
    for_it += [c for c in analysis.children(clause.anchor, "nmod") if c.pos == "PRON" and not cased]
    if any(analysis.marker(c) in words.whose and c.lower in words.back for c in for_it):
        # "has granted 3 million euros for it"
        return _last(draft, clause.anchor.start, clause.anchor.sentence, None, kinds=THINGS if cased else ("project",))
    nouns = [c for verb in verbs for c in analysis.children(verb, "nsubj", "nsubj:pass", "obj", "obl")]
    into = [n for n in nouns if n.dep == "obl" and analysis.marker(n) in words.into and n.i not in clause.own]
    if any(c.tag == "PRP$" and c.lower in words.back for n in into for c in analysis.children(n, "det")):
        return _last(draft, clause.anchor.start, clause.anchor.sentence, None)  # "на её обновление"
    for noun in (clause.head, *nouns):
        definite = any(c.lower in words.definite for c in analysis.children(noun, "det"))
        if noun.lemma in words.generic and any(c.lower in words.ordinals for c in analysis.children(noun, "amod")):
            return _last(draft, noun.start, clause.anchor.sentence, None)  # "a second line will lift output"
        raised = noun.dep == "obj" and noun.lemma in words.parts_of_things and not analysis.children(noun, "det")
        if raised and not analysis.children(noun, "nmod", "compound", "nmod:poss", "amod"):
            return _last(draft, noun.start, clause.anchor.sentence, None)  # "will lift output to one million tonnes"
        told = [c for c in analysis.children(noun, "nmod") if "," not in draft.text[noun.end : c.start]]
        if not definite or noun.i in clause.own or told:
            continue
        if noun.lemma in words.thing_nouns:
            return _last(draft, noun.start, clause.anchor.sentence, noun)
        if (named := _named_with(draft, noun)) is not None:
            return named
        if noun.lemma in words.parts_of_things:
            return _last(draft, noun.start, clause.anchor.sentence, None, FAR_BACK)
    return None


def _named_with(draft: Draft, noun: Token) -> EntityDraft | None:
    """ "the data centre", "the hospital": the one project named before whose name has these words."""
    row = [c.lower for c in draft.analysis.children(noun, "compound", "amod") if c.i < noun.i]
    item = item_at(draft, noun.start, headed=True)
    found = {}
    for mention in draft.mentions:
        entity = draft.entities[mention.entity]
        before = mention.span[1] <= noun.start and (item is None or item[0] <= mention.span[0])
        if before and entity.kind == "project" and {noun.lower, *row} <= set(entity.name.lower().split()):
            found[entity.id] = entity
    return next(iter(found.values())) if len(found) == 1 else None


def _asked(clause: Clause) -> EntityDraft | None:
    """ "And the port at Axim? – Norad is paying 85 million": the one project that the question before names."""
    draft = clause.draft
    at = draft.analysis.sentences[clause.anchor.sentence]
    for sentence in reversed(draft.analysis.sentences[max(0, at.index - FAR_BACK) : at.index]):
        inside = draft.mentions_in((sentence.start, sentence.end))
        named = {m.entity for m in inside if draft.entities[m.entity].kind == "project"}
        if draft.text[sentence.start : sentence.end].rstrip("”\"»' ").endswith("?"):
            return draft.entities[named.pop()] if len(named) == 1 else None
        if named:
            return None  # the answer itself has come to speak of another
    return None


def _spoken_of(clause: Clause) -> EntityDraft | None:
    """The project that the sentences before speak of, back to the heading in capitals that they stand under."""
    draft, sentence = clause.draft, clause.anchor.sentence
    rows = range(sentence, max(0, sentence - FAR_BACK), -1)
    reach = next((sentence - at for at in rows if _is_heading(draft, at) or _opens_item(draft, at)), FAR_BACK)
    return _last(draft, clause.quantity.span[0], sentence, None, reach=reach)


def _is_heading(draft: Draft, at: int) -> bool:
    """ "CLIMATE: GHANA SELLS": a line in capitals without a stop, which begins a part of a bulletin."""
    sentence = draft.analysis.sentences[at]
    line = draft.text[sentence.start : sentence.end].rstrip()
    return line.isupper() and line[-1:] not in (".", "!", "?", ";", ",")


def _opens_item(draft: Draft, at: int) -> bool:
    """ "7. Korea will …": the first sentence of a numbered item, which begins to speak of something else."""
    if not figure_words(draft.language).items_apart:
        return False
    sentence = draft.analysis.sentences[at]
    start = draft.text.rfind("\n", 0, sentence.start) + 1
    return ITEM.match(draft.text, start) is not None and not draft.text[start : sentence.start].strip(
        " \t0123456789.)("
    )


def _last(
    draft: Draft,
    before: int,
    sentence: int,
    noun: Token | None,
    reach: int = BACK,
    kinds: tuple[EntityKind, ...] = ("project",),
) -> EntityDraft | None:
    """The project named last before a place, at most some sentences back.

    With a ``noun`` one of that name goes first, and a name beside the noun must be its own: "the Aral project".
    """
    beside = draft.analysis.children(noun, "compound", "amod", "nmod:poss") if noun is not None else []
    names = {child.lower for child in beside if child.pos == "PROPN"}
    item = item_at(draft, before, headed=True)
    best: tuple[int, int, int] | None = None
    found: EntityDraft | None = None
    for mention in draft.mentions:
        entity = draft.entities[mention.entity]
        if mention.span[1] > before or entity.kind not in kinds or mention.head < 0:
            continue
        if item is not None and mention.span[0] < item[0]:
            continue  # spoken of in another item of a newsletter
        head = draft.analysis.tokens[mention.head]
        away = sentence - head.sentence
        spelled = set(entity.name.lower().replace("-", " ").split())
        if away > reach and not names or not names <= spelled:
            continue
        same = noun is not None and noun.lemma in spelled
        rank = (int(same), -away, mention.span[0])
        if best is None or rank > best:
            best, found = rank, entity
    return found


Rule = Callable[[Clause], EntityDraft | None]
RULES: list[Rule] = [_before_bracket, _in_measure, _described, _of_clause, _pointed_at, _asked, _spoken_of]
