"""What is known of organisations and of who uses whom, gathered for the stages that need it."""

from __future__ import annotations

from typing import Any

from config.registry import load_registry
from inventory.graph import Graph
from inventory.resolve import Resolver
from model.inventory import Edge
from model.vocabulary import EdgeKind
from storage.incidents import disclosed_links
from storage.inventories import edges_of, items_of
from storage.vendors import merges


def resolver_for(connection: Any, tenant: str) -> Resolver:
    """The shipped registry, the tenant's own names, and what people merged."""
    items = [stored.item for stored in items_of(connection, tenant)]
    return Resolver(load_registry(), items, {each.merged: each.kept for each in merges(connection)})


def graph_for(connection: Any, tenant: str, resolver: Resolver) -> Graph:
    """The tenant's items with its own edges and those that disclosures stated."""
    stated: dict[tuple[str, str, str], Edge] = {}
    for user, provider, url, seen in disclosed_links(connection):
        known = stated.get((user, provider, url))
        first = min(known.first_seen, seen) if known and known.first_seen else seen
        stated[(user, provider, url)] = Edge(user, provider, EdgeKind.DISCLOSED, url, first_seen=first, last_seen=seen)
    items = [stored.item for stored in items_of(connection, tenant)]
    return Graph(items, [*edges_of(connection, tenant), *stated.values()], resolver)
