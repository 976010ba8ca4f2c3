"""Sub-processor pages: who a vendor passes data on to, from HTML, Markdown, CSV or PDF.

Pure functions of what is given, so that a page from a file and one from the web are read alike. Tables are read by the
headings of their columns; a page without one by the lists below a heading that speaks of sub-processors.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from lxml import etree, html

from inventory.errors import InventoryError
from inventory.formats.base import Problems, Source
from inventory.formats.tables import decode
from model.inventory import Edge, InventoryFile
from model.vocabulary import EdgeKind

ROLE = "sub-processor"
_NAME = re.compile(
    r"(?i)\b(?:sub-?\s?processors?|vendors?|compan(?:y|ies)|entit(?:y|ies)|(?:service )?providers?|"
    r"third[- ]part(?:y|ies)|"
    r"unterauftrag\w*|auftragsverarbeiter|sous-traitants?|name|nom|nombre|firma)\b"
)
_PURPOSE = re.compile(
    r"(?i)\b(?:purpose|services?|description|processing|activit(?:y|ies)|function|uses?|used for|product|zweck|"
    r"leistung|"
    r"finalité|nature)\b"
)
_PLACE = re.compile(r"(?i)\b(?:location|countr(?:y|ies)|region|jurisdiction|address|standort|land|sitz|pays|hosting)\b")
_HEADING = re.compile(r"(?i)sub-?\s?processor|unterauftrag|sous-traitant|third[- ]party (?:service )?provider")
_MARKS = re.compile(r"[*†‡§¹²³⁴⁵]+$|\s*\[\d+\]$")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_BOLD = re.compile(r"(\*\*|__|`)(.+?)\1")
_SPLIT = re.compile(r"\s+[-\u2013\u2014]\s+|:\s+")
_GAP = re.compile(r"\s{2,}|\t")
_RULE = re.compile(r"^[\s|:+=-]+$")
_NONE = frozenset({"n/a", "none", "-", "\u2013", "\u2014", "tbd", "name", "total"})
_FORM = re.compile(r"(?i)\b(?:inc|ltd|llc|co|corp|b\.v|s\.a|gmbh|pty|a\.s|l\.p)\.$")
_WORDS = 8  # a name; more before a full stop is a sentence
_LONGEST, _FEWEST_LETTERS = 100, 2
_MAX_PAGES = 200
Table = Sequence[Sequence[str]]  # rows of cells


@dataclass(frozen=True, slots=True)
class SubProcessor:
    """One entry of a page; `purpose` and `location` are empty where the page does not say."""

    name: str
    purpose: str = ""
    location: str = ""


def read(source: Source, vendor: str, seen: date) -> InventoryFile:
    """Whom `vendor` uses by its page, as edges observed on the day `seen`.

    Raises InventoryError if the page names nobody.
    """
    problems = Problems(source.name)
    found = entries(source, problems)
    if not found:
        raise InventoryError(
            f"{source.name}: names no sub-processor; a table needs a column such as `Sub-processor`, a list a heading"
        )
    edges = (
        Edge(vendor, each.name, EdgeKind.SUBPROCESSOR, source.name, first_seen=seen, last_seen=seen, role=ROLE)
        for each in found
    )
    return InventoryFile((), tuple(edges), problems.lines())


def entries(source: Source, problems: Problems | None = None) -> tuple[SubProcessor, ...]:
    """The sub-processors that a page names, each once, in its order; none where it names none."""
    lines: list[str] = []
    if source.data.startswith(b"%PDF"):
        tables: Sequence[Table] = [_columns(_pdf_text(source))]
    elif source.suffix in {".csv", ".tsv"}:
        tables = [_csv(decode(source, problems or Problems(source.name)))]
    elif source.suffix in {".htm", ".html", ".xhtml"} or source.data[:2_000].lstrip().lower().startswith(
        (b"<!doc", b"<html")
    ):
        tables, lines = _html(source)
    else:
        tables, lines = _markdown(decode(source, problems or Problems(source.name)))
    found = [entry for table in tables for entry in _from_table(table)] or list(_from_lines(lines))
    unique = {each.name.casefold(): each for each in reversed(found)}
    return tuple(each for each in dict.fromkeys(found) if unique[each.name.casefold()] is each)


def _from_table(table: Table) -> Iterator[SubProcessor]:
    """The rows below the first row that reads like headings."""
    for start, row in enumerate(table[:20]):
        columns = _headings(row)
        if columns is not None:
            name, purpose, place = columns
            for cells in table[start + 1 :]:
                if (written := _name(_cell(cells, name))) and _headings(cells) is None:
                    yield SubProcessor(written, _cell(cells, purpose), _cell(cells, place))
            return


def _headings(row: Sequence[str]) -> tuple[int, int | None, int | None] | None:
    """(name, purpose, location) columns; None for a row that is no row of headings."""
    if len(row) < 2 or any(len(cell) > 60 for cell in row):  # noqa: PLR2004 - a heading is short
        return None
    purpose = next((n for n, cell in enumerate(row) if _PURPOSE.search(cell) and not _HEADING.search(cell)), None)
    place = next((n for n, cell in enumerate(row) if _PLACE.search(cell)), None)
    named = [n for n, cell in enumerate(row) if _NAME.search(cell) and n not in {purpose, place}]
    if not named or (purpose is None and place is None and not _HEADING.search(row[named[0]])):
        return None
    return named[0], purpose, place


def _from_lines(lines: Iterable[str]) -> Iterator[SubProcessor]:
    for line in lines:
        name, _, purpose = (*_SPLIT.split(line, maxsplit=1), "", "")[:3] if _SPLIT.search(line) else (line, "", "")
        if written := _name(name):
            yield SubProcessor(written, (purpose or _).strip())


def _name(text: str) -> str:
    """A name without footnote marks; empty for what is none."""
    name = _MARKS.sub("", " ".join(text.split())).strip(" ,;")
    letters = sum(c.isalpha() for c in name)
    plain = name.casefold() not in _NONE and letters >= _FEWEST_LETTERS and len(name) <= _LONGEST
    sentence = name.endswith((".", "?", "!")) and not (len(name.split()) <= _WORDS and _FORM.search(name))
    return name if plain and not sentence else ""


def _cell(cells: Sequence[str], column: int | None) -> str:
    return " ".join(cells[column].split()) if column is not None and column < len(cells) else ""


def _html(source: Source) -> tuple[Sequence[Table], list[str]]:
    try:
        source.data.decode("utf-8")
        encoding: str | None = "utf-8"
    except UnicodeDecodeError:
        encoding = None  # as the page says of itself
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, encoding=encoding)
    try:
        root = html.document_fromstring(source.data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, RecursionError):
        raise InventoryError(f"{source.name}: is no readable HTML; save the page again") from None
    tables = [
        [[_text(cell) for cell in row.iterchildren("td", "th")] for row in table.iter("tr")]
        for table in root.iter("table")
    ]
    lines: list[str] = []
    inside = False
    for element in root.iter("h1", "h2", "h3", "h4", "h5", "h6", "li"):
        if element.tag == "li":
            lines += [_text(element)] if inside else []
        else:
            inside = bool(_HEADING.search(_text(element)))
    return tables, lines


def _text(element: html.HtmlElement) -> str:
    return " ".join(str(part).strip() for part in element.itertext() if str(part).strip())


def _markdown(text: str) -> tuple[Sequence[Table], list[str]]:
    tables: list[list[list[str]]] = []
    lines: list[str] = []
    inside, before = False, ""
    for written in text.splitlines():
        line = _plain(written.strip())
        if line.count("|") >= 2 and not _RULE.match(line):  # noqa: PLR2004 - one bar is punctuation
            if before.count("|") < 2:  # noqa: PLR2004
                tables.append([])
            tables[-1].append([cell.strip() for cell in line.strip("|").split("|")])
        elif line.startswith("#"):
            inside = bool(_HEADING.search(line))
        elif inside and line[:2] in {"- ", "* ", "+ "}:
            lines.append(line[2:].strip())
        before = line
    return tables, lines


def _plain(line: str) -> str:
    return _BOLD.sub(r"\2", _LINK.sub(r"\1", line))


def _csv(text: str) -> Table:
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t|", key=first.count)
    try:
        return [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if any(row)]
    except csv.Error:
        return []


def _columns(text: str) -> Table:
    """Text set in columns, as a PDF's layout gives it: cells are two blanks apart."""
    return [_GAP.split(line.strip()) for line in text.splitlines() if line.strip() and not line.startswith(" " * 30)]


def _pdf_text(source: Source) -> str:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        pages = PdfReader(io.BytesIO(source.data)).pages[:_MAX_PAGES]
        return "\n".join(page.extract_text(extraction_mode="layout") for page in pages)
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError, OSError) as error:
        raise InventoryError(
            f"{source.name}: is no readable PDF ({type(error).__name__}); give the page as HTML"
        ) from None
