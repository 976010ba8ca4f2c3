"""One page that is one document, kept in versions."""

from __future__ import annotations

from crawler.failures import FetchError
from crawler.parsing.articles import Article, stands_before
from crawler.spiders.articles import WALL, ArticlesSpider, expect_words, page_draft
from crawler.spiders.paged import is_pdf
from crawler.web import Page

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
        if self.source.min_items and not is_pdf(page.body) and len(article.text) < WALL:
            await self._look_behind(page, article)
        if self.state == "ok":
            expect_words(article, page)
        await self.emit(page_draft(url, article, page.validators), await self.known(url))

    async def _look_behind(self, page: Page, article: Article) -> None:
        """Never a login or a request to turn scripts on, fine; what stands beside a login is kept all the same.

        Raises:
            FetchError: the page says nothing without scripts.
        """
        least = int(self.source.options.get("min_characters", _MIN_CHARACTERS))
        before = await self.tools.parser.run(stands_before, page.body, page.content_type, least)
        if before == "shell" or len(article.text) < least:
            raise FetchError("shell", f"{self.source.url} shows no text without scripts: use another address")
        if before:
            self.state = before
            self.detail = f"{self.source.url} asks for a login, and shows little else: use another address"
