"""English numbers in words: "seventy-five thousand", "a hundred thousand", "two and a half million"."""

from __future__ import annotations

import re
from typing import Final

from nlp.text.patterns import late

_ONES: Final = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SMALL: Final = {word: value for value, word in enumerate(_ONES)} | {
    word: 10 * value for value, word in enumerate(_TENS, 2)
}
_SCALES: Final = {"dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9}
_ANY = "|".join(sorted((*_SMALL, *_SCALES), key=len, reverse=True))
_PARTS: Final = {"half": 0.5, "quarter": 0.25, "quarters": 0.25}
_SCALE: Final = rf"(?:{'|'.join(_SCALES)})\b"
# What begins with a scale needs an article or a half: "hundreds" is no number, "a hundred" is.
NUMERAL: Final = (
    rf"(?:half (?:an? )?|(?:(?:an? )?quarter|three[ -]quarters)(?: of a |[ -]))(?:{_SCALE})"
    rf"|(?:an? {_SCALE}|(?:{'|'.join(sorted(_SMALL, key=len, reverse=True))})\b)"
    rf"(?:(?:-|\s+|(?:(?<=hundred)|(?<=thousand)|(?<=million))\s+and\s+)(?:{_ANY})\b)*"
    rf"(?:[\s-]and[\s-]a[\s-]half\b(?:[\s-]{_SCALE})?)?"
)
_WORD = re.compile(r"[a-z]+")


def value_of_words(words: str) -> int:
    """The whole number that words of `NUMERAL` stand for."""
    total = part = 0.0
    scale = 1  # of the word before: the half of "a million and a half" is one of a million
    for word in _WORD.findall(words.lower()):
        if word in _PARTS:
            part = part * _PARTS[word] if word == "quarters" else part + _PARTS[word] * scale
        elif word in _SMALL:
            part, scale = part + _SMALL[word], 1
        elif word in ("dozen", "hundred"):
            part, scale = (part or 1) * _SCALES[word], _SCALES[word]
        elif word in _SCALES:
            total, part, scale = total + (part or 1) * _SCALES[word], 0.0, _SCALES[word]
    return round(total + part)


_FRACTIONS: Final = {"third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_SHARE = late(
    r"\b(?:(?P<half>half)|(?P<over>an?|one|two|three|four|five|seven|nine)[ -](?P<under>third|quarter|fifth|sixth"
    r"|eighth|tenth)s?|(?P<percent>\d{1,2}(?:\.\d+)?)\s?(?:%|per ?cent))\s+of\s+(?:(?:the|its|their|our|all|some"
    r"|about|roughly|more than|over)\s+){0,3}(?:(?:[\w&.-]+\s+){0,3}[\w&.-]+'s?\s+)?$",
    re.IGNORECASE,
)


def share_before(left: str) -> float:
    """The share that the words before a number say is meant of it ("two thirds of the "); 1.0 where they say none."""
    found = _SHARE.search(left)
    if found is None:
        return 1.0
    if found["percent"]:
        return float(found["percent"]) / 100
    if found["half"]:
        return 0.5
    over = found["over"].lower()
    return min(1.0, _SMALL.get(over, 1) / _FRACTIONS[found["under"].lower()])
