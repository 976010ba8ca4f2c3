"""`tocsin clock`: what the law may ask for, and from when it counts. Reminders, not advice."""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from model.inventory import DEFAULT_TENANT
from tocsin.actor import operator
from tocsin.clock import moment_of
from tocsin.commands.options import HIGHEST, Json, Tenant, fail, shared, storage_errors

if TYPE_CHECKING:
    from storage.database import Database

app = typer.Typer(
    name="clock", help="Statutory clocks: reminders with their legal source, not advice.", no_args_is_help=True
)
Moment = Annotated[str | None, typer.Option(metavar="TIME", help="Such as 2026-03-02T09:00+01:00; UTC without a zone.")]


@app.command()
def record(
    context: typer.Context,
    incident: Annotated[int, typer.Argument(min=0, max=HIGHEST, help="The incident's number.")],
    *,
    aware: Moment = None,
    material: Moment = None,
    classified: Moment = None,
    why: Annotated[str, typer.Option("--why", help="What it rests on; kept for good.")] = "",
    by: Annotated[str, typer.Option("--by", help="Who says so; the user of this shell by default.")] = "",
    tenant: Tenant = DEFAULT_TENANT,
) -> None:
    """Record when you became aware of it, found it material (SEC), or classified it as major (DORA), and why.

    Nothing else starts a clock. A later record replaces an earlier one, which stays on file.
    """
    from alerts.clocks.regimes import deadlines
    from model.clock import Basis, ClockRecord
    from storage.clocks import record_clock
    from storage.incidents import load_incidents
    from tocsin.output.terminal import plain
    from tocsin.running import opened
    from tocsin.stages.by_hand import not_there

    given = {Basis.AWARE: aware, Basis.MATERIAL: material, Basis.CLASSIFIED: classified}
    moments = {basis: _moment(text, f"--{basis}") for basis, text in given.items() if text}
    if not moments or not why.strip():
        fail("give --aware, --material or --classified with its time, and --why", 2)
    now = datetime.now(UTC)
    if any(at > now for at in moments.values()):
        fail("a clock cannot start in the future", 2)
    who = operator(tenant, by)
    settings = shared(context).within(tenant)
    with storage_errors(), opened(settings) as database, database.write() as connection:
        for basis, at in moments.items():
            if not record_clock(connection, who, ClockRecord(incident, basis, at, why, who.name, now)):
                fail(not_there(connection, incident), 2)
        happened = load_incidents(connection, [incident])[incident].incident.occurred or ""
    counted = {due.basis for due in deadlines(settings.clocks.regimes, settings.clocks.role, moments, None)}
    for basis, at in moments.items():
        early = happened[:1].isdigit() and at.date().isoformat()[: len(happened)] < happened  # or its year is not known
        slip = f", before it happened ({happened}): if that is a slip, record it again" if early else ""
        idle = "" if basis in counted else "; no clock that `clocks.regimes` switches on counts from it"
        typer.echo(plain(f"recorded: {basis} on {at:%Y-%m-%d %H:%M} UTC{slip}{idle}"))


@app.command()
def show(
    context: typer.Context,
    incident: Annotated[int | None, typer.Argument(min=0, max=HIGHEST, help="Only this incident.")] = None,
    tenant: Tenant = DEFAULT_TENANT,
    json: Json = False,
) -> None:
    """What is due, the earliest first, and what was recorded."""
    from alerts.clocks.lines import DISCLAIMER, due_lines
    from tocsin.clocks import due_dates
    from tocsin.output.terminal import plain, print_json
    from tocsin.running import opened

    settings = shared(context).within(tenant)
    if not settings.clocks.regimes:
        fail("no clock is switched on; name those that apply under `clocks.regimes` (gdpr, nis2, dora, sec, hipaa)", 2)
    with storage_errors(), opened(settings) as database:
        if incident is not None:
            _refuse_unknown(database, incident)
        running = [one for one in due_dates(database, tenant, settings.clocks) if incident in (None, one.incident_id)]
        known = [(one, _records(database, tenant, one.incident_id)) for one in running]
    if json:
        for one, records in known:
            clocks = [{**asdict(due), "at": due.at.isoformat() if due.at else None} for due in one.clocks]
            print_json({"incident": one.incident_id, "title": one.title, "clocks": clocks, "records": records})
        return
    for one, records in known:
        typer.echo(plain(f"incident {one.incident_id}: {one.title}"))
        for line in (*due_lines(one.clocks), *map(_said, records)):
            typer.echo(plain(f"  {line}"))
    if not known:
        typer.echo("no clock runs: nothing was recorded and nobody was alerted, or it was claimed or withdrawn only")
    typer.echo(DISCLAIMER)


@app.command()
def ical(context: typer.Context, tenant: Tenant = DEFAULT_TENANT) -> None:
    """The due dates as an iCalendar file on standard output."""
    from tocsin.clocks import calendar_feed
    from tocsin.running import opened

    settings = shared(context).within(tenant)
    with storage_errors(), opened(settings) as database:
        sys.stdout.write(calendar_feed(database, tenant, settings.clocks, datetime.now(UTC)).decode())


def _refuse_unknown(database: Database, incident: int) -> None:
    from storage.incidents import load_incidents
    from tocsin.stages.by_hand import not_there

    with database.read() as connection:
        if incident not in load_incidents(connection, [incident]):
            fail(not_there(connection, incident), 2)


def _records(database: Database, tenant: str, incident: int) -> list[dict[str, str]]:
    """All that was recorded of it, in order: of each basis the last one counts."""
    from storage.clocks import clock_records

    with database.read() as connection:
        return [
            {
                "basis": one.basis,
                "at": one.at.isoformat(),
                "why": one.why,
                "by": one.by,
                "recorded": one.recorded.isoformat(),
            }
            for one in clock_records(connection, tenant, incident)
        ]


def _said(record: dict[str, str]) -> str:
    at, recorded = (f"{datetime.fromisoformat(record[each]):%Y-%m-%d %H:%M} UTC" for each in ("at", "recorded"))
    return f"recorded {recorded} by {record['by']}: {record['basis']} on {at}: {record['why']}"


def _moment(text: str, option: str) -> datetime:
    try:
        return moment_of(text)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint=option) from None
