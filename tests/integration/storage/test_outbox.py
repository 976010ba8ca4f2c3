from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from fakes.alert_samples import alert as sample_alert
from fakes.databases import prepare

from model.access import Actor
from model.alert import Alert, Planned, Receipt
from model.incident import Incident
from model.silence import Response
from model.vocabulary import Kind, Status
from storage.database import Database
from storage.digests import due_reminders, remind_at, work_due
from storage.dispatch import dispatching
from storage.incidents import load_incidents, matched_snapshot, open_incidents, pending_matching
from storage.matches import alerts_of, channels_told, save_alert, save_told, settle_matching, told
from storage.outbox import (
    SETTLING,
    Sent,
    bury_waiting,
    claim_next,
    deliveries,
    delivery_counts,
    last_receipt,
    mark_dead,
    mark_retry,
    mark_sent,
    next_due,
    put_off,
    release_leases,
)
from storage.replays import replay_dead
from storage.responses import respond
from storage.stale import mark_fresh, stale_messages
from storage.tables import delivery

NOW = datetime(2025, 11, 28, 12, tzinfo=UTC)


def put(
    database: Database, *, key: str = "a" * 64, update_of: str | None = None, channels: tuple[str, ...] = ("slack",)
) -> Alert:
    with database.write() as connection:
        (number,) = open_incidents(
            connection, [(Incident("t", Kind.BREACH, Status.REPORTED), False)], run_id=1, now=NOW
        )
        alert = replace(sample_alert(), key=key, incident_id=number, update_of=update_of, lineage="l" * 32)
        save_alert(connection, alert, [Planned(name, NOW) for name in channels], run_id=1, now=NOW)
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
    assert release_leases(database, 1, NOW) == 0, "another's"
    assert release_leases(database, 0, NOW) == 1
    assert claim_next(database, "slack", NOW) is None, "it may still be on its way"
    second = claim_next(database, "slack", NOW + SETTLING)
    assert first is not None
    assert second is not None
    assert second.doubtful
    assert second.idempotency_key == first.idempotency_key


def test_what_a_channel_had_before_the_first_attempt_in_doubt_is_kept(database: Database) -> None:
    put(database, key="a" * 64)
    before, later = Receipt("m1", extra={"channel": "C1"}), Receipt("m2")
    assert last_receipt(database, "slack") is None
    for preceding in (later, before):  # an attempt that surely failed leaves no doubt, so the next one counts
        claimed = claim_next(database, "slack", NOW, preceding=preceding)
        assert claimed is not None
        mark_retry(database, claimed.id, "429", NOW, doubtful=preceding is before)
    again = claim_next(database, "slack", NOW, preceding=later)
    assert again is not None
    assert (again.doubtful, again.preceding) == (True, before)
    release_leases(database, 0, NOW)
    again = claim_next(database, "slack", NOW + SETTLING, preceding=later)
    assert again is not None
    assert again.preceding == before
    mark_sent(database, again.id, later, NOW)
    assert last_receipt(database, "slack") == later
    assert last_receipt(database, "mail") is None


def test_what_was_sent_is_marked_with_the_next_claim_or_without_one(database: Database) -> None:
    put(database, key="a" * 64)
    put(database, key="b" * 64)
    first = claim_next(database, "slack", NOW)
    assert first is not None
    second = claim_next(database, "slack", NOW, sent=Sent(first.id, Receipt("m1")))
    assert second is not None
    assert [row["state"] for row in deliveries(database)] == ["sent", "sending"]
    assert claim_next(database, "slack", NOW, sent=Sent(second.id, Receipt("m2"))) is None
    assert [row["receipt"]["message_id"] for row in deliveries(database, state="sent")] == ["m1", "m2"]


def test_a_closed_channels_messages_are_put_off_and_no_others(database: Database) -> None:
    put(database, key="a" * 64, channels=("slack", "mail"))
    put(database, key="b" * 64)
    claimed = claim_next(database, "slack", NOW)
    put_off(database, "slack", NOW + timedelta(hours=1), NOW)
    later = NOW + timedelta(minutes=4)
    assert claim_next(database, "slack", later) is None
    assert next_due(database, "slack") == NOW + timedelta(hours=1)
    assert next_due(database, "mail") == NOW
    assert claimed is not None
    assert deliveries(database)[0]["state"] == "sending"
    mark_retry(database, claimed.id, "429", NOW + timedelta(hours=1), doubtful=False)
    put_off(database, "slack", NOW + timedelta(hours=2), later)
    ages = [row["trying_since"] for row in deliveries(database) if row["channel_id"] == "slack"]
    assert ages == [NOW, NOW], "what waits behind another is tried with it"
    assert bury_waiting(database, "slack", NOW - timedelta(seconds=1), "429", later) == 0
    assert bury_waiting(database, "slack", NOW, "429", later) == 2
    assert [row["state"] for row in deliveries(database, state="dead")] == ["dead", "dead"]
    assert deliveries(database, state="pending")[0]["channel_id"] == "mail"


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


def test_an_update_of_a_first_message_that_is_dead_still_names_it(database: Database) -> None:
    put(database, key="a" * 64)
    first = claim_next(database, "slack", NOW)
    assert first is not None
    mark_dead(database, first.id, "invalid_auth", NOW)
    put(database, key="b" * 64, update_of="a" * 64)
    update = claim_next(database, "slack", NOW)
    assert update is not None
    assert (update.root, update.root_key) == (None, first.idempotency_key)


def test_an_update_follows_nothing_of_another_tenant_or_another_incident(database: Database) -> None:
    first = put(database)
    claimed = claim_next(database, "slack", NOW)
    assert claimed is not None
    mark_sent(database, claimed.id, Receipt("m1", thread="123.4"), NOW)
    strangers = (
        replace(first, key="b" * 64, tenant_id="another"),
        replace(first, key="c" * 64, lineage="m" * 32),
    )
    with database.write() as connection:
        for stranger in strangers:
            update = replace(stranger, key=stranger.key[:63] + "0", update_of=stranger.key)
            save_alert(connection, stranger, [Planned("mail", NOW)], run_id=1, now=NOW)
            save_alert(connection, update, [Planned("slack", NOW)], run_id=1, now=NOW)
    for _ in strangers:
        update_on_slack = claim_next(database, "slack", NOW)
        assert update_on_slack is not None
        assert update_on_slack.root is None


def test_a_dead_delivery_is_kept_counted_and_replayed_under_its_key(database: Database) -> None:
    put(database)
    claimed = claim_next(database, "slack", NOW)
    assert claimed is not None
    mark_dead(database, claimed.id, "invalid_auth", NOW)
    assert delivery_counts(database) == {"sent": 0, "pending": 0, "dead": 1}
    assert replay_dead(database, Actor("ann", "default", frozenset(), "cli"), now=NOW) == 1
    replayed = claim_next(database, "slack", NOW)
    assert replayed is not None
    assert replayed.idempotency_key == claimed.idempotency_key


def test_what_stood_in_a_digest_counts_as_sent_what_is_held_as_pending_and_each_tenants_is_its_own(
    database: Database,
) -> None:
    put(database, channels=("slack", "mail", "hook"))
    with database.write() as connection:
        connection.execute(sa.update(delivery).where(delivery.c.channel_id == "mail").values(state="digested"))
        connection.execute(sa.update(delivery).where(delivery.c.channel_id == "hook").values(state="held"))
        connection.execute(sa.update(delivery).where(delivery.c.channel_id == "slack").values(state="muted"))
    assert delivery_counts(database, tenant="default") == {"sent": 1, "pending": 1, "dead": 0}
    assert delivery_counts(database, tenant="another") == {"sent": 0, "pending": 0, "dead": 0}


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
        assert save_alert(connection, alert, [Planned("slack", NOW)], run_id=2, now=NOW) is None
    assert delivery_counts(database)["pending"] == 1


def test_nobody_is_reminded_of_a_quiet_update_of_what_is_acknowledged(database: Database) -> None:
    first, later = put(database), NOW + timedelta(hours=2)
    ada = Actor("ada", "default", frozenset(), "cli")
    assert respond(database, ada, first.key, Response.ACKNOWLEDGE, now=NOW) is not None
    with database.write() as connection:
        update = replace(first, key="b" * 64, update_of=first.key)
        save_alert(connection, update, [], run_id=1, now=NOW, repeat=timedelta(hours=1))
        assert due_reminders(connection, "default", later) == []
    assert "" not in work_due(database, later)


def test_what_is_only_claimed_beside_it_does_not_open_it_again(database: Database) -> None:
    first, ada = put(database), Actor("ada", "default", frozenset(), "cli")
    claimed = tuple(replace(each, claimed=True) for each in first.exposures)
    updates = [replace(first, key=letter * 64, update_of=first.key) for letter in "bcd"]
    with database.write() as connection:
        claim = replace(updates[0], exposures=claimed, broadcast=True)
        save_alert(connection, claim, [], run_id=1, now=NOW)
    respond(database, ada, first.key, Response.ACKNOWLEDGE, now=NOW)
    with database.write() as connection:
        save_alert(connection, updates[1], [], run_id=1, now=NOW)
        save_alert(connection, replace(updates[2], exposures=claimed), [], run_id=1, now=NOW)
    taken = [entry["acknowledged_by"] for entry in reversed(alerts_of(database))]
    assert taken == ["ada", None, "ada", None], "not everybody was shown the claim"


def test_a_first_message_that_shows_what_is_no_longer_true_is_work_until_it_is_mended(database: Database) -> None:
    first = put(database, channels=("slack", "mail"))
    claimed = claim_next(database, "slack", NOW)
    assert claimed is not None
    mark_sent(database, claimed.id, Receipt("m1"), NOW)
    put_off(database, "mail", NOW + timedelta(hours=1), NOW)
    assert work_due(database, NOW) == set()
    ada = Actor("ada", "default", frozenset(), "cli")
    respond(database, ada, first.key, Response.ACKNOWLEDGE, now=NOW)
    assert work_due(database, NOW) == {"slack"}
    [shown] = stale_messages(database, "slack")
    mark_fresh(database, shown)
    assert work_due(database, NOW) == set()


def test_the_end_of_one_tenants_reminders_is_no_other_tenants(database: Database) -> None:
    first, later = put(database), NOW + timedelta(hours=2)
    with database.write() as connection:
        for key, tenant in (("b" * 64, "default"), ("c" * 64, "another")):
            again = replace(first, key=key, tenant_id=tenant)
            save_alert(connection, again, [], run_id=1, now=NOW, repeat=timedelta(hours=1))
        [theirs] = due_reminders(connection, "another", later)
        remind_at(connection, theirs, None)
        assert [one.row.key for one in due_reminders(connection, "default", later)] == ["b" * 64]
        assert due_reminders(connection, "another", later) == []
    assert "" in work_due(database, later)


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
        assert channels_told(connection, "default", alert.lineage) == {"slack": ""}
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


def test_what_waits_for_its_first_message_is_not_waited_for(database: Database) -> None:
    put(database, key="a" * 64)
    put(database, key="b" * 64, update_of="a" * 64)
    root = claim_next(database, "slack", NOW)
    assert root is not None
    assert next_due(database, "slack") is None, "the update cannot go before it"
    mark_retry(database, root.id, "503", NOW + timedelta(minutes=30), doubtful=False)
    assert next_due(database, "slack") == NOW + timedelta(minutes=30)


def test_a_dispatcher_takes_back_only_what_the_dead_had_claimed(database: Database, database_url: str) -> None:
    for key in "abc":
        put(database, key=key * 64)
    with dispatching(database, "delivery", NOW) as alive:
        mine = claim_next(database, "slack", NOW, dispatcher=alive)
        claim_next(database, "slack", NOW, dispatcher=7)  # of one that died
        with dispatching(Database(database_url), "delivery", NOW) as second:
            assert second != alive
            assert mine is not None
            states = {row["id"]: (row["state"], row["doubtful"]) for row in deliveries(database)}
            assert states.pop(mine.id) == ("sending", False)
            assert sorted(states.values()) == [("pending", False), ("pending", True)]
    with dispatching(database, "delivery", NOW) as again:
        assert again == alive
        assert claim_next(database, "slack", NOW + SETTLING, dispatcher=again) == replace(
            mine, doubtful=True, attempts=2
        )


def test_a_late_failure_does_not_undo_what_another_sent(database: Database) -> None:
    put(database)
    slow = claim_next(database, "slack", NOW)
    quick = claim_next(database, "slack", NOW + timedelta(minutes=6), dispatcher=1)
    assert slow is not None
    assert quick is not None
    mark_sent(database, quick.id, Receipt("m1"), NOW)
    mark_retry(database, slow.id, "429", NOW, doubtful=False)
    mark_dead(database, slow.id, "gone", NOW)
    assert delivery_counts(database) == {"sent": 1, "pending": 0, "dead": 0}


def test_a_claim_reads_one_row_by_its_index_however_many_wait(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'tocsin.db'}")
    prepare(database)
    asked: list[tuple[str, tuple[object, ...]]] = []

    def note(_c: object, _cursor: object, statement: str, values: tuple[object, ...], *_: object) -> None:
        asked.append((statement, values))

    sa.event.listen(database.engine, "before_cursor_execute", note)
    assert claim_next(database, "slack", NOW) is None
    statement, values = asked[-1]
    with database.read() as connection:
        plan = [row.detail for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)]
    assert any("ix_delivery_open" in step for step in plan), plan
    assert not any("TEMP B-TREE" in step for step in plan), plan
