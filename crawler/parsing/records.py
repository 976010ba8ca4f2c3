"""JSON from outside, bounded in depth, and finding things in it by dotted paths."""

from __future__ import annotations

import json
from typing import Any

from crawler.text import decode


class NotJsonError(ValueError):
    """The bytes are no JSON; the message says how they begin."""


def parse_json(body: bytes, content_type: str | None = None) -> Any:
    """The value.

    Raises:
        NotJsonError: text, HTML or broken JSON, as some interfaces answer errors with status 200.
    """
    text = decode(body, content_type)
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        start = " ".join(text.split())[:60]
        raise NotJsonError(f"not JSON but {start!r}" if start else "empty") from error


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
