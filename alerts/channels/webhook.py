"""A signed webhook: each message as a CloudEvent (https://github.com/cloudevents/spec, v1.0, structured JSON).

Signed as Standard Webhooks (https://www.standardwebhooks.com) says, so that receivers find ready verifiers:
`webhook-signature: v1,BASE64(HMAC-SHA256(secret, id "." timestamp "." body))`. The event's `id`, `webhook-id` and
`Idempotency-Key` are one key, the same for every attempt: a receiver that drops what it knows shows nothing twice.
One that answers a repeat with 409 knows the key: it is at work on the first attempt still, or has it already.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import http.client
import json
import urllib.error
import urllib.request
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from typing import Any

from alerts.channels.base import PermanentFailure, TemporaryFailure
from alerts.channels.http_errors import TRANSPORT_ERRORS, NoRedirect, retry_after, transport_failure
from alerts.channels.in_time import HttpInTime, HttpsInTime
from alerts.machine import machine_facts
from alerts.render import render
from model.alert import Receipt, SendRequest
from model.notice import Notice

_AGAIN = frozenset({408, 425, 429})
_KNOWN = "the receiver, which knows its key"


class WebhookChannel:
    """Posts to one address, which is a secret as the signing key is."""

    def __init__(self, channel_id: str, *, url: str, secret: str | None, timeout: float) -> None:
        self.id = channel_id
        self._url = url
        self._key = signing_key(secret) if secret else None
        self._timeout = timeout

    def send(self, request: SendRequest) -> Receipt:
        """Posts the event.

        Raises:
            TemporaryFailure: not posted, or not known to be (`maybe_sent`).
            PermanentFailure: the receiver refuses it.
        """
        body = json.dumps(event(request), ensure_ascii=False, separators=(",", ":")).encode()
        try:
            call = urllib.request.Request(self._url, body, self._headers(request, body), method="POST")  # noqa: S310
            with _opener().open(call, timeout=self._timeout) as answer:
                answer.read(1)
        except urllib.error.HTTPError as error:
            with error:
                if error.code != http.client.CONFLICT or not request.doubtful:
                    raise _refusal(error.code, dict(error.headers)) from None
                if _KNOWN not in (request.accepted or ()):  # it may be at work on it, and fail yet
                    raise _known(dict(error.headers)) from None
        except TRANSPORT_ERRORS as error:
            raise transport_failure(error, "webhook") from None
        return Receipt(message_id=request.idempotency_key)

    def _headers(self, request: SendRequest, body: bytes) -> dict[str, str]:
        key, sent = request.idempotency_key, str(int(datetime.now(UTC).timestamp()))
        headers = {
            "Content-Type": "application/cloudevents+json; charset=utf-8",
            "User-Agent": "tocsin",
            "Idempotency-Key": key,
            "webhook-id": key,
            "webhook-timestamp": sent,
        }
        if self._key is not None:
            headers["webhook-signature"] = signature(self._key, key, sent, body)
        return headers


@cache
def _opener() -> urllib.request.OpenerDirector:
    """No proxy from the environment and no redirect: the address is the operator's, nobody else's. No endless answer.

    It keeps nothing of what it opens, so that one serves all channels and threads.
    """
    return urllib.request.build_opener(urllib.request.ProxyHandler({}), NoRedirect(), HttpInTime(), HttpsInTime())


def event(request: SendRequest) -> dict[str, Any]:
    """The CloudEvent of one message; all text in `data.content` is one line, clean, and plain text."""
    message = request.message
    kind = "notice" if isinstance(message, Notice) else "alert"
    facts = machine_facts(message)
    return {
        "specversion": "1.0",
        "id": request.idempotency_key,
        "source": f"urn:tocsin:{message.tenant_id}",
        "type": f"tocsin.{kind}.v1",
        "subject": f"incident/{facts['incident']}" if "incident" in facts else f"notice/{message.key[:12]}",
        "time": message.created.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "datacontenttype": "application/json",
        "data": {
            **facts,
            "key": message.key,
            "update_of": message.update_of,
            "repeat": request.doubtful,
            "content": asdict(render(message)),
        },
    }


def signing_key(secret: str) -> bytes:
    """The key's bytes: `whsec_` and base64, as Standard Webhooks writes them, or the text itself."""
    prefix, _, encoded = secret.partition("whsec_")
    return base64.b64decode(encoded) if encoded and not prefix else secret.encode()


def signature(key: bytes, message_id: str, timestamp: str, body: bytes) -> str:
    """`v1,` and the HMAC-SHA256 over id, timestamp (seconds since 1970) and body, in base64."""
    signed = f"{message_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def _known(headers: dict[str, str]) -> TemporaryFailure:
    wait = retry_after(headers, datetime.now(UTC))
    said = f"webhook: HTTP {http.client.CONFLICT:d}, its key is known there; asked once more"
    return TemporaryFailure(said, retry_after=wait, maybe_sent=True, accepted=(_KNOWN,))


def _refusal(status: int, headers: dict[str, str]) -> TemporaryFailure | PermanentFailure:
    if status in _AGAIN or status >= http.client.INTERNAL_SERVER_ERROR:
        wait = retry_after(headers, datetime.now(UTC))
        maybe = status not in (http.client.TOO_MANY_REQUESTS, http.client.SERVICE_UNAVAILABLE)
        whole = wait is not None or status == http.client.TOO_MANY_REQUESTS
        return TemporaryFailure(f"webhook: HTTP {status}", retry_after=wait, maybe_sent=maybe, whole_channel=whole)
    redirect = http.client.MULTIPLE_CHOICES <= status < http.client.BAD_REQUEST
    hint = "; redirects are not followed, write the final address" if redirect else ""
    return PermanentFailure(f"webhook: HTTP {status}{hint}")
