"""What was told, then told otherwise, and then as before: whoever read the last message is to know what holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from fakes.by_hand import ANN, alerts_told, inventory_of, made_context, numbers, reported, told

from model.notice import Notice
from model.vocabulary import Reason, Role
from storage.database import Database
from storage.matches import messages_of
from tocsin.clock import Clock
from tocsin.context import Context
from tocsin.stages.by_hand import correct_incident, undo_corrected
from tocsin.stages.collecting import collect_digests, remind
from tocsin.stages.matching import match_pending

NEW, GONE = Reason.NEW_EXPOSURE, Reason.EXPOSURE_WITHDRAWN
SUPPLIER = {"Quillmark": Role.BREACHED, "Hartwell": Role.DOWNSTREAM}
CHANNELS = [{"id": "chat", "kind": "slack", "webhook_url": "http://127.0.0.1:9/x"}]


@pytest.fixture
def context(database: Database) -> Context:
    return made_context(database, channels=CHANNELS, routes=[{"channels": ["chat"], "repeat": "4h"}])


def named_later(context: Context, folder: Path) -> int:
    """An incident at a customer whose supplier was named in a second report, each told; its number."""
    inventory_of(context, folder, "Hartwell")
    reported(context, "one", "Hartwell was hit through a supplier.", {"Hartwell": Role.DOWNSTREAM})
    match_pending(context)
    reported(context, "two", "Hartwell was hit through Quillmark.", SUPPLIER, 21)
    match_pending(context)
    (number,) = numbers(context)
    return number


def test_a_vendor_that_was_breached_itself_after_all_is_told_as_that(context: Context, tmp_path: Path) -> None:
    inventory_of(context, tmp_path, "Quillmark")
    told(context, "one", "Quillmark")
    match_pending(context)
    (number,) = numbers(context)
    (made,) = correct_incident(context, number, {"party:Quillmark": "downstream"}, "hit through another", ANN)
    for _ in range(2):
        match_pending(context)
    undo_corrected(context, number, made, ANN)
    for _ in range(2):
        match_pending(context)
    assert [[each.path for each in alert.exposures] for alert in alerts_told(context)] == [
        [("Quillmark",)],
        [("Quillmark", None)],
        [("Quillmark",)],
    ]
    last = alerts_told(context)[-1]
    assert (last.reasons, last.broadcast, last.withdrawn) == ((NEW,), True, ())
    assert [change.text for change in last.changes] == ["Holds again: you → Quillmark."]


def test_where_the_named_supplier_is_cleared_it_is_an_unnamed_one_again(context: Context, tmp_path: Path) -> None:
    number = named_later(context, tmp_path)
    correct_incident(context, number, {"party:Quillmark": "bystander"}, "it was another", ANN)
    match_pending(context)
    last = alerts_told(context)[-1]
    assert last.reasons == (NEW, GONE)
    assert [each.path for each in last.holding] == [("Hartwell", None)]
    assert [change.text.partition(".")[0] for change in last.changes] == [
        "No longer holds: you → Hartwell → Quillmark",
        "Holds again: you → Hartwell → an unnamed supplier",
    ]


def test_a_digest_names_the_supplier_alone_once_it_is_known(context: Context, tmp_path: Path) -> None:
    context.settings.routes[0] = context.settings.routes[0].model_copy(update={"digest": "0 8 * * *", "repeat": None})
    named_later(context, tmp_path)
    collect_digests(replace(context, clock=Clock(date(2025, 11, 29))))
    [digest] = [entry["message"] for entry in messages_of(context.database) if entry["kind"] == "notice"]
    assert isinstance(digest, Notice)
    assert [row[2] for row in digest.table[1:]] == ["you → Hartwell → Quillmark"]


def test_a_reminder_names_the_supplier_alone_once_it_is_known(context: Context, tmp_path: Path) -> None:
    named_later(context, tmp_path)
    remind(replace(context, clock=Clock(date(2025, 11, 29))))
    [reminder] = [entry["message"] for entry in messages_of(context.database) if entry["kind"] == "reminder"]
    assert [each.path for each in reminder.exposures] == [("Hartwell", "Quillmark")]


def test_whom_a_withdrawn_breach_would_reach_as_well_is_told_only_once_it_holds_again(
    context: Context, tmp_path: Path
) -> None:
    inventory_of(context, tmp_path, "Quillmark", "Hartwell")
    told(context, "one", "Quillmark")
    match_pending(context)
    (number,) = numbers(context)
    (made,) = correct_incident(context, number, {"status": "retracted"}, "their letter", ANN)
    match_pending(context)
    reported(context, "two", "Hartwell was hit through Quillmark.", SUPPLIER, 21)
    match_pending(context)
    assert [alert.reasons for alert in alerts_told(context)] == [(NEW,), (Reason.STATUS_RETRACTED,)]
    undo_corrected(context, number, made, ANN)
    match_pending(context)
    last = alerts_told(context)[-1]
    assert (last.reasons, [each.path for each in last.exposures]) == (
        (NEW, Reason.STATUS_REPORTED),
        [("Quillmark",), ("Hartwell", "Quillmark")],
    )


def test_of_what_left_the_inventory_nobody_is_reminded_until_it_is_back(context: Context, tmp_path: Path) -> None:
    inventory_of(context, tmp_path, "Quillmark", "Hartwell")
    told(context, "one", "Quillmark")
    match_pending(context)
    reminders = []
    for day, vendors in ((29, ["Hartwell"]), (30, ["Quillmark", "Hartwell"])):
        inventory_of(context, tmp_path, *vendors)
        match_pending(context)
        remind(replace(context, clock=Clock(date(2025, 11, day))))
        reminders.append([each["kind"] for each in messages_of(context.database)].count("reminder"))
    assert reminders == [0, 1]
