"""Documents that wait to be read: claimed by one reader of any number, and given back when it dies."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from itertools import takewhile
from typing import Any

import sqlalchemy as sa

from model.vocabulary import Trust
from storage.bulk import batched
from storage.claims import Claims, claiming
from storage.database import Database
from storage.disclosures import EARLY
from storage.documents import REVISIT
from storage.errors import NewerDatabase, StorageError
from storage.marks import read_mark, set_mark
from storage.tables import disclosure, document, document_version, told_in

MAX_ATTEMPTS = 2
MAX_INTERRUPTIONS = 4  # once in company, thrice alone: a kill from outside does not hit one document so often
_BATCH = 16  # read in a second or two: others want some too, and a kill gives back no more


@dataclass(frozen=True, slots=True)
class PendingVersion:
    """A document version that waits for extraction."""

    id: int
    document_id: int
    url: str
    source_kind: str
    trust: Trust
    title: str
    text: str
    fields: dict[str, Any] | None
    language: str | None
    speaker: str | None
    published: date | None
    known_incident: bool
    interruptions: int  # readers that died while they had claimed it


@contextmanager
def reading(database: Database, command: str, now: datetime) -> Iterator[int]:
    """The number under which this process claims documents to read; what dead readers had claimed waits again.

    So does what this one has claimed where the database fails it, which no document is to blame for.

    Raises:
        DatabaseBusy: too many readers work on this database.
    """
    with claiming(database, _CLAIMS, command, now) as number:
        try:
            yield number
        except StorageError:
            with suppress(StorageError):  # else it is as if this reader had died
                give_back(database, number)
            raise


def claim_versions(
    database: Database, reader: int, *, batch: int = _BATCH, leave: Collection[str] = ()
) -> Iterator[list[PendingVersion]]:
    """Versions that wait and are this reader's from now on, oldest first, in batches; each comes once in one call.

    One whose reader died comes alone, so that no other is suspected with it should it be what ends the process.

    `leave`: kinds of sources whose documents are left to others.
    """
    last = 0
    while True:
        with database.write() as connection:
            asked = {"after": last, "most": batch, "leave": list(leave)}
            free = connection.execute(_FREE, asked).all()
            if not free:
                return
            ids = _together(free)
            connection.execute(_CLAIM, {"ids": ids, "by": reader})
            rows = connection.execute(_CLAIMED, {"ids": ids}).all()
        last = ids[-1]
        yield [_pending_version(row) for row in rows]
        if len(free) < batch and len(ids) == len(free):
            return


def _together(free: Sequence[sa.Row[int, int]]) -> list[int]:
    unsuspected = list(takewhile(lambda row: not row.interruptions, free))
    return [row.id for row in unsuspected or free[:1]]


def read_anew(database: Database, extractor: str, now: datetime) -> int:
    """Has what another version of the extractor read, or could not read, wait again, once after an upgrade; how many.

    Those that tell of an incident, and those of the last 60 days, which may by now: more would hold up the news. What
    was set aside may be any of these, and is little. What is kept without its text, or waits for somebody who uses its
    packages, stays as it was read.
    """
    with database.read() as connection:
        if read_mark(connection, _EXTRACTOR) == extractor:
            return 0
    with database.write() as connection:
        outdated = connection.execute(_OUTDATED, {"extractor": extractor, "since": now - REVISIT}).scalars().all()
        number = _wait_again(connection, [*outdated, *connection.execute(_SET_ASIDE).scalars()])
        set_mark(connection, _EXTRACTOR, extractor)
    return number


def read_set_aside(database: Database, url: str = "") -> int:
    """Has what was set aside, at one address or anywhere, wait again where its text is still kept; how many."""
    wanted = _SET_ASIDE
    if url:
        at = sa.select(document.c.id).where(document.c.url == url)
        wanted = wanted.where(document_version.c.document_id.in_(at))
    with database.write() as connection:
        return _wait_again(connection, connection.execute(wanted).scalars().all())


def _wait_again(connection: sa.Connection, versions: Sequence[int]) -> int:
    for part in batched(versions):
        connection.execute(_AGAIN, {"ids": part})
    return len(versions)


def refuse_outdated(database: Database, extractor: str) -> None:
    """Looks whether a newer extractor than this one reads the documents by now; quick enough for every document.

    What it reads anew after an upgrade it reads once: whatever an older one reads afterwards would stay so.

    Raises:
        NewerDatabase: it does.
    """
    with database.read() as connection:
        found = read_mark(connection, _EXTRACTOR) or ""
    if found.isdecimal() and int(found) > int(extractor):
        raise NewerDatabase(
            f"database {database.shown}: a newer Tocsin reads its documents by now; "
            "start this one again with that version"
        )


def others_read(database: Database, reader: int, now: datetime) -> bool:
    """Whether another reader, which lives, has claimed something; what dead ones had claimed waits again."""
    return _CLAIMS.release_dead(database, reader, "reader", now)


def fail_version(database: Database, version_id: int, error: str) -> bool:
    """Counts a failed extraction; True where the version is now set aside for good."""
    with database.write() as connection:
        attempts = connection.execute(
            sa.select(document_version.c.attempts).where(document_version.c.id == version_id)
        ).scalar_one()
        given_up = bool(attempts + 1 >= MAX_ATTEMPTS)
        values = {
            "attempts": attempts + 1,
            "error": error,
            "extraction": "quarantined" if given_up else "pending",
        }
        connection.execute(sa.update(document_version).where(document_version.c.id == version_id).values(**values))
    return given_up


def set_aside(database: Database, version_id: int, error: str) -> None:
    """Nobody reads a version any more; `tocsin doctor` names it with the error."""
    values = {"error": error, "extraction": "quarantined"}
    with database.write() as connection:
        connection.execute(sa.update(document_version).where(document_version.c.id == version_id).values(**values))


def give_back(database: Database, reader: int) -> None:
    """What this living reader has claimed and not read waits again, and no interruption counts against it."""
    with database.write() as connection:
        connection.execute(_GIVE_BACK, {"by": reader})


def release_versions(database: Database, reader: int) -> int:
    """What a reader that died had claimed and not read waits again, one interruption the richer; how many."""
    with database.write() as connection:
        return connection.execute(_RELEASE, {"by": reader}).rowcount


def _pending_version(row: Any) -> PendingVersion:
    return PendingVersion(
        id=row.id,
        document_id=row.document_id,
        url=row.url,
        source_kind=row.source_kind,
        trust=Trust(row.trust),
        title=row.title,
        text=row.text or "",
        fields=row.fields,
        language=row.language,
        speaker=row.speaker,
        published=row.published.date() if row.published else None,
        known_incident=bool(row.known_incident),
        interruptions=row.interruptions,
    )


_EARLIER = (
    sa.select(disclosure.c.id)
    .where(disclosure.c.document_id == document.c.id, disclosure.c.incident_id.is_not(None))
    .exists()
)
_EXTRACTOR = "extractor"
_OUTDATED = (
    sa.select(disclosure.c.version_id)
    .select_from(told_in)
    .where(
        disclosure.c.current,
        disclosure.c.extractor != sa.bindparam("extractor"),
        disclosure.c.correlation.in_(("done", "none", EARLY)),
        document_version.c.extraction == "done",
        sa.func.coalesce(document_version.c.text, "") != "",
        sa.or_(
            disclosure.c.incident_id.is_not(None),
            sa.func.coalesce(document.c.published, document.c.first_seen) >= sa.bindparam("since"),
        ),
    )
)
_SET_ASIDE = sa.select(document_version.c.id).where(
    document_version.c.extraction == "quarantined", sa.func.coalesce(document_version.c.text, "") != ""
)
_AGAIN = (
    sa.update(document_version)
    .where(document_version.c.id.in_(sa.bindparam("ids", expanding=True)))
    .values(extraction="pending", attempts=0, interruptions=0)
)
_MINE = document_version.c.reader == sa.bindparam("by")
_IDS: sa.BindParameter[list[int]] = sa.bindparam("ids", expanding=True)
_FREE = (
    sa.select(document_version.c.id, document_version.c.interruptions)
    .join(document, document.c.id == document_version.c.document_id)
    .where(document_version.c.extraction == "pending", document_version.c.id > sa.bindparam("after"))
    .where(document.c.source_kind.not_in(sa.bindparam("leave", expanding=True)))
    .order_by(document_version.c.id)
    .limit(sa.bindparam("most"))
    .with_for_update(skip_locked=True, of=document_version)
)
_CLAIM = (
    sa.update(document_version)
    .where(document_version.c.id.in_(_IDS))
    .values(extraction="reading", reader=sa.bindparam("by"))
)
_CLAIMED = (
    sa.select(
        document_version,
        *(document.c.url, document.c.source_id, document.c.source_kind, document.c.trust),
        *(document.c.speaker, document.c.published),
        _EARLIER.label("known_incident"),
    )
    .join(document, document.c.id == document_version.c.document_id)
    .where(document_version.c.id.in_(_IDS))
    .order_by(document_version.c.id)
)
_READING = document_version.c.extraction == "reading"
_GIVE_BACK = sa.update(document_version).where(_READING, _MINE).values(extraction="pending")
_RELEASE = (
    sa.update(document_version)
    .where(_READING, _MINE)
    .values(extraction="pending", interruptions=document_version.c.interruptions + 1)
)
_CLAIMS = Claims(
    "read",
    sa.select(document_version.c.reader).where(_READING).distinct(),
    lambda database, reader, _now: release_versions(database, reader),
)
