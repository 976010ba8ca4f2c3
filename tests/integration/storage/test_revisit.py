from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from fakes.stored import save_document

from model.disclosure import Disclosure
from model.document import Document, Source
from model.incident import Incident
from model.vocabulary import Claim, Kind, Status, Trust
from storage.database import Database
from storage.disclosures import only_silent, pending_reports, save_disclosure, settle_reports
from storage.documents import known_pages, pages_to_revisit
from storage.incidents import open_incidents
from storage.reading import claim_versions

NOW = datetime(2025, 11, 28, 12, tzinfo=UTC)
URL = "http://example.test/a"


def tell(database: Database, *, alerting: bool) -> int:
    source = Source("press", "feed", "http://example.test/", Trust.PRESS, timedelta(hours=1), alerting=alerting)
    save_document(database, Document("press", URL, "t", "x", NOW, "h", published=NOW), source, first_poll=True)
    (version,) = next(claim_versions(database, 1))
    found = Disclosure(True, 1.0, Kind.BREACH, Claim.CONFIRMED)
    save_disclosure(database, version.id, version.document_id, found, relevant=True, fingerprint=(), extractor="x")
    with database.write() as connection:
        incident = Incident("t", Kind.BREACH, Status.REPORTED)
        (number,) = open_incidents(connection, [(incident, False)], run_id=1, now=NOW)
        ((report, _),) = pending_reports(connection)
        settle_reports(connection, [(report.id, number, "opens")])
    return number


def test_a_page_about_an_incident_is_looked_at_again_for_sixty_days(database: Database) -> None:
    tell(database, alerting=True)
    page = known_pages(database, [URL], NOW + timedelta(days=59)).get(URL)
    assert page is not None
    assert (page.revisit, page.fetched) == (True, NOW)
    assert pages_to_revisit(database, "press", NOW + timedelta(days=59)) == (URL,)
    assert pages_to_revisit(database, "another", NOW) == ()
    hours = [NOW + timedelta(days=30, hours=2 * n) for n in range(13)]
    asked = [pages_to_revisit(database, "press", now, last) for last, now in pairwise(hours)]
    assert sorted(asked) == [()] * 11 + [(URL,)]  # once in a day of polls every two hours
    young = NOW + timedelta(days=2)
    assert pages_to_revisit(database, "press", young, young - timedelta(seconds=1)) == (URL,)
    later = NOW + timedelta(days=61)
    assert pages_to_revisit(database, "press", later) == ()
    page = known_pages(database, [URL], later).get(URL)
    assert page is not None
    assert not page.revisit


def test_an_incident_told_only_by_silent_sources_is_known_as_such(database: Database) -> None:
    number = tell(database, alerting=False)
    with database.read() as connection:
        assert only_silent(connection, number)


def test_one_source_that_alerts_is_enough(database: Database) -> None:
    number = tell(database, alerting=True)
    with database.read() as connection:
        assert not only_silent(connection, number)
