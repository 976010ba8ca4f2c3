"""What `tocsin run` prints at its end stands, however much it told and whatever cannot be read any more."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from io import StringIO

from fakes.alert_samples import alert, exposure, incident
from fakes.by_hand import made_context
from rich.console import Console

from model.alert import Planned
from model.vocabulary import Severity
from storage.database import Database
from storage.incidents import load_incidents, open_incidents
from storage.matches import Note, save_alert, settle_matching
from storage.runs import begin_run
from tocsin.context import Context
from tocsin.output.summary import show_summary, summarise


def told_of(context: Context, number: int, tenant: str = "default", severity: Severity = Severity.LOW) -> None:
    now = context.clock.now()
    with context.database.write() as connection:
        [row] = open_incidents(connection, [(incident(title=f"Case {number}"), False)], run_id=context.run_id, now=now)
        stored = load_incidents(connection, [row])[row]
        made = alert(
            stored.incident, (exposure("quillmark"),), tenant_id=tenant, incident_id=row, lineage=stored.lineage
        )
        made = replace(made, key=f"{tenant} {number}", severity=severity)
        save_alert(connection, made, [Planned("hook", now + timedelta(hours=1))], run_id=context.run_id, now=now)
        settle_matching(connection, tenant, row, [Note(f"Case {number}", "alert", "new")], run_id=context.run_id)


def printed(context: Context) -> str:
    console = Console(file=StringIO(), width=100)
    show_summary(console, context, summarise(context))
    return str(console.file.getvalue())  # type: ignore[attr-defined]


def test_a_run_that_told_of_more_than_a_hundred_ends_in_its_summary(database: Database) -> None:
    context = made_context(database)
    for number in range(101):
        told_of(context, number)
    lines = [line for line in printed(context).splitlines() if "alert low" in line]
    assert len(lines) == 101


def test_an_alert_of_an_earlier_run_that_cannot_be_read_does_not_matter(database: Database) -> None:
    context = made_context(database)
    told_of(context, 1)
    with database.write() as connection:
        connection.exec_driver_sql("UPDATE alert SET payload = '{}'")
    later = replace(context, run_id=begin_run(database, "run", context.clock.now()))
    told_of(later, 2, severity=Severity.HIGH)
    assert "alert high" in printed(later)
