"""What one document says of an incident."""

from __future__ import annotations

from dataclasses import dataclass, field

from model.vocabulary import Claim, DataStatus, DataType, Kind, Role


def whole_text(title: str, text: str) -> str:
    r"""What spans of evidence count in: `title + "\n" + text`, `text` alone where there is no title."""
    return f"{title}\n{text}" if title else text


@dataclass(frozen=True, slots=True)
class Evidence:
    """The quoted words and their span.

    `start` and `end` count Unicode code points in `whole_text`; `quote` is exactly that slice.
    """

    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation or actor as the document names it; `confidence` is in [0, 1]."""

    name: str
    role: Role
    confidence: float
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class DataTypeClaim:
    """What the document says of one data type."""

    type: DataType
    status: DataStatus
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Records:
    """How many were hit; `unit` is "people" or "records"; `bound` is "exact", "at_least", "at_most" or "about"."""

    count: int
    unit: str
    evidence: Evidence
    bound: str = "exact"


@dataclass(frozen=True, slots=True)
class Dates:
    """ISO dates, possibly partial (`2025-11`), `--MM-DD` where the year cannot be told."""

    occurred: str | None = None
    discovered: str | None = None
    disclosed: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A dependency that the document states ("its analytics provider Mixpanel"); `provider` None = unnamed."""

    user: str
    provider: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class OtherName:
    """Another name of an organisation, or its domain, that the document states.

    `how` are the words for it, such as "formerly known as"; "domain" where `other` is one.
    """

    name: str
    other: str
    how: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What one document says of an incident; every field with its evidence.

    `case` is what its source calls the event (`sec:CIK:period`): reports with one case tell of one incident.
    `vulnerabilities` are the CVE ids that the text names.
    """

    is_disclosure: bool
    score: float
    kind: Kind
    claim: Claim
    parties: tuple[Party, ...] = ()
    data_types: tuple[DataTypeClaim, ...] = ()
    records: Records | None = None
    dates: Dates = field(default_factory=Dates)
    links: tuple[Link, ...] = ()
    language: str | None = None
    unsupported_language: bool = False
    case: str = ""
    vulnerabilities: tuple[str, ...] = ()
    other_names: tuple[OtherName, ...] = ()

    def names(self, *roles: Role) -> tuple[str, ...]:
        """The names in these roles, in order, each once."""
        return tuple(dict.fromkeys(party.name for party in self.parties if party.role in roles))

    def organisation_names(self) -> tuple[str, ...]:
        """Every organisation that is named, with a role or in a link, each once; threat actors are none."""
        named = [party.name for party in self.parties if party.role is not Role.THREAT_ACTOR]
        linked = [name for link in self.links for name in (link.user, link.provider) if name]
        return tuple(dict.fromkeys([*named, *linked]))

    def types(self, *statuses: DataStatus) -> frozenset[DataType]:
        """The data types with one of these statuses."""
        return frozenset(claim.type for claim in self.data_types if claim.status in statuses)
