"""The facts of an incident that can be told of an exposure, and which of them are news."""

from __future__ import annotations

from collections.abc import Collection

from model.alert import once_more
from model.incident import CountFact, Incident
from model.vocabulary import DataStatus, DataType, Status

COUNT_TOLERANCE = 0.10
_CERTAINTY = {Status.ALLEGED: 0, Status.REPORTED: 1, Status.CONFIRMED: 2}
_WITHDRAWN = (Status.DISPUTED, Status.RETRACTED)


def current_facts(incident: Incident) -> frozenset[str]:
    """What a reader of the whole incident knows: types by status, the count, the status."""
    facts = {f"status:{incident.status}"}
    for fact in incident.data_types:
        facts.add(f"{_PREFIX[fact.status]}:{fact.type}")
    if incident.records is not None:
        facts.add(_counted(incident.records))
    return frozenset(facts)


_PREFIX = {DataStatus.EXPOSED: "data_type", DataStatus.POSSIBLE: "possible", DataStatus.DENIED: "denied"}


def material_facts(
    before: Incident | None, incident: Incident, told: Collection[str], status_told: Status | None = None
) -> tuple[str, ...]:
    """The facts of `incident` worth telling to one who knows `told`, the weightiest first.

    `told` are the fact keys of one exposure, `status_told` the status that was told last, None where nobody was told.
    Not material: other words, more sources, a new denial, a first count, the same or less certainty.
    """
    status = _status(before, incident, told, status_told)
    return (*_data_types(before, incident, told), *status, *_count(incident, told))


def _data_types(before: Incident | None, incident: Incident, told: Collection[str]) -> list[str]:
    denied_before = types_with(before, DataStatus.DENIED)
    found = []
    for fact in incident.data_types:
        known = f"data_type:{fact.type}" in told
        denied = f"denied:{fact.type}" in told or (fact.type in denied_before and not known)
        if fact.status is DataStatus.DENIED:
            continue
        # "May have been taken" after "was not taken" takes the all-clear back as well.
        if denied and not incident.denies_in_part(fact.type) and f"denial_reversed:{fact.type}" not in told:
            found.append(f"denial_reversed:{fact.type}")
        elif not known and (fact.status is DataStatus.EXPOSED or f"possible:{fact.type}" not in told):
            found.append(f"{_PREFIX[fact.status]}:{fact.type}")
    return sorted(found, key=lambda fact: not fact.startswith("denial_reversed"))


def _status(before: Incident | None, incident: Incident, told: Collection[str], last: Status | None) -> list[str]:
    known = {status for status in Status if f"status:{status}" in told}
    now = incident.status
    fact = f"status:{now}"
    if not known:
        return []
    if now in _WITHDRAWN and now not in known:
        return [fact]
    # What was retracted, reinstated and retracted anew is told each time: nobody may go on by what is not so.
    if last is not None and Status.RETRACTED in (now, last) and now is not Status.ALLEGED:
        return [once_more(fact, told)] if now is not last else []
    if now in _WITHDRAWN:
        return []
    if before is not None and _was_told_off(before, known, last) and now is not Status.ALLEGED:
        again = fact if now not in known else f"{fact}:after_{before.status}"
        return [] if again in told else [again]
    surest = max((_CERTAINTY[status] for status in known - set(_WITHDRAWN)), default=0)  # a claim is no news
    return [fact] if _CERTAINTY[now] > surest else []


def _was_told_off(before: Incident, known: Collection[Status], last: Status | None) -> bool:
    """Whether readers know it withdrawn; `last` knows better of what was retracted than a run that was cut short."""
    retracted = before.status is Status.RETRACTED and last is not None
    return before.status in _WITHDRAWN and before.status in known and not retracted


def _count(incident: Incident, told: Collection[str]) -> list[str]:
    """A count more than 10 % away from every count told, so that two sources that disagree do not ping-pong.

    That one more customer of several counts its own is no change of the whole.
    """
    records = incident.records
    counts = told_counts(told, records.unit) if records else []
    if records is None or not counts or incident.counts_one_customer:
        return []
    apart = all(abs(records.count - count) > COUNT_TOLERANCE * count for count in counts)
    return [_counted(records)] if apart else []


def _counted(records: CountFact) -> str:
    return f"count:{records.count}:{records.unit}"


def told_counts(told: Collection[str], unit: str) -> list[int]:
    """The counts of that unit among the told facts, ascending: people and records do not compare.

    What an older version noted has no unit, and compares with all.
    """
    counts = (fact.split(":", 2) for fact in told if fact.startswith("count:"))
    return sorted({int(number) for _, number, *of in counts if not of or of == [unit]})


def ids_with(incident: Incident, status: DataStatus) -> list[str]:
    """The ids of those data types in alphabetical order, for machines."""
    return sorted(types_with(incident, status))


def types_with(incident: Incident | None, status: DataStatus) -> frozenset[DataType]:
    """The data types that the incident holds with this status; none of no incident."""
    return frozenset(fact.type for fact in incident.data_types if fact.status is status) if incident else frozenset()
