from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from fakes.alert_samples import NOW, incident, notice

from model.alert import Receipt
from storage.database import Database
from storage.errors import StorageError
from storage.matches import alerts_of, messages_of
from storage.outbox import claim_next, deliveries, mark_dead, mark_sent, save_notice
from storage.types import dump
from storage.upgrade import _config, upgrade


def test_a_notice_is_written_once_and_sent_like_an_alert(database: Database) -> None:
    for expected in (True, False):
        with database.write() as connection:
            assert (save_notice(connection, notice(), ["slack", "mail"], NOW) is not None) is expected
    claimed = claim_next(database, "mail", NOW)
    assert claimed is not None
    assert claimed.message == notice()
    assert len(deliveries(database)) == 2
    assert [entry["message"] for entry in messages_of(database)] == [notice()]
    assert alerts_of(database) == []


def test_a_recovery_goes_into_the_thread_of_its_alarm(database: Database) -> None:
    recovery = replace(notice(), key="r" * 64, update_of=notice().key)
    with database.write() as connection:
        save_notice(connection, notice(), ["slack"], NOW)
        save_notice(connection, recovery, ["slack"], NOW)
    alarm = claim_next(database, "slack", NOW)
    assert alarm is not None
    mark_sent(database, alarm.id, Receipt("1.2", "1.2"), NOW)
    claimed = claim_next(database, "slack", NOW)
    assert claimed is not None
    assert claimed.root == Receipt("1.2", "1.2")


def test_a_dead_letter_raises_one_alarm_on_the_other_channels(database: Database) -> None:
    alarm = notice(key="d" * 64)
    with database.write() as connection:
        save_notice(connection, notice(), ["slack"], NOW)
        save_notice(connection, notice(key="o" * 64), ["slack"], NOW)
    for _ in range(2):
        claimed = claim_next(database, "slack", NOW)
        assert claimed is not None
        mark_dead(database, claimed.id, "invalid_auth", NOW, alarm=alarm, channels=["mail"])
    told = claim_next(database, "mail", NOW + timedelta(seconds=1))
    assert told is not None
    assert told.message == alarm
    assert claim_next(database, "mail", NOW + timedelta(seconds=1)) is None


def test_the_migration_keeps_alerts_and_what_points_at_them(tmp_path: Path) -> None:
    old = Database(f"sqlite:///{tmp_path / 'old.db'}")
    story = json.dumps(dump(incident()))
    with old.migrate() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for statement in (
            (
                "INSERT INTO incident (id, lineage, title, kind, status, only_history, snapshot, revision, created_run, updated, matching)"
                " VALUES (1, 'L', 't', 'breach', 'reported', 0, :story, 1, 1, '2026-01-01', 'done')"
            ),
            (
                "INSERT INTO alert (id, tenant_id, key, incident_id, lineage, severity, payload, run_id, created)"
                " VALUES (1, 'default', 'k', 1, 'L', 'low', '{}', 1, '2026-01-01')"
            ),
            "INSERT INTO told_fact (tenant_id, lineage, exposure_key, fact, alert_id) VALUES ('default', 'L', 'e', 'f', 1)",
        ):
            connection.execute(sa.text(statement), {"story": story} if ":story" in statement else {})
    assert upgrade(old)
    with old.read() as connection:
        assert connection.execute(sa.text("SELECT id, kind, incident_id FROM alert")).all() == [(1, "alert", 1)]
        assert connection.execute(sa.text("SELECT alert_id FROM told_fact")).scalar() == 1
        assert connection.execute(sa.text("PRAGMA foreign_keys")).scalar() == 1
    old.close()


def test_a_migration_that_leaves_a_row_pointing_nowhere_changes_nothing(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'broken.db'}")
    upgrade(database)
    with pytest.raises(StorageError, match="point nowhere"), database.migrate() as connection:
        connection.execute(
            sa.text(
                "INSERT INTO told_fact (tenant_id, lineage, exposure_key, fact, alert_id) VALUES ('d','L','e','f',9)"
            )
        )
    with database.read() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM told_fact")).scalar() == 0
    database.close()
