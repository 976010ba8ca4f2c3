"""Words, numbers and links as the pages show them; what comes from outside is cleaned before it is escaped."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from urllib.parse import quote, urlencode

from alerts.paths import lists_shared
from alerts.text import in_order, visible, web_link
from alerts.wording import EDGES, STATUSES, TRUSTS, UNNAMED
from config.data_types import label
from config.fields import write_duration
from inventory.ends import end_in_words
from model.counting import counted
from model.vocabulary import DataType, Role

ROLES = {
    Role.BREACHED: "Breached",
    Role.DOWNSTREAM: "Hit through them",
    Role.THREAT_ACTOR: "Threat actor",
    Role.BYSTANDER: "Named, not hit",
}
_KEPT = "\n\t"


def as_json(value: Any) -> str:
    """What changed, with its letters and apostrophes as they were written."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def tidy(value: Any) -> Any:
    """Text without control, bidi and private characters, which no page may show live; anything else as it is."""
    if type(value) is not str or (value.isascii() and value.isprintable()):
        return value
    return visible(value, _KEPT)


def day(value: date | datetime | str | None) -> str:
    """A day; an empty text where there is none."""
    if value is None:
        return ""
    return value if isinstance(value, str) else f"{value:%Y-%m-%d}"


def moment(value: datetime | None) -> str:
    """A time in UTC, to the minute."""
    return f"{value:%Y-%m-%d %H:%M} UTC" if value else ""


def ago(value: datetime | None, now: datetime) -> str:
    """How long ago, in one unit."""
    if value is None:
        return "never"
    seconds = max(0, int((now - value).total_seconds()))
    for unit, size in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        if seconds >= size:
            number = seconds // size
            return f"{counted(number, unit)} ago"
    return "just now"


def number(value: int | None) -> str:
    """With separators."""
    return f"{value:,}" if value is not None else ""


def address(url: str | None) -> str:
    """An http or https address that may be followed; empty for anything else."""
    found = web_link(url or "")
    return found.url if found else ""


def host(url: str | None) -> str:
    """What a reader sees of an address: where it leads."""
    found = web_link(url or "")
    return found.host if found else ""


def vendor_path(organisation_id: str) -> str:
    """The page of an organisation."""
    return f"/vendor/{quote(organisation_id, safe='')}"


def query(path: str, **parameters: Any) -> str:
    """`path` with the parameters that are given."""
    given = {key: value for key, value in parameters.items() if value not in (None, "")}
    return f"{path}?{urlencode(given)}" if given else path


def type_label(data_type: str) -> str:
    """A data type in words."""
    return label(DataType(data_type))


FILTERS: dict[str, Callable[..., Any]] = {
    "day": day,
    "duration": write_duration,
    "moment": moment,
    "number": number,
    "counted": counted,
    "address": address,
    "host": host,
    "in_order": in_order,
    "vendor_path": vendor_path,
    "type_label": type_label,
    "as_json": as_json,
}
GLOBALS: dict[str, Any] = {
    "ago": ago,
    "end_in_words": end_in_words,
    "lists_shared": lists_shared,
    "query": query,
    "ROLES": ROLES,
    "STATUSES": STATUSES,
    "TRUSTS": TRUSTS,
    "UNNAMED": UNNAMED,
    "EDGES": EDGES,
}
