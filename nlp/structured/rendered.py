"""Typed fields beside their text rendering: a fact is read from the field, its quote from the rendering."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from model.disclosure import Evidence, Records
from model.rendering import render_fields, render_value

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T|$)")
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})(?!\d)")
_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4})(?![\d.])")  # 15.07.2026, the day first
_SPREADSHEET = re.compile(r"(?<![\w-])(\d{1,2})-([A-Z][a-z]{2})-(\d{2}|\d{4})(?!\d)")  # 15-Jul-26
_MONTH = r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_MONTH_FIRST = re.compile(rf"\b{_MONTH} (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})(?!\d)")  # February 5, 2026
_DAY_FIRST = re.compile(rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)? {_MONTH},? (\d{{4}})(?!\d)")  # 5 Feb 2026
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_COUNT = re.compile(
    r"(?P<before>approx(?:imately|\.)?|about|around|nearly|almost|circa|ca\.|~"
    r"|over|more than|at least|>|≥|up to|at most|<|≤)?"
    r"\s*(?P<number>\d{1,3}(?:(?P<by>[,.' \u2019\u00a0\u202f])\d{3}(?:(?P=by)\d{3})*)|\d+)\s*(?P<more>\+)?"
    r"(?:\s*(?:people|persons?|individuals?|residents?|patients?|customers?|users?|employees?|records?))?",
    re.IGNORECASE,
)
_BOUNDS = {
    **dict.fromkeys(("over", "more than", "at least", ">", "≥"), "at_least"),
    **dict.fromkeys(("up to", "at most", "<", "≤"), "at_most"),
}
_EPOCH_MILLISECONDS = 10**11  # a number above this is no year and no day count
_MAX_COUNT = 10**11


class StructuredError(ValueError):
    """The fields cannot be read; the message is one line that names the kind and the field."""


class Fields:
    """The fields of one record with the document text that was rendered from them.

    Keys are looked up without regard to case, spaces and punctuation: registers change their headings.
    """

    def __init__(self, kind: str, fields: Mapping[str, Any], text: str, title: str) -> None:
        self.kind = kind
        self.title = title
        self._values = {_folded(str(key)): (str(key), value) for key, value in fields.items()}
        self._offset = len(title) + 1 if title else 0
        self._text = text or render_fields(fields)

    def get(self, *keys: str) -> Any:
        """The first of these keys that has a value; None where none has."""
        for key in keys:
            held = self._values.get(_folded(key))
            if held is not None and held[1] not in (None, "", [], {}):
                return held[1]
        return None

    def has(self, key: str) -> bool:
        """Whether there is such a field, be it empty."""
        return _folded(key) in self._values

    def text(self, *keys: str) -> str:
        """The value as plain text, empty where there is none."""
        return render_value(self.get(*keys))

    def required(self, *keys: str) -> str:
        """The value as plain text.

        Raises:
            StructuredError: no such field has a value.
        """
        found = self.text(*keys)
        if not found:
            raise StructuredError(f"{self.kind}: the record has no {keys[0]}")
        return found

    def items(self, *keys: str) -> list[str]:
        """The value as a list of texts; a single text is split at `;` and new lines, never at commas."""
        value = self.get(*keys)
        if isinstance(value, str):
            value = re.split(r"[;\n]", value)
        if not isinstance(value, Sequence):
            return []
        return [text for item in value if (text := render_value(item))]

    def records(self, unit: str, *keys: str) -> Records | None:
        """The count with its bound, "exact" where the value is a bare number, and its quote; None where it is none."""
        value = self.get(*keys)
        found = None if isinstance(value, bool) else _COUNT.fullmatch(str(value).strip().removesuffix(".0"))
        digits = re.sub(r"\D", "", found["number"]) if found else ""
        number = int(digits) if 0 < len(digits) < len(str(_MAX_COUNT)) and digits.isascii() else 0
        if found is None or not 0 < number < _MAX_COUNT:
            return None
        before = (found["before"] or "").casefold()
        bound = "at_least" if found["more"] else _BOUNDS.get(before, "about" if before else "exact")
        return Records(number, unit, self.evidence(self.text(*keys), *keys), bound)

    def day(self, *keys: str) -> str | None:
        """The first date of the value as ISO; month first where it is written with slashes, as these registers do."""
        days = self.days(*keys)
        return days[0] if days else None

    def day_or(self, published: date | None, *keys: str) -> str | None:
        """The first date of the value, else the day of publication, as ISO; None where neither is known."""
        return self.day(*keys) or (published.isoformat() if published else None)

    def earliest(self, *keys: str) -> str | None:
        """The earliest date of the value: the days of one event are listed in any order."""
        return min(self.days(*keys), default=None)

    def days(self, *keys: str) -> list[str]:
        """All dates of the value, as ISO, in the order written."""
        value = self.get(*keys)
        if isinstance(value, int) and not isinstance(value, bool) and value > _EPOCH_MILLISECONDS:
            return _moment(value)
        text = render_value(value)
        found = [(m.start(), (m[1], m[2], m[3])) for m in (*_ISO.finditer(text), *_COMPACT.finditer(text))]
        found += [(m.start(), (m[3], m[1], m[2])) for m in _AMERICAN.finditer(text)]
        found += [(m.start(), (m[3], m[2], m[1])) for m in _DOTTED.finditer(text)]
        months = {name: str(number) for number, name in enumerate(_MONTHS, 1)}
        named = (*_SPREADSHEET.finditer(text), *_DAY_FIRST.finditer(text))
        found += [(m.start(), (m[3], months.get(m[2], ""), m[1])) for m in named]
        found += [(m.start(), (m[3], months[m[1]], m[2])) for m in _MONTH_FIRST.finditer(text)]
        return [day for _, parts in sorted(found) if (day := _iso(*parts))]

    def evidence(self, quote: str, *keys: str) -> Evidence:
        """Where `quote` stands in the line of the first of these keys; else that line, else the start."""
        for key in keys:
            held = self._values.get(_folded(key))
            if held is None:
                continue
            start, line = self._line(held[0])
            at = line.find(quote, len(_prefix(held[0])))
            if at >= 0 and quote:
                return self._span(start + at, start + at + len(quote))
            if line:
                return self._span(start, start + len(line))
        return self._span(0, min(len(self._text), 80))

    def _line(self, key: str) -> tuple[int, str]:
        prefix = _prefix(key)
        start = 0 if self._text.startswith(prefix) else self._text.find("\n" + prefix) + 1
        if start == 0 and not self._text.startswith(prefix):
            return 0, ""
        end = self._text.find("\n", start)
        return start, self._text[start : end if end >= 0 else len(self._text)]

    def _span(self, start: int, end: int) -> Evidence:
        return Evidence(self._text[start:end], self._offset + start, self._offset + end)


def _prefix(key: str) -> str:
    return f"{render_value(key)}: "


@lru_cache(maxsize=4096)
def _folded(key: str) -> str:
    return re.sub(r"[\W_]+", "", key).casefold()


def _moment(milliseconds: int) -> list[str]:
    try:
        return [datetime.fromtimestamp(milliseconds / 1000, UTC).date().isoformat()]
    except (ValueError, OverflowError, OSError):
        return []


def _iso(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day)).isoformat()  # noqa: PLR2004
    except ValueError:
        return None
