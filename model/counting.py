"""A number with what it counts, as people write it."""

from __future__ import annotations

import re

_PERSON, _PEOPLE = "person", "people"


def counted(number: int, one: str) -> str:
    """`1 document`, `2,000 documents`, `2 whole entries`."""
    return f"{number:,} {one if number == 1 else _several(one)}"


def hit(number: int, unit: str, bound: str = "exact") -> str:
    """How many `people` or `records` were hit: `1 person`, `up to 57,000 people`."""
    said = {"at_least": "at least ", "at_most": "up to ", "about": "about "}.get(bound, "")
    return said + counted(number, _PERSON if unit == _PEOPLE else unit.removesuffix("s"))


def _several(one: str) -> str:
    if one == _PERSON:
        return _PEOPLE
    return f"{one[:-1]}ies" if re.search("[^aeiou]y$", one) else f"{one}s"
