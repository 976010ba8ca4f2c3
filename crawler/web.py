"""Getting pages: an address in, a page or a named failure out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scrapy import Request
from scrapy.http import Response

from crawler.conductor import Conductor
from crawler.download.gate import Budget
from crawler.failures import FetchError, as_fetch_error, http_error, shown
from crawler.text import decode
from model.document import Validators

FEED = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
HTML = "text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.1"
JSON = "application/json, */*;q=0.5"
_NOT_MODIFIED, _MULTIPLE, _BAD = 304, 300, 400


@dataclass(frozen=True, slots=True)
class Page:
    """An answer. `url` is where it came from in the end; a page that is `not_modified` has no body."""

    url: str
    body: bytes
    content_type: str | None
    validators: Validators
    not_modified: bool = False

    @property
    def text(self) -> str:
        """The body as text, whatever encoding was declared."""
        return decode(self.body, self.content_type)


class Web:
    """The web as the sources of one crawl see it."""

    def __init__(self, conductor: Conductor) -> None:
        self._conductor = conductor

    async def get(
        self,
        url: str,
        *,
        accept: str = HTML,
        validators: Validators | None = None,
        headers: Mapping[str, str] | None = None,
        post: bytes | None = None,
    ) -> Page:
        """GET (or POST `post` to) an address, conditionally where validators are given.

        Raises:
            FetchError: anything but an answer of success or 304; the state names it.
        """
        sent = {"Accept": accept, **(headers or {})}
        if validators and validators.etag:
            sent["If-None-Match"] = validators.etag
        if validators and validators.last_modified:
            sent["If-Modified-Since"] = validators.last_modified
        try:
            request = Request(
                url,
                method="GET" if post is None else "POST",
                body=post or b"",
                headers=sent,
                meta={"budget": Budget(self._conductor.fetch.timeout.total_seconds())},
            )
        except ValueError as error:
            raise FetchError("blocked_address", f"{shown(url)} is no address that can be fetched") from error
        try:
            response = await self._conductor.download(request)
        except Exception as error:
            raise as_fetch_error(error, url) from error
        return _page(response, url)


def _page(response: Response, asked: str) -> Page:
    if response.status != _NOT_MODIFIED:
        if _MULTIPLE <= response.status < _BAD:
            raise FetchError("redirect", f"{shown(asked)} redirects to nothing that can be fetched: correct the url")
        if not 200 <= response.status < _MULTIPLE:  # noqa: PLR2004 - HTTP
            raise http_error(response.status, asked)
    return Page(
        url=response.url,
        body=response.body,
        content_type=_header(response, "Content-Type"),
        validators=Validators(etag=_header(response, "ETag"), last_modified=_header(response, "Last-Modified")),
        not_modified=response.status == _NOT_MODIFIED,
    )


def _header(response: Response, name: str) -> str | None:
    value = (response.headers.get(name) or b"").decode("latin-1").strip()
    return value[:500] or None
