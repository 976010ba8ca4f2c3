"""Each part is stopped in turn: it is seen, and the dead-man switch falls silent."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fakes.alert_samples import NOW as CREATED
from fakes.alert_samples import alert as sample_alert
from fakes.bad_web import BadWeb, Page
from fakes.databases import prepare
from pydantic import SecretStr, ValidationError
from typer.testing import CliRunner

from config.health import HealthSettings
from config.load import load_settings
from config.settings import Settings, SourceSettings
from model.alert import Planned
from model.document import Source, SourceOutcome
from model.incident import Incident
from model.vocabulary import Kind, Status, Trust
from storage.database import Database
from storage.incidents import open_incidents
from storage.matches import save_alert
from storage.outbox import claim_next, mark_dead, mark_retry
from storage.runs import beat, begin_run, end_run, interrupt_runs, is_unfinished, last_run, note_done, note_order
from storage.sources import record_outcome, source_states
from tocsin.cli import app
from tocsin.output.terminal import TerminalProgress
from tocsin.running import run_once
from tocsin.service.health import BEAT_EVERY, RUN, SERVE, SILENT_AFTER, health
from tocsin.service.ping import ping
from tocsin.web.views.health import source_views

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
PRESS = Source("press", "feed", "http://127.0.0.1/", Trust.PRESS, HOUR)


def wrong(database: Database, now: datetime = NOW) -> dict[str, str]:
    return {check.name: check.detail for check in health(database, [PRESS], now, limit=4 * HOUR).checks if not check.ok}


def test_a_new_database_and_one_where_all_works_are_well(database: Database) -> None:
    assert wrong(database) == {}
    run = begin_run(database, "run", NOW - HOUR)
    record_outcome(database, SourceOutcome("press", "ok"), NOW - HOUR)
    end_run(database, run, "done", {}, NOW)
    beat(database, SERVE, NOW)
    assert wrong(database) == {}


def test_a_service_that_stopped_is_seen_after_five_minutes(database: Database) -> None:
    beat(database, SERVE, NOW - 2 * HOUR)
    beat(database, SERVE, NOW)
    assert wrong(database, NOW + timedelta(minutes=5)) == {}
    assert "no sign of life since 2026-03-02 12:00" in wrong(database, NOW + timedelta(minutes=5, seconds=1))["service"]
    assert SILENT_AFTER >= 10 * BEAT_EVERY, "a service whose database was busy for some minutes is not gone"


def test_a_run_that_hangs_or_was_killed_is_seen(database: Database) -> None:
    begin_run(database, "nightly", NOW)
    assert wrong(database, NOW + 4 * HOUR) == {}
    assert "works since" in wrong(database, NOW + 5 * HOUR)["run"]
    assert interrupt_runs(database, NOW) == 1
    assert wrong(database)["run"] == "the last one (nightly) was interrupted; run it again"


def test_a_child_that_never_begins_a_run_is_seen_though_no_source_was_ever_asked(database: Database) -> None:
    """A fresh installation whose child always died was well for ever."""
    for minutes in (0, 30, 60):
        note_order(database, NOW + timedelta(minutes=minutes))
        beat(database, SERVE, NOW + timedelta(minutes=minutes))
        assert wrong(database, NOW + timedelta(minutes=minutes)) == {}
    assert "none that was due since 2026-03-02 12:00" in wrong(database, NOW + timedelta(minutes=61))["run"]
    run = begin_run(database, "nightly", NOW)
    assert wrong(database, NOW + timedelta(minutes=61)) == {}, "it takes its time"
    end_run(database, run, "done", {}, NOW)
    assert wrong(database, NOW + timedelta(minutes=61)).keys() == {"run"}
    note_done(database)
    assert wrong(database, NOW + timedelta(minutes=61)) == {}


def test_a_service_whose_place_cron_has_taken_is_missed_by_nobody(database: Database) -> None:
    beat(database, SERVE, NOW)
    note_order(database, NOW)
    beat(database, RUN, NOW + HOUR)
    assert wrong(database, NOW + 2 * HOUR) == {}
    beat(database, SERVE, NOW + 3 * HOUR)
    assert "no sign of life since" in wrong(database, NOW + 4 * HOUR)["service"]


def test_where_nobody_serves_a_source_is_asked_nightly_whatever_its_period(database: Database) -> None:
    record_outcome(database, SourceOutcome("press", "ok"), NOW)
    assert wrong(database, NOW + 24 * HOUR) == {}
    record_outcome(database, SourceOutcome("press", "http_503"), NOW + 24 * HOUR)
    record_outcome(database, SourceOutcome("press", "http_503"), NOW + 48 * HOUR)
    assert "press" in wrong(database, NOW + 49 * HOUR)["sources"]


def test_signs_of_life_of_a_clock_that_was_ahead_are_none_once_it_is_right(database: Database) -> None:
    ahead = NOW + 9000 * HOUR
    record_outcome(database, SourceOutcome("press", "ok"), ahead)
    begin_run(database, "nightly", ahead)
    beat(database, SERVE, ahead)
    assert wrong(database).keys() == {"service", "run", "sources"}
    beat(database, RUN, NOW - HOUR)
    assert wrong(database).keys() == {"run", "sources"}, "cron has taken its place"
    beat(database, SERVE, NOW)
    assert "service" not in wrong(database)


def test_a_source_made_from_the_inventory_that_never_answered_is_no_alarm(database: Database) -> None:
    made = replace(PRESS, generated=True)
    record_outcome(database, SourceOutcome("press", "http_404"), NOW)
    beat(database, SERVE, NOW + 90 * HOUR)
    assert health(database, [made], NOW + 90 * HOUR, limit=HOUR).ok
    record_outcome(database, SourceOutcome("press", "ok"), NOW + 90 * HOUR)
    beat(database, SERVE, NOW + 93 * HOUR)
    assert not health(database, [made], NOW + 93 * HOUR, limit=HOUR).ok


def test_a_run_pings_only_where_every_source_is_heard(database: Database) -> None:
    with BadWeb({"/up": "ok"}) as web:
        press = SourceSettings(id="press", kind="feed", url=web.url("/feed"), trust=Trust.PRESS, every=HOUR)
        configured = Settings(builtin_sources=False, sources=[press], health=settings(web.url("/up")))

        def run(sources: list[Source] | None) -> None:
            run_once(configured, sources, TerminalProgress(), lambda *_: True, database=database)

        record_outcome(database, SourceOutcome("press", "ok"), datetime.now(UTC) - timedelta(days=9))
        run(None)
        run([])
        assert web.count("/up") == 0
        record_outcome(database, SourceOutcome("press", "ok"), datetime.now(UTC))
        run(None)
        run([])
        assert web.count("/up") == 2


def test_a_source_is_stale_after_two_periods_however_it_fails(database: Database) -> None:
    beat(database, SERVE, NOW + 2 * HOUR)
    record_outcome(database, SourceOutcome("press", "ok"), NOW)
    assert wrong(database, NOW + 2 * HOUR) == {}
    record_outcome(database, SourceOutcome("press", "http_error", "503"), NOW + 2 * HOUR)
    assert "press" in wrong(database, NOW + 2 * HOUR + timedelta(minutes=1))["sources"]
    beat(database, SERVE, NOW + 9 * HOUR)
    other = Source("other", "feed", "http://127.0.0.1/", Trust.PRESS, HOUR)
    assert health(database, [replace(PRESS, enabled=False), other], NOW + 9 * HOUR, limit=HOUR).ok


def test_where_no_source_is_on_nothing_is_heard(database: Database) -> None:
    """All was said to be well, and the dead-man switch was told so for ever."""
    for none_on in ([], [replace(PRESS, enabled=False)]):
        (bad,) = (check for check in health(database, none_on, NOW, limit=HOUR).checks if not check.ok)
        assert (bad.name, bad.detail) == ("sources", "none is on, so nothing new is heard")


def test_pages_and_checks_mean_the_same_by_stale(database: Database) -> None:
    record_outcome(database, SourceOutcome("press", "ok"), NOW)
    moods = []
    for minutes in (0, 60, 120, 121, 180, 600):
        at = NOW + timedelta(minutes=minutes)
        beat(database, SERVE, at)
        (view,) = source_views([PRESS], source_states(database), at)
        assert (view.mood == "stale") is ("sources" in wrong(database, at))
        moods.append(view.mood)
    assert moods == ["ok", "ok", "ok", "stale", "stale", "stale"]


def test_a_dead_letter_and_a_delivery_that_waits_are_seen(database: Database) -> None:
    with database.write() as connection:
        (number,) = open_incidents(
            connection, [(Incident("t", Kind.BREACH, Status.REPORTED), False)], run_id=1, now=CREATED
        )
        save_alert(connection, replace(sample_alert(), incident_id=number), [Planned("a", NOW)], run_id=1, now=NOW)
    assert "was due" in wrong(database, NOW + 2 * HOUR)["deliveries"]
    claimed = claim_next(database, "a", NOW)
    assert claimed is not None
    mark_dead(database, claimed.id, "gone", NOW)
    assert set(wrong(database, NOW + 2 * HOUR)) == {"dead letters"}


def test_a_channel_that_fails_is_seen_while_it_is_tried_again_and_again(database: Database) -> None:
    with database.write() as connection:
        (number,) = open_incidents(
            connection, [(Incident("t", Kind.BREACH, Status.REPORTED), False)], run_id=1, now=CREATED
        )
        alert = replace(sample_alert(), incident_id=number)
        save_alert(connection, alert, [Planned("a", NOW), Planned("night", NOW + 8 * HOUR)], run_id=1, now=NOW)
    for minutes in range(0, 90, 30):
        at = NOW + timedelta(minutes=minutes)
        claimed = claim_next(database, "a", at)
        assert claimed is not None
        assert wrong(database, at) == {}
        mark_retry(database, claimed.id, "HTTP 503", at + timedelta(minutes=30), doubtful=False)
    assert wrong(database, NOW + timedelta(minutes=61))["deliveries"] == f"one was due {NOW:%Y-%m-%d %H:%M} UTC"


def test_a_database_that_cannot_be_read_is_not_well(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/missing/tocsin.db")
    found = health(database, [PRESS], NOW, limit=HOUR)
    assert not found.ok
    assert found.as_json()["checks"][0]["name"] == "database"


def settings(url: str) -> HealthSettings:
    return HealthSettings(ping_url=SecretStr(url))


def test_the_ping_asks_once_follows_nothing_and_survives_every_answer(capfd: pytest.CaptureFixture[str]) -> None:
    pages = {"/up": "ok", "/down": Page("", status=500), "/away": Page("", status=302, headers={"Location": "/up"})}
    with BadWeb(pages) as web:
        results = [ping(settings(web.url(path))) for path in ("/up", "/down", "/away")]
        closed = web.url("/secret-word")
        assert results == [True, False, False]
        assert web.count("/up") == 1
    assert not ping(settings(closed))
    assert not ping(HealthSettings())
    assert "secret-word" not in "".join(capfd.readouterr())


@pytest.mark.parametrize("url", ["http://ping.example/x", "ftp://ping.example/x", "https://", "https://a b", "word"])
def test_a_ping_address_that_would_tell_its_secret_is_refused(url: str) -> None:
    with pytest.raises(ValidationError, match="https address") as caught:
        settings(url)
    assert "ping.example" not in str(caught.value)


def test_a_ping_address_in_a_file_is_checked_when_it_is_read(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "ping"
    file.write_text("http://ping.example/secret-word\n")
    assert not ping(HealthSettings(ping_url_file=file))
    said = "".join(capfd.readouterr())
    assert "must be https" in said
    assert "secret-word" not in said


def test_what_is_done_by_hand_is_no_run_that_hangs_and_makes_up_for_none(tmp_path: Path) -> None:
    (tmp_path / "tocsin.yaml").write_text("builtin_sources: false\n")
    (tmp_path / "vendors.csv").write_text("name\nNorthquill\nBrasswick\n")
    database = Database(load_settings(tmp_path / "tocsin.yaml").database)
    prepare(database)
    later = datetime.now(UTC) + 5 * HOUR
    for command, code in (
        (("inventory", "import", str(tmp_path / "vendors.csv")), 0),
        (("vendor", "merge", "Northquill", "Brasswick", "--why", "bought"), 0),
        (("vendor", "unmerge", "nobody"), 2),
        (("incident", "correct", "7", "status=disputed", "--why", "their post"), 2),
        (("incident", "merge", "7", "8", "--why", "one event"), 2),
        (("incident", "split", "7", "https://x.example/", "--why", "another event"), 2),
        (("import", str(tmp_path / "tocsin.yaml")), 3),
    ):
        done = CliRunner().invoke(app, ["--config", str(tmp_path / "tocsin.yaml"), *command])
        assert done.exit_code == code, done.output
        assert (last_run(database), is_unfinished(database), wrong(database, later)) == (None, False, {}), command
    begin_run(database, "nightly", NOW)  # killed
    CliRunner().invoke(app, ["--config", str(tmp_path / "tocsin.yaml"), "vendor", "unmerge", "name:northquill"])
    assert is_unfinished(database)
    assert wrong(database, later) == {"run": "the last one (nightly) was interrupted; run it again"}
