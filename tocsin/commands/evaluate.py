"""`tocsin eval`: how well documents are read, against labels of one's own."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Container, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from model.counting import counted
from tocsin.commands.options import Json, fail

if TYPE_CHECKING:
    from nlp.scoring import Figure

Row = dict[str, Any]
_NAMES = ("breached", "affected_downstream", "threat_actors", "breached_background", "not_breached")
_FORMS: dict[str, type] = {
    "text": str,
    "title": str,
    "is_disclosure": bool,
    **dict.fromkeys((*_NAMES, "data_types", "data_types_denied", "data_types_in_text"), list),
    "records": int,
    "occurred": str,
    "business_associate_present": bool,
}


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("eval")(evaluate)


def evaluate(
    labelled: Annotated[
        Path,
        typer.Argument(help="JSON Lines: documents as for `extract`, with the labels that docs/accuracy.md names."),
    ],
    records: Annotated[Path | None, typer.Argument(help="What `extract` wrote of them; read anew if left out.")] = None,
    workers: Annotated[int, typer.Option("--workers", min=1, max=64, help="Processes that read at the same time.")] = 1,
    json: Json = False,
) -> None:
    """Score extraction against a labelled set: F1 or share, with 95 % intervals and n."""
    from nlp.scoring import figures

    gold, bad = _rows(labelled, labels=True)
    if not gold:
        fail(f"{labelled}: no labelled document in it", 3)
    found, unread = _rows(records, labels=False) if records else (_read(gold, workers), 0)
    by_id = {row["id"]: row for row in found}
    missing = [row["id"] for row in gold if row["id"] not in by_id]
    if missing:
        sys.stderr.write(
            f"tocsin: no record, so counted as not read: {counted(len(missing), 'document')}, as {missing[0]}\n"
        )
    scored = figures(gold, by_id)
    if not scored:
        fail(f"{labelled}: no document in it has one of the labels that docs/accuracy.md names", 3)
    _print(scored, json=json)
    raise typer.Exit(1 if bad or unread or missing else 0)


def _rows(path: Path, *, labels: bool) -> tuple[list[Row], int]:
    """The objects of a JSON Lines file, one of each id, and how many lines are none; each of these is told of."""
    rows, bad = dict[str, Row](), 0
    try:
        # By this line end alone: others stand in texts.
        lines = path.read_text(encoding="utf-8-sig", errors="surrogateescape").split("\n")
    except OSError as error:
        fail(f"{path}: cannot be read: {error.strerror}", 2)
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = _row(line, rows, labels=labels)
            rows[row["id"]] = row
        except (ValueError, RecursionError) as error:
            bad += 1
            sys.stderr.write(f"tocsin: {path}: line {number}: {error}\n")
    return list(rows.values()), bad


def _row(line: str, others: Container[str], *, labels: bool) -> Row:
    row = json.loads(line)
    if not isinstance(row, dict) or row.get("id") is None:
        raise ValueError("not an object with an id")
    if str(row["id"]) in others:
        raise ValueError(f"a second line of the id {row['id']}")
    for name, form in _FORMS.items() if labels else ():
        value = row.get(name)
        if not _fits(value, form) and (value is not None or name == "text"):
            raise ValueError(f"`{name}` has not the form that docs/accuracy.md names")
    return row | {"id": str(row["id"])}


def _fits(value: Any, form: type) -> bool:
    if isinstance(value, list):
        return form is list and all(isinstance(each, str) for each in value)
    return isinstance(value, form)


def _read(gold: list[Row], workers: int) -> list[Row]:
    from tocsin.extracting import extract_stream

    out = io.StringIO()
    extract_stream(_documents(gold), out, workers=workers)
    return [json.loads(line) for line in out.getvalue().split("\n")[:-1]]


def _documents(gold: list[Row]) -> Iterator[str]:
    keys = ("id", "url", "title", "published", "lang", "text")
    return (json.dumps({key: row[key] for key in keys if row.get(key) is not None}) for row in gold)


def _print(found: dict[str, Figure], *, json: bool) -> None:
    from nlp.scoring import SHOWN, in_columns
    from tocsin.output.terminal import print_json

    if json:
        for figure in found.values():
            print_json(asdict(figure))
        return
    typer.echo(in_columns([SHOWN, *(figure.shown() for figure in found.values())]))
