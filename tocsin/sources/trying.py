"""Trying a source without storing anything, and finding what can be collected at an address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from urllib.parse import urljoin, urlsplit

import yaml

from config.errors import ConfigError
from config.registry import slug
from config.settings import Settings
from crawler.crawl import Poll, crawl
from crawler.discover import find_feeds
from crawler.web import Exchange
from model.counting import counted
from model.document import Document, Source, SourceOutcome
from model.rendering import render_value
from model.vocabulary import Column, Store, Trust
from tocsin.clock import Clock
from tocsin.output.terminal import plain
from tocsin.running import opened
from tocsin.sources.known import all_sources, chosen_sources

_LIGHTLY: dict[str, dict[str, Any]] = {"feed": {"articles": False}, "sitemap": {"max_pages": 1}}
_SHEETS = ("/feed", "/feed.xml", "/rss.xml", "/atom.xml", "/index.xml")
_EXCERPT = 160  # characters
_KEPT = {
    Store.FULL: "all of its text",
    Store.EXCERPT: "title, link, facts and short quotes; its text only until it is read",
    Store.FACTS: "title, link and facts; its text only until it is read",
}


@dataclass(frozen=True, slots=True)
class Attempt:
    """One poll of a source: the requests as they went, how it ended, and what would be stored."""

    source: Source
    outcome: SourceOutcome
    exchanges: tuple[Exchange, ...]
    documents: tuple[Document, ...]

    def as_json(self) -> dict[str, Any]:
        """The object of `source test --json`."""
        return {
            "source": {"id": self.source.id, "kind": self.source.kind, "url": self.source.url},
            "requests": [
                {
                    "method": each.method,
                    "url": each.url,
                    "answer": each.answer,
                    "robots": each.robots,
                    "content_type": each.content_type,
                    "bytes": each.size,
                    "final_url": each.final_url,
                }
                for each in self.exchanges
            ],
            "kept": self.source.store,
            "state": self.outcome.state,
            "detail": self.outcome.detail,
            "problems": list(self.outcome.problems),
            "documents": [
                {
                    "url": each.url,
                    "title": each.title,
                    "published": each.published.isoformat() if each.published else None,
                    "language": each.language,
                    "characters": len(each.text),
                    "fields": dict(each.fields) if each.fields is not None else None,
                }
                for each in self.documents
            ],
        }

    def lines(self, limit: int) -> Iterator[str]:
        """The same for a person; of many requests and documents the first `limit`."""
        yield plain(f"{self.source.url}  (kind {self.source.kind})")
        for each in self.exchanges[:limit]:
            moved = f" -> {each.final_url}" if each.final_url not in ("", each.url) else ""
            read = f", {each.content_type or 'no type'}, {counted(each.size, 'byte')}" if each.final_url else ""
            yield plain(f"  {each.method} {each.url}{moved}: {each.answer}{read}; robots.txt: {each.robots}")
        yield from _more(len(self.exchanges), limit, "request")
        yield plain(
            f"{self.outcome.state}: {self.outcome.detail or 'answered'}; {counted(len(self.documents), 'document')}"
        )
        yield f"  of each would be kept: {_KEPT[self.source.store]}"
        for problem in self.outcome.problems:
            yield plain(f"  ! {problem}")
        for document in self.documents[:limit]:
            day = document.published.date() if document.published else "undated"
            yield plain(f"  {day}  {document.title}  ({counted(len(document.text), 'character')})  {document.url}")
            yield plain(f"      {_excerpt(document)}")
        yield from _more(len(self.documents), limit, "document")


@dataclass(frozen=True, slots=True)
class Proposal:
    """An entry for tocsin.yaml, and why it was chosen."""

    entry: dict[str, Any]
    why: str

    def as_json(self) -> dict[str, Any]:
        """The object of `source add --json`."""
        return {"entry": self.entry, "why": self.why}

    def as_yaml(self) -> str:
        """The entry as it stands in the file."""
        return str(yaml.safe_dump([self.entry], sort_keys=False, default_flow_style=False, allow_unicode=True))


def source_for(settings: Settings, text: str, kind: str) -> Source:
    """The source with this id, or one made of a URL.

    Raises:
        ConfigError: it is neither.
    """
    if "://" in text:
        return _own(text, kind)
    with opened(settings) as database:
        return chosen_sources(all_sources(settings, database), [text])[0]


def attempt(settings: Settings, source: Source) -> Attempt:
    """Ask a source once, storing nothing."""
    exchanges: list[Exchange] = []
    documents: list[Document] = []
    outcome = crawl(
        [Poll(source)],
        fetch=settings.fetch,
        now=Clock().now(),
        sink=documents.extend,
        trace=exchanges.append,
    )[0]
    return Attempt(source, outcome, tuple(exchanges), tuple(documents))


def propose(settings: Settings, url: str) -> Proposal | None:
    """The register (a CSV file) at an address, else the feed at or near it, else its sitemap, else the page itself.

    None where there is nothing.

    Raises:
        ConfigError: it is no web address.
    """
    if (register := _register(settings, url)) is not None:
        return register
    named, page = find_feeds(url, settings.fetch, Clock().now())
    guesses = [urljoin(url, path) for path in _SHEETS]
    tries = [(url, "feed"), *((feed, "feed") for feed in (*named, *guesses)), (urljoin(url, "/sitemap.xml"), "sitemap")]
    for address, kind in dict.fromkeys(tries):
        found = attempt(settings, replace(_own(address, kind), options=_LIGHTLY[kind]))
        if found.outcome.looked and (found.documents or kind == "feed"):
            return _proposal(address, kind, found, url)
    return _proposal(url, "page", None, url) if page else None


def _register(settings: Settings, url: str) -> Proposal | None:
    found = attempt(settings, _own(url, "csv"))
    unnamed = found.outcome.state == "options"  # a table, of which nobody knows who was breached
    if not unnamed and not (found.outcome.looked and found.documents):
        return None
    entry: dict[str, Any] = {"id": slug(urlsplit(url).hostname or "register"), "kind": "csv", "url": url}
    entry |= {"trust": "regulator", "every": "1d"}
    if unnamed:
        entry["options"] = {"columns": {str(Column.ORGANISATION): "?"}}
        return Proposal(entry, f"Found a table. {found.outcome.detail}")
    named = [column for column in Column if column in (found.documents[0].fields or {})]
    why = f"Found a register with {counted(len(found.documents), 'row')}; its heads tell {', '.join(named)}. "
    return Proposal(entry, f"{why}`tocsin source test` shows them; where that is wrong, set options.columns.")


def _proposal(address: str, kind: str, found: Attempt | None, asked: str) -> Proposal:
    host = (urlsplit(asked).hostname or "source").removeprefix("www.")
    entry: dict[str, Any] = {"id": slug(host), "kind": kind, "url": address, "trust": "press", "every": "3h"}
    if kind == "page":
        entry["every"] = "1d"
        return Proposal(
            entry, "No feed and no sitemap: the page itself can be watched. Set trust: vendor if it is one's own."
        )
    documents = found.documents if found else ()
    if kind == "feed":
        entry["window"] = max(len(documents), 1)
    newest = max((each.published for each in documents if each.published), default=None)
    seen = f", the newest of {newest:%Y-%m-%d}" if newest else ""
    return Proposal(
        entry, f"Found a {kind} with {counted(len(documents), 'entry')}{seen}. Set trust: vendor if it is one's own."
    )


def _own(url: str, kind: str) -> Source:
    if not urlsplit(url).hostname or urlsplit(url).scheme not in ("http", "https"):
        raise ConfigError(f"{url}: no web address, such as https://example.org/feed.xml")
    return Source("test", kind, url, Trust.PRESS, timedelta(hours=3), name=url, trusted_address=True)


def _excerpt(document: Document) -> str:
    if document.fields is not None:
        return ", ".join(f"{key}: {render_value(value)}" for key, value in document.fields.items())[:_EXCERPT]
    return " ".join(document.text.split())[:_EXCERPT]


def _more(number: int, limit: int, what: str) -> Iterable[str]:
    return [f"  and {counted(number - limit, f'more {what}')}"] if number > limit else []
