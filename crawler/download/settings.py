"""The Scrapy settings of a crawl: everything off that Tocsin does not need, everything on that protects."""

from __future__ import annotations

import os
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from config.settings import FetchSettings
from crawler.download.gate import SEATS

# Each would look at every request and answer, for what no crawl of ours has: domains that a spider may not leave, HTTP
# passwords, another deadline than the request's budget, counts that nobody reads, and headers that the conductor sets.
_IDLE = (
    "offsite.OffsiteMiddleware",
    "httpauth.HttpAuthMiddleware",
    "downloadtimeout.DownloadTimeoutMiddleware",
    "defaultheaders.DefaultHeadersMiddleware",
    "useragent.UserAgentMiddleware",
    "stats.DownloaderStats",
)
# With the first cookie Scrapy would have the list of public suffixes fetched, past every guard of ours; one is shipped.
os.environ["TLDEXTRACT_PUBLIC_SUFFIX_LIST_URLS"] = ""
PROJECT_URL = "https://github.com/tocsin-project/tocsin"


def user_agent(contact: str) -> str:
    """The one honest name that every request carries."""
    try:
        number = version("tocsin")
    except PackageNotFoundError:  # run from a checkout that was not installed
        number = "0"
    printable = "".join(c for c in contact if c.isascii() and c.isprintable() and c not in "()")
    return f"Tocsin/{number} (+{PROJECT_URL}{'; ' + printable if printable else ''})"


def scrapy_settings(fetch: FetchSettings) -> dict[str, Any]:
    """See the Scrapy documentation for the names."""
    return {
        "TWISTED_REACTOR": "twisted.internet.asyncioreactor.AsyncioSelectorReactor",
        "DOWNLOAD_HANDLERS": {
            "http": "crawler.download.handler.GuardedHandler",
            "https": "crawler.download.handler.GuardedHandler",
            **dict.fromkeys(("data", "file", "ftp", "s3")),
        },
        "DOWNLOADER_MIDDLEWARES": {
            "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
            "crawler.download.middlewares.RobotsMiddleware": 100,
            "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
            "crawler.download.middlewares.RetryMiddleware": 550,
            "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
            "crawler.download.unpacking.UnpackingMiddleware": 590,
            **{f"scrapy.downloadermiddlewares.{name}": None for name in _IDLE},
        },
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "DOWNLOAD_MAXSIZE": fetch.max_bytes,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_TIMEOUT": fetch.timeout.total_seconds(),
        "DOWNLOAD_DELAY": 0,  # the gate spaces requests, over redirects and retries too
        "CONCURRENT_REQUESTS": 0,
        "CONCURRENT_REQUESTS_PER_DOMAIN": SEATS,  # how many connections are kept
        "REDIRECT_MAX_TIMES": 5,
        "METAREFRESH_ENABLED": False,
        "COOKIES_ENABLED": True,  # for the sessions that `Web` asks for; every other request goes without
        "HTTPPROXY_ENABLED": False,  # a proxy would connect for us, past the check of addresses
        "HTTPCACHE_ENABLED": False,
        "EXTENSIONS_BASE": {},  # two of them listen on a socket (telnet, remote control); none is needed
        "STATS_CLASS": "scrapy.statscollectors.DummyStatsCollector",
        "STATS_DUMP": False,
        "LOG_ENABLED": False,
        "LOG_FORMATTER": "crawler.download.quiet.QuietFormatter",
    }
