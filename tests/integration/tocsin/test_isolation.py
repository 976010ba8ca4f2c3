"""One channel that hangs, or asks for an hour, holds up no other; and a burst becomes few messages that cover all."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from time import monotonic

import pytest
import sqlalchemy as sa
from fakes.alert_samples import alert as sample_alert
from fakes.alert_samples import exposure, incident
from fakes.by_hand import ANN
from fakes.clocks import LaterClock
from fakes.databases import prepare
from fakes.slack import SlackStandIn
from fakes.smtp import SmtpStandIn
from faults.work import OnlyProblems

from alerts.channels.base import TemporaryFailure
from config.settings import Settings
from model.alert import Planned, Receipt, SendRequest
from storage.database import Database
from storage.digests import calmed
from storage.dispatch import dispatching
from storage.incidents import open_incidents
from storage.matches import messages_of, save_alert
from storage.outbox import deliveries
from storage.replays import replay_dead
from storage.tables import delivery
from tocsin.context import Context
from tocsin.output.summary import summarise
from tocsin.stages.channel_queue import ChannelQueue
from tocsin.stages.collecting import collect_digests
from tocsin.stages.delivery import deliver

PATIENCE = 100.0
LIMIT, WAIT = 20, timedelta(minutes=10)


@pytest.fixture
def context(tmp_path: Path, slack: SlackStandIn, smtp: SmtpStandIn) -> Context:
    chat = {"id": "chat", "kind": "slack", "api_url": slack.api_url, "token": slack.token, "channel": "#security"}
    mail = {"id": "mail", "kind": "email", "host": "127.0.0.1", "port": smtp.port}
    mail |= {"from": "tocsin@example.org", "to": ["soc@example.org"]}
    settings = Settings.model_validate({"channels": [{**chat, "timeout": 100}, mail]})
    database = Database(f"sqlite:///{tmp_path / 'tocsin.db'}")
    prepare(database)
    return Context(settings, database, LaterClock(), (), 1, OnlyProblems())


class Taking:
    """A channel that takes what it is given."""

    id = "chat"

    def send(self, request: SendRequest) -> Receipt:
        return Receipt(request.idempotency_key)


def put(context: Context, many: int, channels: tuple[str, ...] = ("chat", "mail")) -> None:
    """That many alerts on incidents of their own, as matching writes them."""
    now = context.clock.now()
    stories = [incident(breached=f"Quillmark {number}") for number in range(many)]
    with context.database.write() as connection:
        ids = open_incidents(connection, [(story, False) for story in stories], run_id=1, now=now)
        for number, (incident_id, story) in enumerate(zip(ids, stories, strict=True)):
            made = replace(
                sample_alert(story, (exposure(f"e{number}"),)),
                key=f"{number:064x}", incident=story, incident_id=incident_id, lineage=f"L{number}", created=now,
            )  # fmt: skip
            planned = calmed(connection, [Planned(name, now) for name in channels], limit=LIMIT, wait=WAIT, now=now)
            save_alert(connection, made, planned, run_id=1, now=now)


def work_off(context: Context, channel: Taking, *, rounds: int = 1) -> None:
    """What a dispatcher does with a channel, once every five hours."""
    for _ in range(rounds):
        now = context.clock.now()
        ChannelQueue(context, channel, 1, until=now, stopping=threading.Event()).work_off()
        context.clock.ahead += timedelta(hours=5)  # type: ignore[attr-defined]


def states(context: Context, channel: str) -> Counter[str]:
    return Counter(row["state"] for row in deliveries(context.database) if row["channel_id"] == channel)


def wait_until(true: Callable[[], bool]) -> None:
    until = monotonic() + PATIENCE
    while not true():
        assert monotonic() < until, "it never came"
        threading.Event().wait(0.02)


def test_a_channel_that_hangs_holds_up_no_other(context: Context, slack: SlackStandIn, smtp: SmtpStandIn) -> None:
    put(context, 5)
    slack.misbehave("hang")
    stopping = threading.Event()
    working = threading.Thread(target=deliver, args=(context, stopping))
    working.start()
    hanging = {"sending": 1, "pending": 4}
    try:
        wait_until(lambda: states(context, "chat") == hanging and states(context, "mail") == {"sent": 5})
        assert states(context, "chat") == hanging, "the mails waited for Slack"
        assert len(smtp.received) == 5
    finally:
        stopping.set()
        slack.closing.set()
        working.join()


def test_a_channel_that_asks_for_an_hour_is_left_alone_for_it_and_holds_up_no_other(
    context: Context, slack: SlackStandIn, smtp: SmtpStandIn
) -> None:
    put(context, 5)
    slack.misbehave("429_hour")
    for _ in range(2):
        deliver(context)
        assert states(context, "mail") == {"sent": 5}
        assert states(context, "chat") == {"pending": 5}
        assert len(slack.requests) == 1, "asked again within the hour, or with another message"
    assert len(smtp.received) == 5
    (problem,) = summarise(context).problems
    assert problem.startswith("channel chat: Slack: rate limited; what waits"), (
        "the run said nothing of what it could not tell"
    )
    context.clock.ahead = timedelta(hours=1, seconds=10)  # type: ignore[attr-defined]
    deliver(context)
    assert states(context, "chat") == {"sent": 5}
    assert summarise(context).problems == ()


def test_a_channel_that_asks_for_an_hour_all_day_makes_dead_letters_of_all_that_waited(
    context: Context, slack: SlackStandIn, smtp: SmtpStandIn
) -> None:
    put(context, 3, ("chat",))
    slack.misbehave("429_hour", times=6)
    for attempt in range(6):
        if attempt == 4:
            put(context, 4, ("chat",))  # one more, late in the day
        assert set(states(context, "chat")) == {"pending"}
        deliver(context)
        context.clock.ahead += timedelta(hours=5)  # type: ignore[attr-defined]
    assert len(slack.requests) == 6, "one message is tried for all"
    assert states(context, "chat") == {"dead": 3, "pending": 1}, "what came late was given up with them"
    assert len(smtp.received) == 1, "told once"
    assert replay_dead(context.database, ANN, now=context.clock.now()) == 3
    deliver(context)
    assert states(context, "chat") == {"sent": 4}


def test_a_channel_that_asks_for_seconds_gets_its_messages_in_order(context: Context, slack: SlackStandIn) -> None:
    put(context, 3)
    slack.misbehave("429_seconds")
    deliver(context)
    chat = [row["idempotency_key"] for row in deliveries(context.database) if row["channel_id"] == "chat"]
    assert [message["metadata"]["event_payload"]["idem"] for message in slack.messages] == chat
    assert len(slack.requests) == 4


@pytest.mark.parametrize("many", [100])
def test_a_burst_is_few_messages_that_cover_all(
    context: Context, slack: SlackStandIn, smtp: SmtpStandIn, many: int
) -> None:
    put(context, many)
    deliver(context)
    assert states(context, "chat") == states(context, "mail") == {"sent": LIMIT, "held": many - LIMIT}
    context.clock.ahead = WAIT + timedelta(seconds=1)  # type: ignore[attr-defined]
    for _ in range(2):
        collect_digests(context)
        deliver(context)
    assert len(slack.messages) == len(smtp.received) == LIMIT + 1
    digests = {
        entry["id"]: entry["message"].covers for entry in messages_of(context.database) if entry["kind"] == "notice"
    }
    assert set(digests.values()) == {many - LIMIT}
    for row in deliveries(context.database):
        assert row["state"] == "sent" or (row["state"], row["covered_by"] in digests) == ("digested", True)
    assert f"{many - LIMIT} incidents" in slack.texts(slack.messages[-1])
    assert f"{many - LIMIT} incidents" in str(smtp.received[-1].message["Subject"])


def test_what_a_channel_took_as_the_service_was_stopped_is_noted_and_the_rest_waits(context: Context) -> None:
    put(context, 2, channels=("chat",))
    stopping = threading.Event()

    class Stopped:
        """A channel that takes one message; meanwhile the service is asked to stop."""

        id = "chat"

        def send(self, request: SendRequest) -> Receipt:
            stopping.set()
            return Receipt(request.idempotency_key)

    now = context.clock.now()
    with dispatching(context.database, "test", now) as dispatcher:
        queue = ChannelQueue(context, Stopped(), dispatcher, until=now, stopping=stopping)
        assert queue.work_off() == 1
    assert [row["state"] for row in deliveries(context.database)] == ["sent", "pending"]


def test_a_message_that_cannot_be_read_keeps_nothing_back_that_another_had_claimed_and_left(context: Context) -> None:
    put(context, 2, channels=("chat",))
    now = context.clock.now()
    with context.database.write() as connection:
        connection.execute(sa.text("UPDATE alert SET payload = '{' WHERE id = 1"))
        left = {"state": "sending", "lease_until": now - timedelta(seconds=1)}
        connection.execute(sa.update(delivery).where(delivery.c.alert_id == 2).values(**left))

    queue = ChannelQueue(context, Taking(), 1, until=now, stopping=threading.Event())
    assert queue.work_off() == 1
    assert states(context, "chat") == {"dead": 1, "sent": 1}


def test_what_is_due_within_the_patience_of_a_run_is_waited_for_and_nothing_later(context: Context) -> None:
    put(context, 2, channels=("chat",))
    now = context.clock.now()
    with context.database.write() as connection:
        for number, wait in ((1, timedelta(seconds=0.2)), (2, timedelta(hours=1))):
            mine = sa.update(delivery).where(delivery.c.alert_id == number)
            connection.execute(mine.values(next_attempt=now + wait))
    patient = ChannelQueue(context, Taking(), 1, until=now + timedelta(minutes=1), stopping=threading.Event())
    assert patient.work_off() == 1
    assert states(context, "chat") == {"sent": 1, "pending": 1}


@pytest.mark.parametrize("error", [RuntimeError, OSError])
def test_where_a_channel_breaks_in_an_unforeseen_way_the_message_may_have_been_sent(
    context: Context, error: type[Exception]
) -> None:
    put(context, 1, channels=("chat",))

    class Breaking(Taking):
        """A channel with a fault of ours."""

        def send(self, request: SendRequest) -> Receipt:
            raise error(request.idempotency_key)

    work_off(context, Breaking())
    (row,) = deliveries(context.database)
    assert (row["state"], row["doubtful"], row["last_error"]) == ("pending", True, f"{error.__name__} in the channel")


def test_a_doubt_and_who_has_a_message_already_outlast_a_further_failure(context: Context) -> None:
    put(context, 1, channels=("chat",))
    failures = [
        TemporaryFailure("lost", maybe_sent=True, accepted=("ann",)),
        TemporaryFailure("busy", accepted=("bob",)),
    ]
    asked: list[tuple[bool, tuple[str, ...] | None]] = []

    class Failing(Taking):
        """A channel that fails twice."""

        def send(self, request: SendRequest) -> Receipt:
            asked.append((request.doubtful, request.accepted))
            if failures:
                raise failures.pop(0)
            return Receipt("1")

    work_off(context, Failing(), rounds=3)
    assert asked == [(False, ()), (True, ("ann",)), (True, ("ann", "bob"))]


def test_one_message_that_is_given_up_takes_no_other_with_it(context: Context) -> None:
    put(context, 2, channels=("chat",))
    first = deliveries(context.database)[0]["idempotency_key"]

    class Late(Taking):
        """A channel that takes all but one message in the end."""

        def send(self, request: SendRequest) -> Receipt:
            if request.idempotency_key == first or context.clock.ahead < timedelta(hours=25):  # type: ignore[attr-defined]
                raise TemporaryFailure("busy")
            return Receipt("1")

    work_off(context, Late(), rounds=6)
    assert states(context, "chat") == {"dead": 1, "sent": 1}


def test_whom_a_channel_refused_is_a_problem_of_the_run(context: Context) -> None:
    put(context, 1, channels=("chat",))

    class Choosy(Taking):
        """A channel that knows one of two."""

        def send(self, request: SendRequest) -> Receipt:
            return Receipt("1", extra={"refused": "bob@example.org: no such mailbox", "domain": "example.org"})

    work_off(context, Choosy())
    assert context.tally.problems == ["channel chat: bob@example.org: no such mailbox"]


def test_each_message_is_looked_for_behind_the_one_that_was_sent_last(context: Context) -> None:
    put(context, 3, channels=("chat",))
    behind: list[str | None] = []

    class Noting(Taking):
        """A channel that notes what it would look behind."""

        def send(self, request: SendRequest) -> Receipt:
            behind.append(request.preceding.message_id if request.preceding else None)
            return Receipt(str(len(behind)))

    work_off(context, Noting())
    assert behind == [None, "1", "2"]
