"""Who asks, and may they: sessions, keys to the API, roles, and the check that a form comes from our own page.

Everything is closed unless a handler opens it: a page needs a signed-in reader, what changes anything needs the token of the
page it comes from. ``opt`` of a handler says otherwise: ``role="reviewer"``, ``open=True``.
"""

from __future__ import annotations

import asyncio
import getpass
import hashlib
import hmac
import secrets
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from litestar import Request
from litestar.exceptions import NotAuthorizedException, PermissionDeniedException
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send

from communique.store.users import Person, of_token, signed_in
from communique.web.settings import is_loopback

COOKIE = "communique_session"
SAFE = ("GET", "HEAD", "OPTIONS")
LOCAL_ROLE = "admin"


def csrf_of(request: Request[Any, Any, Any]) -> str:
    """The token that forms of this browser carry; only a page of ours can know it."""
    return _csrf(str(request.scope.get("_browser") or ""))


def _csrf(browser: str) -> str:
    return hashlib.sha256(f"form of {browser}".encode()).hexdigest()


@cache
def local_person() -> Person:
    """The one user of a machine that asks for no password."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):
        name = "local"
    return Person(None, name, LOCAL_ROLE)


class Doors(ASGIMiddleware):
    """Finds out who asks and refuses what they may not."""

    scopes = ("http",)  # type: ignore[assignment]

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Let through, or raise."""
        request: Request[Any, Any, Any] = Request(scope, receive, send)
        shared = request.app.state.shared
        opt = scope["route_handler"].opt
        _require_host(request, shared)
        browser = request.cookies.get(COOKIE, "")
        if not 20 <= len(browser) <= 100:
            browser = ""
        bearer = request.headers.get("authorization", "")
        if shared.has_users or bearer:
            person, by_key = await asyncio.to_thread(_who, shared, browser, bearer)
        else:
            person, by_key = local_person(), False
        scope["user"] = person
        fresh = secrets.token_urlsafe(32) if not browser else None
        scope["_browser"] = browser or fresh  # type: ignore[typeddict-unknown-key]
        if person is None and not opt.get("open"):
            raise NotAuthorizedException("Sign in first.")
        if person is not None and not person.may(opt.get("role", "reader")):
            raise PermissionDeniedException(f"This needs the role {opt['role']}; yours is {person.role}.")
        if request.method not in SAFE and not by_key:
            await _require_own_form(request, scope["_browser"] or "")  # type: ignore[typeddict-item]
        await next_app(scope, receive, _with_cookie(send, fresh, shared.settings) if fresh else send)


def _who(shared: Any, browser: str, authorization: str) -> tuple[Person | None, bool]:
    kind, _, key = authorization.partition(" ")
    if kind.lower() == "bearer" and key:
        with shared.store.reading() as session:
            return of_token(session, key.strip()), True
    if not shared.has_users:
        return local_person(), False
    if not browser:
        return None, False
    with shared.store.reading() as session:
        return signed_in(session, browser), False


def _require_host(request: Request[Any, Any, Any], shared: Any) -> None:
    """A page elsewhere must not reach an app without passwords under a name of its own (DNS rebinding)."""
    if shared.has_users:
        return
    host = urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
    if not is_loopback(host) and host != "testserver.local":
        raise PermissionDeniedException(f"The host {host!r} is not this machine. Use localhost, or make users first.")


async def _require_own_form(request: Request[Any, Any, Any], browser: str) -> None:
    """The request comes from our page: it has its token. JSON is taken from programs, which no page elsewhere can send."""
    site = request.headers.get("sec-fetch-site")
    if site not in (None, "same-origin", "none"):
        raise PermissionDeniedException("This came from another site.")
    given = request.headers.get("x-csrf-token")
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if (
        given is None
        and request.scope["path"].startswith("/api/")
        and kind not in FORMS
        and "origin" not in request.headers
    ):
        return
    if given is None and kind in FORMS:
        given = (await request.form()).get("csrf")
    if not isinstance(given, str) or not hmac.compare_digest(given.encode(), _csrf(browser).encode()):
        raise PermissionDeniedException("The form is out of date. Load the page again and send it once more.")


FORMS = ("application/x-www-form-urlencoded", "multipart/form-data", "text/plain", "")


def session_cookie(secret: str, settings: Any, *, gone: bool = False) -> str:
    """The header that has the browser keep its secret."""
    end = "; Max-Age=0" if gone else "; Max-Age=1209600"
    secure = "; Secure" if settings.is_secure else ""
    return f"{COOKIE}={secret}; Path={settings.prefix or '/'}; HttpOnly; SameSite=Lax{secure}{end}"


def _with_cookie(send: Send, secret: str, settings: Any) -> Send:
    async def sending(message: Any) -> None:
        if message["type"] == "http.response.start":
            headers = list(message["headers"])
            if not any(name.lower() == b"set-cookie" and value.startswith(COOKIE.encode()) for name, value in headers):
                headers.append((b"set-cookie", session_cookie(secret, settings).encode()))
            message["headers"] = headers
        await send(message)

    return sending
