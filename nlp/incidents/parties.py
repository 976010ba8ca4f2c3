"""Which organisation has which role, where the reports of one incident differ."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from model.disclosure import Party
from model.incident import CLAIM, PartyFact, Report
from model.vocabulary import Role
from nlp.incidents.status import is_own, states
from nlp.incidents.voices import (
    AFFECTED,
    AGAINST,
    Apart,
    in_time,
    is_allegation,
    organisation_id,
    organisations,
    provenance,
    rank,
)

_OWN = 6  # an organisation on itself outranks every other vendor
_DOUBTFUL = 0.7  # below this a register means "the notifier", which outweighs nobody who was told more
_DOUBTFUL_RANK = 1
_ORDER = (Role.BREACHED, Role.DOWNSTREAM, Role.THREAT_ACTOR, Role.BYSTANDER)


@dataclass(frozen=True, slots=True)
class _Statement:
    report: Report
    party: Party
    rank: int


def fold_parties(reports: Sequence[Report]) -> tuple[PartyFact, ...]:
    """One role per organisation, by the highest trust that speaks of it; breached ones first, then by name.

    `reports` are in order of time. An organisation that a vendor says was not breached is not, whatever the press
    writes, unless nobody else was: then the incident is about it and its status shows the dispute.
    """
    said = _statements(reports)
    roles = {organisation: _role(statements) for organisation, statements in said.items()}
    _settle_ties(said, roles)
    _settle_denials(reports, said, roles)
    facts = [_fact(organisation, roles[organisation], statements) for organisation, statements in said.items()]
    return in_order(facts)


def in_order(facts: Iterable[PartyFact]) -> tuple[PartyFact, ...]:
    """Breached ones first, then by name."""
    return tuple(sorted(facts, key=lambda fact: (_ORDER.index(fact.role), fact.name.casefold(), fact.organisation_id)))


def told_apart(reports: Sequence[Report], parties: Sequence[PartyFact]) -> Apart:
    """Of whom the reports may tell what does not hold of others; `parties` are those of their incident."""
    roles = {party.organisation_id: party.role for party in parties}
    breached = frozenset(one for one, role in roles.items() if role is Role.BREACHED)
    denying = {report.speaker for report in reports if report.disclosure.claim in AGAINST}
    return Apart(
        customers=frozenset(one for one, role in roles.items() if role is Role.DOWNSTREAM),
        victims=breached if len(breached) > 1 else frozenset(),
        spared=frozenset(
            one
            for one in denying
            if one and roles.get(one) is Role.BYSTANDER and any(one in organisations(r, Role.BREACHED) for r in reports)
        ),
    )


def _statements(reports: Sequence[Report]) -> dict[str, list[_Statement]]:
    said: dict[str, list[_Statement]] = defaultdict(list)
    told = any(r.disclosure.claim not in AGAINST and r.disclosure.names(*AFFECTED) for r in reports)
    for report in reports:
        best: dict[str, Party] = {}
        for party in report.disclosure.parties:
            organisation = organisation_id(report, party.name)
            held = best.get(organisation)
            best[organisation] = party if held is None else _more_involved(held, party)
        for organisation, party in best.items():
            if told and report.disclosure.claim in AGAINST and party.role in AFFECTED:
                continue  # whoever says that nothing happened says of nobody how it was hit
            said[organisation].append(_Statement(report, party, _weight(report, organisation, party)))
    return said


def _weight(report: Report, organisation: str, party: Party) -> int:
    weight = rank(report)
    if report.speaker == organisation and weight:
        return _OWN
    return min(weight, _DOUBTFUL_RANK) if party.confidence < _DOUBTFUL else weight


def _more_involved(first: Party, second: Party) -> Party:
    """One document may say of a party that it was not breached and yet is hit: then it is downstream."""
    roles = {first.role, second.role}
    if roles == {Role.BREACHED, Role.BYSTANDER}:
        return max(first, second, key=lambda party: (party.confidence, party.role is Role.BYSTANDER))
    return min(first, second, key=lambda party: (_ORDER.index(party.role), -party.confidence))


def _role(statements: Sequence[_Statement]) -> Role:
    top = max(statement.rank for statement in statements)
    votes = Counter(statement.party.role for statement in statements if statement.rank == top)
    if votes[Role.BREACHED] and votes[Role.BREACHED] >= votes[Role.DOWNSTREAM]:
        return Role.BREACHED
    for role in (Role.DOWNSTREAM, Role.THREAT_ACTOR):
        if votes[role]:
            return role
    hit = any(s.party.role is Role.DOWNSTREAM and s.rank > 0 for s in statements)
    return Role.DOWNSTREAM if hit and top < _OWN else Role.BYSTANDER


def _settle_ties(said: dict[str, list[_Statement]], roles: dict[str, Role]) -> None:
    """Looks at the whole: who may step down because another was breached, who must not because nobody else was."""
    breached = {organisation for organisation, role in roles.items() if role is Role.BREACHED}
    for organisation in sorted(breached):
        top = max(s.rank for s in said[organisation])
        downstream = any(s.party.role is Role.DOWNSTREAM and s.rank == top for s in said[organisation])
        if downstream and len(breached) > 1:
            roles[organisation] = Role.DOWNSTREAM
            breached.discard(organisation)
    if breached or any(role is Role.DOWNSTREAM for role in roles.values()):
        return
    for organisation, statements in said.items():
        if any(s.party.role is Role.BREACHED for s in statements):
            roles[organisation] = Role.BREACHED


def _settle_denials(reports: Sequence[Report], said: dict[str, list[_Statement]], roles: dict[str, Role]) -> None:
    """Of several who were told to be breached, those who deny it last, or take it back, are not; all cannot be."""
    if all(report.disclosure.claim not in AGAINST for report in reports):  # as nearly always
        return
    breached = [organisation for organisation, role in roles.items() if role is Role.BREACHED]
    denials = {organisation: denial for organisation in breached if (denial := _own_denial(reports, organisation))}
    if len(denials) < len(breached):
        for organisation, denial in denials.items():
            roles[organisation] = Role.BYSTANDER
            said[organisation].append(denial)


def _own_denial(reports: Sequence[Report], organisation: str) -> _Statement | None:
    """Its own last word, where that is that it was not breached."""
    own = (report for report in in_time(reports, CLAIM) if is_own(report, {organisation}))
    words = [report for report in own if report.disclosure.claim in AGAINST or states(report)]
    if not words or words[-1].disclosure.claim not in AGAINST:
        return None
    named = (each for each in words[-1].disclosure.parties if organisation_id(words[-1], each.name) == organisation)
    party = next(named, None)
    return _Statement(words[-1], replace(party, role=Role.BYSTANDER), _OWN) if party else None


def _fact(organisation: str, role: Role, statements: Sequence[_Statement]) -> PartyFact:
    agreeing = [s for s in reversed(statements) if s.party.role is role] or list(reversed(statements))
    names = Counter(s.party.name for s in statements if s.party.role in AFFECTED) or Counter(
        s.party.name for s in statements
    )
    name = min(names, key=lambda written: (-names[written], len(written), written))
    return PartyFact(
        organisation_id=organisation,
        name=name,
        role=role,
        said_by=tuple(provenance(s.report, s.party.evidence) for s in agreeing),
        confidence=max(s.party.confidence for s in agreeing),
        claimed=all(is_allegation(s.report) for s in agreeing),
    )
