"""Opens the database and hands out transactions."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    DataError,
    DBAPIError,
    DisconnectionError,
    IntegrityError,
    NoSuchModuleError,
    OperationalError,
)
from sqlalchemy.exc import TimeoutError as NoConnection

from storage.errors import StorageError, UnfitError
from storage.marks import watch
from storage.readers import PostgresReader, Reader, Readers, SqliteReader
from storage.types import to_json

BUSY_TIMEOUT = 15.0
_FILE = "tocsin_file"
_LOCK_RETRIES = 4
_FULL = "make room on the disk and run it again, what was stored before is safe"
# SQLite reads a log that another file left as this one's, and then the best of backups is damaged too.
_RESTORE = "stop Tocsin, remove the file and its -wal and -shm, and put the backup in its place"
_CROWDED = "raise max_connections, or the limit of the role or database, or end what else is connected"
_PATIENCE = "the server ends what takes that long: let it wait with ALTER ROLE ... SET {} = 0 for the role of Tocsin"
_ENDED = "begin again once the server answers, whose log says why it did so; what was stored before is safe"
# PostgreSQL's SQLSTATEs for a write where only reading is allowed, what took too long, and a lock that did not come.
_BY_SESSION = ("25006", "57014", "55P03")
# Seconds of silence, seconds between two probes, unanswered probes: gone after two minutes; no matter on Unix sockets.
_KEEPALIVES = {"tcp_keepalives_idle": 60, "tcp_keepalives_interval": 10, "tcp_keepalives_count": 6}
_TOO_LARGE = "54000"  # PostgreSQL's SQLSTATE for what is beyond its limits, such as a key of over 2,704 bytes
_ADVICE = (  # by what SQLite and PostgreSQL say
    ("is full", _FULL),
    ("no space left", _FULL),
    ("disk full", _FULL),
    ("disk i/o error", "the disk, a quota or a limit on the size of files refuses it; what was stored before is safe"),
    ("unable to open database file", "it has to be a file in a folder that is there, and that Tocsin may write in"),
    ("readonly database", "Tocsin has to be allowed to write the file, and in its folder"),
    (
        "read-only transaction",
        "Tocsin has to be allowed to write: a standby cannot be used, nor default_transaction_read_only be on",
    ),
    (
        "permission denied for schema",
        "let the role in with GRANT ALL ON SCHEMA, or make it the owner of the database (createdb --owner)",
    ),
    ("no schema has been selected", "the search_path has to name a schema that is there"),
    ("permission denied", "the tables have to belong to the role that Tocsin comes as, or be granted to it"),
    ("database is locked", "another program holds it, such as a backup or a shell: wait for it, or end it"),
    ("malformed", _RESTORE),
    ("not a database", f"`database` names another file, or it is damaged: correct the name, or {_RESTORE}"),
    ("connection refused", "is the server running, and are host and port right?"),
    ("failed: no such file", "is the server running, and is that the folder of its socket?"),
    ("resolve host", "is the host right?"),
    ("authentication failed", "the role has another password, or must not come from here (pg_hba.conf)"),
    ("not currently accepting connections", "allow them: ALTER DATABASE ... WITH ALLOW_CONNECTIONS true"),
    ("fatal:  database", "make it first, with createdb"),
    ("fatal:  role", "it has to be there, and be allowed to log in: createuser makes one"),
    ("too many c", _CROWDED),
    ("remaining connection slots", _CROWDED),
    ("statement timeout", _PATIENCE.format("statement_timeout")),
    ("idle-in-transaction timeout", _PATIENCE.format("idle_in_transaction_session_timeout")),
    ("lock timeout", _PATIENCE.format("lock_timeout")),
    ("server closed the connection", _ENDED),
    ("terminating connection", _ENDED),
    ("database system is", _ENDED),
    ("deadlock detected", _ENDED),
)


class Database:
    """One database, SQLite or PostgreSQL. `read()` and `write()` are its transactions.

    Raises:
        StorageError: the URL names no supported database or its driver is missing.
    """

    def __init__(self, url: str, *, busy_timeout: float = BUSY_TIMEOUT) -> None:
        self.url = _parsed(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        # The file itself, whatever link leads to it: the locks lie beside it.
        self.path = Path(self.url.database).resolve() if self.is_sqlite and self.url.database else None
        self._busy_timeout = busy_timeout
        self._was_there = False
        try:
            self.engine = sa.create_engine(self.url, **self._engine_options())
        except (NoSuchModuleError, ModuleNotFoundError, ArgumentError) as error:
            raise StorageError(f"database: {error}; for PostgreSQL install `tocsin[postgres]`") from None
        self._readers = Readers(self._open_reader, kept=self.path is not None or not self.is_sqlite)
        self._failure: type[Exception] = self.engine.dialect.loaded_dbapi.DatabaseError
        if self.is_sqlite:
            sa.event.listen(self.engine, "do_connect", self._make_or_refuse)
            sa.event.listen(self.engine, "connect", self._prepare_sqlite)
            sa.event.listen(self.engine, "checkout", self._refuse_other)
            sa.event.listen(self.engine, "begin", _begin)
        else:  # before SQLAlchemy asks the server anything
            sa.event.listen(self.engine, "connect", self._prepare_postgres, insert=True)
            sa.event.listen(self.engine, "handle_error", _leave_session)
        watch(self.engine)

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """A transaction that only reads, all of it as of one moment.

        Raises:
            StorageError: the database is locked, gone or damaged.
        """
        with self.explained(), self._connected() as connection:
            yield connection if self.is_sqlite else connection.execution_options(isolation_level="REPEATABLE READ")

    @contextmanager
    def reader(self) -> Iterator[Reader]:
        """The driver itself, for the few statements that only read and are asked often: the searches.

        Raises:
            StorageError: the database is locked, gone or damaged.
        """
        try:
            reader, failed = self._readers.take(), True
            try:
                yield reader
                failed = False
            finally:
                self._readers.give_back(reader, failed=failed)
        except self._failure as error:
            raise StorageError(f"database {self.shown}: {_advised(error)}") from error

    @contextmanager
    def write(self) -> Iterator[sa.Connection]:
        """A transaction that writes; on SQLite it takes the write lock at once, waiting for it.

        Raises:
            StorageError: the database stays locked, is full, gone or damaged; nothing of the transaction is kept.
            UnfitError: a value fits no column; nothing of the transaction is kept.
        """
        with self.explained(), self._connected().execution_options(tocsin_write=True) as connection:
            begun = self._begin_waiting(connection)
            with begun:
                yield connection

    @contextmanager
    def migrate(self) -> Iterator[sa.Connection]:
        """A writing transaction that may rebuild tables: SQLite checks foreign keys at its end, not on the way.

        One at a time, on PostgreSQL too.

        Raises:
            StorageError: a row points nowhere at the end; nothing is changed then.
        """
        with self._connected().execution_options(tocsin_write=True, tocsin_rebuild=True) as connection:
            try:
                with self._begin_waiting(connection):
                    queue_up(connection)
                    yield connection
                    if self.is_sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                        raise StorageError(f"database {self.shown}: rows that point nowhere; restore a backup")
            finally:
                connection.invalidate()  # the next one checks foreign keys again

    def close(self) -> None:
        """Lets go of every connection."""
        self._readers.close()
        self.engine.dispose()

    def _engine_options(self) -> dict[str, Any]:
        if self.is_sqlite:
            connect = {"timeout": self._busy_timeout, "check_same_thread": False}
            # Who waits for a lock keeps a connection, and must keep nobody else from reading.
            pool = {} if self.path is None else {"max_overflow": -1}
            return {"connect_args": connect, "json_serializer": to_json, **pool}
        # Writers rely on seeing what was committed while they waited for a lock, whatever the server's own level is.
        level = {"isolation_level": "READ COMMITTED"}
        encoded = {"client_encoding": "UTF8"}  # whatever the role, the database or the environment is set to
        return {
            "connect_args": encoded,
            "pool_pre_ping": True,
            "pool_timeout": self._busy_timeout,
            "json_serializer": to_json,
            **level,
        }

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Errors of the database as what they mean.

        Raises:
            StorageError: it is locked, full, gone, damaged, not ours to write, or all its connections are at work.
            UnfitError: a value fits no column.
        """
        try:
            yield
        except (DataError, UnicodeEncodeError):
            raise UnfitError from None  # the statement's error would show all its values
        except IntegrityError:  # a fault of ours, and not of the database's
            raise
        except DatabaseError as error:
            if getattr(error.orig, "sqlstate", None) == _TOO_LARGE:
                raise UnfitError from None
            raise StorageError(f"database {self.shown}: {reason(error)}") from error
        except NoConnection:
            raise StorageError(
                f"database {self.shown}: all connections of this process are at work; try again"
            ) from None

    def _open_reader(self) -> Reader:
        with self.explained():
            raw = self.engine.raw_connection()
        own: Any = raw.driver_connection
        if not self.is_sqlite:
            raw.detach()
            return PostgresReader(own)
        if self.path is None:  # in memory: the pool's own connection is the database
            return SqliteReader(raw)
        file = raw.info[_FILE]
        raw.detach()
        return SqliteReader(own, lambda: self._file() == file)

    def _connected(self) -> sa.Connection:
        try:
            return self.engine.connect()
        except OperationalError as error:
            raise StorageError(f"database {self.shown}: {reason(error)}") from None

    def _begin_waiting(self, connection: sa.Connection) -> sa.RootTransaction:
        # A lock held for longer than the busy timeout is waited for again before anyone gives up.
        for attempt in range(_LOCK_RETRIES):
            try:
                return connection.begin()
            except OperationalError as error:
                if "locked" not in str(error.orig) or attempt == _LOCK_RETRIES - 1:
                    raise StorageError(f"database {self.shown}: {reason(error)}") from None
                time.sleep(0.1 * 2**attempt)
        raise AssertionError

    @property
    def shown(self) -> str:
        """The URL without its passwords, which libpq takes as parameters too."""
        hidden = {name: "..." for name in self.url.query if name.endswith("password")}
        return self.url.update_query_dict(hidden).render_as_string(hide_password=True)

    def _make_or_refuse(self, _dialect: Any, _record: Any, _args: Any, _options: Any) -> None:
        """SQLite would make a new, empty file for everybody to read; `-wal` and `-shm` take after it."""
        if self._file() is not None or str(self.url.database).startswith((":memory:", "file:")):
            return
        if self._was_there:
            raise StorageError(
                f"database {self.shown}: its file is gone, what was stored since is lost with it; "
                "stop Tocsin, put the file or a backup of it back, and start again"
            )
        if self.path is not None:
            with suppress(OSError):  # SQLite says why it cannot be made
                os.close(os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))

    def _refuse_other(self, _connection: Any, record: Any, _proxy: Any) -> None:
        """Into a file that was removed SQLite writes on without a word: another connection is opened instead."""
        if record.info.get(_FILE) != self._file():
            raise DisconnectionError

    def _file(self) -> tuple[int, int] | None:
        """Which file the path leads to now."""
        if self.path is None:
            return None
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def _prepare_sqlite(self, connection: Any, record: Any) -> None:
        connection.isolation_level = None  # we begin transactions ourselves, see _begin
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={int(self._busy_timeout * 1000)}")
        self._into_wal(cursor)
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.close()
        record.info[_FILE] = file = self._file()
        self._was_there = self._was_there or file is not None

    def _into_wal(self, cursor: Any) -> None:
        """Once in the life of a file this changes something, and then SQLite waits for no other that does the same."""
        until = time.monotonic() + self._busy_timeout
        while True:
            try:
                cursor.execute("PRAGMA journal_mode=WAL")
            except self._failure as error:
                if "locked" not in str(error) or time.monotonic() >= until:
                    raise
                time.sleep(0.02)
            else:
                return

    def _prepare_postgres(self, connection: Any, _record: Any) -> None:
        if (encoding := connection.info.parameter_status("server_encoding")) != "UTF8":
            raise StorageError(
                f"database {self.shown}: it is encoded as {encoding}, which does not hold all text; "
                "make another with createdb --encoding=UTF8 --template=template0"
            )
        connection.autocommit = True
        # In the server's own zone the first and last hours of the calendar have a date that Python has not.
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute("SET DateStyle = 'ISO'")  # the driver reads no other
        # The server's own default lets a machine that lost its power or network keep its locks for two hours.
        for name, value in _KEEPALIVES.items():
            connection.execute(f"SET {name} = {value}")
        connection.autocommit = False


def _leave_session(context: sa.engine.ExceptionContext) -> None:
    """A session keeps what such settings were when it began: only a new one sees that they are others now."""
    under_way = context.execution_context
    for_a_while = under_way is not None and under_way.execution_options.get("tocsin_for_a_while", False)
    if getattr(context.original_exception, "sqlstate", None) in _BY_SESSION and not for_a_while:
        context.is_disconnect = True


def queue_up(connection: sa.Connection, *, together: bool = False) -> None:
    """From here to its end this transaction is the only one of those that ask for this, as any writer is on SQLite.

    Those that ask for it `together` go at once, beside none that is to be alone.
    """
    if connection.dialect.name == "postgresql":
        kind = "_shared" if together else ""
        # Two numbers: none of the keys of `storage.lock`.
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock{kind}(1, 1)")


def _begin(connection: sa.Connection) -> None:
    options = connection.get_execution_options()
    write = options.get("tocsin_write", False)
    if options.get("tocsin_rebuild", False):  # it has no effect inside a transaction
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):  # a port that is no number is the latter
        raise StorageError(
            "database: not a database URL such as sqlite:///tocsin.db or postgresql://user@host:5432/name"
        ) from None
    if parsed.get_backend_name() == "postgresql":
        if "@" in url.partition("@")[2]:  # the host is the rest of a password, then, which no error may show
            raise StorageError("database: an @ in the password, or anywhere but before the host, has to be written %40")
        parsed = parsed.set(drivername="postgresql+psycopg")
    elif parsed.get_backend_name() != "sqlite":
        raise StorageError(f"database: {parsed.get_backend_name()} is not supported; use sqlite or postgresql")
    return parsed


def reason(error: DBAPIError) -> str:
    """What the database says, in one line, and what to do about it where that is known."""
    return _advised(error.orig) if error.orig else "cannot be opened"


def _advised(error: BaseException) -> str:
    said = str(error).strip().splitlines()[0]
    return said + next((f"; {advice}" for words, advice in _ADVICE if words in said.lower()), "")
