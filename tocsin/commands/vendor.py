"""`tocsin vendor`: who an organisation is, and what happened to it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from model.inventory import DEFAULT_TENANT
from tocsin.actor import operator
from tocsin.commands.options import Json, Tenant, fail, reason, shared, storage_errors

if TYPE_CHECKING:
    from tocsin.vendors import VendorView

app = typer.Typer(name="vendor", help="Who an organisation is, and what happened to it.", no_args_is_help=True)
Why = Annotated[str, typer.Option("--why", help="The reason, for whoever asks later.")]


@app.command()
def show(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="A name, a domain or a product.")],
    hops: Annotated[
        int | None, typer.Option(min=0, max=4, help="Edges on the longest path; `alerts.max_hops` if left out.")
    ] = None,
    tenant: Tenant = DEFAULT_TENANT,
    json: Json = False,
) -> None:
    """Who that is, how it is known, its breach history, your paths to it, and the sources that watch it."""
    from tocsin.output.as_json import vendor_json
    from tocsin.output.terminal import plain, print_json
    from tocsin.running import opened
    from tocsin.sources.known import configured_sources
    from tocsin.vendors import Nobody, vendor_view

    settings = shared(context).within(tenant)
    with storage_errors(), opened(settings) as database:
        longest = settings.alerts.max_hops if hops is None else hops
        view = vendor_view(database, tenant, name, configured_sources(settings), max_hops=longest)
    if isinstance(view, Nobody):
        hint = f"; did you mean {', '.join(view.suggestions)}?" if view.suggestions else ""
        fail(plain(f"{name}: nobody is known by this name alone{hint}"), 2)
    if json:
        print_json(vendor_json(view))
        return
    for line in _lines(view, datetime.now(UTC).date()):
        typer.echo(plain(line))


@app.command()
def merge(context: typer.Context, name: str, into: str, why: Why, tenant: Tenant = DEFAULT_TENANT) -> None:
    """Say that NAME is the same organisation as INTO; `vendor unmerge` takes it back. Only the default tenant may."""
    from tocsin.output.terminal import TerminalProgress
    from tocsin.running import by_hand
    from tocsin.stages.by_hand import CannotError, merge_vendors

    settings, why = shared(context).common(tenant, "organisations"), reason(why)
    with storage_errors(), by_hand(settings, "vendor merge", TerminalProgress()) as work:
        try:
            merged, kept = merge_vendors(work, name, into, why, operator(work.tenant))
        except CannotError as error:
            fail(str(error), 2)
    typer.echo(f"{merged} is {kept} from now on; take it back with: tocsin vendor unmerge {merged!r}")


@app.command()
def unmerge(
    context: typer.Context,
    merged: Annotated[str, typer.Argument(help="The id that `vendor merge` printed.")],
    tenant: Tenant = DEFAULT_TENANT,
) -> None:
    """Take a merge back. Only the default tenant may."""
    from tocsin.output.terminal import TerminalProgress
    from tocsin.running import by_hand
    from tocsin.stages.by_hand import CannotError, unmerge_vendor

    settings = shared(context).common(tenant, "organisations")
    with storage_errors(), by_hand(settings, "vendor unmerge", TerminalProgress()) as work:
        try:
            unmerge_vendor(work, merged, operator(work.tenant))
        except CannotError as error:
            fail(str(error), 2)
    typer.echo(f"{merged} is an organisation of its own again")


def _lines(view: VendorView, today: date) -> list[str]:
    from inventory.ends import end_in_words

    known = (
        "in the registry" if view.entry else "learnt from what was read, or from your inventory; not in the registry"
    )
    lines = [f"{view.name} ({view.id})", f"who        {known}; asked for by its {view.matched_on.replace('_', ' ')}"]
    if view.entry and view.entry.parent:
        lines.append(f"owned by   {view.entry.parent}, whose breaches are not its own")
    lines += [f"known by   {each.kind} {each.text} [{each.source}]" for each in view.known_by]
    for each in view.merges:
        undone = f", taken back {each.undone:%Y-%m-%d}" if each.undone else ""
        lines.append(f"merged     {each.merged} into {each.kept} on {each.made:%Y-%m-%d}: {each.why}{undone}")
    for stored, role in view.history:
        when = stored.incident.first_published or "undated"
        lines.append(f"{role:<10} {when} {stored.incident.title} ({stored.incident.status}, incident {stored.id})")
    if not view.history:
        lines.append("history    no incident is known; that is no proof that there was none")
    if view.own:
        lines.append("path       you: it is your own organisation")
    for way in view.ways:
        items = ", ".join(item.name for item in way.items)
        ends = "".join(end_in_words(link.edge.ended, today) for link in way.links)
        lines.append(f"path       {' -> '.join(('you', *way.names))} (by {items}{ends})")
    for source, state in view.watched_by:
        shown = "off" if not source.enabled else state.state if state else "never polled"
        lines.append(f"watched by {source.id}: {source.url} ({shown})")
    if not view.watched_by:
        lines.append("watched by no source of its own; press, registers and catalogues tell of it")
    return lines
