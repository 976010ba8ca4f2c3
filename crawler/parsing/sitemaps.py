"""Sitemaps (https://www.sitemaps.org/protocol.html)."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from crawler.parsing.dates import parse_instant
from crawler.text import clean_line, decode, parse_xml

_GZIP = b"\x1f\x8b"
_MAX_PARTS = 100


@dataclass(frozen=True, slots=True)
class Place:
    """One address of a sitemap; `is_map`: another sitemap."""

    url: str
    modified: datetime | None
    is_map: bool


class TooLargeError(ValueError):
    """A packed sitemap of more bytes than were asked for."""


def parse_sitemap(body: bytes, content_type: str | None, most: int) -> list[Place]:
    """The http(s) addresses in the sitemap's order, entities and DTDs left alone; gzipped, unpacked to `most` bytes.

    Raises:
        TooLargeError: it is packed, and of more.
        ValueError: it is no sitemap.
    """
    root = parse_xml(decode(_unpacked(body, most) if body.startswith(_GZIP) else body, content_type))
    if root is None or not isinstance(root.tag, str) or etree.QName(root).localname not in ("urlset", "sitemapindex"):
        raise ValueError("no sitemap")
    places = []
    for element in root:
        parts = {
            etree.QName(part).localname: clean_line(part.text or "") for part in element if isinstance(part.tag, str)
        }
        if parts.get("loc", "").startswith(("http://", "https://")):
            is_map = etree.QName(element).localname == "sitemap"
            places.append(Place(parts["loc"], parse_instant(parts.get("lastmod")), is_map))
    return places


def _unpacked(body: bytes, most: int) -> bytes:
    """A file of one or several parts that were gzipped."""
    found, parts = b"", 0
    try:
        while body.startswith(_GZIP) and (parts := parts + 1) <= _MAX_PARTS:
            part = zlib.decompressobj(zlib.MAX_WBITS | 16)
            found += part.decompress(body, most + 1 - len(found))
            if len(found) > most:
                raise TooLargeError
            if not part.eof:
                raise ValueError("a gzipped file that breaks off")
            body = part.unused_data
    except zlib.error as error:
        raise ValueError("a broken gzipped file") from error
    return found
