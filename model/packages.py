"""A package as a party: `PURL` (all of it), `PURL@VERSION`, or `PURL RANGE`, since a purl holds no space.

A range is written as GitHub's advisories write theirs: `>= 1.0, < 1.4.2`.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Comparison(NamedTuple):
    """One side of a range: `operator` is `=`, `<`, `<=`, `>` or `>=`."""

    operator: str
    version: str


Range = tuple[Comparison, ...]  # all of them hold

_COMPARISON = re.compile(r"(>=|<=|=|>|<)\s*([0-9A-Za-z][0-9A-Za-z.+!_~-]{0,63})")


def parse_range(text: str) -> Range | None:
    """What `>= 1.0, < 1.4.2` says; None for text that is no range."""
    found = [_COMPARISON.fullmatch(part.strip()) for part in text.split(",")]
    return tuple(Comparison(each[1], each[2]) for each in found if each) if all(found) else None


def write_range(versions: Range) -> str:
    """The one way of writing a range, which `parse_range` reads."""
    return ", ".join(f"{each.operator} {each.version}" for each in versions)


def split_party(name: str) -> tuple[str, Range]:
    """The purl of a package's name as a party and the range beside it, () where there is none."""
    purl, _, text = name.partition(" ")
    return purl, parse_range(text) or ()
