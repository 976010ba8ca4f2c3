"""A run that finds within a stage that another works by now: it begins no further document, incident or delivery."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from fakes.archives import packed
from fakes.bad_web import BadWeb, Page
from fakes.by_hand import NOW, PRESS, inventory_of, made_context, told
from fakes.stored import document_count, save_document
from fakes.webhook import WebhookStandIn

from model.document import Document, Source
from model.vocabulary import DeliveryState, Trust
from storage.database import Database
from storage.errors import DatabaseBusy
from storage.outbox import delivery_counts
from storage.tables import disclosure
from tocsin.context import Context
from tocsin.stages.backfill import backfill
from tocsin.stages.crawling import collect
from tocsin.stages.delivery import deliver
from tocsin.stages.extraction import extract
from tocsin.stages.matching import match_pending


def lost(context: Context, *, after: int) -> Context:
    """The run, whose lock another has when it is asked for the time after this many."""
    asked = [*range(after)]

    def keep() -> None:
        if not asked:
            raise DatabaseBusy("in use by another")
        asked.pop()

    return replace(context, keep_lock=keep)


def read(database: Database) -> int:
    with database.read() as connection:
        return len(connection.execute(sa.select(disclosure.c.id)).all())


def refused(stage: Callable[[Context], None], context: Context, *, after: int = 1) -> None:
    with pytest.raises(DatabaseBusy, match="in use by another"):
        stage(lost(context, after=after))


def test_no_further_document_is_stored(database: Database) -> None:
    with BadWeb() as web:
        item = "<item><title>Quillmetric was breached</title><description>It says so.</description></item>"
        web.set("/feed", Page(f"<rss version='2.0'><channel>{item}</channel></rss>", "application/rss+xml"))
        source = Source(
            "own", "feed", web.url("/feed"), Trust.PRESS, timedelta(hours=1), min_items=0, trusted_address=True
        )
        context = replace(made_context(database), sources=(source,))
        refused(collect, context, after=0)
        assert document_count(database) == 0
        collect(context)
        assert document_count(database) == 1


def test_no_further_page_of_an_archive_is_stored(database: Database, tmp_path: Path) -> None:
    archive = tmp_path / "pages.warc.gz"
    archive.write_bytes(b"".join(packed(f"https://news.harbour-post.example/{number}") for number in range(17)))

    def keep() -> None:
        if document_count(database):
            raise DatabaseBusy("in use by another")

    context = made_context(database)
    with pytest.raises(DatabaseBusy, match="in use by another"):
        backfill(replace(context, keep_lock=keep), [archive])
    assert document_count(database) == 16  # as many as are stored at once
    backfill(context, [archive])
    assert document_count(database) == 17


def test_no_further_document_is_read(database: Database) -> None:
    context = made_context(database)
    for name in ("Quillmetric", "Brasswick"):
        found = Document("press", f"https://press.example/{name}", name, f"{name} was breached.", NOW, name, NOW)
        assert save_document(database, found, PRESS, first_poll=False)
    refused(extract, context)
    assert read(database) == 1
    extract(context)
    assert read(database) == 2


def test_no_further_incident_is_told(database: Database, tmp_path: Path) -> None:
    context = made_context(database)
    inventory_of(context, tmp_path, "Quillmetric", "Brasswick")
    told(context, "a", "Quillmetric")
    told(context, "b", "Brasswick")
    refused(match_pending, context)
    assert context.tally.alerts == 1
    match_pending(context)
    assert context.tally.alerts == 2


def test_nothing_further_is_sent_and_what_was_sent_is_marked(database: Database, tmp_path: Path) -> None:
    with WebhookStandIn() as hook:
        channels = [{"id": "hook", "kind": "webhook", "url": hook.url}]
        context = made_context(database, channels=channels, routes=[{"channels": ["hook"]}])
        inventory_of(context, tmp_path, "Quillmetric", "Brasswick")
        told(context, "a", "Quillmetric")
        told(context, "b", "Brasswick")
        match_pending(context)
        refused(deliver, context)
        assert len(hook.received) == 1
        assert delivery_counts(database)[DeliveryState.SENT] == 1
        deliver(context)
        assert len({posted.body for posted in hook.received}) == len(hook.received) == 2
