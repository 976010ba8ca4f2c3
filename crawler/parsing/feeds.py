"""RSS, Atom, RDF and JSON Feed as one shape."""

from __future__ import annotations

import calendar
import html
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

import feedparser

from crawler.fixity import LONGEST
from crawler.parsing.dates import YEARS, parse_instant
from crawler.parsing.records import NotJsonError, json_value
from crawler.text import clean_line, decode, html_to_text, language_code
from model.counting import counted

_ROOT = re.compile(r"<(?:\w+:)?(?:rss|feed|RDF)[\s>]", re.IGNORECASE)
_ITEM_END = re.compile(r"</(?:\w+:)?(?:item|entry)\s*>", re.IGNORECASE)
_ROOT_END = re.compile(r"</(?:\w+:)?(?:rss|feed|RDF)\s*>", re.IGNORECASE)
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_PROLOG = re.compile(r"\A(?:\s|<!--.*?-->|<\?.*?\?>)*", re.DOTALL)  # style sheets, and comments of any length
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_XML_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class NotAFeedError(ValueError):
    """The bytes are no feed; the message says what they are."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: `link` is absolute or empty; `content` is the longest text that the feed itself gives."""

    title: str
    link: str
    content: str
    published: datetime | None
    updated: datetime | None


@dataclass(frozen=True, slots=True)
class Feed:
    """The entries in the feed's order. `truncated`: the bytes end early, and the entry that was cut is left out."""

    title: str
    language: str | None
    entries: tuple[Entry, ...]
    truncated: bool = False
    problem: str = ""


def parse_feed(body: bytes, url: str, content_type: str | None = None) -> Feed:
    """What a feed says; tolerant of wrong encodings and of XML that is not well-formed.

    Raises:
        NotAFeedError: HTML, JSON of another shape, or nothing that a feed could be.
    """
    text = decode(body, content_type)
    if text.lstrip()[:1] == "{":
        return _json_feed(text, url)
    return _xml_feed(text, url)


def _xml_feed(text: str, url: str) -> Feed:
    text = _XML_FORBIDDEN.sub("", _DECLARATION.sub("", text.lstrip("\ufeff"), count=1)).lstrip()
    head = _PROLOG.sub("", text, count=1)[:5000]
    root, page = _ROOT.search(head), _HTML.search(head)
    if root is None or (page and page.start() < root.start()):
        raise NotAFeedError("an HTML page" if page else "an empty answer" if not text else "no RSS, Atom or JSON feed")
    parsed = feedparser.parse(  # never a str or bytes: feedparser would open those as a path or an address
        io.BytesIO(text.encode("utf-8", "replace")),
        # Without the feed's own address, which it would join anew at every element; links become absolute below.
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not parsed.get("version") and not parsed.entries:
        raise NotAFeedError("broken XML")
    truncated = not _ROOT_END.search(text[-5000:])
    complete = len(_ITEM_END.findall(text)) if truncated else len(parsed.entries)
    problem = ""
    if parsed.bozo and not truncated:
        problem = f"the XML is not well-formed ({clean_line(str(parsed.bozo_exception))[:120]}); read tolerantly"
    channel = parsed.feed
    return Feed(
        title=_plain(str(channel.get("title", ""))),
        language=language_code(channel.get("language")),
        entries=tuple(_xml_entry(entry, url) for entry in parsed.entries[:complete]),
        truncated=truncated,
        problem=problem,
    )


def _xml_entry(entry: Any, url: str) -> Entry:
    texts = [str(part.get("value", "")) for part in dict.get(entry, "content") or ()]
    texts.append(str(dict.get(entry, "summary") or ""))
    link = str(dict.get(entry, "link") or "")
    if not link and re.match(r"https?://", str(dict.get(entry, "id") or "")):
        link = str(entry["id"])
    updated = _instant(dict.get(entry, "updated_parsed"))
    return Entry(
        title=_plain(str(dict.get(entry, "title") or "")),
        link=_absolute(url, link),
        content=max((html_to_text(text) for text in texts), key=len),
        published=_instant(dict.get(entry, "published_parsed"))
        or _instant(dict.get(entry, "created_parsed"))
        or updated,
        updated=updated,
    )


def _json_feed(text: str, url: str) -> Feed:
    try:
        data = json_value(text)
    except NotJsonError as error:
        raise NotAFeedError("broken JSON") from error
    if not (
        isinstance(data, dict) and "jsonfeed.org" in str(data.get("version")) and isinstance(data.get("items"), list)
    ):
        raise NotAFeedError("JSON that is no JSON Feed")
    entries = tuple(_json_entry(item, url) for item in data["items"] if isinstance(item, dict))
    odd = len(data["items"]) - len(entries)
    return Feed(
        title=clean_line(str(data.get("title", ""))),
        language=language_code(data.get("language")),
        entries=entries,
        problem=f"{counted(odd, 'entry')} with nothing in it that could be read, left out" if odd else "",
    )


def _json_entry(item: Mapping[str, Any], url: str) -> Entry:
    texts = [
        html_to_text(str(item.get("content_html") or "")),
        html_to_text(html.escape(str(item.get("content_text") or ""))),
    ]
    published, updated = (parse_instant(item.get(key)) for key in ("date_published", "date_modified"))
    link = str(item.get("url") or item.get("external_url") or "")
    if not link and re.match(r"https?://", str(item.get("id") or "")):  # as the format wants ids
        link = str(item["id"])
    return Entry(
        title=clean_line(str(item.get("title") or "")),
        link=_absolute(url, link),
        content=max(texts, key=len) or html_to_text(html.escape(str(item.get("summary") or ""))),
        published=published or updated,
        updated=updated,
    )


def _absolute(base: str, link: str) -> str:
    """An http(s) address, or "" for anything else (`javascript:`, `file:`, none, too long to be kept)."""
    try:
        absolute = urljoin(base, link.strip()) if link.strip() else ""
    except ValueError:
        return ""
    is_address = len(absolute) <= LONGEST and absolute.lower().startswith(("http://", "https://"))
    return absolute if is_address else ""


def _plain(title: str) -> str:
    """A title without markup: feeds escape it once, twice or not at all."""
    if re.search(r"&(?:#\d+|#x[\da-f]+|[a-z]+);", title, re.IGNORECASE):
        title = html.unescape(title)
    return clean_line(html_to_text(title) if re.search(r"</?[a-zA-Z][^>]*>", title) else title)


def _instant(parsed: Any) -> datetime | None:
    """The UTC `struct_time` of feedparser as an aware datetime; None where it is no sensible date."""
    try:
        moment = datetime.fromtimestamp(calendar.timegm(parsed), UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        return None
    return moment if moment.year in YEARS else None


def each_entry(feed: Feed) -> Iterator[tuple[Entry, bool]]:
    """The entries, each with whether other entries share its page (the address differs by the fragment only)."""
    pages = [entry.link.partition("#")[0] for entry in feed.entries]
    times = Counter(pages)
    for entry, page in zip(feed.entries, pages, strict=True):
        yield entry, times[page] > 1 and "#" in entry.link


def shared_addresses(feed: Feed) -> frozenset[str]:
    """The links that lead from entries of different titles to one and the same page, as a page of all notices."""
    titles: dict[str, set[str]] = {}
    for entry in feed.entries:
        titles.setdefault(entry.link, set()).add(entry.title)
    return frozenset(link for link, known in titles.items() if link and len(known) > 1)


def alike(feed: Feed) -> frozenset[tuple[str, datetime | None]]:
    """Title and date of the entries without an address that have both in common and say different things."""
    texts: dict[tuple[str, datetime | None], set[str]] = {}
    for entry in feed.entries:
        if not entry.link:
            texts.setdefault((entry.title, entry.published), set()).add(entry.content)
    return frozenset(key for key, known in texts.items() if len(known) > 1)
