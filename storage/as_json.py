"""Incidents as plain JSON values: one shape for the command line, the API and the export."""

from __future__ import annotations

from typing import Any

from model.incident import Incident, PartyFact
from storage.incidents import StoredIncident


def result_json(stored: StoredIncident) -> dict[str, Any]:
    """A result as `search --json` and the API print it."""
    return {"incident": stored.id, **facts_json(stored.incident)}


def facts_json(incident: Incident) -> dict[str, Any]:
    """An incident's facts without their evidence, as plain JSON values."""
    return {
        "title": incident.title,
        "status": incident.status.value,
        "kind": incident.kind.value,
        "disclosed": incident.first_published.isoformat() if incident.first_published else None,
        "occurred": incident.occurred,
        "records": incident.records.count if incident.records else None,
        "records_unit": incident.records.unit if incident.records else None,
        "records_bound": incident.records.bound if incident.records else None,
        "organisations": [_party_json(incident, party) for party in incident.parties],
        "data_types": [{"type": fact.type.value, "status": fact.status.value} for fact in incident.data_types],
        "sources": list(incident.sources),
    }


def _party_json(incident: Incident, party: PartyFact) -> dict[str, str]:
    """Of several who were breached and do not share one fate each says how sure its breach is."""
    status = incident.status_of(party)
    return {"name": party.name, "role": party.role.value, **({"status": status.value} if status else {})}
