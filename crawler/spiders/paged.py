"""PDF files read some pages at a time, since the parser has only seconds for each call."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from crawler.parsing.pdf import page_count, pictured
from crawler.parsing.pool import ParserPool

T = TypeVar("T")
_AT_ONCE = 10  # pages in one call of the parser
_MAX_PAGES = 1000
_LEAST = 40  # letters and digits of a page in the mean
_NUMBER = 12  # of them; a picture's page says no more than its number


def is_pdf(body: bytes) -> bool:
    """Whether these bytes are a PDF, whatever their server calls them."""
    return b"%PDF" in body[:1024]


def is_scan(texts: list[str]) -> bool:
    """Whether the pages are pictures, with no text but their numbers, or in a font that does not say its letters."""
    return sum(map(_letters, texts)) < _LEAST * len(texts) or not any(texts)


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


async def scanned(parser: ParserPool, body: bytes, texts: list[str]) -> str:
    """What to say of a file of which some pages are pictures; empty where none is.

    Raises:
        ValueError, FetchError: as `read_pages`.
    """
    bare = [_letters(text) <= _NUMBER for text in texts]
    if not any(bare):
        return ""
    shows, _ = await read_pages(parser, body, pictured)
    number = sum(one and other for one, other in zip(bare, shows, strict=True))
    return f"has {len(texts):,} pages, of which {number:,} cannot be read: pictures without text" if number else ""


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
