"""A register of the operator's own, a CSV file or JSON: from its columns to a disclosure with evidence."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from fakes.bad_web import BadWeb, article
from fakes.databases import prepare
from fakes.polling import PATIENCE, Collector

from config.settings import FetchSettings, Settings
from crawler.parsing.columns import columns_of
from model.disclosure import Disclosure
from model.document import Source, SourceOutcome
from model.vocabulary import Claim, DataStatus, DataType, Kind, Role, Status, Trust
from nlp.structured import has_prose, is_structured, read_fields
from storage.database import Database
from storage.incidents import find_incidents
from storage.runs import begin_run
from tocsin.clock import Clock
from tocsin.context import Context, Quiet
from tocsin.sources.trying import propose
from tocsin.stages.correlation import correlate_pending
from tocsin.stages.crawling import collect
from tocsin.stages.extraction import extract

Poller = Callable[..., SourceOutcome]
GERMAN = """Firma;Gemeldet von;Vorfall;Gemeldet am;Personen;Daten;Was geschah;organisation
Quillmetric GmbH;Harbour Post AG;03.11.2026;06.11.2026;57,000;Name, E-Mail;Passwords were not affected.;x
Doe, Jane;;04.11.2026;27.11.2026;1;Name;;y
"""
COLUMNS = {
    "organisation": "Firma", "notifier": "gemeldet  VON", "occurred": "Vorfall", "disclosed": "Gemeldet am",
    "people": "Personen", "data_types": "Daten", "description": "Was geschah",
}  # fmt: skip


def read(store: Collector, kind: str = "csv") -> dict[str, Disclosure | None]:
    found = {}
    for one in store.documents:
        assert one.fields is not None
        read = found[one.title] = read_fields(
            kind, one.fields, one.text, one.title, one.published and one.published.date()
        )
        whole = f"{one.title}\n{one.text}"
        facts = (*read.parties, *read.data_types, *read.links, *filter(None, [read.records])) if read else ()
        assert all(whole[fact.evidence.start : fact.evidence.end] == fact.evidence.quote for fact in facts)
        assert all(fact.evidence.quote for fact in facts)
    return found


def test_columns_that_the_entry_names_become_a_disclosure_with_evidence(
    web: BadWeb, poll: Poller, store: Collector
) -> None:
    web.set("/own.csv", GERMAN)
    assert poll("/own.csv", "csv", options={"columns": COLUMNS}).state == "ok"
    found = read(store)
    assert found["Doe, Jane"] is None  # a natural person is held back
    told = found["Quillmetric GmbH"]
    assert told is not None
    assert (told.names(Role.BREACHED), told.names(Role.DOWNSTREAM)) == (("Quillmetric GmbH",), ("Harbour Post AG",))
    assert (told.kind, told.links[0].user, told.links[0].provider) == (
        Kind.THIRD_PARTY_BREACH,
        "Harbour Post AG",
        "Quillmetric GmbH",
    )
    assert told.records is not None
    assert (told.records.count, told.records.unit, told.records.evidence.quote) == (57000, "people", "57,000")
    assert [claim.type for claim in told.data_types] == [DataType.NAMES, DataType.EMAIL_ADDRESSES]
    assert (told.dates.occurred, told.dates.disclosed) == ("2026-11-03", "2026-11-06")
    row = next(one for one in store.documents if one.title == "Quillmetric GmbH")
    assert row.fields is not None
    assert row.fields["organisation (column)"] == "x"  # the file's own column of that name is kept apart
    assert row.published is not None
    assert row.published.date().isoformat() == "2026-11-06"
    assert has_prose("csv", row.fields, row.text)
    assert poll("/own.csv", "csv", options={"columns": COLUMNS}).documents == 0


def test_columns_that_nobody_names_are_told_by_their_heads(web: BadWeb, poll: Poller, store: Collector) -> None:
    web.set(
        "/own.csv",
        "Case ID,Breached organisation,Breach date,Reported,Individuals affected,Residents affected,Types of data\n"
        '7,Quillmetric Inc.,11/03/2026,11/26/2026,1204,7,"Names; Social Security numbers"\n',
    )
    assert poll("/own.csv", "csv").state == "ok"
    told = read(store)["Quillmetric Inc."]
    assert told is not None
    assert (told.parties[0].role, told.parties[0].confidence) == (Role.BREACHED, 0.9)
    assert told.records is not None
    assert told.records.count == 1204
    assert (told.dates.occurred, told.dates.disclosed) == ("2026-11-03", "2026-11-26")
    assert told.types(*[claim.status for claim in told.data_types]) == {DataType.NAMES, DataType.GOVERNMENT_IDS}


@pytest.mark.parametrize(
    ("heads", "found"),
    [
        (
            "Organization Name|Date(s) of Breach (if known)|Reported Date",
            {"notifier": 0, "occurred": 1, "disclosed": 2},
        ),
        (
            "Entity|Entity type|Date discovered|How discovered|Summary",
            {"notifier": 0, "discovered": 2, "description": 4},
        ),
        ("Affected organisation|Vendor|Date", {"organisation": 0, "disclosed": 2}),
        ("Affected organisation|Notifying company|Date", {"organisation": 0, "notifier": 1, "disclosed": 2}),
        ("Company|Number of records|Date of incident|Incident end date", {"notifier": 0, "records": 1, "occurred": 2}),
        ("Company|Number of organisations affected|Notification date", {"notifier": 0, "disclosed": 2}),
        ("victim|group_name|published", {"organisation": 0, "claimed_by": 1, "disclosed": 2}),
        ("Breached company|Parent group|Date", {"organisation": 0, "disclosed": 2}),
        ("Breached company|Kinds of data", {"organisation": 0, "data_types": 1}),
        ("Breached company|Categories of personal data|Category", {"organisation": 0, "data_types": 1}),
    ],
)
def test_what_heads_say(heads: str, found: Mapping[str, int]) -> None:
    names = heads.split("|")
    assert columns_of(names, {}) == {column: names[place] for column, place in found.items()}


_TRACKED = {
    "csv": "victim,group,published,data types\nQuillmetric GmbH,Gilded Moth,2026-11-20,Name\nBrasswick,,2026-11-21,Name\n",
    "json_api": json.dumps([
        {"victim": "Quillmetric GmbH", "group": "Gilded Moth", "published": "2026-11-20", "data_types": "Name"},
        {"victim": "Brasswick", "published": "2026-11-21", "data_types": "Name"},
    ]),
}  # fmt: skip


@pytest.mark.parametrize("kind", sorted(_TRACKED))
def test_a_trackers_row_is_a_claim_also_where_it_names_no_gang(
    web: BadWeb, poll: Poller, store: Collector, kind: str
) -> None:
    web.set("/own", _TRACKED[kind])
    assert poll("/own", kind).state == "ok"
    for name, gangs in (("Quillmetric GmbH", ("Gilded Moth",)), ("Brasswick", ())):
        told = read(store, kind)[name]
        assert told is not None
        assert (told.is_disclosure, told.kind, told.claim) == (False, Kind.LEAK_CLAIM, Claim.CLAIMED)
        assert told.names(Role.THREAT_ACTOR) == gangs
        assert [claim.status for claim in told.data_types] == [DataStatus.POSSIBLE]


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"organisation": "Firm"}, "options.columns.organisation names a column that is not there"),
        ({}, "options.columns.organisation must say which column names who was breached"),
    ],
)
def test_what_cannot_be_told_is_a_state_that_names_source_and_key(
    web: BadWeb, poll: Poller, store: Collector, columns: dict[str, Any], said: str
) -> None:
    web.set("/own.csv", "Wer,Wann\nQuillmetric GmbH,26.11.2026\n")
    outcome = poll("/own.csv", "csv", options={"columns": columns})
    assert (outcome.state, store.documents) == ("options", [])
    assert f"source src: {said}" in outcome.detail
    assert "its columns are Wer, Wann" in outcome.detail


def test_a_row_without_a_date_of_its_telling_is_undated(web: BadWeb, poll: Poller, store: Collector) -> None:
    web.set("/own.csv", "Company,Breach date\nQuillmetric Inc.,2026-11-03\n")
    assert poll("/own.csv", "csv").documents == 1
    assert store.documents[0].published is None


def test_source_add_proposes_a_register_and_asks_for_what_its_heads_do_not_tell(web: BadWeb) -> None:
    settings = Settings(builtin_sources=False, fetch=FetchSettings(timeout=PATIENCE, retries=0))
    web.set("/own.csv", "Case,Company,Breach date\n1,Quillmetric Inc.,2026-11-03\n2,Fennel AI,2026-11-04\n")
    found = propose(settings, web.url("/own.csv"))
    assert found is not None
    assert (found.entry["kind"], found.entry["url"]) == ("csv", web.url("/own.csv"))
    assert "2 rows; its heads tell notifier, occurred" in found.why
    web.set("/own.csv", "Wer,Wann\nQuillmetric GmbH,26.11.2026\n")
    found = propose(settings, web.url("/own.csv"))
    assert found is not None
    assert found.entry["options"] == {"columns": {"organisation": "?"}}
    assert "its columns are Wer, Wann" in found.why
    web.set("/own.csv", article("A page", "Nothing of a register is on this page. " * 9))
    found = propose(settings, web.url("/own.csv"))
    assert found is not None
    assert found.entry["kind"] == "page"


CASES = {
    "cases": [
        {
            "id": 7,
            "victim": {"name": "Quillmetric GmbH", "domain": "quillmetric.example"},
            "reporter": "Harbour Post AG",
            "incident": {"began": "2026-11-03"},
            "told_on": "2026-11-09",
            "affected": 57000,
            "kinds": ["Names", "Email addresses"],
            "summary": "Passwords were not affected.",
        },
        {"id": 8, "victim": {"name": "Fennel AI"}, "told_on": "2026-11-08", "updated_at": "2026-11-10"},
        {"id": 9, "victim": None, "summary": "Not yet named."},
    ]
}
KEYS = {
    "organisation": "victim.name", "notifier": "reporter", "occurred": "incident.began", "disclosed": "told_on",
    "people": "affected", "data_types": "kinds", "description": "summary",
}  # fmt: skip


def test_keys_of_json_become_a_disclosure_with_evidence(web: BadWeb, poll: Poller, store: Collector) -> None:
    web.set("/cases", json.dumps(CASES))
    options = {"items": "cases", "key": "id", "columns": KEYS}
    outcome = poll("/cases", "json_api", options=options)
    assert (outcome.state, outcome.problems, outcome.documents) == ("ok", (), 3)
    unnamed = next(one for one in store.documents if not one.title)
    assert unnamed.fields is not None
    assert not is_structured("json_api", unnamed.fields)  # who was hit may stand in its prose
    store.documents.remove(unnamed)
    assert all(one.fields and is_structured("json_api", one.fields) for one in store.documents)
    found = read(store, "json_api")
    told = found["Quillmetric GmbH"]
    assert told is not None
    assert (told.names(Role.BREACHED), told.names(Role.DOWNSTREAM)) == (("Quillmetric GmbH",), ("Harbour Post AG",))
    assert told.kind is Kind.THIRD_PARTY_BREACH
    assert told.records is not None
    assert (told.records.count, told.records.unit, told.records.evidence.quote) == (57000, "people", "57000")
    assert [claim.type for claim in told.data_types] == [DataType.NAMES, DataType.EMAIL_ADDRESSES]
    assert (told.dates.occurred, told.dates.disclosed) == ("2026-11-03", "2026-11-09")
    first = next(one for one in store.documents if one.title == "Quillmetric GmbH")
    assert first.fields is not None
    assert first.fields["victim.domain"] == "quillmetric.example"
    assert has_prose("json_api", first.fields, first.text)
    dated = {one.title: one.published and one.published.date().isoformat() for one in store.documents}
    assert dated["Fennel AI"] == "2026-11-08"
    assert poll("/cases", "json_api", options=options).documents == 0


def test_a_crawl_of_json_ends_in_an_incident(web: BadWeb, tmp_path: Path) -> None:
    web.set("/cases", json.dumps(CASES))
    options = {"items": "cases", "key": "id", "columns": KEYS}
    source = Source(
        "own", "json_api", web.url("/cases"), Trust.REGULATOR, timedelta(days=1), options=options, trusted_address=True
    )
    database, clock = Database(f"sqlite:///{tmp_path / 'tocsin.db'}"), Clock(date(2026, 11, 10))
    prepare(database)
    run = begin_run(database, "test", clock.now())
    context = Context(Settings(builtin_sources=False), database, clock, [source], run, Quiet())
    collect(context)
    extract(context)
    correlate_pending(context)
    told = {stored.incident.organisations(Role.BREACHED)[0].name: stored for stored in find_incidents(database)}
    assert told.keys() == {"Quillmetric GmbH", "Fennel AI"}
    incident = told["Quillmetric GmbH"].incident
    assert incident.status is Status.REPORTED  # one register alone never confirms
    (party,) = incident.organisations(Role.BREACHED)
    assert party.said_by[0].evidence.quote == "Quillmetric GmbH"
    assert [one.name for one in incident.organisations(Role.DOWNSTREAM)] == ["Harbour Post AG"]
    database.close()


@pytest.mark.parametrize(
    ("row", "named"),
    [
        ({"breachedOrganization": "Quillmetric Inc.", "breach_date": "2026-11-03", "title": "x"}, True),
        ({"affected_company": {"name": "Quillmetric Inc.", "id": 3}, "published_at": "2026-11-03"}, True),
        ({"victim": "Quillmetric Inc.", "group": "Gilded Moth"}, True),  # a tracker: the gang's claim
        ({"victim": "Quillmetric Inc.", "leak_site": "x"}, False),  # nobody's claim, so nobody's word
        ({"title": "x", "source": {"name": "A paper"}, "provider": "A wire", "publishedAt": "2026-11-03"}, False),
        ({"title": "x", "organisation": "A paper", "description": "x"}, False),
    ],
)
def test_json_is_a_register_only_where_a_key_says_who_was_breached(
    web: BadWeb, poll: Poller, store: Collector, row: dict[str, Any], *, named: bool
) -> None:
    web.set("/rows", json.dumps([row]))
    assert poll("/rows", "json_api", options={"title": "title"}).documents == 1
    (one,) = store.documents
    assert one.fields is not None
    assert is_structured("json_api", one.fields) is named
    assert ("organisation" in one.fields) is named
    if not named and "organisation" not in row:
        assert one.fields == row
    if named:
        assert one.fields["organisation"] == "Quillmetric Inc."


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"organisation": "firm"}, "options.columns.organisation names a column that is not there"),
        ({}, "options.columns.organisation must say which column names who was breached"),
    ],
)
def test_json_that_is_to_be_a_register_and_names_nobody_is_a_state(
    web: BadWeb, poll: Poller, store: Collector, columns: dict[str, Any], said: str
) -> None:
    web.set("/rows", json.dumps([{"wer": "Quillmetric GmbH"}]))
    outcome = poll("/rows", "json_api", options={"columns": columns})
    assert (outcome.state, store.documents) == ("options", [])
    assert f"source src: {said}" in outcome.detail


def test_another_key_that_no_record_has_is_told_and_the_rows_are_read(
    web: BadWeb, poll: Poller, store: Collector
) -> None:
    web.set("/rows", json.dumps([{"wer": "Quillmetric GmbH"}]))
    outcome = poll("/rows", "json_api", options={"columns": {"organisation": "wer", "people": "n"}})
    assert outcome.state == "ok"
    assert outcome.problems == ("no record has n, which options.columns.people names",)
    assert store.titles == ["Quillmetric GmbH"]
