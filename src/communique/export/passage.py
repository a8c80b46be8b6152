"""Addresses that open a report at the words an item rests on."""

from __future__ import annotations

from urllib.parse import quote, unquote

WHOLE = 120  # words up to so many characters are given whole, longer ones by their beginning and end
PIECE = 40


def is_address(source: str) -> bool:
    """A page on the web, not a file."""
    return source.startswith(("http://", "https://"))


def address(source: str, text: str, span: tuple[int, int]) -> str | None:
    """The page's address with a text fragment of the exact words; ``None`` where the source is no page.

    >>> address("https://a.org/x", "Trade grew, he said.", (0, 10))
    'https://a.org/x#:~:text=Trade%20grew'
    """
    if not is_address(source):
        return None
    words = text[span[0] : span[1]]
    first = words.split("\n", 1)[0].strip()
    last = words.rsplit("\n", 1)[-1].strip()
    if "\n" not in words and len(words) <= WHOLE:
        fragment = _encoded(words.strip())
    else:
        fragment = f"{_encoded(_head(first))},{_encoded(_tail(last))}"
    return f"{source.split('#', 1)[0]}#:~:text={fragment}"


def path(source: str) -> str:
    """The source as a person reads it: addresses without escapes."""
    return unquote(source) if is_address(source) else source


def _head(words: str) -> str:
    return words if len(words) <= PIECE else words[:PIECE].rsplit(" ", 1)[0]


def _tail(words: str) -> str:
    return words if len(words) <= PIECE else words[-PIECE:].split(" ", 1)[-1]


def _encoded(words: str) -> str:
    """A dash, comma or ampersand would divide the fragment."""
    return quote(words, safe="").replace("-", "%2D")
