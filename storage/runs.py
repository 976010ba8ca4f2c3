"""The run table: what worked on this database, when, and how it ended."""

from __future__ import annotations

import os
import socket
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from storage.database import Database
from storage.tables import run


def holder() -> str:
    """Who we are, for the run table and the lock: host and process id."""
    return f"{socket.gethostname()} pid {os.getpid()}"


def begin_run(database: Database, command: str, now: datetime) -> int:
    """A new run's id. Call it under the work lock: runs still marked `running` are dead then: `interrupted`."""
    with database.write() as connection:
        connection.execute(sa.update(run).where(run.c.state == "running").values(state="interrupted", finished=now))
        values = {"command": command, "holder": holder(), "started": now, "state": "running"}
        return int(connection.execute(sa.insert(run).values(**values)).inserted_primary_key[0])  # type: ignore[index]


def end_run(database: Database, run_id: int, state: str, summary: dict[str, Any], now: datetime) -> None:
    """`state` is `done`, `partial` or `failed`."""
    with database.write() as connection:
        values = {"state": state, "summary": summary, "finished": now}
        connection.execute(sa.update(run).where(run.c.id == run_id).values(**values))


def latest_runs(database: Database, limit: int = 10) -> list[dict[str, Any]]:
    """The newest runs first, as plain dicts."""
    with database.read() as connection:
        rows = connection.execute(sa.select(run).order_by(run.c.id.desc()).limit(limit))
        return [dict(row) for row in rows.mappings()]


def last_finished(database: Database, command: str) -> datetime | None:
    """When a run of this command last came to its end (`done` or `partial`)."""
    wanted = sa.select(sa.func.max(run.c.started)).where(run.c.command == command, run.c.state.in_(("done", "partial")))
    with database.read() as connection:
        found: datetime | None = connection.execute(wanted).scalar()
        return found
