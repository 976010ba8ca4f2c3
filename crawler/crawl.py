"""`crawl`: polls in, documents and outcomes out."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from config.settings import FetchSettings
from model.document import KnownPage, Source, SourceOutcome, Validators

if TYPE_CHECKING:
    from crawler.handover import Sink
    from crawler.web import Exchange

_FAREWELL = 5.0  # seconds for connections to close when a crawl is broken off
_one_at_a_time = threading.Lock()  # the address guard of the reactor belongs to one crawl


@dataclass(frozen=True, slots=True)
class Poll:
    """One source to look at now.

    `validators` are those of its feed or listing; `known` gives the stored pages for canonical URLs, without those that
    are new; `revisit` are stored pages to fetch again whether or not the source still lists them; `before`: the source
    was polled with success before, so that a window without anything known is a gap; `not_before`: its server wants to
    be left alone until then, only its fallback is asked.
    """

    source: Source
    validators: Validators = field(default_factory=Validators)
    known: Callable[[Sequence[str]], Mapping[str, KnownPage]] = lambda _: {}
    revisit: tuple[str, ...] = ()
    before: bool = False
    not_before: datetime | None = None


def crawl(
    polls: Sequence[Poll],
    *,
    fetch: FetchSettings,
    now: datetime,
    sink: Sink,
    progress: Callable[[SourceOutcome], None] | None = None,
    trace: Callable[[Exchange], None] | None = None,
) -> list[SourceOutcome]:
    """Look at all sources and hand every new or changed document to `sink`, as many at once as have come in.

    `sink`, `known` and `progress` are called in this thread, one call at a time, while the network works in another.
    `trace` hears of every request from the network's thread. A `sink` that raises has taken nothing of what it was
    given; it is asked again for each document alone, and one that it refuses fails its source. An outcome carries
    validators only if nothing of its poll is left to do.

    Returns:
        The outcomes in the order of the polls. No failure of a source raises.
    """
    if not polls:
        return []
    from crawler.reactor import CallerExecutor, reactor_thread
    from crawler.run import Run

    caller = CallerExecutor()
    thread = reactor_thread()
    run = Run(
        polls,
        fetch=fetch,
        now=now,
        sink=sink,
        progress=progress or (lambda _: None),
        trace=trace,
        caller=caller,
        parser=thread.parser,
    )
    with _one_at_a_time:
        thread.resolver.guard = run.guard
        future = thread.submit(run.conduct())
        try:
            caller.serve(future)
        except BaseException:
            with contextlib.suppress(TimeoutError):  # what does not end is left behind: the caller wants out
                thread.submit(run.stop()).result(_FAREWELL)
                future.exception(_FAREWELL)
            raise
        finally:
            thread.resolver.guard = None
    return future.result()
