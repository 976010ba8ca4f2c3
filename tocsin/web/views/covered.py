"""Which vendors have a source that could tell of their breach; worked out once a minute, since it reads every name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import TypeVar, cast

from model.document import Source
from tocsin.sources.known import all_sources
from tocsin.sources.listed import Coverage, coverage, listed
from tocsin.web.desk import Desk

T = TypeVar("T")
_FRESH = timedelta(minutes=1)


def covered(desk: Desk, tenant: str) -> Sequence[Coverage]:
    """The vendors of a tenant, those without any live source of their own first."""

    def look() -> Sequence[Coverage]:
        return coverage(desk.database, listed(desk.settings, desk.database), tenant)

    return _remembered(desk, f"coverage of {tenant}", look)


def visible_sources(desk: Desk, tenant: str) -> Sequence[Source]:
    """The sources that a tenant may know of: those made from an inventory tell whose vendors these are."""
    if not desk.settings.tenants:
        return desk.sources

    def look() -> frozenset[str]:
        return frozenset(source.id for source in all_sources(desk.settings, desk.database, tenant))

    own = _remembered(desk, f"sources of {tenant}", look)
    return [source for source in desk.sources if not source.generated or source.id in own]


def _remembered(desk: Desk, key: str, look: Callable[[], T]) -> T:
    now = desk.clock.now()
    found = desk.remembered.get(key)
    if found is None or now - found[0] > _FRESH:
        found = desk.remembered[key] = (now, look())
    return cast("T", found[1])
