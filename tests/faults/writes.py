"""A writer that is killed while it writes: is all there that was committed, and is the file whole?"""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path

from fakes.forked import KILLED, finish, start
from faults.work import write_runs

from storage.database import Database
from storage.upgrade import upgrade


@dataclass(frozen=True)
class Written:
    """`whole` counts kills after which SQLite's integrity check says ok; `lost` committed rows that are not there."""

    kills: int
    whole: int
    rows: int
    lost: int


def killed_writers(folder: Path, kills: int, seed: int) -> Written:
    """One writer after the other, each killed after a random number of commits."""
    folder.mkdir(parents=True)
    dice = random.Random(seed)
    upgrade(Database(f"sqlite:///{folder / 'tocsin.db'}"))
    committed: set[int] = set()
    whole = done = 0
    for _ in range(kills):
        ours, theirs = Pipe(duplex=False)
        process = start(folder, write_runs, theirs)
        theirs.close()
        committed |= {ours.recv() for _ in range(dice.randint(1, 20))}
        process.kill()
        done += finish(process) == KILLED
        committed |= _rest(ours)
        with closing(sqlite3.connect(folder / "tocsin.db")) as connection:
            whole += connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            found = {row[0] for row in connection.execute("SELECT id FROM run")}
    return Written(done, whole, len(committed), len(committed - found))


def _rest(pipe: Connection) -> set[int]:
    """What it had said before it died and we had not read."""
    found = set()
    try:
        while pipe.poll():
            found.add(pipe.recv())
    except (EOFError, OSError):
        pass
    return found
