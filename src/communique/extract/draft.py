"""The record in the making: what the steps of the pipeline read from and write to.

Each step is a function ``step(draft: Draft) -> None``. Entities can be changed until the end; all other items are
appended as the finished structs of ``communique.record``. Whoever decides something names the rule:
``draft.decide("figures", figure.id, "money_before_number")``; ``--explain`` prints it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

import msgspec

from communique.extract.span_index import SpanIndex
from communique.knowledge.countries import Countries, countries_in
from communique.language import Analysis, Language, Token
from communique.record import (
    Change,
    Document,
    Entity,
    EntityKind,
    Figure,
    Finding,
    Link,
    Milestone,
    Post,
    Qualifier,
    Span,
    Statement,
    Topic,
)

Form = Literal["name", "nominal", "pronoun"]
NOTHING_YET: Any = SpanIndex([])
ENTITY_FIELDS = ("person", "organization", "speaker", "about", "subject", "object")  # fields that hold entity ids


@dataclass(slots=True)
class Mention:
    """Words that mean an entity: its name, a description ("the plant"), or a pronoun."""

    span: Span
    entity: str  # entity id
    form: Form
    head: int = -1  # index of the head token in the analysis


@dataclass(slots=True)
class EntityDraft:
    """An entity while its mentions are gathered."""

    id: str
    kind: EntityKind
    name: str
    aliases: set[str] = field(default_factory=set)
    country: str | None = None
    signed: str | None = None
    sector: Topic | None = None
    place: str | None = None
    form: str | None = None
    date: str | None = None
    gender: Literal["f", "m"] | None = None  # for pronouns; not part of the record
    plural: bool = False  # a group


@dataclass(slots=True)
class Quantity:
    """A number with its unit and qualifier, as the words say it; whether it counts as a figure is decided later."""

    span: Span  # with qualifier and unit
    number: Span  # the digits or number words alone
    value: float
    high: float | None
    unit: str | None  # ISO 4217, UCUM-like, "%"; None where no unit word stands by it
    unit_span: Span | None
    rate: str | None
    qualifier: Qualifier
    rule: str
    words: bool = False  # number words, no digits
    ordinal: bool = False
    multiplier: bool = False  # "sixfold", "doubled", "5.8 times", "by a quarter"
    per: str | None = None  # what the amount is for one of, as written: "share" in "$7 per share"
    outside: str = ""  # why the contract leaves it out of the record ("time", "vague", "symbol"), or ""


@dataclass(slots=True)
class Period:
    """A time that the words name; ``date`` is ``None`` where it cannot be resolved (day of publication unknown)."""

    span: Span
    date: str | None  # EDTF
    rule: str
    relative: bool = False
    duration: bool = False  # "over the past 20 years": says how long, not a date


@dataclass(slots=True)
class Decision:
    """Which rule decided an item."""

    kind: str
    key: str
    rule: str
    span: Span | None = None


@dataclass(slots=True)
class Evidence:
    """What was seen while reading that the record has no field for; the checks use it."""

    open_quotes: list[Span] = field(default_factory=list)  # the sentence part from the mark that is never closed
    impossible_dates: list[tuple[Span, str]] = field(
        default_factory=list
    )  # with why ("30 February", "a Friday, not a Monday")
    referred_bodies: list[tuple[int, int]] = field(default_factory=list)  # index of a post, of the noun for its body
    anniversaries: list[tuple[Span, int, str | None]] = field(default_factory=list)  # words, how many years, entity id


@dataclass
class Draft:
    """One document's record in the making."""

    document: Document
    analysis: Analysis
    language: Language
    skip: list[Span] = field(default_factory=list)  # lines that are not the report's own words
    amounts: list[Quantity] = field(default_factory=list)  # all that the words count or measure
    quantities: list[Quantity] = field(default_factory=list)  # those of them that the contract may hold
    periods: list[Period] = field(default_factory=list)
    entities: dict[str, EntityDraft] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    milestones: list[Milestone] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    evidence: Evidence = field(default_factory=Evidence)
    decisions: list[Decision] = field(default_factory=list)
    parts: tuple[int, list[Span]] | None = None  # the items of a newsletter, with how many mentions there were then
    _counts: dict[str, int] = field(default_factory=dict)
    _by_token: dict[int, Mention] = field(default_factory=dict)
    _by_head: dict[int, list[Mention]] = field(default_factory=dict)
    _mentions: SpanIndex[Mention] = NOTHING_YET
    _periods: SpanIndex[Period] = NOTHING_YET
    _quantities: SpanIndex[Quantity] = NOTHING_YET

    @property
    def text(self) -> str:
        return self.document.text

    @property
    def countries(self) -> Countries:
        """The words for countries in the draft's language."""
        return countries_in(self.language.code)

    def words(self, span: Span) -> str:
        return self.document.text[span[0] : span[1]]

    def new_id(self, prefix: str) -> str:
        """The next id of a kind: ``e1``, ``f1``, ``s1``, ``c1``, ``m1``."""
        self._counts[prefix] = self._counts.get(prefix, 0) + 1
        return f"{prefix}{self._counts[prefix]}"

    def share_ids(self, other: Draft) -> None:
        """Count ids with another draft of the same document, so that none of them is given twice."""
        self._counts = other._counts

    def decide(self, kind: str, key: str, rule: str, span: Span | None = None) -> None:
        self.decisions.append(Decision(kind, key, rule, span))

    def add_entity(self, kind: EntityKind, name: str, rule: str) -> EntityDraft:
        """A new entity without mentions yet."""
        entity = EntityDraft(self.new_id("e"), kind, name)
        self.entities[entity.id] = entity
        self.decide("entities", entity.id, rule)
        return entity

    def add_mention(self, entity: EntityDraft, span: Span, form: Form, head: Token | None = None) -> Mention:
        """Tie words to an entity; words that were tied before are tied anew where the new span covers the old one."""
        tokens = self.analysis.tokens_in(span)
        mention = Mention(span, entity.id, form, head.i if head is not None else (tokens[-1].i if tokens else -1))
        self.mentions.append(mention)
        self._by_head.setdefault(mention.head, []).append(mention)
        for token in tokens:
            old = self._by_token.get(token.i)
            if old is None or (old.span[1] - old.span[0]) <= (span[1] - span[0]):
                self._by_token[token.i] = mention
        if form == "name":
            words = self.words(span)
            if words != entity.name:
                entity.aliases.add(words)
        return mention

    def mention_at(self, token: Token | int) -> Mention | None:
        """The longest mention that covers a token."""
        return self._by_token.get(token if isinstance(token, int) else token.i)

    def entity_at(self, token: Token | int) -> EntityDraft | None:
        """The entity that the token (a head noun, a pronoun) means, or ``None``."""
        mention = self.mention_at(token)
        return self.entities.get(mention.entity) if mention is not None else None

    def entities_headed_by(self, token: Token) -> list[EntityDraft]:
        """The entities whose mention has the token as its head, also within a longer mention of another."""
        mentions = self._by_head.get(token.i, ())
        return [self.entities[mention.entity] for mention in mentions if mention.entity in self.entities]

    def mentions_in(self, span: Span) -> list[Mention]:
        """Mentions that lie wholly in a span, nested ones too, in the order of the text."""
        self._mentions = self._mentions.of(self.mentions)
        return self._mentions.inside(span)

    def merge(self, kept: EntityDraft, gone: EntityDraft) -> EntityDraft:
        """Make two entities one; mentions, aliases and what only the second one knows go to the first."""
        if kept.id == gone.id:
            return kept
        for mention in self.mentions:
            if mention.entity == gone.id:
                mention.entity = kept.id
        kept.aliases |= gone.aliases | {gone.name}
        kept.aliases.discard(kept.name)
        for name in ("country", "signed", "sector", "place", "form", "date", "gender"):
            if getattr(kept, name) is None:
                setattr(kept, name, getattr(gone, name))
        del self.entities[gone.id]
        return kept

    def drop(self, gone: EntityDraft) -> None:
        """Forget an entity with its mentions."""
        del self.entities[gone.id]
        self.mentions = [mention for mention in self.mentions if mention.entity != gone.id]
        self._by_token = {at: mention for at, mention in self._by_token.items() if mention.entity != gone.id}
        for mentions in self._by_head.values():
            mentions[:] = [mention for mention in mentions if mention.entity != gone.id]

    def rename(self, gone: str, kept: str) -> None:
        """Let all items that name one entity name another instead."""

        def swap(value: Any) -> Any:
            if isinstance(value, tuple):
                return tuple(dict.fromkeys(map(swap, value))) if all(isinstance(v, str) for v in value) else value
            return kept if value == gone else value

        for items in (self.posts, self.statements, self.figures, self.changes, self.milestones, self.links):
            for at, item in enumerate(items):
                named = {name: getattr(item, name) for name in ENTITY_FIELDS if hasattr(item, name)}
                changed = {name: swap(value) for name, value in named.items() if swap(value) != value}
                if changed:
                    items[at] = msgspec.structs.replace(item, **changed)  # type: ignore[call-overload]

    def statement_at(self, span: Span) -> Statement | None:
        """The statement in whose content a span lies; the innermost where two do."""
        found = [
            (end - start, statement)
            for statement in self.statements
            for start, end in statement.content_spans
            if start <= span[0] and span[1] <= end
        ]
        return min(found, key=lambda pair: pair[0])[1] if found else None

    def periods_in(self, span: Span) -> list[Period]:
        """Periods that lie wholly in a span, in the order of the text."""
        self._periods = self._periods.of(self.periods)
        return self._periods.inside(span)

    def in_period(self, offset: int) -> bool:
        """Whether a place in the text lies in the words of a period."""
        if not self.periods:
            return False
        self._periods = self._periods.of(self.periods)
        return bool(self._periods.over(offset))

    def quantities_from(self, start: int, end: int) -> list[Quantity]:
        """Quantities that begin between two places in the text."""
        self._quantities = self._quantities.of(self.quantities)
        return list(self._quantities.starting_in(start, end))

    def finished_entities(self) -> tuple[Entity, ...]:
        """Entities with at least one mention, as structs of the record; mentions in the order of the text."""
        spans: dict[str, set[Span]] = {}
        for mention in self.mentions:
            spans.setdefault(mention.entity, set()).add(mention.span)
        return tuple(
            Entity(
                id=entity.id,
                kind=entity.kind,
                name=entity.name,
                aliases=tuple(sorted(entity.aliases - {entity.name})),
                country=entity.country,
                mentions=tuple(sorted(spans[entity.id])),
                signed=entity.signed,
                sector=entity.sector,
                place=entity.place,
                form=entity.form,
                date=entity.date,
            )
            for entity in self.entities.values()
            if entity.id in spans
        )
