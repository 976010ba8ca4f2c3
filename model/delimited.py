"""Delimited text (CSV) row by row, where a quotation mark may have no partner."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any


def delimited(text: str, delimiter: str) -> Iterator[tuple[int, list[str] | str]]:
    """The cells of each row and the line on which it begins; words on what is wrong for a line that cannot be read.

    A quotation mark without a partner would make one cell of all the rows up to the next: only its line is left out.
    """
    lines = io.StringIO(text, newline="").readlines()
    begin = 0
    while begin < len(lines):
        first = begin
        reader = _cells((lines[place] for place in range(first, len(lines))), delimiter)
        try:
            for cells in reader:
                end = first + reader.line_num
                if end - begin > 1:
                    next(_cells(lines[begin:end], delimiter, strict=True))
                yield begin + 1, cells
                begin = end
        except csv.Error as error:
            yield begin + 1, f"cannot be read ({error}; is a quotation mark missing?)"
            begin += 1


def _cells(lines: Iterable[str], delimiter: str, *, strict: bool = False) -> Any:
    return csv.reader(lines, delimiter=delimiter, skipinitialspace=True, strict=strict)
