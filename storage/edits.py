"""Since when the current version of a page says what it says: an edit is as new as the day on which it was fetched."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from model.disclosure import Disclosure
from model.incident import CLAIM, RECORDS
from model.vocabulary import Kind
from storage.bulk import batched
from storage.tables import disclosure, document_version
from storage.types import load

OTHER_PAGE = "other page"  # `correlation` of a version that shows something else at the address of a document
_IDS: sa.BindParameter[list[int]] = sa.bindparam("ids", expanding=True)
_VERSIONS = (
    sa.select(disclosure.c.document_id, disclosure.c.record, document_version.c.fetched)
    .select_from(disclosure.join(document_version, document_version.c.id == disclosure.c.version_id))
    .where(disclosure.c.document_id.in_(_IDS), disclosure.c.correlation != OTHER_PAGE)
    .order_by(document_version.c.number)
)


def edits_of(connection: sa.Connection, document_ids: Iterable[int]) -> dict[int, dict[str, datetime]]:
    """When an edit of each document changed what it says, by fact: `Report.changed`. Rewording changes nothing."""
    before: dict[int, dict[str, object]] = {}
    changed: dict[int, dict[str, datetime]] = {}
    for part in batched(sorted(set(document_ids))):
        for row in connection.execute(_VERSIONS, {"ids": part}):
            says = _facts(load(Disclosure, row.record))
            known = before.get(row.document_id, says)
            for fact in known.keys() | says.keys():
                if known.get(fact) != says.get(fact):
                    changed.setdefault(row.document_id, {})[fact] = row.fetched
            before[row.document_id] = says
    return changed


def _facts(told: Disclosure) -> dict[str, object]:
    counted = told.records
    return {
        CLAIM: (told.claim, told.kind is Kind.LEAK_CLAIM),
        RECORDS: (counted.count, counted.unit, counted.bound) if counted else None,
        **{claim.type.value: claim.status for claim in told.data_types},
    }
