"""What a tenant depends on, and who uses whom."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from model.vocabulary import DataType, EdgeKind, ItemKind

DEFAULT_TENANT = "default"
ORGANISATION = "configuration:organisation"  # stands for the file of the one item that is the tenant itself


@dataclass(frozen=True, slots=True)
class Assurance:
    """Evidence that a supplier takes care: its kind ("SOC 2", "ISO 27001", "SLSA 3", "DPA") and its dates.

    `dated` is the day it was issued, `until` the last day it says of itself to hold; None where it does not say.
    """

    kind: str
    dated: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class InventoryItem:
    """A component, service or vendor that a tenant depends on.

    `ref` identifies it within its file (bom-ref, row number or name); `supplier` is the organisation behind it as
    the file writes it (the name itself for a vendor); `data_types` is what is shared with it, as far as
    stated; `tags` are the operator's own words.
    """

    ref: str
    name: str
    kind: ItemKind
    supplier: str
    version: str | None = None
    purl: str | None = None
    cpe: str | None = None
    domains: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    owner: str | None = None
    criticality: str | None = None
    data_types: frozenset[DataType] = frozenset()
    source: str = ""
    assurance: tuple[Assurance, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Overlay:
    """What a person adds to an item that its file does not say; None and empty leave what the file says."""

    owner: str | None = None
    criticality: str | None = None
    data_types: frozenset[DataType] = frozenset()
    assurance: tuple[Assurance, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """A dependency "user uses provider", as its source writes both; `provider` None = a supplier that nobody names.

    `first_seen`/`last_seen` are observations; only `ended` closes an edge. `source` is a file, URL or disclosure URL.
    `role` is the provider's in data protection law: "controller", "processor" or "sub-processor", where it is told.
    """

    user: str
    provider: str | None
    kind: EdgeKind
    source: str
    first_seen: date | None = None
    last_seen: date | None = None
    ended: date | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class InventoryFile:
    """What a reader got out of one file; `problems` are one line each and name the place.

    `notes` say what a reader guessed, such as which column it took for which. `replaces`: the edges that it gave when
    it was read before, and does not now, were wrong.
    """

    items: tuple[InventoryItem, ...] = ()
    edges: tuple[Edge, ...] = ()
    problems: tuple[str, ...] = field(default_factory=tuple)
    notes: tuple[str, ...] = ()
    replaces: bool = False


_MANY = 5  # fewer leave a short list by intent


def is_torso(left: int, added: int, kept: int) -> bool:
    """Whether all, or many and most, of what a list had left it at once: it may have been cut short.

    `kept` is how many it has now, with those that were `added`.
    """
    return bool(left) and (not kept or (left >= _MANY and left - added > kept))
