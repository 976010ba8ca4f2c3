"""Who uses whom, as CSV: `from,to,kind,source,first_seen,last_seen` and, optionally, `ended` and `role`."""

from __future__ import annotations

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
    return InventoryFile((), tuple(edges), problems.lines())


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
