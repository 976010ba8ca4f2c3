"""Creates the database or brings an older one up to date."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import DatabaseError

from storage.database import Database
from storage.errors import StorageError
from storage.search.index import index_stale

_MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(database: Database) -> bool:
    """Runs the migrations that are missing and indexes what they left unindexed; whether there were any.

    Raises:
        StorageError: a newer Tocsin wrote this database, or it cannot be opened or is no database.
    """
    script = ScriptDirectory.from_config(_config())
    try:
        with database.migrate() as connection:
            current = MigrationContext.configure(connection).get_current_revision()
            head = script.get_current_head()
            if current == head:
                return False
            if current is not None and current not in {step.revision for step in script.walk_revisions()}:
                raise StorageError(
                    f"database {database.shown}: written by a newer Tocsin (revision {current}); "
                    "upgrade Tocsin, or restore the backup made before the upgrade"
                )
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except DatabaseError as error:
        reason = str(error.orig).strip().splitlines()[0]
        raise StorageError(f"database {database.shown}: cannot be opened: {reason}") from None
    index_stale(database)
    return True


def heads() -> tuple[str, ...]:
    """The heads of the migration history; there must be one."""
    return tuple(ScriptDirectory.from_config(_config()).get_heads())


def is_current(database: Database) -> bool:
    """Whether the database exists and every migration has run."""
    with database.read() as connection:
        if not sa.inspect(connection).has_table("alembic_version"):
            return False
        return MigrationContext.configure(connection).get_current_revision() in heads()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    return config
