"""What of the inventory has a past: one summary, in place of the alerts that history never gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from model.counting import counted
from tocsin.context import Past
from tocsin.output.terminal import plain

_SHOWN = 20  # vendors; the rest is counted


@dataclass(frozen=True, slots=True)
class VendorPast:
    """One vendor with the ids of its past incidents and the day of the newest, None where none is dated."""

    vendor: str
    incidents: tuple[int, ...]
    newest: date | None

    def as_json(self) -> dict[str, Any]:
        """For `--json`."""
        newest = str(self.newest) if self.newest else None
        return {"vendor": self.vendor, "incidents": list(self.incidents), "newest": newest}


def past_of(found: Sequence[Past]) -> tuple[VendorPast, ...]:
    """By vendor, those with the most incidents first."""
    by_vendor: dict[str, dict[int, date | None]] = {}
    for each in found:
        by_vendor.setdefault(each.vendor, {})[each.incident_id] = each.incident.first_published
    vendors = [
        VendorPast(vendor, tuple(incidents), max((day for day in incidents.values() if day), default=None))
        for vendor, incidents in by_vendor.items()
    ]
    return tuple(sorted(vendors, key=lambda each: (-len(each.incidents), each.vendor)))


def past_lines(past: Sequence[VendorPast]) -> list[str]:
    """The summary for people; no line where nothing has a past."""
    if not past:
        return []
    incidents = {number for each in past for number in each.incidents}
    reached = f"{counted(len(past), 'vendor')} of yours, {counted(len(incidents), 'incident')}"
    lines = [f"History, of which nobody is alerted: {reached}"]
    for each in past[:_SHOWN]:
        newest = f", the newest of {each.newest}" if each.newest else ""
        lines.append(f"  {plain(each.vendor)}: {len(each.incidents)}{newest}")
    if len(past) > _SHOWN:
        lines.append(f"  and {len(past) - _SHOWN} more; `tocsin vendor show NAME` tells of each")
    return lines
