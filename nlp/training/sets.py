"""Reads the labelled sets; they stay outside the repository, and a set that is absent is simply not used."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

Record = dict[str, Any]


def read(data: Path, name: str) -> list[Record]:
    """The records of `data/name.jsonl`, empty where there is no such file."""
    path = data / f"{name}.jsonl"
    if not path.exists():
        return []
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
