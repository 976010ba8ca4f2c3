"""Thousands of rows at once, in statements that every database takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any, TypeVar

import sqlalchemy as sa

T = TypeVar("T")
_MOST = 500  # parameters or rows in one statement; SQLite takes 32,766 parameters, PostgreSQL 65,535


def batched(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """The values in parts that one statement takes."""
    return (values[start : start + _MOST] for start in range(0, len(values), _MOST))


def insert_returning(connection: sa.Connection, table: sa.Table, rows: Sequence[dict[str, Any]]) -> list[int]:
    """Inserts rows that all have the same columns; their ids, in order."""
    new = _insert_returning(table)
    return [int(number) for part in batched(rows) for number in connection.execute(new, part).scalars()]


def insert_many(connection: sa.Connection, table: sa.Table, rows: Sequence[dict[str, Any]]) -> None:
    """Inserts rows that all have the same columns; none is fine."""
    for part in batched(rows):
        connection.execute(_insert(table), part)


def insert_plain(connection: sa.Connection, table: sa.Table, rows: Sequence[dict[str, Any]]) -> None:
    """`insert_many` in a third of the time, for thousands of rows of a table that no mark watches.

    SQLAlchemy's work on every single row is left out: the statement is made once, the driver takes all rows at once.
    Every column that is not among the rows' must have a default of the database's own.
    """
    if not rows:
        return
    dialect = connection.dialect
    names = tuple(column.name for column in table.columns if column.name in rows[0])  # the order of the statement too
    text, positional, bind = _plain(table, dialect, names)
    for part in batched(rows):
        columns = [[row[name] for row in part] for name in names]
        values: Any = zip(*(map(to, each) if to else each for each, to in zip(columns, bind, strict=True)), strict=True)
        if not positional:
            values = (dict(zip(names, row, strict=True)) for row in values)
        connection.exec_driver_sql(text, list(values))


def insert_numbered(connection: sa.Connection, table: sa.Table, rows: Sequence[dict[str, Any]]) -> None:
    """Inserts rows that bring their ids, which nobody may have yet; the database numbers on behind them."""
    insert_plain(connection, table, rows)
    if connection.dialect.name == "postgresql":  # SQLite does so by itself
        sequence = sa.func.pg_get_serial_sequence(table.name, "id")
        connection.execute(sa.select(sa.func.setval(sequence, sa.func.max(table.c.id))).select_from(table))


@cache
def _insert(table: sa.Table) -> sa.Insert:
    """The statement that inserts into a table, made once: making it takes as long as running it."""
    return sa.insert(table)


@cache
def _insert_returning(table: sa.Table) -> sa.Executable:
    return sa.insert(table).returning(table.c.id, sort_by_parameter_order=True)


@lru_cache(64)
def _plain(table: sa.Table, dialect: sa.Dialect, names: tuple[str, ...]) -> tuple[str, bool, list[Any]]:
    """The statement as the driver takes it, whether its values go by place, and what readies each of them."""
    statement = sa.insert(table).compile(dialect=dialect, column_keys=list(names))
    bind = [table.c[name].type.dialect_impl(dialect).bind_processor(dialect) for name in names]
    return str(statement), bool(statement.positional), bind
