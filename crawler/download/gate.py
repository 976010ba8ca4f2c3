"""Politeness to a host over all sources of a crawl: one request after the other, and a pause when it asks for one."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

from crawler.download.addresses import Endpoint, is_loopback
from crawler.failures import FetchError

SEATS = 8  # requests to a host at once; Scrapy's own limit lets through whatever is queued in one go
_PATIENCE = 3  # timeouts in a row; every further one would cost the crawl as long again


@dataclass(slots=True)
class Budget:
    """Seconds that one request may still take over its redirects, retries and pauses; queueing is free."""

    left: float


@dataclass(slots=True)
class _Host:
    delay: float
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    seats: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(SEATS))
    free_at: float = 0.0
    paused: str = ""
    timeouts: int = 0


class HostGate:
    """Lets requests to one host start `delay` seconds apart (none for the operator's own loopback servers)."""

    def __init__(
        self, delay: float, trusted: frozenset[Endpoint] = frozenset(), delays: Mapping[str, float] | None = None
    ) -> None:
        self._delay = delay
        self._trusted = trusted
        self._delays = delays or {}
        self._hosts: dict[str, _Host] = {}

    def delay(self, target: Endpoint) -> float:
        """Seconds between two requests to this host."""
        return self._host(target).delay

    def slow_down(self, target: Endpoint, delay: float) -> None:
        """A robots.txt `Crawl-delay`: never faster than that (a minute at most), loopback excepted."""
        if not self._is_own(target):
            host = self._host(target)
            host.delay = max(host.delay, min(delay, 60.0))

    def pause(self, target: Endpoint, seconds: float, state: str) -> None:
        """Nothing to this host for so long; `state` is the failure of what cannot wait. A longer pause stays."""
        host = self._host(target)
        until = asyncio.get_running_loop().time() + seconds
        if until > host.free_at:
            host.free_at, host.paused = until, state

    def held(self, target: Endpoint) -> float:
        """For how many more seconds a host wants to be left alone, as it said itself; 0 where it said nothing."""
        host = self._host(target)
        asked = host.paused.startswith("http_")
        return max(host.free_at - asyncio.get_running_loop().time(), 0.0) if asked else 0.0

    def seats(self, target: Endpoint) -> asyncio.Semaphore:
        """Held while a request to this host is under way, the wait for its turn included."""
        return self._host(target).seats

    async def turn(self, target: Endpoint, budget: Budget) -> None:
        """Wait until a request to this host may start.

        Raises:
            FetchError: the host asked for a pause that is longer than the request may take, or it hangs.
        """
        host = self._host(target)
        if host.timeouts >= _PATIENCE:
            raise FetchError(
                "timeout", f"{target[0]} did not answer {_PATIENCE} times in a row: left alone until the next poll"
            )
        clock = asyncio.get_running_loop().time
        async with host.lock:
            while (wait := host.free_at - clock()) > 0:
                if host.paused and wait > budget.left:
                    asked = f"{target[0]} asked to be left alone for another {wait:.0f} s"
                    raise FetchError(host.paused, asked, wait=self.held(target))
                await asyncio.sleep(wait)
            host.paused = ""
            host.free_at = clock() + host.delay

    def answered(self, target: Endpoint, *, in_time: bool) -> None:
        """Keep count of the timeouts in a row."""
        host = self._host(target)
        host.timeouts = 0 if in_time else host.timeouts + 1

    def _is_own(self, target: Endpoint) -> bool:
        return target in self._trusted and is_loopback(target[0])

    def _host(self, target: Endpoint) -> _Host:
        own = self._is_own(target)
        key = f"{target[0]}:{target[1]}" if own else target[0]
        if key not in self._hosts:
            self._hosts[key] = _Host(0.0 if own else self._delays.get(target[0], self._delay))
        return self._hosts[key]
