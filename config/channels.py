"""Settings of the channels that alerts go to."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, StringConstraints, model_validator

from model.vocabulary import Severity

Address = Annotated[str, StringConstraints(pattern=r"^[^@\s<>,;]+@[^@\s<>,;]+$", max_length=254)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True, populate_by_name=True, frozen=True)


class SlackChannel(_Strict):
    """A Slack channel, by bot token (updates go into the thread) or by incoming webhook (they cannot)."""

    id: str
    kind: Literal["slack"]
    api_url: str = "https://slack.com/api/"
    token: SecretStr | None = None
    token_file: Path | None = None
    channel: str | None = None
    webhook_url: SecretStr | None = None
    webhook_url_file: Path | None = None
    timeout: float = 10.0

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        by_token = self.token is not None or self.token_file is not None
        by_webhook = self.webhook_url is not None or self.webhook_url_file is not None
        if by_token == by_webhook:
            raise ValueError("needs either token (or token_file) and channel, or webhook_url (or webhook_url_file)")
        if by_token and not self.channel:
            raise ValueError("needs channel beside its token")
        return self


class EmailChannel(_Strict):
    """Mail over SMTP."""

    id: str
    kind: Literal["email"]
    host: str
    port: int = Field(default=25, ge=1, le=65535)
    tls: Literal["none", "starttls", "tls"] = "none"
    username: str | None = None
    password: SecretStr | None = None
    password_file: Path | None = None
    sender: Address = Field(alias="from")
    to: list[Address] = Field(min_length=1)
    timeout: float = 20.0


Channel = Annotated[SlackChannel | EmailChannel, Field(discriminator="kind")]


class Route(_Strict):
    """Which alerts go to which channels; a route only chooses, it never makes a second alert."""

    channels: list[str] = Field(min_length=1)
    min_severity: Severity = Severity.LOW
    alleged: bool = False
