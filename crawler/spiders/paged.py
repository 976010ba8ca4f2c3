"""PDF files read some pages at a time, since the parser has only seconds for each call."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from crawler.parsing.pdf import page_count
from crawler.parsing.pool import ParserPool

T = TypeVar("T")
_AT_ONCE = 10  # pages in one call of the parser
_MAX_PAGES = 1000
_LEAST = 40  # characters of a page in the mean


def is_pdf(body: bytes) -> bool:
    """Whether these bytes are a PDF, whatever their server calls them."""
    return b"%PDF" in body[:1024]


def is_scan(texts: list[str]) -> bool:
    """Whether the pages are pictures, with no text but their numbers."""
    return sum(map(len, texts)) < _LEAST * len(texts) or not any(texts)


async def read_pages(
    parser: ParserPool, body: bytes, read: Callable[[bytes, int, int], list[T]]
) -> tuple[list[T], int]:
    """What `read` makes of the pages, of the first thousand at most, and how many the file has.

    Raises:
        ValueError: it is no PDF that can be read.
        FetchError: `unreadable`, it takes too long.
    """
    number = await parser.run(page_count, body)
    found: list[T] = []
    for first in range(0, min(number, _MAX_PAGES), _AT_ONCE):
        found += await parser.run(read, body, first, min(first + _AT_ONCE, _MAX_PAGES))
    return found, number
