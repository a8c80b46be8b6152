"""What the Russian rules for links share: the clause of a verb, the thing that a relative or a pronoun means, who does something."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import msgspec

from communique.extract.draft import Draft, EntityDraft, Mention
from communique.language import Token
from communique.record import Relation

FINITE = ("VBD", "VBZ", "VBP", "VBF", "VB", "VBN")
BACK = 3  # sentences in which a pronoun's thing is named


class LinkWords(msgspec.Struct, frozen=True):
    """What ``relations.yml`` says beside the words of all languages."""

    makers: dict[Relation, frozenset[str]]  # nouns for who does it: "подрядчик", "оператор", "инвестор"
    works: frozenset[str]  # nouns that stand for what is being built: "стройка", "работы"
    repairs: frozenset[str]  # what money is given for beside building: "обновление"
    undertake: frozenset[str]  # verbs of those who build by a noun: "приступил к строительству"
    heading: list[str]  # "во главе с"
    taking_part: list[str]  # "при участии"
    meet: frozenset[str]  # verbs of two who meet
    with_whom: frozenset[str]
    chairing: frozenset[str]  # "под сопредседательством"
    signing: list[str]  # words for "signed" that are no verb: "скрепили подписями"
    speak_at: frozenset[str]  # "выступая на нём"
    stand: frozenset[str]  # verbs that say where something is or will be
    copulas: frozenset[str]
    accede: frozenset[str]  # "присоединилась к конвенции"
    daughters: frozenset[str]  # "дочерний"


@lru_cache
def link_words(language: Any) -> LinkWords:
    return language.data("relations", LinkWords)  # type: ignore[no-any-return]


def clause_of(draft: Draft, verb: Token) -> list[Token]:
    """The tokens around a verb between commas, semicolons and verbs of other clauses; commas inside quoted names do not count."""
    tokens, sentence = draft.analysis.tokens, draft.analysis.sentences[verb.sentence]
    first, last = verb.i, verb.i
    while first - 1 >= sentence.first and not _parts(draft, tokens[first - 1]):
        first -= 1
    while last + 1 < sentence.last and not _parts(draft, tokens[last + 1]):
        last += 1
    return tokens[first : last + 1]


def _parts(draft: Draft, token: Token) -> bool:
    """Whether a mark ends a clause."""
    if token.text not in (",", ";", ":"):
        return False
    mention = draft.mention_at(token)
    return mention is None


def names_in(draft: Draft, tokens: list[Token], *kinds: str) -> list[Mention]:
    """Mentions by name or description of some kinds that lie in a row of tokens; of two in one place the longer."""
    if not tokens:
        return []
    found = [
        m
        for m in draft.mentions_in((tokens[0].start, tokens[-1].end))
        if draft.entities[m.entity].kind in kinds and m.form != "pronoun"
    ]
    return [
        m
        for m in found
        if not any(o is not m and o.span[0] <= m.span[0] and m.span[1] <= o.span[1] and o.span != m.span for o in found)
    ]


def antecedent(draft: Draft, relative: Token, *kinds: str) -> EntityDraft | None:
    """ "Завод в провинции Асуай, который …": the last entity of a kind before the comma whose head agrees with the relative."""
    comma = next((i for i in range(relative.i - 1, max(0, relative.i - 4), -1) if _comma(draft, i)), None)
    if comma is None:
        return None
    sentence = draft.analysis.sentences[relative.sentence]
    near = [
        m
        for m in draft.mentions_in((sentence.start, draft.analysis.tokens[comma].start))
        if draft.entities[m.entity].kind in kinds
    ]
    fitting = [m for m in near if _agrees(draft.analysis.tokens[m.head], relative)]
    return draft.entities[max(fitting, key=lambda m: m.span[0]).entity] if fitting else None


def _comma(draft: Draft, at: int) -> bool:
    return draft.analysis.tokens[at].text == ","


def _agrees(noun: Token, pronoun: Token) -> bool:
    if pronoun.number == "Plur" or noun.number == "Plur":
        return noun.number == pronoun.number
    return not noun.gender or not pronoun.gender or noun.gender == pronoun.gender


PRONOUNS = ("он", "она", "оно")


def is_pronoun(token: Token) -> bool:
    """Whether a word stands for a thing; the networks take "нём" for a noun."""
    form = token.text.lower()
    return token.tag == "PRP" or token.lower in PRONOUNS or token.dep == "obj" and form in ("его", "её", "ее")


def meant_by(draft: Draft, pronoun: Token, gender: str | None, *kinds: str) -> EntityDraft | None:
    """The entity of a kind named last before a pronoun, in the sentences before it, whose head has that gender."""
    start = draft.analysis.sentences[max(0, pronoun.sentence - BACK)].start
    for mention in reversed(draft.mentions_in((start, pronoun.start))):
        if draft.entities[mention.entity].kind not in kinds or mention.form == "pronoun":
            continue
        head = draft.analysis.tokens[mention.head]
        if gender is None or not head.gender or head.gender == gender:
            return draft.entities[mention.entity]
    return None


def led_body(draft: Draft, tokens: list[Token], phrases: list[str]) -> Mention | None:
    """ "консорциум во главе с компанией X": the body behind such words."""
    text = draft.words((tokens[0].start, tokens[-1].end)).lower()
    for phrase in phrases:
        at = text.find(phrase + " ")
        if at >= 0:
            start = tokens[0].start + at + len(phrase)
            behind = [t for t in tokens if t.start >= start]
            found = names_in(draft, behind, "organization")
            if found and found[0].span[0] - start < 40:
                return found[0]
    return None
