"""What Slack sends to us: requests proved to be Slack's, and what a button asks for. No server here, whoever mounts it.

Source: https://docs.slack.dev/authentication/verifying-requests-from-slack
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from alerts.channels.http_errors import TRANSPORT_ERRORS
from alerts.channels.slack import silent_logger
from alerts.channels.slack_blocks import ACTIONS
from alerts.channels.slack_clients import Hook

WINDOW = 300
MAX_BODY = 200_000
_MOST_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class Verdict:
    """The HTTP status to answer with (200 or 401), and the payload where it is Slack's."""

    status: int
    payload: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Press:
    """A button that somebody pressed: `action` of `ACTIONS` without its prefix, the alert's key, who, and in which
    message ("" where Slack does not say).
    """

    action: str
    alert_key: str
    user: str
    response_url: str = ""
    message: str = ""


class Verifier:
    """Checks the signature over the raw body, the age, and that no request comes twice.

    The SDK's own verifier takes a replay within five minutes and falls over a time stamp that is no number.
    """

    def __init__(self, signing_secret: str, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._secret = signing_secret.encode()
        self._clock = clock
        self._seen: dict[str, float] = {}
        self._lock = threading.Lock()

    def verify(self, raw_body: bytes, headers: Mapping[str, str]) -> Verdict:
        """401 for whatever is not proved; the payload of an interaction otherwise."""
        given = {name.lower(): value for name, value in headers.items()}
        stamp, signature = given.get("x-slack-request-timestamp", ""), given.get("x-slack-signature", "")
        if len(raw_body) > MAX_BODY or not re.fullmatch(r"[0-9]{1,12}", stamp):
            return Verdict(401)
        now = self._clock().timestamp()
        if abs(now - int(stamp)) > WINDOW:
            return Verdict(401)
        signed = hmac.new(self._secret, b"v0:" + stamp.encode() + b":" + raw_body, hashlib.sha256).hexdigest()
        if not hmac.compare_digest(f"v0={signed}".encode(), signature.encode("utf-8", "surrogateescape")):
            return Verdict(401)
        if self._is_replay(signature, now):
            return Verdict(401)
        return Verdict(200, _payload(raw_body))

    def _is_replay(self, signature: str, now: float) -> bool:
        with self._lock:
            self._seen = {known: at for known, at in self._seen.items() if now - at <= 2 * WINDOW}
            if signature in self._seen or len(self._seen) >= _MOST_REMEMBERED:
                return True
            self._seen[signature] = now
            return False


def whisper(response_url: str, message: Mapping[str, Any], api_urls: Iterable[str]) -> bool:
    """Shows a message to whoever pressed a button; whether Slack took it. Nothing depends on it.

    The address comes with the button, so only Slack's own hosts are posted to, and those of `api_urls`.
    """
    host = urlsplit(response_url)
    known = {(each.scheme, each.netloc) for each in map(urlsplit, api_urls)} | {("https", "hooks.slack.com")}
    if (host.scheme, host.netloc) not in known:
        return False
    client = Hook(response_url, timeout=5, retry_handlers=[], logger=silent_logger())
    try:
        return client.send_dict(dict(message)).status_code == 200  # noqa: PLR2004 - HTTP's OK
    except TRANSPORT_ERRORS:
        return False


def press_of(payload: Mapping[str, Any]) -> Press | None:
    """The button of an interaction, None where it is something else."""
    actions = payload.get("actions")
    if payload.get("type") != "block_actions" or not isinstance(actions, list) or not actions:
        return None
    first, user = actions[0], payload.get("user")
    if not isinstance(first, dict) or str(first.get("action_id")) not in ACTIONS:
        return None
    key = str(first.get("value", ""))
    if not re.fullmatch(r"[0-9a-f]{64}", key):
        return None
    who = user if isinstance(user, dict) else {}
    name = str(who.get("username") or who.get("name") or who.get("id") or "somebody")
    place = payload.get("container")
    message = str(place.get("message_ts", "")) if isinstance(place, dict) else ""
    action = str(first["action_id"]).removeprefix("tocsin_")
    return Press(action, key, name, str(payload.get("response_url", "")), message)


def _payload(raw_body: bytes) -> dict[str, Any]:
    """The form field `payload`, or the body itself (a URL check); an empty one where it cannot be read."""
    try:
        text = raw_body.decode()
        form = parse_qs(text).get("payload")
        found = json.loads(form[0] if form else text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
