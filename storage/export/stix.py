"""Incidents as a STIX 2.1 bundle (OASIS STIX 2.1, 2021), written as plain dicts with ids that stay the same.

An incident is an `incident`, each organisation and actor an `identity`, each document a `report`; who was what in it
is said by relationships. An actor is only "named": a claim is nobody's proof. What was withdrawn or merged away, and
who is in an incident no more, is revoked, which is for good: what comes back has another id.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time
from typing import Any

from model.incident import Incident, PartyFact
from model.vocabulary import Role
from storage.export.lives import Stretch, lives, named, stands, stretches
from storage.export.records import Exported, Revision, ToldBy

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
    named_before: set[str] = set()  # whoever is in many incidents; whatever else there is belongs to one
    for one in found:
        for thing in {thing["id"]: thing for thing in _objects(one)}.values():
            if thing["id"] not in named_before:
                yield ",\n" + json.dumps(thing, ensure_ascii=False)
            if thing["type"] == "identity":
                named_before.add(thing["id"])
    yield "\n]}\n"


def _objects(one: Exported) -> Iterator[dict[str, Any]]:
    stood = list(named(one.lineage, lives((*one.past, Revision(one.updated, one.incident)))))
    for name, life in stood:
        yield from _told_in(name, life)
    for gone in one.absorbed:
        for name, life in named(gone.lineage, lives(gone.revisions)):
            yield from _told_in(name, life)
    about = _id("incident", stood[-1][0])
    who = [_identity(party) for party in _parties(one.incident).values()]
    yield from who
    for told in one.told_by:
        yield _report(told, [about, *dict.fromkeys(each["id"] for each in who)], one.updated)


def _told_in(name: str, life: Stretch) -> Iterator[dict[str, Any]]:
    """An incident while it stood, and who was in it."""
    about = _about(name, life)
    yield about
    told = [_standing(each) for each in life.whole]
    for key in dict.fromkeys(key for parties in told for key in parties):
        found = stretches(life.whole, [key in parties for parties in told])
        who = _id("identity", key[1])
        for relation, stretch in named(f"{name} {key[0]} {who}", found):
            party = _standing(stretch.held[-1])[key]
            status = stretch.held[-1].incident.status_of(party)
            yield _identity(party)
            yield {
                **_common("relationship", relation, about["created"], stretch.changed),
                **_end(stretch),
                "relationship_type": "related-to",
                "source_ref": about["id"],
                "target_ref": who,
                "description": _SAID[party.role] + (f" ({status})" if status else ""),
                "confidence": round(100 * party.confidence),
            }


def _standing(revision: Revision) -> dict[tuple[Role, str], PartyFact]:
    return _parties(revision.incident) if stands(revision) else {}


def _parties(incident: Incident) -> dict[tuple[Role, str], PartyFact]:
    """By role and identity; a name may stand there twice."""
    found: dict[tuple[Role, str], PartyFact] = {}
    for party in incident.parties:
        if party.role in _SAID:
            found.setdefault((party.role, _known_as(party)), party)
    return found


def _about(name: str, life: Stretch) -> dict[str, Any]:
    first, last = life.held[0], life.whole[-1]
    incident = last.incident
    labels = [f"status:{incident.status}", f"kind:{incident.kind}"]
    labels += [f"{fact.status}:{fact.type}" for fact in incident.data_types]
    hit = f" {incident.records.text.capitalize()}." if incident.records else ""
    merged = " Merged into another incident." if last.merged else ""
    day = first.incident.first_published
    created = min(datetime.combine(day, time(), UTC), first.at) if day else first.at
    return {
        **_common("incident", name, _stamp(created), life.changed),
        **_end(life),
        "name": incident.title or "Untitled incident",
        "description": f"{incident.status.value.capitalize()} {incident.kind.value.replace('_', ' ')}.{hit}{merged}",
        "labels": labels,
        "external_references": [{"source_name": "source", "url": url} for url in incident.sources]
        or [{"source_name": "tocsin", "external_id": name}],
    }


def _identity(party: PartyFact) -> dict[str, Any]:
    # Whoever is named in several incidents is one identity, so its times cannot be those of one of them.
    return {
        **_common("identity", _known_as(party), _stamp(_EPOCH), _EPOCH),
        "name": party.name or "unnamed",
        "identity_class": "group" if party.role is Role.THREAT_ACTOR else "organization",
    }


def _known_as(party: PartyFact) -> str:
    return party.organisation_id or party.name


def _end(found: Stretch) -> dict[str, Any]:
    return {"revoked": True} if found.ended else {}


def _report(told: ToldBy, refs: list[str], updated: datetime) -> dict[str, Any]:
    stamp = _stamp(told.published or told.fetched)
    credit = {"description": told.attribution} if told.attribution else {}
    return {
        **_common("report", told.url, stamp, max(told.fetched, updated)),
        "name": told.title or told.url,
        "report_types": ["threat-report"],
        "published": stamp,
        "object_refs": refs,
        "labels": [f"trust:{told.trust}"],
        "external_references": [{"source_name": told.source_id, "url": told.url, **credit}],
    }


def _common(kind: str, name: str, created: str, changed: datetime) -> dict[str, Any]:
    modified = max(created, _stamp(changed))
    found = {"type": kind, "spec_version": "2.1", "id": _id(kind, name), "created": created, "modified": modified}
    return found if kind == "identity" else {**found, "created_by_ref": _PRODUCER["id"]}


def _id(kind: str, name: str) -> str:
    return f"{kind}--{uuid.uuid5(NAMESPACE, f'{kind} {name}')}"


def _stamp(moment: datetime) -> str:
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"


_EPOCH = datetime(2025, 1, 1, tzinfo=UTC)
_PRODUCER: dict[str, Any] = {
    "type": "identity",
    "spec_version": "2.1",
    "id": _id("identity", "producer: tocsin"),
    "created": _stamp(_EPOCH),
    "modified": _stamp(_EPOCH),
    "name": "Tocsin",
    "identity_class": "system",
}
