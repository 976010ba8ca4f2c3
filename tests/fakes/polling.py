"""What a pipeline does around a crawl, as small as can be: documents and validators in dictionaries."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from config.settings import FetchSettings
from crawler.crawl import Poll, crawl
from model.document import Document, KnownPage, Source, SourceOutcome, Validators
from model.vocabulary import Trust

NOW = datetime(2026, 11, 10, 12, tzinfo=UTC)
PATIENCE = "120s"  # a timeout for what answers, however busy the machine is


def make_source(url: str, kind: str = "feed", *, name: str = "src", trusted: bool = True, **more: Any) -> Source:
    """A source of the operator's own, unless `trusted` is False; a feed's entries need no links unless `options` say so."""
    if kind == "feed":
        more["options"] = {"links": False, **more.get("options", {})}
    hour = timedelta(hours=1)
    return Source(id=name, kind=kind, url=url, trust=Trust.PRESS, every=hour, trusted_address=trusted, **more)


class Collector:
    """Polls sources and keeps what came; `revisit` marks all that is stored as to be looked at again."""

    def __init__(self) -> None:
        self.documents: list[Document] = []
        self.pages: dict[str, KnownPage] = {}
        self.validators: dict[str, Validators] = {}
        self.revisit = False

    def known(self, urls: Sequence[str]) -> dict[str, KnownPage]:
        pages = {url: self.pages[url] for url in urls if url in self.pages}
        return {u: KnownPage(p.validators, p.content_hash, self.revisit, p.fetched) for u, p in pages.items()}

    def sink(self, documents: Sequence[Document]) -> None:
        self.documents.extend(documents)
        for one in documents:
            self.pages[one.url] = KnownPage(one.validators, one.content_hash, False, one.fetched)

    def poll(
        self, *sources: Source, revisit: tuple[str, ...] = (), now: datetime = NOW, before: bool = False, **fetch: Any
    ) -> list[SourceOutcome]:
        """One crawl; validators are kept as the pipeline keeps them. Whoever waits for a timeout says which."""
        settings = FetchSettings(**{"contact": "security@example.org", "timeout": PATIENCE, **fetch})
        polls = [Poll(s, self.validators.get(s.id, Validators()), self.known, revisit, before) for s in sources]
        outcomes = crawl(polls, fetch=settings, now=now, sink=self.sink)
        self.validators.update({o.source_id: o.validators for o in outcomes if o.validators != Validators()})
        return outcomes

    @property
    def titles(self) -> list[str]:
        """Of all documents, sorted."""
        return sorted(document.title for document in self.documents)
