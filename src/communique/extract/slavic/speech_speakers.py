"""Who speaks in a language with cases: the subject of the cue, the body where it was said, whoever a paper or a figure belongs to."""

from __future__ import annotations

from communique.extract.cues import Cue, CueWords, cue_words
from communique.extract.draft import Draft, EntityDraft
from communique.extract.names import entity_words, title_words
from communique.extract.slavic.speech_words import SourceWords, source_words
from communique.extract.speakers import entity_of, last_speaker
from communique.language import Token
from communique.record import Span

Speaker = tuple[EntityDraft | None, Span | None]
ON = ("на", "в")
BEHIND = 12  # tokens behind a cue in which its subject stands
NAMING = ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "X")


def speaker_of(draft: Draft, cue: Cue, words: CueWords, said: list[EntityDraft]) -> Speaker:
    """The subject; without one, the body where it was said ("отметили в палате", "говорится в сообщении министерства")."""
    sources = source_words(draft.language)
    shown = shown_by(draft, cue, sources)
    if shown is not None:
        return _owner(draft, shown, words)
    cited = _cited(draft, cue, sources)
    if cited is not None:
        return named(draft, cited, words)
    subject = subject_of(draft, cue)
    if subject is not None and (subject.pos in NAMING or subject.case == "Nom"):
        if cue.passive:
            agent = draft.analysis.child(cue.verb, "obl:agent")
            return named(draft, agent, words) if agent is not None else (None, None)
        if subject.pos == "PRON" and draft.mention_at(subject) is None:
            return last_speaker(draft, subject, said), subject.span
        if subject.lower in words.dummy:
            return None, None
        if subject.tag == "PRP$":  # "Его коллега, ректор …, предложила": whoever is named there
            return _nearest(draft, cue)
        speaker, span = named(draft, subject, words)
        return speaker or _described(draft, cue, subject, said), span or subject.span
    seat = _seat(draft, cue, sources, words)
    if seat is not None:
        return seat
    if cue.passive or cue.verb.number == "Plur" or cue.verb.lemma.endswith("ся"):
        return None, None
    if cue.verb.dep in ("conj", "advcl") or cue.verb.gender in ("Masc", "Fem"):
        return _nearest(draft, cue)
    return None, None


def _described(draft: Draft, cue: Cue, subject: Token, said: list[EntityDraft]) -> EntityDraft | None:
    """ "…», – отметил экономист": a bare noun for whoever spoke last in the same paragraph, if nobody else was named since."""
    last = said[-1] if said else None
    if last is None or last.kind != "person" or subject.lower not in source_words(draft.language).describing:
        return None
    if subject.number == "Plur" or draft.analysis.children(subject, "amod", "nmod", "det", "appos", "nummod"):
        return None
    start = next(s.start for s in draft.analysis.sentences if s.paragraph == cue.sentence.paragraph)
    if start == cue.sentence.start and cue.sentence.index:  # a quotation that is a paragraph of its own
        before = draft.analysis.sentences[cue.sentence.index - 1].paragraph
        start = next(s.start for s in draft.analysis.sentences if s.paragraph == before)
    people = [m for m in draft.mentions_in((start, cue.verb.start)) if draft.entities[m.entity].kind == "person"]
    if not people or people[-1].entity != last.id or cue.sentence.index and len({m.entity for m in people}) > 1:
        return None
    wanted = {"Fem": "f", "Masc": "m"}.get(cue.verb.gender)
    return last if wanted is None or last.gender in (None, wanted) else None


def subject_of(draft: Draft, cue: Cue) -> Token | None:
    """The subject of a cue; where the parse has none, whoever is named right behind the verb and agrees with it."""
    verb, tokens = cue.verb, draft.analysis.tokens
    subject = cue.subject
    if subject is not None and subject.i != verb.i:
        return subject
    if cue.passive or verb.tag not in ("VBD", "VBZ", "VBP", "VBF"):
        return None
    before = draft.mention_at(verb.i - 1) if verb.i > cue.sentence.first else None
    head = tokens[before.head] if before is not None else None
    if head is not None and before is not None and draft.entities[before.entity].kind in ("person", "organization"):
        named = next((t for t in draft.analysis.tokens_in(before.span) if t.case == "Nom" and t.pos == "NOUN"), head)
        if named.case in ("Nom", "") and _agrees(named, verb):
            return named  # "4. Государственная корпорация «Росатом» доложила"
    titles = title_words(draft.language).heads
    for token in tokens[verb.i + 1 : min(cue.sentence.last, verb.i + BEHIND)]:
        if token.lower in source_words(draft.language).inserted or token.text == "," and _opens_aside(draft, token):
            continue
        if token.text in ",.:;–—" or token.pos in ("VERB", "SCONJ", "ADP"):
            return None
        entity = draft.entity_at(token)
        speaks = entity is not None and entity.kind in ("person", "organization") or token.lower in titles
        if speaks and token.case in ("Nom", "Acc", "") and _agrees(token, verb):
            return token
    return None


def _opens_aside(draft: Draft, comma: Token) -> bool:
    """The comma before or behind "в частности"."""
    inserted = source_words(draft.language).inserted
    near = draft.analysis.tokens[max(0, comma.i - 2) : comma.i + 3]
    return sum(t.text.lower() in inserted for t in near) > 1


def _agrees(noun: Token, verb: Token) -> bool:
    if noun.number and verb.number and noun.number != verb.number:
        return False
    return noun.pos == "NOUN" or not noun.gender or not verb.gender or noun.gender == verb.gender


def named(draft: Draft, token: Token, words: CueWords) -> Speaker:
    """The entity that a noun phrase means; somebody without a name ("гость", "хозяин встречи") is nobody, several are a group."""
    token = _titled_by_country(draft, token)
    known = draft.mention_at(token)
    group = entity_words(draft.language).group
    if known is None and token.number == "Sing" and token.lower in group:
        if token.lower not in source_words(draft.language).collective:
            return None, token.span
    return _of_post(draft, token) or entity_of(draft, token, words)


def _of_post(draft: Draft, title: Token) -> Speaker | None:
    """ "Посол Эфиопии в России Алему Тадессе": the holder of the post whose words a title is, named with it."""
    for post in draft.posts if draft.mention_at(title) is None else ():
        if not post.span[0] <= title.start < post.span[1] or title.lower not in title_words(draft.language).heads:
            continue
        holder = draft.entities.get(post.person)
        sentence = draft.analysis.sentences[title.sentence]
        behind = [m for m in draft.mentions_in((title.end, sentence.end)) if m.entity == post.person]
        if holder is not None and behind:
            return holder, title.span
    return None


def _titled_by_country(draft: Draft, token: Token) -> Token:
    """ "рассказал кыргызский премьер Акылбек Осмонов": the adjective of the country is not who speaks."""
    entity = draft.entity_at(token)
    if (
        entity is None
        or entity.kind != "country"
        or not any(one.form == "demonym" for one in draft.countries.find(token.text))
    ):
        return token
    titles = title_words(draft.language).heads
    for following in draft.analysis.tokens[token.i + 1 : token.i + BEHIND]:
        other = draft.entity_at(following)
        if other is not None and other.kind == "person" or following.lower in titles:
            after = draft.analysis.tokens[following.i + 1 : following.i + BEHIND]
            name = next((t for t in after if (e := draft.entity_at(t)) is not None and e.kind == "person"), None)
            verbs = name is not None and any(t.pos == "VERB" for t in draft.analysis.tokens[following.i + 1 : name.i])
            return name if name is not None and not verbs and following.lower in titles else following
        if following.pos == "VERB" or following.text in ",.:;":
            break
    return token


def _owner(draft: Draft, noun: Token, words: CueWords) -> Speaker:
    """Whoever a paper, a figure or words belong to."""
    owner = next((c for c in draft.analysis.children(noun, "nmod", "appos") if not draft.analysis.marker(c)), None)
    return named(draft, owner, words) if owner is not None else (None, None)


def _seat(draft: Draft, cue: Cue, sources: SourceWords, words: CueWords) -> Speaker | None:
    """ "сообщили в министерстве", "говорится в сообщении министерства"."""
    inner = draft.analysis.children(cue.verb, "xcomp", "ccomp")
    for child in [c for verb in [cue.verb, *inner] for c in draft.analysis.children(verb, "obl")]:
        marker = draft.analysis.marker(child)
        if child.lower in sources.online and marker in ON:  # "на сайте министерства говорится"
            owner = draft.analysis.child(child, "nmod")
            return named(draft, owner, words) if owner is not None else (None, None)
        if marker not in sources.inside:
            continue
        entity = draft.entity_at(child)
        if entity is not None and entity.kind in ("organization", "place"):
            mention = draft.mention_at(child)
            return entity, mention.span if mention is not None else child.span
        if child.lower in sources.papers:
            owner = draft.analysis.child(child, "nmod")
            return named(draft, owner, words) if owner is not None else (None, None)
    return None


def _nearest(draft: Draft, cue: Cue) -> Speaker:
    """The last person named before the cue in its sentence."""
    for token in reversed(draft.analysis.tokens[cue.sentence.first : cue.verb.i]):
        mention = draft.mention_at(token)
        if mention is not None and draft.entities[mention.entity].kind == "person":
            return named(draft, draft.analysis.tokens[mention.head], cue_words(draft.language))
    return None, None


def shown_by(draft: Draft, cue: Cue, sources: SourceWords) -> Token | None:
    """ "свидетельствуют данные комитета", "следует из доклада банка": the noun of what shows it."""
    subject = cue.subject
    if subject is not None and subject.lower in sources.sources and cue.verb.lemma in sources.shows:
        return subject
    for child in draft.analysis.children(cue.verb, "obl", "nmod"):
        if child.lower in sources.sources and draft.analysis.marker(child) in sources.out_of:
            return child
    return None


def _cited(draft: Draft, cue: Cue, sources: SourceWords) -> Token | None:
    """ "приводит слова посла пресс-служба", "цитирует министра агентство": whose words are passed on."""
    thing = draft.analysis.child(cue.verb, "obj")
    if cue.verb.lemma not in sources.carried or thing is None:
        return None
    if thing.lower in sources.words_of:
        return draft.analysis.child(thing, "nmod")
    entity = draft.entity_at(thing)
    return thing if entity is not None and entity.kind == "person" else None
