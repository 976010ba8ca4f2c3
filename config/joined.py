"""What became of the shipped history: its incidents, joined beforehand by `python -m tocsin.join_history`.

Joining 15,000 breaches takes long and always gives the same; a new database takes what it gave.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from hashlib import sha256
from pathlib import Path

from config.shipped import DATA

_NAME = "joined.jsonl.gz"
_UNASKED = frozenset({_NAME, "sources.yaml", "tocsin.example.yaml", "vendor_pages_probo.json"})


@dataclass(frozen=True, slots=True)
class JoinedReport:
    """One breach with what was read of it: `record` is the disclosure as JSON, of which three fields
    stand beside it, `why` the reason for where it went.
    """

    id: int
    source_id: str
    url: str
    title: str
    published: str
    content_hash: str
    record: str
    is_disclosure: bool
    kind: str
    claim: str
    correlation: str
    why: str


@dataclass(frozen=True, slots=True)
class JoinedIncident:
    """One incident with its reports; `id` 0: the reports that belong to none.

    `snapshot` is the incident as JSON; `tokens` is what search keeps of it, with `length` and `head`.
    """

    id: int
    snapshot: str
    tokens: str
    length: int
    head: int
    reports: tuple[JoinedReport, ...]


def load_joined(mark: str, file: Path | None = None) -> Iterator[JoinedIncident]:
    """The incidents; none where they were made from something else than what `mark` stands for."""
    first, *rows = gzip.decompress((file or joined_file()).read_bytes()).splitlines()
    if json.loads(first)["made_from"] == mark:
        for row in map(json.loads, rows):
            number, snapshot, tokens, length, head, reports = row
            told = tuple(JoinedReport(*each) for each in reports)
            yield JoinedIncident(number, snapshot, tokens, length, head, told)


def write_joined(file: Path, mark: str, incidents: Iterable[JoinedIncident]) -> None:
    """Writes what `load_joined` reads; the same incidents give the same bytes."""
    head = {"licence": "CC-BY-SA-4.0", "from": "the sets beside this file", "made_from": mark}
    rows = (head, *map(astuple, incidents))
    lines = [json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows]
    file.write_bytes(gzip.compress("\n".join(lines).encode(), 9, mtime=0))


def made_from(version: str) -> str:
    """A mark of the data files that decide what the history becomes, and of the extractor's version."""
    whole = sha256(version.encode())
    for file in sorted((*DATA.glob("*.yaml"), *DATA.glob("*.json"), *DATA.glob("history/*.gz"))):
        if file.name not in _UNASKED:
            whole.update(sha256(file.read_bytes()).digest())
    return whole.hexdigest()


def joined_file() -> Path:
    """Where they are."""
    return DATA / "history" / _NAME
