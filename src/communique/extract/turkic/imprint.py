"""Who brings the report: the agency that a dateline names, whose photograph it is, whose page.

These lines stand outside of the report's own words and are not parsed; the names in them are known by their place alone.
"""

from __future__ import annotations

import regex

from communique.extract.draft import Draft, EntityDraft
from communique.extract.turkic.names import entity_words
from communique.extract.turkic.view import turkic
from communique.record import Span

MARKS = '“”«»"„‟ '
NUMBER = regex.compile(r"\d")
NAME = r"(?P<name>[“«\"„]?\p{Lu}(?:[^\n|·•©,;.]|\.(?=\p{Ll})){1,60})"
# "TERMIZ, 20-oktabr («Surxon xabar»).", "TOSHKENT /O‘zA/ –"
DATELINE = regex.compile(
    r"^\s*\p{Lu}{2}[\p{Lu}'’ʻ‘ -]{1,30}(?:[,.]? ?\d{1,2}[^\n()/]{0,25})?\s*(?:\((?P<name>[“«\"„]?\p{Lu}[^()\n]{2,40})\)|/(?P<name>[“«\"„]?\p{Lu}[^/\n]{2,40})/)\s*(?:[-–—.,]|--)",
    regex.MULTILINE,
)
# "© Vodiy xabarlari", "© 2024–2025 «Surxon xabar». Barcha huquqlar himoyalangan"
OWNER = regex.compile(rf"©[ \t]*(?:\d[\d–—, -]+)?{NAME}")
# "Foto: Suv xo‘jaligi vazirligi"
CAPTION = regex.compile(rf"^[ \t]*(?P<word>\p{{L}}[\p{{L}}'’ʻ‘ ]{{2,20}}):[ \t]*{NAME}", regex.MULTILINE)


def find_imprint(draft: Draft) -> None:
    """Put the bodies on record that bring the report."""
    agency = DATELINE.search(draft.text, 0, 2000)
    if agency is not None and not NUMBER.search(agency.group("name")):
        _add(draft, agency.span("name"), "dateline")
    for match in OWNER.finditer(draft.text):
        _add(draft, match.span("name"), "page")
    captions = entity_words(draft.language).captions
    for match in CAPTION.finditer(draft.text):
        if turkic(draft).plain(match.group("word")).strip() in captions and _is_body(draft, match.group("name")):
            _add(draft, match.span("name"), "caption")


def _add(draft: Draft, span: Span, rule: str) -> None:
    """An organization of that name, unless something of that name is known."""
    words = draft.words(span)
    start = span[0] + len(words) - len(words.lstrip(MARKS))
    span = (start, start + len(words.strip(MARKS)))
    name = draft.words(span)
    if any(m.span[0] < span[1] and span[0] < m.span[1] for m in draft.mentions):
        return
    known = _known(draft, name)
    if known is None:
        known = draft.add_entity("organization", name, rule)
    elif known.kind != "organization":
        return
    draft.add_mention(known, span, "name")


def _known(draft: Draft, name: str) -> EntityDraft | None:
    plain = name.casefold()
    for entity in draft.entities.values():
        if plain in {one.casefold().strip(MARKS) for one in (entity.name, *entity.aliases)}:
            return entity
    return None


def _is_body(draft: Draft, name: str) -> bool:
    """Whether a name ends in a word for a body, stands in quotation marks or is that of a page: "Gazeta.uz"."""
    if name[0] in MARKS or "." in name.strip("."):
        return True
    last = draft.language.lemma(name.split()[-1], "NOUN")
    return last in entity_words(draft.language).organization or name.isupper() and len(name) < 8
