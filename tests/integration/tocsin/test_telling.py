"""From an alert in the outbox to what people see: digests, storms, reminders, acknowledgement, what the first message shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from fakes.alert_samples import alert as sample_alert
from fakes.alert_samples import incident, notice
from fakes.databases import prepare
from fakes.slack import SlackStandIn
from fakes.stored import open_incident
from fakes.telling import ADA, CHAT, HOUR, NOW, context_on, told

from alerts.channels.slack_inbound import Press
from alerts.render import render
from alerts.routing import holds_for
from model.alert import Planned, Receipt
from model.clock import Basis, ClockRecord
from model.notice import Notice
from model.silence import Response
from model.vocabulary import DataType, DeliveryState, Severity, Status
from storage.clocks import record_clock
from storage.database import Database
from storage.digests import STORM, weekly_counts, work_due
from storage.matches import channels_told, messages_of, save_alert
from storage.outbox import claim_next, deliveries, mark_retry, mark_sent, save_notice
from storage.responses import mute, respond, responses_of
from tocsin.answering import answer_press
from tocsin.clocks import due_dates, with_clocks
from tocsin.context import Context
from tocsin.stages.collecting import collect_digests, remind
from tocsin.stages.delivery import deliver


def states(database: Database) -> list[str]:
    return [row["state"] for row in deliveries(database)]


def test_a_digest_covers_what_was_held_and_says_each_incident_once(database: Database) -> None:
    daily = [Planned("mail", NOW + HOUR, digest="daily")]
    first = told(database, 1, planned=daily)
    told(database, 1, planned=daily, update_of=first.key, status=Status.RETRACTED)
    told(database, 2, planned=daily, severity=Severity.CRITICAL)
    told(database, 3, planned=[Planned("mail", NOW + 2 * HOUR, digest="daily")])
    context = context_on(database)
    collect_digests(context)
    assert states(database) == ["held"] * 4, "its time has not come"
    assert not work_due(database, NOW)
    assert claim_next(database, "mail", NOW) is None
    context.clock.time = NOW + HOUR  # type: ignore[attr-defined]
    assert work_due(database, NOW + HOUR)
    for _ in range(2):
        collect_digests(context)
    assert states(database) == ["digested", "digested", "digested", "held", "pending"]
    claimed = claim_next(database, "mail", NOW + HOUR)
    assert claimed is not None
    digest = claimed.message
    assert isinstance(digest, Notice)
    assert digest.title == "Digest: 2 incidents reach you (1 critical, 1 high)"
    assert digest.covers == 3
    note = render(digest).note
    assert note.startswith(
        "This stands for 3 alerts: `tocsin alert list` shows each, `tocsin incident show N` the evidence."
    )
    assert note.endswith("Attribution: Register 1, CC BY 4.0; Register 2, CC BY 4.0")
    assert len(digest.table) == 3
    assert "Quillmark 2 reaches you through Hartwell (incident 3)" in digest.lines[0]
    assert "withdrawn" in digest.lines[1]
    covered = {row["covered_by"] for row in deliveries(database) if row["state"] == "digested"}
    assert covered == {entry["id"] for entry in messages_of(database) if entry["kind"] == "notice"}


def test_a_storm_becomes_one_digest_and_nothing_is_dropped(database: Database) -> None:
    for number in range(30):
        told(database, number, planned=[Planned("chat", NOW), Planned("mail", NOW)], storm=5)
    for channel in ("chat", "mail"):
        mine = [row for row in deliveries(database) if row["channel_id"] == channel]
        assert [row["state"] for row in mine].count("pending") == 5
        assert [row["digest"] for row in mine].count("storm") == 25
        assert len({row["next_attempt"] for row in mine if row["state"] == "held"}) == 1
    context = context_on(database)
    context.clock.time = NOW + timedelta(minutes=10)  # type: ignore[attr-defined]
    collect_digests(context)
    notices = [entry["message"] for entry in messages_of(database) if entry["kind"] == "notice"]
    assert [notice.covers for notice in notices] == [25, 25]
    assert "held" not in states(database)
    assert notices[0].title.startswith("Many at once: 25 incidents")
    assert notices[0].trend == (0, 0, 0, 0, 0, 0, 0, 30)
    with database.read() as connection:
        assert not any(weekly_counts(connection, "another", NOW)), "each tenant's trend is its own"
    later = NOW + timedelta(minutes=11)
    told(database, 98, planned=[Planned("chat", later)], storm=5, now=later)
    assert deliveries(database)[-1]["next_attempt"] == later + timedelta(minutes=10), "the next digest, not the last"
    told(database, 99, planned=[Planned("chat", NOW + 2 * HOUR)], storm=5, now=NOW + 2 * HOUR)
    assert states(database)[-1] == "pending", "the storm is over"


def test_a_storm_takes_nothing_from_a_digest_and_nothing_that_is_muted(database: Database) -> None:
    with database.write() as connection:
        save_notice(connection, notice(), ["chat"], NOW)
    daily = Planned("chat", NOW + 9 * HOUR, digest="daily")
    muted = Planned("chat", NOW, state=DeliveryState.MUTED)
    for one in (muted, daily, Planned("chat", NOW), daily, muted):
        told(database, 1, planned=[one], storm=1)
    _, *found = [(row["state"], row["digest"]) for row in deliveries(database)]
    silent, held = ("muted", ""), ("held", "daily")
    assert found == [silent, held, ("pending", ""), held, silent], "alerts alone count that the channel gets"


def test_it_is_said_again_until_somebody_acknowledges(database: Database) -> None:
    context = context_on(database, channels=[CHAT], routes=[{"channels": ["chat"], "repeat": "1h"}])
    first = told(database, 1, planned=[Planned("chat", NOW)], repeat=HOUR)
    clock = context.clock
    seen = []
    for minutes in (30, 60, 90, 120, 180):
        clock.time = NOW + timedelta(minutes=minutes)  # type: ignore[attr-defined]
        remind(context)
        remind(context)
        seen.append(len(messages_of(database)) - 1)
        if minutes == 120:
            assert respond(database, ADA, 1, Response.ACKNOWLEDGE, now=clock.now(), why="on it")
    assert seen == [0, 1, 1, 2, 2]
    reminder = messages_of(database)[0]
    assert (reminder["kind"], [reason.value for reason in reminder["message"].reasons]) == ("reminder", ["reminder"])
    assert reminder["message"].update_of == first.key
    [noted] = responses_of(database, "default", first.incident_id)
    assert (noted["by"], noted["action"], noted["why"]) == ("ada", "acknowledge", "on it")


def reminded(context: Context, hours: list[float]) -> list[int]:
    """How many reminders there are by each of these hours, where every quarter of an hour somebody looks."""
    seen = []
    for quarter in range(int(hours[-1] * 4) + 1):
        context.clock.time = NOW + quarter * timedelta(minutes=15)  # type: ignore[attr-defined]
        remind(context)
        if quarter / 4 in hours:
            seen.append(sum(one["kind"] == "reminder" for one in messages_of(context.database)))
    return seen


def test_after_quiet_hours_and_a_snooze_it_is_said_again_once(database: Database) -> None:
    quiet = {"from": "22:00", "to": "07:00"}
    context = context_on(database, channels=[CHAT], routes=[{"channels": ["chat"], "repeat": "1h", "quiet": quiet}])
    told(database, 1, planned=[Planned("chat", NOW)], repeat=HOUR)
    assert reminded(context, [8.75, 9, 9.75, 10]) == [0, 1, 1, 2]
    assert respond(database, ADA, 1, Response.SNOOZE, now=NOW + 10 * HOUR, until=NOW + 14 * HOUR) is not None
    told(database, 1, planned=[Planned("chat", NOW)], update_of="1", repeat=HOUR, broadcast=True, now=NOW + 10 * HOUR)
    assert reminded(context, [10, 13.75, 14, 14.75, 15]) == [2, 2, 3, 3, 4]


def test_several_alerts_of_an_incident_are_one_reminder_of_how_it_stands(database: Database) -> None:
    context = context_on(
        database,
        channels=[CHAT],
        routes=[{"channels": ["chat"], "repeat": "4h"}],
        clocks={"regimes": ["nis2"]},
    )
    first = told(database, 1, planned=[Planned("chat", NOW)], repeat=4 * HOUR)
    told(
        database, 1, planned=[Planned("chat", NOW)], repeat=4 * HOUR, update_of=first.key, now=NOW + HOUR,
        status=Status.DISPUTED, severity=Severity.LOW,
    )  # fmt: skip
    with database.write() as connection:
        record_clock(connection, ADA, ClockRecord(first.incident_id + 1, Basis.AWARE, NOW, "said so", "ada", NOW))
    assert reminded(context, [3.75, 4, 7.75, 8]) == [0, 1, 1, 2]
    reminder = messages_of(database)[0]["message"]
    assert (reminder.incident.status, reminder.update_of) == (Status.DISPUTED, first.key)
    assert {due.recorded for due in reminder.clocks} == {True}


@pytest.mark.parametrize(("kind", "regimes"), [(DataType.SOURCE_CODE, {"nis2"}), (DataType.NAMES, {"nis2", "gdpr"})])
def test_the_calendar_shows_the_clocks_that_the_alert_shows(
    database: Database, kind: DataType, regimes: set[str]
) -> None:
    settings = context_on(database, clocks={"regimes": ["nis2", "gdpr"]}).settings.clocks
    story = incident(exposed=[kind])
    with database.write() as connection:
        number = open_incident(connection, story, run_id=1, history=False, now=NOW)
        made = replace(sample_alert(story), incident_id=number, created=NOW)
        told_so = with_clocks(connection, made, settings)
        save_alert(connection, told_so, [], run_id=1, now=NOW)
    [shown] = due_dates(database, "default", settings)
    assert shown.clocks == told_so.clocks
    assert {due.regime.value for due in shown.clocks} == regimes


def test_what_a_filter_mutes_is_not_said_again_until_the_mute_ends(database: Database) -> None:
    context = context_on(database, channels=[CHAT], routes=[{"channels": ["chat"], "repeat": "1h"}])
    told(database, 1, planned=[Planned("chat", NOW)], repeat=HOUR)
    mute(database, ADA, "severity == high", NOW + 3 * HOUR, why="known", now=NOW)
    assert reminded(context, [2.75, 3]) == [0, 1]


@pytest.mark.parametrize("by_filter", [True, False])
def test_what_waits_for_the_morning_is_kept_back_once_it_is_muted_or_not_ours(
    database: Database, *, by_filter: bool
) -> None:
    morning = [Planned("chat", NOW + 9 * HOUR), Planned("mail", NOW + 9 * HOUR, digest="daily"), Planned("all", NOW)]
    mine, _ = told(database, 1, planned=morning), told(database, 2, planned=morning, severity=Severity.LOW)
    told(database, 1, planned=[Planned("chat", NOW + 12 * HOUR)], update_of=mine.key)
    if by_filter:
        holds = partial(holds_for, "severity == high")
        mute(database, ADA, "severity == high", NOW + 10 * HOUR, why="known", now=NOW, holds=holds)
    else:
        respond(database, ADA, 1, Response.NOT_OURS, now=NOW, why="known", until=NOW + 10 * HOUR)
    waiting = ["pending", "held", "pending"]
    assert states(database) == ["muted", "muted", "pending", *waiting, "pending"], "what comes after it ended comes"
    assert deliveries(database)[0]["why"].endswith("muted until 2026-03-03 08:00 UTC by ada: known")


def test_what_waits_for_the_morning_or_a_digest_is_put_off_by_a_snooze_save_what_rose(database: Database) -> None:
    morning = [Planned("chat", NOW + 9 * HOUR), Planned("mail", NOW + 9 * HOUR, digest="daily"), Planned("all", NOW)]
    mine, _ = told(database, 1, planned=morning), told(database, 2, planned=morning)
    told(database, 1, planned=[Planned("desk", NOW + 9 * HOUR)], update_of=mine.key, broadcast=True)
    told(database, 1, planned=[Planned("chat", NOW + 12 * HOUR)], update_of=mine.key)
    respond(database, ADA, 1, Response.SNOOZE, now=NOW, until=NOW + 10 * HOUR)
    waits = [(row["next_attempt"] - NOW) // HOUR for row in deliveries(database)]
    assert waits == [10, 10, 0, 9, 9, 0, 9, 12]
    assert states(database)[:3] == ["pending", "held", "pending"]
    assert deliveries(database)[0]["why"].endswith("; snoozed until 2026-03-03 08:00 UTC by ada")


def test_what_a_snooze_puts_off_comes_with_its_next_digest(database: Database) -> None:
    daily = {"id": "daily", "channels": ["mail"], "digest": "0 7 * * *"}
    context = context_on(database, channels=[CHAT, {**CHAT, "id": "mail"}], routes=[{"channels": ["chat"]}, daily])
    morning = [Planned("chat", NOW + 9 * HOUR), Planned("mail", NOW + 9 * HOUR, digest="daily")]
    mine = told(database, 1, planned=[*morning, Planned("desk", NOW + 9 * HOUR, digest=STORM)])
    answer_press(database, context.settings, "default", Press("snooze", mine.key, "ada"), NOW + 8 * HOUR)
    assert [(row["next_attempt"] - NOW) // HOUR for row in deliveries(database)] == [12, 33, 12]


@pytest.mark.parametrize("action", [Response.SNOOZE, Response.NOT_OURS])
def test_what_was_tried_already_may_have_come_and_is_neither_put_off_nor_kept_back(
    database: Database, action: Response
) -> None:
    told(database, 1, planned=[Planned("chat", NOW)])
    claimed = claim_next(database, "chat", NOW)
    assert claimed is not None
    mark_retry(database, claimed.id, "no answer", NOW + HOUR, doubtful=True)
    respond(database, ADA, 1, action, now=NOW, until=NOW + 9 * HOUR)
    assert [(row["state"], row["next_attempt"]) for row in deliveries(database)] == [("pending", NOW + HOUR)]


def test_a_reminder_that_falls_into_quiet_hours_comes_as_they_end(database: Database) -> None:
    quiet = {"from": "22:00", "to": "07:00"}
    context = context_on(database, channels=[CHAT], routes=[{"channels": ["chat"], "repeat": "5h", "quiet": quiet}])
    told(database, 1, planned=[Planned("chat", NOW)], repeat=5 * HOUR)
    assert reminded(context, [8.75, 9, 13.75, 14]) == [0, 1, 1, 2]


def test_a_snooze_brings_no_reminder_forward(database: Database) -> None:
    context = context_on(database, channels=[CHAT], routes=[{"channels": ["chat"], "repeat": "12h"}])
    for number, repeat in ((1, 12 * HOUR), (2, None)):
        told(database, number, planned=[Planned("chat", NOW)], repeat=repeat)
        respond(database, ADA, number, Response.SNOOZE, now=NOW, until=NOW + 4 * HOUR)
    assert reminded(context, [11.75, 12]) == [0, 1]


@pytest.mark.parametrize(("loud", "open_again"), [(True, True), (False, False)])
def test_only_a_loud_update_opens_an_acknowledgement_again(database: Database, loud: bool, open_again: bool) -> None:
    first = told(database, 1, planned=[Planned("chat", NOW)])
    respond(database, ADA, first.key, Response.ACKNOWLEDGE, now=NOW)
    told(database, 1, planned=[Planned("chat", NOW)], update_of=first.key, broadcast=loud)
    assert (messages_of(database)[0]["acknowledged"] is None) is open_again


def test_who_acknowledges_an_alert_has_not_seen_what_came_later(database: Database) -> None:
    context = context_on(database, channels=[CHAT], routes=[{"channels": ["chat"], "repeat": "1h"}])
    first = told(database, 1, planned=[Planned("chat", NOW)], repeat=HOUR)
    for _ in range(2):
        told(database, 1, planned=[Planned("chat", NOW)], update_of=first.key, broadcast=True, repeat=HOUR)
    respond(database, ADA, 2, Response.ACKNOWLEDGE, now=NOW)
    open_ones = [entry["id"] for entry in messages_of(database) if entry["acknowledged"] is None]
    assert open_ones == [3]
    assert reminded(context, [0.75, 1]) == [0, 1], "somebody is to see it"


def test_an_update_goes_where_and_how_the_first_went(database: Database) -> None:
    told(database, 1, planned=[Planned("mail", NOW, digest="daily"), Planned("chat", NOW)])
    with database.read() as connection:
        assert channels_told(connection, "default", "L1") == {"chat": "", "mail": "daily"}


def test_a_correction_of_what_a_storm_took_waits_for_no_digest(database: Database) -> None:
    told(database, 1, planned=[Planned("chat", NOW)], storm=1)
    told(database, 2, planned=[Planned("chat", NOW)], storm=1)
    with database.read() as connection:
        assert channels_told(connection, "default", "L2") == {"chat": ""}


def test_what_is_critical_does_not_wait_for_a_first_message_in_quiet_hours(database: Database) -> None:
    morning = Planned("chat", NOW + 9 * HOUR)
    first = told(database, 1, planned=[morning, replace(morning, channel="mail")])
    told(database, 2, planned=[morning])
    told(database, 1, planned=[Planned("chat", NOW)], update_of=first.key, broadcast=True, severity=Severity.CRITICAL)
    came = []
    while (claimed := claim_next(database, "chat", NOW)) is not None:
        came.append((claimed.message.severity, claimed.root and claimed.root.message_id))
        mark_sent(database, claimed.id, Receipt("first"), NOW)
    assert came == [(Severity.HIGH, None), (Severity.CRITICAL, "first")], "in its thread"
    assert claim_next(database, "mail", NOW) is None


def test_where_the_first_alert_did_not_go_updates_follow_the_first_that_did(database: Database) -> None:
    first = told(database, 1, planned=[Planned("mail", NOW)])
    for _ in range(3):
        told(database, 1, planned=[Planned("chat", NOW)], update_of=first.key)
    roots = []
    for number in range(3):
        claimed = claim_next(database, "chat", NOW)
        assert claimed is not None
        roots.append(claimed.root and claimed.root.message_id)
        mark_sent(database, claimed.id, Receipt(f"message {number}"), NOW)
    assert roots == [None, "message 0", "message 0"]


def test_nobody_responds_to_what_is_not_there(database: Database) -> None:
    assert respond(database, ADA, 7, Response.ACKNOWLEDGE, now=NOW) is None
    told(database, 1, planned=[Planned("chat", NOW)])
    assert respond(database, replace(ADA, tenant_id="another"), 1, Response.ACKNOWLEDGE, now=NOW) is None


@pytest.fixture
def here(tmp_path: Path, slack: SlackStandIn) -> Iterator[Context]:
    database = Database(f"sqlite:///{tmp_path / 't.db'}")
    prepare(database)
    chat = {"id": "chat", "kind": "slack", "api_url": slack.api_url, "token": "xoxb-test", "channel": "#security"}
    yield context_on(database, channels=[{**chat, "signing_secret": "s"}], routes=[{"channels": ["chat"]}])
    database.close()


def test_the_first_message_shows_who_is_on_it_and_how_it_ended(here: Context, slack: SlackStandIn) -> None:
    first = told(here.database, 1, planned=[Planned("chat", NOW)])
    deliver(here)
    [message] = slack.messages
    buttons = next(block for block in message["blocks"] if block["type"] == "actions")
    assert [one["text"]["text"] for one in buttons["elements"]] == [
        "Acknowledge",
        "Snooze 4 h",
        "Not ours",
        "Show evidence",
    ]
    assert {one["value"] for one in buttons["elements"]} == {first.key}
    answer = answer_press(here.database, here.settings, "default", Press("acknowledge", first.key, "ada"), NOW)
    assert answer["response_type"] == "ephemeral"
    told(here.database, 1, planned=[Planned("chat", NOW)], update_of=first.key, status=Status.RETRACTED)
    slack.misbehave("500", method="chat.update")
    deliver(here)
    assert "Acknowledged" not in slack.texts(slack.messages[0]), "Slack was not able to"
    deliver(here)
    shown = slack.texts(slack.messages[0])
    assert "Acknowledged by ada on 2026-03-02 22:00 UTC · now withdrawn · 1 update, see the thread" in shown
    assert slack.messages[1]["thread_ts"] == slack.messages[0]["ts"]
    updates = [method for method, _ in slack.requests].count("chat.update")
    deliver(here)
    assert [method for method, _ in slack.requests].count("chat.update") == updates, "once it is true it is left alone"


def test_a_button_snoozes_disowns_and_shows_the_evidence(here: Context) -> None:
    first = told(here.database, 1, planned=[Planned("chat", NOW)])
    evidence = answer_press(here.database, here.settings, "default", Press("evidence", first.key, "ada"), NOW)
    assert "the export contained names" in str(evidence["blocks"])
    for action in ("snooze", "not_ours"):
        answer_press(here.database, here.settings, "default", Press(action, first.key, "ada"), NOW)
    assert [row["action"] for row in responses_of(here.database, "default", first.incident_id)] == [
        "snooze",
        "not ours",
    ]
    assert (
        "not known here: it is a sample"
        in answer_press(here.database, here.settings, "default", Press("snooze", "0" * 64, "ada"), NOW)["text"]
    )


def test_a_channel_that_cannot_change_what_it_showed_is_left_alone(database: Database, slack: SlackStandIn) -> None:
    context = context_on(database, channels=[{"id": "chat", "kind": "slack", "webhook_url": slack.webhook_url}])
    told(database, 1, planned=[Planned("chat", NOW)])
    claimed = claim_next(database, "chat", NOW)
    assert claimed is not None
    from model.alert import Receipt

    mark_sent(database, claimed.id, Receipt("m"), NOW)
    respond(database, ADA, 1, Response.ACKNOWLEDGE, now=NOW)
    deliver(context)
    assert not slack.messages
    assert not work_due(database, NOW)
