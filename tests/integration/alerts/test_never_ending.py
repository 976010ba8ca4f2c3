"""An answer of a byte now and then is one that never comes: the channel is left, and with it the run is not held up."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fakes.alert_samples import request
from fakes.dripping import dripping
from pydantic import SecretStr

from alerts.channels.base import Channel, TemporaryFailure
from alerts.channels.open import open_channel
from config.channels import EmailChannel, SlackChannel, WebhookChannel

TIMES = 200
HEAD = (b"HTTP/1.1 200 OK\r\nX-Wait: ", b"a", b"\r\nContent-Length: 2\r\n\r\nok")
BODY = (b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % (TIMES + 2), b" ", b"ok")
MAIL = (b"220-wait\r\n", b"220-wait\r\n", b"220 mail.example\r\n")


def webhook(port: int) -> Channel:
    return open_channel(WebhookChannel(id="w", kind="webhook", url=SecretStr(f"http://127.0.0.1:{port}/"), timeout=0.3))


def slack(port: int) -> Channel:
    url = SecretStr(f"http://127.0.0.1:{port}/")
    return open_channel(SlackChannel(id="s", kind="slack", webhook_url=url, timeout=0.3))


def mail(port: int) -> Channel:
    values = {"id": "m", "kind": "email", "host": "127.0.0.1", "port": port, "timeout": 0.3}
    return open_channel(EmailChannel.model_validate({**values, "from": "t@example.org", "to": ["soc@example.org"]}))


@pytest.mark.parametrize(("answer", "opened"), [(HEAD, webhook), (HEAD, slack), (BODY, slack), (MAIL, mail)])
def test_nobody_hears_it_out(answer: tuple[bytes, bytes, bytes], opened: Callable[[int], Channel]) -> None:
    with dripping(*answer, times=TIMES) as drip:
        with pytest.raises(TemporaryFailure):
            opened(drip.port).send(request())
        assert drip.left.wait(30)
        assert not drip.heard_out
