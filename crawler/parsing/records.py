"""JSON from outside, bounded in depth, and finding things in it by dotted paths."""

from __future__ import annotations

import json
import math
import re
from typing import Any

from crawler.text import decode
from model.characters import NO_CHARACTER

_ODD = re.compile(r"\\u(?:0000|[dD][89a-fA-F])|\x00")  # how a character is written that is none, and half of a pair
_LONGEST = 300  # digits of a number; Python refuses some thousands


class NotJsonError(ValueError):
    """The bytes are no JSON; the message says how they begin."""


def parse_json(body: bytes, content_type: str | None = None) -> Any:
    """The value, as `json_value` reads it.

    Raises:
        NotJsonError: text, HTML or broken JSON, as some interfaces answer errors with status 200.
    """
    return json_value(decode(body, content_type))


def json_value(text: str) -> Any:
    """The value, without what no database holds: characters that are none, numbers that are none or without end.

    A line end within words and a number of thousands of digits are no JSON, and cost nothing that stands beside them.

    Raises:
        NotJsonError: it is none.
    """
    try:
        value = json.loads(text, parse_float=_finite, parse_int=_whole, parse_constant=lambda _: None, strict=False)
        return _with_whole_characters(value) if _ODD.search(text) else value
    except (ValueError, RecursionError) as error:
        start = " ".join(text.split())[:60]
        raise NotJsonError(f"not JSON but {start!r}" if start else "empty") from error


def _finite(written: str) -> float | None:
    number = float(written)
    return number if math.isfinite(number) else None


def _whole(written: str) -> int | None:
    return int(written) if len(written) <= _LONGEST else None


def _with_whole_characters(value: Any) -> Any:
    if isinstance(value, str):
        return NO_CHARACTER.sub("", value)
    if isinstance(value, list):
        return [_with_whole_characters(item) for item in value]
    if isinstance(value, dict):
        return {_with_whole_characters(key): _with_whole_characters(item) for key, item in value.items()}
    return value


def at(value: Any, path: str) -> Any:
    """What stands at a dotted path (`hits.hits`, `package.name`), None where there is nothing; "" is the whole."""
    for name in filter(None, path.split(".")):
        if isinstance(value, dict):
            value = value.get(name)
        elif isinstance(value, list) and name.isdigit() and int(name) < len(value):
            value = value[int(name)]
        else:
            return None
    return value


def listed_at(value: Any, path: str) -> list[Any]:
    """The list at a dotted path; none where something else stands there."""
    found = at(value, path)
    return found if isinstance(found, list) else []
