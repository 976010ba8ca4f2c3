"""Several Apprise addresses in one channel, and several such channels at once."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator

import pytest
from fakes.alert_samples import request
from fakes.webhook import WebhookStandIn

from alerts.channels.base import Channel
from alerts.channels.open import open_channel
from config.channels import AppriseChannel


@pytest.fixture
def hook() -> Iterator[WebhookStandIn]:
    with WebhookStandIn() as running:
        yield running


def channel(name: str, *ports: int) -> Channel:
    urls = "\n".join(f"json://127.0.0.1:{port}/{number}?cto=5&rto=5" for number, port in enumerate(ports, start=1))
    return open_channel(AppriseChannel.model_validate({"id": name, "kind": "apprise", "urls": urls}))


def test_channels_that_send_at_once_leave_standard_error_alone(hook: WebhookStandIn) -> None:
    stream, seen = sys.stderr, []
    arrived = threading.Barrier(2, action=lambda: seen.append(sys.stderr))
    hook.meet = lambda: arrived.wait(10)
    threads = [threading.Thread(target=channel(name, hook.port).send, args=(request(),)) for name in ("a", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(hook.received) == 2
    assert seen == [stream], "what others log meanwhile is written"
    assert sys.stderr is stream
