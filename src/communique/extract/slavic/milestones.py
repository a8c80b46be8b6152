"""Steps, and the dates of agreements and events that they tell: when a paper was signed, when a meeting took place."""

from __future__ import annotations

import msgspec
import regex

from communique.extract.draft import Draft, EntityDraft
from communique.extract.milestones import find_milestones as find_all
from communique.extract.names import entity_words
from communique.extract.slavic.words import part_words
from communique.extract.steps import step_words
from communique.language import Token
from communique.record import Figure

DAY = regex.compile(r"\d{4}-\d\d(?:-\d\d)?")
PARTLY = regex.compile(r"(?:\s+\p{L}+)?\s+(?:на\s+)(?:\p{L}+\s+){0,2}\d+(?:[.,]\d+)?\s?(?:%|процент)")
EARLY = 4  # sentences in which a report names its event
STAGES = ("opened", "started", "completed", "delayed", "other")
BEFORE = 9  # tokens between works and the size of what they make
OF_PLANTS = ("project.capacity", "project.cost", "project.jobs")
BESIDE = 90  # characters between an event and its date at most


def find_milestones(draft: Draft) -> None:
    """As for all languages; then the dates of entities."""
    find_all(draft)
    for milestone in draft.milestones:
        about = draft.entities.get(milestone.about or "")
        if about is not None and about.kind == "agreement" and (milestone.step, milestone.status) == ("signed", "done"):
            about.signed = about.signed or milestone.date
    for entity in draft.entities.values():
        if entity.kind == "event" and entity.date is None:
            entity.date = _took_place(draft, entity) or _day_before(draft, entity)
    _partly_done(draft)
    _inside_clause(draft)
    _of_last_project(draft)
    _begun(draft)
    _signed_at(draft)
    _not_yet_built(draft)


def _partly_done(draft: Draft) -> None:
    """ "Станция построена на 62 %": what is done in part is no step that was reached."""
    draft.milestones[:] = [
        m
        for m in draft.milestones
        if (m.step, m.status) != ("completed", "done") or not PARTLY.match(draft.text, m.span[1])
    ]


def _took_place(draft: Draft, event: EntityDraft) -> str | None:
    """The day or month nearest to the first words for an event, in their sentence and not ahead of the report."""
    mention = min((m for m in draft.mentions if m.entity == event.id), key=lambda m: m.span, default=None)
    sentence = draft.analysis.sentence_of(mention.span[0]) if mention is not None else None
    if mention is None or sentence is None:
        return None
    near = [
        (max(period.span[0] - mention.span[1], mention.span[0] - period.span[1]), period.date)
        for period in draft.periods_in((sentence.start, sentence.end))
        if period.date and DAY.fullmatch(period.date) and not period.duration
    ]
    published = draft.document.published or ""
    near = [(gap, day) for gap, day in near if gap < BESIDE and (not published or day <= published[: len(day)])]
    return min(near)[1] if near else None


def _day_before(draft: Draft, event: EntityDraft) -> str | None:
    """ "19 августа министр принял посла. Встреча прошла …": the one day of the sentence before that a verb in the past tells of.

    A dateline ("ГЕРАТ, 20 октября. В церемонии участвовал …") is such a sentence too.
    """
    mention = min((m for m in draft.mentions if m.entity == event.id), key=lambda m: m.span, default=None)
    sentence = draft.analysis.sentence_of(mention.span[0]) if mention is not None else None
    if sentence is None or sentence.index > EARLY or event.form not in entity_words(draft.language).same_day:
        return None
    if not any(t.tag == "VBD" for t in draft.analysis.sentence_tokens(sentence)):
        return None
    before = draft.analysis.sentences[: sentence.index]
    days = {p.date for s in before for p in draft.periods_in((s.start, s.end)) if p.date and len(p.date) == 10}
    own = {p.date for p in draft.periods_in((sentence.start, sentence.end)) if p.date and len(p.date) == 10}
    return days.pop() if len(days) == 1 and not own - days else None


def _signed_at(draft: Draft) -> None:
    """ "По итогам переговоров подписан меморандум": on the day of the one dated event that the report tells of."""
    days = {e.date for e in draft.entities.values() if e.kind == "event" and e.date and len(e.date) == 10}
    if len(days) != 1:
        return
    day = days.pop()
    for milestone in draft.milestones:
        paper = draft.entities.get(milestone.about or "")
        if paper is None or paper.kind != "agreement" or paper.signed or milestone.date or milestone.step != "signed":
            continue
        sentence = draft.analysis.sentence_of(milestone.span[0])
        if sentence is None or milestone.status != "done":
            continue
        at_event = any(
            draft.entities[m.entity].kind == "event" for m in draft.mentions_in((sentence.start, sentence.end))
        )
        dated = any(p.date for p in draft.periods_in((sentence.start, milestone.span[1])))
        if at_event and not dated:
            paper.signed = day


BY_STEP = {
    "signed": ("agreement",),
    "ratified": ("agreement",),
    "in_force": ("agreement", "programme"),
    "extended": ("agreement", "programme"),
    "held": ("event", "programme", "organization"),
    "opened": ("project", "organization", "programme"),
}  # fmt: skip


def _inside_clause(draft: Draft) -> None:
    """ "Первую очередь завода планируется запустить": the one thing that the clause itself names, if it has such steps."""
    for at, milestone in enumerate(draft.milestones):
        if milestone.about is not None:
            continue
        kinds = BY_STEP.get(milestone.step, ("project",))
        named = {
            m.entity
            for m in draft.mentions_in(milestone.span)
            if m.form != "pronoun" and draft.entities[m.entity].kind in kinds
        }
        if len(named) == 1 and not (milestone.step == "opened" and draft.entities[next(iter(named))].kind == "event"):
            draft.milestones[at] = msgspec.structs.replace(milestone, about=named.pop())


def _begun(draft: Draft) -> None:
    """ "Программа действует с 2021 года": papers are in force, what runs has begun."""
    for at, milestone in enumerate(draft.milestones):
        about = draft.entities.get(milestone.about or "")
        if (
            milestone.step == "in_force"
            and about is not None
            and about.kind in ("programme", "organization", "project")
        ):
            draft.milestones[at] = msgspec.structs.replace(milestone, step="started")


def _of_last_project(draft: Draft) -> None:
    """ "Ввод в эксплуатацию намечен на 2027 год": the one project spoken of in this sentence and the two before it."""
    words = step_words(draft.language)
    for at, milestone in enumerate(draft.milestones):
        first = draft.analysis.token_at(milestone.span[0])
        if milestone.about is not None or milestone.step not in STAGES or first is None:
            continue
        tokens = draft.analysis.tokens_in(milestone.span)
        noun = next((t for t in tokens if t.pos == "NOUN"), None)
        if (
            noun is None
            or noun.lemma not in words.nouns
            and noun.lemma not in words.works
            or any(c.case == "Gen" and c.lemma not in words.generic for c in draft.analysis.children(noun, "nmod"))
        ):
            continue
        if any(draft.mentions_in(milestone.span)):
            continue
        start = draft.analysis.sentences[max(0, first.sentence - 2)].start
        near = {
            m.entity
            for m in draft.mentions_in((start, milestone.span[0]))
            if draft.entities[m.entity].kind == "project"
        }
        if len(near) == 1:
            draft.milestones[at] = msgspec.structs.replace(milestone, about=near.pop())


def _not_yet_built(draft: Draft) -> None:
    """What a plant that is still to be opened can do, costs and employs is planned."""
    ahead = {m.about for m in draft.milestones if m.step in ("opened", "completed") and m.status == "expected"}
    ahead |= {m.about for m in draft.milestones if m.step == "started" and m.status == "under_way"}
    done = {m.about for m in draft.milestones if m.step in ("opened", "completed") and m.status == "done"}
    began = {change.from_ for change in draft.changes}
    for at, figure in enumerate(draft.figures):
        if figure.id in began or figure.indicator not in OF_PLANTS or figure.status != "actual":
            continue
        if _is_now(draft, figure):
            continue
        if set(figure.about) & (ahead - done - {None}) or _of_works(draft, figure):
            draft.figures[at] = msgspec.structs.replace(figure, status="planned")


def _is_now(draft: Draft, figure: Figure) -> bool:
    """ "на реконструкции занято 450 человек", "на площадке трудятся 300 рабочих": who works there does so already."""
    number = draft.analysis.token_at(figure.span[1] - 1)
    verb = number
    while verb is not None and verb.pos not in ("VERB", "AUX"):
        verb = draft.analysis.head_of(verb)
    if verb is not None and figure.indicator == "project.cost":
        return verb.tag == "VBD" and verb.lemma in part_words(draft.language).spent
    if figure.indicator != "project.jobs" or verb is None:
        return False
    return verb.tag in ("VBZ", "VBP", "VBD") and verb.lemma != "быть" or _is_done_participle(draft, verb)


def _is_done_participle(draft: Draft, verb: Token) -> bool:
    """ "занято": a short participle without a future before it."""
    ahead = any(c.lower in step_words(draft.language).ahead for c in draft.analysis.children(verb, "aux", "aux:pass"))
    return verb.tag == "VBN" and not verb.case and not ahead


def _of_works(draft: Draft, figure: Figure) -> bool:
    """ "ускорить строительство ТЭЦ на 400 МВт": the size of what is being built."""
    tokens = draft.analysis.tokens
    number = draft.analysis.token_at(figure.span[0])
    if number is None or figure.indicator != "project.capacity":
        return False
    words = step_words(draft.language)
    for at in range(number.i - 1, max(number.i - BEFORE, -1), -1):
        token = tokens[at]
        if token.sentence != number.sentence or token.pos == "VERB" or token.text in ",;:–—":
            return False
        if token.pos == "NOUN" and words.nouns.get(token.lemma) == "started":
            return True
    return False
