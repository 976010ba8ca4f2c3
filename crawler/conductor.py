"""The Scrapy spider that carries all sources of one crawl, so that they share hosts, robots.txt and connections."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.http import Response

from config.settings import FetchSettings
from crawler.download.addresses import AddressGuard
from crawler.download.gate import HostGate


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
        self._work = work

    async def start(self) -> AsyncIterator[Any]:
        """All of the crawl: requests are awaited where their answers are needed, none is scheduled."""
        await self._work(self)
        return
        yield  # what makes this the generator that Scrapy expects

    async def download(self, request: Request) -> Response:
        """One request through all downloader middlewares."""
        request.meta["download_slot"] = urlsplit(request.url).netloc  # two ports are two servers
        return await self.crawler.engine.download_async(request)
