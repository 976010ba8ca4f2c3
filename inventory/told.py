"""What an incident itself says of who was breached, and who was hit through whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from inventory.graph import Graph, Link
from inventory.parties import Named, named, unresolved
from model.incident import Incident, LinkFact, Provenance
from model.inventory import Edge
from model.organisation import Resolution
from model.vocabulary import EdgeKind, MatchedOn, Role, Status, Trust

_NO_VICTIM = (Role.BYSTANDER, Role.THREAT_ACTOR)
NOBODY = "?"  # stands for the supplier that a disclosure does not name


@dataclass(frozen=True, slots=True)
class End:
    """Where a path ends: `source` is the breached party, None where a link alone names it or nobody does."""

    id: str
    name: str | None
    source: Named | None
    by: Resolution | None

    @property
    def only_claimed(self) -> bool:
        """Whether nobody but an attacker says that it was breached."""
        return self.source is not None and self.source.party.only_claimed


@dataclass(frozen=True, slots=True)
class Told:
    """The ends of all paths, and by user the edges that the incident states."""

    ends: tuple[End, ...]
    links: dict[str, list[Link]]


def told_by(incident: Incident, graph: Graph) -> Told:
    """The breached parties and the suppliers that the incident names; an attacker's claim creates no edge.

    That it names the tenant's own organisation as hit is worth telling all the same: as an end, without an edge.
    """
    breached = _breached(incident, graph)
    if may_link(incident):
        links = _links(incident, graph, breached)
        return Told(tuple(_ends(incident, breached, links)), links)
    return Told((*_ends(incident, breached, {}), *_ourselves(incident, graph)), {})


def as_named(incident: Incident, graph: Graph) -> Incident:
    """Several who were breached, and what holds of each, under the ids by which this graph's paths end."""
    if not incident.is_parted:
        return incident
    ids = {who.party.organisation_id: who.by.organisation_id for who in _breached(incident, graph)}
    parties = (
        replace(each, organisation_id=ids.get(each.organisation_id, each.organisation_id)) for each in incident.parties
    )
    shares = (
        replace(each, organisation_id=ids.get(each.organisation_id, each.organisation_id)) for each in incident.shares
    )
    return replace(incident, parties=tuple(parties), shares=tuple(shares))


def may_link(incident: Incident) -> bool:
    """Whether it is more than an attacker's claim, which creates no edges."""
    return incident.status is not Status.ALLEGED


def supplier_of(link: Link) -> str:
    """The id of a link's provider; `NOBODY` where nobody names it."""
    return link.provider.organisation_id if link.provider else NOBODY


def _breached(incident: Incident, graph: Graph) -> list[Named]:
    """The breached parties; one whose name alone tells nobody still ends a path, and is never in an inventory."""
    parties = incident.organisations(Role.BREACHED)
    found = [named(party, graph.resolver) or Named(party, unresolved(party.name)) for party in parties]
    return [_as_part(who, graph) for who in found]


def _as_part(who: Named, graph: Graph) -> Named:
    """The party as a part of what the inventory lists without its country; not of what it lists with another one."""
    if who.by.known or graph.holds(who.by.organisation_id):
        return who
    group = graph.resolver.group(who.party.name)
    ways = graph.held(group.organisation_id) if group else []
    whole = any(held.by.matched_on is not MatchedOn.GROUP for held in ways)
    return replace(who, by=group) if group and whole else who


def _ends(incident: Incident, breached: list[Named], links: dict[str, list[Link]]) -> Iterator[End]:
    for who in breached:
        yield End(who.by.organisation_id, who.party.name, who, who.by)
    known = {party.organisation_id for party in incident.organisations(Role.BREACHED)}
    suppliers = {supplier_of(link) for stated in links.values() for link in stated}
    for link in incident.links:
        # the supplier may be named by a link alone
        if link.provider and link.provider_id in suppliers and link.provider_id not in known:
            by = Resolution(link.provider_id, MatchedOn.NAME, link.provider, known=True)
            yield End(link.provider_id, link.provider, None, by)
            known.add(link.provider_id)
    if NOBODY in suppliers:
        yield End(NOBODY, None, None, None)


def _ourselves(incident: Incident, graph: Graph) -> Iterator[End]:
    for party in incident.organisations(Role.DOWNSTREAM):
        if (who := named(party, graph.resolver)) and graph.own(who.by.organisation_id):
            yield End(who.by.organisation_id, party.name, who, who.by)


def _links(incident: Incident, graph: Graph, breached: list[Named]) -> dict[str, list[Link]]:
    """The edges that the incident itself tells, by the user's id: a downstream party uses the breached one.

    Whom a person holds to be no victim is the supplier through whom nobody was hit.
    """
    stated: dict[str, list[LinkFact]] = defaultdict(list)
    cleared = {party.organisation_id for party in incident.organisations(*_NO_VICTIM) if _is_by_hand(party.said_by)}
    for fact in incident.links:
        if fact.provider_id and fact.provider_id not in cleared:
            stated[fact.user_id].append(fact)
    links: dict[str, list[Link]] = {}
    for party in incident.organisations(Role.DOWNSTREAM):
        user = named(party, graph.resolver)
        if user is None or party.only_claimed:
            continue
        user_id = user.by.organisation_id
        facts = [fact for each in dict.fromkeys((party.organisation_id, user_id)) for fact in stated[each]]
        suppliers: list[tuple[str, str | None, LinkFact | None]] = [
            (fact.provider_id, fact.provider, fact) for fact in facts if fact.provider_id
        ] or [(who.by.organisation_id, who.party.name, None) for who in breached]
        for supplier_id, supplier, statement in suppliers or [(NOBODY, None, None)]:
            if supplier_id != user_id:
                written = _as_listed(graph, user_id, supplier_id) or supplier
                links.setdefault(user_id, []).append(_link(incident, user, supplier_id, written, statement))
    return links


def _is_by_hand(voices: Iterable[Provenance]) -> bool:
    return all(said.trust is Trust.CORRECTION for said in voices)


def _as_listed(graph: Graph, user_id: str, supplier_id: str) -> str | None:
    """How the edge file writes the supplier, where it knows the edge too; None where it does not."""
    links = (link for link in graph.suppliers(user_id) if supplier_of(link) == supplier_id)
    return next((link.edge.provider for link in links), None)


def _link(incident: Incident, user: Named, supplier_id: str, supplier: str | None, fact: LinkFact | None) -> Link:
    """As the fact has it; where nobody states the edge as such, as the newest page that tells of the user."""
    voices = [fact.said_by] if fact else user.party.said_by
    by_hand = _is_by_hand(voices)
    source = next((said.url for said in voices if said.url), "a correction" if by_hand else "this disclosure")
    seen = fact.seen if fact and fact.seen > date.min else incident.first_published
    kind = EdgeKind.MANUAL if by_hand else EdgeKind.DISCLOSED
    edge = Edge(user.party.name, supplier, kind, source, seen, seen)
    provider = Resolution(supplier_id, MatchedOn.NAME, supplier, known=True) if supplier else None
    return Link(edge, user.by, provider)
