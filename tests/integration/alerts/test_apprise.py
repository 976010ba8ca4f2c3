"""Several Apprise addresses in one channel, and several such channels at once."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from fakes.alert_samples import request
from fakes.webhook import WebhookStandIn

from alerts.channels.base import Channel, TemporaryFailure
from alerts.channels.open import open_channel
from config.channels import AppriseChannel


@pytest.fixture
def hook() -> Iterator[WebhookStandIn]:
    with WebhookStandIn() as running:
        yield running


def channel(name: str, *ports: int) -> Channel:
    urls = "\n".join(f"json://127.0.0.1:{port}/{number}?cto=60&rto=60" for number, port in enumerate(ports, start=1))
    return open_channel(AppriseChannel.model_validate({"id": name, "kind": "apprise", "urls": urls}))


def test_channels_that_send_at_once_leave_standard_error_alone(hook: WebhookStandIn) -> None:
    stream, seen = sys.stderr, []
    arrived = threading.Barrier(2, action=lambda: seen.append(sys.stderr))
    hook.meet = lambda: arrived.wait(60)
    threads = [threading.Thread(target=channel(name, hook.port).send, args=(request(),)) for name in ("a", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(hook.received) == 2
    assert seen == [stream], "what others log meanwhile is written"
    assert sys.stderr is stream


def test_an_address_that_has_the_message_does_not_get_it_again_for_the_sake_of_another(hook: WebhookStandIn) -> None:
    with WebhookStandIn() as other:
        ours = channel("a", hook.port, other.port)
        other.misbehave("500")
        with pytest.raises(TemporaryFailure, match="address number 2") as failure:
            ours.send(request())
        assert len(failure.value.accepted) == 1
        ours.send(replace(request(), doubtful=True, accepted=failure.value.accepted))
        assert [len(each.asked) for each in (hook, other)] == [1, 2]


def test_what_one_address_has_is_no_reason_to_leave_out_those_of_another_list(hook: WebhookStandIn) -> None:
    with WebhookStandIn() as other:
        other.misbehave("500")
        with pytest.raises(TemporaryFailure) as failure:
            channel("a", hook.port, other.port).send(request())
        channel("a", other.port).send(replace(request(), doubtful=True, accepted=failure.value.accepted))
        assert len(other.received) == 1
