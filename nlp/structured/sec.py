"""A hit of EDGAR's full-text search on Form 8-K: item 1.05 is a "material cybersecurity incident" (17 CFR 249.308)."""

from __future__ import annotations

import re
from datetime import date

from model.disclosure import Dates, Disclosure, Party
from model.vocabulary import Claim, Kind, Role
from nlp.structured.rendered import Fields

_CYBER_ITEM = "1.05"
_NAME = re.compile(r"\s*\((?:CIK|[A-Z0-9.,\s-]+\))")  # "NAME  (TICK, TICK-P)  (CIK 0001234567)"


def read_sec(fields: Fields, published: date | None) -> Disclosure:
    """The filing as its filer's own word; without item 1.05 the fields tell of no incident, and its prose may.

    Raises:
        StructuredError: the hit names no filer.
    """
    written = fields.required("display_names", "name", "company")
    name = _NAME.split(written, maxsplit=1)[0].strip() or written
    is_incident = any(item.strip() == _CYBER_ITEM for item in _items(fields))
    return Disclosure(
        is_disclosure=is_incident,
        score=1.0 if is_incident else 0.0,
        kind=Kind.BREACH if is_incident else Kind.OTHER,
        claim=Claim.CONFIRMED,
        parties=(Party(name, Role.BREACHED, 0.9, fields.evidence(name, "display_names", "name", "company")),),
        dates=Dates(
            discovered=fields.day("period_ending", "reportDate"),
            disclosed=fields.day_or(published, "file_date", "filingDate"),
        ),
        language="en",
        case=_case(fields),
    )


def _case(fields: Fields) -> str:
    """The filer's number and the day of the event: an amendment (8-K/A) repeats both. Empty where one is missing."""
    number = next(iter(fields.items("ciks", "cik")), "").lstrip("0")
    day = fields.day("period_ending", "reportDate")
    return f"sec:{number}:{day}" if number and day else ""


def _items(fields: Fields) -> list[str]:
    return [part for item in fields.items("items") for part in item.split(",")]
