"""A clock that was ahead, and is set right: what was written meanwhile does not wait until its time comes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from fakes.clocks import At
from fakes.telling import ADA, HOUR, NOW, context_on, told
from fakes.webhook import WebhookStandIn

from model.alert import Planned
from model.silence import Response
from storage.database import Database
from storage.digests import bring_back_reminders, due_reminders
from storage.dispatch import bring_back
from storage.matches import messages_of
from storage.outbox import claim_next, deliveries, mark_retry
from storage.responses import end_silence, mute, respond, silences
from tocsin.clock import Clock
from tocsin.pipeline import run_stages
from tocsin.stages.collecting import mend_times, remind

YEAR = timedelta(days=365)


def test_what_a_clock_that_was_ahead_told_comes_once_it_is_right(database: Database, hook: WebhookStandIn) -> None:
    told(database, 1, planned=[Planned("hook", NOW + YEAR)], now=NOW + YEAR)
    told(database, 2, planned=[Planned("hook", NOW + YEAR, digest="weekly")], now=NOW + YEAR)
    claimed = claim_next(database, "hook", NOW + YEAR)
    assert claimed is not None
    mark_retry(database, claimed.id, "HTTP 503", NOW + YEAR + HOUR, doubtful=False)
    channel = {"id": "hook", "kind": "webhook", "url": hook.url}
    run_stages(context_on(database, channels=[channel]))
    states = [(row["state"], row["created"]) for row in deliveries(database)]
    assert states == [("sent", NOW), ("digested", NOW), ("sent", NOW)], "the alert, and the digest of the other"
    assert len(hook.received) == 2


def test_what_was_only_tried_again_while_the_clock_was_ahead_comes_too(database: Database) -> None:
    told(database, 1, planned=[Planned("chat", NOW)])
    claimed = claim_next(database, "chat", NOW)
    assert claimed is not None
    mark_retry(database, claimed.id, "HTTP 503", NOW + YEAR, doubtful=False)
    assert bring_back(database, NOW + HOUR) == 1
    again = claim_next(database, "chat", NOW + HOUR)
    assert again is not None
    assert again.since == NOW, "its day is counted from its first attempt"


def test_what_waits_for_its_own_time_goes_on_waiting(database: Database) -> None:
    told(database, 1, planned=[Planned("chat", NOW + 60 * HOUR), Planned("weekly", NOW + 100 * HOUR, digest="weekly")])
    told(database, 2, planned=[Planned("mail", NOW)])
    claimed = claim_next(database, "mail", NOW)
    assert claimed is not None
    mark_retry(database, claimed.id, "HTTP 503", NOW + HOUR, doubtful=False)
    before = deliveries(database)
    assert bring_back(database, NOW) == 0
    assert deliveries(database) == before


@pytest.mark.parametrize("ahead", ["when it was told", "when it was reminded of"])
def test_what_nobody_answers_is_reminded_of_once_the_clock_is_right(
    database: Database, hook: WebhookStandIn, ahead: str
) -> None:
    """It was not until the wrong clock's time came."""
    channel = {"id": "hook", "kind": "webhook", "url": hook.url}
    context = context_on(database, channels=[channel], routes=[{"channels": ["hook"], "repeat": "4h"}])
    begun = NOW + YEAR if ahead == "when it was told" else NOW
    told(database, 1, planned=[Planned("hook", begun)], repeat=4 * HOUR, now=begun)
    if begun == NOW:
        remind(replace(context, clock=At(NOW + YEAR)))
    run_stages(context)
    reminders = [each for each in messages_of(database) if each["kind"] == "reminder" and each["created"] == NOW]
    assert len(reminders) == 1
    run_stages(replace(context, clock=At(NOW + HOUR)))
    assert bring_back_reminders(database, NOW + HOUR) == 0, "and after its usual time from then on"


def test_what_is_snoozed_for_long_is_not_reminded_of_before(database: Database) -> None:
    alert = told(database, 1, planned=[Planned("chat", NOW)], repeat=4 * HOUR)
    assert respond(database, ADA, alert.key, Response.SNOOZE, until=NOW + 90 * HOUR, why="on it", now=NOW)
    assert bring_back_reminders(database, NOW) == 0


def test_what_is_snoozed_no_longer_is_reminded_of_after_its_usual_time(database: Database) -> None:
    """It was taken for a wrong clock's, and reminded of at once."""
    alert = told(database, 1, planned=[Planned("chat", NOW)], repeat=4 * HOUR)
    assert respond(database, ADA, alert.key, Response.SNOOZE, until=NOW + 90 * HOUR, why="on it", now=NOW)
    assert end_silence(database, ADA, 1, NOW + HOUR)
    assert bring_back_reminders(database, NOW + HOUR) == 0
    with database.read() as connection:
        due = [bool(due_reminders(connection, "default", NOW + hours * HOUR)) for hours in (4, 5)]
    assert due == [False, True]


def test_what_was_muted_or_snoozed_while_the_clock_was_ahead_is_so_no_longer_than_was_asked(database: Database) -> None:
    """A mute of a week held all of a year back."""
    alert = told(database, 1, planned=[Planned("chat", NOW)])
    respond(database, ADA, alert.key, Response.SNOOZE, until=NOW + YEAR + 4 * HOUR, now=NOW + YEAR)
    mute(database, ADA, 'vendor == "Hartwell"', NOW + YEAR + 7 * 24 * HOUR, why="moved", now=NOW + YEAR)
    mute(database, ADA, 'vendor == "Ternfold"', NOW + 2 * YEAR, why="rightly", now=NOW)
    context = context_on(database)
    mend_times(context)
    mend_times(replace(context, clock=At(NOW + HOUR)))
    with database.read() as connection:
        until = [one.until - NOW for one in silences(connection, "default", NOW)]
    assert until == [4 * HOUR, 7 * 24 * HOUR, 2 * YEAR]


def test_a_run_as_of_another_day_leaves_what_waits_for_today(database: Database, hook: WebhookStandIn) -> None:
    told(database, 1, planned=[Planned("hook", NOW)])
    before = deliveries(database)
    channel = {"id": "hook", "kind": "webhook", "url": hook.url}
    run_stages(replace(context_on(database, channels=[channel]), clock=Clock(date(2020, 1, 1))))
    assert deliveries(database) == before
    assert not hook.received
