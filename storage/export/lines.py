"""Incidents as JSON Lines: what `search --json` prints and, under `told_by`, all that another Tocsin needs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from storage.as_json import facts_json
from storage.export.records import Exported, ToldBy
from storage.types import dump, load

FORMAT = "tocsin-incident/1"
_SOURCE = re.compile(r"[\w.:-]{1,40}", re.ASCII)
_HASH = re.compile(r"[0-9a-f]{64}")


def json_lines(found: Iterable[Exported]) -> Iterator[str]:
    """One incident a line."""
    for one in found:
        yield json.dumps(as_json(one), ensure_ascii=False) + "\n"


def as_json(one: Exported) -> dict[str, Any]:
    """An incident as plain JSON values; `lineage` identifies it between installations."""
    return {
        "format": FORMAT,
        "lineage": one.lineage,
        "revision": one.revision,
        "updated": one.updated.isoformat(),
        **facts_json(one.incident),
        "attribution": list(one.attribution),
        "told_by": [dump(told) for told in one.told_by],
    }


def read_line(line: str) -> tuple[ToldBy, ...]:
    """The documents of one exported line.

    Raises:
        ValueError: it is none; the message says why in one line.
    """
    try:
        value = json.loads(line)
        json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError):  # half a character (a lone surrogate) is no text either
        raise ValueError("no JSON") from None
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise ValueError(f'no incident that Tocsin exported ("format": "{FORMAT}" is missing)')
    told = value.get("told_by")
    if not isinstance(told, list) or not told:
        raise ValueError('"told_by" is missing: an incident needs the documents that tell of it')
    try:
        return tuple(_checked(load(ToldBy, one)) for one in told)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise ValueError(f"told_by: {place}: {first['msg']}") from None


def _checked(told: ToldBy) -> ToldBy:
    days: tuple[datetime | None, ...] = (told.published, told.fetched)
    if any(day is not None and day.tzinfo is None for day in days):
        raise ValueError("told_by: a time stamp without a zone")
    if not told.url.startswith(("http://", "https://")):
        raise ValueError("told_by: url: no web address")
    if not _SOURCE.fullmatch(told.source_id) or not _SOURCE.fullmatch(told.source_kind):
        raise ValueError("told_by: source_id and source_kind: up to 40 letters, digits and signs")
    if not _HASH.fullmatch(told.content_hash):
        raise ValueError("told_by: content_hash: no SHA-256")
    if "\x00" in json.dumps(dump(told), ensure_ascii=False).replace("\\u0000", "\x00"):
        raise ValueError("told_by: a NUL character, which no database keeps")
    return told
