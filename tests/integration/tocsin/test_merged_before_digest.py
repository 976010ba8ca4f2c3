"""Two incidents that wait for a digest and are merged before it: it tells of them as they stand by then."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from fakes.by_hand import ANN, inventory_of, made_context, numbers, told
from fakes.databases import prepare

from model.notice import Notice
from model.silence import Response
from storage.database import Database
from storage.matches import alerts_of, messages_of
from storage.outbox import deliveries
from storage.responses import respond
from storage.runs import begin_run
from tocsin.clock import Clock
from tocsin.context import Context
from tocsin.stages.by_hand import correct_incident, merge_incidents
from tocsin.stages.collecting import collect_digests, hasten_digests
from tocsin.stages.matching import match_pending

CHAT = {"id": "chat", "kind": "slack", "webhook_url": "http://127.0.0.1:9/x"}


@pytest.fixture
def waiting(tmp_path: Path) -> Iterator[Context]:
    """Of both vendors an incident waits for the digest."""
    database = Database(f"sqlite:///{tmp_path / 'tocsin.db'}")
    prepare(database)
    route = {"id": "team", "channels": ["chat"], "digest": "0 8 * * *"}
    context = made_context(database, channels=[CHAT], routes=[route])
    inventory_of(context, tmp_path, "Hartwell", "Quillmark")
    context = replace(context, run_id=begin_run(database, "test", context.clock.now()))
    for name in ("Quillmark", "Hartwell"):
        told(context, name, name, day=27)
    match_pending(context)
    yield context
    database.close()


def rows(context: Context) -> list[str]:
    """Those of the next digest."""
    collect_digests(replace(context, clock=Clock(date(2025, 11, 29))))
    digest = messages_of(context.database)[0]["message"]
    assert isinstance(digest, Notice)
    return [row[1].rpartition(" (incident ")[0] for row in digest.table[1:]]


def retracted(context: Context) -> None:
    correct_incident(context, numbers(context)[0], {"status": "retracted"}, "it never happened", ANN)


def spared(context: Context) -> None:
    correct_incident(context, numbers(context)[0], {"party:Hartwell": "bystander"}, "another one", ANN)


def nothing(_context: Context) -> None:
    pass


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize(
    ("since", "expected"),
    [
        (retracted, ["Withdrawn: breach at Hartwell, which you use, and 1 more"]),
        (spared, ["Reported: breach at Quillmark, which you use"]),
        (nothing, [f"Reported: breach at {name}, which you use" for name in ("Quillmark", "Hartwell")]),
    ],
)
def test_what_is_over_is_not_told_as_if_it_stood(
    waiting: Context, since: Callable[[Context], None], expected: list[str], order: int
) -> None:
    """What was taken back of the whole stood beside what had been told of the one that went into it."""
    kept, other = numbers(waiting)[::order]
    merge_incidents(waiting, kept, other, "one event", ANN)
    match_pending(waiting)
    since(waiting)
    match_pending(waiting)
    assert rows(waiting) == expected


def test_what_is_snoozed_goes_on_waiting_where_the_digest_comes_more_often(waiting: Context) -> None:
    kept, other = numbers(waiting)
    now = waiting.clock.now()
    put_off = next(row["id"] for row in alerts_of(waiting.database) if row["alert"].incident_id == other)
    respond(waiting.database, ANN, put_off, Response.SNOOZE, now=now, until=now + timedelta(days=9))
    merge_incidents(waiting, kept, other, "one event", ANN)
    hourly = waiting.settings.routes[0].model_copy(update={"digest": "0 * * * *"})
    hasten_digests(replace(waiting, settings=waiting.settings.model_copy(update={"routes": [hourly]})))
    [row] = deliveries(waiting.database, alert_id=put_off)
    assert row["next_attempt"] == now + timedelta(days=9)
