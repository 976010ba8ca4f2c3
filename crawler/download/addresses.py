"""No request reaches an internal address, whoever named it: the check is on the addresses that are connected to."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Sequence
from functools import lru_cache, partial
from typing import Any
from urllib.parse import urlsplit

from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.interfaces import IAddress, IHostnameResolver, IResolutionReceiver
from zope.interface import implementer  # type: ignore[import-untyped]

Endpoint = tuple[str, int]
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_UNREACHABLE = (  # what `is_global` lets through although no public server lives there (RFC 7723, 8215, 6890)
    ipaddress.IPv4Network("192.0.0.0/24"),
    ipaddress.IPv4Network("192.88.99.0/24"),
    ipaddress.IPv6Network("64:ff9b:1::/48"),
    ipaddress.IPv6Network("fec0::/10"),
)


def endpoint(url: str) -> Endpoint:
    """Host (lower case, without a trailing dot) and port of an http(s) address.

    Raises:
        ValueError: it has no host, or the port is no number.
    """
    parts = urlsplit(url)
    if not parts.hostname:
        raise ValueError("no host")
    return parts.hostname.rstrip(".").lower(), parts.port or (443 if parts.scheme.lower() == "https" else 80)


def is_public(address: str) -> bool:
    """Whether an IP address is a public host's, also inside IPv4-mapped, 6to4, Teredo and NAT64 forms."""
    ip: ipaddress.IPv4Address | ipaddress.IPv6Address = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
        if ip in _NAT64 or (ip.packed[:12] == bytes(12) and int(ip) > 1):
            inner.append(ipaddress.IPv4Address(ip.packed[12:]))
        embedded = [address for address in inner if address is not None]
        if embedded:
            return all(is_public(str(address)) for address in embedded)
    if any(ip.version == network.version and ip in network for network in _UNREACHABLE):
        return False
    return ip.is_global and not ip.is_multicast


@lru_cache(1024)
def is_loopback(host: str) -> bool:
    """Whether a written host is this machine itself."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


class AddressGuard:
    """Which endpoints one crawl may connect to: public ones, and those that the operator wrote.

    `files` are the `file:` addresses of sources that the operator wrote.
    `refused` collects the endpoints whose addresses were turned down.
    """

    def __init__(self, trusted: Iterable[Endpoint] = (), files: Iterable[str] = ()) -> None:
        self.trusted = frozenset(trusted)
        self.files = frozenset(files)
        self.refused: set[Endpoint] = set()

    def permits(self, host: str, port: int, address: str) -> bool:
        """Whether `host`:`port` may be connected to at `address`; a refusal is kept."""
        target = (host.rstrip(".").lower(), port)
        if target in self.trusted or is_public(address):
            return True
        self.refused.add(target)
        return False


@implementer(IHostnameResolver)
class GuardedResolver:
    """The reactor's resolver, handing on permitted addresses only; literal addresses pass through it as well.

    Twisted connects to exactly the addresses handed on, so a name that resolves differently a moment later
    (DNS rebinding) gains nothing. With nobody crawling (`guard` is None) nothing resolves.
    """

    def __init__(self, inner: Any) -> None:
        self._inner = inner
        self.guard: AddressGuard | None = None

    def resolveHostName(  # noqa: N802 - Twisted's interface
        self,
        resolutionReceiver: Any,  # noqa: N803 - Twisted's interface
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[type[IAddress]] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> Any:
        """See `IHostnameResolver`."""
        receiver = _Filter(resolutionReceiver, self.guard or AddressGuard(), hostName, portNumber)
        return self._inner.resolveHostName(receiver, hostName, portNumber, addressTypes, transportSemantics)


@implementer(IResolutionReceiver)
class _Filter:
    def __init__(self, receiver: Any, guard: AddressGuard, host: str, port: int) -> None:
        self._receiver = receiver
        self._permits = partial(guard.permits, host, port)

    def resolutionBegan(self, resolutionInProgress: Any) -> None:  # noqa: N802, N803 - Twisted's interface
        self._receiver.resolutionBegan(resolutionInProgress)

    def addressResolved(self, address: IAddress) -> None:  # noqa: N802 - Twisted's interface
        if isinstance(address, (IPv4Address, IPv6Address)) and self._permits(str(address.host)):
            self._receiver.addressResolved(address)

    def resolutionComplete(self) -> None:  # noqa: N802 - Twisted's interface
        self._receiver.resolutionComplete()
