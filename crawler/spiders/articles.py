"""Sources whose documents are pages: fetching one, falling back, and looking again at those that are stored."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from crawler.failures import FetchError, shown
from crawler.parsing.articles import Article, extract_article, stands_before
from crawler.parsing.pdf import page_texts
from crawler.parsing.walls import is_wall
from crawler.parsing.wrapped import paragraphs
from crawler.spiders.base import Draft, SourceSpider
from crawler.spiders.paged import is_pdf, is_scan, read_pages, scanned
from crawler.web import HTML, Page
from model.document import STAND_IN, KnownPage, Validators

_READABLE = ("text/", "application/xhtml+xml", "application/xml")
_WORD = re.compile(r"\w{4,}")
PAGES = 32  # of one source on their way to the database; those that are read already wait there in company
_BODIES = 16  # of them are asked for or being read, each with up to `fetch.max_bytes`
_GONE = ("http_404", "http_410", "shell", "wall")
_LEAST = 1  # characters of a page whose program is none of the common ones: notices may be short
_SEVERAL = 3  # pages; one or two may have been taken back
WALL = 1_000  # characters; hardly a consent, a check for robots or a "not found" is longer
_TELLING = 3  # words of a title
_SHELL = 200  # characters; a page with less text than its feed's entry, and than this, shows nothing without scripts


class ArticlesSpider(SourceSpider):
    """What feeds, listings and watched pages have in common."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._bodies = asyncio.Semaphore(_BODIES)
        self._gone = 0

    async def read(self, page: Page, *, dated: bool = False) -> Article:
        """The article on a page; its date is not looked for where the source has said it (`dated`).

        Raises:
            FetchError: it is no page of text.
        """
        if is_pdf(page.body):
            return await self._letter(page)
        if page.content_type and not page.content_type.lower().startswith(_READABLE):
            raise FetchError("not_text", f"{shown(page.url)} is {page.content_type[:60]}, not a page")
        reading = partial(extract_article, dated=dated)
        try:
            return await self.tools.parser.run(reading, page.body, page.url, page.content_type)
        except ValueError as error:
            raise FetchError("unreadable", f"{shown(page.url)} cannot be read ({str(error)[:100]})") from error
        except FetchError as error:
            raise FetchError(error.state, f"{shown(page.url)}: {error.detail}") from error

    async def _letter(self, page: Page) -> Article:
        """A notice that is a PDF, headed by its first line.

        Raises:
            FetchError: it has no text that can be read.
        """
        try:
            texts, number = await read_pages(self.tools.parser, page.body, page_texts)
            pictures = await scanned(self.tools.parser, page.body, texts)
        except ValueError as error:
            raise FetchError("unreadable", f"{shown(page.url)} is {error}") from error
        if is_scan(texts):
            raise FetchError("not_text", f"{shown(page.url)} is a PDF without text, only pictures: it cannot be read")
        if pictures:
            self.problem(f"{shown(page.url)} {pictures}", retry=False)
        if number > len(texts):
            told = f"has {number:,} pages, of which the first {len(texts):,} are read"
            self.problem(f"{shown(page.url)} {told}", retry=False)
        text = paragraphs(texts)
        return Article(title=text.partition("\n")[0], text=text, published=None, language=None)

    def is_due(self, fallback: Draft, known: KnownPage | None) -> bool:
        """Whether to fetch a page: it is new, to be revisited, or could not be had before."""
        return known is None or known.revisit or not self.is_page(fallback, known)

    def is_page(self, fallback: Draft, known: KnownPage | None) -> bool:
        """Whether what is stored is the page itself, and not what the source says of it."""
        return bool(
            known and known.validators != STAND_IN and known.content_hash != self.document(fallback).content_hash
        )

    async def article(self, link: str, fallback: Draft, known: KnownPage | None) -> None:
        """Emit the page at `link`; where it cannot be had, what the source itself says of it.

        A stored page is asked for conditionally, and never replaced by the poorer fallback; that is, once corrected.
        """
        stored = self.is_page(fallback, known)
        page: Draft | None = None
        try:
            page = await self._page(link, fallback, known.validators if known and stored else None)
            if page is None:
                return
        except FetchError as error:
            kept = "the stored text" if stored else "the words of the source itself"
            self.problem(f"{error.detail} (kept: {kept})", retry=not error.settled)
            self._gone += error.state in _GONE
        if page and page.text and len(page.text) >= min(_SHELL, len(fallback.text)):
            await self.emit(page, known)
        elif not stored and (fallback.title or fallback.text):
            await self.emit(replace(fallback, validators=STAND_IN), known)

    async def _page(self, link: str, fallback: Draft, validators: Validators | None) -> Draft | None:
        """What the page at `link` says, with what it leaves out from the source; None where it is not modified.

        Raises:
            FetchError: it cannot be had, or is another.
        """
        async with self._bodies:
            page = await self.tools.web.get(link, accept=HTML, validators=validators)
            if page.not_modified:
                return None
            article = await self.read(page, dated=fallback.published is not None)
            if len(article.text) < _SHELL and await self._is_shell(page):
                raise FetchError("shell", f"{shown(link)} shows no text without scripts")
        if _is_another(fallback, article, link, page.url):
            where = f"leads to another page, {shown(page.url)}" if page.url != link else "shows another page"
            raise FetchError("other_page", f"{shown(link)} {where}")
        expect_words(article, page)
        return replace(
            fallback,
            title=fallback.title if is_pdf(page.body) and fallback.title else article.title or fallback.title,
            text=article.text,
            published=fallback.published or article.published,
            language=article.language or fallback.language,
            validators=page.validators,
        )

    async def _is_shell(self, page: Page) -> bool:
        return await self.tools.parser.run(stands_before, page.body, page.content_type, _LEAST) == "shell"

    def expect_pages(self, listed: int) -> None:
        """Never a list of nothing but dead links, fine.

        Raises:
            FetchError: of several pages that it lists none is there.
        """
        if _SEVERAL <= listed <= self._gone:
            raise FetchError(
                "changed",
                f"none of the {listed} pages that {self.source.url} lists can be read: look for their new place",
            )

    async def revisit(self, urls: Iterable[str]) -> None:
        """Fetch stored pages again, conditionally, that this poll did not come by."""
        await self.each([url for url in urls if self.first_sight(url)], self._again, at_once=PAGES)

    async def _again(self, url: str) -> None:
        known = await self.known(url)
        if known is None:
            return
        async with self._bodies:
            page = await self.tools.web.get(url, accept=HTML, validators=known.validators)
            if page.not_modified:
                return
            if is_pdf(page.body):
                return  # its title is what its source said, which is not known here
            article = await self.read(page)
            expect_words(article, page)
        if article.text:
            await self.emit(page_draft(url, article, page.validators), known)


def _is_another(fallback: Draft, article: Article, link: str, url: str) -> bool:
    """Whether what came is a login, a consent, the front page or "not found" with 200, and not its entry's page.

    Where the entry says something itself, and there is less than half of its title's words. At the link's own address
    only what is short, where the title has words enough to tell.
    """
    if not fallback.text:
        return False
    words, there = (set(_WORD.findall(text.casefold())) for text in (fallback.title, f"{article.title} {article.text}"))
    if urlsplit(link).path == urlsplit(url).path:
        is_short = len(article.text) < max(WALL, len(fallback.text))
        return is_short and len(words) >= _TELLING and len(words & there) * 2 < len(words)
    return len(words & there) * 2 < len(words)


def expect_words(article: Article, page: Page) -> None:
    """Nothing where the page has words of its own.

    Raises:
        FetchError: `wall`, a check for robots, a request, "not found" or the like stands in place of the page's words.
    """
    if not is_pdf(page.body) and is_wall(article.title, article.text):
        words = (article.title or article.text)[:60]
        raise FetchError("wall", f"{shown(page.url)} shows no words of its own, only “{words}”: look at it by hand")


def page_draft(url: str, article: Article, validators: Validators) -> Draft:
    """A draft that says what the page says."""
    return Draft(url, article.title, article.text, article.published, article.language, validators)
