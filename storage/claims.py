"""Who works: any number of processes at once, each with a number that is its own while it lives.

A number is a lock that goes with its process: who holds the lock knows that whoever claimed under this number before
is gone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from storage.database import Database
from storage.errors import DatabaseBusy
from storage.lock import exclusive

_MOST = 64


@dataclass(frozen=True, slots=True)
class Claims:
    """One kind of work: the name of its locks, the numbers that claim something, what takes back what one claims."""

    lock: str
    claimants: sa.Select[Any]
    release: Callable[[Database, int, datetime], int]

    def release_dead(self, database: Database, own: int, command: str, now: datetime) -> bool:
        """Takes back what dead processes had claimed, and only that; whether any but `own` that lives has claimed."""
        return self.release_dead_of(self.numbers(database) - {own}, database, command, now)

    def release_dead_of(self, others: set[int], database: Database, command: str, now: datetime) -> bool:
        """The same of these numbers."""
        living = False
        for other in others:
            try:
                with exclusive(database, self.name(other), command, at_once=True):
                    self.release(database, other, now)
            except DatabaseBusy:
                living = True
        return living

    def numbers(self, database: Database) -> set[int]:
        """Those under which something is claimed."""
        with database.read() as connection:
            return set(connection.execute(self.claimants).scalars())

    def name(self, number: int) -> str:
        """The lock of a number."""
        return f"{self.lock}-{number}"


@contextmanager
def claiming(database: Database, claims: Claims, command: str, now: datetime) -> Iterator[int]:
    """The number under which this process claims. What dead ones had claimed is released.

    Raises:
        DatabaseBusy: too many do this work on this database.
    """
    with ExitStack() as stack:
        number = _free_number(database, claims, command, stack)
        claimants = claims.numbers(database)
        if number in claimants:
            claims.release(database, number, now)
        claims.release_dead_of(claimants - {number}, database, command, now)
        yield number


def _free_number(database: Database, claims: Claims, command: str, stack: ExitStack) -> int:
    for number in range(_MOST):
        with suppress(DatabaseBusy):
            stack.enter_context(exclusive(database, claims.name(number), command, at_once=True))
            return number
    raise DatabaseBusy(f"database {database.shown}: {_MOST} processes are at this work already")
