"""Incident x graph -> exposures, and the near misses that a reader would ask about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from inventory.confidence import confidence
from inventory.graph import Graph, Held
from inventory.near import near_misses
from inventory.packages import reached
from inventory.parties import incident_of
from inventory.paths import Path, best_paths, surest
from inventory.severity import Grader, shared_with
from inventory.told import NOBODY
from model.exposure import Exposure, NearMiss
from model.incident import Incident
from model.inventory import InventoryItem
from model.vocabulary import EdgeKind, MatchedOn, Role, Status

__all__ = ["incident_of", "match"]


def match(incident: Incident, graph: Graph, *, today: date, max_hops: int = 1) -> tuple[list[Exposure], list[NearMiss]]:
    """The exposures of an inventory to an incident, gravest first, one for each first vendor, by its best path.

    A path to whom only an attacker calls breached is as sure and as grave as a claim, whatever others tell of others.

    Direct inhibits transitive; what is more than one edge away is for digests only. `max_hops` counts the edges of
    the longest path. `today` dates the edges: one that is to end later has not ended.
    """
    best = best_paths(incident, graph, max_hops, today)
    claims = [path for path in best if _is_claim(incident, path)]
    exposures = _exposures(incident, [path for path in best if path not in claims], graph, today)
    if claims:
        exposures += [replace(found, claimed=True) for found in _exposures(incident.as_claimed(), claims, graph, today)]
    exposures.sort(key=lambda found: (-found.severity.rank, -found.confidence, found.key))
    return exposures, near_misses(incident, graph, {path.ids[0] for path in best})


def _is_claim(incident: Incident, path: Path) -> bool:
    """Whether only an attacker says that whoever is at its end was breached, in an incident that others tell."""
    if path.source is None or not path.source.party.only_claimed:
        return False
    if incident.status is Status.DISPUTED:  # where nobody else was breached, it is this claim that is denied
        return not incident.only_claimed
    return incident.status in (Status.REPORTED, Status.CONFIRMED)


def _exposures(incident: Incident, paths: list[Path], graph: Graph, today: date) -> list[Exposure]:
    whole = Grader(incident)
    found = []
    for path in paths:
        seen = incident.along(path.ids)
        found.append(_exposure(seen, path, graph, whole if seen is incident else Grader(seen), today))
    return found


def _exposure(incident: Incident, path: Path, graph: Graph, grader: Grader, today: date) -> Exposure:
    ours, held = graph.own(path.ids[0]) if path.own else [], graph.held(path.ids[0])
    way, decided = surest(ours or held, path.matches)
    items = tuple(dict.fromkeys(each.item for each in (*ours, *held)))
    shared = shared_with(items)
    level, severity_terms = grader.severity(path, items)
    sureness, confidence_terms = confidence(incident, path, decided, today)
    written, hosted = way.item.supplier or way.item.name, graph.resolver.is_host(way.by)
    names = path.names if hosted else (written, *path.names[1:])
    here = f"{written} is in your inventory" + (f", at {names[0]}, which" if hosted else _and(way, path))
    why = _why_ours(incident, path) if path.own else f"{here} {_why(incident, path, names)}"
    versions = _versions(path, items)
    return Exposure(
        key=">".join(path.ids),
        path=names,
        items=items,
        hops=path.hops,
        matched_on=decided.matched_on,
        matched_text=decided.matched_text,
        data_types=grader.exposed,
        shared=grader.exposed if shared is None else grader.exposed & shared,
        confidence=round(sureness, 4),
        confidence_terms=confidence_terms,
        severity=level,
        severity_terms=severity_terms,
        why="; ".join(filter(None, (why, versions))),
        digest_only=len(path.hops) > 1,  # on a real graph two edges reach almost everybody
        versions=versions,
        own=_our_role(path) if path.own else None,
    )


def _and(way: Held, path: Path) -> str:
    """What leads from the item to what happened to its vendor."""
    if way.by.matched_on is MatchedOn.GROUP:
        return f" and, by its name, may be a part of {path.names[0]}, which"
    part = not path.hops and path.source is not None and path.source.by.matched_on is MatchedOn.GROUP
    return f" and {path.names[0]}, which by its name may be a part of it," if part else " and"


def _our_role(path: Path) -> Role:
    return Role.DOWNSTREAM if path.hops or path.source is None else path.source.party.role


def _why_ours(incident: Incident, path: Path) -> str:
    """What the incident says of the tenant itself."""
    suppliers = [path.names[-1]] if path.hops else [party.name for party in incident.organisations(Role.BREACHED)]
    through = " and ".join(filter(None, suppliers)) or "a supplier that is not named"
    how = "breached" if _our_role(path) is Role.BREACHED else f"a customer hit through {through}"
    claimed = ", as only an attacker claims" if _only_claimed(incident, path) else ""
    return f"your own organisation is named as {how}{claimed}"


def _only_claimed(incident: Incident, path: Path) -> bool:
    return incident.status is Status.ALLEGED or (path.source is not None and path.source.party.only_claimed)


def _versions(path: Path, items: tuple[InventoryItem, ...]) -> str:
    """On what grounds the versions of a package count as those that an advisory means."""
    grounds = () if path.hops else dict.fromkeys(reached(item, path.ids[0]).why for item in items if item.purl)
    return "; ".join(ground for ground in grounds if ground)


def _why(incident: Incident, path: Path, names: tuple[str | None, ...]) -> str:
    """What happened to the first vendor."""
    hit = "was breached, as only an attacker claims" if _only_claimed(incident, path) else "was breached"
    if not path.hops:
        return hit
    hop = path.hops[0]
    supplier = hop.provider or "a supplier that is not named"
    breached = "" if len(path.hops) == 1 or path.ids[-1] == NOBODY else f", and {names[-1]} {hit}"
    if hop.kind is EdgeKind.DISCLOSED:
        return f"was hit through {supplier}{breached}: {hop.source}"
    role = f" as its {hop.role}" if hop.role else ""
    seen = f", last seen {hop.last_seen}" if hop.last_seen else ""
    ended = f", ended {hop.ended}" if hop.ended else ""
    return f"uses {supplier}{role}{breached} ({hop.kind}: {hop.source}{seen}{ended})"
