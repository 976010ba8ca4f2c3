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
    """One or several Apprise addresses, each a secret. Apprise says only whether all of them took the message."""

    def __init__(self, channel_id: str, *, urls: Sequence[str]) -> None:
        self.id = channel_id
        for talker in ("apprise", "urllib3"):
            logging.getLogger(talker).setLevel(logging.CRITICAL + 1)  # their lines hold the addresses
        self._client = apprise.Apprise()
        for number, url in enumerate(urls, start=1):
            if not self._client.add(url):
                raise ConfigError(f"channel {channel_id}: Apprise does not know address number {number}")

    def send(self, request: SendRequest) -> Receipt:
        """Hands the message over as plain text, headed UPDATE where it is one.

        Raises:
            TemporaryFailure: at least one address did not take it (`maybe_sent`: another may have).
        """
        content = render(request.message)
        marks = [*(["UPDATE"] if content.update else []), *(["possible repeat"] if request.doubtful else [])]
        title = " · ".join([*marks, *content.marks, f"[{content.severity.upper()}] {content.headline}"])
        taken = self._client.notify(
            title=inert(title),
            body=inert(text_part(content)),
            notify_type=_KINDS[content.severity],
            body_format=apprise.NotifyFormat.TEXT,
        )
        if not taken:
            raise TemporaryFailure("Apprise: an address did not take the message", maybe_sent=True)
        return Receipt(message_id=request.idempotency_key)


def inert(text: str) -> str:
    """`text` without anything that a service would bring to life."""
    return defang(text).translate(_INERT)
