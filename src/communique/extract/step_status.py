"""Whether a step lies ahead, is under way or is done: auxiliaries, tense, and the verb above it."""

from __future__ import annotations

from communique.extract.draft import Draft
from communique.extract.steps import Seen, StepWords
from communique.language import Token
from communique.record import MilestoneStatus


def status_of(draft: Draft, seen: Seen, words: StepWords, dated: bool, ahead: bool) -> MilestoneStatus | None:
    """The status that the words say, or ``None`` where they leave it open ("may open", "to open", "is not complete")."""
    if seen.rule in ("noun", "time", "schedule", "date for", "told", "progress"):
        return seen.status
    token = seen.token
    past = token.tag == "VBD"  # "initially began in 1975": done, whatever came of it
    if _negated(draft, token) or not past and _former(draft, token, words):
        return None
    if _conditional(draft, token, words, ahead):
        return "expected" if dated and seen.status is None else None
    if token.tag == "VBG" and token.dep == "acl" and seen.rule == "verb":
        return "expected" if ahead else None  # "the rail link opening in 2031"
    found = _by_tense(draft, token, words, dated)
    if seen.status is not None:
        if seen.status == "expected":
            return "expected"  # "is due for completion"
        now = words.present_is_now and token.tag in ("VBZ", "VBP")
        return seen.status if found != "expected" or now else None
    return found


def _negated(draft: Draft, token: Token) -> bool:
    return any(child.dep == "neg" for child in draft.analysis.children(token))


def _former(draft: Draft, token: Token, words: StepWords) -> bool:
    """ "originally due to open in 2024": what was once planned."""
    for at in range(token.i - 1, max(token.i - 7, -1), -1):
        before = draft.analysis.tokens[at]
        if before.sentence != token.sentence or before.text in ",;:":
            return False
        if before.lower in words.formerly:
            return True
    return False


def _conditional(draft: Draft, token: Token, words: StepWords, ahead: bool) -> bool:
    """ "once completed in 2030", "when the refit has been finished": said of what is to come, unless the clause is past and the date is."""
    marks = [c for c in draft.analysis.children(token, "mark", "advmod") if c.lower in words.once and c.i < token.i]
    if not marks or token.dep not in ("advcl", "acl", "ccomp", "conj"):
        return False
    head = draft.analysis.head_of(token)
    return (
        ahead
        or token.tag != "VBD"
        and (head is None or head.tag != "VBD")
        and not _has(draft, token, "was", "were", "had")
    )


def _has(draft: Draft, token: Token, *forms: str) -> bool:
    return any(child.lower in forms for child in draft.analysis.children(token, "aux", "aux:pass"))


def is_perfect(draft: Draft, token: Token, words: StepWords) -> bool:
    """Whether the verb (or the one it is coordinated with) stands in the perfect tense: "has begun"."""
    adverbs = draft.analysis.children(token, "advmod") if words.already else []
    return any(child.lower in words.perfect for child in draft.analysis.children(token, "aux")) or any(
        child.lower in words.already for child in adverbs
    )


def _by_tense(draft: Draft, token: Token, words: StepWords, dated: bool) -> MilestoneStatus | None:
    children = draft.analysis.children(token)
    auxiliaries = [child.lower for child in children if child.pos == "AUX" or child.dep in ("aux", "aux:pass")]
    if any(word in words.ahead for word in auxiliaries):
        return "expected"
    if any(word in words.possible for word in auxiliaries):
        return None
    head = draft.analysis.head_of(token)
    to = any(child.tag == "TO" for child in children) or token.tag == "VB" and words.bare_infinitive
    if to:
        return _by_head(draft, token, head, words, dated)
    if any(word in words.being for word in auxiliaries):
        return "under_way"
    if token.tag == "VBD" or token.pos == "AUX" and token.lower in words.past:
        return "done"
    if token.tag == "VBF":
        return "expected"
    if token.tag == "VBN":
        return _by_participle(draft, token, auxiliaries, head, words, dated)
    if token.tag in ("VBZ", "VBP") or token.tag == "VBG" and set(auxiliaries) & words.present:
        return "expected" if dated else None
    if token.tag == "VB" and token.dep == "conj" and head is not None:
        return _by_tense(draft, head, words, dated)
    return None


def _by_head(draft: Draft, token: Token, head: Token | None, words: StepWords, dated: bool) -> MilestoneStatus | None:
    """An infinitive: "is scheduled to be commissioned", "is to open", "used the occasion to launch"."""
    if head is None:
        return "expected" if dated else None
    if head.lemma in words.use and head.tag == "VBD":
        return "done"
    auxiliaries = {child.lower for child in draft.analysis.children(head, "aux", "aux:pass")}
    if head.lemma in words.expect or auxiliaries & words.ahead:
        return "expected"
    if head.pos == "AUX" or head.lower in words.present | words.past:
        return "expected" if token.dep in ("xcomp", "ccomp", "root", "conj", "advcl") else None
    if token.dep == "conj":
        return _by_head(draft, head, draft.analysis.head_of(head), words, dated)
    if token.dep in ("acl", "acl:relcl") and dated:
        return "expected"
    return None


def _by_participle(
    draft: Draft, token: Token, auxiliaries: list[str], head: Token | None, words: StepWords, dated: bool
) -> MilestoneStatus | None:
    if any(word in words.past for word in auxiliaries):
        return "done"
    if any(word in words.present for word in auxiliaries):
        return "done" if not dated else "expected"
    if token.dep == "conj" and head is not None and head.pos == "VERB":
        return _by_tense(draft, head, words, dated)
    return "done" if token.dep in ("acl", "acl:relcl", "advcl", "root", "amod", "ccomp", "conj") else None
