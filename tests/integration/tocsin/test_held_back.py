"""A server that says for how long it wants to be left alone is left alone so long, over all runs, and that is shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fakes.bad_web import BadWeb, Page, article, item, rss
from fakes.clocks import At
from fakes.databases import prepare
from fakes.polling import PATIENCE, make_source

from config.settings import FetchSettings, ScheduleSettings, Settings
from model.document import Source, SourceOutcome
from storage.database import Database
from storage.sources import source_states
from tocsin.context import Context
from tocsin.service.schedule import Done, Schedule
from tocsin.stages.crawling import collect

NOW = datetime(2026, 11, 10, 12, tzinfo=UTC)
FEED = rss(item("One", "/1", "words"), item("Two", "/2", "words"), item("Three", "/3", "words"))


class Heard:
    """Progress, kept."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    def step(self, text: str) -> None:
        pass

    def problem(self, text: str) -> None:
        self.problems.append(text)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'tocsin.db'}")
    prepare(database)
    yield database
    database.close()


def crawl(database: Database, sources: Sequence[Source], moment: datetime) -> tuple[list[SourceOutcome], list[str]]:
    heard = Heard()
    settings = Settings(fetch=FetchSettings(timeout=PATIENCE, retries=0), builtin_sources=False)
    context = Context(settings, database, At(moment), sources, 1, heard)
    collect(context)
    return context.tally.outcomes, heard.problems


def busy(seconds: str) -> Page:
    return Page("wait", "text/plain", 429, headers={"Retry-After": seconds})


def test_a_source_is_not_asked_before_its_server_wants_it_and_shows_it(web: BadWeb, database: Database) -> None:
    source = make_source(web.url("/feed.xml"))
    web.set("/feed.xml", busy("7200"))
    crawl(database, [source], NOW)
    state = source_states(database)["src"]
    assert (state.state, state.failures) == ("http_429", 1)
    assert "left alone until 2026-11-10 14:00 UTC" in state.detail

    web.set("/feed.xml", Page(FEED, "application/rss+xml"))
    outcomes, problems = crawl(database, [source], NOW + timedelta(hours=1))
    assert web.count("/feed.xml") == 1
    assert [(one.state, one.ok) for one in outcomes] == [("held_back", False)]
    assert "left alone until 2026-11-10 14:00 UTC" in problems[0]
    assert source_states(database)["src"] == state

    crawl(database, [source], NOW + timedelta(hours=2, minutes=1))
    after = source_states(database)["src"]
    assert (after.state, after.not_before) == ("ok", None)


def test_an_absurd_time_holds_a_source_back_for_a_day(web: BadWeb, database: Database) -> None:
    source = make_source(web.url("/feed.xml"))
    web.set("/feed.xml", busy("1000000000"))
    crawl(database, [source], NOW)
    web.set("/feed.xml", Page(FEED, "application/rss+xml"))
    crawl(database, [source], NOW + timedelta(hours=23))
    assert web.count("/feed.xml") == 1
    assert crawl(database, [source], NOW + timedelta(hours=24, minutes=1))[0][0].state == "ok"


def test_a_page_that_asks_to_be_left_alone_holds_its_source_back(web: BadWeb, database: Database) -> None:
    source = make_source(web.url("/feed.xml"))
    web.set("/feed.xml", Page(FEED, "application/rss+xml"))
    web.set("/1", busy("7200"))
    assert crawl(database, [source], NOW)[0][0].state == "ok"
    assert "left alone until 2026-11-10 14:00 UTC" in source_states(database)["src"].detail
    asked = web.count()
    assert crawl(database, [source], NOW + timedelta(hours=1))[0][0].state == "held_back"
    assert web.count() == asked
    web.set("/1", article("One", "Quillmetric said that someone had exported a data set from its systems."))
    crawl(database, [source], NOW + timedelta(hours=2, minutes=1))
    assert web.count("/1") == 2
    after = source_states(database)["src"]
    assert (after.state, after.detail, after.not_before) == ("ok", "", None)


def test_a_fallback_is_read_while_the_source_itself_is_left_alone(web: BadWeb, database: Database) -> None:
    source = replace(make_source(web.url("/feed.xml")), fallback=web.url("/other.xml", host="localhost"))
    web.set("/feed.xml", busy("7200"))
    web.set("/other.xml", Page(FEED, "application/rss+xml"))
    for moment in (NOW, NOW + timedelta(hours=1)):
        crawl(database, [source], moment)
        assert source_states(database)["src"].state == "degraded"
    assert (web.count("/feed.xml"), web.count("/other.xml")) == (1, 2)


def test_the_schedule_waits_as_long(web: BadWeb, database: Database) -> None:
    source = make_source(web.url("/feed.xml"))
    web.set("/feed.xml", busy("7200"))
    crawl(database, [source], NOW)
    schedule = Schedule(ScheduleSettings(), [source], NOW)

    def is_due(moment: datetime) -> bool:
        return "src" in schedule.due(moment, Done(source_states(database), NOW, frozenset(), unfinished=False))

    hours = {hour: is_due(NOW + timedelta(hours=hour, minutes=1)) for hour in (1, 2)}
    assert hours == {1: False, 2: True}
    assert is_due(NOW - timedelta(days=30))  # the clock was a month ahead
