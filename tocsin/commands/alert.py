"""`tocsin alert`: what was told to whom, and what could not be."""

from __future__ import annotations

from typing import Annotated

import typer

from tocsin.commands.options import Json, fail, shared, storage_errors

app = typer.Typer(name="alert", help="What was told to whom, and what could not be.", no_args_is_help=True)


@app.command("list")
def list_alerts(context: typer.Context, limit: int = 50, json: Json = False) -> None:
    """The newest alerts first, each with its deliveries."""
    from rich.console import Console
    from rich.table import Table

    from storage.matches import alerts_of
    from storage.outbox import deliveries
    from tocsin.running import opened
    from tocsin.terminal import plain, print_json

    with storage_errors(), opened(shared(context).settings()) as database:
        rows = [(entry, deliveries(database, alert_id=entry["id"])) for entry in alerts_of(database, limit=limit)]
    table = Table()
    for column in ("id", "created", "severity", "reason", "what", "deliveries"):
        table.add_column(column, overflow="fold")
    for entry, sent in rows:
        alert = entry["alert"]
        paths = ["you -> " + " -> ".join(name or "unnamed supplier" for name in e.path) for e in alert.exposures]
        if json:
            states = [
                {"id": d["id"], "channel": d["channel_id"], "state": d["state"], "error": d["last_error"]} for d in sent
            ]
            print_json(
                {
                    "id": entry["id"],
                    "created": entry["created"].isoformat(),
                    "severity": alert.severity,
                    "reasons": list(alert.reasons),
                    "incident": alert.incident_id,
                    "title": alert.incident.title,
                    "paths": [list(e.path) for e in alert.exposures],
                    "update": alert.update_of is not None,
                    "deliveries": states,
                }
            )
            continue
        shown = "\n".join(f"{d['channel_id']}: {d['state']} {d['last_error'] or ''}".strip() for d in sent) or "none"
        what = "\n".join([alert.incident.title, *paths])
        cells = (f"{entry['created']:%Y-%m-%d %H:%M}", alert.severity, ", ".join(alert.reasons), what, shown)
        table.add_row(str(entry["id"]), *map(plain, cells))
    if not json:
        Console(highlight=False, markup=False).print(table)


@app.command()
def replay(
    context: typer.Context,
    delivery: Annotated[int | None, typer.Argument(help="One delivery; all dead ones if left out.")] = None,
) -> None:
    """Put deliveries that were given up back to work; the next run sends them under their old keys."""
    from storage.outbox import replay_dead
    from tocsin.running import opened

    with storage_errors(), opened(shared(context).settings()) as database:
        number = replay_dead(database, delivery)
    if delivery is not None and not number:
        fail(f"no dead delivery has the id {delivery}; `tocsin alert list` shows them", 2)
    typer.echo(f"{number} deliveries wait for the next `tocsin run`")
