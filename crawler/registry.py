"""Which spider collects which kind of source; others add theirs through the entry points `tocsin.spiders`."""

from __future__ import annotations

from functools import cache
from importlib.metadata import entry_points

from crawler.spiders.base import SourceSpider
from crawler.spiders.feed import FeedSpider

_BUILTIN: dict[str, type[SourceSpider]] = {"feed": FeedSpider}


@cache
def spiders() -> dict[str, type[SourceSpider]]:
    """Kind -> spider. An entry point's name is its kind; a built-in kind cannot be replaced."""
    found = {point.name: point.load() for point in entry_points(group="tocsin.spiders")}
    return {**found, **_BUILTIN}
