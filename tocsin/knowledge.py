"""What is known of organisations and of who uses whom, gathered for the stages that need it.

It is built once and kept until what it was built from changes, which the tokens of the tables tell (`storage.marks`);
any number of runs, stages and pages of a process share it.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, TypeVar, cast

from config.registry import load_registry
from inventory.graph import Graph
from inventory.resolve import Resolver
from model.inventory import Edge
from model.vocabulary import EdgeKind
from storage.incidents import disclosed_links
from storage.inventories import StoredItem, edges_of, items_of
from storage.marks import tokens
from storage.vendors import merges

T = TypeVar("T")
_MOST = 64  # kinds x tenants
_kept: OrderedDict[tuple[str, str], tuple[Hashable, Any]] = OrderedDict()
_lock = threading.Lock()


def inventory_of(connection: Any, tenant: str) -> tuple[StoredItem, ...]:
    """The open items of a tenant, with the one that is the tenant itself."""
    return _inventory(connection, tenant, tokens(connection))[1]


def from_inventories(kind: str, connection: Any, tenants: Sequence[str], build: Callable[[list[StoredItem]], T]) -> T:
    """What is built from the open items of these tenants, under a name of its own."""
    now = tokens(connection)

    def built() -> T:
        return build([stored for tenant in tenants for stored in _inventory(connection, tenant, now)[1]])

    return _remembered(kind, "\n".join(tenants), _inventory_key(now), built)


def resolver_for(connection: Any, tenant: str) -> Resolver:
    """The shipped registry, the tenant's own names, and what people merged."""
    return _resolver(connection, tenant, tokens(connection))[1]


def graph_for(connection: Any, tenant: str) -> Graph:
    """The tenant's items with its own edges and those that disclosures stated."""
    return _graph(connection, tenant, tokens(connection))


def inventory_and_graph(connection: Any, tenant: str) -> tuple[tuple[StoredItem, ...], Graph | None]:
    """The open items of a tenant, and its graph where it has any: nothing could be reached else."""
    now = tokens(connection)
    items = _inventory(connection, tenant, now)[1]
    return items, _graph(connection, tenant, now) if items else None


def _graph(connection: Any, tenant: str, now: Mapping[str, str]) -> Graph:
    known, resolver = _resolver(connection, tenant, now)
    own = (known, now.get("dependency_edge"))

    def connected() -> Graph:
        items = [stored.item for stored in _inventory(connection, tenant, now)[1]]
        return Graph(items, edges_of(connection, tenant), resolver)

    def told() -> Graph:
        return _remembered("graph", tenant, own, connected).extended(_stated(connection))

    return _remembered("graph as told", tenant, (own, now.get("incident_link")), told)


def _inventory(connection: Any, tenant: str, now: Mapping[str, str]) -> tuple[Hashable, tuple[StoredItem, ...]]:
    key = _inventory_key(now)
    return key, _remembered("inventory", tenant, key, lambda: tuple(items_of(connection, tenant, with_own=True)))


def _inventory_key(now: Mapping[str, str]) -> Hashable:
    return now.get("inventory_item"), now.get("inventory_overlay")


def _resolver(connection: Any, tenant: str, now: Mapping[str, str]) -> tuple[Hashable, Resolver]:
    held, stored = _inventory(connection, tenant, now)
    registry = load_registry()
    key = (held, now.get("organisation_merge"), id(registry))

    def built() -> tuple[Any, Resolver]:  # with the registry, so that nothing else gets its id
        merged = {each.merged: each.kept for each in merges(connection)}
        return registry, Resolver(registry, [each.item for each in stored], merged)

    return key, _remembered("resolver", tenant, key, built)[1]


def _stated(connection: Any) -> list[Edge]:
    stated: dict[tuple[str, str, str], Edge] = {}
    for user, provider, url, seen in disclosed_links(connection):
        known = stated.get((user, provider, url))
        first = min(known.first_seen, seen) if known and known.first_seen else seen
        stated[(user, provider, url)] = Edge(user, provider, EdgeKind.DISCLOSED, url, first_seen=first, last_seen=seen)
    return list(stated.values())


def _remembered(kind: str, tenant: str, key: Hashable, build: Callable[[], T]) -> T:
    """What was built under this key, or is built now in place of what was there before."""
    with _lock:
        known, value = _kept.get((kind, tenant), (None, None))
        if known == key:
            _kept.move_to_end((kind, tenant))
            return cast("T", value)
    built = build()
    with _lock:
        _kept[(kind, tenant)] = (key, built)
        while len(_kept) > _MOST:
            _kept.popitem(last=False)
    return built
