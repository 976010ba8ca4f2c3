from __future__ import annotations

import pytest

from crawler.download.addresses import AddressGuard, endpoint, is_public


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
