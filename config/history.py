"""The shipped seed facts: what was disclosed before the first crawl, one compressed file for each source."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from model.vocabulary import DataStatus, DataType, Kind, Role, Status

FOLDER = Path(__file__).parent / "data" / "history"
_SHAPES_NAMES = ("vendors*.yaml", "vendors*.json", "ambiguous_words.yaml", "name_parts.yaml")


@dataclass(frozen=True, slots=True)
class SeedFact:
    """A breach of the past as a public list has it. `key` is its id there; dates are ISO, possibly partial.

    `role` is None where nobody was breached (a list of addresses). `records` counts people or records.
    """

    source: str
    key: str
    name: str
    kind: Kind
    status: Status
    role: Role | None = None
    domain: str = ""
    occurred: str | None = None
    disclosed: str | None = None
    records: int | None = None
    data_types: tuple[tuple[DataType, DataStatus], ...] = ()
    links: tuple[str, ...] = ()


def seed_sources() -> tuple[str, ...]:
    """The ids of the shipped lists."""
    return tuple(sorted(path.name.removesuffix(".jsonl.gz") for path in FOLDER.glob("*.jsonl.gz")))


def read_seed(source: str) -> Iterator[SeedFact]:
    """The facts of one list, in the order of their keys."""
    with gzip.open(_file(source), "rt", encoding="utf-8") as lines:
        next(lines)  # where it is from, and its licence
        for line in lines:
            row = json.loads(line)
            yield SeedFact(
                source=source,
                key=row["id"],
                name=row["name"],
                kind=Kind(row["kind"]),
                status=Status(row["status"]),
                role=Role(row["role"]) if "role" in row else None,
                domain=row.get("domain", ""),
                occurred=row.get("occurred"),
                disclosed=row.get("disclosed"),
                records=row.get("records"),
                data_types=tuple((DataType(name), DataStatus(status)) for name, status in row.get("data", ())),
                links=tuple(row.get("links", ())),
            )


def seed_licence(source: str) -> dict[str, str]:
    """Where the list is from: `licence`, `from`, `url` and `changes`."""
    with gzip.open(_file(source), "rt", encoding="utf-8") as lines:
        head: dict[str, str] = json.loads(next(lines))
        return head


def seed_version(source: str) -> str:
    """Changes with the list, and with the names by which its organisations are told; SHA-256, hex."""
    return hashlib.sha256(_file(source).read_bytes() + _names_version()).hexdigest()


@cache
def _names_version() -> bytes:
    files = sorted(path for pattern in _SHAPES_NAMES for path in FOLDER.parent.glob(pattern))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).digest()


def _file(source: str) -> Path:
    return FOLDER / f"{source}.jsonl.gz"
