"""Scrapy's HTTP/1.1 handler behind the guard, the gate and the deadline."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.exceptions import CannotResolveHostError
from scrapy.http import Request, Response

from crawler.download.addresses import endpoint
from crawler.download.gate import Budget
from crawler.failures import FetchError, shown

if TYPE_CHECKING:
    from crawler.conductor import Conductor


class GuardedHandler(HTTP11DownloadHandler):
    """One transfer: waits for the host's turn, then may take what is left of the request's budget."""

    async def download_request(self, request: Request) -> Response:
        """See `HTTP11DownloadHandler`.

        Raises:
            FetchError: the address or the redirect is refused, or the host asked for a long pause.
        """
        conductor: Conductor = self._crawler.spider  # type: ignore[assignment]
        target = _checked(request)
        budget: Budget = request.meta["budget"]
        await conductor.gate.turn(target, budget)
        loop = asyncio.get_running_loop()
        began = loop.time()
        request.meta["download_timeout"] = max(budget.left, 0.001)
        try:
            return await super().download_request(request)
        except CannotResolveHostError as error:
            if target in conductor.guard.refused:
                raise FetchError(
                    "blocked_address",
                    f"{shown(request.url)} leads to an internal address; "
                    "only hosts and ports of sources in tocsin.yaml may be internal",
                ) from error
            raise
        finally:
            budget.left -= loop.time() - began


def _checked(request: Request) -> Any:
    """The endpoint of a request that may be made at all."""
    try:
        target = endpoint(request.url)
    except ValueError as error:
        raise FetchError("blocked_address", f"{shown(request.url)} is no address that can be fetched") from error
    came_from = request.meta.get("redirect_urls") or []
    if came_from and urlsplit(came_from[-1]).scheme == "https" and urlsplit(request.url).scheme == "http":
        raise FetchError("redirect", f"{shown(came_from[-1])} redirects from https to unencrypted http: correct the url")
    return target
