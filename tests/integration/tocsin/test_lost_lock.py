"""A PostgreSQL that restarts while a run works: it works on, unless somebody else does by then."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import psycopg
import pytest
from fakes.databases import prepare
from fakes.postgres import new_database

import tocsin.pipeline
from config.settings import Settings
from storage.database import Database
from storage.errors import DatabaseBusy
from storage.lock import exclusive
from tocsin.context import Context, Quiet
from tocsin.pipeline import run_stages
from tocsin.running import working

pytestmark = pytest.mark.postgres


@pytest.fixture
def both(postgres_url: str) -> Iterator[tuple[Database, Database]]:
    """One database, as two processes have it."""
    url = new_database(postgres_url)
    first, second = Database(url), Database(url)
    prepare(first)
    yield first, second
    first.close()
    second.close()


def restart(database: Database) -> None:
    """What a restarted server is to those who were connected."""
    server = database.url.set(drivername="postgresql", database="postgres").render_as_string(hide_password=False)
    with psycopg.connect(server, autocommit=True) as connection:
        ended = "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = %s"
        connection.execute(ended, (database.url.database,))


def test_a_run_ends_before_its_next_stage_where_another_has_its_lock(
    both: tuple[Database, Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = both
    done: list[str] = []
    with ExitStack() as another, working(Settings(), (), "nightly", Quiet(), serving=True, database=first) as context:

        def lose(_context: Context) -> None:
            restart(first)
            another.enter_context(exclusive(second, "work", "run", at_once=True))

        monkeypatch.setattr(tocsin.pipeline, "STAGES", (lose, lambda _context: done.append("next")))
        with pytest.raises(DatabaseBusy, match="in use by `tocsin run`"):
            run_stages(context)
    assert done == []


def test_a_run_takes_its_lock_again_where_nobody_has_it(
    both: tuple[Database, Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = both

    def refused(_context: Context) -> None:
        with pytest.raises(DatabaseBusy), exclusive(second, "work", "run", at_once=True):
            pass

    monkeypatch.setattr(tocsin.pipeline, "STAGES", (lambda _context: restart(first), refused))
    with working(Settings(), (), "nightly", Quiet(), serving=True, database=first) as context:
        assert run_stages(context)
