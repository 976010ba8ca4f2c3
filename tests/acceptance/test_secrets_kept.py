"""Canaries in every secret setting: none in any output, at the most talkative level, nor in the database."""

from __future__ import annotations

import threading
import typing
from pathlib import Path
from typing import Any

import pytest
import yaml
from fakes.bad_web import BadWeb, Hit, Page
from faults.processes import finish, start
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


def configure(world: World, ping: BadWeb) -> set[str]:
    """A canary in each secret; the settings that hold one."""
    path = world.folder / "tocsin.yaml"
    settings = yaml.safe_load(path.read_text())
    slack, mail = settings["channels"]
    world.slack.token = slack["token"] = f"xoxb-{CANARY}"
    hook = {"id": "hook", "kind": "slack", "webhook_url": world.slack.webhook_url.replace("hook-secret", CANARY)}
    mail |= {"username": "u", "password": CANARY}
    settings["channels"] = [slack, mail, hook]
    settings["routes"] = [{"channels": ["secops", "mail", "hook"]}]
    settings["health"] = {"ping_url": ping.url(f"/{CANARY}")}
    path.write_text(yaml.safe_dump(settings))
    return {"SlackChannel.token", "SlackChannel.webhook_url", "EmailChannel.password", "HealthSettings.ping_url"}


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.xdist_group("faults")
@pytest.mark.parametrize("misbehaviour", ["", "500", "invalid_auth"])
def test_no_secret_leaves_its_setting(tmp_path: Path, misbehaviour: str) -> None:
    pinged = threading.Event()

    def answer(_hit: Hit) -> Page:
        pinged.set()
        return Page("ok")

    with BadWeb() as ping, open_world(tmp_path / "world") as world:
        ping.answer(f"/{CANARY}", answer)
        covered = configure(world, ping)
        assert secret_settings(Settings) <= covered, "a new secret: give it a canary here"
        if misbehaviour:
            world.slack.misbehave(misbehaviour, times=3)
        code = finish(start(world.folder, run_loudly))
        assert code in (0, 1), world.log()
        assert pinged.is_set() or misbehaviour == "invalid_auth", "all is well, and nobody was told"
        log = world.log()
        assert "DEBUG" in log
        assert CANARY not in log
        for file in world.folder.glob("tocsin.db*"):
            assert CANARY.encode() not in file.read_bytes(), file.name
