from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from fakes.databases import prepare
from fakes.forked import tocsin
from fakes.newsroom import Newsroom
from fakes.slack import SlackStandIn
from fakes.smtp import SmtpStandIn

from storage.database import Database

INVENTORY = {
    "bomFormat": "CycloneDX",
    "specVersion": "1.5",
    "components": [{"type": "library", "bom-ref": "requests", "name": "requests", "purl": "pkg:pypi/requests@2.32.0"}],
    "services": [
        {"bom-ref": "openai", "name": "OpenAI API", "provider": {"name": "OpenAI", "url": ["https://openai.com"]}},
        {"bom-ref": "ternfold", "name": "Ternfold Payroll", "provider": {"name": "Ternfold Payroll"}},
    ],
}


@dataclass
class World:
    """A fresh directory with a configuration in the contract's shape, and everything it names, running."""

    folder: Path
    room: Newsroom
    slack: SlackStandIn
    smtp: SmtpStandIn

    def tocsin(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return tocsin(self.folder, *arguments, COLUMNS="120", **environment)

    def run(self, as_of: str = "2025-11-28", **environment: str) -> subprocess.CompletedProcess[str]:
        return self.tocsin("run", "--as-of", as_of, "--json", **environment)

    def configure(self, **changes: Any) -> None:
        path = self.folder / "tocsin.yaml"
        values = yaml.safe_load(path.read_text()) if path.exists() else {}
        path.write_text(yaml.safe_dump({**values, **changes}))

    @property
    def top_level(self) -> list[dict[str, Any]]:
        return [m for m in self.slack.messages if not m.get("thread_ts")]

    @property
    def replies(self) -> list[dict[str, Any]]:
        return [m for m in self.slack.messages if m.get("thread_ts")]

    def text_of(self, message: dict[str, Any]) -> str:
        return self.slack.texts(message)

    def about(self, word: str) -> list[dict[str, Any]]:
        return [m for m in self.slack.messages if word in self.text_of(m)]


@contextmanager
def make_world(tmp_path: Path) -> Iterator[World]:
    with Newsroom() as room, SlackStandIn() as slack, SmtpStandIn() as smtp:
        made = World(tmp_path, room, slack, smtp)
        prepare(Database(f"sqlite:///{tmp_path / 'tocsin.db'}"))
        (tmp_path / "slack.token").write_text(slack.token)
        (tmp_path / "inventory.cdx.json").write_text(json.dumps(INVENTORY))
        made.configure(
            database="sqlite:///tocsin.db",
            organisation={"name": "Example GmbH", "domains": ["example.org"]},
            fetch={"contact": "security@example.org", "per_host_delay": "0s", "timeout": "120s", "retries": 0},
            alerts={"horizon": "30d"},
            builtin_sources=False,
            sources=[
                {
                    "id": "openai-news",
                    "kind": "feed",
                    "url": room.feed_url("vendor"),
                    "trust": "vendor",
                    "organisation": "OpenAI",
                },
                {
                    "id": "ternfold",
                    "kind": "feed",
                    "url": room.feed_url("ternfold"),
                    "trust": "vendor",
                    "organisation": "Ternfold Payroll",
                },
                {"id": "press", "kind": "feed", "url": room.feed_url("press"), "trust": "press", "every": "1h"},
            ],
            inventories=["inventory.cdx.json"],
            channels=[
                {
                    "id": "secops",
                    "kind": "slack",
                    "api_url": slack.api_url,
                    "token_file": "slack.token",
                    "channel": "#security",
                    "timeout": 120,
                },
                {
                    "id": "mail",
                    "kind": "email",
                    "host": "127.0.0.1",
                    "port": smtp.port,
                    "from": "tocsin@example.org",
                    "to": ["soc@example.org"],
                    "timeout": 120,
                },
            ],
            routes=[{"channels": ["secops", "mail"], "min_severity": "low"}],
        )
        yield made
