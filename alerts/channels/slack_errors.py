"""Slack's answers sorted into what is worth another attempt and what is not.

Sources: https://docs.slack.dev/reference/methods/chat.postMessage#errors,
https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks#handling_errors;
`Retry-After` is that of RFC 9110, 10.2.3.
"""

from __future__ import annotations

import http.client
import re
import socket
import ssl
import urllib.error
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from alerts.channels.base import PermanentFailure, TemporaryFailure
from alerts.text import clean

# What a call can end in besides an answer. AttributeError: the SDK takes any JSON answer for an object.
TRANSPORT_ERRORS = (OSError, http.client.HTTPException, ValueError, LookupError, AttributeError)
MAYBE_SENT = frozenset({"fatal_error", "internal_error", "request_timeout"})
TEMPORARY = MAYBE_SENT | {
    "ratelimited",
    "rate_limited",
    "message_limit_exceeded",
    "service_unavailable",
    "team_added_to_org",
    "rollup_error",
}
_WHAT: dict[type[BaseException], str] = {
    ConnectionRefusedError: "connection refused",
    socket.gaierror: "the host name cannot be resolved",
    ssl.SSLCertVerificationError: "the TLS certificate is not valid",
    TimeoutError: "no answer in time",
    ConnectionError: "the connection was dropped",
}
_CODE = re.compile(r"[a-z][a-z0-9_]{1,60}")


def answer_failure(
    status: int, error: str, headers: Mapping[str, str], now: datetime
) -> TemporaryFailure | PermanentFailure:
    """The failure of an answer: HTTP `status` and Slack's `error` code, or the text where there is no such code."""
    code = error if _CODE.fullmatch(error) else ""
    if status == http.HTTPStatus.TOO_MANY_REQUESTS or code in ("ratelimited", "rate_limited"):
        return TemporaryFailure("Slack: rate limited", retry_after=retry_after(headers, now))
    if code in TEMPORARY:
        return TemporaryFailure(f"Slack: {code}", retry_after=retry_after(headers, now), maybe_sent=code in MAYBE_SENT)
    if status >= http.HTTPStatus.INTERNAL_SERVER_ERROR or status == http.HTTPStatus.REQUEST_TIMEOUT:
        # A gateway that gives up may have passed the message on before.
        wait = retry_after(headers, now)
        return TemporaryFailure(f"Slack: HTTP {status}", retry_after=wait, maybe_sent=status != 503)  # noqa: PLR2004
    if status == http.HTTPStatus.OK and not code:
        return TemporaryFailure("Slack: HTTP 200, but the answer is not Slack's (a proxy?)", maybe_sent=True)
    return PermanentFailure(f"Slack: {code or f'HTTP {status}'}")


def transport_failure(error: BaseException) -> TemporaryFailure:
    """The failure of a call without an answer. Never quotes the error: it may hold the address, which is a secret."""
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    not_sent = isinstance(reason, (ConnectionRefusedError, socket.gaierror, ssl.SSLCertVerificationError))
    what = next((text for kind, text in _WHAT.items() if isinstance(reason, kind)), type(reason).__name__)
    return TemporaryFailure(f"Slack: {what}", maybe_sent=not not_sent)


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds to wait by the `Retry-After` header (a number or an HTTP date); None where absent, past or nonsense."""
    value = next((text for name, text in headers.items() if name.lower() == "retry-after"), "")
    value = clean(value[0] if isinstance(value, list) else str(value), 60)
    if re.fullmatch(r"\d{1,12}(\.\d{1,6})?", value):
        return float(value)
    try:
        when = parsedate_to_datetime(value)
    except ValueError:
        return None
    seconds = ((when if when.tzinfo else when.replace(tzinfo=UTC)) - now).total_seconds()
    return seconds if seconds >= 0 else None
