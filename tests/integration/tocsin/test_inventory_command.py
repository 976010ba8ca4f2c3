"""`tocsin inventory`: what an import says, what it closes, what people add, and what is drawn and exported."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from typer.testing import CliRunner

from storage.audit import audit_log
from storage.database import Database
from storage.tables import dependency_edge, inventory_item
from tocsin.cli import app

PAGE = "| Sub-processor | Purpose |\n|---|---|\n| Quillfern Analytics | analytics |\n| Snowflake Inc. | storage |\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tocsin.yaml").write_text("database: sqlite:///t.db\nbuiltin_sources: false\n")
    return tmp_path


def tocsin(folder: Path, *arguments: str) -> Any:
    return CliRunner().invoke(app, ["inventory", *arguments])


def test_an_import_says_what_it_did_and_what_it_did_not_know(folder: Path) -> None:
    vendors = folder / "vendors.csv"
    vendors.write_text("Vendor,Assurance\nOpenAI,SOC 2 2020-01-01\nOktaa,\nMixpanel,\n,\n")
    first = json.loads(tocsin(folder, "import", "vendors.csv", "--json").stdout)
    assert (first["added"], first["closed"], first["out_of_date"]) == (3, 0, ["OpenAI: SOC 2 2020-01-01"])
    assert [(each["name"], each["suggestions"][0]) for each in first["not_recognised"]] == [("Oktaa", "Okta")]
    vendors.write_text("Vendor,Owner\nOpenAI,platform\nMixpanel,\n")
    again = json.loads(tocsin(folder, "import", "vendors.csv", "--json").stdout)
    assert (again["added"], again["changed"], again["unchanged"], again["closed"]) == (0, 1, 1, 1)
    assert "unchanged since" in tocsin(folder, "import", "vendors.csv").stdout


def test_a_row_of_which_one_cell_was_ignored_is_not_said_to_be_left_out(folder: Path) -> None:
    (folder / "vendors.csv").write_text("name,criticality\nOpenAI,severe\n")
    done = tocsin(folder, "import", "vendors.csv")
    assert (done.exit_code, "; ignored" in done.stderr) == (1, True)
    assert done.stdout.splitlines()[0].startswith("1 added, ")
    assert "1 problem, listed above" in done.stdout.splitlines()


def test_data_types_in_another_order_are_no_change(folder: Path) -> None:
    (folder / "vendors.csv").write_text("name,data_types\nAlder,names;passwords\n")
    tocsin(folder, "import", "vendors.csv")
    with Database("sqlite:///t.db").write() as connection:  # each process has an order of its own
        (payload,) = connection.execute(sa.select(inventory_item.c.payload)).scalars()
        turned = {**payload, "data_types": payload["data_types"][::-1]}
        connection.execute(sa.update(inventory_item).values(payload=turned))
    (folder / "vendors.csv").write_text("name,data_types\nAlder,passwords;names\nBirch,\n")
    again = json.loads(tocsin(folder, "import", "vendors.csv", "--json").stdout)
    assert (again["added"], again["changed"], again["unchanged"]) == (1, 0, 1)


def test_people_add_what_the_file_does_not_say_and_a_page_says_who_uses_whom(folder: Path) -> None:
    (folder / "vendors.csv").write_text("name\nOpenAI\nOkta\n")
    (folder / "own.csv").write_text(
        "name,owner,criticality,data_types,assurance\nOpenAI,platform,high,names,DPA 2024-01-01\nNobody,x,,,\n"
    )
    (folder / "page.md").write_text(PAGE)
    assert tocsin(folder, "import", "vendors.csv").exit_code == 0
    added = json.loads(tocsin(folder, "import", "own.csv", "--as", "overlay", "--json").stdout)
    assert (added["changed"], added["not_in_inventory"]) == (1, ["Nobody"])
    (folder / "vendors.csv").write_text("name\nOpenAI\nOkta\nMixpanel\n")
    assert tocsin(folder, "import", "vendors.csv").exit_code == 0
    listed = {row["name"]: row for row in map(json.loads, tocsin(folder, "list", "--json").stdout.splitlines())}
    assert (listed["OpenAI"]["owner"], listed["OpenAI"]["data_types"]) == ("platform", ["names"])
    assert listed["OpenAI"]["assurance"] == ["DPA 2024-01-01"]
    page = json.loads(
        tocsin(folder, "import", "page.md", "--as", "subprocessors", "--vendor", "OpenAI", "--json").stdout
    )
    assert (page["edges"], page["not_in_inventory"]) == (2, [])
    graph = json.loads(tocsin(folder, "graph", "--json").stdout)
    assert [(edge["from"], edge["to"], edge["role"]) for edge in graph["edges"]] == [
        ("openai", "name:quillfern analytics", "sub-processor"),
        ("openai", "snowflake", "sub-processor"),
    ]
    assert '"openai" -> "snowflake"' in tocsin(folder, "graph", "--dot").stdout
    exported = tocsin(folder, "export").stdout
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(exported) is None
    assert {service["name"] for service in json.loads(exported)["services"]} == {"OpenAI", "Okta", "Mixpanel"}


def test_whose_page_it_is_that_nothing_of_yours_leads_to_is_named(folder: Path) -> None:
    """Its edges lead nowhere, as of a vendor that is misspelt; a supplier of a vendor of yours has users."""
    (folder / "vendors.csv").write_text("name\nOpenAI\n")
    (folder / "page.md").write_text(PAGE)
    assert tocsin(folder, "import", "vendors.csv").exit_code == 0
    page = ("import", "page.md", "--as", "subprocessors", "--json", "--vendor")
    missing = {name: json.loads(tocsin(folder, *page, name).stdout) for name in ("Opnai", "OpenAI", "Snowflake")}
    assert {name: said["not_in_inventory"] for name, said in missing.items()} == {
        "Opnai": ["Opnai"],
        "OpenAI": [],
        "Snowflake": [],
    }


def test_a_page_that_reads_as_before_was_seen_again(folder: Path) -> None:
    (folder / "page.md").write_text(PAGE)
    page = ("import", "page.md", "--as", "subprocessors", "--vendor", "OpenAI")
    assert tocsin(folder, *page).exit_code == 0
    long_ago = date(2020, 1, 1)
    with Database("sqlite:///t.db").write() as connection:
        connection.execute(sa.update(dependency_edge).values(first_seen=long_ago, last_seen=long_ago))
    assert tocsin(folder, *page).exit_code == 0
    with Database("sqlite:///t.db").read() as connection:
        seen = connection.execute(sa.select(dependency_edge.c.first_seen, dependency_edge.c.last_seen)).all()
    assert [(first, last > long_ago) for first, last in seen] == [(long_ago, True)] * 2


def test_what_is_described_by_its_ref_is_no_unknown_name(folder: Path) -> None:
    library = {"type": "library", "bom-ref": "lib-7", "name": "left-pad", "version": "1"}
    bom = {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [library]}
    (folder / "shop.cdx.json").write_text(json.dumps(bom))
    (folder / "own.csv").write_text("name,owner\nlib-7,platform\n")
    assert tocsin(folder, "import", "shop.cdx.json").exit_code == 0
    added = json.loads(tocsin(folder, "import", "own.csv", "--as", "overlay", "--json").stdout)
    assert (added["changed"], added["not_in_inventory"]) == (1, [])
    assert json.loads(tocsin(folder, "list", "--json").stdout)["owner"] == "platform"


def test_an_export_does_not_steer_the_terminal_that_shows_it(folder: Path) -> None:
    (folder / "vendors.csv").write_text("name,owner\nQuillfern,a\x9b31mb\n", encoding="utf-8")
    tocsin(folder, "import", "vendors.csv")
    exported = tocsin(folder, "export").stdout
    assert "\x9b" not in exported
    (service,) = json.loads(exported)["services"]
    assert service["properties"][0]["value"] == "a\x9b31mb"


def test_what_an_import_and_an_overlay_changed_is_in_the_audit_log(folder: Path) -> None:
    (folder / "vendors.csv").write_text("name\nOpenAI\nOkta\n")
    (folder / "own.csv").write_text("name,owner\nOpenAI,platform\n")
    tocsin(folder, "import", "vendors.csv")
    tocsin(folder, "import", "own.csv", "--as", "overlay")
    (folder / "own.csv").write_text("name,owner,criticality,data_types\nOpenAI,Jo,high,names\n")
    tocsin(folder, "import", "own.csv", "--as", "overlay")
    (folder / "vendors.csv").write_text("name\nOpenAI\n\n")
    tocsin(folder, "import", "vendors.csv")
    (folder / "vendors.csv").write_text("name\nOpenAI\n")
    tocsin(folder, "import", "vendors.csv")
    lines = audit_log(Database("sqlite:///t.db"), "default")
    first, second = {"owner": "platform"}, {"owner": "Jo", "criticality": "high", "data_types": ["names"]}
    assert [(line.action, line.subject.rpartition("/")[2], line.before, line.after) for line in reversed(lines)] == [
        ("import inventory", "vendors.csv", None, {"added": ["Okta", "OpenAI"]}),
        ("describe inventory", "own.csv", None, {"OpenAI": first}),
        ("describe inventory", "own.csv", {"OpenAI": first}, {"OpenAI": second}),
        ("import inventory", "vendors.csv", None, {"closed": 1}),
    ]


def test_which_columns_were_guessed_and_which_were_not_read_is_said(folder: Path) -> None:
    (folder / "ours.csv").write_text("Vendor,Shoe size\nOpenAI,43\n")
    said = "columns: read vendor as name; not read: shoe size"
    for options in ((), ("--as", "overlay")):
        assert said in tocsin(folder, "import", "ours.csv", *options).stdout.splitlines()
    assert json.loads(tocsin(folder, "import", "ours.csv", "--as", "overlay", "--json").stdout)["notes"] == [said]


def test_an_edge_whose_end_is_still_to_come_is_told_to_end(folder: Path) -> None:
    (folder / "vendors.csv").write_text("name\nOpenAI\n")
    (folder / "edges.csv").write_text("from,to,ended\nOpenAI,Quillfern,2999-01-01\nOpenAI,Tallowfen,2020-01-01\n")
    tocsin(folder, "import", "vendors.csv")
    tocsin(folder, "import", "edges.csv", "--as", "edges")
    told = tocsin(folder, "graph").stdout
    assert "Quillfern (list, ends 2999-01-01: " in told
    assert "Tallowfen (list, ended 2020-01-01: " in told
    assert tocsin(folder, "graph", "--dot").stdout.count("dashed") == 1
    for supplier, end in (("Quillfern", "ends 2999-01-01"), ("Tallowfen", "ended 2020-01-01")):
        assert f"(by OpenAI, {end})" in CliRunner().invoke(app, ["vendor", "show", supplier]).stdout


def test_a_page_without_its_vendor_is_refused(folder: Path) -> None:
    (folder / "page.md").write_text(PAGE)
    done = tocsin(folder, "import", "page.md", "--as", "subprocessors")
    assert (done.exit_code, "--vendor" in done.stderr) == (2, True)


def test_a_graph_is_asked_for_in_one_form(folder: Path) -> None:
    refused = tocsin(folder, "graph", "--dot", "--json")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr == "tocsin: --dot and --json are two forms of it: leave one out\n"
