"""In which language a crawled document is read: the one that it is written in, whatever its page or feed says."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from fakes.stored import save_document

from config.settings import Settings
from model.document import Document, Source
from model.incident import Incident
from model.vocabulary import DataStatus, DataType, Role, Trust
from storage.database import Database
from storage.incidents import find_incidents
from storage.runs import begin_run
from tocsin.clock import Clock
from tocsin.context import Context, Quiet
from tocsin.stages.correlation import correlate_pending
from tocsin.stages.extraction import extract

FETCHED = datetime(2026, 11, 5, 9, tzinfo=UTC)
GERMAN = (
    "Die Northquill GmbH hat am 3. November 2026 mitgeteilt, dass Unbekannte in ihre Systeme eingedrungen sind und "
    "Kundendaten gestohlen haben. Betroffen sind Namen und E-Mail-Adressen von 12.000 Kunden. Passwörter sind nicht "
    "betroffen."
)


def _incident(database: Database, source: Source, post: Document) -> Incident:
    """The one that comes of the post."""
    clock = Clock(date(2026, 11, 6))
    context = Context(Settings(), database, clock, (), begin_run(database, "test", clock.now()), Quiet())
    assert save_document(database, post, source, first_poll=False)
    extract(context)
    correlate_pending(context)
    (stored,) = find_incidents(database)
    return stored.incident


@pytest.mark.parametrize("stated", ["en", "fr", "de", None])
def test_what_a_template_says_of_the_language_does_not_matter(database: Database, stated: str | None) -> None:
    post = Document(
        source_id="press",
        url="https://news.example/1",
        title="Datenleck bei Northquill",
        text=GERMAN,
        fetched=FETCHED,
        content_hash="a",
        published=datetime(2026, 11, 4, tzinfo=UTC),
        language=stated,
    )
    source = Source("press", "feed", "https://news.example/feed", Trust.PRESS, timedelta(hours=1))
    incident = _incident(database, source, post)
    assert [party.name for party in incident.organisations(Role.BREACHED)] == ["Northquill GmbH"]
    held = {fact.type: fact.status for fact in incident.data_types}
    assert held[DataType.EMAIL_ADDRESSES] is DataStatus.EXPOSED
    assert held[DataType.PASSWORDS] is DataStatus.DENIED


def test_a_vendors_own_page_in_its_language_names_the_vendor_though_it_only_says_we(database: Database) -> None:
    url = "https://kabelnetz.example/sicherheitsvorfall"
    text = (
        "Am 3. November 2026 wurden unsere Server Ziel eines Cyberangriffs. Dabei wurden Namen und E-Mail-Adressen "
        "unserer Kunden kopiert. Passwörter sind nicht betroffen."
    )
    post = Document("kabelnetz", url, "Sicherheitsvorfall", text, FETCHED, "a", datetime(2026, 11, 4, tzinfo=UTC))
    source = Source("kabelnetz", "html", url, Trust.VENDOR, timedelta(hours=1), organisation="Kabelnetz Havelland")
    incident = _incident(database, source, post)
    assert [party.name for party in incident.organisations(Role.BREACHED)] == ["Kabelnetz Havelland"]
