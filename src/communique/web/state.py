"""What all handlers share: the open store, the settings, findings worked out beside, jobs of adding, the limit on signing in."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from litestar import Request
from sqlalchemy.orm import Session

from communique.dossier.overview import Overview, counts, overview
from communique.store import Store
from communique.store.health import stamp
from communique.store.users import Person
from communique.store.write import Writer
from communique.web.adding import Jobs
from communique.web.limits import Limiter
from communique.web.settings import Settings

PATIENCE = 1.5  # seconds that a page waits for findings before it shows itself without


@dataclass
class Findings:
    """The overview of the whole store, worked out in a thread whenever the store has changed."""

    store: Store
    lock: threading.Lock = field(default_factory=threading.Lock)
    have: tuple[Any, Overview, dict[str, int]] | None = None
    working: threading.Thread | None = None
    changed: int = 0

    def touch(self) -> None:
        """Something was decided or added here."""
        self.changed += 1

    def stamp(self, session: Session) -> tuple[Any, ...]:
        """Differs when the store has changed, by us or by others."""
        return (self.changed, date.today(), *stamp(session))

    def now(self, session: Session, *, wait: float = PATIENCE) -> tuple[Overview | None, dict[str, int], bool]:
        """Findings and counts, and whether they are of the store as it is now; ``None`` while they are first worked out."""
        stamp = self.stamp(session)
        with self.lock:
            if self.have is None or self.have[0] != stamp:
                if self.working is None or not self.working.is_alive():
                    self.working = threading.Thread(target=self._work, args=(stamp,), daemon=True)
                    self.working.start()
            working = self.working
        if working is not None and (self.have is None or self.have[0] != stamp):
            working.join(wait)
        have = self.have
        if have is None:
            return None, {}, False
        return have[1], have[2], have[0] == stamp

    def _work(self, stamp: tuple[Any, ...]) -> None:
        with self.store.reading() as session:
            self.have = (stamp, overview(session, as_of=date.today().isoformat()), counts(session))


@dataclass
class Shared:
    """One per app."""

    store: Store
    settings: Settings
    findings: Findings
    jobs: Jobs
    limiter: Limiter
    has_users: bool  # signing in is asked for

    @contextmanager
    def writing(self) -> Iterator[tuple[Session, Writer]]:
        """A transaction that writes."""
        with self.store.writing() as session:
            yield session, Writer(session, self.store)
        self.findings.touch()


def shared(request: Request[Any, Any, Any]) -> Shared:
    """What the app shares."""
    found: Shared = request.app.state.shared
    return found


def person(request: Request[Any, Any, Any]) -> Person:
    """Who asks."""
    found: Person = request.scope["user"]
    return found


def reading(request: Request[Any, Any, Any], run: Callable[[Session], Any]) -> Any:
    """What a function reads from the store."""
    with shared(request).store.reading() as session:
        return run(session)
