"""Internet domains of organisations."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from config.hosts import dns_name

if TYPE_CHECKING:
    from tldextract import TLDExtract

_HOST = re.compile(r"(?i)^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$")
_LONGEST = 253  # RFC 1035
_ADDRESS = re.compile(r"^[\d.]+$")
# Where code or packages lie says nothing of who supplies them.
SHARED_HOSTS = frozenset(
    {
        *("github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "sourceforge.net", "googlesource.com"),
        *("npmjs.com", "npmjs.org", "pypi.org", "crates.io", "rubygems.org", "nuget.org", "maven.org", "packagist.org"),
        *("golang.org", "go.dev", "debian.org", "docker.com", "docker.io", "apache.org"),
        *("github.io", "gitlab.io", "readthedocs.io", "readthedocs.org"),
    }
)


def host_of(text: str) -> str | None:
    """The host name in a URL, an address or a bare host, lower case; None where there is none, or it is an IP.

    A domain with other letters than a to z is given as the DNS has it (`xn--...`).
    """
    text = text.strip().strip("<>").lower()
    if _HOST.match(text):  # as it stands in most lists
        return text if len(text) <= _LONGEST and not _ADDRESS.match(text) else None
    try:
        host = urlsplit(text if "://" in text else f"//{text}").hostname or ""
        host = dns_name(host.rstrip(".").removeprefix("*."))
    except ValueError:
        return None
    return host if len(host) <= _LONGEST and _HOST.match(host) and not _ADDRESS.match(host) else None


@lru_cache(maxsize=16_384)
def registrable_domain(text: str) -> str | None:
    """The domain that someone registered (`api.eu.example.co.uk` -> `example.co.uk`), by the bundled suffix list.

    Where a host lets anybody register below it (`github.io`, `uk.com`), it is what they registered. A host below no
    known suffix (`.example`, `.internal`) gives its last two labels. Never asks the network.
    """
    host = host_of(text)
    if host is None:
        return None
    found = _extractor().extract_str(host, include_psl_private_domains=True)
    if not found.domain:  # the host of the others itself
        found = _extractor().extract_str(host)
    if found.suffix:
        return f"{found.domain}.{found.suffix}" if found.domain else None
    return ".".join(host.split(".")[-2:])


def parents(host: str) -> list[str]:
    """The host and the domains above it down to two labels, longest first."""
    labels = host.split(".")
    return [".".join(labels[start:]) for start in range(len(labels) - 1)]


@lru_cache(maxsize=1)
def _extractor() -> TLDExtract:
    from tldextract import TLDExtract

    return TLDExtract(suffix_list_urls=(), cache_dir=None)
