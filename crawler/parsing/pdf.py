"""PDF files as text, and tables in them as records by the words of their heads."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from crawler.text import clean, clean_line

if TYPE_CHECKING:  # it takes a third of a second to load, and few documents are PDF
    from pypdf import PageObject, PdfReader

T = TypeVar("T")
_COLUMN = re.compile(r"\S+(?: \S+)*")  # words with single blanks between them: one cell of a laid out line


def page_count(body: bytes) -> int:
    """How many pages the file has.

    Raises:
        ValueError: it is no PDF that can be read.
    """
    return len(open_pdf(body).pages)


def page_texts(body: bytes, first: int, last: int, laid_out: bool = False) -> list[str]:
    """The text of pages `first` to `last` (not included); `laid_out` keeps the columns apart by blanks.

    Raises:
        ValueError: it is no PDF that can be read.
    """
    mode: Literal["layout", "plain"] = "layout" if laid_out else "plain"
    texts = of_pages(body, first, last, lambda page: page.extract_text(extraction_mode=mode))
    return texts if laid_out else [clean(text) for text in texts]


def pictured(body: bytes, first: int, last: int) -> list[bool]:
    """Whether pages `first` to `last` (not included) show pictures.

    Raises:
        ValueError: it is no PDF that can be read.
    """
    return of_pages(body, first, last, _has_picture)


def of_pages(body: bytes, first: int, last: int, read: Callable[[PageObject], T]) -> list[T]:
    """What `read` makes of each of the pages `first` to `last` (not included).

    Raises:
        ValueError: it is no PDF that can be read.
    """
    try:
        return [read(page) for page in open_pdf(body).pages[first:last]]
    except _broken() as error:
        raise ValueError(f"a PDF with a broken page ({type(error).__name__})") from error


def _has_picture(page: PageObject) -> bool:
    from pypdf.generic import DictionaryObject

    drawn = page.get("/Resources", DictionaryObject()).get_object().get("/XObject", DictionaryObject()).get_object()
    return any(drawn[name].get_object().get("/Subtype") in ("/Image", "/Form") for name in drawn)


def table_rows(pages: list[str], heads: tuple[str, ...]) -> list[dict[str, Any]]:
    """The rows below the line that holds all of these words, over all pages; a wrapped line goes on with its row.

    Raises:
        ValueError: no line holds these words.
    """
    columns: list[tuple[int, str]] = []
    records: list[dict[str, Any]] = []
    for line in (line for page in pages for line in page.split("\n")):
        if not line.strip():
            continue
        cells = [(found.start(), clean_line(found[0])) for found in _COLUMN.finditer(line)]
        folded = line.casefold()
        if heads and all(word.casefold() in folded for word in heads):
            columns = cells  # every page repeats the head, at its own places
        elif columns:
            _take(records, columns, cells)
    if not columns:
        raise ValueError(f"a PDF without a table of {', '.join(heads)}")
    return records


def _take(records: list[dict[str, Any]], columns: list[tuple[int, str]], cells: list[tuple[int, str]]) -> None:
    placed: dict[str, str] = {}
    for start, text in cells:
        name = min(columns, key=lambda column: abs(column[0] - start))[1]
        placed[name] = f"{placed[name]} {text}" if name in placed else text
    first = columns[0][1]
    if first in placed and len(placed) > 1:
        records.append(placed)
    elif records and first not in placed:
        last = records[-1]
        for name, text in placed.items():
            last[name] = f"{last[name]} {text}" if name in last else text


def _broken() -> tuple[type[Exception], ...]:
    """What pypdf raises of a file that is not as it should be."""
    from pypdf.errors import PyPdfError

    return PyPdfError, KeyError, IndexError, TypeError, AttributeError, RecursionError


def open_pdf(body: bytes) -> PdfReader:
    """The file, opened.

    Raises:
        ValueError: it is no PDF that can be read.
    """
    if b"%PDF" not in body[:1024]:  # what stands before it is allowed
        raise ValueError("no PDF")
    from pypdf import PdfReader

    try:
        reader = PdfReader(io.BytesIO(body))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ValueError("a PDF that is locked with a password")
        _ = len(reader.pages)
    except _broken() as error:
        raise ValueError(f"a broken PDF ({type(error).__name__})") from error
    return reader
