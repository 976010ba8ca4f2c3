"""How sure an incident is, over all its reports.

Confirmed: told by the vendor's own source, or as a fact by two independent press reports. Reported: by a register, a
catalogue, an aggregator or one press report. Alleged: claims only, however often copied. Disputed: the breached party
denies it and has not confirmed it since, or one outsider says that it was withdrawn. Retracted: withdrawn by the
breached party, by two independent sources, or by every source that told it. What only some of several breached
parties deny or withdraw leaves the incident as it is, and is heard in the status of each of them (`fold_statuses`); see
`nlp.incidents.parties` for those who deny it themselves.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime

from model.disclosure import Evidence
from model.incident import CLAIM, PartyFact, Provenance, Report
from model.vocabulary import Claim, Kind, Role, Status, Trust
from nlp.incidents.voices import (
    AFFECTED,
    AGAINST,
    in_time,
    independent,
    is_allegation,
    is_named,
    organisation_id,
    organisations,
    when,
)

_ENOUGH = 2  # independent press reports


def standing(reports: Sequence[Report]) -> list[Report]:
    """The reports that tell the incident and that their own source has not withdrawn since, in order of time."""
    ordered = in_time(reports, CLAIM)
    withdrawals = [report for report in ordered if report.disclosure.claim is Claim.RETRACTED]
    if not withdrawals:  # as nearly always
        return [report for report in ordered if report.disclosure.claim not in AGAINST]
    known = frozenset[str]().union(*(organisations(report, Role.BREACHED) for report in ordered))
    return [
        report
        for report in ordered
        if report.disclosure.claim not in AGAINST and not any(_takes_back(each, report, known) for each in withdrawals)
    ]


def _takes_back(withdrawal: Report, report: Report, known: AbstractSet[str]) -> bool:
    """Whether a source withdraws what it told before: of all whom it names there, or, where it names nobody who is
    `known` to be told of as breached, whatever it told.
    """
    if withdrawal.source_id != report.source_id or when(report, CLAIM) > when(withdrawal, CLAIM):
        return False
    named, told = organisations(withdrawal, *Role), organisations(report, Role.BREACHED)
    return not named & known or told <= named


def fold_status(reports: Sequence[Report], parties: Sequence[PartyFact]) -> Status:
    """The status of an incident with these parties, by the rules above."""
    affected, breached = _ids(parties, AFFECTED), _ids(parties, {Role.BREACHED})
    told, confirmed, against = _heard(reports, parties)
    withdrawals = [r for r in against if r.disclosure.claim is Claim.RETRACTED]
    if withdrawals and (
        not told or independent(withdrawals) >= _ENOUGH or any(is_own(r, breached) for r in withdrawals)
    ):
        return Status.RETRACTED
    if against and not _is_confirmed_by_press([r for r in told if when(r, CLAIM) > when(against[-1], CLAIM)], affected):
        return Status.DISPUTED
    if confirmed is not None or _is_confirmed_by_press(told, affected):
        return Status.CONFIRMED
    return Status.REPORTED if any(map(states, told)) else Status.ALLEGED


def fold_against(reports: Sequence[Report], parties: Sequence[PartyFact], status: Status) -> Provenance | None:
    """Who disputed or withdrew an incident of this `status` last, in the words that name a party, else in its title."""
    kinds = {Status.DISPUTED: AGAINST, Status.RETRACTED: (Claim.RETRACTED,)}.get(status)
    if kinds is None:
        return None
    report = next(each for each in reversed(_heard(reports, parties)[2]) if each.disclosure.claim in kinds)
    said = min((party.evidence for party in report.disclosure.parties), key=lambda one: one.start, default=None)
    return Provenance(report.id, report.url, report.trust, said or Evidence(report.title, 0, len(report.title)))


def _ids(parties: Sequence[PartyFact], roles: Collection[Role]) -> frozenset[str]:
    return frozenset(party.organisation_id for party in parties if party.role in roles)


def _heard(
    reports: Sequence[Report], parties: Sequence[PartyFact]
) -> tuple[list[Report], datetime | None, list[Report]]:
    """The reports that stand, when one concerned last confirmed it, and the denials and withdrawals that count."""
    affected, breached = _ids(parties, AFFECTED), _ids(parties, {Role.BREACHED})
    told = standing(reports)
    confirmed = max((when(r, CLAIM) for r in told if is_own(r, affected) and states(r)), default=None)
    against = [r for r in in_time(reports, CLAIM) if r.disclosure.claim in AGAINST and _counts(r, breached, confirmed)]
    return told, confirmed, [] if _is_of_a_part(against, breached) else against


def fold_statuses(
    reports: Sequence[Report], parties: Sequence[PartyFact], victims: AbstractSet[str], whole: Status
) -> dict[str, Status]:
    """How sure the breach of each of several `victims` is, by the reports on it alone; of all of a withdrawn incident,
    that it is withdrawn. What others than itself withdraw of one of them alone is disputed.
    """
    if whole is Status.RETRACTED:
        return dict.fromkeys(victims, whole)
    found: dict[str, Status] = {}
    for one in victims:
        others = victims - {one}
        about = [narrowed for report in reports if (narrowed := _without(report, others, one)) is not None]
        told = [party for party in parties if party.organisation_id not in others]
        status = fold_status(about, told) if about else whole
        found[one] = Status.DISPUTED if status is Status.RETRACTED else status
    return found


def _without(report: Report, others: AbstractSet[str], one: str) -> Report | None:
    """The report as it tells of `one`; None where it tells of `others` who were breached alone."""
    named = organisations(report, *Role)
    if named.isdisjoint(others):
        return None if report.disclosure.claim is Claim.DENIED and not _denies(report, one, {one}) else report
    if one not in named or (report.disclosure.claim in AGAINST and not _denies(report, one, {one, *others})):
        return None
    kept = tuple(p for p in report.disclosure.parties if organisation_id(report, p.name) not in others)
    return replace(report, disclosure=replace(report.disclosure, parties=kept))


def _denies(report: Report, one: str, victims: AbstractSet[str]) -> bool:
    """Whether a denial or withdrawal is of `one`: its own, of all of the `victims`, or of whom it holds to be unhurt.

    Who is but named in another's denial may be the one that was breached: that one is in its title.
    """
    against = _spoken_against(report, victims)
    if one not in against or report.disclosure.claim is Claim.RETRACTED or is_own(report, {one}):
        return one in against
    called = [each.name for each in report.disclosure.parties if organisation_id(report, each.name) == one]
    unhurt = one in organisations(report, Role.BYSTANDER) - organisations(report, *AFFECTED)
    return unhurt or any(is_named(name, report.title) for name in called) or (len(victims) > 1 and victims <= against)


def _spoken_against(report: Report, breached: AbstractSet[str]) -> AbstractSet[str]:
    """Of whom a denial or withdrawal is that was told to be breached: not of whom it still tells so beside others."""
    spared = organisations(report, Role.BYSTANDER) & breached
    speaker = frozenset([report.speaker] if report.speaker else [])
    return spared - organisations(report, *AFFECTED) or organisations(report, *Role) | speaker


def _is_of_a_part(against: Sequence[Report], breached: AbstractSet[str]) -> bool:
    """Whether all that is denied or withdrawn is the breach of some of several who were breached."""
    named = [_spoken_against(report, breached) for report in against]
    return all(named) and not breached <= frozenset().union(*named)


def states(report: Report) -> bool:
    """Whether it states an incident as a fact; a page on another matter that names the party states none."""
    told = report.disclosure
    return (told.is_disclosure or told.kind is Kind.FOLLOW_UP) and not is_allegation(report)


def is_own(report: Report, parties: AbstractSet[str]) -> bool:
    """Whether one of `parties` speaks of itself: its own site, or a filing whose speaker is not known."""
    if report.trust is not Trust.VENDOR:
        return False
    if report.speaker is not None:
        return report.speaker in parties
    return bool(organisations(report, *Role) & parties)


def _counts(report: Report, breached: AbstractSet[str], confirmed: datetime | None) -> bool:
    """A denial or withdrawal counts if it is about the breached party; once that confirmed, only its own later one."""
    if report.trust is Trust.ATTACKER_CLAIM:
        return False
    if confirmed is not None:
        return when(report, CLAIM) > confirmed and is_own(report, breached)
    if report.disclosure.claim is Claim.RETRACTED:
        return True
    if report.trust is Trust.VENDOR:
        return is_own(report, breached)
    return bool(organisations(report, *Role) & breached)


def _is_confirmed_by_press(reports: Sequence[Report], affected: AbstractSet[str]) -> bool:
    press = [
        report
        for report in reports
        if (report.trust is Trust.PRESS or (report.trust is Trust.VENDOR and not is_own(report, affected)))
        and states(report)
        and organisations(report, *AFFECTED) & affected
    ]
    return independent(press) >= _ENOUGH
