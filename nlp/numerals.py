"""English numbers in words: "seventy-five thousand", "two hundred and twelve", "three dozen", "half a million"."""

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
SCALES: Final = {"dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9}
_ANY = "|".join(sorted((*_SMALL, *SCALES), key=len, reverse=True))
# What begins with a scale needs an article or a half: "hundreds" is no number, "a hundred" is.
NUMERAL: Final = (
    rf"(?:half an? |an? )(?:{'|'.join(SCALES)})\b(?!s)|(?:{'|'.join(sorted(_SMALL, key=len, reverse=True))})\b"
    rf"(?:(?:-|\s+|(?:(?<=hundred)|(?<=thousand)|(?<=million))\s+and\s+)(?:{_ANY})\b)*"
)
_WORD = re.compile(r"[a-z]+")


def value_of_words(words: str) -> float:
    """The number that words of `NUMERAL` stand for."""
    total = part = 0.0
    for word in _WORD.findall(words.lower()):
        if word == "half":
            part = 0.5
        elif word in _SMALL:
            part += _SMALL[word]
        elif word in ("dozen", "hundred"):
            part = (part or 1) * SCALES[word]
        elif word in SCALES:
            total, part = total + (part or 1) * SCALES[word], 0.0
    return total + part
