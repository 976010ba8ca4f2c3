"""What people corrected, laid over what the reports say; their reason is the evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from model.correction import DATA_TYPE, PARTY, Correction, count_of
from model.disclosure import Evidence
from model.incident import CountFact, DataFact, Incident, LinkFact, PartyFact, Provenance, ShareFact
from model.vocabulary import DataStatus, DataType, Role, Status, Trust
from nlp.incidents.facts import last_day
from nlp.incidents.parties import in_order

Standing = Mapping[str, Correction]


def standing_corrections(made: Sequence[Correction]) -> Standing:
    """The corrections that hold, by fact: of one fact the newest that was not undone."""
    return {one.fact: one for one in sorted(made, key=lambda one: one.id) if one.undone is None}


def corrected_parties(parties: Sequence[PartyFact], held: Standing, ids: Mapping[str, str]) -> tuple[PartyFact, ...]:
    """The parties with the roles that people gave them; `ids` are the organisations that their corrections name."""
    found = {party.organisation_id: party for party in parties}
    for fact, one in held.items():
        if not fact.startswith(PARTY):
            continue
        name = fact.removeprefix(PARTY)
        organisation = _organisation(name, found, ids)
        known = found.pop(organisation, None)
        if one.value:
            shown = known.name if known else name
            found[organisation] = PartyFact(organisation, shown, Role(one.value), (_said(one),))
    return in_order(found.values())


def _organisation(name: str, known: Mapping[str, PartyFact], ids: Mapping[str, str]) -> str:
    """A party that is called so, else the organisation that the name means."""
    folded = name.casefold()
    called = (party.organisation_id for party in known.values() if party.name.casefold() == folded)
    return next(called, None) or ids.get(name) or "name:" + folded


def roles_by_hand(incident: Incident) -> dict[str, Role]:
    """The roles that people gave to organisations."""
    return {party.organisation_id: party.role for party in incident.parties if _is_by_hand(party)}


def _is_by_hand(party: PartyFact) -> bool:
    return any(said.trust is Trust.CORRECTION for said in party.said_by)


def corrected(incident: Incident, held: Standing, removed: frozenset[str]) -> Incident:
    """The incident, whose parties and kind are corrected already, with everything else that people said.

    `removed` are the organisations that are no party any more: what was said of their dependencies goes with them.
    """
    if not held:
        return incident
    values = {fact: one.value for fact, one in held.items()}
    status = Status(values["status"]) if "status" in values else None
    disclosed = values.get("disclosed", incident.disclosed) or None
    return replace(
        incident,
        status=status or incident.status,
        against=_against(status, held) if status else incident.against,
        data_types=_data_types(incident.data_types, held),
        records=_records(incident.records, held.get("records")),
        shares=tuple(_share(share, held, status) for share in incident.shares),
        links=tuple(link for link in incident.links if not _is_of(link, removed)),
        occurred=values.get("occurred", incident.occurred) or None,
        disclosed=disclosed,
        first_published=_published(incident, disclosed) if "disclosed" in values else incident.first_published,
        corrected=tuple(sorted(held)),
    )


def _against(status: Status, held: Standing) -> Provenance | None:
    return _said(held["status"]) if status in (Status.DISPUTED, Status.RETRACTED) else None


def _share(share: ShareFact, held: Standing, status: Status | None) -> ShareFact:
    return replace(
        share,
        data_types=_data_types(share.data_types, held),
        records=_records(share.records, held.get("records")),
        status=(status or share.status) if share.status else None,
    )


def _published(incident: Incident, disclosed: str | None) -> date | None:
    return (last_day(disclosed) if disclosed else None) or incident.first_published


def _data_types(facts: Sequence[DataFact], held: Standing) -> tuple[DataFact, ...]:
    found = {fact.type: fact for fact in facts}
    for fact, one in held.items():
        if not fact.startswith(DATA_TYPE):
            continue
        kind = DataType(fact.removeprefix(DATA_TYPE))
        found.pop(kind, None)
        if one.value:
            found[kind] = DataFact(kind, DataStatus(one.value), (_said(one),))
    return tuple(found[kind] for kind in DataType if kind in found)


def _records(known: CountFact | None, one: Correction | None) -> CountFact | None:
    if one is None or not one.value:
        return known if one is None else None
    count, unit = count_of(one.value)
    return CountFact(count, unit, "exact", _said(one))


def _is_of(link: LinkFact, removed: frozenset[str]) -> bool:
    return link.user_id in removed or link.provider_id in removed


def _said(one: Correction) -> Provenance:
    words = f"{one.why} ({one.by})"
    return Provenance(report_id=0, url="", trust=Trust.CORRECTION, evidence=Evidence(words, 0, len(words)))
