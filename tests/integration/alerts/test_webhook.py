"""The signed webhook: what it sends, and what it makes of every answer."""

from __future__ import annotations

import base64
import errno
import hashlib
import hmac
import http.client
import json
import socket
import ssl
import urllib.error

import pytest
from fakes.alert_samples import NOW, alert, notice, request
from fakes.webhook import WebhookStandIn

from alerts.channels.base import Channel, PermanentFailure, TemporaryFailure
from alerts.channels.http_errors import transport_failure
from alerts.channels.open import open_channel
from config.channels import WebhookChannel
from config.errors import ConfigError


def channel(hook: WebhookStandIn, **settings: object) -> Channel:
    values = {"id": "w", "kind": "webhook", "url": hook.url, "timeout": 60}
    return open_channel(WebhookChannel.model_validate(values | settings))


@pytest.mark.parametrize("secret", ["canary-secret", "whsec_" + base64.b64encode(b"canary-secret").decode()])
def test_it_is_a_cloud_event_signed_over_its_raw_body(hook: WebhookStandIn, secret: str) -> None:
    sent = request()
    channel(hook, secret=secret).send(sent)
    [posted] = hook.received
    event = json.loads(posted.body)
    assert posted.headers["content-type"] == "application/cloudevents+json; charset=utf-8"
    assert (event["specversion"], event["type"], event["source"]) == ("1.0", "tocsin.alert.v1", "urn:tocsin:default")
    assert (event["subject"], event["time"]) == ("incident/7", NOW.isoformat().replace("+00:00", "Z"))
    assert event["id"] == posted.headers["webhook-id"] == posted.headers["idempotency-key"] == sent.idempotency_key
    signed = f"{event['id']}.{posted.headers['webhook-timestamp']}.".encode() + posted.body
    expected = base64.b64encode(hmac.new(b"canary-secret", signed, hashlib.sha256).digest()).decode()
    assert posted.headers["webhook-signature"] == f"v1,{expected}"
    assert event["data"]["exposed"] == ["names"]
    assert event["data"]["content"]["paths"][0]["path"] == "you → Hartwell → Quillmark"


def test_without_a_secret_there_is_no_signature(hook: WebhookStandIn) -> None:
    channel(hook).send(request())
    assert "webhook-signature" not in hook.received[0].headers


def test_a_notice_is_an_event_of_its_own_kind_and_both_say_what_they_are(hook: WebhookStandIn) -> None:
    for message in (notice(), alert(update_of="r" * 64)):
        channel(hook).send(request(message, doubtful=True))
    told, updated = (json.loads(posted.body) for posted in hook.received)
    assert (told["type"], told["subject"]) == ("tocsin.notice.v1", f"notice/{'n' * 12}")
    assert (told["data"]["key"], told["data"]["update_of"], told["data"]["severity"]) == ("n" * 64, None, "high")
    assert (updated["data"]["key"], updated["data"]["update_of"]) == (alert().key, "r" * 64)
    assert told["data"]["repeat"] is updated["data"]["repeat"] is True
    assert {posted.headers["user-agent"] for posted in hook.received} == {"tocsin"}


TEMPORARY = [  # how long to wait, whether it may have arrived, whether nothing else goes there meanwhile
    ("429_2", 2, False, True), ("429", None, False, True), ("503_7", 7, False, True), ("503", None, False, False),
    ("500", None, True, False), ("502", None, True, False), ("504", None, True, False), ("408", None, True, False),
    ("425", None, True, False), ("close", None, True, False), ("hang", None, True, False), ("garbage", None, True, False),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "wait", "maybe", "whole"), TEMPORARY)
def test_what_is_worth_another_attempt(
    hook: WebhookStandIn, answer: str, wait: float | None, maybe: bool, whole: bool
) -> None:
    hook.misbehave(answer)
    with pytest.raises(TemporaryFailure) as failure:
        channel(hook, timeout=3 if answer == "hang" else 60).send(request())
    found = failure.value
    assert (found.retry_after, found.maybe_sent, found.whole_channel) == (wait, maybe, whole)


@pytest.mark.parametrize(
    ("error", "words", "sent"),
    [
        (ConnectionRefusedError(), "connection refused", False),
        (socket.gaierror(-2, "canary.example"), "the host name cannot be resolved", False),
        (
            ssl.SSLCertVerificationError("canary.example"),
            "the TLS certificate is not valid, or of a CA that is not known here (SSL_CERT_FILE)",
            False,
        ),
        (ssl.SSLError(1, "canary"), "the other side speaks another TLS, or none at this port", True),
        (
            OSError(errno.EMFILE, "canary"),
            "Too many open files; allow more (`ulimit -n`; LimitNOFILE in a unit of systemd)",
            False,
        ),
        (TimeoutError(), "no answer in time", True),
        (ConnectionResetError(), "the connection was dropped", True),
        (http.client.BadStatusLine("canary"), "BadStatusLine", True),
    ],
)
def test_a_call_without_an_answer_says_why_and_whether_it_may_have_arrived(
    error: Exception, words: str, sent: bool
) -> None:
    for each in (error, urllib.error.URLError(error)):
        failure = transport_failure(each, "webhook")
        assert (str(failure), failure.maybe_sent, failure.whole_channel) == (f"webhook: {words}", sent, not sent)


def test_a_receiver_that_has_it_already_says_so_and_is_not_told_to_refuse(hook: WebhookStandIn) -> None:
    """By the key: it may be at work on the first attempt still, so that it is asked once more before it counts."""
    hook.misbehave("409_3", 2)
    with pytest.raises(TemporaryFailure) as failure:
        channel(hook).send(request(doubtful=True, accepted=()))
    found = failure.value
    assert (found.retry_after, found.maybe_sent, found.whole_channel) == (3, True, False)
    again = request(doubtful=True, accepted=found.accepted)
    assert channel(hook).send(again).message_id == again.idempotency_key
    assert channel(hook).send(again).message_id == again.idempotency_key, "it had let go of it, and takes it now"


@pytest.mark.parametrize("answer", ["400", "401", "403", "404", "409", "410", "413", "422", "301", "302", "307", "308"])
def test_what_is_final(hook: WebhookStandIn, answer: str) -> None:
    hook.misbehave(answer)
    with pytest.raises(PermanentFailure, match=answer) as failure:
        channel(hook).send(request(alert()))
    assert "canary" not in repr(failure.value)
    assert ("write the final address" in str(failure.value)) is answer.startswith("3")
    assert len(hook.asked) == 1, "a redirect is not followed"


@pytest.mark.parametrize(
    "settings", [{"url": "ftp://canary.example"}, {"url": "https://a b.example/canary"}, {"secret": "whsec_%canary"}]
)
def test_an_unusable_setting_is_refused_without_showing_it(hook: WebhookStandIn, settings: dict[str, str]) -> None:
    with pytest.raises(ConfigError) as error:
        channel(hook, **settings)
    assert "canary" not in str(error.value)
