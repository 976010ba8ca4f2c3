"""Whose page an archived page is: the source that would have brought it, else the archive itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from urllib.parse import urlsplit

from model.document import Source
from model.vocabulary import Store, Trust

ARCHIVE = Source("archive", "archive", "", Trust.PRESS, timedelta(0), name="web archive", store=Store.EXCERPT)
_PAGES = frozenset({"feed", "feed_links", "listing", "page", "sitemap"})  # kinds whose documents are pages
_OWN = frozenset({Trust.VENDOR, Trust.REGULATOR})


class Owners:
    """The sources by host.

    On a host that many write to, an organisation speaks only below its own folder (`/blog/feed.xml`: `/blog/`), so a
    vendor's or authority's source is taken for pages there and nowhere else; any other source for its whole host.
    """

    def __init__(self, sources: Iterable[Source]) -> None:
        self._by_host: dict[str, list[Source]] = {}
        for source in sources:
            if source.kind in _PAGES and (host := _host(source.url)):
                self._by_host.setdefault(host, []).append(source)

    def of(self, url: str) -> Source:
        """The source to which a page belongs, the nearest to it where several could be."""
        path = urlsplit(url).path.rstrip("/") + "/"
        held = self._by_host.get(_host(url), [])
        own = [source for source in held if source.trust in _OWN and path.startswith(_folder(source))]
        others = [source for source in held if source.trust not in _OWN]
        return max(own, key=lambda source: len(_folder(source)), default=others[0] if others else ARCHIVE)


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _folder(source: Source) -> str:
    """The folder of a feed or list; a page that is a source stands for itself and what is below it."""
    path = urlsplit(source.url).path
    return path.rstrip("/") + "/" if source.kind == "page" else path.rpartition("/")[0] + "/"
