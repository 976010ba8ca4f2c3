"""Incidents in the Vocabulary for Event Recording and Incident Sharing (VERIS 1.3.7, http://veriscommunity.net).

VERIS wants many answers that a disclosure does not give; what is not known is written `Unknown`, never guessed. The
organisation that was breached is the victim, those hit through it are its secondary victims.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from config.data_types import to_veris
from model.incident import Incident
from model.vocabulary import DataStatus, Kind, Role, Status
from storage.export.records import Exported

_UNKNOWN = ["Unknown"]
_FIRST_YEAR = 1950  # that the schema takes
_INCIDENT = {Status.CONFIRMED: "Confirmed", Status.RETRACTED: "False positive"}
_CONFIDENCE = {Status.CONFIRMED: "High", Status.REPORTED: "Medium", Status.RETRACTED: "None"}


def veris_parts(found: Iterable[Exported]) -> Iterator[str]:
    """A JSON array as text, in pieces."""
    yield "["
    for number, one in enumerate(found):
        yield (",\n" if number else "\n") + json.dumps(record(one), ensure_ascii=False)
    yield "\n]\n"


def record(one: Exported) -> dict[str, Any]:
    """One incident as a VERIS record."""
    incident = one.incident
    actors = [party.name for party in incident.organisations(Role.THREAT_ACTOR)]
    notes = {"notes": "; ".join(one.attribution)} if one.attribution else {}
    return {
        **notes,
        "schema_version": "1.3.7",
        "incident_id": one.lineage,
        "source_id": "tocsin",
        "summary": incident.title,
        "security_incident": _INCIDENT.get(incident.status, "Suspected"),
        "confidence": _CONFIDENCE.get(incident.status, "Low"),
        "reference": "; ".join(incident.sources),
        "actor": {"external": _external(actors)} if actors else {"unknown": {}},
        "action": _action(incident.kind),
        "asset": {"assets": [{"variety": "Unknown"}]},
        "attribute": _attribute(incident),
        "discovery_method": {"unknown": True},
        "timeline": {"incident": _when(incident, one.updated.date())},
        "victim": _victim(incident),
        "plus": {"tocsin": {**_statuses(incident), "kind": incident.kind.value, "denied": _denied(incident)}},
    }


def _statuses(incident: Incident) -> dict[str, Any]:
    """That of the incident, and of each of several who were breached where not the same holds of all."""
    each = {name: status.value for name, status in incident.statuses().items()}
    return {"status": incident.status.value, **({"victim_status": each} if each else {})}


def _external(names: list[str]) -> dict[str, Any]:
    notes = "named as the actor; a claim, not a proven attribution"
    return {
        "variety": _UNKNOWN,
        "motive": _UNKNOWN,
        "country": _UNKNOWN,
        "name": list(dict.fromkeys(names)),
        "notes": notes,
    }


def _action(kind: Kind) -> dict[str, Any]:
    if kind is Kind.RANSOMWARE:
        return {"malware": {"variety": ["Ransomware"], "vector": _UNKNOWN}}
    if kind is Kind.EXPOSURE_MISCONFIG:
        return {"error": {"variety": ["Misconfiguration"], "vector": _UNKNOWN}}
    return {"unknown": {}}


def _attribute(incident: Incident) -> dict[str, Any]:
    statuses = {fact.type: fact.status for fact in incident.data_types}
    told = [kind for kind, status in statuses.items() if status is not DataStatus.DENIED]
    exposed = DataStatus.EXPOSED in statuses.values()
    confidentiality: dict[str, Any] = {"data_disclosure": "Yes" if exposed else "Potentially" if told else "Unknown"}
    if told:
        confidentiality["data"] = [{"variety": name} for name in dict.fromkeys(map(to_veris, told))]
    if incident.records:
        confidentiality["data_total"] = incident.records.count
        confidentiality["notes"] = f"Told: {incident.records.text}"  # VERIS knows no "up to", nor people from records
    return {"confidentiality": confidentiality}


def _when(incident: Incident, updated: date) -> dict[str, int]:
    """When it occurred; where nobody says, the year in which it was first told of."""
    parts = [int(part) for part in (incident.occurred or "").split("-") if part.isdigit()]
    if incident.occurred and not incident.occurred.startswith("--") and parts and parts[0] >= _FIRST_YEAR:
        return dict(zip(("year", "month", "day"), parts, strict=False))
    told = incident.first_published
    return {"year": told.year if told and told.year >= _FIRST_YEAR else updated.year}


def _victim(incident: Incident) -> dict[str, Any]:
    breached = incident.organisations(Role.BREACHED)
    names = list(dict.fromkeys(party.name for party in (*breached, *incident.organisations(Role.DOWNSTREAM))))
    victim: dict[str, Any] = {"country": _UNKNOWN, "employee_count": "Unknown", "industry": "00"}
    if breached:
        victim["victim_id"] = names.pop(0)
    if names:
        victim["secondary"] = {"victim_id": names, "amount": len(names)}
    return victim


def _denied(incident: Incident) -> list[str]:
    return [fact.type.value for fact in incident.data_types if fact.status is DataStatus.DENIED]
