"""Standard output and error of the command line: results on one, progress and problems on the other."""

from __future__ import annotations

import codecs
import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from rich.console import Console
from rich.markup import escape
from rich.measure import Measurement
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

_ALLOWED = frozenset("\n\t")
_STEERING = re.compile(  # Cc and Cf that JSON leaves alone; tags and other marks beyond U+FFFF
    "[\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001-\U000e007f]"
)
_WIDEST = 10_000  # columns: a table is measured as if there were room for it


def plain(text: str) -> str:
    """Text from outside without what steers a terminal or hides characters (Unicode categories Cc and Cf)."""
    return "".join(
        character if character in _ALLOWED or unicodedata.category(character) not in ("Cc", "Cf", "Cs") else "\ufffd"
        for character in text
    )


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]], *, none: str, title: str = "") -> None:
    """A table on standard output; each row as lines of its own where a word has no room in its column; else `none`.

    Its cells may be text from outside.
    """
    console, table = Console(highlight=False, markup=False), Table()
    cells = [[plain(cell) for cell in row] for row in rows]
    for number, column in enumerate(columns):
        is_of_words = all(" " not in row[number] for row in cells)
        table.add_column(column, overflow="fold", no_wrap=is_of_words)
    for row in cells:
        table.add_row(*row)
    if title and cells:
        console.print(title)
    if not cells:
        console.print(none)
    elif Measurement.get(console, console.options.update(max_width=_WIDEST), table).minimum <= console.width:
        console.print(table)
    else:
        for first, *others in cells:
            told = zip(columns[1:], (cell.replace("\n", ", ") for cell in others), strict=True)
            text = Text(" | ".join(f"{column}: {cell}" for column, cell in told if cell), overflow="fold")
            console.print(f"{columns[0]}: {first}", Padding(text, (0, 0, 0, 2), expand=False), sep="\n")


def print_json(value: Any, *, indent: int | None = None) -> None:
    """One JSON value on standard output: on one line, or indented."""
    sys.stdout.write(json_line(value, sys.stdout, indent=indent))


def json_line(value: Any, out: TextIO, *, indent: int | None = None) -> str:
    """One JSON value on a line; with escapes where `out` is not UTF-8, or a lone surrogate has no other form.

    What would steer a terminal is escaped: JSON itself lets C1 controls and turned writing (U+202E) stand as they are.
    """
    text = _STEERING.sub(_escaped, json.dumps(value, ensure_ascii=False, default=str, indent=indent))
    try:
        text.encode()
        is_plain = codecs.lookup(out.encoding or "utf-8").name == "utf-8"
    except UnicodeEncodeError:
        is_plain = False
    return (text if is_plain else json.dumps(value, default=str, indent=indent)) + "\n"


def _escaped(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1]


class TerminalProgress:
    """Progress on standard error: a status line on a terminal, nothing in a pipe; problems always, one line each."""

    def __init__(self) -> None:
        self.console = Console(stderr=True, highlight=False)

    def step(self, text: str) -> None:
        """A new stage, or how far it has come."""
        if self.console.is_terminal:
            self.console.print(f"[dim]· {escape(plain(text))}[/dim]", soft_wrap=True)

    def problem(self, text: str) -> None:
        """Something went wrong and the rest goes on."""
        self.console.print(f"[yellow]! {escape(plain(text))}[/yellow]", soft_wrap=True)
