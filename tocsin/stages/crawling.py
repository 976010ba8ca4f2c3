"""Sources -> stored documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial

from crawler.crawl import Poll, crawl
from model.counting import counted
from model.document import Document, KnownPage, Source, SourceOutcome, Validators
from storage.documents import known_pages, pages_to_revisit, save_documents
from storage.outbox import save_notice
from storage.sources import SourceState, record_outcome, rhythms, set_alarm, source_states
from tocsin.context import Context
from tocsin.faults import crash_point
from tocsin.sources.known import all_sources, chosen_sources
from tocsin.sources.silence import alarms, judged, recoveries


def collect(context: Context) -> None:
    """Polls every source of the run; each document is stored as it arrives, each outcome once its documents are."""
    chosen = context.sources
    if chosen is None:
        chosen = chosen_sources(all_sources(context.settings, context.database))
    sources = {source.id: source for source in chosen}
    seen = source_states(context.database)
    states = {name: seen[name].at(source.url) for name, source in sources.items() if name in seen}
    fresh = {name for name in sources if name not in states or not states[name].last_success}
    now = context.clock.now()

    def known(source: Source, urls: Sequence[str]) -> Mapping[str, KnownPage]:
        return known_pages(context.database, urls, now, source, _last_success(states.get(source.id)))

    def keep(documents: Sequence[Document]) -> None:
        context.keep_lock()
        crash_point("document_fetched")
        found = [(each, sources[each.source_id], each.history or each.source_id in fresh) for each in documents]
        context.tally.documents += save_documents(context.database, found)
        crash_point("document_saved")

    def ended(outcome: SourceOutcome) -> None:
        _record(context, sources[outcome.source_id], outcome)

    polls = [
        Poll(
            source,
            _validators(states.get(source.id)),
            partial(known, source),
            revisit=pages_to_revisit(context.database, source.id, now, _last_success(states.get(source.id))),
            before=source.id not in fresh,
            not_before=_held_until(states.get(source.id), now),
        )
        for source in sources.values()
    ]
    context.progress.step(f"crawling {counted(len(polls), 'source')}")
    crawl(polls, fetch=context.settings.fetch, now=now, sink=keep, progress=ended)
    tell_operator(context, sources, now)


def _last_success(state: SourceState | None) -> datetime | None:
    return state.last_success if state is not None else None


def _held_until(state: SourceState | None, now: datetime) -> datetime | None:
    return state.held_until(now) if state is not None else None


def _validators(state: SourceState | None) -> Validators:
    """None after a poll that saw nothing: "not modified" would then hide whether the source is well again.

    Nor for one that is silent for too long: it may call "not modified" what it has changed.
    """
    return state.validators if state is not None and state.looked and state.state != "stale" else Validators()


def _record(context: Context, source: Source, outcome: SourceOutcome) -> None:
    context.keep_lock()
    now = context.clock.now()
    outcome = judged(outcome, source, rhythms(context.database, source.id).get(source.id), now)
    if outcome.state != "held_back":  # what it was last answered with stays: it was not asked
        record_outcome(context.database, outcome, now, source.url)
    crash_point("source_recorded")
    context.tally.outcomes.append(outcome)
    if outcome.ok:
        context.progress.step(f"source {outcome.source_id}: {counted(outcome.documents, 'document')}")
    else:
        context.problem(f"source {outcome.source_id}: {outcome.state}: {outcome.detail}")
    for problem in outcome.problems:
        context.problem(f"source {outcome.source_id}: {problem}")


def tell_operator(context: Context, sources: Mapping[str, Source], now: datetime) -> None:
    """Alarms and recovery notes, each in the transaction that notes that it was told."""
    states = source_states(context.database)
    channels = context.settings.operator_channels
    for notice, about in alarms(states, sources, context.tenant, now):
        with context.database.write() as connection:
            save_notice(connection, notice, channels, now)
            set_alarm(connection, about, notice.key)
    for notice, about in recoveries(states, sources, context.tenant, now):
        with context.database.write() as connection:
            save_notice(connection, notice, channels, now)
            set_alarm(connection, about, None)
