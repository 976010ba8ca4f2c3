"""No secret in any log line, error or receipt, at the most talkative level and whatever the other side does."""

from __future__ import annotations

import logging
import traceback

import pytest
from fakes.alert_samples import request
from fakes.slack import SlackStandIn
from fakes.smtp import SmtpStandIn

from alerts.channels.base import Channel, PermanentFailure, TemporaryFailure
from alerts.channels.open import open_channel
from config.channels import EmailChannel, SlackChannel, WebhookChannel
from config.errors import ConfigError
from config.health import is_safe_ping

CANARY = "canary-5e1f"


def channels(slack: SlackStandIn, smtp: SmtpStandIn) -> list[Channel]:
    slack.token = f"xoxb-{CANARY}"
    hook = slack.webhook_url.replace("hook-secret", CANARY)
    mail = {"host": "127.0.0.1", "port": smtp.port, "from": "t@example.org", "to": ["a@example.org"], "timeout": 5}
    return [
        open_channel(SlackChannel.model_validate(
            {"id": "s", "kind": "slack", "api_url": slack.api_url, "token": slack.token, "channel": "#security", "timeout": 5}
        )),
        open_channel(SlackChannel.model_validate({"id": "h", "kind": "slack", "webhook_url": hook, "timeout": 5})),
        open_channel(EmailChannel.model_validate(mail | {"id": "m", "kind": "email", "username": "u", "password": CANARY})),
    ]  # fmt: skip


@pytest.mark.parametrize("misbehaviour", ["", "500", "close", "html_200", "429_seconds", "invalid_auth", "json_list"])
def test_nothing_is_said(
    misbehaviour: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    said = []
    with SlackStandIn() as slack, SmtpStandIn() as smtp:
        for channel in channels(slack, smtp):
            if misbehaviour:
                slack.misbehave(misbehaviour)
            try:
                said.append(repr(channel.send(request())))
            except (TemporaryFailure, PermanentFailure) as failure:
                said.append("".join(traceback.format_exception(failure)))
            said.append(repr(channel))
    captured = capfd.readouterr()
    assert CANARY not in "".join([*said, caplog.text, captured.out, captured.err])


def test_an_unusable_secret_is_not_shown() -> None:
    for settings in ({"token": f"xoxb {CANARY}", "channel": "#c"}, {"webhook_url": f"ftp://{CANARY}"}):
        with pytest.raises(ConfigError) as error:
            open_channel(SlackChannel.model_validate({"id": "s", "kind": "slack"} | settings))
        assert CANARY not in str(error.value)


@pytest.mark.parametrize(
    "address",
    [
        f"https://user:{CANARY}@hooks.example:8443/x",
        f"https:///{CANARY}",
        f"https://hooks.example:port/{CANARY}",
        f"https://hooks.example:99999/{CANARY}",
        f"https://hooks..example/{CANARY}",
        f"https://[::1/{CANARY}",
        f"https://hooks.example/{CANARY}ä",
        f"https://hooks.example/{CANARY}\x01",
    ],
)
@pytest.mark.parametrize(("kind", "name"), [("slack", "webhook_url"), ("webhook", "url")])
def test_an_address_that_cannot_be_asked_is_refused_when_opened(kind: str, name: str, address: str) -> None:
    model = {"slack": SlackChannel, "webhook": WebhookChannel}[kind]
    with pytest.raises(ConfigError, match="channel c: the webhook address") as error:
        open_channel(model.model_validate({"id": "c", "kind": kind, name: address}))
    assert CANARY not in str(error.value)
    assert not is_safe_ping(address)


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
def test_a_password_that_smtp_cannot_carry_is_a_permanent_failure_without_it() -> None:
    with SmtpStandIn(credentials=("u", "p")) as smtp:
        values = {"id": "m", "kind": "email", "host": "127.0.0.1", "port": smtp.port, "from": "t@example.org"}
        settings = values | {"to": ["a@example.org"], "username": "u", "password": f"{CANARY}-ü"}
        with pytest.raises(PermanentFailure, match="ASCII") as failure:
            open_channel(EmailChannel.model_validate(settings)).send(request())
    assert CANARY not in "".join(traceback.format_exception(failure.value))


@pytest.mark.parametrize("address", ["a@ex..ample"])
def test_an_address_that_no_mail_can_carry_is_refused_when_opened(address: str) -> None:
    values = {"id": "m", "kind": "email", "host": "127.0.0.1", "from": "t@example.org", "to": [address]}
    with pytest.raises(ConfigError, match="channel m"):
        open_channel(EmailChannel.model_validate(values))
