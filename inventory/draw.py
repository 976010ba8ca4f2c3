"""Who uses whom, for people: as Graphviz DOT and as plain data."""

from __future__ import annotations

from datetime import date
from typing import Any

from inventory.ends import has_ended
from inventory.graph import Graph
from inventory.purls import is_package
from model.vocabulary import ItemKind

_YOU = "you"


def as_data(graph: Graph) -> dict[str, Any]:
    """Both sorted: `nodes` (id, name, items, package), `edges` (from, to, kind, source, role, and days).

    The days are `first_seen`, `last_seen` and `ended`. `package`: it is a component of an SBOM or lock file of which
    no supplier is named, and no vendor.
    """
    nodes: dict[str, dict[str, Any]] = {}
    edges: list[dict[str, Any]] = []
    for identity in sorted(graph.organisations()):
        items = [held.item for held in graph.held(identity)]
        names = list(dict.fromkeys(item.name for item in items))
        package = all(item.kind is ItemKind.COMPONENT and not item.supplier for item in items)
        nodes[identity] = _node(graph, identity, names, package=package or is_package(identity))
    for provider in sorted(graph.providers()):
        for link in graph.links_to(provider):
            edge, part = link.edge, link.provider.matched_text if link.provider else ""
            for identity, written in ((link.user.organisation_id, edge.user), (provider, part)):
                nodes.setdefault(identity, _node(graph, identity, [], written, package=is_package(identity)))
            edges.append(
                {
                    "from": link.user.organisation_id,
                    "to": provider,
                    "kind": edge.kind,
                    "source": edge.source,
                    "role": edge.role,
                    "first_seen": edge.first_seen,
                    "last_seen": edge.last_seen,
                    "ended": edge.ended,
                }
            )
    return {"nodes": list(nodes.values()), "edges": edges}


def as_dot(graph: Graph, today: date) -> str:
    """The same in Graphviz' language: your vendors hang on "you"; an edge that has ended by `today` is dashed."""
    data = as_data(graph)
    lines = ["digraph dependencies {", "  rankdir=LR;", f"  {_quoted(_YOU)} [shape=box];"]
    for node in data["nodes"]:
        lines.append(f"  {_quoted(node['id'])} [label={_quoted(node['name'])}];")
        if node["items"]:
            lines.append(f"  {_quoted(_YOU)} -> {_quoted(node['id'])};")
    for edge in data["edges"]:
        style = ", style=dashed" if has_ended(edge["ended"], today) else ""
        lines.append(f"  {_quoted(edge['from'])} -> {_quoted(edge['to'])} [label={_quoted(edge['kind'])}{style}];")
    return "\n".join([*lines, "}"]) + "\n"


def _node(graph: Graph, identity: str, items: list[str], written: str = "", *, package: bool) -> dict[str, Any]:
    """An organisation that nobody knows has only a folded id: called as the edge, or a part of it, says."""
    return {"id": identity, "name": graph.resolver.title(identity, written), "items": items, "package": package}


def _quoted(text: str) -> str:
    """A DOT string: backslashes and quotes escaped, control characters dropped."""
    plain = "".join(c for c in text if c.isprintable())
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
