"""What may stand behind `field:`: numbers, days, and the fixed words of the vocabulary."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from rapidfuzz import fuzz, process

from storage.search.query import Day, QueryError, Records

_NUMBER = re.compile(r"(\d[\d_,.]*)\s*([kmb]?)", re.IGNORECASE)
_WHOLE = re.compile(r"\d+|\d{1,3}(?:[.,]\d{2,3})*[.,]\d{3}")  # two digits between, as India writes them
_FRACTION = re.compile(r"\d+[.,]\d+")
_UNIT = {"": 1, "k": 1_000, "m": 1_000_000, "b": 1_000_000_000}
_MOST = 2**62
_RELATIVE = re.compile(r"(\d{1,5})([dwmy])", re.IGNORECASE)
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
_CALENDAR = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")


def member(kind: type[StrEnum], text: str, place: int) -> StrEnum:
    """The word of a vocabulary; `-` and `_` are alike.

    Raises:
        QueryError: it is none of them; the message names those that come near, or all.
    """
    wanted = text.lower().replace("-", "_")
    values = [item.value for item in kind]
    if wanted in values:
        return kind(wanted)
    near = [value for value, _, _ in process.extract(wanted, values, scorer=fuzz.ratio, limit=3, score_cutoff=60)]
    raise QueryError(place, f"{_shown(text)} is not known here; expected {_one_of(near or values)}")


def records(text: str, place: int) -> Records:
    """`>10000`, `>=10k`, `<1m`, `5000` or `1k..1m`, both ends included.

    Raises:
        QueryError: it is no number.
    """
    if ".." in text:
        low, _, high = text.partition("..")
        return _span(_number(low, place), _number(high, place), place)
    sign, rest = next(
        ((sign, text[len(sign) :]) for sign in (">=", "<=", ">", "<", "=") if text.startswith(sign)), ("", text)
    )
    value = _number(rest, place)
    spans = {
        ">": Records(value + 1, None),
        ">=": Records(value, None),
        "<": Records(0, value - 1),
        "<=": Records(0, value),
    }
    return spans.get(sign, Records(value, value))


def day(text: str, place: int, *, last: bool) -> Day:
    """`2025-11-26`, `2025-11` or `2025` (its first day, or its last where `last`), or `30d`, `6w`, `3m`, `2y` ago.

    Raises:
        QueryError: it is no day.
    """
    if ago := _RELATIVE.fullmatch(text):
        return Day(ago=timedelta(days=int(ago[1]) * _DAYS[ago[2].lower()]))
    found = _CALENDAR.fullmatch(text)
    if found is None:
        raise QueryError(place, f"{_shown(text)} is no day; expected one such as 2025-11-26, 2025-11, 2025 or 30d")
    year = int(found[1])
    month = int(found[2]) if found[2] else (12 if last else 1)
    try:
        number = int(found[3]) if found[3] else (calendar.monthrange(year, month)[1] if last else 1)
        return Day(fixed=date(year, month, number))
    except ValueError:
        raise QueryError(place, f"{_shown(text)} is not in the calendar") from None


def _number(text: str, place: int) -> int:
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        raise QueryError(place, f"{_shown(text)} is no number; expected one such as >10000, <=5k or 1k..1m")
    digits, unit = found[1].replace("_", ""), _UNIT[found[2].lower()]
    # "1.5m" and "1,5m" are fractions; "10,000" and "10.000" are thousands. Half a record there is not.
    if unit > 1 and _FRACTION.fullmatch(digits) and ("." in digits or not _WHOLE.fullmatch(digits)):
        return min(round(float(digits.replace(",", ".")) * unit), _MOST)
    if not _WHOLE.fullmatch(digits):
        raise QueryError(place, f"{_shown(text)} is no number; expected one such as 10000, 10,000 or 10k")
    return min(int(re.sub("[.,]", "", digits)) * unit, _MOST)


def _span(low: int, high: int, place: int) -> Records:
    if low > high:
        raise QueryError(place, "expected the smaller number first")
    return Records(low, high)


def _shown(text: str) -> str:
    return f'"{text[:40]}"'


def _one_of(values: Iterable[str]) -> str:
    *most, last = values
    return f"{', '.join(most)} or {last}" if most else last
