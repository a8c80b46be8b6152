"""Cues behind or inside their content: "Trade grew, he said", "The goal, he said, is …", "as she put it"."""

from __future__ import annotations

from communique.extract.attribution.frames import GERUND, PARTICIPLE, SUBJECTS, Content, Cue, has_finite
from communique.extract.attribution.parts import ENDS, balanced, left_edge, opening, right_edge
from communique.extract.attribution.sources import own_subject
from communique.extract.attribution.words import Use, verb_uses
from communique.language import Token

REACH = 20  # tokens from a subject to its verb
DASHES = ("—", "–", "--", "-")
BEFORE = (",", "”", '"', "''", *DASHES)


def as_put(cue: Cue) -> Content | None:
    """ "as she put it", "as he sees it"."""
    subject = cue.draft.analysis.child(cue.verb, "nsubj")
    return around(cue) if subject is not None and _as_put(cue) else None


def around(cue: Cue) -> Content | None:
    """What stands before the cue, and what goes on after it."""
    subject = own_subject(cue.draft, cue.verb)
    kind = _kind(cue)
    if cue.passive:  # "…, it was noted, and …"
        subject = cue.draft.analysis.child(cue.verb, "nsubj:pass")
        subject = subject if subject is not None and subject.lower in cue.words.dummy else None
    if kind is None or subject is None:
        return None
    return _beside(cue, *_clause(cue, subject), kind)


def as_noted(cue: Cue) -> Content | None:
    """ "as noted by the ministry"."""
    kind = cue.use.frames.get("clause")
    mark = next((m for m in cue.draft.analysis.children(cue.verb, "mark") if m.lower in cue.words.as_words), None)
    if kind is None or not cue.passive or mark is None or mark.i > cue.first:
        return None
    by = cue.draft.analysis.child(cue.verb, "obl:agent")
    return _beside(cue, mark.i, right_edge(cue.draft, by) if by is not None else cue.last, kind)


def _beside(cue: Cue, low: int, high: int, kind: str) -> Content | None:
    """What stands before and after the tokens ``[low, high]`` of a cue with its subject."""
    tokens = cue.draft.analysis.tokens
    begin, end = cue.sentence.first, cue.sentence.last - 1
    stop = end - 1 if tokens[end].text in ENDS else end
    if low == begin and tokens[low].lower in cue.words.as_words and high + 1 < end and tokens[high + 1].text == ",":
        return Content([(high + 2, balanced(cue.draft, high + 2, stop, cue.sentence.last))], kind)
    if low - 1 < begin or tokens[low - 1].text not in BEFORE:
        return None
    runs = [(opening(cue.draft, cue.sentence, low - 1), low - 1)]
    if high + 1 < end and tokens[high + 1].text in (",", *DASHES) and _goes_on(cue, high + 2):
        runs.append((high + 1, balanced(cue.draft, high + 1, stop, cue.sentence.last)))
    elif runs[0][1] - runs[0][0] < 2 or _only_opens(tokens[runs[0][0] : runs[0][1]]):
        return None
    return Content(runs, kind)


def _only_opens(row: list[Token]) -> bool:
    """ "Turning to health, the President drew attention to": a participle opens the sentence, nothing is said in it."""
    verbs = [token for token in row if token.pos in ("VERB", "AUX")]
    return row[0].tag in (GERUND, PARTICIPLE) and not has_finite(verbs)


def _kind(cue: Cue) -> str | None:
    """The meaning of the cue; "made clear" takes its second word into the cue, "went on" must stand between commas."""
    kind = cue.use.frames.get("clause")
    after = cue.next_token()
    if kind is not None or after is None:
        return kind
    if _as_put(cue):
        return cue.words.light_kind
    if cue.verb.lemma in cue.words.light and after.lower in cue.words.light_nouns:
        cue.last += 1
        return cue.words.light_kind
    return cue.use.frames.get("quotation") if after.text == "," else None


def _clause(cue: Cue, subject: Token) -> tuple[int, int]:
    """First and last token of the cue with its subject, and with what stands right behind: "he said in Lima"."""
    draft, tokens = cue.draft, cue.draft.analysis.tokens
    region = [cue.first, cue.last, left_edge(draft, subject), right_edge(draft, subject)]
    low, high = min(region), max(region)
    for child in draft.analysis.children(cue.verb, "obl", "advmod", "obj", "iobj"):
        if child.i > cue.last and right_edge(draft, child) > high and high + 1 == left_edge(draft, child):
            high = right_edge(draft, child)
    while low - 1 >= cue.sentence.first and tokens[low - 1].lower in cue.words.as_words:
        low -= 1
    return low, high


def _as_put(cue: Cue) -> bool:
    thing, before = cue.object, cue.draft.analysis.tokens[cue.sentence.first : cue.verb.i]
    return (
        cue.verb.lemma in cue.words.as_verbs
        and thing is not None
        and thing.lower in cue.words.dummy
        and any(t.lower in cue.words.as_words for t in before[-8:])
    )


def _of_the_speaker(cue: Cue, at: int) -> bool:
    """ "…, he said, while | he was in Lima": a clause about whoever speaks, or one that tells what else somebody said."""
    subject = next((t for t in cue.draft.analysis.tokens[at + 1 : cue.sentence.last] if t.dep in SUBJECTS), None)
    if subject is None or subject.pos == "PRON" or subject.head - subject.i > REACH:
        return True
    entity = cue.draft.entity_at(subject)
    verb = cue.draft.analysis.head_of(subject)
    said = verb is not None and "clause" in verb_uses(cue.draft.language).get(verb.lemma, Use()).frames
    return said or entity is not None and entity.kind in ("person", "group")


def _goes_on(cue: Cue, at: int) -> bool:
    """Whether what follows the cue is the rest of its content: no participle, no clause of time."""
    tokens = cue.draft.analysis.tokens
    token = tokens[at + 1] if tokens[at].pos == "ADV" and at + 1 < len(tokens) else tokens[at]
    if tokens[at].lower in cue.words.whereas and not _of_the_speaker(cue, at):
        return True  # "…, he said, while trade between the two came to $3 million"
    for one in tokens[at : at + 4]:  # ", hours after the ministers had met"
        if one.lower in cue.words.breaks:
            return False
        if one.pos not in ("NUM", "DET", "NOUN", "ADJ", "ADV"):
            break
    return token.tag not in (GERUND, PARTICIPLE) and token.lower not in cue.words.breaks
