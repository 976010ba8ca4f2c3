"""How what was found divides: counted over the newest 5,000 that match."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from storage.database import Database
from storage.search.conditions import Condition, condition
from storage.search.entries import DAY_BITS
from storage.search.kept import kept
from storage.search.limits import TIME_LIMIT, limited
from storage.search.newest import newest_of
from storage.search.query import Query
from storage.search.rank import CANDIDATES
from storage.search.sql import Ask

_FIELDS = ("kind", "status", "type")
_MOST = 10

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
    asked = condition(query, sqlite=database.is_sqlite, tenant=tenant, today=today)
    with limited(database, seconds) as ask:
        if asked.by_index:
            return kept(database, ask, ("facets", asked), lambda: counted(ask, asked))
        return counted(ask, asked)


def counted(ask: Ask, asked: Condition) -> Facets:
    """The facets, counted now."""
    rows = newest_of(ask, asked, "t.facts, t.vendors", "search_facet AS t ON t.key = n.key", CANDIDATES + 1)
    is_capped = len(rows) > CANDIDATES
    if is_capped:
        rows.remove(min(rows, key=itemgetter(-1)))
    facts_found, vendors_found, keys_found = zip(*rows, strict=True) if rows else ((), (), ())
    facts = _facts(Counter(facts_found))
    return Facets(
        counted=len(rows),
        is_capped=is_capped,
        kinds=_most(facts["kind"]),
        statuses=_most(facts["status"]),
        data_types=_most(_types(facts["type"], "exposed", "possible"), 40),
        denied=_most(_types(facts["type"], "denied"), 40),
        vendors=_most(_vendors(Counter(vendors_found))),
        years=tuple(sorted(_years(Counter(map(DAY_BITS.__rrshift__, keys_found))).items(), reverse=True)),
    )


def _facts(found: Counter[str]) -> dict[str, Counter[str]]:
    """By field, how many incidents have each value."""
    counted: Counter[str] = Counter()
    for facts, number in found.items():
        for fact in facts.split():
            counted[fact] += number
    by_field: dict[str, Counter[str]] = {field: Counter() for field in _FIELDS}
    for fact, number in counted.items():
        field, _, value = fact.partition(":")
        by_field[field][value] = number
    return by_field


def _vendors(found: Counter[str]) -> Counter[str]:
    """By name; an organisation that goes by several counts under the first in order."""
    counted: Counter[str] = Counter()
    names: dict[str, str] = {}
    for vendors, number in found.items():
        parts = iter(vendors.split("\n") if vendors else ())
        for organisation_id, name in zip(parts, parts, strict=True):
            counted[organisation_id] += number
            if name < names.setdefault(organisation_id, name):
                names[organisation_id] = name
    by_name: Counter[str] = Counter()
    for organisation_id, number in counted.items():
        by_name[names[organisation_id]] += number
    return by_name


def _years(days: Counter[int]) -> Counter[str]:
    """The undated are in none."""
    years: Counter[str] = Counter()
    for ordinal, number in days.items():
        if ordinal:
            years[f"{date.fromordinal(ordinal).year:04d}"] += number
    return years


def _types(counted: Counter[str], *statuses: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for value, number in counted.items():
        status, _, kind = value.partition(":")
        if status in statuses:
            found[kind] += number
    return found


def _most(counted: Counter[str], most: int = _MOST) -> Counts:
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:most])
