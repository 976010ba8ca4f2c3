"""Incidents that people merge and split: recorded, and kept when their documents are read again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from model.alert import EXPOSED, Told, once_more
from model.silence import Response
from storage.clocks import carry_records
from storage.corrections import carry_corrections
from storage.database import queue_up
from storage.search.index import forget_incident
from storage.tables import (
    alert,
    decision,
    disclosure,
    document,
    exposure,
    incident,
    incident_edit,
    incident_link,
    incident_organisation,
    incident_revision,
    response,
    silence,
    told_fact,
)


@dataclass(frozen=True, slots=True)
class Edit:
    """One merge of `other_id` into an incident, or one split of reports off it into `other_id`."""

    kind: str
    incident_id: int
    other_id: int
    reports: tuple[int, ...]
    why: str
    made: datetime


def absorb(connection: sa.Connection, kept: int, other: int, why: str, now: datetime) -> None:
    """Everything of `other` becomes `kept`'s: reports, alerts and what was told; `other` is gone.

    The lineage of `kept` stays. Fold it anew afterwards.
    """
    queue_up(connection)  # what is read meanwhile of its documents is the other's
    both = sa.select(incident.c.id).where(incident.c.id.in_((kept, other))).order_by(incident.c.id)
    connection.execute(both.with_for_update())  # what people are recording of them comes along, see `hold_incident`
    lineages = _lineages(connection, kept, other)
    moved = _reports(connection, disclosure.c.incident_id == other)
    merged = {"lineage": lineages[other], "revisions": _revisions(connection, other)}
    _record(connection, Edit("merge", kept, other, tuple(moved), why, now), merged)
    connection.execute(
        sa.update(disclosure).where(disclosure.c.incident_id == other).values(incident_id=kept, why=f"merged: {why}")
    )
    carry_corrections(connection, other, kept)
    _carry_silences(connection, lineages[other], lineages[kept])
    _carry_told(connection, lineages[other], lineages[kept])
    connection.execute(sa.delete(told_fact).where(told_fact.c.lineage == lineages[other]))
    for row in connection.execute(sa.select(alert.c.id, alert.c.payload).where(alert.c.incident_id == other)).all():
        told = {**row.payload, "incident_id": kept}  # which pages link, and what is still to be sent names
        values = {"incident_id": kept, "lineage": lineages[kept], "payload": told}
        connection.execute(sa.update(alert).where(alert.c.id == row.id).values(**values))
    carry_records(connection, other, kept, now)
    for table in (decision, response):
        connection.execute(sa.update(table).where(table.c.incident_id == other).values(incident_id=kept))
    for table in (exposure, incident_revision, incident_organisation, incident_link):
        connection.execute(sa.delete(table).where(table.c.incident_id == other))
    forget_incident(connection, other)
    connection.execute(sa.delete(incident).where(incident.c.id == other))


def take_out(
    connection: sa.Connection, incident_id: int, into: int, report_ids: Collection[int], *, why: str, now: datetime
) -> None:
    """These reports become those of the incident `into`, of which the same was told. Fold both anew afterwards."""
    queue_up(connection)  # newer versions of the documents go along
    _record(connection, Edit("split", incident_id, into, tuple(sorted(report_ids)), why, now))
    lineages = _lineages(connection, incident_id, into)
    _carry_told(connection, lineages[incident_id], lineages[into])
    _share_silences(connection, lineages[incident_id], lineages[into], now)
    chosen = disclosure.c.id.in_(sorted(report_ids))
    documents = sa.select(disclosure.c.document_id).where(chosen)
    everything = disclosure.c.document_id.in_(documents.scalar_subquery())  # older versions go with their document
    connection.execute(sa.update(disclosure).where(everything).values(incident_id=into, why=f"split off: {why}"))


def standing(connection: sa.Connection, incident_id: int) -> int:
    """The incident that this one is a part of now, over one merge or several; itself where it was not merged.

    Versions before 0016 gave the number of a merged incident to a later one, so what is there stands for itself.
    """
    gone = ~sa.exists().where(incident.c.id == sa.bindparam("gone"))
    merge = sa.and_(incident_edit.c.kind == "merge", incident_edit.c.other_id == sa.bindparam("gone"), gone)
    wanted = sa.select(incident_edit.c.incident_id).where(merge).order_by(incident_edit.c.id.desc()).limit(1)
    while (kept := connection.execute(wanted, {"gone": incident_id}).scalar()) is not None:
        incident_id = kept
    return incident_id


def edits_of(connection: sa.Connection, incident_id: int) -> list[Edit]:
    """What people merged into this incident and split off it, oldest first."""
    mine = sa.or_(incident_edit.c.incident_id == incident_id, incident_edit.c.other_id == incident_id)
    rows = connection.execute(sa.select(incident_edit).where(mine).order_by(incident_edit.c.id))
    return [Edit(row.kind, row.incident_id, row.other_id, tuple(row.reports), row.why, row.made) for row in rows]


def documents_of(connection: sa.Connection, incident_id: int) -> list[tuple[int, str, str]]:
    """(report id, address, source) of the documents that tell of an incident now."""
    wanted = (
        sa.select(disclosure.c.id, document.c.url, document.c.source_id)
        .join(document, document.c.id == disclosure.c.document_id)
        .where(disclosure.c.incident_id == incident_id, disclosure.c.current)
        .order_by(disclosure.c.id)
    )
    return [(row.id, row.url, row.source_id) for row in connection.execute(wanted)]


def _carry_told(connection: sa.Connection, other: str, kept: str) -> None:
    """What was told of the one was told of the other; the alert itself may be told of both.

    An exposure that was told to hold by the one and not by the other counts as told to hold; what the one recorded in
    silence and the other told was told.
    """
    ours, theirs = _told_facts(connection, kept), _told_facts(connection, other)
    for (tenant, key), facts in theirs.items():
        known = ours.get((tenant, key), {})
        carried = {fact: alert_id for fact, alert_id in facts.items() if known.get(fact) is None}
        if _is_aloud(known) and _is_aloud(facts) and _is_gone(known) is not _is_gone(facts):
            merged = {*known, *facts}
            while _is_gone(merged):
                merged.add(fact := once_more(EXPOSED, merged))
                carried[fact] = (facts if _is_gone(known) else known).get(EXPOSED)
        of_it = sa.and_(told_fact.c.tenant_id == tenant, told_fact.c.lineage == kept, told_fact.c.exposure_key == key)
        connection.execute(sa.delete(told_fact).where(of_it, told_fact.c.fact.in_(carried)))
        for fact, alert_id in carried.items():
            row = {"tenant_id": tenant, "exposure_key": key, "fact": fact, "alert_id": alert_id}
            connection.execute(sa.insert(told_fact).values(lineage=kept, **row))


def _carry_silences(connection: sa.Connection, other: str, kept: str) -> None:
    """Who put the one off puts off both; who said of it that it is not theirs said nothing of what the other told."""
    mine = sa.and_(silence.c.lineage == other, silence.c.tenant_id.not_in(_tenants_told(kept)))
    snoozed = sa.and_(silence.c.lineage == other, silence.c.response == Response.SNOOZE)
    connection.execute(sa.update(silence).where(sa.or_(mine, snoozed)).values(lineage=kept))


def _share_silences(connection: sa.Connection, whole: str, part: str, now: datetime) -> None:
    """What holds of the whole was said of each part of it: that it is put off, and that it is nobody's here."""
    same = [column for column in silence.c if column not in (silence.c.id, silence.c.lineage)]
    holding = sa.select(sa.literal(part), *same).where(silence.c.lineage == whole, silence.c.until > now)
    connection.execute(sa.insert(silence).from_select([silence.c.lineage, *same], holding))


def _tenants_told(lineage: str) -> sa.Select[tuple[str]]:
    return sa.select(alert.c.tenant_id).where(alert.c.lineage == lineage)


def _told_facts(connection: sa.Connection, lineage: str) -> dict[tuple[str, str], dict[str, int | None]]:
    found: dict[tuple[str, str], dict[str, int | None]] = {}
    for row in connection.execute(sa.select(told_fact).where(told_fact.c.lineage == lineage)):
        found.setdefault((row.tenant_id, row.exposure_key), {})[row.fact] = row.alert_id
    return found


def _is_aloud(facts: Mapping[str, int | None]) -> bool:
    return any(alert_id is not None for alert_id in facts.values())


def _is_gone(facts: Collection[str]) -> bool:
    return Told(frozenset(("", fact) for fact in facts)).is_gone("")


def _reports(connection: sa.Connection, where: sa.ColumnElement[bool]) -> list[int]:
    return list(connection.execute(sa.select(disclosure.c.id).where(where).order_by(disclosure.c.id)).scalars())


def _lineages(connection: sa.Connection, *ids: int) -> dict[int, str]:
    rows = connection.execute(sa.select(incident.c.id, incident.c.lineage).where(incident.c.id.in_(ids)))
    return {row.id: row.lineage for row in rows}


def _revisions(connection: sa.Connection, incident_id: int) -> list[tuple[str, Any]]:
    mine = incident_revision.c.incident_id == incident_id
    rows = connection.execute(sa.select(incident_revision).where(mine).order_by(incident_revision.c.number))
    return [(row.at.isoformat(), row.snapshot) for row in rows]


def _record(connection: sa.Connection, edit: Edit, merged: Mapping[str, Any] | None = None) -> None:
    values = {name: getattr(edit, name) for name in ("kind", "incident_id", "other_id", "why", "made")}
    values["merged"] = sa.null() if merged is None else merged
    connection.execute(sa.insert(incident_edit).values(reports=list(edit.reports), **values))
