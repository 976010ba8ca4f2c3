"""The SDK's two clients, but for redirects: it follows them, with the token, and makes a message a GET without it."""

from __future__ import annotations

import urllib.request
from typing import Any

from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient, WebhookResponse

from alerts.channels.http_errors import NoRedirect
from alerts.channels.in_time import HttpInTime, HttpsInTime

_MOST = 20_000_000  # bytes; what goes on after that is no answer of Slack's


class Api(WebClient):
    """Slack's Web API at one address and nowhere else."""

    def _perform_urllib_http_request_internal(self, url: str, req: urllib.request.Request) -> dict[str, Any]:  # noqa: ARG002 - the SDK's form
        status, headers, body = _ask(req, self.timeout, self.proxy)
        return {"status": status, "headers": headers, "body": body}


class Hook(WebhookClient):
    """One address that takes messages, and nowhere else."""

    def _perform_http_request_internal(self, url: str, req: urllib.request.Request) -> WebhookResponse:
        status, headers, body = _ask(req, self.timeout, self.proxy)
        return WebhookResponse(url=url, status_code=status, body=body, headers=headers)


def _ask(request: urllib.request.Request, timeout: float, proxy: str | None) -> tuple[int, Any, str]:
    """Status, headers and text of the answer.

    Raises:
        urllib.error.HTTPError: it is no 2xx; one that leads elsewhere too.
        ValueError: no http or https address, or a text that cannot be decoded.
    """
    if request.type not in ("http", "https"):
        raise ValueError
    through = [urllib.request.ProxyHandler({"http": proxy, "https": proxy})] if proxy else []
    opener = urllib.request.build_opener(NoRedirect(), HttpInTime(), HttpsInTime(), *through)
    with opener.open(request, timeout=timeout) as answer:
        charset = answer.headers.get_content_charset() or "utf-8"
        return answer.status, answer.headers, answer.read(_MOST).decode(charset)
