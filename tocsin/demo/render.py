"""The replay web's answers: pages, feeds, the register's list and the two JSON interfaces."""

from __future__ import annotations

import json
from datetime import date, datetime
from email.utils import format_datetime
from functools import cache
from html import escape
from typing import Any

from tocsin.demo.content import WEB, Article, Publisher, World
from tocsin.demo.markup import first_paragraph, to_html

PAGE_SIZE = 100  # hits a page, as EDGAR's search gives them

_BYLINE = '<p class="byline"><span class="author">{author}</span> <time datetime="{iso}">{day}</time></p>'


@cache
def _page() -> str:
    return (WEB / "page.html").read_text(encoding="utf-8")


def _shell(publisher: Publisher, title: str, url: str, main: str, *, more: list[Article], meta: str = "") -> str:
    links = "".join(f'<li><a href="{a.path}">{escape(a.title)}</a></li>' for a in more)
    return _page().format(
        title=escape(title),
        site=escape(publisher.name),
        tagline=escape(publisher.tagline),
        home=publisher.id,
        url=escape(url),
        main=main,
        more=links,
        meta=meta,
    )


def article_page(world: World, article: Article, base_url: str, stage: int) -> str:
    """An article as a real page has it: navigation, `<article>`, related links, footer."""
    publisher = world.publishers[article.publisher]
    iso = article.published.isoformat()
    byline = _BYLINE.format(
        author=escape(article.author or publisher.name),
        iso=iso,
        day=f"{article.published:%B} {article.published.day}, {article.published.year}",
    )
    main = f"<article><h1>{escape(article.title)}</h1>{byline}{to_html(article.body)}</article>"
    more = [other for other in world.of(article.publisher, stage) if other.id != article.id][:3]
    meta = f'<meta property="article:published_time" content="{iso}">'
    return _shell(publisher, article.title, base_url + article.path, main, more=more, meta=meta)


def front_page(world: World, publisher: Publisher, base_url: str, stage: int) -> str:
    """A publisher's list of articles; for the register, a table of notices."""
    articles = world.of(publisher.id, stage)
    if publisher.feed == "listing":
        rows = "".join(
            f'<tr><td>{a.published:%Y-%m-%d}</td><td><a href="{a.path}">{escape(a.title)}</a></td></tr>'
            for a in articles
        )
        inner = f"<table><thead><tr><th>Received</th><th>Notice</th></tr></thead><tbody>{rows}</tbody></table>"
    else:
        inner = "<ul>" + "".join(f'<li><a href="{a.path}">{escape(a.title)}</a></li>' for a in articles) + "</ul>"
    main = f"<h1>{escape(publisher.name)}</h1><p>{escape(publisher.tagline)}</p>{inner}"
    return _shell(publisher, publisher.name, f"{base_url}/{publisher.id}/", main, more=[])


def directory(world: World) -> str:
    """The start page: who publishes here."""
    links = "".join(f'<li><a href="/{p.id}/">{escape(p.name)}</a></li>' for p in world.publishers.values())
    return f"<!DOCTYPE html><html lang=en><title>Replay web</title><h1>Replay web</h1><ul>{links}</ul></html>"


def rss(world: World, publisher: Publisher, base_url: str, stage: int) -> str:
    """RSS 2.0 with summaries; the links carry a tracking parameter, as many feeds' do."""
    items = "\n".join(
        f"<item><title>{escape(a.title)}</title><link>{base_url}{a.path}?utm_source=rss</link>"
        f'<guid isPermaLink="false">{a.id}</guid><pubDate>{format_datetime(a.published)}</pubDate>'
        f"<description><![CDATA[<p>{escape(summary(a))}</p>]]></description></item>"
        for a in world.of(publisher.id, stage)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>'
        f"<title>{escape(publisher.name)}</title><link>{base_url}/{publisher.id}/</link>"
        f"<description>{escape(publisher.tagline)}</description>\n{items}\n</channel></rss>\n"
    )


def atom(world: World, publisher: Publisher, base_url: str, stage: int) -> str:
    """Atom with summaries."""
    articles = world.of(publisher.id, stage)
    entries = "\n".join(
        f"<entry><title>{escape(a.title)}</title><id>tag:replay.example,2025:{a.id}</id>"
        f'<link rel="alternate" href="{base_url}{a.path}"/><published>{a.published.isoformat()}</published>'
        f'<updated>{a.published.isoformat()}</updated><summary type="text">{escape(summary(a))}</summary></entry>'
        for a in articles
    )
    updated = articles[0].published.isoformat() if articles else "2025-01-01T00:00:00+00:00"
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>{escape(publisher.name)}</title><id>tag:replay.example,2025:{publisher.id}</id>"
        f"<updated>{updated}</updated>\n{entries}\n</feed>\n"
    )


def summary(article: Article) -> str:
    """What a feed says of the article."""
    return article.summary or first_paragraph(article.body)


def catalogue(world: World, stage: int) -> str:
    """The breach catalogue: all rows, as Have I Been Pwned's `/breaches` gives them."""
    return json.dumps(_shown(world.catalogue, stage), indent=1)


def filings(world: World, stage: int, query: dict[str, str]) -> str:
    """A page of EDGAR-like search hits within `startdt`..`enddt`, from the offset `from`."""
    first, last = (_day(query.get(key, ""), fallback) for key, fallback in (("startdt", date.min), ("enddt", date.max)))
    hits = [
        hit for hit in _shown(world.filings, stage) if first <= date.fromisoformat(hit["_source"]["file_date"]) <= last
    ]
    offset = int(query["from"]) if query.get("from", "").isdigit() else 0
    page = hits[offset : offset + PAGE_SIZE]
    total = {"value": len(hits), "relation": "eq"}
    return json.dumps(
        {"took": 5, "timed_out": False, "hits": {"total": total, "max_score": 3.1, "hits": page}}, indent=1
    )


def newest(world: World, stage: int) -> datetime:
    """When this stage's newest article was published: the web's Last-Modified."""
    return max(article.published for article in world.articles if article.stage <= stage)


def _shown(rows: tuple[dict[str, Any], ...], stage: int) -> list[dict[str, Any]]:
    return [
        {key: value for key, value in row.items() if key != "stage"} for row in rows if row.get("stage", 1) <= stage
    ]


def _day(value: str, fallback: date) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return fallback
