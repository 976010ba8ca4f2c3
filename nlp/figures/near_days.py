"""Days told from the day of publication: "yesterday", "last Tuesday", "overnight", "at the weekend", "last summer"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from nlp.text.patterns import late

_THEN = (
    r"(?=\s*(?:[.,;:!?)\u2014]|$)|\s(?:after|and|as|at|before|because|but|by|from|in|into|on|or|over|that|through|to|when"
    r"|while|with)\b)"
)
_NIGHT = (
    r"(?:this (?:morning|afternoon|evening)|last night|(?:the )?night before last|overnight"
    r"|(?:at|over|on|during|last|this|(?:this|the) past)(?: the)?(?: past| last)? weekend)"
)
_SEASON = r"(?:last|this|this past|(?:in|during|over) the) (?:spring|summer|autumn|fall)"
NEAR_DAYS = late(
    r"\b(?P<day>yesterday|today)\b"
    r"|\b(?:(?P<which>on|last|this|late|early)\s+|(?<=[a-z] )(?=(?-i:[MTWFS])))(?P<weekday>monday|tuesday|wednesday"
    r"|thursday|friday|saturday|sunday)\b"
    r"|\b(?P<last>last|this|earlier this)\s+(?P<unit>week|month|year)\b"
    # at the head of a sentence whatever follows, within it no part of a name: "the overnight backup"
    rf"|(?P<first>^)?\b(?:(?P<night>{_NIGHT})|(?P<season>{_SEASON}))(?(first)(?! ?')|{_THEN})"
    r"|\b(?P<n>\d{1,2}|two|three|four|five|six|a)\s+(?P<units>days?|weeks?|months?|years?)\s+ago\b",
    re.IGNORECASE,
)
_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_COUNTS = {"a": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


def iso_of(match: re.Match[str], published: date) -> str | None:
    """The date that "last Tuesday" or "two weeks ago" means on the day of publication, short where less is said."""
    group = match.groupdict()
    if group["day"]:
        return (published - timedelta(days=int(group["day"].lower() == "yesterday"))).isoformat()
    if group["weekday"]:
        back = (published.weekday() - _WEEKDAYS.index(group["weekday"].lower())) % 7
        if not back and (group["which"] or "").lower() == "last":  # on a Thursday "last Thursday" is not today
            back = 7
        return (published - timedelta(days=back)).isoformat()
    if group["season"]:
        return _of_season(group["season"], published)
    if group["night"]:
        return _of_night(group["night"].lower(), published).isoformat()
    return _counted_back(group, published)


def _counted_back(group: dict[str, str | None], published: date) -> str:
    """The day, month or year of "two weeks ago", "last month"."""
    count = (group["n"] or "").lower()
    number = _COUNTS.get(count) or int(count or (group["last"] or "").lower() == "last")
    unit = (group["units"] or group["unit"] or "").lower().rstrip("s")
    if unit == "year":
        return str(published.year - number)
    if unit == "month":
        total = published.year * 12 + published.month - 1 - number
        return f"{total // 12:04}-{total % 12 + 1:02}"
    if unit == "day":
        return (published - timedelta(days=number)).isoformat()
    return (published - timedelta(weeks=number)).isoformat()[:7]


def is_by_the_way(match: re.Match[str]) -> bool:
    """Whether it is a word such as "overnight" or "last summer", which often tells of something else in passing."""
    return bool(match.groupdict().get("night") or match.groupdict().get("season"))


def _of_night(said: str, published: date) -> date:
    """The day on which a night, or a weekend, began."""
    if "weekend" in said:
        back = (published.weekday() - _SATURDAY) % 7
        return published - timedelta(days=back + 7 * ("last" in said and published.weekday() >= _SATURDAY))
    nights = 2 if "before last" in said else int("last night" in said)
    return published - timedelta(days=nights)


_SATURDAY = _WEEKDAYS.index("saturday")
_BEGINS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9}  # north of the equator, where most of the press is
_LONG = 3  # months


def _of_season(said: str, published: date) -> str | None:
    """The year of a season: "last summer" is one that is over, "this summer" one that has begun."""
    which, name = said.lower().split()[0], said.lower().split()[-1]
    begins = _BEGINS[name]
    begun = published.month >= begins + (_LONG if which == "last" else 0)
    if which == "this" and not begun:
        return None
    return str(published.year - int(not begun))
