"""What an edited page says is as old as the edit, over the database and back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from fakes.reports import report
from fakes.stored import save_document

from model.disclosure import Disclosure
from model.document import Document, Source
from model.incident import CLAIM, RECORDS, Report
from model.vocabulary import DataStatus, DataType, Status, Trust
from nlp.incidents.fold import fold
from storage.database import Database
from storage.disclosures import pending_reports, save_disclosure
from storage.reading import claim_versions

FIRST = datetime(2026, 11, 1, 12, tzinfo=UTC)
VENDOR = Source(
    "vendor", "page", "https://quillmark.example/", Trust.VENDOR, timedelta(hours=1), organisation="Quillmark"
)


def told(**said: Any) -> Disclosure:
    return report(1, breached=["Quillmark"], **said).disclosure


def read(database: Database, *versions: tuple[int, Disclosure]) -> Report:
    """The vendor's page of the first day as it was on these days."""
    for day, found in versions:
        seen = FIRST + timedelta(days=day)
        page = Document("vendor", "https://quillmark.example/a", "t", f"x{day}", seen, f"hash-{day}", published=FIRST)
        save_document(database, page, VENDOR, first_poll=False)
        (version,) = next(claim_versions(database, 1))
        save_disclosure(database, version.id, version.document_id, found, relevant=True, fingerprint=(), extractor="x")
    with database.read() as connection:
        ((current, _),) = pending_reports(connection)
    return replace(current, speaker="quillmark", organisations={"Quillmark": "quillmark"})


def press(day: int, **said: Any) -> list[Report]:
    return [report(number, day, breached=["Quillmark"], **said) for number in (101, 102)]


def test_each_fact_of_an_edited_page_has_the_day_on_which_it_changed(database: Database) -> None:
    page = read(
        database,
        (0, told(exposed=["names"], denied=["passwords"])),
        (3, told(exposed=["names"], denied=["passwords"], count=900)),
        (4, told(exposed=["names", "email_addresses"], denied=["passwords"], count=900)),
    )
    assert page.published == FIRST
    assert page.changed == {RECORDS: FIRST + timedelta(days=3), "email_addresses": FIRST + timedelta(days=4)}


def test_a_page_that_was_only_reworded_says_what_it_says_since_its_first_day(database: Database) -> None:
    page = read(database, (0, told(denied=["passwords"])), (6, told(denied=["passwords"])))
    assert page.changed == {}
    found = fold([page, *press(4, exposed=["passwords"])])
    assert found.data_types[0].status is DataStatus.EXPOSED


def test_a_denial_of_data_that_is_added_later_answers_the_press_before_it(database: Database) -> None:
    page = read(database, (0, told()), (6, told(denied=["passwords"])))
    found = fold([page, *press(4, exposed=["passwords"])])
    assert [(fact.type, fact.status) for fact in found.data_types] == [(DataType.PASSWORDS, DataStatus.DENIED)]
    assert found.first_published == FIRST.date()


def test_a_denial_of_the_incident_that_is_added_later_disputes_it(database: Database) -> None:
    page = read(database, (0, told(claim="claimed")), (6, told(claim="denied")))
    assert page.changed == {CLAIM: FIRST + timedelta(days=6)}
    assert fold([page, *press(4)]).status is Status.DISPUTED


def test_a_confirmation_that_is_added_later_ends_an_earlier_denial(database: Database) -> None:
    page = read(database, (0, told(claim="claimed")), (6, told()))
    denial = report(103, 4, breached=["Quillmark"], trust="vendor", speaker="quillmark", claim="denied")
    assert fold([page, denial]).status is Status.CONFIRMED
