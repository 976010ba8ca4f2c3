"""What an uploaded inventory would change, before it does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from inventory.assurance import written
from model.inventory import Assurance, Edge, InventoryFile, InventoryItem

_SHOWN = (
    "version",
    "supplier",
    "owner",
    "criticality",
    "data_types",
    "domains",
    "aliases",
    "purl",
    "name",
    "kind",
    "cpe",
    "tags",
    "assurance",
)
_SHOWN_OF_EDGES = ("first_seen", "last_seen", "ended", "role")


@dataclass(frozen=True, slots=True)
class ItemChange:
    """An item that is there already, and (field, before, after) of what differs."""

    item: InventoryItem
    fields: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class EdgeChange:
    """An edge that is there already, and (field, before, after) of what differs."""

    edge: Edge
    fields: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be new, different and gone; `problems` are lines that could not be read, `notes` how all was read."""

    added: tuple[InventoryItem, ...]
    changed: tuple[ItemChange, ...]
    gone: tuple[InventoryItem, ...]
    unchanged: int
    new_edges: tuple[Edge, ...]
    changed_edges: tuple[EdgeChange, ...]
    problems: tuple[str, ...]
    notes: tuple[str, ...]


def preview(path: str, known: Iterable[InventoryItem], edges: Iterable[Edge], found: InventoryFile) -> Preview:
    """Compares what the file holds with what came from a file of the same name before."""
    before = {item.ref: item for item in known}
    after = {item.ref: replace(item, source=item.source or path) for item in found.items}
    changes = [ItemChange(item, _fields(_SHOWN, before[ref], item)) for ref, item in after.items() if ref in before]
    stated = {_key(edge): edge for edge in edges}
    seen_again = [(stated[_key(edge)], edge) for edge in found.edges if _key(edge) in stated]
    edge_changes = [
        EdgeChange(edge, _fields(_SHOWN_OF_EDGES, known, _since(known, edge))) for known, edge in seen_again
    ]
    return Preview(
        added=tuple(item for ref, item in after.items() if ref not in before),
        changed=tuple(change for change in changes if change.fields),
        gone=tuple(item for ref, item in before.items() if ref not in after),
        unchanged=sum(not change.fields for change in changes),
        new_edges=tuple(edge for edge in found.edges if _key(edge) not in stated),
        changed_edges=tuple(change for change in edge_changes if change.fields),
        problems=found.problems,
        notes=found.notes,
    )


def _key(edge: Edge) -> tuple[object, ...]:
    return edge.user, edge.provider, edge.kind, edge.source


def _since(known: Edge, edge: Edge) -> Edge:
    """What an import makes of an edge that is known: it stays seen since the earlier day."""
    return replace(edge, first_seen=min(filter(None, (known.first_seen, edge.first_seen)), default=None))


def _fields(names: Iterable[str], before: object, after: object) -> tuple[tuple[str, str, str], ...]:
    pairs = ((name, _text(getattr(before, name)), _text(getattr(after, name))) for name in names)
    return tuple(pair for pair in pairs if pair[1] != pair[2])


def _text(value: object) -> str:
    if isinstance(value, (frozenset, tuple)):
        return ", ".join(sorted(written(each) if isinstance(each, Assurance) else str(each) for each in value))
    return "" if value is None else str(value)
