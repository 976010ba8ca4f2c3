"""A disk that is full, a lock that is held, a database that is old: clear errors, nothing lost, and it goes on."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from fakes.databases import copy, prepare
from fakes.postgres import new_database
from fakes.stored import document_count, save_document

from model.document import Document, Source
from model.incident import Incident
from model.vocabulary import Kind, Status, Trust
from storage.database import Database
from storage.errors import StorageError
from storage.lock import exclusive
from storage.outbox import deliveries
from storage.runs import begin_run, latest_runs, refuse_unwritable
from storage.tables import metadata
from storage.types import dump
from storage.upgrade import _config, upgrade

NOW = datetime(2025, 11, 28, 12, tzinfo=UTC)
PRESS = Source("press", "feed", "http://127.0.0.1/", Trust.PRESS, timedelta(hours=1))


def save(database: Database, number: int) -> None:
    text = f"{number} " * 4000
    url = f"http://example.test/{number}"
    save_document(database, Document("press", url, "t", text, NOW, str(number), NOW), PRESS, first_poll=False)


def fill(database: Database) -> int:
    """Saves documents until there is no room; how many were saved."""
    for number in range(2000):
        try:
            save(database, number)
        except StorageError as error:
            said = str(error)
            break
    else:
        raise AssertionError("the disk was never full")
    assert "full; make room on the disk and run it again" in said
    assert "\n" not in said
    return number


def integrity(database: Database) -> str:
    with database.read() as connection:
        return str(connection.exec_driver_sql("PRAGMA integrity_check").scalar())


def test_every_sqlite_commit_reaches_the_disk_before_it_counts(tmp_path: Path) -> None:
    with Database(f"sqlite:///{tmp_path / 'tocsin.db'}").write() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("synchronous", "journal_mode")
        }
    assert found == {"synchronous": 2, "journal_mode": "wal"}


def test_a_full_database_is_a_clear_error_and_goes_on_when_there_is_room(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'tocsin.db'}")
    prepare(database)
    pages = {"most": 200}

    def limit(connection: Any, _record: Any) -> None:
        connection.execute(f"PRAGMA max_page_count={pages['most']}")

    sa.event.listen(database.engine, "connect", limit)
    database.close()
    saved = fill(database)
    assert document_count(database) == saved, "what was committed before is read as ever"
    assert integrity(database) == "ok"
    pages["most"] = 100_000
    database.close()
    save(database, saved)
    assert document_count(database) == saved + 1


def test_a_disk_that_is_full_when_the_database_is_made_is_told_as_such(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'tocsin.db'}")
    sa.event.listen(database.engine, "connect", lambda made, _: made.execute("PRAGMA max_page_count=20"))
    with pytest.raises(StorageError, match=r"is full; make room on the disk") as caught:
        upgrade(database)
    assert "cannot be opened" not in str(caught.value)


def test_a_database_that_cannot_be_opened_or_written_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="a file in a folder that is there, and that Tocsin may write in"):
        upgrade(Database(f"sqlite:///{tmp_path / 'missing' / 'tocsin.db'}"))
    made = Database(f"sqlite:///{tmp_path / 'tocsin.db'}")
    prepare(made)
    sa.event.listen(made.engine, "connect", lambda opened, _: opened.execute("PRAGMA query_only=1"))
    made.close()
    with pytest.raises(StorageError, match="has to be allowed to write the file, and in its folder"):
        begin_run(made, "run", NOW)


def test_what_is_stored_goes_into_the_file_that_is_there_and_into_no_removed_one(tmp_path: Path) -> None:
    database, backup = Database(f"sqlite:///{tmp_path / 'tocsin.db'}"), Database(f"sqlite:///{tmp_path / 'backup.db'}")
    for each in (database, backup):
        prepare(each)
    begin_run(database, "run", NOW)
    found = "SELECT count(*) FROM run"
    with database.reader() as reader:
        assert reader.ask(found, ()) == [(1,)]
    backup.close()
    for end in ("", "-wal", "-shm"):
        (tmp_path / f"tocsin.db{end}").unlink(missing_ok=True)
    with pytest.raises(StorageError, match=r"its file is gone.*put the file or a backup of it back"):
        begin_run(database, "run", NOW)
    with pytest.raises(StorageError, match="its file is gone"), database.reader():
        pass
    assert not (tmp_path / "tocsin.db").exists(), "no empty one in its place"
    (tmp_path / "backup.db").rename(tmp_path / "tocsin.db")
    assert latest_runs(database) == []
    begin_run(database, "serve", NOW)
    with database.reader() as reader:
        assert reader.ask(found, ()) == [(1,)]
    database.close()
    restored = Database(f"sqlite:///{tmp_path / 'tocsin.db'}")
    assert [run["command"] for run in latest_runs(restored)] == ["serve"]
    restored.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("only root may mount a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_is_a_clear_error_and_goes_on_when_there_is_room(small_disk: Path) -> None:
    (small_disk / "other people's").write_bytes(bytes(4_000_000))
    database = Database(f"sqlite:///{small_disk / 'tocsin.db'}")
    prepare(database)
    saved = fill(database)
    assert document_count(database) == saved
    assert integrity(database) == "ok"
    (small_disk / "other people's").unlink()
    save(database, saved)
    assert document_count(database) == saved + 1
    database.close()


def test_a_full_disk_is_found_by_doctor_also_where_the_database_can_be_read(small_disk: Path) -> None:
    """Who has it open keeps the files beside it, so that reading goes on, and every run fails."""
    file = small_disk / "tocsin.db"
    database = Database(f"sqlite:///{file}")
    prepare(database)
    begin_run(database, "run", NOW)
    refuse_unwritable(database)
    with suppress(OSError), (small_disk / "other people's").open("wb", buffering=0) as others:
        while True:
            others.write(bytes(512))
    assert latest_runs(database), "what is stored can be read"
    done = subprocess.run(
        [sys.executable, "-m", "tocsin", "doctor"], cwd=small_disk, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert (
        f"! database sqlite:///{file}: nothing more can be written beside it: No space left on device; make room"
        in (done.stdout)
    )
    database.close()


def test_where_no_more_files_fit_the_lock_says_so_and_is_taken_once_they_do(small_disk: Path) -> None:
    """It sent the operator to look for the owner of the file."""
    database = Database(f"sqlite:///{small_disk / 'tocsin.db'}")
    prepare(database)
    subprocess.run(["mount", "-o", "remount,nr_inodes=20", str(small_disk)], check=True)
    others = [small_disk / str(number) for number in range(20)]
    with suppress(OSError):
        for each in others:
            each.touch()
    with pytest.raises(StorageError, match=r"No space left on device; make room .* for more files"):
        with_lock(database)
    others[0].unlink()
    with_lock(database)
    database.close()


def with_lock(database: Database) -> None:
    """Takes the lock of whoever works, and lets go of it."""
    with exclusive(database, "work", "run"):
        pass


def test_a_file_that_can_only_be_read_is_found_by_doctor(tmp_path: Path) -> None:
    file = tmp_path / "tocsin.db"
    database = Database(f"sqlite:///{file}")
    prepare(database)
    refuse_unwritable(database)
    file.chmod(0o444)
    as_others = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
    command = [*as_others, sys.executable, "-m", "tocsin", "doctor"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"! database sqlite:///{file}: {file} cannot be written; Tocsin has to be allowed to" in done.stdout
    database.close()


@pytest.fixture
def impatient(tmp_path: Path) -> Database:
    database = Database(f"sqlite:///{tmp_path / 'tocsin.db'}", busy_timeout=0.1)
    prepare(database)
    return database


@pytest.fixture
def lock(tmp_path: Path, impatient: Database) -> Iterator[sa.Connection]:
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'tocsin.db'}", isolation_level=None)
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield connection
    engine.dispose()


def test_a_lock_that_outlives_the_timeout_is_waited_for_again(impatient: Database, lock: sa.Connection) -> None:
    tried = itertools.count(1)

    def let_go(_c: object, _cursor: object, statement: str, *_: object) -> None:
        if statement == "BEGIN IMMEDIATE" and next(tried) == 2:
            lock.exec_driver_sql("ROLLBACK")

    assert latest_runs(impatient) == [], "reading goes on under a lock"
    sa.event.listen(impatient.engine, "before_cursor_execute", let_go)
    assert begin_run(impatient, "run", NOW) == 1
    assert next(tried) > 2, "the first try failed"


def test_a_lock_that_stays_is_one_clear_error(impatient: Database, lock: sa.Connection) -> None:
    with pytest.raises(StorageError, match="database is locked; another program holds it") as caught:
        begin_run(impatient, "run", NOW)
    assert "\n" not in str(caught.value)


def test_however_many_wait_everybody_else_reads_on_or_is_told(database_url: str) -> None:
    crowded = Database(database_url, busy_timeout=0.1)
    prepare(crowded)
    with ExitStack() as waiting:
        for _ in range(15):
            waiting.enter_context(crowded.read())
        if crowded.is_sqlite:
            assert latest_runs(crowded) == []
        else:
            with pytest.raises(StorageError, match="all connections of this process are at work; try again"):
                latest_runs(crowded)
    assert latest_runs(crowded) == []
    crowded.close()


def test_many_writers_at_once_lose_nothing(database: Database, database_url: str) -> None:
    def write(worker: int) -> None:
        own = Database(database_url)
        for number in range(10):
            save(own, worker * 100 + number)
        own.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    assert document_count(database) == 40


_FIRST_ROWS = (
    """INSERT INTO incident
    (id, lineage, title, kind, status, only_history, snapshot, revision, created_run, updated, matching)
    VALUES (1, 'l', 't', 'breach', 'reported', false, :snapshot, 0, 1, '2025-11-28', 'done')""",
    """INSERT INTO alert (id, tenant_id, key, incident_id, lineage, severity, payload, run_id, created)
    VALUES (1, 'default', 'k', 1, 'l', 'high', '{}', 1, '2025-11-28')""",
    """INSERT INTO delivery
    (tenant_id, alert_id, channel_id, idempotency_key, state, attempts, next_attempt, doubtful, accepted, created)
    VALUES ('default', 1, 'slack', 'i', 'pending', 0, '2025-11-28', false, '[]', '2025-11-28')""",
)
_SNAPSHOT = json.dumps(dump(Incident("t", Kind.BREACH, Status.REPORTED)))
REVISIONS = [step.revision for step in ScriptDirectory.from_config(_config()).walk_revisions()]


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def older(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Database]:
    """The database as each version left it, by revision: what the first one wrote, taken from version to version."""
    folder = tmp_path_factory.mktemp("older")

    def new(name: str) -> Database:
        is_sqlite = request.param == "sqlite"
        return Database(
            f"sqlite:///{folder / name}" if is_sqlite else new_database(request.getfixturevalue("postgres_url"))
        )

    grown, found = new("grown"), {}
    for revision in reversed(REVISIONS):
        with grown.migrate() as connection:
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
            for statement in () if found else _FIRST_ROWS:
                connection.execute(sa.text(statement), {"snapshot": _SNAPSHOT} if "snapshot" in statement else {})
        grown.close()
        found[revision] = new(revision)
        copy(grown, found[revision])
    return found


@pytest.mark.parametrize("revision", REVISIONS)
def test_the_database_of_every_older_version_opens_with_all_that_is_in_it(
    older: dict[str, Database], revision: str
) -> None:
    database = older[revision]
    assert upgrade(database) is (revision != REVISIONS[0])
    (row,) = deliveries(database)
    assert (row["channel_id"], row["state"], row["idempotency_key"]) == ("slack", "pending", "i")
    with database.write() as connection:
        own = {"include_name": lambda name, kind, _parents: kind != "table" or not name.startswith("search_text")}
        assert compare_metadata(MigrationContext.configure(connection, opts=own), metadata) == []
    database.close()
