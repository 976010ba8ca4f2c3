"""Thousands of rows at once, in statements that every database takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

import sqlalchemy as sa

T = TypeVar("T")
_MOST = 500  # parameters or rows in one statement; SQLite takes 32,766 parameters, PostgreSQL 65,535


def batched(values: Sequence[T], size: int = _MOST) -> Iterator[Sequence[T]]:
    """The values in parts of at most `size`."""
    return (values[start : start + size] for start in range(0, len(values), size))


def insert_returning(connection: sa.Connection, table: sa.Table, rows: Sequence[dict[str, Any]]) -> list[int]:
    """Inserts rows that all have the same columns; their ids, in order."""
    new = sa.insert(table).returning(table.c.id, sort_by_parameter_order=True)
    return [int(number) for part in batched(rows) for number in connection.execute(new, part).scalars()]


def insert_many(connection: sa.Connection, table: sa.Table, rows: Sequence[dict[str, Any]]) -> None:
    """Inserts rows that all have the same columns; none is fine."""
    for part in batched(rows):
        connection.execute(sa.insert(table), part)
