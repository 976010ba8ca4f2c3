"""Connections of the driver's own, kept for the searches: statements that only read and are asked often.

A pool's care for one would cost as much as a small search: on PostgreSQL asking whether it is alive, beginning, setting
what searches need and rolling back are four messages to the server beside the one that asks. Here every statement is a
transaction of its own and sees the database of its moment, and what all searches need is set when a connection opens.
"""

from __future__ import annotations

import select
import time
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, Protocol

Answer = list[tuple[Any, ...]]
_AT_ONCE = 16  # connections of a process; whoever comes beyond waits
_KEPT = 60.0  # seconds: what lies between may forget a connection that nobody uses
_STEPS = 1_000  # of SQLite's virtual machine between two looks at the clock, well under a millisecond
# The index answers any query, but PostgreSQL takes many words for so frequent that it would read the whole table; and
# whatever it plans then looks dear enough to be compiled, which takes longer than any search. What a common word is in
# must fit into its work memory row by row: where it keeps pages alone, it looks for the word again in all rows of them.
POSTGRES = "SET enable_seqscan = off; SET jit = off; SET work_mem = '32MB'"


class Reader(Protocol):
    """One connection. `limit` ends whatever takes longer than so many seconds, with the driver's error."""

    def ask(self, text: str, values: tuple[object, ...]) -> Answer:
        """The rows of a statement with question marks for its values."""

    def limit(self, seconds: float) -> None:
        """From now on."""

    def is_alive(self) -> bool:
        """Whether it may be used again."""

    def close(self) -> None:
        """Lets go of it."""


class SqliteReader:
    """SQLite's: looks at the clock while it works. `is_alive`: whether its file is still the database."""

    def __init__(self, connection: Any, is_alive: Callable[[], bool] = lambda: True) -> None:
        self._connection = connection
        self._is_alive = is_alive
        self._cursor = connection.cursor()

    def ask(self, text: str, values: tuple[object, ...]) -> Answer:
        """See `Reader`."""
        found: Answer = self._cursor.execute(text, values).fetchall()
        return found

    def limit(self, seconds: float) -> None:
        """See `Reader`."""
        end = time.monotonic() + seconds
        self._connection.set_progress_handler(lambda: time.monotonic() > end, _STEPS)

    def is_alive(self) -> bool:
        """See `Reader`."""
        return self._is_alive()

    def close(self) -> None:
        """See `Reader`."""
        self._cursor.close()  # a statement read in part would hold on to the database of its moment
        self._connection.set_progress_handler(None, 0)  # in memory it is used on by others
        self._connection.close()


class PostgresReader:
    """PostgreSQL's: the server ends what takes too long."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        connection.autocommit = True
        self._cursor = connection.cursor()
        self._cursor.execute(f"SET default_transaction_read_only = on; {POSTGRES}")
        self._limit = 0
        self._used = 0.0

    def ask(self, text: str, values: tuple[object, ...]) -> Answer:
        """See `Reader`."""
        # Planned anew for its values each time: a plan for any word is a bad one for the very common and the very rare.
        found: Answer = self._cursor.execute(text.replace("?", "%s"), values, prepare=False).fetchall()
        self._used = time.monotonic()
        return found

    def limit(self, seconds: float) -> None:
        """See `Reader`."""
        wanted = max(1, int(seconds * 1000))
        if wanted != self._limit:
            self._cursor.execute(f"SET statement_timeout = {wanted}")
            self._limit = wanted

    def is_alive(self) -> bool:
        """See `Reader`."""
        if self._connection.closed or time.monotonic() - self._used > _KEPT:
            return False
        # Nothing was asked: whatever there is to read is the server's farewell.
        watching = select.poll()
        watching.register(self._connection.fileno(), select.POLLIN)
        return not watching.poll(0)

    def close(self) -> None:
        """See `Reader`."""
        self._connection.close()


class Readers:
    """Those of one database. `kept`: whether one serves again (SQLite in memory gives each thread its own)."""

    def __init__(self, open_one: Callable[[], Reader], *, kept: bool) -> None:
        self._open = open_one
        self._are_kept = kept
        self._idle: list[Reader] = []
        self._room: SimpleQueue[None] = SimpleQueue()  # a semaphore takes longer than all else here
        for _ in range(_AT_ONCE):
            self._room.put(None)

    def take(self) -> Reader:
        """One reader, for one at a time; waits while too many are out. Each is given back."""
        self._room.get()
        try:
            return self._fit_one()
        except BaseException:
            self._room.put(None)
            raise

    def give_back(self, reader: Reader, *, failed: bool) -> None:
        """One that failed is not used again."""
        try:
            if self._are_kept and not failed:
                self._idle.append(reader)
            else:
                reader.close()
        finally:
            self._room.put(None)

    def close(self) -> None:
        """Lets go of those that are idle."""
        while self._idle:
            self._idle.pop().close()

    def _fit_one(self) -> Reader:
        while True:
            try:
                reader = self._idle.pop()
            except IndexError:
                return self._open()
            if reader.is_alive():
                return reader
            reader.close()
