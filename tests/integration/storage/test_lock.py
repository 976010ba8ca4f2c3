from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Literal

import psycopg
import pytest
import sqlalchemy as sa
from fakes.postgres import new_database

from storage.database import Database
from storage.errors import DatabaseBusy, StorageError
from storage.lock import exclusive, refuse_shared_sessions
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


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From its call on, PostgreSQL may take as long as a busy machine does to see that a client is gone."""
    return lambda: monkeypatch.setattr("storage.lock._GONE_WITHIN", "240s")


def test_a_second_process_is_told_who_holds_the_database(
    database: Database, database_url: str, patient: Callable[[], None]
) -> None:
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
    patient()
    for _ in range(2):  # it goes with whoever held it, and with the end of what was done under it
        with exclusive(database, "service", "run"):
            pass


def test_a_lock_that_cannot_be_opened_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "tocsin.db.work.lock").mkdir()  # to root, a file of another user's is open
    said = r"its lock .*tocsin\.db\.work\.lock cannot be taken: Is a directory; it has to belong to the user"
    database = Database(f"sqlite:///{tmp_path / 'tocsin.db'}")
    with pytest.raises(StorageError, match=said), exclusive(database, "work", "run"):
        pass


def test_a_file_that_a_link_leads_to_is_the_same_database(tmp_path: Path) -> None:
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc" / "linked.db").symlink_to(tmp_path / "tocsin.db")
    linked = Database(f"sqlite:///{tmp_path / 'etc' / 'linked.db'}")
    with (
        exclusive(Database(f"sqlite:///{tmp_path / 'tocsin.db'}"), "service", "serve"),
        pytest.raises(DatabaseBusy, match="in use by `tocsin serve`"),
        exclusive(linked, "service", "run"),
    ):
        pass


def test_a_lock_whose_file_was_removed_is_taken_again_unless_another_has_it(tmp_path: Path) -> None:
    database, file = Database(f"sqlite:///{tmp_path / 'tocsin.db'}"), tmp_path / "tocsin.db.service.lock"
    with exclusive(database, "service", "serve") as keep:
        keep()
        file.unlink()
        keep()
        with pytest.raises(DatabaseBusy, match="`tocsin serve`"), exclusive(database, "service", "run"):
            pass
        file.unlink()
        with exclusive(database, "service", "run"):
            for _ in range(2):
                with pytest.raises(DatabaseBusy, match="`tocsin run`"):
                    keep()
        keep()
    with exclusive(database, "service", "run"):
        pass


@pytest.mark.postgres
def test_on_postgresql_a_lock_that_is_let_go_a_moment_later_is_waited_for(
    postgres_url: str, patient: Callable[[], None]
) -> None:
    database = Database(postgres_url)
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, postgres_url], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdin is not None
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(DatabaseBusy), exclusive(database, "service", "worker", at_once=True):
        pass
    patient()
    letting_go = threading.Thread(target=close_once_waited_for, args=(database, holder.stdin))
    letting_go.start()
    with exclusive(database, "service", "serve"):
        assert holder.wait() == 0
    letting_go.join()


@pytest.mark.postgres
def test_a_lock_that_went_with_its_connection_is_taken_again_unless_another_has_it(postgres_url: str) -> None:
    url = new_database(postgres_url)
    name = sa.make_url(url).database
    first, second = Database(url), Database(url)
    with exclusive(first, "service", "serve") as keep:
        keep()
        end_connections(postgres_url, name)
        keep()
        with pytest.raises(DatabaseBusy, match="`tocsin serve`"), exclusive(second, "service", "run", at_once=True):
            pass
        end_connections(postgres_url, name)
        with exclusive(second, "service", "run"):
            for _ in range(2):
                with pytest.raises(DatabaseBusy, match="`tocsin run`"):
                    keep()
        keep()
        let_in(postgres_url, name, "false")
        end_connections(postgres_url, name)
        for _ in range(2):
            with pytest.raises(StorageError, match="not currently accepting connections"):
                keep()
        let_in(postgres_url, name, "true")
        keep()
    with exclusive(second, "service", "run", at_once=True):
        pass
    for database in (first, second):
        database.close()


@pytest.mark.postgres
def test_a_session_that_a_pooler_gives_to_several_is_refused_since_all_have_its_locks(postgres_url: str) -> None:
    """Under PgBouncer with `pool_mode = transaction` a `run` worked beside another, and dispatchers sent twice."""
    database = Database(new_database(postgres_url))
    database.close()
    database.engine = sa.create_engine(database.url, poolclass=sa.StaticPool)  # one session, whoever comes
    for look in (
        lambda: exclusive(database, "service", "serve"),
        lambda: nullcontext(refuse_shared_sessions(database)),
    ):
        with pytest.raises(StorageError, match=r"that of `tocsin.* too.*pool_mode = session"), look():
            pass
    database.close()


@pytest.mark.postgres
def test_of_two_databases_on_one_server_each_names_who_holds_it(postgres_url: str) -> None:
    first, second = (Database(new_database(postgres_url)) for _ in range(2))
    with exclusive(first, "service", "serve --no-web"), exclusive(second, "service", "crawl"):
        for database, holder in ((first, "serve --no-web"), (second, "crawl")):
            with (
                pytest.raises(DatabaseBusy, match=f"in use by `tocsin {holder}`"),
                exclusive(database, "service", "run", at_once=True),
            ):
                pass
    for database in (first, second):
        database.close()


def end_connections(server: str, name: str | None) -> None:
    """As a server that restarts does."""
    with psycopg.connect(server, autocommit=True) as connection:
        ended = "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = %s"
        connection.execute(ended, (name,))


def let_in(server: str, name: str | None, answer: Literal["true", "false"]) -> None:
    """Whether the database takes new connections."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS {answer}')


def test_a_server_that_cannot_be_reached_is_an_error_that_is_waited_out() -> None:
    gone = Database("postgresql://nobody:canary@127.0.0.1:1/none")
    with pytest.raises(StorageError, match="connection failed") as caught, exclusive(gone, "service", "serve"):
        pass
    assert "postgresql+psycopg://nobody:***@127.0.0.1:1/none" in str(caught.value)
    assert "canary" not in str(caught.value)


def close_once_waited_for(database: Database, stdin: IO[str]) -> None:
    waiting = sa.text(
        "SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database "
        "WHERE locktype = 'advisory' AND NOT granted AND datname = current_database()"
    )
    with database.engine.connect() as connection:
        while not connection.execute(waiting).scalar():
            pass
    stdin.close()


def test_a_run_that_died_is_marked_interrupted(database: Database) -> None:
    dead = begin_run(database, "run", NOW)
    alive = begin_run(database, "run", NOW)
    end_run(database, alive, "done", {"documents": 1}, NOW)
    states = {row["id"]: row["state"] for row in latest_runs(database)}
    assert states == {dead: "interrupted", alive: "done"}
    assert last_finished(database, "run") == NOW
    assert last_finished(database, "nightly") is None
