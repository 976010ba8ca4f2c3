"""Days that are counted from another which the sentence names: "on 10 June ... six days earlier"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from nlp.text.patterns import late

_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
_COUNTS |= {"nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fourteen": 14, "twenty": 20}
_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_COUNT = rf"(?:\d{{1,2}}|{'|'.join(_COUNTS)})"
_ENDS = r"(?=\s*(?:[.,;:!?)]|$)|\s(?:and|but|when|while|by|through|with|in|from)\b)"
_EVENT = (
    r"(?:it|they|(?:the |an? |its )?(?:[\w-]+ )?(?:attack|attackers?|breach|compromise|criminals?|hack|hackers?"
    r"|incident|intrusion|intruders?|theft|thieves)) (?:had |has |first )*(?:beg[au]n|started|happened|occurred"
    r"|took place|taken place|entered|got in|gotten in|broke in|broken in|gained)\b"
)
_EARLIER = late(
    rf"\b(?P<count>{_COUNT}) (?P<unit>day|week|month)s? (?:earlier|before|previously|prior){_ENDS}"
    rf"|\bthe (?:(?:day|night|evening) before|previous (?:day|night|evening)){_ENDS}"
    rf"|\bthe (?:previous (?P<day>{'|'.join(_WEEKDAYS)})|(?P<day2>{'|'.join(_WEEKDAYS)}) before){_ENDS}"
    # "found on 6 May, three days after it began"
    rf"|\b(?P<count2>{_COUNT}) (?P<unit2>day|week|month)s? (?P<after>after {_EVENT})",
    re.IGNORECASE,
)


def is_counted(match: re.Match[str]) -> bool:
    """Whether a day that was found is one of these."""
    return "count2" in match.re.groupindex


def earlier_days(text: str, days: list[tuple[re.Match[str], str]]) -> list[tuple[re.Match[str], str]]:
    """Each such phrase with its ISO form, counted back from the last whole day named before it, if there is one."""
    found = []
    for match in _EARLIER.finditer(text) if days else ():
        before = [iso for named, iso in days if named.end() <= match.start() and len(iso) == len("2026-05-03")]
        if before:
            found.append((match, _back(match, date.fromisoformat(before[-1]))))
    return found


def _back(match: re.Match[str], day: date) -> str:
    if weekday := match["day"] or match["day2"]:
        return (day - timedelta(days=(day.weekday() - _WEEKDAYS.index(weekday.lower())) % 7 or 7)).isoformat()
    word, unit = (match["count"] or match["count2"] or "a").lower(), (match["unit"] or match["unit2"] or "day").lower()
    count = int(word) if word.isdecimal() else _COUNTS[word]
    if unit == "month":
        total = day.year * 12 + day.month - 1 - count
        return f"{total // 12:04}-{total % 12 + 1:02}"
    return (day - timedelta(days=count * (len(_WEEKDAYS) if unit == "week" else 1))).isoformat()
