"""A command that a signal stops ends in order, and says so: in its exit code, in what it prints, in `tocsin doctor`."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from fakes.archives import ARTICLE, packed
from fakes.databases import prepare
from fakes.stored import document_count
from typer.testing import CliRunner

from model.document import Document, Source
from model.vocabulary import Trust
from storage.database import Database
from storage.documents import save_documents
from storage.tables import document_version
from tocsin.cli import app


def stop(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGTERM)


def hang_up(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGHUP)


@pytest.fixture
def ended_at_once() -> Iterator[None]:
    """What SIGHUP does where nobody heeds it; else it would end the tests."""

    def end(*_: object) -> None:
        raise SystemExit(-signal.SIGHUP)

    before = signal.signal(signal.SIGHUP, end)
    yield
    signal.signal(signal.SIGHUP, before)


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


@pytest.mark.usefixtures("ended_at_once")
def test_a_run_whose_terminal_is_closed_ends_in_order(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tocsin.pipeline.crash_point", hang_up)
    code, outcome, _ = tocsin(config, "run")
    assert code == 1
    assert outcome["problems"] == ["run was stopped before its end: what is left waits for the next run"]


def put(config: Path, many: int) -> Database:
    """So many documents that wait to be read."""
    database = Database(f"sqlite:///{config.parent}/t.db")
    prepare(database)
    press = Source("press", "feed", "https://press.example/feed", Trust.PRESS, timedelta(hours=1))
    found, now = [], datetime.now(UTC)
    for number in range(many):
        url = f"https://press.example/{number}"
        found.append((Document(press.id, url, "A new office", "We open one.", now, str(number)), press, False))
    save_documents(database, found)
    return database


@pytest.mark.usefixtures("ended_at_once")
@pytest.mark.parametrize(("end", "code"), [(stop, 0), (hang_up, 1)])
def test_a_worker_ends_soon_and_claims_no_more_however_much_waits(
    config: Path, monkeypatch: pytest.MonkeyPatch, end: Any, code: int
) -> None:
    database = put(config, 40)
    monkeypatch.setattr("tocsin.stages.extraction.crash_point", end)
    done = CliRunner().invoke(app, ["--config", str(config), "worker"])
    assert done.exit_code == code, done.output
    assert "16 documents read" in done.stdout
    with database.read() as connection:
        states = connection.execute(sa.select(document_version.c.extraction, document_version.c.interruptions)).all()
    assert sorted(map(tuple, states)) == [("done", 0)] * 16 + [("pending", 0)] * 24
    database.close()


def test_a_worker_that_could_not_read_what_waits_says_so_in_its_exit_code(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With `--once`, as from cron, it was 0: whoever heard only that took it that all was read."""
    put(config, 1).close()
    once = ["--config", str(config), "worker", "--once"]
    with monkeypatch.context() as patch:
        patch.setattr("nlp.trained.weights._FILES", (config.parent / "tagger.onnx",))
        done = CliRunner().invoke(app, once)
    assert (done.exit_code, done.stdout) == (1, "0 documents read\n")
    assert "documents wait to be read" in done.stderr
    assert CliRunner().invoke(app, once).exit_code == 0
