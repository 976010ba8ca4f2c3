"""English numbers in words: "seventy-five thousand", "two hundred and twelve", "a quarter of a million"."""

from __future__ import annotations

import re
from typing import Final

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
_PARTS: Final = {"half": 0.5, "quarter": 0.25}
# What begins with a scale needs an article or a half: "hundreds" is no number, "a hundred" is.
NUMERAL: Final = (
    rf"(?:half (?:an? )?|(?:an? )?quarter of a |an? )(?:{'|'.join(_SCALES)})\b"
    rf"|(?:{'|'.join(sorted(_SMALL, key=len, reverse=True))})\b"
    rf"(?:(?:-|\s+|(?:(?<=hundred)|(?<=thousand)|(?<=million))\s+and\s+)(?:{_ANY})\b)*"
)
_WORD = re.compile(r"[a-z]+")


def value_of_words(words: str) -> int:
    """The whole number that words of `NUMERAL` stand for."""
    total = part = 0.0
    for word in _WORD.findall(words.lower()):
        if word in _PARTS:
            part = _PARTS[word]
        elif word in _SMALL:
            part += _SMALL[word]
        elif word in ("dozen", "hundred"):
            part = (part or 1) * _SCALES[word]
        elif word in _SCALES:
            total, part = total + (part or 1) * _SCALES[word], 0.0
    return round(total + part)
