"""The inventory as a drawing: you, your vendors, and whom they use; positions for an SVG."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

WIDTH, ROW, TOP, NODE = 960, 30, 44, 250
_COLUMNS = (0, 250, 640)
_MOST = 60


@dataclass(frozen=True, slots=True)
class Node:
    """A box; `x`, `y` are its left upper corner."""

    id: str
    name: str
    x: int
    y: int
    items: int


@dataclass(frozen=True, slots=True)
class Line:
    """An edge from one box to the next, as an SVG path; `text` is its title."""

    path: str
    text: str
    ended: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """What the template draws; `hidden` vendors did not fit."""

    height: int
    vendors: tuple[Node, ...]
    providers: tuple[Node, ...]
    lines: tuple[Line, ...]
    hidden: int


def draw(data: dict[str, Any], most: int = _MOST) -> Drawing:
    """Lays out what `inventory.draw.as_data` gives: vendors with the most suppliers first."""
    nodes = {node["id"]: node for node in data["nodes"]}
    mine = {key for key, node in nodes.items() if node["items"]}
    edges = [edge for edge in data["edges"] if edge["from"] in mine]
    used = {key: sum(edge["from"] == key for edge in edges) for key in mine}
    chosen = sorted(mine, key=lambda key: (-used[key], nodes[key]["name"].casefold()))
    shown = chosen[:most]
    vendors = {key: _node(nodes[key], 1, row) for row, key in enumerate(shown)}
    order = dict.fromkeys(edge["to"] for key in shown for edge in edges if edge["from"] == key)
    providers = {key: _node(nodes[key], 2, row) for row, key in enumerate(list(order)[:most])}
    lines = [
        Line(_curve(vendors[edge["from"]], providers[edge["to"]]), _title(edge, nodes), bool(edge["ended"]))
        for edge in edges
        if edge["from"] in vendors and edge["to"] in providers
    ]
    height = TOP + ROW * max(len(vendors), len(providers), 1) + 10
    return Drawing(height, tuple(vendors.values()), tuple(providers.values()), tuple(lines), len(chosen) - len(shown))


def _node(node: dict[str, Any], column: int, row: int) -> Node:
    return Node(node["id"], node["name"], _COLUMNS[column], TOP + row * ROW, len(node["items"]))


def _curve(start: Node, end: Node) -> str:
    x1, y1, x2, y2 = start.x + NODE, start.y + 11, end.x, end.y + 11
    middle = (x1 + x2) // 2
    return f"M{x1},{y1} C{middle},{y1} {middle},{y2} {x2},{y2}"


def _title(edge: dict[str, Any], nodes: dict[str, Any]) -> str:
    seen = f", last seen {edge['last_seen']}" if edge["last_seen"] else ""
    ended = f", ended {edge['ended']}" if edge["ended"] else ""
    return f"{nodes[edge['from']]['name']} uses {nodes[edge['to']]['name']} ({edge['kind']}{seen}{ended})"
