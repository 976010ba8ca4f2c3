"""Who sends: any number of dispatchers at once. See `storage.claims`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import sqlalchemy as sa

from storage.claims import Claims, claiming
from storage.database import Database
from storage.outbox import release_leases
from storage.tables import delivery

_CLAIMS = Claims(
    "dispatch", sa.select(delivery.c.dispatcher).where(delivery.c.state == "sending").distinct(), release_leases
)


@contextmanager
def dispatching(database: Database, command: str, now: datetime) -> Iterator[int]:
    """The number under which this dispatcher claims deliveries. What dead dispatchers had claimed is released.

    Raises:
        DatabaseBusy: too many dispatchers work on this database.
    """
    with claiming(database, _CLAIMS, command, now) as number:
        yield number
