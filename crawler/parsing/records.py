"""JSON from outside, bounded in depth, and finding things in it by dotted paths."""

from __future__ import annotations

import json
import math
import re
from typing import Any

from crawler.text import decode
from model.characters import NO_CHARACTER

_ODD = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")  # how a character is written that is none, and half of a pair


class NotJsonError(ValueError):
    """The bytes are no JSON; the message says how they begin."""


def parse_json(body: bytes, content_type: str | None = None) -> Any:
    """The value, without what no database holds: characters that are none, numbers that are none or without end.

    Raises:
        NotJsonError: text, HTML or broken JSON, as some interfaces answer errors with status 200.
    """
    text = decode(body, content_type)
    try:
        value = json.loads(text, parse_float=_finite, parse_constant=lambda _: None)
        return _with_whole_characters(value) if _ODD.search(text) else value
    except (ValueError, RecursionError) as error:
        start = " ".join(text.split())[:60]
        raise NotJsonError(f"not JSON but {start!r}" if start else "empty") from error


def _finite(written: str) -> float | None:
    number = float(written)
    return number if math.isfinite(number) else None


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
