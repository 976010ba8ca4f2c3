"""What people record of an incident while it is merged into another: it goes along, or is refused in one line."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from fakes.by_hand import ANN, NOW, inventory_of, made_context, numbers, told

from config.settings import Settings
from model.alert import Receipt
from model.clock import Basis, ClockRecord
from model.silence import Response
from storage.clocks import clock_records, record_clock
from storage.database import Database
from storage.hand import absorb
from storage.incidents import find_incidents
from storage.matches import alerts_of, messages_of
from storage.outbox import claim_next, mark_sent
from storage.responses import Answered, respond, responses_of, silences
from storage.stale import stale_messages
from tocsin.clock import Clock
from tocsin.context import Context
from tocsin.stages.by_hand import correct_incident, merge_incidents, split_incident
from tocsin.stages.collecting import remind
from tocsin.stages.matching import match_pending


@pytest.fixture
def context(database: Database, tmp_path: Path) -> Context:
    made = made_context(database)
    inventory_of(made, tmp_path, "Ternfold")
    told(made, "one", "Quillmark")
    told(made, "two", "Ternfold")
    match_pending(made)
    return made


def record(number: int, connection: Any) -> bool:
    return record_clock(connection, ANN, ClockRecord(number, Basis.AWARE, NOW, "a call", ANN.name, NOW))


def test_a_clock_that_is_being_recorded_goes_along(context: Context) -> None:
    kept, other = numbers(context)
    with ThreadPoolExecutor(1) as pool:
        with context.database.write() as connection:
            assert record(other, connection)
            merging = pool.submit(merge_incidents, context, kept, other, "one intrusion", ANN)
            time.sleep(0.3)
        merging.result()
    with context.database.read() as connection:
        assert len(clock_records(connection, "default", kept)) == 1


def test_a_clock_of_an_incident_that_is_being_merged_is_refused(context: Context) -> None:
    kept, other = numbers(context)

    def recorded() -> bool:
        with context.database.write() as connection:
            return record(other, connection)

    with ThreadPoolExecutor(1) as pool:
        with context.database.write() as connection:
            absorb(connection, kept, other, "one intrusion", NOW)
            recording = pool.submit(recorded)
            time.sleep(0.3)
        assert recording.result() is False


def test_an_answer_to_an_alert_of_an_incident_that_is_being_merged_is_its_new_one_s(context: Context) -> None:
    kept, other = numbers(context)
    (entry,) = alerts_of(context.database)
    with ThreadPoolExecutor(1) as pool:
        with context.database.write() as connection:
            absorb(connection, kept, other, "one intrusion", NOW)
            answering = pool.submit(respond, context.database, ANN, entry["id"], Response.ACKNOWLEDGE, now=NOW)
            time.sleep(0.3)
        assert answering.result() == Answered(kept)
    assert len(responses_of(context.database, "default", kept)) == 1


@pytest.mark.parametrize("kept_was_told", [False, True])
def test_a_snooze_goes_along_and_not_ours_only_where_nothing_else_was_told(
    context: Context, tmp_path: Path, kept_was_told: bool
) -> None:
    """Nobody said of what the other incident told that it is not theirs."""
    kept, other = numbers(context)
    if kept_was_told:
        inventory_of(context, tmp_path, "Ternfold", "Quillmark")
        told(context, "three", "Quillmark", 21)
        match_pending(context)
    answered = {entry["alert"].incident_id: entry["id"] for entry in alerts_of(context.database)}
    for action in (Response.SNOOZE, Response.NOT_OURS):
        respond(context.database, ANN, answered[other], action, now=NOW, until=NOW + timedelta(hours=4))
    merge_incidents(context, kept, other, "one intrusion", ANN)
    [lineage] = [one.lineage for one in find_incidents(context.database)]
    with context.database.read() as connection:
        holding = {one.response for one in silences(connection, "default", NOW) if one.lineage == lineage}
    assert holding == ({Response.SNOOZE} if kept_was_told else {Response.SNOOZE, Response.NOT_OURS})


def test_of_what_was_merged_into_an_incident_that_is_snoozed_nobody_is_reminded_meanwhile(
    context: Context, tmp_path: Path
) -> None:
    chat = {"id": "chat", "kind": "slack", "webhook_url": "http://127.0.0.1:9/x"}
    settings = Settings.model_validate({"channels": [chat], "routes": [{"channels": ["chat"], "repeat": "4h"}]})
    context = replace(context, settings=settings)
    inventory_of(context, tmp_path, "Quillmark", "Hartwell")
    told(context, "three", "Quillmark", 21)
    told(context, "four", "Hartwell", 21)
    match_pending(context)
    kept, other = (entry["alert"].incident_id for entry in reversed(alerts_of(context.database)[:2]))
    until = NOW + timedelta(days=2)
    respond(context.database, ANN, alerts_of(context.database)[1]["id"], Response.SNOOZE, now=NOW, until=until)
    merge_incidents(context, kept, other, "one intrusion", ANN)
    remind(replace(context, clock=Clock(date(2025, 11, 29))))
    assert {entry["kind"] for entry in messages_of(context.database)} == {"alert"}
    remind(replace(context, clock=Clock(date(2025, 12, 1))))
    assert [entry["kind"] for entry in messages_of(context.database)].count("reminder") == 1


def test_what_is_split_off_stays_snoozed_not_ours_and_acknowledged_as_the_whole_was(
    context: Context, tmp_path: Path
) -> None:
    """Its next update is no news to who put the whole off; what had ended before holds for neither."""
    inventory_of(context, tmp_path, "Ternfold", "Quillmark")
    kept, other = numbers(context)
    merge_incidents(context, kept, other, "one intrusion", ANN)
    match_pending(context)
    ended, holds = NOW - timedelta(hours=1), NOW + timedelta(days=2)
    for entry in alerts_of(context.database):
        for action, until in ((Response.SNOOZE, ended), (Response.SNOOZE, holds), (Response.NOT_OURS, holds)):
            respond(context.database, ANN, entry["id"], action, now=NOW, until=until)
    new = split_incident(context, kept, ["https://press.example/two"], "two intrusions after all", ANN)
    correct_incident(context, new, {"data_type:names": "exposed"}, "their letter", ANN)
    match_pending(context)
    [update, *_] = alerts_of(context.database)
    assert (update["alert"].incident_id, update["acknowledged_by"]) == (new, "ann")
    with context.database.read() as connection:
        known = silences(connection, "default", ended - timedelta(hours=1))
    there = {(one.response, one.until) for one in known if one.lineage == update["alert"].lineage}
    assert there == {(Response.SNOOZE, holds), (Response.NOT_OURS, holds)}


def said_of_quillmark(context: Context, number: int, role: str) -> None:
    correct_incident(context, number, {"party:Quillmark": role}, "their letter", ANN)
    match_pending(context)


@pytest.mark.parametrize("into_first", [True, False])
def test_what_was_withdrawn_aloud_and_held_in_silence_holds_again_after_a_merge(
    context: Context, tmp_path: Path, *, into_first: bool
) -> None:
    """Who heard of its end heard of nothing else."""
    inventory_of(context, tmp_path, "Quillmark")
    match_pending(context)
    first, second = numbers(context)
    said_of_quillmark(context, first, "bystander")
    said_of_quillmark(replace(context, history="a backfill"), second, "breached")
    before = len(alerts_of(context.database))
    pair = (first, second) if into_first else (second, first)
    merge_incidents(context, *pair, "one intrusion", ANN)
    for _ in range(2):
        match_pending(context)
    [update, *others] = alerts_of(context.database)
    assert len(others) == before
    assert [one.text for one in update["alert"].changes] == ["Holds again: you → Quillmark."]


def test_what_both_had_withdrawn_is_not_withdrawn_again_after_a_merge(context: Context, tmp_path: Path) -> None:
    inventory_of(context, tmp_path, "Quillmark")
    match_pending(context)
    first, second = numbers(context)
    said_of_quillmark(context, second, "breached")
    for number in (first, second):
        said_of_quillmark(context, number, "bystander")
    before = len(alerts_of(context.database))
    merge_incidents(context, first, second, "one intrusion", ANN)
    match_pending(context)
    assert len(alerts_of(context.database)) == before


@pytest.mark.parametrize("into_first", [True, False])
def test_what_was_told_and_also_recorded_in_silence_was_told_after_a_merge(
    context: Context, tmp_path: Path, *, into_first: bool
) -> None:
    """Who was alarmed hears of its end, whichever of both was kept."""
    inventory_of(context, tmp_path, "Quillmark")
    match_pending(context)
    first, second = numbers(context)
    said_of_quillmark(replace(context, history="a backfill"), second, "breached")
    kept, other = (first, second) if into_first else (second, first)
    before = len(alerts_of(context.database))
    merge_incidents(context, kept, other, "one intrusion", ANN)
    said_of_quillmark(context, kept, "bystander")
    [update, *others] = alerts_of(context.database)
    assert len(others) == before
    assert update["alert"].withdrawn == ("name:quillmark",)


def test_each_first_message_counts_the_updates_of_its_own_thread(database: Database, tmp_path: Path) -> None:
    """After a merge they come in the thread of the first; after a split in that of the part's own alert."""
    hook = {"id": "hook", "kind": "webhook", "url": "http://127.0.0.1:9/"}
    context = made_context(database, channels=[hook], routes=[{"channels": ["hook"]}])
    inventory_of(context, tmp_path, "Quillmark", "Ternfold")
    told(context, "one", "Quillmark")
    second = told(context, "two", "Ternfold")
    match_pending(context)
    assert sent(context) == {}
    kept, other = numbers(context)
    merge_incidents(context, kept, other, "one intrusion", ANN)
    correct_incident(context, kept, {"data_type:names": "exposed"}, "their letter", ANN)
    match_pending(context)
    assert sent(context) == {"Quillmark breach": 1, "Ternfold breach": 0}
    part = split_incident(context, kept, [second], "two after all", ANN)
    correct_incident(context, part, {"data_type:passwords": "exposed"}, "their letter", ANN)
    match_pending(context)
    assert sent(context) == {"Quillmark breach": 1, "Ternfold breach": 1}, "of Quillmark's alert it is none"


def sent(context: Context) -> dict[str, int]:
    """Sends what waits; how many updates the first messages show that are to be brought up to date."""
    now = context.clock.now()
    while (claimed := claim_next(context.database, "hook", now)) is not None:
        mark_sent(context.database, claimed.id, Receipt(claimed.message.key), now)
    return {one.alert.incident.title: one.standing.updates for one in stale_messages(context.database, "hook")}
