"""The shipped history -> incidents that are there from the first day. It never pages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from hashlib import sha256
from itertools import chain

from config.catalogue import load_catalogue
from config.history import PastBreach, PastBreaches, history_sets, load_history
from config.joined import load_joined, made_from
from config.memory import uncollected
from model.disclosure import Disclosure
from model.document import Document, Source
from model.rendering import render_fields
from model.vocabulary import Store
from nlp.extract import EXTRACTOR_VERSION
from nlp.parties.other_names import other_names
from nlp.structured import read_fields
from storage.disclosures import reports_of
from storage.history import known_urls, save_read_documents
from storage.joined import is_new, save_joined
from tocsin.context import Context
from tocsin.stages.correlation import correlate_pending, learn_names
from tocsin.stages.extraction import may_matter
from tocsin.stages.matching import match_pending


def load_past(context: Context, sets: Iterable[PastBreaches] | None = None) -> int:
    """Takes the breaches of these sets in (all that are shipped) that are not stored yet; how many these were.

    They are documents like any other, so a later poll of the same source revises them and opens nothing twice. A new
    database takes all that are shipped as they were joined beforehand, in a quarter of the time.
    """
    with uncollected():
        if sets is not None:
            return _load(context, sets)
        return _load_joined(context) or _load(context, load_history())


def _load_joined(context: Context) -> int:
    """0 where the database is not new, or where the data that decide are not those that were joined."""
    with context.database.write() as connection:
        found = list(load_joined(made_from(EXTRACTOR_VERSION))) if is_new(connection) else []
        if not found:
            return 0
        for past in history_sets():
            context.progress.step(f"history: breaches from {past.origin} ({past.licence})")
        sources = {past.source_id: _source(past) for past in history_sets()}
        now = context.clock.now()
        loaded = save_joined(connection, found, sources, extractor=EXTRACTOR_VERSION, run_id=context.run_id, now=now)
        stating = [one.id for one in found if any('"other_names":[{' in each.record for each in one.reports)]
        held = reports_of(connection, stating)
        learn_names(context, connection, sorted(chain(*held.values()), key=lambda report: report.id))
    context.tally.incidents += len(found) - 1
    match_pending(context)
    return loaded


def _load(context: Context, sets: Iterable[PastBreaches]) -> int:
    loaded = 0
    for past in sets:
        known = known_urls(context.database, [breach.url for breach in past.breaches])
        new = tuple(breach for breach in past.breaches if breach.url not in known)
        found = list(_read(context, replace(past, breaches=new)))
        if not found:
            continue
        context.progress.step(f"history: {len(found):,} breaches from {past.origin} ({past.licence})")
        with context.database.write() as connection:
            save_read_documents(connection, _source(past), found, extractor=EXTRACTOR_VERSION, now=context.clock.now())
        loaded += len(found)
    if loaded:
        correlate_pending(context)
        match_pending(context)
    return loaded


def _read(context: Context, past: PastBreaches) -> Iterator[tuple[Document, Disclosure, bool]]:
    for breach in past.breaches:
        text = render_fields(breach.fields)
        told = read_fields(past.kind, breach.fields, text, breach.title, breach.published)
        if told is not None and told.parties:
            named = replace(told, other_names=other_names(f"{breach.title}\n{text}", told))
            yield _document(context, past, breach), named, may_matter(named)


def _document(context: Context, past: PastBreaches, breach: PastBreach) -> Document:
    """Without text and fields, which Tocsin ships; facts and quotes are kept, and a later poll brings the text."""
    content = json.dumps([breach.title, dict(breach.fields)], sort_keys=True)
    return Document(
        source_id=past.source_id,
        url=breach.url,
        title=breach.title,
        text="",
        fetched=context.clock.now(),
        content_hash=sha256(content.encode()).hexdigest(),
        published=datetime.combine(breach.published, time(), UTC),
        language="en",
    )


def _source(past: PastBreaches) -> Source:
    """The catalogue's source of this set, or one that stands for it: it does not alert, and only facts are kept."""
    known = {entry.source.id: entry.source for entry in load_catalogue()}.get(past.source_id)
    if known is None:
        known = Source(past.source_id, past.kind, "", past.trust, timedelta(0), name=past.origin)
    return replace(known, kind=past.kind, trust=past.trust, store=Store.FACTS, alerting=False)
