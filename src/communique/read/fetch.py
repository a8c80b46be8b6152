"""Fetching a page by its address, with limits on time, size, redirects and on what addresses may be asked."""

from __future__ import annotations

import ipaddress
import os
import socket
import time
from urllib.parse import urljoin, urlsplit

from communique.errors import ReadError, Refused, TooLarge

MOST_BYTES = 20_000_000
MOST_SECONDS = 30.0
MOST_REDIRECTS = 5
LOOPBACK = "COMMUNIQUE_ALLOW_LOOPBACK"  # tests serve pages from this machine


def fetch(address: str) -> tuple[bytes, str]:
    """The bytes and the final address. Raises ``Refused``, ``TooLarge`` or ``ReadError``."""
    import httpx

    start, url = time.monotonic(), address
    with httpx.Client(
        timeout=10.0, follow_redirects=False, headers={"user-agent": "communique"}, trust_env=True
    ) as client:
        for _ in range(MOST_REDIRECTS + 1):
            _check(url, address)
            try:
                with client.stream("GET", url) as response:
                    if response.is_redirect:
                        url = urljoin(url, response.headers.get("location", ""))
                        continue
                    if response.status_code >= 400:
                        raise ReadError(address, f"the server answered {response.status_code}. Check the address.")
                    data = b""
                    for piece in response.iter_bytes():
                        data += piece
                        if len(data) > MOST_BYTES:
                            raise TooLarge(address, f"more than {MOST_BYTES // 1_000_000} MB. Save the article alone.")
                        if time.monotonic() - start > MOST_SECONDS:
                            raise ReadError(
                                address, f"took longer than {MOST_SECONDS:.0f} s. Try again or save the page."
                            )
                    return data, url
            except httpx.HTTPError as error:
                raise ReadError(
                    address, f"could not be fetched ({error or type(error).__name__}). Check the address."
                ) from error
    raise Refused(address, f"more than {MOST_REDIRECTS} redirects.")


def _check(url: str, address: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Refused(address, "only http and https addresses are fetched.")
    try:
        found = socket.getaddrinfo(parts.hostname, parts.port or 80, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ReadError(address, "the name of the server is not known. Check the address.") from error
    for *_, place in found:
        number = ipaddress.ip_address(str(place[0]).split("%")[0])
        if number.is_loopback and os.environ.get(LOOPBACK) == "1":
            continue
        if not number.is_global:
            raise Refused(address, f"{number} is a private address; only public ones are fetched.")
