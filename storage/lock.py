"""Locks, so that `run` and `serve` never work on one database at once."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zlib import crc32

import sqlalchemy as sa

from storage.database import Database
from storage.errors import DatabaseBusy
from storage.runs import holder


@contextmanager
def exclusive(database: Database, name: str, command: str) -> Iterator[None]:
    """Holds the database's lock `name` ("service" or "work"); it goes with the process, however that ends.

    SQLite: an flock on a file beside the database. PostgreSQL: an advisory lock on a connection of its own.

    Raises:
        DatabaseBusy: somebody else holds it; the message says who, as far as can be told.
    """
    manager = _file_lock if database.path is not None else _advisory_lock
    with manager(database, name, f"`tocsin {command}` ({holder()})"):
        yield


@contextmanager
def _file_lock(database: Database, name: str, who: str) -> Iterator[None]:
    path = Path(f"{database.path}.{name}.lock")
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            other = os.pread(handle, 300, 0).decode(errors="replace").partition("\n")[0].strip()
            raise _busy(database, other) from None
        os.pwrite(handle, f"{who}\n".encode(), 0)  # not cut to its length, which would wait for the disk
        yield
    finally:
        os.close(handle)


@contextmanager
def _advisory_lock(database: Database, name: str, who: str) -> Iterator[None]:
    key = crc32(f"tocsin.{name}".encode())
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("SELECT set_config('application_name', %s, false)", (who[:63],))
        if not connection.execute(sa.select(sa.func.pg_try_advisory_lock(key))).scalar():
            raise _busy(database, _advisory_holder(connection, key))
        try:
            yield
        finally:
            with contextlib.suppress(sa.exc.DBAPIError):  # a connection that is gone has let go already
                connection.execute(sa.select(sa.func.pg_advisory_unlock(key)))


def _advisory_holder(connection: sa.Connection, key: int) -> str:
    wanted = sa.text(
        "SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a USING (pid) "
        "WHERE l.locktype = 'advisory' AND l.granted AND l.classid = 0 AND l.objid::bigint = :key"
    )
    return str(connection.execute(wanted, {"key": key}).scalar() or "")


def _busy(database: Database, other: str) -> DatabaseBusy:
    return DatabaseBusy(f"database {database.shown}: in use by {other or 'another tocsin'}; wait for it, or stop it")
