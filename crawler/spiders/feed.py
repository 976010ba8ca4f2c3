"""RSS, Atom, RDF or JSON Feed: each entry's page is fetched, the feed's own words are the fallback."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime

from crawler.failures import FetchError
from crawler.parsing.feeds import Entry, Feed, NotAFeedError, alike, each_entry, parse_feed, shared_addresses
from crawler.spiders.articles import PAGES, ArticlesSpider
from crawler.spiders.base import Draft
from crawler.web import FEED
from model.counting import counted


class FeedSpider(ArticlesSpider):
    """Kind `feed`. Options: `articles: false`, the feed says all, its entries' pages are not fetched; `links: false`,
    its entries have no addresses.
    """

    options = ("articles", "links")
    _known = 0
    _alike: frozenset[tuple[str, datetime | None]] = frozenset()

    async def collect(self) -> None:
        """See `SourceSpider`."""
        page = await self.listing(accept=FEED)
        try:
            feed = await self.tools.parser.run(parse_feed, page.body, page.url, page.content_type)
        except NotAFeedError as error:
            raise FetchError("not_a_feed", f"{self.source.url} is {error}: look for the feed's new address") from error
        if feed.problem:
            self.problem(feed.problem, retry=False)
        if feed.truncated:
            self.state = "truncated"
            self.detail = (
                f"the feed breaks off after {counted(len(feed.entries), 'whole entry')}; the rest is tried again"
            )
            self.settled = False
        else:
            self.expect(len(feed.entries), "entries")
        drafts: list[tuple[Entry, Draft, bool]] = []
        shared = shared_addresses(feed)

        async def draft(pair: tuple[Entry, bool]) -> None:
            entry, shares_page = pair
            found = self._from_feed(feed, entry, shares_page)
            drafts.append((entry, found, shares_page))
            if entry.link in shared:  # the page is one document, and each entry's own words are another
                drafts.append((entry, replace(found, url=_without_own(found.url, entry)), True))

        await self.each(list(each_entry(feed)), draft)
        self._alike = alike(feed)
        await self.look_up(url for entry, draft, _ in drafts for url in _addresses(entry, draft))
        await self.each(drafts, lambda one: self._entry(*one), at_once=PAGES)
        self.note_gap(len(feed.entries), self._known)
        if feed.entries and not any(entry.link for entry in feed.entries) and self.source.options.get("links", True):
            self.state = "no_links"
            self.detail = (
                f"none of its entries ({len(feed.entries)}) has an address; kept are its own words "
                "(if that is how it is, set options: {links: false})"
            )

    async def _entry(self, entry: Entry, draft: Draft, shares_page: bool) -> None:
        if not entry.link:
            draft = await self._told_apart(entry, draft)
        if not self.first_sight(draft.url):
            return
        known = await self.known(draft.url)
        self._known += known is not None
        if shares_page or not entry.link or not self.source.options.get("articles", True):
            await self.emit(draft, known)
        elif self.is_due(draft, known) or (known and known.is_edited(entry.updated)):
            await self.article(entry.link, draft, known)

    async def _told_apart(self, entry: Entry, draft: Draft) -> Draft:
        """The draft under its text too where another entry has its title and date, and stays so when it has gone.

        So is an entry that has neither: nothing else tells it from the next one.
        """
        by_text = replace(draft, url=_with_text(draft.url, entry))
        if await self.known(by_text.url):
            return by_text
        if (entry.title, entry.published) not in self._alike and (entry.title or entry.published):
            return draft
        known = await self.known(draft.url)
        return draft if known and known.content_hash == self.document(draft).content_hash else by_text

    def _from_feed(self, feed: Feed, entry: Entry, shares_page: bool) -> Draft:
        if entry.link:
            url = self.canonical(entry.link, keep_fragment=shares_page)
        else:
            url = _without_own(self.canonical(self.source.url), entry)
        return Draft(url=url, title=entry.title, text=entry.content, published=entry.published, language=feed.language)


def _without_own(url: str, entry: Entry) -> str:
    """The address of an entry that has none of its own; title and date are steadier than ids, which some feeds make
    up at every fetch.
    """
    name = hashlib.sha256(f"{entry.title}|{entry.published}".encode("utf-8", "replace")).hexdigest()[:16]
    return f"{url.partition('#')[0]}#{name}"


def _with_text(url: str, entry: Entry) -> str:
    return f"{url}-{hashlib.sha256(entry.content.encode('utf-8', 'replace')).hexdigest()[:16]}"


def _addresses(entry: Entry, draft: Draft) -> tuple[str, ...]:
    return (draft.url,) if entry.link else (draft.url, _with_text(draft.url, entry))
