"""Slack by incoming webhook: no threads and no lookup, so that updates and doubtful repeats are marked."""

from __future__ import annotations

from datetime import UTC, datetime

from alerts.channels.http_errors import TRANSPORT_ERRORS, transport_failure
from alerts.channels.slack import EVENT, REPEAT, UPDATE, payload, silent_logger
from alerts.channels.slack_blocks import blocks, fallback
from alerts.channels.slack_clients import Hook
from alerts.channels.slack_errors import answer_failure
from alerts.render import render
from model.alert import Receipt, SendRequest


class SlackWebhookChannel:
    """One Slack channel through its incoming webhook; the address is a secret."""

    def __init__(self, channel_id: str, *, url: str, timeout: float) -> None:
        self.id = channel_id
        self._client = Hook(url, timeout=max(1, round(timeout)), retry_handlers=[], logger=silent_logger())

    def send(self, request: SendRequest) -> Receipt:
        """Posts the alert as a message of its own, headed UPDATE where it is one.

        Raises:
            TemporaryFailure: not posted, or not known to be (`maybe_sent`).
            PermanentFailure: the webhook is gone or refuses the message.
        """
        content = render(request.message)
        marks = ([UPDATE] if request.message.update_of else []) + ([REPEAT] if request.doubtful else [])
        try:
            answer = self._client.send(
                text=fallback(content, marks=marks),
                blocks=blocks(content, marks=marks),
                metadata={"event_type": EVENT, "event_payload": payload(request)},
                unfurl_links=False,
                unfurl_media=False,
            )
        except TRANSPORT_ERRORS as error:
            raise transport_failure(error, "Slack") from None
        if answer.status_code != 200 or answer.body.strip() != "ok":  # noqa: PLR2004 - Slack's only yes
            raise answer_failure(answer.status_code, answer.body.strip(), answer.headers, datetime.now(UTC))
        return Receipt(message_id=request.idempotency_key)
