"""Two dispatchers on one outbox, killed again and again: is every alert shown, and shown once?"""

from __future__ import annotations

import random
import sqlite3
import sys
import threading
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, replace
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

import yaml
from fakes.alert_samples import NOW, alert
from fakes.forked import KILLED, finish, start
from fakes.slack import TEAMS, SlackStandIn
from faults.work import dispatch

from model.alert import Planned
from model.incident import Incident
from model.vocabulary import Kind, Status
from storage.database import Database
from storage.incidents import open_incidents
from storage.matches import save_alert
from storage.outbox import delivery_counts
from storage.upgrade import upgrade

_DISPATCHERS = 2
_DRAINED = 1800.0
_SPREAD = 0.5  # of the alerts are waited for; as many again are sent while one dies and another starts
_CLOSED = 0.2
_EITHER = 0.1
_SAID = 50
_MOMENT = 0.05  # seconds: anywhere within the next deliveries


@dataclass(frozen=True)
class Outcome:
    """`shown_twice` counts alerts that a reader sees more than once; `marked` those told as a possible repeat.

    `at_work` kills hit a dispatcher with deliveries under way, `cut_short` in all; `closed` times Slack took a message
    and closed the connection without an answer; `found` messages were there when the next attempt looked.
    """

    alerts: int
    kills: int
    at_work: int
    cut_short: int
    closed: int
    found: int
    lost: int
    shown_twice: int
    marked: int
    integrity: str
    seconds: float


def dispatchers(folder: Path, *, alerts: int, kills: int, seed: int, until: float, closed: float = _CLOSED) -> Outcome:
    """Delivers `alerts` alerts to ten channels of a Slack stand-in while `kills` dispatchers are killed.

    `closed`: how often, beside a kill, Slack takes a message and closes the connection without an answer.
    """
    folder.mkdir(parents=True)
    began = time.monotonic()
    with _Counting() as slack:
        database = _outbox(folder, slack, alerts)
        killer = _Killer(folder, slack, random.Random(seed), closed)
        killer.kill_while_delivering(alerts, kills, until=until)
        while delivery_counts(database)["pending"] and time.monotonic() < until:
            finish(start(folder, dispatch), _DRAINED)
            time.sleep(1)  # what is tried again later is waited for, but not by one process after the other
        shown = Counter(message["metadata"]["event_payload"]["idem"] for message in slack.messages)
        marked = sum("possible repeat" in slack.texts(message) for message in slack.messages)
    return Outcome(
        alerts=alerts,
        kills=killer.kills,
        at_work=killer.at_work,
        cut_short=killer.cut_short,
        closed=killer.closed,
        found=_asked(folder, "SELECT count(*) FROM delivery WHERE receipt LIKE '%\"found\"%'"),
        lost=alerts - len(shown),
        shown_twice=sum(number > 1 for number in shown.values()),
        marked=marked,
        integrity=_asked(folder, "PRAGMA integrity_check"),
        seconds=time.monotonic() - began,
    )


class _Counting(SlackStandIn):
    """A stand-in on which one can wait for the n-th message."""

    def __init__(self) -> None:
        super().__init__()
        self.page_size = 200
        self._more = threading.Condition()

    def accept(self, message: dict[str, object], via: str) -> dict[str, object]:
        kept = super().accept(message, via)
        with self._more:
            self._more.notify_all()
        return kept

    def wait_for(self, number: int, seconds: float) -> bool:
        with self._more:
            return self._more.wait_for(lambda: len(self.messages) >= number, seconds)


def _outbox(folder: Path, slack: SlackStandIn, alerts: int) -> Database:
    channels = [
        {
            "id": name,
            "kind": "slack",
            "api_url": slack.api_url,
            "token": slack.token,
            "channel": f"#{name}",
            "timeout": 60,
        }
        for name in TEAMS
    ]
    (folder / "tocsin.yaml").write_text(yaml.safe_dump({"channels": channels}))
    database = Database(f"sqlite:///{folder / 'tocsin.db'}")
    upgrade(database)
    sample, names = alert(), list(TEAMS)
    with database.write() as connection:
        (number,) = open_incidents(
            connection, [(Incident("t", Kind.BREACH, Status.REPORTED), False)], run_id=1, now=NOW
        )
        for index in range(alerts):
            one = replace(sample, key=f"{index:064x}", lineage=f"{index:032x}", incident_id=number)
            save_alert(connection, one, [Planned(names[index % len(names)], NOW)], run_id=1, now=NOW)
    return database


class _Killer:
    """Kills one of two dispatchers each time that a random number of alerts more has been shown."""

    def __init__(self, folder: Path, slack: _Counting, dice: random.Random, closed: float) -> None:
        self.kills = self.at_work = self.cut_short = self.closed = 0
        self._folder = folder
        self._slack = slack
        self._dice = dice
        self._closed = closed
        self._running = [start(folder, dispatch) for _ in range(_DISPATCHERS)]

    def kill_while_delivering(self, alerts: int, kills: int, *, until: float) -> None:
        """So many kills, spread evenly over the sending of all the alerts; then both work on to the end."""
        while self.kills < kills and len(self._slack.messages) < alerts and time.monotonic() < until:
            if self.kills % _SAID == 0:
                sys.stderr.write(f"{self.kills} of {kills} kills, {len(self._slack.messages)} alerts shown\n")
            left, shown = kills - self.kills, len(self._slack.messages)
            most = int(_SPREAD * (alerts - shown))
            step = max(1, min(2 * most // left - 1, most))  # the last kill falls before the last alert
            self._slack.wait_for(min(alerts, shown + self._dice.randint(1, step)), 60)
            if self._dice.random() < self._closed:
                self._slack.misbehave("accept_then_close", method="chat.postMessage")
                self.closed += 1
            time.sleep(self._dice.uniform(0, _MOMENT))
            self._kill()
        for process in self._running:
            finish(process, _DRAINED)

    def _kill(self) -> None:
        """One that has deliveries under way; now and then either, so that their beginnings are hit too."""
        number = self._dice.randrange(_DISPATCHERS)
        if self._dice.random() >= _EITHER and not self._under_way(self._running[number]):
            number = 1 - number
        victim = self._running[number]
        victim.kill()
        self.kills += finish(victim) == KILLED
        cut = self._under_way(victim)
        self.at_work += cut > 0
        self.cut_short += cut
        self._running[number] = start(self._folder, dispatch)

    def _under_way(self, process: ForkServerProcess) -> int:
        """How many deliveries are claimed under the number that this process has; its lock file says whose that is."""
        locks = (path for path in self._folder.glob("*.dispatch-*.lock") if f"pid {process.pid})" in path.read_text())
        numbers = [path.name.split("-")[-1].removesuffix(".lock") for path in locks]
        wanted = f"SELECT count(*) FROM delivery WHERE state = 'sending' AND dispatcher IN ({','.join(numbers)})"
        return int(_asked(self._folder, wanted))


def _asked(folder: Path, question: str) -> Any:
    with closing(sqlite3.connect(folder / "tocsin.db", timeout=60)) as connection:
        return connection.execute(question).fetchone()[0]
