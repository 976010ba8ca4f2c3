"""Who uses whom, as CSV: `from,to,kind,source,first_seen,last_seen` and, optionally, `ended` and `role`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from inventory.errors import InventoryError
from inventory.formats.base import Problems, Source, printable
from inventory.formats.tables import Row, decode, header_of, iso_date, require, rows
from model.inventory import Edge, InventoryFile
from model.vocabulary import EdgeKind

_EXAMPLE = "from,to,kind,source,first_seen,last_seen,ended"
_ROLES = ("controller", "processor", "sub-processor")
_SYNONYMS = {"company": "from", "user": "from", "sub-processor": "to", "subprocessor": "to", "provider": "to"}


def read(source: Source) -> InventoryFile:
    """The edges of a list; raises InventoryError without the columns `from` and `to`, or without any row."""
    problems = Problems(source.name)
    text = decode(source, problems)
    header = header_of(text)
    for wanted in ("from", "to"):
        require(source, header, wanted, _SYNONYMS, _EXAMPLE)
    edges = [edge for row in rows(text, _SYNONYMS, problems) if (edge := _edge(row, source.name, problems))]
    if not edges and not problems.lines():
        raise InventoryError(f"{source.name}: has no row below its header; add lines like: {_EXAMPLE}")
    return InventoryFile((), tuple(_united(edges)), problems.lines())


def _united(edges: Iterable[Edge]) -> Iterable[Edge]:
    """Each dependency once: one that is listed for several times has ended only where each of them has."""
    found: dict[tuple[str, str | None, EdgeKind, str], Edge] = {}
    for edge in edges:
        key = (edge.user, edge.provider, edge.kind, edge.source)
        found[key] = _over_both(found[key], edge) if key in found else edge
    return found.values()


def _over_both(one: Edge, other: Edge) -> Edge:
    return replace(
        one,
        first_seen=min(_days(one.first_seen, other.first_seen), default=None),
        last_seen=max(_days(one.last_seen, other.last_seen), default=None),
        ended=max(one.ended, other.ended) if one.ended and other.ended else None,
        role=other.role or one.role,
    )


def _days(*known: date | None) -> list[date]:
    return [day for day in known if day]


def _edge(row: Row, name: str, problems: Problems) -> Edge | None:
    user, provider = row.get("from"), row.get("to")
    if not user or not provider:
        problems.add(f"line {row.line}", f"`{'to' if user else 'from'}` is empty, left out")
        return None
    return Edge(
        user=user,
        provider=provider,
        kind=_kind(row, problems),
        source=row.get("source") or name,
        first_seen=iso_date(row, "first_seen", problems),
        last_seen=iso_date(row, "last_seen", problems),
        ended=iso_date(row, "ended", problems),
        role=_role(row, problems),
    )


def _role(row: Row, problems: Problems) -> str | None:
    """The provider's role in data protection law; None, with a note, for another word."""
    written = row.get("role").lower().replace("_", "-").replace("subprocessor", "sub-processor")
    if not written or written in _ROLES:
        return written or None
    problems.add(f"line {row.line}", f"`role` is “{printable(written)}”, not {' / '.join(_ROLES)}; ignored")
    return None


def _kind(row: Row, problems: Problems) -> EdgeKind:
    written = row.get("kind").lower().replace("-", "").replace("_", "").replace(" ", "")
    if not written:
        return EdgeKind.LIST
    for kind in EdgeKind:
        if kind.replace("_", "") == written:
            return kind
    problems.add(f"line {row.line}", f"`kind` “{printable(row.get('kind'))}” is not known, read as list")
    return EdgeKind.LIST
