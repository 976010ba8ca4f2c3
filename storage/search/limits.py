"""A query that takes too long ends with a clear message; the database goes on."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from storage.database import Database
from storage.errors import StorageError

TIME_LIMIT = 5.0
_STEPS = 1_000  # of SQLite's virtual machine between two looks at the clock, well under a millisecond


class SearchTimeout(StorageError):  # noqa: N818 - reads as what it is
    """The search took too long and was ended."""


@contextmanager
def limited(database: Database, seconds: float = TIME_LIMIT) -> Iterator[sa.Connection]:
    """A reading transaction whose statements are ended after so long.

    Raises:
        SearchTimeout: they were.
    """
    with database.read() as connection:
        try:
            if database.is_sqlite:
                with _watched(connection, seconds):
                    yield connection
            else:
                connection.execute(sa.text(f"SET LOCAL statement_timeout = {max(1, int(seconds * 1000))}"))
                yield connection
        except OperationalError as error:
            if not _was_ended(error):
                raise
            raise SearchTimeout(
                f"the search took longer than {seconds:g} seconds and was ended; "
                "narrow it with since:, vendor: or a rarer word"
            ) from None


@contextmanager
def _watched(connection: sa.Connection, seconds: float) -> Iterator[None]:
    raw: Any = connection.connection.driver_connection
    end = time.monotonic() + seconds
    raw.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
    try:
        yield
    finally:
        raw.set_progress_handler(None, 0)


def _was_ended(error: OperationalError) -> bool:
    # SQLite says "interrupted"; PostgreSQL's code for a cancelled query is 57014.
    return str(error.orig) == "interrupted" or getattr(error.orig, "sqlstate", None) == "57014"
