from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime

import pytest

from storage.database import Database
from storage.errors import DatabaseBusy
from storage.lock import exclusive
from storage.runs import begin_run, end_run, last_finished, latest_runs

NOW = datetime(2025, 11, 28, 12, tzinfo=UTC)
HOLD = """
import sys
from storage.database import Database
from storage.lock import exclusive
with exclusive(Database(sys.argv[1]), "service", "serve"):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_process_is_told_who_holds_the_database(database: Database, database_url: str) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, database_url], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with (
            pytest.raises(DatabaseBusy, match=rf"`tocsin serve` \(.* pid {holder.pid}\)"),
            exclusive(database, "service", "run"),
        ):
            pass
        with exclusive(database, "work", "run"):
            pass
    finally:
        holder.kill()
        holder.wait()
    with exclusive(database, "service", "run"):
        pass


def test_a_run_that_died_is_marked_interrupted(database: Database) -> None:
    dead = begin_run(database, "run", NOW)
    alive = begin_run(database, "run", NOW)
    end_run(database, alive, "done", {"documents": 1}, NOW)
    states = {row["id"]: row["state"] for row in latest_runs(database)}
    assert states == {dead: "interrupted", alive: "done"}
    assert last_finished(database, "run") == NOW
    assert last_finished(database, "nightly") is None
