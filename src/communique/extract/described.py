"""Things without a name of their own that a description introduces: "a cement plant in Angren", "the round table", "experts"."""

from __future__ import annotations

from collections.abc import Callable

import regex

from communique.extract.complements import complement_end
from communique.extract.draft import Draft, EntityDraft
from communique.extract.named import units_and_codes
from communique.extract.names import EntityWords, headword, is_capitalised
from communique.extract.naming import add
from communique.knowledge import countries
from communique.language import Token
from communique.record import EntityKind

EARLY = 4  # sentences in which the report names the event that it is about
REACH = 14  # tokens that a complement may have


def add_descriptions(draft: Draft, words: EntityWords) -> None:
    """Projects, agreements, events and bodies that are described, not named."""
    for token in draft.analysis.tokens:
        if token.pos in ("NOUN", "PROPN") and draft.mention_at(token) is None:
            for rule in DESCRIBED:
                if rule(draft, token, words):
                    break
    for entity in draft.entities.values():
        if entity.kind == "event" and entity.form is None:
            entity.form = _form(entity.name, words)


def merge_headline_events(draft: Draft, words: EntityWords) -> None:
    """An event that only the headline names is the one that the first sentences name in full: the "Dushanbe water conference"."""
    events = [entity for entity in draft.entities.values() if entity.kind == "event"]
    for headline in events:
        own = [mention for mention in draft.mentions if mention.entity == headline.id]
        if any(draft.analysis.tokens[mention.head].sentence > 0 for mention in own):
            continue
        noun = headword(draft.analysis.tokens[own[0].head])
        same = {
            mention.entity
            for mention in draft.mentions
            if draft.entities[mention.entity].kind == "event"
            and mention.entity != headline.id
            and 0 < draft.analysis.tokens[mention.head].sentence <= EARLY
            and headword(draft.analysis.tokens[mention.head]) == noun
        }
        name = headline.name.casefold()  # "Political consultations" and "the second round of political consultations"
        same |= {
            e.id for e in events if e is not headline and e.name.casefold().endswith(name) and e.id in draft.entities
        }
        if len(same) == 1:
            draft.merge(draft.entities[same.pop()], headline)
    _merge_numbered(draft, words)


def _merge_numbered(draft: Draft, words: EntityWords) -> None:
    """ "Thirty-first session" in the heading is the "thirty-first session of the Joint Commission"."""
    events = [entity for entity in draft.entities.values() if entity.kind == "event"]
    for short in events:
        name = short.name.casefold()
        if regex.split(r"[\s-]", name)[0] not in words.ordinals | words.tens and not name[:1].isdigit():
            continue
        longer = [e for e in events if e is not short and e.name.casefold().startswith(f"{name} ")]
        if len(longer) == 1 and longer[0].id in draft.entities:
            draft.merge(longer[0], short)


def merge_headline_things(draft: Draft, kind: EntityKind) -> None:
    """What only the headline names is the one of that noun that the text names: "Moquegua desalination plant"."""
    first = draft.analysis.sentences[0] if draft.analysis.sentences else None
    if first is None or draft.text[first.start : first.end].rstrip()[-1:] in ".!?":
        return
    projects = [entity for entity in draft.entities.values() if entity.kind == kind]
    heads = {
        entity.id: [
            draft.analysis.tokens[mention.head]
            for mention in draft.mentions
            if mention.entity == entity.id and mention.head >= 0
        ]
        for entity in projects
    }
    for headline in projects:
        own = heads[headline.id]
        if not own or any(token.sentence > 0 for token in own):
            continue
        nouns = {headword(token) for token in own}
        same = [
            entity
            for entity in projects
            if entity is not headline and nouns & {headword(token) for token in heads[entity.id]}
        ]
        if len(same) > 1:  # "Chile's first state lithium plant" and "the Quillagua lithium plant"
            sort = set(headline.name.lower().split()) - nouns
            same = [entity for entity in same if sort & set(entity.name.lower().split())]
        if len(same) == 1 and len(own) == 1:
            draft.merge(same[0], headline)
            return


def _form(name: str, words: EntityWords) -> str | None:
    """The form that the event's noun gives; of a commission's sitting it is "commission"."""
    lower = name.lower()
    row = regex.findall(r"\p{L}+", lower)
    pairs = [" ".join(pair) for pair in zip(row, row[1:], strict=False)]
    if any(word in words.sittings for word in row) and any(word in words.commissions for word in row):
        return "commission"
    return next((words.forms[word] for word in (*pairs, *row) if word in words.forms), None)


def add_groups(draft: Draft, words: EntityWords) -> None:
    """Those who speak or act together without a name: "the parties", "participants", "experts"."""
    for token in draft.analysis.tokens:
        if headword(token) in words.sides and token.dep == "nsubj" and draft.mention_at(token) is None:
            first = draft.analysis.tokens[token.i - 1] if token.i else token
            if countries.country_of_demonym(first.text) is not None:  # "the Iraqi side"
                name = draft.words((first.start, token.end))
                same = [e for e in draft.entities.values() if e.kind == "group" and e.name == name]
                side = same[0] if same else draft.add_entity("group", name, "side")
                draft.add_mention(side, (first.start, token.end), "nominal", token)
                continue
        if (
            headword(token) in words.group
            and not token.text.isupper()  # "MINISTERS OPEN PARK"
            and token.dep in ("nsubj", "nsubj:pass", "obl:agent", "nmod", "obl", "conj")
            and draft.mention_at(token) is None
        ):
            known = next(
                (e for e in draft.entities.values() if e.kind == "group" and e.name.split()[-1].lower() == token.lower),
                None,
            )
            entity = known or draft.add_entity("group", token.text, "group_word")
            draft.add_mention(entity, token.span, "nominal", token)


def _left(draft: Draft, head: Token) -> Token:
    """The first word of a noun phrase, its article and numbers left out."""
    first = head
    for child in draft.analysis.children(head, "compound", "amod"):
        unit = child.text in units_and_codes(draft.language)
        if child.i < first.i and child.pos != "NUM" and not unit:
            between = draft.analysis.tokens[child.i : head.i]
            if all(t.dep != "punct" or t.text == "-" for t in between):
                first = child
    left = [t for t in draft.analysis.subtree(first, without=("quantmod", "nummod")) if t.i <= first.i]
    units = units_and_codes(draft.language)
    while len(left) > 1 and (
        left[0].pos in ("ADP", "DET", "PART", "PUNCT", "CCONJ", "SCONJ", "PRON") or left[0].text in units
    ):
        left.pop(0)  # "a 250 MW | solar park"
    return left[0] if left and left[0].pos != "DET" and first.i - left[0].i < 4 else first


def _right(draft: Draft, head: Token, words: EntityWords) -> Token:
    """The last word of the complement that the parse ties to a noun."""
    for child in draft.analysis.children(head, "nmod"):
        if child.i > head.i and child.i - head.i < 6:
            tail = draft.analysis.subtree(child, without=("acl:relcl", "appos", "acl", "advcl", "parataxis"))
            at = next(
                (i for i, t in enumerate(tail) if i > 1 and t.lower in words.only_locative and _placed_at(tail, i)), 0
            )
            tail = tail[:at] if at and headword(head) in words.agreement else tail  # "signed a memorandum … in Nairobi"
            if draft.analysis.marker(child) not in words.linking_ends:
                tail = _up_to_another(tail)
            while len(tail) > 1 and tail[-1].pos in ("PUNCT", "ADV"):
                tail.pop()
            last = _name_behind(draft, tail[-1], words) if tail and tail[-1].i - head.i < REACH else head
            return _other_end(draft, child, last, words)
    return head


def _other_end(draft: Draft, first: Token, last: Token, words: EntityWords) -> Token:
    """ "the pipeline from Nigeria | to Morocco": the second end of a route, which the parse may tie elsewhere."""
    if draft.analysis.marker(first) not in words.route_from:
        return last
    row = draft.analysis.tokens[last.i + 1 : last.i + 5]
    if len(row) < 2 or row[0].lower not in words.route_to or not is_capitalised(row[1]):
        return last
    return _last_capital(row[1:])


def _up_to_another(row: list[Token]) -> list[Token]:
    """The row up to where something else with an article of its own begins: "the plant in A | and the port of B"."""
    for at, (one, two) in enumerate(zip(row, row[1:], strict=False)):
        if at and one.pos == "CCONJ" and two.pos == "DET":
            return row[:at]
    return row


def _placed_at(row: list[Token], at: int) -> bool:
    return at + 1 < len(row) and is_capitalised(row[at + 1])


def _name_behind(draft: Draft, last: Token, words: EntityWords) -> Token:
    """The end of the name that a noun for a body brings in: "the Finnish engineering group | Wärtsä"."""
    tokens = draft.analysis.tokens
    if last.lower not in words.introduce or last.i + 1 >= len(tokens) or not is_capitalised(tokens[last.i + 1]):
        return last
    mention = draft.mention_at(last.i + 1)
    return draft.analysis.tokens_in(mention.span)[-1] if mention is not None else last


def _projects(draft: Draft, token: Token, words: EntityWords) -> bool:
    """ "a cement plant in Angren", "the gas chemical project of A and B"."""
    sort = f"{draft.analysis.tokens[token.i - 1].lower} {headword(token)}" if token.i else ""
    paired = sort in words.project  # "data centre", "cold store": neither word alone says that it is a project
    if not paired and headword(token) not in words.project | words.described_project or token.pos != "NOUN":
        return False
    compounds = [c for c in draft.analysis.children(token, "compound") if c.i < token.i]
    compounds += [c for c in draft.analysis.children(token, "amod") if c.i < token.i and headword(c) in words.sorts]
    if any(headword(c) in words.immaterial for c in (*compounds, *draft.analysis.children(token, "amod"))):
        return False  # "an air link between A and B": nothing is built
    ties = words.project_ties | (words.linking_ties if headword(token) in words.linking else frozenset())
    placed = [
        c
        for c in draft.analysis.children(token, "nmod")
        if draft.analysis.marker(c) in ties
        and any(is_capitalised(t) for t in draft.analysis.subtree(c))
        and not draft.in_period(c.start)
        and "," not in draft.text[token.end : c.start]  # "the complex, in Aral region, cost": one named before
    ]
    last = _right(draft, token, words) if placed else _two_ends(draft, token, words) or _place_end(draft, token, words)
    placed = placed or ([last] if last is not token else [])
    if not placed and not compounds or (headword(token) in words.needs_place or paired) and not placed:
        return False
    add(draft, "project", (_left(draft, token).start, last.end), token, "described_project", nominal=not placed)
    return True


def _built(draft: Draft, token: Token, words: EntityWords) -> bool:
    """ "the Asian trade centre is to be opened": a house, zone or centre with a name of its own that is being built."""
    if (
        headword(token) not in words.built | words.needs_place
        or token.tag not in ("NN", "NNP")
        or is_capitalised(token)
    ):
        return False
    first = _row_before(draft, token)
    if not is_capitalised(first) or countries.country_of_demonym(first.text) and first.i == token.i - 1:
        return False
    above = draft.analysis.head_of(token)
    if above is None:
        return False
    # "is to be opened", "was under construction"
    done = [above, *draft.analysis.children(above, "xcomp", "obl", "attr", "acomp")]
    subject = token.dep in ("nsubj:pass", "nsubj", "obj") and any(
        one.lemma in words.built_by | words.built_nouns for one in done
    )
    of_work = token.dep == "nmod" and above.lower in words.built_nouns and draft.analysis.marker(token) in words.of
    if not subject and not of_work:
        return False
    last = _right(draft, token, words) if draft.analysis.children(token, "nmod") else token
    placed = last is not token and is_capitalised(last)
    add(draft, "project", (first.start, last.end if placed else token.end), token, "what_is_built")
    return True


def _to_come(draft: Draft, token: Token, words: EntityWords) -> bool:
    """ "a maintenance centre in Arequipa will employ 450 technicians": a house of some sort and place that is yet to be."""
    if headword(token) not in words.built or token.tag != "NN" or token.dep not in ("nsubj", "nsubj:pass"):
        return False
    verb, first = draft.analysis.head_of(token), _row_before(draft, token)
    if verb is None or first.i == token.i or token.i < 1 or is_capitalised(first):
        return False
    article = draft.analysis.tokens[first.i - 1] if first.i else first
    ahead = any(child.lower in words.ahead for child in draft.analysis.children(verb, "aux"))
    if article.lower not in words.one_of or not ahead:
        return False
    row = draft.analysis.tokens[token.i + 1 : token.i + 3]
    if len(row) < 2 or row[0].lower not in words.only_locative or not is_capitalised(row[1]):
        return False
    last = _right(draft, token, words)
    if not is_capitalised(last):
        return False
    add(draft, "project", (_left(draft, token).start, last.end), token, "house_to_come")
    return True


def _row_before(draft: Draft, noun: Token) -> Token:
    """The first of the nouns, adjectives and names that stand right before a noun, however the parse ties them."""
    at = noun.i
    while at > 0 and draft.analysis.tokens[at - 1].pos in ("NOUN", "PROPN", "ADJ"):
        if draft.analysis.tokens[at - 1].sentence != noun.sentence:
            break
        at -= 1
    return draft.analysis.tokens[at]


def _two_ends(draft: Draft, noun: Token, words: EntityWords) -> Token | None:
    """The last word of the two ends right behind a noun, whatever the parse ties them to: "the cable | between A and B"."""
    row = draft.analysis.tokens[noun.i + 1 : noun.i + 9]
    if headword(noun) not in words.linking or len(row) < 4 or row[0].lower not in words.linking_ends:
        return None
    tied, last = False, None
    for token in row[1:]:
        if is_capitalised(token) and token.sentence == noun.sentence:
            last = token if tied else None
        elif token.lower in words.join_and and not tied:
            tied = True
        else:
            break
    return last


def _place_end(draft: Draft, noun: Token, words: EntityWords) -> Token:
    """The place right behind a noun, whatever the parse ties it to: "will operate the terminal | at Alat"."""
    tokens = draft.analysis.tokens[noun.i + 1 : noun.i + 6]
    if len(tokens) < 2 or tokens[0].lower not in words.only_locative or not is_capitalised(tokens[1]):
        return noun
    if any(period.span[0] <= tokens[1].start < period.span[1] for period in draft.periods):
        return noun
    return _last_capital(tokens[1:])


def _last_capital(row: list[Token]) -> Token:
    """The last of the words with a capital that a row begins with, in the sentence of its first."""
    end = row[0]
    for token in row[1:]:
        if not is_capitalised(token) or token.sentence != end.sentence:
            break
        end = token
    return end


def _agreements(draft: Draft, token: Token, words: EntityWords) -> bool:
    """ "a memorandum on critical minerals", "the free trade deal between A and B", "a contract signed with B"."""
    paper = headword(token) in words.signed_papers and _is_paper(draft, token, words)
    told = headword(token) in words.vague_agreement and _is_paper(
        draft, token, words
    )  # "signed a declaration on fisheries"
    if headword(token) not in words.agreement - words.vague_agreement and not paper and not told:
        return False
    complement = [
        c
        for c in draft.analysis.children(token, "nmod")
        if draft.analysis.marker(c) in words.agreement_ties and _day_at(draft, c) is None
    ]
    modified = [c for c in draft.analysis.children(token, "compound") if c.i < token.i]
    first = _left(draft, token)
    last = _right(draft, token, words) if complement else token
    if not complement and not modified and first.i == token.i and not paper:
        last = _signed_with(draft, token, words)
        if last is token and not _is_signed(draft, token, words):
            return False
    elif not complement and (told or not modified) and not paper:
        return False
    if last is token and _is_signed(draft, token, words):
        last = complement_end(draft, token, words)
    entity = add(draft, "agreement", (first.start, last.end), token, "described_agreement", nominal=not complement)
    if modified and complement and draft.analysis.marker(complement[0]) in words.partner:
        entity.aliases.add(draft.words((first.start, token.end)))  # "a supply contract | with the cooperative"
    for child in draft.analysis.children(token, "nmod"):
        if draft.analysis.marker(child) in words.join_of and (day := _day_at(draft, child)) is not None:
            entity.signed = entity.signed or day  # "the agreement of 15 November 2023"
    return True


def _is_paper(draft: Draft, noun: Token, words: EntityWords) -> bool:
    """ "the minutes were signed", "signed an annex": no minutes of an hour."""
    verb = draft.analysis.head_of(noun)
    if verb is None or verb.lemma not in words.signing or draft.analysis.children(noun, "nummod"):
        return False
    return noun.dep in ("obj", "nsubj:pass") and bool(draft.analysis.children(noun, "det"))


def _is_signed(draft: Draft, noun: Token, words: EntityWords) -> bool:
    """ "signed a contract": something that is signed, though nothing says what it is on."""
    verb = draft.analysis.head_of(noun)
    single = noun.tag in ("NN", "NNP") and bool(draft.analysis.children(noun, "det"))
    return single and verb is not None and verb.lemma in words.signing and noun.dep == "obj"


def _day_at(draft: Draft, token: Token) -> str | None:
    """The day or month that a token is part of."""
    for period in draft.periods:
        if period.span[0] <= token.start < period.span[1]:
            return period.date
    return None


def _signed_with(draft: Draft, noun: Token, words: EntityWords) -> Token:
    """ "a contract | signed with the firm": the last word of those with whom it is signed, or the noun itself."""
    for verb in draft.analysis.children(noun, "acl"):
        if verb.lemma not in words.signing:
            continue
        for other in draft.analysis.children(verb, "obl"):
            if draft.analysis.marker(other) in words.agreement_ties:
                tail = draft.analysis.subtree(other, without=("acl:relcl", "acl", "obl", "nmod"))
                return tail[-1] if tail[-1].i - noun.i < REACH else noun
    return noun


def _numbered_events(draft: Draft, token: Token, words: EntityWords) -> bool:
    """ "the 21st meeting of the … Commission": an event counted by an ordinal."""
    if headword(token) not in words.event | words.rounds:
        return False
    ordinals = [
        c
        for c in draft.analysis.children(token, "amod", "nummod", "compound")
        if c.i < token.i and (regex.fullmatch(words.ordinal_digits, c.lower) or c.lower in words.ordinals)
    ]
    if not ordinals:
        return False
    last = complement_end(draft, token, words)
    behind = draft.analysis.tokens[token.i + 1 : last.i + 1]
    named = behind and is_capitalised(next((t for t in behind[1:] if t.pos != "DET"), behind[0]))
    of_some = len(behind) > 1 and behind[0].lower in words.join_of and behind[1].lower in words.indefinite - {"the"}
    of_kind = any(headword(one) in words.event for one in behind)  # "the second round of political consultations"
    whole = _whole_ordinal(draft, ordinals[0]) is ordinals[0]
    if whole and ordinals[0].lower in words.vague_ordinals and (not (named or of_kind) or of_some):
        return False  # "the first visit of its kind"
    first = _whole_ordinal(draft, ordinals[0])
    entity = add(draft, "event", (first.start, last.end), token, "numbered_event")
    for mention in draft.mentions_in((token.end, last.end)):
        inner = draft.entities[mention.entity]
        if inner.kind == "event" and inner.id != entity.id and headword(token) in words.sittings:
            draft.merge(entity, inner)  # "the fifth session of the Round Table"
            break
    return True


def _whole_ordinal(draft: Draft, ordinal: Token) -> Token:
    """The first token of "thirty-first": an ordinal behind a hyphen and its tens."""
    tokens = draft.analysis.tokens
    if ordinal.i < 2 or tokens[ordinal.i - 1].text != "-" or tokens[ordinal.i - 1].end != ordinal.start:
        return ordinal
    return tokens[ordinal.i - 2] if tokens[ordinal.i - 2].end == tokens[ordinal.i - 1].start else ordinal


def _events(draft: Draft, token: Token, words: EntityWords) -> bool:
    """The event that the report is about: a lower-case event word in its first sentences."""
    if token.sentence > EARLY:
        return False
    text = headword(token)
    pair = f"{draft.analysis.tokens[token.i - 1].lower} {text}" if token.i else text
    name = pair if pair in words.report_events else text if text in words.report_events else None
    headline = _event_of_headline(draft, text) if name is not None and token.sentence else None
    if headline is not None:
        draft.add_mention(headline, token.span, "nominal", token)
        return True
    if any(c.lower in words.following for c in draft.analysis.children(token, "amod")) and text in words.sittings:
        return False  # "the next meeting of the Commission"
    if name is None or any(
        e.kind == "event" and (text in e.name.lower() or e.name in words.report_events) for e in draft.entities.values()
    ):
        return False
    first = draft.analysis.tokens[token.i - 1] if name == pair else token
    entity = add(draft, "event", (first.start, token.end), token, "report_event", nominal=True)
    entity.form = words.forms.get(name) or words.forms.get(text)
    return True


def _exercises(draft: Draft, token: Token, words: EntityWords) -> bool:
    """ "a joint maritime exercise, to be held off Palawan in November": an exercise of forces or rescuers with its date."""
    if headword(token) not in words.exercises or token.pos != "NOUN":
        return False
    sorts = [c for c in draft.analysis.children(token, "compound", "amod") if c.lower in words.exercise_sorts]
    sentence = draft.analysis.sentences[token.sentence]
    row = draft.analysis.sentence_tokens(sentence)
    if not sorts or not any(one.lemma in words.exercise_verbs for one in row if one.pos == "VERB"):
        return False
    if not any(period.span[0] > token.start for period in draft.periods_in((sentence.start, sentence.end))):
        return False
    add(draft, "event", (_left(draft, token).start, token.end), token, "exercise", nominal=True)
    return True


def _event_of_headline(draft: Draft, noun: str) -> EntityDraft | None:
    """The event that only the headline has named so far, with this noun: "Round table: …"."""
    own = [m for m in draft.mentions if draft.entities[m.entity].kind == "event" and m.head >= 0]
    first = [m for m in own if headword(draft.analysis.tokens[m.head]) == noun]
    if len(own) != 1 or len(first) != 1 or draft.analysis.tokens[first[0].head].sentence:
        return None
    return draft.entities[first[0].entity]


def _bodies(draft: Draft, token: Token, words: EntityWords) -> bool:
    """ "the working group on the eastern branch", "a joint commission of both countries": a body with what it is for."""
    before = draft.analysis.tokens[token.i - 1] if token.i else token
    if f"{before.lower} {headword(token)}" not in words.described_bodies:
        # "the joint fisheries commission": what it is for stands in between
        before = draft.analysis.tokens[token.i - 2] if token.i > 1 else token
        if f"{before.lower} {headword(token)}" not in words.described_bodies or before.sentence != token.sentence:
            return False
    complement = [c for c in draft.analysis.children(token, "nmod") if draft.analysis.marker(c) in words.of]
    first = draft.analysis.tokens[before.i - 1] if before.i else before
    joint = first.lower in words.joint
    if not complement and not joint:
        return False
    start = first.start if joint else before.start
    end = _right(draft, token, words).end if complement else token.end
    add(draft, "organization", (start, end), token, "described_body", nominal=not complement)
    return True


def _attended_events(draft: Draft, token: Token, words: EntityWords) -> bool:
    """ "attended the signing ceremony": an event that somebody goes to, named before or not."""
    if headword(token) not in words.event or token.dep not in ("obj", "obl", "nsubj:pass"):
        return False
    verb = draft.analysis.head_of(token)
    if verb is None or not draft.analysis.children(token, "det"):
        return False
    part = any(child.lower in words.part for child in draft.analysis.children(verb, "obj"))
    if verb.lemma not in words.attending and not part:
        return False
    noun = headword(token)
    if any(e.kind == "event" and noun in e.name.lower().split() for e in draft.entities.values()):
        return False
    add(draft, "event", (_left(draft, token).start, token.end), token, "attended_event", nominal=True)
    return True


def _placed_events(draft: Draft, token: Token, words: EntityWords) -> bool:
    """ "a career fair in Tema", "an investment conference in Vienna": a gathering of a sort, with its town."""
    if headword(token) not in words.gatherings or token.tag not in ("NN", "NNP"):
        return False
    sorts = [c for c in draft.analysis.children(token, "compound") if c.i < token.i]
    row = draft.analysis.tokens[token.i + 1 : token.i + 3]
    placed = len(row) == 2 and row[0].lower in words.only_locative and is_capitalised(row[1])
    if not sorts or not placed or draft.in_period(row[1].start):
        return False
    entity = add(draft, "event", (_left(draft, token).start, token.end), token, "placed_event", nominal=True)
    entity.form = words.forms.get(headword(token))
    return True


def _national_bodies(draft: Draft, token: Token, words: EntityWords) -> bool:
    """ "the Finnish embassy", "the Uzbek foreign ministry"."""
    if headword(token) not in words.national_bodies or token.i == 0 or is_capitalised(token):
        return False
    first = _left(draft, token)
    code = countries.country_of_demonym(first.text)
    owner = draft.analysis.child(token, "nmod:poss")
    own = draft.entity_at(owner) if owner is not None else None
    if first.i == token.i and owner is not None and own is not None and own.kind == "country":
        end = _place_end(draft, token, words).end  # "Peru's embassy in Suva"
        entity = add(draft, "organization", (owner.start, end), token, "national_body")
        entity.country = entity.country or own.country
        return True
    if first.i == token.i or code is None:
        return False
    entity = add(draft, "organization", (first.start, token.end), token, "national_body")
    entity.country = entity.country or code
    return True


DESCRIBED: list[Callable[[Draft, Token, EntityWords], bool]] = [
    _bodies,
    _national_bodies,
    _projects,
    _built,
    _to_come,
    _agreements,
    _numbered_events,
    _events,
    _exercises,
    _attended_events,
    _placed_events,
]
