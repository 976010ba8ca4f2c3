"""Digests: when they come, also where the file names another time by now, and that their rows are not out of date."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from fakes.telling import ADA, CHAT, HOUR, NOW, context_on, told

from alerts.routing import after_snooze
from config.settings import Settings
from model.alert import Planned
from model.silence import Response
from model.vocabulary import DeliveryState, Severity
from storage.database import Database
from storage.digests import STORM
from storage.matches import messages_of
from storage.outbox import deliveries
from storage.responses import mute, respond
from tocsin.context import Context
from tocsin.pipeline import run_stages
from tocsin.stages.collecting import collect_digests, hasten_digests

DAY = 24 * HOUR
NEXT_WEEK = NOW + timedelta(days=6, hours=10)  # it is Monday evening, and the digest came on Mondays at 8:00
TOMORROW = NOW + 10 * HOUR


def with_routes(context: Context, *routes: dict[str, Any], **alerts: Any) -> Context:
    made = Settings.model_validate({"channels": [CHAT], "routes": routes, "alerts": alerts})
    return replace(context, settings=made)


def digest(cron: str, name: str = "team") -> dict[str, Any]:
    return {"id": name, "channels": ["chat"], "digest": cron}


def times(database: Database) -> list[datetime]:
    return [row["next_attempt"] for row in deliveries(database)]


@pytest.mark.parametrize(
    ("cron", "expected"), [("0 8 * * *", TOMORROW), ("0 * * * *", NOW + HOUR), ("0 8 1 * *", NEXT_WEEK)]
)
def test_it_comes_when_the_file_says_now_and_never_later_than_it_said(
    database: Database, cron: str, expected: datetime
) -> None:
    told(database, 1, planned=[Planned("chat", NEXT_WEEK, digest="team")])
    context = with_routes(context_on(database), digest(cron))
    run_stages(context)
    run_stages(context)
    assert times(database) == [expected]


def test_so_does_what_only_ever_goes_into_digests_and_what_no_route_names_any_more(database: Database) -> None:
    for name in ("digest", "gone"):
        told(database, 1, planned=[Planned("chat", NEXT_WEEK, digest=name)])
    hasten_digests(with_routes(context_on(database), digest("0 8 * * 1"), digest="0 6 * * *"))
    assert times(database) == [NOW + 8 * HOUR] * 2


def test_what_is_snoozed_or_muted_comes_after_that(database: Database) -> None:
    weekly = [Planned("chat", NEXT_WEEK, digest="team")]
    snoozed, ours, other = (told(database, number, planned=weekly) for number in range(3))
    loud = told(database, 0, planned=weekly, update_of=snoozed.key, broadcast=True)
    context = with_routes(context_on(database), digest("0 8 * * *"))
    comes = after_snooze(NOW + 2 * DAY, context.settings.routes, context.settings.alerts)
    respond(database, ADA, snoozed.key, Response.SNOOZE, now=NOW, until=NOW + 2 * DAY, comes=comes)
    respond(database, ADA, ours.key, Response.NOT_OURS, now=NOW, until=NOW + 3 * DAY)
    mute(database, ADA, 'breached == "Quillmark 2"', NOW + 4 * DAY, why="tested", now=NOW)
    hasten_digests(context)
    at = dict(zip((snoozed.key, ours.key, other.key, loud.key), times(database), strict=True))
    assert at == {
        snoozed.key: TOMORROW + 2 * DAY,
        ours.key: TOMORROW + 3 * DAY,
        other.key: TOMORROW + 4 * DAY,
        loud.key: TOMORROW,
    }


def test_a_storm_is_over_when_it_is_over(database: Database) -> None:
    told(database, 1, planned=[Planned("chat", NOW + 10 * DAY, digest=STORM)])
    hasten_digests(with_routes(context_on(database), digest("0 8 * * *")))
    assert times(database) == [NOW + 10 * DAY]


def test_a_row_says_what_its_channel_was_told_since_by_another_message(database: Database) -> None:
    """Of a team that has all as a digest and what is grave at once: the digest was milder than what it had heard."""
    first = told(database, 1, planned=[Planned("chat", TOMORROW, digest="team")])
    at_once, later = [Planned("chat", NOW)], [Planned("chat", NEXT_WEEK, digest="week")]
    for planned, severity in (
        (at_once, Severity.CRITICAL),
        ([Planned("more", NOW)], Severity.LOW),  # it was not told of this here
        (later, Severity.LOW),
        ([replace(at_once[0], state=DeliveryState.MUTED)], Severity.LOW),
    ):
        told(database, 1, planned=planned, update_of=first.key, severity=severity)
    told(database, 2, planned=at_once, severity=Severity.LOW)
    context = with_routes(context_on(database), digest("0 8 * * *"))
    context.clock.time = TOMORROW  # type: ignore[attr-defined]
    collect_digests(context)
    notice = messages_of(database)[0]["message"]
    assert [row[0] for row in notice.table[1:]] == ["CRITICAL"]
    assert notice.covers == 1
