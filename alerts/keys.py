"""The stable keys of alerts and notices."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

Fact = tuple[str, str]


def alert_key(tenant_id: str, lineage: str, facts: Iterable[Fact]) -> str:
    """SHA-256 (64 hex digits) over tenant, incident lineage and the facts told, whatever their order."""
    parts = [tenant_id, lineage]
    for exposure, fact in sorted(facts):
        parts += [exposure, fact]
    return _digest(parts)


def notice_key(tenant_id: str, *parts: str) -> str:
    """SHA-256 (64 hex digits) over tenant and whatever makes a notice the same one."""
    return _digest(["notice", tenant_id, *parts])


def _digest(parts: Iterable[str]) -> str:
    # Lengths keep ("ab", "c") and ("a", "bc") apart.
    data = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(data.encode("utf-8", "surrogatepass")).hexdigest()
