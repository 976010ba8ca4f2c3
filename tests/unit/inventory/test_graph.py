"""A graph that is extended: the old one stays as it is, and whom its edges leave out is told of each alone."""

from __future__ import annotations

from datetime import date

import pytest
from fakes.incidents import incident, vendor

from config.registry import load_registry
from inventory.draw import as_data
from inventory.graph import Graph
from inventory.match import match
from inventory.resolve import Resolver
from model.inventory import Edge
from model.vocabulary import EdgeKind

ITEMS = [vendor("Northquill", aliases=("NQX",))]


def edge(user: str, provider: str | None) -> Edge:
    return Edge(user, provider, EdgeKind.LIST, "list.csv")


def test_further_edges_change_nothing_of_the_graph_that_is_extended() -> None:
    graph = Graph(
        ITEMS, [edge("Northquill", "Brasswick"), edge("Green", "Brasswick")], Resolver(load_registry(), ITEMS)
    )
    further = graph.extended(
        [edge("Northquill", "Tallowfen"), edge("Tallowfen", "Brasswick"), edge("Anna", "Brasswick")]
    )
    for each, suppliers, users, left_out in (
        (graph, ["Brasswick"], ["name:northquill"], []),
        (further, ["Brasswick", "Tallowfen"], ["name:northquill", "name:tallowfen"], ["Anna"]),
    ):
        assert [link.edge.provider for link in each.suppliers("name:northquill")] == suppliers
        assert each.users(["name:brasswick"]) == users
        assert [name for name in each.unresolved if name != "Green"] == left_out
    assert set(graph.providers()) == {"name:brasswick"}
    assert [link.edge.user for link in further.links_to("name:brasswick")] == ["Northquill", "Tallowfen"]


def test_everyone_whom_somebody_uses_over_so_many_edges() -> None:
    chain = [edge("A1 Corp", "B2 Corp"), edge("B2 Corp", "C3 Corp"), edge("C3 Corp", "A1 Corp")]
    graph = Graph([], chain, Resolver((), ()))
    reached = [{"name:a1"}, {"name:a1", "name:b2"}, {"name:a1", "name:b2", "name:c3"}]
    assert [graph.onward(["name:a1"], edges) for edges in range(4)] == [*reached, reached[-1]]


def test_an_item_is_written_by_its_other_names_too() -> None:
    graph = Graph(ITEMS, [], Resolver((), ITEMS))
    assert graph.writes("northquill")
    assert graph.writes("nqx")
    assert not graph.writes("brasswick")


@pytest.mark.parametrize(
    ("listed", "breached"),
    [
        ("SendGrid / AWS SES", ["Twilio", "Amazon Web Services"]),
        ("Brasswick / Ferncastle (whichever is enabled)", ["Brasswick", "Ferncastle"]),
        ("Ferncastle Machines, Inc. (Brasswick)", ["Ferncastle Machines", "Brasswick", "Brasswick, Inc."]),
        ("Brasswick (Ferncastle Machines, Inc.)", ["Brasswick", "Ferncastle Machines"]),
        ("Ferncastle Machines, Inc. d/b/a Brasswick", ["Ferncastle Machines", "Brasswick"]),
        ("Groq and OpenAI, hosted on Google Cloud", ["Groq", "OpenAI", "Google Cloud"]),
        ("OpenAI, L.L.C., Cloudflare, Inc. or Zendesk", ["OpenAI", "Cloudflare", "Zendesk"]),
        ("Brasswick - Payroll", ["Brasswick"]),
        ("Brasswick (payroll)", ["Brasswick"]),
    ],
)
def test_a_supplier_is_known_by_each_name_that_its_entry_gives(listed: str, breached: list[str]) -> None:
    graph = Graph(ITEMS, [edge("Northquill", listed)], Resolver(load_registry(), ITEMS))
    for name in breached:
        [found] = match(incident(name), graph, today=date(2026, 1, 1))[0]
        assert found.path == ("Northquill", listed)


@pytest.mark.parametrize("nobody", ["Germany", "payroll", "Payroll", "Okta"])
def test_what_else_stands_in_an_entry_is_nobody(nobody: str) -> None:
    listed = ["Ferncastle GmbH (Germany)", "Brasswick (payroll)", "Okta & Fennel"]
    edges = [edge("Northquill", each) for each in listed]
    graph = Graph(ITEMS, edges, Resolver(load_registry(), ITEMS))
    assert match(incident(nobody), graph, today=date(2026, 1, 1))[0] == []


def test_who_has_two_names_in_one_entry_is_drawn_by_each() -> None:
    graph = Graph(
        ITEMS, [edge("Northquill", "Ferncastle Machines, Inc. (Brasswick)")], Resolver(load_registry(), ITEMS)
    )
    assert [node["name"] for node in as_data(graph)["nodes"]] == [
        "Northquill",
        "Brasswick",
        "Ferncastle Machines, Inc.",
    ]
