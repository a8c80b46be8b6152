"""What the networks' parses of Russian get wrong, put right by agreement, by what a verb can have, and by where a clause ends."""

from __future__ import annotations

from collections.abc import Sequence

from communique.language.base import Analysis, Token
from communique.language.gated import link_children
from communique.language.ru import words as dictionary

HAPPEN = ("пройти", "проходить")  # "прошёл форум": transitive elsewhere ("пройти путь")
SCALES = frozenset(("тыс", "тысяча", "млн", "миллион", "млрд", "миллиард", "трлн", "триллион"))
ABOUT = ("порядка", "около", "свыше", "сверх", "более", "менее")  # before a number no prepositions
FINITE = ("VBD", "VBZ", "VBP", "VBF")
FUTURE = ("будет", "будут", "будем", "буду")
CLAUSES = ("acl:relcl", "acl", "ccomp", "advcl")
SUBJECTS = ("nsubj", "nsubj:pass")
NEAR = 5  # tokens before a comma in which the noun of "который" stands
LOOSE = ("nmod", "dep", "appos", "parataxis", "conj")
WITHIN = ("obj", "obl", "iobj", "nsubj", "nsubj:pass", "advmod", "xcomp", "csubj", "nummod")


def put_right(analysis: Analysis, tokens: Sequence[Token]) -> None:
    """Change heads, relations and cases of a sentence's tokens where the networks err; children are linked anew."""
    _past_tenses(tokens)
    _nouns(tokens)
    _fill_cases(analysis, tokens)
    _tenses(tokens)
    for repair in (
        _scales,
        _with_prepositions,
        _subjects,
        _near_verbs,
        _objects,
        _of_infinitives,
        _objects_of_infinitives,
        _asides,
        _disagreeing,
        _second_subjects,
        _counted_subjects,
        _lost_subjects,
        _participles,
        _relatives,
        _clauses,
        _own_clauses,
        _next_clauses,
        _before_and,
        _subject_cases,
        _adjectives,
    ):
        heads = [token.head for token in tokens]
        repair(analysis, tokens)
        if heads != [token.head for token in tokens]:
            link_children(tokens)


def _nouns(tokens: Sequence[Token]) -> None:
    """ "Протяжённость линии – 157 км": a word that the dictionary has as a noun only is no adjective."""
    for at, token in enumerate(tokens):
        capital = at == 0 and token.pos == "PROPN" and token.text[1:].islower()  # "Экспорт" opens a sentence
        if (token.pos == "ADJ" or capital) and token.text.isalpha() and dictionary.is_noun(token.text.lower()):
            token.pos, token.tag = "NOUN", "NNS" if token.number == "Plur" else "NN"
            opens = at == 0 or tokens[at - 1].pos == "PUNCT"
            if opens and dictionary.can_be(token.text.lower(), "Nom", token.number):
                token.case = "Nom"


def _past_tenses(tokens: Sequence[Token]) -> None:
    """ "доля сжалась": a form that is only a past, whatever the networks say."""
    for token in tokens:
        gender = (
            dictionary.gender_of_past(token.text.lower())
            if token.tag in ("VBZ", "VBP") and token.pos == "VERB"
            else None
        )
        if gender is not None:
            token.tag, token.gender = "VBD", gender


def _scales(analysis: Analysis, tokens: Sequence[Token]) -> None:
    """ "4,2 тыс. граждан": the word of the scale counts the noun in the genitive right behind it."""
    for scale in tokens:
        if scale.lower not in SCALES or scale.pos != "NOUN":
            continue
        behind = [t for t in analysis.tokens[scale.i + 1 : min(scale.i + 6, tokens[-1].i + 1)]]
        if behind and behind[0].text == ".":
            behind = behind[1:]
        noun = next((t for t in behind if t.pos not in ("ADJ", "DET")), None)
        if noun is None or noun.pos not in ("NOUN", "PROPN") or noun.case != "Gen" or scale.head == noun.i:
            continue
        if (
            any(t.case not in ("Gen", "") for t in behind if t.i < noun.i)
            or not _above(analysis, noun, scale)
            and noun.head != scale.i
        ):
            continue
        if scale.dep not in ("nummod", "compound") and (
            noun.head == scale.i or noun.dep in LOOSE or noun.dep == scale.dep
        ):
            noun.head, noun.dep = (noun.i, "root") if scale.head == scale.i else (scale.head, scale.dep)
        for i in scale.children:
            child = analysis.tokens[i]
            if child.i < scale.i and child.dep in ("case", "advmod", "amod") and child.pos in ("ADP", "ADV", "PART"):
                child.head = noun.i
        scale.head, scale.dep = noun.i, "nummod"


def _with_prepositions(analysis: Analysis, tokens: Sequence[Token]) -> None:
    """ "сжалась до 38 процентов": what has a preposition is no object."""
    for token in tokens:
        if token.dep in ("obj", "iobj") and any(
            analysis.tokens[i].dep == "case"
            and analysis.tokens[i].i < token.i
            and analysis.tokens[i].lower not in ABOUT
            for i in token.children
        ):
            token.dep = "obl"


def _relatives(analysis: Analysis, tokens: Sequence[Token]) -> None:
    """ "товарооборот, который составил 9 млн, в следующем году превысит …": the verb of "который" describes the noun before it."""
    for relative in tokens:
        comma = relative.i - 1
        if comma > tokens[0].i and analysis.tokens[comma].pos == "ADP":
            comma -= 1
        if relative.lemma != "который" or comma <= tokens[0].i or analysis.tokens[comma].text != ",":
            continue
        close = next((t.i for t in tokens if t.i > relative.i and t.text in ",;:.–—"), tokens[-1].i + 1)
        inside = analysis.tokens[relative.i + 1 : close]
        verb = next((t for t in inside if t.tag in FINITE or t.tag == "VBN" and not t.case), None)
        noun = next(
            (t for t in reversed(analysis.tokens[max(tokens[0].i, comma - NEAR) : comma]) if _fits(t, relative)), None
        )
        if verb is None or noun is None or noun.i <= verb.head < close and verb.head == noun.i:
            continue
        if noun.head == verb.i:
            main = next((t for t in tokens if t.i > close and t.tag in FINITE and _agree(noun, t)), None)
            if main is None or not _above(analysis, noun, main) and main.head != verb.i:
                continue
            if main.head == verb.i:
                main.head, main.dep = (main.i, "root") if verb.head == verb.i else (verb.head, verb.dep)
            noun.head = main.i
        if not _above(analysis, verb, noun) or verb.head == verb.i:
            continue
        verb.head, verb.dep = noun.i, "acl:relcl"
        for token in analysis.tokens[relative.i : close]:
            if (
                token.i != verb.i
                and token.dep in WITHIN
                and not relative.i <= token.head < close
                and _above(analysis, token, verb)
            ):
                token.head = verb.i


def _fits(noun: Token, relative: Token) -> bool:
    """Whether a noun can be the one that "который" stands for: same number, and gender in the singular."""
    if noun.pos not in ("NOUN", "PROPN") or noun.number != relative.number:
        return False
    return relative.number == "Plur" or not relative.gender or noun.gender == relative.gender


def _adjectives(analysis: Analysis, tokens: Sequence[Token]) -> None:
    """ "Плавучий газовый терминал": adjectives stand in the case of their noun, if they can."""
    for token in tokens:
        head = analysis.tokens[token.head]
        if (
            token.dep != "amod"
            or token.pos != "ADJ"
            or not head.case
            or token.case in ("", head.case)
            or token.i > head.i
        ):
            continue
        if dictionary.can_be(token.text.lower(), head.case, head.number):
            token.case = head.case


def _subject_cases(analysis: Analysis, tokens: Sequence[Token]) -> None:
    """A subject that looks the same in nominative and accusative stands in the nominative."""
    for token in tokens:
        if token.dep in SUBJECTS and token.case == "Acc" and token.pos == "NOUN":
            head = analysis.tokens[token.head]
            if head.tag in (*FINITE, "VBN") and dictionary.can_be(token.text.lower(), "Nom", token.number):
                if not _agree(token, head):
                    continue
                token.case = "Nom"
                for i in token.children:
                    if analysis.tokens[i].dep in ("amod", "det") and analysis.tokens[i].case == "Acc":
                        analysis.tokens[i].case = "Nom"


PAST = ("л", "ла", "ло", "ли", "лся", "лась", "лось", "лись")


def _tenses(tokens: Sequence[Token]) -> None:
    """ "министры скрепили подписями": the networks take a rare verb for a participle; the dictionary knows only the past."""
    for token in tokens:
        if token.pos != "VERB" or token.tag in FINITE or not token.text.lower().endswith(PAST):
            continue
        known = [parse for parse in dictionary.parses(token.text.lower()) if parse.is_known]
        if known and all("past" in parse.tag for parse in known):
            token.tag, token.case = "VBD", ""


def _clauses(analysis: Analysis, tokens: Sequence[Token]) -> None:
    """ "откроет рынок, где живёт 180 млн человек": what stands behind the verb of a clause up to its comma belongs to it."""
    first, last = tokens[0].i, tokens[-1].i
    for verb in tokens:
        comma = _opening(analysis, verb, first)
        if comma is None:
            continue
        for at in range(verb.i + 1, last + 1):
            token = analysis.tokens[at]
            if token.pos == "PUNCT" and token.text not in '«»„“”"-' and not _is_abbreviated(analysis, token):
                break
            if token.pos in ("VERB", "AUX", "CCONJ", "SCONJ"):
                break
            if token.dep in WITHIN and first <= token.head < comma and _above(analysis, token, verb):
                token.head = verb.i


def _is_abbreviated(analysis: Analysis, mark: Token) -> bool:
    """ "4,2 тыс. граждан": the full stop of a scale ends nothing."""
    return mark.text == "." and analysis.tokens[mark.i - 1].lower in SCALES


def _opening(analysis: Analysis, verb: Token, first: int) -> int | None:
    """The comma that opens the clause of a verb: finite, or an infinitive with its future right before it; or a participle's."""
    before = analysis.tokens[verb.i - 1] if verb.i > first else None
    ahead = before is not None and before.lower in FUTURE and verb.tag == "VB"
    own = verb.tag in FINITE or ahead
    if verb.pos not in ("VERB", "AUX") or not own and (verb.dep not in CLAUSES or verb.head >= verb.i):
        return None
    stop = verb.head if verb.dep in CLAUSES and verb.head < verb.i else first - 1
    for at in range(verb.i - 1, stop, -1):
        token = analysis.tokens[at]
        if token.text in (",", ";"):
            return at
        if token.tag in FINITE and not (ahead and at == verb.i - 1) and verb.dep not in CLAUSES:
            return None
    return None


def _own_clauses(analysis: Analysis, tokens: Sequence[Token]) -> None:
    """ "обойдётся в 2 млрд бат, сможет выпускать …": what stands behind a verb before the comma is not of the verb behind it."""
    for verb in tokens:
        close = next((t.i for t in tokens if t.i > verb.i and t.text in ",;"), None)
        if verb.tag not in FINITE or close is None:
            continue
        for token in analysis.tokens[verb.i + 1 : close]:
            if _is_abbreviated(analysis, token):
                continue
            if token.pos in ("VERB", "AUX", "CCONJ", "SCONJ") or token.pos == "PUNCT" and token.text not in '«»„“”"-':
                break
            if token.dep in WITHIN and token.head > close and _above(analysis, token, verb):
                token.head = verb.i


def _before_and(analysis: Analysis, tokens: Sequence[Token]) -> None:
    """ "обойдётся в 300 млн долларов и окупится за 12 лет": what stands before "и" is of the verb before it."""
    for token in tokens:
        second = analysis.tokens[token.head]
        first = analysis.tokens[second.head]
        if token.dep not in ("obl", "obj", "iobj") or second.dep != "conj" or not first.i < token.i < second.i:
            continue
        joined = analysis.tokens[second.i - 1].pos == "CCONJ" and token.i < second.i - 1
        if joined and first.tag in FINITE and second.tag in FINITE:
            token.head = first.i


def _next_clauses(analysis: Analysis, tokens: Sequence[Token]) -> None:
    """ "…, причём на долю товаров пришлось …": what stands behind a comma right before a verb is not of the verb before the comma."""
    for verb in tokens:
        if verb.tag not in FINITE:
            continue
        for at in range(verb.i - 1, tokens[0].i, -1):
            token = analysis.tokens[at]
            if token.pos == "PUNCT" and token.text not in '«»„“”"-' or token.pos in ("VERB", "AUX", "SCONJ"):
                break
            head = analysis.tokens[token.head]
            comma = any(t.text in ",;" for t in analysis.tokens[head.i + 1 : at])
            if token.dep in WITHIN and head.i < at and head.tag in FINITE and comma and _above(analysis, token, verb):
                token.head = verb.i


def _disagreeing(analysis: Analysis, tokens: Sequence[Token]) -> None:
    """A subject that does not agree with its past verb, or stands beyond a semicolon, is that of a verb nearer to it."""
    for noun in tokens:
        verb = analysis.tokens[noun.head]
        between = analysis.tokens[noun.i + 1 : verb.i]
        stop = next((t.i for t in between if t.text == ";"), None)
        if noun.dep not in SUBJECTS or noun.i > verb.i:
            continue
        if stop is None and (verb.tag != "VBD" or _agree(noun, verb)):
            continue
        dash = next((t.i for t in between if t.text in "–—" and stop is not None and t.i < stop), None)
        if dash is not None and not any(t.tag in FINITE for t in analysis.tokens[noun.i + 1 : stop]):
            told = next((t for t in analysis.tokens[dash + 1 : stop] if t.pos in ("NOUN", "NUM")), None)
            noun.head = told.i if told is not None and _above(analysis, noun, told) else noun.head
            continue
        for other in analysis.tokens[noun.i + 1 : stop or verb.i]:
            if (
                other.tag in (FINITE if stop is not None else ("VBD",))
                and _child(analysis, other, *SUBJECTS) is None
                and _agree(noun, other)
            ):
                noun.head = other.i
                break


def _asides(analysis: Analysis, tokens: Sequence[Token]) -> None:
    """ "Готовность объекта, доложил Мкртумян, достигла …": a verb right behind a comma has no subject before that comma."""
    for verb in tokens:
        subject = _child(analysis, verb, *SUBJECTS)
        if verb.tag not in FINITE or subject is None or subject.i > verb.i or analysis.tokens[verb.i - 1].text != ",":
            continue
        between = [t.text for t in analysis.tokens[subject.i + 1 : verb.i]]
        if between.count(",") != 1 or any(mark in between for mark in "–—();:"):
            continue
        close = next((t.i for t in tokens if t.i > verb.i and t.text == ","), None)
        main = next((t for t in tokens if close is not None and t.i > close and t.tag in (*FINITE, "VBN")), None)
        if close is None or main is None or any(t.tag in FINITE for t in analysis.tokens[verb.i + 1 : close]):
            continue
        if _child(analysis, main, *SUBJECTS) is not None or not _agree(subject, main):
            continue
        main.head, main.dep = (main.i, "root") if verb.head == verb.i else (verb.head, verb.dep)
        verb.head, verb.dep = main.i, "parataxis"
        subject.head, subject.case = main.i, "Nom"
        for token in analysis.tokens[verb.i + 1 : close]:
            named = token.pos == "PROPN" and dictionary.can_be(token.text.lower(), "Nom", "Sing")
            if named or token.pos == "NOUN" and token.case == "Nom":
                token.head, token.dep, token.case = verb.i, "nsubj", "Nom"
                break


def _near_verbs(analysis: Analysis, tokens: Sequence[Token]) -> None:
    """ "начнётся в октябре, а первую очередь планируется запустить": an infinitive hangs on the verb right before it."""
    for infinitive in tokens:
        if infinitive.tag != "VB" or infinitive.dep not in ("csubj", "xcomp") or infinitive.i <= tokens[0].i:
            continue
        before = analysis.tokens[infinitive.i - 1]
        if before.pos == "VERB" and before.tag in FINITE and infinitive.head < before.i and before.head != infinitive.i:
            infinitive.head = before.i


def _of_infinitives(analysis: Analysis, tokens: Sequence[Token]) -> None:
    """ "обмен можно будет нарастить", "мощность планируется довести": where the infinitive is the subject, the noun is its object."""
    for infinitive in tokens:
        verb = analysis.tokens[infinitive.head]
        if infinitive.tag != "VB" or infinitive.dep != "csubj" or verb.i >= infinitive.i:
            continue
        noun = _child(analysis, verb, *SUBJECTS)
        if noun is None or noun.i > infinitive.i or noun.pos not in ("NOUN", "PROPN"):
            continue
        if not dictionary.is_intransitive(infinitive.text.lower()) and not _has_object(analysis, infinitive):
            noun.head, noun.dep = infinitive.i, "obj"


def _objects_of_infinitives(analysis: Analysis, tokens: Sequence[Token]) -> None:
    """ "Квоту нам обещают увеличить": the object before a verb with an infinitive that has none is the infinitive's."""
    for noun in tokens:
        verb = analysis.tokens[noun.head]
        if noun.dep != "obj" or noun.pos != "NOUN" or noun.i > verb.i or verb.tag not in FINITE:
            continue
        infinitive = _child(analysis, verb, "xcomp")
        if infinitive is None or infinitive.tag != "VB" or infinitive.i < verb.i or _has_object(analysis, infinitive):
            continue
        if not dictionary.is_intransitive(infinitive.text.lower()):
            noun.head = infinitive.i


def _has_object(analysis: Analysis, verb: Token) -> bool:
    found = [analysis.tokens[i] for i in verb.children if analysis.tokens[i].dep == "obj"]
    return any(not _has_preposition(analysis, token) for token in found)


def _second_subjects(analysis: Analysis, tokens: Sequence[Token]) -> None:
    """ "прокладывает компания, а финансирует банк": of two subjects the second is that of the verb that stands before it."""
    for verb in tokens:
        found = [analysis.tokens[i] for i in verb.children if analysis.tokens[i].dep == "nsubj"]
        if verb.tag not in FINITE or len(found) < 2:
            continue
        for noun in found[1:]:
            own = next(
                (
                    t
                    for t in tokens
                    if verb.i < t.i < noun.i and t.tag in FINITE and t.i > found[0].i and _agree(noun, t)
                ),
                None,
            )
            if own is not None and _child(analysis, own, *SUBJECTS) is None:
                noun.head = own.i


def _counted_subjects(analysis: Analysis, tokens: Sequence[Token]) -> None:
    """ "прошли подготовку 64 моряка": what is counted behind an object is the subject of a verb that has none."""
    for noun in tokens:
        thing = analysis.tokens[noun.head]
        verb = analysis.tokens[thing.head]
        if noun.dep != "nmod" or noun.case != "Gen" or thing.dep != "obj" or verb.tag not in FINITE:
            continue
        counts = _child(analysis, noun, "nummod")
        if counts is None or not thing.i < counts.i < noun.i or _child(analysis, verb, *SUBJECTS) is not None:
            continue
        if not _has_preposition(analysis, counts) and thing.number == "Sing":
            noun.head, noun.dep = verb.i, "nsubj"


def _lost_subjects(analysis: Analysis, tokens: Sequence[Token]) -> None:
    """A past verb without a subject has the noun in the nominative before it in its clause that agrees with it."""
    for verb in tokens:
        if verb.tag != "VBD" or _child(analysis, verb, *SUBJECTS, "xcomp") is not None or verb.dep == "conj":
            continue
        for at in range(verb.i - 1, tokens[0].i - 1, -1):
            token = analysis.tokens[at]
            if token.text in ",;:«»()" or token.tag in FINITE or token.pos in ("SCONJ", "AUX"):
                break
            if token.dep in SUBJECTS or token.case != "Nom" or token.pos not in ("NOUN", "PROPN"):
                continue
            if not _agree(token, verb) or _is_in_range(analysis, token) or _has_preposition(analysis, token):
                continue
            if token.dep in ("parataxis", "dep", "obl", "nmod", "obj", "root", "appos") and _above(
                analysis, token, verb
            ):
                token.head, token.dep = verb.i, "nsubj"
                break


def _above(analysis: Analysis, noun: Token, verb: Token) -> bool:
    """Whether a noun may hang on a verb: the verb does not hang below it."""
    at = verb
    for _ in range(30):
        if at.i == noun.i:
            return False
        if at.head == at.i:
            return True
        at = analysis.tokens[at.head]
    return False


def _is_in_range(analysis: Analysis, token: Token) -> bool:
    """ "январь–ноябрь", "Ош – Бишкек": one of two with a dash between."""
    near = [analysis.tokens[i].text for i in (token.i - 1, token.i + 1) if 0 <= i < len(analysis.tokens)]
    return any(text in "-–—" for text in near)


def _participles(analysis: Analysis, tokens: Sequence[Token]) -> None:
    """ "банк развития, выделивший кредит": a participle behind a comma describes a noun before it that it agrees with."""
    for participle in tokens:
        if participle.dep != "acl" or participle.i == 0 or analysis.tokens[participle.i - 1].text != ",":
            continue
        head = analysis.tokens[participle.head]
        if head.pos not in ("NOUN", "PROPN") or _alike(head, participle):
            continue
        for at in range(participle.i - 2, max(tokens[0].i, participle.i - 8) - 1, -1):
            token = analysis.tokens[at]
            if token.text in ",;:" or token.tag in FINITE:
                break
            if token.pos in ("NOUN", "PROPN") and _alike(token, participle) and token.i != participle.i:
                participle.head = token.i
                break


def _alike(noun: Token, participle: Token) -> bool:
    """Whether a noun and a participle agree in number and gender."""
    if participle.number == "Plur" or noun.number == "Plur":
        return noun.number == participle.number
    return not noun.gender or not participle.gender or noun.gender == participle.gender


def _agree(noun: Token, verb: Token) -> bool:
    """Whether a noun can be the subject of a verb, by number and, in the past, by gender; titles take either gender."""
    if noun.number and verb.number and noun.number != verb.number:
        return False
    if verb.number == "Plur" or not verb.gender or not noun.gender:
        return True
    return noun.gender == verb.gender


def _child(analysis: Analysis, token: Token, *relations: str) -> Token | None:
    return next((analysis.tokens[i] for i in token.children if analysis.tokens[i].dep in relations), None)


def _fill_cases(analysis: Analysis, tokens: Sequence[Token]) -> None:
    """Adjectives that the networks know no case of ("кыргызско-турецкой") have that of their noun, if they can."""
    for token in tokens:
        if token.case or token.pos not in ("ADJ", "DET") or not token.text[-1:].isalpha():
            continue
        head = analysis.tokens[token.head]
        if token.dep == "amod" and head.case and dictionary.can_be(token.text.lower(), head.case, head.number):
            token.case, token.gender, token.number = head.case, head.gender, head.number


def _subjects(analysis: Analysis, tokens: Sequence[Token]) -> None:
    """ "в институте прошёл круглый стол", "университет принял форум": nominative and accusative look alike, and a verb has one subject."""
    for verb in tokens:
        if verb.pos != "VERB" or verb.tag not in FINITE:
            continue
        children = [analysis.tokens[i] for i in verb.children]
        objects = [c for c in children if c.dep == "obj" and c.pos in ("NOUN", "PROPN")]
        if any(c.dep in ("nsubj", "nsubj:pass", "csubj") for c in children) or not objects:
            continue
        can = [noun for noun in objects if _can_be_subject(noun, verb)]
        if can and (
            len(objects) > 1
            and can[0].i < verb.i
            or verb.lemma in HAPPEN
            or dictionary.is_intransitive(verb.text.lower())
        ):
            can[0].dep = "nsubj"


def _objects(analysis: Analysis, tokens: Sequence[Token]) -> None:
    """ "первую очередь планируется запустить": what stands in the accusative right before such a verb is the infinitive's object."""
    for infinitive in tokens:
        verb = analysis.tokens[infinitive.head]
        if infinitive.tag != "VB" or infinitive.dep not in ("csubj", "xcomp") or verb.tag not in FINITE:
            continue
        if verb.i <= tokens[0].i or infinitive.i != verb.i + 1:
            continue
        noun = analysis.tokens[verb.i - 1]
        if noun.pos != "NOUN" or noun.case != "Acc" or noun.head == infinitive.i or _has_preposition(analysis, noun):
            continue
        if any(analysis.tokens[i].dep == "obj" for i in infinitive.children):
            continue
        noun.head, noun.dep = infinitive.i, "obj"
        before = analysis.tokens[noun.i - 1]
        if before.pos == "ADJ" and before.case == "Acc":
            before.head, before.dep = noun.i, "amod"


def _has_preposition(analysis: Analysis, noun: Token) -> bool:
    """Whether a preposition stands before a noun, its adjectives between."""
    at = noun.i - 1
    while at > 0 and analysis.tokens[at].pos in ("ADJ", "DET", "NUM"):
        at -= 1
    return at >= 0 and analysis.tokens[at].pos == "ADP"


def _can_be_subject(noun: Token, verb: Token) -> bool:
    return noun.number == verb.number and (
        noun.case == "Nom" or noun.case == "Acc" and dictionary.can_be(noun.text.lower(), "Nom", noun.number)
    )
