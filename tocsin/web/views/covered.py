"""Which vendors have a source that could tell of their breach; worked out once a minute, since it reads every name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import cast

from tocsin.source_list import Coverage, coverage, listed
from tocsin.web.desk import Desk

_FRESH = timedelta(minutes=1)


def covered(desk: Desk, tenant: str) -> Sequence[Coverage]:
    """The vendors of a tenant, those without any live source of their own first."""
    key, now = f"coverage of {tenant}", desk.clock.now()
    found = desk.remembered.get(key)
    if found is None or now - found[0] > _FRESH:
        found = (now, coverage(desk.database, listed(desk.settings, desk.database), tenant))
        desk.remembered[key] = found
    return cast("Sequence[Coverage]", found[1])
