"""What `tocsin source list` shows: every source with its state, and which vendors have sources of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from config.fields import write_duration
from config.settings import Settings
from model.document import Source
from model.inventory import DEFAULT_TENANT
from storage.database import Database
from storage.sources import rhythms, source_states
from tocsin.knowledge import resolver_for
from tocsin.sources.known import all_sources, inventory_vendors
from tocsin.sources.silence import cadence

_TELLING = ("subprocessors",)  # kinds that tell who a vendor uses, not that it was breached


@dataclass(frozen=True, slots=True)
class Listed:
    """A source with its state; `every` is how often it is really asked, `asked` whether it ever was."""

    source: Source
    every: str
    state: str
    since: datetime | None
    detail: str
    asked: bool
    looked: bool

    def as_json(self) -> dict[str, Any]:
        """The object of `source list --json`."""
        source = self.source
        return {
            "id": source.id,
            "kind": source.kind,
            "url": source.url,
            "trust": source.trust,
            "every": self.every,
            "enabled": source.enabled,
            "state": self.state,
            "since": self.since.isoformat() if self.since else None,
            "detail": self.detail,
            "name": source.name,
            "alerting": source.alerting,
            "licence": source.licence,
            "attribution": source.attribution,
            "store": source.store,
            "generated": source.generated,
        }


@dataclass(frozen=True, slots=True)
class Coverage:
    """A vendor of the inventory with the sources that could tell of its breach.

    `live` ones answered when they were last asked, `silent` ones did not, `unasked` ones nobody has asked yet.
    """

    vendor: str
    live: tuple[str, ...]
    silent: tuple[str, ...]
    unasked: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The object of `source list --vendors --json`."""
        return {
            "vendor": self.vendor,
            "live": list(self.live),
            "silent": list(self.silent),
            "unasked": list(self.unasked),
        }


def listed(settings: Settings, database: Database, tenant: str | None = None) -> list[Listed]:
    """Every source, on or off, as it stands now; `tenant`: without those that only another's inventory brings."""
    states, habits = source_states(database), rhythms(database)
    rows = []
    for source in all_sources(settings, database, tenant):
        state = states.get(source.id)
        rows.append(
            Listed(
                source=source,
                every=write_duration(cadence(source, habits.get(source.id))),
                state=state.state if state else "never polled",
                since=state.since if state else None,
                detail=(state.detail if state else "") if source.enabled else source.disabled_reason,
                asked=state is not None,
                looked=state is not None and state.looked,
            )
        )
    return rows


def coverage(database: Database, rows: Sequence[Listed], tenant: str = DEFAULT_TENANT) -> list[Coverage]:
    """For each vendor of the inventory its own sources that are on; those without any live one first."""
    with database.read() as connection:
        resolver = resolver_for(connection, tenant)
        vendors = inventory_vendors(connection, tenant)
    own: dict[str, list[Listed]] = {}
    for row in rows:
        if row.source.organisation and row.source.enabled and row.source.kind not in _TELLING:
            whose = resolver.resolve(row.source.organisation, written_by_hand=True)
            if whose is not None:
                own.setdefault(whose.organisation_id, []).append(row)
    found = [_coverage(vendor.name, own.get(vendor.organisation_id, ())) for vendor in vendors]
    return sorted(found, key=lambda entry: (bool(entry.live), entry.vendor.casefold()))


def _coverage(vendor: str, own: Sequence[Listed]) -> Coverage:
    return Coverage(
        vendor=vendor,
        live=tuple(row.source.id for row in own if row.looked),
        silent=tuple(row.source.id for row in own if row.asked and not row.looked),
        unasked=tuple(row.source.id for row in own if not row.asked),
    )
