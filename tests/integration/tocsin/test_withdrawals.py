"""What was told and holds no more: those who were alarmed hear of it, once, and nobody else does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from fakes.by_hand import (
    ANN,
    PRESS,
    alarmed,
    alerts_told,
    incident_of,
    inventory_of,
    made_context,
    numbers,
    reported,
    told,
    whys,
)

from alerts.render import render
from inventory.read import read_dependencies
from model.vocabulary import Claim, DataStatus, DataType, Reason, Role, Severity, Status, Trust
from storage.database import Database
from storage.matches import messages_of
from storage.outbox import deliveries
from storage.responses import mute
from storage.runs import begin_run
from tocsin.clock import Clock
from tocsin.clocks import due_dates
from tocsin.context import Context
from tocsin.stages.by_hand import correct_incident, merge_incidents, split_incident, undo_corrected
from tocsin.stages.collecting import remind
from tocsin.stages.imports import import_path
from tocsin.stages.matching import match_pending

HOOK = "http://127.0.0.1:9/x"
CHANNELS = [{"id": each, "kind": "slack", "webhook_url": HOOK} for each in ("chat", "pager", "all")]
ROUTES = [{"channels": ["chat"], "repeat": "4h", "when": 'reason in ["new exposure"]'}]
OWN = replace(PRESS, id="quillmark", trust=Trust.VENDOR)
WITHDRAWN = (Reason.EXPOSURE_WITHDRAWN,)


@pytest.fixture
def context(database: Database) -> Context:
    return made_context(database, channels=CHANNELS, routes=ROUTES, clocks={"regimes": ["gdpr"]})


def test_who_was_alarmed_hears_that_it_was_another_once_where_the_alarm_went(context: Context, tmp_path: Path) -> None:
    number = alarmed(context, tmp_path, "Quillmark")
    context.settings.routes.append(context.settings.routes[0].model_copy(update={"channels": ["all"], "when": ""}))
    assert due_dates(context.database, "default", context.settings.clocks)
    correct_incident(context, number, {"party:Quillmark": "bystander"}, "they only reported it", ANN)
    for _ in range(2):
        match_pending(context)
    first, update = alerts_told(context)
    assert (update.reasons, update.severity, update.broadcast) == (WITHDRAWN, Severity.LOW, False)
    assert (update.update_of, update.is_withdrawal, update.clocks) == (first.key, True, ())
    assert [(row["channel_id"], row["why"]) for row in deliveries(context.database)] == [
        ("chat", "route routes.0"),
        ("chat", "told before"),
    ]
    content = render(update)
    assert content.headline == "No longer holds: breach at Quillmark, which you use"
    assert content.changes == (
        (
            "No longer holds: you → Quillmark. Quillmark is now held to be a bystander, not breached: "
            "“they only reported it (ann)” (corrected by hand)."
        ),
    )
    assert (content.status, content.data, content.paths[0].path) == (
        "no longer holds",
        (),
        "no longer: you → Quillmark",
    )
    assert ("Quillmark", "withdrawn") in [each[:2] for each in whys(context, number)]


@pytest.mark.parametrize(
    ("muted", "state"),
    [("severity == low", "pending"), ("severity <= medium", "muted"), ("vendor == Quillmark", "muted")],
)
@pytest.mark.parametrize("correction", [{"party:Quillmark": "bystander"}, {"status": "retracted"}])
def test_a_mute_of_what_is_small_keeps_back_no_end_of_what_was_graver(
    context: Context, tmp_path: Path, correction: dict[str, str], muted: str, state: str
) -> None:
    number = alarmed(context, tmp_path, "Quillmark")
    mute(context.database, ANN, muted, context.clock.now() + timedelta(days=9), why="noise", now=context.clock.now())
    correct_incident(context, number, correction, "it was another", ANN)
    match_pending(context)
    first, end = alerts_told(context)
    assert (first.severity, end.severity) == (Severity.MEDIUM, Severity.LOW)
    assert [row["state"] for row in deliveries(context.database)] == ["pending", state]


def test_of_what_holds_no_more_nobody_is_reminded_and_no_clock_is_shown(context: Context, tmp_path: Path) -> None:
    number = alarmed(context, tmp_path, "Quillmark")
    correct_incident(context, number, {"party:Quillmark": "bystander"}, "they only reported it", ANN)
    match_pending(context)
    remind(replace(context, clock=Clock(date(2025, 11, 30))))
    assert [entry["kind"] for entry in messages_of(context.database)] == ["alert", "alert"]
    assert due_dates(context.database, "default", context.settings.clocks) == []


def test_what_returns_after_its_withdrawal_was_told_is_told_again_each_time(context: Context, tmp_path: Path) -> None:
    number = alarmed(context, tmp_path, "Quillmark")
    for _ in range(2):
        (made,) = correct_incident(context, number, {"party:Quillmark": "bystander"}, "they only reported it", ANN)
        match_pending(context)
        undo_corrected(context, number, made, ANN)
        match_pending(context)
        match_pending(context)
    new = (Reason.NEW_EXPOSURE,)
    assert [alert.reasons for alert in alerts_told(context)] == [new, WITHDRAWN, new, WITHDRAWN, new]
    assert alerts_told(context)[-1].broadcast
    assert [change.text for change in alerts_told(context)[-1].changes] == ["Holds again: you → Quillmark."]
    assert due_dates(context.database, "default", context.settings.clocks)


def test_what_returns_before_anybody_was_told_is_silent(context: Context, tmp_path: Path) -> None:
    number = alarmed(context, tmp_path, "Quillmark")
    (made,) = correct_incident(context, number, {"party:Quillmark": "bystander"}, "they only reported it", ANN)
    undo_corrected(context, number, made, ANN)
    match_pending(context)
    assert len(alerts_told(context)) == 1


def test_the_vendors_own_word_that_it_was_another_takes_back_the_one_and_tells_the_other(
    context: Context, tmp_path: Path
) -> None:
    number = alarmed(context, tmp_path, "Quillmark", "Ternfold")
    words = "It was Ternfold that was breached, not us at Quillmark."
    url = reported(context, "own", words, {"Ternfold": Role.BREACHED, "Quillmark": Role.BYSTANDER}, 21, source=OWN)
    if len(numbers(context)) > 1:
        merge_incidents(context, number, numbers(context)[1], "one event", ANN)
    match_pending(context)
    (_, update) = alerts_told(context)
    assert update.reasons == (Reason.NEW_EXPOSURE, Reason.EXPOSURE_WITHDRAWN)
    content = render(update)
    assert content.headline.endswith("reach at Ternfold, which you use")
    assert [path.path for path in content.paths] == ["you → Ternfold", "no longer: you → Quillmark"]
    assert "Quillmark is now held to be a bystander" in content.changes[0]
    assert "press.example" in content.changes[0]
    assert url in update.incident.sources


def test_a_dependency_that_nobody_states_any_more_is_taken_back_too(context: Context, tmp_path: Path) -> None:
    inventory_of(context, tmp_path, "Hartwell")
    told(context, "one", "Quillmark")
    roles = {"Ternfold": Role.BREACHED, "Hartwell": Role.DOWNSTREAM}
    reported(context, "two", "Hartwell was hit through Ternfold.", roles, 21)
    first, second = numbers(context)
    correct_incident(context, second, {"party:Ternfold": "", "party:Quillmark": "breached"}, "their letter", ANN)
    merge_incidents(context, first, second, "one event", ANN)
    match_pending(context)
    assert [exposure.path for exposure in alerts_told(context)[0].exposures] == [("Hartwell", "Quillmark")]
    correct_incident(context, first, {"party:Hartwell": ""}, "they do not use it", ANN)
    match_pending(context)
    (_, update) = alerts_told(context)
    assert update.reasons == WITHDRAWN
    assert "Nobody says any more that Hartwell uses Quillmark" in update.changes[0].text


def test_a_supplier_that_is_named_later_takes_nothing_back(context: Context, tmp_path: Path) -> None:
    inventory_of(context, tmp_path, "Hartwell")
    reported(context, "one", "Hartwell was hit through a supplier.", {"Hartwell": Role.DOWNSTREAM})
    match_pending(context)
    (number,) = numbers(context)
    roles = {"Quillmark": Role.BREACHED, "Hartwell": Role.DOWNSTREAM}
    reported(context, "two", "Hartwell was hit through Quillmark.", roles, 21)
    match_pending(context)
    assert numbers(context) == [number]
    assert [exposure.path for alert in alerts_told(context) for exposure in alert.exposures] == [
        ("Hartwell", None),
        ("Hartwell", "Quillmark"),
    ]
    assert all(not alert.withdrawn for alert in alerts_told(context))
    why = "no longer reached: no alert of its own: it is reached another way now, and the breach still holds"
    assert ("Hartwell -> unnamed supplier", "no alert", why) in whys(context, number)


def test_an_edge_that_another_incident_stated_and_states_no_more_is_taken_back(
    context: Context, tmp_path: Path
) -> None:
    inventory_of(context, tmp_path, "Hartwell")
    roles = {"Quillmark": Role.BREACHED, "Hartwell": Role.DOWNSTREAM}
    reported(context, "old", "Hartwell was hit through Quillmark.", roles, 1)
    (old,) = numbers(context)
    told(context, "new", "Quillmark", day=27, text="Quillmark was breached anew.")
    if len(numbers(context)) == 1:
        split_incident(context, old, ["https://press.example/new"], "another event", ANN)
    match_pending(context)
    before = len(alerts_told(context))
    correct_incident(context, old, {"party:Hartwell": ""}, "they do not use it", ANN)
    match_pending(context)
    taken_back = alerts_told(context)[before:]
    assert {alert.incident_id for alert in taken_back} == set(numbers(context))
    assert {alert.reasons for alert in taken_back} == {WITHDRAWN}


def test_what_left_the_inventory_is_silent_and_explained(context: Context, tmp_path: Path) -> None:
    number = alarmed(context, tmp_path, "Quillmark")
    for names in (["Brackenmoor"], []):
        inventory_of(context, tmp_path, *names)
        correct_incident(context, number, {"records": f"{5 + len(names)}00 people"}, "their letter", ANN)
        match_pending(context)
        assert len(alerts_told(context)) == 1
        assert whys(context, number)[-1] == (
            "Quillmark",
            "no alert",
            "no longer reached: it left your inventory, so that nothing is told of it",
        )


def test_history_and_who_was_never_told_hear_of_no_withdrawal(context: Context, tmp_path: Path) -> None:
    inventory_of(context, tmp_path, "Quillmark")
    later = replace(context, clock=Clock(date(2026, 3, 1)))
    told(later, "one", "Quillmark")
    match_pending(later)
    (number,) = numbers(context)
    correct_incident(later, number, {"party:Quillmark": "bystander"}, "they only reported it", ANN)
    match_pending(later)
    assert alerts_told(context) == []
    assert messages_of(context.database) == []


def test_a_run_that_takes_in_history_tells_no_withdrawal_and_the_next_one_does(
    context: Context, tmp_path: Path
) -> None:
    number = alarmed(context, tmp_path, "Quillmark")
    correct_incident(context, number, {"party:Quillmark": "bystander"}, "they only reported it", ANN)
    match_pending(replace(context, history="history: taken in from an archive"))
    assert len(alerts_told(context)) == 1
    assert whys(context, number)[-1][1:] == ("no alert", "no longer reached: history: taken in from an archive")
    correct_incident(context, number, {"records": "500 people"}, "their letter", ANN)
    match_pending(context)
    assert alerts_told(context)[-1].reasons == WITHDRAWN


def test_paths_that_the_settings_ask_for_no_more_are_silent_unless_they_are_wrong(
    context: Context, tmp_path: Path
) -> None:
    inventory_of(context, tmp_path, "Hartwell")
    (tmp_path / "deps.csv").write_text("from,to,kind\nHartwell,Quillmark,subprocessor\n")
    import_path(context, tmp_path / "deps.csv", read_dependencies)
    told(context, "one", "Quillmark")
    match_pending(context)
    (number,) = numbers(context)
    near = context.settings.model_copy(update={"alerts": context.settings.alerts.model_copy(update={"max_hops": 0})})
    nearer = replace(context, settings=near)
    correct_incident(context, number, {"records": "500 people"}, "their letter", ANN)
    match_pending(nearer)
    assert len(alerts_told(context)) == 1
    assert "max_hops" in whys(context, number)[-1][2]
    correct_incident(context, number, {"party:Quillmark": "bystander"}, "they only reported it", ANN)
    match_pending(nearer)
    assert alerts_told(context)[-1].reasons == WITHDRAWN


def test_a_run_that_dies_before_it_has_told_leaves_it_to_the_next(
    context: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class DiedError(Exception):
        pass

    def dies(*_: Any, **__: Any) -> None:
        raise DiedError

    number = alarmed(context, tmp_path, "Quillmark")
    correct_incident(context, number, {"party:Quillmark": "bystander"}, "they only reported it", ANN)
    with monkeypatch.context() as patched:
        patched.setattr("tocsin.stages.matching.save_told", dies)
        with pytest.raises(DiedError):
            match_pending(context)
    assert len(alerts_told(context)) == 1
    later = Clock(date(2025, 11, 28) + timedelta(days=1))
    match_pending(replace(context, clock=later, run_id=begin_run(context.database, "test", later.now())))
    assert [alert.reasons for alert in alerts_told(context)][1:] == [WITHDRAWN]


def test_what_went_while_the_incident_was_retracted_is_not_taken_back_once_more(
    context: Context, tmp_path: Path
) -> None:
    inventory_of(context, tmp_path, "Quillmark", "Ternfold")
    both = {"Quillmark": Role.BREACHED, "Ternfold": Role.BREACHED}
    reported(context, "one", "Quillmark and Ternfold were breached.", both)
    match_pending(context)
    (number,) = numbers(context)
    changes = ({"status": "retracted"}, {"party:Ternfold": "bystander"}, {"status": "confirmed"})
    for change in changes:
        correct_incident(context, number, change, "as they say by now", ANN)
        match_pending(context)
    last = alerts_told(context)[-1]
    assert last.incident.status is Status.CONFIRMED
    assert [exposure.path for exposure in last.exposures] == [("Quillmark",)]
    assert not any(alert.is_withdrawal or alert.withdrawn for alert in alerts_told(context))
    correct_incident(context, number, {"disclosed": "2025-11-19"}, "a day before", ANN)
    match_pending(context)
    assert alerts_told(context)[-1] == last


def test_a_vendors_own_breach_a_week_after_one_of_its_suppliers_was_withdrawn_is_told(
    context: Context, tmp_path: Path
) -> None:
    """It was taken for what had been withdrawn, and nobody was told."""
    inventory_of(context, tmp_path, "Ternfold")
    exposed = {DataType.NAMES: DataStatus.EXPOSED}
    hit = {"Quillmark": Role.BREACHED, "Ternfold": Role.DOWNSTREAM}
    reported(context, "one", "Names that Ternfold gave Quillmark were taken.", hit, 18, types=exposed)
    taken_back = {"Quillmark": Role.BREACHED}
    reported(context, "two", "Quillmark was not entered.", taken_back, 20, claim=Claim.RETRACTED)
    match_pending(context)
    reported(context, "three", "Names were taken from Ternfold.", {"Ternfold": Role.BREACHED}, 27, types=exposed)
    match_pending(context)
    withdrawn, own = numbers(context)
    assert incident_of(context, withdrawn).status is Status.RETRACTED
    assert [(alert.incident_id, alert.reasons) for alert in alerts_told(context)] == [(own, (Reason.NEW_EXPOSURE,))]
