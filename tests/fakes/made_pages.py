"""What a small web serves and hears: pages, feeds, articles, and the requests that came."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

EMPTY_FEED = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>none</title></channel></rss>'


@dataclass(frozen=True)
class Page:
    """An answer as it goes out; an `etag` makes the page conditional."""

    body: str | bytes
    content_type: str = ""
    status: int = 200
    etag: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Hit:
    """One request as it came in; `at` is monotonic seconds."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes
    at: float


def rss(*items: str, title: str = "Example Wire") -> str:
    """An RSS document around these `<item>` elements."""
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{title}</title>{"".join(items)}</channel></rss>'


def item(title: str, link: str = "", description: str = "", published: str = "Tue, 03 Nov 2026 14:05:00 +0000") -> str:
    """An RSS item."""
    linked = f"<link>{link}</link>" if link else ""
    return f"<item><title>{title}</title>{linked}<description>{description}</description><pubDate>{published}</pubDate></item>"


def article(title: str, *paragraphs: str, lang: str = "en") -> str:
    """A plain article page."""
    body = "".join(p if p.startswith("<") else f"<p>{p}</p>" for p in paragraphs)
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title} | Example Wire</title></head><body>'
        f"<nav><a href='/'>Home</a></nav><article><h1>{title}</h1>{body}</article><footer>Example Wire</footer></body></html>"
    )
