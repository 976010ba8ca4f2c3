"""Sitemaps (https://www.sitemaps.org/protocol.html)."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from crawler.parsing.dates import parse_instant
from crawler.text import clean_line, decode, parse_xml

_GZIP = b"\x1f\x8b"
_MAX_PARTS = 100
_ROOTS, _PARTS = ("urlset", "sitemapindex"), ("url", "sitemap")
_END = re.compile(r"<(?:/(?:[\w.-]+:)?(?:urlset|sitemapindex)\s*|(?:[\w.-]+:)?(?:urlset|sitemapindex)\b[^<>]*/)>")
_BARE = re.compile(r"&(?!#?\w{1,10};)")  # which is no XML, and would take the next word with it


@dataclass(frozen=True, slots=True)
class Place:
    """One address of a sitemap; `is_map`: another sitemap."""

    url: str
    modified: datetime | None
    is_map: bool


@dataclass(frozen=True, slots=True)
class Sitemap:
    """The places in the sitemap's order. `truncated`: the bytes end early, and the address that was cut is left out;
    `odd`: so many addresses that are none of the web.
    """

    places: tuple[Place, ...]
    truncated: bool = False
    odd: int = 0


class TooLargeError(ValueError):
    """A packed sitemap of more bytes than were asked for."""


def parse_sitemap(body: bytes, content_type: str | None, most: int) -> Sitemap:
    """What a sitemap lists, entities and DTDs left alone; gzipped, unpacked to `most` bytes.

    Raises:
        TooLargeError: it is packed, and of more.
        ValueError: it is no sitemap.
    """
    text = decode(_unpacked(body, most) if body.startswith(_GZIP) else body, content_type)
    root = parse_xml(_BARE.sub("&amp;", text))
    if root is None or _name(root) not in _ROOTS:
        raise ValueError("no sitemap")
    listed = [found for element in root.iter() if _name(element) in _PARTS and (found := _place(element)).url]
    truncated = not _END.search(text[-5000:])
    if truncated and not text.rstrip().endswith(">"):
        del listed[-1:]
    places = tuple(place for place in listed if place.url.lower().startswith(("http://", "https://")))
    return Sitemap(places, truncated, len(listed) - len(places))


def _place(element: etree._Element) -> Place:
    parts = {_name(part): clean_line(part.text or "") for part in element}
    return Place(parts.get("loc", ""), parse_instant(parts.get("lastmod")), _name(element) == "sitemap")


def _name(element: etree._Element) -> str:
    """An element's name without its namespace, or its prefix where that is none."""
    return re.split("[}:]", element.tag)[-1] if isinstance(element.tag, str) else ""


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
