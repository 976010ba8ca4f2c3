"""A sitemap and the pages in it, for sites without a feed."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from crawler.failures import FetchError, shown
from crawler.parsing.sitemaps import Place, TooLargeError, parse_sitemap
from crawler.spiders.articles import PAGES, ArticlesSpider
from crawler.spiders.base import Draft
from crawler.web import Page
from model.counting import counted
from model.document import Validators

_MAX_PAGES = 100
_MAX_MAPS = 10
_OLDEST = datetime.min.replace(tzinfo=UTC)


class SitemapSpider(ArticlesSpider):
    """Kind `sitemap`.

    Options: `match`, a regular expression that the pages' addresses contain (`/news/`); `max_pages` (100), the
    newest by `lastmod`. A page whose `lastmod` is later than its last fetch is fetched again. Of an index ten maps are
    read, the newest.
    """

    options = ("match", "max_pages")
    _known = 0

    async def collect(self) -> None:
        """See `SourceSpider`."""
        page = await self.listing(accept="application/xml, text/xml, */*;q=0.5")
        places = await self._places(page)
        match = re.compile(str(self.source.options.get("match", "")))
        if maps := [place for place in places if place.is_map]:
            self.validators = Validators()  # an index stays the same while the maps behind it change
            places += await self._behind(maps)
        chosen = [place for place in places if not place.is_map and match.search(place.url)]
        self.expect(len(chosen), "pages")
        chosen.sort(key=lambda place: place.modified or _OLDEST, reverse=True)
        most = int(self.source.options.get("max_pages", _MAX_PAGES))
        await self.each(chosen[:most], self._place, at_once=PAGES)
        self.expect_pages(len(chosen[:most]))
        self.note_gap(len(chosen[:most]), self._known, most)

    async def _behind(self, maps: list[Place]) -> list[Place]:
        """What the maps of an index list, the newest first; one that cannot be had does not cost the others.

        Raises:
            FetchError: none could be had.
        """
        found: list[Place] = []
        failed: list[FetchError] = []
        newest = sorted(maps, key=lambda place: place.modified or _OLDEST, reverse=True)[:_MAX_MAPS]
        for place in newest:
            try:
                found += await self._places(await self.tools.web.get(place.url))
            except FetchError as error:
                failed.append(error)
                self.problem(f"a part of the sitemap: {error.detail}", retry=not error.settled)
        if failed and len(failed) == len(newest):
            raise failed[0]
        return found

    async def _places(self, page: Page) -> list[Place]:
        most = self.tools.web.max_bytes
        try:
            found = await self.tools.parser.run(parse_sitemap, page.body, page.content_type, most)
        except TooLargeError as error:
            raise FetchError(
                "too_large", f"{shown(page.url)} unpacks to more than fetch.max_bytes: raise it if you trust the source"
            ) from error
        except ValueError as error:
            raise FetchError("changed", f"{page.url} is {error}: look for the sitemap's new address") from error
        if found.truncated:
            self.state, self.settled = "truncated", False
            whole = counted(len(found.places), "whole address")
            self.detail = f"{shown(page.url)} breaks off after {whole}; the rest is tried again"
        if found.odd:
            odd = counted(found.odd, "address")
            self.problem(f"{shown(page.url)}: {odd} without http:// or https:// before it, left out", retry=False)
        return list(found.places)

    async def _place(self, place: Place) -> None:
        url = self.canonical(place.url)
        if not self.first_sight(url):
            return
        known = await self.known(url)
        self._known += known is not None
        if known is None or known.revisit or known.is_edited(place.modified):
            await self.article(place.url, Draft(url=url, title="", text=""), known)
