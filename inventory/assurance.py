"""Evidence of a supplier's care: how it is written, and when it is out of date."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from model.inventory import Assurance, InventoryItem

_WRITTEN = re.compile(
    r"^(?P<kind>.*?\S)\s+(?:of\s+)?(?P<dated>\d{4}-\d\d-\d\d)(?:\s*(?:\.\.|to|until|/)\s*(?P<until>\d{4}-\d\d-\d\d))?$"
)
# How long evidence holds that does not say so itself: a SOC 2 report is asked for every year, an ISO 27001 certificate
# runs three years (ISO/IEC 17021-1, 9.1.3), a build's provenance ages with its builds; a contract does not expire.
_DAYS = {"iso": 3 * 365, "dpa": None}
_YEAR = 365


def parse_assurance(texts: Iterable[str]) -> tuple[tuple[Assurance, ...], list[str]]:
    """The evidence in texts such as `SOC 2 2025-03-31` or `ISO 27001 2024-01-01..2027-01-01`; and what is none."""
    found: list[Assurance] = []
    wrong: list[str] = []
    for text in texts:
        if (evidence := _parsed(text.strip())) is not None:
            found.append(evidence)
        else:
            wrong.append(text)
    return tuple(found), wrong


def _parsed(text: str) -> Assurance | None:
    parts = _WRITTEN.match(text)
    if parts is None:
        return None
    try:
        until = date.fromisoformat(parts["until"]) if parts["until"] else None
        return Assurance(parts["kind"], date.fromisoformat(parts["dated"]), until)
    except ValueError:
        return None


def written(evidence: Assurance) -> str:
    """The same in words."""
    until = f"..{evidence.until}" if evidence.until else ""
    return f"{evidence.kind} {evidence.dated}{until}" if evidence.dated else evidence.kind


def holds_until(evidence: Assurance) -> date | None:
    """The last day it counts, by its own word or else by its kind; None where it has no end or no date."""
    if evidence.until or evidence.dated is None:
        return evidence.until
    kind = evidence.kind.lower()
    days = next((days for word, days in _DAYS.items() if kind.startswith(word)), _YEAR)
    return date.fromordinal(min(evidence.dated.toordinal() + days, date.max.toordinal())) if days else None


def out_of_date(items: Iterable[InventoryItem], today: date) -> list[tuple[InventoryItem, Assurance]]:
    """Evidence that no longer holds and that nothing newer of its kind has replaced."""
    found = []
    for item in items:
        for evidence in item.assurance:
            newer = (other for other in item.assurance if other.kind == evidence.kind and _holds(other, today))
            if not _holds(evidence, today) and not any(newer):
                found.append((item, evidence))
    return found


def _holds(evidence: Assurance, today: date) -> bool:
    until = holds_until(evidence)
    return until is None or until >= today
