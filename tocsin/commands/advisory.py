"""`tocsin advisory`: flaws in what you use, and packages that were made to harm."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from model.inventory import DEFAULT_TENANT
from tocsin.commands.options import Json, Tenant, fail, parse_day, shared, storage_errors

if TYPE_CHECKING:
    from storage.advisories import ListedAdvisory

app = typer.Typer(name="advisory", help="Flaws in what you use, and malicious packages.", no_args_is_help=True)


@app.command("list")
def list_advisories(  # noqa: PLR0917 - Typer's options
    context: typer.Context,
    vendor: Annotated[str | None, typer.Option(metavar="NAME", help="Only those of this maker.")] = None,
    purl: Annotated[
        str | None, typer.Option(help="Those on this package, at its version if one is given, held or not.")
    ] = None,
    since: Annotated[str | None, typer.Option(metavar="DAY", help="Published on this day or later.")] = None,
    tenant: Tenant = DEFAULT_TENANT,
    json: Json = False,
) -> None:
    """The advisories on products of your inventory, newest first; with --purl, all on one package."""
    from tocsin.output.terminal import plain, print_json
    from tocsin.running import opened

    if vendor and purl:
        fail("--vendor and --purl are two questions: ask one after the other", 2)
    day = parse_day(since, "--since")
    with storage_errors(), opened(shared(context).within(tenant)) as database, database.read() as connection:
        found = _on_package(connection, purl, day) if purl else _on_products(connection, tenant, vendor, day)
    if json:
        for one in found:
            print_json(_as_json(one))
        return
    for one in found:
        typer.echo("\n".join(plain(line) for line in _lines(one)))
    if not found:
        typer.echo("none is known" if purl else "none reaches what is in the inventory")


def _on_products(connection: Any, tenant: str, vendor: str | None, since: Any) -> list[ListedAdvisory]:
    from storage.advisories import advisories_of
    from tocsin.knowledge import resolver_for
    from tocsin.output.terminal import plain

    found = advisories_of(connection, tenant, since)
    if vendor is None:
        return found
    resolver = resolver_for(connection, tenant)
    meant = resolver.resolve(vendor, written_by_hand=True)
    whose = [(one, [resolver.resolve(maker) for maker in one.makers]) for one in found]
    wanted = meant.organisation_id if meant else None
    kept = [one for one, makers in whose if any(maker and maker.organisation_id == wanted for maker in makers)]
    if not kept and (wanted is None or not resolver.holds(wanted)):  # "none reaches you" would answer nothing
        near = resolver.suggest(vendor)
        hint = f"; did you mean {', '.join(near)}?" if near else ""
        fail(plain(f"{vendor}: nobody is known by this name alone{hint}"), 2)
    return kept


def _on_package(connection: Any, purl: str, since: Any) -> list[ListedAdvisory]:
    from inventory.packages import HeldPackages
    from model.inventory import InventoryItem
    from model.vocabulary import ItemKind
    from nlp.structured import PACKAGE_KINDS
    from storage.advisories import package_advisories

    meant = HeldPackages([InventoryItem(ref=purl, name=purl, kind=ItemKind.COMPONENT, supplier="", purl=purl)])
    if not meant:
        fail(f"{purl} is no package URL such as pkg:npm/left-pad@1.3.0", 2)
    return package_advisories(connection, PACKAGE_KINDS, meant.any_of, since)


def _lines(one: ListedAdvisory) -> list[str]:
    exploited = "  KNOWN TO BE EXPLOITED" if one.exploited else ""
    flaws = f" ({', '.join(one.vulnerabilities)})" if one.vulnerabilities else ""
    lines = [f"{one.published or 'undated'}  {', '.join(one.makers) or 'unnamed'}: {one.title}{flaws}{exploited}"]
    if one.items:
        told = f"told {one.told:%Y-%m-%d}" if one.told else "stands in the next digest"
        lines.append(f"  your {', '.join(one.items)}; {told}")
    if one.incident is not None:
        lines.append(f"  incident {one.incident}")
    return [*lines, f"  {one.url}"]


def _as_json(one: ListedAdvisory) -> dict[str, Any]:
    return {
        "published": str(one.published) if one.published else None,
        "title": one.title,
        "url": one.url,
        "makers": list(one.makers),
        "items": list(one.items),
        "vulnerabilities": list(one.vulnerabilities),
        "exploited": one.exploited,
        "told": one.told.isoformat() if one.told else None,
        "incident": one.incident,
    }
