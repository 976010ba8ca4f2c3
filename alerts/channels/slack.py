"""Slack by bot token: the first message of a lineage, updates in its thread, and a look before a doubtful resend."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from slack_sdk.errors import SlackApiError

from alerts.channels.base import PermanentFailure, TemporaryFailure
from alerts.channels.http_errors import TRANSPORT_ERRORS, transport_failure
from alerts.channels.slack_blocks import blocks, fallback
from alerts.channels.slack_clients import Api
from alerts.channels.slack_errors import answer_failure
from alerts.channels.slack_lookup import LookupImpossibleError, find_message
from alerts.machine import machine_facts
from alerts.render import render
from alerts.standing import standing_line
from model.alert import Alert, Receipt, SendRequest, Standing

EVENT = "tocsin_alert"
REPEAT = "possible repeat"
UPDATE = "UPDATE"
_AT_MOST = timedelta(days=2)  # deliveries are given up after one; Slack's clock is not ours
_THREAD_GONE = frozenset(
    {"thread_not_found", "message_not_found", "cannot_reply_to_message", "invalid_thread_ts"}
    # the first message's channel, which need not be the one of today: archived, or of another workspace
    | {"channel_not_found", "is_archived", "not_in_channel"}
)
_OF_TOKEN = frozenset({"account_inactive", "invalid_auth", "not_authed", "token_expired", "token_revoked"})
_TOO_RICH = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_too_long", "msg_blocks_too_long"})


def silent_logger() -> logging.Logger:
    """A logger for the SDK that never speaks: its lines hold message texts and, for a webhook, the secret address."""
    logger = logging.getLogger("tocsin.slack_sdk")
    logger.setLevel(logging.CRITICAL + 1)
    logger.propagate = False
    return logger


class SlackApiChannel:
    """One Slack channel through the Web API."""

    def __init__(
        self, channel_id: str, *, api_url: str, token: str, channel: str, timeout: float, interactive: bool = False
    ) -> None:
        self.id = channel_id
        self._interactive = interactive
        self._channel = channel
        self._client = Api(
            token=token,
            base_url=api_url if api_url.endswith("/") else api_url + "/",
            timeout=max(1, round(timeout)),
            retry_handlers=[],  # the SDK would post again after a dropped connection, unseen; the outbox retries
            logger=silent_logger(),
        )

    def send(self, request: SendRequest) -> Receipt:
        """Posts the alert, or replies in the thread of `request.root`.

        Raises:
            TemporaryFailure: not posted, or not known to be (`maybe_sent`).
            PermanentFailure: Slack refuses: token, channel, message.
        """
        marks: list[str] = [UPDATE] if request.message.update_of and request.root else []
        request = replace(request, root=self._thread(request.root))
        if request.doubtful:
            try:
                found = self._find(request)
            except LookupImpossibleError:
                marks.append(REPEAT)
            except TemporaryFailure as failure:
                # Nothing was sent now, but the doubt about the attempt before stays.
                raise TemporaryFailure(
                    str(failure),
                    retry_after=failure.retry_after,
                    maybe_sent=True,
                    whole_channel=failure.whole_channel,
                ) from None
            else:
                if found:
                    return found
        return self._post(request, marks)

    def refresh(self, request: SendRequest, receipt: Receipt, standing: Standing) -> None:
        """Shows the state in the first message itself: its blocks again, with where the incident stands.

        Raises:
            TemporaryFailure: worth another attempt, as where the token has to be mended.
            PermanentFailure: it can no longer be changed.
        """
        message = self._message(request, [], standing_line(standing))
        kept = {key: message[key] for key in ("text", "blocks", "metadata")}
        where = {"channel": receipt.extra.get("channel") or self._channel, "ts": receipt.message_id}
        try:
            self._call("chat.update", {**where, **kept, "parse": "none", "link_names": False})
        except PermanentFailure as failure:
            if _code(failure) in _OF_TOKEN:
                raise TemporaryFailure(str(failure)) from None
            raise

    def _thread(self, root: Receipt | None) -> Receipt | None:
        """The first message; None where it is none of Slack's, or the configuration names another channel since."""
        if root is None or "channel" not in root.extra:
            return None
        known = (root.extra["channel"], root.extra.get("asked", self._channel))
        return root if self._channel in known else None

    def _find(self, request: SendRequest) -> Receipt | None:
        channel, oldest = self._channel, f"{(datetime.now(UTC) - _AT_MOST).timestamp():.6f}"
        before = request.preceding
        if before is not None and before.extra.get("asked") == self._channel:
            channel, oldest = before.extra["channel"], before.message_id
        root = request.root
        channel = (root.extra.get("channel") if root else None) or channel
        thread = (root.thread or root.message_id) if root else None
        found = find_message(self._call, channel, thread, request.idempotency_key, oldest)
        return self._receipt(found[1], found[0], request, found="yes") if found else None

    def _post(self, request: SendRequest, marks: list[str]) -> Receipt:
        message = self._message(request, marks)
        try:
            answer = self._call("chat.postMessage", message)
        except PermanentFailure as failure:
            simpler = _simpler(message, _code(failure), self._channel)
            if simpler is None:
                raise
            answer = self._call("chat.postMessage", simpler)
        return self._receipt(str(answer.get("ts", "")), str(answer.get("channel", "")), request)

    def _message(self, request: SendRequest, marks: list[str], standing: str = "") -> dict[str, Any]:
        content = render(request.message)
        root = request.root
        message: dict[str, Any] = {
            "channel": (root.extra.get("channel") if root else None) or self._channel,
            "text": fallback(content, marks=marks),
            "blocks": blocks(content, marks=marks, standing=standing, buttons=self._buttons(request)),
            "metadata": {"event_type": EVENT, "event_payload": payload(request)},
            "unfurl_links": False,
            "unfurl_media": False,
            "link_names": False,
            "parse": "none",
        }
        if root is not None:
            message["thread_ts"] = root.thread or root.message_id
            message["reply_broadcast"] = isinstance(request.message, Alert) and request.message.broadcast
        return message

    def _buttons(self, request: SendRequest) -> str:
        """The key that the buttons carry, "" where nobody would hear them."""
        return request.message.key if self._interactive and isinstance(request.message, Alert) else ""

    def _receipt(self, ts: str, channel: str, request: SendRequest, **more: str) -> Receipt:
        thread = (request.root.thread or request.root.message_id) if request.root else ts
        return Receipt(ts, thread, {"channel": channel or self._channel, "asked": self._channel, **more})

    def _call(self, method: str, arguments: dict[str, Any]) -> dict[str, Any]:
        try:
            # What reads takes a form, and Slack sees nothing of JSON there; blocks are written as JSON.
            if method.startswith("conversations."):
                answer = self._client.api_call(method, params=arguments)
            else:
                answer = self._client.api_call(method, json=arguments)
        except SlackApiError as error:
            response = error.response
            code = str(response.get("error", "")) if isinstance(response.data, dict) else ""
            raise answer_failure(response.status_code, code, response.headers, datetime.now(UTC)) from None
        except TRANSPORT_ERRORS as error:
            raise transport_failure(error, "Slack") from None
        data = answer.data
        if not isinstance(data, dict):
            raise TemporaryFailure("Slack: the answer is not Slack's (a proxy?)", maybe_sent=True)
        return data


def payload(request: SendRequest) -> dict[str, Any]:
    """The message's metadata: the idempotency key, and its main facts for machines that read the channel."""
    return {"idem": request.idempotency_key, **machine_facts(request.message)}


def _code(failure: PermanentFailure) -> str:
    return str(failure).removeprefix("Slack: ")


def _simpler(message: dict[str, Any], code: str, channel: str) -> dict[str, Any] | None:
    """The message without what Slack refused: its thread, for `channel` itself, or its blocks; None: neither was it."""
    if code in _THREAD_GONE and "thread_ts" in message:
        alone = {key: value for key, value in message.items() if key not in ("thread_ts", "reply_broadcast")}
        return {**alone, "channel": channel}
    if code in _TOO_RICH:
        return {key: value for key, value in message.items() if key != "blocks"}
    return None
