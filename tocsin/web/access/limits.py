"""How often somebody may try to log in."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv6Network, ip_address

WINDOW = timedelta(minutes=5)
PER_NAME = 10
PER_ADDRESS = 20
_MAX_KEYS = 10_000  # what is remembered is bounded, whoever knocks


class LoginLimit:
    """Logins of the last five minutes that failed, or are being tried, by name and by address.

    In memory, since one process serves.
    """

    def __init__(self) -> None:
        self._failures: dict[str, deque[datetime]] = {}
        self._lock = threading.Lock()

    def begin(self, name: str, address: str, now: datetime) -> int:
        """Seconds until this name may be tried again from this address; 0: now, and it counts until it succeeds."""
        with self._lock:
            waits = [0]
            for key, most in _keys(name, address):
                recent = self._recent(key, now)
                if len(recent) >= most:
                    waits.append(int((recent[0] + WINDOW - now).total_seconds()) + 1)
            if max(waits) == 0:
                self._remember(name, address, now)
            return max(waits)

    def succeeded(self, name: str, address: str) -> None:
        """What was begun last did not fail."""
        with self._lock:
            for key, _ in _keys(name, address):
                if recent := self._failures.get(key):
                    recent.pop()

    def _remember(self, name: str, address: str, now: datetime) -> None:
        for key, _ in _keys(name, address):
            if len(self._failures) >= _MAX_KEYS and key not in self._failures:
                self._failures.pop(next(iter(self._failures)))
            self._failures.setdefault(key, deque()).append(now)

    def _recent(self, key: str, now: datetime) -> deque[datetime]:
        found = self._failures.get(key, deque())
        while found and abs(now - found[0]) >= WINDOW:  # what is further ahead was noted by a clock that was wrong
            found.popleft()
        return found


def _keys(name: str, address: str) -> Iterator[tuple[str, int]]:
    yield f"name {name.casefold()[:80]}", PER_NAME
    yield f"address {_site(address)}", PER_ADDRESS


def _site(address: str) -> str:
    """The address; of IPv6 its network, since whoever has one address there has 2^64."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv4Address) or found.ipv4_mapped:
        return address
    return str(IPv6Network((int(found), 64), strict=False))
