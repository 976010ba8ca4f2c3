"""What counts as an organisation's domain, where many share one and where a person wrote it."""

from __future__ import annotations

from datetime import date

import pytest
from fakes.incidents import incident, vendor

from config.registry import load_registry
from inventory.domains import host_of, registrable_domain
from inventory.graph import Graph
from inventory.match import match
from inventory.read import read_upload
from inventory.resolve import Resolver
from model.inventory import Edge, InventoryItem
from model.vocabulary import EdgeKind

QUILLMARK = vendor("Quillmark Widgets", domains=("quillmark.herokuapp.com",))


def reached(item: InventoryItem, told: str) -> list[str]:
    graph = Graph([item], (), Resolver(load_registry(), [item]))
    return [found.matched_on for found in match(incident(told), graph, today=date(2026, 1, 1))[0]]


@pytest.mark.parametrize(
    ("written", "registered"),
    [
        ("https://docs.quillmark.github.io/app", "quillmark.github.io"),
        ("eu.quillmark.uk.com", "quillmark.uk.com"),
        ("github.io", "github.io"),
        ("uk.com", "uk.com"),
        ("api.eu.quillmark.co.uk", "quillmark.co.uk"),
        ("api.quillmark.example", "quillmark.example"),
        ("co.uk", None),
        ("https://www.Müllwick.example/über", "xn--mllwick-n2a.example"),
        ("straßwick.example", "xn--strawick-tya.example"),
        ("тest wick.example", None),
    ],
)
def test_the_domain_that_somebody_registered(written: str, registered: str | None) -> None:
    assert registrable_domain(written) == registered


def test_a_domain_with_an_umlaut_is_read_however_it_is_written() -> None:
    listed = read_upload("vendors.csv", "name,domain\nMüllwick,müllwick.example\n".encode())
    assert not listed.problems
    assert listed.items[0].domains == ("xn--mllwick-n2a.example",)
    for told in ("müllwick.example", "MÜLLWICK.example", "xn--mllwick-n2a.example"):
        assert reached(listed.items[0], told) == ["domain"]
    assert reached(listed.items[0], "mullwick.example") == []


def test_a_host_that_many_share_is_no_vendors() -> None:
    assert not [each.name for each in load_registry() if "js.org" in each.domains]


@pytest.mark.parametrize("suffix", ["github.io", "uk.com", "herokuapp.com"])
def test_who_shares_a_host_with_a_vendor_is_somebody_else(suffix: str) -> None:
    item = vendor("Quillmark Widgets", domains=(f"quillmark.{suffix}",))
    assert reached(item, f"quillmark.{suffix}") == ["domain"]
    assert reached(item, f"www.quillmark.{suffix}") == ["domain"]
    assert reached(item, f"tallowfen.{suffix}") == []


def test_a_vendor_that_is_hosted_has_its_own_names_and_leads_to_its_host_too() -> None:
    assert reached(QUILLMARK, "Quillmark Widgets") == ["name"]
    assert reached(QUILLMARK, "Heroku") == ["domain"]
    other = vendor("Our shop", aliases=("Tallowfen Goods",), domains=("tallowfen.myshopify.com",))
    found = Resolver(load_registry(), [other]).resolve("Tallowfen Goods")
    assert found is not None
    assert found.organisation_id == "name:our shop"


def test_where_its_host_was_breached_that_is_not_told_of_who_is_hosted() -> None:
    edges = [Edge("Heroku", "Ternfold", EdgeKind.SUBPROCESSOR, "list.csv")]
    heroku = vendor("Heroku", domains=("heroku.com",))

    def told(breached: str, *items: InventoryItem) -> list[tuple[tuple[str | None, ...], str]]:
        graph = Graph(items, edges, Resolver(load_registry(), items))
        found = match(incident(breached), graph, today=date(2026, 1, 1))[0]
        return [(each.path, each.why.partition(" (")[0]) for each in found]

    there = "Quillmark Widgets is in your inventory, at Heroku, which"
    assert told("Heroku", QUILLMARK) == [(("Heroku",), f"{there} was breached")]
    assert told("Ternfold", QUILLMARK) == [(("Heroku", "Ternfold"), f"{there} uses Ternfold")]
    listed = [(("Heroku",), "Heroku is in your inventory and was breached")]
    assert told("Heroku", QUILLMARK, heroku) == listed, "listed itself, it is written as it is there"
    own = vendor("Our platform", domains=("dashboard.heroku.com",))
    assert told("Heroku", own) == [(("Our platform",), "Our platform is in your inventory and was breached")]


def test_what_is_hosted_is_not_its_host() -> None:
    """A site of somebody at Heroku was breached: neither Heroku was, nor whoever else is there."""
    heroku = vendor("Heroku", domains=("heroku.com",))
    assert reached(heroku, "tallowfen.herokuapp.com") == []
    assert reached(heroku, "herokuapp.com") == ["domain"]
    assert reached(heroku, "dashboard.heroku.com") == ["domain"]


def test_code_hosts_say_nothing_of_a_supplier_below_a_name_of_their_own_either() -> None:
    sbom = b"""{"bomFormat": "CycloneDX", "specVersion": "1.6", "components":
    [{"type": "library", "name": "a", "supplier": {"url": ["https://quillmark.gitlab.io/a"]}}]}"""
    assert read_upload("bom.json", sbom).items[0].domains == ()


def test_an_address_that_is_no_host_is_none() -> None:
    assert host_of("192.0.2.7/x") is None
    assert host_of("quillmark") is None
