"""Silence is noticed: every way in which a source fails has a state with its since, an alarm, and a recovery note."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from fakes.bad_web import BadWeb, Page, item, rss
from fakes.databases import prepare
from fakes.polling import PATIENCE, make_source
from fakes.registers import SHELL

from config.channels import SlackChannel
from config.settings import FetchSettings, Settings, SourceSettings
from model.document import LOOKED, Source, SourceOutcome, Validators
from model.notice import Notice
from model.vocabulary import Trust
from storage.database import Database
from storage.matches import messages_of
from storage.sources import Rhythm, SourceState, record_outcome, source_events, source_states
from tocsin.clock import Clock
from tocsin.context import Context, Quiet
from tocsin.sources.listed import Coverage, coverage, listed
from tocsin.sources.silence import alarms, cadence, judged
from tocsin.stages.crawling import collect
from tocsin.stages.imports import import_inventories

NOW = datetime(2026, 11, 10, 12, tzinfo=UTC)
FEED = rss(item("One", "/1", "words"), item("Two", "/2", "words"), item("Three", "/3", "words"))
# fault -> (kind, state after the first poll of it)
SLOW = {"slow_headers": ("feed", "timeout"), "slow_body": ("feed", "timeout")}
TABLE = {
    "gzip_bomb": ("feed", "too_large"),
    "many_headers": ("feed", "too_large"),
    "length_liar": ("feed", "incomplete"),
    "drop": ("feed", "connection"),
    "redirect_loop": ("feed", "redirect"),
    "redirect_to_metadata": ("feed", "blocked_address"),
    "redirect_to_file": ("feed", "redirect"),
    "html_instead_of_feed": ("feed", "not_a_feed"),
    "empty_feed": ("feed", "empty"),
    "no_links": ("feed", "no_links"),
    "shell_page": ("page", "shell"),
    "changed_table": ("html_table", "changed"),
    "text_instead_of_json": ("json_api", "not_json"),
    "status_403": ("feed", "http_403"),
    "status_404": ("feed", "http_404"),
    "status_429": ("feed", "http_429"),
    "status_500": ("feed", "http_500"),
}


def settings_for(folder: Path, timeout: str = PATIENCE) -> Settings:
    token = folder / "token"
    token.write_text("xoxb-test")
    channel = SlackChannel(id="ops", kind="slack", token_file=token, channel="#ops")
    fetch = FetchSettings(timeout=timeout, retries=0, max_bytes=500_000)
    return Settings(fetch=fetch, builtin_sources=False, channels=[channel])


def poll(
    database: Database, folder: Path, sources: Sequence[Source], day: int = 10, **settings: str
) -> dict[str, SourceState]:
    context = Context(settings_for(folder, **settings), database, Clock(date(2026, 11, day)), sources, 1, Quiet())
    collect(context)
    return source_states(database)


def notices(database: Database) -> list[Notice]:
    return [entry["message"] for entry in reversed(messages_of(database)) if isinstance(entry["message"], Notice)]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(f"sqlite:///{tmp_path / 'tocsin.db'}")
    prepare(opened)
    yield opened
    opened.close()


@pytest.mark.parametrize(("table", "timeout"), [(SLOW, "1.2s"), (TABLE, PATIENCE)], ids=["slow", "others"])
def test_every_fault_is_a_state_and_an_alarm_after_the_second_time(
    web: BadWeb, database: Database, tmp_path: Path, *, table: dict[str, tuple[str, str]], timeout: str
) -> None:
    web.set("/fault/shell_page", SHELL)
    options = {"no_links": {"links": True}}
    sources = [
        make_source(web.url(f"/fault/{name}"), kind, name=name, options=options.get(name, {}))
        for name, (kind, _) in table.items()
    ]
    first = poll(database, tmp_path, sources, timeout=timeout)
    assert {name: state.state for name, state in first.items()} == {name: state for name, (_, state) in table.items()}
    assert all(state.detail and state.failures == 1 for state in first.values())
    assert notices(database) == []
    second = poll(database, tmp_path, sources, day=11, timeout=timeout)
    assert all(second[name].since == first[name].since for name in table)
    alarm = notices(database)[0]
    assert len(notices(database)) == 1
    for name, (_, state) in table.items():
        assert any(line.startswith(f"{name}: {state} since 2026-11-10") for line in alarm.lines)
    poll(database, tmp_path, sources, day=12, timeout=timeout)
    assert len(notices(database)) == 1  # told once


def test_a_recovery_is_told_in_the_thread_of_its_alarm(web: BadWeb, database: Database, tmp_path: Path) -> None:
    sources = [make_source(web.url("/feed.xml"), options={"articles": False}, name="wire")]
    web.set("/feed.xml", Page(FEED, "application/rss+xml", etag='"v1"'))
    assert poll(database, tmp_path, sources, day=4)["wire"].state == "ok"
    web.set("/feed.xml", Page("gone", status=404))
    for day in (5, 6):
        poll(database, tmp_path, sources, day=day)
    web.set("/feed.xml", Page(FEED, "application/rss+xml", etag='"v1"'))
    assert poll(database, tmp_path, sources, day=7)["wire"].state == "ok"
    assert "If-None-Match" not in web.seen("/feed.xml")[-1].headers  # a 304 would not show that it is well again
    alarm, recovery = notices(database)
    assert recovery.update_of == alarm.key
    assert "wire: ok since 2026-11-07" in recovery.lines[0]
    assert [event.state for event in source_events(database, "wire")] == ["ok", "http_404", "ok"]


def test_not_modified_turns_no_failure_green(database: Database) -> None:
    record_outcome(database, SourceOutcome("s", "ok", validators=Validators("v1")), NOW)
    record_outcome(database, SourceOutcome("s", "empty", "0 entries"), NOW + timedelta(hours=1))
    after = record_outcome(database, SourceOutcome("s", "not_modified"), NOW + timedelta(hours=2))
    assert (after.state, after.detail, after.failures) == ("empty", "0 entries", 2)
    assert after.since == NOW + timedelta(hours=1)
    record_outcome(database, SourceOutcome("s", "ok"), NOW + timedelta(hours=3))
    assert record_outcome(database, SourceOutcome("s", "not_modified"), NOW + timedelta(hours=4)).state == "ok"


def test_a_window_that_ran_over_is_a_gap_and_told_at_once(web: BadWeb, database: Database, tmp_path: Path) -> None:
    source = make_source(web.url("/fault/window_overrun"), options={"articles": False}, name="wire", window=5)
    assert poll(database, tmp_path, [source])["wire"].state == "ok"
    state = poll(database, tmp_path, [source], day=11)["wire"]
    assert state.state == "gap"
    assert "lost" in state.detail
    assert "gap since" in notices(database)[0].lines[0]
    assert [event.state for event in source_events(database, "wire")] == ["gap", "ok"]


def test_a_gap_is_told_though_its_source_was_told_of_before_and_so_is_what_follows_it(
    web: BadWeb, database: Database, tmp_path: Path
) -> None:
    def window(day: int) -> str:
        return rss(*(item(f"{day}-{number}", f"/{day}/{number}", "words") for number in range(5)))

    def polled(page: str | Page, day: int) -> str:
        web.set("/feed.xml", page)
        return poll(database, tmp_path, [source], day=day)["wire"].state

    gone = Page("gone", status=404)
    source = make_source(web.url("/feed.xml"), options={"articles": False}, name="wire", window=5)
    pages = [window(1), gone, gone, gone, window(5), gone, gone, window(5), window(5)]
    states = [polled(page, day) for day, page in enumerate(pages, 1)]
    assert states == ["ok", *["http_404"] * 3, "gap", "http_404", "http_404", "ok", "ok"]
    told = [notice.lines[0].partition(".")[0] for notice in notices(database)]
    assert told == [
        "wire: http_404 since 2026-11-02 22:00 UTC",
        "wire: gap since 2026-11-05 22:00 UTC",
        "wire: http_404 since 2026-11-06 22:00 UTC",
        "wire: ok since 2026-11-08 22:00 UTC",
    ]


def test_the_fallback_is_read_and_the_source_is_degraded(web: BadWeb, database: Database, tmp_path: Path) -> None:
    web.set("/mirror.xml", FEED)
    own = make_source(web.url("/fault/status_403"), options={"articles": False}, fallback=web.url("/mirror.xml"))
    state = poll(database, tmp_path, [own])["src"]
    assert state.state == "degraded"
    assert "403" in state.detail
    assert state.last_success is not None


def daily(*days: str) -> Page:
    items = (item(f"T{day}", f"/{day}", "words", f"{day} 12:00:00 +0000") for day in days)
    return Page(rss(*items), "application/rss+xml", etag='"always"')


WEEK = tuple(f"0{day} Nov 2026" for day in range(1, 6))


def test_what_calls_itself_unchanged_for_too_long_is_asked_for_anew(
    web: BadWeb, database: Database, tmp_path: Path
) -> None:
    sources = [make_source(web.url("/feed.xml"), options={"articles": False})]
    web.set("/feed.xml", daily(*WEEK))
    poll(database, tmp_path, sources, day=6)
    web.set("/feed.xml", daily("24 Nov 2026", *WEEK))
    assert [poll(database, tmp_path, sources, day=day)["src"].state for day in (25, 26)] == ["stale", "ok"]


def test_a_date_to_come_hides_no_silence(web: BadWeb, database: Database, tmp_path: Path) -> None:
    sources = [make_source(web.url("/feed.xml"), options={"articles": False})]
    web.set("/feed.xml", daily("01 Nov 2027", *WEEK))
    assert [poll(database, tmp_path, sources, day=day)["src"].state for day in (6, 25)] == ["ok", "stale"]


def test_a_source_that_is_silent_beyond_its_habit_is_stale() -> None:
    source = make_source("http://127.0.0.1/feed.xml", per_day=2.0)
    habit = Rhythm(per_day=2.0, newest=NOW - timedelta(days=4), documents=50)
    quiet = SourceOutcome("src", "not_modified")
    assert judged(quiet, source, habit, NOW).state == "not_modified"
    late = judged(quiet, source, habit, NOW + timedelta(days=2))
    assert late.state == "stale"
    assert "6 days" in late.detail
    assert late.looked
    rare = Rhythm(per_day=0.1, newest=NOW - timedelta(days=90), documents=50)
    assert judged(quiet, source, rare, NOW).state == "not_modified"
    assert judged(SourceOutcome("src", "ok", documents=1), source, habit, NOW + timedelta(days=9)).state == "ok"


def test_a_small_window_is_polled_before_it_fills() -> None:
    day = timedelta(days=1)
    small = make_source("http://127.0.0.1/feed.xml", window=5, per_day=2.0)
    assert cadence(small, None) == small.every  # an hour is often enough
    busy = Rhythm(per_day=48.0, newest=NOW, documents=50)
    assert cadence(small, busy) == day * 5 / 48 / 3
    assert cadence(small, Rhythm(per_day=5000.0, newest=NOW, documents=50)) == timedelta(minutes=15)
    assert cadence(make_source("http://127.0.0.1/all.csv"), busy) == timedelta(hours=1)


def test_a_generated_source_that_never_answered_is_no_alarm() -> None:
    state = SourceState("made", "http_404", "gone", NOW, NOW, None, 9, Validators())
    made = make_source("http://127.0.0.1/", name="made", generated=True)
    assert alarms({"made": state}, {"made": made}, "default", NOW) == []
    assert "gap" in LOOKED


def test_a_source_of_a_vendor_is_live_only_once_it_was_asked_and_answered(
    web: BadWeb, database: Database, tmp_path: Path
) -> None:
    (tmp_path / "vendors.csv").write_text("name\nOpenAI\n", encoding="utf-8")
    own = SourceSettings(
        id="wire",
        kind="feed",
        url=web.url("/feed.xml"),
        trust=Trust.VENDOR,
        organisation="OpenAI",
        options={"articles": False},
    )
    more = {"inventories": [tmp_path / "vendors.csv"], "sources": [own]}
    settings = settings_for(tmp_path).model_copy(update=more)
    import_inventories(Context(settings, database, Clock(NOW.date()), (), 1, Quiet()))

    def covered() -> list[Coverage]:
        return coverage(database, listed(settings, database))

    assert covered() == [Coverage("OpenAI", live=(), silent=(), unasked=("wire",))]
    assert covered()[0].as_json() == {"vendor": "OpenAI", "live": [], "silent": [], "unasked": ["wire"]}
    web.set("/feed.xml", Page("no", status=403))
    poll(database, tmp_path, [own.as_source()])
    assert covered() == [Coverage("OpenAI", live=(), silent=("wire",), unasked=())]
    web.set("/feed.xml", FEED)
    poll(database, tmp_path, [own.as_source()], day=11)
    assert covered() == [Coverage("OpenAI", live=("wire",), silent=(), unasked=())]
