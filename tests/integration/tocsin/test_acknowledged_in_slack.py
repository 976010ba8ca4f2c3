"""Slack's Acknowledge takes in hand what its channel has shown by then, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from fakes.slack import CHANNELS, SlackStandIn
from fakes.telling import HOUR, NOW, context_on, told

from alerts.channels.slack_inbound import Press
from model.access import Actor
from model.alert import Planned
from model.silence import Response
from model.vocabulary import DeliveryState
from storage.audit import audit_log
from storage.database import Database
from storage.digests import work_due
from storage.dispatch import unknown_channels
from storage.matches import messages_of
from storage.responses import respond, responses_of
from tocsin.answering import answer_press
from tocsin.context import Context
from tocsin.stages.collecting import collect_digests
from tocsin.stages.delivery import deliver


@pytest.fixture
def here(database: Database, slack: SlackStandIn) -> Context:
    one = {"kind": "slack", "api_url": slack.api_url, "token": "xoxb-test", "signing_secret": "s"}
    chats = [{"id": "chat", "channel": "#security", **one}, {"id": "more", "channel": "#general", **one}]
    return context_on(database, channels=chats, routes=[{"channels": ["chat"]}])


def first_shown(slack: SlackStandIn, channel: str = "security") -> dict[str, Any]:
    """The first message in that channel: each channel has its own thread, and neither waits for the other."""
    return next(message for message in slack.messages if message["channel"] == CHANNELS[channel])


def pressed(context: Context, slack: SlackStandIn, key: str, channel: str = "security") -> list[int]:
    """Who reads the first message in that channel presses its button; the numbers of what is acknowledged then."""
    press = Press("acknowledge", key, "ada", message=first_shown(slack, channel)["ts"])
    answer_press(context.database, context.settings, "default", press, NOW)
    return sorted(entry["id"] for entry in messages_of(context.database) if entry["acknowledged"] is not None)


def test_what_the_thread_shows_and_not_what_comes_later(here: Context, slack: SlackStandIn) -> None:
    first = told(here.database, 1, planned=[Planned("chat", NOW)])
    told(here.database, 1, planned=[Planned("chat", NOW)], update_of=first.key, broadcast=True)
    deliver(here)
    told(here.database, 1, planned=[Planned("chat", NOW + HOUR)], update_of=first.key, broadcast=True)
    assert pressed(here, slack, first.key) == [1, 2]


def test_what_its_thread_tells_of_what_was_split_off(here: Context, slack: SlackStandIn) -> None:
    """It has no other button."""
    first = told(here.database, 1, planned=[Planned("chat", NOW)])
    told(here.database, 2, planned=[Planned("chat", NOW)], update_of=first.key, broadcast=True)
    told(here.database, 2, planned=[Planned("more", NOW)], update_of=first.key, broadcast=True)
    deliver(here)
    assert pressed(here, slack, first.key) == [1, 2]


def test_not_what_came_on_another_channel_only(here: Context, slack: SlackStandIn) -> None:
    first = told(here.database, 1, planned=[Planned("chat", NOW), Planned("more", NOW)])
    morning = [Planned("chat", NOW + HOUR), Planned("more", NOW)]
    told(here.database, 1, planned=morning, update_of=first.key, broadcast=True)
    deliver(here)
    assert pressed(here, slack, first.key) == [1]
    assert pressed(here, slack, first.key, "general") == [1, 2]


def test_what_stands_in_a_digest_once_the_digest_has_come(here: Context, slack: SlackStandIn) -> None:
    first = told(here.database, 1, planned=[Planned("chat", NOW)])
    deliver(here)
    told(here.database, 1, planned=[Planned("chat", NOW, digest="daily")], update_of=first.key, broadcast=True)
    collect_digests(here)
    assert pressed(here, slack, first.key) == [1]
    deliver(here)
    assert pressed(here, slack, first.key) == [1, 2]


def test_not_what_still_waits_though_a_later_one_came(here: Context, slack: SlackStandIn) -> None:
    first = told(here.database, 1, planned=[Planned("chat", NOW)])
    waits = Planned("chat", NOW + HOUR, digest="daily")
    told(here.database, 1, planned=[waits], update_of=first.key, broadcast=True)
    told(here.database, 1, planned=[Planned("chat", NOW)], update_of=first.key, broadcast=True)
    deliver(here)
    assert pressed(here, slack, first.key) == [1, 3]


def test_what_was_muted_waits_for_nobody(here: Context, slack: SlackStandIn) -> None:
    first = told(here.database, 1, planned=[Planned("chat", NOW)])
    muted = Planned("chat", NOW, state=DeliveryState.MUTED)
    told(here.database, 1, planned=[muted], update_of=first.key, broadcast=True)
    deliver(here)
    assert pressed(here, slack, first.key) == [1]
    told(here.database, 1, planned=[Planned("chat", NOW)], update_of=first.key)
    assert pressed(here, slack, first.key) == [1, 3]


def test_the_first_message_shows_how_what_its_channel_was_told_stands(here: Context, slack: SlackStandIn) -> None:
    first = told(here.database, 1, planned=[Planned("chat", NOW)])
    elsewhere = [Planned("more", NOW), Planned("chat", NOW, state=DeliveryState.MUTED)]
    told(here.database, 1, planned=elsewhere, update_of=first.key, broadcast=True)
    deliver(here)
    assert pressed(here, slack, first.key) == [1]
    deliver(here)
    shown = slack.texts(first_shown(slack))
    assert "Acknowledged by ada" in shown
    assert "update" not in shown


def test_what_was_said_before_the_first_message_came_is_shown_once_it_has(here: Context, slack: SlackStandIn) -> None:
    first = told(here.database, 1, planned=[Planned("chat", NOW)])
    ada = Actor("ada", "default", frozenset(), "cli")
    respond(here.database, ada, first.key, Response.ACKNOWLEDGE, now=NOW)
    for _ in range(2):
        deliver(here)
    assert "Acknowledged by ada" in slack.texts(first_shown(slack))
    assert not work_due(here.database, NOW)


@pytest.mark.parametrize(("refusal", "shown"), [("token_revoked", True), ("message_not_found", False)])
def test_who_has_it_is_shown_once_the_token_is_mended(
    here: Context, slack: SlackStandIn, refusal: str, shown: bool
) -> None:
    """Between a token that was revoked and the new one nobody saw in the channel that somebody is on it, nor after."""
    first = told(here.database, 1, planned=[Planned("chat", NOW)])
    deliver(here)
    respond(here.database, Actor("ada", "default", frozenset(), "cli"), first.key, Response.ACKNOWLEDGE, now=NOW)
    slack.misbehave(refusal, method="chat.update")
    for _ in range(2):
        deliver(here)
    assert ("Acknowledged by ada" in slack.texts(first_shown(slack))) is shown
    assert not work_due(here.database, NOW)


def test_what_waits_for_quiet_hours_to_end_is_no_work_before(here: Context) -> None:
    first = told(here.database, 1, planned=[Planned("chat", NOW + HOUR)])
    respond(here.database, Actor("ada", "default", frozenset(), "cli"), first.key, Response.ACKNOWLEDGE, now=NOW)
    assert not work_due(here.database, NOW)
    assert not unknown_channels(here.database, [], NOW)


def test_who_presses_while_the_first_message_is_brought_up_to_date_is_shown_too(
    here: Context, slack: SlackStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = told(here.database, 1, planned=[Planned("chat", NOW)])
    deliver(here)
    told(here.database, 1, planned=[Planned("more", NOW)], update_of=first.key)
    pressing = [first.key]

    def planned(method: str) -> None:
        if method == "chat.update" and pressing:
            pressed(here, slack, pressing.pop())

    monkeypatch.setattr(slack, "planned", planned)
    deliver(here)
    assert "Not acknowledged" in slack.texts(first_shown(slack))
    deliver(here)
    assert "Acknowledged by ada" in slack.texts(first_shown(slack))
    assert not work_due(here.database, NOW)


def test_who_presses_after_somebody_else_is_told_who_has_it(here: Context, slack: SlackStandIn) -> None:
    """Both were told "Acknowledged", and the audit log said that the second one had it."""
    first = told(here.database, 1, planned=[Planned("chat", NOW)])
    deliver(here)

    def press(user: str) -> str:
        pressed = Press("acknowledge", first.key, user, message=first_shown(slack)["ts"])
        return str(answer_press(here.database, here.settings, "default", pressed, NOW)["text"])

    said = [press(user) for user in ("ada", "bob", "ada")]
    assert said == [
        "Acknowledged. This starts no legal clock.",
        *["Acknowledged by ada already; nothing was changed."] * 2,
    ]
    assert [entry.who for entry in audit_log(here.database, "default")] == ["ada"]
    assert [row["by"] for row in responses_of(here.database, "default", first.incident_id)] == ["ada"]
    told(here.database, 1, planned=[Planned("chat", NOW)], update_of=first.key, broadcast=True)
    deliver(here)
    assert press("bob") == said[0], "what came since waits for somebody"
    assert [entry["acknowledged_by"] for entry in messages_of(here.database)] == ["bob", "ada"]
