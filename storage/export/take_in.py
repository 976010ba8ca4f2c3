"""Takes in what another Tocsin exported: as documents that are correlated like any other, and never page."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from storage.database import Database
from storage.export.records import ToldBy
from storage.tables import disclosure, document, document_version
from storage.types import dump

_EXTRACTOR = "imported"


def take_in(database: Database, told: Iterable[ToldBy]) -> int:
    """Stores the documents that are new here, each with what was read in it; how many they were.

    They keep their trust. Their alerting is off, so an incident that only they tell never pages. One whose URL is known
    here is left as it is, so a file may be imported any number of times. What they say waits for correlation.
    """
    taken = 0
    with database.write() as connection:
        for one in told:
            known = sa.select(document.c.id).where(document.c.url == one.url)
            if connection.execute(known).scalar_one_or_none() is None:
                _store(connection, one)
                taken += 1
    return taken


def _store(connection: sa.Connection, one: ToldBy) -> None:
    page: dict[str, str | None] = {
        "url": one.url,
        "source_id": one.source_id,
        "source_kind": one.source_kind,
        "trust": one.trust.value,
    }
    page |= {"speaker": one.speaker, "store": one.store.value}
    new = sa.insert(document).values(
        **page, alerting=False, published=one.published, first_seen=one.fetched, from_first_poll=True
    )
    document_id = connection.execute(new).inserted_primary_key[0]  # type: ignore[index]
    version = sa.insert(document_version).values(
        document_id=document_id,
        number=1,
        title=one.title,
        content_hash=one.content_hash,
        fetched=one.fetched,
        extraction="done",
        attempts=0,
    )
    version_id = connection.execute(version).inserted_primary_key[0]  # type: ignore[index]
    said = one.disclosure
    values = {"is_disclosure": said.is_disclosure, "kind": said.kind.value, "claim": said.claim.value}
    connection.execute(
        sa.insert(disclosure).values(
            version_id=version_id,
            document_id=document_id,
            record=dump(said),
            **values,
            fingerprint=list(one.fingerprint),
            extractor=_EXTRACTOR,
            correlation="pending",
            current=True,
            why="",
        )
    )
