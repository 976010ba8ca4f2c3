"""The run table: what worked on this database, when, and how it ended."""

from __future__ import annotations

import os
import socket
from datetime import datetime
from errno import EDQUOT, ENOSPC
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import sqlalchemy as sa

from storage.database import Database
from storage.errors import StorageError
from storage.tables import heartbeat, run

FAILING = "failing"  # no sign of life: since when nothing of what is due was done
BY_HAND = "by hand"  # the end of what is no run of the stages: what a run left undone before it, it leaves undone
_TRIAL = 65_536  # bytes: what the smallest transaction takes


def holder() -> str:
    """Who we are, for the run table and the lock: host and process id."""
    return f"{socket.gethostname()} pid {os.getpid()}"


def begin_run(database: Database, command: str, now: datetime) -> int:
    """A new run's id. Call it under the work lock: runs still marked `running` are dead then: `interrupted`."""
    interrupt_runs(database, now)
    with database.write() as connection:
        values = {"command": command, "holder": holder(), "started": now, "state": "running"}
        return int(connection.execute(sa.insert(run).values(**values)).inserted_primary_key[0])  # type: ignore[index]


def end_run(database: Database, run_id: int, state: str, summary: dict[str, Any], now: datetime) -> None:
    """`state` is `done`, `partial`, `interrupted` or `BY_HAND`."""
    with database.write() as connection:
        values = {"state": state, "summary": summary, "finished": now}
        connection.execute(sa.update(run).where(run.c.id == run_id).values(**values))


def last_run(database: Database) -> dict[str, Any] | None:
    """The newest run of the stages, as a plain dict; what was done by hand only while it is at work."""
    return next(iter(latest_runs(database, 1, but=BY_HAND)), None)


def latest_runs(database: Database, limit: int = 10, *, but: str = "") -> list[dict[str, Any]]:
    """The newest runs first, as plain dicts; without those in the state `but`."""
    wanted = sa.select(run).where(run.c.state != but).order_by(run.c.id.desc()).limit(limit)
    with database.read() as connection:
        return [dict(row) for row in connection.execute(wanted).mappings()]


def last_finished(database: Database, command: str, *, before: datetime | None = None) -> datetime | None:
    """When the last run of this command that came to its end (`done`, `partial`) began, of those up to `before`."""
    wanted = sa.select(sa.func.max(run.c.started)).where(run.c.command == command, run.c.state.in_(("done", "partial")))
    if before is not None:
        wanted = wanted.where(run.c.started <= before)
    with database.read() as connection:
        found: datetime | None = connection.execute(wanted).scalar()
        return found


def is_unfinished(database: Database) -> bool:
    """Whether the newest run did not come to its end: ask it only where none is at work."""
    newest = last_run(database)
    return newest is not None and newest["state"] in ("running", "interrupted")


def interrupt_runs(database: Database, now: datetime) -> int:
    """Marks runs whose process is gone as `interrupted`; how many. Call it under the work lock."""
    with database.write() as connection:
        gone = sa.update(run).where(run.c.state == "running").values(state="interrupted", finished=now)
        return connection.execute(gone).rowcount


def beat(database: Database, name: str, now: datetime) -> None:
    """A sign of life of `serve` or of a run, in real time."""
    with database.write() as connection:
        seen = connection.execute(sa.update(heartbeat).where(heartbeat.c.name == name).values(at=now))
        if not seen.rowcount:
            connection.execute(sa.insert(heartbeat).values(name=name, at=now))


def refuse_unwritable(database: Database) -> None:
    """Looks whether anything can be stored, and stores nothing; of a file without asking for its lock.

    Raises:
        StorageError: only reading is possible: a standby, what belongs to somebody else, or a disk that is full.
    """
    if (path := database.path) is None:
        with database.write() as connection:
            connection.execute(sa.update(heartbeat).where(sa.false()).values(name=""))
        return
    own = (path.parent, *(Path(f"{path}{end}") for end in ("", "-wal", "-shm", ".service.lock", ".work.lock")))
    for each in own:
        if each.exists() and not os.access(each, os.W_OK):
            wanted = "Tocsin has to be allowed to write the file, its locks beside it, and in its folder"
            raise StorageError(f"database {database.shown}: {each} cannot be written; {wanted}")
    try:
        with TemporaryFile(dir=path.parent) as trial:
            trial.write(bytes(_TRIAL))
            trial.flush()
    except OSError as error:
        full = error.errno in (ENOSPC, EDQUOT)
        advice = "make room on the disk, what was stored before is safe" if full else "its disk or a limit refuses it"
        said = f"nothing more can be written beside it: {error.strerror}; {advice}"
        raise StorageError(f"database {database.shown}: {said}") from None


def heartbeats(database: Database) -> dict[str, datetime]:
    """The last sign of life of each, and under FAILING since when an order waits."""
    with database.read() as connection:
        return {row.name: row.at for row in connection.execute(sa.select(heartbeat))}


def note_order(database: Database, now: datetime) -> None:
    """Notes under FAILING that work was ordered at `now`, in real time; what waits for longer stands."""
    with database.write() as connection:
        first = sa.select(sa.literal(FAILING), sa.literal(now, heartbeat.c.at.type))
        waits = sa.exists().where(heartbeat.c.name == FAILING)
        connection.execute(sa.insert(heartbeat).from_select(["name", "at"], first.where(~waits)))


def note_done(database: Database) -> None:
    """Notes that an order was done."""
    with database.write() as connection:
        connection.execute(sa.delete(heartbeat).where(heartbeat.c.name == FAILING))
