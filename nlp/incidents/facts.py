"""Data types, counts and dates of an incident, where its reports differ."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from model.disclosure import DataTypeClaim
from model.incident import RECORDS, CountFact, DataFact, PartyFact, Report
from model.vocabulary import Claim, DataStatus, DataType, Role
from nlp.incidents.voices import is_allegation, organisations, provenance, rank, when

_FULL = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2}))?")


@dataclass(frozen=True, slots=True)
class _Saying:
    report: Report
    claim: DataTypeClaim
    status: DataStatus
    order: int  # position in time

    @property
    def moment(self) -> datetime:
        """When this was said, which may be later than the page."""
        return when(self.report, self.claim.type)


def fold_data_types(reports: Sequence[Report]) -> tuple[DataFact, ...]:
    """What is held of each data type, in the order of the vocabulary; `reports` are in order of time.

    Exposed beats denied where it comes from a higher trust, or later and told as a fact: a correction. A denial
    beats what equal or lower trust said before it. A claim beside better sources makes a type possible at most.
    """
    only_claims = all(is_allegation(report) for report in reports)
    sayings: dict[DataType, list[tuple[Report, DataTypeClaim, DataStatus]]] = defaultdict(list)
    for report in reports:
        for claim in report.disclosure.data_types:
            if report.disclosure.claim is Claim.DENIED and claim.status is not DataStatus.DENIED:
                continue  # what is repeated in order to be denied
            doubtful = is_allegation(report) and not only_claims and claim.status is DataStatus.EXPOSED
            status = DataStatus.POSSIBLE if doubtful else claim.status
            sayings[claim.type].append((report, claim, status))
    return tuple(_data_fact(kind, _in_order(sayings[kind])) for kind in DataType if kind in sayings)


def _in_order(said: Sequence[tuple[Report, DataTypeClaim, DataStatus]]) -> list[_Saying]:
    """What is said of one type, oldest first."""
    ordered = sorted(said, key=lambda one: when(one[0], one[1].type))
    return [_Saying(*one, order) for order, one in enumerate(ordered)]


def _data_fact(kind: DataType, sayings: Sequence[_Saying]) -> DataFact:
    status = _held(sayings)
    agreeing = [s for s in reversed(sayings) if s.status is status]
    return DataFact(kind, status, tuple(provenance(s.report, s.claim.evidence) for s in agreeing))


def _held(sayings: Sequence[_Saying]) -> DataStatus:
    denials = [s for s in sayings if s.status is DataStatus.DENIED]
    for status in (DataStatus.EXPOSED, DataStatus.POSSIBLE):
        stated = [s for s in sayings if s.status is status]
        if any(all(_beats(s, denial) for denial in denials) for s in stated):
            return status
    return DataStatus.DENIED


def _beats(stated: _Saying, denial: _Saying) -> bool:
    """Whether an exposed or possible stands against a denial."""
    weight, against = rank(stated.report), rank(denial.report)
    later = stated.moment > denial.moment or stated.order >= denial.order
    if weight != against:
        solid = stated.status is DataStatus.EXPOSED and stated.report.disclosure.claim is Claim.CONFIRMED
        return weight > against or (stated.moment > denial.moment and solid and weight > 0)
    return later


def fold_records(reports: Sequence[Report], parties: Sequence[PartyFact]) -> CountFact | None:
    """The newest count of the highest trust; a downstream party's count is its own share, so the largest of those.

    `reports` are in order of time.
    """
    downstream = {party.organisation_id for party in parties if party.role is Role.DOWNSTREAM}
    counted = [report for report in reports if report.disclosure.records is not None]
    if not counted:
        return None
    whole = [report for report in counted if not _is_share(report, downstream)]
    if whole:
        best = max(whole, key=lambda r: (rank(r), when(r, RECORDS), _count(r), -r.id))
    else:
        newest = {min(organisations(r, Role.DOWNSTREAM), default=""): r for r in counted}
        best = max(newest.values(), key=lambda r: (_count(r), rank(r), -r.id))
    records = best.disclosure.records
    assert records is not None  # noqa: S101 - `counted` has none without; tells the type checker
    return CountFact(records.count, records.unit, records.bound, provenance(best, records.evidence))


def _is_share(report: Report, downstream: set[str]) -> bool:
    """Whether the count is that of one customer: its own notice, or a report that names no breached party but it."""
    if report.speaker is not None:
        return report.speaker in downstream
    named = organisations(report, Role.BREACHED, Role.DOWNSTREAM)
    return bool(named) and named <= downstream


def _count(report: Report) -> int:
    return report.disclosure.records.count if report.disclosure.records else 0


def fold_occurred(reports: Sequence[Report]) -> str | None:
    """When it happened: by the highest trust, there the most exact and then the newest."""
    dated = [report for report in reports if report.disclosure.dates.occurred]
    if not dated:
        return None

    def weight(report: Report) -> tuple[bool, int, int, object, int]:
        occurred = report.disclosure.dates.occurred or ""
        return not occurred.startswith("--"), rank(report), len(occurred), when(report), -report.id

    return max(dated, key=weight).disclosure.dates.occurred


def fold_disclosed(reports: Sequence[Report]) -> str | None:
    """The earliest day on which a report says that the incident was made known, as it was written."""
    stated = [d for r in _sober(reports) if (d := r.disclosure.dates.disclosed) and last_day(d) is not None]
    return min(stated, key=lambda d: (last_day(d), -len(d), d), default=None)


def fold_first_published(reports: Sequence[Report]) -> date | None:
    """The earliest `disclosed` or source's date; a mere claim does not date an incident that others tell."""
    days: list[date] = []
    for report in _sober(reports):
        if report.published is not None:
            days.append(when(report).date())
        stated = last_day(report.disclosure.dates.disclosed or "")
        if stated is not None:
            days.append(stated)
    return min(days, default=None)


def last_day(text: str) -> date | None:
    """The last day that an ISO date, possibly partial, can mean; None where the year is unknown or it is no date.

    The last, because a vague date must not turn news into history.
    """
    try:
        if found := _FULL.fullmatch(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _PARTIAL.fullmatch(text):
            year, month = int(found[1]), int(found[2] or 12)
            return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    except (ValueError, OverflowError):
        return None
    return None


def _sober(reports: Sequence[Report]) -> list[Report]:
    return [report for report in reports if not is_allegation(report)] or list(reports)
