"""What every kind of source shares: conditional fetching, what is known already, emitting, and keeping count."""

from __future__ import annotations

import asyncio
import logging
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar, TypeVar

from crawler.failures import FetchError, NotModifiedError, shown
from crawler.fixity import canonical_url, content_hash
from crawler.parsing.pool import ParserPool
from crawler.text import clean, clean_line
from crawler.web import HTML, Page, Web
from model.document import Document, KnownPage, Source, Validators

T = TypeVar("T")
Emit = Callable[[Document], Awaitable[None]]
Known = Callable[[Sequence[str]], Awaitable[Mapping[str, KnownPage]]]
_AT_ONCE = 16  # of one source, each with an answer of up to `fetch.max_bytes`; a host gets eight requests at once
_MIN_WINDOW = 3  # items; fewer may well all be new
_NEARLY = 0.8  # of the usual window: feeds leave out an entry now and then
_MAX_PROBLEMS = 20
_MAX_TITLE, _MAX_TEXT = 500, 500_000  # characters; hardly anything that is read by people is longer
log = logging.getLogger(__name__)


class SinkError(Exception):
    """A document could not be handed over; its source has failed."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A document before it is cleaned, hashed and compared with what is stored."""

    url: str
    title: str
    text: str
    published: datetime | None = None
    language: str | None = None
    validators: Validators = field(default_factory=Validators)
    fields: Mapping[str, Any] | None = None
    history: bool = False


def made_document(draft: Draft, source_id: str, fetched: datetime) -> Document:
    """The draft as a document: clean, with its hash."""
    title, text = clean_line(draft.title)[:_MAX_TITLE], clean(draft.text[:_MAX_TEXT])
    return Document(
        source_id=source_id,
        url=draft.url,
        title=title,
        text=text,
        fetched=fetched,
        content_hash=content_hash(title, text, draft.fields),
        published=min(draft.published, fetched) if draft.published else None,  # a day to come is none of these
        language=draft.language,
        validators=draft.validators,
        fields=draft.fields,
        history=draft.history,
    )


def cut_of(draft: Draft) -> str:
    """What to say of a draft that is too long to be kept whole; empty where it is not."""
    if len(draft.text) <= _MAX_TEXT:
        return ""
    return f"has {len(draft.text):,} characters, of which the first {_MAX_TEXT:,} are kept and read"


@dataclass(frozen=True, slots=True)
class Tools:
    """What a spider works with. `emit` and `known` run in the thread that called `crawl`.

    `told`: whether this crawl, whichever its source, has handed over a document of that address.
    """

    web: Web
    parser: ParserPool
    emit: Emit
    known: Known
    now: datetime
    told: Callable[[str], bool] = lambda _: True


class SourceSpider(ABC):
    """One poll of one source. A kind of source is a subclass with `collect`, and with the `options` that it has.

    `state` and `detail` end up in the outcome; `settled` becomes False when something has to be tried again next
    time, which withholds the source's validators.
    """

    options: ClassVar[tuple[str, ...]] = ("at_once", "delay")

    def __init__(self, source: Source, validators: Validators, tools: Tools, *, before: bool = False) -> None:
        self.source = source
        self.tools = tools
        self.state = "ok"
        self.detail = ""
        self.settled = True
        self.validators = Validators()
        self.documents = 0
        self.problems: list[str] = []
        self._sent = validators
        self._before = before
        self._seen: set[str] = set()
        self._stored: dict[str, KnownPage | None] = {}

    @classmethod
    def all_options(cls) -> frozenset[str]:
        """The options of this kind, and of those that it is made of."""
        return frozenset(name for each in cls.__mro__ for name in vars(each).get("options", ()))

    @abstractmethod
    async def collect(self) -> None:
        """Fetch, and `emit` every document that is new or changed.

        Raises:
            FetchError: the source as a whole failed.
            NotModifiedError: there is nothing new.
        """

    async def listing(
        self,
        *,
        accept: str = HTML,
        url: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Page:
        """The source's own page, conditionally; its validators are kept for the outcome.

        Raises:
            NotModifiedError: it did not change since the last poll.
        """
        page = await self.tools.web.get(
            url or self.source.url, accept=accept, validators=self._sent, headers=headers or {}
        )
        if page.not_modified:
            raise NotModifiedError
        self.validators = page.validators
        return page

    def expect(self, found: int, what: str) -> None:
        """Never "0 items, fine".

        Raises:
            FetchError: fewer items than the source always has.
        """
        if found < self.source.min_items:
            raise FetchError(
                "empty", f"{found} {what}, usually {self.source.min_items} or more: look at {self.source.url}"
            )

    def note_gap(self, found: int, known: int, window: int | None = None) -> None:
        """State `gap` where a full window of newest items shares nothing with the last poll: more came in between.

        `window`: how many this kind of source is read of, where the source's own is not stated.
        """
        full = max(_MIN_WINDOW, round((self.source.window or window or 0) * _NEARLY))
        if self._before and found >= full and not known:
            self.state = "gap"
            self.detail = f"none of the {found} items was known: some before them may be lost; poll it more often"

    def problem(self, line: str, *, retry: bool) -> None:
        """Note what went wrong with a part; `retry`: the next poll has to look again."""
        self.settled = self.settled and not retry
        if len(self.problems) < _MAX_PROBLEMS:
            self.problems.append(clean_line(line))

    def first_sight(self, url: str) -> bool:
        """Whether this address comes up for the first time in this poll."""
        new = url not in self._seen
        self._seen.add(url)
        return new

    async def each(self, items: Iterable[T], work: Callable[[T], Awaitable[None]], *, at_once: int = _AT_ONCE) -> None:
        """Do the work for every item, some at once; one that fails is a problem, never the end of the others."""
        slots = asyncio.Semaphore(int(self.source.options.get("at_once", at_once)))

        async def one(number: int, item: T) -> None:
            async with slots:
                try:
                    await work(item)
                except FetchError as error:
                    self.problem(error.detail, retry=not error.settled)
                except (SinkError, asyncio.CancelledError):
                    raise
                except Exception as error:
                    log.debug("entry %d of %s failed", number, self.source.id, exc_info=True)
                    self.problem(f"entry {number} could not be read ({type(error).__name__})", retry=True)

        tasks = [asyncio.ensure_future(one(number, item)) for number, item in enumerate(items, 1)]
        try:
            await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()

    async def revisit(self, urls: Iterable[str]) -> None:  # noqa: B027 - most kinds have nothing to do here
        """Fetch stored pages again that this poll did not come by; a kind whose documents are no pages has none."""

    async def known(self, url: str) -> KnownPage | None:
        """What is stored of a canonical URL; None where it is new."""
        if url in self._stored and not self.tools.told(url):
            return self._stored[url]
        return (await self.tools.known([url])).get(url)

    async def look_up(self, urls: Iterable[str]) -> None:
        """Ask what is stored of many canonical URLs at once, before `known` asks for each."""
        asked = list(dict.fromkeys(urls))
        found = await self.tools.known(asked)
        self._stored |= {url: found.get(url) for url in asked}

    async def emit(self, draft: Draft, known: KnownPage | None = None) -> None:
        """Hand over a document, unless it says just what is stored already.

        Raises:
            SinkError: it was not taken.
        """
        document = self.document(draft)
        if known and known.content_hash == document.content_hash:
            return
        if cut := cut_of(draft):
            self.problem(f"{shown(draft.url)} {cut}", retry=False)
        try:
            await self.tools.emit(document)
        except Exception as error:
            raise SinkError(f"{type(error).__name__}: {error}") from error
        self.documents += 1

    def document(self, draft: Draft) -> Document:
        """The draft as a document of this source."""
        return made_document(draft, self.source.id, self.tools.now)

    def canonical(self, url: str, *, keep_fragment: bool = False) -> str:
        """The canonical form of an address.

        Raises:
            FetchError: it is none.
        """
        try:
            return canonical_url(url, keep_fragment=keep_fragment)
        except ValueError as error:
            raise FetchError("blocked_address", "a link that is no address, or too long for one") from error
