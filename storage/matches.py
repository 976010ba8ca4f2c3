"""What matching found: exposures, decisions, alerts and, in the same transaction, their deliveries."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from model.alert import Alert, Planned, Told
from model.exposure import Exposure
from model.vocabulary import DeliveryState, Severity, Status
from storage.bulk import batched, insert_many
from storage.database import Database
from storage.digests import STORM
from storage.outbox import readable_message, write_message
from storage.stale import acknowledgement, mark_stale
from storage.tables import alert, decision, delivery, exposure, incident, told_fact
from storage.threads import LINEAGE, OF_LINEAGE, TENANT, TOLD_IN
from storage.types import as_text, dump_text, load_readable

# Made once: making a statement takes several times as long as running it.
_FACTS = sa.select(told_fact.c.exposure_key, told_fact.c.fact, told_fact.c.alert_id).where(
    told_fact.c.tenant_id == TENANT, told_fact.c.lineage == LINEAGE
)
_ALERTS = (
    sa.select(
        *(alert.c.key, alert.c.lineage, alert.c.update_of, alert.c.severity),
        alert.c.payload["incident"]["status"].as_string().label("status"),
    )
    .where(OF_LINEAGE, alert.c.kind == "alert")
    .order_by(alert.c.id)
)
_CHANNELS = (
    sa.select(delivery.c.channel_id, delivery.c.digest)
    .join(alert, alert.c.id == delivery.c.alert_id)
    .where(OF_LINEAGE, delivery.c.state != DeliveryState.MUTED)
    .distinct()
)
_CHANNELS_OF = _CHANNELS.where(
    alert.c.id.in_(TOLD_IN.where(told_fact.c.exposure_key.in_(sa.bindparam("keys", expanding=True))))
)
_MINE = sa.and_(exposure.c.tenant_id == TENANT, exposure.c.incident_id == sa.bindparam("incident"))
_EXPOSURES = sa.select(exposure.c.key, exposure.c.id).where(_MINE)
_DEACTIVATE = sa.update(exposure).where(_MINE).values(active=False)
_REACTIVATE = sa.update(exposure).where(exposure.c.id == sa.bindparam("row"))
_SETTLE = (
    sa.update(incident)
    .where(incident.c.id.in_(sa.bindparam("ids", expanding=True)))
    .values(matching="done", matched_revision=incident.c.revision)
)


@dataclass(frozen=True, slots=True)
class Note:
    """Why something was or was not told: for the summary, and for whoever asks later."""

    subject: str
    outcome: str
    why: str


def told(connection: sa.Connection, tenant: str, lineage: str) -> Told:
    """All that was told of this lineage so far."""
    of = {"tenant": tenant, "lineage": lineage}
    facts = connection.execute(_FACTS, of).all()
    alerts = connection.execute(_ALERTS, of).all()
    severities = [Severity(row.severity) for row in alerts]
    # What was split off another follows that one's alert, unless it became a part of what was told by itself.
    own = (row.key for row in alerts if row.lineage == lineage and row.update_of is None)
    return Told(
        facts=frozenset((row.exposure_key, row.fact) for row in facts),
        root_key=next(own, alerts[0].key if alerts else None),
        max_severity=max(severities, key=lambda item: item.rank) if severities else None,
        status=next((Status(row.status) for row in reversed(alerts) if row.status), None),  # of what can be read
        aloud=frozenset(row.exposure_key for row in facts if row.alert_id is not None),
    )


def channels_told(
    connection: sa.Connection, tenant: str, lineage: str, keys: Collection[str] | None = None
) -> dict[str, str]:
    """The channels that the lineage's alerts, or those of these exposures, went to so far; corrections go there too.

    Each with the digest that took them there, "" where one was a message of its own, or was not because of a storm.
    """
    of = {"tenant": tenant, "lineage": lineage}
    rows = connection.execute(_CHANNELS, of) if keys is None else connection.execute(_CHANNELS_OF, {**of, "keys": keys})
    told_by = [(row.channel_id, "" if row.digest == STORM else row.digest) for row in rows]
    return dict(sorted(told_by, reverse=True))


def save_exposures(
    connection: sa.Connection,
    tenant: str,
    incident_id: int,
    found: Sequence[Exposure],
    *,
    run_id: int,
    now: datetime,
) -> None:
    """Makes the stored exposures of this incident equal to `found`; those no longer found become inactive."""
    mine = {"tenant": tenant, "incident": incident_id}
    known = {row.key: row.id for row in connection.execute(_EXPOSURES, mine)}
    if known:
        connection.execute(_DEACTIVATE, mine)
    rows = {
        item.key: {
            "severity": item.severity.value,
            "confidence": item.confidence,
            "payload": dump_text(item),
            "active": True,
        }
        for item in found
    }
    again = [{"row": known[key], **values} for key, values in rows.items() if key in known]
    if again:
        connection.execute(_REACTIVATE, again)
    of_all = {"tenant_id": tenant, "incident_id": incident_id, "found_run": run_id, "found": now}
    insert_many(
        connection, exposure, [{"key": key, **values, **of_all} for key, values in rows.items() if key not in known]
    )


def save_alert(
    connection: sa.Connection,
    new: Alert,
    planned: Sequence[Planned],
    *,
    run_id: int,
    now: datetime,
    repeat: timedelta | None = None,
) -> int | None:
    """Writes an alert and its deliveries into the outbox; None where this very alert is there already.

    An update that is not loud stays acknowledged where the lineage is; `repeat` is how soon to remind of it.
    """
    acknowledged = None if new.broadcast else acknowledgement(connection, new)
    columns = {
        "incident_id": new.incident_id,
        "lineage": new.lineage,
        "run_id": run_id,
        "acknowledged": acknowledged[0] if acknowledged else None,
        "acknowledged_by": acknowledged[1] if acknowledged else None,
        "remind_at": now + repeat if repeat else None,
        "remind_every": int(repeat.total_seconds()) if repeat else None,
    }
    number = write_message(connection, new, planned, now, kind="alert", **columns)
    if new.update_of is not None:
        mark_stale(connection, new.tenant_id, new.lineage, new.update_of)
    return number


def save_told(
    connection: sa.Connection,
    tenant: str,
    lineage: str,
    facts: Collection[tuple[str, str]],
    alert_id: int | None,
) -> None:
    """Notes facts as told (`alert_id` None: told to nobody, as history); the table's key refuses to note one twice."""
    of_all = {"tenant_id": tenant, "lineage": lineage, "alert_id": alert_id}
    insert_many(connection, told_fact, [{**of_all, "exposure_key": key, "fact": fact} for key, fact in sorted(facts)])


def settle_matching(
    connection: sa.Connection, tenant: str, incident_id: int, notes: Sequence[Note], *, run_id: int, last: bool = True
) -> None:
    """Keeps the reasons for what was and was not done; with the `last` tenant the matching is closed."""
    of_all = {"tenant_id": tenant, "run_id": run_id, "incident_id": incident_id}
    insert_many(connection, decision, [{**of_all, **asdict(note)} for note in notes])
    if last:
        connection.execute(_SETTLE, {"ids": [incident_id]})


def settle_unmatched(database: Database, tenant: str, incident_ids: Sequence[int], *, last: bool = True) -> None:
    """Incidents reach nothing of a tenant: their exposures are inactive; the `last` tenant closes the matching."""
    for part in batched(incident_ids):
        mine = sa.and_(exposure.c.tenant_id == tenant, exposure.c.incident_id.in_(part))
        with database.write() as connection:
            connection.execute(sa.update(exposure).where(mine).values(active=False))
            if last:
                connection.execute(_SETTLE, {"ids": part})


def decisions_of(database: Database, run_id: int) -> list[dict[str, Any]]:
    """Every decision of a run, in order."""
    wanted = sa.select(decision).where(decision.c.run_id == run_id).order_by(decision.c.id)
    with database.read() as connection:
        return [dict(row) for row in connection.execute(wanted).mappings()]


def decisions_on(database: Database, tenant: str, incident_id: int) -> list[dict[str, Any]]:
    """A tenant's decisions on an incident over all runs, in order: `run_id`, `subject`, `outcome`, `why`."""
    columns = (decision.c.run_id, decision.c.subject, decision.c.outcome, decision.c.why)
    mine = sa.and_(decision.c.tenant_id == tenant, decision.c.incident_id == incident_id)
    wanted = sa.select(*columns).where(mine).order_by(decision.c.id)
    with database.read() as connection:
        return [dict(row) for row in connection.execute(wanted).mappings()]


def messages_on(database: Database, tenant: str, incident_id: int) -> list[dict[str, Any]]:
    """A tenant's alerts and reminders of an incident, oldest first, as `messages_of` gives them.

    Also the alerts of another that it was split off, where they told of it.
    """
    lineage = sa.select(incident.c.lineage).where(incident.c.id == incident_id).scalar_subquery()
    told_of_it = sa.select(told_fact.c.alert_id).where(told_fact.c.lineage == lineage)
    mine = sa.or_(alert.c.incident_id == incident_id, alert.c.id.in_(told_of_it))
    return messages_of(database, limit=1000, tenant=tenant, where=mine)[::-1]


def alerts_of(database: Database, run_id: int | None = None) -> list[dict[str, Any]]:
    """The newest alerts, or all that one run wrote, the newest first: as `messages_of`, the message as `alert`."""
    limit, written = (100, sa.true()) if run_id is None else (None, alert.c.run_id == run_id)
    found = messages_of(database, where=sa.and_(alert.c.kind == "alert", written), limit=limit)
    return [{**entry, "alert": entry["message"]} for entry in found]


def messages_of(
    database: Database,
    *,
    limit: int | None = 100,
    tenant: str | None = None,
    where: sa.ColumnElement[bool] | None = None,
) -> list[dict[str, Any]]:
    """The newest alerts and notices first: `id`, `kind`, `created`, `acknowledged`, `acknowledged_by`, `message`.

    `tenant` None: everybody's. `message` is None where another version wrote it, or it is damaged.
    """
    columns = (alert.c.id, alert.c.kind, alert.c.created, alert.c.acknowledged, alert.c.acknowledged_by)
    wanted = sa.select(*columns, as_text(alert.c.payload)).order_by(alert.c.id.desc()).limit(limit)
    if tenant is not None:
        wanted = wanted.where(alert.c.tenant_id == tenant)
    if where is not None:
        wanted = wanted.where(where)
    with database.read() as connection:
        return [
            {
                "id": row.id,
                "kind": row.kind,
                "created": row.created,
                "acknowledged": row.acknowledged,
                "acknowledged_by": row.acknowledged_by,
                "message": readable_message(row.kind, row.payload),
            }
            for row in connection.execute(wanted)
        ]


def unreadable_messages(database: Database) -> list[tuple[int, str]]:
    """The number and the tenant of each alert, reminder and notice that cannot be read, oldest first."""
    columns = (alert.c.id, alert.c.tenant_id, alert.c.kind, as_text(alert.c.payload))
    with database.read() as connection:
        rows = connection.execution_options(yield_per=500).execute(sa.select(*columns).order_by(alert.c.id))
        return [(row.id, row.tenant_id) for row in rows if readable_message(row.kind, row.payload) is None]


def unreadable_exposures(database: Database) -> list[tuple[int, str]]:
    """The incident and the tenant of each active exposure that cannot be read, oldest first."""
    columns = (exposure.c.incident_id, exposure.c.tenant_id, as_text(exposure.c.payload))
    wanted = sa.select(*columns).where(exposure.c.active).order_by(exposure.c.id)
    with database.read() as connection:
        rows = connection.execution_options(yield_per=500).execute(wanted)
        return [(row.incident_id, row.tenant_id) for row in rows if load_readable(Exposure, row.payload) is None]
