"""Incidents as a STIX 2.1 bundle (OASIS STIX 2.1, 2021), written as plain dicts with ids that stay the same.

An incident is an `incident`, each organisation and actor an `identity`, each document a `report`; who was what in it
is said by relationships. An actor is only "named": a claim is nobody's proof.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time
from typing import Any

from model.incident import Incident, PartyFact
from model.vocabulary import Role
from storage.export.records import Exported, ToldBy

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://tocsin.example/export")
_SAID = {
    Role.BREACHED: "breached: its systems or data were entered",
    Role.DOWNSTREAM: "downstream: hit through a breached party",
    Role.THREAT_ACTOR: "named as the actor; a claim, not a proven attribution",
}


def stix_parts(found: Iterable[Exported]) -> Iterator[str]:
    """The bundle as text, in pieces; each object once."""
    yield f'{{"type": "bundle", "id": "{_id("bundle", "export")}", "objects": [\n'
    yield json.dumps(_PRODUCER)
    seen: set[str] = set()
    for one in found:
        for thing in _objects(one):
            if thing["id"] not in seen:
                seen.add(thing["id"])
                yield ",\n" + json.dumps(thing, ensure_ascii=False)
    yield "\n]}\n"


def _objects(one: Exported) -> Iterator[dict[str, Any]]:
    incident = one.incident
    created = _stamp(
        datetime.combine(incident.first_published, time(), UTC) if incident.first_published else one.updated
    )
    modified = max(created, _stamp(one.updated))
    about = _about(incident, one, created=created, modified=modified)
    parties = [party for party in incident.parties if party.role in _SAID]
    yield about
    for party in parties:
        who = _identity(party)
        yield who
        yield {
            **_common("relationship", f"{one.lineage} {party.role} {who['id']}", created, modified),
            "relationship_type": "related-to",
            "source_ref": about["id"],
            "target_ref": who["id"],
            "description": _SAID[party.role],
            "confidence": round(100 * party.confidence),
        }
    refs = [about["id"], *dict.fromkeys(_identity(party)["id"] for party in parties)]
    for told in one.told_by:
        yield _report(told, refs)


def _about(incident: Incident, one: Exported, *, created: str, modified: str) -> dict[str, Any]:
    labels = [f"status:{incident.status}", f"kind:{incident.kind}"]
    labels += [f"{fact.status}:{fact.type}" for fact in incident.data_types]
    hit = f" {incident.records.count:,} {incident.records.unit}." if incident.records else ""
    return {
        **_common("incident", one.lineage, created, modified),
        "name": incident.title or "Untitled incident",
        "description": f"{incident.status.value.capitalize()} {incident.kind.value.replace('_', ' ')}.{hit}",
        "labels": labels,
        "external_references": [{"source_name": "source", "url": url} for url in incident.sources]
        or [{"source_name": "tocsin", "external_id": one.lineage}],
    }


def _identity(party: PartyFact) -> dict[str, Any]:
    # Whoever is named in several incidents is one identity, so its times cannot be those of one of them.
    return {
        **_common("identity", party.organisation_id or party.name, _EPOCH, _EPOCH),
        "name": party.name or "unnamed",
        "identity_class": "group" if party.role is Role.THREAT_ACTOR else "organization",
    }


def _report(told: ToldBy, refs: list[str]) -> dict[str, Any]:
    stamp = _stamp(told.published or told.fetched)
    credit = {"description": told.attribution} if told.attribution else {}
    return {
        **_common("report", told.url, stamp, max(stamp, _stamp(told.fetched))),
        "name": told.title or told.url,
        "report_types": ["threat-report"],
        "published": stamp,
        "object_refs": refs,
        "labels": [f"trust:{told.trust}"],
        "external_references": [{"source_name": told.source_id, "url": told.url, **credit}],
    }


def _common(kind: str, name: str, created: str, modified: str) -> dict[str, Any]:
    found = {"type": kind, "spec_version": "2.1", "id": _id(kind, name), "created": created, "modified": modified}
    return found if kind == "identity" else {**found, "created_by_ref": _PRODUCER["id"]}


def _id(kind: str, name: str) -> str:
    return f"{kind}--{uuid.uuid5(NAMESPACE, f'{kind} {name}')}"


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


_EPOCH = "2025-01-01T00:00:00.000Z"
_PRODUCER: dict[str, Any] = {
    "type": "identity",
    "spec_version": "2.1",
    "id": _id("identity", "producer: tocsin"),
    "created": _EPOCH,
    "modified": _EPOCH,
    "name": "Tocsin",
    "identity_class": "system",
}
