"""Numbers as Japanese writes them: in digits, in kanji, or in both ("3千", "約二万五千", "百二十", "二〇二五")."""

from __future__ import annotations

import re
from typing import Final

_DIGITS: Final = str.maketrans("〇一二三四五六七八九", "0123456789")
_MYRIADS: Final = re.compile(r"(?:(?P<oku>[^億万]+)億)?(?:(?P<man>[^億万]+)万)?(?P<rest>[^億万]*)")
_BELOW: Final = re.compile(r"(?P<sen>[\d,.]*千)?(?P<hyaku>[\d,.]*百)?(?P<ju>[\d,.]*十)?(?P<rest>[\d,.]*)")
_FACTORS: Final = {"sen": 1_000, "hyaku": 100, "ju": 10, "rest": 1}
_LONGEST: Final = 16  # characters of one figure


def with_digits(text: str) -> str:
    """`text` with the kanji for nought to nine as digits; of the same length, so that offsets stay true."""
    return text.translate(_DIGITS)


def number(text: str) -> float | None:
    """The number that `text` writes, its kanji for digits replaced (`with_digits`); None where it writes none."""
    parts = _MYRIADS.fullmatch(text)
    values = [_below(parts[name] or "0") for name in ("oku", "man", "rest")] if parts and text else [None]
    if None in values:
        return None
    oku, man, rest = (value or 0.0 for value in values)
    return oku * 10**8 + man * 10**4 + rest


def _below(text: str) -> float | None:
    parts = _BELOW.fullmatch(text)
    if parts is None:
        return None
    figures = [(_figure(parts[name], name), factor) for name, factor in _FACTORS.items() if parts[name]]
    return None if any(value is None for value, _ in figures) else sum((v or 0.0) * factor for v, factor in figures)


def _figure(text: str, name: str) -> float | None:
    """The figure before a unit; a unit without one counts once ("百")."""
    digits = (text if name == "rest" else text[:-1]).replace(",", "").rstrip(".")
    if not digits and name != "rest":
        return 1.0
    return float(digits) if len(digits) <= _LONGEST and digits.count(".") <= 1 and digits not in ("", ".") else None
