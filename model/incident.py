"""What several disclosures tell of one event."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from model.counting import hit
from model.disclosure import Disclosure, Evidence
from model.vocabulary import DataStatus, DataType, EdgeKind, Kind, Role, Status, Trust

CLAIM, RECORDS = "claim", "records"  # facts of a report beside its data types


@dataclass(frozen=True, slots=True)
class Report:
    """A disclosure with what is known of its document; the unit that is correlated.

    `organisations` maps each party name of the disclosure to its organisation id. `published` is the
    source's date (UTC), None where it gave none. `speaker` is the organisation id of a vendor's own source. `changed`:
    when an edit of the page made it say what it says now, by fact (`CLAIM`, `RECORDS`, a data type).
    """

    id: int
    url: str
    source_id: str
    trust: Trust
    published: datetime | None
    fetched: datetime
    title: str
    disclosure: Disclosure
    organisations: dict[str, str] = field(default_factory=dict)
    speaker: str | None = None
    fingerprint: tuple[int, ...] = ()
    changed: Mapping[str, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Which report says a fact, in which words."""

    report_id: int
    url: str
    trust: Trust
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class PartyFact:
    """An organisation's role in the incident, with all who say so; `confidence` in [0, 1] is the surest of theirs.

    `claimed`: they all tell only what an attacker claims.
    """

    organisation_id: str
    name: str
    role: Role
    said_by: tuple[Provenance, ...]
    confidence: float = 1.0
    claimed: bool = False

    @property
    def only_claimed(self) -> bool:
        """Whether nobody but an attacker gives it its role, whoever repeats that."""
        return self.claimed or all(said.trust is Trust.ATTACKER_CLAIM for said in self.said_by)


@dataclass(frozen=True, slots=True)
class DataFact:
    """What is now held of one data type; `said_by` is newest first."""

    type: DataType
    status: DataStatus
    said_by: tuple[Provenance, ...]


@dataclass(frozen=True, slots=True)
class CountFact:
    """How many were hit, by the newest report of the highest trust that counts."""

    count: int
    unit: str
    bound: str
    said_by: Provenance

    @property
    def text(self) -> str:
        """`up to 57,000 people`, `1 person`."""
        return hit(self.count, self.unit, self.bound)


@dataclass(frozen=True, slots=True)
class ShareFact:
    """What was taken of one customer's data, where that is not all that was taken.

    It is what is told of the incident as a whole and of this customer, without what is told of other customers.
    """

    organisation_id: str
    data_types: tuple[DataFact, ...]
    records: CountFact | None = None


@dataclass(frozen=True, slots=True)
class LinkFact:
    """A dependency stated by a disclosure that is not an attacker's claim."""

    user_id: str
    user: str
    provider_id: str | None
    provider: str | None
    seen: date
    said_by: Provenance
    kind: EdgeKind = EdgeKind.DISCLOSED


@dataclass(frozen=True, slots=True)
class Incident:
    """The fold of its reports, with what people corrected (`corrected`: the facts, by their keys).

    `data_types` and `records` are those of all who were hit; `shares` those of customers of which something else holds.
    `first_published`: the earliest `disclosed` or source's date, None if none has one.
    """

    title: str
    kind: Kind
    status: Status
    parties: tuple[PartyFact, ...] = ()
    data_types: tuple[DataFact, ...] = ()
    records: CountFact | None = None
    links: tuple[LinkFact, ...] = ()
    occurred: str | None = None
    disclosed: str | None = None
    first_published: date | None = None
    sources: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()
    shares: tuple[ShareFact, ...] = ()

    def organisations(self, *roles: Role) -> tuple[PartyFact, ...]:
        """The parties in these roles."""
        return tuple(party for party in self.parties if party.role in roles)

    def at(self, victims: Collection[str]) -> Incident:
        """The same as if of those who were breached only these, by id, had been; itself where none of them was."""
        parties = tuple(p for p in self.parties if p.role is not Role.BREACHED or p.organisation_id in victims)
        found = replace(self, parties=parties)
        return found if found.organisations(Role.BREACHED) else self

    def denies_in_part(self, kind: DataType) -> bool:
        """Whether of one customer's data it holds that these were not taken, whatever was taken of others."""
        held = (fact for share in self.shares for fact in share.data_types if fact.type is kind)
        return any(fact.status is DataStatus.DENIED for fact in held)

    @property
    def counts_one_customer(self) -> bool:
        """Whether `records` is only the largest share of its customers, and nobody counts all who were hit."""
        return any(share.records != self.records for share in self.shares)

    @property
    def only_claimed(self) -> bool:
        """Whether somebody is called breached, and by nobody but attackers."""
        breached = self.organisations(Role.BREACHED)
        return bool(breached) and all(party.only_claimed for party in breached)

    def along(self, *ways: Collection[str]) -> Incident:
        """As it concerns all whom it reaches by these ways (ids): by the share of a customer with one, or whole."""
        shares = [next((share for share in self.shares if share.organisation_id in way), None) for way in ways]
        first = shares[0] if shares else None
        if first is None or any(share != first for share in shares):
            return self
        return replace(self, data_types=first.data_types, records=first.records, shares=())

    def as_claimed(self) -> Incident:
        """Who is breached by an attacker's word alone and what those reports say: alleged, whatever others tell."""
        breached = tuple(party for party in self.organisations(Role.BREACHED) if party.only_claimed)
        reports = {said.report_id for party in breached for said in party.said_by}
        return replace(
            self,
            status=Status.ALLEGED,
            parties=(*breached, *self.organisations(Role.THREAT_ACTOR)),
            data_types=tuple(fact for fact in self.data_types if any(s.report_id in reports for s in fact.said_by)),
            records=self.records if self.records and self.records.said_by.report_id in reports else None,
            links=(),
            shares=(),
            sources=tuple(dict.fromkeys(said.url for party in breached for said in party.said_by)),
        )


@dataclass(frozen=True, slots=True)
class Change:
    """One material difference between two revisions.

    `fact` is its stable key, e.g. `data_type:passwords`, `denial_reversed:passwords`, `count:57000`,
    in an alert `count:57000:people`, `status:confirmed`, `downstream:openai`.
    """

    fact: str
    text: str
