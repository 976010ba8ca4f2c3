"""The table of figures as text for a terminal and as Markdown between the markers of a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from nlp.scoring import SHOWN, Figure, in_columns
from tests.accuracy import floors

ROOT = Path(__file__).parents[2]
PAGE, FRONT = ROOT / "docs" / "accuracy.md", ROOT / "README.md"
TABLE, ERRORS = "figures", "errors"
_ON_FRONT = (0, 2, 3, 6)  # figure, value, interval and n of HEAD


@dataclass(frozen=True, slots=True)
class Line:
    """A figure on a set, with its floor where it has one."""

    set: str
    figure: Figure
    floor: float | None

    def as_dict(self) -> dict[str, Any]:
        """For `--json`."""
        return {"set": self.set, "floor": self.floor, **asdict(self.figure)}


def lines_of(measured: Mapping[str, Mapping[str, Figure]], kept: Mapping[str, Any]) -> list[Line]:
    """One line per set and figure, in the order measured."""
    return [
        Line(name, figure, floors.floor_of(kept, name, figure.name))
        for name, figures in measured.items()
        for figure in figures.values()
    ]


def _row(line: Line) -> tuple[str, ...]:
    name, *shown = line.figure.shown()
    return name, line.set, *shown, "" if line.floor is None else f"{line.floor:.3f}"


HEAD = (SHOWN[0], "set", *SHOWN[1:], "floor")


def as_text(lines: Sequence[Line]) -> str:
    """Columns for a terminal."""
    return in_columns([HEAD, *map(_row, lines)])


def as_markdown(lines: Sequence[Line]) -> str:
    """A Markdown table."""
    rows = [HEAD, ("---",) * len(HEAD), *map(_row, lines)]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def as_summary(lines: Sequence[Line], name: str) -> str:
    """A short Markdown table of one set."""
    head = [HEAD[column] for column in _ON_FRONT]
    rows = [_row(line) for line in lines if line.set == name]
    cells = [[row[column] for column in _ON_FRONT] for row in rows]
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, ["---"] * len(head), *cells))


def errors_as_text(kinds: Sequence[tuple[str, list[str]]], examples: int = 6) -> str:
    """One line for each kind of error: how often, and where."""
    return "\n".join(f"{len(found):4d}  {kind}  {'; '.join(found[:examples])}".rstrip() for kind, found in kinds)


def errors_as_markdown(kinds: Iterable[tuple[str, list[str]]], examples: int = 3) -> str:
    """A Markdown table of the kinds of error."""
    rows = [f"| {kind} | {len(found)} | {'; '.join(found[:examples])} |" for kind, found in kinds]
    return "\n".join(["| kind of error | count | examples |", "| --- | --- | --- |", *rows])


def put(page: str, name: str, content: str) -> str:
    """The page with the content between the markers of that name.

    Raises:
        ValueError: the page lacks the markers.
    """
    start, end = f"<!-- {name}: start -->", f"<!-- {name}: end -->"
    before, found, rest = page.partition(start)
    _, closed, after = rest.partition(end)
    if not (found and closed):
        message = f"no markers {start} ... {end}; put them where it belongs"
        raise ValueError(message)
    return f"{before}{start}\n{content}\n{end}{after}"
