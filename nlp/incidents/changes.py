"""What is materially different between two revisions of an incident; rewording never is."""

from __future__ import annotations

from collections.abc import Iterator

from config.data_types import label
from model.incident import Change, Incident
from model.vocabulary import DataStatus, DataType, Role

_HELD = (DataStatus.EXPOSED, DataStatus.POSSIBLE)
_MATERIAL_SHARE = 0.10  # of the larger count
_VERB = {Role.BREACHED: "was breached", Role.DOWNSTREAM: "is affected downstream"}


def changes(before: Incident | None, after: Incident) -> tuple[Change, ...]:
    """The material differences, status first; with no `before`, everything that the first revision holds.

    Fact keys: `status:<status>`, `denial_reversed:<type>`, `data_type:<type>`, `count:<n>`, `breached:<organisation>`,
    `downstream:<organisation>`.
    """
    return (*_status(before, after), *_data_types(before, after), *_count(before, after), *_parties(before, after))


def _status(before: Incident | None, after: Incident) -> Iterator[Change]:
    if before is None or before.status is not after.status:
        was = f" (was {before.status})" if before else ""
        yield Change(f"status:{after.status}", f"status: {after.status}{was}")


def _data_types(before: Incident | None, after: Incident) -> Iterator[Change]:
    was = _types(before)
    added = []
    for kind, status in _types(after).items():
        if status not in _HELD or was.get(kind) in _HELD:
            continue
        words = label(kind)
        if was.get(kind) is DataStatus.DENIED and not after.denies_in_part(kind):
            verb = "were exposed" if status is DataStatus.EXPOSED else "may have been exposed"
            yield Change(f"denial_reversed:{kind}", f"{words} {verb} after all: this was denied before")
        else:
            verb = "exposed" if status is DataStatus.EXPOSED else "possibly exposed"
            added.append(Change(f"data_type:{kind}", f"{words} {verb}"))
    yield from added


def _types(incident: Incident | None) -> dict[DataType, DataStatus]:
    return {fact.type: fact.status for fact in incident.data_types} if incident else {}


def _count(before: Incident | None, after: Incident) -> Iterator[Change]:
    now = after.records
    if now is None or (before is not None and before.records is None):
        return  # a first number for a known incident is a detail, not a change of it
    if before is None or before.records is None:
        yield Change(f"count:{now.count}", now.text)
        return
    was = before.records.count
    if abs(now.count - was) > _MATERIAL_SHARE * was:
        yield Change(f"count:{now.count}", f"{now.text} (was {was:,})")


def _parties(before: Incident | None, after: Incident) -> Iterator[Change]:
    for role, verb in _VERB.items():
        known = {party.organisation_id for party in before.organisations(role)} if before else set()
        for party in after.organisations(role):
            if party.organisation_id not in known:
                yield Change(f"{role}:{party.organisation_id}", f"{party.name} {verb}")
