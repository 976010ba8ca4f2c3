"""Looks for a message that an earlier attempt may have posted, by the idempotency key in its metadata."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from alerts.channels.base import PermanentFailure

Call = Callable[[str, dict[str, Any]], dict[str, Any]]
_MAX_PAGES = 25
_CHANNEL_ID = re.compile(r"[CGD][A-Z0-9]{6,}")


class LookupImpossibleError(Exception):
    """The token may not read the channel, so that nobody can say whether the message arrived."""


def find_message(call: Call, channel: str, thread: str | None, key: str, oldest: str) -> tuple[str, str] | None:
    """(channel id, ts) of the message with this key, in the channel or in a thread of it; None when there is none.

    Only what Slack got after `oldest`, a time stamp of its own, is read: a channel may hold thousands of messages.

    Raises:
        LookupImpossibleError: Slack refuses to show it, or there is too much to read.
        TemporaryFailure: Slack cannot be asked now.
    """
    try:
        channel_id = _channel_id(call, channel)
        query: dict[str, Any] = {"channel": channel_id, "oldest": oldest, "limit": 200}
        method = "conversations.history"
        if thread:
            method = "conversations.replies"
            query["ts"] = thread
        query["include_all_metadata"] = True
        for message in _pages(call, method, query, "messages"):
            if message.get("metadata", {}).get("event_payload", {}).get("idem") == key:
                return channel_id, str(message["ts"])
    except PermanentFailure as failure:
        raise LookupImpossibleError(str(failure)) from None
    return None


def _channel_id(call: Call, channel: str) -> str:
    """The id of `#name`: history takes only ids. Where channels cannot be listed, the name itself is tried."""
    if _CHANNEL_ID.fullmatch(channel):
        return channel
    name = channel.lstrip("#")
    query = {"types": "public_channel,private_channel", "exclude_archived": True, "limit": 1000}
    try:
        for found in _pages(call, "conversations.list", query, "channels"):
            if found.get("name") == name:
                return str(found["id"])
    except PermanentFailure:
        return channel
    return channel


def _pages(call: Call, method: str, query: dict[str, Any], field: str) -> Iterator[dict[str, Any]]:
    cursor = ""
    for _ in range(_MAX_PAGES):
        answer = call(method, {**query, "cursor": cursor} if cursor else query)
        yield from answer.get(field, [])
        cursor = str((answer.get("response_metadata") or {}).get("next_cursor") or "")
        if not cursor:
            return
    raise LookupImpossibleError(f"{method}: more than {_MAX_PAGES} pages")
