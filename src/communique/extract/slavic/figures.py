"""What a number measures where a dash stands for the verb ("мощность – 1000 МВт") or a part is taken of what was counted ("из них")."""

from __future__ import annotations

from typing import Literal

import msgspec
import regex

from communique.extract.cues import cue_words
from communique.extract.draft import Draft
from communique.extract.figure_words import FigureWords, figure_words
from communique.extract.figures import find_figures as find_all
from communique.extract.figures import indicator_and_about
from communique.extract.indicators import Clues, indicator_of, is_money
from communique.extract.measures import Measure, measure_from, phrase_tokens
from communique.extract.number_words import TIMES, patterns_of
from communique.extract.slavic.anew import measured_anew, quantity_of
from communique.extract.slavic.compared import a_year_before, is_compared_with
from communique.extract.slavic.figure_owners import at_home, capitals, listed, of_body, of_whom, ready_of, with_doer
from communique.extract.slavic.left_out import told_before
from communique.extract.slavic.subjects import said_of_far
from communique.extract.slavic.sums import apposed, behind_dash, fell_to, kind_behind, noun_before, told_behind, weak
from communique.extract.slavic.words import PartWords, part_words
from communique.language import Token
from communique.record import Figure, Span

ON = 3  # sentences over which a number goes on about what another measured
ASIDE = 70  # characters of an aside that says who speaks
FINITE = ("VBD", "VBZ", "VBP", "VBF")
EACH = 80  # characters before a number in which "каждую неделю" stands
FAR = 8  # tokens between a verb and what is counted
CLAUSE = 16  # tokens before a dash in which its noun stands
DASH = regex.compile(r"[–—]\s*$")


def find_figures(draft: Draft) -> None:
    """As for all languages; then measures that the parse of a sentence without a verb does not show."""
    find_all(draft)
    words = part_words(draft.language)
    before: Figure | None = None
    for at, figure in enumerate(draft.figures):
        if figure.unit in TIMES and figure.rate is not None:
            figure = msgspec.structs.replace(figure, rate=None)  # "под 2 % годовых на 40 лет"
        figure = draft.figures[at] = _yearly(draft, figure)
        figure = draft.figures[at] = at_home(draft, figure, words)
        figure = draft.figures[at] = _term(draft, of_whom(draft, _named(draft, figure), words))
        named = (
            noun_before(draft, figure)
            or apposed(draft, figure)
            or kind_behind(draft, figure)
            or told_behind(draft, figure)
            or fell_to(draft, figure)
            or behind_dash(draft, figure)
            or told_before(draft, figure, draft.figures[:at])
        )
        if named is not None and named.rule == "fell_to" and figure.measure and not weak(draft, figure):
            named.text = f"{figure.measure} {named.text}"
        if named is not None and not _says(figure, named):
            figure = measured_anew(draft, _rated(draft, figure, named, at), named)
            figure = draft.figures[at] = _as_told(draft, figure, named, at) if named.rule == "told_before" else figure
        for rule in (ready_of, capitals, listed, _when_told, with_doer, of_body):
            figure = draft.figures[at] = rule(draft, figure)
        if weak(draft, figure):
            far = said_of_far(draft, figure)
            figure = draft.figures[at] = measured_anew(draft, figure, far) if far is not None else figure
        if before is not None:
            figure = draft.figures[at] = _same_time(draft, figure, before)
        changed = (
            _kind_of_them(draft, figure, words)
            or _after_dash(draft, figure, words)
            or _sized(draft, figure)
            or _before_verb(draft, figure, words)
            or (_part_of(draft, figure, before, words) if before is not None else None)
        )
        if changed is not None:
            draft.figures[at] = changed
        elif before is not None and _goes_on(draft, figure, before):
            shared = {"measure": before.measure, "measure_span": before.measure_span, "indicator": before.indicator, "about": before.about}  # fmt: skip
            if _verbless(draft, before.span, figure.span):
                shared["status"] = before.status
            draft.figures[at] = msgspec.structs.replace(figure, **shared)
        draft.figures[at] = _with_predicate(draft, _with_subject(draft, draft.figures[at]))
        before = draft.figures[at]


def _as_told(draft: Draft, figure: Figure, measure: Measure, at: int) -> Figure:
    """What a number left out was told of another figure: its indicator and its owners are that one's."""
    told = next((f for f in reversed(draft.figures[:at]) if f.measure_span == measure.span), None)
    if told is None or figure.indicator is not None:
        return figure
    return msgspec.structs.replace(figure, indicator=told.indicator, about=told.about or figure.about)


def _rated(draft: Draft, figure: Figure, measure: Measure, at: int) -> Figure:
    """ "четыре рейса в неделю, с мая их станет семь": what a number left out was told with its rate."""
    told = next((f for f in reversed(draft.figures[:at]) if f.measure_span == measure.span), None)
    if figure.rate is not None or told is None or told.rate is None:
        return figure
    return msgspec.structs.replace(figure, rate=told.rate)


def _says(figure: Figure, measure: Measure) -> bool:
    """Whether the figure's measure holds the words already."""
    return figure.measure is not None and measure.text in figure.measure


def _same_time(draft: Draft, figure: Figure, before: Figure) -> Figure:
    """ "экспорт составил 120 млн в 2024 году, импорт – 340 млн": a number without a verb of its own is of the same time."""
    one, two = draft.analysis.sentence_of(before.span[0]), draft.analysis.sentence_of(figure.span[0])
    if one is None or two is None or one.index != two.index or figure.unit != before.unit:
        return figure
    gapped = _gapped(draft, figure)
    if gapped and figure.status != before.status and before.period == figure.period:
        figure = msgspec.structs.replace(figure, status=before.status)
    shifted = a_year_before(draft, figure, before)
    if shifted is not None:
        return msgspec.structs.replace(figure, period=shifted[0], period_span=shifted[1])
    if figure.period is not None or before.period_span is None or is_compared_with(draft, figure):
        return figure
    if not (_verbless(draft, before.span, figure.span) or gapped):
        return figure
    return msgspec.structs.replace(figure, period=before.period, period_span=before.period_span)


def _gapped(draft: Draft, figure: Figure) -> bool:
    """ "…, а 110 млн – на экспорт", "…, импорт – 340 млн": no verb stands in the number's own clause, a dash stands for it."""
    tokens = draft.analysis.tokens
    own = draft.analysis.tokens_in(figure.span)
    sentence = draft.analysis.sentences[own[0].sentence]
    left, right = own[0].i, own[-1].i
    while left > sentence.first and tokens[left - 1].text not in (",", ";", ":"):
        left -= 1
    while right + 1 < sentence.last and tokens[right + 1].text not in (",", ";", "."):
        right += 1
    clause = tokens[left : right + 1]
    return any(t.text in "–—" for t in clause) and not any(t.pos in ("VERB", "AUX") for t in clause)


def _after_dash(draft: Draft, figure: Figure, words: PartWords) -> Figure | None:
    """ "общая протяжённость трубы – 1814 км", "стоимость – порядка 1,4 миллиарда долларов": the noun before the dash."""
    sentence = draft.analysis.sentence_of(figure.span[0])
    if sentence is None:
        return None
    dash = DASH.search(draft.text, sentence.start, figure.span[0])
    if dash is None:
        return None
    tokens = draft.analysis.tokens
    last = draft.analysis.token_at(dash.start())
    phrase: list[Token] = []
    at = last.i - 1 if last is not None else -1
    while at >= sentence.first and len(phrase) < CLAUSE:
        token = tokens[at]
        named = token.text in "–—" and draft.mention_at(token) is not None  # "дороги Ош – Исфана – 240 км"
        if token.text in ",;:–—»" and phrase and not named or token.tag in ("VBD", "VBZ", "VBP", "VBF"):
            break
        if token.text == ",":  # "Мощность станции, по его данным, – 1000 МВт"
            at = _before_aside(tokens, at, sentence.first)
            continue
        phrase.append(token)
        at -= 1
    phrase.reverse()
    head = next(
        (t for t in phrase if t.pos in ("NOUN", "PROPN") and t.case in ("Nom", "Acc") and not _in_period(draft, t)),
        None,
    )
    bare = head is not None and not draft.analysis.children(head, "nmod", "amod")
    if head is None or head.lower in words.weak and bare or draft.mention_at(head) is not None and head.pos == "PROPN":
        return None
    kept = [
        t for t in phrase if t.i >= _first_of(draft, head).i and t.pos not in ("PUNCT",) and not _in_period(draft, t)
    ]
    own = figure.measure if figure.unit == "1" and figure.measure else ""
    span: Span = (kept[0].start, kept[-1].end)
    measure = " ".join(filter(None, [draft.words(span), own]))
    return _with(draft, figure, measure, span, head)


def _goes_on(draft: Draft, figure: Figure, before: Figure) -> bool:
    """ "… он достиг максимума, превысив $2 млрд": a number without words of its own goes on about the one before it."""
    one, two = draft.analysis.sentence_of(before.span[0]), draft.analysis.sentence_of(figure.span[0])
    if (
        one is None
        or two is None
        or two.index - one.index > ON
        or figure.unit != before.unit
        or figure.unit == "1"
        or figure.unit == "%"
        and not _said_of_pronoun(draft, figure)
    ):
        return False
    if figure.measure is None:
        return True
    words = figure_words(draft.language)
    tokens = draft.analysis.tokens_in(figure.measure_span) if figure.measure_span is not None else []
    return bool(tokens) and all(t.lemma in words.weak_measures or t.lemma in words.measure_verbs for t in tokens)


def _said_of_pronoun(draft: Draft, figure: Figure) -> bool:
    """ "К концу года она достигнет 100 %": the subject of the verb before the number points back."""
    number = draft.analysis.token_at(figure.span[0])
    for token in reversed(draft.analysis.tokens[max(0, number.i - 8) : number.i] if number is not None else []):
        if token.text in ",;:." or number is None or token.sentence != number.sentence:
            return False
        if token.pos in ("PRON", "DET") and token.case == "Nom" and token.lower in figure_words(draft.language).back:
            return True
    return False


def _with_subject(draft: Draft, figure: Figure) -> Figure:
    """ "капельное орошение охватило 130 тыс. га": a verb alone says little without its subject."""
    if figure.measure_span is None or figure.measure is None:
        return figure
    tokens = [t for t in draft.analysis.tokens_in(figure.measure_span) if t.text in figure.measure]
    if len(tokens) != 1 or tokens[0].tag not in FINITE:
        return figure
    subject = draft.analysis.child(tokens[0], "nsubj", "nsubj:pass")
    own = {t.i for t in draft.analysis.tokens_in(figure.span)}
    if subject is None or subject.pos != "NOUN" or subject.i in own:
        return figure
    said = measure_from(draft, [*phrase_tokens(draft, subject, own), tokens[0]], subject)
    return msgspec.structs.replace(figure, measure=said.text, measure_span=said.span)


def _with_predicate(draft: Draft, figure: Figure) -> Figure:
    """ "64 моряка прошли подготовку", "отправлено 26 тонн муки": what is said of what is counted belongs to its measure."""
    if figure.measure_span is None or figure.measure is None or is_money(figure.unit) or figure.unit in ("%", *TIMES):
        return figure
    words = figure_words(draft.language)
    number = draft.analysis.token_at(figure.span[1] - 1)
    inside = draft.analysis.tokens_in(figure.measure_span)
    noun = next((t for t in inside if t.pos == "NOUN" and t.start >= figure.span[0]), None)
    head = noun if noun is not None and figure.unit == "1" else number
    verb = draft.analysis.head_of(head) if head is not None else None
    if head is None or verb is None or head.dep not in ("nsubj", "nsubj:pass", "obj", "iobj") or verb.pos != "VERB":
        return figure
    if (
        verb.lemma in words.measure_verbs | words.weak_measures
        or verb.text in figure.measure
        or abs(verb.i - head.i) > FAR
    ):
        return figure
    thing = draft.analysis.child(verb, "obj") if head.dep in ("nsubj", "iobj") else None
    own = {t.i for t in draft.analysis.tokens_in(figure.span)}
    tail = (
        [t for t in phrase_tokens(draft, thing, own) if t.i > verb.i] if thing is not None and thing.i > verb.i else []
    )
    said = measure_from(draft, [verb, *tail], verb)
    return msgspec.structs.replace(figure, measure=f"{said.text} {figure.measure}")


def _verbless(draft: Draft, one: Span, two: Span) -> bool:
    """ "выйти на $2 млрд, в среднесрочной – на $5 млрд": no verb stands between two numbers of one sentence."""
    return not any(t.pos in ("VERB", "AUX") or t.text in ".;!?" for t in draft.analysis.tokens_in((one[1], two[0])))


def _named(draft: Draft, figure: Figure) -> Figure:
    """The figure without a measure that only says who speaks ("Посол напомнил"): a person is not measured in money."""
    if figure.measure_span is None or figure.unit in ("1", "%"):
        return figure
    verbs = cue_words(draft.language).clause
    people = [m for m in draft.mentions_in(figure.measure_span) if draft.entities[m.entity].kind == "person"]
    tokens = draft.analysis.tokens_in(figure.measure_span)
    only = bool(people) and all(any(m.span[0] <= t.start < m.span[1] for m in people) for t in tokens)
    if not people or not only and not any(t.lemma in verbs for t in tokens):
        return figure
    return msgspec.structs.replace(figure, measure=None, measure_span=None)


def _yearly(draft: Draft, figure: Figure) -> Figure:
    """ "Ежегодно Латвия предоставляет узбекистанцам пять стипендий": the adverb of the verb that the number hangs on."""
    if figure.rate is not None or figure.unit in ("%", *TIMES):
        return figure
    rates = patterns_of(draft.language).words.rate_before
    number = draft.analysis.token_at(figure.span[0])
    sentence = draft.analysis.sentence_of(figure.span[0])
    if number is None or sentence is None:
        return figure
    clause = _without_cues(draft, (max(sentence.start, figure.span[0] - EACH), figure.span[0])).lower()
    clause = clause[max(clause.rfind(mark) for mark in ",;:") + 1 :]
    each = next((form for form in rates if " " in form and form in clause), None)
    if each is not None:  # "каждую неделю уходит 9 тысяч тонн"
        return msgspec.structs.replace(figure, rate=rates[each])
    verbs = 0
    for token in reversed(draft.analysis.tokens[sentence.first : number.i]):
        if token.text in ",;:–—":
            return figure
        verbs += token.pos == "VERB" and token.tag != "VB"
        if token.pos == "ADV" and token.text.lower() in rates and verbs < 2:
            return msgspec.structs.replace(figure, rate=rates[token.text.lower()])
    return figure


def _without_cues(draft: Draft, span: Span) -> str:
    """The words of a span without asides that say who speaks: ", по словам посла,"."""
    text, start = draft.text[span[0] : span[1]], span[0]
    for cue in [s.cue_span for s in draft.statements if s.cue_span is not None and span[0] <= s.cue_span[0] < span[1]]:
        first, last = text.rfind(",", 0, cue[0] - start), text.find(",", cue[1] - start)
        if 0 <= first and 0 <= last and last - first < ASIDE:
            text = text[:first] + " " * (last + 1 - first) + text[last + 1 :]
    return text


def _when_told(draft: Draft, figure: Figure) -> Figure:
    """ "меньше, чем в 2015 году, когда их насчитывалось 147 тыс.": the time right before "когда" is that of its clause."""
    sentence = draft.analysis.sentence_of(figure.span[0])
    if figure.period is not None or sentence is None:
        return figure
    when = draft.text.rfind(", когда ", sentence.start, figure.span[0])
    period = next((p for p in draft.periods_in((sentence.start, sentence.end)) if p.span[1] == when), None)
    if when < 0 or period is None or "," in draft.text[when + 2 : figure.span[0]]:
        return figure
    return msgspec.structs.replace(figure, period=period.date, period_span=period.span)


def _term(draft: Draft, figure: Figure) -> Figure:
    """ "соглашение сроком на пять лет", "соглашение рассчитано на 25 лет": a term is that of the paper it is told of."""
    if figure.unit not in TIMES or figure.indicator is not None or figure.measure_span is None:
        return figure
    sentence = draft.analysis.sentence_of(figure.span[0])
    if sentence is None:
        return figure
    loan = _lent_for(draft, figure, words=figure_words(draft.language))
    if loan is not None:
        return loan
    left = draft.words((max(sentence.start, figure.span[0] - 30), figure.span[0])).lower()
    told = any(regex.search(rf"(?<!\p{{L}}){regex.escape(word)}", left) for word in part_words(draft.language).terms)
    papers = [
        m for m in draft.mentions_in((sentence.start, figure.span[0])) if draft.entities[m.entity].kind == "agreement"
    ]
    if not told or not papers:
        return figure
    paper, span = draft.entities[papers[-1].entity], papers[-1].span
    if figure.measure_span[0] < span[1] and span[0] < figure.measure_span[1]:
        return msgspec.structs.replace(figure, about=(paper.id,))
    return msgspec.structs.replace(figure, measure=draft.words(span), measure_span=span, about=(paper.id,))


def _lent_for(draft: Draft, figure: Figure, words: FigureWords) -> Figure | None:
    """ "Кредит на неё взяли на 25 лет", "кредит сроком на 12 лет": what is lent so long."""
    number = draft.analysis.token_at(figure.span[0])
    sentence = draft.analysis.sentence_of(figure.span[0])
    if number is None or sentence is None:
        return None
    for token in reversed(draft.analysis.tokens[sentence.first : number.i]):
        if token.text in ",;:":
            return None
        if token.lower in words.kinds_of_money and token.pos == "NOUN":
            measure = measure_from(draft, phrase_tokens(draft, token, {number.i}), token)
            return msgspec.structs.replace(figure, measure=measure.text, measure_span=measure.span)
    return None


def _sized(draft: Draft, figure: Figure) -> Figure | None:
    """ "предприятие мощностью 25 тыс. тонн", "комбинат стоимостью 9 млн": the noun of size, with what has the size."""
    number = draft.analysis.token_at(figure.span[0])
    if number is None or number.i < 2:
        return None
    noun = draft.analysis.tokens[number.i - 1]
    if noun.pos == "ADP":
        noun = draft.analysis.tokens[number.i - 2]
    told = noun.case == "Ins" or not noun.case and noun.lower != noun.text.lower() and noun.text.endswith("ью")
    if not told or noun.lower not in part_words(draft.language).sizes_of or noun.sentence != number.sentence:
        return None
    before = draft.mention_at(draft.analysis.tokens[noun.i - 1])
    line = draft.entities[before.entity] if before is not None and before.form != "pronoun" else None
    if before is not None and line is not None and line.kind == "project" and "–" in line.name:  # "дорога Ош – Баткен"
        span = (before.span[0], noun.end)
        return msgspec.structs.replace(_with(draft, figure, draft.words(span), span, noun), about=(line.id,))
    host = draft.analysis.head_of(noun)
    while host is not None and host.pos == "NOUN" and host.lower in part_words(draft.language).sizes_of:
        host = draft.analysis.head_of(host)
    while host is not None and host.case == "Gen" and host.dep == "nmod" and draft.entity_at(host) is None:
        above = draft.analysis.head_of(host)
        if above is None or above.pos != "NOUN" or above.i > host.i:
            break
        host = above  # "склад сухофруктов площадью 12 тыс. м2"
    left = draft.analysis.tokens[noun.i - 1]
    own = [left, noun] if left.pos == "ADJ" and left.head == noun.i else [noun]
    if host is None or host.pos not in ("NOUN", "PROPN") or host.i > noun.i:
        return _with(draft, figure, draft.words((own[0].start, noun.end)), noun.span, noun)
    mention = draft.mention_at(host)
    owner = draft.entities[mention.entity] if mention is not None and mention.form == "nominal" else None
    if owner is not None and owner.kind == "project":  # "завод" stands for one named before
        measure = f"{draft.words((own[0].start, noun.end))} {owner.name}"
        return _with(draft, figure, measure, noun.span, noun)
    inside = {t.i for t in draft.analysis.tokens_in(figure.span)}
    kept = [t for t in phrase_tokens(draft, host, inside) if t.i < own[0].i]
    said = measure_from(draft, [*kept, *own], noun)
    return _with(draft, figure, said.text, said.span, noun)


def _before_verb(draft: Draft, figure: Figure, words: PartWords) -> Figure | None:
    """ "торговля скромна, но растёт: товарооборот достиг 45,2 млн": the noun right before the verb that leads to the number."""
    number = draft.analysis.token_at(figure.span[0])
    if number is None or figure.measure_span is None:
        return None
    tokens = draft.analysis.tokens
    inside = next((t for t in draft.analysis.tokens_in(figure.span) if t.tag in FINITE), None)
    verb = inside or next((t for t in reversed(tokens[max(0, number.i - 3) : number.i + 1]) if t.tag in FINITE), None)
    if verb is None or verb.i == 0 or not inside and verb.lemma not in figure_words(draft.language).measure_verbs:
        return None
    own = draft.analysis.child(verb, "nsubj") if inside else None
    noun = own if own is not None and own.pos == "NOUN" and own.case == "Nom" else _subject_left_of(draft, verb)
    if noun is None or noun.lower in words.weak:
        return None
    if own is noun:
        said = measure_from(
            draft, phrase_tokens(draft, noun, {t.i for t in draft.analysis.tokens_in(figure.span)}), noun
        )
        return _with(draft, figure, said.text, said.span, noun)
    if figure.measure_span[0] <= noun.start < figure.measure_span[1] or _in_period(draft, noun):
        return None
    if draft.entity_at(noun) is not None:
        return None
    span: Span = (_first_of(draft, noun).start, tokens[verb.i - 1].end)
    return _with(draft, figure, draft.words(span), span, noun)


def _subject_left_of(draft: Draft, verb: Token) -> Token | None:
    """The noun in the nominative left of a verb, its genitives between: "вложения её компаний перевалили за …"."""
    for token in reversed(draft.analysis.tokens[max(0, verb.i - 6) : verb.i]):
        if token.sentence != verb.sentence or _in_period(draft, token):
            return None
        if token.pos in ("NOUN", "PROPN") and token.case == "Nom":
            return token if token.pos == "NOUN" and token.number == verb.number else None
        if token.case != "Gen" and token.lower not in figure_words(draft.language).back:
            return None
    return None


def _before_aside(tokens: list[Token], comma: int, first: int) -> int:
    """The token before the comma that opens an aside of a few words."""
    for at in range(comma - 1, max(first, comma - 6) - 1, -1):
        if tokens[at].text == ",":
            return at - 1
    return comma - 1


def _first_of(draft: Draft, head: Token) -> Token:
    left = [c for c in draft.analysis.children(head, "amod", "det") if c.i < head.i and c.pos == "ADJ"]
    return left[0] if left else head


def _in_period(draft: Draft, token: Token) -> bool:
    return any(p.span[0] <= token.start < p.span[1] for p in draft.periods)


def _part_of(draft: Draft, figure: Figure, before: Figure, words: PartWords) -> Figure | None:
    """ "25 проектов, 19 из них относятся к энергетике, остальные шесть – …": a part of what was counted before it."""
    if figure.unit != before.unit or figure.unit == "%" or is_money(figure.unit):
        return None
    one, two = draft.analysis.sentence_of(before.span[0]), draft.analysis.sentence_of(figure.span[0])
    if one is None or two is None or two.index - one.index > 1 or before.measure is None:
        return None
    left = draft.text[max(two.start, figure.span[0] - 24) : figure.span[0]].lower()
    right = draft.text[figure.span[1] : figure.span[1] + 14].lower()
    own = draft.words(figure.span).lower()
    if not any(
        regex.search(rf"(?<!\p{{L}}){regex.escape(form)}(?!\p{{L}})", f"{left} {own} {right}") for form in words.part_of
    ):
        return None
    measure = f"{before.measure} {figure.measure}" if figure.measure else before.measure
    return msgspec.structs.replace(
        figure, measure=measure, measure_span=figure.measure_span or before.measure_span, indicator=figure.indicator or before.indicator,
        about=figure.about or before.about,
    )  # fmt: skip


def _kind_of_them(draft: Draft, figure: Figure, words: PartWords) -> Figure | None:
    """ "60 % из них – будущие врачи": a share measures what its dash says that the part is."""
    last = draft.analysis.token_at(figure.span[1] - 1)
    if figure.unit != "%" or last is None:
        return None
    sentence = draft.analysis.sentences[last.sentence]
    row = draft.analysis.tokens[last.i + 1 : sentence.last]
    dash = next((i for i, t in enumerate(row) if t.text in "–—"), len(row))
    between = " ".join(t.text.lower() for t in row[:dash] if t.start >= figure.span[1])
    if dash == len(row) or between not in words.part_of:
        return None
    stop = next((i for i, t in enumerate(row) if i > dash and t.text in ",;:.–—"), len(row))
    said = row[dash + 1 : stop]
    head = next((t for t in said if t.pos in ("NOUN", "PROPN") and t.case in ("Nom", "Acc", "")), None)
    if head is None or any(t.tag in FINITE for t in said):
        return None
    found = measure_from(draft, [t for t in phrase_tokens(draft, head, set()) if t in said], head)
    return _with(draft, figure, found.text, found.span, head)


def _with(draft: Draft, figure: Figure, measure: str, span: Span, head: Token) -> Figure:
    """The figure with another measure, and the indicator that goes with it."""
    low = measure.lower()
    sentence = draft.analysis.sentence_of(figure.span[0])
    start, end = (sentence.start, sentence.end) if sentence is not None else figure.span
    left = draft.text[max(start, figure.span[0] - 60) : figure.span[0]].lower().rsplit(";")[-1]
    right = draft.text[figure.span[1] : min(end, figure.span[1] + 40)].lower().split(";")[0]
    projects = [e for e in figure.about if e in draft.entities and draft.entities[e].kind == "project"]
    thing: Literal["near"] | None = "near" if projects else None
    rule = indicator_of(draft.language, Clues(low, head.lemma, low, left, right, figure.unit, figure.rate, thing))
    indicator = rule.indicator if rule is not None else figure.indicator
    about = figure.about
    quantity = quantity_of(draft, figure) if not about else None
    if quantity is not None:
        found = Measure(measure, span, head, "anew")
        about = tuple(indicator_and_about(draft, quantity, figure.unit, figure.rate, found)[1])
    return msgspec.structs.replace(figure, measure=measure, measure_span=span, indicator=indicator, about=about)
