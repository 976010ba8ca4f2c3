"""What people corrected of single facts of incidents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from model.correction import Correction
from storage.bulk import batched
from storage.tables import incident_correction


def add_correction(connection: sa.Connection, incident_id: int, made: Correction) -> int:
    """Keeps a correction; its id. Fold the incident anew afterwards."""
    values = asdict(made)
    values.pop("id")
    inserted = connection.execute(sa.insert(incident_correction).values(incident_id=incident_id, **values))
    return int(inserted.inserted_primary_key[0])  # type: ignore[index]


def undo_correction(
    connection: sa.Connection, incident_id: int, number: int, by: str, now: datetime
) -> Correction | None:
    """Has a correction hold no more; None where none did. Fold the incident anew afterwards."""
    mine = sa.and_(
        incident_correction.c.id == number,
        incident_correction.c.incident_id == incident_id,
        incident_correction.c.undone.is_(None),
    )
    row = connection.execute(sa.select(incident_correction).where(mine)).mappings().one_or_none()
    connection.execute(sa.update(incident_correction).where(mine).values(undone=now, undone_by=by))
    return None if row is None else _correction(row)


def corrections_of(connection: sa.Connection, incident_ids: Iterable[int]) -> dict[int, list[Correction]]:
    """All corrections of these incidents, also undone ones, oldest first."""
    found: dict[int, list[Correction]] = {}
    for part in batched(sorted(set(incident_ids))):
        wanted = sa.select(incident_correction).where(incident_correction.c.incident_id.in_(part))
        for row in connection.execute(wanted.order_by(incident_correction.c.id)).mappings():
            found.setdefault(row["incident_id"], []).append(_correction(row))
    return found


def carry_corrections(connection: sa.Connection, other: int, kept: int) -> None:
    """What was corrected of `other` holds for `kept`, which it became a part of."""
    mine = incident_correction.c.incident_id == other
    connection.execute(sa.update(incident_correction).where(mine).values(incident_id=kept))


def _correction(row: Any) -> Correction:
    return Correction(**{name: value for name, value in row.items() if name != "incident_id"})
