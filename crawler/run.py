"""One crawl on the reactor's loop: every poll a task, every failure an outcome."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from scrapy.crawler import AsyncCrawlerRunner

from config.fields import parse_duration
from config.settings import FetchSettings
from crawler.conductor import Conductor
from crawler.download.addresses import AddressGuard, Endpoint, endpoint
from crawler.download.gate import HostGate
from crawler.download.settings import scrapy_settings
from crawler.failures import UNREACHED, FetchError, NotModifiedError
from crawler.files import FILE
from crawler.handover import Handover, Sink
from crawler.parsing.pool import ParserPool
from crawler.reactor import CallerExecutor
from crawler.registry import misfit, spiders
from crawler.spiders.base import SinkError, SourceSpider, Tools
from crawler.text import clean_line
from crawler.web import Exchange, Web
from model.document import Document, KnownPage, SourceOutcome, Validators
from model.shortage import shortage

if TYPE_CHECKING:
    from crawler.crawl import Poll

log = logging.getLogger(__name__)
T = TypeVar("T")
_COMPANY = 0.02  # seconds that a document waits for others: a commit costs as much for ten as for one
_AT_ONCE = 48  # sources in flight; one that hangs keeps its place until its deadline


class Run:
    """The state of one crawl."""

    def __init__(
        self,
        polls: Sequence[Poll],
        *,
        fetch: FetchSettings,
        now: datetime,
        sink: Sink,
        progress: Callable[[SourceOutcome], None],
        trace: Callable[[Exchange], None] | None,
        caller: CallerExecutor,
        parser: ParserPool,
    ) -> None:
        self._polls = polls
        self._fetch = fetch
        self._now = now
        self._begun = time.monotonic()
        self._handover = Handover(sink)
        self._progress = progress
        self._trace = trace
        self._caller = caller
        self._parser = parser
        own = [poll.source.url for poll in polls if poll.source.trusted_address]
        self.guard = AddressGuard(_trusted(polls), [url for url in own if url.lower().startswith(f"{FILE}:")])
        self._gate = self._made_gate()
        self._outcomes: list[SourceOutcome] = []
        self._error: Exception | None = None
        self._gathering: asyncio.Task[None] | None = None
        self._handing: set[asyncio.Task[None]] = set()
        self._runner: AsyncCrawlerRunner | None = None

    async def conduct(self) -> list[SourceOutcome]:
        """Crawl to the end; what `progress` raises ends it early and is raised."""
        self._runner = AsyncCrawlerRunner(scrapy_settings(self._fetch))
        await self._runner.crawl(Conductor, fetch=self._fetch, guard=self.guard, gate=self._gate, work=self._work)
        if self._error:
            raise self._error
        return self._outcomes

    async def stop(self) -> None:
        """End the crawl now: what is in flight is dropped, what was emitted stays."""
        if self._runner:
            await self._runner.stop()

    def _made_gate(self) -> HostGate:
        delays = {
            endpoint(poll.source.url)[0]: parse_duration(poll.source.options["delay"]).total_seconds()
            for poll in self._polls
            if "delay" in poll.source.options
        }
        return HostGate(self._fetch.per_host_delay.total_seconds(), self.guard.trusted, delays)

    async def _work(self, conductor: Conductor) -> None:
        web, parser, slots = Web(conductor, self._trace), self._parser, asyncio.Semaphore(_AT_ONCE)

        async def one(poll: Poll) -> SourceOutcome:
            async with slots:
                outcome = await self._poll(poll, web, parser)
            await self._here(self._progress, outcome)
            return outcome

        tasks = [asyncio.ensure_future(one(poll)) for poll in self._polls]
        try:
            self._outcomes = list(await asyncio.gather(*tasks))
        except Exception as error:  # noqa: BLE001 - Scrapy would log it and say nothing; `conduct` raises it
            self._error = error
        finally:
            for task in (*tasks, *self._handing):
                task.cancel()

    async def _poll(self, poll: Poll, web: Web, parser: ParserPool) -> SourceOutcome:
        if wrong := misfit(poll.source):
            return SourceOutcome(poll.source.id, *wrong)
        kind = spiders()[poll.source.kind]

        async def emit(document: Document) -> None:
            handed = self._handover.put(document)
            await self._handed_over()
            if handed.error:
                raise handed.error

        async def lookup(urls: Sequence[str]) -> Mapping[str, KnownPage]:
            return await self._here(poll.known, urls)

        tools = Tools(web=web, parser=parser, emit=emit, known=lookup, now=self._now, told=self._handover.had)
        if poll.not_before is None:
            outcome = await self._outcome(kind(poll.source, poll.validators, tools, before=poll.before), poll)
        else:
            outcome = _left_alone(SourceOutcome(poll.source.id, "held_back"), poll.not_before)
        if outcome.looked or not poll.source.fallback:
            return outcome
        other = replace(poll, source=replace(poll.source, url=poll.source.fallback, fallback=""), revisit=())
        second = await self._outcome(kind(other.source, Validators(), tools, before=poll.before), other)
        return _through_fallback(outcome, second)

    async def _outcome(self, spider: SourceSpider, poll: Poll) -> SourceOutcome:
        outcome, wait = await _outcome(spider, poll)
        with contextlib.suppress(ValueError):  # no host: it is a file, or the fetch has said so
            wait = max(wait, self._gate.held(endpoint(poll.source.url)))  # as one of its pages was answered
        if not wait:
            return outcome
        return _left_alone(outcome, self._now + timedelta(seconds=time.monotonic() - self._begun + wait))

    async def _handed_over(self) -> None:
        """Until all that waited before this call is handed over, together with what comes in within a moment."""
        if self._gathering is None:
            self._gathering = asyncio.ensure_future(self._gather())
            self._handing.add(self._gathering)
            self._gathering.add_done_callback(self._handing.discard)
        await asyncio.shield(self._gathering)

    async def _gather(self) -> None:
        await asyncio.sleep(_COMPANY)
        self._gathering = None
        await self._here(self._handover.flush)

    async def _here(self, function: Callable[..., T], *args: object) -> T:
        """Call back in the thread that waits in `crawl`."""
        return await asyncio.get_running_loop().run_in_executor(self._caller, function, *args)


def _through_fallback(first: SourceOutcome, second: SourceOutcome) -> SourceOutcome:
    """The source is `degraded` where only its fallback could be had."""
    if not second.looked:
        return replace(first, detail=f"{first.detail} (its fallback failed too: {second.state})")
    return replace(
        second,
        state="degraded",
        detail=f"{first.state}: {first.detail} (its fallback was read instead)",
        documents=first.documents + second.documents,
        validators=Validators(),
        not_before=first.not_before,
    )


def _left_alone(outcome: SourceOutcome, until: datetime) -> SourceOutcome:
    asks = f"its server asked to be left alone until {until:%Y-%m-%d %H:%M} UTC"
    return replace(outcome, detail=f"{outcome.detail}; {asks}".removeprefix("; "), not_before=until)


def _trusted(polls: Sequence[Poll]) -> Iterator[Endpoint]:
    for poll in polls:
        for url in filter(None, (poll.source.url, poll.source.fallback)) if poll.source.trusted_address else ():
            with contextlib.suppress(ValueError):  # no host: the fetch will say so
                yield endpoint(url)


async def _outcome(spider: SourceSpider, poll: Poll) -> tuple[SourceOutcome, float]:
    """How the poll ended, and for how many seconds its server wants to be left alone."""
    wait = 0.0
    try:
        try:
            await spider.collect()
        except NotModifiedError:
            spider.state = "not_modified"
            spider.validators = poll.validators
        except FetchError as error:
            spider.state, spider.detail, spider.settled = error.state, error.detail, False
            wait = error.wait
        if not wait and spider.state not in UNREACHED:  # a feed may be gone, and its pages are there and corrected
            await spider.revisit(poll.revisit)
    except SinkError as error:
        spider.state, spider.settled = "not_stored", False
        spider.detail = clean_line(f"a document could not be stored: {error}")[:300]
    except Exception as error:
        log.exception("source %s failed", poll.source.id)
        spider.state, spider.settled = "crashed", False
        why = shortage(error) or f"{type(error).__name__}; please report it"
        spider.detail = f"reading kind {poll.source.kind} failed: {why}"
    outcome = SourceOutcome(
        source_id=poll.source.id,
        state=spider.state,
        detail=spider.detail,
        documents=spider.documents,
        validators=spider.validators if spider.settled else Validators(),
        problems=tuple(spider.problems),
    )
    return outcome, wait
