"""Incidents as MISP events (MISP core format), one each; nothing in them is an indicator, so nothing is `to_ids`."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time
from typing import Any

from model.vocabulary import Role, Status
from storage.export.records import Exported
from storage.export.stix import NAMESPACE

_LEVEL = {Status.CONFIRMED: "2", Status.REPORTED: "3"}  # of high 1, medium 2, low 3, undefined 4
_TARGETED = {Role.BREACHED: "breached", Role.DOWNSTREAM: "downstream"}


def misp_parts(found: Iterable[Exported]) -> Iterator[str]:
    """A MISP export as text, in pieces."""
    yield '{"response": ['
    for number, one in enumerate(found):
        yield (",\n" if number else "\n") + json.dumps({"Event": event(one)}, ensure_ascii=False)
    yield "\n]}\n"


def event(one: Exported) -> dict[str, Any]:
    """One incident as an event; the same incident always has the same uuid."""
    incident = one.incident
    day = incident.first_published or one.updated.date()
    stamp = str(int(max(one.updated, datetime.combine(day, time(), UTC)).timestamp()))
    attributes: dict[str, dict[str, Any]] = {}
    for item in _attributes(one):
        made = _attribute(one.lineage, stamp, item)
        attributes.setdefault(made["uuid"], made)  # a name may stand there twice: as two organisations, in two roles
    return {
        "uuid": _uuid(one.lineage),
        "info": incident.title or "Untitled incident",
        "date": day.isoformat(),
        "timestamp": stamp,
        "threat_level_id": _LEVEL.get(incident.status, "4"),
        "analysis": "2",
        "distribution": "0",
        "published": False,
        "Tag": [{"name": name} for name in _tags(one)],
        "Attribute": list(attributes.values()),
    }


def _tags(one: Exported) -> list[str]:
    incident = one.incident
    return [
        f'tocsin:status="{incident.status}"',
        f'tocsin:kind="{incident.kind}"',
        *(f'tocsin:{fact.status}="{fact.type}"' for fact in incident.data_types),
    ]


def _attributes(one: Exported) -> Iterator[tuple[str, str, str, str]]:
    """Category, type, value and comment of each."""
    incident = one.incident
    for party in incident.parties:
        if party.role in _TARGETED:
            status = incident.status_of(party)
            yield "Targeting data", "target-org", party.name, "; ".join(filter(None, (_TARGETED[party.role], status)))
        elif party.role is Role.THREAT_ACTOR:
            yield "Attribution", "threat-actor", party.name, "named as the actor; a claim, not a proven attribution"
    for fact in incident.data_types:
        quote = fact.said_by[0].evidence.quote if fact.said_by else ""
        yield "Other", "text", f"{fact.type} {fact.status}", quote
    if incident.records:
        number = f"{incident.records.count} {incident.records.unit}"  # as its uuid has it
        yield "Other", "text", number, f"how many were hit: {incident.records.text}"
    credit = {told.url: told.attribution for told in one.told_by}
    for url in incident.sources:
        yield "External analysis", "link", url, credit.get(url, "")


def _attribute(lineage: str, stamp: str, item: tuple[str, str, str, str]) -> dict[str, Any]:
    category, kind, value, comment = item
    return {
        "uuid": _uuid(f"{lineage} {kind} {value}"),
        "category": category,
        "type": kind,
        "value": value or "unnamed",
        "comment": comment,
        "to_ids": False,
        "distribution": "5",
        "timestamp": stamp,
    }


def _uuid(name: str) -> str:
    return str(uuid.uuid5(NAMESPACE, f"misp {name}"))
