"""The inventory as a drawing: you, your vendors, and whom they use; positions for an SVG.

Packages are one box: there may be thousands, and none of them is a vendor.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from inventory.ends import end_in_words, has_ended
from model.counting import counted
from tocsin.web.views.words import vendor_path

WIDTH, ROW, TOP, NODE = 960, 30, 44, 250
_COLUMNS = (0, 250, 640)
_MOST = 60  # boxes in a column


@dataclass(frozen=True, slots=True)
class Node:
    """A box; `x`, `y` are its left upper corner, `href` the page that tells more."""

    name: str
    href: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Line:
    """An edge from one box to the next, as an SVG path; `text` is its title."""

    path: str
    text: str
    ended: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """What the template draws: `packages` is the box of them all.

    `hidden` vendors and `further` suppliers did not fit.
    """

    height: int
    vendors: tuple[Node, ...]
    packages: Node | None
    providers: tuple[Node, ...]
    lines: tuple[Line, ...]
    hidden: int
    further: int


def draw(data: dict[str, Any], today: date) -> Drawing:
    """Lays out what `inventory.draw.as_data` gives: vendors with the most suppliers first."""
    nodes = {node["id"]: node for node in data["nodes"]}
    mine = {key for key, node in nodes.items() if node["items"]}
    loose = {key for key in mine if nodes[key]["package"]}
    edges = [edge for edge in data["edges"] if edge["from"] in mine]
    used = Counter(edge["from"] for edge in edges)
    chosen = sorted(mine - loose, key=lambda key: (-used[key], nodes[key]["name"].casefold()))
    shown = chosen[:_MOST]
    vendors = {key: _node(nodes[key], 1, row) for row, key in enumerate(shown)}
    packages = _packages(len(loose), len(shown)) if loose else None
    boxes = vendors | (dict.fromkeys(loose, packages) if packages else {})
    order = dict.fromkeys(edge["to"] for key in (*shown, *sorted(loose)) for edge in edges if edge["from"] == key)
    providers = {key: _node(nodes[key], 2, row) for row, key in enumerate(list(order)[:_MOST])}
    lines = [
        Line(
            _curve(boxes[edge["from"]], providers[edge["to"]]),
            _title(edge, nodes, today),
            has_ended(edge["ended"], today),
        )
        for edge in edges
        if edge["from"] in boxes and edge["to"] in providers
    ]
    height = TOP + ROW * max(len(vendors) + (2 if packages else 0), len(providers), 1) + 10
    hidden, further = len(chosen) - len(shown), len(order) - len(providers)
    return Drawing(height, tuple(vendors.values()), packages, tuple(providers.values()), tuple(lines), hidden, further)


def _node(node: dict[str, Any], column: int, row: int) -> Node:
    return Node(node["name"], vendor_path(node["id"]), _COLUMNS[column], TOP + row * ROW)


def _packages(count: int, row: int) -> Node:
    """Below the vendors, apart."""
    return Node(counted(count, "package"), "/inventory?q=component", _COLUMNS[1], TOP + row * ROW + ROW // 2)


def _curve(start: Node, end: Node) -> str:
    x1, y1, x2, y2 = start.x + NODE, start.y + 11, end.x, end.y + 11
    middle = (x1 + x2) // 2
    return f"M{x1},{y1} C{middle},{y1} {middle},{y2} {x2},{y2}"


def _title(edge: dict[str, Any], nodes: dict[str, Any], today: date) -> str:
    seen = f", last seen {edge['last_seen']}" if edge["last_seen"] else ""
    ended = end_in_words(edge["ended"], today)
    return f"{nodes[edge['from']]['name']} uses {nodes[edge['to']]['name']} ({edge['kind']}{seen}{ended})"
