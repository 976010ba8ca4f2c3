"""Which spider collects which kind of source; others add theirs through the entry points `tocsin.spiders`."""

from __future__ import annotations

from functools import cache
from importlib.metadata import entry_points

from crawler.spiders.base import SourceSpider
from crawler.spiders.feed import FeedSpider
from crawler.spiders.hibp import HibpSpider
from crawler.spiders.listing import ListingSpider
from crawler.spiders.page import PageSpider
from crawler.spiders.records import RecordsSpider
from crawler.spiders.sec_efts import SecSearchSpider

_BUILTIN: dict[str, type[SourceSpider]] = {
    "feed": FeedSpider,
    "page": PageSpider,
    "listing": ListingSpider,
    "json_api": RecordsSpider,
    "hibp": HibpSpider,
    "sec_efts": SecSearchSpider,
}


@cache
def spiders() -> dict[str, type[SourceSpider]]:
    """Kind -> spider. An entry point's name is its kind; a built-in kind cannot be replaced."""
    found = {point.name: point.load() for point in entry_points(group="tocsin.spiders")}
    return {**found, **_BUILTIN}
