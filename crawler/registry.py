"""Which spider collects which kind of source; others add theirs through the entry points `tocsin.spiders`."""

from __future__ import annotations

import logging
from functools import cache
from importlib.metadata import entry_points

from crawler.spiders.base import SourceSpider
from crawler.spiders.csaf import CsafSpider
from crawler.spiders.feed import FeedSpider
from crawler.spiders.feed_links import FeedLinksSpider
from crawler.spiders.hhs import HhsSpider
from crawler.spiders.hibp import HibpSpider
from crawler.spiders.listing import ListingSpider
from crawler.spiders.osv import OsvSpider
from crawler.spiders.page import PageSpider
from crawler.spiders.pdf import PdfSpider
from crawler.spiders.registers import JsonSpider, RegisterSpider
from crawler.spiders.sec_efts import SecSearchSpider
from crawler.spiders.sitemap import SitemapSpider
from crawler.spiders.subprocessors import SubprocessorsSpider
from crawler.spiders.tables import CsvSpider, HtmlTableSpider
from crawler.spiders.trackers import GhsaSpider, KevSpider, RansomLookSpider, SocrataSpider, StatuspageSpider
from crawler.spiders.tx_ag import TexasSpider
from model.document import Source

log = logging.getLogger(__name__)
_BUILTIN: dict[str, type[SourceSpider]] = {
    "feed": FeedSpider,
    "feed_links": FeedLinksSpider,
    "page": PageSpider,
    "listing": ListingSpider,
    "json_api": JsonSpider,
    "hibp": HibpSpider,
    "sec_efts": SecSearchSpider,
    "sitemap": SitemapSpider,
    "csv": RegisterSpider,
    "ca_ag_csv": CsvSpider,
    "html_table": HtmlTableSpider,
    "socrata": SocrataSpider,
    "ransomlook": RansomLookSpider,
    "statuspage": StatuspageSpider,
    "kev": KevSpider,
    "ghsa": GhsaSpider,
    "osv": OsvSpider,
    "tx_ag_remoting": TexasSpider,
    "hhs": HhsSpider,
    "pdf": PdfSpider,
    "csaf": CsafSpider,
    "subprocessors": SubprocessorsSpider,
}


@cache
def spiders() -> dict[str, type[SourceSpider]]:
    """Kind -> spider. An entry point's name is its kind; a built-in kind cannot be replaced."""
    found: dict[str, type[SourceSpider]] = {}
    for point in entry_points(group="tocsin.spiders"):
        try:
            found[point.name] = point.load()
        except Exception as error:  # noqa: BLE001 - the border to code of others: one that is broken is left out
            log.warning("the spider %s of %s cannot be loaded: %s", point.name, point.value, error)
    return {**found, **_BUILTIN}


def misfit(source: Source) -> tuple[str, str] | None:
    """Why a source cannot be asked as it is written, a state and what to write instead; None where it can."""
    kind = spiders().get(source.kind)
    if kind is None:
        known = ", ".join(sorted(spiders()))
        return "unknown_kind", f"no spider for kind {source.kind}: use one of {known}"
    if unknown := sorted(source.options.keys() - kind.all_options()):
        known = ", ".join(sorted(kind.all_options()))
        return "options", f"kind {source.kind} has no option `{unknown[0]}`: use {known}"
    return None
