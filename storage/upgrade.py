"""Creates the database or brings an older one up to date."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError

from storage.database import Database, reason
from storage.errors import NewerDatabase, StorageError
from storage.marks import read_mark, renew_tokens, set_mark
from storage.search.index import index_stale

if TYPE_CHECKING:
    from alembic.config import Config

_MIGRATIONS = Path(__file__).parent / "migrations"
_WORK = (
    "the database, of revision {}, is brought up to date: with very many incidents this takes minutes; if it is ended "
    "meanwhile, the next start goes on"
)
_USUAL_PATH = '"$user", public'  # PostgreSQL's own, where nobody has set another
_OURS = (
    "SELECT schemaname, has_schema_privilege(schemaname, 'USAGE') AS may_be_used "
    "FROM pg_tables WHERE tablename = 'told_fact' LIMIT 1"
)
_INDEX = "indexed"  # the mark that says whether the migrations left something unindexed; the index's token is another


def upgrade(database: Database, tell: Callable[[str], object] | None = None) -> bool:
    """Runs the migrations that are missing and indexes what they left unindexed; whether there were any.

    What a kill left unindexed the next call indexes. `tell` is told beforehand of what may take minutes.

    Raises:
        NewerDatabase: a newer Tocsin wrote this database.
        StorageError: it cannot be opened or is no database.
    """
    try:
        current, indexed = _state(database)
        if current is not None and (current != head() or not indexed):
            _refuse_newer(database, current)
            if tell is not None:
                tell(_WORK.format(current))
        migrated = current != head() and _migrate(database)
    except DatabaseError as error:
        raise StorageError(f"database {database.shown}: {reason(_first(error))}") from None
    if migrated or not indexed:
        index_stale(database)
        with database.write() as connection:
            set_mark(connection, _INDEX, "done")
    return migrated


def _first(error: DatabaseError) -> DatabaseError:
    """What went wrong before this did: Alembic tidies up, and fails at it where SQLite has undone everything."""
    found, before = error, error.__context__
    while before is not None:
        found = before if isinstance(before, DatabaseError) else found
        before = before.__context__
    return found


@cache
def head() -> str:
    """The newest revision. Their files are numbered, which is known without loading Alembic."""
    return max(_revisions())


@cache  # those of the code that is running, whatever is installed over it meanwhile
def _revisions() -> frozenset[str]:
    return frozenset(path.name.partition("_")[0] for path in (_MIGRATIONS / "versions").glob("[0-9]*_*.py"))


def heads() -> tuple[str, ...]:
    """The heads of the migration history as Alembic finds them; there must be one."""
    from alembic.script import ScriptDirectory

    return tuple(ScriptDirectory.from_config(_config()).get_heads())


def is_current(database: Database) -> bool:
    """Whether the database exists and every migration has run; where there is none, none is made.

    Raises:
        NewerDatabase: a newer Tocsin wrote this database.
    """
    if database.path is not None and not database.path.exists():
        return False
    current, _indexed = _state(database)
    _refuse_newer(database, current)
    return current == head()


def refuse_newer(database: Database) -> None:
    """Looks whether a newer Tocsin has upgraded a database since it was opened; quick enough for every document.

    Raises:
        NewerDatabase: it has.
    """
    with database.reader() as reader:
        found = reader.ask("SELECT version_num FROM alembic_version", ())
    if any(current not in _revisions() for (current,) in found):
        raise NewerDatabase(
            f"database {database.shown}: a newer Tocsin has brought it up to date (revision {found[0][0]}); "
            "start this one again with that version"
        )


def _refuse_newer(database: Database, current: str | None) -> None:
    if current is not None and current not in _revisions():
        raise NewerDatabase(
            f"database {database.shown}: written by a newer Tocsin (revision {current}); "
            "upgrade Tocsin, or restore the backup made before the upgrade"
        )


def _state(database: Database) -> tuple[str | None, bool]:
    """The revision of a database, None where it is new, and whether all that was migrated is indexed."""
    with database.read() as connection:
        if not sa.inspect(connection).has_table("alembic_version"):
            _refuse_unseen(database, connection)
            return None, True
        current = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
        return current, current != head() or read_mark(connection, _INDEX) != "stale"


def _refuse_unseen(database: Database, connection: sa.Connection) -> None:
    """A dump holds the schema of its tables, but not that the database or the role was set to look there.

    Whoever has set where to look may want another Tocsin there.
    """
    if database.is_sqlite or connection.exec_driver_sql("SHOW search_path").scalar() != _USUAL_PATH:
        return
    found = connection.exec_driver_sql(_OURS).one_or_none()
    if found is not None:
        unseen = "where the search_path does not look, as after a restore: ALTER DATABASE ... SET search_path = ... has"
        closed = "which is closed to the role that Tocsin comes as: GRANT ALL ON SCHEMA ... TO ... has"
        raise StorageError(
            f"database {database.shown}: Tocsin's tables are in its schema {found.schemaname}, "
            f"{unseen if found.may_be_used else closed} them found"
        )


def _migrate(database: Database) -> bool:
    from alembic import command
    from alembic.runtime.migration import MigrationContext

    with database.migrate() as connection:  # asked again under the lock: another process may have been faster
        current = MigrationContext.configure(connection).get_current_revision()
        if current == head():
            return False
        _refuse_newer(database, current)
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        renew_tokens(connection)
        set_mark(connection, _INDEX, "stale")
    return True


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    return config
