"""What was told of exposures that are there no more."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from model.alert import EXPOSED, GONE, Alert, Told
from model.exposure import Exposure
from model.vocabulary import DeliveryState, Status
from storage.bulk import batched
from storage.database import Database
from storage.incidents import StoredIncident, load_incidents
from storage.tables import alert, delivery, incident, told_fact
from storage.types import as_text, load_readable, load_text

_PAYLOAD = as_text(alert.c.payload)


def lineages_told(connection: sa.Connection, tenant: str) -> frozenset[str]:
    """Those of the incidents waiting to be matched of which an alert told this tenant."""
    wanted = (
        sa.select(told_fact.c.lineage)
        .join(incident, incident.c.lineage == told_fact.c.lineage)
        .where(incident.c.matching == "pending", told_fact.c.tenant_id == tenant, told_fact.c.alert_id.is_not(None))
        .distinct()
    )
    return frozenset(connection.execute(wanted).scalars())


def over_lineages(connection: sa.Connection, tenant: str, *lineages: str) -> frozenset[str]:
    """The lineages of which nothing that was told holds any more; of all, or of these."""
    taken_back = sa.select(told_fact.c.lineage).where(told_fact.c.tenant_id == tenant, _is_gone())
    if lineages:
        taken_back = taken_back.where(told_fact.c.lineage.in_(lineages))
    wanted = sa.select(told_fact).where(told_fact.c.tenant_id == tenant, told_fact.c.lineage.in_(taken_back))
    facts: dict[str, set[tuple[str, str]]] = {}
    aloud: dict[str, set[str]] = {}
    for row in connection.execute(wanted):
        facts.setdefault(row.lineage, set()).add((row.exposure_key, row.fact))
        if row.alert_id is not None:
            aloud.setdefault(row.lineage, set()).add(row.exposure_key)
    known = {line: Told(frozenset(held), aloud=frozenset(aloud.get(line, ()))) for line, held in facts.items()}
    return frozenset(line for line, told in known.items() if told.is_over)


def exposures_told(connection: sa.Connection, tenant: str, lineage: str, keys: Collection[str]) -> dict[str, Exposure]:
    """These exposures as an alert of the lineage told each last, by key; of what was all a claim then, as claimed.

    What was told by none but an alert that cannot be read is left out.
    """
    mine = sa.and_(told_fact.c.tenant_id == tenant, told_fact.c.lineage == lineage, told_fact.c.exposure_key.in_(keys))
    ids = sa.select(told_fact.c.alert_id).where(mine, told_fact.c.alert_id.is_not(None))
    rows = connection.execute(sa.select(_PAYLOAD).where(alert.c.id.in_(ids)).order_by(alert.c.id))
    told = [load_readable(Alert, payload) for payload in rows.scalars()]
    return {each.key: _as_told(one, each) for one in told if one for each in one.exposures if each.key in keys}


def _as_told(told: Alert, exposure: Exposure) -> Exposure:
    return replace(exposure, claimed=exposure.claimed or told.incident.status is Status.ALLEGED)


def told_elsewhere(connection: sa.Connection, tenant: str, lineage: str, key: str) -> list[StoredIncident]:
    """The incidents that an alert of this one told this exposure of as well: one was split off the other."""
    mine = sa.and_(told_fact.c.tenant_id == tenant, told_fact.c.exposure_key == key)
    alerts = sa.select(told_fact.c.alert_id).where(
        mine, told_fact.c.lineage == lineage, told_fact.c.alert_id.is_not(None)
    )
    others = sa.select(told_fact.c.lineage).where(
        mine, told_fact.c.lineage != lineage, told_fact.c.alert_id.in_(alerts)
    )
    ids = connection.execute(sa.select(incident.c.id).where(incident.c.lineage.in_(others))).scalars()
    return _in_order(load_incidents(connection, list(ids)).values())


def told_beside(connection: sa.Connection, tenant: str, lineage: str, key: str) -> list[StoredIncident]:
    """The other incidents of which an alert told this exposure."""
    mine = sa.and_(told_fact.c.tenant_id == tenant, told_fact.c.exposure_key == key, told_fact.c.alert_id.is_not(None))
    others = sa.select(told_fact.c.lineage).where(mine, told_fact.c.fact == EXPOSED, told_fact.c.lineage != lineage)
    ids = connection.execute(sa.select(incident.c.id).where(incident.c.lineage.in_(others))).scalars()
    return _in_order(load_incidents(connection, list(ids)).values())


def incidents_told_by(connection: sa.Connection, alert_ids: Collection[int]) -> list[StoredIncident]:
    """The incidents that these alerts told of: their own, and what was split off since."""
    lineages = sa.select(told_fact.c.lineage).where(told_fact.c.alert_id.in_(alert_ids))
    ids = connection.execute(sa.select(incident.c.id).where(incident.c.lineage.in_(lineages))).scalars()
    return _in_order(load_incidents(connection, list(ids)).values())


def leave_to_others(connection: sa.Connection, tenant: str, lineage: str, key: str) -> None:
    """What was told of an exposure is from now on told of those others alone."""
    mine = sa.and_(told_fact.c.tenant_id == tenant, told_fact.c.lineage == lineage, told_fact.c.exposure_key == key)
    connection.execute(sa.delete(told_fact).where(mine))


def keep_back_outlived(database: Database, delivery_id: int | None = None) -> int:
    """Dead deliveries (or one) are kept where their channel has heard since that nothing of them holds; how many."""
    is_dead = sa.and_(delivery.c.state == DeliveryState.DEAD, alert.c.lineage.is_not(None))
    columns = (delivery.c.id, delivery.c.channel_id, delivery.c.alert_id, alert.c.tenant_id, alert.c.lineage)
    wanted = sa.select(*columns, _PAYLOAD).join(alert).where(is_dead)
    if delivery_id is not None:
        wanted = wanted.where(delivery.c.id == delivery_id)
    with database.write() as connection:
        outlived = [row.id for row in connection.execute(wanted).all() if _is_outlived(connection, row)]
        why = delivery.c.why + "; not sent again: its channel has heard since that it no longer holds"
        for part in batched(outlived):
            kept = sa.update(delivery).where(delivery.c.id.in_(part))
            connection.execute(kept.values(state=DeliveryState.MUTED, why=why))
    return len(outlived)


def _is_outlived(connection: sa.Connection, row: Any) -> bool:
    came = sa.and_(delivery.c.channel_id == row.channel_id, delivery.c.state == DeliveryState.SENT)
    later = sa.and_(alert.c.tenant_id == row.tenant_id, alert.c.lineage == row.lineage, alert.c.id > row.alert_id)
    heard = sa.select(_PAYLOAD).join(delivery).where(came, later).order_by(alert.c.id)
    try:
        told = holding = {exposure.key for exposure in load_text(Alert, row.payload).holding}
        for one in (load_text(Alert, payload) for payload in connection.execute(heard).scalars()):
            again = {exposure.key for exposure in one.holding} & told
            holding = set() if one.incident.status is Status.RETRACTED else (holding | again) - {*one.withdrawn}
    except ValueError:  # whoever sends it says that it cannot be read
        return False
    return bool(told) and not holding


def _in_order(found: Iterable[StoredIncident]) -> list[StoredIncident]:
    return sorted(found, key=lambda each: each.id)


def _is_gone() -> sa.ColumnElement[bool]:
    return sa.or_(told_fact.c.fact == GONE, told_fact.c.fact.startswith(f"{GONE}:"))
