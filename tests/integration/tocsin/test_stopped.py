"""A command that a signal stops says so: in its exit code, in what it prints, in `tocsin doctor`."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path
from typing import Any

import pytest
from fakes.archives import ARTICLE, packed
from fakes.stored import document_count
from typer.testing import CliRunner

from storage.database import Database
from storage.documents import save_documents
from tocsin.cli import app


def stop(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGTERM)


@pytest.fixture
def config(tmp_path: Path) -> Path:
    (tmp_path / "vendors.csv").write_text("name,domain\nQuillmark,quillmark.example\n")
    file = tmp_path / "tocsin.yaml"
    file.write_text(f"database: sqlite:///{tmp_path}/t.db\nbuiltin_sources: false\ninventories: [vendors.csv]\n")
    return file


def tocsin(config: Path, *arguments: str) -> tuple[int, dict[str, Any], str]:
    done = CliRunner().invoke(app, ["--config", str(config), *arguments, "--json"])
    return done.exit_code, json.loads(done.stdout), done.stderr


def test_a_run_that_was_stopped_says_so(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("tocsin.pipeline.crash_point", stop)
        code, outcome, errors = tocsin(config, "run")
    assert code == 1
    assert outcome["problems"] == ["run was stopped before its end: what is left waits for the next run"]
    assert "! run was stopped before its end" in errors
    _, found, _ = tocsin(config, "doctor")
    assert "run: the last one (run) was interrupted; run it again" in found["findings"]
    assert tocsin(config, "run")[1]["problems"] == []


def test_a_backfill_that_was_stopped_says_which_archives_are_left(
    config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = ARTICLE.replace("data breach", "new office").replace("breach", "office").encode()
    files = [tmp_path / name for name in ("one.warc.gz", "two.warc.gz", "three.warc.gz")]
    for file, pages in zip(files, (1, 20, 1), strict=True):
        names = [f"https://news.harbour-post.example/{file.name}/{number}" for number in range(pages)]
        file.write_bytes(b"".join(packed(name, body) for name in names))

    def stopped_in_the_second(database: Database, found: Any) -> int:
        stored = save_documents(database, found)
        if stored > 1:
            stop()
        return stored

    with monkeypatch.context() as patch:
        patch.setattr("tocsin.stages.backfill.save_documents", stopped_in_the_second)
        code, outcome, errors = tocsin(config, "backfill", *map(str, files))
    assert code == 1
    assert [(file["new"], file["stopped"]) for file in outcome["files"]] == [(1, False), (16, True), (0, True)]
    assert outcome["problems"] == ["backfill was stopped before its end: what is left waits for the next run"]
    assert "! backfill was stopped before its end" in errors
    done = CliRunner().invoke(app, ["--config", str(config), "backfill", *map(str, files)])
    assert done.exit_code == 0, done.output
    assert "stopped" not in done.output
    database = Database(f"sqlite:///{tmp_path}/t.db")
    assert document_count(database) == 22
    database.close()


def test_a_backfill_that_was_stopped_before_it_began_names_all_archives(
    config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "one.warc.gz"
    file.write_bytes(packed("https://news.harbour-post.example/1", ARTICLE.encode()))
    monkeypatch.setattr("tocsin.pipeline.crash_point", stop)
    done = CliRunner().invoke(app, ["--config", str(config), "backfill", str(file)])
    assert done.exit_code == 1
    nothing = "0 records, 0 documents new, 0 known, stopped before its end: run it again, it goes on"
    assert f"{file}: {nothing}" in done.stdout
