"""What is said by a noun: "прозвучало мнение, что …", "пришли к выводу: …", "с таким заявлением выступил посол"."""

from __future__ import annotations

from communique.extract.contents import manner_of, new_statement, trimmed
from communique.extract.cues import CueWords
from communique.extract.draft import Draft, EntityDraft
from communique.extract.quotes import Quote
from communique.extract.slavic.source_phrases import Made
from communique.extract.slavic.speech_contents import sentence_before
from communique.extract.slavic.speech_cues import FINITE
from communique.extract.slavic.speech_speakers import named
from communique.extract.slavic.speech_words import source_words
from communique.language import Token
from communique.language.base import Sentence
from communique.record import Span

OPENING = 5  # tokens in which a sentence points back to what was said


def by_nouns(draft: Draft, sentence: Sentence, words: CueWords, speech: list[Quote]) -> list[Made]:
    """The statements of a sentence that a noun introduces."""
    tokens = draft.analysis.sentence_tokens(sentence)
    such = _such(draft, sentence, words)
    found = [such] if such is not None else []
    behind = _such_behind(draft, sentence, words, speech)
    found += [behind] if behind is not None else []
    for noun in tokens:
        if not _says_mind(draft, noun) or any(q.inner[0] <= noun.start < q.inner[1] for q in speech):
            continue
        start = _clause_behind(draft, noun, sentence, words)
        verb = _verb_of(draft, noun)
        if start is None or verb is None or verb.tag not in (*FINITE, "VBN") or draft.analysis.children(verb, "neg"):
            continue
        speaker, span = _holder(draft, noun, verb, words)
        content = trimmed(draft, start, sentence.end)
        cue = (min(verb.start, noun.start), max(verb.end, noun.end))
        if content[1] - content[0] > 3 and cue[1] <= content[0]:
            found.append(
                (content, new_statement([content], speaker, span, cue, manner_of([content], speech)), "noun_of_mind")
            )
    return found


def _says_mind(draft: Draft, noun: Token) -> bool:
    """ "мнение", "вывод"; "на том" behind "сошлись"."""
    sources = source_words(draft.language)
    verb = draft.analysis.head_of(noun)
    that = noun.lower in ("то", "тот") and verb is not None and verb.lemma in sources.agreeing
    return noun.lower in sources.mind or that


def _clause_behind(draft: Draft, noun: Token, sentence: Sentence, words: CueWords) -> int | None:
    """Where the clause behind a noun begins: ", что", ": ", "в том, что"."""
    tokens, at = draft.analysis.tokens, noun.i + 1
    while at < sentence.last and tokens[at].case == "Gen" and at - noun.i < OPENING:
        at += 1  # "прозвучало мнение экспертов, что"
    if at + 1 < sentence.last and tokens[at].pos == "ADP" and tokens[at + 1].lower in ("то", "тот"):
        at += 2
    if at + 1 < sentence.last and tokens[at].text == "," and tokens[at + 1].text.lower() == words.subordinator:
        return tokens[at + 1].end
    if at + 1 < sentence.last and tokens[at].text == ":" and at == noun.i + 1:
        return tokens[at].end
    return None


def _verb_of(draft: Draft, noun: Token) -> Token | None:
    return next((t for t in draft.analysis.ancestors(noun) if t.pos == "VERB"), None)


def _holder(draft: Draft, noun: Token, verb: Token, words: CueWords) -> tuple[EntityDraft | None, Span | None]:
    """Whose mind it is: the subject of the verb; where the noun is the subject, whoever owns it."""
    subject = draft.analysis.subject(verb)
    if subject is noun or subject is None:
        owner = draft.analysis.child(noun, "nmod")
        return named(draft, owner, words) if owner is not None and owner.case == "Gen" else (None, None)
    return named(draft, subject, words)


def _such_behind(draft: Draft, sentence: Sentence, words: CueWords, speech: list[Quote]) -> Made | None:
    """ "Экспорт достиг 40 млн, – такие данные привела министр": what stands before the dash."""
    sources, tokens = source_words(draft.language), draft.analysis.sentence_tokens(sentence)
    for at, token in enumerate(tokens[:-3]):
        behind = tokens[at + 1 : at + OPENING + 2]
        if token.text not in "–—" or behind[0].lower not in sources.such:
            continue
        noun = next((t for t in behind if {t.lower, t.text.lower()} & sources.such_nouns), None)
        verb = next((t for t in behind if t.tag in FINITE), None)
        subject = draft.analysis.child(verb, "nsubj") if verb is not None else None
        if noun is None or verb is None or subject is None or subject.i < verb.i:
            continue
        content = trimmed(draft, sentence.start, token.start)
        speaker, span = named(draft, subject, words)
        made = new_statement([content], speaker, span, (behind[0].start, verb.end), manner_of([content], speech))
        return content, made, "such_words_behind"
    return None


def _such(draft: Draft, sentence: Sentence, words: CueWords) -> Made | None:
    """ "… С таким заявлением выступил посол.", "Эти данные привёл министр.": the sentence before."""
    sources, tokens = source_words(draft.language), draft.analysis.sentence_tokens(sentence)
    first = tokens[1:] if tokens and tokens[0].pos == "ADP" else tokens
    if len(first) < 4 or first[0].lower not in sources.such:
        return None
    noun = next((t for t in first[1:OPENING] if t.pos == "NOUN"), None)
    verb = next((t for t in first[1 : OPENING + 2] if t.tag in FINITE), None)
    if noun is None or verb is None or noun.lower not in sources.such_nouns or verb.i < noun.i:
        return None
    subject = draft.analysis.child(verb, "nsubj")
    if subject is None or subject.i < verb.i:
        return None
    speaker, span = named(draft, subject, words)
    content = sentence_before(draft, sentence)
    if speaker is None or content is None:
        return None
    statement = new_statement(content.spans, speaker, span, (tokens[0].start, verb.end), manner_of(content.spans, []))
    return content.spans[0], statement, "such_words"
