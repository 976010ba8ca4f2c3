"""After an upgrade that reads better, old documents are read again; what has not changed is told to nobody again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from fakes.stored import save_document
from faults.work import OnlyProblems
from typer.testing import CliRunner

from config.settings import Settings
from inventory.read import read_inventory
from model.document import Document, Source
from model.vocabulary import Reason, Trust
from storage.database import Database
from storage.disclosures import reports_of
from storage.documents import purge_text, quarantined
from storage.incidents import find_incidents, revisions
from storage.matches import alerts_of
from storage.runs import begin_run
from tocsin.cli import app
from tocsin.clock import Clock
from tocsin.context import Context
from tocsin.stages import extraction
from tocsin.stages.correlation import correlate_pending
from tocsin.stages.imports import import_path
from tocsin.stages.matching import match_pending

PRESS = Source("press", "feed", "https://press.example/feed", Trust.PRESS, timedelta(hours=1))
STORY = (
    "Quillmark suffered a data breach on 3 November 2025, it said in a statement. Names and email addresses of 57,000"
    " customers were stolen by hackers. No passwords were taken."
)


@pytest.fixture
def context(database: Database, tmp_path: Path) -> Context:
    """Who depends on Quillmark and has been told of its breach, by an extractor that saw less than today's."""
    clock = Clock(date(2025, 11, 28))
    made = Context(Settings(), database, clock, (), begin_run(database, "test", clock.now()), OnlyProblems())
    (tmp_path / "vendors.csv").write_text("name\nQuillmark\n")
    import_path(made, tmp_path / "vendors.csv", read_inventory)
    return made


def put(context: Context, text: str) -> None:
    at = datetime(2025, 11, 20, tzinfo=UTC)
    url = "https://press.example/one"
    found = Document(PRESS.id, url, "Quillmark data breach", text, at, "1", at, language="en")
    assert save_document(context.database, found, PRESS, first_poll=False)


def stages(context: Context) -> list[tuple[Reason, ...]]:
    """One run of all that reads and tells; the reasons of everything told so far."""
    for stage in (extraction.extract, correlate_pending, match_pending):
        stage(context)
    return [entry["alert"].reasons for entry in alerts_of(context.database)][::-1]


def test_nothing_is_told_again_where_the_same_is_read(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    put(context, STORY)
    assert stages(context) == [(Reason.NEW_EXPOSURE,)]
    read: list[str] = []
    original = extraction._read
    monkeypatch.setattr(extraction, "_read", lambda *given: (read.append(given[1].url), original(*given))[1])
    stages(context)
    assert not read
    monkeypatch.setattr(extraction, "EXTRACTOR_VERSION", "next")
    assert stages(context) == stages(context) == [(Reason.NEW_EXPOSURE,)]
    assert read == ["https://press.example/one"]  # once
    (only,) = find_incidents(context.database)
    assert len(revisions(context.database, only.id)) == 1
    with context.database.read() as connection:
        assert len(reports_of(connection, [only.id])[only.id]) == 1


def test_what_is_read_now_and_was_not_before_is_told(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    put(context, STORY)
    original = extraction._read

    def poor(*given: object) -> object:
        found = original(*given)  # type: ignore[arg-type]
        return replace(found, data_types=found.data_types[:1])

    monkeypatch.setattr(extraction, "_read", poor)
    assert stages(context) == [(Reason.NEW_EXPOSURE,)]
    monkeypatch.setattr(extraction, "_read", original)
    monkeypatch.setattr(extraction, "EXTRACTOR_VERSION", "next")
    assert stages(context) == [(Reason.NEW_EXPOSURE,), (Reason.DATA_TYPE_ADDED,)]


def fail(*_: object) -> object:
    raise ValueError("a fault of this version")


def test_what_could_not_be_read_is_tried_again_by_the_next_version(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was set aside for good: the upgrade that mended what it had failed on brought no news of it."""
    put(context, STORY)
    with monkeypatch.context() as broken:
        broken.setattr(extraction, "_read", fail)
        assert stages(context) == stages(context) == []
    assert len(quarantined(context.database)) == 1
    assert stages(context) == []
    monkeypatch.setattr(extraction, "EXTRACTOR_VERSION", "next")
    assert stages(context) == [(Reason.NEW_EXPOSURE,)]
    assert quarantined(context.database) == []


def test_what_could_not_be_read_is_tried_again_when_an_operator_says_so(
    context: Context, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The fault may lie elsewhere than in Tocsin, as where the system had no memory for a while."""
    config = tmp_path / "tocsin.yaml"
    config.write_text(yaml.safe_dump({"database": context.database.url.render_as_string(hide_password=False)}))
    put(context, STORY)
    with monkeypatch.context() as broken:
        broken.setattr(extraction, "_read", fail)
        assert stages(context) == stages(context) == []
    elsewhere = CliRunner().invoke(app, ["--config", str(config), "source", "retry", "https://press.example/two"])
    assert (elsewhere.exit_code, elsewhere.output.count("tocsin doctor")) == (2, 1)
    assert stages(context) == []
    assert "next run reads it again" in CliRunner().invoke(app, ["--config", str(config), "source", "retry"]).output
    assert stages(context) == [(Reason.NEW_EXPOSURE,)]
    assert "nothing" in CliRunner().invoke(app, ["--config", str(config), "source", "retry"]).output


def test_what_has_no_text_any_more_stays_as_it_was_read(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    put(context, STORY)
    stages(context)
    with context.database.write() as connection:
        connection.exec_driver_sql("UPDATE document SET store = 'facts'")
    assert purge_text(context.database, context.clock.now()) == 1
    before = find_incidents(context.database)
    monkeypatch.setattr(extraction, "EXTRACTOR_VERSION", "next")
    stages(context)
    assert find_incidents(context.database) == before
