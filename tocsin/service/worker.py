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
from tocsin.context import Context, Tally
from tocsin.stages.extraction import read_pending

# Lists of sub-processors are read by nobody, and what waits for a package is settled under the lock of the inventory.
LEFT = frozenset({LIST_KIND, *PACKAGE_KINDS})
PAUSE = 2.0  # seconds between two looks for documents
LONGEST = 60.0  # the same where something is in the way, which is said each time
log = structlog.get_logger()


def work_off(context: Context, stopping: threading.Event, *, once: bool = False) -> int:
    """Reads what waits until `stopping`, or, with `once`, until nothing waits; how many documents it read.

    A database that cannot be used now is asked again later, and less and less often.

    Raises:
        NewerDatabase: a newer Tocsin has upgraded the database, or reads its documents by now.
        StorageError: with `once`, the database cannot be used.
    """
    done, pause = 0, PAUSE
    while not stopping.is_set():
        tally = context.tally if once else Tally()  # who goes on for months keeps no list of what went wrong
        look = replace(context, keep_lock=partial(_refuse, context.database), tally=tally)
        try:
            read = _read(look, stopping)
        except NewerDatabase:
            raise
        except StorageError as error:
            if once:
                raise
            log.warning("the database cannot be used now; it is tried again", reason=str(error))
            read = None
        if read:
            done, pause = done + read, PAUSE
        elif once:
            break
        else:
            hindered = read is None or look.tally.problems
            stopping.wait(pause if hindered else PAUSE)
            pause = min(2 * pause, LONGEST) if hindered else PAUSE
    return done


def _read(context: Context, stopping: threading.Event) -> int:
    context.keep_lock()
    with reading(context.database, "worker", context.clock.now()) as number:
        return read_pending(context, number, leave=LEFT, stopping=stopping)


def _refuse(database: Database) -> None:
    refuse_newer(database)
    refuse_outdated(database, EXTRACTOR_VERSION)
