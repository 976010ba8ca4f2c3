"""A source that the operator asks at another address from now on: what the old one's server said is nothing to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from fakes.bad_web import BadWeb, Page, item, rss
from fakes.by_hand import made_context
from fakes.polling import make_source

from config.settings import ScheduleSettings
from model.document import Source, SourceOutcome
from model.inventory import DEFAULT_TENANT
from storage.database import Database
from storage.inventories import edges_of
from storage.sources import record_outcome, source_states
from storage.tables import document, source_state
from tocsin.context import Context
from tocsin.service.schedule import Done, Schedule
from tocsin.stages.crawling import collect
from tocsin.stages.lists import take_lists

OLD = rss(*(item(name, f"/{name}", "words") for name in ("One", "Two", "Three", "Four")))
NEW = rss(*(item(name, f"/{name}", "words") for name in ("Five", "Six", "Seven", "Eight")))


@pytest.fixture
def moved(web: BadWeb, database: Database) -> Source:
    """The source at its new address; at the old one it was answered with an ETag that the new one has too."""
    web.set("/old.xml", Page(OLD, "application/rss+xml", etag='"1"'))
    web.set("/new.xml", Page(NEW, "application/rss+xml", etag='"1"'))
    source = make_source(web.url("/old.xml"), window=4, options={"articles": False})
    poll(database, source)
    return replace(source, url=web.url("/new.xml"))


def poll(database: Database, source: Source) -> Context:
    context = replace(made_context(database, builtin_sources=False), sources=(source,))
    collect(context)
    return context


def test_it_is_read_though_the_old_address_had_the_same_etag_and_is_no_gap(
    web: BadWeb, database: Database, moved: Source
) -> None:
    found = poll(database, moved)
    assert found.tally.documents == 4
    assert [one.state for one in found.tally.outcomes] == ["ok"]
    assert poll(database, moved).tally.documents == 0
    assert [hit.headers.get("If-None-Match") for hit in web.seen("/new.xml")] == [None, '"1"']


def test_its_first_poll_there_is_a_first_poll_until_it_succeeds(web: BadWeb, database: Database, moved: Source) -> None:
    good = web.pages["/new.xml"]
    web.set("/new.xml", Page("", status=500))
    poll(database, moved)
    web.set("/new.xml", good)
    poll(database, moved)
    web.set("/new.xml", rss(item("Nine", "/Nine", "words")))
    poll(database, moved)
    with database.read() as connection:
        rows = connection.execute(sa.select(document.c.url, document.c.from_first_poll))
        assert [Path(row.url).name for row in rows if not row.from_first_poll] == ["Nine"]


def test_it_is_asked_though_the_old_server_wanted_to_be_left_alone(
    web: BadWeb, database: Database, moved: Source
) -> None:
    now = datetime.now(UTC)
    later = SourceOutcome("src", "http_429", not_before=now + timedelta(hours=20))
    record_outcome(database, later, now, web.url("/old.xml"))
    due = Schedule(ScheduleSettings(), [moved], now).due(
        now + timedelta(hours=2), Done(source_states(database), now, frozenset(), unfinished=False)
    )
    assert "src" in due
    assert poll(database, moved).tally.documents == 4


def test_where_it_was_asked_is_not_known_of_a_source_that_an_older_tocsin_asked(
    web: BadWeb, database: Database, moved: Source
) -> None:
    with database.write() as connection:
        connection.execute(sa.update(source_state).values(url=None))
    assert poll(database, moved).tally.documents == 0
    assert [hit.headers.get("If-None-Match") for hit in web.seen("/new.xml")] == ['"1"']


def test_who_is_missing_from_a_list_of_subprocessors_at_its_new_address_has_left_it(
    web: BadWeb, database: Database
) -> None:
    def listed(path: str, *names: str) -> Source:
        rows = "".join(f"<tr><td>{name}</td><td>Mail</td></tr>" for name in names)
        web.set(path, f"<h1>Our sub-processors</h1><table><tr><th>Name</th><th>Purpose</th></tr>{rows}</table>")
        return make_source(web.url(path), "subprocessors", organisation="Northquill")

    def take(source: Source) -> dict[str | None, tuple[str, bool]]:
        take_lists(poll(database, source))
        with database.read() as connection:
            edges = edges_of(connection, DEFAULT_TENANT)
        return {edge.provider: (Path(edge.source).name, edge.ended is not None) for edge in edges}

    assert take(listed("/old", "Quillfern", "Brasswick")) == {"Quillfern": ("old", False), "Brasswick": ("old", False)}
    assert take(listed("/new", "Quillfern", "Ternfold")) == {
        "Quillfern": ("new", False),
        "Ternfold": ("new", False),
        "Brasswick": ("new", True),
    }
    assert take(listed("/new", "Ternfold"))["Quillfern"] == ("new", True)
