"""Alerts of made-up incidents in the outbox, as the matching stage writes them, and a clock that is moved by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from fakes.alert_samples import alert as sample_alert
from fakes.alert_samples import exposure, incident
from fakes.stored import open_incident

from config.settings import Settings
from model.access import Actor
from model.alert import Alert, Planned
from model.inventory import InventoryFile, InventoryItem
from model.vocabulary import ItemKind, Severity, Status
from storage.database import Database
from storage.digests import calmed
from storage.inventories import import_file
from storage.matches import messages_of, save_alert
from storage.runs import begin_run
from tocsin.clock import Clock
from tocsin.context import Context, Quiet

NOW = datetime(2026, 3, 2, 22, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
CHAT = {"id": "chat", "kind": "slack", "webhook_url": "http://127.0.0.1:9/x"}
ADA = Actor("ada", "default", frozenset(), "cli")


class StoppedClock(Clock):
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        super().__init__()
        self.time = NOW

    def now(self) -> datetime:
        return self.time


def context_on(database: Database, **settings: object) -> Context:
    clock = StoppedClock()
    made = Settings.model_validate({"channels": [], "routes": [], **settings})
    return Context(made, database, clock, (), begin_run(database, "test", clock.now()), Quiet())


def told(
    database: Database,
    number: int,
    *,
    planned: list[Planned],
    update_of: str | None = None,
    broadcast: bool = False,
    repeat: timedelta | None = None,
    storm: int = 20,
    now: datetime = NOW,
    status: Status = Status.CONFIRMED,
    severity: Severity = Severity.HIGH,
) -> Alert:
    """An alert of the lineage `number` in the outbox, as the matching stage writes it."""
    story = incident(breached=f"Quillmark {number}", status=Status.CONFIRMED)
    with database.write() as connection:
        held = InventoryFile((InventoryItem("row 2", "Hartwell", ItemKind.VENDOR, "Hartwell"),))
        import_file(connection, "default", "vendors.csv", "1", held, run_id=1, now=now)
        found = open_incident(connection, story, run_id=1, history=False, now=now)
        made = replace(
            sample_alert(story, (exposure(f"e{number}", severity=severity),)),
            key=f"{number:032x}{len(messages_of(database, limit=10_000)):032x}",
            incident=replace(story, status=status), incident_id=found, lineage=f"L{number}",
            update_of=update_of, broadcast=broadcast, created=now, attributions=(f"Register {number}, CC BY 4.0",),
        )  # fmt: skip
        calm = calmed(connection, planned, limit=storm, wait=timedelta(minutes=10), now=now)
        save_alert(connection, made, calm, run_id=1, now=now, repeat=repeat)
    return made
