"""Web archives -> documents: the pages among the records of a WARC file, read as the crawler reads pages."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from crawler.failures import FetchError
from crawler.fixity import canonical_url
from crawler.parsing.archived import archived_article
from crawler.parsing.articles import Article
from crawler.parsing.dates import parse_instant
from crawler.parsing.pool import ParserPool
from crawler.spiders.articles import page_draft
from crawler.spiders.base import cut_of, made_document
from crawler.text import clean_line
from crawler.warc import Fault, Record, head_of, records
from model.document import Document, Validators

_HTML = ("text/html", "application/xhtml+xml")
_OK = "200"
_MIN_CHARACTERS = 80  # of text; a page with less says nothing
_FRONT = re.compile(r"https?://[^/?#]*/?(?:[?#].*)?", re.IGNORECASE | re.DOTALL)  # an address may be none
_HEADERS = 128 << 10  # bytes that a record may have beside the page


@dataclass(frozen=True, slots=True)
class ArchivedPage:
    """A page of HTML in an archive: its canonical address, when it was archived (aware UTC), and its record."""

    offset: int
    url: str
    archived: datetime
    record: bytes


@dataclass(slots=True)
class Archive:
    """One WARC file. `limit`: bytes of a page. `skipped` counts by reason, `problem` hears what could not be read."""

    path: Path
    limit: int
    problem: Callable[[str], None]
    records: int = 0
    problems: int = 0
    offset: int = 0
    skipped: Counter[str] = field(default_factory=Counter)

    def pages(self) -> Iterator[ArchivedPage]:
        """The pages that a server answered with status 200, in the order of the file.

        Raises:
            OSError: the file cannot be read.
        """
        for found in records(self.path, self.limit + _HEADERS):
            self.offset = found.offset
            if isinstance(found, Fault):
                self._fault(found.offset, found.detail)
                continue
            self.records += 1
            why = _no_page(found)
            if why:
                self.skipped[why] += 1
            elif (page := self._page(found)) is not None:
                yield page

    def documents(self, pages: Sequence[ArchivedPage], parser: ParserPool) -> list[Document]:
        """What the pages say, read in the limited child processes; the ids of the sources are empty yet."""
        return [found for page, read in self._articles(pages, parser) if (found := self._document(page, read))]

    def _articles(
        self, pages: Sequence[ArchivedPage], parser: ParserPool
    ) -> Iterator[tuple[ArchivedPage, Article | BaseException]]:
        async def read() -> list[Article | BaseException]:
            waiting = [parser.run(archived_article, page.record, page.url, self.limit) for page in pages]
            return await asyncio.gather(*waiting, return_exceptions=True)

        return zip(pages, asyncio.run(read()), strict=True)

    def _document(self, page: ArchivedPage, read: Article | BaseException) -> Document | None:
        if isinstance(read, (ValueError, FetchError)):
            self._fault(page.offset, str(read))
            return None
        if isinstance(read, BaseException):
            raise read
        if len(read.text) < _MIN_CHARACTERS:
            self.skipped["no text"] += 1
            return None
        draft = page_draft(page.url, read, Validators())
        if cut := cut_of(draft):
            self._fault(page.offset, f"a page that {cut}")
        return made_document(draft, "", page.archived)

    def _page(self, record: Record) -> ArchivedPage | None:
        address = record.headers.get("warc-target-uri", "").strip("<>")
        archived = parse_instant(record.headers.get("warc-date"))
        if archived is None:
            self._fault(record.offset, "a record without a readable WARC-Date: left out")
        elif not record.whole:
            self._fault(record.offset, f"a page of more than {self.limit:,} bytes (`fetch.max_bytes`): left out")
        else:
            try:
                return ArchivedPage(record.offset, canonical_url(address), archived, record.data)
            except ValueError:
                self._fault(record.offset, "a record whose address is none: left out")
        return None

    def _fault(self, offset: int, detail: str) -> None:
        self.problems += 1
        self.problem(clean_line(f"{self.path}, offset {offset}: {detail}"))


def _no_page(record: Record) -> str:
    """Why a record is no page to be read, empty where it is one."""
    if (kind := record.headers.get("warc-type", "").lower()) != "response":
        return f"{kind} record" if kind in _KINDS else "record of no known type"
    address = record.headers.get("warc-target-uri", "").strip("<>")
    answer = head_of(record.data, record.block)
    if not address.lower().startswith(("http://", "https://")) or answer is None:
        return "no answer of a web server"
    line, headers, _ = answer
    status = line.partition(" ")[2].partition(" ")[0]
    if status != _OK:
        return f"status {status}" if status.isdecimal() and len(status) == len(_OK) else "no answer of a web server"
    if headers.get("content-type", "").partition(";")[0].strip().lower() not in _HTML:
        return "not HTML"
    return "front page" if _FRONT.fullmatch(address) else ""


_KINDS = frozenset({"warcinfo", "request", "resource", "metadata", "revisit", "conversion", "continuation"})
