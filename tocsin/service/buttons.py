"""Who listens to the buttons of our Slack messages over Socket Mode: one connection for each app token."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from alerts.channels.slack_socket import SlackSocket
from config.channels import SlackChannel
from config.load import read_secret
from config.settings import Settings
from storage.database import Database
from tocsin.answering import hear
from tocsin.clock import Clock


def sockets(settings: Settings, database: Database, ask_for_work: Callable[[str], None]) -> list[SlackSocket]:
    """One for each Slack app that a channel knows the app token of; none is connected yet.

    Raises:
        ConfigError: a secret's file cannot be read.
    """

    def heard(payload: Mapping[str, Any]) -> Callable[[], None] | None:
        reply = hear(database, settings, payload, Clock().now())
        if reply is None:
            return None
        ask_for_work("deliveries")
        return lambda: reply.send(settings)

    found: dict[tuple[str, str], SlackSocket] = {}
    for each in settings.channels:
        if not isinstance(each, SlackChannel):
            continue
        token = read_secret(each.app_token, each.app_token_file, f"channel {each.id}")
        if token and (each.api_url, token) not in found:
            found[each.api_url, token] = SlackSocket(each.id, api_url=each.api_url, app_token=token, hear=heard)
    return list(found.values())
