"""Interviews: each answer is one statement of the person asked; questions are none."""

from __future__ import annotations

from communique.extract.contents import trimmed
from communique.extract.cues import SpeakerWords
from communique.extract.draft import Draft, EntityDraft
from communique.language.sentences import paragraphs
from communique.record import Span


def find_answers(draft: Draft, words: SpeakerWords) -> list[tuple[Span, EntityDraft | None]]:
    """Answers of an interview with marked questions: each is one statement of the person asked."""
    blocks = list(paragraphs(draft.text))
    questions = [i for i, (a, b) in enumerate(blocks) if draft.text[a:b].startswith(tuple(words.questions))]
    if len(questions) < 2:
        return []
    first = blocks[questions[0]][0]
    before = [m for m in draft.mentions if m.span[1] <= first and draft.entities[m.entity].kind == "person"]
    posted = {post.person for post in draft.posts}
    counts: dict[str, int] = {}
    for mention in before:
        counts[mention.entity] = counts.get(mention.entity, 0) + (3 if mention.entity in posted else 1)
    speaker = draft.entities[max(counts, key=lambda key: counts[key])] if counts else None
    found: list[tuple[Span, EntityDraft | None]] = []
    for i, (start, end) in enumerate(blocks):
        text = draft.text[start:end]
        mark = next((mark for mark in words.answers if text.startswith(mark)), None)
        if i > questions[0] and mark is not None:
            found.append((trimmed(draft, start + len(mark), end), speaker))
    return found


def find_questions(draft: Draft, words: SpeakerWords) -> list[Span]:
    """The paragraphs that are marked as questions."""
    return [(a, b) for a, b in paragraphs(draft.text) if draft.text[a:b].startswith(tuple(words.questions))]
