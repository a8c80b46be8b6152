"""Whose step it is: the noun that a step is said of, and the entity that this noun is or belongs to."""

from __future__ import annotations

from communique.extract.draft import Draft, EntityDraft
from communique.extract.steps import Seen, StepWords
from communique.language import Token
from communique.record import EntityKind, Step

PAPER: tuple[EntityKind, ...] = ("agreement", "programme")
BUILT: tuple[EntityKind, ...] = ("project", "programme", "organization")
KINDS: dict[Step, tuple[EntityKind, ...]] = {
    "signed": ("agreement",),
    "ratified": ("agreement",),
    "in_force": PAPER,
    "held": ("event", "organization", "programme"),
    "extended": ("agreement", "programme", "project"),
    "financed": ("project", "programme", "agreement"),
    "completed": ("project", "programme", "agreement"),
    "started": ("project", "programme", "organization", "agreement"),
    "opened": BUILT,
    "other": ("project", "programme", "agreement"),
}
ANY: tuple[EntityKind, ...] = ("project", "agreement", "programme", "event", "organization")
BACK = 25  # tokens before the step
REACH_OF_THEY = 20  # tokens from "they" back to the works that were suspended
REACH = 2  # sentences back in which the thing may have been named


def theme_of(draft: Draft, seen: Seen, words: StepWords) -> Token | None:
    """The noun that the step is said of: the object of an active verb, else its subject, else what a participle describes."""
    token = seen.token
    if seen.rule == "progress":
        return draft.analysis.child(token, "obj")
    if seen.rule == "told":
        return next((c for c in draft.analysis.children(token, "nmod", "obj", "obl") if c.i > token.i), None)
    if seen.rule in ("noun", "date for"):
        return token
    if seen.rule in ("verb", "phrase") and not draft.analysis.is_passive(token):
        thing = draft.analysis.child(token, "obj")
        named = thing is not None and seen.step == "delayed" and thing.lower in words.nouns  # "put the launch off"
        if thing is not None and (named or not _inside(thing, seen)):
            return _antecedent(draft, thing, token)
        if seen.rule == "phrase":
            for child in draft.analysis.children(token, "obl") + (
                draft.analysis.children(thing, "nmod") if thing else []
            ):
                if child.start >= seen.words[1] and draft.analysis.marker(child) in words.upon:
                    if draft.entity_at(child) is not None or child.lemma in words.papers | words.things:
                        return child  # "put pen to paper on an agreement", "began work on the bridge"
    if token.pos not in ("VERB", "AUX"):  # "the regime, in force since July"
        above = next((one for one in draft.analysis.ancestors(token) if not _inside(one, seen)), None)
        return above if above is not None and above.pos in ("NOUN", "PROPN") else _before(draft, seen, words)
    found = _right_before(draft, token, seen.step) or _subject(draft, seen)
    found = _paper_before(draft, found, token, words) or found
    if found is not None and seen.rule == "phrase" and seen.step == "started":
        found = _thing_beside(draft, found, token) or found
    if found is None and (seen.rule in ("phrase", "schedule") or token.dep == "advcl" or words.bare_participle):
        found = _before(draft, seen, words)
        return found or (_after(draft, seen, words) if words.bare_participle else None)
    return _behind_colon(draft, found, seen) or found


def _thing_beside(draft: Draft, found: Token, verb: Token) -> Token | None:
    """ "the firm, which is building the plant, laid the foundation stone": the project of the sentence, not the firm."""
    entity = draft.entity_at(found)
    if entity is None or entity.kind not in ("organization", "person", "group", "country"):
        return None
    sentence = draft.analysis.sentences[verb.sentence]
    near = [m for m in draft.mentions_in((sentence.start, verb.start)) if draft.entities[m.entity].kind == "project"]
    return draft.analysis.tokens[near[-1].head] if near and near[-1].head >= 0 else None


def _paper_before(draft: Draft, found: Token | None, verb: Token, words: StepWords) -> Token | None:
    """ "the Agreement, which the two countries signed in May, …": a parse may take the verb for one of the countries."""
    if found is None or words.verbs.get(verb.lemma) not in ("signed", "ratified") or found.i > verb.i:
        return None
    entity = draft.entity_at(found)
    if found.lemma in words.papers or entity is not None and entity.kind == "agreement":
        return None
    for token in reversed(draft.analysis.tokens[max(0, verb.i - BACK // 2) : verb.i]):
        if token.sentence != verb.sentence or token.pos in ("VERB", "AUX"):
            return None
        if token.tag in ("WDT", "WP"):
            at = token.i - 2 if draft.analysis.tokens[token.i - 1].text == "," else token.i - 1
            noun = draft.analysis.tokens[max(at, 0)]
            paper = draft.entity_at(noun)
            return noun if noun.lemma in words.papers or paper is not None and paper.kind == "agreement" else None
    return None


def _behind_colon(draft: Draft, theme: Token | None, seen: Seen) -> Token | None:
    """ "They keep to the plan: | the first unit will be built in May": the noun behind the colon, where the parse went past it."""
    if theme is None or theme.i >= seen.token.i:
        return None
    row = draft.analysis.tokens[theme.i : seen.token.i]
    colon = next((token.i for token in reversed(row) if token.text in (":", ";")), None)
    if colon is None:
        return None
    behind = draft.analysis.tokens[colon + 1 : seen.token.i]
    return next((t for t in behind if t.pos in ("NOUN", "PROPN") and (t.dep == "parataxis" or t.case == "Nom")), None)


def _right_before(draft: Draft, verb: Token, step: Step) -> Token | None:
    """ "preparations for the third session, | to be held in April": what stands right before the comma."""
    at = verb.i - 1
    tokens = draft.analysis.tokens
    if verb.dep != "advcl" or not draft.analysis.is_passive(verb):
        return None
    while at > 0 and tokens[at].pos in ("AUX", "PART"):
        at -= 1
    if tokens[at].text != "," or at + 2 > verb.i - 1:
        return None
    mention = draft.mention_at(at - 1)
    if mention is None or mention.head < 0 or draft.entities[mention.entity].kind not in KINDS.get(step, ANY):
        return None
    return tokens[mention.head]


def _inside(token: Token, seen: Seen) -> bool:
    return seen.words[0] <= token.start < seen.words[1]


def _subject(draft: Draft, seen: Seen) -> Token | None:
    verb: Token | None = seen.token
    for _ in range(4):
        if verb is None:
            return None
        subject = draft.analysis.subject(verb)
        if subject is not None:
            return _antecedent(draft, subject, verb)
        if verb.dep == "parataxis":
            return None  # a clause beside: its subject is its own
        if verb.dep in ("acl", "acl:relcl", "amod", "appos"):
            return draft.analysis.head_of(verb)
        if seen.rule == "schedule" and verb.dep == "ccomp":
            return None
        verb = draft.analysis.head_of(verb)
        if verb is not None and verb.pos in ("NOUN", "PROPN") and not _inside(verb, seen):
            return verb
    return None


def _before(draft: Draft, seen: Seen, words: StepWords) -> Token | None:
    """Where the parse gives no subject: the nearest word before the step that has such steps."""
    sentence = draft.analysis.sentences[seen.token.sentence]
    for at in range(seen.token.i - 1, max(sentence.first, seen.token.i - BACK) - 1, -1):
        token = draft.analysis.tokens[at]
        entity = draft.entity_at(token)
        if token.lower in words.back and token.dep in ("nsubj", "nsubj:pass"):
            return token
        if (
            token.lemma in words.works | words.things | words.papers
            or entity is not None
            and entity.kind in ("project", "agreement", "programme")
        ):
            return token
    return None


def _after(draft: Draft, seen: Seen, words: StepWords) -> Token | None:
    """Where word order is free: the nearest word behind the step that has such steps ("дан старт строительству")."""
    sentence = draft.analysis.sentences[seen.token.sentence]
    for token in draft.analysis.tokens[seen.token.i + 1 : min(sentence.last, seen.token.i + BACK // 2)]:
        if token.text in ".;:" or token.tag in ("VBD", "VBZ", "VBP", "VBF"):
            return None
        if token.lemma in words.works | words.things | words.papers or draft.entity_at(token) is not None:
            return token
    return None


def _antecedent(draft: Draft, noun: Token, verb: Token) -> Token:
    """What a relative pronoun stands for: the noun that the clause hangs on."""
    if noun.tag not in ("WDT", "WP") and noun.lower not in ("which", "that"):
        return noun
    for above in (verb, *draft.analysis.ancestors(verb)):
        if above.dep in ("acl:relcl", "acl"):
            head = draft.analysis.head_of(above)
            if head is not None and head.pos in ("NOUN", "PROPN", "VERB"):
                return _above_place(draft, head)
    return noun


def _above_place(draft: Draft, noun: Token) -> Token:
    """ "the branch in Tashkent, which has been training": the parse hangs the clause on the place, it means the branch."""
    entity = draft.entity_at(noun)
    if entity is None or entity.kind not in ("place", "country"):
        return noun
    for above in draft.analysis.ancestors(noun):
        if above.tag == "VBG":
            continue  # "the treaty on the river, bordering both countries, which was signed"
        meant = draft.entity_at(above)
        if above.pos in ("NOUN", "PROPN") and (meant is None or meant.kind not in ("place", "country")):
            return above
        if above.tag in ("VBD", "VBZ", "VBP"):
            break
    return noun


def entity_of(draft: Draft, theme: Token, step: Step, words: StepWords) -> EntityDraft | None:
    """The entity that the noun is, belongs to ("the first unit of the plant"), or points back to ("the next forum")."""
    if step == "held":
        body = _body_that_meets(draft, theme, words)
        if body is not None:
            return body
    return thing_meant(draft, theme, KINDS.get(step, ANY), words)


def _body_that_meets(draft: Draft, theme: Token, words: StepWords) -> EntityDraft | None:
    """ "the next meeting of the Commission", "the Council will hold its next meeting": the body, where the meeting has no number."""
    entity = draft.entity_at(theme)
    if theme.lemma not in words.sittings or entity is not None and entity.kind == "organization":
        return None
    if entity is not None and any(c.isdigit() or c.isupper() for c in entity.name.split(" ")[0]):
        return None
    owner = draft.analysis.child(theme, "nmod:poss")
    if owner is not None and owner.tag == "WP$":  # "the Committee, whose eleventh session is to be held"
        relative = next((above for above in draft.analysis.ancestors(theme) if above.dep == "acl:relcl"), None)
        head = draft.analysis.head_of(relative) if relative is not None else _before_comma(draft, theme)
        body = draft.entity_at(head) if head is not None else None
        return body if body is not None and body.kind == "organization" else None
    own = owner is not None and owner.lower in words.own  # "the Commission will hold its second meeting"
    if not own and not any(c.lower in words.next for c in draft.analysis.children(theme, "amod")):
        return None
    for child in draft.analysis.children(theme, "nmod"):
        body = draft.entity_at(child)
        if draft.analysis.marker(child) in words.whose and body is not None and body.kind == "organization":
            return body
    verb = draft.analysis.head_of(theme)
    subject = draft.analysis.subject(verb) if verb is not None and theme.dep == "obj" else None
    body = draft.entity_at(subject) if subject is not None else None
    return body if body is not None and body.kind == "organization" else None


def thing_meant(
    draft: Draft, noun: Token, kinds: tuple[EntityKind, ...], words: StepWords, strict: bool = False
) -> EntityDraft | None:
    """The entity of one of these kinds that a noun means; ``strict``: not merely by what was spoken of before."""
    mention = draft.mention_at(noun)
    entity = draft.entity_at(noun)
    if mention is not None and entity is not None:
        if entity.kind in kinds or not strict and mention.head == noun.i and entity.kind in ANY:
            return entity
    owner = _right_behind(draft, noun, kinds, words) or _owner(draft, noun, kinds, words)
    if owner is not None:
        return owner
    if noun.pos == "PRON":
        works = _works_before(draft, noun, words)
        if works is not None:
            return thing_meant(draft, works, kinds, words, strict)
        if noun.lower not in words.back:
            return None
        return _subject_before(draft, noun, kinds, words) or _last(draft, noun, kinds, None)
    if (
        any(child.dep == "nummod" for child in draft.analysis.children(noun))
        or noun.tag == "NNS"
        and (noun.lemma not in words.works)
    ):
        return None
    named = (
        _last(draft, noun, kinds, noun.lemma)
        if noun.pos == "NOUN" and (_bare(draft, noun, words) or not strict)
        else None
    )
    if named is not None or strict:
        return named
    if noun.lemma in words.works or noun.lower in words.nouns:
        whose = [c for c in draft.analysis.children(noun, "nmod", "obl") if draft.analysis.marker(c) in words.whose]
        if not all(child.lemma in words.generic and _bare(draft, child, words) for child in whose):
            return None  # "the opening of the embassy in Windhoek" brings in a thing of its own
        return _last(draft, noun, ("project",), None)
    part = noun.lemma in words.generic and (_bare(draft, noun, words) or _next_part(draft, noun, words))
    return _last(draft, noun, ("project",), None) if part else None


def _next_part(draft: Draft, noun: Token, words: StepWords) -> bool:
    """ "a second phase": of the project spoken of."""
    return any(child.lower in words.part_ordinals for child in draft.analysis.children(noun, "amod")) and not (
        draft.analysis.children(noun, "compound", "nmod")
    )


def _works_before(draft: Draft, pronoun: Token, words: StepWords) -> Token | None:
    """ "Civil works were suspended in 2024; they are to start again": the works of the clause before."""
    if pronoun.lower not in words.those:
        return None
    for token in reversed(draft.analysis.tokens[max(0, pronoun.i - REACH_OF_THEY) : pronoun.i]):
        if token.dep in ("nsubj", "nsubj:pass"):
            return token if token.tag == "NNS" and token.lemma in words.works else None
    return None


def _bare(draft: Draft, noun: Token, words: StepWords) -> bool:
    """Whether the noun points back ("the first unit") and brings in nothing new ("two new language centres")."""
    definite = words.no_articles or any(
        child.lower in words.definite for child in draft.analysis.children(noun, "det", "nmod:poss")
    )
    return definite and not draft.analysis.children(noun, "compound", "nmod", "nummod")


def _right_behind(draft: Draft, noun: Token, kinds: tuple[EntityKind, ...], words: StepWords) -> EntityDraft | None:
    """ "moved the first concrete | at the plant in A": the thing right behind, whatever the parse ties it to."""
    tokens = draft.analysis.tokens[noun.i + 1 : noun.i + 4]
    if not tokens or tokens[0].lower not in words.whose or noun.lower not in words.nouns:
        return None
    start = tokens[1] if len(tokens) > 1 and tokens[1].lower not in words.definite else tokens[-1]
    found = [draft.entities[m.entity] for m in draft.mentions if m.span[0] == start.start]
    return next((entity for entity in found if entity.kind in kinds), None)


def _subject_before(
    draft: Draft, pronoun: Token, kinds: tuple[EntityKind, ...], words: StepWords
) -> EntityDraft | None:
    """ "The branch will begin work later: it will open in May": the body that the clause before is about."""
    for mention in sorted(draft.mentions, key=lambda m: -m.span[0]):
        if mention.span[1] > pronoun.start or mention.head < 0:
            continue
        head, entity = draft.analysis.tokens[mention.head], draft.entities[mention.entity]
        if pronoun.sentence - head.sentence > 1:
            return None
        if head.dep in ("nsubj", "nsubj:pass"):
            named = head.lemma in words.things or any(part in words.things for part in entity.name.lower().split())
            return entity if entity.kind == "organization" and entity.kind in kinds and named else None
    return None


def _owner(draft: Draft, theme: Token, kinds: tuple[EntityKind, ...], words: StepWords) -> EntityDraft | None:
    """ "the plant's first unit", "overhaul of the first unit of the plant", "whose construction", "CASA section"."""
    stack = [theme]
    for _ in range(4):
        if not stack:
            break
        noun = stack.pop(0)
        for child in draft.analysis.children(noun, "nmod:poss", "nmod", "obl", "compound"):
            if child.lower in words.owners:
                owner = _last(draft, child, kinds, None)
                if owner is not None and owner.kind == "project":
                    return owner  # "expansion of its cold store"
                continue
            if child.tag == "WP$" or child.tag in ("WDT", "WP") and draft.analysis.marker(child) in words.whose:
                relative = next((above for above in draft.analysis.ancestors(noun) if above.dep == "acl:relcl"), None)
                head = draft.analysis.head_of(relative) if relative is not None else _before_comma(draft, noun)
                entity = draft.entity_at(head) if head is not None else None
                if entity is not None and entity.kind in kinds:
                    return entity
                continue
            if child.dep in ("nmod", "obl") and draft.analysis.marker(child) not in words.whose:
                continue
            entity = draft.entity_at(child)
            if entity is not None and entity.kind in kinds:
                return entity
            if child.dep != "compound":
                stack.append(child)
    return None


def _before_comma(draft: Draft, noun: Token) -> Token | None:
    """ "the port, | the first phase of which is to open": what stands before the comma, where the parse cut the clause off."""
    first = draft.analysis.subtree(noun)[0].i
    tokens = draft.analysis.tokens
    return tokens[first - 2] if first > 1 and tokens[first - 1].text == "," else None


def _to_question(draft: Draft, theme: Token) -> int:
    """How many sentences before a word of an answer its question stands: "And the oil field? — … Production will start"."""
    sentences = draft.analysis.sentences
    paragraph = sentences[theme.sentence].paragraph
    first = next((at for at, sentence in enumerate(sentences) if sentence.paragraph == paragraph), 0)
    asked = first > 0 and draft.text[sentences[first - 1].start : sentences[first - 1].end].rstrip().endswith("?")
    return theme.sentence - first + 1 if asked else 0


def _last(draft: Draft, theme: Token, kinds: tuple[EntityKind, ...], noun: str | None) -> EntityDraft | None:
    """The thing named last before the noun; with ``noun``, one whose name has this word as its head."""
    best: tuple[int, int] | None = None
    reach = max(REACH, _to_question(draft, theme))
    found: EntityDraft | None = None
    for mention in draft.mentions:
        if mention.span[1] > theme.start or mention.head < 0:
            continue
        entity = draft.entities[mention.entity]
        head = draft.analysis.tokens[mention.head]
        away = theme.sentence - head.sentence
        if entity.kind not in kinds or noun is None and (away > reach or entity.kind == "organization"):
            continue
        if noun is not None and noun not in entity.name.lower().replace("-", " ").split():
            continue
        # the subject of its sentence goes before what is named beside it
        rank = (-away if noun is None else 0) * 100 + (10 if head.dep in ("nsubj", "nsubj:pass", "root") else 0)
        if best is None or (rank, mention.span[0]) >= best:
            best, found = (rank, mention.span[0]), entity
    return found
