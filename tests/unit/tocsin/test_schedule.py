"""What is due when: periods, nights, failures, and clocks that jump."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from fakes.databases import prepare

from config.settings import ScheduleSettings, Settings
from model.document import Source, Validators
from model.inventory import InventoryFile, InventoryItem
from model.vocabulary import ItemKind, Trust
from storage.database import Database
from storage.inventories import import_file
from storage.runs import begin_run, end_run
from storage.sources import SourceState
from tocsin.service.schedule import (
    DELIVERIES,
    NIGHTLY,
    UNFINISHED,
    Done,
    Schedule,
    look,
    next_night,
    next_poll,
    nightly_times,
)
from tocsin.service.serve import Service

NOW = datetime(2025, 11, 28, 12, tzinfo=UTC)
HOUR, DAY, MINUTE = timedelta(hours=1), timedelta(days=1), timedelta(minutes=1)
HOURLY = Source("s", "feed", "http://127.0.0.1/", Trust.PRESS, HOUR)


def polled(at: datetime) -> SourceState:
    return SourceState("s", "ok", "", at, at, at, 0, Validators())


def done(polled_at: datetime = NOW, night: datetime | None = NOW, **more: Any) -> Done:
    return Done({"s": polled(polled_at)}, night, frozenset(more.get("waiting", ())), more.get("unfinished", False))


@pytest.mark.parametrize(
    ("state", "due"),
    [
        (None, NOW),
        (polled(NOW - 5 * HOUR), NOW - 4 * HOUR),
        (polled(NOW - 20 * MINUTE), NOW + 40 * MINUTE),
        (polled(NOW + 3 * HOUR), NOW),
    ],
    ids=["never polled", "overdue", "not yet", "polled by a clock that was ahead"],
)
def test_a_source_is_due_one_period_after_it_was_last_asked(state: SourceState | None, due: datetime) -> None:
    assert next_poll(HOUR, state, NOW) == due


def simulate(
    schedule: Schedule, clock: Iterator[datetime], night: datetime | None, asked: datetime
) -> list[tuple[datetime, str]]:
    """Every run that the schedule asks for, each done at once and well."""
    ran: list[tuple[datetime, str]] = []
    for now in clock:
        due = schedule.due(now, done(asked, night))
        ran += [(now, what) for what in sorted(due)]
        night = now if NIGHTLY in due else night
        asked = now if due else asked
        if due:
            schedule.ran(due, now, done(asked, night))
    return ran


def ticking(start: datetime, end: datetime, step: timedelta) -> Iterator[datetime]:
    while start < end:
        yield start
        start += step


NIGHTS_ONLY = Source("s", "feed", "http://127.0.0.1/", Trust.PRESS, timedelta(days=999))
CHANGES = {  # (zone, cron): what the local clock does there at a change of 2025
    ("Europe/Berlin", "30 2 * * *"): "02:30 comes twice in October, never on 30 March",
    ("US/Eastern", "30 1 * * *"): "01:30 comes twice in November",
    ("US/Eastern", "30 2 * * *"): "02:30 does not come on 9 March",
    ("Australia/Lord_Howe", "45 1 * * *"): "01:45 comes twice in April; the change is half an hour",
    ("Australia/Lord_Howe", "15 2 * * *"): "02:15 does not come on 5 October",
    ("UTC", "0 0 * * *"): "nothing",
}


@pytest.mark.parametrize(("zone", "cron"), CHANGES, ids=str)
def test_a_year_has_one_run_for_each_night_whatever_the_clock_change(zone: str, cron: str) -> None:
    local = ZoneInfo(zone)
    start = datetime(2025, 1, 1, 12, tzinfo=local).astimezone(UTC)
    schedule = Schedule(ScheduleSettings(nightly=cron, timezone=zone), [NIGHTS_ONLY], start)
    ran = simulate(schedule, ticking(start, start + 364 * DAY, HOUR), None, start)
    days = [at.astimezone(local).date() for at, _ in ran]
    assert {what for _, what in ran} == {NIGHTLY}
    assert len(days) == len(set(days)) == 364
    assert all(later - earlier == DAY for earlier, later in pairwise(days))


def nights(clock: list[datetime], night: datetime) -> list[datetime]:
    schedule = Schedule(ScheduleSettings(nightly="30 2 * * *"), [NIGHTS_ONLY], clock[0])
    return [at for at, what in simulate(schedule, iter(clock), night, clock[0]) if what == NIGHTLY]


def test_a_missed_night_is_made_up_once_however_many_were_missed() -> None:
    back = datetime(2025, 11, 28, 9, tzinfo=UTC)
    clock = list(ticking(back, back + 2 * DAY, 5 * MINUTE))
    assert nights(clock, back - 4 * DAY) == [back, *(datetime(2025, 11, day, 2, 30, tzinfo=UTC) for day in (29, 30))]


def test_a_new_database_is_not_late() -> None:
    schedule = Schedule(ScheduleSettings(nightly="30 2 * * *"), [NIGHTS_ONLY], NOW)
    assert simulate(schedule, ticking(NOW, NOW + HOUR, MINUTE), None, NOW) == []


@pytest.mark.parametrize("step", [-HOUR, HOUR, -3 * HOUR, 3 * HOUR, timedelta(seconds=1)], ids=str)
@pytest.mark.parametrize("at", [1, 90, 149, 150, 151, 200], ids=lambda minute: f"at minute {minute}")
def test_a_clock_that_is_set_neither_doubles_nor_loses_a_night(step: timedelta, at: int) -> None:
    midnight = datetime(2025, 11, 28, tzinfo=UTC)
    before = list(ticking(midnight, midnight + at * MINUTE, MINUTE))
    after = list(ticking(midnight + at * MINUTE + step, midnight + 7 * HOUR, MINUTE))
    ran = nights(before + after, midnight - DAY + 150 * MINUTE)
    assert len(ran) == 1
    assert ran[0] >= midnight + 150 * MINUTE


def test_a_clock_that_was_years_ahead_does_not_stop_the_nights() -> None:
    ahead = datetime(2031, 1, 1, tzinfo=UTC)
    schedule = Schedule(ScheduleSettings(nightly="30 2 * * *"), [HOURLY], NOW)
    # `look` leaves out runs of the future; the source was asked in it, and is asked again.
    assert schedule.due(NOW, done(ahead, NOW)) == {"s"}


def test_what_failed_is_tried_again_after_a_minute_then_later_and_later() -> None:
    schedule = Schedule(ScheduleSettings(), [HOURLY], NOW)
    failed = done(NOW - DAY)
    tried = []
    for now in ticking(NOW, NOW + 2 * HOUR, MINUTE / 2):
        if schedule.due(now, failed):
            tried.append((now - NOW) / MINUTE)
            schedule.ran(["s"], now, failed)
    assert tried == [0, 1, 3, 7, 15, 31, 61, 91]
    schedule.ran(["s"], NOW + 2 * HOUR, done(NOW + 2 * HOUR))
    assert schedule.due(NOW + 4 * HOUR, failed) == {"s"}, "a success clears what was held against it"


def test_a_channel_that_cannot_be_served_holds_up_no_other() -> None:
    schedule = Schedule(ScheduleSettings(), [], NOW)
    stuck, both = done(waiting=["chat"]), done(waiting=["chat", "mail"])
    assert schedule.due(NOW, stuck) == {DELIVERIES}
    schedule.ran([DELIVERIES], NOW, stuck)
    assert schedule.due(NOW + MINUTE / 2, stuck) == set()
    assert schedule.due(NOW + MINUTE / 2, both) == {DELIVERIES}
    schedule.ran([DELIVERIES], NOW + MINUTE / 2, done(waiting=["chat", "hook"]))
    assert schedule.due(NOW + MINUTE, stuck) == set()
    assert schedule.due(NOW + MINUTE, done(waiting=["hook"])) == {DELIVERIES}, "due since the deliveries began"
    assert schedule.due(NOW + MINUTE, done(waiting=[""])) == {DELIVERIES}, "a reminder"
    assert schedule.due(NOW + 3 * MINUTE, stuck) == {DELIVERIES}, "it is tried again in its turn"


def test_sources_that_an_import_brought_are_due_without_a_restart(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'tocsin.db'}")
    prepare(database)
    shown: list[Source] = []
    service = Service(Settings(), database, (HOURLY,), None)
    service.show(shown)
    item = InventoryItem("1", "1Password", ItemKind.VENDOR, "1Password")
    with database.write() as connection:
        import_file(connection, "default", "v.csv", "0", InventoryFile((item,)), run_id=1, now=NOW)
    asyncio.run(service._learn())
    due = service._schedule.due(NOW, done())
    assert "vendor_1password_status" in due
    assert service._order(due).sources == tuple(sorted(name for name in due if name != "nightly"))
    assert any(source.id == "vendor_1password_status" for source in shown)
    with database.write() as connection:
        import_file(connection, "default", "v.csv", "1", InventoryFile(()), run_id=2, now=NOW)
    asyncio.run(service._learn())
    assert "vendor_1password_status" not in service._schedule.due(NOW, done())
    database.close()


@pytest.mark.parametrize(
    ("state", "came_to_its_end"), [("done", True), ("partial", True), ("interrupted", False), ("running", False)]
)
def test_a_night_that_came_to_its_end_however_well_is_not_made_up(
    tmp_path: Path, state: str, came_to_its_end: bool
) -> None:
    database = Database(f"sqlite:///{tmp_path / 'tocsin.db'}")
    prepare(database)
    nights = [(NIGHTLY, NOW - 3 * DAY), ("run", NOW - HOUR), (NIGHTLY, NOW + 4 * MINUTE), (NIGHTLY, NOW + 400 * DAY)]
    found = []
    for command, begun in nights:
        number = begin_run(database, command, begun)
        if state != "running":
            end_run(database, number, state, {}, begun)
        found.append(look(database, NOW))
    ended = [NOW - 3 * DAY, NOW - 3 * DAY, NOW + 4 * MINUTE, NOW + 4 * MINUTE]  # a clock that was years ahead was wrong
    assert [one.last_night for one in found] == (ended if came_to_its_end else [None] * 4)
    assert {one.unfinished for one in found} == {not came_to_its_end}
    database.close()


def test_deliveries_and_unfinished_runs_are_due() -> None:
    schedule = Schedule(ScheduleSettings(), [HOURLY], NOW)
    assert schedule.due(NOW, done(waiting=["chat"], unfinished=True)) == {DELIVERIES, UNFINISHED}


def test_a_night_of_the_hour_that_comes_twice_is_the_first() -> None:
    trigger = nightly_times(ScheduleSettings(nightly="30 2 * * *", timezone="Europe/Berlin"))
    first = next_night(trigger, datetime(2025, 10, 25, 12, tzinfo=UTC))
    assert first is not None
    assert first.astimezone(UTC) == datetime(2025, 10, 26, 0, 30, tzinfo=UTC)
    second = next_night(trigger, first.astimezone(UTC))
    assert second is not None
    assert second.astimezone(UTC) == datetime(2025, 10, 27, 1, 30, tzinfo=UTC)


def test_a_night_of_an_hour_that_is_omitted_is_late_also_where_the_day_begins_with_it() -> None:
    trigger = nightly_times(ScheduleSettings(nightly="0 0 * * *", timezone="Africa/Cairo"))
    assert next_night(trigger, datetime(2026, 4, 23, 12, tzinfo=UTC)) == datetime(2026, 4, 23, 22, tzinfo=UTC)
