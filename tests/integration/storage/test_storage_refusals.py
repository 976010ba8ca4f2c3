"""A database that lets us in and will not do what we ask: an error that says why, waited out like one that is gone."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa
from fakes.databases import prepare
from fakes.postgres import new_database
from fakes.stored import document_count, save_document

from crawler.parsing.records import parse_json
from model.document import Document, Source
from model.vocabulary import Trust
from storage.database import Database
from storage.errors import StorageError, UnfitError
from storage.runs import beat, heartbeats, last_run, refuse_unwritable
from storage.tables import document_version
from storage.upgrade import is_current, upgrade

NOW = datetime(2025, 11, 28, 12, tzinfo=UTC)
PRESS = Source("press", "feed", "http://127.0.0.1/", Trust.PRESS, timedelta(hours=1))


@pytest.fixture
def served(postgres_url: str) -> Database:
    database = Database(new_database(postgres_url))
    prepare(database)
    return database


@pytest.mark.postgres
def test_a_standby_is_read_and_said_to_be_one(served: Database, postgres_url: str) -> None:
    with psycopg.connect(postgres_url, autocommit=True) as server:
        server.execute(f'ALTER DATABASE "{served.url.database}" SET default_transaction_read_only = on')
        served.close()
        assert last_run(served) is None
        with pytest.raises(StorageError, match=r"in a read-only transaction; .*: a standby cannot be used"):
            beat(served, "serve", NOW)
        with pytest.raises(StorageError, match="standby cannot be used, nor default_transaction_read_only be on"):
            refuse_unwritable(served)
        server.execute(f'ALTER DATABASE "{served.url.database}" RESET default_transaction_read_only')
    refuse_unwritable(served)  # by a new connection: those that were opened meanwhile would only ever read
    beat(served, "serve", NOW)
    assert heartbeats(served) == {"serve": NOW}
    served.close()


@pytest.mark.postgres
def test_a_server_that_was_told_to_wait_is_heeded_at_once(served: Database, postgres_url: str) -> None:
    """A session keeps the limit with which it began: a service went on failing by it, whatever it had advised."""
    name = served.url.database
    url = served.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(postgres_url, autocommit=True) as server, psycopg.connect(url) as other:
        other.execute("LOCK TABLE heartbeat IN ACCESS EXCLUSIVE MODE")
        for limit in ("statement_timeout", "lock_timeout"):
            server.execute(f'ALTER DATABASE "{name}" SET {limit} = 50'.encode())
            served.close()
            with pytest.raises(StorageError, match=f"ALTER ROLE ... SET {limit} = 0"):
                beat(served, "serve", NOW)
            server.execute(f'ALTER DATABASE "{name}" RESET {limit}'.encode())
            with served.write() as connection:
                assert connection.execute(sa.text(f"SHOW {limit}")).scalar_one() == "0"
    beat(served, "serve", NOW)


@pytest.mark.parametrize(
    ("at", "advice"),
    [
        ("127.0.0.1:1/x", "Connection refused; is the server running, and are host and port right"),
        ("server.invalid/x", "; is the host right"),
        ("/x?host=/nowhere", "; is the server running, and is that the folder of its socket"),
    ],
)
def test_a_server_that_cannot_be_had_says_what_to_look_at(at: str, advice: str) -> None:
    with pytest.raises(StorageError, match=advice) as caught:
        is_current(Database(f"postgresql://tocsin@{at}"))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("password", ["no@canary", "no@canary/x", "no@canary?x", "no@can@ary"])
def test_an_address_with_an_at_in_its_password_shows_none_of_it(password: str) -> None:
    with pytest.raises(StorageError, match="has to be written %40") as caught:
        Database(f"postgresql://tocsin:{password}@127.0.0.1:1/x")
    assert "can" not in str(caught.value)


@pytest.mark.parametrize("name", ["password", "sslpassword"])
def test_a_password_among_the_parameters_of_an_address_is_shown_nowhere(name: str) -> None:
    """It stood in every error, and on the page of the settings."""
    database = Database(f"postgresql://127.0.0.1:1/x?user=tocsin&{name}=canary&connect_timeout=5")
    assert database.shown == f"postgresql+psycopg://127.0.0.1:1/x?connect_timeout=5&{name}=...&user=tocsin"
    with pytest.raises(StorageError, match="Connection refused") as caught:
        is_current(database)
    assert "canary" not in str(caught.value)
    assert database.url.query[name] == "canary", "the server is told it"


def test_a_port_that_is_no_number_is_no_address() -> None:
    with pytest.raises(StorageError, match=r"not a database URL such as .* postgresql://user@host:5432/name"):
        Database("postgresql://tocsin:canary@127.0.0.1:port/x")


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("refused", "advice"),
    [
        ("REVOKE ALL ON SCHEMA public FROM {role}", "for schema public; let the role in with GRANT ALL ON SCHEMA"),
        ("ALTER ROLE {role} SET search_path = nowhere", "selected to create in; the search_path has to name a schema"),
        ("ALTER ROLE {role} CONNECTION LIMIT 0", r'connections for role "\w+"; raise max_connections, or the limit'),
        ("ALTER ROLE {role} NOLOGIN", "not permitted to log in; it has to be there, and be allowed to"),
    ],
)
def test_a_role_that_may_not_do_what_it_takes_is_told_who_can_let_it(
    postgres_url: str, refused: str, advice: str
) -> None:
    database = Database(new_database(postgres_url))
    role = f"weak_{database.url.database}"
    with psycopg.connect(postgres_url, autocommit=True) as server:
        server.execute(f"CREATE ROLE {role} LOGIN".encode())
        server.execute(refused.format(role=role).encode())
    weak = Database(database.url.set(username=role).render_as_string(hide_password=False))
    with pytest.raises(StorageError, match=advice):
        upgrade(weak)
    weak.close()


@pytest.mark.postgres
def test_a_search_that_finds_no_connection_free_is_told_what_can_be_done(served: Database, postgres_url: str) -> None:
    role = f"crowded_{served.url.database}"
    with psycopg.connect(postgres_url, autocommit=True) as server:
        server.execute(f'CREATE ROLE "{role}" LOGIN CONNECTION LIMIT 0')
    crowded = Database(served.url.set(username=role).render_as_string(hide_password=False))
    with pytest.raises(StorageError, match=r"connections for role .*; raise max_connections"), crowded.reader():
        pass
    crowded.close()
    served.close()


@pytest.mark.postgres
def test_a_database_that_the_server_does_not_have_or_has_closed_says_what_to_do(
    served: Database, postgres_url: str
) -> None:
    other = Database(served.url.set(database="nowhere").render_as_string(hide_password=False))
    with pytest.raises(StorageError, match=r'"nowhere" does not exist; make it first, with createdb'):
        is_current(other)
    with psycopg.connect(postgres_url, autocommit=True) as server:
        server.execute(f'ALTER DATABASE "{served.url.database}" WITH ALLOW_CONNECTIONS false'.encode())
    served.close()
    with pytest.raises(StorageError, match=r"not currently accepting connections; allow them: ALTER DATABASE"):
        is_current(served)


@pytest.mark.postgres
def test_a_transaction_that_the_server_found_idle_for_too_long_is_explained(served: Database) -> None:
    with (
        pytest.raises(StorageError, match=r"idle-in-transaction timeout; .* SET idle_in_transaction_session_timeout"),
        served.write() as connection,
    ):
        linger(connection)
    served.close()


@pytest.mark.postgres
def test_a_statement_that_the_server_ends_for_its_length_says_what_lets_it_wait(served: Database) -> None:
    with (
        pytest.raises(StorageError, match=r"let it wait with ALTER ROLE .* SET statement_timeout = 0"),
        served.write() as connection,
    ):
        dawdle(connection)
    served.close()


def dawdle(connection: sa.Connection) -> None:
    """Asks for what takes longer than the server lets it."""
    connection.exec_driver_sql("SET statement_timeout = '100ms'")
    connection.exec_driver_sql("SELECT pg_sleep(60)")


def linger(connection: sa.Connection) -> None:
    """Stays in its transaction until the server ends it."""
    connection.exec_driver_sql("SET idle_in_transaction_session_timeout = '10ms'")
    while True:
        time.sleep(0.02)
        connection.exec_driver_sql("SELECT 1")


@pytest.mark.postgres
def test_a_role_to_which_nothing_was_granted_is_told_so(served: Database, postgres_url: str) -> None:
    role = f"weak_{served.url.database}"
    with psycopg.connect(postgres_url, autocommit=True) as server:
        server.execute(f'CREATE ROLE "{role}" LOGIN')
    weak = Database(served.url.set(username=role).render_as_string(hide_password=False))
    for asked in (lambda: is_current(weak), lambda: beat(weak, "serve", NOW)):
        with pytest.raises(StorageError, match=r"permission denied for .*; the tables have to belong to the role"):
            asked()
    weak.close()
    served.close()


def test_a_damaged_file_is_told_as_such_wherever_it_is_noticed(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'tocsin.db'}")
    prepare(database)
    with database.engine.connect() as connection:
        size = connection.exec_driver_sql("PRAGMA page_size").scalar_one()
        page = connection.exec_driver_sql("SELECT rootpage FROM sqlite_master WHERE name = 'heartbeat'").scalar_one()
        connection.rollback()
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    with (tmp_path / "tocsin.db").open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    with pytest.raises(
        StorageError, match="malformed; stop Tocsin, remove the file and its -wal and -shm, and put the backup"
    ):
        beat(database, "serve", NOW)
    assert document_count(database) == 0, "the rest can be read"
    database.close()


def test_text_that_no_column_holds_is_refused_and_not_shown(database: Database) -> None:
    found = Document("press", "http://example.test/1", "t", "half a \ud83d pair", NOW, "1", NOW)
    with pytest.raises(UnfitError, match="half of a pair") as caught:
        save_document(database, found, PRESS, first_poll=False)
    assert "\ud83d" not in str(caught.value)
    assert document_count(database) == 0


def test_what_a_register_says_in_odd_characters_and_numbers_is_stored(database: Database) -> None:
    fields = parse_json(rb'{"Company": "Brass\u0000wick \ud83d", "People affected": NaN, "Share": 1e999}')
    found = Document("press", "http://example.test/1", "t", "t", NOW, "1", NOW, fields=fields)
    assert save_document(database, found, PRESS, first_poll=False)
    with database.read() as connection:
        stored = connection.execute(sa.select(document_version.c.fields)).scalar_one()
    assert stored == {"Company": "Brasswick ", "People affected": None, "Share": None}


@pytest.mark.postgres
def test_a_key_beyond_the_limits_of_the_server_is_the_value_s_fault(served: Database) -> None:
    long = "".join(chr(0x4E00 + number * 7919 % 20_000) for number in range(5_000))
    with pytest.raises(UnfitError, match="too large"):
        save_document(served, Document("press", long, "t", "t", NOW, "1", NOW), PRESS, first_poll=False)
    with served.read() as connection:
        assert connection.execute(sa.text("SELECT 1")).scalar() == 1
    served.close()


@pytest.mark.parametrize("umask", [0o022, 0o000])
def test_a_new_database_is_read_by_nobody_else_and_one_that_is_there_stays_as_it_is(tmp_path: Path, umask: int) -> None:
    path, before = tmp_path / "tocsin.db", os.umask(umask)
    try:
        database = Database(f"sqlite:///{path}")
        upgrade(database)
        beat(database, "serve", NOW)
        files = sorted(tmp_path.glob("tocsin.db*"))
        assert {each.name for each in files} >= {"tocsin.db", "tocsin.db-shm", "tocsin.db-wal"}
        assert {each.stat().st_mode & 0o777 for each in files if each.suffix != ".lock"} == {0o600}
        database.close()
        path.chmod(0o640)  # the operator's own decision
        again = Database(f"sqlite:///{path}")
        beat(again, "serve", NOW)
        assert path.stat().st_mode & 0o777 == 0o640
        again.close()
    finally:
        os.umask(before)


@pytest.mark.postgres
def test_tables_where_nobody_is_set_to_look_are_told_of_and_not_made_anew(served: Database, postgres_url: str) -> None:
    """As after a restore, which brings no search_path: a second Tocsin was begun there, and all alerted again."""
    served.close()

    def done(*statements: str) -> bool:
        with psycopg.connect(postgres_url, dbname=str(served.url.database), autocommit=True) as server:
            for statement in statements:
                server.execute(statement.format(f'DATABASE "{served.url.database}"').encode())
        opened = Database(served.url.render_as_string(hide_password=False))
        try:
            return upgrade(opened)
        finally:
            opened.close()

    moved = "ALTER SCHEMA public RENAME TO kept", "CREATE SCHEMA public"
    with pytest.raises(StorageError, match=r"are in its schema kept, .*: ALTER DATABASE ... SET search_path"):
        done(*moved)
    assert not done("ALTER {} SET search_path = kept")
    assert done("ALTER {} SET search_path = public"), "who says so begins another one there"


@pytest.mark.postgres
def test_a_schema_that_was_closed_to_the_role_is_told_so(served: Database, postgres_url: str) -> None:
    """It was told that nobody looks there, and a search_path opens nothing."""
    role = f"shut_out_{served.url.database}"
    with psycopg.connect(postgres_url, dbname=str(served.url.database), autocommit=True) as server:
        server.execute(f'CREATE ROLE "{role}" LOGIN'.encode())
        server.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
    closed = Database(served.url.set(username=role).render_as_string(hide_password=False))
    with pytest.raises(
        StorageError, match=r"in its schema public, which is closed to the role .*: GRANT ALL ON SCHEMA"
    ):
        upgrade(closed)
    closed.close()
    served.close()
