"""Paths from a vendor of the inventory to the party that was breached."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from inventory.graph import Graph, Held, Link
from inventory.parties import Named, named, unresolved
from model.exposure import Hop
from model.incident import Incident
from model.inventory import Edge
from model.organisation import Resolution
from model.vocabulary import EdgeKind, MatchedOn, Role, Status, Trust

NOBODY = "?"  # stands for the supplier that a disclosure does not name

# How sure each way of knowing a name is; a name written alike on both sides adds no doubt.
_SURENESS = (
    MatchedOn.NAME,
    MatchedOn.PURL,
    MatchedOn.LEGAL_NAME,
    MatchedOn.DOMAIN,
    MatchedOn.ALIAS,
    MatchedOn.PRODUCT,
)


@dataclass(frozen=True, slots=True)
class Path:
    """From the first vendor to the end: ids and names alike in length, `hops` one shorter.

    `source` is the party at whose end it is, None for a supplier that nobody names.
    """

    ids: tuple[str, ...]
    names: tuple[str | None, ...]
    hops: tuple[Hop, ...]
    source: Named | None
    matches: tuple[Resolution, ...]

    @property
    def closed(self) -> bool:
        """Whether an edge of it has ended."""
        return any(hop.ended for hop in self.hops)


def paths_of(incident: Incident, graph: Graph, max_hops: int) -> Iterator[Path]:
    """Every path of at most `max_hops` edges, shortest first; shorter ones of vendors outside the inventory too."""
    said = _disclosed(incident, graph)
    frontier = list(_ends(incident, graph, said))
    yield from frontier
    seen = {path.ids[0] for path in frontier}
    for left in range(max_hops - 1, -1, -1):
        longer = [
            _extended(path, link)
            for path in frontier
            for link in (*said.get(path.ids[0], ()), *graph.users(path.ids[0]))
            if link.user.organisation_id not in seen and (left or graph.held(link.user.organisation_id))
        ]
        yield from longer
        seen.update(path.ids[0] for path in longer)
        frontier = longer


def may_link(incident: Incident) -> bool:
    """Whether it is more than an attacker's claim, which creates no edges."""
    return incident.status is not Status.ALLEGED


def surest(ways: list[Held], others: tuple[Resolution, ...]) -> tuple[Held, Resolution]:
    """The best way in which the item is known, and the name that decided."""
    ranked = [(max((way.by, *others), key=_doubt), way) for way in ways]
    decided, way = min(ranked, key=lambda pair: (_doubt(pair[0]), _doubt(pair[1].by)))
    return way, decided


def _doubt(by: Resolution) -> int:
    return _SURENESS.index(by.matched_on)


def _ends(incident: Incident, graph: Graph, said: dict[str, list[Link]]) -> Iterator[Path]:
    for who in _breached(incident, graph):
        yield Path((who.by.organisation_id,), (who.party.name,), (), who, (who.by,))
    known = {party.organisation_id for party in incident.organisations(Role.BREACHED)}
    for link in incident.links if may_link(incident) else ():
        # the supplier may be named by a link alone
        if link.provider and link.provider_id in said and link.provider_id not in known:
            by = Resolution(link.provider_id, MatchedOn.NAME, link.provider, known=True)
            yield Path((link.provider_id,), (link.provider,), (), None, (by,))
            known.add(link.provider_id)
    if NOBODY in said:
        yield Path((NOBODY,), (None,), (), None, ())


def _breached(incident: Incident, graph: Graph) -> list[Named]:
    """The breached parties; one whose name alone tells nobody still ends a path, and is never in an inventory."""
    parties = incident.organisations(Role.BREACHED)
    return [named(party, graph.resolver) or Named(party, unresolved(party.name)) for party in parties]


def _disclosed(incident: Incident, graph: Graph) -> dict[str, list[Link]]:
    """The edges that the incident itself tells, by the provider's id: a downstream party uses the breached one."""
    edges: dict[str, list[Link]] = {}
    if not may_link(incident):
        return edges
    breached = _breached(incident, graph)
    for party in incident.organisations(Role.DOWNSTREAM):
        user = named(party, graph.resolver)
        if user is None or all(said.trust is Trust.ATTACKER_CLAIM for said in party.said_by):
            continue
        stated = [
            (link.provider_id, link.provider)
            for link in incident.links
            if link.provider_id and link.user_id in {party.organisation_id, user.by.organisation_id}
        ]
        suppliers: list[tuple[str, str | None]] = [(i, n) for i, n in stated if i] or [
            (who.by.organisation_id, who.party.name) for who in breached
        ]
        for supplier_id, supplier in suppliers or [(NOBODY, None)]:
            if supplier_id != user.by.organisation_id:
                written = _as_listed(graph, user.by.organisation_id, supplier_id) or supplier
                edges.setdefault(supplier_id, []).append(_link(incident, user, supplier_id, written))
    return edges


def _as_listed(graph: Graph, user_id: str, supplier_id: str) -> str | None:
    """How the edge file writes the supplier, where it knows the edge too; None where it does not."""
    return next((link.edge.provider for link in graph.users(supplier_id) if link.user.organisation_id == user_id), None)


def _link(incident: Incident, user: Named, supplier_id: str, supplier: str | None) -> Link:
    seen = incident.first_published
    source = next((said.url for said in user.party.said_by if said.url), "") or "this disclosure"
    edge = Edge(user.party.name, supplier, EdgeKind.DISCLOSED, source, seen, seen)
    provider = Resolution(supplier_id, MatchedOn.NAME, supplier, known=True) if supplier else None
    return Link(edge, user.by, provider)


def _extended(path: Path, link: Link) -> Path:
    edge = link.edge
    hop = Hop(edge.user, edge.provider, edge.kind, edge.source, edge.first_seen, edge.last_seen, edge.ended, edge.role)
    return Path(
        ids=(link.user.organisation_id, *path.ids),
        names=(edge.user, edge.provider, *path.names[1:]),
        hops=(hop, *path.hops),
        source=path.source,
        matches=(link.user, *([link.provider] if link.provider else []), *path.matches),
    )
