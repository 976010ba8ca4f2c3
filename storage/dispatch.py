"""Who sends: any number of dispatchers at once, each with a number that is its own while it lives."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime

import sqlalchemy as sa

from storage.database import Database
from storage.errors import DatabaseBusy
from storage.lock import exclusive
from storage.outbox import release_leases
from storage.tables import delivery

_MOST = 64
_CLAIMANTS = sa.select(delivery.c.dispatcher).where(delivery.c.state == "sending").distinct()


@contextmanager
def dispatching(database: Database, command: str, now: datetime) -> Iterator[int]:
    """The number under which this dispatcher claims. What dead dispatchers had claimed is released, and only that.

    A number is a lock that goes with its process: who holds the lock knows that whoever claimed under this number
    before is gone.

    Raises:
        DatabaseBusy: too many dispatchers work on this database.
    """
    with ExitStack() as stack:
        number = _free_number(database, command, stack)
        claimants = _claimants(database)
        if number in claimants:
            release_leases(database, number, now)
        for other in claimants - {number}:
            with suppress(DatabaseBusy), exclusive(database, _lock(other), command):
                release_leases(database, other, now)
        yield number


def _free_number(database: Database, command: str, stack: ExitStack) -> int:
    for number in range(_MOST):
        with suppress(DatabaseBusy):
            stack.enter_context(exclusive(database, _lock(number), command))
            return number
    raise DatabaseBusy(f"database {database.shown}: {_MOST} dispatchers are at work already")


def _claimants(database: Database) -> set[int]:
    with database.read() as connection:
        return set(connection.execute(_CLAIMANTS).scalars())


def _lock(number: int) -> str:
    return f"dispatch-{number}"
