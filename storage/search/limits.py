"""A query that takes too long ends with a clear message; the database goes on."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from storage.database import Database
from storage.errors import StorageError
from storage.search.sql import Ask, asking

TIME_LIMIT = 5.0
# The index answers any query, but PostgreSQL takes many words for so frequent that it would read the whole table; and
# whatever it plans then looks dear enough to be compiled, which takes longer than any search.
_POSTGRES = "SET LOCAL enable_seqscan = off; SET LOCAL jit = off"
_STEPS = 1_000  # of SQLite's virtual machine between two looks at the clock, well under a millisecond


class SearchTimeout(StorageError):  # noqa: N818 - reads as what it is
    """The search took too long and was ended."""


@contextmanager
def limited(database: Database, seconds: float = TIME_LIMIT) -> Iterator[Ask]:
    """Asks in a way that is ended after so long.

    Raises:
        SearchTimeout: it was.
    """
    with database.cursor() as cursor:
        ask = asking(cursor, sqlite=database.is_sqlite)
        raw = cursor.connection
        try:
            if database.is_sqlite:
                end = time.monotonic() + seconds
                raw.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
            else:
                cursor.execute(f"{_POSTGRES}; SET LOCAL statement_timeout = {max(1, int(seconds * 1000))}")
            yield ask
        except Exception as error:
            if not _was_ended(error):
                raise
            raise SearchTimeout(
                f"the search took longer than {seconds:g} seconds and was ended; "
                "narrow it with since:, vendor: or a rarer word"
            ) from None
        finally:
            if database.is_sqlite:
                raw.set_progress_handler(None, 0)


def _was_ended(error: Exception) -> bool:
    # SQLite says "interrupted"; PostgreSQL's code for a cancelled query is 57014.
    return str(error) == "interrupted" or getattr(error, "sqlstate", None) == "57014"
