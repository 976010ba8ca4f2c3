"""Incidents of another Tocsin -> documents of this one, correlated like any other."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from itertools import groupby

from model.document import Document, Source
from storage.audit import record_change
from storage.export import ToldBy, read_line
from storage.history import known_urls, save_read_documents
from tocsin.actor import operator
from tocsin.context import Context
from tocsin.stages.correlation import correlate_pending
from tocsin.stages.matching import match_pending

_EXTRACTOR = "imported"


def take_in(context: Context, lines: Iterable[str], name: str) -> tuple[int, list[str]]:
    """How many documents were new, and one line for each line that could not be read.

    A document keeps its trust; its alerting is off, so an incident that only imported documents tell pages nobody. One
    whose URL is known here is left as it is, so that a file may be imported any number of times.
    """
    told: dict[str, ToldBy] = {}
    problems = []
    for number, line in enumerate(lines, start=1):
        try:
            told |= {one.url: one for one in (read_line(line) if line.strip() else ())}
        except ValueError as error:
            problems.append(f"{name}, line {number}: {error}")
            context.problem(problems[-1])
    known = known_urls(context.database, list(told))
    new = sorted((one for one in told.values() if one.url not in known), key=_origin)
    with context.database.write() as connection:
        for _, group in groupby(new, key=_origin):
            documents = list(group)
            save_read_documents(
                connection,
                _source(documents[0]),
                [(_document(one), one.disclosure, True) for one in documents],
                extractor=_EXTRACTOR,
                now=context.clock.now(),
                fingerprints={one.url: one.fingerprint for one in documents},
            )
        if new:
            actor, after = operator(context.tenant), {"documents": len(new)}
            record_change(connection, actor, "import incidents", f"file {name}", after=after, now=context.clock.now())
    correlate_pending(context)
    match_pending(context)
    return len(new), problems


def _origin(one: ToldBy) -> tuple[str, ...]:
    return (one.source_id, one.source_kind, one.trust, one.store, one.speaker or "")


def _source(one: ToldBy) -> Source:
    return Source(
        id=one.source_id,
        kind=one.source_kind,
        url="",
        trust=one.trust,
        every=timedelta(0),
        organisation=one.speaker,
        store=one.store,
        alerting=False,
    )


def _document(one: ToldBy) -> Document:
    return Document(
        source_id=one.source_id,
        url=one.url,
        title=one.title,
        text="",
        fetched=one.fetched,
        content_hash=one.content_hash,
        published=one.published,
        language=one.disclosure.language,
    )
