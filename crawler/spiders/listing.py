"""A page of links and the pages that they lead to."""

from __future__ import annotations

import re

from crawler.failures import FetchError
from crawler.parsing.links import Link, parse_links
from crawler.spiders.articles import PAGES, ArticlesSpider
from crawler.spiders.base import Draft

_MAX_LINKS = 500


class ListingSpider(ArticlesSpider):
    """Kind `listing`.

    Options: `links`, a CSS selector for the links (default: those below the listing's own path); `match`, a regular
    expression that their addresses contain; `max_links` (500) from the top.
    """

    options = ("links", "match", "max_links")

    async def collect(self) -> None:
        """See `SourceSpider`."""
        page = await self.listing()
        options = self.source.options
        try:
            links = await self.tools.parser.run(
                parse_links, page.body, page.url, page.content_type, options.get("links") or None
            )
            match = re.compile(str(options.get("match", "")))
        except (ValueError, re.error) as error:
            raise FetchError("options", f"source {self.source.id}: {error}") from error
        links = [link for link in links if match.search(link.url)][: int(options.get("max_links", _MAX_LINKS))]
        if not links and self.source.min_items and not (await self.read(page)).text:
            raise FetchError("shell", f"{self.source.url} shows nothing without scripts: use another address")
        self.expect(len(links), "links")
        await self.each(links, self._link, at_once=PAGES)
        self.expect_pages(len(links))

    async def _link(self, link: Link) -> None:
        url = self.canonical(link.url)
        if not self.first_sight(url):
            return
        draft, known = Draft(url=url, title=link.text, text=""), await self.known(url)
        if self.is_due(draft, known):
            await self.article(link.url, draft, known)
