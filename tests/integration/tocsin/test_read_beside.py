"""A worker reads a new version of a document while what the older one tells is taken in: it revises that incident."""

from __future__ import annotations

import time
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from fakes.by_hand import ANN, NOW, PRESS, incident_of, made_context, numbers, told
from fakes.stored import save_document

from model.disclosure import Disclosure
from model.document import Document
from model.vocabulary import Claim, Kind
from storage.database import Database
from storage.disclosures import save_disclosure
from storage.hand import absorb
from storage.reading import claim_versions
from storage.tables import disclosure
from tocsin.context import Context
from tocsin.stages.by_hand import split_incident
from tocsin.stages.correlation import correlate_pending

WITHDRAWN = Disclosure(False, 0.1, Kind.OTHER, Claim.CONFIRMED)


@pytest.fixture
def context(database: Database) -> Context:
    return made_context(database)


def read_again(context: Context, path: str) -> None:
    """What a worker does: the page was edited, and tells of nothing any more."""
    when = datetime(2025, 11, 20, tzinfo=UTC)
    page = Document(PRESS.id, f"https://press.example/{path}", path, "Named in error.", NOW, "edited", when)
    assert save_document(context.database, page, PRESS, first_poll=False)
    ((version,),) = claim_versions(context.database, 2)
    save_disclosure(
        context.database,
        version.id,
        version.document_id,
        WITHDRAWN,
        relevant=False,
        fingerprint=(),
        extractor="1",
    )


def newest(context: Context) -> tuple[int | None, str]:
    """The incident of what was read last, and whether it is still to revise that."""
    with context.database.read() as connection:
        columns = (disclosure.c.incident_id, disclosure.c.correlation)
        row = connection.execute(sa.select(*columns).order_by(disclosure.c.id.desc()).limit(1)).one()
    return row.incident_id, row.correlation


def test_while_its_incident_is_opened(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    reading: list[Future[None]] = []

    with ThreadPoolExecutor(1) as pool:

        def beside(point: str) -> None:
            if point == "correlated" and not reading:
                reading.append(pool.submit(read_again, context, "one"))
                time.sleep(0.5)

        monkeypatch.setattr("tocsin.stages.correlation.crash_point", beside)
        told(context, "one", "Quillmark")
        reading[0].result()
    (number,) = numbers(context)
    assert newest(context) == (number, "pending")
    correlate_pending(context)
    assert incident_of(context, number).parties == ()


def test_while_its_incident_becomes_a_part_of_another(context: Context) -> None:
    told(context, "one", "Quillmark")
    told(context, "two", "Ternfold")
    kept, other = numbers(context)
    with ThreadPoolExecutor(1) as pool:
        with context.database.write() as connection:
            absorb(connection, kept, other, "one intrusion", NOW)
            reading = pool.submit(read_again, context, "two")
            time.sleep(0.5)
        reading.result()
    assert newest(context) == (kept, "pending")


def test_while_it_is_split_off(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    told(context, "one", "Quillmark")
    second = told(context, "two", "Quillmark", 21)
    (whole,) = numbers(context)
    reading: list[Future[None]] = []
    with ThreadPoolExecutor(1) as pool:

        def beside(*_given: object) -> None:
            reading.append(pool.submit(read_again, context, "two"))
            time.sleep(0.5)

        monkeypatch.setattr("tocsin.stages.by_hand.refold", beside)
        part = split_incident(context, whole, [second], "another event", ANN)
        reading[0].result()
    assert newest(context) == (part, "pending")
