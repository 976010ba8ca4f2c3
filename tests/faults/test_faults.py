"""Each crash point once, twenty random kills, and two dispatchers that are killed; `make faults` does more."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from fakes.databases import prepare
from faults.dispatch import dispatchers
from faults.stages import Reference, at_point, random_kills, undisturbed
from faults.writes import killed_writers

from storage.database import Database
from tocsin.faults import CRASH_POINTS

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Reference:
    return undisturbed(tmp_path_factory.mktemp("undisturbed"))


def test_the_undisturbed_run_tells_the_story(reference: Reference) -> None:
    first, second = reference.facts[1], reference.facts[2]
    assert (first["slack"].total(), second["slack"].total()) == (3, 5)
    assert (first["mail"].total(), second["mail"].total()) == (3, 6)  # and the digest of the day before
    assert sum("UPDATE" in text for text in second["slack"]) == 1
    assert first["unfinished runs"] == []
    assert first["integrity"] == "ok"


@pytest.mark.parametrize("point", CRASH_POINTS)
def test_killed_at_a_point_and_run_again(tmp_path: Path, reference: Reference, point: str) -> None:
    prepare(Database(f"sqlite:///{tmp_path / 'tocsin.db'}"))
    result = at_point(tmp_path, reference, point, chapters=(1, 2) if point == "digest_written" else (1,))
    assert result.kills == 1
    assert result.equal, result.difference


def test_killed_at_random_over_the_stages(tmp_path: Path, reference: Reference) -> None:
    results = random_kills(tmp_path, reference, kills=10, seed=1, until=time.monotonic() + 600)
    assert [result.difference for result in results if not result.equal] == []
    assert sum(result.kills for result in results) >= 10


def test_two_dispatchers_that_are_killed_show_each_alert_once(tmp_path: Path) -> None:
    until = time.monotonic() + 600
    outcome = dispatchers(tmp_path / "outbox", alerts=200, kills=10, seed=1, until=until, closed=0)
    assert (outcome.lost, outcome.shown_twice, outcome.marked, outcome.integrity) == (0, 0, 0, "ok")
    assert outcome.kills >= 10
    assert outcome.at_work > 0


def test_a_difference_is_seen(tmp_path: Path, reference: Reference) -> None:
    wrong = Reference({1: {**reference.facts[1], "slack": reference.facts[2]["slack"]}}, reference.cpu)
    result = at_point(tmp_path, wrong, "run_begun", chapters=(1,))
    assert not result.equal
    assert result.difference.startswith("slack:")


def test_a_writer_that_is_killed_loses_nothing_that_was_committed(tmp_path: Path) -> None:
    written = killed_writers(tmp_path / "writes", kills=5, seed=1)
    assert (written.kills, written.whole, written.lost) == (5, 5, 0)
    assert written.rows >= 5
