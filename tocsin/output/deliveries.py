"""Where a message stands on its channels, for people and programs alike."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from model.vocabulary import DeliveryState

_WAITS = {DeliveryState.PENDING, DeliveryState.HELD}


def delivery_as_json(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of `storage.outbox.deliveries`; times are ISO, in UTC.

    `due`: not before then, while it waits; `settled`: since when it does not any more; `covered_by`: the `id` of the
    digest that it stands in.
    """
    return {
        "id": row["id"],
        "channel": row["channel_id"],
        "state": row["state"],
        "why": row["why"],
        "error": row["last_error"],
        "attempts": row["attempts"],
        "due": _iso(row["next_attempt"]) if row["state"] in _WAITS else None,
        "settled": _iso(row["settled"]),
        "covered_by": row["covered_by"],
    }


def delivery_state(sent: Mapping[str, Any], now: datetime) -> str:
    """What `delivery_as_json` gave, in words: until when it waits, which digest it stands in, what `replay` takes."""
    due = datetime.fromisoformat(sent["due"]) if sent["due"] else None
    waits = f" until {due:%Y-%m-%d %H:%M} UTC" if due and due > now else ""
    covered = f" in {sent['covered_by']}" if sent["covered_by"] is not None else ""
    number = f", delivery {sent['id']}" if sent["state"] == DeliveryState.DEAD else ""
    error = f" ({sent['error']})" if sent["error"] else ""
    return f"{sent['state']}{waits}{covered}{number}{error}"


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
