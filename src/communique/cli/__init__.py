"""The command ``communique``: one module a command, each imported when it is called."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; errors become one line on standard error, never a stack trace."""
    import os

    from communique.cli.app import app
    from communique.errors import CommuniqueError, UsageError

    try:
        app()
    except UsageError as error:
        print(f"communique: {error}", file=sys.stderr)
        sys.exit(2)
    except CommuniqueError as error:
        print(f"communique: {error}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # the reader went away (``| head``): nothing more can be said to it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        print(f"communique: {error.filename or 'output'}: {error.strerror or error}", file=sys.stderr)
        sys.exit(1)
