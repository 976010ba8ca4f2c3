"""Instants as APIs and pages write them, as aware UTC datetimes."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from typing import Any

_US_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})(?!\d)")
_DOTTED = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}")  # 15.07.2026
_SPREADSHEET = re.compile(r"\d{1,2}-[A-Za-z]{3}-\d{2}")  # as Massachusetts writes them: 15-Jul-26
_WRITTEN = re.compile(r"(?:([A-Za-z]{3,9})\.? )?(\d{1,2})(?:st|nd|rd|th)?,?(?: ([A-Za-z]{3,9})\.?,?)? (\d{4})")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
YEARS = range(1990, 2101)  # the web's past, and a bound against nonsense


def parse_instant(value: Any) -> datetime | None:
    """ISO 8601 (a bare date is its midnight UTC, a naive time is UTC), `M/D/YYYY` or `M/D/YY`, `15.7.2026`,
    `15-Jul-26`, `July 15, 2026`, `15 Jul 2026`, or milliseconds since 1970.

    None for what is none of these.
    """
    if isinstance(value, bool) or value is None:
        return None
    try:
        if isinstance(value, (int, float)):
            moment = datetime.fromtimestamp(value / 1000, UTC)
        else:
            moment = _from_text(str(value).strip())
    except (ValueError, OverflowError, OSError):
        return None
    return moment if moment.year in YEARS else None


def _from_text(text: str) -> datetime:
    if found := _US_DATE.match(text):
        month, day, year = (int(part) for part in found.groups())
        return datetime.combine(date(year if year > 99 else 2000 + year, month, day), time(), UTC)  # noqa: PLR2004
    if _SPREADSHEET.fullmatch(text):
        return datetime.strptime(text, "%d-%b-%y").replace(tzinfo=UTC)
    if _DOTTED.fullmatch(text):
        return datetime.strptime(text, "%d.%m.%Y").replace(tzinfo=UTC)
    if (found := _WRITTEN.fullmatch(text)) and bool(found[1]) != bool(found[3]):
        month = _month(found[1] or found[3])
        return datetime(int(found[4]), month, int(found[2]), tzinfo=UTC)
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _month(name: str) -> int:
    """The number of a month, whole or abbreviated; 0 for what is none."""
    return next((number for number, month in enumerate(_MONTHS, 1) if month.startswith(name.lower())), 0)
