"""Tables in PDF files whose cells are drawn with rules: what stands between the same rules is one cell.

The lines of a laid out page cannot tell to which row a wrapped name belongs; the rules can.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from crawler.parsing.pdf import of_pages
from crawler.text import clean_line

if TYPE_CHECKING:
    from pypdf import PageObject

Row = list[str]
_NEAR = 3.0  # points within which two rules are one: a border, and the edge of the colour behind it
_THIN = 2.5  # points; a rectangle that is no higher or wider is a rule itself
_SHARE = 0.4  # of a table's height that a rule between columns has at least: an underlined word has none
_FEWEST = 3  # cells with words that make a row of a table
_BROKEN = re.compile(r"(?<=\d-) (?=\d)")  # a number of a case that was wrapped behind its year
_DIGIT = re.compile(r"\d")
_COUNTERS = ("rowno", "rownumber", "row", "no")  # columns that number the rows anew in every edition


@dataclass(slots=True)
class _Drawn:
    """What one page draws: words at their places, and rules as (place, from, to)."""

    words: list[tuple[float, float, str]] = field(default_factory=list)
    across: list[tuple[float, float, float]] = field(default_factory=list)
    down: list[tuple[float, float, float]] = field(default_factory=list)
    at: tuple[float, float] = (0.0, 0.0)

    def text(self, text: str, cm: Sequence[float], tm: Sequence[float], *_: Any) -> None:
        """As pypdf hands out text."""
        if text.strip():
            self.words.append((*_placed(cm, tm[4], tm[5]), clean_line(text)))

    def operand(self, operator: bytes, operands: Sequence[Any], cm: Sequence[float], _: Any) -> None:
        """As pypdf hands out what is drawn (PDF 32000-1, 8.5.2): rectangles and straight lines."""
        if operator == b"re":
            x, y, width, height = (float(value) for value in operands[:4])
            self._box(_placed(cm, x, y), _placed(cm, x + width, y + height))
        elif operator in (b"m", b"l"):
            to = _placed(cm, float(operands[0]), float(operands[1]))
            if operator == b"l":
                self._line(self.at, to)
            self.at = to

    def _box(self, one: tuple[float, float], other: tuple[float, float]) -> None:
        (left, right), (low, high) = sorted((one[0], other[0])), sorted((one[1], other[1]))
        if high - low <= _THIN or right - left <= _THIN:
            self._line((left, low), (right, high) if high - low > _THIN else (right, low))
            return
        for height in (low, high):
            self.across.append((height, left, right))
        for side in (left, right):
            self.down.append((side, low, high))

    def _line(self, one: tuple[float, float], other: tuple[float, float]) -> None:
        if abs(one[0] - other[0]) <= _THIN < abs(one[1] - other[1]):
            self.down.append((one[0], min(one[1], other[1]), max(one[1], other[1])))
        elif abs(one[1] - other[1]) <= _THIN < abs(one[0] - other[0]):
            self.across.append((one[1], min(one[0], other[0]), max(one[0], other[0])))


def ruled_pages(body: bytes, first: int, last: int) -> list[list[Row]]:
    """The cells of the ruled tables on pages `first` to `last` (not included), row by row; [] for a page without.

    Raises:
        ValueError: it is no PDF that can be read.
    """
    return of_pages(body, first, last, _rows)


def ruled_rows(pages: list[list[Row]], heads: tuple[str, ...]) -> list[dict[str, Any]]:
    """The rows below the one that holds all of these words, by the names in it; [] where none does."""
    columns: Row = []
    records: list[dict[str, Any]] = []
    for row in (row for page in pages for row in page):
        folded = " ".join(row).casefold()
        if heads and all(word.casefold() in folded for word in heads) and not (columns and _DIGIT.search(folded)):
            columns = row  # a row of data that happens to hold these words has a number or a date as well
        elif columns and len(row) == len(columns) and sum(map(bool, row)) >= min(_FEWEST, len(columns)):
            named = zip(columns, row, strict=True)
            records.append({name: cell for name, cell in named if name and cell and _folded(name) not in _COUNTERS})
    return records


def _rows(page: PageObject) -> list[Row]:
    drawn = _Drawn()
    page.extract_text(visitor_text=drawn.text, visitor_operand_before=drawn.operand)
    if not drawn.words or not drawn.down:
        return []
    top, bottom = max(high for _, _, high in drawn.down), min(low for _, low, _ in drawn.down)
    tall = [side for side, length in _lengths(drawn.down) if length >= (top - bottom) * _SHARE]
    # The borders count as rules, since the last one may be missing.
    levels = [bottom, *(level for level, length in _lengths(drawn.across) if length > 0), top]
    sides, heights = _merged(tall), _merged(levels)
    if len(sides) < _FEWEST or len(heights) < _FEWEST:
        return []
    cells: dict[tuple[int, int], list[tuple[float, float, str]]] = {}
    for x, y, text in drawn.words:
        column, row = bisect_right(sides, x + 0.5) - 1, bisect_right(heights, y + 0.5) - 1
        if 0 <= column < len(sides) - 1 and 0 <= row < len(heights) - 1:
            cells.setdefault((row, column), []).append((-y, x, text))
    rows = range(len(heights) - 2, -1, -1)  # from the top
    return [[_cell(cells.get((row, column), [])) for column in range(len(sides) - 1)] for row in rows]


def _cell(words: list[tuple[float, float, str]]) -> str:
    return _BROKEN.sub("", " ".join(text for *_, text in sorted(words)))


def _lengths(rules: Iterable[tuple[float, float, float]]) -> list[tuple[float, float]]:
    """Each place at which there are rules, and how long they are together; pieces of one border count as one."""
    sums: list[tuple[float, float]] = []
    for place, begin, end in sorted(rules):
        if sums and place - sums[-1][0] <= _NEAR:
            sums[-1] = (sums[-1][0], sums[-1][1] + end - begin)
        else:
            sums.append((place, end - begin))
    return sums


def _merged(places: Iterable[float]) -> list[float]:
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > _NEAR:
            kept.append(place)
    return kept


def _placed(cm: Sequence[float], x: float, y: float) -> tuple[float, float]:
    return x * cm[0] + y * cm[2] + cm[4], x * cm[1] + y * cm[3] + cm[5]


def _folded(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()
