"""Incidents and inventories of invented organisations, built in one line."""

from __future__ import annotations

from datetime import date

from model.disclosure import Evidence
from model.incident import DataFact, Incident, LinkFact, PartyFact, Provenance
from model.inventory import InventoryItem
from model.vocabulary import DataStatus, DataType, ItemKind, Kind, Role, Status, Trust

SEEN = date(2026, 3, 2)


def said(quote: str = "...", trust: Trust = Trust.PRESS, url: str = "https://news.example/1") -> Provenance:
    return Provenance(1, url, trust, Evidence(quote, 0, len(quote)))


def party(name: str, role: Role, quote: str = "...", *, trust: Trust = Trust.PRESS, identity: str = "") -> PartyFact:
    return PartyFact(identity, name, role, (said(quote, trust),))


def link(user: str, provider: str | None) -> LinkFact:
    return LinkFact(f"name:{user.lower()}", user, provider and f"name:{provider.lower()}", provider, SEEN, said())


def incident(
    breached: str | tuple[str, ...] = (),
    downstream: str | tuple[str, ...] = (),
    *,
    bystander: str | tuple[str, ...] = (),
    exposed: tuple[DataType, ...] = (),
    denied: tuple[DataType, ...] = (),
    status: Status = Status.CONFIRMED,
    parties: tuple[PartyFact, ...] = (),
    links: tuple[LinkFact, ...] = (),
) -> Incident:
    groups = ((breached, Role.BREACHED), (downstream, Role.DOWNSTREAM), (bystander, Role.BYSTANDER))
    named = [party(name, role) for names, role in groups for name in ((names,) if isinstance(names, str) else names)]
    facts = [DataFact(kind, DataStatus.EXPOSED, (said(),)) for kind in exposed]
    facts += [DataFact(kind, DataStatus.DENIED, (said(),)) for kind in denied]
    return Incident(
        title="An incident",
        kind=Kind.BREACH,
        status=status,
        parties=(*named, *parties),
        data_types=tuple(facts),
        links=links,
        first_published=SEEN,
    )


def vendor(name: str, **rest: object) -> InventoryItem:
    return InventoryItem(ref=name, name=name, kind=ItemKind.VENDOR, supplier=name, **rest)  # type: ignore[arg-type]
