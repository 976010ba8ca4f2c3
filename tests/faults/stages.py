"""Killed while it works through the stages, at named points and at random, and run again: the same end state?"""

from __future__ import annotations

import random
import shutil
import sys
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from fakes.forked import KILLED, finish, kill_at, start
from faults.work import run
from faults.world import World, open_world

from tocsin.faults import CRASH_POINTS

CHAPTERS = (1, 2)
_TRIES = 3  # a run on a machine that is busy beyond measure may have to leave something for the next
_AT_ONCE = 2


@dataclass
class Disturbed:
    """What one disturbed world came to."""

    name: str
    kills: int = 0
    equal: bool = False
    difference: str = ""


@dataclass
class Reference:
    """The undisturbed run: its facts after each chapter, and the processor seconds that a chapter takes."""

    facts: dict[int, dict[str, Any]] = field(default_factory=dict)
    cpu: dict[int, float] = field(default_factory=dict)


def undisturbed(folder: Path) -> Reference:
    """Both chapters, without a kill."""
    reference = Reference()
    with open_world(folder) as world:
        for chapter in CHAPTERS:
            world.publish(chapter)
            _to_the_end(world)
            reference.facts[chapter] = world.facts()
            reference.cpu[chapter] = float((folder / "cpu").read_text())
    return reference


def at_point(folder: Path, reference: Reference, point: str, chapters: Iterable[int] = CHAPTERS) -> Disturbed:
    """Killed at this point of each chapter that passes it, and run again."""
    result = Disturbed(point)
    last = 0
    with open_world(folder) as world:
        for last in chapters:
            world.publish(last)
            result.kills += world.run(TOCSIN_CRASH_AT=point) == KILLED
            _to_the_end(world)
        _compare(result, reference.facts[last], world)
    if result.kills == 0:
        result.equal, result.difference = False, "the point was never passed"
    return result


def at_random(folder: Path, reference: Reference, seed: int, chapters: Iterable[int] = CHAPTERS) -> Disturbed:
    """Killed one to three times in each chapter, after a random part of its work, and run again."""
    dice = random.Random(seed)
    result = Disturbed(f"seed {seed}")
    last = 0
    with open_world(folder) as world:
        for last in chapters:
            world.publish(last)
            for _ in range(dice.randint(1, 3)):
                process = start(folder, run, world.day)
                kill_at(process, dice.uniform(0, reference.cpu[last]))
                result.kills += finish(process) == KILLED
            _to_the_end(world)
        _compare(result, reference.facts[last], world)
    return result


def all_points(folder: Path, reference: Reference) -> list[Disturbed]:
    """Every crash point, two worlds at a time."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return list(
            pool.map(lambda point: _cleared(folder / point, partial(at_point, point=point), reference), CRASH_POINTS)
        )


def random_kills(folder: Path, reference: Reference, kills: int, seed: int, until: float) -> list[Disturbed]:
    """Worlds until so many kills are reached, or the monotonic clock `until`."""
    results: list[Disturbed] = []
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        while sum(result.kills for result in results) < kills and time.monotonic() < until:
            seeds = range(seed + len(results), seed + len(results) + _AT_ONCE)
            worlds = [partial(at_random, seed=number) for number in seeds]
            names = [folder / f"seed-{number}" for number in seeds]
            results += pool.map(_cleared, names, worlds, [reference] * _AT_ONCE)
            sys.stderr.write(f"{sum(result.kills for result in results)} of {kills} kills\n")
    return results


def _cleared(folder: Path, world: Any, reference: Reference) -> Disturbed:
    result: Disturbed = world(folder, reference)
    if result.equal:
        shutil.rmtree(folder)  # what went wrong is kept to be looked at
    return result


def _to_the_end(world: World) -> None:
    for _ in range(_TRIES):
        if (code := world.run()) == 0:
            return
    raise RuntimeError(f"{world.folder}: the run ended with {code}:\n{world.log()[-3000:]}")


def _compare(result: Disturbed, expected: dict[str, Any], world: World) -> None:
    found = world.facts()
    wrong = [name for name in expected if found[name] != expected[name]]
    result.equal = not wrong
    result.difference = "; ".join(f"{name}: {found[name]} instead of {expected[name]}" for name in wrong)[:2000]
