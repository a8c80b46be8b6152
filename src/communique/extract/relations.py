"""What the rules for links share: the words of relations, who does something, and to what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import msgspec

from communique.extract.draft import Draft, EntityDraft, Mention
from communique.extract.names import entity_words, plural_titles, title_words
from communique.extract.step_theme import thing_meant
from communique.extract.steps import step_words
from communique.language import Token
from communique.record import EntityKind, Relation, Span

Kinds = tuple[EntityKind, ...]
Triple = tuple[str, Relation, str, Span]

FEW = 3  # people whom "the ministers" can mean
REACH = 30  # tokens in which the doers of a passive are looked for
FINITE = ("VBD", "VBZ", "VBP", "MD")


class RelationWords(msgspec.Struct, frozen=True):
    """The file ``relations.yml`` of a language."""

    verbs: dict[Relation, frozenset[str]]
    invest: frozenset[str]
    pay: frozenset[str]
    pay_for: frozenset[str]
    sign: frozenset[str]
    ratify: frozenset[str]
    win: frozenset[str]
    works_won: frozenset[str]
    take_part: dict[str, frozenset[str]]
    appear: frozenset[str]
    go_on: frozenset[str]
    money: frozenset[str]
    sums: frozenset[str]
    party: frozenset[str]
    delegation: frozenset[str]
    present: frozenset[str]
    branch: frozenset[str]
    embassy: frozenset[str]
    between: frozenset[str]
    joint: frozenset[str]
    into: frozenset[str]
    from_: frozenset[str] = msgspec.field(name="from")
    by: frozenset[str]
    on_paper: frozenset[str]
    behalf: frozenset[str]
    place: frozenset[str]
    pen_to_paper: str
    future: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    chairs: frozenset[str] = frozenset()
    seated: frozenset[str] = frozenset()
    they: frozenset[str] = frozenset()
    partner: frozenset[str] = frozenset()
    theirs: frozenset[str] = frozenset()
    take_chair: dict[str, frozenset[str]] = {}
    for_states: frozenset[str] = frozenset()
    we: frozenset[str] = frozenset()
    relatives: frozenset[str] = frozenset()
    hold: frozenset[str] = frozenset()
    bear: frozenset[str] = frozenset()
    signature: frozenset[str] = frozenset()
    construction: frozenset[str] = frozenset()
    opened: frozenset[str] = frozenset()
    consortia: frozenset[str] = frozenset()
    this: frozenset[str] = frozenset()
    purposes: frozenset[str] = frozenset()
    presiding: frozenset[str] = frozenset()
    pair: frozenset[str] = frozenset()
    two: frozenset[str] = frozenset()
    acquire: frozenset[str] = frozenset()
    stakes: frozenset[str] = frozenset()
    its: frozenset[str] = frozenset()
    it: frozenset[str] = frozenset()
    house: frozenset[str] = frozenset()  # before the body in whose house an event is held
    organizer: frozenset[str] = frozenset()


@lru_cache
def relation_words(language: Any) -> RelationWords:
    return language.data("relations", RelationWords)  # type: ignore[no-any-return]


def names_of(draft: Draft, *kinds: EntityKind) -> Iterator[tuple[Mention, EntityDraft]]:
    """Mentions by name or description of entities of some kinds, with the entity."""
    for mention in list(draft.mentions):
        entity = draft.entities[mention.entity]
        if entity.kind in kinds and mention.form != "pronoun":
            yield mention, entity


def is_passive(draft: Draft, verb: Token) -> bool:
    """Whether the verb's doer stands behind "by": a passive, or a participle without a subject of its own."""
    if draft.analysis.is_passive(verb):
        return True
    if verb.tag != "VBN" and not (verb.tag == "VBD" and verb.dep in ("acl", "advcl")):
        return False
    auxiliaries = draft.analysis.children(verb, "aux")
    return not auxiliaries and draft.analysis.child(verb, "nsubj", "obj") is None


def doers(
    draft: Draft, verb: Token, kinds: Kinds, words: RelationWords, governments: bool = False
) -> list[EntityDraft]:
    """Who does what the verb says: its subject, or those behind "by", and those who do it "jointly with" them.

    With ``governments`` a capital stands for its country.
    """
    if is_passive(draft, verb):
        return _agents(draft, verb, kinds, words)
    subject = draft.analysis.subject(verb) or _subject_of_prefix(draft, verb)
    if subject is None:
        return []
    subjects = draft.analysis.children(verb, "nsubj")
    if len(subjects) > 1 and draft.analysis.tokens[subject.i + 1].text == "-":
        subject = subjects[-1]  # "the two co-chairs"
    if subject.lower in words.they and "person" in kinds and (named := _people_before(draft, subject)):
        return named
    if subject.tag in ("WDT", "WP"):
        nearest = _right_before(draft, subject, kinds) if verb.tag == "VBZ" else None
        if nearest is not None:
            return [nearest]
        subject = draft.analysis.head_of(verb) or subject
    found = members(draft, subject, kinds, governments)
    if found and "person" not in kinds:
        found += [one for one in _row_before(draft, found[0], subject, kinds) if one not in found]
    if not found and subject.pos == "PRON" and subject.lower in step_words(draft.language).back:
        found = _outer_subject(draft, verb, kinds)
    if any(child.lower in words.joint for child in draft.analysis.children(verb, "advmod")):
        for child in draft.analysis.children(verb, "obl"):
            if draft.analysis.marker(child) in words.between:
                found += [one for one in members(draft, child, kinds) if one not in found]
    return found


def _right_before(draft: Draft, relative: Token, kinds: Kinds) -> EntityDraft | None:
    """ "A and B, | who heads the ministry": one alone, the one named right before."""
    at = relative.i - 1
    while at >= 0 and draft.analysis.tokens[at].text == ",":
        at -= 1
    entity = draft.entity_at(at) if at >= 0 else None
    return entity if entity is not None and entity.kind in kinds else None


def _subject_of_prefix(draft: Draft, verb: Token) -> Token | None:
    """ "A and B co-chaired": the parse may give the subject to the prefix."""
    tokens = draft.analysis.tokens
    if verb.i < 2 or tokens[verb.i - 1].text != "-" or tokens[verb.i - 1].end != verb.start:
        return None
    return draft.analysis.child(tokens[verb.i - 2], "nsubj", "nsubj:pass")


def _people_before(draft: Draft, pronoun: Token) -> list[EntityDraft]:
    """Whom "they" means: two or more people who were the subject of the sentence before."""
    if pronoun.sentence == 0:
        return []
    tokens = draft.analysis.sentence_tokens(draft.analysis.sentences[pronoun.sentence - 1])
    root = next((token for token in tokens if token.dep == "root"), None)
    subject = (draft.analysis.subject(root) or _subject_of_prefix(draft, root)) if root is not None else None
    found = members(draft, subject, ("person",)) if subject is not None else []
    return found if len(found) > 1 else []


def _row_before(draft: Draft, first: EntityDraft, subject: Token, kinds: Kinds) -> list[EntityDraft]:
    """Bodies that stand in one row with the subject, read along the line: "the Federation (FNCCI) and the Chamber"."""
    words = entity_words(draft.language)
    sentence = draft.analysis.sentences[subject.sentence]
    row = [
        mention
        for mention in draft.mentions_in((sentence.start, sentence.end))
        if draft.entities[mention.entity].kind in kinds and mention.form == "name"
    ]
    at = next((i for i, mention in enumerate(row) if mention.span[0] <= subject.start < mention.span[1]), None)
    if at is None:
        return []
    found, linked = [], False
    for one, two in zip(reversed(row[:at]), reversed(row[: at + 1]), strict=False):
        between = draft.analysis.tokens_in((one.span[1], two.span[0])) if one.span[1] < two.span[0] else []
        marks = [token.lower for token in between if token.lower not in words.articles]
        if one.span[1] > two.span[0]:
            continue
        if not marks or any(mark not in {",", "(", ")", *words.join_and} for mark in marks):
            break
        linked = linked or any(mark in words.join_and for mark in marks)
        found.append(draft.entities[one.entity])
    return found if linked else []


def _outer_subject(draft: Draft, verb: Token, kinds: Kinds) -> list[EntityDraft]:
    """ "the University hosted the Forum, which it had prepared": the pronoun means the subject of the clause above."""
    for above in draft.analysis.ancestors(verb):
        if above.pos in ("VERB", "AUX"):
            subject = draft.analysis.subject(above)
            return members(draft, subject, kinds) if subject is not None and subject.pos != "PRON" else []
    return []


def _agents(draft: Draft, verb: Token, kinds: Kinds, words: RelationWords) -> list[EntityDraft]:
    """Those named behind the first "by" after the verb, up to the next verb: the parse often hangs them elsewhere."""
    tokens = draft.analysis.tokens
    sentence = draft.analysis.sentences[verb.sentence]
    start: int | None = None
    for at in range(verb.i + 1, min(sentence.last, verb.i + REACH)):
        token = tokens[at]
        if token.lower in words.by:
            start = at + 1
            break
        if token.tag in FINITE or token.text == ";":
            break
    if start is None:
        return []
    if "person" in kinds:
        found = people_from(draft, start, sentence.last)
        if found:
            return found
        if kinds == ("person",):  # "by the two ministers"
            nouns = (t for t in tokens[start : start + 4] if t.tag in ("NNS", "NNPS") and t.text != "-")
            noun = next((t for t in nouns if t.sentence == verb.sentence), None)
            return _holders(draft, noun) if noun is not None else []
    head = tokens[start]
    while head.dep in ("det", "compound", "amod", "nmod:poss", "nummod", "punct", "advmod") and head.head > head.i:
        head = tokens[head.head]
    found = members(draft, head, kinds)
    row = tokens[head.i + 1 : min(sentence.last, head.i + 12)]
    joint = next(
        (token for token in row if token.lower in words.joint), None
    )  # "by the Chamber together with the firm"
    if found and joint is not None and joint.i + 2 < len(tokens) and tokens[joint.i + 1].lower in words.between:
        other = next((e for t in tokens[joint.i + 2 : joint.i + 4] if (e := draft.entity_at(t)) is not None), None)
        found += [other] if other is not None and other.kind in kinds and other not in found else []
    return found


def people_from(draft: Draft, first: int, last: int) -> list[EntityDraft]:
    """The people named from a token on, up to the next finite verb."""
    found: list[EntityDraft] = []
    for token in draft.analysis.tokens[first : min(last, first + REACH + 15)]:
        # a name can be taken for a verb
        if token.text == ";" or token.text[:1].islower() and token.tag in FINITE:
            break
        entity = draft.entity_at(token)
        if entity is not None and entity.kind == "person" and entity not in found:
            found.append(entity)
    return found


def members(draft: Draft, noun: Token, kinds: Kinds, governments: bool = False) -> list[EntityDraft]:
    """The entities of a noun and of those coordinated with it; people also by their titles, together or alone."""
    found: list[EntityDraft] = []
    for member in draft.analysis.conjuncts(noun):
        entity = draft.entity_at(member)
        if entity is not None and entity.kind in kinds:
            found.append(entity)
        elif (named := _named_behind(draft, member)) is not None and named.kind in kinds:
            found.append(named)
        elif member.lower in relation_words(draft.language).consortia:
            of = (c for c in draft.analysis.children(member, "nmod") if draft.analysis.marker(c))
            found += [one for child in of for one in members(draft, child, kinds)]
        elif governments and (capital := _government(draft, member)) is not None:
            found.append(capital)
        elif governments and member.lemma in relation_words(draft.language).for_states:
            whose = [c for c in draft.analysis.children(member, "nmod") if draft.analysis.marker(c)]
            found += [one for child in whose for one in members(draft, child, ("country",))]
        elif "person" in kinds:
            below = draft.analysis.subtree(member, without=("acl:relcl", "acl", "conj"))
            found += [e for t in below if (e := draft.entity_at(t)) is not None and e.kind == "person"]
        elif member.i != noun.i and (entity is None or entity.kind in ("place", "person")):
            continue
    if not found and "person" in kinds and noun.tag in ("NNS", "NNPS"):
        found = _holders(draft, noun)
    return list(dict((entity.id, entity) for entity in found).values())


def _named_behind(draft: Draft, noun: Token) -> EntityDraft | None:
    """ "the Mexican company Cementos", "a Danish firm, Nordvand,": the name behind a noun for a body."""
    if noun.lower not in entity_words(draft.language).introduce or noun.i + 1 >= len(draft.analysis.tokens):
        return None
    for named in draft.analysis.children(noun, "appos", "compound"):  # "a firm, Nordvand,", "the Sembcorp group"
        entity = draft.entity_at(named)
        if entity is not None and entity.kind == "organization":
            return entity
    return draft.entity_at(noun.i + 1)


def _holders(draft: Draft, noun: Token) -> list[EntityDraft]:
    """ "the ministers signed": those who hold that title, where they are few."""
    whose = draft.analysis.children(noun, "nmod")
    if any(draft.analysis.children(one, "nummod") for one in whose):
        return []  # "foreign ministers of five states"
    single = plural_titles(draft.language).get(noun.lower, noun.lemma)
    alike = title_words(draft.language).introduce | {single}  # "Minister X and his counterpart Y" are "the ministers"
    if noun.lemma in relation_words(draft.language).chairs or noun.lower.startswith("co-"):
        leading = [link.subject for link in draft.links if link.relation == "leads"]
        chairs = [draft.entities[one] for one in dict.fromkeys(leading) if one in draft.entities]
        if 2 <= len(chairs) <= FEW:
            return chairs  # "the two co-chairs signed the protocol"
    held = [post.person for post in draft.posts if alike & set(post.title.lower().replace("-", " ").split())]
    named = [draft.entities[person] for person in dict.fromkeys(held) if person in draft.entities]
    words = relation_words(draft.language)
    if any(child.lower in words.two for child in draft.analysis.children(noun)) and len(named) != 2:
        named = [one for one in named if _is_actor(draft, one, noun)]
        return named if len(named) == 2 else []
    return named if 2 <= len(named) <= FEW else []


def _is_actor(draft: Draft, person: EntityDraft, noun: Token) -> bool:
    """Whether a person was the subject of a sentence before, alone or with others: not merely named."""
    for mention in draft.mentions:
        if mention.entity != person.id or mention.head < 0 or mention.span[0] > noun.start:
            continue
        token = draft.analysis.tokens[mention.head]
        while token.dep == "conj" and (above := draft.analysis.head_of(token)) is not None:
            token = above
        if token.dep in ("nsubj", "nsubj:pass", "obl:agent"):
            return True
    return False


def _government(draft: Draft, noun: Token) -> EntityDraft | None:
    """The country whose capital stands for its government: "Algiers and Moscow ratified"."""
    code = draft.countries.of_capital(noun.text)
    if code is None:
        return None
    return next((e for e in draft.entities.values() if e.kind == "country" and e.country == code), None)


def things(draft: Draft, verb: Token, kinds: Kinds) -> list[tuple[EntityDraft, Token]]:
    """What the verb is done to: its object, the subject of a passive, or what a participle describes."""
    analysis = draft.analysis
    if is_passive(draft, verb):
        nouns = _described(draft, verb)
    else:
        nouns = analysis.children(verb, "obj", "attr")
        nouns += [child for child in analysis.children(verb, "obl") if child.i > verb.i]
        if not nouns:  # "will build and operate the plant"
            nouns = [noun for other in analysis.children(verb, "conj") for noun in analysis.children(other, "obj")]
    found: list[tuple[EntityDraft, Token]] = []
    for noun in nouns:
        at = noun
        if noun.tag in ("WDT", "WP"):
            at = analysis.head_of(verb) or noun
        entity = thing_meant(draft, at, kinds, step_words(draft.language), strict=True)
        if entity is not None:
            found.append((entity, at))
    return found


def _described(draft: Draft, verb: Token) -> Iterable[Token]:
    analysis = draft.analysis
    own = analysis.child(verb, "nsubj", "nsubj:pass")
    for auxiliary in analysis.children(verb, "aux:pass", "aux"):  # "It was co-chaired by": the parse can hang it there
        own = own or analysis.child(auxiliary, "nsubj", "nsubj:pass")
    head = analysis.head_of(verb)
    if own is not None:
        noun: Token | None = own
    elif verb.dep in ("acl", "acl:relcl", "amod"):
        noun = head
    else:
        noun = analysis.subject(verb) or (analysis.subject(head) if head is not None else None)
    if noun is not None and noun.tag in ("WDT", "WP") and verb.dep == "acl:relcl":
        noun = head
    return [noun] if noun is not None else []


def last_before(draft: Draft, token: Token, *kinds: EntityKind) -> tuple[EntityDraft, Mention] | None:
    """The entity of these kinds named last before a word, in its sentence."""
    start = draft.analysis.sentences[token.sentence].start
    near = [
        mention
        for mention in draft.mentions
        if start <= mention.span[0] and mention.span[1] <= token.start and draft.entities[mention.entity].kind in kinds
    ]
    if not near:
        return None
    last = max(near, key=lambda mention: (mention.span[1], mention.span[1] - mention.span[0]))
    return draft.entities[last.entity], last


def main_two(draft: Draft) -> list[EntityDraft]:
    """The two countries that the text speaks of more than of any other."""
    said = Counter(mention.entity for mention in draft.mentions if draft.entities[mention.entity].kind == "country")
    most = said.most_common(3)
    if len(most) < 2 or most[1][1] < 2 or len(most) == 3 and most[2][1] * 2 > most[1][1]:
        return []
    return [draft.entities[entity] for entity, _ in most[:2]]


def over(*spans: Span) -> Span:
    """The span from the first to the last of several."""
    return min(span[0] for span in spans), max(span[1] for span in spans)


def named_before(draft: Draft, token: Token, kind: EntityKind) -> EntityDraft | None:
    """The thing of a kind named last before a token, at most a sentence back."""
    near = [
        mention
        for mention in draft.mentions
        if mention.span[1] <= token.start
        and draft.entities[mention.entity].kind == kind
        and mention.head >= 0
        and token.sentence - draft.analysis.tokens[mention.head].sentence <= 1
    ]
    return draft.entities[max(near, key=lambda mention: mention.span).entity] if near else None
