"""Slack's answers sorted into what is worth another attempt and what is not.

Sources: https://docs.slack.dev/reference/methods/chat.postMessage#errors,
https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks#handling_errors.
"""

from __future__ import annotations

import http
import re
from collections.abc import Mapping
from datetime import datetime

from alerts.channels.base import PermanentFailure, TemporaryFailure
from alerts.channels.http_errors import retry_after

MAYBE_SENT = frozenset({"fatal_error", "internal_error", "request_timeout"})
TEMPORARY = MAYBE_SENT | {
    "message_limit_exceeded",
    "service_unavailable",
    "team_added_to_org",  # the workspace moves into an organisation, and is away until it has
    "org_login_required",
    "rollup_error",
}
_CODE = re.compile(r"[a-z][a-z0-9_]{1,60}")


def answer_failure(
    status: int, error: str, headers: Mapping[str, str], now: datetime
) -> TemporaryFailure | PermanentFailure:
    """The failure of an answer: HTTP `status` and Slack's `error` code, or the text where there is no such code."""
    code = error if _CODE.fullmatch(error) else ""
    if status == http.HTTPStatus.TOO_MANY_REQUESTS or code in ("ratelimited", "rate_limited"):
        return TemporaryFailure("Slack: rate limited", retry_after=retry_after(headers, now), whole_channel=True)
    if code in TEMPORARY:
        return TemporaryFailure(f"Slack: {code}", retry_after=retry_after(headers, now), maybe_sent=code in MAYBE_SENT)
    if status >= http.HTTPStatus.INTERNAL_SERVER_ERROR or status == http.HTTPStatus.REQUEST_TIMEOUT:
        # A gateway that gives up may have passed the message on before.
        wait = retry_after(headers, now)
        maybe = status != http.HTTPStatus.SERVICE_UNAVAILABLE
        return TemporaryFailure(
            f"Slack: HTTP {status}", retry_after=wait, maybe_sent=maybe, whole_channel=wait is not None
        )
    if status == http.HTTPStatus.OK and not code:
        return TemporaryFailure("Slack: HTTP 200, but the answer is not Slack's (a proxy?)", maybe_sent=True)
    redirect = http.HTTPStatus.MULTIPLE_CHOICES <= status < http.HTTPStatus.BAD_REQUEST
    hint = "; redirects are not followed, write the final address" if redirect else ""
    return PermanentFailure(f"Slack: {code or f'HTTP {status}'}{hint}")
