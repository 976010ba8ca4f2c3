"""`tocsin alert explain` and `tocsin alert test`: why something was or was not told, and whether a route works."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from model.inventory import DEFAULT_TENANT
from tocsin.commands.options import HIGHEST, Json, Tenant, fail, shared, storage_errors
from tocsin.commands.respond import silence_as_json

if TYPE_CHECKING:
    from config.settings import Settings
    from storage.database import Database


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command()(explain)
    app.command("test")(try_route)


def explain(
    context: typer.Context,
    incident: Annotated[
        int, typer.Argument(min=0, max=HIGHEST, help="The incident's number, see `tocsin incident list`.")
    ],
    tenant: Tenant = DEFAULT_TENANT,
    json: Json = False,
) -> None:
    """Every decision on an incident: what matched, what nearly did, who was told when and why, and why not."""
    from tocsin.output.terminal import plain, print_json
    from tocsin.running import opened

    with storage_errors(), opened(shared(context).within(tenant)) as database:
        found = explanation(database, tenant, incident)
    if found is None:
        fail(f"there is no incident {incident}; `tocsin incident list` shows them", 2)
    if json:
        print_json(found)
        return
    for line in _lines(found):
        typer.echo(plain(line))


def explanation(database: Database, tenant: str, number: int) -> dict[str, Any] | None:
    """All that was decided on an incident for a tenant, as plain values; None where there is none.

    Of one that was merged it is what was decided on the one that it is a part of now.
    """
    from datetime import UTC, datetime

    from storage.hand import standing
    from storage.incidents import load_incidents, waiting_for_match
    from storage.matches import decisions_on, messages_on
    from storage.outbox import deliveries
    from storage.responses import responses_of, silences

    with database.read() as connection:
        number = standing(connection, number)
        stored = load_incidents(connection, [number]).get(number)
        waiting = number in waiting_for_match(connection)
        holding = silences(connection, tenant, datetime.now(UTC))
    if stored is None:
        return None
    return {
        "incident": number,
        "title": stored.incident.title,
        "status": stored.incident.status.value,
        "matched": not waiting,
        "decisions": decisions_on(database, tenant, number),
        "told": [
            _told(entry, deliveries(database, alert_id=entry["id"])) for entry in messages_on(database, tenant, number)
        ],
        "silences": [silence_as_json(one) for one in holding if one.lineage in (None, stored.lineage)],
        "responses": [{**row, "at": row["at"].isoformat()} for row in responses_of(database, tenant, number)],
    }


def _told(entry: dict[str, Any], sent: list[dict[str, Any]]) -> dict[str, Any]:
    """One message: why it was written, and where it went."""
    from alerts.render import render
    from tocsin.output.deliveries import delivery_as_json

    message, acknowledged = entry["message"], entry["acknowledged"]
    content = render(message) if message else None
    paths = content.paths if content else ()
    return {
        "alert": entry["id"],
        "created": entry["created"].isoformat(),
        "headline": content.headline if content else "what is stored of it cannot be read, see `tocsin doctor`",
        "reasons": [reason.value for reason in message.reasons] if message else [],
        "why_now": list(content.reasons) if content else [],
        "why_you": [path.path for path in paths],
        "why_this_severity": [term for path in paths for term in path.severity_terms],
        "severity": content.severity.value if content else "unknown",
        "acknowledged": acknowledged.isoformat() if acknowledged else None,
        "acknowledged_by": entry["acknowledged_by"],
        "deliveries": [delivery_as_json(row) for row in sent],
    }


def _lines(found: dict[str, Any]) -> list[str]:
    from datetime import UTC, datetime

    from tocsin.output.deliveries import delivery_state

    now = datetime.now(UTC)
    lines = [f"incident {found['incident']}: {found['title']} ({found['status']})", ""]
    lines += [f"run {d['run_id']:<4} {d['outcome']:<10} {d['subject']}: {d['why']}" for d in found["decisions"]]
    if not found["decisions"]:
        matched = "it was matched, and neither reaches nor names anything of your inventory"
        waiting = "it was not matched yet; `tocsin run` does it"
        lines.append(f"nothing was decided: {matched if found['matched'] else waiting}")
    for told in found["told"]:
        lines += ["", f"alert {told['alert']} ({told['created'][:16]}, {told['severity']}): {told['headline']}"]
        lines += [f"  why now       {reason}" for reason in told["why_now"]]
        lines += [f"  why you       {path}" for path in told["why_you"]]
        lines += [f"  why so grave  {term}" for term in told["why_this_severity"]]
        for one in told["deliveries"]:
            lines.append(f"  {one['channel']:<13} {delivery_state(one, now)}: {one['why']}")
    for row in found["responses"]:
        why = f": {row['why']}" if row["why"] else ""
        lines += ["", f"{row['at'][:16]} {row['by']} {row['action']}{why}"]
    for held in found["silences"]:
        of = f" of what `{held['filter']}` holds for" if held["filter"] else ""
        ends = f"`tocsin alert unmute {held['number']}` ends it"
        lines += ["", f"until {held['until'][:16]} UTC: {held['what']}{of}, by {held['by'] or 'somebody'}; {ends}"]
    return lines


def try_route(
    context: typer.Context,
    route: Annotated[str, typer.Argument(help="A route's id or place (routes.0), or a channel's id.")],
    tenant: Tenant = DEFAULT_TENANT,
) -> None:
    """Send a marked sample to every channel of a route, at once, past quiet hours and digests."""
    from datetime import UTC, datetime

    from alerts.channels.base import PermanentFailure, TemporaryFailure
    from alerts.channels.open import open_channel
    from alerts.sample import sample_alert
    from config.errors import ConfigError
    from model.alert import SendRequest
    from storage.outbox import delivery_key
    from tocsin.output.summary import Exit

    settings = shared(context).within(tenant)
    wanted = _channels_of(settings, route)
    sample = sample_alert(datetime.now(UTC))
    sent = failed = 0
    for channel in settings.channels:
        if channel.id not in wanted:
            continue
        try:
            open_channel(channel).send(SendRequest(sample, delivery_key(sample.key, channel.id)))
            sent += 1
            typer.echo(f"{channel.id}: sent")
        except (ConfigError, PermanentFailure, TemporaryFailure) as error:
            failed += 1
            typer.echo(f"{channel.id}: {error}")
    if failed:
        raise typer.Exit(Exit.PARTLY if sent else Exit.NOTHING)


def _channels_of(settings: Settings, wanted: str) -> set[str]:
    from alerts.routing import route_name

    named = {route_name(rule, number): rule.channels for number, rule in enumerate(settings.routes)}
    named |= {channel.id: [channel.id] for channel in settings.channels if channel.id not in named}
    if wanted not in named:
        fail(f"no route or channel is called {wanted}; there are {', '.join(sorted(named)) or 'none'}", 2)
    return set(named[wanted])
