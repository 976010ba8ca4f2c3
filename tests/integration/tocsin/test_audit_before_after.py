"""Every change stands in the audit log with what was before and what is after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from fakes.alert_samples import alert as sample_alert
from fakes.by_hand import ANN, NOW, made_context

from model.alert import Planned
from model.incident import Incident
from model.inventory import DEFAULT_TENANT
from model.silence import Response
from model.vocabulary import Kind, Status
from storage.audit import audit_log
from storage.database import Database
from storage.incidents import open_incidents
from storage.matches import save_alert
from storage.outbox import claim_next, mark_dead
from storage.replays import replay_dead
from storage.responses import end_silence, mute, respond
from storage.uploads import add_upload, decide_upload
from tocsin.stages.imports import import_uploads


def alerted(database: Database, *planned: Planned) -> int:
    """An incident that was alerted of; its number."""
    with database.write() as connection:
        opened = [(Incident("t", Kind.BREACH, Status.REPORTED), False)]
        (number,) = open_incidents(connection, opened, run_id=1, now=NOW)
        save_alert(connection, replace(sample_alert(), incident_id=number), planned, run_id=1, now=NOW)
    return number


def test_what_held_until_a_silence_was_ended_is_said(database: Database) -> None:
    incident = alerted(database)
    until = NOW + timedelta(days=1)
    number = mute(database, ANN, "severity < high", until, why="too many", now=NOW)
    assert respond(database, ANN, 1, Response.SNOOZE, now=NOW, until=until) is not None
    for each in (number, number + 1):
        assert end_silence(database, ANN, each, NOW)
        assert not end_silence(database, ANN, each, NOW)
    snoozed, muted, *_ = audit_log(database, DEFAULT_TENANT)
    day = {"until": "2025-11-29T09:00+00:00"}
    assert muted.before == {"response": "mute", "expression": "severity < high", "why": "too many", **day}
    assert snoozed.before == {"response": "snooze", "incident": incident, **day}


def test_who_put_back_to_work_what_had_been_given_up_is_said(database: Database) -> None:
    alerted(database, Planned("slack", NOW))
    claimed = claim_next(database, "slack", NOW)
    assert claimed is not None
    mark_dead(database, claimed.id, "invalid_auth", NOW)
    assert [replay_dead(database, ANN, now=NOW) for _ in range(2)] == [1, 0]
    (entry,) = audit_log(database, DEFAULT_TENANT)
    assert (entry.action, entry.subject, entry.who) == ("replay", "dead letters", "ann")
    assert (entry.before, entry.after) == ({"state": "dead"}, {"state": "pending", "deliveries": 1})


def test_what_an_upload_changed_is_said_as_of_any_import(database: Database) -> None:
    context = made_context(database)
    for rows in (b"Quillmark\nOakenbridge\n", b"Quillmark\n"):
        number = add_upload(database, ANN, name="v.csv", kind="inventory", content=b"name\n" + rows, now=NOW)
        assert decide_upload(database, ANN, number, accept=True, now=NOW)
        import_uploads(context)
    done = [line.after for line in audit_log(database, DEFAULT_TENANT) if line.action == "import inventory"]
    assert done == [{"closed": 1}, {"added": ["Oakenbridge", "Quillmark"]}]
