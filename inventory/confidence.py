"""How sure an exposure is: a product of named terms, each in [0, 1]. Own values, by how often each kind errs."""

from __future__ import annotations

from datetime import date
from math import prod

from inventory.ends import has_ended, last_before
from inventory.paths import Path
from model.exposure import Hop, Term
from model.incident import Incident
from model.organisation import Resolution
from model.vocabulary import EdgeKind, MatchedOn, Status

_MATCH = {
    MatchedOn.PURL: 1.0,
    MatchedOn.DOMAIN: 0.99,
    MatchedOn.LEGAL_NAME: 0.99,
    MatchedOn.NAME: 0.98,
    MatchedOn.ALIAS: 0.96,
    MatchedOn.PRODUCT: 0.9,
    MatchedOn.GROUP: 0.7,
}
_UNKNOWN_NAME = 0.95  # an exact name, of somebody who is not in the registry
_EDGE = {
    EdgeKind.DISCLOSED: 0.98,
    EdgeKind.SUBPROCESSOR: 0.95,
    EdgeKind.MANUAL: 0.95,
    EdgeKind.LIST: 0.9,
    EdgeKind.SBOM: 0.9,
    EdgeKind.SAAS_TENANT: 0.7,
    EdgeKind.DNS_VERIFICATION: 0.6,
    EdgeKind.WEB_TRACKER: 0.6,
}
_STATUS = {
    Status.CONFIRMED: 1.0,
    Status.REPORTED: 0.9,
    Status.DISPUTED: 0.6,
    Status.ALLEGED: 0.4,
    Status.RETRACTED: 0.1,
}
_YEAR = 365.25  # days
_LOSS_PER_YEAR = 0.1
_OLDEST, _UNDATED, _CLOSED = 0.6, 0.85, 0.6


def confidence(incident: Incident, path: Path, decided: Resolution, today: date) -> tuple[float, tuple[Term, ...]]:
    """The product, in (0, 1], and its terms."""
    match = _MATCH[decided.matched_on] if decided.known else min(_MATCH[decided.matched_on], _UNKNOWN_NAME)
    terms = [
        Term("match", match, f"by {decided.matched_on.replace('_', ' ')} “{decided.matched_text}”"),
        Term("status", _STATUS[incident.status], f"the incident is {incident.status}"),
    ]
    if path.source:
        role = path.source.party
        terms.append(Term("role", min(max(role.confidence, 0.0), 1.0), f"{role.name} is {role.role} as read"))
    for hop in path.hops:
        terms += _hop_terms(hop, today, last_before(incident, today))
    return prod(term.value for term in terms), tuple(terms)


def _hop_terms(hop: Hop, today: date, over: date) -> list[Term]:
    who = f"{hop.user} -> {hop.provider or 'a supplier that is not named'}"
    return [Term("edge", _EDGE[hop.kind], f"{who}: {hop.kind} ({hop.source})"), _age_term(hop, today, over)]


def _age_term(hop: Hop, today: date, over: date) -> Term:
    """The last observation is no end: an old edge is less sure, and stays; so is one that ended by `over`."""
    if has_ended(hop.ended, over):
        return Term("edge age", _CLOSED, f"ended {hop.ended}")
    seen = hop.last_seen or hop.first_seen
    if seen is None and hop.kind is EdgeKind.DISCLOSED:
        return Term("edge age", 1.0, "told by the disclosure itself")
    if seen is None:
        return Term("edge age", _UNDATED, "never dated")
    years = max(0.0, (today - seen).days / _YEAR)
    return Term("edge age", max(_OLDEST, 1.0 - _LOSS_PER_YEAR * int(years)), f"last seen {seen}")
