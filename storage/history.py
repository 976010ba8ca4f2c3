"""Documents that come with what was read in them: the past, written in bulk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from model.disclosure import Disclosure
from model.document import Document, Source
from storage.bulk import batched, insert_many, insert_returning
from storage.database import Database
from storage.documents import document_row, version_row
from storage.tables import disclosure, document, document_version
from storage.types import dump_text


def known_urls(database: Database, urls: Sequence[str]) -> set[str]:
    """Those of the addresses under which a document is stored."""
    found: set[str] = set()
    with database.read() as connection:
        for part in batched(urls):
            found.update(connection.execute(sa.select(document.c.url).where(document.c.url.in_(part))).scalars())
    return found


def save_read_documents(
    connection: sa.Connection,
    source: Source,
    found: Sequence[tuple[Document, Disclosure, bool]],
    *,
    extractor: str,
    now: datetime,
    fingerprints: Mapping[str, tuple[int, ...]] | None = None,
) -> None:
    """New documents of one source as of its first poll, each read already and with whether it may matter.

    None of their addresses may be stored yet. What matters waits for correlation. `fingerprints` are sketches of their
    texts, by URL, where they are known.
    """
    sketches = fingerprints or {}
    for part in batched(found):
        rows = [document_row(each, source, first_seen=now, first_poll=True) for each, _, _ in part]
        ids = insert_returning(connection, document, rows)
        versions = [version_row(number, 1, each, "done") for number, (each, _, _) in zip(ids, part, strict=True)]
        version_ids = insert_returning(connection, document_version, versions)
        told = zip(ids, version_ids, part, strict=True)
        insert_many(connection, disclosure, [_disclosure(a, b, entry, extractor, sketches) for a, b, entry in told])


def _disclosure(
    document_id: int,
    version_id: int,
    entry: tuple[Document, Disclosure, bool],
    extractor: str,
    fingerprints: Mapping[str, tuple[int, ...]],
) -> dict[str, Any]:
    found, told, relevant = entry
    return {
        "version_id": version_id,
        "document_id": document_id,
        "record": dump_text(told),
        "is_disclosure": told.is_disclosure,
        "kind": told.kind.value,
        "claim": told.claim.value,
        "fingerprint": list(fingerprints.get(found.url, ())),
        "extractor": extractor,
        "correlation": "pending" if relevant else "none",
        "current": True,
        "why": "",
    }
