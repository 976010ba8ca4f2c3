"""The shipped history: breaches of the past as facts, one compressed file for each set with its own licence."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from config.shipped import DATA
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
        with _lines(name) as lines:
            past = _set(next(lines))
            rows = map(json.loads, lines)
            breaches = (PastBreach(r["url"], r["title"], date.fromisoformat(r["published"]), r["fields"]) for r in rows)
            yield replace(past, breaches=tuple(breaches))


def history_sets() -> Iterator[PastBreaches]:
    """Every shipped set without its breaches."""
    for name in _SETS:
        with _lines(name) as lines:
            yield _set(next(lines))


def _lines(name: str) -> Any:
    return gzip.open(DATA / "history" / f"{name}.jsonl.gz", "rt", encoding="utf-8")


def _set(line: str) -> PastBreaches:
    head = json.loads(line)
    return PastBreaches(head["source"], head["kind"], Trust(head["trust"]), head["licence"], head["from"], ())
