"""What correlation compares: the organisations, days, data and words of a report, and of all reports of an incident."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from model.incident import Report
from model.vocabulary import Claim, DataStatus, DataType, Kind, Role, Trust
from nlp.incidents.facts import last_day
from nlp.incidents.voices import is_about, organisation_id, organisations, when

_SPECIFIC = (Kind.RANSOMWARE, Kind.EXPOSURE_MISCONFIG)
_FULL = len("2025-11-08")
_MONTH = len("2025-11")
# A register row knows only who gave notice; mappers give such parties a confidence below this.
NOTIFIER_CONFIDENCE = 0.7
_LISTED = 3  # breached organisations in one article that may be a round-up of as many incidents


@dataclass(frozen=True, slots=True)
class Features:
    """One report, made ready to be compared."""

    report: Report
    moment: datetime
    breached: frozenset[str]
    notifiers: frozenset[str]  # listed as breached, by a register that knows only who gave notice
    downstream: frozenset[str]
    bystanders: frozenset[str]
    actors: frozenset[str]
    days: tuple[date, ...]
    months: frozenset[str]
    types: frozenset[DataType]
    denied: frozenset[DataType]
    count: int | None
    kind: Kind | None  # only where it tells one event from another
    case: str  # what its source calls the event
    is_about: bool  # it speaks of an incident that others tell too

    @property
    def affected(self) -> frozenset[str]:
        """Everyone who was hit, in whichever way."""
        return self.breached | self.notifiers | self.downstream

    @property
    def named(self) -> frozenset[str]:
        """Every organisation but the threat actors."""
        return self.affected | self.bystanders

    @property
    def is_list(self) -> bool:
        """Whether it may be a round-up: others tell of several organisations, and of nobody hit through them."""
        told_by_others = self.report.trust in (Trust.PRESS, Trust.AGGREGATOR)
        return told_by_others and len(self.breached) >= _LISTED and not self.downstream


def features(report: Report) -> Features:
    """The report's features."""
    told = report.disclosure
    surely: set[str] = set()
    notifiers: set[str] = set()
    for party in told.parties:
        if party.role is Role.BREACHED:
            doubtful = report.trust is Trust.REGULATOR and party.confidence < NOTIFIER_CONFIDENCE
            (notifiers if doubtful else surely).add(organisation_id(report, party.name))
    downstream = organisations(report, Role.DOWNSTREAM) - surely
    written = [text for text in (told.dates.occurred, told.dates.discovered) if text]
    days = tuple(day for text in written if len(text) == _FULL and (day := last_day(text)) is not None)
    months = frozenset(text[:_MONTH] for text in written if text[:1] != "-" and len(text) >= _MONTH)
    return Features(
        report=report,
        moment=when(report),
        breached=frozenset(surely),
        notifiers=frozenset(notifiers - surely - downstream),
        downstream=downstream,
        bystanders=organisations(report, Role.BYSTANDER) - surely - downstream,
        actors=organisations(report, Role.THREAT_ACTOR),
        days=days,
        months=months,
        types=told.types(DataStatus.EXPOSED, DataStatus.POSSIBLE) - {DataType.OTHER},
        denied=told.types(DataStatus.DENIED),
        count=told.records.count if told.records else None,
        kind=told.kind if told.kind in _SPECIFIC else None,
        case=told.case,
        is_about=is_about(report),
    )


@dataclass(slots=True)
class Cluster:
    """The reports of one incident, known before (`incident`) or opened now (`key`)."""

    incident: int | None
    key: str | None
    members: list[Features] = field(default_factory=list)
    breached: Counter[str] = field(default_factory=Counter)
    notifiers: Counter[str] = field(default_factory=Counter)
    downstream: Counter[str] = field(default_factory=Counter)
    withdrawn: datetime | None = None  # when it was first said that there was no such event

    def add(self, member: Features) -> None:
        """Takes a report in."""
        self.members.append(member)
        self.breached.update(member.breached)
        self.notifiers.update(member.notifiers)
        self.downstream.update(member.downstream)

    def correct(self, by_hand: Mapping[str, Role]) -> None:
        """Takes in whom people named; of whom they said less, reports go on to tell what they had told."""
        self.breached.update(each for each, role in by_hand.items() if role is Role.BREACHED)
        self.downstream.update(each for each, role in by_hand.items() if role is Role.DOWNSTREAM)

    def withdraw(self) -> None:
        """Notes that nobody holds it to be true any more; a person's word has no day but that of the last report."""
        said = [one.moment for one in self.members if one.report.disclosure.claim is Claim.RETRACTED]
        self.withdrawn = min(said) if said else max(one.moment for one in self.members)

    @property
    def name(self) -> str:
        """Its stable order among others."""
        return f"incident {self.incident}" if self.incident is not None else f"new incident {self.key}"

    @property
    def called(self) -> str:
        """How it is called in an explanation: one that was opened a moment ago has no number yet."""
        return f"incident {self.incident}" if self.incident is not None else "an incident opened in the same run"

    @property
    def organisations(self) -> frozenset[str]:
        """Every organisation by which a report may find this cluster."""
        named = frozenset(self.breached) | frozenset(self.notifiers) | frozenset(self.downstream)
        return named or frozenset(o for member in self.members for o in member.bystanders)
