"""RSS, Atom, RDF or JSON Feed: each entry's page is fetched, the feed's own words are the fallback."""

from __future__ import annotations

import hashlib

from crawler.failures import FetchError
from crawler.parsing.articles import extract_article
from crawler.parsing.feeds import Entry, Feed, NotAFeed, each_entry, parse_feed
from crawler.spiders.base import Draft, SourceSpider
from crawler.web import FEED, HTML
from model.document import KnownPage

_READABLE = ("text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml")


class FeedSpider(SourceSpider):
    """Kind `feed`. Option `articles: false`: the feed says all, its pages are not fetched."""

    async def collect(self) -> None:
        """See `SourceSpider`."""
        page = await self.listing(accept=FEED)
        try:
            feed = await self.tools.parser.run(parse_feed, page.body, page.url, page.content_type)
        except NotAFeed as error:
            raise FetchError("not_a_feed", f"{self.source.url} is {error}: look for the feed's new address") from error
        if feed.problem:
            self.problem(feed.problem, retry=False)
        if feed.truncated:
            self.state = "truncated"
            self.detail = f"the feed breaks off after {len(feed.entries)} whole entries: they are kept, the rest is tried again"
            self.settled = False
        else:
            self.expect(len(feed.entries), "entries")
        await self.each(list(each_entry(feed)), lambda pair: self._entry(feed, *pair))

    async def _entry(self, feed: Feed, entry: Entry, shares_page: bool) -> None:
        draft = self._from_feed(feed, entry, shares_page)
        if not self.first_sight(draft.url):
            return
        known = await self.tools.known(draft.url)
        own = self.document(draft).content_hash
        from_page = bool(entry.link) and not shares_page and self.source.options.get("articles", True)
        if not from_page:
            await self.emit(draft, known)
        elif known is None or known.revisit or known.content_hash == own or _updated(entry, known):
            await self._article(entry, draft, known, has_page=known is not None and known.content_hash != own)

    async def _article(self, entry: Entry, draft: Draft, known: KnownPage | None, *, has_page: bool) -> None:
        try:
            page = await self.tools.web.get(entry.link, accept=HTML, validators=known.validators if known else None)
            if page.not_modified:
                return
            if page.content_type and not page.content_type.lower().startswith(_READABLE):
                raise FetchError("not_text", f"{entry.link} is {page.content_type}, not a page")
            article = await self.tools.parser.run(extract_article, page.body, page.url, page.content_type)
        except FetchError as error:
            self.problem(f"{error.detail} (kept: {'the stored text' if has_page else 'the words of the feed'})", retry=not error.settled)
            if not has_page:
                await self.emit(draft, known)
            return
        if len(article.text) < len(draft.text) and len(article.text) < 200:  # noqa: PLR2004 - a shell, no article
            await self.emit(draft, known)
            return
        fetched = Draft(
            url=draft.url,
            title=article.title or draft.title,
            text=article.text,
            published=entry.published or article.published,
            language=article.language or draft.language,
            validators=page.validators,
        )
        await self.emit(fetched, known)

    def _from_feed(self, feed: Feed, entry: Entry, shares_page: bool) -> Draft:
        if entry.link:
            url = self.canonical(entry.link, keep_fragment=shares_page)
        else:  # no link: the title and date are steadier than ids, which some feeds make up at every fetch
            name = hashlib.sha256(f"{entry.title}|{entry.published}".encode("utf-8", "replace")).hexdigest()[:16]
            url = f"{self.canonical(self.source.url)}#{name}"
        return Draft(url=url, title=entry.title, text=entry.content, published=entry.published, language=feed.language)


def _updated(entry: Entry, known: KnownPage) -> bool:
    return bool(entry.updated and known.fetched and entry.updated > known.fetched)
