"""What is different between two revisions of an incident: every fact, also what is not material for an alert."""

from __future__ import annotations

from dataclasses import dataclass

from config.data_types import label
from model.counting import counted
from model.incident import Incident


@dataclass(frozen=True, slots=True)
class Difference:
    """One fact that changed; empty text where it was or is not there."""

    what: str
    before: str
    after: str


def compare(before: Incident, after: Incident) -> tuple[Difference, ...]:
    """The differences in the order of the page."""
    was, now = _facts(before), _facts(after)
    return tuple(
        Difference(key, was.get(key, ""), now.get(key, ""))
        for key in dict.fromkeys([*was, *now])
        if was.get(key, "") != now.get(key, "")
    )


def _facts(incident: Incident) -> dict[str, str]:
    facts = {
        "title": incident.title,
        "status": str(incident.status),
        "kind": incident.kind.replace("_", " "),
        "occurred": incident.occurred or "",
        "disclosed": incident.disclosed or "",
        "affected": incident.records.text if incident.records else "",
    }
    for party in incident.parties:
        facts[f"{party.role.replace('_', ' ')}: {party.name}"] = _said(len(party.said_by))
    for fact in incident.data_types:
        facts[label(fact.type)] = f"{fact.status}, {_said(len(fact.said_by))}"
    facts["documents"] = f"{len(incident.sources)}"
    return facts


def _said(number: int) -> str:
    return f"said by {counted(number, 'report')}"
