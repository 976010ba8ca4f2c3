"""Settings of the channels that alerts go to."""

from __future__ import annotations

import re
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, SecretStr, StringConstraints, model_validator

from config.fields import Strict
from config.hosts import can_be_asked, dns_name

_ATOM = r"[\w!#$%&'*+/=?^`{|}~-]+"  # RFC 5322, 3.4.1
_LOCAL = re.compile(rf'{_ATOM}(?:\.{_ATOM})*|"[^"\\]+"', re.ASCII)


def _deliverable(address: str) -> str:
    """The address with its domain as the DNS has it; one that no message can be addressed to is refused."""
    local, _, domain = address.rpartition("@")
    if not (_LOCAL.fullmatch(local) and local.isascii()):
        raise ValueError("before the @ only ASCII letters, digits, signs and single full stops between: give an alias")
    return f"{local}@{dns_name(domain)}"


def _host(name: str) -> str:
    """A host by name or address; with a port or a scheme every mail would fail, and nobody know before there is one."""
    try:
        ip_address(name)
    except ValueError:
        if not re.fullmatch(r"[^\s/:@]+", name):
            raise ValueError("not a host such as mail.example.org; its port stands under `port`") from None
    return name


def _asked(url: str) -> str:
    if not can_be_asked(url):
        raise ValueError("not an address such as https://slack.com/api/")
    return url


Address = Annotated[
    str,
    StringConstraints(pattern=r"^[^@\s<>,;]+@[^@\s<>,;]+$", max_length=254),
    AfterValidator(_deliverable),
]
Seconds = Annotated[float, Field(gt=0, le=3600)]
Id = Annotated[str, Field(min_length=1, max_length=80)]  # as its deliveries keep it


class SlackChannel(Strict):
    """A Slack channel, by bot token (updates go into the thread) or by incoming webhook (they cannot)."""

    id: Id
    kind: Literal["slack"]
    api_url: Annotated[str, AfterValidator(_asked)] = "https://slack.com/api/"
    token: SecretStr | None = None
    token_file: Path | None = None
    channel: str | None = None
    webhook_url: SecretStr | None = None
    webhook_url_file: Path | None = None
    timeout: Seconds = 10.0
    signing_secret: SecretStr | None = None
    signing_secret_file: Path | None = None
    app_token: SecretStr | None = None
    app_token_file: Path | None = None

    @property
    def interactive(self) -> bool:
        """Whether somebody hears the buttons: the signed endpoint, or Socket Mode."""
        heard = (self.signing_secret, self.signing_secret_file, self.app_token, self.app_token_file)
        return any(one is not None for one in heard)

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        by_token = self.token is not None or self.token_file is not None
        by_webhook = self.webhook_url is not None or self.webhook_url_file is not None
        if by_token == by_webhook:
            raise ValueError("needs either token (or token_file) and channel, or webhook_url (or webhook_url_file)")
        if by_token and not self.channel:
            raise ValueError("needs channel beside its token")
        if by_webhook and self.interactive:
            raise ValueError("buttons need a bot token: an incoming webhook hears nothing")
        return self


class EmailChannel(Strict):
    """Mail over SMTP."""

    id: Id
    kind: Literal["email"]
    host: Annotated[str, AfterValidator(_host)]
    port: int = Field(default=25, ge=1, le=65535)
    tls: Literal["none", "starttls", "tls"] = "none"
    username: str | None = None
    password: SecretStr | None = None
    password_file: Path | None = None
    sender: Address = Field(alias="from")
    to: list[Address] = Field(min_length=1)
    timeout: Seconds = 20.0

    @model_validator(mode="after")
    def _logs_in_or_not(self) -> Self:
        if (self.username is None) != (self.password is None and self.password_file is None):
            raise ValueError("give username and password (or password_file) together, or neither")
        return self


class WebhookChannel(Strict):
    """CloudEvents by POST to an address of the operator's own, signed where there is a secret."""

    id: Id
    kind: Literal["webhook"]
    url: SecretStr | None = None
    url_file: Path | None = None
    secret: SecretStr | None = None
    secret_file: Path | None = None
    timeout: Seconds = 10.0

    @model_validator(mode="after")
    def _has_address(self) -> Self:
        if (self.url is None) == (self.url_file is None):
            raise ValueError("needs either url or url_file")
        return self


class AppriseChannel(Strict):
    """Any service that Apprise knows, by its addresses (one a line in `urls_file`); needs `tocsin[apprise]`."""

    id: Id
    kind: Literal["apprise"]
    urls: SecretStr | None = None
    urls_file: Path | None = None

    @model_validator(mode="after")
    def _has_addresses(self) -> Self:
        if (self.urls is None) == (self.urls_file is None):
            raise ValueError("needs either urls or urls_file")
        return self


Channel = Annotated[
    SlackChannel | EmailChannel | WebhookChannel | AppriseChannel,
    Field(discriminator="kind"),
]
