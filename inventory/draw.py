"""Who uses whom, for people: as Graphviz DOT and as plain data."""

from __future__ import annotations

from typing import Any

from inventory.graph import Graph

_YOU = "you"


def as_data(graph: Graph) -> dict[str, Any]:
    """`nodes` (id, name, items) and `edges` (from, to, kind, source, role, first_seen, last_seen, ended), sorted."""
    nodes: dict[str, dict[str, Any]] = {}
    edges: list[dict[str, Any]] = []
    for identity in sorted(graph.organisations()):
        items = dict.fromkeys(held.item.name for held in graph.held(identity))
        nodes[identity] = _node(graph, identity, list(items))
    for provider in sorted(graph.providers()):
        for link in graph.links_to(provider):
            edge = link.edge
            for identity, written in ((link.user.organisation_id, edge.user), (provider, edge.provider or "")):
                nodes.setdefault(identity, _node(graph, identity, [], written))
            dates = {key: str(value) if (value := getattr(edge, key)) else None for key in _DATES}
            edges.append(
                {
                    "from": link.user.organisation_id,
                    "to": provider,
                    "kind": edge.kind,
                    "source": edge.source,
                    "role": edge.role,
                    **dates,
                }
            )
    return {"nodes": list(nodes.values()), "edges": edges}


def as_dot(graph: Graph) -> str:
    """The same in Graphviz' language: your vendors hang on "you"; an edge that has ended is dashed."""
    data = as_data(graph)
    lines = ["digraph dependencies {", "  rankdir=LR;", f"  {_quoted(_YOU)} [shape=box];"]
    for node in data["nodes"]:
        lines.append(f"  {_quoted(node['id'])} [label={_quoted(node['name'])}];")
        if node["items"]:
            lines.append(f"  {_quoted(_YOU)} -> {_quoted(node['id'])};")
    for edge in data["edges"]:
        style = ", style=dashed" if edge["ended"] else ""
        lines.append(f"  {_quoted(edge['from'])} -> {_quoted(edge['to'])} [label={_quoted(edge['kind'])}{style}];")
    return "\n".join([*lines, "}"]) + "\n"


_DATES = ("first_seen", "last_seen", "ended")


def _node(graph: Graph, identity: str, items: list[str], written: str = "") -> dict[str, Any]:
    """An organisation that nobody knows has only a folded id: it is called as the edge writes it."""
    return {"id": identity, "name": graph.resolver.title(identity, written), "items": items}


def _quoted(text: str) -> str:
    """A DOT string: backslashes and quotes escaped, control characters dropped."""
    plain = "".join(c for c in text if c.isprintable())
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
