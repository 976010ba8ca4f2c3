"""Who uses whom, imported wrongly: imported again with `--replace`, what was wrong goes, and what was told of it too."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from fakes.by_hand import alerts_told, inventory_of, made_context, told
from fakes.tenants import HOOKS
from typer.testing import CliRunner

from inventory.read import read_dependencies
from model.vocabulary import Reason
from storage.audit import audit_log
from storage.database import Database
from storage.inventories import edges_of
from tocsin.cli import app
from tocsin.context import Context
from tocsin.stages.imports import import_path
from tocsin.stages.matching import match_pending

PAGE = "| Sub-processor | Purpose |\n|---|---|\n| Quillmark | mail |\n| Brasswick | storage |\n"


@pytest.fixture
def context(database: Database, database_url: str, tmp_path: Path) -> Context:
    channels, routes = [{"id": "pager", **HOOKS}], [{"channels": ["pager"]}]
    settings = {"database": database_url, "channels": channels, "routes": routes, "builtin_sources": False}
    (tmp_path / "tocsin.yaml").write_text(yaml.safe_dump({**settings, "tenants": [{"id": "acme"}]}))
    return made_context(database, channels=channels, routes=routes)


def imported(folder: Path, *arguments: str) -> Any:
    return CliRunner().invoke(app, ["--config", str(folder / "tocsin.yaml"), "inventory", "import", *arguments])


def edges(context: Context, tenant: str = "default") -> set[tuple[str, str | None]]:
    with context.database.read() as connection:
        return {(edge.user, edge.provider) for edge in edges_of(connection, tenant)}


def test_a_page_of_a_vendor_that_was_misspelt_is_taken_back_with_what_it_told(context: Context, tmp_path: Path) -> None:
    inventory_of(context, tmp_path, "Ternfold", "Ternford")
    (tmp_path / "page.md").write_text(PAGE)
    page = (str(tmp_path / "page.md"), "--as", "subprocessors", "--vendor")
    assert imported(tmp_path, *page, "Ternford", "--tenant", "acme").exit_code == 0
    assert imported(tmp_path, *page, "Ternford").exit_code == 0
    told(context, "one", "Quillmark")
    match_pending(context)
    assert [exposure.path for exposure in alerts_told(context)[-1].exposures] == [("Ternford", "Quillmark")]
    again = imported(tmp_path, *page, "Ternfold", "--replace")
    assert (again.exit_code, "2 edges taken back" in again.stdout) == (0, True), again.output
    assert edges(context) == {("Ternfold", "Quillmark"), ("Ternfold", "Brasswick")}
    assert edges(context, "acme") == {("Ternford", "Quillmark"), ("Ternford", "Brasswick")}, "it is another's"
    (gone,) = [alert for alert in alerts_told(context) if Reason.EXPOSURE_WITHDRAWN in alert.reasons]
    assert [each.path for each in gone.exposures if each.key in gone.withdrawn] == [("Ternford", "Quillmark")]
    assert audit_log(context.database, "default")[0].after["taken_back"] == 2
    assert json.loads(imported(tmp_path, *page, "Ternfold", "--replace", "--json").stdout)["taken_back"] == 0


def test_a_row_that_was_wrong_goes_and_what_other_files_say_stays(context: Context, tmp_path: Path) -> None:
    for name, rows in (("a.csv", "Ternfold,Quillmark\nTernfold,Brasswick\n"), ("b.csv", "Ternfold,Copperlatch\n")):
        (tmp_path / name).write_text(
            f"from,to,kind\n{''.join(f'{row},subprocessor' + chr(10) for row in rows.split())}"
        )
        import_path(context, tmp_path / name, read_dependencies)
    file = tmp_path / "a.csv"
    file.write_text("from,to,kind\nTernfold,Quillmark,subprocessor\nTernfold,,nonsense\n")
    partly = imported(tmp_path, str(file), "--edges", "--replace")
    assert (partly.exit_code, "no edge is taken back" in " ".join(partly.stderr.split())) == (1, True), partly.output
    assert ("Ternfold", "Brasswick") in edges(context)
    file.write_text("from,to,kind\nTernfold,Quillmark,subprocessor\n")
    assert imported(tmp_path, str(file), "--edges").exit_code == 0
    assert ("Ternfold", "Brasswick") in edges(context), "what is listed no more has not ended"
    assert imported(tmp_path, str(file), "--edges", "--replace").exit_code == 0
    assert edges(context) == {("Ternfold", "Quillmark"), ("Ternfold", "Copperlatch")}
    match_pending(context)


def test_what_gives_no_edge_replaces_none(context: Context, tmp_path: Path) -> None:
    assert imported(tmp_path, "x.csv", "--as", "overlay", "--replace").exit_code == 2
