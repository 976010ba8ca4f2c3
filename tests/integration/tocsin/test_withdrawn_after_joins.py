"""What holds no more of incidents or vendors that became one, or of one that was split: whom that is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from fakes.by_hand import ANN, alarmed, alerts_told, inventory_of, made_context, numbers, told, whys

from model.vocabulary import Reason
from storage.database import Database
from storage.matches import messages_of
from tocsin.clock import Clock
from tocsin.clocks import due_dates
from tocsin.context import Context
from tocsin.stages.by_hand import correct_incident, merge_incidents, merge_vendors, split_incident, undo_corrected
from tocsin.stages.collecting import remind
from tocsin.stages.matching import match_pending

CHANNEL = {"id": "chat", "kind": "slack", "webhook_url": "http://127.0.0.1:9/x"}
WITHDRAWN = (Reason.EXPOSURE_WITHDRAWN,)


@pytest.fixture
def context(database: Database) -> Context:
    routes = [{"channels": ["chat"], "repeat": "4h"}]
    return made_context(database, channels=[CHANNEL], routes=routes, clocks={"regimes": ["gdpr"]})


def told_as_one(context: Context, tmp_path: Path) -> int:
    """The number of an incident of two vendors, merged from two and told as one."""
    inventory_of(context, tmp_path, "Quillmark", "Ternfold")
    told(context, "one", "Quillmark")
    told(context, "two", "Ternfold")
    kept, other = numbers(context)
    merge_incidents(context, kept, other, "one event", ANN)
    match_pending(context)
    return kept


def test_what_was_withdrawn_of_another_incident_is_no_word_on_what_became_one_with_it(
    context: Context, tmp_path: Path
) -> None:
    inventory_of(context, tmp_path, "Quillmark", "Ternfold")
    told(context, "one", "Quillmark")
    told(context, "two", "Ternfold")
    match_pending(context)
    kept, other = numbers(context)
    (made,) = correct_incident(context, other, {"status": "retracted"}, "their letter", ANN)
    match_pending(context)
    undo_corrected(context, other, made, ANN)
    merge_incidents(context, kept, other, "one event", ANN)
    correct_incident(context, kept, {"party:Quillmark": "bystander"}, "it was another", ANN)
    match_pending(context)
    assert [each.path for alert in alerts_told(context) for each in alert.exposures if each.key in alert.withdrawn] == [
        ("Quillmark",)
    ]


def test_a_split_tells_nobody_while_the_incident_that_was_split_off_reaches_them(
    context: Context, tmp_path: Path
) -> None:
    kept = told_as_one(context, tmp_path)
    (first,) = alerts_told(context)
    new = split_incident(context, kept, ["https://press.example/two"], "two events", ANN)
    match_pending(context)
    assert len(alerts_told(context)) == 1
    assert ("Ternfold", "no alert") in [each[:2] for each in whys(context, kept)]
    assert ("Quillmark", "no alert") in [each[:2] for each in whys(context, new)]
    for number, name in ((new, "Ternfold"), (kept, "Quillmark")):
        correct_incident(context, number, {f"party:{name}": "bystander"}, "they only reported it", ANN)
        match_pending(context)
        update = alerts_told(context)[-1]
        assert (update.incident_id, update.reasons, update.update_of) == (number, WITHDRAWN, first.key)
        assert [exposure.path for exposure in update.exposures] == [(name,)]
    assert len(alerts_told(context)) == 3
    assert due_dates(context.database, "default", context.settings.clocks) == []


def test_what_neither_side_of_a_split_says_any_more_is_taken_back_once(context: Context, tmp_path: Path) -> None:
    kept = told_as_one(context, tmp_path)
    split_incident(context, kept, ["https://press.example/two"], "two events", ANN)
    (_, new) = numbers(context)
    correct_incident(context, new, {"party:Ternfold": "bystander"}, "they only reported it", ANN)
    match_pending(context)
    (_, update) = alerts_told(context)
    assert [exposure.path for exposure in update.exposures] == [("Ternfold",)]


def test_vendors_that_become_one_take_nothing_back(context: Context, tmp_path: Path) -> None:
    inventory_of(context, tmp_path, "Quillmark", "Quill & Mark Holdings")
    told(context, "two", "Quill & Mark Holdings")
    match_pending(context)
    merge_vendors(context, "Quill & Mark Holdings", "Quillmark", "one company", ANN)
    match_pending(context)
    assert [(alert.reasons, alert.withdrawn) for alert in alerts_told(context)] == [((Reason.NEW_EXPOSURE,), ())]


@pytest.mark.parametrize("still_breached", [True, False])
@pytest.mark.parametrize("into_first", [True, False])
def test_after_a_merge_the_one_that_was_told_to_hold_counts(
    context: Context, tmp_path: Path, *, still_breached: bool, into_first: bool
) -> None:
    first = alarmed(context, tmp_path, "Quillmark")
    told(context, "two", "Ternfold")
    second = numbers(context)[1]
    wrong = {"party:Quillmark": "bystander"}, "they only reported it", ANN
    right = {"party:Quillmark": "breached"}, "their letter", ANN
    ordered = [(first, wrong), (second, right)] if still_breached else [(second, right), (first, wrong)]
    for number, correction in ordered:
        correct_incident(context, number, *correction)
        match_pending(context)
    assert len(alerts_told(context)) == 3
    pair = (first, second) if into_first else (second, first)
    merge_incidents(context, *pair, "one event", ANN)
    match_pending(context)
    match_pending(context)
    assert [alert.reasons for alert in alerts_told(context)][3:] == ([] if still_breached else [WITHDRAWN])


def test_of_several_ways_only_the_one_is_taken_back_and_the_others_are_reminded_of(
    context: Context, tmp_path: Path
) -> None:
    kept = told_as_one(context, tmp_path)
    correct_incident(context, kept, {"party:Ternfold": "bystander"}, "they only reported it", ANN)
    match_pending(context)
    assert due_dates(context.database, "default", context.settings.clocks)
    remind(replace(context, clock=Clock(date(2025, 11, 30))))
    reminder = messages_of(context.database)[0]["message"]
    assert (reminder.reasons, reminder.withdrawn) == ((Reason.REMINDER,), ())
    assert [exposure.path for exposure in reminder.exposures] == [("Quillmark",)]
