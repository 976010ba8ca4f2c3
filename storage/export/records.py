"""What is exported of an incident: its facts, the reports behind it, and whom to credit. Licences are obeyed here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from model.disclosure import DataTypeClaim, Disclosure, Evidence, Link, Party
from model.incident import CountFact, DataFact, Incident, Provenance
from model.vocabulary import Store, Trust
from storage.incidents import StoredIncident, load_incidents
from storage.tables import disclosure, document, document_version, incident, incident_edit, incident_revision, told_in
from storage.types import load

QUOTED = 500  # characters of a document in all, where its licence does not let us keep its text


@dataclass(frozen=True, slots=True)
class ToldBy:
    """A document and what it says; `disclosure` quotes it no further than its licence allows.

    `fingerprint` is a sketch of the text by which copies of one story are known, and tells nothing of its words.
    """

    url: str
    source_id: str
    source_kind: str
    trust: Trust
    store: Store
    speaker: str | None
    title: str
    published: datetime | None
    fetched: datetime
    content_hash: str
    disclosure: Disclosure
    fingerprint: tuple[int, ...] = ()
    attribution: str = ""


@dataclass(frozen=True, slots=True)
class Revision:
    """What was known of an incident from `at` on; `merged`: it was a part of another from then on."""

    at: datetime
    incident: Incident
    merged: bool = False


@dataclass(frozen=True, slots=True)
class Absorbed:
    """An incident that became a part of another, as the last of its revisions says."""

    lineage: str
    revisions: tuple[Revision, ...]


@dataclass(frozen=True, slots=True)
class Exported:
    """One incident for export; `incident` quotes each document no further than its licence allows.

    `past`: what was known before, oldest first. `absorbed`: what was merged into it, also over several merges.
    """

    id: int
    lineage: str
    revision: int
    updated: datetime
    incident: Incident
    told_by: tuple[ToldBy, ...]
    past: tuple[Revision, ...] = ()
    absorbed: tuple[Absorbed, ...] = ()

    @property
    def attribution(self) -> tuple[str, ...]:
        """Whom to credit, each once."""
        return tuple(dict.fromkeys(one.attribution for one in self.told_by if one.attribution))


def exported(
    connection: sa.Connection, ids: Sequence[int], attribution: Mapping[str, str], *, with_past: bool = False
) -> list[Exported]:
    """These incidents in the order given; `attribution` says whom to credit, by source id; `past` on demand."""
    stored = load_incidents(connection, ids)
    told = _told(connection, ids, attribution)
    earlier = ids if with_past else ()
    past, absorbed = _past(connection, earlier), _absorbed(connection, earlier)
    when = sa.select(incident.c.id, incident.c.updated).where(incident.c.id.in_(ids))
    updated = {row.id: row.updated for row in connection.execute(when)}
    return [
        _one(stored[number], updated[number], told[number], past[number], absorbed[number])
        for number in ids
        if number in stored
    ]


def _told(connection: sa.Connection, ids: Sequence[int], attribution: Mapping[str, str]) -> dict[int, list[ToldBy]]:
    wanted = (
        sa.select(disclosure.c.incident_id, disclosure.c.record, disclosure.c.fingerprint, document, document_version)
        .select_from(told_in)
        .where(disclosure.c.incident_id.in_(ids), disclosure.c.current, disclosure.c.correlation == "done")
        .order_by(disclosure.c.id)
    )
    found: dict[int, list[ToldBy]] = defaultdict(list)
    for row in connection.execute(wanted):
        store, said = Store(row.store), load(Disclosure, row.record)
        one = ToldBy(
            url=row.url,
            source_id=row.source_id,
            source_kind=row.source_kind,
            trust=Trust(row.trust),
            store=store,
            speaker=row.speaker,
            title=row.title,
            published=row.published,
            fetched=row.fetched,
            content_hash=row.content_hash,
            disclosure=said if store is Store.FULL else _cut_disclosure(said),
            fingerprint=tuple(row.fingerprint),
            attribution=attribution.get(row.source_id, ""),
        )
        found[row.incident_id].append(one)
    return found


def _past(connection: sa.Connection, ids: Sequence[int]) -> dict[int, list[Revision]]:
    earlier = (
        sa.select(incident_revision.c.incident_id, incident_revision.c.at, incident_revision.c.snapshot)
        .join(incident, incident.c.id == incident_revision.c.incident_id)
        .where(incident.c.id.in_(ids), incident_revision.c.number < incident.c.revision)
        .order_by(incident_revision.c.number)
    )
    found: dict[int, list[Revision]] = defaultdict(list)
    for row in connection.execute(earlier):
        found[row.incident_id].append(_revision(row.at, row.snapshot))
    return found


def _absorbed(connection: sa.Connection, ids: Sequence[int]) -> dict[int, list[Absorbed]]:
    found: dict[int, list[Absorbed]] = defaultdict(list)
    into = {number: number for number in ids}
    while into:
        further: dict[int, int] = {}
        wanted = sa.and_(incident_edit.c.incident_id.in_(list(into)), incident_edit.c.merged.is_not(None))
        for edit in connection.execute(sa.select(incident_edit).where(wanted).order_by(incident_edit.c.id)):
            kept = further[edit.other_id] = into[edit.incident_id]
            read = [_revision(datetime.fromisoformat(at), snapshot) for at, snapshot in edit.merged["revisions"]]
            end = Revision(edit.made, read[-1].incident, merged=True)
            found[kept].append(Absorbed(edit.merged["lineage"], (*read, end)))
        into = further
    return found


def _revision(at: datetime, snapshot: Any) -> Revision:
    return Revision(at, _cut_incident(load(Incident, snapshot), set()))


def _one(
    stored: StoredIncident,
    updated: datetime,
    told: Sequence[ToldBy],
    past: Sequence[Revision],
    absorbed: Sequence[Absorbed],
) -> Exported:
    full = {one.url for one in told if one.store is Store.FULL}
    return Exported(
        id=stored.id,
        lineage=stored.lineage,
        revision=stored.revision,
        updated=updated,
        incident=_cut_incident(stored.incident, full),
        told_by=tuple(told),
        past=tuple(past),
        absorbed=tuple(absorbed),
    )


class _Budget:
    """Lets through so many characters of quotes a document; a quote that no longer fits becomes empty."""

    def __init__(self) -> None:
        self._left: dict[str, int] = defaultdict(lambda: QUOTED)
        self._seen: set[tuple[str, str]] = set()

    def cut(self, said: Evidence, url: str = "") -> Evidence:
        if (url, said.quote) in self._seen:
            return said
        if len(said.quote) > self._left[url]:
            return replace(said, quote="")
        self._left[url] -= len(said.quote)
        self._seen.add((url, said.quote))
        return said


def _cut_disclosure(said: Disclosure) -> Disclosure:
    budget = _Budget()

    def cut(part: Party | DataTypeClaim | Link) -> Evidence:
        return budget.cut(part.evidence)

    return replace(
        said,
        parties=tuple(replace(party, evidence=cut(party)) for party in said.parties),
        data_types=tuple(replace(claim, evidence=cut(claim)) for claim in said.data_types),
        links=tuple(replace(link, evidence=cut(link)) for link in said.links),
        records=said.records and replace(said.records, evidence=budget.cut(said.records.evidence)),
    )


def _cut_incident(found: Incident, full: set[str]) -> Incident:
    budget = _Budget()

    def cut(said: Provenance) -> Provenance:
        return said if said.url in full else replace(said, evidence=budget.cut(said.evidence, said.url))

    def all_of(said_by: Iterable[Provenance]) -> tuple[Provenance, ...]:
        return tuple(map(cut, said_by))

    def types(facts: Iterable[DataFact]) -> tuple[DataFact, ...]:
        return tuple(replace(fact, said_by=all_of(fact.said_by)) for fact in facts)

    def count(records: CountFact | None) -> CountFact | None:
        return records and replace(records, said_by=cut(records.said_by))

    return replace(
        found,
        parties=tuple(replace(party, said_by=all_of(party.said_by)) for party in found.parties),
        data_types=types(found.data_types),
        links=tuple(replace(link, said_by=cut(link.said_by)) for link in found.links),
        records=count(found.records),
        shares=tuple(replace(s, data_types=types(s.data_types), records=count(s.records)) for s in found.shares),
    )
