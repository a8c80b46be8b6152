"""Adding reports: files and pasted texts, read one after the other, with the state of each."""

from __future__ import annotations

import re
from typing import Any

from litestar import Response, get, post
from litestar.datastructures import UploadFile
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from communique.errors import UsageError
from communique.web.adding import Upload
from communique.web.render import Asked, Form, go, page
from communique.web.state import person, shared
from communique.web.threads import threaded

UNFIT = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|]+")
MOST_FILES = 200
DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@get("/add", opt={"role": "reviewer"})
@threaded
def adding(request: Asked) -> Response[Any]:
    """The form."""
    return page(request, "add.html", limit=shared(request).settings.upload_bytes)


@post("/add", opt={"role": "reviewer"})
@threaded
def add(request: Asked, form: Form) -> Response[Any]:
    """Take files and a text over; reading goes on beside."""

    def given(name: str) -> str | None:
        return str(form.get(name) or "").strip()[:300] or None

    published = given("published")
    if published is not None and not DAY.fullmatch(published):
        raise UsageError(f"published {published!r}: expected a date like 2025-11-14, 2025-11 or 2025.")
    about: dict[str, Any] = {
        "published": published,
        "publisher": given("publisher"),
        "language": _language(given("language")),
    }
    uploads = []
    for file in form.getall("files", []):
        if isinstance(file, UploadFile) and file.filename:
            uploads.append(
                Upload(_name(file.filename), file.file.read(), is_version=given("versions") == "yes", **about)
            )
    text = str(form.get("text") or "")
    if text.strip():
        title = given("title")
        uploads.append(
            Upload(
                _name(f"{title or 'pasted'}.txt"),
                text.replace("\r\n", "\n").encode("utf-8", "replace"),
                title=title,
                is_version=given("versions") == "yes",
                **about,
            )
        )
    if not uploads:
        raise UsageError("Nothing was given: choose a file or paste a text.")
    if len(uploads) > MOST_FILES:
        raise UsageError(f"{len(uploads)} files at once: at most {MOST_FILES}. `communique add` takes whole folders.")
    job = shared(request).jobs.start(person(request).name, uploads)
    return go(request, f"/add/{job.id}")


@get("/add/{job_id:str}", opt={"role": "reviewer"})
@threaded
def job(request: Asked, job_id: FromPath[str]) -> Response[Any]:
    """How far it is."""
    found = shared(request).jobs.jobs.get(job_id)
    if found is None:
        raise NotFoundException("There is no such upload any more.")
    is_piece = request.headers.get("hx-request") == "true"
    return page(request, "_job.html" if is_piece else "job.html", job=found)


def _name(given: str) -> str:
    """A file's name without folders and odd characters."""
    name = given.replace("\\", "/").rsplit("/", 1)[-1]
    return UNFIT.sub("_", name).strip(". ")[-120:] or "file"


def _language(given: str | None) -> str | None:
    if given not in (None, "en", "ru", "uz"):
        raise UsageError(f"language {given}: expected en, ru or uz.")
    return given
