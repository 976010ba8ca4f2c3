"""What holds of single customers of an incident, in words."""

from __future__ import annotations

from config.data_types import label
from model.incident import Incident, ShareFact
from model.vocabulary import DataStatus

_WORDS = {DataStatus.EXPOSED: "exposed", DataStatus.POSSIBLE: "possibly exposed", DataStatus.DENIED: "not exposed"}


def share_lines(incident: Incident) -> list[tuple[str, str]]:
    """The name of each customer that has a share of its own, and that: `exposed: names; not exposed: passwords`."""
    names = {party.organisation_id: party.name for party in incident.parties}
    return [(names.get(share.organisation_id, share.organisation_id), _told(share)) for share in incident.shares]


def _told(share: ShareFact) -> str:
    listed = {
        word: ", ".join(label(fact.type) for fact in share.data_types if fact.status is status)
        for status, word in _WORDS.items()
    }
    count = [share.records.text] if share.records else []
    return "; ".join([*(f"{word}: {types}" for word, types in listed.items() if types), *count])
