"""Which sources there are: the shipped catalogue, the operator's own, and those made from the inventory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from config.catalogue import load_catalogue, shipped_sources
from config.errors import ConfigError
from config.settings import Settings
from model.document import Source
from storage.database import Database
from tocsin.knowledge import inventory_of, resolver_for
from tocsin.sources.of_vendors import Vendor, vendor_sources, vendors_of


def configured_sources(settings: Settings) -> tuple[Source, ...]:
    """Every shipped source and every one of the operator's own, which replaces a shipped one of its id."""
    shipped = shipped_sources(settings.catalogue) if settings.builtin_sources else ()
    own = [source.as_source() for source in settings.sources]
    taken = {source.id for source in own}
    return (*(source for source in shipped if source.id not in taken), *own)


def attributions(settings: Settings, ids: Iterable[str]) -> tuple[str, ...]:
    """The lines that the licences of these sources ask for, each once."""
    asked = (
        {entry.source.id: entry.source.attribution for entry in load_catalogue()} if settings.builtin_sources else {}
    )
    asked |= {source.id: source.as_source().attribution for source in settings.sources}
    return tuple(dict.fromkeys(line for name in ids if (line := asked.get(name))))


def all_sources(settings: Settings, database: Database, tenant: str | None = None) -> tuple[Source, ...]:
    """The configured sources and those that the inventories as they are stored now give: of all tenants, or of one."""
    configured = configured_sources(settings)
    if not settings.builtin_sources:
        return configured
    with database.read() as connection:
        tenants = settings.tenant_ids if tenant is None else (tenant,)
        found = {vendor.name: vendor for name in tenants for vendor in inventory_vendors(connection, name)}
    vendors = sorted(found.values(), key=lambda vendor: vendor.name.casefold())
    return (*configured, *vendor_sources(vendors, configured, settings.catalogue))


def inventory_vendors(connection: Any, tenant: str) -> list[Vendor]:
    """The organisations behind a tenant's inventory."""
    items = [stored.item for stored in inventory_of(connection, tenant)]
    return vendors_of(items, resolver_for(connection, tenant))


def chosen_sources(sources: Iterable[Source], ids: Sequence[str] = ()) -> tuple[Source, ...]:
    """The enabled sources, or those that are asked for by id.

    Raises:
        ConfigError: no source has such an id.
    """
    if not ids:
        return tuple(source for source in sources if source.enabled)
    by_id = {source.id: source for source in sources}
    unknown = [name for name in ids if name not in by_id]
    if unknown:
        raise ConfigError(f"no source has the id {unknown[0]}; `tocsin source list` shows them")
    return tuple(by_id[name] for name in ids)
