"""Data types, counts and dates of an incident, where its reports differ."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from model.disclosure import DataTypeClaim
from model.incident import RECORDS, CountFact, DataFact, Incident, Report, ShareFact
from model.vocabulary import Claim, DataStatus, DataType, Status
from nlp.incidents.voices import WHOLE, Apart, is_allegation, provenance, rank, share_told, when

_FULL = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2}))?")
_Counted = Mapping[frozenset[str], list[Report]]


@dataclass(frozen=True, slots=True)
class _Saying:
    report: Report
    claim: DataTypeClaim
    status: DataStatus
    share: frozenset[str]  # those that it is said of
    order: int = 0  # position in time

    @property
    def moment(self) -> datetime:
        """When this was said, which may be later than the page."""
        return when(self.report, self.claim.type)


def fold_data_types(reports: Sequence[Report], apart: Apart) -> tuple[DataFact, ...]:
    """What is held of each data type, in the order of the vocabulary; `reports` are in order of time.

    Exposed beats denied where it comes from a higher trust, or later and told as a fact: a correction. A denial
    beats what equal or lower trust said before it. A claim beside better sources makes a type possible at most.
    What one of those `apart` denies of its own data denies nothing of another's.
    """
    return _held_of_each(_sayings(reports, apart))


def _sayings(reports: Sequence[Report], apart: Apart) -> list[_Saying]:
    only_claims = all(is_allegation(report) for report in reports)
    said = []
    for report in reports:
        for claim in report.disclosure.data_types:
            if report.disclosure.claim is Claim.DENIED and claim.status is not DataStatus.DENIED:
                continue  # what is repeated in order to be denied
            doubtful = is_allegation(report) and not only_claims and claim.status is DataStatus.EXPOSED
            status = DataStatus.POSSIBLE if doubtful else claim.status
            said.append(_Saying(report, claim, status, share_told(report, apart, claim.evidence)))
    return [replace(one, share=_held_of(one.share, apart)) for one in said if not _is_spared(one.share, apart)]


def _is_spared(share: frozenset[str], apart: Apart) -> bool:
    """Whether it was said of nobody but those of whom it does not hold."""
    return bool(share) and share <= apart.spared


def _held_of(share: frozenset[str], apart: Apart) -> frozenset[str]:
    """Of whom it still holds; where that is everybody, of the whole."""
    left = share - apart.spared
    return left if left & apart.customers or left < apart.victims else WHOLE


def _held_of_each(said: Iterable[_Saying]) -> tuple[DataFact, ...]:
    by_type: dict[DataType, list[_Saying]] = defaultdict(list)
    for saying in said:
        by_type[saying.claim.type].append(saying)
    return tuple(_data_fact(kind, _in_order(by_type[kind])) for kind in DataType if kind in by_type)


def _in_order(said: Sequence[_Saying]) -> list[_Saying]:
    """What is said of one type, oldest first."""
    return [replace(one, order=order) for order, one in enumerate(sorted(said, key=lambda one: one.moment))]


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
    """Whether an exposed or possible stands against a denial; that of some alone is of their own data alone."""
    if denial.share and (not stated.share or not stated.share <= denial.share):
        return True
    weight, against = rank(stated.report), rank(denial.report)
    later = stated.moment > denial.moment or stated.order >= denial.order
    if weight != against:
        solid = stated.status is DataStatus.EXPOSED and stated.report.disclosure.claim is Claim.CONFIRMED
        return weight > against or (stated.moment > denial.moment and solid and weight > 0)
    return later


def fold_records(reports: Sequence[Report], apart: Apart) -> CountFact | None:
    """The newest count of the highest trust; that of one of those `apart` is its own share, so the largest of those.

    Of several of them that is the least that were hit. `reports` are in order of time.
    """
    return _records(_counted(reports, apart), apart)


def _records(counted: _Counted, apart: Apart) -> CountFact | None:
    if WHOLE in counted:
        return _count_fact(_best_count(counted[WHOLE]))
    newest = [told[-1] for told in counted.values()]
    largest = _count_fact(max(newest, key=lambda r: (_count(r), rank(r), -r.id))) if newest else None
    return replace(largest, bound="at_least") if largest and len(apart.all) > 1 else largest


def _best_count(reports: Sequence[Report]) -> Report:
    """The newest of the highest trust."""
    return max(reports, key=lambda r: (rank(r), when(r, RECORDS), _count(r), -r.id))


def _counted(reports: Sequence[Report], apart: Apart) -> _Counted:
    """The reports with a count, by those whose count it is."""
    counted: dict[frozenset[str], list[Report]] = defaultdict(list)
    for report in reports:
        if (records := report.disclosure.records) is not None:
            share = share_told(report, apart, records.evidence)
            if not _is_spared(share, apart):
                counted[_held_of(share, apart)].append(report)
    return counted


def _count(report: Report) -> int:
    return report.disclosure.records.count if report.disclosure.records else 0


def _count_fact(report: Report) -> CountFact | None:
    records = report.disclosure.records
    if records is None:
        return None
    return CountFact(records.count, records.unit, records.bound, provenance(report, records.evidence))


def fold_shares(
    reports: Sequence[Report],
    told: Sequence[Report],
    apart: Apart,
    whole: Incident,
    statuses: Mapping[str, Status],
) -> tuple[ShareFact, ...]:
    """What holds of each customer of whose own data something is told, where that is not what holds of the `whole`.

    Behind them what holds of each of several who were breached, unless the same holds of all: `statuses` are theirs.
    `reports` tell of data, `told` count; both are in order of time.
    """
    said, counted = _sayings(reports, apart), _counted(told, apart)
    common = (whole.data_types, whole.records)
    customers = [_customer_share(one, said, counted, apart, whole) for one in sorted(apart.customers)]
    victims = [_victim_share(one, said, counted, apart, statuses[one]) for one in sorted(apart.victims)]
    if all(one.told == (*common, whole.status) for one in victims):
        victims = []
    return (*(one for one in customers if (one.data_types, one.records) != common), *victims)


def _customer_share(
    customer: str, said: Sequence[_Saying], counted: _Counted, apart: Apart, whole: Incident
) -> ShareFact:
    """Without what is told of other customers; whichever of several who were breached it was hit through."""
    types, records = whole.data_types, whole.records
    own = frozenset([customer])
    tells = any(one.share == own for one in said)
    if tells:
        others = apart.customers - own
        types = _held_of_each(replace(one, share=WHOLE) for one in said if not one.share & others)
    if all(share & apart.customers for share in counted) and (tells or own in counted):
        records = _count_fact(counted[own][-1]) if own in counted else None
    return ShareFact(customer, types, records)


def _victim_share(victim: str, said: Sequence[_Saying], counted: _Counted, apart: Apart, status: Status) -> ShareFact:
    """Without what is told of others who were breached, and with what customers tell, whosever they are."""
    mine = [one for one in said if not one.share & apart.victims or victim in one.share]
    types = _held_of_each(replace(one, share=WHOLE) if victim in one.share else one for one in mine)
    if (own := frozenset([victim])) in counted:
        records = _count_fact(_best_count(counted[own]))
    else:
        held: dict[frozenset[str], list[Report]] = defaultdict(list)
        for share, told in counted.items():
            if not share & apart.victims or victim in share:
                held[WHOLE if victim in share else share] += told
        records = _records(held, apart)
    return ShareFact(victim, types, records, status)


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
