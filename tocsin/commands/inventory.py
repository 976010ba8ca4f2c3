"""`tocsin inventory`: what you depend on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from model.inventory import DEFAULT_TENANT, Assurance, InventoryFile, InventoryItem
from tocsin.commands.options import Json, Tenant, fail, shared, storage_errors

if TYPE_CHECKING:
    from tocsin.context import Context
    from tocsin.output.import_report import Imported

Kind = Literal["inventory", "edges", "subprocessors", "overlay"]
_NOTHING_HELD = "the inventory is empty: name its files under `inventories`, or `tocsin inventory import FILE`"
app = typer.Typer(name="inventory", help="What you depend on.", no_args_is_help=True)


@app.command("import")
def import_inventory(  # noqa: PLR0917 - Typer's options
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="An SBOM, a lock file, a vendor list; or what --as says.")],
    kind: Annotated[
        Kind,
        typer.Option(
            "--as",
            help="What the file is: an inventory, edges (who uses whom), a sub-processor page, what items lack.",
        ),
    ] = "inventory",
    vendor: Annotated[str | None, typer.Option(help="Whose sub-processor page it is.")] = None,
    edges: Annotated[bool, typer.Option("--edges", help="The same as --as edges.")] = False,
    replaces: Annotated[
        bool, typer.Option("--replace", help="Edges that it gave before and does not now, as of a misspelt vendor, go.")
    ] = False,
    tenant: Tenant = DEFAULT_TENANT,
    json: Json = False,
) -> None:
    """Read a file into the inventory; what changed in it is changed, what left it is closed."""
    from tocsin.output.terminal import TerminalProgress, print_json
    from tocsin.past import past_of
    from tocsin.running import by_hand
    from tocsin.stages.matching import match_pending

    kind = "edges" if edges else kind
    if (kind == "subprocessors") != (vendor is not None):
        fail("--as subprocessors and --vendor NAME go together: whose page is it?", 2)
    if replaces and kind == "overlay":
        fail("--replace takes edges back, and --as overlay gives none", 2)
    settings = shared(context).whole(tenant)
    with storage_errors(), by_hand(settings, "inventory import", TerminalProgress()) as work:
        report = _read_in(work.of(tenant), kind, file.resolve(), vendor or "", replaces=replaces)
        match_pending(work)
        report.past = past_of([each for each in work.tally.past if each.tenant == tenant])
        report.problems = list(work.tally.problems)
    if report.nothing and report.problems:
        fail(f"{file}: nothing imported", 3)
    if json:
        print_json(report.as_json())
    else:
        for line in report.lines(str(file)):
            typer.echo(line)
    raise typer.Exit(1 if report.problems else 0)


def _read_in(own: Context, kind: Kind, path: Path, vendor: str, *, replaces: bool) -> Imported:
    """What the file changed, read as what it is."""
    from inventory.errors import InventoryError
    from inventory.read import read_dependencies, read_inventory
    from tocsin.output.import_report import Imported, imported, unheld
    from tocsin.sources.processor_page import read_processor_page
    from tocsin.stages.imports import import_overlay, import_path

    if kind == "overlay":
        report = Imported()
        try:
            report.overlaid, report.missing, report.notes = import_overlay(own, path)
        except InventoryError as error:
            own.problem(str(error))
        return report
    readers: dict[str, Callable[[Path], InventoryFile]] = {
        "inventory": read_inventory,
        "edges": read_dependencies,
        "subprocessors": partial(read_processor_page, vendor=vendor, seen=own.clock.today()),
    }
    again = replaces or kind == "subprocessors"
    result = import_path(own, path, lambda file: replace(readers[kind](file), replaces=replaces), again=again)
    report = imported(own, path, result)
    if vendor and not report.nothing:
        report.missing = unheld(own, vendor)
    return report


@app.command()
def graph(
    context: typer.Context,
    dot: Annotated[bool, typer.Option("--dot", help="Graphviz' language, for `dot -Tsvg`.")] = False,
    tenant: Tenant = DEFAULT_TENANT,
    json: Json = False,
) -> None:
    """Who uses whom: your vendors, their suppliers, and how each edge is known."""
    from inventory.draw import as_data, as_dot
    from inventory.ends import end_in_words
    from tocsin.knowledge import graph_for
    from tocsin.output.terminal import plain, print_json
    from tocsin.running import opened

    if dot and json:
        fail("--dot and --json are two forms of it: leave one out", 2)
    with storage_errors(), opened(shared(context).within(tenant)) as database, database.read() as connection:
        found = graph_for(connection, tenant)
    today = datetime.now(UTC).date()
    if dot:
        typer.echo(as_dot(found, today), nl=False)
        return
    data = as_data(found)
    if json:
        print_json(data)
        return
    if not data["nodes"]:
        typer.echo(_NOTHING_HELD)
    names = {node["id"]: node["name"] for node in data["nodes"]}
    for node in data["nodes"]:
        if node["items"]:
            typer.echo(plain(f"you -> {node['name']} ({', '.join(node['items'][:3])})"))
    for edge in data["edges"]:
        ended = end_in_words(edge["ended"], today)
        role = f", {edge['role']}" if edge["role"] else ""
        typer.echo(
            plain(f"{names[edge['from']]} -> {names[edge['to']]} ({edge['kind']}{role}{ended}: {edge['source']})")
        )


@app.command()
def export(context: typer.Context, tenant: Tenant = DEFAULT_TENANT) -> None:
    """Print the inventory as CycloneDX 1.6, with services, their providers and the data they are given."""
    from inventory.export import as_cyclonedx
    from storage.inventories import items_of
    from tocsin.output.terminal import print_json
    from tocsin.running import opened

    with storage_errors(), opened(shared(context).within(tenant)) as database, database.read() as connection:
        items = [stored.item for stored in items_of(connection, tenant)]
    print_json(as_cyclonedx(items), indent=1)


@app.command("list")
def list_items(
    context: typer.Context,
    outdated: Annotated[
        bool, typer.Option("--outdated", help="Only items whose assurance evidence is out of date, with it.")
    ] = False,
    tenant: Tenant = DEFAULT_TENANT,
    json: Json = False,
) -> None:
    """Every item with owner, criticality, what is shared with it, and its assurance evidence."""
    from inventory.assurance import out_of_date
    from storage.inventories import items_of
    from tocsin.output.terminal import print_json, print_table
    from tocsin.running import opened

    with storage_errors(), opened(shared(context).within(tenant)) as database, database.read() as connection:
        items = [stored.item for stored in items_of(connection, tenant)]
    old = out_of_date(items, datetime.now(UTC).date())
    if outdated:
        items = list(dict.fromkeys(item for item, _ in old))
    with_expired = ((item, [each for held, each in old if held == item]) for item in items)
    if json:
        for item, expired in with_expired:
            print_json(_as_json(item, expired))
        return
    columns = ("name", "kind", "supplier", "owner", "criticality", "shared data", "evidence")
    none = "nothing is out of date" if outdated else _NOTHING_HELD
    print_table(columns, (_as_cells(item, expired) for item, expired in with_expired), none=none)


def _as_json(item: InventoryItem, expired: list[Assurance]) -> dict[str, Any]:
    from inventory.assurance import written

    return {
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
        "assurance": [written(each) for each in item.assurance],
        "out_of_date": [written(each) for each in expired],
    }


def _as_cells(item: InventoryItem, expired: list[Assurance]) -> tuple[str, ...]:
    from inventory.assurance import written

    types = ", ".join(sorted(item.data_types)) or "not stated"
    evidence = ", ".join(f"{written(each)}{' (out of date)' if each in expired else ''}" for each in item.assurance)
    return item.name, item.kind, item.supplier, item.owner or "", item.criticality or "", types, evidence
