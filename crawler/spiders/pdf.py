"""A PDF: a notice that is one document, or a register whose rows are records."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

from crawler.failures import FetchError
from crawler.parsing.links import parse_links
from crawler.parsing.pdf import page_count, page_texts, table_rows
from crawler.spiders.base import Draft
from crawler.spiders.records import Record
from crawler.spiders.tables import CsvSpider
from crawler.web import Page

PDF = "application/pdf, */*;q=0.5"
_AT_ONCE = 10  # pages in one call of the parser, which has seconds for it
_MAX_PAGES = 1000
_SHELL = 40  # characters; a scan has pictures and no text


class PdfSpider(CsvSpider):
    """Kind `pdf`. Options: `heads`, words of the table's head: every row is then a document; `title`, `published` and
    `key` as for `csv`; `match`, a regular expression for the link to follow where the url is a page of links.
    """

    async def collect(self) -> None:
        """See `SourceSpider`."""
        if self.source.options.get("heads"):
            await super().collect()
            return
        page = await self._pdf()
        text = "\n\n".join(await self.pages(page, laid_out=False))
        if len(text) < _SHELL:
            raise FetchError("empty", f"{page.url} holds no text, only pictures: it cannot be read")
        title = next((line for line in text.split("\n") if line.strip()), self.source.name)
        url = self.canonical(page.url)
        await self.emit(Draft(url, title, text, validators=page.validators), await self.known(url))

    async def records(self) -> AsyncIterator[Record]:
        """The rows of the table."""
        heads = tuple(str(word) for word in self.source.options["heads"])
        pages = await self.pages(await self._pdf(), laid_out=True)
        try:
            rows = await self.tools.parser.run(table_rows, pages, heads)
        except ValueError as error:
            raise FetchError("changed", f"{self.source.url} is {error}: look at it by hand") from error
        for row in rows:
            yield row

    async def pages(self, page: Page, *, laid_out: bool) -> list[str]:
        """The text of every page.

        Raises:
            FetchError: `changed`, it is no PDF that can be read.
        """
        texts: list[str] = []
        try:
            number = min(await self.tools.parser.run(page_count, page.body), _MAX_PAGES)
            for first in range(0, number, _AT_ONCE):
                texts += await self.tools.parser.run(page_texts, page.body, first, first + _AT_ONCE, laid_out)
        except ValueError as error:
            raise FetchError("changed", f"{page.url} is {error}: look at it by hand") from error
        return texts

    async def _pdf(self) -> Page:
        """The file, or the one that the page at the url links."""
        page = await self.listing(accept=PDF, url=self.filled(0))
        if b"%PDF" in page.body[:1024] or not (page.content_type or "").startswith("text/html"):
            return page
        try:
            match = re.compile(str(self.source.options.get("match", r"\.pdf(?:$|\?)")), re.IGNORECASE)
        except re.error as error:
            raise FetchError("options", f"source {self.source.id}: {error}") from error
        links = await self.tools.parser.run(parse_links, page.body, page.url, page.content_type, "a[href]")
        found = next((link.url for link in links if match.search(link.url)), None)
        if found is None:
            raise FetchError("changed", f"{self.source.url} is a page without a link to a PDF: look at it by hand")
        return await self.tools.web.get(found, accept=PDF)
