"""What counts towards a storm: what a channel gets within an hour, and not what waits for later."""

from __future__ import annotations

from datetime import timedelta

from fakes.telling import HOUR, NOW, told

from model.alert import Planned
from model.vocabulary import Severity
from storage.database import Database
from storage.outbox import deliveries, put_off


def test_a_storm_wakes_nobody_in_quiet_hours_and_holds_up_nothing_that_is_due(database: Database) -> None:
    morning = NOW + 9 * HOUR
    for number in range(3):
        told(database, number, planned=[Planned("chat", morning)], storm=1)
    for number in (3, 4):
        told(database, number, planned=[Planned("chat", NOW)], storm=1, severity=Severity.CRITICAL)
    at_once, wait = timedelta(), timedelta(minutes=10)
    waits = [9 * HOUR, 9 * HOUR, 9 * HOUR, at_once, wait]
    assert [row["next_attempt"] - NOW for row in deliveries(database)] == waits, "what waits is no message of this hour"


def test_what_a_closed_channel_was_tried_with_counts_towards_a_storm(database: Database) -> None:
    told(database, 1, planned=[Planned("chat", NOW)], storm=1)
    put_off(database, "chat", NOW + 2 * HOUR, NOW)
    told(database, 2, planned=[Planned("chat", NOW)], storm=1)
    assert [row["state"] for row in deliveries(database)] == ["pending", "held"]
