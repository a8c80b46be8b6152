"""Questions asked for nearly every page, quickly: statements made once, rows without objects, many numbers as one value.

SQLAlchemy takes longer to put a statement together than the database takes to answer it, and as long again for objects that
nobody changes. So what is asked often is made once, with names for what varies, and asked of the connection:

    @cache
    def _titles(on_sqlite: bool) -> Question:
        return select(t.Version.title).where(one_of(t.Version.id, on_sqlite))

    rows = ask(session, _titles(is_sqlite(session)), ids=handed(session, ids))
"""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import ARRAY, CursorResult, Executable, Integer, Select, bindparam, cast, func, literal_column, select
from sqlalchemy.orm import Session

Question = Select[*tuple[Any, ...]]  # a statement made beforehand; what varies are its bound parameters


def ask(session: Session, statement: Executable, **values: Any) -> CursorResult[*tuple[Any, ...]]:
    """The rows of a statement that was made beforehand; a whole table in it comes as its columns, not as an object."""
    return session.connection().execute(statement, values)


def is_sqlite(session: Session) -> bool:
    """Whether a session asks SQLite, not PostgreSQL."""
    return session.get_bind().dialect.name == "sqlite"


def one_of(column: Any, on_sqlite: bool, name: str = "ids") -> Any:
    """The column has one of the values that are handed over under a name: as one value, as thousands take SQLAlchemy long."""
    return _is_in(column, bindparam(name), on_sqlite)


def _is_in(column: Any, values: Any, on_sqlite: bool) -> Any:
    if on_sqlite:
        each = func.json_each(values).table_valued("value")
        return column.in_(select(literal_column("value")).select_from(each))
    return column == func.any(cast(values, ARRAY(Integer)))


def handed(session: Session, ids: list[int]) -> str | list[int]:
    """Numbers as ``one_of`` takes them."""
    return msgspec.json.encode(ids).decode() if is_sqlite(session) else ids


def among(session: Session, column: Any, ids: list[int]) -> Any:
    """The column has one of these values; for a statement that is asked once."""
    return _is_in(column, handed(session, ids), is_sqlite(session))


def gathered(column: Any, on_sqlite: bool) -> Any:
    """All values of a column of numbers as one, as a row each takes longer to hand over than to find; ``numbers`` reads it."""
    return func.json_group_array(column) if on_sqlite else func.array_agg(column)


def numbers(value: str | list[int] | None) -> list[int]:
    """What ``gathered`` brought."""
    return msgspec.json.decode(value, type=list[int]) if isinstance(value, str) else value or []
