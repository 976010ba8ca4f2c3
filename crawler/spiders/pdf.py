"""A PDF: a notice that is one document, or a register whose rows are records."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import TypeVar

from crawler.failures import FetchError, NotModifiedError
from crawler.parsing.links import Link, parse_links
from crawler.parsing.pdf import page_texts, table_rows
from crawler.parsing.ruled import ruled_pages, ruled_rows
from crawler.parsing.wrapped import paragraphs
from crawler.spiders.base import Draft
from crawler.spiders.paged import is_pdf, is_scan, read_pages, scanned
from crawler.spiders.records import Record
from crawler.spiders.tables import CsvSpider
from crawler.web import Page
from model.document import Validators

T = TypeVar("T")
PDF = "application/pdf, */*;q=0.5"
_STILL_ADDED = 2  # months of a year in which the report of the year before is read again


class PdfSpider(CsvSpider):
    """Kind `pdf`. Options: `heads`, words of the table's head: every row is then a document; `title`, `published` and
    `key` as for `csv`; `match`, a regular expression for the link to follow where the url is a page of links: the one
    of the latest year, else the first. In January and February the file of the year before is read as well.
    """

    options = ("heads", "match")

    async def collect(self) -> None:
        """See `SourceSpider`."""
        if self.source.options.get("heads"):
            await super().collect()
            return
        for page in await self._files():
            texts = await self.pages(page, laid_out=False)
            if is_scan(texts):
                raise FetchError("empty", f"{page.url} holds no text, only pictures: it cannot be read")
            if pictures := await scanned(self.tools.parser, page.body, texts):
                self.problem(f"{page.url} {pictures}", retry=False)
            text = paragraphs(texts)
            title = next((line for line in text.split("\n") if line.strip()), self.source.name)
            url = self.canonical(page.url)
            await self.emit(Draft(url, title, text, validators=page.validators), await self.known(url))

    async def records(self) -> AsyncIterator[Record]:
        """The rows of the table in every file."""
        for page in await self._files():
            for row in await self._rows(page):
                yield row

    async def _rows(self, page: Page) -> list[Record]:
        heads = tuple(str(word) for word in self.source.options["heads"])
        try:
            rows = await self.tools.parser.run(ruled_rows, await self._pages(page, ruled_pages), heads)
            if not rows:
                pages = await self.pages(page, laid_out=True)
                rows = await self.tools.parser.run(table_rows, pages, heads)
        except ValueError as error:
            raise FetchError("changed", f"{page.url} is {error}: look at it by hand") from error
        return list(rows)

    async def pages(self, page: Page, *, laid_out: bool) -> list[str]:
        """The text of every page.

        Raises:
            FetchError: `changed`, it is no PDF that can be read.
        """
        return await self._pages(page, partial(page_texts, laid_out=laid_out))

    async def _pages(self, page: Page, read: Callable[[bytes, int, int], list[T]]) -> list[T]:
        try:
            found, number = await read_pages(self.tools.parser, page.body, read)
        except ValueError as error:
            raise FetchError("changed", f"{page.url} is {error}: look at it by hand") from error
        if number > len(found):
            self.state, self.settled = "truncated", False
            self.detail = f"{page.url} has {number:,} pages, of which the first {len(found):,} are read"
        return found

    async def _files(self) -> list[Page]:
        """What the url leads to; early in a year last year's file as well, to which rows are still added.

        Raises:
            NotModifiedError: nothing to read.
        """
        last_year = self.tools.now.year - 1 if self.tools.now.month <= _STILL_ADDED else None
        found: list[Page] = []
        problem: FetchError | None = None
        try:
            page = await self.listing(accept=PDF, url=self.filled(0))
            if is_pdf(page.body) or not (page.content_type or "").startswith("text/html"):
                found.append(page)
            else:
                return await self._linked(page, last_year)
        except NotModifiedError:
            self.validators = self._sent
        except FetchError as error:
            if error.state != "http_404" or "{year}" not in self.source.url or self.tools.now.month != 1:
                raise
            problem = error  # this year's is not out yet
        if last_year and "{year}" in self.source.url:
            found += await self._also(self.source.url.replace("{year}", str(last_year)))
        if problem and not found:
            raise problem
        if not found:
            raise NotModifiedError
        return found

    async def _linked(self, page: Page, last_year: int | None) -> list[Page]:
        """The file that a page of links leads to, and last year's."""
        try:
            match = re.compile(str(self.source.options.get("match", r"\.pdf(?:$|\?)")), re.IGNORECASE)
        except re.error as error:
            raise FetchError("options", f"source {self.source.id}: {error}") from error
        links = await self.tools.parser.run(parse_links, page.body, page.url, page.content_type, "a[href]")
        fit = [link for link in links if match.search(link.url)]
        if not fit:
            raise FetchError("changed", f"{self.source.url} is a page without a link to a PDF: look at it by hand")
        self.validators = Validators()  # a page may stay as it is while the file that it links is replaced
        newest = max(fit, key=self._year)
        before = next((link for link in fit if link != newest and self._year(link) == last_year), None)
        found = [await self.tools.web.get(newest.url, accept=PDF)]
        return found + await self._also(before.url) if before else found

    async def _also(self, url: str) -> list[Page]:
        try:
            return [await self.tools.web.get(url, accept=PDF)]
        except FetchError as error:
            self.problem(error.detail, retry=not error.settled)
            return []

    def _year(self, link: Link) -> int:
        """The latest year, up to this one, that a link's words or address name; 0 for none."""
        years = (int(year) for year in re.findall(r"(?<!\d)20\d\d(?!\d)", f"{link.text} {link.url}"))
        return max((year for year in years if year <= self.tools.now.year), default=0)
