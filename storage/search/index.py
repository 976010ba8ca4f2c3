"""Keeps the search index equal to the incidents; in the transaction that writes them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any

import sqlalchemy as sa

from model.incident import Incident
from model.vocabulary import Role, Store
from storage.bulk import insert_plain
from storage.database import Database, queue_up
from storage.marks import SEARCH, renew_token
from storage.search.entries import GAP, MAX_WORDS, Entry, Told, entry_key, entry_of
from storage.search.tokens import tokenise
from storage.tables import disclosure, document, document_version, incident, search_entry, search_facet, told_in
from storage.types import load_text

_BATCH = 500
_LONGEST_NAME = 200  # characters; nobody mistypes a longer one, and PostgreSQL indexes none of thousands
# Made once: making a statement takes several times as long as running it.
_IDS: sa.BindParameter[Sequence[int]] = sa.bindparam("ids", expanding=True)
_INCIDENTS = sa.select(
    incident.c.id, incident.c.revision, sa.cast(incident.c.snapshot, sa.Text).label("snapshot")
).where(incident.c.id.in_(_IDS))
_KEPT = sa.case((document.c.store == Store.FULL.value, sa.func.substr(document_version.c.text, 1, MAX_WORDS * 12)))
_TOLD = (
    sa.select(disclosure.c.incident_id, document.c.source_id, document_version.c.title, _KEPT.label("text"))
    .select_from(told_in)
    .where(disclosure.c.incident_id.in_(_IDS), disclosure.c.current)
    .order_by(disclosure.c.id)
)
_ENTRIES = (
    sa.select(search_entry, search_facet.c.facts, search_facet.c.vendors)
    .outerjoin(search_facet, search_facet.c.key == search_entry.c.key)
    .where(search_entry.c.incident_id.in_(_IDS))
)
_NAMED = (Role.BREACHED, Role.DOWNSTREAM)


def index_incidents(connection: sa.Connection, incident_ids: Iterable[int]) -> int:
    """Indexes these incidents as they are now stored; how many entries changed.

    Call it in the transaction that writes them, behind the last write: it reads incident and documents. An incident
    that is gone leaves the index. What is unchanged is not written again.
    """
    ids = sorted(set(incident_ids))
    return sum(_index(connection, batch) for batch in _batches(connection, ids))


def keep_entries(connection: sa.Connection, made: Sequence[tuple[Entry, Incident]]) -> None:
    """Takes ready entries in; none of their incidents may be in the index yet."""
    for start in range(0, len(made), _BATCH):
        part = made[start : start + _BATCH]
        _write(connection, (), [entry for entry, _ in part])
        _keep_names(connection, (found for _, found in sorted(part, key=lambda pair: pair[0].incident_id)))


def forget_incident(connection: sa.Connection, incident_id: int) -> None:
    """Takes an incident out of the index; call it before its row goes."""
    _write(connection, connection.execute(_ENTRIES, {"ids": [incident_id]}).all(), ())


def index_stale(database: Database) -> int:
    """Indexes whatever is missing or older than its incident, in small transactions; how many entries changed."""
    missing = (
        sa.select(incident.c.id)
        .outerjoin(search_entry, search_entry.c.incident_id == incident.c.id)
        .outerjoin(search_facet, search_facet.c.key == search_entry.c.key)
        .where(sa.or_(search_facet.c.key.is_(None), search_entry.c.revision != incident.c.revision))
        .order_by(incident.c.first_published, incident.c.id)
    )
    with database.read() as connection:
        ids = list(connection.execute(missing).scalars())
    changed = 0
    for start in range(0, len(ids), _BATCH):
        with database.write() as connection:
            queue_up(connection)  # another process may have found the same missing
            changed += index_incidents(connection, ids[start : start + _BATCH])
    return changed


def _batches(connection: sa.Connection, ids: Sequence[int]) -> list[list[int]]:
    """In the order of the index, which takes ascending keys best; one batch is put in order when it is written."""
    if len(ids) <= _BATCH:
        return [list(ids)] if ids else []
    keyed: list[tuple[int, int]] = []
    for start in range(0, len(ids), _BATCH):
        part = ids[start : start + _BATCH]
        wanted = sa.select(incident.c.id, incident.c.first_published).where(incident.c.id.in_(part))
        dated = {row.id: row.first_published for row in connection.execute(wanted)}
        keyed += [(entry_key(dated.get(number), number), number) for number in part]
    ordered = [number for _, number in sorted(keyed)]
    return [ordered[start : start + _BATCH] for start in range(0, len(ordered), _BATCH)]


def _index(connection: sa.Connection, ids: list[int]) -> int:
    rows = connection.execute(_INCIDENTS, {"ids": ids}).all()
    told = _told(connection, ids)
    found = {row.id: load_text(Incident, row.snapshot) for row in rows}
    entries = {row.id: entry_of(row.id, row.revision, found[row.id], told.get(row.id, [])) for row in rows}
    known = {row.incident_id: row for row in connection.execute(_ENTRIES, {"ids": ids})}
    gone = [row for number, row in known.items() if number not in entries or _differs(entries[number], row)]
    new = [entry for number, entry in entries.items() if number not in known or _differs(entry, known[number])]
    _write(connection, sorted(gone, key=lambda row: row.key), sorted(new, key=lambda entry: entry.key))
    _keep_names(connection, (found[entry.incident_id] for entry in new))
    return len(new)


def _told(connection: sa.Connection, ids: Sequence[int]) -> dict[int, list[Told]]:
    found: dict[int, list[Told]] = defaultdict(list)
    for row in connection.execute(_TOLD, {"ids": ids}):
        found[row.incident_id].append(Told(row.source_id, row.title, row.text or ""))
    return found


_COMPARED = attrgetter("key", "revision", "records", "tokens", "facts", "vendors")


def _differs(entry: Entry, row: Any) -> bool:
    return bool(_COMPARED(entry) != _COMPARED(row))


def _write(connection: sa.Connection, gone: Sequence[Any], new: Sequence[Entry]) -> None:
    """All that ever changes the index: what is kept of it (`storage.search.kept`) ends with the transaction."""
    if gone or new:
        _remove(connection, gone)
        _add(connection, new)
        renew_token(connection, SEARCH)


def _remove(connection: sa.Connection, rows: Sequence[Any]) -> None:
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        # FTS5 forgets an entry only when told what it was.
        forget = "INSERT INTO search_text (search_text, rowid, tokens) VALUES ('delete', :key, :tokens)"
    else:
        forget = "DELETE FROM search_text WHERE key = :key"
    connection.execute(sa.text(forget), [{"key": row.key, "tokens": row.tokens} for row in rows])
    for table in (search_facet, search_entry):
        connection.execute(sa.delete(table).where(table.c.key.in_([row.key for row in rows])))


def _add(connection: sa.Connection, entries: Sequence[Entry]) -> None:
    if not entries:
        return
    for table in (search_entry, search_facet):
        fields = table.columns.keys()
        insert_plain(connection, table, [{name: getattr(entry, name) for name in fields} for entry in entries])
    if connection.dialect.name == "sqlite":
        add = "INSERT INTO search_text (rowid, tokens) VALUES (:key, :tokens)"
        values = [{"key": entry.key, "tokens": entry.tokens} for entry in entries]
    else:
        add = "INSERT INTO search_text (key, tokens) VALUES (:key, CAST(:tokens AS tsvector))"
        values = [{"key": entry.key, "tokens": _vector(entry.tokens)} for entry in entries]
    connection.execute(sa.text(add), values)


def _vector(tokens: str) -> str:
    """The tokens as a tsvector literal: each with its places, by which phrases are found; `GAP` is in each, nowhere."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, token in enumerate(tokens.split(), start=1):
        if token != GAP:
            places[token].append(place)
    return " ".join([f"'{GAP}'", *(f"'{token}':{','.join(map(str, at))}" for token, at in places.items())])


def _keep_names(connection: sa.Connection, found: Iterable[Incident]) -> None:
    parties = (party.name for one in found for party in one.organisations(*_NAMED))
    short = (name for name in parties if len(name) <= _LONGEST_NAME)
    names = {" ".join(tokens): name for name in short if (tokens := tokenise(name))}
    if names:
        keep = sa.text("INSERT INTO search_name (folded, name) VALUES (:folded, :name) ON CONFLICT DO NOTHING")
        connection.execute(keep, [{"folded": key, "name": names[key]} for key in sorted(names)])
