"""How Tocsin shows that it is alive."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator

from config.fields import Duration, Strict, parse_duration
from config.hosts import can_be_asked

_LOOPBACK = ("127.0.0.1", "::1", "localhost")


class HealthSettings(Strict):
    """The dead-man switch: an address that is asked while all is well, and falls silent when it is not."""

    ping_url: SecretStr | None = None
    ping_url_file: Path | None = None
    ping_every: Duration = Field(default=parse_duration("5m"))

    @field_validator("ping_url")
    @classmethod
    def _safe(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not is_safe_ping(value.get_secret_value()):
            raise ValueError("must be an https address without user name (http only to this machine)")
        return value

    @property
    def pings(self) -> bool:
        """Whether there is an address to ask."""
        return self.ping_url is not None or self.ping_url_file is not None


def is_safe_ping(url: str) -> bool:
    """Whether the address may be asked: it is a secret, so that only this machine may be asked without TLS."""
    if not can_be_asked(url):
        return False
    parts = urlsplit(url)
    return parts.scheme == "https" or parts.hostname in _LOOPBACK
