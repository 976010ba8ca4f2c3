"""The days that a text names: "3 May 2026", "between December 28 and January 3, 2026", "last Tuesday"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from nlp.figures.anchored import earlier_days
from nlp.figures.near_days import NEAR_DAYS, iso_of
from nlp.text.patterns import late, words

_MONTHS = {
    m: i + 1
    for i, m in enumerate(
        [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ]
    )
}
_MONTHS |= {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sept": 9, "sep": 9, "oct": 10, "nov": 11,
    "dec": 12,
}  # fmt: skip
MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_NAMED = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+(?:the\s+)?)?"  # no other day than the date says
_DATE = re.compile(
    rf"\b(?P<iso>(?:19|20)\d\d-\d\d-\d\d)\b|(?<![\d/])(?P<us>\d{{1,2}}/\d{{1,2}}/(?:\d{{4}}|\d{{2}}))(?![\d/])"
    rf"|\b(?:between |from )?{_NAMED}(?P<d1>{_DAY})(?:\s*(?:-|to|and"
    rf"|until)\s*{_DAY})?\s+(?:of\s+)?(?P<m1>{MONTH})(?:,?\s+(?P<y1>(?:19|20)\d\d)\b"
    rf"|(?=\s*(?:-|to|and|until|through)\s*{_DAY}\s+(?:of\s+)?(?P<e1>{MONTH}),?\s+(?P<z1>(?:19|20)\d\d)\b))?"
    rf"|\b{_NAMED}(?P<m2>{MONTH})\s+(?P<d2>{_DAY})\b(?!\s*(?:people|users|customers|million))(?:\s*(?:-|to|and|until"
    rf"|through)\s*(?:(?P<e2>{MONTH})\s+)?{_DAY}\b)?(?:,?\s+(?P<y2>(?:19|20)\d\d)\b)?"
    rf"|\b(?:(?:early|mid|late)[- ])?(?P<m3>{MONTH})(?:,?\s+(?:of\s+)?(?P<y3>(?:19|20)\d\d)\b)"
    rf"|\b(?:in|since|during|from|as early as|between(?= [a-z]+ and [a-z]+,? (?:19|20)\d\d)|until|by|of|the|last|on"
    rf"|early|late|mid|an?(?= \w+ (?:(?:data|cyber|ransomware|phishing) ?)?(?:breach|hack|attack|break-in|incident"
    rf"|intrusion|leak|theft)\b))[- ](?:(?:at least|as early as|as far back as)\s+|approximately\s+|around\s+"
    rf"|about\s+|late\s+|early\s+|mid-?\s?)?(?P<m4>{MONTH})(?!\.?\s+\d|,\s+(?:19|20)\d\d\b)"
    rf"(?:(?=\s*(?:-|to|and|until|through)\s*(?:early |mid-|late )?(?P<e4>{MONTH}),?\s+(?P<z4>(?:19|20)\d\d)\b))?"
    r"|\b(?:in|during|since|from|of|early|late|mid|a|summer|spring|autumn|fall|winter|around|approximately|about"
    r"|to(?<=back to)|the(?=[- ]\d{4}[- ](?:breach|hack|theft|attack|leak|incident|intrusion|break-in"
    r"|compromise)))[- ](?P<y5>(?:19|20)\d\d)\b(?!-)",
    re.IGNORECASE,
)
_DIGIT_OR_MONTH = words(rf"\p{{Nd}}|\b{MONTH}")  # one stands in every date
_MANY = late(
    r"(?:of|from|around|approximately|about|a|to)[- ]\d{4}$", re.IGNORECASE
)  # before it, "2000" may be how many
_HIT = late(  # "of 2000 customers", "from 1950 Quillmark users"
    r"\s(?:(?:current|former|past|active|its|their|individual|business|registered|unique|private)\s|(?-i:[A-Z])[\w'\u2019-]*\s){0,2}"
    r"(?:people|persons|individuals|customers|users|patients|employees|members|clients|students|accounts|records|citizens"
    r"|residents|subscribers|guests|passengers|applicants|donors|pupils|workers|e-?mail addresses)\b",
    re.IGNORECASE,
)


def days_in(text: str, published: date | None) -> list[tuple[re.Match[str], str]]:
    """The days of a text, left to right, each with its ISO form, short where less is said ("2026-05")."""
    dated = _DATE.finditer(text) if _DIGIT_OR_MONTH.search(text) else ()
    found = [(m, iso) for m in dated if not _counts(m) and (iso := _iso(m, published))]
    dates = [m for m, _ in found]
    if published is not None:
        near = NEAR_DAYS.finditer(text)
        found += [(m, iso) for m in near if not _is_dated(m, dates) and (iso := iso_of(m, published))]
    found.sort(key=lambda pair: pair[0].start())
    return sorted(found + earlier_days(text, found), key=lambda pair: pair[0].start())


def _is_dated(match: re.Match[str], dates: list[re.Match[str]]) -> bool:
    """Whether a weekday has its date with it: "Monday 8 June", "Monday (8 June)"."""
    return any(day.start() <= match.end() + len(" (") and match.start() < day.end() for day in dates)


def counts_next(text: str, start: int) -> bool:
    """Whether those who are counted follow a number that ends at `start`, so that it is no year."""
    return _HIT.match(text, start) is not None


def _counts(match: re.Match[str]) -> bool:
    """Whether what looks like a year says how many: "data of 2000 customers"."""
    return bool(match["y5"]) and _MANY.match(match.group()) is not None and counts_next(match.string, match.end())


def _iso(match: re.Match[str], published: date | None) -> str | None:
    group = match.groupdict()
    if group["iso"]:
        return group["iso"] if is_day(*map(int, group["iso"].split("-"))) else None
    if group["us"]:
        month, day, year = (int(part) for part in group["us"].split("/"))
        year += 2000 if year < 100 else 0  # noqa: PLR2004 a small number or a flat list of rules reads best in place
        return f"{year:04}-{month:02}-{day:02}" if is_day(year, month, day) else None
    month_name = group["m1"] or group["m2"] or group["m3"] or group["m4"]
    year_text = group["y1"] or group["z1"] or group["y2"] or group["y3"] or group["z4"]
    if month_name is None:
        return group["y5"]
    if (
        month_name[0].islower()
        and month_name.lower().startswith(("may", "mar"))
        and not (group["d1"] or "")[-1:].isalpha()
    ):
        return None
    month = _month(month_name)
    told = int(year_text) if year_text else None
    if told and (last := group["e1"] or group["e2"] or group["e4"]) and _month(last) < month:
        told -= 1  # "between December 28 and January 3, 2026": the year is that of the end
    digits = re.match(r"\d+", group["d1"] or group["d2"] or "")
    return _assembled(month, int(digits.group()) if digits else None, told, published)


def _month(name: str) -> int:
    return _MONTHS[name.lower().rstrip(".")]


def _assembled(month: int, day: int | None, year: int | None, published: date | None) -> str | None:
    if year is None and published is not None:
        year = published.year - int((month, day or 1) > (published.month, published.day))
        if year < published.year and day is not None and _is_soon(month, day, published):
            return None
    if day is None:
        return f"{year:04}-{month:02}" if year else f"--{month:02}"
    if not is_day(year or 2024, month, day):
        return None
    return f"{year:04}-{month:02}-{day:02}" if year else f"--{month:02}-{day:02}"


_SOON = timedelta(days=75)


def _is_soon(month: int, day: int, published: date) -> bool:
    """Whether a day without a year lies rather before the reader than ten months behind ("by January 15")."""
    return is_day(published.year, month, day) and date(published.year, month, day) - published <= _SOON


def is_day(year: int, month: int, day: int) -> bool:
    """Whether the calendar has that day."""
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
