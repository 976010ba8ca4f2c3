"""A sitemap and the pages in it, for sites without a feed."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from crawler.failures import FetchError
from crawler.parsing.sitemaps import Place, parse_sitemap
from crawler.spiders.articles import PAGES, ArticlesSpider
from crawler.spiders.base import Draft
from crawler.web import Page

_MAX_PAGES = 100
_MAX_MAPS = 10
_OLDEST = datetime.min.replace(tzinfo=UTC)


class SitemapSpider(ArticlesSpider):
    """Kind `sitemap`.

    Options: `match`, a regular expression that the pages' addresses contain (`/news/`); `max_pages` (100), the
    newest by `lastmod`. A page whose `lastmod` is later than its last fetch is fetched again.
    """

    _known = 0

    async def collect(self) -> None:
        """See `SourceSpider`."""
        page = await self.listing(accept="application/xml, text/xml, */*;q=0.5")
        places = await self._places(page)
        match = re.compile(str(self.source.options.get("match", "")))
        for place in [place for place in places if place.is_map][:_MAX_MAPS]:
            places += await self._places(await self.tools.web.get(place.url))
        chosen = [place for place in places if not place.is_map and match.search(place.url)]
        self.expect(len(chosen), "pages")
        chosen.sort(key=lambda place: place.modified or _OLDEST, reverse=True)
        most = int(self.source.options.get("max_pages", _MAX_PAGES))
        await self.each(chosen[:most], self._place, at_once=PAGES)
        self.note_gap(len(chosen[:most]), self._known, most)

    async def _places(self, page: Page) -> list[Place]:
        try:
            return await self.tools.parser.run(parse_sitemap, page.body, page.content_type)
        except ValueError as error:
            raise FetchError("changed", f"{self.source.url} is {error}: look for the sitemap's new address") from error

    async def _place(self, place: Place) -> None:
        url = self.canonical(place.url)
        if not self.first_sight(url):
            return
        known = await self.known(url)
        self._known += known is not None
        edited = known and known.fetched and place.modified and place.modified > known.fetched
        if known is None or known.revisit or edited:
            await self.article(place.url, Draft(url=url, title="", text=""), known)
