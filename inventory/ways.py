"""The ways from an inventory to an organisation, whether or not anything happened to it."""

from __future__ import annotations

from dataclasses import dataclass

from inventory.graph import Graph, Link
from model.inventory import InventoryItem


@dataclass(frozen=True, slots=True)
class Way:
    """From the first vendor to the organisation: `names` as its edges write them, `links` one fewer."""

    names: tuple[str, ...]
    links: tuple[Link, ...]
    items: tuple[InventoryItem, ...]


def ways_to(graph: Graph, organisation_id: str, max_hops: int = 1, limit: int = 200) -> list[Way]:
    """Every way of at most `max_hops` edges, shortest first; at most `limit`."""
    found: list[Way] = []
    frontier: list[tuple[str, tuple[Link, ...]]] = [(organisation_id, ())]
    seen = {organisation_id}
    for hops in range(max_hops + 1):
        found += [_way(graph, first, links) for first, links in frontier if graph.held(first)]
        if hops == max_hops or len(found) >= limit:
            break
        frontier = [
            (link.user.organisation_id, (link, *links))
            for first, links in frontier
            for link in graph.links_to(first)
            if link.user.organisation_id not in seen
        ]
        seen.update(first for first, _ in frontier)
    return found[:limit]


def _way(graph: Graph, first: str, links: tuple[Link, ...]) -> Way:
    items = tuple(dict.fromkeys(held.item for held in graph.held(first)))
    names = (items[0].supplier or items[0].name, *(link.edge.provider or "" for link in links))
    return Way(names, links, items)
