"""Each command shows and changes only what is the tenant's for which it is called."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from fakes.tenants import reached, settled
from typer.testing import CliRunner, Result

from storage.audit import audit_log
from storage.database import Database
from storage.desk.alerts import alerts_page
from storage.desk.exposures import exposures_page
from tocsin.cli import app
from tocsin.context import Context
from tocsin.stages.matching import match_pending


@pytest.fixture
def context(database: Database, database_url: str, tmp_path: Path) -> Context:
    return settled(database, database_url, tmp_path)


def asked(folder: Path, *arguments: str, **environment: str) -> Result:
    return CliRunner(env=environment).invoke(app, ["--config", str(folder / "tocsin.yaml"), *arguments])


def told_by(folder: Path, tenant: str, *arguments: str) -> list[Any]:
    """What a command says for a tenant, by option or, which is the same, by environment; each line of JSON."""
    shown = asked(folder, *arguments, "--json", "--tenant", tenant)
    assert shown.exit_code == 0, shown.output
    assert asked(folder, *arguments, "--json", TOCSIN_TENANT=tenant).stdout == shown.stdout
    return [json.loads(line) for line in shown.stdout.splitlines()]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # the storage below has tests on both
def test_each_command_shows_only_what_is_the_tenants(context: Context, tmp_path: Path) -> None:
    match_pending(context)
    ours = {"default": ["Quillmark"], "acme": ["Quillmark", "Ternfold"], "brask": ["Kestri"]}
    reached_by = {**ours, "brask": []}
    number = next(row.incident_id for row in exposures_page(context.database, "acme") if "Ternfold" in row.title)
    for tenant, names in ours.items():
        assert sorted(row["name"] for row in told_by(tmp_path, tenant, "inventory", "list")) == names
        (graph,) = told_by(tmp_path, tenant, "inventory", "graph")
        assert {node["name"] for node in graph["nodes"] if node["items"]} == set(names)
        exported = json.loads(asked(tmp_path, "inventory", "export", "--tenant", tenant).stdout)
        assert sorted(part["name"] for part in exported["components"] + exported.get("services", [])) == names
        (own,) = told_by(tmp_path, tenant, "source", "list", "--vendors")
        assert sorted(row["vendor"] for row in own) == names
        alerts = [row["paths"][0][0] for row in told_by(tmp_path, tenant, "alert", "list")]
        assert sorted(alerts) == reached_by[tenant]
        (found,) = told_by(tmp_path, tenant, "search", "affects:us")
        assert found["total"] == len(reached_by[tenant])
        taken = asked(tmp_path, "export", "affects:us", "--tenant", tenant).stdout
        assert len(taken.splitlines()) == len(reached_by[tenant])
        theirs = "Ternfold" in names
        assert bool(told_by(tmp_path, tenant, "vendor", "show", "Ternfold")[0]["paths"]) is theirs
        assert bool(told_by(tmp_path, tenant, "incident", "show", str(number))[0]["exposures"]) is theirs
        (explained,) = told_by(tmp_path, tenant, "alert", "explain", str(number))
        assert (bool(explained["told"]), bool(explained["decisions"])) == (theirs, theirs)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # the storage below has tests on both
def test_each_command_changes_only_what_is_the_tenants(context: Context, tmp_path: Path) -> None:
    match_pending(context)
    database = context.database
    mine = str(alerts_page(database, "acme")[0].id)
    incident = str(alerts_page(database, "acme")[0].alert.incident_id)
    asked(tmp_path, "alert", "mute", "vendor == Ternfold", "--tenant", "acme")
    asked(tmp_path, "search", "affects:us", "--save", "ours", "--tenant", "acme")
    clocks = {"TOCSIN_CLOCKS__REGIMES": '["gdpr"]'}
    aware = ("clock", "record", incident, "--aware", "2025-11-21", "--why", "their notice")
    assert asked(tmp_path, *aware, "--tenant", "acme").exit_code == 0
    for tenant, code in (("default", 2), ("brask", 2), ("acme", 0)):
        for command in (
            ("alert", "ack", mine), ("alert", "snooze", mine), ("alert", "unmute", "1"),
            ("search", "--saved", "ours"), ("search", "--forget", "ours"),
        ):  # fmt: skip
            shown = asked(tmp_path, *command, "--tenant", tenant)
            assert shown.exit_code == code, (tenant, command, shown.output)
        shown = asked(tmp_path, "clock", "show", "--tenant", tenant, **clocks).stdout
        assert ("their notice" in shown) is (tenant == "acme")
        due = asked(tmp_path, "clock", "ical", "--tenant", tenant, **clocks).stdout
        assert ("CONFIRMED" in due) is (tenant == "acme")
    for tenant, code in (("brask", 2), ("acme", 3)):  # 3: nobody listens there
        assert asked(tmp_path, "alert", "test", "acme-hook", "--tenant", tenant).exit_code == code
    (tmp_path / "more.csv").write_text("name\nTernfold\n")
    imported = asked(tmp_path, "inventory", "import", str(tmp_path / "more.csv"), "--json", TOCSIN_TENANT="brask")
    report = json.loads(imported.stdout)
    assert (report["added"], [row["vendor"] for row in report["past"]]) == (1, ["Ternfold"])
    assert [row["name"] for row in told_by(tmp_path, "default", "inventory", "list")] == ["Quillmark"]
    assert reached(database, "brask") == ["Ternfold"]
    done = {tenant: {entry.action for entry in audit_log(database, tenant)} for tenant in context.settings.tenant_ids}
    assert done["acme"] >= {"mute", "unmute", "save search", "forget search", "acknowledge", "snooze", "record clock"}
    assert done["default"] == done["brask"] == {"import inventory"}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # the storage below has tests on both
def test_what_is_common_is_the_default_tenants_and_an_unknown_one_is_named(context: Context, tmp_path: Path) -> None:
    for command in (
        ("incident", "correct", "1", "status=confirmed", "--why", "words that others would read"),
        ("incident", "merge", "1", "2", "--why", "x"), ("incident", "split", "1", "https://x.example/", "--why", "x"),
        ("vendor", "merge", "Quillmark", "Ternfold", "--why", "x"), ("vendor", "unmerge", "quillmark"),
    ):  # fmt: skip
        refused = asked(tmp_path, *command, TOCSIN_TENANT="acme")
        assert (refused.exit_code, "only the default" in refused.output) == (2, True), refused.output
    unknown = asked(tmp_path, "alert", "list", "--tenant", "acmee")
    assert unknown.exit_code == 2
    assert "default, acme, brask" in unknown.output
