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


@dataclass(frozen=True, slots=True)
class ItemChange:
    """An item that is there already, and (field, before, after) of what differs."""

    item: InventoryItem
    fields: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be new, different and gone; `problems` are the lines that could not be read."""

    added: tuple[InventoryItem, ...]
    changed: tuple[ItemChange, ...]
    gone: tuple[InventoryItem, ...]
    unchanged: int
    new_edges: tuple[Edge, ...]
    problems: tuple[str, ...]


def preview(path: str, known: Iterable[InventoryItem], edges: Iterable[Edge], found: InventoryFile) -> Preview:
    """Compares what the file holds with what came from a file of the same name before."""
    before = {item.ref: item for item in known}
    after = {item.ref: replace(item, source=item.source or path) for item in found.items}
    changes = [ItemChange(item, _fields(before[ref], item)) for ref, item in after.items() if ref in before]
    stated = {(edge.user, edge.provider, edge.kind) for edge in edges}
    return Preview(
        added=tuple(item for ref, item in after.items() if ref not in before),
        changed=tuple(change for change in changes if change.fields),
        gone=tuple(item for ref, item in before.items() if ref not in after),
        unchanged=sum(not change.fields for change in changes),
        new_edges=tuple(edge for edge in found.edges if (edge.user, edge.provider, edge.kind) not in stated),
        problems=found.problems,
    )


def _fields(before: InventoryItem, after: InventoryItem) -> tuple[tuple[str, str, str], ...]:
    pairs = ((name, _text(getattr(before, name)), _text(getattr(after, name))) for name in _SHOWN)
    return tuple(pair for pair in pairs if pair[1] != pair[2])


def _text(value: object) -> str:
    if isinstance(value, (frozenset, tuple)):
        return ", ".join(sorted(written(each) if isinstance(each, Assurance) else str(each) for each in value))
    return "" if value is None else str(value)
