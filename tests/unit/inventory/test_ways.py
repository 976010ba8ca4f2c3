"""The ways from an inventory to an organisation: how far, which first, how many, and that a circle ends."""

from __future__ import annotations

from dataclasses import replace

from fakes.incidents import vendor

from inventory.graph import Graph
from inventory.resolve import Resolver
from inventory.ways import ways_to
from model.inventory import Edge
from model.vocabulary import EdgeKind, ItemKind

ITEMS = [vendor(name) for name in ("Northquill", "Tallowfen", "Brasswick")]
PAIRS = [("Northquill", "Brasswick"), ("Tallowfen", "Northquill"), ("Brasswick", "Tallowfen"), ("Tallowfen", "Other")]
EDGES = [Edge(user, provider, EdgeKind.LIST, "list.csv") for user, provider in PAIRS]


def names(end: str, *, hops: int, limit: int = 200, edges: list[Edge] = EDGES) -> list[tuple[str, ...]]:
    graph = Graph(ITEMS, edges, Resolver((), ITEMS))
    return [way.names for way in ways_to(graph, f"name:{end}", hops, limit)]


def test_every_way_is_given_once_shortest_first_and_a_circle_ends() -> None:
    ways = [("Brasswick",), ("Northquill", "Brasswick"), ("Tallowfen", "Northquill", "Brasswick")]
    assert [names("brasswick", hops=hops) for hops in (0, 1, 2, 9)] == [ways[:1], ways[:2], ways, ways]


def test_what_is_told_of_an_edge_twice_gives_two_ways() -> None:
    again = Edge("Northquill", "Brasswick", EdgeKind.SUBPROCESSOR, "https://northquill.example/sub")
    graph = Graph(ITEMS, [*EDGES, again], Resolver((), ITEMS))
    direct = [way.links for way in ways_to(graph, "name:brasswick", 1) if way.links]
    assert [[link.edge for link in links] for links in direct] == [[EDGES[0]], [again]]


def test_no_more_ways_than_asked_for() -> None:
    assert names("brasswick", hops=9, limit=2) == [("Brasswick",), ("Northquill", "Brasswick")]
    both = [Edge(user, "Far", EdgeKind.LIST, "x") for user in ("Northquill", "Tallowfen")]
    assert names("far", hops=9, limit=1, edges=both) == [("Northquill", "Far")], "alike in length"


def test_a_way_begins_with_the_vendor_of_what_is_held() -> None:
    """The edge is the vendor's, whatever the product is called."""
    item = replace(vendor("Northquill"), name="Quill Desk", kind=ItemKind.SERVICE)
    graph = Graph([item], EDGES[:1], Resolver((), [item]))
    assert [way.names for way in ways_to(graph, "name:brasswick")] == [("Northquill", "Brasswick")]


def test_a_way_begins_at_what_is_held() -> None:
    """Whoever is in between may be in no inventory."""
    chain = [Edge("Northquill", "Between", EdgeKind.LIST, "x"), Edge("Between", "Far", EdgeKind.LIST, "x")]
    assert names("far", hops=1, edges=chain) == []
    assert names("far", hops=2, edges=chain) == [("Northquill", "Between", "Far")]
