"""What a number measures: the noun that it counts after it, the subject or object that it is said of before it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from communique.extract.draft import Draft, EntityDraft, Quantity
from communique.extract.turkic.clauses import NOUNS, figure_words, in_period, own_tokens
from communique.extract.turkic.names import CLOSING, quoted
from communique.extract.turkic.numbers import Counted
from communique.extract.turkic.view import morph_of, next_token, turkic
from communique.language import Token
from communique.record import Span

FAR = 24  # words to the left in which a subject is looked for


@dataclass(slots=True)
class Measure:
    """The words that say what is measured; ``head`` is their last noun."""

    span: Span
    head: Token
    rule: str
    before: Span | None = (
        None  # what describes the noun stands before its number: "yapon kapitali ishtirokidagi 43 ta korxona"
    )


def measure_text(draft: Draft, measure: Measure) -> str:
    """The words of a measure, the number between them left out."""
    spans = [span for span in (measure.before, measure.span) if span is not None]
    return " ".join(" ".join(draft.words(span).split()) for span in spans)


@lru_cache
def step_nouns(language: Any) -> frozenset[str]:
    """Nouns that only look like verbal nouns: "qurilish", "yig‘ilish"."""
    lists = language.data("steps", dict[str, Any])
    return frozenset(word for key in ("works", "things", "gatherings", "papers") for word in lists.get(key, ()))


def is_counting(draft: Draft, quantity: Counted) -> bool:
    """Whether the noun that is counted or qualified stands right after the number."""
    last = own_tokens(draft, quantity)[-1]
    following = _behind(draft, last)
    qualified = morph_of(draft, last)
    bare_participle = qualified.form == "participle" and qualified.case == "nom" and not qualified.possessed
    if qualified.root and last.end > quantity.number[1] and not quantity.attributive and not bare_participle:
        return False  # "65 million dollardan oshgani mamnuniyat bilan …"
    if (
        following is None
        or following.pos not in (*NOUNS, "VERB", "DET")
        or _behind(draft, last) is next_token(draft, last)
        and draft.text[last.end : following.start].strip()
    ):
        return False
    after = morph_of(draft, following)
    beyond = next_token(draft, following)
    if after.stem in figure_words(draft.language).verb_nouns and beyond is not None and morph_of(draft, beyond).root:
        return False  # "90 million dollar talab etiladi"
    if following.pos == "VERB" and after.form != "participle" or after.root in figure_words(draft.language).being:
        return False  # "quvvati 150 megavatt bo‘lgan stansiya"
    if after.stem in figure_words(draft.language).level:
        beyond = next_token(draft, following)  # "60 million dollar miqdorida kredit"
        return beyond is not None and beyond.pos in NOUNS and morph_of(draft, beyond).case == "nom"
    clause = (
        after.form == "participle" and after.possessed and bool(after.root)
    )  # "2 million yevro sarflanganini aytdi"
    if clause or after.form == "verbal_noun" and after.stem.rpartition("-")[2] not in step_nouns(draft.language):
        return False  # "2 milliard dollargacha oshirish"
    morph = morph_of(draft, last)
    bare = morph.case == "nom" and not morph.finite and morph.form not in ("converb",)
    return (
        quantity.attributive
        or bare
        or quantity.case in ("nom", "lim")
        or quantity.case == "abl"
        and morph_of(draft, following).possessed
    )


def _behind(draft: Draft, last: Token) -> Token | None:
    """The word after a number; "esa" between them left out: "9 millioni esa budjet mablag‘idir"."""
    following = next_token(draft, last)
    if following is not None and following.lower in turkic(draft).grammar.clause_conjunctions:
        return next_token(draft, following)
    return following


def measure_of(draft: Draft, quantity: Counted) -> Measure | None:
    """What the quantity measures: the whole that it is part of, the noun after it, else the subject or object before it."""
    shared = _shared(draft, quantity)
    if shared is not None:
        return measure_of(draft, shared)
    many = _next_number(draft, quantity)
    if many is not None:
        found = measure_of(draft, many)
        value = _value_before(draft, quantity)
        return Measure(found.span, found.head, "value_of_many", value) if found is not None else None
    if quantity.possessed:
        said = _behind_dash(draft, quantity) or _given_as(draft, quantity)
        if said is not None:
            return said
        whole = _whole(draft, quantity)
        if whole is not None:
            return whole
        if (quantity.unit is None or _refers_back(draft, quantity)) and not _is_predicate(draft, quantity):
            return None  # "shundan 9 tasi": of what was named last
    if is_counting(draft, quantity):
        found = _counted(draft, quantity)
        vague = figure_words(draft.language).people | figure_words(draft.language).bare
        people = found is not None and morph_of(draft, found.head).stem in vague
        if found is not None and people and morph_of(draft, found.head).case == "dat":
            whole = measured_before(
                draft, quantity
            )  # "soni 1,5 ming kishiga yetadi", "kvota 2 500 o‘ringa yetkaziladi"
            if whole is not None and whole.rule in ("subject", "object"):
                return whole
        if found is not None:
            if found.before is None and _is_amount(quantity):
                found.before = _value_before(draft, quantity)  # "yillik quvvati 1,2 milliard dona tabletka"
            return found
    return measured_before(draft, quantity)


def _is_amount(quantity: Counted) -> bool:
    return not quantity.classified and (quantity.unit is not None or quantity.value >= 10**6)


def _given_as(draft: Draft, quantity: Counted) -> Measure | None:
    """ "70 millionini imtiyozli kredit shaklida beramiz": as what a part is given."""
    at = next_token(draft, own_tokens(draft, quantity)[-1])
    for _ in range(6):
        if at is None or at.pos == "PUNCT" or morph_of(draft, at).finite:
            return None
        noun = next_token(draft, at, -1)
        if at.lower in figure_words(draft.language).forms_of_giving and noun is not None and noun.pos in NOUNS:
            return Measure((phrase_start(draft, noun).start, noun.end), noun, "given_as")
        at = next_token(draft, at)
    return None


def _behind_dash(draft: Draft, quantity: Counted) -> Measure | None:
    """ "shundan 12 million dollari – to‘g‘ridan-to‘g‘ri investitsiya": what the part is stands behind a dash."""
    dash = next_token(draft, own_tokens(draft, quantity)[-1])
    first = next_token(draft, dash) if dash is not None and dash.text in "–—-" else None
    last, at = None, first
    while at is not None and at.pos in NOUNS and not morph_of(draft, at).finite:
        last, at = at, next_token(draft, at)
    return Measure((first.start, last.end), last, "behind_dash") if first is not None and last is not None else None


def _value_before(draft: Draft, quantity: Counted) -> Span | None:
    """ "umumiy qiymati 9 milliard dollarlik 140 ta loyiha": the noun of value before the sum."""
    noun = next_token(draft, own_tokens(draft, quantity)[0], -1)
    if noun is None or noun.pos != "NOUN" or not morph_of(draft, noun).possessed or morph_of(draft, noun).case != "nom":
        return None
    return phrase_start(draft, noun).start, noun.end


def _whole(draft: Draft, quantity: Counted) -> Measure | None:
    """ "eksportning 16 foizini", "qurilish ishlarining 92 foizi": the noun that owns the number, right before it."""
    owner = next_token(draft, own_tokens(draft, quantity)[0], -1)
    while owner is not None and (owner.pos == "ADV" or owner.lower in figure_words(draft.language).skip):
        owner = next_token(draft, owner, -1)
    if owner is None or morph_of(draft, owner).case != "gen" or owner.pos not in NOUNS or in_period(draft, owner):
        return None
    entity = draft.entity_at(owner)
    if quantity.unit != "%" and entity is not None and entity.kind in ("country", "organization", "person"):
        return None
    span = (phrase_start(draft, owner).start, owner.end)
    verb = next_token(draft, own_tokens(draft, quantity)[-1])
    while verb is not None and verb.pos == "ADV":
        verb = next_token(draft, verb)
    if verb is not None and morph_of(draft, verb).root and morph_of(draft, verb).form != "converb":
        return Measure(verb.span, owner, "whole", span)  # "grantning 7 million franki o‘zlashtirilgan"
    return Measure(span, owner, "whole")


def _refers_back(draft: Draft, quantity: Counted) -> bool:
    """ "ularning 60 foizi", "shundan 21 millioni": a pronoun stands for the whole."""
    before = next_token(draft, own_tokens(draft, quantity)[0], -1)
    while before is not None and before.pos == "ADV":
        before = next_token(draft, before, -1)
    return before is not None and before.pos == "PRON"


def _is_predicate(draft: Draft, quantity: Counted) -> bool:
    """ "ularning uchdan biri ziyoratchilar": the noun behind the number closes its clause and says what it is."""
    found = _counted(draft, quantity) if is_counting(draft, quantity) else None
    if found is None or morph_of(draft, found.head).case != "nom":
        return False
    following = next_token(draft, found.head)
    return following is None or following.text in ',.;”»"' or turkic(draft).is_predicate(found.head.lower)


def _shared(draft: Draft, quantity: Counted) -> Counted | None:
    """ "20 ga yaqin va Tojikistonning 40 dan ortiq oliygohi": the number after "and" that counts the same thing."""
    last = own_tokens(draft, quantity)[-1]
    joint = next_token(draft, last)
    if joint is not None and joint.text == "," and quantity.case == "nom":
        return gapped(draft, quantity, joint)
    if joint is None or joint.pos != "CCONJ" or quantity.case == "acc":
        return None
    for other in draft.quantities:
        if isinstance(other, Counted) and other.unit == quantity.unit and joint.end < other.span[0] < joint.end + 30:
            between = [
                t
                for t in draft.analysis.tokens_in((joint.end, other.span[0]))
                if joint.end <= t.start and t.end <= other.span[0]
            ]
            if all(morph_of(draft, t).case == "gen" for t in between) and is_counting(draft, other):
                return other
    return None


def gapped(draft: Draft, quantity: Counted, comma: Token) -> Counted | None:
    """ "GIZ 8 million, hukumat esa 3,5 million yevro ajratadi", "Varshavada 900, Sofiyada 60 nafar talaba": the next number tells."""
    opening = next_token(draft, comma)
    if opening is None or opening.lower in figure_words(draft.language).clause_openers:
        return None  # "18 million dollar, shundan 12 millioni …"
    if quantity.unit is not None and measured_before(draft, quantity) is not None:
        return None
    for other in draft.quantities:
        if isinstance(other, Counted) and comma.end < other.span[0] < comma.end + 60 and other.unit == quantity.unit:
            between = draft.analysis.tokens_in((comma.end, other.span[0]))
            verb = any(morph_of(draft, t).root for t in between if t.end <= other.span[0])
            alike = (
                quantity.unit is not None or other.classified and is_counting(draft, other) or _gapped_on(draft, other)
            )
            return other if alike and not verb and quantity.unit != "%" else None
    return None


def _gapped_on(draft: Draft, quantity: Counted) -> bool:
    joint = next_token(draft, own_tokens(draft, quantity)[-1])
    return joint is not None and joint.text == "," and gapped(draft, quantity, joint) is not None


def _next_number(draft: Draft, quantity: Counted) -> Counted | None:
    """ "310 million dollarlik 18 ta shartnoma": the number between an amount and what it describes."""
    following = next_token(draft, own_tokens(draft, quantity)[-1])
    sum_of_many = quantity.unit is not None and quantity.case == "abl" and quantity.qualifier != "exactly"
    if not quantity.attributive and not sum_of_many or following is None:
        return None
    found = next((q for q in draft.quantities if q.span[0] == following.start), None)
    return found if isinstance(found, Counted) else None


def _counted(draft: Draft, quantity: Counted) -> Measure | None:
    """ "40 nafardan ortiq eksperti, diplomati va tadbirkori", "30 million yevrolik grant"."""
    last = own_tokens(draft, quantity)[-1]
    first = at = _behind(draft, last)
    if at is not None and morph_of(draft, at).stem in figure_words(draft.language).level:
        first = at = next_token(draft, at)
    head: Token | None = None
    while at is not None and at.i - last.i < 10:
        morph = morph_of(draft, at)
        if (
            at.pos not in (*NOUNS, "DET")
            and not (at.pos == "VERB" and morph.form == "participle")
            and at.text not in ("“", "”", '"', "«", "»")
        ):
            break
        if at.pos in NOUNS and morph.form != "converb":
            if (
                morph.form in ("verbal_noun", "participle")
                and (morph.possessed or morph.case != "nom")
                and head is not None
            ):
                break
            following = next_token(draft, at)
            light = following is not None and _acts_with_noun(draft, following)
            acted_on = quantity.unit is not None and following is not None and not quantity.attributive
            if acted_on and following is not None and morph_of(draft, following).form == "verbal_noun":
                if head is None and not morph.possessed and morph.case == "nom" and not morph.root:
                    return Measure((first.start, at.end), at, "counted_noun") if first is not None else None
            verb_noun = morph.stem in figure_words(draft.language).verb_nouns and not morph.possessed
            with_it = (
                following is not None and following.lower in figure_words(draft.language).joint and not morph.possessed
            )
            if with_it and head is not None and head.pos in ("NOUN", "PROPN"):
                break  # "350 kishi ish bilan ta’minlanadi"
            abroad = morph.case in ("dat", "loc", "abl") and at.pos == "PROPN" and not morph.possessed
            if abroad and head is not None:
                break  # "1500 nafar kuvaytlik O‘zbekistonga keladi"
            if morph.case == "rel" and at.pos == "PROPN" and head is not None and head.pos == "NOUN":
                break  # "25 nafar shifokor Oslodagi klinikada malaka oshirdi"
            if verb_noun and head is not None and following is not None and morph_of(draft, following).root:
                break
            if (
                head is not None
                and head.pos in ("NOUN", "PROPN")
                and not morph.possessed
                and (morph.case in ("dat", "loc", "abl") or light)
            ):
                break  # "talaba tahsil oladi", "reys amalga oshirildi": part of the verb
            if head is None or at.pos != "ADJ" or head.pos == "ADJ":
                head = at
        if morph.possessed and morph.case != "rel" or morph.case not in ("nom", "rel"):
            listed = _listed(draft, at)
            if listed is None and morph.possessed and morph.case == "nom" and _is_inner(draft, at):
                listed = next_token(draft, at)  # "qishloq xo‘jaligi mahsulotlari"
            if listed is None and morph.case == "gen" and (owned := next_token(draft, at)) is not None:
                listed = owned if owned.pos in NOUNS else None  # "Eksimbankning imtiyozli krediti"
            if listed is None:
                break
            at = listed
            continue
        joint = next_token(draft, at)
        listed = _listed(draft, at) if head is at and joint is not None and joint.pos == "CCONJ" else None
        at = listed or joint
    if first is None or head is None:
        return None
    end = head if quantity.attributive else _verb_of_object(draft, head)
    return Measure((first.start, end.end), head, "counted_noun", _described_before(draft, quantity))


def _acts_with_noun(draft: Draft, token: Token) -> bool:
    """A verb, or a clause made a noun ("faoliyat ko‘rsatayotganini"): a bare noun before it is part of it."""
    morph = morph_of(draft, token)
    if not morph.root:
        return False
    attributive = morph.form == "participle" and morph.case == "nom" and not morph.possessed
    return not attributive and (token.pos == "VERB" or morph.form == "participle")


def _verb_of_object(draft: Draft, head: Token) -> Token:
    """The verb of which the counted noun is the object, or says what people do; else the noun.

    "8 ming tonna meva va rezavorni qayta ishlaydi", "350 kishi ish bilan ta’minlanadi".
    """
    vague = figure_words(draft.language).people | figure_words(draft.language).bare
    people = morph_of(draft, head).stem in vague and morph_of(draft, head).case == "nom"
    if morph_of(draft, head).case != "acc" and not people:
        return head
    at = next_token(draft, head)
    while at is not None and at.i - head.i < 5:
        morph = morph_of(draft, at)
        if morph.root:
            return at
        if at.pos == "PUNCT" or any(q.span[0] <= at.start < q.span[1] for q in draft.quantities):
            return head
        at = next_token(draft, at)
    return head


def _described_before(draft: Draft, quantity: Counted) -> Span | None:
    """What describes the counted noun and stands before its number."""
    words = figure_words(draft.language)
    last = next_token(draft, own_tokens(draft, quantity)[0], -1)
    while last is not None and (last.pos == "ADV" or last.lower in words.skip):
        last = next_token(draft, last, -1)
    if last is None or in_period(draft, last):
        return None
    shared = last.lower in words.sharing or _with_money(draft, last)
    if morph_of(draft, last).case != "rel" and not shared and not _joins(draft, last):
        return None
    first, at = last, next_token(draft, last, -1)
    while at is not None and last.i - at.i < 6:
        joint = at.lower in words.joint and last.i - at.i < 3
        if not joint and (
            at.pos not in NOUNS or morph_of(draft, at).case not in ("nom", "gen") or in_period(draft, at)
        ):
            break
        first, at = at, next_token(draft, at, -1)
    return first.start, last.end


def _with_money(draft: Draft, token: Token) -> bool:
    """ "Vyetnam sarmoyasi bilan 16 ta korxona tuzilgan"."""
    before, words = next_token(draft, token, -1), figure_words(draft.language)
    return token.lower in words.joint and before is not None and morph_of(draft, before).stem in words.invested


def _joins(draft: Draft, token: Token) -> bool:
    """ "hind kapitali bilan ishlayotgan": a participle with what it says of the noun behind the number."""
    morph, before = morph_of(draft, token), next_token(draft, token, -1)
    participle = morph.form == "participle" and morph.case == "nom" and not morph.possessed
    words = figure_words(draft.language)
    if before is not None and morph_of(draft, before).stem in words.verb_nouns:
        before = next_token(draft, before, -1)  # "sarmoyasi bilan tashkil etilgan"
    return participle and before is not None and before.lower in words.joint


def _listed(draft: Draft, token: Token) -> Token | None:
    """The next noun of a list in the same form: "eksperti, diplomati va tadbirkori"."""
    mark = next_token(draft, token)
    if mark is None or mark.text != "," and mark.pos != "CCONJ":
        return None
    other = next_token(draft, mark)
    if other is None or other.pos not in ("NOUN", "PROPN"):
        return None
    one, two = morph_of(draft, token), morph_of(draft, other)
    alike = one.possessed and two.possessed and one.case == "nom"
    bare = mark.pos == "CCONJ" and token.pos == other.pos == "NOUN" and not one.possessed and not two.possessed
    return other if (alike or bare) and not two.form else None


def measured_before(draft: Draft, quantity: Counted) -> Measure | None:
    """ "savdo hajmi … 2,3 milliard dollarga yetdi": the subject before it; "savdoni … yetkazish": the object."""
    first = own_tokens(draft, quantity)[0]
    sentence = draft.analysis.sentences[first.sentence]
    spent = _being(draft, quantity) or _spent_on(draft, quantity, first) or _described_by_verb(draft, quantity, first)
    if spent is not None:
        return spent
    at = first.i - 1
    while at >= sentence.first and first.i - at < FAR:
        token = draft.analysis.tokens[at]
        opening = quoted(draft, token) if token.text in CLOSING else None
        if opening is not None:
            at = opening.i - 1  # a name in quotation marks is not measured
            continue
        morph = morph_of(draft, token)
        if token.text == ":":
            return _before_colon(draft, token)
        if morph.finite or token.text in ";:" or token.text in "“«" and first.i - at > 1 or _closes(draft, token):
            break
        if token.lower.endswith(figure_words(draft.language).owned_by):
            return None
        if _may_be_measured(draft, token):
            return Measure(
                (phrase_start(draft, token).start, token.end), token, "object" if morph.case == "acc" else "subject"
            )
        at -= 1
    return None


def _before_colon(draft: Draft, colon: Token) -> Measure | None:
    """ "O‘zaro savdo oz: 2023-yilda 8,4 million dollar": what the clause before the colon speaks of."""
    sentence = draft.analysis.sentences[colon.sentence]
    for token in draft.analysis.tokens[sentence.first : colon.i]:
        measurable = morph_of(draft, token).stem in figure_words(draft.language).measurable
        if measurable and morph_of(draft, token).case == "nom" and not in_period(draft, token):
            last = token
            while (
                (following := next_token(draft, last)) is not None
                and morph_of(draft, following).possessed
                and following.pos == "NOUN"
            ):
                last = following
            return Measure((phrase_start(draft, last).start, last.end), last, "before_colon")
    return None


def _closes(draft: Draft, token: Token) -> bool:
    """ "…ga yetganini, …": a clause made a noun, joined to the one that follows; its subject goes on unsaid."""
    morph, following = morph_of(draft, token), next_token(draft, token)
    joint = following is not None and (following.text == "," or following.pos == "CCONJ")
    return joint and morph.form == "participle" and morph.possessed and morph.case in ("acc", "nom")


def _being(draft: Draft, quantity: Counted) -> Measure | None:
    """ "o‘tgan yili 120 million dollar bo‘lgan savdo": the noun that was so much, where no noun of value stands before."""
    verb = next_token(draft, own_tokens(draft, quantity)[-1])
    noun = next_token(draft, verb) if verb is not None else None
    before = next_token(draft, own_tokens(draft, quantity)[0], -1)
    if verb is None or noun is None or morph_of(draft, verb).root not in figure_words(draft.language).being:
        return None
    if morph_of(draft, verb).form != "participle" or morph_of(draft, verb).case != "nom" or noun.pos not in NOUNS:
        return None
    if before is not None and not in_period(draft, before) and before.pos in NOUNS:
        return None
    last = noun
    while (following := next_token(draft, last)) is not None and following.pos in NOUNS:
        if morph_of(draft, last).possessed or in_period(draft, following):
            break
        last = following
    return Measure((noun.start, last.end), last, "being")


def _spent_on(draft: Draft, quantity: Counted, first: Token) -> Measure | None:
    """ "yo‘l qurilishiga 6,9 milliard dollar sarflanadi": the number is the subject itself; what it is for and its verb.

    Who gives the sum may stand between: "dasturga hukumat 2,4 million yevro ajratgan".
    """
    verb = next_token(draft, own_tokens(draft, quantity)[-1])
    if quantity.case != "nom" or verb is None or morph_of(draft, verb).root in figure_words(draft.language).being:
        return None
    made = next_token(draft, verb)  # "talab etiladi": a noun and its verb
    if morph_of(draft, verb).stem in figure_words(draft.language).verb_nouns and made is not None:
        verb = made
    needed = verb.lower in figure_words(draft.language).needed  # "loyihaga 215 million dollar kerak"
    if not morph_of(draft, verb).root and not needed or morph_of(draft, verb).form == "converb":
        return None
    target = next_token(draft, first, -1)
    actors = figure_words(draft.language).actors
    while target is not None and first.i - target.i < 9 and morph_of(draft, target).case == "nom":
        if target.lower in figure_words(draft.language).meant_for:
            noun = next_token(draft, target, -1)  # "terminal qurilishi uchun 90 million dollar talab etiladi"
            if noun is not None and noun.pos in NOUNS:
                return Measure(verb.span, verb, "verb", (phrase_start(draft, noun).start, noun.end))
        if target.pos in ("CCONJ", "ADV", "DET") or target.lower in figure_words(draft.language).skip:
            target = next_token(draft, target, -1)
            continue
        entity = draft.entity_at(target)
        acts = (
            entity is not None and entity.kind in ("organization", "country") or morph_of(draft, target).stem in actors
        )
        if not acts and target.text not in '“”«»"':
            break
        target = next_token(draft, target, -1)
    alone = target is None or target.pos == "PUNCT" or in_period(draft, target)
    if alone or target is not None and target.pos == "PRON":
        return (
            Measure(verb.span, verb, "verb") if quantity.unit not in (None, "%") else None
        )  # "unga 2 million yevro sarflandi"
    if target is None or morph_of(draft, target).case != "dat" or target.pos not in NOUNS:
        return None
    return Measure(verb.span, verb, "verb", (phrase_start(draft, target).start, target.end))


def _is_named_body(draft: Draft, token: Token, entity: EntityDraft) -> bool:
    """ "GIZ": a body by its name alone is never what is measured."""
    mention = draft.mention_at(token)
    return (
        entity.kind == "organization"
        and mention is not None
        and mention.form == "name"
        and mention.span[1] == token.end
    )


def _described_by_verb(draft: Draft, quantity: Counted, first: Token) -> Measure | None:
    """ "liniyaga sarflanadigan 150 million dollar": a participle right before a sum that nothing else names."""
    verb = next_token(draft, first, -1)
    if verb is None or quantity.unit is None or quantity.attributive:
        return None
    morph = morph_of(draft, verb)
    if morph.form != "participle" or morph.case != "nom" or morph.possessed or is_counting(draft, quantity):
        return None
    start, at = verb, next_token(draft, verb, -1)
    while at is not None and verb.i - at.i < 6 and (at.pos in NOUNS or at.pos == "ADV") and not in_period(draft, at):
        start = at
        if morph_of(draft, at).case in ("dat", "acc", "loc") and verb.i - at.i > 1:
            break
        at = next_token(draft, at, -1)
    return Measure((start.start, verb.end), verb, "described_by_verb")


def _may_be_measured(draft: Draft, token: Token) -> bool:
    morph = morph_of(draft, token)
    behind = next_token(draft, token)
    if morph.stem in figure_words(draft.language).verb_nouns and behind is not None and morph_of(draft, behind).root:
        return False  # "talab etiladi"
    if token.pos not in ("NOUN", "PROPN", "PRON", "X") or morph.case not in ("nom", "acc") or in_period(draft, token):
        return False
    if any(q.span[0] <= token.start < q.span[1] for q in draft.quantities):
        return False
    following = next_token(draft, token)
    if following is not None and (
        following.pos in ("ADP", "CCONJ")
        and following.lower not in turkic(draft).grammar.clause_conjunctions
        or following.text == ","
        and token.pos == "PROPN"
    ):
        return False
    words = figure_words(draft.language)
    if token.lower.endswith(words.cue_ends) or token.lower in words.skip:
        return False
    entity = draft.entity_at(token)
    if (
        entity is not None
        and (entity.kind in ("person", "country", "place", "group") or _is_named_body(draft, token, entity))
        or token.pos == "PRON"
        and morph.case != "acc"
        and token.lower not in figure_words(draft.language).standing
    ):
        return False
    if (
        following is not None
        and following.pos in NOUNS
        and not morph.possessed
        and morph.case == "nom"
        and not in_period(draft, following)
    ):
        return False  # it belongs to the noun after it
    return morph.form != "participle"


def phrase_start(draft: Draft, head: Token) -> Token:
    """The first word of the phrase of a noun: what describes or owns it stands right before it."""
    first, at = head, next_token(draft, head, -1)
    statement = draft.statement_at(head.span)
    said_from = min((a for a, b in statement.content_spans if a <= head.start < b), default=0) if statement else 0
    while at is not None and head.i - at.i < 9 and at.start >= said_from:
        morph = morph_of(draft, at)
        describes = (
            at.pos in (*NOUNS, "NUM", "DET", "PRON")
            and (morph.case in ("nom", "gen", "rel"))
            or morph.form in ("participle", "converb")
            and morph.case == "nom"
            and (morph.form == "participle" or _before_verbal_noun(draft, at, 1))
            or morph.case == "acc"
            and _before_verbal_noun(draft, at, 3)
            or morph.case in ("dat", "abl")
            and _is_partner(draft, at)
        )
        if (
            _is_action_apart(draft, at)
            or morph.possessed
            and morph.case == "nom"
            and not _is_inner(draft, at)
            and not _goes_with(draft, at)
            or at.pos == "PRON"
            and morph.case == "nom"
        ):
            break
        joined = (
            (at.pos == "CCONJ" or at.lower in figure_words(draft.language).joint)
            and (before := next_token(draft, at, -1)) is not None
            and before.pos in NOUNS
            and not morph_of(draft, before).finite
        )
        if (
            not describes
            and not joined
            or in_period(draft, at)
            or any(q.span[0] <= at.start < q.span[1] and not _is_few(q) for q in draft.quantities)
        ):
            break
        entity = draft.entity_at(at)
        acts = entity is not None and entity.kind == "group" and morph.case == "nom" and not _is_counted_by(draft, at)
        if acts or entity is not None and entity.kind == "person":
            break
        named = draft.mention_at(at)
        body = entity is not None and entity.kind == "organization" and named is not None and named.form == "name"
        priced = morph_of(draft, head).stem in figure_words(draft.language).prices
        if body and morph.case == "nom" and at.i != head.i and priced:
            break  # "kompaniyasi qiymati 200 million dollar bo‘lgan …": who acts
        first, at = at, next_token(draft, at, -1)
    words = figure_words(draft.language)
    while first.i < head.i and (
        first.pos == "CCONJ" or first.lower in words.skip | words.joint or morph_of(draft, first).root in words.being
    ):
        first = draft.analysis.tokens[first.i + 1]
    return first


def _is_action_apart(draft: Draft, token: Token) -> bool:
    """ "yo‘lakdan foydalanish yuk tashish muddatini qisqartiradi": an action with its own object, the subject of the clause."""
    before, following = next_token(draft, token, -1), next_token(draft, token)
    return (
        morph_of(draft, token).form == "verbal_noun"
        and morph_of(draft, token).case == "nom"
        and not morph_of(draft, token).possessed
        and before is not None
        and morph_of(draft, before).case in ("dat", "abl")
        and following is not None
        and not morph_of(draft, following).possessed
    )


def _is_partner(draft: Draft, token: Token) -> bool:
    """ "Rossiyaga eksporti", "Xitoydan import": the country where the goods go or come from, right before them."""
    entity, following = draft.entity_at(token), next_token(draft, token)
    traded = following is not None and morph_of(draft, following).stem in figure_words(draft.language).measurable
    return traded and entity is not None and entity.kind == "country"


def _before_verbal_noun(draft: Draft, token: Token, reach: int) -> bool:
    """ "yuklarini tashish", "yetkazib berish": what belongs to a verbal noun inside the phrase."""
    for step in range(1, reach + 1):
        following = next_token(draft, token, step)
        if following is None:
            return False
        if morph_of(draft, following).form == "verbal_noun":
            return True
        if morph_of(draft, following).form not in ("converb", "") or following.pos not in (*NOUNS, "VERB", "ADV"):
            return False
    return False


def _is_counted_by(draft: Draft, token: Token) -> bool:
    """ "talabalar soni": the noun behind counts them."""
    following = next_token(draft, token)
    words = figure_words(draft.language)
    return following is not None and morph_of(draft, following).stem in words.whole | words.measurable


def _is_few(quantity: Quantity) -> bool:
    """ "ikki mamlakat o‘rtasidagi savdo": a number word that only counts the sides."""
    return quantity.words and quantity.unit is None and quantity.value <= 3


def _goes_with(draft: Draft, token: Token) -> bool:
    """ "Yevropa Ittifoqi bilan savdo": with whom."""
    following = next_token(draft, token)
    beyond = next_token(draft, token, 2)
    joint = following is not None and following.lower in figure_words(draft.language).joint
    return joint and beyond is not None and beyond.pos in NOUNS


def _is_inner(draft: Draft, token: Token) -> bool:
    """ "mahsulotlari eksporti", "jamg‘armasi kredit": a possessed noun inside a longer phrase."""
    following = next_token(draft, token)
    return following is not None and following.pos in NOUNS and morph_of(draft, following).possessed
