"""The errors that communique raises: a short family.

    CommuniqueError
    ├── ReadError            a source could not be read; the message names it and says what to do
    │   ├── NoText           nothing to read in it (empty file, PDF without a text layer)
    │   ├── Encrypted        a password is needed
    │   ├── Damaged          truncated or not what its name says
    │   ├── TooLarge         over the limits on size, depth or time
    │   └── Refused          an address that is not fetched (private, wrong scheme, too many redirects)
    ├── StoreError           the database could not be used (newer, read-only, full, corrupt, gone)
    └── UsageError           wrong use: an option or value that cannot be taken

The library raises them; the command line and the web translate them, each in one place.
"""

from __future__ import annotations


class CommuniqueError(Exception):
    """Base of all errors of communique. Its text is one sentence or two that a person can act on."""


class ReadError(CommuniqueError):
    """A source could not be read."""

    def __init__(self, source: str, message: str) -> None:
        super().__init__(f"{source}: {message}")
        self.source = source
        self.message = message


class NoText(ReadError):
    """The source holds no text."""


class Encrypted(ReadError):
    """The source is locked with a password."""


class Damaged(ReadError):
    """The source is truncated or not what its name says."""


class TooLarge(ReadError):
    """The source is over a limit of size, depth or time."""


class Refused(ReadError):
    """The address is not fetched."""


class UsageError(CommuniqueError):
    """An option or a value that cannot be taken."""


class StoreError(CommuniqueError):
    """The database could not be used: what happened and what to do."""
