"""A query that takes too long ends with a clear message; the database goes on."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from storage.database import Database
from storage.errors import StorageError
from storage.search.sql import Ask, Rows, Sql

TIME_LIMIT = 5.0


class SearchTimeout(StorageError):  # noqa: N818 - reads as what it is
    """The search took too long and was ended."""


@contextmanager
def limited(database: Database, seconds: float = TIME_LIMIT, part: float = 1) -> Iterator[Ask]:
    """Asks in a way that is ended after so long, or after this part of it, 0 to 1.

    Raises:
        SearchTimeout: it was.
    """
    end = time.monotonic() + seconds * part
    with database.reader() as reader:
        reader.limit(seconds * part)
        later = False

        def ask(sql: Sql) -> Rows:
            nonlocal later
            if later and time.monotonic() > end:  # PostgreSQL gives each statement the whole time
                raise _too_long(seconds)
            later = True
            return reader.ask(sql.text, sql.values)

        try:
            yield ask
        except Exception as error:
            if _was_ended(error):
                raise _too_long(seconds) from None
            raise


def _too_long(seconds: float) -> SearchTimeout:
    return SearchTimeout(
        f"the search took longer than {seconds:g} seconds and was ended; narrow it with since:, vendor: or a rarer word"
    )


def _was_ended(error: Exception) -> bool:
    # SQLite says "interrupted"; PostgreSQL's code for a cancelled query is 57014.
    return str(error) == "interrupted" or getattr(error, "sqlstate", None) == "57014"
