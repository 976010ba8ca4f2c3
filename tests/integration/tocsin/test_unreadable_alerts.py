"""An alert whose stored message cannot be read, while it waits for a digest, a reminder or its end: it alone is told of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from fakes.by_hand import ANN, inventory_of, made_context, numbers, told

from model.alert import Receipt
from storage.database import Database
from storage.digests import work_due
from storage.errors import UnreadableMessage
from storage.outbox import claim_next, deliveries, mark_sent
from storage.stale import mark_fresh, stale_messages
from storage.tables import delivery
from tocsin.clock import Clock
from tocsin.context import Context
from tocsin.stages.by_hand import correct_incident
from tocsin.stages.collecting import collect_digests, remind
from tocsin.stages.matching import match_pending

HOOK = {"id": "hook", "kind": "webhook", "url": "http://127.0.0.1:9/"}


def two_told(database: Database, folder: Path, **route: str) -> Context:
    """Two incidents, each told."""
    context = made_context(database, channels=[HOOK], routes=[{"channels": ["hook"], **route}])
    inventory_of(context, folder, "Quillmark", "Sorrel")
    told(context, "one", "Quillmark")
    told(context, "two", "Sorrel")
    match_pending(context)
    return context


def a_day_on(context: Context) -> Context:
    """The next day, when the first one's alert cannot be read any more."""
    with context.database.write() as connection:
        connection.execute(sa.text("UPDATE alert SET payload = '{}' WHERE id = 1"))
    return replace(context, clock=Clock(date(2025, 11, 29)))


def test_a_digest_holds_the_others_and_whoever_sends_tells_of_it(database: Database, tmp_path: Path) -> None:
    later = a_day_on(two_told(database, tmp_path, digest="0 8 * * *"))
    collect_digests(later)
    assert [row["state"] for row in deliveries(database)] == ["pending", "digested", "pending"]
    with pytest.raises(UnreadableMessage, match="delivery 1 cannot be read"):
        claim_next(database, "hook", later.clock.now())
    digest = claim_next(database, "hook", later.clock.now())
    assert digest is not None
    assert "Sorrel" in str(digest.message)


def test_reminders_of_the_others_come_and_a_problem_of_it_once_each_time(database: Database, tmp_path: Path) -> None:
    context = two_told(database, tmp_path, repeat="12h")
    while claimed := claim_next(database, "hook", context.clock.now()):
        mark_sent(database, claimed.id, Receipt("m"), context.clock.now())
    later = a_day_on(context)
    remind(later)
    remind(later)
    reminder = claim_next(database, "hook", later.clock.now())
    assert reminder is not None
    assert "Sorrel" in str(reminder.message)
    [problem] = later.tally.problems
    assert problem.startswith("alert 1: what is stored of it cannot be read, so nobody is reminded of it")


def test_a_first_message_of_it_stays_as_it_is_and_that_of_the_other_is_brought_up_to_date(
    database: Database, tmp_path: Path
) -> None:
    context = two_told(database, tmp_path)
    while claimed := claim_next(database, "hook", context.clock.now()):
        mark_sent(database, claimed.id, Receipt("m"), context.clock.now())
    with database.write() as connection:
        connection.execute(sa.update(delivery).values(stale=True))
    a_day_on(context)
    [shown] = stale_messages(database, "hook")
    assert "Sorrel" in str(shown.alert)
    mark_fresh(database, shown)
    assert work_due(database, context.clock.now()) == frozenset()


def test_the_end_of_it_is_a_problem_and_that_of_the_other_is_told(database: Database, tmp_path: Path) -> None:
    later = a_day_on(two_told(database, tmp_path))
    for number, name in zip(numbers(later), ("Quillmark", "Sorrel"), strict=True):
        correct_incident(later, number, {f"party:{name}": "bystander"}, "their letter", ANN)
    match_pending(later)
    [problem] = later.tally.problems
    assert problem.startswith("incident 1: 1 path to it may hold no more, of which the alert cannot be read")
    assert len(deliveries(database)) == 3, "two alerts, and the end of the second"
