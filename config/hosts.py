"""The names under which the DNS has hosts, as browsers ask for them (UTS 46)."""

from __future__ import annotations

from urllib.parse import urlsplit


def dns_name(host: str) -> str:
    """`xn--strae-oqa.example` for `straße.example`.

    Raises:
        ValueError: the DNS can have no such host.
    """
    if host.isascii():
        return host
    import idna

    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError:  # a symbol, or an underscore beside a letter: some have such a name all the same
        return host.encode("idna").decode("ascii")


def with_dns_name(url: str) -> str:
    """The address with its host as the DNS has it.

    Raises:
        ValueError: the DNS can have no such host.
    """
    parts = urlsplit(url)
    if parts.netloc.isascii():
        return url
    user, at, place = parts.netloc.rpartition("@")
    host, colon, port = place.partition(":")
    return parts._replace(netloc=f"{user}{at}{dns_name(host)}{colon}{port}").geturl()


def can_be_asked(url: str) -> bool:
    """Whether our HTTP clients can ask this address as it is written: http or https, a host, ASCII, no user name.

    A name and password before the host they take for a part of it, and ask the DNS for both.
    """
    try:
        parts = urlsplit(url)
        host, _ = (parts.hostname or "").encode("idna"), parts.port
    except ValueError:
        return False
    is_one = url.isascii() and url.isprintable() and " " not in url
    return is_one and parts.scheme in ("http", "https") and bool(host) and "@" not in parts.netloc
