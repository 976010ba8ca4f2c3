from __future__ import annotations

import csv
import json
import re
import stat
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from cyclonedx.model.bom import Bom

from config.load import load_settings
from model.vocabulary import DataType, EdgeKind, Kind, Reason, Status
from tocsin.demo.content import load_world
from tocsin.demo.world import AS_OF, EXPECTED, FOLDER, demo_config

WORLD = load_world()
WANTED: dict[str, Any] = yaml.safe_load(EXPECTED.read_text())
REAL = {"OpenAI", "Mixpanel"}
TOLD_OF_THEM = {"openai", "mixpanel"}
WELL_KNOWN = set(
    """Google Microsoft Amazon Apple Facebook Meta Okta Mandiant CrowdStrike Salesforce Snowflake Slack GitHub GitLab Cloudflare Stripe
PayPal Zendesk Twilio Atlassian Oracle Cisco Fortinet Gainsight Salesloft Drift Adobe Dropbox Anthropic Heroku CircleCI LastPass Equifax Uber Zoom
Datadog Sentry Segment Amplitude HubSpot Intercom Workday Verizon Vodafone Lufthansa Siemens DHL FedEx UPS Maersk Marriott Hilton CISA FBI Europol
ShinyHunters LockBit Clop ALPHV Ponemon Gartner Forrester Kaspersky Sophos Verizon IBM""".split()  # noqa: SIM905 - a list to read
)


def days(article_id: str) -> date:
    if article_id.startswith("catalogue:"):
        row = next(r for r in WORLD.catalogue if r["Name"] == article_id.partition(":")[2])
        return date.fromisoformat(row["AddedDate"][:10])
    return next(a.published.date() for a in WORLD.articles if a.id == article_id)


def test_every_document_is_expected_once() -> None:
    listed = [*WANTED["disclosing"], *WANTED["other"], *WANTED["ignored"]]
    there = [a.id for a in WORLD.articles] + [f"catalogue:{row['Name']}" for row in WORLD.catalogue]
    assert sorted(listed) == sorted(there)


def test_enough_documents_and_most_tell_of_nothing() -> None:
    told, other = WANTED["disclosing"], WANTED["other"]
    assert len(told) + len(other) >= 44
    assert len(other) > len(told)
    assert len(WANTED["incidents"]) >= 6
    sources: dict[str, set[tuple[str, date]]] = {}
    for name, entry in told.items():
        sources.setdefault(entry["incident"], set()).add((re.split("[/:]", name)[0], days(name)))
    several = [i for i, who in sources.items() if len({w for w, _ in who}) > 1 and len({d for _, d in who}) > 1]
    assert len(several) >= 3
    assert sources.keys() == WANTED["incidents"].keys()


def test_expectations_use_the_vocabulary() -> None:
    for entry in WANTED["disclosing"].values():
        assert [Kind(kind) for kind in entry["kind"]]
    assert [Kind(kind) for kind in WANTED["other"].values()]
    for incident in WANTED["incidents"].values():
        Status(incident["status"])
        for part in (incident, incident.get("stage_2", {})):
            exposed, denied = ({DataType(t) for t in part.get(key, ())} for key in ("exposed", "denied"))
            assert not exposed & denied
        assert "edge" not in incident or EdgeKind(incident["edge"])
    assert Reason(WANTED["incidents"]["harrowgate"]["stage_2"]["update"]) is Reason.DENIAL_REVERSED


def test_what_pages_is_fresh_and_history_is_not() -> None:
    assert WANTED["as_of"] == AS_OF
    for name, incident in WANTED["incidents"].items():
        first = min(days(doc) for doc, entry in WANTED["disclosing"].items() if entry["incident"] == name)
        fresh = AS_OF[1] - timedelta(days=30) <= first < AS_OF[1]
        assert fresh or not incident["pages"]
    assert all(days(a.id) < AS_OF[a.stage] for a in WORLD.articles)


def test_what_pages_is_reached_from_the_inventory() -> None:
    vendors = {row["name"] for row in rows("vendors.csv")}
    services = json.loads((FOLDER / "inventory.cdx.json").read_text())["services"]
    vendors |= {service["provider"]["name"] for service in services}
    edges = {(row["from"], row["to"]) for row in rows("subprocessors.csv") if not row["ended"]}
    for incident in WANTED["incidents"].values():
        path = incident.get("path", [])
        assert bool(path) or not incident["pages"]
        assert not path or path[0] in vendors
        if incident.get("edge") == "subprocessor":
            assert tuple(path) in edges
    everyone = vendors | {name for edge in edges for name in edge}
    assert "Mixpanel" not in everyone
    assert {"OpenAI", "Make", "Front"} <= vendors


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(newline="") as file:
        return list(csv.DictReader(file))


def test_the_lists_have_the_contracts_columns() -> None:
    assert list(rows("vendors.csv")[0]) == ["name", "domain", "aliases", "owner", "criticality", "data_types"]
    assert list(rows("subprocessors.csv")[0]) == ["from", "to", "kind", "source", "first_seen", "last_seen", "ended"]
    for row in rows("vendors.csv"):
        assert [DataType(value) for value in row["data_types"].split(";")]
    for row in rows("subprocessors.csv"):
        EdgeKind(row["kind"])
        assert date.fromisoformat(row["first_seen"]) <= date.fromisoformat(row["last_seen"])


def test_the_inventory_is_valid_cyclonedx() -> None:
    data = json.loads((FOLDER / "inventory.cdx.json").read_text())
    bom = Bom.from_json(data)  # type: ignore[attr-defined] # added by a decorator
    assert len(bom.services) == len(data["services"])
    assert len(bom.components) == len(data["components"])
    for service in data["services"]:
        assert [DataType(data["classification"]) for data in service["data"]]


def test_real_organisations_are_in_true_stories_only() -> None:
    for article in WORLD.articles:
        found = {name for name in WELL_KNOWN if re.search(rf"\b{name}\b", article.title + article.body)}
        assert found == set(), article.id
        told = {name for name in REAL if name in article.title + article.body}
        entry = WANTED["disclosing"].get(article.id, {})
        about_it = entry.get("incident") == "mixpanel" or article.publisher in TOLD_OF_THEM
        assert not told or about_it or WANTED["other"].get(article.id) == "opinion", article.id


def test_organisations_on_the_way_are_not_named_in_the_articles() -> None:
    for article in WORLD.articles:
        if WANTED["disclosing"].get(article.id, {}).get("incident") == "quillfern":
            assert "Larkmoor" not in article.title + article.body


@pytest.mark.parametrize(
    ("incident", "word", "stage_1"),
    [("harrowgate", "Passwords were not affected", True), ("mixpanel", "November 9, 2025", True)],
)
def test_the_words_that_decide_are_there(incident: str, word: str, stage_1: bool) -> None:
    told = [a for a in WORLD.articles if WANTED["disclosing"].get(a.id, {}).get("incident") == incident]
    assert any(word in a.body and (a.stage == 1) is stage_1 for a in told)


def test_the_configuration_is_read_as_written(tmp_path: Path) -> None:
    path = demo_config("http://127.0.0.1:8099", "http://127.0.0.1:8098/api/", 2525, tmp_path / "new" / "folder")
    settings = load_settings(path)
    assert [s.id for s in settings.sources] == list(dict.fromkeys(s.id for s in settings.sources))
    assert {s.kind for s in settings.sources} == {"feed", "page", "listing", "hibp", "sec_efts"}
    assert {s.trust.value for s in settings.sources} == {"vendor", "press", "regulator", "catalogue", "attacker_claim"}
    assert settings.builtin_sources is False
    assert settings.fetch.per_host_delay == timedelta(0)
    for name in ("inventory.cdx.json", "vendors.csv", "subprocessors.csv"):
        assert (path.parent / name).read_bytes() == (FOLDER / name).read_bytes()
    assert stat.S_IMODE((path.parent / "slack.token").stat().st_mode) == 0o600
    assert "xoxb" not in path.read_text()


def test_every_publisher_is_collected_by_some_source(tmp_path: Path) -> None:
    path = demo_config("http://127.0.0.1:8099", "http://127.0.0.1:8098/api/", 2525, tmp_path)
    urls = [source["url"] for source in yaml.safe_load(path.read_text())["sources"]]
    uncollected = {p for p in WORLD.publishers if not any(f"/{p}/" in url for url in urls)}
    assert uncollected == {"edgar"}
