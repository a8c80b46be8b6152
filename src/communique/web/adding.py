"""Adding files and texts from the browser: one after the other in a thread, with the state of each to look at."""

from __future__ import annotations

import queue
import secrets
import threading
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

import msgspec

from communique.errors import CommuniqueError
from communique.store import Store

State = Literal["waiting", "reading", "done", "failed"]
KEPT = 50  # jobs that can still be looked at


@dataclass
class Upload:
    """One file or pasted text."""

    name: str
    data: bytes
    published: str | None = None
    publisher: str | None = None
    language: str | None = None
    title: str | None = None
    is_version: bool = False  # a file of the same name is a new version of that document
    state: State = "waiting"
    message: str = ""
    outcome: str = ""
    document: str | None = None


@dataclass
class Job:
    """What was given at one time."""

    id: str
    by: str
    at: str
    uploads: list[Upload] = field(default_factory=list)

    @property
    def is_done(self) -> bool:
        """Nothing is left to do."""
        return all(upload.state in ("done", "failed") for upload in self.uploads)

    @property
    def finished(self) -> int:
        """How many are done or failed."""
        return sum(upload.state in ("done", "failed") for upload in self.uploads)


class Jobs:
    """Works off what was given, in one thread that starts with the first."""

    def __init__(self, store: Store, added: Callable[[], None]) -> None:
        self.store = store
        self.added = added
        self.jobs: dict[str, Job] = {}
        self.waiting: queue.Queue[Upload | None] = queue.Queue()
        self.thread: threading.Thread | None = None
        self.lock = threading.Lock()

    def start(self, by: str, uploads: list[Upload]) -> Job:
        """Take over files; they are read one after the other."""
        job = Job(secrets.token_urlsafe(9), by, datetime.now(UTC).isoformat(timespec="seconds"), uploads)
        with self.lock:
            self.jobs[job.id] = job
            for old in list(self.jobs)[:-KEPT]:
                if self.jobs[old].is_done:
                    del self.jobs[old]
            for upload in uploads:
                self.waiting.put(upload)
            if self.thread is None or not self.thread.is_alive():
                self.thread = threading.Thread(target=self._work, daemon=True)
                self.thread.start()
        return job

    def stop(self) -> None:
        """Finish the file that is being read, and no more."""
        while not self.waiting.empty():
            self.waiting.get_nowait()
        self.waiting.put(None)
        if self.thread is not None:
            self.thread.join(30)

    def _work(self) -> None:
        while (upload := self.waiting.get()) is not None:
            upload.state = "reading"
            try:
                self._add(upload)
                upload.state = "done"
            except CommuniqueError as error:
                upload.state, upload.message = "failed", str(error)
            except Exception as error:  # one odd file must not end the thread
                upload.state, upload.message = "failed", f"could not be read ({type(error).__name__})."
            upload.data = b""

    def _add(self, upload: Upload) -> None:
        from communique.extract.pipeline import extract
        from communique.read import ReadWarning, load
        from communique.store.write import add, filed_under, known

        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ReadWarning)
            document = load(
                f"upload/{upload.name}", data=upload.data, published=upload.published or None,
                publisher=upload.publisher or None, language=upload.language or None,
            )  # fmt: skip
        document = filed_under(self.store, document, f"upload/{upload.name}", is_version=upload.is_version)
        if upload.title:
            document = msgspec.structs.replace(document, title=upload.title)
        if known(self.store, document):
            upload.outcome, upload.document = "known", document.id
            return
        done = add(self.store, extract(document))
        upload.outcome, upload.document = done.outcome, document.id
        if done.same_story_as:
            upload.message = done.same_story_as
        self.added()
