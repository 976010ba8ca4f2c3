"""The tenant's own organisation: told where an incident names it, and never as a vendor of itself."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fakes.incidents import SEEN, incident, party, vendor

from config.registry import load_registry
from config.tenants import OrganisationSettings
from inventory.draw import as_data
from inventory.graph import Graph
from inventory.match import match
from inventory.resolve import Resolver
from model.exposure import Exposure, NearMiss
from model.incident import Incident
from model.inventory import Edge, InventoryItem
from model.vocabulary import DataType, EdgeKind, ItemKind, MatchedOn, Role, Severity, Status, Trust

USES = Edge("Wickham Mutual", "Brasswick", EdgeKind.LIST, "list.csv", SEEN, SEEN)
CLAIM = Trust.ATTACKER_CLAIM


def ours(name: str = "Wickham Mutual", *domains: str) -> InventoryItem:
    found = OrganisationSettings(name=name, domains=list(domains)).as_item()
    assert found is not None
    return found


def graph(*items: InventoryItem, edges: tuple[Edge, ...] = ()) -> Graph:
    return Graph(items, edges, Resolver(load_registry(), items))


def matched(event: Incident, around: Graph, max_hops: int = 1) -> tuple[list[Exposure], list[NearMiss]]:
    return match(event, around, today=SEEN + timedelta(days=1), max_hops=max_hops)


@pytest.mark.parametrize(
    ("name", "domains", "known"),
    [
        ("my organisation", [], None),
        ("My organisation", [], None),
        ("Example GmbH", ["example.org"], None),
        (" ", ["", "EXAMPLE.com "], None),
        ("My organisation", ["wickham.example"], ("wickham.example", ("wickham.example",))),
        ("Wickham Mutual", ["example.org"], ("Wickham Mutual", ())),
    ],
)
def test_a_placeholder_is_nobody(name: str, domains: list[str], known: tuple[str, tuple[str, ...]] | None) -> None:
    found = OrganisationSettings(name=name, domains=domains).as_item()
    assert (found and (found.name, found.domains)) == known


def test_it_is_named_as_breached() -> None:
    [found], _ = matched(incident("Wickham Mutual Ltd", exposed=(DataType.PASSWORDS,)), graph(ours()))
    assert (found.key, found.path, found.hops, found.own) == (
        "name:wickham mutual", ("Wickham Mutual",), (), Role.BREACHED,
    )  # fmt: skip
    assert found.why == "your own organisation is named as breached"
    assert found.severity is Severity.CRITICAL
    assert [term.text for term in found.severity_terms] == ["passwords exposed", "it is your own organisation"]


def test_it_is_known_by_its_domain() -> None:
    [found], _ = matched(incident("portal.wickham.example"), graph(ours("Wickham Mutual", "wickham.example")))
    assert (found.path, found.matched_on, found.own) == (("Wickham Mutual",), MatchedOn.DOMAIN, Role.BREACHED)


@pytest.mark.parametrize("max_hops", [0, 1, 2])
def test_it_is_named_as_a_customer_that_was_hit(max_hops: int) -> None:
    event = incident("Brasswick", "Wickham Mutual", exposed=(DataType.PASSWORDS,))
    [found], _ = matched(event, graph(ours()), max_hops)
    assert (found.path, found.own, found.distance) == (("Wickham Mutual", "Brasswick"), Role.DOWNSTREAM, 0)
    assert found.why == "your own organisation is named as a customer hit through Brasswick"
    assert found.severity is Severity.CRITICAL, "no step lies between it and itself"
    [unnamed], _ = matched(incident((), "Wickham Mutual"), graph(ours()))
    assert unnamed.why == "your own organisation is named as a customer hit through a supplier that is not named"


def test_the_vendor_through_which_it_was_hit_is_told_beside_it() -> None:
    found, _ = matched(incident("Brasswick", "Wickham Mutual"), graph(vendor("Brasswick"), ours()))
    assert {(each.path, each.own) for each in found} == {
        (("Brasswick",), None), (("Wickham Mutual", "Brasswick"), Role.DOWNSTREAM),
    }  # fmt: skip


@pytest.mark.parametrize("max_hops", [1, 2])
def test_who_uses_it_is_no_way_by_which_its_own_breach_reaches_it(max_hops: int) -> None:
    """Unless another way leads there."""
    used = Edge("Tarnshelf", "Wickham Mutual", EdgeKind.LIST, "list.csv", SEEN, SEEN)
    around = graph(ours(), vendor("Tarnshelf"), edges=(USES, used))
    for event in (incident("Wickham Mutual"), incident("Brasswick", "Wickham Mutual")):
        assert [each.path[0] for each in matched(event, around, max_hops)[0]] == ["Wickham Mutual"]
    [found], [miss] = matched(incident("Wickham Mutual", "Tarnshelf"), around, max_hops)
    assert (found.own, miss.name) == (Role.BREACHED, "Tarnshelf")
    assert miss.why == "is said to be hit through your own organisation, of which you are told"
    both = incident(("Brasswick", "Wickham Mutual"), "Tarnshelf")
    assert {each.path for each in matched(both, around, max_hops)[0]} == {
        ("Wickham Mutual",), ("Tarnshelf", "Brasswick"),
    }  # fmt: skip


def test_of_two_who_were_breached_the_way_leads_to_the_other() -> None:
    used = [Edge("Tarnshelf", name, EdgeKind.LIST, "list.csv", SEEN, SEEN) for name in ("Wickham Mutual", "Brasswick")]
    found, _ = matched(incident(("Wickham Mutual", "Brasswick")), graph(ours(), vendor("Tarnshelf"), edges=(*used,)))
    assert {each.path for each in found} == {("Wickham Mutual",), ("Tarnshelf", "Brasswick")}


def test_that_it_was_hit_brings_no_vendor_nearer() -> None:
    used = Edge("Tarnshelf", "Brasswick", EdgeKind.LIST, "list.csv", SEEN, SEEN)
    around = graph(ours(), vendor("Tarnshelf"), edges=(used,))
    found, _ = matched(incident("Brasswick", "Wickham Mutual"), around, 0)
    assert [each.path for each in found] == [("Wickham Mutual", "Brasswick")]


@pytest.mark.parametrize("role", [Role.BREACHED, Role.DOWNSTREAM])
def test_a_claim_that_names_it_stays_a_claim(role: Role) -> None:
    named = [party("Wickham Mutual", role, trust=CLAIM), party("Brasswick", Role.BREACHED, trust=CLAIM)]
    [found], _ = matched(incident(status=Status.ALLEGED, parties=tuple(named)), graph(ours()))
    how = "breached" if role is Role.BREACHED else "a customer hit through Brasswick"
    assert found.why == f"your own organisation is named as {how}, as only an attacker claims"
    assert (found.path, found.hops, found.own) == (("Wickham Mutual",), (), role)


def test_whom_it_uses_is_what_its_inventory_says() -> None:
    assert matched(incident("Brasswick"), graph(ours(), edges=(USES,))) == ([], [])


def test_who_is_only_mentioned_is_not_told() -> None:
    found, [miss] = matched(incident("Brasswick", bystander="Wickham Mutual"), graph(ours()))
    assert (found, miss.name) == ([], "Wickham Mutual")
    assert miss.why.startswith("is named, but as neither breached nor hit")


def test_it_is_no_vendor_of_its_own() -> None:
    known = graph(ours(), vendor("Brasswick"))
    assert [node["id"] for node in as_data(known)["nodes"]] == ["name:brasswick"]
    assert [item.name for item in known.unrecognised] == ["Brasswick"]


def test_listed_by_hand_as_well_it_is_one() -> None:
    [found], _ = matched(incident("Wickham Mutual"), graph(vendor("Wickham Mutual", owner="ciso"), ours()))
    assert ([item.kind for item in found.items], found.own) == (
        [ItemKind.ORGANISATION, ItemKind.VENDOR], Role.BREACHED,
    )  # fmt: skip
    [user], _ = matched(incident("Brasswick"), graph(vendor("Wickham Mutual"), ours(), edges=(USES,)))
    assert (user.path, user.own) == (("Wickham Mutual", "Brasswick"), None), "nobody says that it was hit"


def test_what_runs_at_its_domain_is_not_the_tenant() -> None:
    shelf = vendor("Tarnshelf", domains=("shelf.wickham.example",), aliases=("Tarn",))
    known = graph(shelf, ours("Wickham Mutual", "wickham.example"))
    assert [each.own for each in matched(incident("Tarn"), known)[0]] == [None]
    [found], _ = matched(incident("wickham.example"), known)
    assert [item.name for item in found.items] == ["Wickham Mutual"]


def test_whoever_hosts_it_is_not_the_tenant() -> None:
    assert matched(incident("Shopify"), graph(ours("Wickham Mutual", "wickham.myshopify.com"))) == ([], [])
