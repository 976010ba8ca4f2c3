"""Documents and their versions."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import sqlalchemy as sa

from model.document import STAND_IN, Document, KnownPage, Source, Validators
from model.vocabulary import Store, Trust
from storage.bulk import batched, insert_many, insert_returning
from storage.database import Database
from storage.tables import disclosure, document, document_version

REVISIT = timedelta(days=60)  # posts about an incident are edited for weeks after their publication
_OFTEN = timedelta(days=3)  # most edits come at once; afterwards a page is looked at again once a day
_DAY = 86_400  # seconds
_ADVISORIES = "csaf"
_all = document_version.alias()
_NEWEST = sa.select(sa.func.max(_all.c.number)).where(_all.c.document_id == document.c.id)
# Made once: a crawl asks these for every page.
_KNOWN = (
    sa.select(document, document_version.c.number, document_version.c.content_hash, document_version.c.fetched)
    .join(document_version, document_version.c.document_id == document.c.id)
    .where(
        document.c.url.in_(sa.bindparam("urls", expanding=True)),
        document_version.c.number == _NEWEST.scalar_subquery(),
    )
)
_TELLS = (
    sa.select(disclosure.c.id)
    .where(disclosure.c.document_id == sa.bindparam("of"), disclosure.c.incident_id.is_not(None))
    .limit(1)
)
_PAGE = _KNOWN.with_only_columns(
    *(document.c.url, document.c.etag, document.c.last_modified, document.c.published, document.c.first_seen),
    *(document.c.source_id, document.c.trust),
    *(document_version.c.content_hash, document_version.c.fetched, disclosure.c.incident_id),
).outerjoin(disclosure, disclosure.c.version_id == document_version.c.id)


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """One version of a document; `text` is None where the licence let us keep it no longer."""

    number: int
    title: str
    text: str | None
    fetched: datetime


def versions_of(database: Database, url: str) -> list[StoredVersion]:
    """All versions of the document at a canonical URL, oldest first."""
    wanted = (
        sa.select(document_version)
        .join(document, document.c.id == document_version.c.document_id)
        .where(document.c.url == url)
        .order_by(document_version.c.number)
    )
    with database.read() as connection:
        return [StoredVersion(row.number, row.title, row.text, row.fetched) for row in connection.execute(wanted)]


def save_documents(database: Database, found: Sequence[tuple[Document, Source, bool]]) -> int:
    """Stores new documents and new versions, all or none; how many brought something new.

    Each comes with its source and whether that is polled for the first time. One URL is one document, told by whoever
    of its sources is nearest to the event (see `Trust`): a nearer one makes a new version of the same words on its own
    site, since who says them counts, and a lesser one that links the page adds nothing.
    """
    with database.write() as connection:
        return _save(connection, found)


def _save(connection: sa.Connection, found: Sequence[tuple[Document, Source, bool]]) -> int:
    once: dict[str, tuple[Document, Source, bool]] = {}
    again = [entry for entry in found if once.setdefault(entry[0].url, entry) is not entry]
    known = {row.url: row for row in connection.execute(_KNOWN, {"urls": list(once)})}
    new = [entry for url, entry in once.items() if url not in known]
    rows = [document_row(each, source, first_seen=each.fetched, first_poll=first) for each, source, first in new]
    ids = insert_returning(connection, document, rows)
    versions = [version_row(number, 1, each, "pending") for number, (each, _, _) in zip(ids, new, strict=True)]
    for url, row in known.items():
        each, source, _ = once[url]
        number = _renewed(connection, row, each, source)
        versions += [version_row(row.id, number, each, "pending")] if number else []
    insert_many(connection, document_version, versions)
    return len(versions) + (_save(connection, again) if again else 0)


def _renewed(connection: sa.Connection, known: Any, found: Document, source: Source) -> int:
    """Brings a stored document up to date; the number of the version to add, 0 where there is nothing new."""
    nearer = _nearer(source, known)
    if _lesser(source, known) and not nearer:
        return 0  # nor its validators: by them an edit would be "not modified" to the source that may store it
    values: dict[str, Any] = {"etag": found.validators.etag, "last_modified": found.validators.last_modified}
    new = nearer or known.content_hash != found.content_hash
    if new:
        values |= _told_by(source)
    if new and known.published is None and found.published and not connection.execute(_TELLS, {"of": known.id}).first():
        values["published"] = found.published  # the page itself, which could not be had before or is news only now
    connection.execute(sa.update(document).where(document.c.id == known.id).values(**values))
    return int(known.number) + 1 if new else 0


def known_pages(
    database: Database,
    urls: Sequence[str],
    now: datetime,
    source: Source | None = None,
    last: datetime | None = None,
) -> dict[str, KnownPage]:
    """What is stored of these URLs; one that tells of an incident is revisited for 60 days after its publication.

    `source`: who asks; what a lesser source told is not known to it, so that it tells it itself. `last`: when it was
    last asked. An edit of more than three days ago is asked for once a day, each at its own time of day.
    """
    with database.read() as connection:
        rows = [row for part in batched(urls) for row in connection.execute(_PAGE, {"urls": part})]
    return {row.url: _known_page(row, now, source, last) for row in rows if source is None or not _nearer(source, row)}


def _known_page(row: Any, now: datetime, source: Source | None, last: datetime | None) -> KnownPage:
    age = now - (row.published or row.first_seen)
    validators = Validators(row.etag, row.last_modified)
    if validators == STAND_IN and source is not None and source.id != row.source_id:
        validators = Validators()  # the words are not its own, and so not its to correct
    return KnownPage(
        validators=validators,
        content_hash=row.content_hash,
        revisit=row.incident_id is not None and age <= REVISIT,
        fetched=row.fetched,
        often=None if last is None or _day_passed(row.url, last, now) else (now - _OFTEN, now + _OFTEN),
    )


def pages_to_revisit(
    database: Database, source_id: str, now: datetime, last: datetime | None = None
) -> tuple[str, ...]:
    """The pages of a source that tell of an incident and are not older than 60 days.

    `last`: when the source was last asked. A page older than three days is due once a day, each at its own time of day.
    """
    wanted = (
        sa.select(document.c.url, sa.func.coalesce(document.c.published, document.c.first_seen).label("told"))
        .join(disclosure, disclosure.c.document_id == document.c.id)
        .where(
            document.c.source_id == source_id,
            disclosure.c.current,
            disclosure.c.incident_id.is_not(None),
            sa.func.coalesce(document.c.published, document.c.first_seen) >= now - REVISIT,
        )
        .order_by(document.c.url)
    )
    with database.read() as connection:
        rows = connection.execute(wanted).all()
    return tuple(row.url for row in rows if last is None or now - row.told <= _OFTEN or _day_passed(row.url, last, now))


def _day_passed(url: str, last: datetime, now: datetime) -> bool:
    """Whether the time of day that belongs to an address lies between two moments."""
    offset = zlib.crc32(url.encode("utf-8", "replace")) % _DAY
    return (now.timestamp() + offset) // _DAY > (last.timestamp() + offset) // _DAY


def purge_text(database: Database, now: datetime, keep: timedelta = timedelta(days=7)) -> int:
    """Drops the text that a source's licence does not let us keep; how many versions lost theirs.

    An empty text stays: it says that the page could not be had.
    """
    limited = sa.select(document.c.id).where(document.c.store != Store.FULL.value)
    waiting = sa.select(disclosure.c.version_id).where(disclosure.c.correlation == "pending")
    with database.write() as connection:
        purged = connection.execute(
            sa.update(document_version)
            .where(
                document_version.c.document_id.in_(limited),
                document_version.c.extraction.in_(("done", "quarantined")),
                document_version.c.id.not_in(waiting),
                document_version.c.fetched < now - keep,
                document_version.c.text != "",
            )
            .values(text=None, fields=sa.case((_of_names_alone(), document_version.c.fields), else_=sa.null()))
        )
        return int(purged.rowcount)


def _of_names_alone() -> sa.ColumnElement[bool]:
    """Fields that are names and numbers, which may be kept: items that come later are compared with them."""
    return document_version.c.document_id.in_(sa.select(document.c.id).where(document.c.source_kind == _ADVISORIES))


def quarantined(database: Database) -> list[tuple[str, str]]:
    """(URL, error) of every version that could not be read."""
    wanted = (
        sa.select(document.c.url, document_version.c.error)
        .join(document_version, document_version.c.document_id == document.c.id)
        .where(document_version.c.extraction == "quarantined")
    )
    with database.read() as connection:
        return [(row.url, row.error or "") for row in connection.execute(wanted)]


def document_row(found: Document, source: Source, *, first_seen: datetime, first_poll: bool) -> dict[str, Any]:
    """A document as a row of its table."""
    return {
        "url": found.url,
        **_told_by(source),
        "published": found.published,
        "first_seen": first_seen,
        "from_first_poll": first_poll,
        "etag": found.validators.etag,
        "last_modified": found.validators.last_modified,
    }


def version_row(document_id: int, number: int, found: Document, extraction: str) -> dict[str, Any]:
    """A version as a row of its table."""
    return {
        "document_id": document_id,
        "number": number,
        "title": found.title,
        "text": found.text,
        "fields": dict(found.fields) if found.fields is not None else None,
        "language": found.language,
        "content_hash": found.content_hash,
        "fetched": found.fetched,
        "extraction": extraction,
        "attempts": 0,
    }


def _told_by(source: Source) -> dict[str, Any]:
    return {
        "source_id": source.id,
        "source_kind": source.kind,
        "trust": source.trust.value,
        "speaker": source.organisation,
        "store": source.store.value,
        "alerting": source.alerting,
    }


def _lesser(source: Source, known: Any) -> bool:
    if source.id == known.source_id:
        return False
    return source.trust.rank >= Trust(known.trust).rank


def _nearer(source: Source, known: Any) -> bool:
    """Whether a source tells of its own site what a lesser one told; a link to another site says nothing new."""
    if source.id == known.source_id or not _is_own_site(source.url, known.url):
        return False
    return source.trust.rank < Trust(known.trust).rank


def _is_own_site(source: str, page: str) -> bool:
    here, there = ((urlsplit(url).hostname or "").removeprefix("www.") for url in (source, page))
    return bool(here and there) and (here == there or here.endswith(f".{there}") or there.endswith(f".{here}"))
