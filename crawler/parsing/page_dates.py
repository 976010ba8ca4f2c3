"""When a page says that it was published: itself, not the older posts that it links or the policy in its footer."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, date, datetime
from typing import Any

from lxml import html as lxml_html

from crawler.parsing.dates import parse_instant

_STATED = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//time[@itemprop='datePublished' or @pubdate]/@datetime",
)
_CHROME = ("aside", "footer", "nav", "script", "style", "template", "noscript")
# Class and id names of what stands beside an article.
_BESIDE = re.compile(
    r"(?:^|\s)(?:related|recent|latest|more|popular|similar|recommended|sidebar|widget|comments?|footer|"
    r"(?:related|recent|latest|more|popular|similar|recommended)[-_](?:posts?|articles?|news|stories|content|reading)|"
    r"(?:site|page)[-_]footer|widget[-_]area|comment[-_]list)(?:\s|$)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"article|posting|report|webpage", re.IGNORECASE)  # not WebSite, Organization, Product
_MAX_DEPTH = 6


def published(root: lxml_html.HtmlElement, url: str, language: str | None) -> datetime | None:
    """What the page states of itself, None where it states nothing: a wrong old day would make news history."""
    for path in _STATED:
        for value in root.xpath(path)[:1]:
            if moment := parse_instant(str(value)):
                return moment
    if moment := next(_of_json_ld(root), None):
        return moment
    own = _without_chrome(root)
    for value in own.xpath("//time/@datetime")[:1]:
        if moment := parse_instant(str(value)):
            return moment
    from htmldate import find_date  # few pages get here, and it loads long

    words = own.text_content()  # before it is searched, which takes parts out
    found: Any = find_date(own, url=url, original_date=True, extensive_search=False)
    moment = parse_instant(found)
    return _later_reading(moment.date(), words, language) if moment else None


def _of_json_ld(root: lxml_html.HtmlElement) -> Iterator[datetime]:
    """The days of publication in the page's linked data (https://schema.org/Article)."""
    for script in root.xpath("//script[@type='application/ld+json']"):
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        yield from _of_thing(data, 0)


def _of_thing(data: Any, depth: int) -> Iterator[datetime]:
    if isinstance(data, dict):
        if _ARTICLE.search(str(data.get("@type"))) and (moment := parse_instant(data.get("datePublished"))):
            yield moment
        data = data.get("@graph")
    if isinstance(data, list) and depth < _MAX_DEPTH:
        for one in data:
            yield from _of_thing(one, depth + 1)


def _without_chrome(root: lxml_html.HtmlElement) -> lxml_html.HtmlElement:
    own = deepcopy(root)
    for element in list(own.iter("*")):
        if element.getparent() is not None and _is_beside(element):
            element.drop_tree()
    return own


def _is_beside(element: lxml_html.HtmlElement) -> bool:
    """Whether it stands beside the article: an article's own footer, and what holds the title, does not."""
    if element.tag == "footer" and next(element.iterancestors("article"), None) is not None:
        return False
    named = _BESIDE.search(element.get("class") or "") or _BESIDE.search(element.get("id") or "")
    return bool(element.tag in _CHROME or named) and next(element.iter("h1", "main"), None) is None


def _later_reading(day: date, words: str, language: str | None) -> datetime:
    """Of 11/10/2026 in English, which may be either, the later: a vague date must not turn news into history."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    if language not in (None, "en") or day.day > 12 or day.day <= day.month:  # noqa: PLR2004 - months
        return midnight
    written = rf"(?<!\d)0?{day.day}/0?{day.month}/{day.year}(?!\d)"
    return midnight.replace(month=day.day, day=day.month) if re.search(written, words) else midnight
