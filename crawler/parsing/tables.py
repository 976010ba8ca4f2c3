"""Tables, in HTML or CSV, as records by the words of their heads; the order of columns means nothing."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urljoin

from lxml import html as lxml_html

from config.columns import is_notifier
from crawler.text import clean_line, decode, parse_html
from model.delimited import delimited

_MARK = re.compile(r"\s*\"?sep=([,;|\t])\"?[ \t]*(?:\r\n?|\n|$)", re.IGNORECASE)
_MAX_SPAN = 1000  # rows
_MAX_WIDTH = 100  # columns


def parse_csv(body: bytes, content_type: str | None = None) -> tuple[list[dict[str, str]], list[str]]:
    """The rows under the head, blanks folded in names and cells, rows without any value left out; and what is wrong
    with which line: one that cannot be read costs no other.

    Cells are divided by commas, or where the head has none by semicolons or tabs.

    Raises:
        ValueError: HTML, nothing, or a table of one column is no such file.
    """
    text = decode(body, content_type)
    if text.lstrip()[:1] == "<":
        raise ValueError("an HTML page instead of CSV")
    text, delimiter = _after_mark(text)
    head: list[str] = []
    records: list[dict[str, str]] = []
    problems: list[str] = []
    for line, row in delimited(text, delimiter or _delimiter(text)):
        if isinstance(row, str):
            problems.append(f"line {line} {row}: it is left out")
            continue
        cells = [clean_line(cell) for cell in row]
        if not any(cells):  # some begin with an empty line
            continue
        if not head:
            head = cells
            continue
        if any(cells[len(head) :]):
            problems.append(f"line {line} has {len(cells)} cells where the head has {len(head)}: the rest is left out")
        records.append({name: cell for name, cell in zip(head, cells, strict=False) if name})
    if len(head) < 2:  # noqa: PLR2004 - one column is no table
        raise ValueError("no CSV with a line of column names")
    return [record for record in records if any(record.values())], problems


def _after_mark(text: str) -> tuple[str, str]:
    """The text below a first line `sep=;`, by which Excel is told what divides cells, and that; "" where none is."""
    found = _MARK.match(text)
    return (text[found.end() :], found[1]) if found else (text, "")


def _delimiter(text: str) -> str:
    head = text.lstrip().partition("\n")[0]
    return "," if "," in head else next((mark for mark in ";\t" if mark in head), ",")


def parse_table(body: bytes, url: str, content_type: str | None, heads: tuple[str, ...]) -> list[dict[str, Any]]:
    """The rows of every table that has all of these words among its column names, and a column that names who gave
    notice: without it no row can be read.

    A row's first link is its field `link`; a cell that spans rows counts for each of them. A head that is repeated
    further down is no row.

    Raises:
        ValueError: there is no such table.
    """
    root, found, records = parse_html(decode(body, content_type)), False, []
    for table in root.iter("table") if root is not None else ():
        rows = grid_of(table)
        for number, (names, _) in enumerate(rows):
            if _is_head(names, heads):
                below = [(cells, row) for cells, row in rows[number + 1 :] if any(cells) and cells != names]
                records += [_record(names, cells, row, url) for cells, row in below]
                found = True
                break
    if not found:
        wanted = " and ".join([*heads, "one that names who gave notice"])
        raise ValueError(f"no table with the columns {wanted}")
    return records


def _is_head(names: list[str], heads: tuple[str, ...]) -> bool:
    return (
        len(names) > 1
        and any(map(is_notifier, names))
        and all(any(word.casefold() in name.casefold() for name in names) for word in heads)
    )


def grid_of(table: lxml_html.HtmlElement) -> list[tuple[list[str], lxml_html.HtmlElement]]:
    """The table's own rows as texts, each cell in its column: one that spans rows is repeated, one that spans columns
    leaves the others empty.

    Not among them are a row of one cell over several columns, which is a heading or a remark ("2026", "No records"),
    and a row that holds a table, which lays out the page.
    """
    hanging: dict[int, tuple[str, int]] = {}
    grid = []
    _part_words(table)
    for row in table.iter("tr"):
        own = [cell for cell in row if cell.tag in ("td", "th")]
        if next(row.iterancestors("table"), None) is not table or next(row.iter("table"), None) is not None:
            continue
        if len(own) == 1 and not hanging and _span(own[0].get("colspan"), _MAX_WIDTH) > 1:
            continue
        grid.append((_cells(own, hanging), row))
    return grid


def _part_words(table: lxml_html.HtmlElement) -> None:
    """Puts a blank where a line ends in a cell, and a semicolon between the items of a list: their text has neither."""
    for part in table.iter("br", "p", "div", "li", "script", "style"):
        listed = part.tag == "li" and part.getnext() is not None
        part.tail = f"{'; ' if listed else ' '}{part.tail or ''}"
        if part.tag in ("script", "style"):
            part.text = None
        elif part.tag != "br":
            part.text = f" {part.text or ''}"


def _cells(own: list[lxml_html.HtmlElement], hanging: dict[int, tuple[str, int]]) -> list[str]:
    """The texts of a row by column; `hanging` are cells from above, by column, with how many rows they go on."""
    cells: list[str] = []
    waiting = [column for cell in own for column in _columns_of(cell)]
    while waiting or len(cells) in hanging:
        column = len(cells)
        text, rows = hanging.pop(column) if column in hanging else waiting.pop(0)
        if rows > 1:
            hanging[column] = (text, rows - 1)
        cells.append(text)
    return cells


def _columns_of(cell: lxml_html.HtmlElement) -> list[tuple[str, int]]:
    """The text of a cell, with how many rows it spans, for the first of its columns, and nothing for the others."""
    rows, width = _span(cell.get("rowspan"), _MAX_SPAN), _span(cell.get("colspan"), _MAX_WIDTH)
    return [(clean_line(cell.text_content()), rows), *[("", rows)] * (width - 1)]


def _span(value: str | None, most: int) -> int:
    return min(int(value), most) if value and value.isascii() and value.isdigit() else 1


def _record(names: list[str], cells: list[str], row: lxml_html.HtmlElement, url: str) -> dict[str, Any]:
    record: dict[str, Any] = {name: cell for name, cell in zip(names, cells, strict=False) if name}
    href = next((str(anchor.get("href")) for anchor in row.iter("a") if anchor.get("href")), "")
    try:
        link = urljoin(url, href.strip()) if href else ""
    except ValueError:
        link = ""
    return {**record, "link": link} if link.startswith(("http://", "https://")) else record


def cells_of(fragment: str) -> list[tuple[str, ...]]:
    """The rows of a piece of HTML that has the cells of a table but not its head."""
    root = parse_html(fragment)
    found = root.iter("tr") if root is not None else ()
    return [tuple(clean_line(cell.text_content()) for cell in row if cell.tag in ("td", "th")) for row in found]
