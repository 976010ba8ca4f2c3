"""The flow: inventory -> crawl -> lists -> extract -> correlate -> match -> remind and collect -> deliver.

Each stage takes what is pending and commits its result with what the next stage has to do, so that a run that was
killed anywhere is simply run again.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from storage.documents import purge_text
from tocsin.context import Context
from tocsin.faults import crash_point
from tocsin.stages.advisories import take_advisories, tell_advisories
from tocsin.stages.collecting import collect_digests, hasten_digests, leave_strangers, mend_times, remind
from tocsin.stages.correlation import correlate_pending
from tocsin.stages.crawling import collect
from tocsin.stages.delivery import deliver
from tocsin.stages.extraction import extract
from tocsin.stages.imports import import_inventories
from tocsin.stages.lists import take_lists
from tocsin.stages.matching import match_pending
from tocsin.stages.searches import tell_searches

Stage = Callable[[Context], None]


def for_each(stage: Stage) -> Stage:
    """The stage, done for one tenant after the other: what it works off is marked for each tenant by itself."""

    def done(context: Context) -> None:
        for own in context.tenants():
            stage(own)

    return done


STAGES: tuple[Stage, ...] = (
    mend_times,  # before anything is matched that a wrong time would hold back
    for_each(import_inventories),
    collect,
    take_lists,
    extract,
    correlate_pending,
    match_pending,
    take_advisories,
    for_each(tell_searches),
    for_each(tell_advisories),
    leave_strangers,
    for_each(remind),
    for_each(hasten_digests),
    for_each(collect_digests),
)


def run_stages(context: Context, stopping: threading.Event | None = None) -> bool:
    """Every stage once; False where `stopping` was set in between (the step that was under way is finished).

    Raises:
        DatabaseBusy: the lock went with a server that restarted, and somebody else works by now.
        NewerDatabase: a newer Tocsin has upgraded the database meanwhile.
    """
    stopping = stopping or threading.Event()
    crash_point("run_begun")
    for stage in STAGES:
        if stopping.is_set():
            return False
        context.keep_lock()
        stage(context)
    context.keep_lock()
    deliver(context, stopping)
    purge_text(context.database, context.clock.now())
    crash_point("run_ending")
    return not stopping.is_set()
