"""Statements as text of ours with the values apart; search is asked too often for anything that builds them anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, NamedTuple

import sqlalchemy as sa


class Sql(NamedTuple):
    """SQL and the values of its question marks. The text is always a constant of ours: no value is ever part of it."""

    text: str
    values: tuple[object, ...] = ()


Rows = list[tuple[Any, ...]]
Ask = Callable[[Sql], Rows]


def joined(sign: str, parts: Iterable[Sql]) -> Sql:
    """The parts in brackets with `sign` between them."""
    found = list(parts)
    values = tuple(value for part in found for value in part.values)
    return Sql(f"({sign.join(part.text for part in found)})", values)


def marks(count: int) -> str:
    """So many question marks, for `IN`."""
    return ", ".join("?" * count)


def within(connection: sa.Connection) -> Ask:
    """Asks in a transaction under way."""
    sqlite = connection.dialect.name == "sqlite"

    def ask(sql: Sql) -> Rows:
        text = sql.text if sqlite else _for_psycopg(sql.text)
        return [tuple(row) for row in connection.exec_driver_sql(text, sql.values)]

    return ask


@lru_cache(maxsize=512)
def _for_psycopg(text: str) -> str:
    return text.replace("?", "%s")
