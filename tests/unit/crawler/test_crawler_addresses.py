from __future__ import annotations

from typing import Any

import pytest
from twisted.internet.address import IPv4Address

from crawler.download.addresses import AddressGuard, GuardedResolver, endpoint, is_public


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "192.0.0.8",
        "192.88.99.1", "198.18.0.1", "203.0.113.5", "224.0.0.1", "240.0.0.1", "255.255.255.255",
        "::", "::1", "fe80::1%eth0", "fd00:ec2::254", "fec0::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "::127.0.0.1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2002:7f00:1::", "2001:db8::1",
        "2001:0:7f00:1::",  # Teredo with an internal server
    ],
)  # fmt: skip
def test_internal_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"]
)
def test_public_addresses(address: str) -> None:
    assert is_public(address)


def test_guard_trusts_the_very_host_and_port_only() -> None:
    guard = AddressGuard([endpoint("http://Intranet.example.:8080/feed")])
    assert guard.permits("intranet.example", 8080, "10.0.0.5")
    assert not guard.permits("intranet.example", 80, "10.0.0.5")
    assert not guard.permits("other.example", 8080, "10.0.0.5")
    assert guard.permits("other.example", 8080, "1.1.1.1")
    assert guard.refused == {("intranet.example", 80), ("other.example", 8080)}


def test_endpoint_reads_what_a_connection_would_use() -> None:
    assert endpoint("https://user:pw@News.Example./a") == ("news.example", 443)
    assert endpoint("http://[::1]:8000/") == ("::1", 8000)
    with pytest.raises(ValueError, match="host"):
        endpoint("http:///nothing")
    with pytest.raises(ValueError, match=r"[Pp]ort"):
        endpoint("http://a.example:99999/")


class Rebinding:
    """A name that is a public host's at first, and this machine's a moment later."""

    def __init__(self) -> None:
        self.answers = iter(["93.184.216.34", "127.0.0.1"])

    def resolveHostName(self, receiver: Any, name: str, port: int, types: Any, semantics: str) -> None:  # noqa: N802
        receiver.resolutionBegan(None)
        receiver.addressResolved(IPv4Address("TCP", next(self.answers), port))
        receiver.resolutionComplete()


class Receiver:
    def __init__(self) -> None:
        self.addresses: list[str] = []

    def resolutionBegan(self, _resolution: Any) -> None:  # noqa: N802
        self.addresses.clear()

    def addressResolved(self, address: Any) -> None:  # noqa: N802
        self.addresses.append(address.host)

    def resolutionComplete(self) -> None:  # noqa: N802
        pass


def test_a_name_that_is_bound_anew_to_this_machine_gains_nothing() -> None:
    resolver, receiver = GuardedResolver(Rebinding()), Receiver()
    resolver.guard = AddressGuard()
    resolver.resolveHostName(receiver, "rebinding.example", 80)
    assert receiver.addresses == ["93.184.216.34"]
    resolver.resolveHostName(receiver, "rebinding.example", 80)
    assert receiver.addresses == []
    assert resolver.guard.refused == {("rebinding.example", 80)}
