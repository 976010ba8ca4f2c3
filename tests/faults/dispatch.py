"""Two dispatchers on one outbox, killed again and again: is every alert shown, and shown once?"""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import threading
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import yaml
from fakes.alert_samples import NOW, alert
from fakes.forked import finish, start
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


@dataclass(frozen=True)
class Outcome:
    """`shown_twice` counts alerts that a reader sees more than once; `marked` those told as a possible repeat."""

    alerts: int
    kills: int
    lost: int
    shown_twice: int
    marked: int
    integrity: str
    seconds: float


def dispatchers(folder: Path, *, alerts: int, kills: int, seed: int, until: float) -> Outcome:
    """Delivers `alerts` alerts to ten channels of a Slack stand-in while `kills` dispatchers are killed."""
    folder.mkdir(parents=True)
    began = time.monotonic()
    with _Counting() as slack:
        database = _outbox(folder, slack, alerts)
        done = _kill_while_delivering(folder, slack, alerts, kills, random.Random(seed), until=until)
        while delivery_counts(database)["pending"]:
            finish(start(folder, dispatch), _DRAINED)
            if time.monotonic() > until:
                break
        shown = Counter(message["metadata"]["event_payload"]["idem"] for message in slack.messages)
        marked = sum("possible repeat" in slack.texts(message) for message in slack.messages)
    with closing(sqlite3.connect(folder / "tocsin.db")) as connection:
        integrity = str(connection.execute("PRAGMA integrity_check").fetchone()[0])
    return Outcome(
        alerts=alerts,
        kills=done,
        lost=alerts - len(shown),
        shown_twice=sum(number > 1 for number in shown.values()),
        marked=marked,
        integrity=integrity,
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
            one = replace(sample, key=f"{index:064x}", incident_id=number)
            save_alert(connection, one, [Planned(names[index % len(names)], NOW)], run_id=1, now=NOW)
    return database


def _kill_while_delivering(
    folder: Path, slack: _Counting, alerts: int, kills: int, dice: random.Random, *, until: float
) -> int:
    """Kills one of them each time that a random number of alerts more has been shown; how often."""
    running = [start(folder, dispatch) for _ in range(_DISPATCHERS)]
    step = max(1, int(1.4 * alerts / max(kills, 1)))
    done = 0
    while done < kills and len(slack.messages) < alerts and time.monotonic() < until:
        slack.wait_for(min(alerts, len(slack.messages) + dice.randint(1, step)), 60)
        time.sleep(dice.uniform(0, 0.02))  # anywhere between two messages
        victim = dice.randrange(_DISPATCHERS)
        process = running[victim]
        if process.is_alive() and process.pid is not None:
            os.kill(process.pid, signal.SIGKILL)
            process.join()
            done += process.exitcode == -signal.SIGKILL
        running[victim] = start(folder, dispatch)
    for process in running:
        finish(process, _DRAINED)
    return done
