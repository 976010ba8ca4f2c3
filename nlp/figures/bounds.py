"""What the words before a number say of how exact it is."""

from __future__ import annotations

import re
from typing import Final

LOW: Final = r"\d[\d,.]*(?: \d{3})*(?:[ -]?(?:k|m|thousand|million|billion))?"  # of a range, whose upper end is told
_BOUNDS = (
    (
        "at_least",
        re.compile(
            r"\b(?:at least|(?<!\bno )(?<!\bnot )more than|over|upwards of|in excess of|exceed\w*"
            r"|(?:no|not) (?:fewer|less) than|minimum of)\s+(?:an estimated |a total of )?$",
            re.IGNORECASE,
        ),
    ),
    (
        "at_most",
        re.compile(
            r"\b(?:up to|as many as|at most|fewer than|less than|under|nearly|almost|close to|just under"
            r"|(?:no|not) more than|maximum of)\s+$"
            rf"|(?:\bbetween\s+{LOW}\s+(?:and|to)|(?<![\w,.])(?<!\d )(?<!from ){LOW}\s+to)\s+$",
            re.IGNORECASE,
        ),
    ),
    (
        "about",
        re.compile(
            r"\b(?:about|around|approximately|roughly|some|an estimated|approx\.?|circa|estimated|possibly"
            r"|potentially)\s+$|[~\u2248]\s?$",
            re.IGNORECASE,
        ),
    ),
)


def bound_before(left: str) -> str | None:
    """The bound of a number that stands behind these words ("more than "): None where they say nothing of it."""
    return next((bound for bound, pattern in _BOUNDS if pattern.search(left)), None)
