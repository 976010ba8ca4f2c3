"""Scrapy's HTTP/1.1 handler behind the guard, the gate and the deadline."""

from __future__ import annotations

import asyncio
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy.core.downloader.handlers import http11
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError, DownloadTimeoutError
from scrapy.http import Request, Response
from twisted.internet import endpoints
from twisted.internet.interfaces import IAddress
from twisted.python.failure import Failure
from twisted.web import _newclient

from crawler.download.addresses import Endpoint, endpoint
from crawler.download.gate import Budget
from crawler.failures import FetchError, shown

if TYPE_CHECKING:
    from crawler.conductor import Conductor


_MAX_HEAD = 256 * 1024  # bytes before the body; servers send a few kilobytes


class _Protocol(http11._LenientHTTP11ClientProtocol):  # noqa: SLF001 - Scrapy has no setting for the size of headers
    """Gives up on endless headers, which no size limit of Scrapy counts."""

    _head = 0
    _head_of: object = None

    def dataReceived(self, bytes: bytes) -> None:  # noqa: A002, N802 - Twisted's interface
        parser = self._parser
        if parser is not None and parser.state in (_newclient.STATUS, _newclient.HEADER):
            self._head = (self._head if self._head_of is parser else 0) + len(bytes)
            self._head_of = parser
            if self._head > _MAX_HEAD:
                endless = FetchError("too_large", "the server sends headers without end: look at it by hand")
                self._giveUp(Failure(endless))  # type: ignore[no-untyped-call]
                return
        super().dataReceived(bytes)  # type: ignore[no-untyped-call]


class _Factory(http11._LenientHTTP11ClientFactory):  # noqa: SLF001 - see above
    def buildProtocol(self, addr: IAddress | None) -> _Protocol:  # noqa: ARG002, N802 - Twisted's interface
        return _Protocol(self._quiescentCallback)  # type: ignore[no-untyped-call]


class GuardedHandler(http11.HTTP11DownloadHandler):
    """One transfer: waits for the host's turn, then may take what is left of the request's budget."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool._factory = _Factory  # noqa: SLF001 - as Scrapy itself sets it
        _remember_names()

    async def download_request(self, request: Request) -> Response:
        """See Scrapy's `HTTP11DownloadHandler`.

        Raises:
            FetchError: the address or the redirect is refused, or the host asked for a long pause.
        """
        conductor: Conductor = self._crawler.spider  # type: ignore[assignment]
        target = _checked(request)
        async with conductor.gate.seats(target):
            await conductor.gate.turn(target, request.meta["budget"])
            return await self._transferred(request, target, conductor)

    async def _transferred(self, request: Request, target: Endpoint, conductor: Conductor) -> Response:
        budget: Budget = request.meta["budget"]
        loop = asyncio.get_running_loop()
        began = loop.time()
        request.meta["download_timeout"] = max(budget.left, 0.001)
        try:
            response = await super().download_request(request)
        except DownloadTimeoutError:
            conductor.gate.answered(target, in_time=False)
            raise
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
        conductor.gate.answered(target, in_time=True)
        return response


@cache
def _remember_names() -> None:
    """Twisted turns a host's name into bytes and back for every request, which takes longer than the check of it."""
    for name in ("_idnaBytes", "_idnaText"):  # as Scrapy itself replaces them
        setattr(endpoints, name, lru_cache(1024)(getattr(endpoints, name)))


def _checked(request: Request) -> Endpoint:
    """The endpoint of a request that may be made at all."""
    try:
        target = endpoint(request.url)
    except ValueError as error:
        raise FetchError("blocked_address", f"{shown(request.url)} is no address that can be fetched") from error
    if "@" in urlsplit(request.url).netloc:
        raise FetchError("blocked_address", f"{shown(request.url)} holds a user name: such addresses are not fetched")
    came_from = request.meta.get("redirect_urls") or []
    if came_from and urlsplit(came_from[-1]).scheme == "https" and urlsplit(request.url).scheme == "http":
        raise FetchError(
            "redirect", f"{shown(came_from[-1])} redirects from https to unencrypted http: correct the url"
        )
    return target
