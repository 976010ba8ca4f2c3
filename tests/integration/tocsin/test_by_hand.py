"""What people decide by hand: vendors that are one, incidents that are one or two; it lasts and can be undone."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from fakes.by_hand import ANN, NOW, PRESS, inventory_of, made_context, numbers, reported, told
from typer.testing import CliRunner, Result

from config.clocks import ClockSettings
from inventory.read import read_dependencies, read_inventory
from model.clock import Basis, ClockRecord
from model.incident import Incident
from model.silence import Response
from model.vocabulary import Kind, Role, Status, Trust
from storage.audit import audit_log
from storage.clocks import clock_records, record_clock, starts_of
from storage.database import Database
from storage.desk.alerts import find_alert
from storage.hand import absorb, documents_of, edits_of, standing
from storage.incidents import candidates, keep_history, load_incidents, open_incidents
from storage.matches import alerts_of
from storage.responses import Answered, respond, responses_of
from storage.types import dump_text
from storage.vendors import history_of, merges
from tocsin.cli import app
from tocsin.clocks import due_dates
from tocsin.context import Context
from tocsin.output.as_json import vendor_json
from tocsin.stages.by_hand import (
    CannotError,
    merge_incidents,
    merge_vendors,
    split_incident,
    unmerge_vendor,
)
from tocsin.stages.imports import import_path
from tocsin.stages.matching import match_pending
from tocsin.vendors import Nobody, VendorView, vendor_view

LATER = Incident("later", Kind.BREACH, Status.REPORTED)


@pytest.fixture
def context(database: Database) -> Context:
    return made_context(database)


def test_a_merged_vendor_is_one_with_its_history_until_it_is_taken_back(context: Context) -> None:
    told(context, "one", "Quillmark")
    told(context, "two", "Quill & Mark Holdings")
    assert len(numbers(context)) == 2
    merged, kept = merge_vendors(context, "Quill & Mark Holdings", "Quillmark", "their imprint names both", ANN)
    with context.database.read() as connection:
        assert len(history_of(connection, kept)) == 2
        assert history_of(connection, merged) == []
        assert [(each.why, each.undone) for each in merges(connection)] == [("their imprint names both", None)]
    unmerge_vendor(context, merged, ANN)
    with context.database.read() as connection:
        assert [len(history_of(connection, each)) for each in (merged, kept)] == [1, 1]
        assert merges(connection) == []
        assert len(merges(connection, undone=True)) == 1
    with pytest.raises(CannotError, match="is not merged"):
        unmerge_vendor(context, merged, ANN)
    logged = [(entry.action, entry.who, entry.subject) for entry in audit_log(context.database, "default")]
    subject = f"organisation {merged}"
    assert logged == [("unmerge vendor", ANN.name, subject), ("merge vendors", ANN.name, subject)]


def test_a_vendor_is_merged_into_whom_only_an_inventory_or_its_edges_know(context: Context, tmp_path: Path) -> None:
    vendors, edges = tmp_path / "vendors.csv", tmp_path / "deps.csv"
    vendors.write_text("name\nQuillmark\n")
    edges.write_text("from,to,kind\nOakenbridge,Tarnfold,subprocessor\n")
    import_path(context, vendors, read_inventory)
    import_path(context, edges, read_dependencies)
    for name in ("Quillmark", "Oakenbridge", "Tarnfold"):
        assert merge_vendors(context, f"{name} Far North", name, "one company", ANN)[1] == f"name:{name.lower()}"


def test_merged_incidents_stay_one_when_a_document_is_read_again(context: Context) -> None:
    first = told(context, "one", "Quillmark")
    second = told(context, "two", "Ternfold")
    kept, other = numbers(context)
    merge_incidents(context, kept, other, "the same intrusion", ANN)
    assert numbers(context) == [kept]
    told(context, "two", "Ternfold", text="Ternfold was breached, it now says in other words.")
    assert numbers(context) == [kept]
    with context.database.read() as connection:
        assert {url for _, url, _ in documents_of(connection, kept)} == {first, second}
        assert [(each.kind, each.other_id, each.why) for each in edits_of(connection, kept)] == [
            ("merge", other, "the same intrusion")
        ]
        assert candidates(connection, ["name:ternfold"]) == [kept]


def test_the_number_of_a_merged_incident_is_never_given_again(context: Context) -> None:
    told(context, "one", "Quillmark")
    told(context, "two", "Ternfold")
    kept, other = numbers(context)
    merge_incidents(context, kept, other, "the same intrusion", ANN)
    told(context, "three", "Brackenmoor")
    assert sorted(numbers(context)) == [kept, other + 1]


def test_the_number_of_a_merged_incident_leads_to_the_one_it_is_a_part_of(
    context: Context, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in ("one", "two", "three"):
        told(context, path, f"Quillmark {path}")
    first, second, third = numbers(context)
    merge_incidents(context, second, third, "the same intrusion", ANN)
    merge_incidents(context, first, second, "the same intrusion", ANN)
    with pytest.raises(CannotError, match=f"^incident {third} is a part of incident {first} now$"):
        split_incident(context, third, ["https://press.example/three"], "another event", ANN)
    with pytest.raises(CannotError, match=f"^incident {second} is a part of incident {first} now$"):
        merge_incidents(context, first, second, "the same intrusion", ANN)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tocsin.yaml").write_text(f"database: {database_url}\n")

    def said(*arguments: str) -> Result:
        return CliRunner().invoke(app, arguments)

    shown = said("incident", "show", str(third), "--json")
    assert json.loads(shown.stdout)["incident"] == first
    assert shown.stderr == f"incident {third} is a part of incident {first} now\n"
    assert json.loads(said("alert", "explain", str(second), "--json").stdout)["incident"] == first
    recorded = said("clock", "record", str(third), "--aware", "2025-11-27T09:00Z", "--why", "their notice")
    assert (recorded.exit_code, recorded.stderr) == (2, f"tocsin: incident {third} is a part of incident {first} now\n")


def test_a_number_that_an_older_version_gave_again_leads_to_whom_it_stands_for_now(context: Context) -> None:
    """Before 0016 SQLite gave the highest number anew, once the incident that had it was merged."""
    told(context, "one", "Quillmark")
    told(context, "two", "Ternfold")
    kept, given = numbers(context)
    merge_incidents(context, kept, given, "the same intrusion", ANN)
    with context.database.write() as connection:
        keep_history(connection, [(given, LATER, dump_text(LATER))], run_id=1, now=NOW)
        assert (standing(connection, given), standing(connection, kept)) == (given, kept)
        absorb(connection, given, kept, "one intrusion", NOW)
        assert (standing(connection, given), standing(connection, kept)) == (given, given)
        (last,) = open_incidents(connection, [(LATER, False)], run_id=1, now=NOW)
        absorb(connection, last, given, "one intrusion", NOW)
        assert (standing(connection, given), standing(connection, kept)) == (last, last), "by its last merge"


def test_what_responders_did_and_recorded_goes_with_a_merge(context: Context, tmp_path: Path) -> None:
    inventory_of(context, tmp_path, "Ternfold")
    told(context, "one", "Quillmark")
    told(context, "two", "Ternfold")
    match_pending(context)
    kept, other = numbers(context)
    aware = ClockRecord(other, Basis.AWARE, NOW, "their notice names our tenant", ANN.name, NOW)
    with context.database.write() as connection:
        record_clock(connection, ANN, aware)
    (entry,) = alerts_of(context.database)
    assert respond(context.database, ANN, entry["id"], Response.ACKNOWLEDGE, now=NOW) == Answered(other)
    merge_incidents(context, kept, other, "the same intrusion", ANN)
    with context.database.read() as connection:
        assert clock_records(connection, "default", kept) == [replace(aware, incident_id=kept)]
    assert [row["by"] for row in responses_of(context.database, "default", kept)] == [ANN.name]
    shown = find_alert(context.database, "default", entry["id"])
    assert shown is not None
    assert shown.alert.incident_id == kept, "what its page links, and what is sent of it from now on names"


@pytest.mark.parametrize(("kept_days", "other_days"), [(5, 1), (1, 5)])
def test_of_two_that_are_merged_the_clock_counts_from_where_it_began_first(
    context: Context, kept_days: int, other_days: int
) -> None:
    """What was recorded last is a correction of what was recorded of the same, not of another."""
    told(context, "one", "Quillmark")
    told(context, "two", "Ternfold")
    kept, other = numbers(context)
    with context.database.write() as connection:
        for number, days in ((kept, 9), (kept, kept_days), (other, 8), (other, other_days)):
            at = NOW - timedelta(days=days)
            record_clock(connection, ANN, ClockRecord(number, Basis.AWARE, at, "their notice", ANN.name, NOW))
    merge_incidents(context, kept, other, "the same intrusion", ANN)
    with context.database.read() as connection:
        assert starts_of(connection, "default", kept) == {Basis.AWARE: NOW - timedelta(days=5)}
        assert {one.at for one in clock_records(connection, "default", kept)} >= {
            NOW - timedelta(days=days) for days in (9, 8, 5, 1)
        }


def test_what_is_split_off_keeps_its_clocks(context: Context, tmp_path: Path) -> None:
    inventory_of(context, tmp_path, "Quillmark", "Ternfold")
    both = {"Quillmark": Role.BREACHED, "Ternfold": Role.BREACHED}
    reported(context, "one", "Quillmark and Ternfold were breached", both)
    address = told(context, "two", "Ternfold")
    match_pending(context)
    regimes = ClockSettings.model_validate({"regimes": ["nis2"]})
    [whole] = due_dates(context.database, "default", regimes)
    part = split_incident(context, whole.incident_id, [address], "another intrusion", ANN)
    match_pending(context)
    found = {one.incident_id: one.clocks for one in due_dates(context.database, "default", regimes)}
    assert found == {whole.incident_id: whole.clocks, part: whole.clocks}


def test_split_incidents_stay_two_when_a_document_is_read_again(context: Context, tmp_path: Path) -> None:
    inventory_of(context, tmp_path, "Quillmark")
    told(context, "one", "Quillmark")
    second = told(context, "two", "Quillmark", day=21)
    match_pending(context)
    (only,) = numbers(context)
    assert len(alerts_of(context.database)) == 1
    new = split_incident(context, only, [second], "another intrusion", ANN)
    match_pending(context)
    assert len(alerts_of(context.database)) == 1  # nothing is new for whoever was told
    told(context, "two", "Quillmark", day=21, text="Quillmark was breached once more, in other words.")
    assert numbers(context) == [only, new]
    with context.database.read() as connection:
        assert [url for _, url, _ in documents_of(connection, new)] == [second]
        assert load_incidents(connection, [new])[new].incident.sources == (second,)


def test_what_cannot_be_done_is_one_clear_line(context: Context) -> None:
    url = told(context, "one", "Quillmark")
    (only,) = numbers(context)
    for attempt, words in (
        (lambda: merge_incidents(context, only, 99, "x", ANN), "no incident has the id 99"),
        (lambda: merge_incidents(context, only, only, "x", ANN), "into itself"),
        (lambda: split_incident(context, only, ["https://else.example/"], "x", ANN), "tells nothing of incident"),
        (lambda: split_incident(context, only, [url], "x", ANN), "leave one"),
        (lambda: merge_vendors(context, "Quillmark", "quillmark", "x", ANN), "one already"),
        (lambda: merge_vendors(context, "Front", "", "x", ANN), "does not tell who is meant"),
        (lambda: merge_vendors(context, "Okta", "Quilmark", "x", ANN), "nobody is known as Quilmark"),
    ):
        with pytest.raises(CannotError, match=words):
            attempt()
    assert audit_log(context.database, "default") == []


def test_a_vendor_is_shown_with_all_that_is_known(context: Context, tmp_path: Path) -> None:
    vendors, edges = tmp_path / "vendors.csv", tmp_path / "deps.csv"
    vendors.write_text("name,domain\nQuillmark,quillmark.example\n")
    edges.write_text("from,to,kind\nQuillmark,Okta,subprocessor\n")
    import_path(context, vendors, read_inventory)
    import_path(context, edges, read_dependencies)
    told(context, "one", "Okta")
    own = replace(PRESS, id="okta-blog", url="https://sec.okta.com/feed", trust=Trust.VENDOR)
    view = vendor_view(context.database, "default", "Auth0 by Okta", (own,))
    assert isinstance(view, Nobody)
    view = vendor_view(context.database, "default", "okta.com", (PRESS, own))
    assert isinstance(view, VendorView)
    shown = json.loads(json.dumps(vendor_json(view), default=str))
    assert (shown["id"], shown["in_registry"], shown["matched_on"]) == ("okta", True, "domain")
    assert [(each["role"], each["title"]) for each in shown["history"]] == [("breached", "Okta breach")]
    assert [(each["path"], each["hops"]) for each in shown["paths"]] == [(["Quillmark", "Okta"], 1)]
    assert [each["source"] for each in shown["watched_by"]] == ["okta-blog"]
    assert {"kind": "domain", "text": "okta.com", "source": "vendors.yaml"} in shown["known_by"]
    assert any("joined by" in each["source"] for each in shown["known_by"])


def test_a_source_at_a_vendors_domain_watches_it_however_the_list_writes_that(context: Context, tmp_path: Path) -> None:
    vendors = tmp_path / "vendors.csv"
    vendors.write_text("name,domain\nQuillmark,https://www.quillmark.example/app\n")
    import_path(context, vendors, read_inventory)
    own = replace(PRESS, id="quillmark-news", url="https://news.quillmark.example/feed", trust=Trust.VENDOR)
    view = vendor_view(context.database, "default", "Quillmark", (PRESS, own))
    assert isinstance(view, VendorView)
    assert [source.id for source, _ in view.watched_by] == ["quillmark-news"]
