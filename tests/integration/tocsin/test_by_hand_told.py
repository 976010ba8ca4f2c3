"""What is told, and what is not, after people merged, split or corrected something, or their inventory grew."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from fakes.by_hand import ANN, NOW, incident_of, inventory_of, made_context, numbers, reported, told

from alerts.render import render
from config.settings import Settings
from inventory.read import read_dependencies, read_inventory
from model.alert import Receipt
from model.clock import Basis, ClockRecord
from model.silence import Response
from model.vocabulary import Reason, Role
from storage.clocks import record_clock
from storage.database import Database
from storage.digests import work_due
from storage.incidents import find_incidents
from storage.matches import alerts_of, decisions_on, messages_of, messages_on
from storage.outbox import claim_next, mark_sent
from storage.responses import respond, silences
from storage.runs import begin_run
from tocsin.clock import Clock
from tocsin.context import Context
from tocsin.stages.by_hand import (
    correct_incident,
    merge_incidents,
    merge_vendors,
    split_incident,
)
from tocsin.stages.collecting import collect_digests, remind
from tocsin.stages.imports import import_path
from tocsin.stages.matching import match_pending


@pytest.fixture
def context(database: Database) -> Context:
    return made_context(database)


def _merged_and_split(context: Context) -> tuple[int, int]:
    """An incident of Quillmark's, and one of Ternfold's that was told as a part of it and split off again."""
    told(context, "one", "Quillmark")
    second = told(context, "two", "Ternfold")
    whole, other = numbers(context)
    merge_incidents(context, whole, other, "one intrusion", ANN)
    match_pending(context)
    return whole, split_incident(context, whole, [second], "two intrusions after all", ANN)


@pytest.mark.parametrize("action", [Response.SNOOZE, Response.NOT_OURS])
def test_what_is_said_of_a_message_holds_for_what_was_split_off_since(
    context: Context, tmp_path: Path, action: Response
) -> None:
    inventory_of(context, tmp_path, "Quillmark", "Ternfold")
    _merged_and_split(context)
    match_pending(context)
    [entry] = alerts_of(context.database)
    respond(context.database, ANN, entry["id"], action, now=NOW, until=NOW + timedelta(hours=4))
    with context.database.read() as connection:
        quiet = {one.lineage for one in silences(connection, "default", NOW)}
    assert quiet == {one.lineage for one in find_incidents(context.database)}


def test_of_what_was_split_off_the_alert_of_the_whole_is_explained(context: Context, tmp_path: Path) -> None:
    inventory_of(context, tmp_path, "Quillmark", "Ternfold")
    whole, new = _merged_and_split(context)
    match_pending(context)
    for number in (whole, new):
        assert [entry["id"] for entry in messages_on(context.database, "default", number)] == [1]


def test_an_inventory_is_reached_through_a_merged_vendor(context: Context, tmp_path: Path) -> None:
    inventory_of(context, tmp_path, "Quillmark")
    told(context, "two", "Quill & Mark Holdings")
    match_pending(context)
    assert alerts_of(context.database) == []
    merge_vendors(context, "Quill & Mark Holdings", "Quillmark", "one company", ANN)
    match_pending(context)
    assert len(alerts_of(context.database)) == 1


def test_merging_vendors_does_not_tell_again_what_was_told_of_one_and_takes_it_back_once(
    context: Context, tmp_path: Path
) -> None:
    inventory_of(context, tmp_path, "Quillmark", "Quill & Mark Holdings")
    told(context, "two", "Quill & Mark Holdings")
    match_pending(context)
    assert len(alerts_of(context.database)) == 1
    merge_vendors(context, "Quill & Mark Holdings", "Quillmark", "one company", ANN)
    match_pending(context)
    assert len(alerts_of(context.database)) == 1
    told(context, "three", "Quillmark", text="Quillmark was breached, as it says itself on three.")
    match_pending(context)
    assert len(alerts_of(context.database)) == 1
    [number] = numbers(context)
    correct_incident(context, number, {"party:Quillmark": "bystander"}, "it was another", ANN)
    match_pending(context)
    match_pending(context)
    [last, _] = alerts_of(context.database)
    assert last["alert"].reasons == (Reason.EXPOSURE_WITHDRAWN,)


def test_merging_does_not_tell_again_what_was_told(context: Context, tmp_path: Path) -> None:
    inventory_of(context, tmp_path, "Quillmark", "Ternfold")
    told(context, "one", "Quillmark")
    told(context, "two", "Ternfold")
    match_pending(context)
    assert len(alerts_of(context.database)) == 2
    kept, other = numbers(context)
    merge_incidents(context, kept, other, "the same intrusion", ANN)
    match_pending(context)
    assert [entry["alert"].incident_id for entry in alerts_of(context.database)] == [kept, kept]


def test_a_reminder_names_the_incident_that_another_became_a_part_of(context: Context, tmp_path: Path) -> None:
    inventory_of(context, tmp_path, "Ternfold")
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


def test_the_withdrawal_of_what_was_split_off_reaches_who_was_told_before(context: Context, tmp_path: Path) -> None:
    inventory_of(context, tmp_path, "Quillmark")
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


@pytest.mark.parametrize("into_part", [True, False])
def test_what_is_merged_with_a_part_of_another_follows_its_own_alert(
    database: Database, tmp_path: Path, *, into_part: bool
) -> None:
    """Where that one never came, the alert that told of the part."""
    hooks = [{"id": name, "kind": "webhook", "url": "http://127.0.0.1:9/"} for name in ("chat", "desk")]
    context = made_context(database, channels=hooks, routes=[{"channels": ["chat", "desk"]}])
    inventory_of(context, tmp_path, "Quillmark", "Sorrel", "Ternfold")
    _whole, part = _merged_and_split(context)
    told(context, "three", "Sorrel")
    third = max(numbers(context))
    routes = Settings.model_validate({"channels": hooks, "routes": [{"channels": ["chat"]}]})
    match_pending(replace(context, settings=routes))
    kept, merged = (part, third) if into_part else (third, part)
    merge_incidents(context, kept, merged, "the same intrusion", ANN)
    correct_incident(context, kept, {"data_type:names": "exposed"}, "their letter", ANN)
    match_pending(context)
    follows = {}
    for channel in ("chat", "desk"):
        while (claimed := claim_next(database, channel, context.clock.now())) is not None:
            mark_sent(database, claimed.id, Receipt(claimed.message.key), NOW)
            follows[channel] = claimed.root and claimed.root.message_id
    _update, sorrels, first = (entry["alert"].key for entry in alerts_of(database))
    assert follows == {"chat": sorrels, "desk": first}


@pytest.mark.parametrize("fact", [{"status": "retracted"}, {"party:Ternfold": "bystander"}])
def test_of_what_was_split_off_and_withdrawn_there_nobody_is_reminded(
    database: Database, tmp_path: Path, fact: dict[str, str]
) -> None:
    hook = {"id": "hook", "kind": "webhook", "url": "http://127.0.0.1:9/"}
    context = made_context(database, channels=[hook], routes=[{"channels": ["hook"], "repeat": "4h"}])
    inventory_of(context, tmp_path, "Quillmark", "Ternfold")
    _kept, new = _merged_and_split(context)
    said = []
    for day, facts in ((29, {}), (30, fact)):
        if facts:
            correct_incident(context, new, facts, "their letter", ANN)
        match_pending(context)
        remind(replace(context, clock=Clock(date(2025, 11, day))))
        said.append([each.path for each in messages_of(database)[0]["message"].exposures])
    assert said == [[("Quillmark",), ("Ternfold",)], [("Quillmark",)]]


def test_of_what_was_split_off_is_reminded_after_the_whole_was_withdrawn(database: Database, tmp_path: Path) -> None:
    """As of the incident that it is by now; of the rest, and once it is withdrawn itself, of nothing."""
    hook = {"id": "hook", "kind": "webhook", "url": "http://127.0.0.1:9/"}
    context = made_context(database, channels=[hook], routes=[{"channels": ["hook"], "repeat": "4h"}])
    inventory_of(context, tmp_path, "Quillmark", "Ternfold")
    whole, part = _merged_and_split(context)
    for day, number in ((29, whole), (30, part)):
        correct_incident(context, number, {"status": "retracted"}, "their letter", ANN)
        match_pending(context)
        remind(replace(context, clock=Clock(date(2025, 11, day))))
    [reminder] = [each["message"] for each in messages_of(database) if each["kind"] == "reminder"]
    assert (reminder.incident_id, [each.path for each in reminder.exposures]) == (part, [("Ternfold",)])
    assert render(reminder).headline == "Reported: breach at Ternfold, which you use"
    assert "" not in work_due(database, datetime(2025, 12, 30, tzinfo=UTC))


@pytest.mark.parametrize("renamed", [False, True])
def test_what_is_withdrawn_under_a_vendors_new_name_is_so_under_its_old_one(
    database: Database, tmp_path: Path, *, renamed: bool
) -> None:
    """No reminder and no digest names it any more."""
    hooks = [{"id": name, "kind": "webhook", "url": "http://127.0.0.1:9/"} for name in ("hook", "desk")]
    routes = [{"channels": ["hook"], "repeat": "4h"}, {"channels": ["desk"], "digest": "0 8 * * *"}]
    context = made_context(database, channels=hooks, routes=routes)
    inventory_of(context, tmp_path, "Quillmark", "Sorrel", "Ternfold")
    told(context, "one", "Quillmark")
    told(context, "two", "Ternfold")
    kept, other = numbers(context)
    merge_incidents(context, kept, other, "one intrusion", ANN)
    match_pending(context)
    if renamed:
        (tmp_path / "vendors.csv").write_text("name,aliases\nQuill & Mark Cloud,Quillmark\nTernfold,\n")
        import_path(context, tmp_path / "vendors.csv", read_inventory)
    else:
        merge_vendors(context, "Quillmark", "Sorrel", "their imprint names both", ANN)
    correct_incident(context, kept, {"data_type:names": "exposed"}, "their letter", ANN)
    match_pending(context)
    correct_incident(context, kept, {"party:Quillmark": "bystander"}, "their letter", ANN)
    match_pending(context)
    tomorrow = replace(context, clock=Clock(date(2025, 11, 29)))
    remind(tomorrow)
    assert [each.path for each in messages_of(database)[0]["message"].exposures] == [("Ternfold",)]
    collect_digests(tomorrow)
    assert [row[2] for row in messages_of(database)[0]["message"].table[1:]] == ["you → Ternfold"]


def test_a_supplier_that_a_person_clears_is_taken_back_though_its_customer_was_hit(
    context: Context, tmp_path: Path
) -> None:
    inventory_of(context, tmp_path, "Quillmark", "Ternfold")
    roles = {"Quillmark": Role.BREACHED, "Ternfold": Role.DOWNSTREAM}
    reported(context, "one", "Quillmark was breached and Ternfold hit.", roles)
    match_pending(context)
    correct_incident(context, numbers(context)[0], {"party:Quillmark": "bystander"}, "their letter", ANN)
    match_pending(context)
    update = alerts_of(context.database)[0]["alert"]
    assert update.withdrawn == ("name:quillmark", "name:ternfold>name:quillmark")
    assert [each.path for each in update.holding] == [("Ternfold", None)]


@pytest.mark.parametrize("fact", [{"status": "disputed"}, {"party:Quillmark": "bystander"}])
def test_what_cannot_be_taken_back_where_it_was_told_is_a_problem(
    database: Database, tmp_path: Path, fact: dict[str, str]
) -> None:
    hook = {"kind": "webhook", "url": "http://127.0.0.1:9/"}
    context = made_context(database, channels=[{"id": "hook", **hook}], routes=[{"channels": ["hook"]}])
    inventory_of(context, tmp_path, "Quillmark")
    told(context, "one", "Quillmark")
    match_pending(context)
    renamed = {"channels": [{"id": "desk", **hook}], "routes": [{"channels": ["desk"]}]}
    context = replace(context, settings=Settings.model_validate(renamed))
    correct_incident(context, numbers(context)[0], fact, "their letter", ANN)
    match_pending(context)
    title = incident_of(context, numbers(context)[0]).title
    line = f"alert on {title}: what was told cannot be corrected on hook, no longer in the configuration"
    assert context.tally.problems == [line]


def test_what_is_retracted_reinstated_and_retracted_anew_is_told_each_time(context: Context, tmp_path: Path) -> None:
    inventory_of(context, tmp_path, "Quillmark")
    told(context, "one", "Quillmark")
    match_pending(context)
    statuses = ["retracted", "confirmed", "retracted", "confirmed", "retracted"]
    for status in statuses:
        correct_incident(context, numbers(context)[0], {"status": status}, "as they say now", ANN)
        match_pending(context)
        match_pending(context)
    said = [entry["alert"].reasons for entry in alerts_of(context.database)]
    assert said == [(Reason(f"status {status}"),) for status in reversed(statuses)] + [(Reason.NEW_EXPOSURE,)]


def test_what_is_lost_for_the_second_time_once_all_was_withdrawn_is_told_no_more(
    context: Context, tmp_path: Path
) -> None:
    inventory_of(context, tmp_path, "Quillmark")
    told(context, "one", "Quillmark")
    match_pending(context)
    role, status = "party:Quillmark", "status"
    for fact, value in ((role, "bystander"), (role, "breached"), (status, "retracted"), (role, "bystander")):
        correct_incident(context, numbers(context)[0], {fact: value}, "as they say now", ANN)
        match_pending(context)
    correct_incident(context, numbers(context)[0], {status: "confirmed"}, "as they say now", ANN)
    match_pending(context)
    assert [entry["alert"].reasons for entry in reversed(alerts_of(context.database))] == [
        (Reason.NEW_EXPOSURE,),
        (Reason.EXPOSURE_WITHDRAWN,),
        (Reason.NEW_EXPOSURE,),
        (Reason.STATUS_RETRACTED,),
    ]


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
    for day, added, alerts in ((date(2025, 12, 20), "Ternfold", 2), (date(2026, 6, 10), "Brackenmoor", 2)):
        clock = Clock(day)
        later = replace(context, clock=clock, run_id=begin_run(context.database, "test", clock.now()))
        vendors.write_text(f"{vendors.read_text()}{added}\n")
        import_path(later, vendors, read_inventory)
        match_pending(later)
        assert len(alerts_of(context.database)) == alerts, added
    why = {row["subject"]: row["why"] for row in decisions_on(context.database, "default", kept)}
    assert why["Brackenmoor"] == "history: first published 2025-11-20, more than 30 days ago"


def test_corrections_go_with_a_merge_and_a_reversed_denial_is_told_once(context: Context, tmp_path: Path) -> None:
    inventory_of(context, tmp_path, "Quillmark")
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


def test_a_digest_counts_from_what_was_recorded_while_it_waited(database: Database, tmp_path: Path) -> None:
    mail = {"id": "mail", "kind": "email", "host": "127.0.0.1", "from": "a@example.org", "to": ["b@example.org"]}
    routes = [{"channels": ["mail"], "digest": "0 8 * * *"}]
    context = made_context(database, channels=[mail], routes=routes, clocks={"regimes": ["nis2"]})
    inventory_of(context, tmp_path, "Quillmark")
    told(context, "one", "Quillmark")
    match_pending(context)
    [number] = numbers(context)
    with database.write() as connection:
        record_clock(connection, ANN, ClockRecord(number, Basis.AWARE, NOW, "their notice", ANN.name, NOW))
    collect_digests(replace(context, clock=Clock(date(2025, 11, 30))))
    [digest] = [each["message"] for each in messages_of(database) if each["kind"] == "notice"]
    assert digest.table[1][-1] == "2025-12-01 09:00 UTC, NIS2 Art. 23(4)(b)"
