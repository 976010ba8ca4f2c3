"""The demo's configuration: the replay web as sources, the example inventory, and the local stand-ins as channels."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from tocsin.demo.sinks import TOKEN

FOLDER = Path(__file__).parent
INVENTORIES = ("inventory.cdx.json", "vendors.csv")
DEPENDENCIES = ("subprocessors.csv",)
WRITTEN = ("slack.token", "tocsin.yaml", *INVENTORIES, *DEPENDENCIES)  # what `demo_config` writes
EXPECTED = FOLDER / "expected.yaml"
AS_OF = {1: date(2025, 11, 28), 2: date(2025, 12, 3)}  # the replay's stage -> the day that a run of it pretends to have

_FEEDS = (  # publisher, trust, organisation that speaks of itself
    ("openai", "vendor", "OpenAI"),
    ("mixpanel", "vendor", "Mixpanel"),
    ("harrowgate", "vendor", "Harrowgate Freight"),
    ("osterley", "vendor", "Osterley Cloudworks"),
    ("larkmoor", "vendor", "Larkmoor Desk"),
    ("tidewatch", "press", None),
    ("netherby", "press", None),
    ("flintmere", "press", None),
    ("ravenwatch", "attacker_claim", None),
)
_PAGES = (
    ("quillfern-notice", "/quillfern/notice-november-2025", "Quillfern Analytics"),
    ("dunmere-notice", "/dunmere/supplier-incident", "Dunmere Payroll"),
)


def demo_sources(base_url: str) -> list[dict[str, Any]]:
    """The replay web's sources in the shape of `tocsin.yaml`; `base_url` without a slash at its end."""
    sources: list[dict[str, Any]] = [
        {"id": name, "kind": "feed", "url": f"{base_url}/{name}/feed.xml", "trust": trust, "organisation": organisation}
        for name, trust, organisation in _FEEDS
    ]
    sources += [
        {"id": name, "kind": "page", "url": base_url + path, "trust": "vendor", "organisation": organisation}
        for name, path, organisation in _PAGES
    ]
    sources += [
        {"id": "aldermark", "kind": "listing", "url": f"{base_url}/aldermark/", "trust": "regulator"},
        {"id": "catalogue", "kind": "hibp", "url": f"{base_url}/api/v3/breaches", "trust": "catalogue"},
        {
            "id": "filings",
            "kind": "sec_efts",
            "url": f"{base_url}/LATEST/search-index?q=%22Item%201.05%22&forms=8-K,8-K/A&dateRange=custom"
            "&startdt={since}&enddt={today}&from={offset}",
            "trust": "vendor",
            "options": {"archive": f"{base_url}/Archives/edgar/data"},
        },
    ]
    return [{key: value for key, value in source.items() if value is not None} for source in sources]


def demo_config(base_url: str, slack_url: str, smtp_port: int, folder: Path) -> Path:
    """Write `tocsin.yaml`, the Slack token's file and copies of the example inventory into `folder`.

    `base_url` is the replay web's, without a slash at its end; `slack_url` is the stand-in's `api_url`.
    Returns the path of `tocsin.yaml`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in (*INVENTORIES, *DEPENDENCIES):
        shutil.copyfile(FOLDER / name, folder / name)
    token = folder / WRITTEN[0]
    token.touch(mode=0o600)
    token.write_text(TOKEN + "\n", encoding="utf-8")
    slack = {"id": "slack", "kind": "slack", "api_url": slack_url, "token_file": token.name, "channel": "#security"}
    mail = {"id": "mail", "kind": "email", "host": "127.0.0.1", "port": smtp_port}
    mail |= {"from": "tocsin@example.org", "to": ["soc@example.org"]}
    settings = {
        "database": "sqlite:///tocsin.db",
        "organisation": {"name": "Example GmbH", "domains": ["example.org"]},
        "fetch": {"contact": "security@example.org", "per_host_delay": "0s"},
        "alerts": {"horizon": "30d"},
        "builtin_sources": False,
        "sources": demo_sources(base_url),
        "inventories": list(INVENTORIES),
        "dependencies": list(DEPENDENCIES),
        "channels": [slack, mail],
        "routes": [{"channels": ["slack", "mail"], "min_severity": "low"}],
    }
    path = folder / WRITTEN[1]
    path.write_text(yaml.safe_dump(settings, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return path
