"""The feeds that a page names."""

from __future__ import annotations

from crawler.parsing.articles import extract_article
from crawler.parsing.links import feed_links
from crawler.spiders.base import Draft, SourceSpider


class FeedLinksSpider(SourceSpider):
    """Kind `feed_links`, for `tocsin source add` only: one document that says which feeds the page names."""

    async def collect(self) -> None:
        """See `SourceSpider`."""
        page = await self.listing()
        feeds = await self.tools.parser.run(feed_links, page.body, page.url, page.content_type)
        article = await self.tools.parser.run(extract_article, page.body, page.url, page.content_type)
        await self.emit(
            Draft(page.url, article.title, article.text, fields={"feeds": feeds, "text": bool(article.text)})
        )
