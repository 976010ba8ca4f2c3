"""One page that is one document, kept in versions."""

from __future__ import annotations

from crawler.failures import FetchError
from crawler.spiders.articles import ArticlesSpider, page_draft

_MIN_CHARACTERS = 40  # a shell that needs scripts has a title and little else


class PageSpider(ArticlesSpider):
    """Kind `page`. Option `min_characters`: less text than that is a shell, not the page."""

    options = ("min_characters",)

    async def collect(self) -> None:
        """See `SourceSpider`."""
        url = self.canonical(self.source.url)
        self.first_sight(url)
        page = await self.listing()
        article = await self.read(page)
        if self.source.min_items and len(article.text) < int(
            self.source.options.get("min_characters", _MIN_CHARACTERS)
        ):
            raise FetchError("shell", f"{self.source.url} shows no text without scripts: use another address")
        await self.emit(page_draft(url, article, page.validators), await self.known(url))
