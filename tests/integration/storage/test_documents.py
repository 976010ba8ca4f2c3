from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from fakes.stored import document_count, save_document
from sqlalchemy.exc import StatementError

from model.disclosure import DataTypeClaim, Disclosure, Evidence
from model.document import STAND_IN, Document, Source, SourceOutcome, Validators
from model.vocabulary import Claim, DataStatus, DataType, Kind, Store, Trust
from storage.database import Database
from storage.disclosures import historical, pending_reports, save_disclosure, settle_reports
from storage.documents import known_pages, purge_text, quarantined, save_documents
from storage.reading import claim_versions, fail_version, release_versions, set_aside
from storage.sources import record_outcome, source_states
from storage.tables import document_version

NOW = datetime(2025, 11, 28, 12, tzinfo=UTC)


def source(name: str = "press", trust: Trust = Trust.PRESS, store: Store = Store.FULL) -> Source:
    return Source(name, "feed", f"http://127.0.0.1/{name}", trust, timedelta(hours=1), store=store)


def document(text: str = "one", url: str = "http://example.test/a", **more: object) -> Document:
    values = {
        "source_id": "press",
        "url": url,
        "title": "t",
        "text": text,
        "fetched": NOW,
        "content_hash": text,
        "published": NOW,
    }
    return Document(**{**values, **more})  # type: ignore[arg-type]


def waiting(database: Database) -> list[str]:
    texts = [version.text for batch in claim_versions(database, 1, batch=2) for version in batch]
    assert release_versions(database, 1) == len(texts)
    return texts


def test_a_document_is_stored_once_and_its_versions_are_kept(database: Database) -> None:
    assert save_document(database, document("one"), source(), first_poll=True)
    assert not save_document(database, document("one"), source(), first_poll=False)
    assert save_document(database, document("two"), source(), first_poll=False)
    assert document_count(database) == 1
    assert waiting(database) == ["one", "two"]


def test_documents_that_come_together_are_stored_as_one_after_the_other_all_or_none(database: Database) -> None:
    save_document(database, document("old", "http://example.test/known"), source(), first_poll=True)
    vendor = source("vendor", Trust.VENDOR)
    together = [
        (document("a", "http://example.test/a"), source(), False),
        (document("new", "http://example.test/known"), source(), False),
        (document("a, by the vendor", "http://example.test/a", source_id="vendor"), vendor, False),
        (document("a", "http://example.test/a"), source(), False),
        (document("b", "http://example.test/b"), source(), False),
    ]
    broken = (document("c", "http://example.test/c", fetched=NOW.replace(tzinfo=None)), source(), False)
    with pytest.raises(StatementError):
        save_documents(database, [*together, broken])
    assert (waiting(database), document_count(database)) == (["old"], 1)
    assert save_documents(database, together) == 4
    assert sorted(waiting(database)) == ["a", "a, by the vendor", "b", "new", "old"]
    assert save_documents(database, together[-2:]) == 0


def test_a_nearer_voice_takes_a_page_over_and_a_lesser_one_does_not(database: Database) -> None:
    save_document(database, document("from the press"), source(), first_poll=True)
    vendor = source("vendor", Trust.VENDOR)
    assert save_document(database, document("from the vendor", source_id="vendor"), vendor, first_poll=True)
    assert not save_document(database, document("from an aggregator"), source("agg", Trust.AGGREGATOR), first_poll=True)
    assert waiting(database) == ["from the press", "from the vendor"]


def test_a_nearer_voice_tells_the_same_words_anew(database: Database) -> None:
    press, vendor = source(), replace(source("vendor", Trust.VENDOR), url="http://www.example.test/feed")
    url = "http://example.test/a"
    save_document(database, document(), press, first_poll=True)
    assert url in known_pages(database, [url], NOW, press)
    assert url not in known_pages(database, [url], NOW, vendor)
    assert save_document(database, document(source_id="vendor"), vendor, first_poll=True)
    for asking in (press, vendor):
        assert url in known_pages(database, [url], NOW, asking)
        assert not save_document(database, document(source_id=asking.id), asking, first_poll=False)
    (*_, version) = [version for batch in claim_versions(database, 1) for version in batch]
    assert version.trust is Trust.VENDOR
    elsewhere = replace(source("regulator", Trust.REGULATOR), url="http://authority.test/list")
    save_document(database, document(url="http://example.test/b"), press, first_poll=True)
    assert not save_document(database, document(url="http://example.test/b"), elsewhere, first_poll=True)


def test_what_a_lesser_voice_was_answered_with_is_not_what_is_stored(database: Database) -> None:
    first, edited = (replace(document(text), validators=Validators(text)) for text in ("as it was", "edited"))
    save_document(database, first, source(), first_poll=True)
    assert not save_document(database, replace(edited, source_id="other"), source("other"), first_poll=False)
    (stored,) = known_pages(database, [first.url], NOW).values()
    assert stored.validators == first.validators, "or the edit would be unchanged to whoever may store it"
    assert save_document(database, edited, source(), first_poll=False)
    again = replace(edited, validators=Validators("the same words, delivered anew"))
    assert not save_document(database, again, source(), first_poll=False)
    (stored,) = known_pages(database, [first.url], NOW).values()
    assert stored.validators == again.validators


def test_only_the_source_whose_words_stand_for_a_page_corrects_them(database: Database) -> None:
    words = document(validators=STAND_IN)
    save_document(database, words, source(), first_poll=True)
    for asking, validators in ((source(), STAND_IN), (source("other"), Validators())):
        assert known_pages(database, [words.url], NOW, asking)[words.url].validators == validators


def test_pending_versions_come_in_batches_each_once(database: Database) -> None:
    for number in range(5):
        save_document(database, document(str(number), url=f"http://example.test/{number}"), source(), first_poll=True)
    assert waiting(database) == ["0", "1", "2", "3", "4"]


def test_a_poison_document_is_set_aside_after_two_tries(database: Database) -> None:
    save_document(database, document(), source(), first_poll=True)
    (version,) = next(claim_versions(database, 1))
    assert not fail_version(database, version.id, "boom")
    assert waiting(database) == ["one"]
    assert fail_version(database, version.id, "boom")
    assert waiting(database) == []
    assert quarantined(database) == [("http://example.test/a", "boom")]


def read(database: Database, *, relevant: bool = True, tells: bool = True) -> None:
    claim = DataTypeClaim(DataType.NAMES, DataStatus.EXPOSED, Evidence("one", 2, 5))
    found = Disclosure(tells, 0.9, Kind.BREACH, Claim.CONFIRMED, data_types=(claim,))
    for batch in claim_versions(database, 1):
        for version in batch:
            save_disclosure(
                database, version.id, version.document_id, found, relevant=relevant, fingerprint=(1, 2), extractor="x"
            )


def test_a_disclosure_comes_back_as_it_was_saved_until_it_is_settled(database: Database) -> None:
    save_document(database, document(), source(), first_poll=True)
    read(database)
    with database.write() as connection:
        ((report, incident),) = pending_reports(connection)
        assert incident is None
        assert report.disclosure.data_types[0].evidence == Evidence("one", 2, 5)
        assert (report.trust, report.published, report.fingerprint) == (Trust.PRESS, NOW, (1, 2))
        settle_reports(connection, [(report.id, None, "nothing")])
        assert pending_reports(connection) == []


def test_text_that_may_not_be_kept_goes_once_it_is_read_and_correlated(database: Database) -> None:
    save_document(database, document("kept", url="http://example.test/kept"), source(), first_poll=True)
    save_document(
        database, document("gone", url="http://example.test/gone"), source("few", store=Store.FACTS), first_poll=True
    )
    read(database)
    later = NOW + timedelta(days=8)
    assert purge_text(database, later) == 0, "nothing is correlated yet"
    with database.write() as connection:
        for report, _ in pending_reports(connection):
            settle_reports(connection, [(report.id, None, "done")])
    assert purge_text(database, NOW + timedelta(days=1)) == 0
    assert purge_text(database, later) == 1
    with database.read() as connection:
        texts = set(connection.execute(sa.select(document_version.c.text)).scalars())
    assert texts == {"kept", None}


def test_text_that_may_not_be_kept_goes_too_where_nobody_could_read_it(database: Database) -> None:
    save_document(database, document(), source(store=Store.FACTS), first_poll=True)
    (version,) = next(claim_versions(database, 1))
    set_aside(database, version.id, "boom")
    assert purge_text(database, NOW + timedelta(days=6)) == 0
    assert purge_text(database, NOW + timedelta(days=8)) == 1
    assert quarantined(database) == [("http://example.test/a", "boom")]


def test_of_an_advisory_the_names_stay_when_its_text_goes(database: Database) -> None:
    told = document(
        "its notes", url="http://example.test/sa7", fields={"vendors": ["Ternfold"], "products": ["Payroll"]}
    )
    prose = document("a row", url="http://example.test/row", fields={"what": "what happened"})
    save_document(database, told, replace(source("csaf", store=Store.EXCERPT), kind="csaf"), first_poll=True)
    save_document(database, prose, source("few", store=Store.EXCERPT), first_poll=True)
    read(database, relevant=False)
    assert purge_text(database, NOW + timedelta(days=8)) == 2
    kept = sa.select(document_version.c.text, document_version.c.fields).order_by(document_version.c.id)
    with database.read() as connection:
        assert [tuple(row) for row in connection.execute(kept)] == [(None, told.fields), (None, None)]


def test_a_page_that_could_not_be_had_at_the_first_poll_is_history_however_late_it_comes(database: Database) -> None:
    empty = document("", published=None)
    few = source(store=Store.EXCERPT)
    save_document(database, empty, few, first_poll=True)
    read(database, relevant=False, tells=False)
    purge_text(database, NOW + timedelta(days=8))
    save_document(database, document("one", published=None, fetched=NOW + timedelta(days=9)), few, first_poll=False)
    read(database)
    with database.read() as connection:
        ((report, _),) = pending_reports(connection)
        assert historical(connection, [report.id]) == {report.id}


def test_a_page_without_an_incident_is_not_revisited(database: Database) -> None:
    save_document(database, document(), source(), first_poll=True)
    page = known_pages(database, ["http://example.test/a"], NOW).get("http://example.test/a")
    assert page is not None
    assert (page.content_hash, page.revisit) == ("one", False)
    assert known_pages(database, ["http://example.test/other"], NOW).get("http://example.test/other") is None


def test_a_failure_keeps_the_validators_and_counts_up(database: Database) -> None:
    good = SourceOutcome("press", "ok", validators=Validators("etag-1", None))
    record_outcome(database, good, NOW)
    record_outcome(database, SourceOutcome("press", "http_404", "not there"), NOW + timedelta(hours=1))
    record_outcome(database, SourceOutcome("press", "http_404", "not there"), NOW + timedelta(hours=2))
    state = source_states(database)["press"]
    assert (state.state, state.failures, state.validators.etag) == ("http_404", 2, "etag-1")
    assert state.since == NOW + timedelta(hours=1)
    assert state.last_success == NOW
    record_outcome(database, SourceOutcome("press", "not_modified"), NOW + timedelta(hours=3))
    assert source_states(database)["press"].validators.etag == "etag-1"
