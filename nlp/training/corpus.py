r"""Reads the labelled documents of `corpus/*.txt`: text without marks, spans, and the record of the JSONL sets.

`python -m nlp.training.corpus OUT` writes `OUT/corpus_train.jsonl` and `OUT/corpus_dev.jsonl`; `--counts` counts;
`--only briefs restated` takes the documents of those files.

A document is a line `@doc key=value ...`, a line of title (`-` for none) and its text, if it has any. Marks do not
nest; `\[` is a bracket of the text. `[B|Name]` names a party: B breached, D downstream, C downstream and cleared by
the text, Y bystander or cleared, A threat actor, R victim told of in passing. `~` after the letter (`[B~|NHS]`) is a
mention that adds no label: a short form of a name already marked. `[S|..]` describes a breached party that has no
name, `[V|..]` stands for the breached and `[W|..]` for the downstream party ("we"). `[N|..]` is the count that
`records=` states and `[T|..]` the date that `occurred=` states; `[names+|..]` is a data type, exposed (`+`), possible
(`?`) or denied (`-`); several types of the same words are joined by a comma.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from model.disclosure import whole_text
from model.vocabulary import Claim, DataStatus, DataType, Kind

FOLDER = Path(__file__).with_name("corpus")
DEV_EVERY = 4  # the fourth document of a file, the eighth, ... are dev: appending moves no document to the other side
ROLES = {
    "B": ("breached",),
    "D": ("affected_downstream",),
    "C": ("affected_downstream", "not_breached"),
    "Y": ("not_breached",),
    "A": ("threat_actors",),
    "R": ("breached_background",),
}
_OTHER = {"S": "supplier", "V": "breached_mention", "W": "downstream_mention", "N": "records", "T": "occurred"}
_STATUS = {"+": DataStatus.EXPOSED, "?": DataStatus.POSSIBLE, "-": DataStatus.DENIED}
_KEYS = frozenset({"kind", "disclosure", "claim", "published", "occurred", "disclosed", "records", "lang"})
_MARK = re.compile(r"\\([\[\]])|\[([A-Z])(~?)\|([^\[\]|]+)\]|\[([a-z_,]+)([+?-])\|([^\[\]|]+)\]|([\[\]])")
_DATE = re.compile(r"(?:\d{4}|-)(?:-\d{2}){0,2}")


@dataclass(frozen=True, slots=True)
class Span:
    """Marked words: `start` and `end` count code points in `Document.whole`."""

    start: int
    end: int
    words: str
    label: str  # a key of ROLES or of the other marks, or a data type's id
    status: DataStatus | None = None
    adds: bool = True  # False: a short form, which adds no party to the record


@dataclass(frozen=True, slots=True)
class Document:
    """One labelled document."""

    id: str
    title: str
    text: str
    spans: tuple[Span, ...]
    record: dict[str, Any]
    dev: bool

    @property
    def whole(self) -> str:
        """What the spans count in."""
        return whole_text(self.title, self.text)


class CorpusError(ValueError):
    """A document that breaks the rules of this file; the message names file and line."""


def read(folder: Path = FOLDER) -> list[Document]:
    """Every document of the folder's `.txt` files, in order of file name and place."""
    return [document for path in sorted(folder.glob("*.txt")) for document in _file(path)]


def _file(path: Path) -> Iterator[Document]:
    lines = path.read_text(encoding="utf-8").split("\n")
    starts = [number for number, line in enumerate(lines) if line.startswith("@doc")]
    if not starts or any(line.strip() and not line.startswith("#") for line in lines[: starts[0]]):
        raise CorpusError(f"{path.name}:1: text before the first @doc")
    for index, (start, end) in enumerate(zip(starts, [*starts[1:], len(lines)], strict=True)):
        try:
            yield _document(f"{path.stem}-{index + 1:03d}", lines[start:end], dev=index % DEV_EVERY == DEV_EVERY - 1)
        except ValueError as error:
            raise CorpusError(f"{path.name}:{start + 1}: {error}") from error


def _document(identity: str, lines: list[str], *, dev: bool) -> Document:
    fields = _fields(lines[0])
    title = "" if lines[1].strip() == "-" else lines[1].strip()
    body = "\n".join(lines[2:]).strip()
    if not body and not title:
        raise ValueError("no text")
    whole, spans = _plain(whole_text(title, body))
    title, _, text = whole.partition("\n") if title else ("", "", whole)
    for key, label in (("records", "N"), ("occurred", "T")):
        if (key in fields) != any(span.label == label for span in spans):
            raise ValueError(f"{key}= and a mark [{label}|..] belong together")
    return Document(identity, title, text, spans, _record(identity, title, text, fields, spans), dev)


def _fields(line: str) -> dict[str, str]:
    fields = dict(part.split("=", 1) for part in line.split()[1:])
    if unknown := fields.keys() - _KEYS:
        raise ValueError(f"unknown key {min(unknown)}")
    Kind(fields.get("kind", ""))
    Claim(fields.get("claim", "confirmed"))
    if fields.get("disclosure") not in {"yes", "no"}:
        raise ValueError("disclosure= is yes or no")
    for key in fields.keys() & {"published", "occurred", "disclosed"}:
        if not _DATE.fullmatch(fields[key]):
            raise ValueError(f"{key}={fields[key]} is no date")
    return fields


def _plain(marked: str) -> tuple[str, tuple[Span, ...]]:
    pieces: list[str] = []
    spans: list[Span] = []
    last = length = 0
    for found in _MARK.finditer(marked):
        bracket, letter, short, words, kind, sign, data, stray = found.groups()
        if stray:
            near = marked[max(0, found.start() - 20) : found.end() + 40]
            raise ValueError(f"unbalanced or malformed mark near {near!r}")
        if letter and letter not in ROLES and letter not in _OTHER:
            raise ValueError(f"unknown mark {letter}")
        before, shown = marked[last : found.start()], bracket or words or data
        start = length + len(before)
        length, last = start + len(shown), found.end()
        pieces += [before, shown]
        if letter:
            spans.append(Span(start, length, shown, letter, adds=not short))
        elif kind:
            spans += (Span(start, length, shown, DataType(one).value, _STATUS[sign]) for one in kind.split(","))
    return "".join([*pieces, marked[last:]]), tuple(spans)


def _record(identity: str, title: str, text: str, fields: dict[str, str], spans: tuple[Span, ...]) -> dict[str, Any]:
    parties: dict[str, dict[str, None]] = {key: {} for keys in ROLES.values() for key in keys}
    types: dict[bool, dict[str, None]] = {True: {}, False: {}}
    for span in spans:
        if span.status is not None:
            types[span.status is not DataStatus.DENIED][span.label] = None
        elif span.adds:
            for key in ROLES.get(span.label, ()):
                parties[key][span.words] = None
    dates = {key: fields.get(key) for key in ("published", "occurred", "disclosed")}
    head = {"id": identity, "url": "", "lang": fields.get("lang", "en"), "title": title, "text": text}
    head |= {"kind": fields["kind"], "claim": fields.get("claim", "confirmed")}
    data = {"data_types": list(types[True]), "data_types_denied": list(types[False])}
    count = int(fields["records"]) if "records" in fields else None
    return {
        **head,
        "is_disclosure": fields["disclosure"] == "yes",
        **{key: list(names) for key, names in parties.items()},
        **data,
        "records": count,
        **dates,
    }


def write(out: Path, documents: list[Document]) -> None:
    """The two halves as JSON Lines, in the form that `eval/score.py` and `tocsin extract` read."""
    out.mkdir(parents=True, exist_ok=True)
    for name, dev in (("train", False), ("dev", True)):
        rows = [json.dumps(document.record, ensure_ascii=False) for document in documents if document.dev is dev]
        (out / f"corpus_{name}.jsonl").write_text("".join(row + "\n" for row in rows), encoding="utf-8")


def counts(documents: list[Document]) -> Counter[str]:
    """How often each kind, role, type and status is there."""
    tally: Counter[str] = Counter()
    for document in documents:
        record = document.record
        tally.update(["documents", f"dev {document.dev}"])
        tally.update(f"{key} {record[key]}" for key in ("kind", "is_disclosure", "claim"))
        for span in document.spans:
            tally[f"mark {span.label}" if span.status is None else f"type {span.label} {span.status}"] += 1
        tally["documents with a denied type"] += bool(record["data_types_denied"])
    return tally


def main() -> None:
    """Write the sets, or print the counts."""
    parser = argparse.ArgumentParser(prog="python -m nlp.training.corpus", description=__doc__)
    parser.add_argument("out", type=Path, nargs="?", help="folder for the two JSON Lines files")
    parser.add_argument("--counts", action="store_true", help="print how often each kind, role and type is there")
    parser.add_argument("--only", nargs="+", metavar="FILE", help="names of files, without .txt, whose documents count")
    options = parser.parse_args()
    try:
        documents = [one for one in read() if not options.only or one.id.rpartition("-")[0] in options.only]
    except CorpusError as error:
        sys.exit(str(error))
    if options.out:
        write(options.out, documents)
    if options.counts or not options.out:
        sys.stdout.write("".join(f"{name}: {number}\n" for name, number in sorted(counts(documents).items())))


if __name__ == "__main__":
    main()
