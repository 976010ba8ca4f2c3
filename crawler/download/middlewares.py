"""Downloader middlewares: robots.txt as RFC 9309 has it, and retries that honour Retry-After."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    DownloadConnectionRefusedError,
    DownloadFailedError,
    NotConfigured,
    ResponseDataLossError,
)
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from crawler.download.addresses import endpoint
from crawler.download.gate import Budget
from crawler.failures import FetchError, as_fetch_error, shown
from crawler.text import decode

if TYPE_CHECKING:
    from crawler.conductor import Conductor

_TEMPORARY = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})
_BROKEN = (DownloadConnectionRefusedError, DownloadFailedError, ResponseDataLossError)
_AGENT = "Tocsin"


class _FromConductor:
    def __init__(self, conductor: Conductor) -> None:
        self._conductor = conductor

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler.spider)  # type: ignore[arg-type] # the spider of our crawls is the conductor


class RobotsMiddleware(_FromConductor):
    """Asks each origin's robots.txt once a crawl. 4xx means no rules; unreachable (5xx, 429, no answer) refuses all."""

    def __init__(self, conductor: Conductor) -> None:
        super().__init__(conductor)
        if not conductor.fetch.obey_robots:
            raise NotConfigured
        self._rules: dict[str, asyncio.Task[Protego | FetchError]] = {}

    async def process_request(self, request: Request) -> None:
        """Let the request pass, or raise FetchError `robots` (or what made robots.txt unreachable)."""
        if request.meta.get("dont_obey_robotstxt"):
            return
        parts = urlsplit(request.url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._rules:
            self._rules[origin] = asyncio.ensure_future(self._read(origin))
        rules = await asyncio.shield(self._rules[origin])
        if isinstance(rules, FetchError):
            request.meta["robots"] = "could not be read, so nothing is fetched"
            raise FetchError(rules.state, rules.detail, wait=rules.wait)
        allowed = rules.can_fetch(request.url, _AGENT)
        request.meta["robots"] = "allows it" if allowed else "forbids it"
        if not allowed:
            raise FetchError("robots", f"{shown(request.url)} is closed to programs by robots.txt: respect it")

    async def _read(self, origin: str) -> Protego | FetchError:
        url = f"{origin}/robots.txt"
        meta = {
            "dont_obey_robotstxt": True,
            "dont_merge_cookies": True,
            "budget": Budget(self._conductor.fetch.timeout.total_seconds()),
        }
        request = Request(url, meta=meta, callback=NO_CALLBACK)
        try:
            response = await self._conductor.download(request)
        except Exception as error:  # noqa: BLE001 - whatever made it unreachable is the answer for the whole origin
            cause = as_fetch_error(error, url)
            if cause.state in ("redirect", "too_large"):  # RFC 9309 2.3.1.2: five hops at least, then "unavailable"
                return Protego.parse("")
            return FetchError(cause.state, cause.detail, wait=cause.wait)
        if response.status >= 500 or response.status == 429:  # noqa: PLR2004 - HTTP
            return FetchError(
                "robots",
                f"{shown(url)} answered {response.status}, so nothing is fetched (RFC 9309)",
                wait=retry_after(response) or 0.0,
            )
        rules = Protego.parse(decode(response.body[:512_000]) if response.status == 200 else "")  # noqa: PLR2004 - HTTP
        if delay := rules.crawl_delay(_AGENT):
            self._conductor.gate.slow_down(endpoint(origin), float(delay))
        return rules


class RetryMiddleware(_FromConductor):
    """Tries again what is temporary, within the request's budget, after what Retry-After says or a growing pause."""

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """The response, or the request again."""
        if response.status not in _TEMPORARY:
            return response
        asked = retry_after(response)
        if asked:
            self._conductor.gate.pause(endpoint(request.url), asked, f"http_{response.status}")
        return self._again(request, asked) or response

    def process_exception(self, request: Request, exception: Exception) -> Request | None:
        """The request again, or None: the error stands."""
        if not isinstance(exception, _BROKEN) or as_fetch_error(exception, request.url).state == "tls":
            return None
        return self._again(request, None)

    def _again(self, request: Request, asked: float | None) -> Request | None:
        tries = request.meta.get("tries", 0)
        target = endpoint(request.url)
        wait = asked or max(self._conductor.gate.delay(target), 0.05) * 2**tries
        budget: Budget = request.meta["budget"]
        if tries >= self._conductor.fetch.retries or wait >= budget.left:
            return None
        budget.left -= wait
        if not asked:
            self._conductor.gate.pause(target, wait, "connection")
        again = request.replace(dont_filter=True)
        again.meta["tries"] = tries + 1
        return again


def retry_after(response: Response) -> float | None:
    """Seconds (at most a day) that a server that refuses for now asks for, as a number or as an HTTP date."""
    if response.status not in _TEMPORARY:
        return None
    value = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if not value:
        return None
    try:
        seconds = (
            float(value) if value.isdigit() else (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds()
        )
    except (ValueError, TypeError, OverflowError):
        return None
    return min(seconds, 86400.0) if seconds > 0 else None
