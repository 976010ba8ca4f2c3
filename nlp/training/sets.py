"""Reads the labelled sets; they stay outside the repository, and a set that is absent is simply not used."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

Record = dict[str, Any]
ABROAD: Final = ("languages_wide", "languages_plain", "pages_languages", "pages_abroad")
"""Files of `corpus` in other languages that measure: weights read them no better when they are learnt from."""
_OWN: Final = Path(__file__).parents[2] / "tests" / "accuracy" / "own.jsonl"


def read(path: Path) -> list[Record]:
    """The records of a JSON Lines file, none where it is absent."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def tuned_on(data: Path) -> list[Record]:
    """The documents that rules are tuned on: even numbers of our own set, and `pages_dev`."""
    return [record for record in read(_OWN) if not measures(record)] + read(data / "pages_dev.jsonl")


def measures(record: Record) -> bool:
    """Whether it is one of our own set that only measures: of odd number."""
    name, _, number = str(record["id"]).rpartition("-")
    return name == "own" and int(number) % 2 == 1
