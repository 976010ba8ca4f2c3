"""What an exposure says of itself: why it is one, in which order they come, what of the data is shared."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from fakes.incidents import SEEN, incident, party, vendor

from inventory.graph import Graph
from inventory.match import match
from inventory.resolve import Resolver
from model.exposure import Exposure
from model.incident import Incident
from model.inventory import Edge, InventoryItem
from model.organisation import Organisation
from model.vocabulary import DataType, EdgeKind, MatchedOn, Role, Status, Trust

LIST = Edge("Northquill", "Brasswick", EdgeKind.SUBPROCESSOR, "https://northquill.example/sub")
FAR = Edge("Tallowfen", "Northquill", EdgeKind.LIST, "list.csv")
ITEMS = (vendor("Northquill"), vendor("Tallowfen"))
KNOWN = Organisation("brasswick", "Brasswick", aliases=("BWX Cloud",), products=("Brassdesk",))


CLAIMED = "was breached, as only an attacker claims"


def found(
    event: Incident, *edges: Edge, items: tuple[InventoryItem, ...] = ITEMS[:1], max_hops: int = 1
) -> list[Exposure]:
    known = Graph(items, edges, Resolver([KNOWN], items))
    return match(event, known, today=SEEN + timedelta(days=1), max_hops=max_hops)[0]


@pytest.mark.parametrize(
    ("event", "edges", "why"),
    [
        (incident("Northquill"), [], "Northquill is in your inventory and was breached"),
        (incident("Northquill", status=Status.ALLEGED), [], f"Northquill is in your inventory and {CLAIMED}"),
        (
            incident("Tallowfen", parties=(party("Northquill", Role.BREACHED, trust=Trust.ATTACKER_CLAIM),)),
            [],
            f"Northquill is in your inventory and {CLAIMED}",
        ),
        (
            incident("Brasswick", "Northquill"),
            [],
            "Northquill is in your inventory and was hit through Brasswick: https://news.example/1",
        ),
        (
            incident((), "Northquill"),
            [],
            "Northquill is in your inventory and was hit through a supplier that is not named: https://news.example/1",
        ),
        (
            incident("Brasswick"),
            [LIST],
            "Northquill is in your inventory and uses Brasswick (subprocessor: https://northquill.example/sub)",
        ),
        (
            incident("Brasswick"),
            [replace(LIST, role="sub-processor", last_seen=SEEN, ended=SEEN)],
            (
                "Northquill is in your inventory and uses Brasswick as its sub-processor "
                "(subprocessor: https://northquill.example/sub, last seen 2026-03-02, ended 2026-03-02)"
            ),
        ),
    ],
)
def test_why(event: Incident, edges: list[Edge], why: str) -> None:
    assert [each.why for each in found(event, *edges)] == [why]


def test_why_over_two_edges_names_who_was_breached_where_somebody_is_named() -> None:
    items = ITEMS[1:]
    [far] = found(incident("Brasswick"), LIST, FAR, items=items, max_hops=2)
    assert far.why == (
        "Tallowfen is in your inventory and uses Northquill, and Brasswick was breached (list: list.csv)"
    )
    [claim] = found(incident("Brasswick", status=Status.ALLEGED), LIST, FAR, items=items, max_hops=2)
    assert f"uses Northquill, and Brasswick {CLAIMED} (list" in claim.why
    [unnamed] = found(incident((), "Northquill"), FAR, items=items, max_hops=2)
    assert unnamed.why == "Tallowfen is in your inventory and uses Northquill (list: list.csv)"


def test_the_gravest_comes_first_then_the_surest() -> None:
    items = tuple(vendor(f"Vendor{letter} Corp") for letter in "abc")
    urgent = replace(items[2], criticality="critical")
    edges = [Edge(item.name, "Brasswick", EdgeKind.LIST, "list.csv", last_seen=SEEN) for item in items]
    edges[0] = replace(edges[0], kind=EdgeKind.WEB_TRACKER)
    told = found(incident("Brasswick"), *edges, items=(*items[:2], urgent))
    assert [each.path[0] for each in told] == ["Vendorc Corp", "Vendorb Corp", "Vendora Corp"]


def test_shared_is_what_of_the_exposed_is_listed_all_where_nothing_is() -> None:
    """Keys too, which nobody lists: the severity counted them, and a route that asks for shared passwords did not."""
    taken = (DataType.NAMES, DataType.HEALTH_RECORDS, DataType.INSURANCE, DataType.PASSWORDS)
    event = incident("Northquill", exposed=taken)
    listed = vendor("Northquill", data_types=frozenset({DataType.HEALTH_RECORDS}))
    [stated], [silent] = found(event, items=(listed,)), found(event)
    assert stated.data_types == silent.data_types == silent.shared
    assert stated.shared == {*taken} - {DataType.INSURANCE}  # an account has a name and a password with every vendor


@pytest.mark.parametrize(
    ("provider", "breached", "matched_on"),
    [
        ("BWX Cloud", "Brasswick", MatchedOn.ALIAS),
        ("Brasswick", "Brassdesk", MatchedOn.PRODUCT),
        ("Brasswick", "Brasswick", MatchedOn.NAME),
    ],
)
def test_the_least_sure_name_of_a_path_decides(provider: str, breached: str, matched_on: MatchedOn) -> None:
    [each] = found(incident(breached), replace(LIST, provider=provider))
    assert each.matched_on is matched_on


@pytest.mark.parametrize("listed", [("BWX Cloud", "Brasswick"), ("Brasswick", "BWX Cloud")])
def test_of_two_entries_of_one_vendor_the_surer_name_is_told_where_another_name_decides(
    listed: tuple[str, str],
) -> None:
    [each] = found(incident("Brassdesk"), items=tuple(map(vendor, listed)))
    assert (each.path, each.matched_on) == (("Brasswick",), MatchedOn.PRODUCT)


@pytest.mark.parametrize(("name", "stored"), [("Brasswick", "kestrel"), ("Fernmoor Ring", "brasswick")])
def test_who_is_meant_is_what_todays_registry_says_of_the_name_else_what_was_stored(name: str, stored: str) -> None:
    event = incident(parties=(party(name, Role.BREACHED, identity=stored),))
    assert [each.key for each in found(event, items=(vendor("Brasswick"),))] == ["brasswick"]


@pytest.mark.parametrize("turned", [False, True])
def test_of_edges_alike_the_one_seen_last_is_told(turned: bool) -> None:
    dated = [replace(LIST, source=f"{days}.csv", last_seen=SEEN - timedelta(days=days)) for days in (400, 3, 90)]
    [each] = found(incident("Brasswick"), *(dated[::-1] if turned else dated))
    assert each.hops[0].source == "3.csv"


def test_what_the_incident_says_is_told_before_a_list_that_is_newer() -> None:
    newer = replace(LIST, last_seen=SEEN + timedelta(days=1))
    [each] = found(incident("Brasswick", "Northquill"), newer)
    assert each.hops[0].kind is EdgeKind.DISCLOSED


def test_an_open_edge_is_told_before_one_that_ended_later_than_it_was_seen() -> None:
    ended = replace(LIST, source="ended.csv", last_seen=SEEN, ended=SEEN)
    [each] = found(incident("Brasswick"), ended, replace(LIST, source="open.csv"))
    assert each.hops[0].source == "open.csv"
