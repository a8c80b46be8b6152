"""Persons in languages with cases: names by the recogniser and by the titles before them, brought to one base form."""

from __future__ import annotations

from typing import Literal

import regex

from communique.extract.draft import Draft, EntityDraft
from communique.extract.names import TitleWords, entity_words, is_capitalised, title_words
from communique.language import Language, Token
from communique.language.base import spaced

Run = list[Token]
JOINED = regex.compile(r"(?<=\b\p{Lu}\.)(?=\p{Lu})")  # "А.Суриков"
UNCHANGING = tuple("оуиеэыю")  # last letters of names that are the same in every case: "Марко Бьянки"
REACH = 14  # tokens between a title and the name that it stands before
ENDING = 4  # letters in which two forms of one name may differ at most


def find_people(draft: Draft) -> None:
    """Add persons with all mentions of their names: full names first, then single words that are part of one, or titled."""
    runs = sorted(_runs(draft), key=lambda run: (len(run) < 2, run[0].case not in ("Nom", ""), run[0].i))
    titles = title_words(draft.language)
    for run in runs:
        if draft.mention_at(run[-1]) is not None:
            continue
        _follow_title(draft, run, titles)
        name = JOINED.sub(" ", draft.language.base_form(run, "person"))
        known = _known(draft, name, len(run))
        alone = len(run) == 1 and run[0].dep == "nsubj" and run[0].gender in ("Masc", "Fem") and run[0].text.isalpha()
        alone = alone and not draft.language.knows(run[0].text)  # "Урожай" opens a sentence
        if known is None and (len(run) > 1 or follows_title(draft, run[0], titles) or alone and len(run[0].text) > 3):
            known = draft.add_entity("person", name, "recognised_name" if len(run) > 1 else "name_alone")
        if known is None:
            continue
        if len(name.split()) > len(known.name.split()):
            known.aliases.add(known.name)
            known.name = name
        elif name != known.name and run[0].case in ("Nom", "") and len(run) > 1:
            known.aliases.add(name)
        known.gender = known.gender or _gender(draft, run, titles)
        draft.add_mention(known, (run[0].start, run[-1].end), "name", run[-1])
        known.aliases.discard(known.name)


# how names end in the cases that are not the nominative
OBLIQUE = {"Gen": ("а", "я", "ой", "ого"), "Acc": ("а", "я", "у", "ю", "ого"), "Dat": ("у", "ю", "ой", "ому"), "Ins": ("ом", "ем", "ым", "ой"), "Loc": ("е", "ой", "ом")}  # fmt: skip


def _follow_title(draft: Draft, run: Run, titles: TitleWords) -> None:
    """A name that the networks take for a nominative stands in the case of the title before it: "с министром … Хаканом Фиданом"."""
    if _is_her_name(run) or run[-1].text[-1] in "ая" and _of_feminine_verb(draft, run, titles):
        for token in run:
            token.case, token.gender = "Nom", "Fem"
        return
    if _stays_in_the_base_form(run):
        for token in run:
            token.case, token.gender = "Nom", ""
        return
    if any(token.case not in ("", "Nom") for token in run):
        return
    title = _title_before(draft, run, titles)
    if title is None or title.case not in OBLIQUE:
        return
    endings = (*OBLIQUE[title.case], "е", "и") if title.case in ("Dat", "Gen") else OBLIQUE[title.case]
    plain = [t for t in run if t.text.endswith(UNCHANGING) and not t.text.endswith(OBLIQUE[title.case])]
    fits = sum(token.text.endswith(OBLIQUE[title.case]) for token in run)
    declines = run[-1].text.endswith(OBLIQUE[title.case])  # "Пак Чжихуна": the last part shows it
    enough = fits * 2 > len(run) - len(plain) or declines and fits * 2 == len(run) - len(plain)
    if enough and all(t.text.endswith(endings) or t.text.endswith(UNCHANGING) for t in plain):
        for token in run:
            token.case = title.case


# family names that only a woman has in the nominative
HERS = tuple(stem + "а" for stem in ("ов", "ев", "ёв", "ин", "ын")) + ("ская", "цкая")


CONSONANTS = "бвгджзйклмнпрстфхцчшщ"


def _is_her_name(run: Run) -> bool:
    """ "Жанар Бекова": a given name in its base form beside a family name that ends so; of a man it were "Жанара Бекова"."""
    given, family = run[0].text, run[-1].text
    return len(run) > 1 and family.endswith(HERS) and given[-1] not in "аяеёиоуыэюьй.-" and len(given) > 2


def _stays_in_the_base_form(run: Run) -> bool:
    """ "Сунита Раванг": a given name in "-а" beside a family name that ends in a consonant; in another case both would change."""
    given, family = run[0].text, run[-1].text
    written = given.isalpha() and family.isalpha() and not given.isupper() and len(given) > 2 and len(family) > 2
    return len(run) == 2 and written and given[-1] in "ая" and family[-1] in CONSONANTS


def _of_feminine_verb(draft: Draft, run: Run, titles: TitleWords) -> bool:
    """ "Камола Юлдашева напомнила", "заявила заместитель министра Казахстана Мари Бекова": the verb shows that she is the subject."""
    tokens, verb = draft.analysis.tokens, draft.analysis.tokens[run[0].head]
    if run[0].dep == "nsubj":
        return verb.gender == "Fem" and verb.tag == "VBD"
    leading: Token | None = None
    first = draft.analysis.sentences[run[0].sentence].first
    for at in range(run[0].i - 1, max(first, run[0].i - REACH) - 1, -1):
        token = tokens[at]
        if token.pos == "VERB":
            closed = leading is not None and leading.case == "Nom" and tokens[run[0].i - 1].lower not in titles.heads
            return token.tag == "VBD" and token.gender == "Fem" and closed
        if token.lower in titles.heads and token.pos == "NOUN":
            leading = token
        elif (
            token.case != "Gen"
            and token.pos not in ("ADJ", "PROPN", "X", "CCONJ", "ADP")
            and token.text not in '«»"-–,'
        ):
            return False
    return False


def _title_before(draft: Draft, run: Run, titles: TitleWords) -> Token | None:
    """ "с министром энергетики Исламской Республики Иран Бехрузом Садеги": the title, genitives between it and the name."""
    first = draft.analysis.sentences[run[0].sentence].first
    for at in range(run[0].i - 1, max(first, run[0].i - REACH) - 1, -1):
        token = draft.analysis.tokens[at]
        if token.lower in titles.heads and token.pos in ("NOUN", "PROPN"):
            return None if _is_acting_for(draft, token, titles) else token
        between = token.case == "Gen" or token.pos in ("PROPN", "X", "CCONJ", "ADP") or token.text in '«»"-–,'
        if not between or token.pos in ("VERB", "AUX"):
            break
    above = [c for t in run for c in draft.analysis.children(t, "compound") if c.i < run[0].i]
    return next((t for t in above if t.lower in titles.heads), None)


def _is_acting_for(draft: Draft, title: Token, titles: TitleWords) -> bool:
    """ "исполняющий обязанности министра", "врио главы": the title's case is not the name's."""
    before = draft.analysis.tokens[max(0, title.i - 2) : title.i]
    if before and before[-1].text.lower() in titles.stand_ins:
        return True
    return len(before) == 2 and f"{before[0].lemma} {before[1].lemma}" in titles.acting


def _runs(draft: Draft) -> list[Run]:
    """Runs of tokens that may be a name: those of the recogniser, put right at their ends, and capitals right after a title."""
    tokens, titles = draft.analysis.tokens, title_words(draft.language)
    found: list[Run] = []
    taken: set[int] = set()
    names = entity_words(draft.language)
    heads = names.project | names.place | names.organization
    for name in draft.analysis.names:
        if name.label != "PERSON":
            continue
        first, last = name.first, name.last
        while (
            first <= last
            and tokens[first].lower in titles.heads | titles.modifiers
            and (not _is_name(tokens[first]) or tokens[first].lower not in titles.particles and last - first > 1)
        ):
            first += 1
        if last - first > 1 and sum(c.isupper() for c in tokens[first].text) > 2:
            first += 1  # "Профессор ТашГТУ Рустам Валиев"
        if first <= last and tokens[first].lower in heads and not draft.language.name_cases(tokens[first].text):
            continue  # "Линию Мары – Карши прокладывает"
        first, last = _widened(draft, first, last, titles)
        run = tokens[first : last + 1]
        if run and any(is_capitalised(token) for token in run) and not _is_country(draft, run):
            found.append(run)
            taken |= {token.i for token in run}
    for token in tokens:
        if token.i in taken or not is_capitalised(token) or token.pos not in ("PROPN", "NOUN", "X", "ADJ"):
            continue
        before = tokens[token.i - 1] if token.i else None
        if before is None or before.sentence != token.sentence or before.i in taken:
            continue
        if sum(c.isupper() for c in token.text) > 2 and "-" not in token.text:
            continue  # an acronym
        given = _opens_name(draft, token)
        if before.lower not in titles.heads and before.lower not in titles.honorifics and not given:
            continue
        first, last = _widened(draft, token.i, token.i + given, titles)
        run = tokens[first : last + 1]
        text = draft.words((run[0].start, run[-1].end))
        following = tokens[last + 1] if last + 1 < len(tokens) else None
        if following is not None and is_capitalised(following) and following.pos in ("PROPN", "NOUN"):
            continue  # "председатель Халк Маслахаты Туркменистана …"
        if (
            not _is_country(draft, run)
            and len(run) > 1
            and not text.isupper()
            and (not given or len(run) < 4)
            and token.pos == "PROPN"
            and token.gender in ("Masc", "Fem")
        ):
            found.append(run)
            taken |= {token.i for token in run}
    return found


def _opens_name(draft: Draft, token: Token) -> bool:
    """ "ректор Университета Лимы Хосе Кастро": a given name and one more capital in the same case, which end a phrase."""
    following = draft.analysis.tokens[token.i + 1] if token.i + 1 < len(draft.analysis.tokens) else None
    if following is None or following.sentence != token.sentence or not is_capitalised(following):
        return False
    before = draft.analysis.tokens[token.i - 1]
    memorial = before.lower == "имя" or before.lower == "имени"
    alike = following.pos == "PROPN" and following.case in ("", token.case)
    return alike and not memorial and bool(draft.language.name_cases(token.text)) and is_capitalised(before)


def _is_country(draft: Draft, run: Run) -> bool:
    """Whether a run names a country or its people ("Виктория Абрамченко" does not, though a capital is called so)."""
    found = draft.countries.find(draft.words((run[0].start, run[-1].end)))
    return any(one.form != "capital" and not one.ambiguous for one in found) or len(run) == 1 and bool(found)


def _is_name(token: Token) -> bool:
    return token.pos == "PROPN" and is_capitalised(token)


def _widened(draft: Draft, first: int, last: int, titles: TitleWords) -> tuple[int, int]:
    """A run with the capitalised parts and particles of names ("бен", "аль") that stand beside it."""
    tokens = draft.analysis.tokens
    sentence = draft.analysis.sentences[tokens[first].sentence] if first < len(tokens) else None
    if sentence is None:
        return first, last
    others = {
        i
        for name in draft.analysis.names
        if name.first != first and name.label != "PERSON"
        for i in range(name.first, name.last + 1)
    }
    while last + 1 < sentence.last:
        following = tokens[last + 1]
        particle = following.lower in titles.particles or following.text.lower() in titles.particles
        ahead = last + 2 < sentence.last and is_capitalised(tokens[last + 2]) and tokens[last + 2].pos == "PROPN"
        if particle and (ahead or is_capitalised(following)):
            last += 2 if ahead else 1
        elif (
            _is_name(following)
            and following.i not in others
            and following.case == tokens[last].case
            and following.dep in ("flat:name", "appos", "compound")
            and tokens[last].text.isalpha()
        ):
            last += 1
        else:
            break
    return first, min(last, sentence.last - 1)


def follows_title(draft: Draft, token: Token, titles: TitleWords) -> bool:
    """Whether a title or an honorific stands right before a name."""
    before = draft.analysis.tokens[token.i - 1] if token.i else None
    return before is not None and before.sentence == token.sentence and before.lower in titles.heads | titles.honorifics


def _known(draft: Draft, name: str, words: int) -> EntityDraft | None:
    """The person of that name: every word of the shorter name is a form of one of the longer's."""
    people = [entity for entity in draft.entities.values() if entity.kind == "person"]
    found = []
    for entity in people:
        for known in (entity.name, *entity.aliases):
            one, two = sorted((name.split(), known.split()), key=len)
            if all(any(same_word(a, b) or _is_initial(a, b) or _is_initial(b, a) for b in two) for a in one) and (
                len(one) > 1 or same_word(one[0], two[-1]) or same_word(one[0], two[0])
            ):
                found.append(entity)
                break
    if len({entity.id for entity in found}) == 1:
        return found[0]
    return by_patronymic(people, name) if not found else None


PATRONYMIC = ("ович", "евич", "овна", "евна", "ична", "ыч")


def by_patronymic(people: list[EntityDraft], name: str) -> EntityDraft | None:
    """ "Игорь Павлович", as somebody is addressed: the one person of that given name."""
    words = name.split()
    if len(words) != 2 or not words[1].endswith(PATRONYMIC):
        return None
    found = [e for e in people if same_word(e.name.split()[0], words[0])]
    return found[0] if len(found) == 1 else None


def agree(one: str, two: str) -> bool:
    """Whether two cases can be one: the accusative of living beings is their genitive; a case that is not known fits."""
    return not one or not two or one == two or {one, two} == {"Acc", "Gen"}


def cases_of(name: Run, language: Language) -> set[str]:
    """The cases in which a name may stand: those that its parts show; any, where none of them can show one."""
    if all(token.text.endswith(UNCHANGING) or not token.case for token in name):
        return {""}
    told = {token.case for token in name if token.case} or {""}
    given = language.name_cases(name[0].text)
    return {case for case in told if any(agree(case, one) for one in given)} or set(given) or told


def _is_initial(one: str, two: str) -> bool:
    """ "Х." of "Хакан"."""
    return len(one) == 2 and one[1] == "." and two[:1] == one[0]


def same_word(one: str, two: str) -> bool:
    """Whether two words can be forms of one name: they differ in their last letters only."""
    one, two = one.casefold().replace("ё", "е"), two.casefold().replace("ё", "е")
    if one == two:
        return True
    at = 0
    while at < min(len(one), len(two)) and one[at] == two[at]:
        at += 1
    return at >= 4 and len(one) - at < ENDING and len(two) - at < ENDING and abs(len(one) - len(two)) < 3


def _gender(draft: Draft, run: Run, titles: TitleWords) -> Literal["f", "m"] | None:
    before = {token.lower for token in draft.analysis.tokens[max(0, run[0].i - 2) : run[0].i]}
    if before & titles.feminine:
        return "f"
    if before & titles.masculine:
        return "m"
    genders = [token.gender for token in run if token.gender in ("Masc", "Fem")]
    if not genders or len(set(genders)) > 1:
        return None
    return "f" if genders[0] == "Fem" else "m"


def written(run: Run) -> str:
    return " ".join(spaced(run))
