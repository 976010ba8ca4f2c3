"""The shipped history: read whole, taken in once, joined with what is polled later, and never told."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from fakes.stored import document_count, incident_count, save_document

from config.history import PastBreaches, load_history
from config.registry import load_registry
from config.settings import Settings
from inventory.read import read_inventory
from model.document import Document, Source
from model.rendering import render_fields
from model.vocabulary import Status, Trust
from nlp.structured import read_fields
from storage.database import Database
from storage.incidents import candidates, find_incidents, load_incidents
from storage.matches import alerts_of
from storage.runs import begin_run
from tocsin.clock import Clock
from tocsin.context import Context, Quiet
from tocsin.past import past_lines, past_of
from tocsin.stages.correlation import correlate_pending
from tocsin.stages.extraction import extract
from tocsin.stages.history import load_past
from tocsin.stages.imports import import_path
from tocsin.stages.matching import match_pending


@pytest.fixture
def context(database: Database) -> Context:
    return new_run(database)


def new_run(database: Database, day: date = date(2026, 11, 25)) -> Context:
    clock = Clock(day)
    return Context(Settings(), database, clock, (), begin_run(database, "test", clock.now()), Quiet())


def some(*names: str, extra: int = 40) -> Iterator[PastBreaches]:
    """Every set cut to its first breaches and those of these organisations."""
    for past in load_history():
        wanted = [each for each in past.breaches if each.title in names]
        yield replace(past, breaches=(*wanted, *(each for each in past.breaches[:extra] if each not in wanted)))


def test_every_shipped_breach_is_read_and_marked_with_its_licence() -> None:
    counts: Counter[str] = Counter()
    for past in load_history():
        assert past.licence in {"CC-BY-4.0", "public domain", "CC-BY-SA-4.0", "MIT"}
        assert len({breach.url for breach in past.breaches}) == len(past.breaches)
        for breach in past.breaches[::7]:
            text = render_fields(breach.fields)
            told = read_fields(past.kind, breach.fields, text, breach.title, breach.published)
            if told is None:
                continue  # a natural person
            counts[past.source_id] += 1
            whole = f"{breach.title}\n{text}"
            for party in told.parties:
                assert whole[party.evidence.start : party.evidence.end] == party.evidence.quote != ""
        assert counts[past.source_id] > len(past.breaches) / 7 * 0.95
    assert set(counts) == {"hibp_breaches", "hhs_ocr", "vcdb", "securitybreach"}


def test_history_is_taken_in_once(context: Context) -> None:
    loaded = load_past(context, some())
    assert 150 < loaded <= 160
    assert document_count(context.database) == loaded
    before = incident_count(context.database)
    assert before > 120
    assert load_past(context, some()) == 0
    assert (document_count(context.database), incident_count(context.database)) == (loaded, before)


def test_history_never_pages_whatever_its_dates(context: Context, tmp_path: Path) -> None:
    vendors = tmp_path / "vendors.csv"
    vendors.write_text("name,domain\nAdobe,adobe.com\nBitly,bitly.com\nQuillmark,quillmark.example\n")
    import_path(context, vendors, read_inventory)
    newest = max(each.published for past in some("Adobe", "Bitly") for each in past.breaches)
    early = new_run(context.database, newest)  # as if it had been shipped on that very day
    load_past(early, some("Adobe", "Bitly"))
    assert alerts_of(context.database) == []
    past = past_of(early.tally.past)
    assert {each.vendor for each in past} == {"Adobe", "Bitly"}
    assert past_lines(past)[0].startswith("History, of which nobody is alerted: 2 vendors of yours")
    assert all(each.only_history for each in find_incidents(context.database))


def test_the_first_day_pages_nobody_and_the_next_incident_once(context: Context, tmp_path: Path) -> None:
    known = [each for each in load_registry() if each.legal_names][:300]
    vendors = tmp_path / "vendors.csv"
    vendors.write_text("name\nQuillmark\n" + "".join(f'"{each.name}"\n' for each in known))
    load_past(context, some(*(each.name for each in known)))
    import_path(context, vendors, read_inventory)
    register = Source("register", "state_ag", "https://ag.example/", Trust.REGULATOR, timedelta(days=1))
    for number in range(300):
        name = known[number].legal_names[0] if number < 60 else f"Brackenmoor Clinics No. {number} Inc"
        old = datetime(2024, 1 + number % 12, 1 + number % 28, tzinfo=UTC) if number % 2 else None
        save_row(context, register, f"https://ag.example/{number}", {"Organization Name": name, "rows": number}, old)
    extract(context)
    correlate_pending(context)
    match_pending(context)
    assert alerts_of(context.database) == []
    past = past_of(context.tally.past)
    assert len(past) > 30
    assert past_lines(past)[0].startswith(f"History, of which nobody is alerted: {len(past)} vendors of yours")

    fresh = {"Organization Name": "Quillmark Inc", "Date Reported": "2026-11-24"}
    save_row(context, register, "https://ag.example/new", fresh, datetime(2026, 11, 24, tzinfo=UTC), first_poll=False)
    extract(context)
    correlate_pending(context)
    match_pending(context)
    (alert,) = alerts_of(context.database)
    assert alert["alert"].exposures[0].path == ("Quillmark",)


def save_row(
    context: Context,
    source: Source,
    url: str,
    fields: dict[str, object],
    published: datetime | None,
    *,
    first_poll: bool = True,
) -> None:
    row = Document(
        source_id=source.id,
        url=url,
        title=str(fields["Organization Name"]),
        text=render_fields(fields),
        fetched=datetime(2026, 11, 25, 9, tzinfo=UTC),
        content_hash=f"{url:>064}"[-64:],
        published=published,
        fields=fields,
    )
    assert save_document(context.database, row, source, first_poll=first_poll)


def test_a_later_inventory_hears_of_the_past_in_one_summary(context: Context, tmp_path: Path) -> None:
    load_past(context, some("Adobe"))
    later = new_run(context.database)
    vendors = tmp_path / "vendors.csv"
    vendors.write_text("name\nAdobe\n")
    import_path(later, vendors, read_inventory)
    match_pending(later)
    assert alerts_of(context.database) == []
    assert [each.vendor for each in past_of(later.tally.past)] == ["Adobe"]


def test_a_poll_of_the_same_breach_revises_it_and_opens_nothing(context: Context) -> None:
    load_past(context, some("Adobe"))
    before = incident_count(context.database)
    source = Source("hibp_breaches", "hibp", "https://haveibeenpwned.com/api", Trust.CATALOGUE, timedelta(hours=6))
    fields = {
        "Name": "Adobe",
        "Title": "Adobe",
        "Domain": "adobe.com",
        "BreachDate": "2013-10-04",
        "AddedDate": "2013-12-04T00:00:00Z",
        "PwnCount": 152445165,
        "DataClasses": ["Email addresses", "Password hints", "Passwords", "Usernames", "Phone numbers"],
        "IsVerified": True,
    }
    polled = Document(
        source_id=source.id,
        url="https://haveibeenpwned.com/Breach/Adobe",
        title="Adobe",
        text=render_fields(fields),
        fetched=datetime(2026, 11, 25, 9, tzinfo=UTC),
        content_hash="f" * 64,
        published=datetime(2013, 12, 4, tzinfo=UTC),
        fields=fields,
    )
    assert save_document(context.database, polled, source, first_poll=True)
    extract(context)
    correlate_pending(context)
    assert incident_count(context.database) == before
    with context.database.read() as connection:
        found = load_incidents(connection, candidates(connection, ["adobe"])).values()
    revised = [each for each in found if each.revision]
    assert len(revised) == 1
    assert "phone_numbers" in json.dumps([fact.type for fact in revised[0].incident.data_types])
    assert revised[0].incident.status is Status.REPORTED
