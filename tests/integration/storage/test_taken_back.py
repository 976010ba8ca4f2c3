"""What is known of what was told, where something holds no more: of one tenant, of one lineage, and by whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from fakes.alert_samples import alert as sample_alert
from fakes.alert_samples import exposure

from model.alert import EXPOSED, GONE
from model.incident import Incident
from model.vocabulary import Kind, Severity, Status
from storage.database import Database
from storage.incidents import StoredIncident, load_incidents, open_incidents
from storage.matches import save_alert, save_told, settle_matching, told
from storage.withdrawals import exposures_told, leave_to_others, lineages_told, over_lineages, told_elsewhere

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
STORY = Incident("t", Kind.BREACH, Status.REPORTED)
WAY, OTHER = "hartwell/quillmark", "kestri/quillmark"


@pytest.fixture
def incidents(database: Database) -> list[StoredIncident]:
    with database.write() as connection:
        numbers = open_incidents(connection, [(STORY, False)] * 3, run_id=1, now=NOW)
        return [load_incidents(connection, [number])[number] for number in numbers]


def tell(
    connection: sa.Connection,
    of: StoredIncident,
    facts: Iterable[str],
    *,
    tenant: str = "default",
    ways: tuple[str, ...] = (WAY,),
    severity: Severity = Severity.HIGH,
) -> int:
    """An alert of these ways, and these facts of each as told by it; its number."""
    number = connection.execute(sa.text("SELECT count(*) FROM alert")).scalar_one()
    made = replace(sample_alert(), key=f"{number:064}", tenant_id=tenant, incident_id=of.id, lineage=of.lineage)
    made = replace(made, exposures=tuple(exposure(way, severity=severity) for way in ways))
    alert_id = save_alert(connection, made, [], run_id=1, now=NOW)
    assert alert_id is not None
    save_told(connection, tenant, of.lineage, [(way, fact) for way in ways for fact in facts], alert_id)
    return alert_id


def test_what_is_over_is_so_for_one_tenant_and_until_it_holds_again(
    database: Database, incidents: list[StoredIncident]
) -> None:
    over, again, never = incidents
    with database.write() as connection:
        tell(connection, over, [EXPOSED, GONE])
        tell(connection, over, [EXPOSED], tenant="acme", ways=(OTHER,))
        tell(connection, again, [EXPOSED, GONE, f"{EXPOSED}:2"])
        save_told(connection, "default", never.lineage, [(WAY, EXPOSED), (WAY, GONE)], None)
        assert over_lineages(connection, "default") == {over.lineage}
        assert over_lineages(connection, "default", again.lineage, never.lineage) == set()
        assert over_lineages(connection, "acme") == set()
        save_told(connection, "default", again.lineage, [(WAY, f"{GONE}:2")], None)
        assert over_lineages(connection, "default", again.lineage) == {again.lineage}


def test_only_who_was_told_by_an_alert_and_only_until_it_is_matched(
    database: Database, incidents: list[StoredIncident]
) -> None:
    loud, silent, _ = incidents
    with database.write() as connection:
        tell(connection, loud, [EXPOSED])
        save_told(connection, "default", silent.lineage, [(WAY, EXPOSED)], None)
        assert lineages_told(connection, "default") == {loud.lineage}
        assert lineages_told(connection, "acme") == set()
        settle_matching(connection, "default", loud.id, [], run_id=1)
        assert lineages_told(connection, "default") == set()


def test_an_exposure_is_taken_back_as_it_was_told_last_there(
    database: Database, incidents: list[StoredIncident]
) -> None:
    mine, other, _ = incidents
    with database.write() as connection:
        tell(connection, mine, [EXPOSED], ways=(WAY, OTHER), severity=Severity.LOW)
        tell(connection, mine, ["data_type:names"], severity=Severity.HIGH)
        tell(connection, mine, [EXPOSED], tenant="acme", severity=Severity.CRITICAL)
        tell(connection, other, [EXPOSED], severity=Severity.CRITICAL)
        found = exposures_told(connection, "default", mine.lineage, [WAY])
        assert {key: one.severity for key, one in found.items()} == {WAY: Severity.HIGH}


def test_what_an_alert_of_both_told_is_left_to_the_one_that_was_split_off(
    database: Database, incidents: list[StoredIncident]
) -> None:
    kept, split, stranger = incidents
    with database.write() as connection:
        number = tell(connection, kept, [EXPOSED], ways=(WAY, OTHER))
        save_told(connection, "default", split.lineage, [(WAY, EXPOSED)], number)
        tell(connection, stranger, [EXPOSED])
        tell(connection, kept, [EXPOSED], tenant="acme")
        assert [one.id for one in told_elsewhere(connection, "default", kept.lineage, WAY)] == [split.id]
        assert told_elsewhere(connection, "default", kept.lineage, OTHER) == []
        assert told_elsewhere(connection, "acme", kept.lineage, WAY) == []
        leave_to_others(connection, "default", kept.lineage, WAY)
        left = [told(connection, *of).facts for of in (("default", kept.lineage), ("acme", kept.lineage))]
        assert left == [{(OTHER, EXPOSED)}, {(WAY, EXPOSED)}]
        for one in (split, stranger):
            assert told(connection, "default", one.lineage).facts == {(WAY, EXPOSED)}
