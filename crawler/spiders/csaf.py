"""A CSAF provider (OASIS CSAF 2.0, section 7): its feeds (ROLIE) or its list of changes, then each advisory."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

from crawler.failures import FetchError, shown
from crawler.parsing.csaf import Advisory, parse_csaf
from crawler.parsing.dates import parse_instant
from crawler.parsing.records import NotJsonError, at, listed_at, parse_json
from crawler.spiders.base import Draft, SourceSpider
from crawler.web import JSON
from model.delimited import delimited
from model.rendering import render_fields

_MAX_ADVISORIES = 100
_MAX_FEEDS = 5
_PUBLIC = ("WHITE", "CLEAR", "UNLABELED", "")  # TLP; other feeds are for those with a login
_OLDEST = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Listed:
    base: str
    url: str
    changed: datetime | None


class CsafSpider(SourceSpider):
    """Kind `csaf`: the url is a provider-metadata.json. Option `max_advisories` (100), the newest."""

    options = ("max_advisories",)
    _known = 0

    async def collect(self) -> None:
        """See `SourceSpider`."""
        page = await self.listing(accept=JSON)
        metadata = await self._json(page.body, page.content_type, self.source.url)
        if not isinstance(at(metadata, "distributions"), list):
            raise FetchError("changed", f"{self.source.url} is no provider-metadata of CSAF: its format has changed")
        self.validators = type(self.validators)()  # it stays the same while the lists behind it change
        listed = await self._places(metadata["distributions"])
        self.expect(len(listed), "advisories")
        listed.sort(key=lambda place: place.changed or _OLDEST, reverse=True)
        most = int(self.source.options.get("max_advisories", _MAX_ADVISORIES))
        await self.each(listed[:most], self._advisory)
        self.note_gap(len(listed[:most]), self._known, most)

    async def _places(self, distributions: list[Any]) -> list[_Listed]:
        """What the provider's lists name; one that cannot be had does not cost the others.

        Raises:
            FetchError: none could be had.
        """
        named = [feed for one in distributions for feed in listed_at(one, "rolie.feeds") if at(feed, "url")]
        feeds = [at(feed, "url") for feed in named if str(at(feed, "tlp_label") or "").upper() in _PUBLIC]
        folders = [url for one in distributions if (url := at(one, "directory_url"))]
        read, lists = (self._rolie, feeds) if feeds else (self._changes, folders)
        found: list[_Listed] = []
        failed: list[FetchError] = []
        for url in lists[:_MAX_FEEDS]:
            try:
                found += await read(_joined(self.source.url, str(url)))
            except FetchError as error:
                failed.append(error)
                self.problem(error.detail, retry=not error.settled)
        if failed and len(failed) == len(lists[:_MAX_FEEDS]):
            raise failed[0]
        return found

    async def _rolie(self, url: str) -> list[_Listed]:
        page = await self.tools.web.get(url, accept=JSON)
        entries = at(await self._json(page.body, page.content_type, url), "feed.entry")
        if not isinstance(entries, list):
            raise FetchError("changed", f"{url} is no ROLIE feed: its format has changed")
        named = ((at(entry, "content.src"), at(entry, "updated")) for entry in entries)
        return [_Listed(url, str(source), parse_instant(changed)) for source, changed in named if source]

    async def _changes(self, folder: str) -> list[_Listed]:
        folder = folder.rstrip("/") + "/"
        page = await self.tools.web.get(folder + "changes.csv", accept="text/csv, */*;q=0.5")
        found = []
        for line, row in delimited(page.text, ","):
            if isinstance(row, str):
                self.problem(f"{shown(page.url)}: line {line} {row}: it is left out", retry=False)
            elif len(row) > 1 and row[0].endswith(".json"):
                found.append(_Listed(folder, row[0], parse_instant(row[1])))
        return found

    async def _advisory(self, place: _Listed) -> None:
        target = _joined(place.base, place.url)
        url = self.canonical(target)
        if not self.first_sight(url):
            return
        known = await self.known(url)
        self._known += known is not None
        if known and not known.revisit and not known.is_edited(place.changed):
            return
        page = await self.tools.web.get(target, accept=JSON)
        try:
            advisory = await self.tools.parser.run(parse_csaf, page.body, page.content_type)
        except ValueError as error:
            raise FetchError("unreadable", f"{shown(url)} is {error}: it is left out") from error
        await self.emit(_draft(url, advisory), known)

    async def _json(self, body: bytes, content_type: str | None, url: str) -> Any:
        try:
            return await self.tools.parser.run(parse_json, body, content_type)
        except NotJsonError as error:
            raise FetchError("not_json", f"{url} is {error}: look at it by hand") from error


def _joined(base: str, url: str) -> str:
    try:
        return urljoin(base, url)
    except ValueError as error:
        raise FetchError("blocked_address", f"{shown(base)} lists {shown(url)!r}, which is no address") from error


def _draft(url: str, advisory: Advisory) -> Draft:
    text = "\n\n".join(filter(None, (render_fields(advisory.fields), advisory.prose)))
    return Draft(
        url,
        advisory.title,
        text,
        advisory.published,
        advisory.language,
        fields=advisory.fields,
    )
