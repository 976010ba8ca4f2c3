"""Buttons over Socket Mode, against a server that speaks its wire format: heard once, whatever the connection does."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest
from fakes.slack import SlackStandIn
from fakes.slack_socket import PATIENCE, SocketStandIn
from structlog.testing import capture_logs

from alerts.channels.slack_socket import SlackSocket

TOKEN = "xapp-canary-token"


class Heard(queue.Queue[Mapping[str, Any]]):
    """What was heard, in order; `fails` times it cannot be."""

    fails = 0

    def __call__(self, payload: Mapping[str, Any]) -> Callable[[], None] | None:
        if self.fails:
            self.fails -= 1
            raise RuntimeError(TOKEN)
        self.put(payload)
        return None

    def next(self) -> Mapping[str, Any]:
        return self.get(timeout=PATIENCE)


@pytest.fixture
def slack() -> Iterator[SlackStandIn]:
    with SlackStandIn(token=TOKEN) as running:
        yield running


@pytest.fixture
def server(slack: SlackStandIn) -> Iterator[SocketStandIn]:
    with SocketStandIn() as running:
        slack.socket_url = running.url
        yield running


@contextmanager
def listening(slack: SlackStandIn, heard: Heard) -> Iterator[None]:
    ear = SlackSocket("secops", api_url=slack.api_url, app_token=TOKEN, hear=heard, pause=0.01)
    ear.start()
    try:
        yield
    finally:
        ear.stop()


def test_a_button_is_heard_and_acknowledged(slack: SlackStandIn, server: SocketStandIn) -> None:
    heard = Heard()
    with listening(slack, heard):
        server.connection().envelope("e1", {"type": "block_actions", "n": 1})
        assert server.acknowledged() == "e1"
        assert heard.next() == {"type": "block_actions", "n": 1}
    assert [method for method, _ in slack.requests] == ["apps.connections.open"]


def test_an_envelope_that_comes_twice_is_acknowledged_twice_and_heard_once(
    slack: SlackStandIn, server: SocketStandIn
) -> None:
    heard = Heard()
    with listening(slack, heard):
        link = server.connection()
        for number in ("e1", "e1", "e2"):
            link.envelope(number, {"number": number})
            assert server.acknowledged() == number
    assert [payload["number"] for payload in heard.queue] == ["e1", "e2"]


def test_what_is_no_interaction_is_acknowledged_and_left_alone(slack: SlackStandIn, server: SocketStandIn) -> None:
    heard = Heard()
    with listening(slack, heard):
        server.connection().envelope("e1", {"command": "/anything"}, kind="slash_commands")
        assert server.acknowledged() == "e1"
    assert heard.empty()


def test_what_could_not_be_done_is_not_acknowledged_and_heard_when_it_comes_again(
    slack: SlackStandIn, server: SocketStandIn
) -> None:
    heard = Heard()
    heard.fails = 1
    with listening(slack, heard), capture_logs() as logs:
        link = server.connection()
        link.envelope("e1", {"number": "first"})
        link.envelope("e1", {"number": "again"})
        assert server.acknowledged() == "e1"
        assert heard.next() == {"number": "again"}
    assert server.said.empty()
    assert [entry["reason"] for entry in logs if "not heard" in entry["event"]] == ["RuntimeError"]


def test_what_comes_again_while_it_is_being_heard_is_not_acknowledged_before_it_is_done(
    slack: SlackStandIn, server: SocketStandIn
) -> None:
    begun, failing = threading.Event(), threading.Event()

    class Slow(Heard):
        def __call__(self, payload: Mapping[str, Any]) -> Callable[[], None] | None:
            if not begun.is_set():
                begun.set()
                failing.wait(PATIENCE)
                raise RuntimeError
            return super().__call__(payload)

    heard = Slow()
    with listening(slack, heard):
        link = server.connection()
        link.envelope("e1", {"number": "first"})
        assert begun.wait(PATIENCE)
        link.envelope("e1", {"number": "meanwhile"})
        link.envelope("e2", {"number": "other"})
        assert server.acknowledged() == "e2"
        failing.set()
    assert server.said.empty()
    assert [payload["number"] for payload in heard.queue] == ["other"]


@pytest.mark.parametrize("end", ["dropped", "asked to move"])
def test_a_connection_that_ends_is_replaced_and_what_it_brought_is_not_heard_again(
    slack: SlackStandIn, server: SocketStandIn, end: str
) -> None:
    heard = Heard()
    with listening(slack, heard):
        first = server.connection()
        first.envelope("e1", {"number": 1})
        assert server.acknowledged() == "e1"
        if end == "dropped":
            first.drop()
        else:
            first.send({"type": "disconnect", "reason": "refresh_requested"})
        second = server.connection()
        for number in ("e1", "e2"):
            second.envelope(number, {"number": number})
            assert server.acknowledged() == number
    assert [payload["number"] for payload in heard.queue] == [1, "e2"]


@pytest.mark.parametrize("problem", ["500", "429_seconds", "invalid_auth", "html_200", "json_list", "close"])
def test_where_slack_refuses_a_connection_it_is_told_and_asked_again(
    slack: SlackStandIn, server: SocketStandIn, problem: str
) -> None:
    slack.misbehave(problem, times=2)
    heard = Heard()
    with capture_logs() as logs, listening(slack, heard):
        server.connection().envelope("e1", {"number": 1})
        assert server.acknowledged() == "e1"
    told = [entry for entry in logs if "not heard" in entry["event"]]
    assert len(told) == 1, "each reason is told once"
    assert "canary" not in str(logs)


def test_no_secret_is_logged(slack: SlackStandIn, server: SocketStandIn, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    with listening(slack, Heard()):
        server.connection().envelope("e1", {})
        server.acknowledged()
    assert "canary" not in caplog.text
