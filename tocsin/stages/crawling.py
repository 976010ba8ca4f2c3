"""Sources -> stored documents."""

from __future__ import annotations

from functools import partial

from crawler.crawl import Poll, crawl
from model.document import Document, KnownPage, SourceOutcome, Validators
from storage.documents import known_page, pages_to_revisit, save_document
from storage.sources import record_outcome, source_states
from tocsin.context import Context
from tocsin.faults import crash_point


def collect(context: Context) -> None:
    """Polls every source of the run; each document is stored as it arrives, each outcome once its documents are."""
    states = source_states(context.database)
    by_id = {source.id: source for source in context.sources}
    fresh = {source.id for source in context.sources if source.id not in states or not states[source.id].last_success}
    now = context.clock.now()

    def known(url: str) -> KnownPage | None:
        return known_page(context.database, url, now)

    def keep(document: Document) -> None:
        crash_point("document_fetched")
        source = by_id[document.source_id]
        if save_document(context.database, document, source, first_poll=source.id in fresh):
            context.tally.documents += 1
        crash_point("document_saved")

    polls = [
        Poll(
            source,
            states[source.id].validators if source.id in states else Validators(),
            known,
            revisit=pages_to_revisit(context.database, source.id, now),
            before=source.id not in fresh,
        )
        for source in context.sources
    ]
    context.progress.step(f"crawling {len(polls)} source{'s' if len(polls) != 1 else ''}")
    crawl(polls, fetch=context.settings.fetch, now=now, sink=keep, progress=partial(_record, context))


def _record(context: Context, outcome: SourceOutcome) -> None:
    record_outcome(context.database, outcome, context.clock.now())
    crash_point("source_recorded")
    context.tally.outcomes.append(outcome)
    if outcome.ok:
        context.progress.step(f"source {outcome.source_id}: {outcome.documents} documents")
    else:
        context.problem(f"source {outcome.source_id}: {outcome.state}: {outcome.detail}")
    for problem in outcome.problems:
        context.problem(f"source {outcome.source_id}: {problem}")
