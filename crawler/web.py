"""Getting pages: an address in, a page or a named failure out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response

from config.hosts import with_dns_name
from crawler.conductor import Conductor
from crawler.download.gate import Budget
from crawler.download.middlewares import retry_after
from crawler.failures import FetchError, as_fetch_error, http_error, shown
from crawler.files import FILE, local_file, read_file
from crawler.text import decode
from model.document import Validators

FEED = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
HTML = "text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.1"
JSON = "application/json, */*;q=0.5"
_ACCEPTED, _PART, _NOT_MODIFIED, _MULTIPLE, _BAD = 202, 206, 304, 300, 400


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


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request as it went: `answer` is the status or what went wrong, `robots` what robots.txt said."""

    method: str
    url: str
    answer: str
    robots: str
    content_type: str = ""
    size: int = 0
    final_url: str = ""


class Web:
    """The web as one source of a crawl sees it; `trace` hears of every exchange."""

    def __init__(self, conductor: Conductor, trace: Callable[[Exchange], None] | None = None) -> None:
        self._conductor = conductor
        self._trace = trace or (lambda _: None)

    @property
    def max_bytes(self) -> int:
        """No answer is larger, unpacked either."""
        return self._conductor.fetch.max_bytes

    async def get(
        self,
        url: str,
        *,
        accept: str = HTML,
        validators: Validators | None = None,
        headers: Mapping[str, str] | None = None,
        post: bytes | None = None,
        session: str = "",
    ) -> Page:
        """GET (or POST `post` to) an address, conditionally where validators are given.

        Cookies are kept and sent only among the requests of one named `session`.

        Raises:
            FetchError: anything but an answer of success or 304; the state names it.
        """
        if urlsplit(url).scheme.lower() == FILE:
            return self._local(url, validators)
        request = self._request(url, {"Accept": accept, **(headers or {})}, validators, post, session)
        try:
            response = await self._conductor.download(request)
        except Exception as error:
            failure = as_fetch_error(error, url)
            self._trace(Exchange(request.method, request.url, failure.state, _robots(request)))
            raise failure from error
        self._trace(
            Exchange(
                method=request.method,
                url=request.url,
                answer=str(response.status),
                robots=_robots(request),
                content_type=_header(response, "Content-Type") or "",
                size=len(response.body),
                final_url=response.url,
            )
        )
        if response.status == _NOT_MODIFIED and not _is_conditional(request):
            raise http_error(response.status, url)
        if response.status == _PART and "Range" not in request.headers:
            raise FetchError("incomplete", f"{shown(url)} answered with a part alone (206), which was not asked for")
        return _page(response, url)

    def _request(
        self, url: str, headers: dict[str, str], validators: Validators | None, post: bytes | None, session: str
    ) -> Request:
        if validators and validators.etag:
            headers["If-None-Match"] = validators.etag
        if validators and validators.last_modified:
            headers["If-Modified-Since"] = validators.last_modified
        try:
            return Request(
                with_dns_name(url),
                method="GET" if post is None else "POST",
                body=post or b"",
                headers=headers,
                meta={
                    "budget": Budget(self._conductor.fetch.timeout.total_seconds()),
                    **({"cookiejar": session} if session else {"dont_merge_cookies": True}),
                },
            )
        except ValueError as error:
            raise FetchError("blocked_address", f"{shown(url)} is no address that can be fetched") from error

    def _local(self, url: str, validators: Validators | None) -> Page:
        """A source that is a file; nothing but a source's own address may be one."""
        try:
            file = local_file(url, self._conductor.guard.files, self._conductor.fetch.folders)
            body, kind, found = read_file(file, self._conductor.fetch.max_bytes)
        except FetchError as failure:
            self._trace(Exchange("GET", url, failure.state, "not asked"))
            raise
        same = validators is not None and validators.etag == found.etag
        self._trace(Exchange("GET", url, "304" if same else "200", "not asked", kind, len(body), url))
        return Page(url, b"" if same else body, kind, found, not_modified=same)


def _is_conditional(request: Request) -> bool:
    return "If-None-Match" in request.headers or "If-Modified-Since" in request.headers


def _robots(request: Request) -> str:
    return str(request.meta.get("robots", "not asked"))


def _page(response: Response, asked: str) -> Page:
    if response.status != _NOT_MODIFIED:
        if _MULTIPLE <= response.status < _BAD:
            raise FetchError("redirect", f"{shown(asked)} redirects to nothing that can be fetched: correct the url")
        if not 200 <= response.status < _MULTIPLE or response.status == _ACCEPTED:  # noqa: PLR2004 - HTTP
            raise http_error(response.status, asked, retry_after(response) or 0.0)
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
