from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import yaml

from model.alert import Alert
from model.vocabulary import DataStatus
from storage.database import Database
from storage.matches import alerts_of
from tocsin.demo.play import as_called
from tocsin.demo.world import EXPECTED

WANTED: dict[str, Any] = yaml.safe_load(EXPECTED.read_text())["incidents"]
OWN = "sqlite:///own.db"
PAGED = {name: wanted for name, wanted in WANTED.items() if wanted["pages"]}
pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, list[Alert]]:
    folder = tmp_path_factory.mktemp("demo")
    ran = subprocess.run(
        [sys.executable, "-m", "tocsin", "demo"],
        cwd=folder,
        env={**os.environ, "COLUMNS": "100", "HTTP_PROXY": "http://127.0.0.1:9", "TOCSIN_DATABASE": OWN},
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert [path.name for path in folder.iterdir()] == ["demo"], "nothing of it belongs in an operator's own database"
    with closing(Database(f"sqlite:///{folder}/demo/tocsin.db")) as database:
        return ran.stdout, [entry["alert"] for entry in reversed(alerts_of(database))]


def paths_of(alert: Alert) -> list[list[str | None]]:
    return [list(exposure.path) for exposure in alert.exposures]


def test_every_incident_that_should_page_pages_once_and_no_other(demo: tuple[str, list[Alert]]) -> None:
    first = [paths_of(alert) for alert in demo[1] if alert.update_of is None]
    assert sorted(map(str, first)) == sorted(str([wanted["path"]]) for wanted in PAGED.values())


@pytest.mark.parametrize("name", sorted(PAGED))
def test_the_alert_says_what_was_exposed_and_what_was_not(demo: tuple[str, list[Alert]], name: str) -> None:
    wanted = PAGED[name]
    alert = next(a for a in demo[1] if a.update_of is None and [wanted["path"]] == paths_of(a))
    said = {fact.type.value: fact.status for fact in alert.incident.data_types}
    assert set(wanted["exposed"]) <= {kind for kind, status in said.items() if status is not DataStatus.DENIED}
    assert set(wanted["denied"]) <= {kind for kind, status in said.items() if status is DataStatus.DENIED}
    assert alert.incident.status == wanted["status"]


def test_the_reversed_denial_is_one_loud_update(demo: tuple[str, list[Alert]]) -> None:
    updates = [alert for alert in demo[1] if alert.update_of is not None]
    assert [paths_of(alert) for alert in updates] == [[WANTED["harrowgate"]["path"]]]
    assert updates[0].broadcast
    assert "reply in the thread, also sent to the channel" in demo[0]


def test_the_table_says_why_and_why_not(demo: tuple[str, list[Alert]]) -> None:
    near = demo[0].partition("Why, and why not")[2]
    for said in ("only alleged", "history:", "neither", "denial reversed", "What to type next"):
        assert said in near


def test_what_to_type_next_is_found_where_tocsin_is_not_on_the_path(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(sys, "executable", str(tmp_path / ".venv" / "bin" / "python"))
    assert as_called() == ".venv/bin/tocsin"
