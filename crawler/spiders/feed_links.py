"""The feeds that a page names."""

from __future__ import annotations

from crawler.failures import FetchError
from crawler.parsing.articles import extract_article
from crawler.parsing.links import feed_links
from crawler.spiders.base import Draft, SourceSpider
from model.rendering import render_fields


class FeedLinksSpider(SourceSpider):
    """Kind `feed_links`, which `tocsin source add` asks: one document that says which feeds the page names."""

    async def collect(self) -> None:
        """See `SourceSpider`."""
        page = await self.listing()
        url = self.canonical(page.url)
        feeds = await self.tools.parser.run(feed_links, page.body, page.url, page.content_type)
        article = await self.tools.parser.run(extract_article, page.body, page.url, page.content_type)
        if not feeds and not article.text:
            raise FetchError("shell", f"{page.url} shows neither a feed nor any text without a browser")
        fields = {"feeds": feeds, "text": bool(article.text)}
        await self.emit(Draft(url, article.title or url, render_fields(fields), fields=fields), await self.known(url))
