"""`tocsin source`: what is collected, and how each source is doing."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from tocsin.commands.options import Json, shared, storage_errors

app = typer.Typer(name="source", help="What is collected, and how each source is doing.", no_args_is_help=True)


@app.command("list")
def list_sources(context: typer.Context, json: Json = False) -> None:
    """Every source with its state; those that are off say why."""
    from rich.console import Console
    from rich.table import Table

    from storage.sources import source_states
    from tocsin.running import opened
    from tocsin.sources import configured_sources
    from tocsin.terminal import plain, print_json

    settings = shared(context).settings()
    with storage_errors(), opened(settings) as database:
        states = source_states(database)
    rows: list[dict[str, Any]] = []
    for source in configured_sources(settings):
        state = states.get(source.id)
        rows.append(
            {
                "id": source.id,
                "kind": source.kind,
                "url": source.url,
                "trust": source.trust,
                "every": f"{int(source.every.total_seconds())}s",
                "enabled": source.enabled,
                "state": state.state if state else "never polled",
                "since": state.since.isoformat() if state else None,
                "detail": state.detail if state else source.disabled_reason,
            }
        )
    if json:
        print_json(rows)
        return
    table = Table()
    for column in ("id", "kind", "trust", "every", "state", "since"):
        table.add_column(column, overflow="fold")
    for row in rows:
        shown = row["state"] if row["enabled"] else "off"
        detail = f"\n{plain(row['detail'])}" if row["detail"] and row["state"] != "ok" else ""
        since = (row["since"] or "")[:16].replace("T", " ")
        table.add_row(row["id"], row["kind"], str(row["trust"]), row["every"], f"{shown}{detail}", since)
    Console(highlight=False, markup=False).print(table)


@app.command("test")
def try_source(
    context: typer.Context,
    source: Annotated[str, typer.Argument(help="The id of a source.")],
    json: Json = False,
) -> None:
    """Ask one source now and show what would be stored; nothing is."""
    from crawler.crawl import Poll, crawl
    from model.document import Document
    from tocsin.clock import Clock
    from tocsin.sources import chosen_sources, configured_sources
    from tocsin.terminal import plain, print_json

    settings = shared(context).settings()
    chosen = chosen_sources(configured_sources(settings), [source])
    found: list[Document] = []
    outcome = crawl([Poll(chosen[0])], fetch=settings.fetch, now=Clock().now(), sink=found.append)[0]
    if json:
        documents = [{"url": item.url, "title": item.title, "published": item.published} for item in found]
        print_json({"state": outcome.state, "detail": outcome.detail, "documents": documents})
    else:
        typer.echo(f"{chosen[0].url}\n{outcome.state}: {outcome.detail or 'answered'}; {len(found)} documents")
        for item in found:
            day = item.published.date() if item.published else "undated"
            typer.echo(plain(f"  {day}  {item.title}  ({len(item.text)} characters)  {item.url}"))
    raise typer.Exit(0 if outcome.ok else 1)
