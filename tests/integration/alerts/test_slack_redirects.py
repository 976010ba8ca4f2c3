"""Slack's address that leads elsewhere: nothing is sent there, and nothing counts as told."""

from __future__ import annotations

import pytest
from fakes.alert_samples import request
from fakes.slack import SlackStandIn
from fakes.webhook import WebhookStandIn

from alerts.channels.base import PermanentFailure
from alerts.channels.open import open_channel
from config.channels import SlackChannel


@pytest.mark.parametrize("way", ["token", "webhook"])
@pytest.mark.parametrize("status", ["301", "302", "303", "307"])
def test_a_redirect_is_a_refusal(way: str, status: str) -> None:
    with WebhookStandIn() as leads:
        leads.misbehave(status)
        at = f"http://127.0.0.1:{leads.port}/"
        how = {"token": "xoxb-canary", "channel": "#c", "api_url": at} if way == "token" else {"webhook_url": at}
        with SlackStandIn() as elsewhere:
            leads.location = elsewhere.api_url + "chat.postMessage"
            with pytest.raises(PermanentFailure, match=f"HTTP {status}; redirects are not followed"):
                open_channel(SlackChannel.model_validate({"id": "s", "kind": "slack"} | how)).send(request())
            assert not elsewhere.requests
    assert len(leads.asked) == 1
