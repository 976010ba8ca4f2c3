"""The shipped history: breaches of the past as facts, one compressed file for each set with its own licence."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

from model.vocabulary import Trust

_SETS = ("hibp", "hhs", "vcdb", "securitybreach")  # the surest first


@dataclass(frozen=True, slots=True)
class PastBreach:
    """One breach as its source's own record; `published` is the day by which it was known."""

    url: str
    title: str
    published: date
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PastBreaches:
    """One set: the source that it stands for, the kind by which its fields are read, and whom to name for it."""

    source_id: str
    kind: str
    trust: Trust
    licence: str
    origin: str
    breaches: tuple[PastBreach, ...]


def load_history() -> Iterator[PastBreaches]:
    """Every shipped set; about 15,000 breaches in all."""
    for name in _SETS:
        data = (files("config") / "data" / "history" / f"{name}.jsonl.gz").read_bytes()
        head, *rows = map(json.loads, gzip.decompress(data).splitlines())
        yield PastBreaches(
            source_id=head["source"],
            kind=head["kind"],
            trust=Trust(head["trust"]),
            licence=head["licence"],
            origin=head["from"],
            breaches=tuple(
                PastBreach(row["url"], row["title"], date.fromisoformat(row["published"]), row["fields"])
                for row in rows
            ),
        )
