"""The service as processes: what is due is done once, and what was killed, hung or refused is done again."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
import yaml
from fakes.bad_web import BadWeb, Hit, Page
from fakes.databases import prepare

from config.load import load_settings
from storage.database import Database
from storage.runs import begin_run, end_run, heartbeats, latest_runs
from storage.sources import source_states
from tocsin.service.serve import Service

FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>t</title><item>
<title>Nothing happened</title><link>{base}/one</link><pubDate>Thu, 27 Nov 2025 08:00:00 GMT</pubDate></item></channel></rss>"""
LONG = 500.0

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


class Site:
    """A feed that says when it was asked, and how often; `hold` makes it wait until the end."""

    def __init__(self) -> None:
        self.web = BadWeb({"/one": "<p>Nothing at all happened.</p>"})
        self.asked = threading.Semaphore(0)
        self.hold = False
        self.web.answer("/feed.xml", self._answer)

    def _answer(self, _hit: Hit) -> Page:
        self.asked.release()
        if self.hold:
            self.web.released.wait(LONG)
        return Page(FEED.replace("{base}", self.web.url("")), "application/rss+xml")


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    with made.web:
        yield made


@contextmanager
def service(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """`tocsin serve`, once it says that it serves, or refuses to."""
    command = [sys.executable, "-m", "tocsin", "serve", "--no-web"]
    process = subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True, start_new_session=True)
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # its child too, whatever state they are in
        process.wait()


def first_line(process: subprocess.Popen[str]) -> str:
    assert process.stderr is not None
    return process.stderr.readline()


def wait_for(process: subprocess.Popen[str], words: str) -> str:
    """The line of its log that holds these words."""
    assert process.stderr is not None
    for line in process.stderr:
        if words in line:
            return line
    raise AssertionError(f"the service ended without saying: {words}")


def configure(folder: Path, site: Site, every: str = "1h", **schedule: str) -> Database:
    far = (datetime.now(UTC) + timedelta(hours=12)).hour  # else a night comes in the midst of a test, once a day
    source = {"id": "press", "kind": "feed", "url": site.web.url("/feed.xml"), "trust": "press", "every": every}
    settings = {"builtin_sources": False, "sources": [source], "fetch": {"per_host_delay": "0s", "timeout": "300s"}}
    settings["schedule"] = {"nightly": f"0 {far} * * *", **schedule}
    (folder / "tocsin.yaml").write_text(yaml.safe_dump(settings))
    database = Database(f"sqlite:///{folder / 'tocsin.db'}")
    prepare(database)
    return database


def stop(process: subprocess.Popen[str]) -> int:
    process.terminate()
    process.communicate(timeout=LONG)
    return process.returncode


def test_the_service_polls_what_is_due_and_stops_in_order(tmp_path: Path, site: Site) -> None:
    database = configure(tmp_path, site)
    with service(tmp_path) as serving:
        assert "serving 1 source;" in first_line(serving)
        assert site.asked.acquire(timeout=LONG), "no child ever asked the source"
        assert stop(serving) == 0
    assert source_states(database)["press"].state == "ok"
    (run,) = latest_runs(database)
    assert (run["command"], run["state"] in ("done", "interrupted")) == ("scheduled", True)
    assert datetime.now(UTC) - heartbeats(database)["serve"] < timedelta(hours=1)


def test_a_service_that_is_to_be_started_again_ends_as_if_it_had_failed(tmp_path: Path, site: Site) -> None:
    configure(tmp_path, site)
    with service(tmp_path) as process:
        assert site.asked.acquire(timeout=LONG)
        process.send_signal(signal.SIGHUP)
        process.communicate(timeout=LONG)
        assert process.returncode == 1


def test_one_child_works_off_order_after_order(tmp_path: Path, site: Site) -> None:
    database = configure(tmp_path, site, every="1s")
    with service(tmp_path) as serving:
        assert site.asked.acquire(timeout=LONG)
        assert site.asked.acquire(timeout=LONG), "the child took no second order"
        assert stop(serving) == 0
    runs = latest_runs(database)
    assert len(runs) > 1
    assert len({run["holder"] for run in runs}) == 1, "a process for each order"


def test_two_services_at_once_do_everything_once(tmp_path: Path, site: Site) -> None:
    database = configure(tmp_path, site)
    with service(tmp_path) as first, service(tmp_path) as second:
        lines = {first_line(process): process for process in (first, second)}
        (leader,) = (process for line, process in lines.items() if "serving 1 source;" in line)
        (loser,) = (process for line, process in lines.items() if "in use by `tocsin serve`" in line)
        assert site.asked.acquire(timeout=LONG)
        assert loser.wait(LONG) == 3
        assert stop(leader) == 0
    assert site.web.count("/feed.xml") == 1
    assert len(latest_runs(database)) == 1


def test_a_service_that_is_killed_with_its_child_is_taken_up_where_it_was(tmp_path: Path, site: Site) -> None:
    database = configure(tmp_path, site)
    site.hold = True
    with service(tmp_path):
        assert site.asked.acquire(timeout=LONG)  # killed while a child works
    assert [run["state"] for run in latest_runs(database)] == ["running"]
    site.hold = False
    with service(tmp_path) as again:
        assert site.asked.acquire(timeout=LONG), "the source was not asked again"
        assert stop(again) == 0
    states = [run["state"] for run in latest_runs(database)]
    assert states[-1] == "interrupted"
    assert states[0] in ("done", "interrupted")
    assert source_states(database)["press"].state == "ok"


def test_a_child_that_is_killed_is_marked_and_its_work_done_again(tmp_path: Path, site: Site) -> None:
    database = configure(tmp_path, site, retry="0.1s")
    site.hold = True
    with service(tmp_path) as serving:
        assert site.asked.acquire(timeout=LONG)
        (run,) = latest_runs(database)
        os.kill(int(run["holder"].rpartition(" ")[2]), signal.SIGKILL)
        site.hold = False
        assert "-9" in wait_for(serving, "run ended badly")
        assert latest_runs(database)[-1]["state"] == "interrupted"
        assert site.asked.acquire(timeout=LONG), "what the killed run left undone was not done again"


def test_a_run_that_hangs_is_ended(tmp_path: Path, site: Site) -> None:
    database = configure(tmp_path, site, run_limit="0.2s")
    site.hold = True  # where the service itself is slow, its child works by then, and must not end in order
    with service(tmp_path) as serving:
        wait_for(serving, "a run hangs and is ended")
        wait_for(serving, "run ended badly")
    assert latest_runs(database) == [] or latest_runs(database)[-1]["state"] == "interrupted"


def test_a_missed_night_is_made_up_once(tmp_path: Path, site: Site) -> None:
    database = configure(tmp_path, site)
    now = datetime.now(UTC)
    end_run(database, begin_run(database, "nightly", now - timedelta(days=4)), "done", {}, now)
    with service(tmp_path) as serving:
        assert site.asked.acquire(timeout=LONG)
        assert stop(serving) == 0
    made_up = [run for run in latest_runs(database) if run["command"] == "nightly"]
    assert len(made_up) == 2


def test_a_locked_database_does_not_end_the_service(tmp_path: Path, site: Site) -> None:
    configure(tmp_path, site)
    impatient = Database(f"sqlite:///{tmp_path / 'tocsin.db'}", busy_timeout=0.05)
    locking = sa.create_engine(f"sqlite:///{tmp_path / 'tocsin.db'}", isolation_level=None)

    async def live() -> tuple[object, object]:
        serving = Service(load_settings(tmp_path / "tocsin.yaml"), impatient, [], tmp_path / "tocsin.yaml")
        with locking.connect() as holder:
            holder.exec_driver_sql("BEGIN IMMEDIATE")
            locked = await serving.patiently(lambda: begin_run(impatient, "run", datetime.now(UTC)))
            holder.exec_driver_sql("ROLLBACK")
        return locked, await serving.patiently(lambda: begin_run(impatient, "run", datetime.now(UTC)))

    locked, free = asyncio.run(live())
    assert locked is None
    assert free == 1
    locking.dispose()
