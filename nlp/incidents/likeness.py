"""How much speaks for a report and an incident being one event, as a sum of named terms.

The weights are set by hand on the clustering set of the tests: an organisation in the same role is needed and enough
when nothing else is known; each fact that the texts share or that sets them apart moves the sum.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from model.vocabulary import Trust
from nlp.incidents.features import Cluster, Features
from nlp.incidents.fingerprint import COPY, similarity

JOIN = 3.0  # from which a report joins
_MASS = 3  # downstream parties from which an incident is a mass incident, told by others whom it hit for a year
_DAY = 86_400.0
_WEEK = 7
_SAME_DAY, _NEAR_DAY, _FAR_DAY = 3, 10, 45  # days between two stated dates
_SAME_CASE = 20.0  # outweighs all that a filing and its amendment may differ in
_OTHER_BREACHED = -4.0  # no day, data, count and actor that the texts share outweigh it: one campaign hits many so
_COPIED = timedelta(days=30)  # within which a text is copied
_FILING_WINDOW = 75  # days within which one organisation's filings in several states are one incident
_REGISTERS = (Trust.REGULATOR, Trust.CATALOGUE, Trust.REGISTRY)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One term: its weight and its words."""

    weight: float
    text: str


def likeness(report: Features, cluster: Cluster) -> tuple[Evidence, ...]:
    """The terms of the comparison, empty where no organisation ties the two; their weights sum to the likeness."""
    ties = tuple(_organisations(report, cluster))
    if not ties:
        return ()
    days = tuple(_days(report, cluster))
    agree = any(term.weight > 0 for term in days)
    apart = (*_listed(report, cluster), *_withdrawn(report, cluster), *_time(report, cluster, agree=agree))
    return (*ties, *days, *apart, *_data(report, cluster), *_words(report, cluster))


def total(terms: tuple[Evidence, ...]) -> float:
    """The likeness."""
    return sum(term.weight for term in terms)


def _organisations(report: Features, cluster: Cluster) -> Iterator[Evidence]:
    if report.case and any(report.case == member.case for member in cluster.members):
        yield Evidence(_SAME_CASE, "the same filing, amended")
    if report.breached & cluster.breached.keys():
        yield Evidence(4.0, "the same breached organisation")
        if report.downstream & cluster.downstream.keys():
            yield Evidence(1.0, "the same downstream organisation")
    elif _by_notifier(report, cluster):
        yield Evidence(4.0, "the same organisation gave notice")
    elif report.downstream & cluster.downstream.keys() and not (report.breached and cluster.breached):
        yield Evidence(2.5, "the same downstream organisation, and the supplier is named by one side at most")
    elif (report.breached | report.notifiers) & cluster.downstream.keys():
        yield Evidence(2.0, "a downstream organisation told of it as its own")
    elif report.downstream & (cluster.breached | cluster.notifiers).keys() and not cluster.downstream:
        yield Evidence(2.0, "the organisation first told of is downstream of the supplier named now")
    elif _speaks_of(report, cluster):
        yield Evidence(3.5, "it speaks of an organisation of this incident")
    elif report.named & cluster.organisations:
        yield _in_another_role(report, cluster)


def _listed(report: Features, cluster: Cluster) -> Iterator[Evidence]:
    """What is told of one organisation belongs to what others tell of it alone rather than to a round-up."""
    if not report.is_list and not cluster.downstream and any(member.is_list for member in cluster.members):
        yield Evidence(-1.0, "a round-up tells of it, beside others")


def _withdrawn(report: Features, cluster: Cluster) -> Iterator[Evidence]:
    """What is told anew of whom a withdrawn incident named is of another event, unless more than that agrees."""
    if cluster.withdrawn is not None and not report.is_about and report.moment >= cluster.withdrawn:
        yield Evidence(-1.5, "that incident was withdrawn before")


def _speaks_of(report: Features, cluster: Cluster) -> bool:
    """Whether a follow-up or a denial may be about it; one that names who was breached is about no other's breach."""
    told_apart = report.breached and cluster.breached
    named = report.named & (cluster.breached | cluster.notifiers | cluster.downstream).keys()
    return report.is_about and bool(named) and not told_apart


def _in_another_role(report: Features, cluster: Cluster) -> Evidence:
    if report.breached and cluster.breached:
        return Evidence(_OTHER_BREACHED, "it names an organisation of this incident, but another one was breached")
    return Evidence(-1.0, "it names an organisation of this incident, in another role")


def _by_notifier(report: Features, cluster: Cluster) -> bool:
    return bool(
        report.notifiers & (cluster.notifiers.keys() | cluster.breached.keys())
        or report.breached & cluster.notifiers.keys()
    )


def _days(report: Features, cluster: Cluster) -> Iterator[Evidence]:
    """The stated dates: those of the intrusion and of its detection, whichever of both sides come closest."""
    gaps = [_apart(report, member) for member in cluster.members if report.days and member.days]
    months = {month for member in cluster.members for month in member.months}
    if gaps:
        gap = min(gaps)
        if gap <= _SAME_DAY:
            yield Evidence(2.0, f"the stated dates agree within {_SAME_DAY} days")
        elif gap > _FAR_DAY:
            yield Evidence(-3.0, f"the stated dates are {gap} days apart")
        elif gap > _NEAR_DAY:
            yield Evidence(-2.0, f"the stated dates are {gap} days apart")
    elif report.months and months:
        if report.months & months:
            yield Evidence(0.5, "the stated months agree")
        elif _months_apart(report.months, months) > 1:
            yield Evidence(-2.0, "the stated months differ")


def _months_apart(first: frozenset[str], second: set[str]) -> int:
    numbers = [[int(month[:4]) * 12 + int(month[5:7]) for month in side] for side in (first, second)]
    return min(abs(a - b) for a in numbers[0] for b in numbers[1])


def _time(report: Features, cluster: Cluster, *, agree: bool) -> Iterator[Evidence]:
    """How long after the nearest report of the incident this one came; who only speaks of it comes after the first."""
    gap = min(abs((report.moment - member.moment).total_seconds()) for member in cluster.members) / _DAY
    patient = report.is_about or (len(cluster.downstream) >= _MASS and bool(report.downstream))
    if gap <= _WEEK:
        yield Evidence(1.0, "told within a week")
    elif gap <= 30:  # noqa: PLR2004 - the steps are the table
        yield Evidence(0.5, "told within a month")
    elif not agree and gap > _FILING_WINDOW:
        near, far = (-0.5, -1.5) if patient else (-1.5, -3.0)
        yield Evidence(near if gap <= 180 else far, f"told {gap:.0f} days apart")  # noqa: PLR2004
    elif not (agree or patient or report.report.trust in _REGISTERS):
        yield Evidence(-0.5, f"told {gap:.0f} days apart")
    early = min(member.moment for member in cluster.members) - report.moment
    if report.is_about and not agree and early.days >= _WEEK:
        yield Evidence(-3.0, f"told {early.days} days before anything of this incident was")


def _data(report: Features, cluster: Cluster) -> Iterator[Evidence]:
    types = [member.types for member in cluster.members if member.types]
    if report.types and types:
        overlap = max(len(report.types & other) / len(report.types | other) for other in types)
        if overlap >= 0.5:  # noqa: PLR2004 - half of all that either names
            yield Evidence(1.0, "mostly the same data types")
        elif overlap == 0:
            yield Evidence(-1.0, "no data type in common")
    counts = [member.count for member in cluster.members if member.count]
    if report.count and counts:
        ratio = min(max(report.count, other) / min(report.count, other) for other in counts)
        if ratio <= 1.1:  # noqa: PLR2004 - within 10 %
            yield Evidence(1.5, "the same count")
        elif ratio > 3:  # noqa: PLR2004
            yield Evidence(-0.7, "counts of another size")
    kinds = {member.kind for member in cluster.members if member.kind}
    if report.kind and kinds and report.kind not in kinds:
        yield Evidence(-1.5, "another kind of event")
    actors = {actor for member in cluster.members for actor in member.actors}
    if report.actors and actors:
        shared = report.actors & actors
        yield Evidence(1.0, "the same actor") if shared else Evidence(-1.0, "another actor")


def _words(report: Features, cluster: Cluster) -> Iterator[Evidence]:
    if any(_is_copy(report, member) for member in cluster.members):
        yield Evidence(4.0, "nearly the same text")


def _is_copy(report: Features, member: Features) -> bool:
    """Whether one is a copy of the other; of another party, other days or another month, it is but the same form."""
    of_another = report.breached and member.breached and not report.breached & member.breached
    other_days = report.days and member.days and _apart(report, member) > _NEAR_DAY
    if of_another or other_days or abs(report.moment - member.moment) > _COPIED:
        return False
    return similarity(report.report.fingerprint, member.report.fingerprint) >= COPY


def _apart(report: Features, member: Features) -> int:
    return min(abs((a - b).days) for a in report.days for b in member.days)
