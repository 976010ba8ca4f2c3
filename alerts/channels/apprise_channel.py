"""Everything else: any service that Apprise knows (https://github.com/caronc/apprise), as plain text."""

from __future__ import annotations

import logging
from collections.abc import Sequence

import apprise

from alerts.channels.base import TemporaryFailure
from alerts.channels.mail_message import text_part
from alerts.render import render
from alerts.text import defang
from config.errors import ConfigError
from model.alert import Receipt, SendRequest
from model.vocabulary import Severity

# What some service or other reads as a mention, a link or markup, as characters that look the same and do nothing.
_INERT = str.maketrans({"@": "\uff20", "<": "\u2039", ">": "\u203a", "[": "\uff3b", "]": "\uff3d", "`": "\u02cb"})
_KINDS = {
    Severity.LOW: apprise.NotifyType.INFO,
    Severity.MEDIUM: apprise.NotifyType.WARNING,
    Severity.HIGH: apprise.NotifyType.WARNING,
    Severity.CRITICAL: apprise.NotifyType.FAILURE,
}


class AppriseChannel:
    """One or several Apprise addresses, each a secret. Apprise says of each only whether it took the message."""

    def __init__(self, channel_id: str, *, urls: Sequence[str]) -> None:
        self.id = channel_id
        for talker in ("apprise", "urllib3"):
            logging.getLogger(talker).setLevel(logging.CRITICAL + 1)  # their lines hold the addresses
        self._clients: dict[str, apprise.Apprise] = {}
        for number, url in enumerate(urls, start=1):
            client = apprise.Apprise()
            if not client.add(url):
                raise ConfigError(f"channel {channel_id}: Apprise does not know address number {number}")
            self._clients[f"address number {number} of {len(urls)}"] = client

    def send(self, request: SendRequest) -> Receipt:
        """Hands the message over as plain text, headed UPDATE where it is one, to each address that does not have it.

        Raises:
            TemporaryFailure: at least one address did not take it, or is not known to have; `accepted`: those that did.
        """
        content = render(request.message)
        marks = [*(["UPDATE"] if content.update else []), *(["possible repeat"] if request.doubtful else [])]
        title = " · ".join([*marks, *content.marks, f"[{content.severity.upper()}] {content.headline}"])
        body, kind = inert(text_part(content)), _KINDS[content.severity]
        taken, missing = list[str](), list[str]()
        for name, client in self._clients.items():
            if name in (request.accepted or ()):
                continue
            done = client.notify(title=inert(title), body=body, notify_type=kind, body_format=apprise.NotifyFormat.TEXT)
            (taken if done else missing).append(name)
        if missing:
            said = f"Apprise: {', '.join(missing)} did not take the message"
            raise TemporaryFailure(said, maybe_sent=True, accepted=tuple(taken))
        return Receipt(message_id=request.idempotency_key)


def inert(text: str) -> str:
    """`text` without anything that a service would bring to life."""
    return defang(text).translate(_INERT)
