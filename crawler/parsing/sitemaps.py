"""Sitemaps (https://www.sitemaps.org/protocol.html)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from crawler.parsing.dates import parse_instant
from crawler.text import clean_line, decode


@dataclass(frozen=True, slots=True)
class Place:
    """One address of a sitemap; `is_map`: another sitemap."""

    url: str
    modified: datetime | None
    is_map: bool


def parse_sitemap(body: bytes, content_type: str | None = None) -> list[Place]:
    """The http(s) addresses in the sitemap's order, entities and DTDs left alone.

    Raises:
        ValueError: it is no sitemap.
    """
    text = decode(body, content_type)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False, encoding="utf-8")
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise ValueError("no XML") from error
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
