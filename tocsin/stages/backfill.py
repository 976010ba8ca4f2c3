"""Web archives (WARC) -> stored documents and incidents of the past. They never page."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any

from crawler.archive import Archive, ArchivedPage
from crawler.parsing.pool import ParserPool
from model.counting import counted
from model.document import Document, Source
from storage.documents import known_pages, save_documents
from storage.marks import note_backfill
from tocsin.context import Context
from tocsin.faults import crash_point
from tocsin.pipeline import run_stages
from tocsin.sources.archived import Owners
from tocsin.sources.known import all_sources
from tocsin.stages.correlation import correlate_pending
from tocsin.stages.extraction import extract
from tocsin.stages.matching import match_pending

_AT_ONCE = 16  # pages; each may have `fetch.max_bytes`
_WHY = "history: it was read from an archive"
Keep = Callable[[Sequence[tuple[Document, Source, bool]]], int]


@dataclass(slots=True)
class FileRead:
    """What one archive held: records, pages that are new and known, and what was left out, by reason.

    `stopped`: it was not read to its end.
    """

    file: str
    records: int = 0
    new: int = 0
    known: int = 0
    problems: int = 0
    skipped: dict[str, int] = field(default_factory=dict)
    stopped: bool = False

    def as_json(self) -> dict[str, Any]:
        """For `--json`."""
        return {
            "file": self.file,
            "records": self.records,
            "new": self.new,
            "known": self.known,
            "skipped": self.skipped,
            "problems": self.problems,
            "stopped": self.stopped,
        }

    def line(self) -> str:
        """For people."""
        counts = [counted(self.records, "record"), f"{counted(self.new, 'document')} new", f"{self.known:,} known"]
        counts += [f"{number:,} left out: {why}" for why, number in self.skipped.items()]
        counts += [f"{self.problems:,} could not be read"] if self.problems else []
        counts += ["stopped before its end: run it again, it goes on"] if self.stopped else []
        return f"{self.file}: " + ", ".join(counts)


def backfill(context: Context, files: Sequence[Path], stopping: threading.Event | None = None) -> list[FileRead]:
    """Takes the pages of the archives in, as far as it came where `stopping` was set in between.

    What waited before is worked off first, as `tocsin run --no-crawl` does it, so that it may page as ever. From
    then on whatever waits is of the archives; should this be killed, whoever works next begins with `finish_backfill`.

    Raises:
        DatabaseBusy: the lock went with a server that restarted, and somebody else works by now.
        NewerDatabase: a newer Tocsin has upgraded the database meanwhile.
    """
    stopping = stopping or threading.Event()
    if not run_stages(replace(context, sources=()), stopping):
        return [FileRead(str(file), stopped=True) for file in files]

    def keep(found: Sequence[tuple[Document, Source, bool]]) -> int:
        context.keep_lock()
        stored = save_documents(context.database, found)
        context.tally.documents += stored
        crash_point("document_saved")
        return stored

    context.keep_lock()
    with context.database.write() as connection:
        note_backfill(connection, is_open=True)
    done = read_archives(context, files, stopping, keep)
    if not any(read.stopped for read in done):
        finish_backfill(context)
    return done


def finish_backfill(context: Context) -> None:
    """Works off what archives brought: it is told to nobody, also where it adds to what was told."""
    past = replace(context, history=_WHY)
    extract(past)
    context.keep_lock()
    correlate_pending(past)
    match_pending(past)
    context.keep_lock()
    with context.database.write() as connection:
        note_backfill(connection, is_open=False)


def read_archives(
    context: Context, files: Sequence[Path], stopping: threading.Event, keep: Keep = len
) -> list[FileRead]:
    """Reads one archive after the other and hands over what is new; `keep` says how much of it was.

    A capture that is not later than what is stored of its page is known, so any file may be read any number of times.
    """
    owners = Owners(all_sources(context.settings, context.database))
    parser = ParserPool()
    try:
        return [_read(context, file, owners=owners, parser=parser, keep=keep, stopping=stopping) for file in files]
    finally:
        parser.close()


def _read(
    context: Context, file: Path, *, owners: Owners, parser: ParserPool, keep: Keep, stopping: threading.Event
) -> FileRead:
    archive = Archive(file, context.settings.fetch.max_bytes, context.problem)
    read = FileRead(str(file))
    shown = -1
    try:
        size = max(file.stat().st_size, 1)
        pages = _unknown(context, archive.pages(), read, stopping)
        while batch := list(islice(pages, _AT_ONCE)):
            found = [_owned(each, owners) for each in archive.documents(batch, parser)]
            read.new += keep(found) if found else 0
            if (percent := archive.offset * 100 // size) > shown:
                shown = percent
                context.progress.step(f"{file.name}: {percent} %, {counted(read.new, 'document')} new")
    except OSError as error:
        archive.problems += 1
        context.problem(f"{file}: cannot be read: {error.strerror or error}")
    read.records, read.problems, read.skipped = archive.records, archive.problems, dict(archive.skipped)
    return read


def _unknown(
    context: Context, pages: Iterator[ArchivedPage], read: FileRead, stopping: threading.Event
) -> Iterator[ArchivedPage]:
    now = context.clock.now()
    for page in pages:
        if stopping.is_set():
            read.stopped = True
            return
        dated = replace(page, archived=min(page.archived, now))
        known = known_pages(context.database, [page.url], now).get(page.url)
        if known is not None and (known.fetched is None or dated.archived <= known.fetched):
            read.known += 1
        else:
            yield dated


def _owned(found: Document, owners: Owners) -> tuple[Document, Source, bool]:
    """As of a first poll of a source that does not alert: what is told by such documents alone is history."""
    source = replace(owners.of(found.url), alerting=False)
    return replace(found, source_id=source.id), source, True
