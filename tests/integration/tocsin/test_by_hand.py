"""What people decide by hand: vendors that are one, incidents that are one or two; all of it lasts and can be undone."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from fakes.databases import prepare
from typer.testing import CliRunner, Result

from config.settings import Settings
from inventory.read import read_dependencies, read_inventory
from model.access import ALLOWED, Actor, UserRole
from model.clock import Basis, ClockRecord
from model.disclosure import Disclosure, Evidence, Party
from model.document import Document, Source
from model.incident import Incident
from model.silence import Response
from model.vocabulary import Claim, Kind, Reason, Role, Trust
from storage.audit import audit_log
from storage.clocks import clock_records, record_clock
from storage.database import Database
from storage.disclosures import save_disclosure
from storage.documents import save_document
from storage.hand import documents_of, edits_of
from storage.incidents import candidates, find_incidents, load_incidents
from storage.matches import alerts_of, decisions_on, messages_of
from storage.reading import claim_versions
from storage.responses import respond, responses_of
from storage.runs import begin_run
from storage.vendors import history_of, merges
from tocsin.cli import app
from tocsin.clock import Clock
from tocsin.commands.vendor import vendor_json
from tocsin.context import Context
from tocsin.stages.by_hand import (
    CannotError,
    correct_incident,
    merge_incidents,
    merge_vendors,
    split_incident,
    undo_corrected,
    unmerge_vendor,
)
from tocsin.stages.collecting import remind
from tocsin.stages.correlation import correlate_pending
from tocsin.stages.imports import import_path
from tocsin.stages.matching import match_pending
from tocsin.vendors import Nobody, VendorView, vendor_view

PRESS = Source("press", "feed", "https://press.example/feed", Trust.PRESS, timedelta(hours=1))
ANN = Actor("ann", "default", ALLOWED[UserRole.RESPONDER], "web")
NOW = datetime(2025, 11, 28, 9, tzinfo=UTC)


class Quiet:
    def step(self, text: str) -> None: ...

    def problem(self, text: str) -> None: ...


@pytest.fixture
def context(database: Database) -> Context:
    clock = Clock(date(2025, 11, 28))
    return Context(Settings(), database, clock, (), begin_run(database, "test", clock.now()), Quiet())


def told(context: Context, path: str, breached: str, day: int = 20, text: str = "") -> str:
    """One press report, read and correlated; its address."""
    url = f"https://press.example/{path}"
    published = datetime(2025, 11, day, tzinfo=UTC)
    words = text or f"{breached} was breached, it says on {path}."
    found = Document(PRESS.id, url, path, words, NOW, f"{hash(words):x}", published)
    assert save_document(context.database, found, PRESS, first_poll=False)
    party = Party(breached, Role.BREACHED, 0.9, Evidence(breached, len(path) + 1, len(path) + 1 + len(breached)))
    read = Disclosure(True, 1.0, Kind.BREACH, Claim.CONFIRMED, (party,))
    for batch in claim_versions(context.database, 1):
        for version in batch:
            save_disclosure(
                context.database,
                version.id,
                version.document_id,
                read,
                relevant=True,
                fingerprint=(),
                extractor="1",
            )
    correlate_pending(context)
    return url


def numbers(context: Context) -> list[int]:
    return sorted(each.id for each in find_incidents(context.database))


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


def test_an_inventory_is_reached_through_a_merged_vendor(context: Context, tmp_path: Path) -> None:
    vendors = tmp_path / "vendors.csv"
    vendors.write_text("name\nQuillmark\n")
    import_path(context, vendors, read_inventory)
    told(context, "two", "Quill & Mark Holdings")
    match_pending(context)
    assert alerts_of(context.database) == []
    merge_vendors(context, "Quill & Mark Holdings", "Quillmark", "one company", ANN)
    match_pending(context)
    assert len(alerts_of(context.database)) == 1


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


def test_merging_does_not_tell_again_what_was_told(context: Context, tmp_path: Path) -> None:
    vendors = tmp_path / "vendors.csv"
    vendors.write_text("name\nQuillmark\nTernfold\n")
    import_path(context, vendors, read_inventory)
    told(context, "one", "Quillmark")
    told(context, "two", "Ternfold")
    match_pending(context)
    assert len(alerts_of(context.database)) == 2
    kept, other = numbers(context)
    merge_incidents(context, kept, other, "the same intrusion", ANN)
    match_pending(context)
    told_now = alerts_of(context.database)
    assert len(told_now) == 2
    assert {entry["alert"].incident_id for entry in alerts_of(context.database, incident_id=kept)} <= {kept, other}


def test_what_responders_did_and_recorded_goes_with_a_merge(context: Context, tmp_path: Path) -> None:
    vendors = tmp_path / "vendors.csv"
    vendors.write_text("name\nTernfold\n")
    import_path(context, vendors, read_inventory)
    told(context, "one", "Quillmark")
    told(context, "two", "Ternfold")
    match_pending(context)
    kept, other = numbers(context)
    aware = ClockRecord(other, Basis.AWARE, NOW, "their notice names our tenant", ANN.name, NOW)
    with context.database.write() as connection:
        record_clock(connection, ANN, aware)
    (entry,) = alerts_of(context.database)
    assert respond(context.database, ANN, entry["id"], Response.ACKNOWLEDGE, now=NOW) == other
    merge_incidents(context, kept, other, "the same intrusion", ANN)
    with context.database.read() as connection:
        assert clock_records(connection, "default", kept) == [replace(aware, incident_id=kept)]
    assert [row["by"] for row in responses_of(context.database, "default", kept)] == [ANN.name]


def test_a_reminder_names_the_incident_that_another_became_a_part_of(context: Context, tmp_path: Path) -> None:
    vendors = tmp_path / "vendors.csv"
    vendors.write_text("name\nTernfold\n")
    import_path(context, vendors, read_inventory)
    channels = [{"id": "chat", "kind": "slack", "webhook_url": "http://127.0.0.1:9/x"}]
    routes = [{"channels": ["chat"], "repeat": "4h"}]
    settings = Settings.model_validate({"channels": channels, "routes": routes, "clocks": {"regimes": ["gdpr"]}})
    context = replace(context, settings=settings)
    told(context, "one", "Quillmark")
    told(context, "two", "Ternfold")
    match_pending(context)
    kept, other = numbers(context)
    with context.database.write() as connection:
        record_clock(connection, ANN, ClockRecord(other, Basis.AWARE, NOW, "their notice", ANN.name, NOW))
    merge_incidents(context, kept, other, "the same intrusion", ANN)
    remind(replace(context, clock=Clock(date(2025, 11, 29))))
    reminder = messages_of(context.database)[0]["message"]
    assert (reminder.reasons, reminder.incident_id) == ((Reason.REMINDER,), kept)
    assert [due.recorded for due in reminder.clocks] == [True]


def test_split_incidents_stay_two_when_a_document_is_read_again(context: Context, tmp_path: Path) -> None:
    vendors = tmp_path / "vendors.csv"
    vendors.write_text("name\nQuillmark\n")
    import_path(context, vendors, read_inventory)
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


def test_the_withdrawal_of_what_was_split_off_reaches_who_was_told_before(context: Context, tmp_path: Path) -> None:
    vendors = tmp_path / "vendors.csv"
    vendors.write_text("name\nQuillmark\n")
    import_path(context, vendors, read_inventory)
    told(context, "one", "Quillmark")
    second = told(context, "two", "Quillmark", day=21)
    match_pending(context)
    new = split_incident(context, numbers(context)[0], [second], "another intrusion", ANN)
    match_pending(context)
    correct_incident(context, new, {"status": "retracted"}, "there was none", ANN)
    match_pending(context)
    update, first = (entry["alert"] for entry in alerts_of(context.database))
    assert (update.incident_id, update.reasons) == (new, (Reason.STATUS_RETRACTED,))
    assert update.update_of == first.key


def test_what_is_retracted_reinstated_and_retracted_anew_is_told_each_time(context: Context, tmp_path: Path) -> None:
    vendors = tmp_path / "vendors.csv"
    vendors.write_text("name\nQuillmark\n")
    import_path(context, vendors, read_inventory)
    told(context, "one", "Quillmark")
    match_pending(context)
    statuses = ["retracted", "confirmed", "retracted", "confirmed", "retracted"]
    for status in statuses:
        correct_incident(context, numbers(context)[0], {"status": status}, "as they say now", ANN)
        match_pending(context)
        match_pending(context)
    said = [entry["alert"].reasons for entry in alerts_of(context.database)]
    assert said == [(Reason(f"status {status}"),) for status in reversed(statuses)] + [(Reason.NEW_EXPOSURE,)]


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


def test_a_dependency_that_becomes_known_is_the_reason_of_its_alert(context: Context, tmp_path: Path) -> None:
    def later() -> Context:
        return replace(context, run_id=begin_run(context.database, "test", context.clock.now()))

    vendors, edges = tmp_path / "vendors.csv", tmp_path / "deps.csv"
    vendors.write_text("name\nQuillmark\n")
    import_path(context, vendors, read_inventory)
    told(context, "one", "Ternfold Hosting", day=27)
    match_pending(context)
    assert alerts_of(context.database) == []
    edges.write_text("from,to,kind\nQuillmark,Ternfold Hosting,subprocessor\n")
    run = later()
    import_path(run, edges, read_dependencies)
    match_pending(run)
    (alert,) = alerts_of(context.database)
    assert alert["alert"].reasons == (Reason.NEW_EXPOSURE, Reason.EDGE_ADDED)
    vendors.write_text("name\nQuillmark\nTernfold Hosting\n")
    run = later()
    import_path(run, vendors, read_inventory)
    match_pending(run)
    (newest, _) = alerts_of(context.database)
    assert newest["alert"].reasons == (Reason.NEW_EXPOSURE,), "here it is the inventory that grew"


def incident_of(context: Context, number: int) -> Incident:
    with context.database.read() as connection:
        return load_incidents(connection, [number])[number].incident


def test_a_vendor_that_is_added_after_the_horizon_pages_nobody_of_what_others_were_told(
    context: Context, tmp_path: Path
) -> None:
    vendors = tmp_path / "vendors.csv"
    vendors.write_text("name\nQuillmark\n")
    import_path(context, vendors, read_inventory)
    told(context, "one", "Quillmark")
    told(context, "two", "Ternfold")
    told(context, "three", "Brackenmoor")
    kept, *others = numbers(context)
    for other in others:
        merge_incidents(context, kept, other, "the same intrusion", ANN)
    match_pending(context)
    for day, added, alerts in ((date(2025, 12, 10), "Ternfold", 2), (date(2026, 6, 10), "Brackenmoor", 2)):
        clock = Clock(day)
        later = replace(context, clock=clock, run_id=begin_run(context.database, "test", clock.now()))
        vendors.write_text(f"{vendors.read_text()}{added}\n")
        import_path(later, vendors, read_inventory)
        match_pending(later)
        assert len(alerts_of(context.database)) == alerts, added
    why = {row["subject"]: row["why"] for row in decisions_on(context.database, "default", kept)}
    assert why["Brackenmoor"] == "history: first published 2025-11-20, more than 30 days ago"


def test_a_corrected_fact_holds_when_documents_are_read_again_until_it_is_undone(context: Context) -> None:
    url = told(context, "one", "Quillmark")
    (only,) = numbers(context)
    before = incident_of(context, only)
    facts = {
        "data_type:passwords": "exposed",
        "party:Quillmark": "downstream",
        "party:Ternfold Hosting": "breached",
        "records": "57,000 people",
        "occurred": "2025-11",
        "status": "confirmed",
    }
    ids = correct_incident(context, only, facts, "their letter of the 20th", ANN)
    for text in ("", "Quillmark was breached, it now says in other words."):
        if text:
            told(context, "one", "Quillmark", text=text)
        found = incident_of(context, only)
        assert [(party.name, party.role) for party in found.parties] == [
            ("Ternfold Hosting", "breached"),
            ("Quillmark", "downstream"),
        ]
        assert [(fact.type, fact.status) for fact in found.data_types] == [("passwords", "exposed")]
        assert found.data_types[0].said_by[0].evidence.quote == "their letter of the 20th (ann)"
        assert found.records is not None
        assert (found.records.count, found.records.unit, found.occurred, found.status) == (
            57000,
            "people",
            "2025-11",
            "confirmed",
        )
        assert found.title == "Ternfold Hosting breach (Quillmark downstream)"
        assert found.kind is Kind.THIRD_PARTY_BREACH
        assert found.sources == (url,)
        assert set(found.corrected) == set(facts)
    second = correct_incident(context, only, {"records": ""}, "they do not know", ANN)
    assert incident_of(context, only).records is None
    undo_corrected(context, only, second[0], ANN)
    records = incident_of(context, only).records
    assert records is not None
    assert records.count == 57000  # what was corrected before holds again
    for one in ids:
        undo_corrected(context, only, one, ANN)
    after = incident_of(context, only)
    assert replace(after, parties=before.parties) == before
    assert [(party.name, party.role, party.said_by[0].url) for party in after.parties] == [
        ("Quillmark", "breached", url)
    ]
    log = audit_log(context.database, "default")
    assert [entry.action for entry in log].count("undo correction") == 7
    assert log[-1].before["records"] == ""
    assert log[-1].after["party:Quillmark"] == "downstream"
    with pytest.raises(CannotError, match="no correction"):
        undo_corrected(context, only, ids[0], ANN)


def test_what_cannot_be_corrected_is_named(context: Context) -> None:
    told(context, "one", "Quillmark")
    (only,) = numbers(context)
    for fact, value, words in (
        ("data_type:shoes", "exposed", "is no data type"),
        ("data_type:names", "gone", "status of a data type; there are exposed, possible, denied"),
        ("party:", "breached", "a party has a name"),
        ("party:A\x1bB", "breached", "a party has a name"),
        ("party:Quillmark", "boss", "is no role"),
        ("records", "many", "records are written as"),
        ("occurred", "2025-02-30", "is a day such as"),
        ("status", "", "is no status"),
        ("title", "x", "is no fact that can be corrected"),
    ):
        with pytest.raises(CannotError, match=words):
            correct_incident(context, only, {fact: value}, "why not", ANN)
    with pytest.raises(CannotError, match="no incident has the id 99"):
        correct_incident(context, 99, {"records": ""}, "why not", ANN)


def test_corrections_go_with_a_merge_and_a_reversed_denial_is_told_once(context: Context, tmp_path: Path) -> None:
    vendors = tmp_path / "vendors.csv"
    vendors.write_text("name\nQuillmark\n")
    import_path(context, vendors, read_inventory)
    told(context, "one", "Quillmark")
    told(context, "two", "Ternfold")
    match_pending(context)
    kept, other = numbers(context)
    correct_incident(context, other, {"data_type:names": "exposed"}, "their letter", ANN)
    merge_incidents(context, kept, other, "the same intrusion", ANN)
    match_pending(context)
    assert [str(fact.type) for fact in incident_of(context, kept).data_types] == ["names"]
    first = len(alerts_of(context.database))
    told(context, "one", "Quillmark", text="Quillmark was breached, in yet other words.")
    match_pending(context)
    assert len(alerts_of(context.database)) == first == 2  # the alert, and its update: names exposed


def test_the_command_corrects_shows_and_undoes(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'tocsin.db'}"
    database = Database(url)
    prepare(database)
    clock = Clock(date(2025, 11, 28))
    context = Context(Settings(), database, clock, (), begin_run(database, "test", clock.now()), Quiet())
    told(context, "one", "Quillmark")
    database.close()
    (tmp_path / "tocsin.yaml").write_text(f"database: {url}\nbuiltin_sources: false\n")

    def tocsin(*arguments: str) -> Result:
        return CliRunner().invoke(app, ["--config", str(tmp_path / "tocsin.yaml"), "incident", *arguments])

    done = tocsin("correct", "1", "data_type:passwords=denied", "party:Brask = & Co=bystander", "--why", "their letter")
    assert done.exit_code == 0, done.output
    shown = json.loads(tocsin("show", "1", "--json").stdout)
    assert [(one["fact"], one["value"]) for one in shown["corrections"]] == [
        ("data_type:passwords", "denied"),
        ("party:Brask = & Co", "bystander"),
    ]
    assert "correction 1" in tocsin("show", "1").stdout
    assert tocsin("correct", "1", "--undo", "1").exit_code == 0
    assert "undone by" in tocsin("show", "1").stdout
    for wrong in (("1",), ("1", "records=9 people"), ("1", "nonsense", "--why", "because"), ("1", "--undo", "99")):
        refused = tocsin("correct", *wrong)
        assert refused.exit_code == 2, refused.output
