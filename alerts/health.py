"""Notices about Tocsin's own channels."""

from __future__ import annotations

from datetime import datetime

from alerts.keys import notice_key
from model.notice import Notice
from model.vocabulary import Reason, Severity


def channel_alarm(tenant_id: str, channel_id: str, error: str, subject: str, now: datetime) -> Notice:
    """Says on other channels that this one refuses messages: once a day for each channel, however many it refuses."""
    return Notice(
        key=notice_key(tenant_id, "channel", channel_id, now.date().isoformat()),
        tenant_id=tenant_id,
        reason=Reason.DELIVERY_FAILED,
        severity=Severity.HIGH,
        title=f"The channel {channel_id} cannot be delivered to",
        lines=(
            f"Why: {error}",
            f"Not delivered: {subject}",
            "Nothing is lost: `tocsin alert list` shows what waits. Mend the channel, then run `tocsin alert replay`.",
        ),
        created=now,
    )
