"""An incident that reaches an inventory item."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from model.inventory import InventoryItem
from model.vocabulary import DataType, EdgeKind, MatchedOn, Role, Severity


@dataclass(frozen=True, slots=True)
class Hop:
    """One edge of a path, with its provenance."""

    user: str
    provider: str | None
    kind: EdgeKind
    source: str
    first_seen: date | None = None
    last_seen: date | None = None
    ended: date | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a severity or a confidence: its name, its value and the words that explain it."""

    name: str
    value: float
    text: str


@dataclass(frozen=True, slots=True)
class Exposure:
    """How an incident reaches the inventory through one first vendor.

    `path` runs from the first vendor to the breached party (None at its end where the supplier is unnamed);
    `hops` are its edges, empty when direct. `key` is stable over runs: the organisation ids along the path.
    `digest_only`: too far away or too small to interrupt anybody; it goes into digests. `versions`: on what grounds the
    versions of a package count as those meant, "" where they were named. `claimed`: only an attacker says that whoever
    is at its end was breached, in an incident that others tell. `own`: the role in which the incident names the
    tenant's own organisation, with which the path begins; None where that is a vendor.
    """

    key: str
    path: tuple[str | None, ...]
    items: tuple[InventoryItem, ...]
    hops: tuple[Hop, ...]
    matched_on: MatchedOn
    matched_text: str
    data_types: frozenset[DataType]
    shared: frozenset[DataType]
    confidence: float
    confidence_terms: tuple[Term, ...]
    severity: Severity
    severity_terms: tuple[Term, ...]
    why: str
    digest_only: bool = False
    versions: str = ""
    claimed: bool = False
    own: Role | None = None

    @property
    def way(self) -> list[str]:
        """The organisation ids along the path."""
        return self.key.split(">")

    @property
    def end(self) -> str:
        """The id of whoever was breached, or hit, at the end of the path."""
        return self.way[-1]

    @property
    def distance(self) -> int:
        """The edges between the breach and the tenant or what it uses itself: its own to its supplier is none."""
        return max(len(self.path) - 1 - (self.own is not None), 0)


@dataclass(frozen=True, slots=True)
class Gone:
    """An exposure that somebody was told of and that no longer holds: as it was told last, and why, as a sentence."""

    exposure: Exposure
    why: str


@dataclass(frozen=True, slots=True)
class NearMiss:
    """An inventory name that a disclosure mentions without an exposure, and why there is none."""

    name: str
    why: str
