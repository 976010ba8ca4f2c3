"""Whatever a PostgreSQL server is set to, Tocsin works as on SQLite, or says why it cannot."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from socket import socket

import psycopg
import pytest
from fakes.databases import prepare
from fakes.incidents import incident
from fakes.postgres import new_database, postgres_server
from fakes.stored import open_incident

from storage.database import Database
from storage.errors import StorageError
from storage.incidents import find_incidents
from storage.runs import beat, heartbeats
from storage.tables import heartbeat
from storage.upgrade import upgrade

NOW = datetime(2025, 11, 28, 12, tzinfo=UTC)


def set_to(server: str, setting: str) -> Database:
    """A database with a setting of its own, as an administrator makes it."""
    database = Database(new_database(server))
    prepare(database)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'ALTER DATABASE "{database.url.database}" SET {setting}'.encode())
    database.close()
    return database


@pytest.mark.postgres
@pytest.mark.parametrize("encoding", ["LATIN1", "SQL_ASCII"])
def test_an_encoding_that_does_not_hold_all_text_is_refused_before_any_is_lost(
    postgres_url: str, encoding: str
) -> None:
    name = f"as_{encoding.lower()}"
    with psycopg.connect(postgres_url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name} ENCODING '{encoding}' LOCALE 'C' TEMPLATE template0".encode())
    database = Database(postgres_url.replace("/postgres?", f"/{name}?"))
    with pytest.raises(StorageError, match=f"encoded as {encoding}, .* createdb --encoding=UTF8"):
        upgrade(database)
    database.close()


@pytest.mark.postgres
def test_a_machine_that_lost_its_power_keeps_its_locks_for_minutes_and_not_for_hours() -> None:
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with postgres_server(f"-c listen_addresses=127.0.0.1 -c port={port}"):
        database = Database(f"postgresql://postgres@127.0.0.1:{port}/postgres")
        names = ("idle", "interval", "count")
        with database.read() as connection:
            told = [connection.exec_driver_sql(f"SHOW tcp_keepalives_{name}").scalar_one() for name in names]
        database.close()
    assert told == ["60", "10", "6"]


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("zone", "when"),
    [
        ("Asia/Tokyo", datetime(9999, 12, 31, 23, 59, tzinfo=UTC)),
        ("America/New_York", datetime(1, 1, 1, tzinfo=UTC)),
    ],
)
def test_the_ends_of_the_calendar_are_read_in_whatever_zone_the_server_is(
    postgres_url: str, zone: str, when: datetime
) -> None:
    database = set_to(postgres_url, f"timezone = '{zone}'")
    beat(database, "serve", when)
    assert heartbeats(database) == {"serve": when}
    database.close()


@pytest.mark.postgres
@pytest.mark.parametrize(
    "setting",
    ["datestyle = 'SQL, DMY'", "datestyle = 'German'", "client_encoding = 'LATIN1'", "client_encoding = 'SQL_ASCII'"],
)
def test_text_and_times_are_read_as_they_were_stored_however_a_client_is_to_have_them(
    postgres_url: str, setting: str
) -> None:
    """A time in another style, or bytes for text, ended every command; a text that is no Latin was not stored."""
    database = set_to(postgres_url, setting)
    beat(database, "Kraków → 東京", NOW)
    assert heartbeats(database) == {"Kraków → 東京": NOW}
    with database.reader() as reader:
        assert reader.ask("SELECT name FROM heartbeat", ()) == [("Kraków → 東京",)]
    database.close()


@pytest.mark.postgres
@pytest.mark.parametrize("level", ["serializable", "repeatable read"])
def test_writers_at_once_hinder_each_other_at_no_level_that_the_server_is_set_to(postgres_url: str, level: str) -> None:
    database = set_to(postgres_url, f"default_transaction_isolation = '{level}'")
    beat(database, "serve", NOW)
    with database.write() as connection:
        assert connection.execute(heartbeat.select()).all(), "its moment has begun"
        beat(database, "serve", NOW.replace(hour=13))
        connection.execute(heartbeat.update().values(at=NOW.replace(hour=14)))
    assert heartbeats(database) == {"serve": NOW.replace(hour=14)}
    database.close()


def test_all_that_one_transaction_reads_is_of_one_moment(database: Database) -> None:
    """A page or an export that several statements fill shows no half of what is written meanwhile."""
    with database.read() as connection:
        before = connection.execute(heartbeat.select()).all()
        beat(database, "serve", NOW)
        assert connection.execute(heartbeat.select()).all() == before == []
    assert heartbeats(database) == {"serve": NOW}


def test_what_has_no_date_is_behind_what_is_newest(database: Database) -> None:
    with database.write() as connection:
        for day in (None, NOW.date()):
            told = replace(incident(), first_published=day)
            open_incident(connection, told, run_id=1, history=False, now=NOW)
    assert [each.incident.first_published for each in find_incidents(database)] == [NOW.date(), None]
