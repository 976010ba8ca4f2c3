"""The labelled sets, and the real extractor run over them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlp.extract import Extractor
from nlp.record import parse_day, to_record
from nlp.text.text_input import TextInput
from nlp.training import corpus
from nlp.training.sets import ABROAD

HERE = Path(__file__).parent
OWN = HERE / "own.jsonl"
FEEDS = "feeds"  # short items as a feed brings them, three in four of them on everyday matters
FOREIGN = "abroad"  # pages in the seven other languages, from which nothing has learnt
SHARED = HERE.parents[2] / "shared" / "data"  # sets that may be read but not shipped
SHARED_SETS = ("pages_dev", "casie_dev", "hibp_dev", "vcdb_dev", "hhs_dev")
HELD = "own held"  # its figures are shown, never what stands behind them
OWN_SETS = ("own dev", HELD)
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """A name, and the documents with their labels."""

    name: str
    rows: tuple[Row, ...]


def read_rows(path: Path) -> tuple[Row, ...]:
    """The labelled documents of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        return tuple(json.loads(line) for line in lines)


def own_sha256() -> str:
    """What the floors are pinned to: the labels may not change unseen."""
    return hashlib.sha256(OWN.read_bytes()).hexdigest()


def own_half(rows: Sequence[Row], name: str) -> tuple[Row, ...]:
    """`own dev`: even ids, on which rules may be tuned; `own held`: odd ids, on which they may not."""
    odd = int(name == HELD)
    return tuple(row for row in rows if int(row["id"].rsplit("-", 1)[1]) % 2 == odd)


def load(only: str | None = None) -> list[LabelledSet]:
    """The sets that are present, our own first; `only` names one of them."""
    rows = read_rows(OWN)
    sets = [LabelledSet(name, own_half(rows, name)) for name in OWN_SETS]
    sets.append(LabelledSet(FEEDS, read_rows(HERE / f"{FEEDS}.jsonl")))
    if only in (None, FOREIGN):
        rows = tuple(document.record for document in corpus.read() if document.id.startswith(ABROAD))
        sets.append(LabelledSet(FOREIGN, rows))
    for name in SHARED_SETS:
        path = SHARED / f"{name}.jsonl"
        if path.exists() and only in (None, name):
            sets.append(LabelledSet(name, read_rows(path)))
    return [labelled for labelled in sets if only in (None, labelled.name)]


def rewritten(one: LabelledSet, how: str) -> LabelledSet:
    """The English documents of a set all in `capitals`, or with titles as `headlines` have them."""
    change = str.upper if how == "capitals" else _headline
    rows = [row for row in one.rows if row.get("lang", "en") == "en"]
    body = str.upper if how == "capitals" else str
    return LabelledSet(
        f"{one.name}, {how}",
        tuple({**row, "title": change(row.get("title") or ""), "text": body(row["text"])} for row in rows),
    )


def _headline(title: str) -> str:
    return " ".join(word[:1].upper() + word[1:] if len(word) > 3 else word for word in title.split(" "))


def text_input(row: Row) -> TextInput:
    """The document without its labels; `published` counts only where it is a whole day."""
    published = row.get("published")
    day = parse_day(published) if isinstance(published, str) else None
    return TextInput(id=row["id"], text=row["text"], title=row.get("title") or "", lang=row.get("lang"), published=day)


def run(rows: Sequence[Row], extractor: Extractor) -> dict[str, Row]:
    """The extraction record of every document, by id."""
    return {row["id"]: to_record(row["id"], extractor.extract(text_input(row))) for row in rows}
