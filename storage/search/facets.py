"""How what was found divides: counted over the newest 5,000 that match."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from model.vocabulary import Role
from storage.database import Database
from storage.search.conditions import condition
from storage.search.entries import published_of
from storage.search.find import CANDIDATES, count, newest
from storage.search.limits import TIME_LIMIT, limited
from storage.search.query import Query
from storage.tables import incident_organisation, search_entry

_MARKED = ("kind", "status", "type")
_MOST = 10
_HIT = (Role.BREACHED.value, Role.DOWNSTREAM.value)

Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Facets:
    """(value, how many incidents) of each field, the most frequent first; years the newest first.

    `denied` are data types that were said not to be exposed. `counted` incidents were looked at; `is_capped`: there
    are more, older ones.
    """

    counted: int
    is_capped: bool
    kinds: Counts
    statuses: Counts
    data_types: Counts
    denied: Counts
    vendors: Counts
    years: Counts


def facets(database: Database, query: Query, *, tenant: str, today: date, seconds: float = TIME_LIMIT) -> Facets:
    """The facets of a query.

    Raises:
        SearchTimeout: it took longer than `seconds`.
    """
    with limited(database, seconds) as connection:
        asked = condition(query, sqlite=database.is_sqlite, tenant=tenant, today=today)
        keys = asked.select(sqlite=database.is_sqlite)
        inner = newest(keys, asked, CANDIDATES).subquery()
        counted, marks = _marks(connection, inner)
        is_capped = counted == CANDIDATES and count(connection, keys, CANDIDATES) > CANDIDATES
        vendors = _vendors(connection, inner)
    return Facets(
        counted=counted,
        is_capped=is_capped,
        kinds=_most(marks["kind"]),
        statuses=_most(marks["status"]),
        data_types=_most(_types(marks["type"], "exposed", "possible"), 40),
        denied=_most(_types(marks["type"], "denied"), 40),
        vendors=_most(vendors),
        years=tuple(sorted(marks["year"].items(), reverse=True)),
    )


def _marks(connection: sa.Connection, inner: sa.Subquery) -> tuple[int, dict[str, Counter[str]]]:
    found: dict[str, Counter[str]] = {field: Counter() for field in (*_MARKED, "year")}
    wanted = sa.select(search_entry.c.key, search_entry.c.tokens).join(inner, inner.c[0] == search_entry.c.key)
    counted = 0
    for key, tokens in connection.execute(wanted):
        counted += 1
        published = published_of(key)
        if published is not None:
            found["year"][f"{published.year:04d}"] += 1
        for token in tokens[tokens.rindex(" =kind:") :].split():
            field, _, value = token[1:].partition(":")
            if field in found:
                found[field][value] += 1
    return counted, found


def _vendors(connection: sa.Connection, inner: sa.Subquery) -> Counter[str]:
    who = incident_organisation
    wanted = (
        sa.select(who.c.organisation_id, sa.func.min(who.c.name), sa.func.count(who.c.incident_id.distinct()))
        .join(search_entry, search_entry.c.incident_id == who.c.incident_id)
        .join(inner, inner.c[0] == search_entry.c.key)
        .where(who.c.role.in_(_HIT))
        .group_by(who.c.organisation_id)
    )
    found: Counter[str] = Counter()
    for _, name, number in connection.execute(wanted):
        found[name] += number
    return found


def _types(counted: Counter[str], *statuses: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for value, number in counted.items():
        status, _, kind = value.partition(":")
        if status in statuses:
            found[kind] += number
    return found


def _most(counted: Counter[str], most: int = _MOST) -> Counts:
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:most])
