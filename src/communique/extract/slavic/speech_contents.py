"""What a cue of Russian introduces: ``RULES`` are tried in order, those of all languages among them, and the first that finds a content wins."""

from __future__ import annotations

from collections.abc import Callable

from communique.extract.contents import CONTENT_RULES, Found, trimmed
from communique.extract.cues import Cue, CueWords
from communique.extract.draft import Draft
from communique.extract.slavic.speech_words import source_words
from communique.language import Token
from communique.language.base import Sentence
from communique.record import Span

WHICH = ("чём", "чем")
NEAR = 6  # tokens between a cue and the colon after it
CLAUSE = 14  # tokens of a clause with a cue between two commas


def _clause_tokens(draft: Draft, cue: Cue) -> tuple[int, int]:
    """The first and last token of the cue's own clause: the verb, its subject, its addressee and adverbs, no content."""
    tokens = [cue.verb, cue.last]
    for child in draft.analysis.children(cue.verb):
        if (
            child.dep
            in ("nsubj", "nsubj:pass", "advmod", "aux:pass", "aux", "iobj", "obl", "neg", "expl", "mark", "cc", "advcl")
            and child.pos != "VERB"
        ):
            if child.i < cue.verb.i and child.dep == "obl" and child.i < cue.verb.i - CLAUSE:
                continue
            tokens += draft.analysis.subtree(child, without=("acl:relcl", "ccomp", "parataxis"))
    return min(t.i for t in tokens), max(t.i for t in tokens)


def _opening(draft: Draft, cue: Cue, words: CueWords) -> Found | None:
    """ "Как сообщает министерство, …": from the comma that closes the clause to the end."""
    first = draft.analysis.tokens[cue.sentence.first]
    start = next(
        (t for t in draft.analysis.tokens[cue.sentence.first : cue.verb.i] if t.text.lower() in words.as_words), None
    )
    if (
        start is None
        or start.i > cue.sentence.first + 1
        or first.text.lower() not in words.as_words
        and first.pos != "PUNCT"
    ):
        return None
    for token in draft.analysis.tokens[cue.last.i + 1 : cue.sentence.last]:
        if token.text == ",":
            inside = draft.analysis.tokens[cue.last.i + 1 : token.i]
            if any(t.pos == "VERB" and t.tag in ("VBD", "VBZ", "VBP") for t in inside):
                return None
            return Found([trimmed(draft, token.end, cue.stop)], "as_clause_before")
    return None


def _about_this(draft: Draft, cue: Cue, words: CueWords) -> Found | None:
    """ "… Об этом сообщил министр.": the sentence before."""
    sources = source_words(draft.language)
    text = draft.text[cue.sentence.start : cue.sentence.end].lower()
    opens = any(text.startswith(form + " ") for form in sources.about_this)
    if not opens and not _tells_of_this(draft, cue):
        return None
    return sentence_before(draft, cue.sentence)


def sentence_before(draft: Draft, sentence: Sentence) -> Found | None:
    """The sentence before one of the same or the next paragraph, as a content."""
    if sentence.index == 0:
        return None
    before = draft.analysis.sentences[sentence.index - 1]
    if before.paragraph != sentence.paragraph and sentence.paragraph - before.paragraph > 1:
        return None
    return Found([trimmed(draft, before.start, before.end)], "sentence_before")


def _of_which(draft: Draft, cue: Cue, words: CueWords) -> Found | None:
    """ "Экспорт вырос, о чём сообщила министр": what stands before."""
    tokens = draft.analysis.tokens
    first = cue.verb.i - 1
    while (
        first > cue.sentence.first
        and tokens[first].pos in ("ADV", "PRON", "DET")
        and tokens[first].text.lower() not in WHICH
    ):
        first -= 1
    if first - 2 < cue.sentence.first or tokens[first].text.lower() not in WHICH or tokens[first - 1].pos != "ADP":
        return None
    if tokens[first - 2].text != ",":
        return None
    return Found([trimmed(draft, cue.sentence.start, tokens[first - 2].start)], "of_which")


def _tells_of_this(draft: Draft, cue: Cue) -> bool:
    """ "Посол объявил об этом на брифинге": nothing else is told."""
    this = [c for c in draft.analysis.children(cue.verb, "obl") if c.lower == "это" and c.i > cue.verb.i]
    governed = source_words(draft.language).governs.get(cue.verb.lemma, [])
    if not this or draft.analysis.marker(this[0]) not in governed:
        return False
    after = draft.analysis.tokens[this[0].i + 1 : cue.sentence.last]
    return not any(t.text in ",:" or t.pos in ("VERB", "SCONJ") for t in after)


def _colon(draft: Draft, cue: Cue, words: CueWords) -> Found | None:
    """ "Глава государства напомнил: соглашение ратифицировано"."""
    if cue.verb.lemma not in words.clause | words.quote | words.weak or cue.passive and cue.subject is not None:
        return None
    reach = cue.last.i + 1 + NEAR
    if cue.subject is not None and cue.subject.i > cue.verb.i and cue.verb.lemma in source_words(draft.language).shows:
        reach = max(reach, draft.analysis.subtree(cue.subject, without=("acl:relcl", "parataxis"))[-1].i + 2)
    for token in draft.analysis.tokens[cue.last.i + 1 : min(cue.sentence.last, reach)]:
        if token.text == ":":
            after = trimmed(draft, token.end, cue.stop if cue.stop > token.end else cue.sentence.end)
            before = _told_before(draft, cue)
            return Found([before, after] if before is not None else [after], "after_colon")
        if token.text in ",.;" or token.pos == "VERB":
            return None
    return None


def _told_before(draft: Draft, cue: Cue) -> Span | None:
    """ "Переговоры приостановлены, признал дипломат: перевозчик ждёт": the clause before the comma of the cue is told too."""
    tokens, at = draft.analysis.tokens, cue.verb.i - 1
    if at <= cue.sentence.first or tokens[at].text != "," or tokens[cue.sentence.first].pos == "SCONJ":
        return None
    told = any(t.tag in ("VBD", "VBZ", "VBP", "VBF", "VBN") for t in tokens[cue.sentence.first : at])
    span = trimmed(draft, max(cue.begin, cue.sentence.start), tokens[at].start)
    return span if told and span[1] - span[0] > 3 else None


def _between(draft: Draft, cue: Cue, words: CueWords) -> Found | None:
    """ "Встреча, сообщает пресс-центр, прошла …": the clause of the cue between two commas."""
    if cue.verb.lemma not in words.clause or cue.passive and cue.subject is not None or cue.verb.tag == "VBG":
        return None
    tokens = draft.analysis.tokens
    first, last = cue.verb.i, cue.last.i
    while (
        first - 1 >= cue.sentence.first
        and tokens[first - 1].text not in (",", "–", "—", "«", "»")
        and cue.verb.i - first < CLAUSE
    ):
        if tokens[first - 1].pos == "VERB":
            return None
        first -= 1
    while (
        last + 1 < cue.sentence.last
        and tokens[last + 1].text not in (",", "–", "—", ".", ";")
        and last - cue.last.i < CLAUSE
    ):
        if tokens[last + 1].pos in ("VERB", "SCONJ"):
            return None
        last += 1
    if (
        first - 1 < cue.sentence.first
        or last + 1 >= cue.sentence.last
        or tokens[first - 1].text != ","
        or tokens[last + 1].text != ","
    ):
        return None
    following = tokens[last + 2] if last + 2 < cue.sentence.last else None
    if following is None or following.lower in (words.subordinator, "который") or following.pos == "SCONJ":
        return None
    own = _clause_tokens(draft, cue)
    if own[0] < first - 1 and tokens[own[0]].dep in ("nsubj",):
        return None
    begin = max(cue.sentence.start, cue.begin)
    if tokens[first - 1].start - begin < 4:
        return None
    return Found(
        [trimmed(draft, begin, tokens[first - 1].start), rest_of(draft, tokens[last + 1].end, cue.sentence.end)],
        "cue_inside",
    )


def rest_of(draft: Draft, start: int, end: int) -> Span:
    """What goes on behind a cue; a dash in place of "is" belongs to it: "мощность, по его словам, – 300 МВт"."""
    first = draft.analysis.token_at(start)
    begin, end = trimmed(draft, start, end)
    return (first.start if first is not None and first.text in "–—" else begin), end


def _estimate(draft: Draft, cue: Cue, words: CueWords) -> Found | None:
    """ "Объём торговли вице-президент оценил в 1,5 млрд": the object before the cue and what follows it."""
    thing = draft.analysis.child(cue.verb, "obj")
    if cue.verb.lemma not in words.object or cue.passive or thing is None or thing.i > cue.verb.i:
        return None
    if cue.subject is None or cue.subject.i < thing.i:
        return None
    phrase = draft.analysis.subtree(thing, without=("acl:relcl",))
    named = draft.analysis.subtree(cue.subject)[-1] if cue.subject.i > cue.verb.i else cue.last
    after = trimmed(draft, max(named.end, cue.last.end), cue.stop)
    return Found(
        [(phrase[0].start, phrase[-1].end), after] if after[1] - after[0] > 3 else [(phrase[0].start, phrase[-1].end)],
        "object_before",
    )


def _proposed(draft: Draft, cue: Cue, words: CueWords) -> Found | None:
    """ "предложил создать центр", "призвал партнёров вложить": an infinitive with all that hangs on it."""
    sources = source_words(draft.language)
    if cue.verb.lemma not in sources.proposing or cue.passive:
        return None
    first = draft.analysis.tokens[cue.last.i + 1] if cue.last.i + 1 < cue.sentence.last else None
    for token in draft.analysis.tokens[cue.last.i + 1 : min(cue.sentence.last, cue.last.i + 1 + CLAUSE)]:
        if token.tag == "VB" and first is not None:
            named = cue.verb.lemma in sources.asking and not _is_subject(draft, cue, first)
            left = [first] if named else [t for t in draft.analysis.subtree(token) if t.i > cue.last.i]
            return Found([trimmed(draft, left[0].start, cue.stop)], "infinitive")
        if token.text in ",.:;" or token.pos == "SCONJ":
            return None
    return None


def _is_subject(draft: Draft, cue: Cue, token: Token) -> bool:
    return cue.subject is not None and token in draft.analysis.subtree(cue.subject)


def _governed(draft: Draft, cue: Cue, words: CueWords) -> Found | None:
    """ "пожаловался на нехватку мест", "проинформировал гостя о ходе работ", "выступил за отмену виз"."""
    governed = source_words(draft.language).governs.get(cue.verb.lemma)
    if not governed or cue.passive or cue.verb.tag == "VBG" and cue.verb.i == cue.sentence.first:
        return None
    tokens = draft.analysis.tokens
    for token in tokens[cue.verb.i + 1 : min(cue.sentence.last, cue.verb.i + 1 + CLAUSE)]:
        if token.text in ",.:;" or token.pos in ("VERB", "SCONJ") or token.start >= cue.stop:
            return None
        if token.pos == "ADP" and token.lower in governed and token.i + 1 < cue.sentence.last:
            thing = tokens[token.i + 1]
            if draft.in_period(thing.start) or thing.tag == "PRP" or thing.lower == "это":
                continue
            return Found([trimmed(draft, thing.start, cue.stop)], "governed")
    bare = next((c for c in draft.analysis.children(cue.verb, "obl", "obj") if c.case == "Ins"), None)
    if "" in governed and bare is not None and bare.i > cue.last.i and not draft.analysis.marker(bare):
        return Found([trimmed(draft, draft.analysis.subtree(bare)[0].start, cue.stop)], "governed")
    return None


def _attention(draft: Draft, cue: Cue, words: CueWords) -> Found | None:
    """ "обратил внимание на рост", "сделал акцент на обучении"."""
    governed = source_words(draft.language).nouns_govern
    tokens = draft.analysis.tokens
    noun = next((t for t in tokens[cue.verb.i + 1 : cue.verb.i + NEAR] if t.lower in governed), None)
    if cue.verb.lemma not in words.light or noun is None or noun.i + 2 >= cue.sentence.last:
        return None
    marker, thing = tokens[noun.i + 1], tokens[noun.i + 2]
    if marker.lower not in governed[noun.lower] or thing.lower == "то":
        return None
    return Found([trimmed(draft, thing.start, cue.stop)], "drawn_attention")


def _object(draft: Draft, cue: Cue, words: CueWords) -> Found | None:
    """ "упомянул, в частности, строительство дороги": an object, where the verb has a preposition elsewhere."""
    thing = draft.analysis.child(cue.verb, "obj")
    lemma = cue.verb.lemma
    if cue.passive or lemma not in words.object or lemma in words.light or thing is None or thing.i < cue.verb.i:
        return None
    if thing.case not in ("Acc", "Gen") or draft.analysis.marker(thing) or thing.tag == "PRP":
        return None
    phrase = draft.analysis.subtree(thing)
    if phrase[0].i <= cue.verb.i or len(phrase) < 2:
        return None
    return Found([trimmed(draft, phrase[0].start, cue.stop)], "noun_phrase")


def _passive_before(draft: Draft, cue: Cue, words: CueWords) -> Found | None:
    """ "Отмечена важность прямых рейсов": the subject behind a participle."""
    subject = cue.subject
    if not cue.passive or subject is None or subject.i < cue.verb.i or cue.verb.lemma not in words.object:
        return None
    if (
        cue.verb.lemma in words.no_passive
        or cue.verb.dep in ("acl:relcl", "acl", "amod")
        or subject.tag in ("WDT", "WP")
    ):
        return None
    phrase = draft.analysis.subtree(subject)
    if len(phrase) < 2 or phrase[0].i < cue.verb.i:
        return None
    return Found([trimmed(draft, phrase[0].start, cue.stop)], "passive_subject")


Rule = Callable[[Draft, Cue, CueWords], Found | None]
THAT, QUOTATION, INSIDE, LEFT, CLAUSE_BEHIND, NOUN_PHRASE, PASSIVE = CONTENT_RULES
ASIDES = (_between, INSIDE, LEFT)  # rules for a cue that stands apart from its content
RULES: list[Rule] = [
    _about_this,
    _of_which,
    _opening,
    _colon,
    _between,
    THAT,
    QUOTATION,
    _proposed,
    INSIDE,
    LEFT,
    _estimate,
    _attention,
    _governed,
    CLAUSE_BEHIND,
    NOUN_PHRASE,
    PASSIVE,
    _object,
    _passive_before,
]
