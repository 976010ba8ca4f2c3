"""The parties of an incident as the graph knows them, and an incident made of one disclosure alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from inventory.names import fold, split_legal_form
from inventory.resolve import Resolver
from model.disclosure import DataTypeClaim, Disclosure, Evidence, Party
from model.incident import CountFact, DataFact, Incident, LinkFact, PartyFact, Provenance
from model.organisation import Resolution
from model.vocabulary import Claim, Kind, MatchedOn, Role, Status, Trust

_APART, _WORDS, _REST = " ,", 6, 120  # of a legal name behind its beginning: what parts it, words, code points
_UNRESOLVED = "unresolved:"
_STATUS = {
    Claim.CONFIRMED: Status.CONFIRMED,
    Claim.CLAIMED: Status.ALLEGED,
    Claim.DENIED: Status.DISPUTED,
    Claim.RETRACTED: Status.RETRACTED,
}


@dataclass(frozen=True, slots=True)
class Named:
    """A party with the organisation it means."""

    party: PartyFact
    by: Resolution


def identify(resolver: Resolver, name: str, context: str = "", *, written_by_hand: bool = False) -> str:
    """The organisation id of a party's name; `unresolved:<folded>` where the word alone does not tell."""
    found = resolver.resolve(name, context=context, written_by_hand=written_by_hand)
    return (found or unresolved(name)).organisation_id


def unresolved(name: str) -> Resolution:
    """Stands for somebody whom the name alone does not tell."""
    return Resolution(f"{_UNRESOLVED}{fold(name)}", MatchedOn.NAME, name, known=False)


def named(party: PartyFact, resolver: Resolver) -> Named | None:
    """Whom the party means, by today's registry and inventory, else by what was found when it was read.

    None also for a package of another registry than that of the inventory's package of its name.
    """
    context = " ".join(source.evidence.quote for source in party.said_by)
    found = resolver.resolve(party.name, context=context)
    if found is None or not resolver.holds(found.organisation_id):
        found = next(_written_out(party.name, context, resolver), found)
    stored = party.organisation_id
    if stored and not stored.startswith(("name:", _UNRESOLVED)) and (found is None or not found.known):
        found = Resolution(stored, MatchedOn.NAME, party.name, known=True)
    return Named(party, found) if found and not resolver.is_elsewhere(found.organisation_id, context) else None


def _written_out(name: str, context: str, resolver: Resolver) -> Iterator[Resolution]:
    """Somebody known whose legal name the quotes give where the party is called by its beginning.

    "Acme" is the vendor "Acme Holdings Ltd" in an incident that is told so, and in no other.
    """
    for before, behind in pairwise(context.split(name) if name else ()):
        words = behind[:_REST].split()[:_WORDS] if not before[-1:].isalnum() and behind[:1] in _APART else []
        for count in range(2, len(words) + 1):
            whole = f"{name} {' '.join(words[:count])}".rstrip(",;:")
            owner = resolver.resolve(whole) if split_legal_form(fold(whole))[1] else None
            if owner and resolver.holds(owner.organisation_id):
                yield owner


def incident_of(disclosure: Disclosure, resolver: Resolver, *, published: date | None) -> Incident:
    """What one disclosure tells, in the shape that `match` needs."""
    ids = {party.name: identify(resolver, party.name, party.evidence.quote) for party in disclosure.parties}
    records = disclosure.records
    return Incident(
        title=", ".join(disclosure.names(Role.BREACHED)) or "unnamed",
        kind=disclosure.kind,
        status=Status.ALLEGED if disclosure.kind is Kind.LEAK_CLAIM else _STATUS[disclosure.claim],
        parties=tuple(_party(party, ids[party.name]) for party in disclosure.parties),
        data_types=tuple(_data(claim) for claim in disclosure.data_types),
        records=CountFact(records.count, records.unit, records.bound, _said(records.evidence)) if records else None,
        links=tuple(
            LinkFact(
                user_id=identify(resolver, link.user, link.evidence.quote),
                user=link.user,
                provider_id=link.provider and identify(resolver, link.provider, link.evidence.quote),
                provider=link.provider,
                seen=published or date.min,
                said_by=_said(link.evidence),
            )
            for link in disclosure.links
            if disclosure.claim is not Claim.CLAIMED
        ),
        occurred=disclosure.dates.occurred,
        disclosed=disclosure.dates.disclosed,
        first_published=published,
    )


def _said(evidence: Evidence) -> Provenance:
    return Provenance(0, "", Trust.PRESS, evidence)


def _party(party: Party, organisation_id: str) -> PartyFact:
    return PartyFact(organisation_id, party.name, party.role, (_said(party.evidence),), party.confidence)


def _data(claim: DataTypeClaim) -> DataFact:
    return DataFact(claim.type, claim.status, (_said(claim.evidence),))
