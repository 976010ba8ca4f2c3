"""`tocsin inventory`: what you depend on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tocsin.commands.options import Json, fail, shared, storage_errors

app = typer.Typer(name="inventory", help="What you depend on.", no_args_is_help=True)


@app.command("import")
def import_inventory(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="CycloneDX JSON, a vendor list, or with --edges who uses whom.")],
    edges: Annotated[bool, typer.Option("--edges", help="The file says who uses whom.")] = False,
    json: Json = False,
) -> None:
    """Read a file into the inventory; what changed in it is changed, what left it is closed."""
    from inventory.read import read_dependencies, read_inventory
    from storage.runs import end_run
    from tocsin.past import past_lines, past_of
    from tocsin.running import working
    from tocsin.stages.imports import import_path
    from tocsin.stages.matching import match_pending
    from tocsin.terminal import TerminalProgress, print_json

    settings = shared(context).settings()
    path = file.resolve()
    with storage_errors(), working(settings, (), "inventory import", TerminalProgress()) as work:
        result = import_path(work, path, read_dependencies if edges else read_inventory)
        if result is not None:
            match_pending(work)
        problems = work.tally.problems
        past = past_of(work.tally.past)
        end_run(work.database, work.run_id, "partial" if problems else "done", {}, work.clock.now())
    if result is None and problems:
        fail(f"{file}: nothing imported", 3)
    counts = {
        "added": len(result.added) if result else 0,
        "changed": len(result.changed) if result else 0,
        "closed": result.closed if result else 0,
        "edges": len(result.new_edges) if result else 0,
        "problems": problems,
        "past": [vendor.as_json() for vendor in past],
    }
    if json:
        print_json(counts)
    elif result is None:
        typer.echo(f"{file}: unchanged since it was last read")
    else:
        typer.echo(", ".join(f"{number} {name}" for name, number in counts.items() if name not in ("problems", "past")))
        for line in past_lines(past):
            typer.echo(line)
    raise typer.Exit(1 if problems else 0)


@app.command("list")
def list_items(context: typer.Context, json: Json = False) -> None:
    """Every item with owner, criticality and what is shared with it."""
    from rich.console import Console
    from rich.table import Table

    from model.inventory import DEFAULT_TENANT
    from storage.inventories import items_of
    from tocsin.running import opened
    from tocsin.terminal import plain, print_json

    with storage_errors(), opened(shared(context).settings()) as database, database.read() as connection:
        items = [stored.item for stored in items_of(connection, DEFAULT_TENANT)]
    if json:
        for item in items:
            print_json(
                {
                    "name": item.name,
                    "kind": item.kind,
                    "supplier": item.supplier,
                    "version": item.version,
                    "purl": item.purl,
                    "domains": list(item.domains),
                    "owner": item.owner,
                    "criticality": item.criticality,
                    "data_types": sorted(item.data_types),
                    "source": item.source,
                }
            )
        return
    table = Table()
    for column in ("name", "kind", "supplier", "owner", "criticality", "shared data"):
        table.add_column(column, overflow="fold")
    for item in items:
        shared_types = ", ".join(sorted(item.data_types)) or "not stated"
        cells = (item.name, str(item.kind), item.supplier, item.owner or "", item.criticality or "", shared_types)
        table.add_row(*map(plain, cells))
    Console(highlight=False, markup=False).print(table)
