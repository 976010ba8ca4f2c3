"""Vendor lists as XLSX: the first sheet, with the columns of the CSV. After ECMA-376, the few parts that are needed."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace

from inventory.errors import InventoryError
from inventory.formats.base import Format, Problems, Source
from inventory.formats.tables import Row, meanings, require
from inventory.formats.vendor_list import EXAMPLE, SYNONYMS, guessed, listed_vendors
from inventory.formats.xml_documents import Element, child, load_xml, local
from model.counting import counted
from model.inventory import InventoryFile

_MAX_PART = 50_000_000  # bytes unpacked
_MAX_TAGS = 5_000_000  # in it: each empty element takes a hundred bytes and more of memory
_MAX_COLUMN = 200
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)
_WORKBOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_COLUMN = re.compile(r"^[A-Z]{1,3}")


def read(source: Source) -> InventoryFile:
    """The vendors of the first sheet; raises InventoryError if it is no workbook or has no `name` column."""
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as book:
            sheets = list(dict.fromkeys(_sheets(book, source)))
            if not sheets:
                raise InventoryError(f"{source.name}: holds no sheet; save it as XLSX or CSV")
            strings = _strings(book, source) if "xl/sharedStrings.xml" in book.namelist() else []
            filled = _filled(_part(book, sheets[0], source), strings)
            left = sum(_has_vendors(book, sheet, strings, source) for sheet in sheets[1:])
    except _DAMAGED:
        raise InventoryError(f"{source.name}: is no readable workbook; save it again as XLSX or CSV") from None
    problems = Problems(source.name)
    header = _head(filled)
    require(source, list(header.values()), "name", SYNONYMS, EXAMPLE)
    if left:
        problems.add(
            "workbook", f"{counted(left, 'further sheet')} with vendors not read, only the first is: join them"
        )
    columns = meanings(header.items(), SYNONYMS)
    rows = [
        Row(line, {name: cells[column] for column, name in columns if cells.get(column)}) for line, cells in filled[1:]
    ]
    return replace(listed_vendors(source, rows, problems), notes=guessed(list(header.values())))


def _sheets(book: zipfile.ZipFile, source: Source) -> Iterator[str]:
    """The parts of the sheets that are shown, in the order of their tabs; by number where the workbook tells none."""
    shown = False
    numbered = sorted((n for n in book.namelist() if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", n)), key=_number)
    if {_WORKBOOK, _RELATIONS} <= set(book.namelist()):
        places = {each.get("Id"): each.get("Target") or "" for each in _part(book, _RELATIONS, source)}
        tabs = child(_part(book, _WORKBOOK, source), "sheets")
        for tab in tabs if tabs is not None else ():
            place = next((places.get(value, "") for key, value in tab.items() if key.endswith("}id")), "")
            part = place[1:] if place.startswith("/") else f"xl/{place}"
            if part in numbered and tab.get("state", "visible") == "visible":
                shown = True
                yield part
    if not shown:
        yield from numbered


def _part(book: zipfile.ZipFile, name: str, source: Source) -> Element:
    content = book.read(name) if book.getinfo(name).file_size <= _MAX_PART else None
    if content is None or content.count(b"<") > _MAX_TAGS:
        raise InventoryError(f"{source.name}: unpacks to more than a list of vendors needs; give it as CSV")
    return load_xml(Source(f"{source.name} ({name})", content))


def _strings(book: zipfile.ZipFile, source: Source) -> list[str]:
    return [_text(item) for item in _part(book, "xl/sharedStrings.xml", source) if local(item) == "si"]


def _table(sheet: Element, strings: list[str]) -> Iterator[tuple[int, dict[int, str]]]:
    data = child(sheet, "sheetData")
    for number, row in enumerate(data if data is not None else (), 1):
        cells = {}
        for place, cell in enumerate(row):
            column = _column(cell.get("r")) or place + 1
            if column <= _MAX_COLUMN:
                cells[column] = _value(cell, strings)
        yield int(row.get("r") or number), cells


def _filled(sheet: Element, strings: list[str]) -> list[tuple[int, dict[int, str]]]:
    return [(line, cells) for line, cells in _table(sheet, strings) if any(cells.values())]


def _has_vendors(book: zipfile.ZipFile, sheet: str, strings: list[str], source: Source) -> bool:
    """Whether one of the sheets that are not read is a list too; one that cannot be read costs the first nothing."""
    try:
        head = _head(_filled(_part(book, sheet, source), strings))
    except (InventoryError, *_DAMAGED):
        return False
    return "name" in {SYNONYMS.get(name, name) for name in head.values()}


def _head(filled: list[tuple[int, dict[int, str]]]) -> dict[int, str]:
    return {column: text.strip().lower() for column, text in filled[0][1].items()} if filled else {}


def _value(cell: Element, strings: list[str]) -> str:
    if cell.get("t") == "inlineStr":
        return _text(cell)
    value = child(cell, "v")
    text = (value.text or "") if value is not None else ""
    if cell.get("t") == "s":
        return strings[int(text)] if text.isdecimal() and int(text) < len(strings) else ""
    return text


def _text(element: Element) -> str:
    """The text of a cell, without how Japanese is read aloud, which Excel keeps beside it."""
    texts = (each for each in element.iter() if local(each) == "t" and local(each.getparent()) != "rPh")
    return "".join(each.text or "" for each in texts).strip()


def _column(reference: str | None) -> int | None:
    letters = _COLUMN.match(reference or "")
    if letters is None:
        return None
    number = 0
    for letter in letters.group():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _number(name: str) -> int:
    return int(re.sub(r"\D", "", name))


FORMAT = Format("vendor list (XLSX)", lambda source: source.suffix == ".xlsx", read)
