"""The dead-man switch: asks an address while all is well, so that somebody elsewhere notices when nobody asks."""

from __future__ import annotations

import urllib.request
from http.client import HTTPException

import structlog

from alerts.channels.http_errors import NoRedirect
from config.errors import ConfigError
from config.health import HealthSettings, is_safe_ping
from config.load import read_secret

log = structlog.get_logger()
_TIMEOUT = 10.0
_opener = urllib.request.build_opener(NoRedirect)


def ping_url(settings: HealthSettings) -> str | None:
    """The address to ask; None where none is configured.

    Raises:
        ConfigError: its file cannot be read, or it would tell the secret to whoever listens.
    """
    url = read_secret(settings.ping_url, settings.ping_url_file, "`health.ping_url`")
    if url is not None and not is_safe_ping(url):
        raise ConfigError("`health.ping_url` must be https without user name (http only to this machine)")
    return url


def ping(settings: HealthSettings) -> bool:
    """Whether the address took it; False also where none is configured. The address is a secret and never shown."""
    try:
        url = ping_url(settings)
        if url is None:
            return False
        with _opener.open(url, timeout=_TIMEOUT) as answer:
            return bool(answer.status < 400)  # noqa: PLR2004 - where HTTP's errors begin
    except ConfigError as error:
        log.warning("no sign of life sent", reason=str(error))
        return False
    except (OSError, HTTPException, ValueError) as error:
        log.warning("no sign of life sent", reason=type(error).__name__)
        return False
