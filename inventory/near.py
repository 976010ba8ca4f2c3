"""Names that an incident and an inventory share without an exposure, and why there is none."""

from __future__ import annotations

from collections.abc import Iterator

from inventory.graph import Graph
from inventory.names import deception, fold, skeleton, split_legal_form
from inventory.parties import named
from inventory.told import may_link
from model.exposure import NearMiss
from model.incident import Incident, PartyFact
from model.vocabulary import Role

_WHY = {
    Role.BYSTANDER: "is named, but as neither breached nor hit (a researcher, regulator, competitor or the like)",
    Role.THREAT_ACTOR: "is named as an attacker",
    Role.DOWNSTREAM: "is said to be hit by an attacker only, whose word makes no edge",
}
_THROUGH_US = "is said to be hit through your own organisation, of which you are told"

_ALONE = "the word alone does not tell who is meant: no domain, product, legal form or context word is beside it"
_ELSEWHERE = "the package that is told of lies in another registry than yours of that name"


def near_misses(incident: Incident, graph: Graph, exposed: set[str]) -> list[NearMiss]:
    """One near miss for each such name, in the order of the parties; `exposed` are the vendors with an exposure."""
    found = {miss.name: miss for party in incident.parties for miss in _of(party, incident, graph, exposed)}
    return list(found.values())


def _of(party: PartyFact, incident: Incident, graph: Graph, exposed: set[str]) -> Iterator[NearMiss]:
    if trick := deception(party.name):
        looks = graph.resolver.resolve(skeleton(party.name))
        if looks and graph.holds(looks.organisation_id):
            yield NearMiss(skeleton(party.name), f"a look-alike of the name was read: it {trick}")
        return
    who = named(party, graph.resolver)
    if who is None:
        yield from _ambiguous(party, graph)
        return
    if who.by.organisation_id in exposed:
        return
    if not graph.holds(who.by.organisation_id):
        yield from _ambiguous(party, graph)
        return
    if party.role is Role.DOWNSTREAM and may_link(incident) and not party.only_claimed:
        if _is_ours(incident, graph):
            yield NearMiss(party.name, _THROUGH_US)
        return
    if party.role in _WHY:
        yield NearMiss(party.name, _WHY[party.role])


def _is_ours(incident: Incident, graph: Graph) -> bool:
    """Whether the tenant's own organisation was breached."""
    breached = (named(party, graph.resolver) for party in incident.organisations(Role.BREACHED))
    return any(graph.own(who.by.organisation_id) for who in breached if who)


def _ambiguous(party: PartyFact, graph: Graph) -> Iterator[NearMiss]:
    if graph.writes(split_legal_form(fold(party.name))[0]):
        yield NearMiss(party.name, _ELSEWHERE if graph.resolver.resolve(party.name) else _ALONE)
