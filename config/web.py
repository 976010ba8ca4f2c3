"""Settings of the pages and the API that `tocsin serve` offers."""

from __future__ import annotations

from datetime import timedelta
from ipaddress import IPv4Network, IPv6Network, ip_address
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, IPvAnyNetwork, field_validator

from config.fields import Duration, Strict, parse_duration
from config.hosts import dns_name

_PORTS = {"http": ":80", "https": ":443"}


class WebSettings(Strict):
    """Where the pages are served, and who has to log in.

    `public_url` is the address that people type where a proxy stands before Tocsin; it then decides which host names
    are answered, and whether cookies need TLS. With `login: auto`, nobody logs in on a loopback address that has no
    public URL. What the `proxies` say of whom they ask for is believed, and nobody else.
    """

    enabled: bool = True
    host: str = "127.0.0.1"
    port: int = Field(default=8484, ge=0, le=65535)
    public_url: str | None = None
    proxies: tuple[IPvAnyNetwork, ...] = (IPv4Network("127.0.0.1"), IPv6Network("::1"))
    login: Literal["auto", "always"] = "auto"
    session: Duration = Field(parse_duration("12h"), gt=timedelta())
    max_upload: int = Field(default=25_000_000, ge=1_000)

    @field_validator("public_url")
    @classmethod
    def _is_origin(cls, value: str | None) -> str | None:
        if value is None:
            return None
        parts = urlsplit(value)
        beside = parts.path.strip("/") or parts.query or parts.fragment or parts.username is not None
        if parts.scheme not in _PORTS or not parts.hostname or beside:
            raise ValueError("not an address such as https://tocsin.example.org, without a path or a user")
        return f"{parts.scheme}://{host_as_sent(parts.netloc, parts.scheme)}"

    @property
    def needs_login(self) -> bool:
        """Whether nobody gets in without a login."""
        return self.login == "always" or self.public_url is not None or not is_loopback(self.host)


def host_as_sent(netloc: str, scheme: str) -> str:
    """Host and port as browsers send them: in small ASCII letters, without the port that the scheme has anyhow.

    Raises:
        ValueError: it is no host name.
    """
    host, colon, port = netloc.lower().removesuffix(":").removesuffix(_PORTS[scheme]).partition(":")
    return dns_name(host) + colon + port


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches a server that listens on this host."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
