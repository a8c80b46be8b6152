"""Signing in and out, one's own settings and keys, the users (for admins)."""

from __future__ import annotations

from typing import Any

from litestar import Response, get, post

from communique.errors import UsageError
from communique.store import users as keep
from communique.web.auth import COOKIE, session_cookie
from communique.web.labels import LANGUAGES
from communique.web.render import THEMES, Asked, Form, go, page
from communique.web.state import person, shared
from communique.web.threads import threaded

OPEN = {"open": True}


@get("/signin", opt=OPEN)
@threaded
def signing_in(request: Asked) -> Response[Any]:
    """The form."""
    if request.scope.get("user") is not None:
        return go(request, "/")
    return page(request, "signin.html", wrong=None, onward=_onward(request.query_params.get("next", "/")))


@post("/signin", opt=OPEN)
@threaded
def sign_in(request: Asked, form: Form) -> Response[Any]:
    """Sign in, if name and password fit and there were not too many tries."""
    name, password = str(form.get("name") or "")[:100], str(form.get("password") or "")[:1000]
    onward = _onward(str(form.get("next") or "/"))
    share = shared(request)
    address = request.client.host if request.client else ""
    wait = share.limiter.wait_for(name, address)
    if wait:
        wrong = f"Too many tries. Wait {wait} seconds."
        return page(request, "signin.html", wrong=wrong, onward=onward, status=429, headers={"retry-after": str(wait)})

    def verify() -> str | None:
        with share.store.reading() as session:
            found = keep.verified(session, name, password)
        if found is None:
            return None
        with share.store.writing() as session:
            return keep.sign_in(session, found)

    secret = verify()
    if secret is None:
        share.limiter.failed(name, address)
        return page(request, "signin.html", wrong="Name or password is wrong.", onward=onward, status=403)
    answer = go(request, onward)
    answer.headers["set-cookie"] = session_cookie(secret, share.settings)
    return answer


@post("/signout")
@threaded
def sign_out(request: Asked, form: Form) -> Response[Any]:
    """This browser is signed in no longer."""
    share = shared(request)
    with share.store.writing() as session:
        keep.sign_out(session, request.cookies.get(COOKIE, ""))
    answer = go(request, "/signin")
    answer.headers["set-cookie"] = session_cookie("", share.settings, gone=True)
    return answer


@post("/settings", opt=OPEN)
@threaded
def settings(request: Asked, form: Form) -> Response[Any]:
    """Language and theme, kept in the browser."""
    prefix = shared(request).settings.prefix or "/"
    answer = go(request, _onward(str(form.get("next") or "/")))
    cookies = []
    for name, allowed in (("language", tuple(LANGUAGES)), ("theme", THEMES)):
        value = str(form.get(name) or "")
        if value in allowed:
            cookies.append((name, value))
    for name, value in cookies:
        answer.set_cookie(
            key=f"communique_{name}", value=value, path=prefix, max_age=31_536_000, samesite="lax", httponly=True
        )
    return answer


@get("/account")
@threaded
def account(request: Asked) -> Response[Any]:
    """One's own settings."""
    me = person(request)
    with shared(request).store.reading() as session:
        keys = keep.tokens(session, me.name) if me.id is not None else []
        everybody = keep.users(session) if me.may("admin") else []
    return page(request, "account.html", keys=keys, everybody=everybody, roles=keep.ROLES, new_key=None)


@post("/account")
@threaded
def change_account(request: Asked, form: Form) -> Response[Any]:
    """Another password, a new key, a key less."""
    action, me, share = str(form.get("action") or ""), person(request), shared(request)
    if me.id is None:
        raise UsageError("The local user has no password and no keys. `communique users add` makes users.")
    if action == "key":
        with share.store.writing() as session:
            new = keep.new_token(session, me.name, str(form.get("label") or ""))
        with share.store.reading() as session:
            keys = keep.tokens(session, me.name)
            everybody = keep.users(session) if me.may("admin") else []
        return page(request, "account.html", keys=keys, everybody=everybody, roles=keep.ROLES, new_key=new)
    with share.store.writing() as session:
        if action == "drop":
            keep.drop_token(session, me.name, int(str(form.get("number") or "0")[:9] or 0))
        elif action == "password":
            if keep.verified(session, me.name, str(form.get("old") or "")) is None:
                raise UsageError("The old password is wrong.")
            keep.set_password(session, me.name, str(form.get("new") or ""))
            return go(request, "/signin")
        else:
            raise UsageError(f"action {action}: expected key, drop or password.")
    return go(request, "/account")


@post("/users", opt={"role": "admin"})
@threaded
def change_users(request: Asked, form: Form) -> Response[Any]:
    """Add a user, change a role, take one away."""
    action, name, role = (str(form.get(k) or "") for k in ("action", "name", "role"))
    share = shared(request)
    with share.store.writing() as session:
        if action == "add":
            if not keep.any_users(session) and role != "admin":
                raise UsageError("The first user is an admin: nobody else could make users.")
            keep.add_user(session, name, str(form.get("password") or ""), role)
        elif action == "role":
            keep.set_role(session, name, role)
        elif action == "remove":
            keep.remove_user(session, name)
        else:
            raise UsageError(f"action {action}: expected add, role or remove.")
        share.has_users = keep.any_users(session)
    return go(request, "/account")


def _onward(given: str) -> str:
    """A path of this app, nothing else."""
    return given if given.startswith("/") and not given.startswith(("//", "/\\")) and "\\" not in given else "/"
