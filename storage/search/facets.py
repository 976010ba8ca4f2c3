"""How what was found divides: counted over the newest 5,000 that match."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest
from operator import itemgetter

from storage.database import Database
from storage.search.broad import fitting
from storage.search.conditions import Condition
from storage.search.entries import DAY_BITS, ONE_DAY, entry_key
from storage.search.expressions import name_of_all
from storage.search.kept import kept
from storage.search.limits import TIME_LIMIT, limited
from storage.search.newest import newest_of
from storage.search.query import Query
from storage.search.rank import CANDIDATES
from storage.search.sql import Ask

_VENDORS = 10  # what else is counted has a few values only

Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Facets:
    """(value, how many incidents) of each field, the most frequent first; years the newest first.

    `denied` are data types that were said not to be exposed. `counted` incidents were looked at; `is_capped`: there
    are more, older ones. `further_vendors` are as many as `vendors` leaves out.
    """

    counted: int
    is_capped: bool
    kinds: Counts
    statuses: Counts
    data_types: Counts
    denied: Counts
    vendors: Counts
    further_vendors: int
    years: Counts


def facets(database: Database, query: Query, *, tenant: str, today: date, seconds: float = TIME_LIMIT) -> Facets:
    """The facets of a query.

    Raises:
        SearchTimeout: it took longer than `seconds`.
    """
    with limited(database, seconds) as ask:
        asked = fitting(ask, query, engine=database.engine, tenant=tenant, today=today)
        if asked.by_index:
            return kept(database, ask, ("facets", asked), lambda: counted(ask, asked))
        return counted(ask, asked)


def counted(ask: Ask, asked: Condition) -> Facets:
    """The facets, counted now."""
    rows = newest_of(ask, asked, "t.facts, t.vendors", "search_facet AS t ON t.key = n.key", CANDIDATES + 1)
    if is_capped := len(rows) > CANDIDATES:
        rows.remove(min(rows, key=itemgetter(-1)))
    facts, names, keys = zip(*rows, strict=True) if rows else ((), (), ())
    # Joined and split again: a few calls, however many rows there are.
    found = Counter(" ".join(facts).split())
    vendors = _vendors("\n".join(filter(None, names)).split("\n"))
    return Facets(
        counted=len(rows),
        is_capped=is_capped,
        kinds=_most(_under(found, "kind:")),
        statuses=_most(_under(found, "status:")),
        data_types=_most(_under(found, "type:exposed:", "type:possible:")),
        denied=_most(_under(found, "type:denied:")),
        vendors=_most(vendors, _VENDORS),
        further_vendors=max(0, len(vendors) - _VENDORS),
        years=tuple(_years(keys)),
    )


def _under(found: Counter[str], *fields: str) -> Counter[str]:
    """The values of these fields together."""
    values: Counter[str] = Counter()
    for field in fields:
        for fact, number in found.items():
            if fact.startswith(field):
                values[fact.removeprefix(field)] += number
    return values


def _vendors(lines: list[str]) -> Counter[str]:
    """By name, from ids and names in turn; one that goes by several counts under the one by which all are found."""
    ids, names = lines[:-1:2], lines[1::2]
    called: dict[str, set[str]] = defaultdict(set)
    for organisation_id, name in set(zip(ids, names, strict=True)):
        called[organisation_id].add(name)
    by_name: Counter[str] = Counter()
    for organisation_id, number in Counter(ids).items():
        by_name[name_of_all(organisation_id, called[organisation_id])] += number
    return by_name


def _years(keys: Iterable[int]) -> list[tuple[str, int]]:
    """The newest first. The undated are in none."""
    ordered = sorted(keys)
    place, found = bisect_left(ordered, ONE_DAY), []
    while place < len(ordered):
        year = date.fromordinal(ordered[place] >> DAY_BITS).year
        end = bisect_left(ordered, entry_key(date(year, 12, 31)) + ONE_DAY, place)
        found.append((f"{year:04d}", end - place))
        place = end
    return found[::-1]


def _most(counted: Counter[str], most: int | None = None) -> Counts:
    return tuple(nsmallest(most or len(counted), counted.items(), key=lambda pair: (-pair[1], pair[0])))
