"""The Scrapy spider that carries all sources of one crawl, so that they share hosts, robots.txt and connections."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response

from config.settings import FetchSettings
from crawler.download.addresses import AddressGuard
from crawler.download.gate import HostGate
from crawler.download.quiet import QuietSignals
from crawler.download.settings import user_agent


class Conductor(Spider):
    """Runs `work` with Scrapy's downloader; `work` downloads by `download` and is done when the crawl is."""

    name = "tocsin"

    def __init__(
        self,
        *args: Any,
        fetch: FetchSettings,
        guard: AddressGuard,
        gate: HostGate,
        work: Callable[[Conductor], Awaitable[None]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fetch = fetch
        self.guard = guard
        self.gate = gate
        self.headers = {"User-Agent": user_agent(fetch.contact), "Accept": "*/*", "Accept-Language": "en"}
        self._work = work

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """See Scrapy's `Spider`; the engine, which is made afterwards, takes the signals from here."""
        crawler.signals = QuietSignals(crawler)
        return super().from_crawler(crawler, *args, **kwargs)

    async def start(self) -> AsyncIterator[Any]:
        """All of the crawl: requests are awaited where their answers are needed, none is scheduled."""
        await self._work(self)
        return
        yield  # what makes this the generator that Scrapy expects

    async def download(self, request: Request) -> Response:
        """One request through all downloader middlewares."""
        request.meta["download_slot"] = urlsplit(request.url).netloc  # two ports are two servers
        for name, value in self.headers.items():
            request.headers.setdefault(name, value)
        return await self.crawler.engine.download_async(request)
