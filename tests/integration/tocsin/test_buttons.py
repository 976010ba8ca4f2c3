"""A button does the same whether Slack posts it to us or we hear it over Socket Mode."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
import sqlalchemy as sa
from fakes.databases import prepare
from fakes.desk import Shop, furnish, people, serving
from fakes.slack import SlackStandIn
from fakes.slack_socket import SocketStandIn

from alerts.channels.slack_blocks import ACTIONS
from config.settings import Settings
from storage.database import Database
from storage.responses import responses_of
from storage.tables import silence
from tocsin.service.buttons import sockets

SECRET, TOKEN = "a signing secret", "xapp-token"


@pytest.fixture
def slack() -> Iterator[SlackStandIn]:
    with SlackStandIn(token=TOKEN) as running, SocketStandIn() as server:
        running.socket_url = server.url
        running.server = server  # type: ignore[attr-defined]
        yield running


def shop_in(folder: Path) -> tuple[Database, Shop]:
    folder.mkdir()
    database = Database(f"sqlite:///{folder / 'tocsin.db'}")
    prepare(database)
    shop = furnish(database)
    people(shop)
    return database, shop


def settings(slack: SlackStandIn) -> Settings:
    chat = {"id": "secops", "kind": "slack", "api_url": slack.api_url, "token": "t", "channel": "#security"}
    twice = {**chat, "id": "more", "channel": "#general", "app_token": TOKEN}
    return Settings.model_validate({"channels": [{**chat, "signing_secret": SECRET, "app_token": TOKEN}, twice]})


def pressed(action: str, key: str, slack: SlackStandIn) -> dict[str, Any]:
    button = {"action_id": action, "value": key}
    who = {"type": "block_actions", "user": {"username": "ann"}, "response_url": slack.response_url}
    return {**who, "actions": [button]}


def by_endpoint(database: Database, slack: SlackStandIn, payload: dict[str, Any]) -> None:
    body = urlencode({"payload": json.dumps(payload)}).encode()
    stamp = str(int(time.time()))
    signature = "v0=" + hmac.new(SECRET.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
    headers = {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature}
    with serving(database, settings(slack)) as address:
        assert httpx.post(f"{address}/slack/actions", content=body, headers=headers).status_code == 200
        assert slack.whispered.wait(240), "it is sent behind the answer, for which pages that end wait five seconds"


def by_socket(database: Database, slack: SlackStandIn, payload: dict[str, Any]) -> None:
    asked: list[str] = []
    (ear,) = sockets(settings(slack), database, asked.append)  # one app, however many channels it writes to
    ear.start()
    server: SocketStandIn = slack.server  # type: ignore[attr-defined]
    try:
        server.connection().envelope("e1", payload)
        assert server.acknowledged() == "e1"
    finally:
        ear.stop()
    assert asked == ["deliveries"]


def left(database: Database, shop: Shop) -> dict[str, Any]:
    """All that a press leaves behind, without its time."""
    with database.read() as connection:
        held = connection.execute(sa.select(silence.c.response, silence.c.by, silence.c.why, silence.c.lineage)).all()
    done = [
        {key: each[key] for key in ("action", "by", "why")} for each in responses_of(database, "default", shop.incident)
    ]
    return {"responses": done, "silences": [(row.response, row.by, row.why, bool(row.lineage)) for row in held]}


@pytest.mark.parametrize("action", sorted(ACTIONS))
def test_a_button_does_the_same_either_way(tmp_path: Path, slack: SlackStandIn, action: str) -> None:
    found = []
    for way in (by_endpoint, by_socket):
        database, shop = shop_in(tmp_path / way.__name__)
        with database.read() as connection:
            key = connection.execute(sa.text("SELECT key FROM alert ORDER BY id")).scalars().first()
        way(database, slack, pressed(action, str(key), slack))
        found.append(left(database, shop))
        database.close()
    assert found[0] == found[1]
    assert bool(found[0]["responses"]) is (action != "tocsin_evidence")
    posted, heard = slack.whispers
    assert posted["response_type"] == "ephemeral"
    assert posted.keys() == heard.keys()
    assert ("blocks" in posted) is (action == "tocsin_evidence")


def test_a_whisper_goes_to_slack_only(tmp_path: Path, slack: SlackStandIn) -> None:
    database, _shop = shop_in(tmp_path / "shop")
    with database.read() as connection:
        key = connection.execute(sa.text("SELECT key FROM alert ORDER BY id")).scalars().first()
    with SlackStandIn() as stranger:
        by_socket(database, slack, pressed("tocsin_acknowledge", str(key), stranger))
        assert stranger.whispers == []
    database.close()
