"""The schedule: what is due when, and the service as a process."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from fakes.bad_web import Hit, Page
from fakes.newsroom import Newsroom

from config.errors import ConfigError
from config.settings import ScheduleSettings
from model.document import Validators
from storage.database import Database
from storage.runs import latest_runs
from storage.sources import SourceState, source_states
from tocsin.serve import first_poll, missed, nightly_trigger, same_night

NOW = datetime(2025, 11, 28, 12, tzinfo=UTC)
HOURLY = timedelta(hours=1)


def polled(at: datetime) -> SourceState:
    return SourceState("s", "ok", "", at, at, at, 0, Validators())


@pytest.mark.parametrize(
    ("state", "due"),
    [
        (None, NOW),
        (polled(NOW - timedelta(hours=5)), NOW),
        (polled(NOW - timedelta(minutes=20)), NOW + timedelta(minutes=40)),
    ],
    ids=["never polled", "overdue", "not yet"],
)
def test_a_source_is_due_one_period_after_it_was_last_asked(state: SourceState | None, due: datetime) -> None:
    assert first_poll(HOURLY, state, NOW) == due


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (None, False),
        (NOW - timedelta(hours=2), False),
        (NOW - timedelta(days=1), True),
        (NOW - timedelta(days=4), True),
    ],
    ids=["new database", "this night's was done", "one missed", "several missed"],
)
def test_a_missed_nightly_run_is_noticed(last: datetime | None, expected: bool) -> None:
    assert missed(nightly_trigger(ScheduleSettings(nightly="30 2 * * *")), last, NOW) is expected


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe"])
def test_a_clock_change_neither_doubles_nor_loses_a_night(zone: str) -> None:
    trigger = nightly_trigger(ScheduleSettings(nightly="30 2 * * *", timezone=zone))
    fired: list[datetime] = []
    moment, previous = datetime(2025, 1, 1, tzinfo=UTC), None
    while moment < datetime(2026, 1, 1, tzinfo=UTC):
        previous = trigger.get_next_fire_time(previous, moment)
        moment = previous.astimezone(UTC)
        if not same_night(fired[-1] if fired else None, moment):
            fired.append(moment)
        moment += timedelta(seconds=1)
    gaps = {round((later - earlier) / timedelta(hours=1), 1) for earlier, later in pairwise(fired)}
    assert gaps <= {23.0, 23.5, 24.0, 24.5, 25.0}


def test_a_wrong_schedule_is_a_configuration_error() -> None:
    with pytest.raises(ConfigError, match=r"schedule\.nightly"):
        nightly_trigger(ScheduleSettings(nightly="at night"))
    with pytest.raises(ConfigError, match=r"schedule\.timezone"):
        nightly_trigger(ScheduleSettings(timezone="Mars/Olympus"))


@pytest.fixture
def room() -> Iterator[Newsroom]:
    with Newsroom() as opened:
        yield opened


@pytest.mark.slow
def test_the_service_polls_what_is_due_and_stops_in_order(tmp_path: Path, room: Newsroom) -> None:
    path = room.publish("press", "Nothing happened", "Thu, 27 Nov 2025 08:00:00 GMT", "<p>Nothing at all happened.</p>")
    article, asked = room.web.pages[path], threading.Event()

    def answer(_hit: Hit) -> Page:
        asked.set()
        return article

    room.web.answer(path, answer)
    source = {"id": "press", "kind": "feed", "url": room.feed_url("press"), "trust": "press", "every": "1h"}
    settings = {"builtin_sources": False, "sources": [source], "fetch": {"per_host_delay": "0s"}}
    (tmp_path / "tocsin.yaml").write_text(yaml.safe_dump(settings))
    service = subprocess.Popen(
        [sys.executable, "-m", "tocsin", "serve"], cwd=tmp_path, stderr=subprocess.PIPE, text=True
    )
    try:
        assert service.stderr is not None
        assert "serving 1 sources" in service.stderr.readline()
        assert asked.wait(60), "no child ever asked the source"
        service.terminate()
        service.communicate(timeout=60)
    finally:
        service.kill()
    assert service.returncode == 0
    database = Database(f"sqlite:///{tmp_path / 'tocsin.db'}")
    assert source_states(database)["press"].state == "ok"
    (run,) = latest_runs(database)
    assert run["command"] == "scheduled"
    assert run["state"] in ("done", "interrupted")
