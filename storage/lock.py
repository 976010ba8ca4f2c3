"""Locks, so that `run` and `serve` never work on one database at once."""

from __future__ import annotations

import contextlib
import fcntl
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from errno import EDQUOT, ENOSPC, EROFS
from pathlib import Path
from zlib import crc32

import sqlalchemy as sa

from storage.database import Database
from storage.errors import DatabaseBusy, StorageError
from storage.runs import holder

_LOCK_NOT_AVAILABLE = "55P03"  # PostgreSQL's SQLSTATE for a lock that did not come in time
_GONE = (sa.exc.DBAPIError, sa.exc.PendingRollbackError)  # what a connection says that broke, and ever after
_GONE_WITHIN = "2s"  # how long PostgreSQL may take to see that a client was killed
_HOLDER = "tocsin.holder"  # a setting of ours, which lasts as long as the session: whose it is


@contextmanager
def exclusive(database: Database, name: str, command: str, *, at_once: bool = False) -> Iterator[Callable[[], None]]:
    """Holds the database's lock `name` ("service" or "work"); it goes with the process, however that ends.

    SQLite: an flock on a file beside the database. PostgreSQL: an advisory lock on a connection of its own, for
    which it waits a moment, unless `at_once`: whoever is started after a kill finds the lock of the dead one there.
    A server that restarts lets go of it, and so does whoever removes the file: who holds it for long calls what he is
    given, which takes it again.

    Raises:
        DatabaseBusy: somebody else holds it; the message says who, as far as can be told.
        StorageError: the server cannot be reached, gives its sessions to several at once, or the file cannot be locked.
    """
    who = f"`tocsin {command}` ({holder()})"
    in_file = database.path is not None
    with _file_lock(database, name, who) if in_file else _advisory_lock(database, name, who, at_once) as keep:
        yield keep


@contextmanager
def _file_lock(database: Database, name: str, who: str) -> Iterator[Callable[[], None]]:
    path, one_at_a_time = Path(f"{database.path}.{name}.lock"), threading.Lock()
    handle = _locked(database, path, who)

    def keep() -> None:
        nonlocal handle
        with one_at_a_time:
            if _is_removed(handle):  # whoever comes next makes and locks another
                removed, handle = handle, _locked(database, path, who)
                os.close(removed)

    try:
        yield keep
    finally:
        os.close(handle)


def _locked(database: Database, path: Path, who: str) -> int:
    """The lock file that is at this path, open and locked."""
    while True:
        handle = _opened(database, path)
        try:
            _flock(database, path, handle)
            os.pwrite(handle, f"{who}\n".encode(), 0)  # not cut to its length, which would wait for the disk
        except BaseException:
            os.close(handle)
            raise
        if not _is_removed(handle):
            return handle
        os.close(handle)


def _opened(database: Database, path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise _unusable(database, path, error) from None


def _flock(database: Database, path: Path, handle: int) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        other = os.pread(handle, 300, 0).decode(errors="replace").partition("\n")[0].strip()
        raise _busy(database, other) from None
    except OSError as error:  # a file system that knows no locks
        raise _unusable(database, path, error) from None


def _is_removed(handle: int) -> bool:
    return os.fstat(handle).st_nlink == 0


@contextmanager
def _advisory_lock(database: Database, name: str, who: str, at_once: bool) -> Iterator[Callable[[], None]]:
    key, one_at_a_time = crc32(f"tocsin.{name}".encode()), threading.Lock()
    with ExitStack() as connections:
        with database.explained():
            connection = _own_connection(database, who, connections)
            if not (_taken(connection, key) or (not at_once and _taken_after_a_while(connection, key))):
                raise _busy(database, _advisory_holder(connection, key))

        def keep() -> None:
            nonlocal connection
            with one_at_a_time, database.explained():
                try:
                    taken = _taken(connection, key)
                except _GONE:  # the lock went with the connection
                    connection = _own_connection(database, who, connections)
                    taken = _taken(connection, key)
                if not taken:
                    raise _busy(database, _advisory_holder(connection, key))

        try:
            yield keep
        finally:
            with contextlib.suppress(*_GONE):  # a connection that is gone has let go already
                connection.execute(sa.select(sa.func.pg_advisory_unlock_all()))  # it was taken once for each `keep`


def refuse_shared_sessions(database: Database) -> None:
    """What whoever works would refuse, told before.

    Raises:
        StorageError: a pooler gives a session of the server to several at once.
    """
    if not database.is_sqlite:
        with ExitStack() as connections, database.explained():
            _own_connection(database, f"`tocsin` ({holder()})", connections)


def _own_connection(database: Database, who: str, connections: ExitStack) -> sa.Connection:
    opened = connections.enter_context(_connected(database))
    _refuse_shared(database, opened)
    opened.exec_driver_sql("SELECT set_config('application_name', %s, false)", (who[:63],))
    _set_holder(opened, who)
    connections.callback(_set_holder, opened, "")
    with _connected(database) as another:  # before anybody else comes
        _refuse_shared(database, another)
    return opened


def _connected(database: Database) -> sa.Connection:
    return database.engine.connect().execution_options(isolation_level="AUTOCOMMIT")


def _refuse_shared(database: Database, opened: sa.Connection) -> None:
    """Whoever comes by the session of another has all its locks too: two would work at once."""
    if other := opened.exec_driver_sql("SELECT current_setting(%s, true)", (_HOLDER,)).scalar():
        raise StorageError(
            f"database {database.shown}: this session of the server is that of {other} too, so that no lock keeps "
            "them apart: a pooler has to pool by session (PgBouncer: pool_mode = session), or be left out"
        )


def _set_holder(opened: sa.Connection, who: str) -> None:
    with contextlib.suppress(*_GONE):  # a connection that is gone is nobody's
        opened.exec_driver_sql("SELECT set_config(%s, %s, false)", (_HOLDER, who))


def _taken(connection: sa.Connection, key: int) -> bool:
    return bool(connection.execute(sa.select(sa.func.pg_try_advisory_lock(key))).scalar())


def _taken_after_a_while(connection: sa.Connection, key: int) -> bool:
    connection.exec_driver_sql("SELECT set_config('lock_timeout', %s, false)", (_GONE_WITHIN,))
    try:
        connection.execute(sa.select(sa.func.pg_advisory_lock(key)), execution_options={"tocsin_for_a_while": True})
    except sa.exc.OperationalError as error:
        if getattr(error.orig, "sqlstate", None) != _LOCK_NOT_AVAILABLE:
            raise
        return False
    finally:
        with contextlib.suppress(sa.exc.DBAPIError):  # the first error is the one to tell
            connection.exec_driver_sql("RESET lock_timeout")
    return True


def _advisory_holder(connection: sa.Connection, key: int) -> str:
    wanted = sa.text(
        "SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a USING (pid) "
        "WHERE l.locktype = 'advisory' AND l.granted AND l.classid = 0 AND l.objid::bigint = :key "
        "AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    )
    return str(connection.execute(wanted, {"key": key}).scalar() or "")


def _unusable(database: Database, path: Path, error: OSError) -> StorageError:
    """As where root ran it once, and cron now comes as another user, or where no more files fit."""
    advice = "it has to belong to the user that Tocsin comes as, as do the database and its folder"
    if error.errno in (ENOSPC, EDQUOT):
        advice = "make room on the disk, or for more files (`df -i`), and run it again; what was stored before is safe"
    elif error.errno == EROFS:
        advice = "its folder has to be on a file system that can be written"
    return StorageError(f"database {database.shown}: its lock {path} cannot be taken: {error.strerror}; {advice}")


def _busy(database: Database, other: str) -> DatabaseBusy:
    return DatabaseBusy(f"database {database.shown}: in use by {other or 'another tocsin'}; wait for it, or stop it")
