"""What a responder gets over hours and days: grouping, inhibition, repeats and silences, as Alertmanager's acceptance
tests (`test/with_api_v2/acceptance`: send, inhibit, silence, cluster) tell them, in our own terms and on our clock.

Each scenario is steps: hours since the start, what happens, and what then comes on the channel.
"""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest
from fakes.clocks import LaterClock
from fakes.databases import prepare
from fakes.stored import save_document
from fakes.webhook import WebhookStandIn
from faults.work import OnlyProblems

from config.settings import Settings
from inventory.read import read_dependencies, read_inventory
from model.access import ALLOWED, Actor, UserRole
from model.disclosure import DataTypeClaim, Disclosure, Evidence, Party
from model.document import Document, Source
from model.silence import Response
from model.vocabulary import Claim, DataStatus, DataType, Kind, Role, Trust
from storage.database import Database
from storage.disclosures import save_disclosure
from storage.matches import alerts_of
from storage.reading import claim_versions
from storage.responses import end_silence, mute, respond
from storage.runs import begin_run
from tocsin.context import Context
from tocsin.stages.collecting import collect_digests, remind
from tocsin.stages.correlation import correlate_pending
from tocsin.stages.delivery import deliver
from tocsin.stages.imports import import_path
from tocsin.stages.matching import match_pending

ANN = Actor("ann", "default", ALLOWED[UserRole.RESPONDER], "web")
PRESS = Source("press", "feed", "https://press.example/feed", Trust.PRESS, timedelta(hours=1))
NAMES, PASSWORDS = DataType.NAMES, DataType.PASSWORDS


@dataclass
class Desk:
    """A tenant that depends on Hartwell and Quillmark, and whose Hartwell uses Quillmark; one channel."""

    context: Context
    hook: WebhookStandIn
    seen: int = 0
    muted: list[int] = field(default_factory=list)

    def stages(self) -> None:
        """One run behind the reading, with its delivery."""
        run = replace(self.context, run_id=begin_run(self.context.database, "test", self.context.clock.now()))
        for stage in (correlate_pending, match_pending, remind, collect_digests, deliver):
            stage(run)

    def came(self) -> list[str]:
        """What has come since this was asked last."""
        new, self.seen = self.hook.received[self.seen :], len(self.hook.received)
        events = [json.loads(posted.body)["data"] for posted in new]
        return [("UPDATE " if data["update_of"] else "") + " + ".join(data["reasons"]) for data in events]


Happening = Callable[[Desk], object]


def report(
    url: str = "a", *exposed: DataType, breached: str = "Quillmark", claim: Claim = Claim.CONFIRMED, words: str = ""
) -> Happening:
    def happens(desk: Desk) -> None:
        now = desk.context.clock.now()
        text = f"{breached} {url} {exposed} {claim} {words}"
        found = Document(PRESS.id, f"https://press.example/{breached}/{url}", "t", text, now, text, now)
        assert save_document(desk.context.database, found, PRESS, first_poll=False)
        said = Evidence(breached, 2, 2 + len(breached))
        data = tuple(DataTypeClaim(each, DataStatus.EXPOSED, said) for each in exposed or (NAMES,))
        read = Disclosure(True, 1.0, Kind.BREACH, claim, (Party(breached, Role.BREACHED, 0.9, said),), data)
        for batch in claim_versions(desk.context.database, 1):
            for version in batch:
                save_disclosure(
                    desk.context.database, version.id, version.document_id, read,
                    relevant=True, fingerprint=(), extractor="x",
                )  # fmt: skip

    return happens


def answer(action: Response, hours: float | None = None) -> Happening:
    def happens(desk: Desk) -> None:
        now = desk.context.clock.now()
        first = alerts_of(desk.context.database)[-1]["id"]
        until = now + timedelta(hours=hours) if hours else None
        assert respond(desk.context.database, ANN, first, action, now=now, until=until) is not None

    return happens


def muted(expression: str, hours: float) -> Happening:
    def happens(desk: Desk) -> None:
        now = desk.context.clock.now()
        desk.muted.append(
            mute(desk.context.database, ANN, expression, now + timedelta(hours=hours), why="tested", now=now)
        )

    return happens


def unmuted(desk: Desk) -> None:
    assert end_silence(desk.context.database, ANN, desk.muted[0], desk.context.clock.now())


def out_of_reach(desk: Desk) -> None:
    desk.hook.misbehave("503_3600")


def two_dispatchers(desk: Desk) -> None:
    correlate_pending(desk.context)
    match_pending(desk.context)
    both = [threading.Thread(target=deliver, args=(desk.context,)) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()


FIRST = "new exposure"
ACK, SNOOZE, NOT_OURS = Response.ACKNOWLEDGE, Response.SNOOZE, Response.NOT_OURS
SCENARIOS: dict[str, list[tuple[float, list[Happening], list[str]]]] = {
    "send: what comes together is one message": [(0, [report("a"), report("b")], [FIRST])],
    "send: two incidents are two messages": [(0, [report("a"), report("b", breached="Hartwell")], [FIRST, FIRST])],
    "send: what joins later and says nothing new is silent": [
        (0, [report("a")], [FIRST]), (1, [report("b")], []), (2, [report("a", words="said again")], []),
    ],
    "send: what joins later and says more is an update": [
        (0, [report("a")], [FIRST]), (1, [report("b", NAMES, PASSWORDS)], ["UPDATE data type added"]), (2, [], []),
    ],
    "repeat: every four hours until it is acknowledged": [
        (0, [report()], [FIRST]), (3.9, [], []), (4.1, [], ["UPDATE reminder"]), (5, [], []),
        (8.2, [], ["UPDATE reminder"]), (9, [answer(ACK)], []), (20, [], []),
    ],
    "repeat: after days without a run it is said once": [
        (0, [report()], [FIRST]), (100, [], ["UPDATE reminder"]), (100.1, [], []),
    ],
    "resolved: a withdrawal is told and ends the reminders": [
        (0, [report()], [FIRST]), (1, [report(claim=Claim.RETRACTED)], ["UPDATE status retracted"]), (30, [], []),
    ],
    "resolved: what was withdrawn before anybody heard of it is not told": [
        (0, [report(), report(claim=Claim.RETRACTED)], []), (30, [], []),
    ],
    "retry: what could not be sent comes once, later": [
        (0, [out_of_reach, report()], []), (0.5, [], []), (1.1, [], [FIRST]), (2, [], []),
    ],
    "inhibit: the direct way hides the way over an edge": [(0, [report(breached="Quillmark")], [FIRST])],
    "silence: what is muted does not come, also not when the mute ends": [
        (0, [muted('vendor == "Quillmark"', 2), report()], []), (1, [], []), (3, [], []),
    ],
    "silence: a mute of others hides nothing": [(0, [muted('vendor == "Brackenmoor"', 2), report()], [FIRST])],
    "silence: news after the mute comes": [
        (0, [muted('vendor == "Quillmark"', 2), report()], []),
        (3, [report("a", NAMES, PASSWORDS)], ["UPDATE data type added"]),
    ],
    "silence: a mute that is taken back ends at once": [
        (0, [muted('vendor == "Quillmark"', 50)], []), (1, [unmuted, report()], [FIRST]),
    ],
    "silence: what is snoozed comes when the snooze ends": [
        (0, [report("a", NAMES, PASSWORDS)], [FIRST]), (1, [answer(SNOOZE, 10)], []),
        (2, [report("a", NAMES, PASSWORDS, DataType.PHONE_NUMBERS)], []), (5, [], []),
        (11.5, [], ["UPDATE data type added", "UPDATE reminder"]),
    ],
    "silence: what is not ours is neither repeated nor updated": [
        (0, [report("a", NAMES, PASSWORDS)], [FIRST]), (1, [answer(NOT_OURS, 200)], []), (50, [], []),
    ],
    "cluster: two dispatchers send each message once": [
        (0, [report("a"), report("b", breached="Hartwell"), two_dispatchers], [FIRST, FIRST]), (1, [], []),
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that knows the inventory; making one takes longer than playing a scenario on it."""
    folder = tmp_path_factory.mktemp("stocked")
    (folder / "vendors.csv").write_text("name\nHartwell\nQuillmark\n")
    (folder / "deps.csv").write_text("from,to,kind\nHartwell,Quillmark,subprocessor\n")
    database, clock = Database(f"sqlite:///{folder / 'tocsin.db'}"), LaterClock()
    prepare(database)
    context = Context(Settings(), database, clock, (), begin_run(database, "test", clock.now()), OnlyProblems())
    import_path(context, folder / "vendors.csv", read_inventory)
    import_path(context, folder / "deps.csv", read_dependencies)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return folder / "tocsin.db"


@pytest.fixture
def desk(tmp_path: Path, stocked: Path) -> Iterator[Desk]:
    shutil.copy(stocked, tmp_path / "tocsin.db")
    with WebhookStandIn() as hook:
        settings = Settings.model_validate({
            "channels": [{"id": "hook", "kind": "webhook", "url": hook.url}],
            "routes": [{"channels": ["hook"], "repeat": "4h"}],
        })  # fmt: skip
        database = Database(f"sqlite:///{tmp_path / 'tocsin.db'}")
        yield Desk(Context(settings, database, LaterClock(), (), 1, OnlyProblems()), hook)
        database.close()


@pytest.mark.parametrize("name", SCENARIOS)
def test_scenario(desk: Desk, name: str) -> None:
    for hours, happenings, expected in SCENARIOS[name]:
        desk.context.clock.ahead = timedelta(hours=hours)  # type: ignore[attr-defined]
        for happens in happenings:
            happens(desk)
        desk.stages()
        assert sorted(desk.came()) == sorted(expected), f"{name}, after {hours} hours"
