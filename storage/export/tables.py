"""Incidents as CSV, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator

from model.vocabulary import DataStatus, Role
from storage.export.records import Exported

COLUMNS = (
    "incident", "lineage", "title", "status", "kind", "first_published", "occurred", "records", "records_unit",
    "breached", "downstream", "claimed_by", "exposed", "possible", "denied", "sources", "attribution",
    "records_bound", "breached_status",
)  # fmt: skip
# What makes a cell a formula, after OWASP "CSV Injection"; the wide forms too, which some spreadsheets take as well.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def csv_lines(found: Iterable[Exported]) -> Iterator[str]:
    """The lines of the file, the heading first; each ends with CR LF (RFC 4180)."""
    yield _line(COLUMNS)
    for one in found:
        yield _line(_row(one))


def defused(cell: str) -> str:
    """The cell's text, which no spreadsheet takes for a formula and no terminal for a command."""
    plain = "".join(c if c == " " or unicodedata.category(c) not in ("Cc", "Cf", "Cs") else " " for c in cell).strip()
    return f"'{plain}" if plain.startswith(_FORMULA) or cell.startswith(_FORMULA) else plain


def _row(one: Exported) -> list[str]:
    incident = one.incident
    named = {role: [party.name for party in incident.organisations(role)] for role in Role}
    types = {
        status: [fact.type.value for fact in incident.data_types if fact.status is status] for status in DataStatus
    }
    return [
        str(one.id),
        one.lineage,
        incident.title,
        incident.status.value,
        incident.kind.value,
        str(incident.first_published or ""),
        incident.occurred or "",
        str(incident.records.count) if incident.records else "",
        incident.records.unit if incident.records else "",
        _joined(named[Role.BREACHED]),
        _joined(named[Role.DOWNSTREAM]),
        _joined(named[Role.THREAT_ACTOR]),
        *(_joined(types[status]) for status in (DataStatus.EXPOSED, DataStatus.POSSIBLE, DataStatus.DENIED)),
        _joined(incident.sources),
        _joined(one.attribution),
        incident.records.bound if incident.records else "",
        _joined(f"{name}: {status}" for name, status in incident.statuses().items()),
    ]


def _joined(values: Iterable[str]) -> str:
    # Each by itself: where `;` separates cells, every one of them may become a cell.
    return "; ".join(defused(value) for value in values)


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow([defused(cell) for cell in cells])
    return out.getvalue()
