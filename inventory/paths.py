"""Paths from a vendor of the inventory to the party that was breached.

First the organisations that the incident reaches are found, as sets of ids; paths are made of those alone that lead to
something in the inventory.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from inventory.ends import has_ended, last_before
from inventory.graph import Graph, Held, Link
from inventory.parties import Named
from inventory.told import End, Told, supplier_of, told_by
from model.exposure import Hop
from model.incident import Incident
from model.organisation import Resolution
from model.vocabulary import EdgeKind, MatchedOn

# How sure each way of knowing a name is; a name written alike on both sides adds no doubt.
_SURENESS = {
    way: place
    for place, way in enumerate(
        (
            MatchedOn.NAME,
            MatchedOn.PURL,
            MatchedOn.LEGAL_NAME,
            MatchedOn.DOMAIN,
            MatchedOn.ALIAS,
            MatchedOn.PRODUCT,
            MatchedOn.GROUP,
        )
    )
}


@dataclass(frozen=True, slots=True)
class Path:
    """From the first vendor to the end: ids and names alike in length, `hops` one shorter.

    `source` is the party at whose end it is, None for a supplier that nobody names. `closed`: an edge of it had
    ended before the breach; `told`: the incident itself says every edge; `freshest` is the ordinal of its last
    observation; `end` is the place of its end among the incident's. `own`: it begins with the tenant's own
    organisation, named so.
    """

    ids: tuple[str, ...]
    names: tuple[str | None, ...]
    hops: tuple[Hop, ...]
    source: Named | None
    matches: tuple[Resolution, ...]
    closed: bool
    told: bool
    freshest: int
    end: int
    own: bool = False


@dataclass(frozen=True, slots=True)
class _Days:
    """Today, and the last day on which an edge that ended had ended before the breach."""

    today: date
    over: date


def best_paths(incident: Incident, graph: Graph, max_hops: int, today: date) -> list[Path]:
    """The best path of at most `max_hops` edges from each vendor of the inventory that has one.

    The best is the shortest; then one of open edges, then what the incident itself says, then the fresher by whole
    years, then the one that was known first: a way that was told must not become another because a list was read
    again. An edge that ended after the breach, or is to end later, is open. What only an attacker claims takes no path
    from what others tell: a vendor that is itself claimed to be breached, and reached over an edge, has both.
    """
    told = told_by(incident, graph)
    days = _Days(today, last_before(incident, today))
    sure = _best(replace(told, ends=tuple(end for end in told.ends if not end.only_claimed)), graph, max_hops, days)
    claims = _best(replace(told, ends=tuple(end for end in told.ends if end.only_claimed)), graph, max_hops, days)
    more = (path for vendor, path in claims.items() if vendor not in sure or (sure[vendor].hops and not path.hops))
    return [*sure.values(), *more]


def _best(told: Told, graph: Graph, max_hops: int, days: _Days) -> dict[str, Path]:
    """The best path to these ends from each vendor, by the vendor's id.

    The tenant's own organisation has one where it is at an end, or the incident itself says that it was hit.
    """
    if not told.ends:
        return {}
    hit = {user for user in told.links if graph.own(user)}
    search = _Search(told, graph, max(max_hops, 1) if hit else max_hops, days)
    found: dict[str, Path] = {}
    for hops, ring in enumerate(search.rings):
        named = hit & ring if hops else set(graph.reached(search.ends))
        for first in named | graph.among(ring) if 0 < hops <= max_hops else named:
            best = min(search.paths(first, hops), key=lambda path: (path.closed, not path.told))
            found[first] = replace(best, own=True) if graph.own(first) and first in named else best
    return found


def surest(ways: list[Held], others: tuple[Resolution, ...]) -> tuple[Held, Resolution]:
    """The best way in which the item is known, and the name that decided."""
    ranked = [(max((way.by, *others), key=_doubt), way) for way in ways]
    decided, way = min(ranked, key=lambda pair: (_doubt(pair[0]), _doubt(pair[1].by)))
    return way, decided


def _doubt(by: Resolution) -> int:
    return _SURENESS[by.matched_on]


class _Search:
    """`rings[n]` holds the ids of those who are n edges from an end, by the shortest way; `ends` those of the ends.

    No way goes on from the tenant's own organisation: what reaches those who use it comes from itself.
    """

    def __init__(self, told: Told, graph: Graph, max_hops: int, days: _Days) -> None:
        self._told = told
        self._graph = graph
        self._days = days
        self.ends = list(dict.fromkeys(end.id for end in told.ends))
        self.rings = [set(self.ends)]
        seen = set(self.rings[0])
        for _ in range(max_hops):
            providers = {each for each in self.rings[-1] if not graph.own(each)}
            ring = {*graph.users(providers), *self._told_users(providers)} - seen
            if not ring:
                break
            self.rings.append(ring)
            seen |= ring
        self._paths: dict[str, list[Path]] = {}
        for place, end in enumerate(told.ends):
            self._paths.setdefault(end.id, []).append(_ending(end, place))

    def paths(self, first: str, hops: int) -> list[Path]:
        """The paths from `first`, which is in ring `hops`, of which any longer one may be best made.

        Two that are alike in `closed` and `told` stay so however they go on, so that of these the best is enough.
        """
        if (known := self._paths.get(first)) is not None:
            return known
        best: dict[tuple[bool, bool], tuple[tuple[int, int, int, int], Link, Path]] = {}
        suppliers: dict[str, int] = {}  # in the order in which they became known
        for link, rest in self._onward(first, hops):
            closed = rest.closed or has_ended(link.edge.ended, self._days.over)
            alike = closed, rest.told and link.edge.kind is EdgeKind.DISCLOSED
            place, seen = suppliers.setdefault(rest.ids[0], len(suppliers)), max(rest.freshest, _seen(link))
            rank = (self._years_since(seen), rest.end, place, -seen)
            if alike not in best or rank < best[alike][0]:
                best[alike] = rank, link, rest
        found = [_extended(rest, link, *alike) for alike, (_, link, rest) in best.items()]
        self._paths[first] = found
        return found

    def _onward(self, first: str, hops: int) -> Iterator[tuple[Link, Path]]:
        nearer = self.rings[hops - 1]
        for link in (*self._told.links.get(first, ()), *self._graph.suppliers(first)):
            if (supplier := supplier_of(link)) in nearer and not self._graph.own(supplier):
                for rest in self.paths(supplier, hops - 1):
                    yield self._as_of_today(link), rest

    def _years_since(self, seen: int) -> int:
        return max(0, self._days.today.toordinal() - seen) * 4 // 1461  # as many as make it less sure

    def _as_of_today(self, link: Link) -> Link:
        if link.edge.ended is None or has_ended(link.edge.ended, self._days.today):
            return link
        return replace(link, edge=replace(link.edge, ended=None))

    def _told_users(self, providers: set[str]) -> Iterator[str]:
        for user, links in self._told.links.items():
            if any(supplier_of(link) in providers for link in links):
                yield user


def _seen(link: Link) -> int:
    return link.edge.last_seen.toordinal() if link.edge.last_seen else 0


def _ending(end: End, place: int) -> Path:
    matches = (end.by,) if end.by else ()
    return Path((end.id,), (end.name,), (), end.source, matches, closed=False, told=True, freshest=0, end=place)


def _extended(path: Path, link: Link, closed: bool, told: bool) -> Path:
    edge = link.edge
    hop = Hop(edge.user, edge.provider, edge.kind, edge.source, edge.first_seen, edge.last_seen, edge.ended, edge.role)
    return Path(
        ids=(link.user.organisation_id, *path.ids),
        names=(edge.user, edge.provider, *path.names[1:]),
        hops=(hop, *path.hops),
        source=path.source,
        matches=(link.user, *([link.provider] if link.provider else []), *path.matches),
        closed=closed,
        told=told,
        freshest=max(path.freshest, _seen(link)),
        end=path.end,
    )
