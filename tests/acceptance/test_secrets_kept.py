"""Canaries in every secret setting: none in any output, at the most talkative level, nor in the database."""

from __future__ import annotations

import typing
from pathlib import Path
from typing import Any

import pytest
import yaml
from fakes.bad_web import BadWeb
from fakes.forked import finish, start
from fakes.webhook import WebhookStandIn
from faults.work import run_loudly
from faults.world import World, open_world
from pydantic import BaseModel, SecretStr

from config.settings import Settings

CANARY = "canary5e1f"


def secret_settings(model: type[BaseModel]) -> set[str]:
    """`Model.field` of every secret below a model."""
    found = set()
    for name, field in model.model_fields.items():
        for kind in _kinds(field.annotation):
            if kind is SecretStr:
                found.add(f"{model.__name__}.{name}")
            elif isinstance(kind, type) and issubclass(kind, BaseModel):
                found |= secret_settings(kind)
    return found


def _kinds(annotation: Any) -> list[Any]:
    inner = [kind for part in typing.get_args(annotation) for kind in _kinds(part)]
    return [annotation, *inner]


def configure(world: World, ping: BadWeb, hooks: WebhookStandIn, *, log_in: bool) -> set[str]:
    """A canary in each secret, the password where `log_in` at a mail server that refuses it; the settings with one."""
    path = world.folder / "tocsin.yaml"
    settings = yaml.safe_load(path.read_text())
    slack, mail, _board = settings["channels"]
    world.slack.token = slack["token"] = f"xoxb-{CANARY}"
    slack |= {"signing_secret": CANARY, "app_token": f"xapp-{CANARY}"}
    mail |= {"username": "u", "password": CANARY} if log_in else {}
    hook = {"id": "hook", "kind": "slack", "webhook_url": world.slack.webhook_url.replace("hook-secret", CANARY)}
    post = {"id": "post", "kind": "webhook", "url": f"http://127.0.0.1:{hooks.port}/{CANARY}", "secret": CANARY}
    rest = {"id": "rest", "kind": "apprise", "urls": f"json://127.0.0.1:{hooks.port}/{CANARY}"}
    settings["channels"] = [slack, mail, hook, post, rest]
    settings["routes"] = [{"channels": ["secops", "mail", "hook", "post", "rest"]}]
    settings["health"] = {"ping_url": ping.url(f"/{CANARY}")}
    path.write_text(yaml.safe_dump(settings))
    channels = {"SlackChannel": "token webhook_url signing_secret app_token", "EmailChannel": "password"}
    channels |= {"WebhookChannel": "url secret", "AppriseChannel": "urls", "HealthSettings": "ping_url"}
    return {f"{model}.{name}" for model, names in channels.items() for name in names.split()}


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("misbehaviour", ["", "500", "invalid_auth"])
def test_no_secret_leaves_its_setting(tmp_path: Path, misbehaviour: str) -> None:
    with BadWeb() as ping, WebhookStandIn() as hooks, open_world(tmp_path / "world") as world:
        covered = configure(world, ping, hooks, log_in=bool(misbehaviour))
        assert secret_settings(Settings) <= covered, "a new secret: give it a canary here"
        if misbehaviour:
            world.slack.misbehave(misbehaviour, times=3)
            hooks.misbehave("500", times=2)
        code = finish(start(world.folder, run_loudly))
        assert code in (0, 1), world.log()
        log = world.log()
        assert "DEBUG" in log
        assert CANARY not in log
        for file in world.folder.glob("tocsin.db*"):
            assert CANARY.encode() not in file.read_bytes(), file.name
