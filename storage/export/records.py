"""What is exported of an incident: its facts, the reports behind it, and whom to credit. Licences are obeyed here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa

from model.disclosure import DataTypeClaim, Disclosure, Evidence, Link, Party
from model.incident import Incident, Provenance
from model.vocabulary import Store, Trust
from storage.incidents import StoredIncident, load_incidents
from storage.tables import disclosure, document, document_version, incident, told_in
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
class Exported:
    """One incident for export; `incident` quotes each document no further than its licence allows."""

    id: int
    lineage: str
    revision: int
    updated: datetime
    incident: Incident
    told_by: tuple[ToldBy, ...]

    @property
    def attribution(self) -> tuple[str, ...]:
        """Whom to credit, each once."""
        return tuple(dict.fromkeys(one.attribution for one in self.told_by if one.attribution))


def exported(connection: sa.Connection, ids: Sequence[int], attribution: Mapping[str, str]) -> list[Exported]:
    """These incidents in the order given; `attribution` says whom to credit, by source id."""
    stored = load_incidents(connection, ids)
    told = _told(connection, ids, attribution)
    when = sa.select(incident.c.id, incident.c.updated).where(incident.c.id.in_(ids))
    updated = {row.id: row.updated for row in connection.execute(when)}
    return [_one(stored[number], told.get(number, ()), updated[number]) for number in ids if number in stored]


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


def _one(stored: StoredIncident, told: Sequence[ToldBy], updated: datetime) -> Exported:
    full = {one.url for one in told if one.store is Store.FULL}
    return Exported(
        stored.id, stored.lineage, stored.revision, updated, _cut_incident(stored.incident, full), tuple(told)
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

    return replace(
        found,
        parties=tuple(replace(party, said_by=all_of(party.said_by)) for party in found.parties),
        data_types=tuple(replace(fact, said_by=all_of(fact.said_by)) for fact in found.data_types),
        links=tuple(replace(link, said_by=cut(link.said_by)) for link in found.links),
        records=found.records and replace(found.records, said_by=cut(found.records.said_by)),
    )
