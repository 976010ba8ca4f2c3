"""Marks: what is true of the stored data as a whole, among them a token for each table that knowledge is built from.

A token is replaced, by a random one, in the very transaction that changes its table, whoever writes: so what was built
from a table may be kept, in any process, for as long as its token stands. A transaction that is rolled back takes its
token with it, and no other will ever have the same.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from storage.tables import (
    dependency_edge,
    incident_link,
    inventory_item,
    inventory_overlay,
    mark,
    organisation_merge,
)

WATCHED = (inventory_item, inventory_overlay, dependency_edge, organisation_merge, incident_link)
_NAMES = frozenset(table.name for table in WATCHED)
SEARCH = "search index"  # not watched: `storage.search.index` alone writes it, and renews its token itself
_BACKFILL = "backfill"
_RENEWED = "tocsin_renewed"  # the tables whose token this transaction replaced since somebody read the tokens
_TOKENS = sa.select(mark.c.name, mark.c.value).where(mark.c.name.in_(sorted(_NAMES)))
_SET = sa.text("INSERT INTO mark (name, value) VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = :value")


def watch(engine: sa.Engine) -> None:
    """From now on every statement that changes a watched table replaces its token; migrations renew all of them."""
    sa.event.listen(engine, "begin", _forget)
    sa.event.listen(engine, "after_execute", _changed)


def tokens(connection: sa.Connection) -> Mapping[str, str]:
    """The token of each watched table, by its name. Read them before the tables."""
    _forget(connection)
    return {row.name: row.value for row in connection.execute(_TOKENS)}


def renew_tokens(connection: sa.Connection) -> None:
    """Anything may have changed."""
    for name in (*sorted(_NAMES), SEARCH):
        renew_token(connection, name)


def renew_token(connection: sa.Connection, name: str) -> None:
    """What is kept under the token does not hold any more."""
    set_mark(connection, name, secrets.token_hex(8))


def set_mark(connection: sa.Connection, name: str, value: str) -> None:
    """Notes a fact about the database."""
    connection.execute(_SET, {"name": name, "value": value})


def read_mark(connection: sa.Connection, name: str) -> str | None:
    """What was noted under this name."""
    found: str | None = connection.execute(sa.select(mark.c.value).where(mark.c.name == name)).scalar_one_or_none()
    return found


def backfill_is_open(connection: sa.Connection) -> bool:
    """Whether what waits was stored by a backfill, which has not worked it off."""
    return read_mark(connection, _BACKFILL) == "open"


def note_backfill(connection: sa.Connection, *, is_open: bool) -> None:
    """Notes that a backfill begins to store, or that all it stored is worked off."""
    set_mark(connection, _BACKFILL, "open" if is_open else "done")


def _forget(connection: sa.Connection) -> None:
    connection.info[_RENEWED] = set()


def _changed(connection: sa.Connection, statement: Any, _many: Any, _one: Any, _options: Any, result: Any) -> None:
    name = getattr(statement.table, "name", "") if isinstance(statement, sa.UpdateBase) else ""
    if name not in _NAMES:
        return
    renewed = connection.info[_RENEWED]
    migrating = connection.get_execution_options().get("tocsin_rebuild", False)
    if result.rowcount != 0 and name not in renewed and not migrating:
        renewed.add(name)
        renew_token(connection, name)
