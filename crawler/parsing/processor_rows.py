"""The rows of a list of sub-processors, in whatever table: who, what for and where, by the heads of the columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise, zip_longest

from lxml import html as lxml_html

from crawler.parsing.processor_words import A_NAME, ABOUT_IT, COLUMNS, NOT_A_NAME, OVER, SURELY
from crawler.parsing.tables import grid_of
from crawler.text import clean_line

BREAK = "\ue000"  # where a line ends in a cell: of private use, so that no text has it
_ITEM = "\ue001"
_ADDRESS = re.compile(
    r"^\d+\S*\s+\S+\s+\S|\d{4,}|,.*\d|\d.*,|str(?:aße|asse|eet|\.)|@|https?://|^(?:address|registered|located)\b",
    re.IGNORECASE,
)
LEGAL_END = re.compile(r"\b(?:inc|ltd|llc|co|corp|b\.v|s\.a|gmbh|pty|a\.s|l\.p)\.$", re.IGNORECASE)
_COMPANY = re.compile(
    r"\b(?:inc|ltd|limited|llc|llp|plc|corp|gmbh|ag|b\.?v|n\.?v|s\.?a\.?s?|s\.?r\.?l|sarl|pty|pte|ab|oy|aps)\.?$",
    re.IGNORECASE,
)


def from_table(table: lxml_html.HtmlElement) -> Iterator[dict[str, str]]:
    """The entries of a table in HTML; its heads stand in the first row, or in the first column."""
    mark_lines(table)
    grid = grid_of(table)
    rows = [cells for cells, _ in grid]
    if all(_is_headed(row) for _, row in grid) and len(_columns([cells[0] for cells in rows])) > 1:
        for part in _upright(rows):
            yield from from_rows(part)
    else:
        yield from from_rows(without_titles(rows, [_is_title(row) for _, row in grid]))


def mark_lines(element: lxml_html.HtmlElement) -> None:
    """Puts marks where lines end and items of lists begin: the text alone has them run together."""
    for part in element.iter("br", "p", "div", "li"):
        mark = _ITEM if part.tag == "li" else BREAK
        part.tail = f"{BREAK}{part.tail or ''}"
        if part.tag != "br" and part is not element:
            part.text = f"{mark}{part.text or ''}"


def lines_of(text: str) -> list[str]:
    """The lines of a text with such marks."""
    return [line for part in re.split(f"[{BREAK}{_ITEM}]", text) if (line := " ".join(part.split()))]


def _is_headed(row: lxml_html.HtmlElement) -> bool:
    """Whether the head of a row stands in its first cell, and nothing but values in the others."""
    return [cell.tag for cell in row if cell.tag in ("td", "th")][:2] == ["th", "td"]


def _upright(rows: list[list[str]]) -> Iterator[list[list[str]]]:
    """Tables whose heads stand in the first column, turned; the first head again begins another."""
    starts = [n for n, cells in enumerate(rows) if cells[0] == rows[0][0]]
    for start, end in pairwise([*starts, len(rows)]):
        yield [list(cells) for cells in zip_longest(*rows[start:end], fillvalue="")]


def _is_title(row: lxml_html.HtmlElement) -> bool:
    """Whether the first cell is set off as titles are."""
    first = next((cell for cell in row if cell.tag in ("td", "th")), None)
    if first is None or first.tag == "th":
        return first is not None
    strong = next(first.iter("b", "strong", "em"), None)
    return strong is not None and clean_line(strong.text_content()) == clean_line(first.text_content())


def without_titles(rows: list[list[str]], titles: list[bool]) -> list[list[str]]:
    """The rows but those that say one thing, set off as the other rows' first words are not: "Hosting"."""
    if all(title for title, cells in zip(titles[1:], rows[1:], strict=True) if any(cells[1:])):
        return rows
    return [cells for title, cells in zip(titles, rows, strict=True) if not title or any(cells[1:])]


def from_rows(rows: list[list[str]]) -> Iterator[dict[str, str]]:
    """The entries (`name`, `purpose`, `location`, `until`) below the first row that is a head with names.

    Not those that a column "Status" says are over.
    """
    columns: dict[str, int] = {}
    head: list[str] = []
    for cells in rows:
        plain = [" ".join(lines_of(cell)) for cell in cells]
        if not columns:
            columns, head = _columns(plain), plain
        elif columns["name"] < len(cells) and plain != head:
            entry = {key: plain[place] for key, place in columns.items() if place < len(cells)}
            if OVER.search(entry.pop("status", "")):
                continue
            for each in cells[columns["name"]].split(_ITEM):  # a cell may list several
                yield {**entry, "name": _before_address(each)}


def _before_address(cell: str) -> str:
    """The lines of a cell up to one that is part of an address."""
    name = ""
    for line in lines_of(cell):
        if name and (_ADDRESS.search(line) or (_COMPANY.search(name) and not line.startswith("("))):
            break
        name = f"{name} {line}".strip()
    return name


def _columns(cells: list[str]) -> dict[str, int]:
    """Which column is what, by the words of the head; {} where this is no head with names."""
    found: dict[str, int] = {}
    sure = (n for n, cell in enumerate(cells) if SURELY.search(cell) and not _is_about(cell))
    if (place := next(sure, None)) is not None:  # beside a "Service name"
        found["name"] = place
    for key, words in COLUMNS:
        if key in found:
            continue
        for place, cell in enumerate(cells):
            if place in found.values() or not words.search(cell):
                continue
            if key == "name" and NOT_A_NAME.search(cell) and not A_NAME.search(cell):
                continue
            found[key] = place
            break
    return found if "name" in found and len(cells) > 1 else {}


def _is_about(head: str) -> bool:
    """Whether a column's head names what is done, or where, rather than who does it."""
    return bool(ABOUT_IT.search(head)) and not A_NAME.search(head)
