"""The first page says that nothing is open only where somebody looked, and what to do where something is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from fakes.databases import prepare
from fakes.desk import NOW, SOURCE, furnish, serving
from lxml import html

from model.document import Source, SourceOutcome
from model.inventory import InventoryFile, InventoryItem
from model.vocabulary import ItemKind
from storage.database import Database
from storage.inventories import import_file
from storage.runs import begin_run, end_run
from storage.sources import record_outcome


@pytest.fixture
def quiet(tmp_path: Path) -> Iterator[Database]:
    """A run has ended and nothing is open."""
    database = Database(f"sqlite:///{tmp_path / 'tocsin.db'}")
    prepare(database)
    run = begin_run(database, "run", NOW)
    with database.write() as connection:
        item = InventoryItem(ref="row 2", name="Hartwell", kind=ItemKind.VENDOR, supplier="Hartwell")
        import_file(connection, "default", "vendors.csv", "0", InventoryFile((item,)), run_id=run, now=NOW)
    end_run(database, run, "done", {}, NOW)
    yield database
    database.close()


def first_page(database: Database, **given: Any) -> str:
    with serving(database, **given) as address:
        return " ".join(html.document_fromstring(httpx.get(address).text).text_content().split())


def test_nothing_is_open_once_the_sources_were_heard(quiet: Database) -> None:
    record_outcome(quiet, SourceOutcome(SOURCE.id, "ok"), NOW)
    said = first_page(quiet)
    assert "None: everything alerted is acknowledged" in said
    assert "The schedule is not kept" not in said


def test_before_a_source_was_asked_nobody_can_know(quiet: Database) -> None:
    record_outcome(quiet, SourceOutcome(SOURCE.id, "ok"), NOW)
    said = first_page(quiet, sources=(SOURCE, replace(SOURCE, id="another")))
    assert "None that could be seen. 1 source was not asked yet." in said
    assert "everything alerted" not in said


@pytest.mark.parametrize(
    ("state", "why"),
    [
        ("running", "A run is under way, and what it has"),
        ("interrupted", "The last run was interrupted, and what it had"),
    ],
)
def test_while_something_may_be_unread_nobody_can_know(quiet: Database, state: str, why: str) -> None:
    record_outcome(quiet, SourceOutcome(SOURCE.id, "ok"), NOW)
    run = begin_run(quiet, "run", NOW)
    if state == "interrupted":
        end_run(quiet, run, state, {}, NOW)
    said = first_page(quiet)
    assert f"None that could be seen. {why} collected may still be unread" in said
    assert "everything alerted" not in said


def test_where_no_source_is_on_nothing_is_heard(quiet: Database) -> None:
    said = first_page(quiet, sources=(replace(SOURCE, enabled=False),))
    assert "None that could be seen. No source is on." in said


def test_what_never_arrived_is_told_with_what_to_do(quiet: Database) -> None:
    furnish(quiet)
    assert "tocsin alert replay" not in first_page(quiet)
    with quiet.write() as connection:
        connection.exec_driver_sql("UPDATE delivery SET state = 'dead' WHERE id = 1")
    said = first_page(quiet)
    assert "1 message was given up: tocsin doctor says why, tocsin alert replay sends it again." in said


def test_a_schedule_that_is_not_kept_is_told(quiet: Database) -> None:
    record_outcome(quiet, SourceOutcome(SOURCE.id, "ok"), NOW - timedelta(minutes=5))
    said = first_page(quiet, scheduler_alive=lambda: False)
    assert "The schedule is not kept, so nothing new is heard" in said
    assert "everything alerted" not in said


def test_a_search_that_finds_nothing_says_who_could_not_be_heard(quiet: Database) -> None:
    said: list[dict[str, Any]] = []

    def searched(*sources: Source) -> str:
        with serving(quiet, sources=sources) as address:
            page = html.document_fromstring(httpx.get(f"{address}/search?q=tallowfen").text)
            said.append(httpx.get(f"{address}/api/search?q=tallowfen").json())
        return " ".join(page.xpath("string(//*[@role='status'])").split())

    nothing = "Nothing was found. That is no proof that nothing happened"
    second, third, off = (replace(SOURCE, id=name) for name in ("second", "third", "off"))
    record_outcome(quiet, SourceOutcome(SOURCE.id, "ok"), NOW)
    assert searched(SOURCE, replace(off, enabled=False)) == f"{nothing}."
    assert searched(replace(off, enabled=False)) == f"{nothing}: no source is on, see Sources."
    assert searched(SOURCE, second) == f"{nothing}: 1 source was not asked yet, see Sources."
    record_outcome(quiet, SourceOutcome("second", "unreachable"), NOW)
    assert searched(SOURCE, second) == f"{nothing}: 1 source could not be heard, see Sources."
    record_outcome(quiet, SourceOutcome("third", "ok"), NOW - timedelta(days=9))
    told = searched(SOURCE, second, third, off, replace(off, id="new"))
    assert told == f"{nothing}: 2 sources could not be heard, 2 were not asked yet, see Sources."
    assert [(one["unheard"], one["not_asked"]) for one in said] == [
        ([], []),
        ([], []),
        ([], ["second"]),
        (["second"], []),
        (["second", "third"], ["new", "off"]),
    ], "a program is told by name"
