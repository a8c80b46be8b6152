"""Contents that are no clause: an infinitive, a noun phrase, a predicate, the noun of a preposition."""

from __future__ import annotations

from communique.extract.attribution.clauses import before_outer
from communique.extract.attribution.frames import GERUND, Content, Cue, has_finite, is_infinitive
from communique.extract.attribution.parts import left_edge, right_edge
from communique.extract.attribution.sources import subject_of
from communique.language import Token

FAR = 24  # tokens from what is put at an amount to the amount
NOMINAL = ("NOUN", "ADJ", "PROPN", "NUM", "PRON")


def infinitive(cue: Cue) -> Content | None:
    """ "plans to open", "urged them to go": an infinitive, with whom it is asked of."""
    draft, analysis = cue.draft, cue.draft.analysis
    child = cue.following("xcomp", "ccomp", "advcl", where=lambda c: is_infinitive(draft, c))
    if child is None or cue.passive:
        return None
    thing = analysis.child(cue.verb, "obj", "iobj")
    between = thing if thing is not None and cue.verb.i < thing.i < child.i else None
    person = analysis.child(child, "nsubj", "nsubj:pass") or between
    kind = cue.use.frames.get("infinitive" if person is None else "person_infinitive")
    if kind is None or child.dep == "advcl" and person is None and child.i - cue.last > 3:
        return None
    first = min([left_edge(draft, child), *([left_edge(draft, person)] if person is not None else [])])
    last = before_outer(cue, first, right_edge(draft, child))
    return Content([cue.run(first, last)], kind)


def raised(cue: Cue) -> Content | None:
    """ "The line is expected to open", "seems to be": the subject belongs to the content, nobody is named."""
    active = "raised_active" in cue.use.frames
    kind = cue.use.frames.get("raised")
    if kind is None or not (active or cue.passive):
        return None
    child = cue.following("xcomp", "acomp", "advcl", "ccomp", where=lambda c: active or is_infinitive(cue.draft, c))
    if child is None or not active and child.i - cue.last > 14:
        return None
    runs = [cue.run_of(child)]
    subject = subject_of(cue.draft, cue.verb, cue.words)
    if subject is not None and subject.dep != "expl" and subject.i < cue.first:
        runs.insert(0, cue.run_before(subject))
    return Content(runs, kind, sourced=False)


def predicate(cue: Cue) -> Content | None:
    """ "called it a success", "described it as a success"."""
    thing = cue.object
    kind = cue.use.frames.get("predicate")
    child = cue.following("xcomp", "ccomp", where=lambda c: _is_predicate(cue, c))
    if kind is None or child is None:
        kind = cue.use.frames.get("as")
        child = cue.following("obl", "advcl", where=lambda c: _after_as(cue, c))
    if kind is None or child is None:
        return None
    first = left_edge(cue.draft, child)
    if thing is not None and cue.last < thing.i < child.i:
        first = min(first, left_edge(cue.draft, thing))
    runs = [cue.run(first, right_edge(cue.draft, child))]
    topic = subject_of(cue.draft, cue.verb, cue.words) if cue.passive else thing
    if topic is not None and topic.i < cue.first:
        runs.insert(0, cue.run_before(topic))
    return Content(runs, kind)


def _is_predicate(cue: Cue, child: Token) -> bool:
    if child.dep == "xcomp":
        return child.pos in NOMINAL or not is_infinitive(cue.draft, child) and child.tag != GERUND
    return child.pos in NOMINAL


def _after_as(cue: Cue, child: Token) -> bool:
    return any(mark.lower in cue.words.as_words for mark in cue.draft.analysis.children(child, "mark", "case"))


def gerund(cue: Cue) -> Content | None:
    """ "suggested opening an office"."""
    kind = cue.use.frames.get("gerund")
    child = cue.following("xcomp", "ccomp", "obj", where=lambda c: c.tag == GERUND)
    return Content([cue.run_of(child)], kind) if kind is not None and child is not None else None


def noun_phrase(cue: Cue) -> Content | None:
    """ "announced a plan", "criticized the deal": the object, with what belongs to it."""
    kind = cue.use.frames.get("object")
    if kind is None:
        return None
    if cue.passive:
        subject = subject_of(cue.draft, cue.verb, cue.words)
        if subject is None or subject.i > cue.first or subject.dep == "expl" or subject.lower in cue.words.dummy:
            return None
        return Content([cue.run_before(subject)], kind)
    thing = cue.object
    if thing is None or thing.tag == GERUND and thing.pos == "VERB":
        return None
    if thing.i < cue.first:
        return Content([cue.run_before(thing)], kind)
    last = right_edge(cue.draft, thing)
    for child in cue.draft.analysis.children(cue.verb, "obl", "advcl"):
        marks = " ".join(mark.lower for mark in cue.draft.analysis.children(child, "case", "mark") if mark.i < child.i)
        if child.i > thing.i and marks in cue.use.prepositions:
            last = max(last, right_edge(cue.draft, child))
    if any(token.pos == "NUM" for token in cue.draft.analysis.tokens[thing.i : last + 2]):
        last = _with_purpose(cue, last)
    first = left_edge(cue.draft, thing)
    return Content([cue.run(first, _listed(cue, _before_sentence(cue, first, last)))], kind)


def _with_purpose(cue: Cue, last: int) -> int:
    """The end of a sum with what it is for and in which years: "pledged SEK 340 million | for the programme in 2027–2030"."""
    analysis = cue.draft.analysis
    for child in sorted(analysis.children(cue.verb, "obj", "obl"), key=lambda c: c.i):
        first = left_edge(cue.draft, child)
        word = analysis.tokens[first].lower
        joined = (
            child.dep == "obj" or word in cue.words.sum_for or child.pos == "NUM" and analysis.tokens[last].pos != "NUM"
        )
        if first == last + 1 and joined:
            last = max(last, right_edge(cue.draft, child))
    return last


def _before_sentence(cue: Cue, first: int, last: int) -> int:
    """The end before a comma behind which a sentence of its own begins: "expressed interest in …, Peru chose …"."""
    analysis = cue.draft.analysis
    for token in analysis.tokens[first + 1 : last + 1]:
        if token.dep not in ("nsubj", "nsubj:pass") or token.tag in ("WDT", "WP", "PRP"):
            continue
        verb, start = analysis.head_of(token), left_edge(cue.draft, token)
        apart = (
            verb is not None and verb.i > token.i and verb.dep in ("conj", "appos", "parataxis", "dep", "ccomp", "acl")
        )
        if (
            apart
            and verb is not None
            and has_finite([verb])
            and start - 1 > first
            and analysis.tokens[start - 1].text == ","
        ):
            return start - 2
    return last


def _listed(cue: Cue, last: int) -> int:
    """The end of a noun phrase that goes on: "the figures: exports had grown", "the work of X, training, as well as Y"."""
    rest = cue.rest(last)
    if len(rest) < 2:
        return last
    if rest[0].text == ":":
        return rest[-1].i
    if [t.lower for t in rest[: len(cue.words.purpose)]] == cue.words.purpose and not has_finite(rest):
        return rest[-1].i
    if rest[0].text == "," and rest[1].tag == GERUND and rest[1].lemma in cue.words.summing:
        return right_edge(cue.draft, rest[1]) if right_edge(cue.draft, rest[1]) > rest[1].i else last
    more = rest[0].text == "," and not has_finite(rest) and any(t.lower in cue.words.list_words for t in rest)
    return rest[-1].i if more and rest[1].tag in (GERUND, "NN", "NNS", "DT") else last


def sized(cue: Cue) -> Content | None:
    """ "put the share of villages at 58 per cent", "estimate the losses at 2 billion euros": the thing with its amount."""
    thing = cue.object
    if cue.verb.lemma not in cue.words.sizing or cue.passive or thing is None or thing.i < cue.verb.i:
        return None
    tokens = cue.draft.analysis.tokens
    for token in tokens[thing.i + 1 : min(cue.sentence.last - 1, thing.i + FAR)]:
        if has_finite([token]) or token.text in ";:":
            return None
        amounts = tokens[token.i + 1 : token.i + 5]
        if token.lower in cue.words.at and any(one.pos == "NUM" for one in amounts):
            last = max(right_edge(cue.draft, token), *(one.i for one in amounts if one.pos in ("NUM", "SYM")))
            above = cue.draft.analysis.head_of(token)
            near = above is not None and token.i < above.i < token.i + FAR
            return Content(
                [cue.run(left_edge(cue.draft, thing), above.i if near and above is not None else last)], "belief"
            )
    return None


def prepositional(cue: Cue) -> Content | None:
    """ "called for a ceasefire", "called on them to go": the preposition next to the verb is part of the cue."""
    analysis = cue.draft.analysis
    for child in analysis.children(cue.verb, "obl", "advcl", "xcomp", "ccomp"):
        marks = [mark for mark in analysis.children(child, "case", "mark") if mark.i < child.i]
        kind = cue.use.prepositions.get(marks[0].lower) if marks else None
        if child.i <= cue.verb.i or kind is None or child.lower in cue.words.times or child.lemma in cue.words.times:
            continue
        if analysis.tokens[marks[0].i - 1].text == ",":
            continue  # "…, he said, against €5.9 billion in 2023"
        last = right_edge(cue.draft, child)
        rest = cue.rest(last)
        if len(rest) > 1 and rest[0].text == ":":
            last = rest[-1].i  # "pointed to the volume of trade: only 14 million euros in 2024"
        if marks[0].lower in cue.words.asked_of and kind == "directive":
            asked = cue.following("xcomp", "advcl", "ccomp", where=lambda c: is_infinitive(cue.draft, c))
            if asked is not None:
                last = max(last, right_edge(cue.draft, asked))
            elif not any(is_infinitive(cue.draft, token) for token in analysis.subtree(child)):
                continue  # "called on the minister": a visit
        near = marks[0].i == cue.last + 1
        run = cue.run(marks[-1].i + 1 if near else marks[0].i, last)
        return Content([run], kind, last=marks[-1].i if near else None)
    return None
