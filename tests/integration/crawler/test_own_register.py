"""A register of the operator's own, a CSV file: from its columns to a disclosure with evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from fakes.bad_web import BadWeb, article
from fakes.polling import Collector

from config.settings import FetchSettings, Settings
from crawler.parsing.columns import columns_of
from model.disclosure import Disclosure
from model.document import SourceOutcome
from model.vocabulary import DataType, Kind, Role
from nlp.structured import has_prose, read_fields
from tocsin.source_try import propose

Poller = Callable[..., SourceOutcome]
GERMAN = """Firma;Gemeldet von;Vorfall;Gemeldet am;Personen;Daten;Was geschah;organisation
Quillmetric GmbH;Harbour Post AG;03.11.2026;26.11.2026;57,000;Name, E-Mail;Passwords were not affected.;x
Doe, Jane;;04.11.2026;27.11.2026;1;Name;;y
"""
COLUMNS = {
    "organisation": "Firma", "notifier": "gemeldet  VON", "occurred": "Vorfall", "disclosed": "Gemeldet am",
    "people": "Personen", "data_types": "Daten", "description": "Was geschah",
}  # fmt: skip


def read(store: Collector) -> dict[str, Disclosure | None]:
    found = {}
    for one in store.documents:
        assert one.fields is not None
        read = found[one.title] = read_fields(
            "csv", one.fields, one.text, one.title, one.published and one.published.date()
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
    assert (told.dates.occurred, told.dates.disclosed) == ("2026-11-03", "2026-11-26")
    row = next(one for one in store.documents if one.title == "Quillmetric GmbH")
    assert row.fields is not None
    assert row.fields["organisation (column)"] == "x"  # the file's own column of that name is kept apart
    assert row.published is not None
    assert row.published.date().isoformat() == "2026-11-26"
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
    ],
)
def test_what_heads_say(heads: str, found: Mapping[str, int]) -> None:
    names = heads.split("|")
    assert columns_of(names, {}) == {column: names[place] for column, place in found.items()}


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
    settings = Settings(builtin_sources=False, fetch=FetchSettings(timeout="3s", retries=0))
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
