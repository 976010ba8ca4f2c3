from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fakes.bad_web import BadWeb

from config.settings import FetchSettings
from crawler.crawl import Poll, crawl
from model.document import Document, KnownPage, Source, SourceOutcome, Validators
from model.vocabulary import Trust

NOW = datetime(2026, 11, 10, 12, tzinfo=UTC)


@pytest.fixture
def web() -> Iterator[BadWeb]:
    with BadWeb() as running:
        yield running


def make_source(url: str, kind: str = "feed", *, id: str = "src", trusted: bool = True, **more: Any) -> Source:  # noqa: A002
    return Source(id=id, kind=kind, url=url, trust=Trust.PRESS, every=timedelta(hours=1), trusted_address=trusted, **more)


def make_fetch(**more: Any) -> FetchSettings:
    return FetchSettings(**{"contact": "security@example.org", "timeout": timedelta(seconds=3), **more})


class Store:
    """What a pipeline keeps, as small as can be: documents by URL, in a dictionary."""

    def __init__(self) -> None:
        self.documents: list[Document] = []
        self.pages: dict[str, KnownPage] = {}
        self.validators: dict[str, Validators] = {}
        self.revisit = False

    def known(self, url: str) -> KnownPage | None:
        return self.pages.get(url)

    def sink(self, document: Document) -> None:
        self.documents.append(document)
        self.pages[document.url] = KnownPage(document.validators, document.content_hash, self.revisit, document.fetched)

    def poll(self, *sources: Source, revisit: tuple[str, ...] = (), now: datetime = NOW, **fetch: Any) -> list[SourceOutcome]:
        polls = [Poll(s, self.validators.get(s.id, Validators()), self.known, revisit) for s in sources]
        outcomes = crawl(polls, fetch=make_fetch(**fetch), now=now, sink=self.sink)
        for outcome in outcomes:
            if outcome.validators != Validators():
                self.validators[outcome.source_id] = outcome.validators
        return outcomes

    @property
    def titles(self) -> list[str]:
        return sorted(document.title for document in self.documents)


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
def poll(store: Store, web: BadWeb) -> Callable[..., SourceOutcome]:
    """Poll one path of the web as a feed (or another kind)."""

    def run(path: str, kind: str = "feed", **more: Any) -> SourceOutcome:
        options = {name: more.pop(name) for name in ("options", "min_items", "trusted") if name in more}
        return store.poll(make_source(web.url(path), kind, **options), **more)[0]

    return run
