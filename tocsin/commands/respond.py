"""`tocsin alert ack|snooze|mute|unmute|silences`: what a responder does with alerts."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from model.inventory import DEFAULT_TENANT
from tocsin.actor import operator
from tocsin.commands.options import HIGHEST, Json, Tenant, fail, shared, storage_errors

if TYPE_CHECKING:
    from model.access import Actor
    from model.silence import Response, Silence
    from storage.responses import Answered

Wanted = Annotated[
    str, typer.Argument(metavar="ALERT", help="Its number, see `tocsin alert list`, or how messages name it: 3f9c…")
]
_KEY = re.compile("[0-9a-f]{12}(?:[0-9a-f]{52})?")
By = Annotated[str, typer.Option("--by", help="Who does it; the user of this shell by default.")]
Why = Annotated[str, typer.Option("--why", help="A reason, kept with it.")]
For = Annotated[str, typer.Option("--for", metavar="DURATION", help="How long, such as 4h, 7d or 2w.")]


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command()(ack)
    app.command()(snooze)
    app.command()(mute)
    app.command()(unmute)
    app.command("silences")(list_silences)


def ack(context: typer.Context, wanted: Wanted, by: By = "", why: Why = "", tenant: Tenant = DEFAULT_TENANT) -> None:
    """Say that somebody is on it: reminders of it and of earlier ones of its incident stop. No legal clock starts."""
    from model.silence import Response
    from tocsin.output.terminal import plain

    done = _respond(context, operator(tenant, by), wanted, Response.ACKNOWLEDGE, why=why)
    if done.before_by:
        typer.echo(plain(f"alert {wanted} was acknowledged by {done.before_by} already; nothing was changed"))
        return
    typer.echo(
        f"acknowledged: alert {wanted} and every earlier one of incident {done.incident_id}; "
        "one that rises, reverses a denial or confirms a claim opens it again"
    )


def snooze(  # noqa: PLR0917 - Typer's options
    context: typer.Context,
    wanted: Wanted,
    how_long: For = "4h",
    by: By = "",
    why: Why = "",
    tenant: Tenant = DEFAULT_TENANT,
) -> None:
    """Put off what comes of an incident, save what rises, reverses a denial or confirms a claim."""
    from model.silence import Response

    until = _until(how_long)
    done = _respond(context, operator(tenant, by), wanted, Response.SNOOZE, why=why, until=until)
    typer.echo(f"incident {done.incident_id} is snoozed until {until:%Y-%m-%d %H:%M} UTC")


def mute(  # noqa: PLR0917 - Typer's options
    context: typer.Context,
    expression: Annotated[str, typer.Argument(help="A filter such as 'vendor == \"Front\" and severity <= medium'.")],
    how_long: For = "7d",
    by: By = "",
    why: Why = "",
    tenant: Tenant = DEFAULT_TENANT,
) -> None:
    """Keep alerts that a filter holds for from being sent until then; they stay in `tocsin alert list`."""
    from alerts.routing import holds_for
    from config.filters import FilterError, parse_filter
    from storage.responses import mute as keep_back
    from tocsin.running import opened

    until = _until(how_long)
    try:
        parse_filter(expression)
    except FilterError as error:
        fail(f"the filter {error}", 2)
    with storage_errors(), opened(shared(context).within(tenant)) as database:
        holds = partial(holds_for, expression)
        number = keep_back(database, operator(tenant, by), expression, until, why=why, now=_now(), holds=holds)
    typer.echo(f"muted until {until:%Y-%m-%d %H:%M} UTC (number {number}; `tocsin alert unmute {number}` ends it)")


def unmute(
    context: typer.Context,
    number: Annotated[int, typer.Argument(min=0, max=HIGHEST, help="The mute's or snooze's number.")],
    tenant: Tenant = DEFAULT_TENANT,
) -> None:
    """End a mute or a snooze for what comes from now on."""
    from storage.responses import end_silence
    from tocsin.running import opened

    with storage_errors(), opened(shared(context).within(tenant)) as database:
        ended = end_silence(database, operator(tenant), number, _now())
    if not ended:
        fail(f"no mute or snooze with the number {number} holds now; `tocsin alert silences` shows those that do", 2)
    typer.echo("ended for what comes from now on; what it put off or kept back stays so, see `tocsin alert list`")


def list_silences(context: typer.Context, tenant: Tenant = DEFAULT_TENANT, json: Json = False) -> None:
    """What is muted, put off or none of yours now: until when, who said so and why."""
    from storage.responses import silenced_incidents, silences
    from tocsin.output.terminal import print_json, print_table
    from tocsin.running import opened

    with storage_errors(), opened(shared(context).within(tenant)) as database, database.read() as connection:
        holding = silences(connection, tenant, _now())
        incidents = silenced_incidents(connection, holding)
    if json:
        for one in holding:
            print_json({**silence_as_json(one), "incident": incidents.get(one.id)})
        return
    rows = [
        (
            str(one.id),
            one.response.value,
            one.expression or f"incident {incidents.get(one.id, '')}".rstrip(),
            f"{one.until:%Y-%m-%d %H:%M}",
            one.by,
            one.why,
        )
        for one in holding
    ]
    print_table(("number", "what", "of", "until (UTC)", "by", "why"), rows, none="nothing is muted or put off")


def silence_as_json(held: Silence) -> dict[str, str | int]:
    """As `alert explain` and `alert silences` print it."""
    return {
        "number": held.id,
        "what": held.response.value,
        "filter": held.expression,
        "until": held.until.isoformat(),
        "by": held.by,
        "why": held.why,
    }


def _respond(
    context: typer.Context, who: Actor, wanted: str, action: Response, *, why: str, until: datetime | None = None
) -> Answered:
    from alerts.routing import after_snooze
    from storage.responses import respond
    from tocsin.running import opened

    number = _number_or_key(wanted)
    settings = shared(context).within(who.tenant_id)
    comes = after_snooze(until, settings.routes, settings.alerts) if until else None
    with storage_errors(), opened(settings) as database:
        found = respond(database, who, number, action, now=_now(), why=why, until=until, comes=comes)
    if found is None:
        otherwise = "a notice needs no answer, and what a digest tells of has numbers of its own"
        fail(f"there is no alert {wanted} on an incident: {otherwise}; `tocsin alert list` shows them", 2)
    return found


def _number_or_key(text: str) -> int | str:
    if text.isascii() and text.isdecimal() and int(text) <= HIGHEST:
        return int(text)
    if _KEY.fullmatch(text):
        return text
    raise typer.BadParameter("neither an alert's number nor how messages name one", param_hint="ALERT")


def _until(text: str) -> datetime:
    from config.fields import parse_duration

    try:
        length: timedelta = parse_duration(text)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--for") from None
    if not length:
        raise typer.BadParameter("ends at once; give a duration such as 4h, 7d or 2w", param_hint="--for")
    return _now() + length


def _now() -> datetime:
    return datetime.now(UTC)
