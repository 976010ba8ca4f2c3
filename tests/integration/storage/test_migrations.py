from __future__ import annotations

import hashlib
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from fakes.incidents import incident, party
from fakes.postgres import new_database
from fakes.stored import open_incident
from sqlalchemy.exc import IntegrityError

import storage.search.index
import storage.search.tokens
import storage.upgrade
from model.incident import Incident, ShareFact
from model.vocabulary import Role, Status
from storage.database import Database
from storage.errors import StorageError
from storage.marks import read_mark, renew_tokens, set_mark, tokens
from storage.search import parse, search
from storage.search.index import index_incidents, index_stale
from storage.tables import metadata
from storage.upgrade import head, heads, is_current, upgrade

TENANT_TABLES = {
    "advisory",
    "clock_record",
    "response",
    "silence",
    "inventory_file",
    "inventory_item",
    "inventory_overlay",
    "dependency_edge",
    "exposure",
    "decision",
    "alert",
    "told_fact",
    "delivery",
    "saved_search",
    "user_account",
    "api_token",
    "audit_entry",
    "inventory_upload",
}


def migrate_to(database: Database, revision: str) -> None:
    """Takes a database as far as `revision`, as an older Tocsin left it."""
    config = Config()
    config.set_main_option("script_location", str(Path(storage.upgrade.__file__).parent / "migrations"))
    with database.migrate() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def test_history_has_one_head() -> None:
    assert heads() == (head(),)


def test_upgrade_creates_what_the_tables_say(database_url: str) -> None:
    database = Database(database_url)
    assert upgrade(database)
    assert is_current(database)
    with database.write() as connection:
        # Each engine's own full-text tables are no part of the common metadata.
        own = {"include_name": lambda name, kind, _parents: kind != "table" or not name.startswith("search_text")}
        assert compare_metadata(MigrationContext.configure(connection, opts=own), metadata) == []
    database.close()


def test_upgrade_twice_changes_nothing(database: Database) -> None:
    assert upgrade(database) is False


def test_whoever_waits_for_an_older_database_is_told_why(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'old.db'}")
    told: list[str] = []
    migrate_to(database, "0022")
    assert upgrade(database, told.append)
    assert told.pop().startswith("the database, of revision 0022, is brought up to date: ")
    upgrade(database, told.append)
    upgrade(Database(f"sqlite:///{tmp_path / 'new.db'}"), told.append)
    assert told == []


def test_nothing_that_was_kept_of_a_database_holds_after_its_upgrade(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'old.db'}")
    migrate_to(database, "0022")
    with database.write() as connection:
        renew_tokens(connection)
        before = tokens(connection)
    upgrade(database)
    with database.read() as connection:
        after = tokens(connection)
    assert after.keys() == before.keys()
    assert not set(after.values()) & set(before.values())


def test_tenant_stands_on_what_belongs_to_one(database: Database) -> None:
    with database.read() as connection:
        inspector = sa.inspect(connection)
        having = {
            t for t in inspector.get_table_names() if any(c["name"] == "tenant_id" for c in inspector.get_columns(t))
        }
    assert having == TENANT_TABLES


@pytest.mark.postgres
def test_entries_that_lay_apart_are_put_into_their_rows(postgres_url: str) -> None:
    database = Database(new_database(postgres_url))
    migrate_to(database, "0020")
    apart = sa.text("SELECT pg_relation_size(reltoastrelid) FROM pg_class WHERE oid = CAST('search_text' AS regclass)")
    held = sa.text("SELECT key, length(tokens) FROM search_text WHERE tokens @@ CAST('w7 <-> w8' AS tsquery)")
    words = [hashlib.sha256(str(place).encode()).hexdigest()[:12] for place in range(200)] + ["w7", "w8"]
    entry = " ".join(f"'{word}':{place}" for place, word in enumerate(words, 1))
    add = sa.text("INSERT INTO search_text (key, tokens) VALUES (:key, CAST(:tokens AS tsvector))")
    with database.write() as connection:
        connection.execute(add, {"key": 1, "tokens": entry})
    with database.read() as connection:
        assert connection.execute(apart).scalar_one() > 0
    upgrade(database)
    with database.write() as connection:
        connection.execute(add, {"key": 2, "tokens": entry})
    with database.read() as connection:
        assert connection.execute(apart).scalar_one() == 0
        assert sorted(map(tuple, connection.execute(held))) == [(1, 202), (2, 202)]
    database.close()


def test_numbers_of_incidents_merged_before_the_upgrade_are_not_given_again(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'old.db'}")
    migrate_to(database, "0015")
    a_row = (
        "insert into incident (id, lineage, title, kind, status, only_history, snapshot, revision, created_run, updated,"
        " matching) values (:id, :lineage, 'A', 'breach', 'reported', 0, '{}', 0, 1, '2026-03-02', 'done')"
    )
    with database.write() as connection:
        connection.execute(sa.text(a_row), {"id": 5, "lineage": "five"})
        connection.execute(
            sa.text(
                "insert into incident_revision (incident_id, number, run_id, at, snapshot, changes)"
                " values (5, 0, 1, '2026-03-02', '{}', '[]')"
            )
        )
        connection.execute(
            sa.text(
                "insert into incident_edit (kind, incident_id, other_id, reports, why, made)"
                " values ('merge', 5, 9, '[]', 'one event', '2026-03-02')"
            )
        )
    migrate_to(database, "0016")
    with database.write() as connection:
        connection.execute(sa.text(a_row), {"id": None, "lineage": "next"})
        assert list(connection.execute(sa.text("select id from incident order by id")).scalars()) == [5, 10]
        assert connection.execute(sa.text("select incident_id from incident_revision")).scalars().all() == [5]
    database.close()


def test_an_upgrade_without_room_says_so_and_changes_nothing(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'old.db'}")
    migrate_to(database, "0015")
    a_row = (
        "insert into incident (lineage, title, kind, status, only_history, snapshot, revision, created_run, updated,"
        " matching) values ('one', zeroblob(1000000), 'breach', 'reported', 0, '{}', 0, 1, '2026-03-02', 'done')"
    )
    with database.write() as connection:
        connection.execute(sa.text(a_row))
    database.close()
    assert database.path is not None
    pages = database.path.stat().st_size // 4096
    sa.event.listen(database.engine, "connect", lambda made, _: made.execute(f"PRAGMA max_page_count={pages + 50}"))
    # Where the disk is full, and not only the file, SQLite undoes the whole transaction at once.
    sa.event.listen(database.engine, "handle_error", lambda failed: failed.connection.connection.rollback())
    with pytest.raises(StorageError, match="is full; make room on the disk and run it again"):
        upgrade(database)
    with database.read() as connection:
        assert connection.execute(sa.text("select version_num from alembic_version")).scalar_one() == "0015"
    database.close()


def test_searches_kept_before_the_upgrade_keep_their_numbers_for_good(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'old.db'}")
    migrate_to(database, "0022")
    a_row = (
        "insert into saved_search (id, tenant_id, name, query, alerts, seen_incident, created)"
        " values (:id, 'default', :name, 'type:passwords', 1, 4, '2026-03-02')"
    )
    with database.write() as connection:
        for number, name in ((3, "ours"), (7, "theirs")):
            connection.execute(sa.text(a_row), {"id": number, "name": name})
    upgrade(database)
    with database.write() as connection:
        connection.execute(sa.text("delete from saved_search where name = 'theirs'"))
        connection.execute(sa.text(a_row), {"id": None, "name": "new"})
        known = "select id, name, query, alerts, seen_incident from saved_search order by id"
        assert [tuple(row) for row in connection.execute(sa.text(known))] == [
            (3, "ours", "type:passwords", 1, 4),
            (8, "new", "type:passwords", 1, 4),
        ]
        with pytest.raises(IntegrityError):
            connection.execute(sa.text(a_row), {"id": None, "name": "ours"})
    database.close()


def test_database_of_a_newer_version_is_refused(database: Database) -> None:
    with database.write() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    told: list[str] = []
    with pytest.raises(StorageError, match="newer Tocsin"):
        upgrade(database, told.append)
    assert told == []


def test_a_file_that_is_no_database_is_one_clear_line(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("shopping list\n" * 200)
    with pytest.raises(StorageError, match="not a database") as caught:
        upgrade(Database(f"sqlite:///{path}"))
    assert "\n" not in str(caught.value)


def test_a_kill_before_anything_is_indexed_leaves_a_mark(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(_database: Database) -> int:
        raise KeyboardInterrupt

    database = Database(database_url)
    monkeypatch.setattr(storage.upgrade, "index_stale", killed)
    with pytest.raises(KeyboardInterrupt):
        upgrade(database)
    indexed: list[Database] = []
    monkeypatch.setattr(storage.upgrade, "index_stale", indexed.append)
    assert (upgrade(database), upgrade(database)) == (False, False)
    assert indexed == [database], "at the next start, and not at the one after it"
    database.close()


def test_what_a_kill_left_unindexed_is_indexed_at_the_next_start(database: Database) -> None:
    with database.write() as connection:  # as the migrations leave it, before anything is indexed
        open_incident(connection, incident("Quillmark"), run_id=1, history=False, now=datetime.now(UTC))
        set_mark(connection, "indexed", "stale")
    now = datetime.now(UTC)
    assert search(database, parse("quillmark"), tenant="default", today=now.date()).total == 0
    assert upgrade(database) is False
    assert search(database, parse("quillmark"), tenant="default", today=now.date()).total == 1
    with database.read() as connection:
        assert read_mark(connection, "indexed") == "done"


def test_what_was_indexed_with_its_strokes_is_found_without_them(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    database, now = Database(database_url), datetime.now(UTC)
    migrate_to(database, "0026")
    monkeypatch.setattr(storage.search.tokens, "_STRUCK", {})
    with database.write() as connection:
        numbers = [
            open_incident(connection, incident(name), run_id=1, history=False, now=now)
            for name in ("Bryggeri Møllvik", "Quillmark")
        ]
        index_incidents(connection, numbers)
    monkeypatch.undo()
    assert indexed_by_upgrade(database, monkeypatch) == [numbers[:1]], "the others are as they would be"
    for query in ("mollvik", "Møllvik", "vendor:bryggeri-mollvik"):
        assert search(database, parse(query), tenant="default", today=now.date()).total == 1, query
    database.close()


def test_the_status_of_one_of_several_is_found_after_the_upgrade(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    database, now = Database(database_url), datetime.now(UTC)
    migrate_to(database, "0027")
    several = replace(
        incident(
            parties=tuple(party(name, Role.BREACHED, identity=name.lower()) for name in ("Quillmark", "Ternfold"))
        ),
        shares=(ShareFact("quillmark", (), status=Status.CONFIRMED), ShareFact("ternfold", (), status=Status.DISPUTED)),
    )
    with monkeypatch.context() as before, database.write() as connection:
        before.setattr(Incident, "statuses", lambda _self: {})
        numbers = [
            open_incident(connection, one, run_id=1, history=False, now=now)
            for one in (several, incident("Oakenbridge"))
        ]
        index_incidents(connection, numbers)
    assert indexed_by_upgrade(database, monkeypatch) == [numbers[:1]], "the other is as it would be"
    assert search(database, parse("status:disputed"), tenant="default", today=now.date()).total == 1
    database.close()


def indexed_by_upgrade(database: Database, monkeypatch: pytest.MonkeyPatch) -> list[list[int]]:
    """Upgrades; the incidents that were indexed by it."""
    indexed, written = list[list[int]](), storage.search.index._index

    def counted(connection: sa.Connection, ids: list[int]) -> int:
        indexed.append(ids)
        return written(connection, ids)

    monkeypatch.setattr(storage.search.index, "_index", counted)
    assert upgrade(database)
    return indexed


def test_a_kill_amid_the_indexing_leaves_the_rest_to_the_next_start(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = storage.search.index.index_incidents
    batches: list[list[int]] = []

    def killed_at_the_second(connection: sa.Connection, ids: list[int]) -> int:
        batches.append(ids)
        if len(batches) == 2:
            raise KeyboardInterrupt
        return written(connection, ids)

    with database.write() as connection:
        for name in ("Quillmark", "Ternfold", "Oakenbridge"):
            open_incident(connection, incident(name), run_id=1, history=False, now=datetime.now(UTC))
        set_mark(connection, "indexed", "stale")
    monkeypatch.setattr(storage.search.index, "_BATCH", 1)
    monkeypatch.setattr(storage.search.index, "index_incidents", killed_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        upgrade(database)
    upgrade(database)
    assert search(database, parse(""), tenant="default", today=datetime.now(UTC).date()).total == 3
    assert len(batches) == 4, "what was indexed stays so"


UPGRADE = """
import sys
from storage.database import Database
from storage.upgrade import upgrade
print("ready", flush=True)
sys.stdin.read()
upgrade(Database(sys.argv[1]))
"""


def test_several_that_start_at_once_upgrade_one_after_the_other(database_url: str) -> None:
    command = [sys.executable, "-c", UPGRADE, database_url]
    started = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) for _ in range(3)]
    try:
        for each in started:
            assert each.stdout is not None
            assert each.stdout.readline() == b"ready\n"
        for each in started:
            assert each.stdin is not None
            each.stdin.close()
        assert [each.wait(300) for each in started] == [0, 0, 0]
    finally:
        for each in started:
            each.kill()
            each.wait()
    assert is_current(Database(database_url))


def test_several_that_find_the_same_missing_index_it_once(
    database: Database, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = storage.search.index.index_incidents

    def index(connection: sa.Connection, ids: list[int]) -> int:
        changed = written(connection, ids)
        time.sleep(0.2)  # the others come meanwhile
        return changed

    def start(_number: int) -> int:
        own = Database(database_url)
        changed = index_stale(own)
        own.close()
        return changed

    with database.write() as connection:
        open_incident(connection, incident("Quillmark"), run_id=1, history=False, now=datetime.now(UTC))
    monkeypatch.setattr(storage.search.index, "index_incidents", index)
    with ThreadPoolExecutor(3) as together:
        assert sorted(together.map(start, range(3))) == [0, 0, 1]
