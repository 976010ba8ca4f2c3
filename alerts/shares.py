"""What holds of single customers of an incident, and of each of several who were breached, in words."""

from __future__ import annotations

from alerts.wording import STATUSES
from config.data_types import label
from model.incident import Incident, ShareFact
from model.vocabulary import DataStatus

_WORDS = {DataStatus.EXPOSED: "exposed", DataStatus.POSSIBLE: "possibly exposed", DataStatus.DENIED: "not exposed"}


def share_lines(incident: Incident) -> list[tuple[str, str]]:
    """The name of each who has a share, and that: `confirmed; exposed: names; not exposed: passwords`.

    How sure it is is said of each of several who were breached alone.
    """
    names = {party.organisation_id: party.name for party in incident.parties}
    return [(names.get(share.organisation_id, share.organisation_id), _told(share)) for share in incident.shares]


def _told(share: ShareFact) -> str:
    listed = {
        word: ", ".join(label(fact.type) for fact in share.data_types if fact.status is status)
        for status, word in _WORDS.items()
    }
    count = [share.records.text] if share.records else []
    status = [STATUSES[share.status]] if share.status else []
    return "; ".join([*status, *(f"{word}: {types}" for word, types in listed.items() if types), *count])
