"""What is compared: a thing by all that is known of it, and what came of comparing two."""

from __future__ import annotations

from dataclasses import dataclass, field

ACCEPT = 0.6  # from here on two are taken for one
SURE = 0.85  # from here on two identities that were kept apart are joined


@dataclass(frozen=True, slots=True)
class Subject:
    """A thing: its kind, all forms of its name, and what else tells it from its namesakes."""

    kind: str
    forms: tuple[str, ...]
    countries: frozenset[str] = frozenset()
    date: str | None = None  # agreement: signed; event: when
    form: str | None = None  # event


@dataclass(frozen=True, slots=True)
class Likeness:
    """How far two are one, and why. ``refused`` says that they cannot be."""

    score: float
    reasons: tuple[str, ...] = field(default=())
    refused: bool = False

    @property
    def accepted(self) -> bool:
        """Good enough to be taken for one."""
        return not self.refused and self.score >= ACCEPT


def refusal(reason: str) -> Likeness:
    """They cannot be one."""
    return Likeness(0.0, (reason,), refused=True)
