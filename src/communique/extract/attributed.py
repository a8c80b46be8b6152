"""Which attributions are statements of the record: those that put something on record.

``RULES`` are asked in order about each attribution; the first that answers decides. Somebody says, writes, shows or holds a
content in a clause or a quotation; emphasises, announces, proposes … a thing; promises or asks that something be done. What
the reporter tells about somebody's plans, wishes and likings is none.
"""

from __future__ import annotations

from collections.abc import Callable

from communique.extract.attribution.find import find_attributions
from communique.extract.attribution.parts import Attribution
from communique.extract.contents import manner_of, new_statement, trimmed_quote, without_blanks, without_marks
from communique.extract.cues import RecordWords, record_words
from communique.extract.draft import Draft, EntityDraft
from communique.extract.quotes import Quote, is_speech
from communique.extract.speakers import entity_of, last_speaker
from communique.language import Token
from communique.record import Span, Statement

WHOLE = frozenset(
    (
        "clause",
        "clause_and_cue",
        "as_put",
        "as_noted",
        "around",
        "that_after",
        "light",
        "quotation_before",
        "quotation_after",
        "according_to",
        "in_the_view_of",
    )
)  # rules whose content is a clause or a quotation


def statements_of_attributions(
    draft: Draft, quotes: list[Quote], apart: list[Span]
) -> list[tuple[Span, Statement, str]]:
    """Statements with where they begin and which rule decided; sentences in ``apart`` are left out."""
    words = record_words(draft.language)
    speech = [quote for quote in quotes if is_speech(draft, quote)]
    found: list[tuple[Span, Statement, str]] = []
    said: list[EntityDraft] = []
    for one in find_attributions(draft, quotes):
        if any(a <= one.head.start < b for a, b in apart) or not on_record(draft, one, words):
            continue
        spans = [span for content in one.contents if (span := _content(draft, content, quotes, words)) is not None]
        if not spans:
            continue
        speaker, speaker_span = _speaker(draft, one, words, said)
        if speaker is not None:
            said.append(speaker)
        whole = all(any(q.inner[0] <= a and b <= q.inner[1] for q in quotes) for a, b in spans)
        manner = "direct" if whole else manner_of(spans, speech)
        statement = new_statement(spans, speaker, speaker_span, one.cue, manner)
        found.append((spans[0], statement, one.rule))
    return found


def on_record(draft: Draft, one: Attribution, words: RecordWords) -> bool:
    """Whether an attribution is a statement of the record."""
    return next((verdict for rule in RULES if (verdict := rule(draft, one, words)) is not None), False)


def not_said(draft: Draft, one: Attribution, words: RecordWords) -> bool | None:
    """ "did not say whether", "would say", "to say that": nothing was said."""
    head = one.head
    if head.pos not in ("VERB", "AUX"):
        return None
    aux = draft.analysis.children(head, "aux", "neg", "advmod")
    if any(child.dep == "neg" or child.lower in words.negations for child in aux):
        return False
    if draft.analysis.is_passive(head) and any(child.tag == "MD" for child in aux):
        return False  # "it should be noted", "will be announced"
    first = draft.analysis.token_at(one.cue[0])
    finite = first is not None and first.tag in ("VBD", "VBZ", "VBP")  # "went on to say"
    bare = head.tag == "VB" and not finite and not any(child.lower in words.emphatic for child in aux)
    return False if bare and not any(q in one.rule for q in ("quotation",)) else None


def question(draft: Draft, one: Attribution, words: RecordWords) -> bool | None:
    """ "asked whether …" is no statement."""
    start = one.contents[0][0]
    first = draft.analysis.token_at(start)
    return False if first is not None and first.lower in words.interrogatives and one.rule == "clause" else None


def clause_or_quotation(draft: Draft, one: Attribution, words: RecordWords) -> bool | None:
    return one.kind in words.kinds if one.rule in WHOLE else None


def thing(draft: Draft, one: Attribution, words: RecordWords) -> bool | None:
    """ "highlighted the growth", "described it as a success", "the importance of X was emphasised"."""
    if one.rule == "sized":
        return True
    if one.rule not in ("noun_phrase", "predicate", "gerund"):
        return None
    if one.head.tag == "VBG" and one.head.lemma in words.grounds:
        return False
    object_of = draft.analysis.child(one.head, "obj")
    if object_of is not None and object_of.lemma in words.courtesies:
        return False
    passive = one.head.tag == "VBN" and draft.analysis.is_passive(one.head)
    return one.head.lemma in words.object and not (passive and one.head.lemma in words.no_passive)


def by_preposition(draft: Draft, one: Attribution, words: RecordWords) -> bool | None:
    """ "called for", "spoke about"; those who "were informed about" something said nothing."""
    if one.rule != "prepositional":
        return None
    asked = one.kind == "directive" and one.head.lemma in words.infinitive  # "asked for"
    return (asked or one.head.lemma in words.preposition) and not draft.analysis.is_passive(one.head)


def by_infinitive(draft: Draft, one: Attribution, words: RecordWords) -> bool | None:
    if one.rule != "infinitive":
        return None
    if one.head.lemma in words.of_others:  # "expects the deal to lift incomes", but "expects to open"
        first = draft.analysis.token_at(one.contents[0][0])
        return first is not None and first.tag != "TO" and not draft.analysis.is_passive(one.head)
    reason = one.head.tag == "VBG" and draft.analysis.child(one.head, "mark") is not None  # "for agreeing to go"
    return one.head.lemma in words.infinitive and not reason


def by_adjective(draft: Draft, one: Attribution, words: RecordWords) -> bool | None:
    return one.head.lower in words.adjectives if one.rule == "adjective" else None


def by_noun(draft: Draft, one: Attribution, words: RecordWords) -> bool | None:
    return one.head.lemma in words.nouns if one.rule == "light_verb" else None


Rule = Callable[[Draft, Attribution, RecordWords], bool | None]
RULES: list[Rule] = [
    not_said,
    question,
    clause_or_quotation,
    thing,
    by_preposition,
    by_infinitive,
    by_adjective,
    by_noun,
]


def _content(draft: Draft, span: Span, quotes: list[Quote], words: RecordWords) -> Span | None:
    """The content as the record has it: without "that" and without quotation marks around all of it."""
    start, end = span
    first = draft.analysis.token_at(start)
    if first is not None and first.start == start and first.lower in words.subordinators:
        start = first.end
    start, end = without_marks(draft, start, end)
    inside = [quote for quote in quotes if start < quote.span[1] and quote.span[0] < end]
    for quote in inside:
        if quote.span[0] <= start and end <= quote.span[1]:  # all of it: the marks are left outside
            start, end = max(start, quote.inner[0]), min(end, quote.inner[1])
    start, end = trimmed_quote(draft, without_blanks(draft, start, end))
    return (start, end) if end - start > 3 else None


def _speaker(
    draft: Draft, one: Attribution, words: RecordWords, said: list[EntityDraft]
) -> tuple[EntityDraft | None, Span | None]:
    token = one.source_head
    if token is None or token.lower in words.dummy and draft.mention_at(token) is None and one.source is None:
        return None, None
    token = _antecedent(draft, token)
    if token.pos == "PRON" and draft.mention_at(token) is None:
        return last_speaker(draft, token, said), token.span
    speaker, span = entity_of(draft, token, words)
    if speaker is not None and any(_another(draft, speaker, other) for other in draft.analysis.conjuncts(token)[1:]):
        return None, one.source  # "Weber and Rojas said": neither of them alone
    return speaker, span


def _another(draft: Draft, speaker: EntityDraft, token: Token) -> bool:
    """Whether a coordinated noun means another person than the speaker."""
    phrase = draft.analysis.subtree(token, without=("acl:relcl", "nmod", "nmod:poss"))
    named = (draft.entity_at(part) for part in phrase)
    return any(one is not None and one.id != speaker.id and one.kind == speaker.kind == "person" for one in named)


def _antecedent(draft: Draft, token: Token) -> Token:
    """ "the minister, who said": whom the relative pronoun means."""
    if token.tag not in ("WP", "WDT"):
        return token
    verb = draft.analysis.head_of(token)
    while verb is not None and verb.dep in ("conj", "xcomp"):
        verb = draft.analysis.head_of(verb)
    head = draft.analysis.head_of(verb) if verb is not None and verb.dep == "acl:relcl" else None
    return head or token
