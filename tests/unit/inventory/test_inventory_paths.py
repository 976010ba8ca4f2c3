"""Which vendors an incident reaches and by which path, against an oracle that walks every path there is."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from fakes.incidents import SEEN, incident, link, party, vendor

from inventory.graph import Graph
from inventory.match import match
from inventory.network import Network
from inventory.resolve import Resolver
from model.exposure import Hop
from model.incident import Incident
from model.inventory import Edge
from model.vocabulary import EdgeKind, Role, Status, Trust

NAMES = [f"Vendor{letter} Corp" for letter in "abcdefghijkl"]
TODAY = date(2026, 4, 1)
KINDS = (EdgeKind.LIST, EdgeKind.SUBPROCESSOR, EdgeKind.DISCLOSED)


def some_edges(chance: random.Random) -> list[Edge]:
    """Any edges, with circles, parallel ones, loops, closed ones and undated ones."""
    days = [None, SEEN, SEEN - timedelta(days=900), SEEN - timedelta(days=30)]
    return [
        Edge(
            user=chance.choice(NAMES),
            provider=chance.choice(NAMES),
            kind=chance.choice(KINDS),
            source=f"list-{number}.csv",
            last_seen=chance.choice(days),
            ended=chance.choice([None, None, SEEN]),
        )
        for number in range(chance.randrange(4, 40))
    ]


def stated(event: Incident) -> list[Edge]:
    """The edges that an incident of one breached party states."""
    if event.status is Status.ALLEGED:
        return []
    breached, *downstream = (party.name for party in event.parties)
    return [Edge(user, breached, EdgeKind.DISCLOSED, "", last_seen=SEEN) for user in downstream if user != breached]


def every_path(first: str, end: str, edges: list[Edge], hops: int) -> Iterator[tuple[Edge, ...]]:
    if first == end and hops == 0:
        yield ()
    elif hops > 0:
        for edge in edges:
            if edge.user == first:
                for rest in every_path(str(edge.provider), end, edges, hops - 1):
                    yield (edge, *rest)


def order(hops: tuple[Edge | Hop, ...]) -> tuple[bool, bool, int]:
    freshest = max((hop.last_seen for hop in hops if hop.last_seen), default=date.min)
    years = int((TODAY - freshest).days / 365.25) if hops else 0
    return any(hop.ended for hop in hops), not all(hop.kind is EdgeKind.DISCLOSED for hop in hops), years


@pytest.mark.parametrize("seed", range(60))
@pytest.mark.parametrize("max_hops", [0, 1, 2, 3])
def test_what_is_reached_is_what_walking_every_path_gives(seed: int, max_hops: int) -> None:
    chance = random.Random(seed)
    edges = some_edges(chance)
    breached = chance.choice(NAMES)
    hit = tuple(name for name in chance.sample(NAMES, 2) if name != breached) if seed % 3 == 0 else ()
    event = incident(breached, hit, status=Status.ALLEGED if seed % 9 == 0 else Status.CONFIRMED)
    items = [vendor(name) for name in chance.sample(NAMES, 6)]
    found, _ = match(event, Graph(items, edges, Resolver([], items)), today=TODAY, max_hops=max_hops)
    wanted = {}
    for item in items:
        for hops in range(max_hops + 1):
            if paths := list(every_path(item.name, breached, [*stated(event), *edges], hops)):
                wanted[item.name] = (hops, min(map(order, paths)))
                break
    assert {each.path[0]: (len(each.hops), order(each.hops)) for each in found} == wanted
    for each in found:
        assert each.path == (*(hop.user for hop in each.hops), breached)
        assert [hop.provider for hop in each.hops] == [*(hop.user for hop in each.hops[1:]), breached][: len(each.hops)]


def test_the_first_of_two_breached_parties_is_told_where_all_else_is_alike() -> None:
    edges = [Edge("Northquill", name, EdgeKind.LIST, "list.csv", SEEN, SEEN) for name in ("Tallowfen", "Brasswick")]
    items = [vendor("Northquill")]
    [found] = match(incident(("Brasswick", "Tallowfen")), Graph(items, edges, Resolver([], items)), today=SEEN)[0]
    assert found.path == ("Northquill", "Brasswick")


def known_ways(*days: date) -> list[Edge]:
    """From Northquill to Brasswick by way of one supplier for each day on which its list was read last."""
    by = zip(("Tallowfen", "Hartwell", "Copperlatch"), days, strict=False)
    ends = [(*pair, day) for name, day in by for pair in ((name, "Brasswick"), ("Northquill", name))]
    return [Edge(user, provider, EdgeKind.SUBPROCESSOR, "list", SEEN, day) for user, provider, day in ends]


def way_to(breached: str | tuple[str, ...], edges: list[Edge], max_hops: int = 2) -> tuple[str | None, ...]:
    items = [vendor("Northquill")]
    [found] = match(incident(breached), Graph(items, edges, Resolver([], items)), today=TODAY, max_hops=max_hops)[0]
    return found.path


def test_of_two_suppliers_the_way_stays_the_same_whichever_list_was_read_last() -> None:
    day = timedelta(days=1)
    for days in ((SEEN, SEEN), (SEEN, SEEN + day), (SEEN + day, SEEN), (SEEN, SEEN, SEEN + day)):
        assert way_to("Brasswick", known_ways(*days)) == ("Northquill", "Tallowfen", "Brasswick")
    old = SEEN - timedelta(days=400)
    assert way_to("Brasswick", known_ways(old, SEEN)) == ("Northquill", "Hartwell", "Brasswick")


@pytest.mark.parametrize("fresher", range(3))
def test_of_two_ways_the_one_is_told_of_which_any_edge_is_fresher(fresher: int) -> None:
    old = SEEN - timedelta(days=400)
    ways = [
        ("Northquill", first, second, "Brasswick")
        for first, second in (("Tallowfen", "Fernmoor"), ("Hartwell", "Copperlatch"))
    ]
    edges = [Edge(*pair, EdgeKind.SUBPROCESSOR, "list", old, old) for way in ways for pair in pairwise(way)]
    edges[3 + fresher] = replace(edges[3 + fresher], last_seen=SEEN)
    assert way_to("Brasswick", edges, max_hops=3) == ways[1]


@pytest.mark.parametrize(("days", "end"), [((0, 0), 1), ((0, 1), 1), ((1, 0), 1), ((1, -400), 0)])
def test_of_two_breached_suppliers_the_end_stays_the_same_whichever_was_seen_last(
    days: tuple[int, int], end: int
) -> None:
    """Unless the other is fresher by a year."""
    names = ("Tallowfen", "Brasswick")
    seen = [(name, SEEN + timedelta(day)) for name, day in zip(names, days, strict=True)]
    edges = [Edge("Northquill", name, EdgeKind.LIST, name, SEEN, day) for name, day in seen]
    assert way_to(("Brasswick", "Tallowfen"), edges) == ("Northquill", names[end])


def test_of_two_suppliers_the_one_that_an_attacker_alone_names_is_not_told_beside_the_other() -> None:
    claimed = party("Tallowfen", Role.BREACHED, trust=Trust.ATTACKER_CLAIM)
    edges = [Edge("Northquill", name, EdgeKind.LIST, "list.csv", SEEN, SEEN) for name in ("Tallowfen", "Brasswick")]
    items = [vendor("Northquill")]
    event = incident("Brasswick", parties=(claimed,))
    found, _ = match(event, Graph(items, edges, Resolver([], items)), today=SEEN)
    assert [each.path for each in found] == [("Northquill", "Brasswick")]


def test_a_supplier_told_by_links_alone_leads_on() -> None:
    items = [vendor("Tallowfen")]
    edges = [Edge("Tallowfen", "Northquill", EdgeKind.LIST, "list.csv")]
    event = incident((), "Northquill", links=(link("Northquill", "Brasswick"),))
    [found] = match(event, Graph(items, edges, Resolver([], items)), today=SEEN, max_hops=2)[0]
    assert found.path == ("Tallowfen", "Northquill", "Brasswick")


@pytest.mark.parametrize("users", [1, 3, 63, 64, 65, 1000])
def test_a_mask_gives_back_its_ids(users: int) -> None:
    network = Network()
    names = [f"user-{number}" for number in range(2 * users)]
    for number, name in enumerate(names):
        network.add(name, "odd" if number % 2 else "even")
        network.add(name, "all")
    assert network.ids(network.users(["odd"])) == names[1::2]
    assert network.ids(network.users(["odd", "even", "nobody"])) == names
    assert network.users(["nobody"]) == 0
    assert network.ids(network.mask(["nobody", *names[:users]]) & network.users(["even"])) == names[:users:2]
    assert set(network.providers()) == {"odd", "even", "all"}
