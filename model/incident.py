"""What several disclosures tell of one event."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
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

    @property
    def only_claimed(self) -> bool:
        """Whether nobody but attackers says so."""
        return bool(self.said_by) and all(said.trust is Trust.ATTACKER_CLAIM for said in self.said_by)


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
    """What holds of one customer, or of one of several who were breached, where that is not all that is told.

    It is what is told of the incident as a whole and of this one, without what is told of others. `status`: how sure
    the breach of one of several is; None of a customer.
    """

    organisation_id: str
    data_types: tuple[DataFact, ...]
    records: CountFact | None = None
    status: Status | None = None

    @property
    def told(self) -> tuple[object, ...]:
        """What holds of it, whose ever it is: the same of two for whom the same holds."""
        return self.data_types, self.records, self.status


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

    `data_types` and `records` are those of all who were hit; `shares` those of customers of which something else holds,
    and behind them, where several were breached and do not share one fate, those of each of these.
    `first_published`: the earliest `disclosed` or source's date, None if none has one. `against`: who disputes or
    withdrew it last, None where nobody did, or what an older version stored.
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
    against: Provenance | None = None

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

    def along(self, *ways: Sequence[str]) -> Incident:
        """As it concerns all whom it reaches by these ways (ids, at its end the breached one): by a share, or whole.

        That of a customer on the way goes before that of the breached one, whose status holds all the same.
        """
        shares = [self._share(way) for way in ways]
        first = shares[0] if shares else None
        if first is None or any(share != first for share in shares):
            return self
        status = first.status or self.status
        found = self.with_status(status)
        return replace(found, data_types=first.data_types, records=first.records, shares=())

    def with_status(self, status: Status) -> Incident:
        """The same with another status; who disputes or withdrew the whole says nothing of that."""
        return self if status is self.status else replace(self, status=status, against=None)

    def _share(self, way: Sequence[str]) -> ShareFact | None:
        found = next((share for share in self.shares if share.organisation_id in way), None)
        end = self.of_one(way[-1])
        return replace(found, status=end.status) if found is not None and end is not None else found

    @property
    def is_parted(self) -> bool:
        """Whether several were breached and not the same holds of all."""
        return bool(self.parts)

    @property
    def parts(self) -> frozenset[str]:
        """The ids of several who were breached, and of whom each its own is told; empty where the same holds of all."""
        return frozenset(share.organisation_id for share in self.shares if share.status)

    def of_one(self, organisation_id: str) -> ShareFact | None:
        """What holds of this one of several who were breached; None where all share one fate, and of all others."""
        held = (share for share in self.shares if share.organisation_id == organisation_id)
        return next((share for share in held if share.status), None)

    def status_of(self, party: PartyFact) -> Status | None:
        """How sure the breach of this one of several is; None of all others, and where the same holds of all."""
        share = self.of_one(party.organisation_id) if party.role is Role.BREACHED else None
        return share.status if share else None

    def statuses(self) -> dict[str, Status]:
        """By the name of each of several who were breached, where not the same holds of all: how sure its breach is."""
        return {party.name: status for party in self.parties if (status := self.status_of(party))}

    def parted(self, victims: Collection[str]) -> Incident:
        """As it concerns these of several who were breached, by id, of all of whom the same holds."""
        mine = tuple(share for share in self.shares if share.status is None or share.organisation_id in victims)
        held = next((share for share in mine if share.status), None)
        if held is None or held.status is None:
            return self
        found = self.at(victims).with_status(held.status)
        return replace(found, shares=mine, data_types=held.data_types, records=held.records)

    def as_claimed(self) -> Incident:
        """Who is breached by an attacker's word alone and what those reports say: alleged, whatever others tell.

        Of several of them those who are said to deny it are disputed.
        """
        breached = tuple(party for party in self.organisations(Role.BREACHED) if party.only_claimed)
        reports = {said.report_id for party in breached for said in party.said_by}
        types = tuple(fact for fact in self.data_types if any(s.report_id in reports for s in fact.said_by))
        records = self.records if self.records and self.records.said_by.report_id in reports else None
        held = [share for party in breached if (share := self.of_one(party.organisation_id))]
        denied = [share for share in held if share.status is Status.DISPUTED]
        shares = [
            replace(
                share, data_types=types, records=records, status=Status.DISPUTED if share in denied else Status.ALLEGED
            )
            for share in held
        ]
        return replace(
            self.with_status(Status.ALLEGED),
            parties=(*breached, *self.organisations(Role.THREAT_ACTOR)),
            data_types=types,
            records=records,
            links=(),
            shares=tuple(shares) if denied else (),
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
