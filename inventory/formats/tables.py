"""Delimited text as rows with their line numbers, whatever its encoding and delimiter."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from inventory.errors import InventoryError
from inventory.formats.base import Problems, Source, printable
from model.delimited import delimited

Place = TypeVar("Place", int, str)
_DELIMITERS = ",;\t|"
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_MARK = re.compile(r"\s*\"?sep=([,;|\t])\"?\s*", re.IGNORECASE)  # by which Excel is told
_OTHER = re.compile(r"[;\t|]|,(?=\S)")  # in a row of one cell: it divides cells that the header's mark does not
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")  # copied along from pages and sheets
_MAX_CELL = 100_000  # characters


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its line in the file and its cells by (lower-case) column."""

    line: int
    cells: dict[str, str]

    def get(self, column: str) -> str:
        """The cell without outer white space and what nobody sees; empty if there is none."""
        cell = self.cells.get(column)
        return _INVISIBLE.sub("", cell).strip() if cell else ""

    def listed(self, column: str) -> list[str]:
        """The values of a cell that holds a list separated by ";"."""
        return [text for value in self.get(column).split(";") if (text := value.strip())]


def decode(source: Source, problems: Problems) -> str:
    """The text by its byte order mark, else as UTF-8, else as Windows-1252 with a note."""
    encoding = next((name for mark, name in _BOMS if source.data.startswith(mark)), "utf-8")
    try:
        text = source.data.decode(encoding)
    except UnicodeDecodeError as error:
        line = source.data.count(b"\n", 0, error.start) + 1
        problems.add(f"line {line}", "is not UTF-8, read as Windows-1252; save the file as UTF-8")
        text = source.data.decode("cp1252", errors="replace")
    if "\0" in text:
        raise InventoryError(f"{source.name}: holds NUL characters and so is no text; export it as CSV in UTF-8")
    return text


def header_of(text: str) -> list[str]:
    """The names in the first line that is not empty, lower case."""
    first, delimiter = _first(text)
    try:
        return [cell.strip().lower() for cell in next(csv.reader([first], delimiter=delimiter), [])]
    except csv.Error:  # a line without end: no table
        return []


def rows(text: str, synonyms: dict[str, str], problems: Problems) -> Iterator[Row]:
    """The rows below the header, columns renamed by `synonyms`; a broken row is noted and left out."""
    _, delimiter = _first(text)
    header: list[str] | None = None
    columns: list[tuple[int, str]] = []
    for line, cells in delimited(text, delimiter):
        if isinstance(cells, str):
            problems.add(f"line {line}", f"{cells}, left out")
            continue
        if not any(cell.strip() for cell in cells) or (header is None and _MARK.fullmatch(delimiter.join(cells))):
            continue
        if header is None:
            header = [cell.strip().lower() for cell in cells]
            columns = meanings(enumerate(header), synonyms)
            continue
        if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
            problems.add(
                f"line {line}", f"has {len(cells)} cells where the header has {len(header)}; the rest is ignored"
            )
        if len(cells) == 1 and (other := _OTHER.search(cells[0])):
            divides = "whatever divides the cells has to be the same there and in the header"
            problems.add(f"line {line}", f"is one cell and holds “{printable(other[0])}”: {divides}")
        if any(len(cell) > _MAX_CELL for cell in cells):
            problems.add(f"line {line}", "has a cell that is too long, left out")
            continue
        filled = {place: cell for place, cell in enumerate(cells) if cell.strip()}
        yield Row(line, {column: filled[place] for place, column in columns if place in filled})


def meanings(header: Iterable[tuple[Place, str]], synonyms: dict[str, str]) -> list[tuple[Place, str]]:
    """What stands at each place of a row. Of several that mean the same ("Website", "URL") the last that is filled
    counts: it is the one that is called so itself, or else the first.
    """
    ordered = sorted(header, key=lambda each: each[1] in synonyms)
    return [(place, synonyms.get(name, name)) for place, name in reversed(ordered)]


def require(source: Source, header: list[str], wanted: str, synonyms: dict[str, str], example: str) -> None:
    """Raise InventoryError if no column is called `wanted` or a synonym of it."""
    if wanted not in {synonyms.get(name, name) for name in header}:
        found = ", ".join(printable(name, 30) for name in header[:12]) or "nothing"
        raise InventoryError(
            f"{source.name}: line 1: no column `{wanted}` (found: {found}); begin with the line: {example}"
        )


def iso_date(row: Row, column: str, problems: Problems) -> date | None:
    """The ISO date in a cell; None, with a note, for anything else."""
    text = row.get(column)
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        problems.add(f"line {row.line}", f"`{column}` is “{printable(text)}”, not a date like 2025-11-26; ignored")
        return None


def _first(text: str) -> tuple[str, str]:
    """The first line that is not empty, and what divides cells: as a line `sep=;` above it says, else by counting."""
    lines = (line for line in text.splitlines() if line.strip())
    first = next(lines, "")
    if mark := _MARK.fullmatch(first):
        return next(lines, ""), mark[1]
    return first, _delimiter(first)


def _delimiter(line: str) -> str:
    return max(_DELIMITERS, key=lambda mark: (line.count(mark), -_DELIMITERS.index(mark)))
