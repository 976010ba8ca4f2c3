"""`tocsin alert`: what was told to whom, and what could not be."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from model.inventory import DEFAULT_TENANT
from model.vocabulary import DeliveryState
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
    from tocsin.output.terminal import print_json, print_table
    from tocsin.running import opened

    with storage_errors(), opened(shared(context).within(tenant)) as database:
        found = newest(messages_of(database, limit=limit + 1, tenant=tenant), limit)
        rows = [(entry, deliveries(database, alert_id=entry["id"])) for entry in found]
    if json:
        for entry, sent in rows:
            print_json(_as_json(entry, sent))
        return
    columns = ("id", "created", "severity", "reason", "what", "deliveries")
    print_table(columns, (_as_cells(entry, sent) for entry, sent in rows), none="nobody was told anything so far")


def _as_json(entry: dict[str, Any], sent: list[dict[str, Any]]) -> dict[str, Any]:
    from alerts.machine import machine_facts
    from alerts.render import subject_of

    message = entry["message"]
    first = {"id": entry["id"], "kind": entry["kind"], "created": entry["created"].isoformat()}
    if message is None:
        return {**first, "unreadable": True, "deliveries": _sent(sent)}
    return {
        **first,
        "title": subject_of(message),
        **machine_facts(message),
        "paths": [list(exposure.path) for exposure in getattr(message, "exposures", ())],
        "update": message.update_of is not None,
        "deliveries": _sent(sent),
    }


def _sent(sent: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"id": d["id"], "channel": d["channel_id"], "state": d["state"], "error": d["last_error"]} for d in sent]


def _as_cells(entry: dict[str, Any], sent: list[dict[str, Any]]) -> tuple[str, ...]:
    from alerts.machine import machine_facts
    from alerts.render import render, subject_of

    message = entry["message"]
    shown = "\n".join(map(_delivered, sent)) or "none"
    first = str(entry["id"]), f"{entry['created']:%Y-%m-%d %H:%M}"
    if message is None:
        return *first, "", "", "what is stored of it cannot be read, see `tocsin doctor`", shown
    content = render(message)
    what = "\n".join([subject_of(message), *(path.path for path in content.paths), *content.lines[:3]])
    return *first, message.severity, ", ".join(machine_facts(message)["reasons"]), what, shown


def _delivered(delivery: dict[str, Any]) -> str:
    """Where it went and how far it came; what was given up with the number that `replay` takes."""
    number = f", delivery {delivery['id']}" if delivery["state"] == DeliveryState.DEAD else ""
    error = f" ({delivery['last_error']})" if delivery["last_error"] else ""
    return f"{delivery['channel_id']}: {delivery['state']}{number}{error}"


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
