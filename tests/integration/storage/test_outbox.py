from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from fakes.alert_samples import alert as sample_alert

from model.alert import Alert, Receipt
from model.incident import Incident
from model.vocabulary import Kind, Status
from storage.database import Database
from storage.incidents import load_incidents, matched_snapshot, open_incidents, pending_matching
from storage.matches import channels_told, save_alert, save_told, settle_matching, told
from storage.outbox import claim_next, delivery_counts, mark_dead, mark_retry, mark_sent, release_leases, replay_dead

NOW = datetime(2025, 11, 28, 12, tzinfo=UTC)


def put(
    database: Database, *, key: str = "a" * 64, update_of: str | None = None, channels: tuple[str, ...] = ("slack",)
) -> Alert:
    with database.write() as connection:
        (number,) = open_incidents(
            connection, [(Incident("t", Kind.BREACH, Status.REPORTED), False)], run_id=1, now=NOW
        )
        alert = replace(sample_alert(), key=key, incident_id=number, update_of=update_of, lineage="l" * 32)
        save_alert(connection, alert, channels, run_id=1, now=NOW)
    return alert


def test_a_claimed_delivery_is_nobody_elses_until_its_lease_ends(database: Database) -> None:
    alert = put(database)
    claimed = claim_next(database, "slack", NOW)
    assert claimed is not None
    assert claimed.message == alert
    assert (claimed.attempts, claimed.doubtful) == (1, False)
    assert claim_next(database, "slack", NOW) is None
    again = claim_next(database, "slack", NOW + timedelta(minutes=6))
    assert again is not None
    assert again.doubtful, "the first attempt may have arrived"


def test_a_released_lease_is_doubtful_and_sent_under_the_same_key(database: Database) -> None:
    put(database)
    first = claim_next(database, "slack", NOW)
    assert release_leases(database) == 1
    second = claim_next(database, "slack", NOW)
    assert first is not None
    assert second is not None
    assert second.doubtful
    assert second.idempotency_key == first.idempotency_key


def test_an_update_waits_for_the_first_message_and_gets_its_receipt(database: Database) -> None:
    put(database, key="a" * 64)
    put(database, key="b" * 64, update_of="a" * 64)
    root = claim_next(database, "slack", NOW)
    assert root is not None
    assert claim_next(database, "slack", NOW) is None
    mark_sent(database, root.id, Receipt("m1", thread="123.4"), NOW)
    update = claim_next(database, "slack", NOW)
    assert update is not None
    assert update.root == Receipt("m1", thread="123.4")
    assert update.root_key == root.idempotency_key


def test_a_dead_delivery_is_kept_counted_and_replayed_under_its_key(database: Database) -> None:
    put(database)
    claimed = claim_next(database, "slack", NOW)
    assert claimed is not None
    mark_dead(database, claimed.id, "invalid_auth", NOW)
    assert delivery_counts(database) == {"sent": 0, "pending": 0, "dead": 1}
    assert replay_dead(database) == 1
    replayed = claim_next(database, "slack", NOW)
    assert replayed is not None
    assert replayed.idempotency_key == claimed.idempotency_key


def test_a_retry_comes_when_it_is_due_and_holds_up_no_other_channel(database: Database) -> None:
    put(database, channels=("slack", "mail"))
    claimed = claim_next(database, "slack", NOW)
    assert claimed is not None
    mark_retry(database, claimed.id, "429", NOW + timedelta(seconds=30), doubtful=False)
    assert claim_next(database, "slack", NOW) is None
    assert claim_next(database, "mail", NOW) is not None
    assert claim_next(database, "slack", NOW + timedelta(seconds=31)) is not None


def test_the_same_alert_is_written_once(database: Database) -> None:
    alert = put(database)
    with database.write() as connection:
        assert save_alert(connection, alert, ["slack"], run_id=2, now=NOW) is None
    assert delivery_counts(database)["pending"] == 1


def test_a_fact_is_told_once_per_tenant_and_lineage(database: Database) -> None:
    alert = put(database)
    facts = {("direct:openai", "exposed"), ("direct:openai", "data_type:names")}
    with database.write() as connection:
        save_told(connection, "default", alert.lineage, facts, None)
        known = told(connection, "default", alert.lineage)
        assert known.facts == facts
        assert known.root_key == alert.key
        assert known.max_severity == alert.severity
        assert told(connection, "another", alert.lineage).facts == frozenset()
        assert channels_told(connection, "default", alert.lineage) == ("slack",)
    with pytest.raises(sa.exc.IntegrityError), database.write() as connection:
        save_told(connection, "default", alert.lineage, facts, None)


def test_matching_is_pending_until_settled_and_remembers_its_revision(database: Database) -> None:
    found = Incident("t", Kind.BREACH, Status.REPORTED)
    with database.write() as connection:
        (number,) = open_incidents(connection, [(found, False)], run_id=1, now=NOW)
        assert matched_snapshot(connection, number) is None
    assert [stored.id for stored in pending_matching(database)] == [number]
    with database.write() as connection:
        settle_matching(connection, "default", number, [], run_id=1)
        assert matched_snapshot(connection, number) == found
        assert load_incidents(connection, [number])[number].incident == found
    assert pending_matching(database) == []
