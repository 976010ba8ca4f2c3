"""`tocsin alert`: what was told to whom, and what could not be."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from model.inventory import DEFAULT_TENANT
from tocsin.actor import operator
from tocsin.commands import explain, respond
from tocsin.commands.options import HIGHEST, Json, Limit, Tenant, fail, newest, shared, storage_errors

app = typer.Typer(name="alert", help="What was told to whom, and what could not be.", no_args_is_help=True)


respond.register(app)
explain.register(app)


@app.command("list")
def list_alerts(context: typer.Context, limit: Limit = 50, tenant: Tenant = DEFAULT_TENANT, json: Json = False) -> None:
    """The newest alerts and notices first, each with its deliveries."""
    from storage.matches import messages_of
    from storage.outbox import deliveries
    from tocsin.output.deliveries import delivery_as_json
    from tocsin.output.terminal import print_json, print_table
    from tocsin.running import opened

    with storage_errors(), opened(shared(context).within(tenant)) as database:
        found = newest(messages_of(database, limit=limit + 1, tenant=tenant), limit)
        rows = [(one, [*map(delivery_as_json, deliveries(database, alert_id=one["id"]))]) for one in found]
    if json:
        for entry, sent in rows:
            print_json(_as_json(entry, sent))
        return
    columns = ("id", "created", "severity", "reason", "what", "deliveries")
    print_table(columns, (_as_cells(entry, sent) for entry, sent in rows), none="nobody was told anything so far")


def _as_json(entry: dict[str, Any], sent: list[dict[str, Any]]) -> dict[str, Any]:
    from alerts.machine import machine_facts
    from alerts.render import subject_of

    message, acknowledged = entry["message"], entry["acknowledged"]
    first = {"id": entry["id"], "kind": entry["kind"], "created": entry["created"].isoformat()}
    last = {
        "acknowledged": acknowledged.isoformat() if acknowledged else None,
        "acknowledged_by": entry["acknowledged_by"],
        "deliveries": sent,
    }
    if message is None:
        return {**first, "unreadable": True, **last}
    return {
        **first,
        "key": message.key,
        "title": subject_of(message),
        **machine_facts(message),
        "paths": [list(exposure.path) for exposure in getattr(message, "exposures", ())],
        "update": message.update_of is not None,
        "update_of": message.update_of,
        **last,
    }


def _as_cells(entry: dict[str, Any], sent: list[dict[str, Any]]) -> tuple[str, ...]:
    from alerts.machine import machine_facts
    from alerts.render import render, subject_of
    from model.alert import Alert
    from tocsin.output.deliveries import delivery_state

    message, now = entry["message"], datetime.now(UTC)
    shown = "\n".join(f"{one['channel']}: {delivery_state(one, now)}" for one in sent) or "none"
    first = str(entry["id"]), f"{entry['created']:%Y-%m-%d %H:%M}"
    answered = [f"acknowledged by {entry['acknowledged_by']}"] if entry["acknowledged"] else []
    if message is None:
        lost = "what is stored of it cannot be read, see `tocsin doctor`"
        return *first, "", "", "\n".join([lost, *answered]), shown
    content = render(message)
    number = [f"incident {message.incident_id}"] if isinstance(message, Alert) else []
    about = [subject_of(message), *number, *(path.path for path in content.paths), *content.lines[:3], *answered]
    return *first, message.severity, ", ".join(machine_facts(message)["reasons"]), "\n".join(about), shown


@app.command()
def replay(
    context: typer.Context,
    delivery: Annotated[
        int | None, typer.Argument(min=0, max=HIGHEST, help="One delivery; all dead ones if left out.")
    ] = None,
) -> None:
    """Put deliveries that were given up back to work; the next run sends them under their old keys.

    What its channel has heard since to be withdrawn is not sent. Channels are the installation's, and so are these:
    every tenant's are meant.
    """
    from storage.outbox import deliveries
    from storage.replays import replay_dead
    from storage.withdrawals import keep_back_outlived
    from tocsin.clock import Clock
    from tocsin.running import opened

    settings = shared(context).settings()
    known = {channel.id for channel in settings.channels}
    with storage_errors(), opened(settings) as database:
        outlived = keep_back_outlived(database, delivery)
        number = replay_dead(database, operator(DEFAULT_TENANT), delivery, now=Clock().now(), channels=known)
        dead = deliveries(database, state="dead")
    left = [row for row in dead if row["channel_id"] not in known and delivery in (None, row["id"])]
    if outlived:
        typer.echo(f"{outlived} not sent again: the channel has heard since that nothing of it holds")
    for name in sorted({row["channel_id"] for row in left}):
        typer.echo(f"no channel is called {name} any more: what it was given waits until one has this id again")
    if number:
        what, them = ("delivery", "it") if number == 1 else ("deliveries", "them")
        typer.echo(f"{number} {what} that had been given up: the next run sends {them} again")
    elif delivery is not None and not (outlived or left):
        fail(f"no dead delivery has the id {delivery}; `tocsin alert list` shows them", 2)
    elif not (outlived or left):
        typer.echo("no delivery was given up")
