"""Which feeds a page names in its head (`<link rel="alternate">`, https://html.spec.whatwg.org/#rel-alternate)."""

from __future__ import annotations

from datetime import datetime, timedelta

from config.settings import FetchSettings
from crawler.crawl import Poll, crawl
from model.document import Document, Source
from model.vocabulary import Trust


def find_feeds(url: str, fetch: FetchSettings, now: datetime) -> tuple[list[str], bool]:
    """The feeds that the page at this address names, and whether it is a page with text; ([], False) for none."""
    found: list[Document] = []
    hour = timedelta(hours=1)
    source = Source("page", "feed_links", url, Trust.PRESS, hour, trusted_address=True, min_items=0)
    outcome = crawl([Poll(source)], fetch=fetch, now=now, sink=found.extend)[0]
    fields = found[0].fields if outcome.looked and found else None
    return (list(fields["feeds"]), bool(fields["text"])) if fields else ([], False)
