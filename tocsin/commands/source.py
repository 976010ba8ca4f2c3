"""`tocsin source`: what is collected, how each source is doing, and how a new one is found."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Annotated, Any

import typer

from model.counting import counted
from model.inventory import DEFAULT_TENANT
from tocsin.commands.options import Json, Limit, Tenant, fail, newest, shared, storage_errors

if TYPE_CHECKING:
    from tocsin.sources.listed import Coverage, Listed

app = typer.Typer(name="source", help="What is collected, and how each source is doing.", no_args_is_help=True)
_MAX_SHOWN = 12


@app.command("list")
def list_sources(
    context: typer.Context,
    vendors: Annotated[bool, typer.Option("--vendors", help="Only which sources could tell of which vendor.")] = False,
    tenant: Tenant = DEFAULT_TENANT,
    json: Json = False,
) -> None:
    """Every source with its state (those that are off say why), and which of your vendors has one of its own."""
    from tocsin.output.terminal import print_json, print_table
    from tocsin.running import opened
    from tocsin.sources.listed import coverage, listed

    settings = shared(context).whole(tenant)
    with storage_errors(), opened(settings) as database:
        rows = listed(settings, database, tenant)
        covered = coverage(database, rows, tenant)
    if json:
        print_json([entry.as_json() for entry in covered] if vendors else [row.as_json() for row in rows])
        return
    if not vendors:
        columns = ("id", "kind", "trust", "every", "state", "since")
        print_table(columns, map(_source_cells, rows), none="no source: set `builtin_sources: true`, or name your own")
    if covered or vendors:
        title = "Your vendors, and the sources of their own that could tell of their breach"
        none = "no vendor is in the inventory yet: name its files under `inventories`, and `tocsin run`"
        print_table(("vendor", "sources"), map(_vendor_cells, covered), title=title, none=none)


def _source_cells(row: Listed) -> tuple[str, ...]:
    source = row.source
    detail = f"\n{row.detail}" if row.detail and row.state != "ok" else ""
    since = f"{row.since:%Y-%m-%d %H:%M}" if row.since else ""
    shown = row.state if source.enabled else "off"
    return source.id, source.kind, source.trust, row.every, f"{shown}{detail}", since


def _vendor_cells(entry: Coverage) -> tuple[str, ...]:
    silent = f"; not to be had: {', '.join(entry.silent)}" if entry.silent else ""
    unasked = f"; not asked yet: {', '.join(entry.unasked)}" if entry.unasked else ""
    own = ", ".join(entry.live) or "NONE: only registers, catalogues and the press"
    return entry.vendor, own + silent + unasked


@app.command("test")
def try_source(
    context: typer.Context,
    source: Annotated[str, typer.Argument(metavar="ID|URL", help="The id of a source, or an address to try.")],
    kind: Annotated[str, typer.Option(help="Read a URL as this kind of source.")] = "feed",
    json: Json = False,
) -> None:
    """Ask one source now: the requests, what robots.txt says, what was read and what would be stored; nothing is."""
    from tocsin.output.terminal import print_json
    from tocsin.sources.trying import attempt, source_for

    settings = shared(context).settings()
    with storage_errors():
        chosen = source_for(settings, source, kind)
    found = attempt(settings, chosen)
    if json:
        print_json(found.as_json())
    else:
        for line in found.lines(_MAX_SHOWN):
            typer.echo(line)
    raise typer.Exit(0 if found.outcome.ok else 1)


@app.command("add")
def add_source(
    context: typer.Context,
    url: Annotated[str, typer.Argument(help="A site, a page or a feed.")],
    json: Json = False,
) -> None:
    """Find what can be collected at an address, and propose the entry for tocsin.yaml."""
    from tocsin.output.terminal import print_json
    from tocsin.sources.trying import propose

    url = url if "://" in url else f"https://{url}"
    proposal = propose(shared(context).settings(), url)
    if proposal is None:
        fail(f"{url}: no feed, sitemap or readable page was found; `tocsin source test {url} --kind page` shows why", 3)
    if json:
        print_json(proposal.as_json())
        return
    typer.echo(proposal.why)
    typer.echo("Add to tocsin.yaml, below `sources:`\n")
    typer.echo(proposal.as_yaml())


@app.command("history")
def show_history(
    context: typer.Context,
    source: Annotated[str, typer.Argument(help="The id of a source.")],
    limit: Limit = 100,
    json: Json = False,
) -> None:
    """When a source changed its state, and where its window ran over; newest first."""
    from storage.sources import source_events
    from tocsin.output.terminal import plain, print_json
    from tocsin.running import opened
    from tocsin.sources.known import all_sources, chosen_sources

    settings = shared(context).settings()
    with storage_errors(), opened(settings) as database:
        events = newest(source_events(database, source, limit=limit + 1), limit)
        if not events:  # one that is configured no more keeps its history
            chosen_sources(all_sources(settings, database), [source])
    if json:
        print_json([{"at": event.at.isoformat(), "state": event.state, "detail": event.detail} for event in events])
        return
    if not events:
        typer.echo("nothing happened to it so far")
    for event in events:
        typer.echo(plain(f"{event.at:%Y-%m-%d %H:%M}  {event.state}  {event.detail}"))


@app.command("diff")
def show_changes(
    context: typer.Context,
    url: Annotated[str, typer.Argument(help="The address of a stored page or list.")],
    json: Json = False,
) -> None:
    """What changed between the last two stored versions of a page, line by line."""
    from crawler.fixity import canonical_url
    from storage.documents import versions_of
    from tocsin.output.page_diff import page_diff
    from tocsin.output.terminal import plain, print_json
    from tocsin.running import opened

    with storage_errors(), opened(shared(context).settings()) as database:
        versions: list[Any] = versions_of(database, url)
        with suppress(ValueError):  # it is no address
            versions = versions or versions_of(database, canonical_url(url))
    if not versions:
        fail(f"{url}: no such document is stored", 3)
    lines = page_diff(versions[-2], versions[-1]) if len(versions) > 1 else []
    if json:
        print_json({"url": url, "versions": [version.fetched.isoformat() for version in versions], "diff": lines})
        return
    typer.echo(f"{url}: {counted(len(versions), 'version')}")
    for line in lines:
        typer.echo(plain(line))


@app.command()
def retry(
    context: typer.Context,
    url: Annotated[str | None, typer.Argument(help="The address of one document; all of them if left out.")] = None,
) -> None:
    """Have documents that could not be read, and were set aside, read again by the next run.

    `tocsin doctor` lists them, and an upgrade tries them by itself. A text that its licence let Tocsin keep for some
    days only may be gone by now.
    """
    from storage.reading import read_set_aside
    from tocsin.running import opened

    with storage_errors(), opened(shared(context).settings()) as database:
        number = read_set_aside(database, url or "")
    if number:
        what, them = ("document", "it") if number == 1 else ("documents", "them")
        typer.echo(f"{number} {what} that had been set aside: the next run reads {them} again")
    elif url is not None:
        fail(f"{url}: no document with this address is set aside and still has its text; `tocsin doctor` lists them", 2)
    else:
        typer.echo("nothing that still has its text is set aside")
