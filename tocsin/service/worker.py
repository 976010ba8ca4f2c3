"""`tocsin worker`: reads documents beside a run or a service, on as many processes as one likes.

Reading is what takes time; all else stays with whoever holds the work lock, and is quick.
"""

from __future__ import annotations

import threading
from dataclasses import replace
from functools import partial

import structlog

from nlp.extract import EXTRACTOR_VERSION
from nlp.structured import PACKAGE_KINDS
from storage.database import Database
from storage.errors import NewerDatabase, StorageError
from storage.lists import LIST_KIND
from storage.reading import reading, refuse_outdated
from storage.upgrade import refuse_newer
from tocsin.context import Context
from tocsin.stages.extraction import read_pending

# Lists of sub-processors are read by nobody, and what waits for a package is settled under the lock of the inventory.
LEFT = frozenset({LIST_KIND, *PACKAGE_KINDS})
PAUSE = 2.0  # seconds between two looks for documents
log = structlog.get_logger()


def work_off(context: Context, stopping: threading.Event, *, once: bool = False) -> int:
    """Reads what waits until `stopping`, or, with `once`, until nothing waits; how many documents it read.

    A database that cannot be used now is asked again later.

    Raises:
        NewerDatabase: a newer Tocsin has upgraded the database, or reads its documents by now.
        StorageError: with `once`, the database cannot be used.
    """
    context = replace(context, keep_lock=partial(_refuse, context.database))
    done = 0
    while not stopping.is_set():
        try:
            context.keep_lock()
            with reading(context.database, "worker", context.clock.now()) as number:
                read = read_pending(context, number, leave=LEFT, stopping=stopping)
        except NewerDatabase:
            raise
        except StorageError as error:
            if once:
                raise
            log.warning("the database cannot be used now; it is tried again", reason=str(error))
            read = 0
        done += read
        if once and not read:
            break
        if not read:
            stopping.wait(PAUSE)
    return done


def _refuse(database: Database) -> None:
    refuse_newer(database)
    refuse_outdated(database, EXTRACTOR_VERSION)
