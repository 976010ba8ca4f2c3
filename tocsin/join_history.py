"""Joins the shipped history into `config/data/history/joined.jsonl.gz`: `python -m tocsin.join_history`.

Run it whenever a test says that the file is not what the pipeline makes: after a change of the sets, of the registry
of organisations, or of how fields are read and incidents are joined.
"""

from __future__ import annotations

import tempfile

from config.history import load_history
from config.joined import JoinedIncident, joined_file, made_from, write_joined
from config.settings import Settings
from nlp.extract import EXTRACTOR_VERSION
from storage.database import Database
from storage.joined import joined
from storage.runs import begin_run
from storage.upgrade import upgrade
from tocsin.clock import Clock
from tocsin.context import Context
from tocsin.output.terminal import TerminalProgress
from tocsin.stages.history import load_past


def joined_history() -> list[JoinedIncident]:
    """What the pipeline makes of the shipped history."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/history.db")
        upgrade(database)
        clock = Clock()
        run_id = begin_run(database, "history", clock.now())
        load_past(Context(Settings(), database, clock, (), run_id, TerminalProgress()), load_history())
        with database.read() as connection:
            found = joined(connection)
        database.close()
    return found


def main() -> None:
    """Write the file."""
    found = joined_history()
    write_joined(joined_file(), made_from(EXTRACTOR_VERSION), found)
    print(f"{len(found) - 1:,} incidents")  # noqa: T201 - a script that says what it did


if __name__ == "__main__":
    main()
