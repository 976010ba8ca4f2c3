"""Incidents as JSON Lines: what `search --json` prints and, under `told_by`, all that another Tocsin needs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from pydantic import ValidationError

from model.correction import is_day
from model.disclosure import Disclosure
from storage.as_json import facts_json
from storage.export.records import Exported, ToldBy
from storage.types import dump, load

FORMAT = "tocsin-incident/1"
_SOURCE = re.compile(r"[\w.:-]{1,40}", re.ASCII)
_LONGEST = 2_000  # characters of an address
_YEARS = range(1970, 2101)
_MOST = 10**15  # people or records
_NUMBERS = 2**32  # of a fingerprint
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
        json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError):  # half a character (a lone surrogate) is no text either, and NaN no number
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
    if any(day is not None and day.year not in _YEARS for day in days):
        raise ValueError("told_by: a time stamp beyond all years")
    if any(not 0 <= number < _NUMBERS for number in told.fingerprint):
        raise ValueError("told_by: fingerprint: no sketch of a text")
    if not _is_address(told.url):
        raise ValueError("told_by: url: no web address")
    _check_said(told.disclosure)
    if not _SOURCE.fullmatch(told.source_id) or not _SOURCE.fullmatch(told.source_kind):
        raise ValueError("told_by: source_id and source_kind: up to 40 letters, digits and signs")
    if not _HASH.fullmatch(told.content_hash):
        raise ValueError("told_by: content_hash: no SHA-256")
    if "\x00" in json.dumps(dump(told), ensure_ascii=False).replace("\\u0000", "\x00"):
        raise ValueError("told_by: a NUL character, which no database keeps")
    return told


def _check_said(said: Disclosure) -> None:
    dates = {"occurred": said.dates.occurred, "discovered": said.dates.discovered, "disclosed": said.dates.disclosed}
    for name, day in dates.items():
        if day is not None and not is_day(f"2024{day[1:]}" if day.startswith("--") else day):
            raise ValueError(f"told_by: disclosure.dates.{name}: no day such as 2026-02-20, month or year")
    if any(not 0 <= sure <= 1 for sure in (said.score, *(party.confidence for party in said.parties))):
        raise ValueError("told_by: disclosure: score and confidence are from 0 to 1")
    if said.records and not 0 <= said.records.count < _MOST:
        raise ValueError("told_by: disclosure.records.count: more than can be")


def _is_address(url: str) -> bool:
    try:
        return url.startswith(("http://", "https://")) and len(url) <= _LONGEST and bool(urlsplit(url).hostname)
    except ValueError:
        return False
