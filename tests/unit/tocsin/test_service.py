"""How `serve` begins and ends: by a signal, or because its pages did."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from fakes.databases import prepare

from config.settings import Settings
from storage.database import Database
from storage.runs import FAILING, heartbeats
from tocsin.service.health import LATE, SILENT_AFTER
from tocsin.service.serve import TICK, Service


class Watched:
    """Pages and an ear in one, which note what was asked of them, and what a page would say of the schedule."""

    def __init__(self, keeps_schedule: Callable[[], bool], *, ending: bool = False) -> None:
        self.told: list[str] = []
        self._keeps_schedule = keeps_schedule
        self._stopped = asyncio.Event()
        if ending:
            self._stopped.set()

    async def serve(self, sockets: list[socket.socket] | None = None) -> None:
        self.told.append("pages serve" if self._keeps_schedule() else "pages say that nobody looks")
        await self._stopped.wait()

    def start(self) -> None:
        self.told.append("ear listens")

    def stop(self) -> None:
        self.told.append("stopped")
        self._stopped.set()


@pytest.fixture
def service(tmp_path: Path) -> Service:
    database = Database(f"sqlite:///{tmp_path / 'tocsin.db'}")
    prepare(database)
    return Service(Settings(), database, (), None)


async def served(service: Service, *signals: signal.Signals, ending: bool = False) -> tuple[list[str], bool]:
    """What the parts were told, and whether the service is to be started again; the signals come once it serves."""
    parts = Watched(service.keeps_schedule, ending=ending)
    service.serve_pages(parts, socket.socket())
    service.listen([parts])
    serving = asyncio.create_task(service.serve())
    while signals and not service.keeps_schedule():  # noqa: ASYNC110 - which has no event to wait for
        await asyncio.sleep(0.01)
    for number in signals:
        os.kill(os.getpid(), number)
    again = await asyncio.wait_for(serving, 240)
    return sorted(parts.told), again


@pytest.mark.parametrize(
    "signals", [(signal.SIGTERM,), (signal.SIGINT,), (signal.SIGINT, signal.SIGINT), (signal.SIGTERM, signal.SIGHUP)]
)
def test_a_signal_ends_all_its_parts_and_a_second_one_harms_nothing(
    service: Service, signals: tuple[signal.Signals, ...]
) -> None:
    assert not service.keeps_schedule(), "before it serves"
    assert asyncio.run(served(service, *signals)) == (["ear listens", "pages serve", "stopped", "stopped"], False)
    assert not service.keeps_schedule(), "after it served"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_child_that_was_ended_while_it_loaded_is_no_bad_end(
    service: Service, capfd: pytest.CaptureFixture[str], number: signal.Signals
) -> None:
    async def ended_meanwhile() -> None:
        serving = asyncio.create_task(service.serve())
        while (child := service._child._started) is None:  # noqa: ASYNC110 - which has no event to wait for
            await asyncio.sleep(0.01)
        os.kill(os.getpid(), number)
        os.kill(child.process.pid, number)  # as where it goes to all processes of a service or a terminal
        await asyncio.wait_for(serving, 240)

    service.request("work")
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    try:
        asyncio.run(ended_meanwhile())
    finally:
        signal.signal(signal.SIGHUP, before)
    assert "ended badly" not in "".join(capfd.readouterr())


def test_a_hang_up_ends_all_its_parts_to_be_started_again(service: Service, capfd: pytest.CaptureFixture[str]) -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    try:
        told = asyncio.run(served(service, signal.SIGHUP))
    finally:
        signal.signal(signal.SIGHUP, before)
    assert told == (["ear listens", "pages serve", "stopped", "stopped"], True)
    assert "SIGHUP: there is no reload; the service ends, to be started again" in "".join(capfd.readouterr())


def test_a_hang_up_that_was_to_be_ignored_is(service: Service) -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        told = asyncio.run(served(service, signal.SIGHUP, signal.SIGTERM))
    finally:
        signal.signal(signal.SIGHUP, before)
    assert told == (["ear listens", "pages serve", "stopped", "stopped"], False)


def test_pages_that_end_by_themselves_end_the_service_to_be_started_again(
    service: Service, capfd: pytest.CaptureFixture[str]
) -> None:
    told, again = asyncio.run(served(service, ending=True))
    assert "ear listens" in told
    assert again
    assert "the pages ended by themselves" in "".join(capfd.readouterr())


def test_the_schedule_is_kept_while_it_is_looked_at_or_a_run_is_under_way(service: Service) -> None:
    service._last_beat = time.monotonic()
    for ago, kept in ((TICK, True), (timedelta(minutes=3), False)):
        service._last_look = time.monotonic() - ago.total_seconds()
        assert service.keeps_schedule() is kept
    service._child.works = True
    assert service.keeps_schedule(), "a long run is no schedule that is not kept"


def test_a_schedule_whose_database_can_only_be_read_is_not_kept(service: Service) -> None:
    service._last_look = service._last_beat = time.monotonic()
    assert service.keeps_schedule()
    service._last_beat -= SILENT_AFTER.total_seconds()
    assert not service.keeps_schedule()


def test_a_schedule_whose_every_order_ends_badly_is_not_kept(service: Service) -> None:
    service._last_look = service._last_beat = time.monotonic()
    command, service._child._command = service._child._command, [sys.executable, "-c", "raise SystemExit(9)"]
    asyncio.run(service._work({"work"}))
    assert service.keeps_schedule(), "once is no matter"
    assert FAILING in heartbeats(service._database)
    assert service._failing is not None
    service._failing -= LATE.total_seconds()
    asyncio.run(service._work({"work"}))
    assert not service.keeps_schedule()
    service._child._command = command
    asyncio.run(service._work({"work"}))
    assert service.keeps_schedule()
    assert FAILING not in heartbeats(service._database)
