"""A vendor's list of sub-processors, as one document with an entry for each."""

from __future__ import annotations

import re

from crawler.failures import FetchError
from crawler.parsing.pdf import page_texts
from crawler.parsing.subprocessors import ProcessorList, ShellError, parse_processors, processors_of_tables
from crawler.spiders.base import Draft, SourceSpider
from crawler.web import Page
from model.rendering import render_fields

_ACCEPT = "text/html, text/markdown, text/plain, application/json, application/pdf, */*;q=0.1"
_GAP = re.compile(r"\s{2,}")
_MAX_PAGES = 20


class SubprocessorsSpider(SourceSpider):
    """Kind `subprocessors`: a page, Markdown file, PDF or trust centre that lists who the vendor passes data to.

    What the page says around its list, and the order of the list, make no new version.
    """

    async def collect(self) -> None:
        """See `SourceSpider`."""
        page = await self.listing(accept=_ACCEPT)
        try:
            found = await self._read(page)
        except ShellError as error:
            raise FetchError(
                "shell",
                f"{self.source.url} is {error}: save it by hand and "
                f"`tocsin inventory import --as subprocessors --vendor NAME FILE`",
            ) from error
        except ValueError as error:
            raise FetchError("changed", f"{self.source.url} is {error}: look at it by hand") from error
        self.expect(len(found.entries), "sub-processors")
        fields = {"updated": found.updated, "entries": list(found.entries)}
        url = self.canonical(self.source.url)
        title = f"{self.source.organisation or self.source.name or self.source.id}: sub-processors"
        draft = Draft(url, title, render_fields(fields), validators=page.validators, fields=fields)
        await self.emit(draft, await self.tools.known(url))

    async def _read(self, page: Page) -> ProcessorList:
        if b"%PDF" not in page.body[:1024]:
            return await self.tools.parser.run(parse_processors, page.body, page.url, page.content_type)
        texts = await self.tools.parser.run(page_texts, page.body, 0, _MAX_PAGES, True)
        rows = [[cell for cell in _GAP.split(line.strip()) if cell] for text in texts for line in text.split("\n")]
        return processors_of_tables([[row for row in rows if row]])
