"""Measures that only a pronoun names: "investments remain modest: they stood at …", "11 firms …, and 40 of them by 2029"."""

from __future__ import annotations

from communique.extract.clauses import anchor_of, said_of, verb_above
from communique.extract.counted import counted_noun
from communique.extract.draft import Draft, Quantity
from communique.extract.figure_words import figure_words
from communique.extract.indicators import is_money
from communique.extract.measures import Measure, measure_from, phrase_tokens
from communique.extract.names import title_words
from communique.language import Token
from communique.record import Figure

MILLION = 1_000_000
SUBJECTS = ("nsubj", "nsubj:pass")
NOUNS = ("NOUN", "PROPN")
PLURAL = ("NNS", "NNPS")


def measure_of_pronoun(draft: Draft, quantity: Quantity) -> Measure | None:
    """ "they stood at S$64 million": the subject before that the pronoun means, where the verb says a size."""
    anchor = anchor_of(draft, quantity)
    verb = verb_above(draft, anchor) if anchor is not None else None
    words = figure_words(draft.language)
    if verb is None or verb.lemma not in words.measure_verbs and verb.pos != "AUX":
        return None
    inside = {token.i for token in draft.analysis.tokens_in(quantity.span)}
    said = said_of(draft, verb, inside)
    if said is None or said.lower not in words.it | words.they:
        return None
    before = draft.figures[-1] if draft.figures else None
    at = draft.analysis.token_at(before.span[0]) if before is not None else None
    if before is not None and at is not None and said.sentence - at.sentence <= 1 and before.unit == quantity.unit:
        head = draft.analysis.token_at(before.measure_span[0]) if before.measure_span is not None else None
        if before.measure is not None and before.measure_span is not None and head is not None and before.unit == "%":
            return Measure(before.measure, before.measure_span, head, "measure_of_share_before")
    noun = _subject_before(draft, said, plural=said.lower in words.they)
    if noun is None and is_money(quantity.unit or ""):
        noun = _asked_about(draft, said)
    if noun is None:
        return None
    found = measure_from(draft, phrase_tokens(draft, noun, inside), noun)
    found.rule = "measure_of_pronoun"
    return found


def measure_of_worth(draft: Draft, quantity: Quantity) -> Measure | None:
    """ "bought goods worth 3.4 million euros": the noun right before "worth", whatever the parse ties it to."""
    words, tokens = figure_words(draft.language), draft.analysis.tokens
    inside = draft.analysis.tokens_in(quantity.span)
    at = inside[0].i - 1 if inside else 0
    while at > 1 and tokens[at].pos == "ADV":
        at -= 1  # "for just 640 million"
    if not is_money(quantity.unit or "") or at < 1:
        return None
    noun = tokens[at - 1]
    priced = tokens[at].lower in words.for_ and noun.lemma in words.wares
    if tokens[at].lower not in words.worth and not priced:
        return None
    if noun.pos not in NOUNS or noun.sentence != inside[0].sentence:
        return None
    kept = [t for t in phrase_tokens(draft, noun, {token.i for token in inside}) if t.i <= noun.i]
    verb = draft.analysis.head_of(noun) if noun.dep == "obj" and noun.lemma in words.wares else None
    if verb is not None and verb.pos == "VERB" and verb.i < noun.i:
        kept = [verb, *kept]  # "exported goods"
    found = measure_from(draft, kept or [noun], noun)
    found.rule = "measure_of_worth"
    return found


def _subject_before(draft: Draft, pronoun: Token, plural: bool) -> Token | None:
    """The subject that stands nearest before a pronoun, in its sentence or the one before, of its number; no actor."""
    first = draft.analysis.sentences[max(0, pronoun.sentence - 1)].first
    for token in reversed(draft.analysis.tokens[first : pronoun.i]):
        if token.dep not in SUBJECTS or token.pos not in NOUNS:
            continue
        entity = draft.entity_at(token)
        if token.lower in title_words(draft.language).heads:
            continue
        if entity is not None and entity.kind in ("person", "organization", "group", "country"):
            continue
        if entity is not None and entity.kind in ("project", "programme", "agreement", "event"):
            return None  # the thing itself is meant, and what of it is measured the verb says
        several = token.tag in PLURAL or draft.analysis.child(token, "conj") is not None
        return token if several == plural else None
    return None


def _asked_about(draft: Draft, pronoun: Token) -> Token | None:
    """ "How would you describe trade? – Modest. It stood at …": the one noun of money in the question before."""
    words, sentences = figure_words(draft.language), draft.analysis.sentences
    for sentence in reversed(sentences[max(0, pronoun.sentence - 3) : pronoun.sentence]):
        if draft.text[sentence.start : sentence.end].rstrip("”\"' ").endswith("?"):
            nouns = [
                t for t in draft.analysis.sentence_tokens(sentence) if t.lemma in words.of_money and t.pos == "NOUN"
            ]
            return nouns[0] if len(nouns) == 1 else None
    return None


def money_of_pronoun(draft: Draft, quantity: Quantity, before: Figure) -> bool:
    """ "wants it to exceed 500 million by 2028": a bare sum of what was told in money at most a sentence before."""
    money = is_money(before.unit)
    scaled = any(c.isalpha() for c in draft.words(quantity.span))
    if quantity.unit is not None or before.unit in ("1", "%") or money and quantity.value < MILLION and not scaled:
        return False
    if counted_noun(draft, quantity).head is not None:
        return False
    anchor, at = anchor_of(draft, quantity), draft.analysis.token_at(before.span[0])
    verb = verb_above(draft, anchor) if anchor is not None else None
    if verb is None or at is None or verb.sentence - at.sentence not in (0, 1, 2):
        return False
    words = figure_words(draft.language)
    inside = {token.i for token in draft.analysis.tokens_in(quantity.span)}
    said = said_of(draft, verb, inside)
    if said is not None and said.lower in words.relative:
        said = draft.analysis.head_of(verb)
    if said is None or verb.lemma not in words.measure_verbs and verb.pos != "AUX":
        return False
    if money and said.lemma in words.of_money:  # "exports, which came to 6.5 million"
        return True
    return said.lower in words.it | words.they and verb.sentence - at.sentence < 2


def measure_of_them(draft: Draft, quantity: Quantity) -> Measure | None:
    """ "Portuguese firms have invested …, more than 450 of them are established there": the plural noun before, and what they do."""
    anchor = anchor_of(draft, quantity)
    words = figure_words(draft.language)
    if anchor is None or quantity.unit is not None:
        return None
    behind = draft.analysis.tokens[anchor.i + 1 : anchor.i + 3]
    verb = verb_above(draft, anchor)
    if len(behind) < 2 or behind[0].lower not in words.of or behind[1].lower not in words.them or verb is None:
        return None
    noun = _subject_before(draft, anchor, plural=True)
    if noun is None or verb.pos != "VERB":
        return None
    inside = {token.i for token in draft.analysis.tokens_in(quantity.span)}
    found = measure_from(draft, [*phrase_tokens(draft, noun, inside), verb], noun)
    found.rule = "measure_of_them"
    return found


def figure_of_them(draft: Draft, quantity: Quantity) -> Figure | None:
    """ "40 of them": the figure of the things that are meant, the last that counts some in this sentence or the one before."""
    anchor = anchor_of(draft, quantity)
    if anchor is None or quantity.unit is not None:
        return None
    words = figure_words(draft.language)
    verb = verb_above(draft, anchor)
    if (more := _more_of_them(draft, quantity, anchor)) is not None:
        return more
    if verb is None or verb.lemma not in words.measure_verbs and verb.pos != "AUX":
        return None  # "780,000 of them work": what they do is told
    behind = draft.analysis.tokens[anchor.i + 1 : anchor.i + 3]
    if len(behind) < 2 or behind[0].lower not in words.of or behind[1].lower not in words.them:
        return None
    before = draft.figures[-1] if draft.figures else None
    at = draft.analysis.token_at(before.span[0]) if before is not None else None
    near = at is not None and anchor.sentence - at.sentence <= 1
    return before if before is not None and near and before.unit == "1" else None


def _more_of_them(draft: Draft, quantity: Quantity, anchor: Token) -> Figure | None:
    """ "Another 1,500 are expected to enrol": more of what the figure before counts, where no noun says otherwise."""
    before = draft.figures[-1] if draft.figures else None
    at = draft.analysis.token_at(before.span[0]) if before is not None else None
    first = draft.analysis.tokens_in(quantity.span)[0]
    said = {first.lower, draft.analysis.tokens[first.i - 1].lower if first.i else ""}
    if before is None or at is None or before.unit != "1" or anchor.sentence - at.sentence > 1:
        return None
    if not said & figure_words(draft.language).more_of_them or counted_noun(draft, quantity).head is not None:
        return None
    return before
