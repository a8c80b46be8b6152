"""Interviews: each answer is one statement of the person asked; questions are none.

``FORMS`` are tried in order; the first that finds questions says what is asked and what is answered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import regex

from communique.extract.contents import trimmed
from communique.extract.cues import SpeakerWords
from communique.extract.draft import Draft, EntityDraft
from communique.extract.names import title_words
from communique.language.sentences import paragraphs
from communique.record import Span

LABEL = regex.compile(r"(?P<label>\p{Lu}[^:?!\n]{0,40}):\s+")
LEAD = 900  # characters at the beginning that say whether this is an interview
SHORT = 30  # words of a question
DASHED = 3  # questions and answers that open with a dash: no words need to say that it is an interview
DASHES = "–—-"
BLANK = regex.compile(r"\n[^\S\n]*\n")


@dataclass
class Interview:
    """What was answered, by whom, and what was asked."""

    answers: list[tuple[Span, EntityDraft | None]] = field(default_factory=list)
    questions: list[Span] = field(default_factory=list)


def read_interview(draft: Draft, words: SpeakerWords) -> Interview:
    """The answers of an interview in the order of the text; an empty one where the text is no interview."""
    blocks = list(paragraphs(draft.text))
    return next((found for form in FORMS if (found := form(draft, blocks, words)) is not None), Interview())


def marked(draft: Draft, blocks: list[Span], words: SpeakerWords) -> Interview | None:
    """ "Q: …", "A: …"."""
    asked = [block for block in blocks if draft.text[slice(*block)].startswith(tuple(words.questions))]
    if len(asked) < 2:
        return None
    speaker = _interviewed(draft, asked[0][0])
    answers = []
    for start, end in blocks:
        mark = next((mark for mark in words.answers if draft.text.startswith(mark, start)), None)
        if mark is not None and start > asked[0][0]:
            answers.append((trimmed(draft, start + len(mark), end), speaker))
    return Interview(answers, asked) if answers else None  # "Question: …", "Weber: …" are told apart by labels


def labelled(draft: Draft, blocks: list[Span], words: SpeakerWords) -> Interview | None:
    """ "Herald: How …?", "Weber: It …": paragraphs that begin with who speaks, in turns."""
    turns = [(match, block) for block in blocks if (match := LABEL.match(draft.text, *block)) is not None]
    counts = Counter(match["label"] for match, _ in turns)
    asking = {
        label
        for label, count in counts.items()
        if count > 1 and 2 * sum(_asks(draft, block) for match, block in turns if match["label"] == label) > count
    }
    answering = {label for label, count in counts.items() if count > 1} - asking
    if not asking or not answering:
        return None
    found = Interview()
    turns = [(match, (block[0], _end_of_turn(blocks, block, [b for _, b in turns]))) for match, block in turns]
    for match, (start, end) in turns:
        if match["label"] in asking:
            found.questions.append((start, end))
        elif match["label"] in answering:
            mentions = draft.mentions_in(match.span("label"))
            named = [draft.entities[m.entity] for m in mentions if draft.entities[m.entity].kind == "person"]
            speaker = named[0] if named else _interviewed(draft, turns[0][1][0])
            found.answers.append((trimmed(draft, match.end(), end), speaker))
    return found


def _end_of_turn(blocks: list[Span], turn: Span, turns: list[Span]) -> int:
    """Where a turn ends that goes on in paragraphs without a label; what follows the last turn may be the paper's own."""
    following = next((other[0] for other in turns if other[0] > turn[0]), None)
    if following is None:
        return turn[1]
    return max((block[1] for block in blocks if turn[0] <= block[0] < following), default=turn[1])


def unmarked(draft: Draft, blocks: list[Span], words: SpeakerWords) -> Interview | None:
    """Short questions, each followed by its answer, in a text that says it is an interview."""
    lead = draft.text[:LEAD].lower()
    asked = {block for block in blocks if _asks(draft, block) and len(draft.words(block).split()) <= SHORT}
    followed = [(a, b) for a, b in zip(blocks, blocks[1:], strict=False) if a in asked and b not in asked]
    dashed = [a for a, b in followed if draft.text[a[0]] in DASHES and draft.text[b[0]] in DASHES]
    if len(followed) < 2 or len(dashed) < DASHED and not any(phrase in lead for phrase in words.interview):
        return None
    begin = followed[0][0][0]
    tight = all(BLANK.search(draft.text, a[1], b[0]) is None for a, b in followed)
    if tight:  # a question and its answer stand together, apart from the next: what opens such a group asks
        asked |= {
            a for a, b in zip(blocks, blocks[1:], strict=False) if a[0] > begin and _opens_group(draft, blocks, a, b)
        }
        first = [(a, b) for a, b in zip(blocks, blocks[1:], strict=False) if a[0] < begin and b not in asked]
        asked |= {a for a, b in first[-1:] if _opens_group(draft, blocks, a, b) and _addresses(draft, a)}
        begin = min(a[0] for a in asked)
    found = Interview(questions=sorted(asked))
    speaker = _interviewed(draft, begin)
    open_answer: Span | None = None
    for block in blocks:
        apart = open_answer is not None and BLANK.search(draft.text, open_answer[1], block[0]) is not None
        if block in asked or tight and apart:
            open_answer = (block[1], block[1]) if block in asked else None
        elif open_answer is not None and open_answer[0] == open_answer[1]:
            open_answer = block
            found.answers.append((trimmed(draft, *block), speaker))
        elif open_answer is not None and any(a[0] > block[0] for a in asked):  # one more paragraph of the same answer
            open_answer = (open_answer[0], block[1])
            found.answers[-1] = (trimmed(draft, *open_answer), speaker)
    return found


Form = Callable[[Draft, list[Span], SpeakerWords], Interview | None]
FORMS: list[Form] = [marked, labelled, unmarked]


def _asks(draft: Draft, block: Span) -> bool:
    return draft.words(block).rstrip("”\"»' ").endswith("?")


def _addresses(draft: Draft, block: Span) -> bool:
    """ "Ambassador, trade seems to run in one direction only.": a line that begins with whom it is said to."""
    tokens = draft.analysis.tokens_in(block)
    titles = title_words(draft.language)
    row = tokens[:4]
    called = any(token.lower in titles.heads | titles.honorifics for token in row[:2])
    return called and any(token.text == "," for token in row)


def _opens_group(draft: Draft, blocks: list[Span], one: Span, following: Span) -> bool:
    """A short line after an empty one, with its answer right below."""
    at = blocks.index(one)
    before = blocks[at - 1][1] if at else 0
    return (
        len(draft.words(one).split()) <= SHORT // 2
        and BLANK.search(draft.text, before, one[0]) is not None
        and BLANK.search(draft.text, one[1], following[0]) is None
    )


def _interviewed(draft: Draft, before: int) -> EntityDraft | None:
    """The person named most before the first question; somebody with a post goes first."""
    posted = {post.person for post in draft.posts}
    counts: Counter[str] = Counter()
    for mention in draft.mentions:
        if mention.span[1] <= before and draft.entities[mention.entity].kind == "person":
            counts[mention.entity] += 3 if mention.entity in posted else 1
    return draft.entities[counts.most_common(1)[0][0]] if counts else None
