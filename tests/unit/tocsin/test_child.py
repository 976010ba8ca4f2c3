"""The process that works for `serve`: one that hangs, dies, or cannot be started at all."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import Callable, Coroutine
from datetime import timedelta
from pathlib import Path
from shlex import quote
from typing import Any

import pytest

from tocsin.output.summary import Exit
from tocsin.service.child import Child
from tocsin.service.orders import Order

PYTHON = sys.executable  # which the tests put a child in place of
ORDER = Order("scheduled", ("press",))
SOON, LONG = timedelta(seconds=0.3), timedelta(minutes=10)
DEAF = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
WORKS = "import sys, time\nfor order in sys.stdin:\n    "
DONE = """print('{"code": 0, "ends": false}', flush=True)"""

Made = Callable[..., Child]


@pytest.fixture
def child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Made:
    """A child that is this program, which leaves its pid behind each time that it starts."""

    def made(program: str, limit: timedelta = LONG, grace: timedelta = SOON) -> Child:
        file, code = tmp_path / "child", tmp_path / "program.py"
        noted = f"import os\nopen({str(tmp_path / 'pids')!r}, 'a').write(f'{{os.getpid()}}\\n')\n"
        code.write_text(f"{noted}{program}\n")
        file.write_text(f'#!/bin/sh\nexec {quote(PYTHON)} {quote(str(code))} "$@"\n')  # with blanks in their paths too
        file.chmod(0o700)
        monkeypatch.setattr("tocsin.service.child.sys.executable", str(file))
        return Child(None, limit, grace)

    return made


def started(folder: Path) -> int:
    return len((folder / "pids").read_text().splitlines())


def lived(doing: Coroutine[Any, Any, object]) -> float:
    """How many seconds it took."""
    begun = time.monotonic()
    asyncio.run(doing)
    return time.monotonic() - begun


def test_one_that_hangs_is_asked_to_stop_and_ended_by_force_if_it_does_not(child: Made) -> None:
    async def ordered(hanging: Child) -> int:
        assert await hanging.run(ORDER) == 0  # it knows by now what it does when it is asked to stop
        hanging._limit = SOON
        return await hanging.run(ORDER)

    hangs = f"sys.stdin.readline(); {DONE}; sys.stdin.readline(); time.sleep(600)"
    polite = f"import signal, sys, time\nsignal.signal(signal.SIGTERM, lambda *_: sys.exit(0))\n{hangs}"
    begun = time.monotonic()
    assert asyncio.run(ordered(child(polite, grace=LONG))) == Exit.PARTLY
    assert time.monotonic() - begun < 300
    assert asyncio.run(ordered(child(f"{DEAF}import sys, time\n{hangs}"))) == -9


def test_one_that_ends_takes_no_further_order_and_the_next_one_does(child: Made, tmp_path: Path) -> None:
    async def ordered(ending: Child) -> list[int]:
        codes = [await ending.run(ORDER) for _ in range(3)]
        await ending.close()
        return codes

    assert asyncio.run(ordered(child(f"{WORKS}{DONE}"))) == [0, 0, 0]
    assert started(tmp_path) == 1
    full = """print('{"code": 1, "ends": true}', flush=True); break"""
    assert asyncio.run(ordered(child(f"{WORKS}{full}"))) == [1, 1, 1]
    assert started(tmp_path) == 4


@pytest.mark.parametrize(("death", "code"), [("sys.exit(0)", Exit.PARTLY), ("sys.exit(7)", 7), ("os.abort()", -6)])
def test_one_that_dies_without_a_word_did_not_do_its_work(child: Made, tmp_path: Path, death: str, code: int) -> None:
    async def ordered(dying: Child) -> list[int]:
        found = [await dying.run(ORDER), await dying.run(ORDER)]
        assert not dying.works
        dying.stop()  # of what is gone nothing is asked
        return found

    assert asyncio.run(ordered(child(f"{WORKS}{death}"))) == [code, code]
    assert started(tmp_path) == 2


def test_one_that_says_half_a_word_and_dies_did_not_do_its_work(child: Made) -> None:
    half = f"{WORKS}print('{{\"code\": 0', end='', flush=True); sys.exit(0)"
    assert asyncio.run(child(half).run(ORDER)) == Exit.PARTLY


def test_an_order_for_one_that_listens_no_more_was_not_done(child: Made, tmp_path: Path) -> None:
    async def ordered(leaving: Child) -> list[int]:
        first = await leaving.run(ORDER)
        second = asyncio.create_task(leaving.run(ORDER))
        while not leaving.works:  # noqa: ASYNC110 - which has no event to wait for
            await asyncio.sleep(0)
        (tmp_path / "leave").touch()
        return [first, await second]

    leaves = f"while not os.path.exists({str(tmp_path / 'leave')!r}):\n    time.sleep(0.01)\nos._exit(5)"
    deaf = f"import os, sys, time\nsys.stdin.readline(); os.close(0); {DONE}\n{leaves}"
    assert asyncio.run(ordered(child(deaf, grace=LONG))) == [0, 5]


def test_what_waits_for_orders_ends_when_there_are_no_more_and_by_force_if_it_does_not(
    child: Made, tmp_path: Path
) -> None:
    async def closed(waiting: Child) -> None:
        await waiting.run(ORDER)
        await waiting.close()

    assert lived(closed(child(f"{WORKS}{DONE}", grace=LONG))) < 300
    assert lived(closed(child(f"{DEAF}{WORKS}{DONE}\ntime.sleep(600)"))) < 300
    for pid in (tmp_path / "pids").read_text().split():
        with pytest.raises(ProcessLookupError):
            os.kill(int(pid), 0)


def test_a_step_that_is_under_way_when_all_stops_is_asked_to_end(child: Made, tmp_path: Path) -> None:
    async def stopped(working: Child) -> int:
        order = asyncio.create_task(working.run(ORDER))
        while not (tmp_path / "at work").exists():  # noqa: ASYNC110 - which has no event to wait for
            await asyncio.sleep(0.05)
        assert working.works
        working.stop()
        return await order

    says = """print('{"code": 3, "ends": true}', flush=True); os._exit(0)"""
    finishes = f"import signal\ndef end(*_):\n    {says}\nsignal.signal(signal.SIGTERM, end)"
    working = f"{finishes}\n{WORKS}open({str(tmp_path / 'at work')!r}, 'w'); time.sleep(600)"
    begun = time.monotonic()
    assert asyncio.run(stopped(child(working, grace=LONG))) == 3
    assert time.monotonic() - begun < 300


def test_it_works_by_the_configuration_of_the_service(child: Made, tmp_path: Path) -> None:
    child("")  # which puts the program in place of Python
    says = tmp_path / "program.py"
    says.write_text(
        says.read_text() + f"import sys\nopen({str(tmp_path / 'argv')!r}, 'w').write(' '.join(sys.argv[1:]))\n"
    )
    asyncio.run(Child(Path("other.yaml"), LONG, SOON).run(ORDER))
    assert (tmp_path / "argv").read_text() == "-m tocsin --config other.yaml run --orders"


def test_an_order_that_comes_when_all_stops_is_stopped_too(child: Made) -> None:
    async def late(stopped: Child) -> int:
        stopped.stop()
        return await stopped.run(ORDER)

    assert asyncio.run(late(child(f"{WORKS}time.sleep(600)", grace=LONG))) == -15


def test_where_no_process_can_be_started_the_order_failed_and_nothing_more(
    child: Made, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    async def ordered(later: Child) -> list[int]:
        codes = [await later.run(ORDER)]
        (tmp_path / "child").chmod(0o700)
        codes.append(await later.run(ORDER))
        await later.close()
        return codes

    waiting = child(f"{WORKS}{DONE}")
    (tmp_path / "child").chmod(0o600)
    assert asyncio.run(ordered(waiting)) == [Exit.NOTHING, 0]
    assert not waiting.works
    assert "no process can be started" in "".join(capfd.readouterr())
