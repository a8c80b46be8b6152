"""An e-mail to its text, with subject, date and sender."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.utils import parseaddr, parsedate_to_datetime

from communique.errors import Damaged
from communique.read.html import Page, read_html


def read_eml(data: bytes, source: str) -> Page:
    """The text part, or the HTML part where there is none. Raises ``Damaged``."""
    try:
        message = message_from_bytes(data, policy=policy.default)
        body = message.get_body(preferencelist=("plain", "html"))
        content = body.get_content() if body is not None else ""
    except (LookupError, ValueError, AttributeError) as error:
        raise Damaged(source, "the e-mail could not be read. Save its text.") from error
    page = (
        read_html(content.encode(), source)
        if body is not None and body.get_content_type() == "text/html"
        else Page(content)
    )
    try:
        page.published = parsedate_to_datetime(str(message["date"])).date().isoformat() if message["date"] else None
    except ValueError:
        page.published = None
    name, address = parseaddr(str(message["from"] or ""))
    page.title, page.publisher = str(message["subject"]) if message["subject"] else None, name or address or None
    return page
