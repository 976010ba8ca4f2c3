from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from cyclonedx.model.bom import Bom
from fakes.incidents import SEEN, vendor

from inventory.draw import as_data, as_dot
from inventory.export import as_cyclonedx
from inventory.graph import Graph
from inventory.read import read_inventory
from inventory.resolve import Resolver
from model.inventory import Edge, InventoryItem
from model.vocabulary import DataType, EdgeKind, ItemKind
from tocsin.web.views.network import draw

ITEMS = [
    vendor(
        "Northquill",
        domains=("northquill.example",),
        aliases=("NQ",),
        owner="ops",
        criticality="high",
        data_types=frozenset({DataType.EMAIL_ADDRESSES, DataType.SUPPORT_TICKETS}),
    ),
    InventoryItem("pkg:npm/a@1", "a", ItemKind.COMPONENT, "Brasswick", "1", "pkg:npm/a@1"),
]
EDGES = [
    Edge("Northquill", 'Tallow "fen"\n', EdgeKind.SUBPROCESSOR, "sub.csv", SEEN, SEEN, ended=SEEN),
    Edge("Outsider Org", "Brasswick", EdgeKind.LIST, "list.csv"),
]


def test_an_export_is_valid_and_reads_back_the_same(tmp_path: Path) -> None:
    text = json.dumps(as_cyclonedx([*ITEMS, ITEMS[0]]))
    oracle = Bom.from_json(json.loads(text))  # type: ignore[attr-defined]
    assert {each.provider.name for each in oracle.services} == {"Northquill"}
    path = tmp_path / "out.cdx.json"
    path.write_text(text)
    component, service, again = read_inventory(path).items
    assert (service.supplier, service.domains, service.aliases) == ("Northquill", ("northquill.example",), ("NQ",))
    assert (service.owner, service.criticality, service.data_types) == ("ops", "high", ITEMS[0].data_types)
    assert (component.supplier, component.purl) == ("Brasswick", "pkg:npm/a@1")
    assert again.ref == "Northquill#2"


def test_no_ref_stands_for_two_where_an_export_was_read_beside_its_source() -> None:
    read = [*ITEMS, ITEMS[0], replace(ITEMS[0], ref="Northquill#2"), ITEMS[0]]
    made = as_cyclonedx(read)
    assert len({each["bom-ref"] for each in (*made["components"], *made["services"])}) == len(read)


def test_what_is_not_recognised_is_kept_for_people() -> None:
    lone = InventoryItem("b", "b", ItemKind.COMPONENT, "")
    edges = [Edge("Make", "Brasswick", EdgeKind.LIST, "list.csv")]
    graph = Graph([*ITEMS, lone], edges, Resolver([], ITEMS))
    assert [item.name for item in graph.unrecognised] == ["Northquill", "a"]
    assert list(graph.unresolved) == ["Make"]


def test_the_graph_is_drawn() -> None:
    graph = Graph(ITEMS, EDGES, Resolver([], ITEMS))
    data = as_data(graph)
    assert {node["id"]: node["items"] for node in data["nodes"]} == {
        "name:northquill": ["Northquill"],
        "name:brasswick": ["a"],
        "name:tallow fen": [],
        "name:outsider org": [],
    }
    dot = as_dot(graph, SEEN)
    assert '"you" -> "name:northquill";' in dot
    assert '"name:northquill" -> "name:tallow fen" [label="subprocessor", style=dashed];' in dot
    assert "\n\n" not in dot


@pytest.mark.parametrize(("days", "over", "told"), [(0, False, "ends"), (1, True, "ended")])
def test_an_edge_whose_end_is_still_to_come_has_not_ended(days: int, over: bool, told: str) -> None:
    today, end = SEEN + timedelta(days=days), SEEN + timedelta(days=1)
    graph = Graph(ITEMS, [replace(EDGES[0], ended=end)], Resolver([], ITEMS))
    [line] = draw(as_data(graph), today).lines
    assert (line.ended, "dashed" in as_dot(graph, today)) == (over, over)
    assert line.text.endswith(f", {told} {end})")


def test_packages_of_nobody_known_are_drawn_as_one_box() -> None:
    lone = [InventoryItem(name, name, ItemKind.COMPONENT, "") for name in ("pad", "trim", "braidlet")]
    edges = [*EDGES, Edge("pad", "Fernholt", EdgeKind.LIST, "list.csv")]
    data = as_data(Graph([*ITEMS, *lone], edges, Resolver([], [*ITEMS, *lone])))
    assert {node["name"] for node in data["nodes"] if node["package"]} == {"pad", "trim", "braidlet"}
    drawing = draw(data, SEEN)
    assert [node.name for node in drawing.vendors] == ["Northquill", "Brasswick"]
    assert drawing.packages
    assert (drawing.packages.name, drawing.packages.href) == ("3 packages", "/inventory?q=component")
    assert "pad uses Fernholt (list)" in [line.text for line in drawing.lines]
    assert draw(as_data(Graph(ITEMS, EDGES, Resolver([], ITEMS))), SEEN).packages is None


def test_who_is_only_named_by_an_edge_is_called_as_it_writes_them() -> None:
    names = {node["id"]: node["name"] for node in as_data(Graph(ITEMS, EDGES, Resolver([], ITEMS)))["nodes"]}
    assert names["name:outsider org"] == "Outsider Org"
    assert names["name:northquill"] == "Northquill"
