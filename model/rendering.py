"""The deterministic text of a record's fields, one `Key: value` line each, which evidence spans point into."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from typing import Any

_TAG = re.compile(r"<[a-zA-Z/!?][^<>]*>")
_BLANK = re.compile(r"\s+")
_MAX_DEPTH = 4  # deeper nesting is written by nobody who wants to be read


def render_fields(fields: Mapping[str, Any]) -> str:
    """The text of `fields`: a line `Key: value` per key in the order given, keys without a value left out.

    Items of lists are joined by ", ", of nested mappings written as `key=value`; HTML tags are dropped, entities
    decoded, white space folded. The same fields always give the same text.
    """
    lines = ((_plain(str(key)), render_value(value)) for key, value in fields.items())
    return "\n".join(f"{key}: {value}" for key, value in lines if value)


def render_value(value: Any, depth: int = 0) -> str:
    """One value as it stands in the line of its key; empty for None and for empty text or lists."""
    if isinstance(value, str):
        return _plain(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        pairs = ((_plain(str(key)), _inner(inner, depth)) for key, inner in value.items())
        return ", ".join(f"{key}={inner}" for key, inner in pairs if inner)
    if isinstance(value, Sequence) and not isinstance(value, (bytes, bytearray)):
        return ", ".join(item for item in (_inner(inner, depth) for inner in value) if item)
    return "" if value is None else _plain(str(value))


def _inner(value: Any, depth: int) -> str:
    return render_value(value, depth + 1) if depth < _MAX_DEPTH else ""


def _plain(text: str) -> str:
    if "<" in text:
        text = _TAG.sub("", text)
    if "&" in text:
        text = html.unescape(text)
    return _BLANK.sub(" ", text).strip()
