"""A channel that refuses: the alert is kept, another channel is told once, and a replay shows it once."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
import yaml
from fakes.alert_samples import alert as sample_alert
from fakes.by_hand import ANN, inventory_of, made_context, numbers, told
from fakes.databases import prepare
from fakes.slack import SlackStandIn
from fakes.smtp import SmtpStandIn
from fakes.telling import StoppedClock
from faults.work import OnlyProblems
from typer.testing import CliRunner

from alerts.health import channel_alarm
from config.load import load_settings
from model.access import Actor
from model.alert import Planned, Receipt
from model.incident import Incident
from model.silence import Response
from model.vocabulary import Kind, Status
from storage.database import Database
from storage.digests import work_due
from storage.dispatch import bury_homeless, unknown_channels
from storage.incidents import open_incidents
from storage.matches import save_alert
from storage.outbox import claim_next, deliveries, mark_dead, mark_sent
from storage.replays import replay_dead
from storage.responses import respond
from storage.withdrawals import keep_back_outlived
from tocsin.cli import app
from tocsin.clock import Clock
from tocsin.context import Context
from tocsin.stages.by_hand import correct_incident
from tocsin.stages.delivery import deliver
from tocsin.stages.matching import match_pending


@pytest.fixture
def context(tmp_path: Path, slack: SlackStandIn, smtp: SmtpStandIn) -> Context:
    mail = {"id": "mail", "kind": "email", "host": "127.0.0.1", "port": smtp.port}
    channels = [
        {"id": "secops", "kind": "slack", "api_url": slack.api_url, "token": slack.token, "channel": "#security"},
        {**mail, "from": "tocsin@example.org", "to": ["soc@example.org"]},
    ]
    (tmp_path / "tocsin.yaml").write_text(yaml.safe_dump({"channels": channels}))
    settings = load_settings(tmp_path / "tocsin.yaml")
    database = Database(settings.database)
    prepare(database)
    return Context(settings, database, Clock(), (), 0, OnlyProblems())


def put(context: Context, *keys: str, channel: str = "secops", after: timedelta = timedelta()) -> None:
    now = context.clock.now()
    incident = Incident("t", Kind.BREACH, Status.REPORTED)
    with context.database.write() as connection:
        (number,) = open_incidents(connection, [(incident, False)], run_id=1, now=now)
        for key in keys:
            one = replace(sample_alert(), key=key * 64, incident_id=number)
            save_alert(connection, one, [Planned(channel, now + after)], run_id=1, now=now)


@pytest.mark.parametrize(
    ("facts", "heard", "again"),
    [
        ([{"party:Quillmark": "bystander"}], True, 0),
        ([{"status": "retracted"}], True, 0),
        ([{"party:Quillmark": "bystander"}], False, 2),
        ([{"data_type:names": "exposed"}], True, 1),
        ([{"party:Quillmark": "bystander"}, {"party:Quillmark": "breached"}], True, 1),
    ],
)
def test_what_its_channel_has_heard_to_be_withdrawn_is_not_replayed(
    database: Database, tmp_path: Path, facts: list[dict[str, str]], again: int, *, heard: bool
) -> None:
    """The last word there would be one that no longer holds; the end of it is replayed with it."""
    hook = {"id": "hook", "kind": "webhook", "url": "http://127.0.0.1:9/"}
    context = made_context(database, channels=[hook], routes=[{"channels": ["hook"]}])
    inventory_of(context, tmp_path, "Quillmark")
    told(context, "one", "Quillmark")
    match_pending(context)
    settle(context, heard=False)
    for fact in facts:
        correct_incident(context, numbers(context)[0], fact, "their letter", ANN)
        match_pending(context)
        settle(context, heard=heard)
    dead = [row["id"] for row in deliveries(database, state="dead")]
    assert keep_back_outlived(database, 99) == 0
    assert keep_back_outlived(database) == len(dead) - again
    assert replay_dead(database, ANN, now=Clock().now()) == again
    assert keep_back_outlived(database) == 0


def settle(context: Context, *, heard: bool) -> None:
    """The channel takes what waits for it, or refuses it for good."""
    now = context.clock.now()
    while (claimed := claim_next(context.database, "hook", now)) is not None:
        if heard:
            mark_sent(context.database, claimed.id, Receipt("m"), now)
        else:
            mark_dead(context.database, claimed.id, "gone", now)


@pytest.mark.parametrize("refusal", ["invalid_auth", "channel_not_found", "is_archived"])
def test_a_refused_alert_is_told_elsewhere_and_replayed_under_its_key(
    context: Context, slack: SlackStandIn, smtp: SmtpStandIn, refusal: str
) -> None:
    put(context, "a", "b")
    slack.misbehave(refusal, times=2, method="chat.postMessage")
    deliver(context)
    dead = deliveries(context.database, state="dead")
    assert [row["last_error"] for row in dead] == [f"Slack: {refusal}"] * 2
    assert slack.messages == []
    deliver(context)  # the notice of it
    subjects = [str(mail.message["Subject"]) for mail in smtp.received]
    assert len(subjects) == 1, "one notice for a channel, however many alerts it refuses"
    assert "secops" in subjects[0]
    assert refusal in smtp.received[0].part("plain")
    assert replay_dead(context.database, ANN, now=context.clock.now()) == 2
    deliver(context)
    keys = [message["metadata"]["event_payload"]["idem"] for message in slack.messages]
    assert sorted(keys) == sorted(row["idempotency_key"] for row in dead)
    assert replay_dead(context.database, ANN, now=context.clock.now()) == 0


@pytest.mark.parametrize("written", ["[1]", '{"message_id": []}', "{"])
def test_a_receipt_that_cannot_be_read_holds_up_nothing(context: Context, slack: SlackStandIn, written: str) -> None:
    put(context, "a")
    deliver(context)
    with context.database.write() as connection:
        connection.execute(sa.text("UPDATE delivery SET receipt = :written"), {"written": written})
    put(context, "b")
    deliver(context)
    assert len(slack.messages) == 2


@pytest.mark.parametrize("written", ["{}", "{"])
def test_a_message_that_cannot_be_read_is_told_of_and_holds_up_no_other(
    context: Context, slack: SlackStandIn, smtp: SmtpStandIn, written: str
) -> None:
    put(context, "a", "b", "c")
    with context.database.write() as connection:
        connection.execute(sa.text("UPDATE alert SET payload = :written WHERE id = 2"), {"written": written})
    deliver(context)
    assert len(slack.messages) == 2
    [dead] = deliveries(context.database, state="dead")
    assert dead["last_error"] == "the stored message of delivery 2 cannot be read"
    [mail] = smtp.received
    assert "cannot be read" in mail.part("plain")
    assert keep_back_outlived(context.database) == 0, "nor any replay"


def test_what_waits_for_a_channel_that_was_taken_out_is_a_dead_letter_and_told(
    context: Context, slack: SlackStandIn, smtp: SmtpStandIn
) -> None:
    put(context, "a", "b")
    left = [channel for channel in context.settings.channels if channel.id == "mail"]
    without = replace(context, settings=context.settings.model_copy(update={"channels": left}))
    for _ in range(2):
        deliver(without)
    assert [row["last_error"] for row in deliveries(context.database, state="dead")] == [
        "it is no longer in the configuration"
    ] * 2
    assert not work_due(context.database, context.clock.now())
    [alarm] = smtp.received
    assert "secops" in alarm.message["Subject"]
    assert replay_dead(context.database, ANN, now=context.clock.now()) == 2
    deliver(context)
    assert len(slack.messages) == 2


def test_what_is_not_due_there_or_just_being_sent_is_left_alone(context: Context) -> None:
    database, now, hour = context.database, context.clock.now(), timedelta(hours=1)
    assert unknown_channels(database, ["mail"], now) == []
    put(context, "a", "b")
    put(context, "c", after=hour)
    put(context, "d", channel="mail")
    alarm = channel_alarm("default", "secops", "gone", "all that waits for it", now)
    claimed = claim_next(database, "secops", context.clock.now())  # of a process that still has the channel
    assert claimed is not None
    assert unknown_channels(database, ["mail"], now - hour) == []
    assert unknown_channels(database, ["mail"], now + hour / 2) == ["secops"]
    assert bury_homeless(database, "secops", "gone", now + hour / 2, alarm=alarm, channels=["mail"]) == 1
    assert [row["state"] for row in deliveries(database)] == ["sending", "dead", "pending", "pending", "pending"]
    mark_sent(database, claimed.id, Receipt("m"), now)
    respond(database, Actor("ada", "default", frozenset(), "cli"), "a" * 64, Response.ACKNOWLEDGE, now=now)
    assert unknown_channels(database, ["mail"], now + hour / 2) == ["secops"], "its first message shows what is past"
    assert bury_homeless(database, "secops", "gone", now + hour / 2, alarm=alarm, channels=["mail"]) == 0
    assert unknown_channels(database, ["mail"], now + hour / 2) == []


def test_so_is_what_waits_where_no_channel_is_left(context: Context, slack: SlackStandIn) -> None:
    put(context, "a")
    without = replace(context, settings=context.settings.model_copy(update={"channels": [], "routes": []}))
    deliver(without)
    [dead] = deliveries(context.database, state="dead")
    assert dead["last_error"] == "it is no longer in the configuration"
    assert "channel secops: it is no longer in the configuration" in without.tally.problems[0]
    assert not work_due(context.database, context.clock.now())
    assert replay_dead(context.database, ANN, now=context.clock.now()) == 1
    deliver(context)
    assert len(slack.messages) == 1


def test_what_was_being_sent_when_its_process_and_the_last_channel_went_is_a_dead_letter_too(context: Context) -> None:
    put(context, "a")
    assert claim_next(context.database, "secops", context.clock.now()) is not None
    clock = StoppedClock()
    settings = context.settings.model_copy(update={"channels": [], "routes": []})
    for minutes in (0, 1):  # it is seen first that nobody sends it any more
        clock.time = context.clock.now() + timedelta(minutes=minutes)
        deliver(replace(context, settings=settings, clock=clock))
    assert [row["state"] for row in deliveries(context.database)] == ["dead"]
    assert not work_due(context.database, clock.time)


def test_a_run_that_ends_in_part_says_why_where_cron_hears_it(context: Context, tmp_path: Path) -> None:
    """What was given up earlier, and what waits, stood in the table on standard output alone, or nowhere."""
    put(context, "a", channel="hook")
    settle(context, heard=False)
    context.database.close()
    with (tmp_path / "tocsin.yaml").open("a") as file:
        file.write("builtin_sources: false\n")
    said = "1 delivery was given up before: `tocsin doctor` says why, `tocsin alert replay` sends what was given up"
    arguments = ["--config", str(tmp_path / "tocsin.yaml"), "run", "--no-crawl"]
    for form in ([], ["--json"]):
        done = CliRunner().invoke(app, [*arguments, *form])
        assert (done.exit_code, done.stderr.count(said)) == (1, 1), done.output
    assert json.loads(done.stdout)["problems"] == [said]
