"""What every HTTP channel shares: how a call can end without an answer, and how long the other side asks to wait."""

from __future__ import annotations

import http.client
import re
import socket
import ssl
import urllib.error
import urllib.request
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from alerts.channels.base import TemporaryFailure
from alerts.text import clean
from model.shortage import shortage

# What a call can end in besides an answer. AttributeError: the Slack SDK takes any JSON answer for an object.
TRANSPORT_ERRORS = (OSError, http.client.HTTPException, ValueError, LookupError, AttributeError)
_WHAT: dict[type[BaseException], str] = {
    ConnectionRefusedError: "connection refused",
    socket.gaierror: "the host name cannot be resolved",
    ssl.SSLCertVerificationError: "the TLS certificate is not valid, or of a CA that is not known here (SSL_CERT_FILE)",
    ssl.SSLError: "the other side speaks another TLS, or none at this port",
    TimeoutError: "no answer in time",
    ConnectionError: "the connection was dropped",
}


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """For an opener whose addresses are secrets of one host: what leads elsewhere is a refusal like any other."""

    def redirect_request(self, *_: Any) -> None:
        """Follows nothing."""


def transport_failure(error: BaseException, who: str) -> TemporaryFailure:
    """The failure of a call without an answer. Never quotes the error: it may hold the address, which is a secret."""
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    unconnected = isinstance(reason, (ConnectionRefusedError, socket.gaierror, ssl.SSLCertVerificationError))
    not_sent = unconnected or shortage(reason) is not None
    return TemporaryFailure(f"{who}: {what_failed(reason)}", maybe_sent=not not_sent, whole_channel=not_sent)


def what_failed(error: object) -> str:
    """Why there was no answer, in words that quote nothing."""
    known = next((text for kind, text in _WHAT.items() if isinstance(error, kind)), None)
    return known or shortage(error) or type(error).__name__


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds to wait by the `Retry-After` header (a number or an HTTP date); None where absent, past or nonsense.

    Source: RFC 9110, 10.2.3.
    """
    value = next((text for name, text in headers.items() if name.lower() == "retry-after"), "")
    value = clean(value[0] if isinstance(value, list) else str(value), 60)
    if re.fullmatch(r"\d{1,12}(\.\d{1,6})?", value):
        return float(value)
    try:
        when = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    seconds = ((when if when.tzinfo else when.replace(tzinfo=UTC)) - now).total_seconds()
    return seconds if seconds >= 0 else None
