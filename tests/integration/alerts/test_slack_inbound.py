"""Requests that claim to be Slack's: only what is proved, young and new is heard."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from urllib.parse import urlencode

import pytest

from alerts.channels import slack_inbound
from alerts.channels.slack_inbound import MAX_BODY, Press, Verdict, Verifier, press_of, whisper

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SECRET = "canary-signing-secret"
PRESSED = {
    "type": "block_actions",
    "user": {"id": "U1", "username": "ada"},
    "actions": [{"action_id": "tocsin_acknowledge", "value": "a" * 64}],
    "response_url": "https://hooks.slack.com/actions/T/1/x",
}
BODY = urlencode({"payload": json.dumps(PRESSED)}).encode()


def signed(body: bytes = BODY, at: datetime = NOW, secret: str = SECRET) -> dict[str, str]:
    stamp = str(int(at.timestamp()))
    digest = hmac.new(secret.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}


def verifier() -> Verifier:
    return Verifier(SECRET, lambda: NOW)


def test_what_slack_signed_is_heard_once() -> None:
    hears = verifier()
    assert hears.verify(BODY, signed()) == Verdict(200, PRESSED)
    assert hears.verify(BODY, signed()) == Verdict(401), "the same request again"
    assert hears.verify(BODY, signed(at=NOW - timedelta(seconds=1))).status == 200


@pytest.mark.parametrize("seconds", [-301, 301, -3600, 10**9])
def test_what_is_old_or_from_the_future_is_refused(seconds: int) -> None:
    assert verifier().verify(BODY, signed(at=NOW + timedelta(seconds=seconds))) == Verdict(401)


@pytest.mark.parametrize("seconds", [-300, 0, 300])
def test_five_minutes_are_allowed(seconds: int) -> None:
    assert verifier().verify(BODY, signed(at=NOW + timedelta(seconds=seconds))).status == 200


@pytest.mark.parametrize("stamp", ["", "abc", "1e9", " 1772442000", "-1", "1772442000.0", "١٧٧٢", "9" * 40, "0x10"])
def test_a_time_stamp_that_is_no_number_is_refused_and_nothing_falls_over(stamp: str) -> None:
    assert verifier().verify(BODY, {**signed(), "X-Slack-Request-Timestamp": stamp}) == Verdict(401)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Slack-Signature": ""},
        {"X-Slack-Signature": "v0=" + "0" * 64},
        {"X-Slack-Signature": "v1=" + signed()["X-Slack-Signature"][3:]},
        {"X-Slack-Signature": "ü\udc80"},
        signed(secret="another"),
    ],
)
def test_a_wrong_signature_is_refused(headers: dict[str, str]) -> None:
    given = {"X-Slack-Request-Timestamp": signed()["X-Slack-Request-Timestamp"], **headers}
    assert verifier().verify(BODY, given) == Verdict(401)


def test_the_raw_body_is_what_counts() -> None:
    assert verifier().verify(BODY + b"&x=1", signed()) == Verdict(401)
    assert verifier().verify(b"", signed()) == Verdict(401)
    huge = b"x" * (MAX_BODY + 1)
    assert verifier().verify(huge, signed(huge)) == Verdict(401)


@pytest.mark.parametrize(
    "body", [b"", b"payload=", b"payload=[1]", b"payload=%7B", b"\xff\xfe", b"payload=" + b"[" * 50_000]
)
def test_what_is_signed_and_unreadable_asks_for_nothing(body: bytes) -> None:
    verdict = verifier().verify(body, signed(body))
    assert verdict == Verdict(200, {})
    assert press_of(verdict.payload or {}) is None


def test_a_press_is_read() -> None:
    wanted = Press("acknowledge", "a" * 64, "ada", "https://hooks.slack.com/actions/T/1/x")
    assert press_of(PRESSED) == wanted
    place = {"type": "message", "message_ts": "1772442000.000100", "channel_id": "C1"}
    assert press_of({**PRESSED, "container": place}) == replace(wanted, message="1772442000.000100")
    assert press_of({**PRESSED, "container": None}) == wanted
    for user, called in (
        ({"id": "U1", "name": "bob"}, "bob"),
        ({"id": "U1"}, "U1"),
        ({}, "somebody"),
        (None, "somebody"),
    ):
        pressed = press_of({**PRESSED, "user": user})
        assert pressed is not None
        assert pressed.user == called


@pytest.mark.parametrize(
    "changes",
    [
        {"type": "view_submission"},
        {"actions": []},
        {"actions": "x"},
        {"actions": ["x"]},
        {"actions": [{"action_id": "tocsin_delete", "value": "a" * 64}]},
        {"actions": [{"action_id": "tocsin_snooze", "value": "1; DROP TABLE alert"}]},
        {"actions": [{"action_id": ["tocsin_snooze"], "value": "a" * 64}]},
    ],
)
def test_anything_else_is_no_press(changes: dict[str, object]) -> None:
    assert press_of({**PRESSED, **changes}) is None


@pytest.mark.parametrize(
    ("address", "posted"),
    [
        ("https://hooks.slack.com/actions/T/1/x", True), ("http://127.0.0.1:8065/actions/x", True),
        ("http://hooks.slack.com/actions/T/1/x", False), ("https://127.0.0.1:8065/actions/x", False),
        ("https://hooks.slack.com:8443/x", False), ("https://hooks.slack.com@canary.example/x", False),
        ("https://hooks.slack.com.canary.example/x", False), ("", False),
    ],
)  # fmt: skip
@pytest.mark.parametrize(("answer", "taken"), [(200, True), (404, False), (500, False)])
def test_a_whisper_is_posted_to_slack_alone_and_says_whether_it_was_taken(
    monkeypatch: pytest.MonkeyPatch, address: str, posted: bool, answer: int, taken: bool
) -> None:
    asked: list[str] = []

    class Client:
        """Slack's client as far as it is used; no test posts to Slack."""

        def __init__(self, url: str, **_settings: object) -> None:
            asked.append(url)

        def send_dict(self, _message: object) -> SimpleNamespace:
            return SimpleNamespace(status_code=answer)

    monkeypatch.setattr(slack_inbound, "Hook", Client)
    assert whisper(address, {"text": "Acknowledged."}, ["http://127.0.0.1:8065/api/"]) is (posted and taken)
    assert asked == [address] * posted
