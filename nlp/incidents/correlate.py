"""Which incident a report belongs to: a known one, a new one, or none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from model.incident import Report
from model.vocabulary import Claim, Kind, Role, Status, Trust
from nlp.incidents.features import Cluster, Features, features
from nlp.incidents.fold import fold
from nlp.incidents.likeness import JOIN, Evidence, likeness, total
from nlp.incidents.voices import is_about, organisations


@dataclass(frozen=True, slots=True)
class OpenIncident:
    """A known incident with the reports that it holds, and the roles that people gave to organisations.

    `withdrawn`: its status is `retracted`.
    """

    id: int
    reports: tuple[Report, ...]
    by_hand: Mapping[str, Role] = field(default_factory=dict)
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """Where a report goes: `incident` is a known one; `opens` a key shared by the reports of one new incident; both
    None where it belongs nowhere. `why` is for a person.
    """

    report_id: int
    incident: int | None
    opens: str | None
    why: str


def candidates_key(report: Report) -> frozenset[str]:
    """The ids of the organisations whose incidents may be the report's: load these before `correlate`."""
    return organisations(report, Role.BREACHED, Role.DOWNSTREAM, Role.BYSTANDER)


def correlate(new: Sequence[Report], existing: Sequence[OpenIncident]) -> list[Decision]:
    """A decision per new report, in the order of `new` but independent of it.

    Reports that say most open first: those that name a breached party and whom it hit, then those that name the
    breached party, then those that name only who was hit, then round-ups, which join none of several incidents that are
    told apart; follow-ups, denials and withdrawals come last and open none.
    """
    decisions = _correlated(new, existing)
    known, settled = _taken_back(new, existing, decisions)
    if settled:  # what tells of another event since was compared with what was not withdrawn yet
        decisions |= _correlated([report for report in new if report.id not in settled], known)
    return [decisions[report.id] for report in new]


def _correlated(new: Sequence[Report], existing: Sequence[OpenIncident]) -> dict[int, Decision]:
    index = _Index()
    for incident in sorted(existing, key=lambda held: held.id):
        index.hold(_held(incident))
    return {member.report.id: _decide(member, index) for member in sorted(map(features, new), key=_turn)}


def _taken_back(
    new: Sequence[Report], existing: Sequence[OpenIncident], decisions: Mapping[int, Decision]
) -> tuple[list[OpenIncident], set[int]]:
    """The incidents with those among the new reports by which they are withdrawn, and the ids of these."""
    known, settled = {incident.id: incident for incident in existing}, set[int]()
    back: dict[int, list[Report]] = defaultdict(list)
    for report in new:
        number = decisions[report.id].incident
        if number is not None and report.disclosure.claim is Claim.RETRACTED:
            back[number].append(report)
    for number, withdrawals in back.items():
        told = (*known[number].reports, *withdrawals)
        if not known[number].withdrawn and fold(told).status is Status.RETRACTED:
            known[number] = replace(known[number], reports=told, withdrawn=True)
            settled |= {report.id for report in withdrawals}
    return [*known.values()], settled


def _held(incident: OpenIncident) -> Cluster:
    cluster = Cluster(incident=incident.id, key=None)
    for report in incident.reports:
        cluster.add(features(report))
    cluster.correct(incident.by_hand)
    if incident.withdrawn:
        cluster.withdraw()
    return cluster


def may_open(report: Report) -> bool:
    """Whether a report may open an incident: a disclosure, or as `alleged` a claim, that names who was hit."""
    if is_about(report):
        return False
    told = report.disclosure
    tells = told.is_disclosure or told.kind is Kind.LEAK_CLAIM or report.trust is Trust.ATTACKER_CLAIM
    return tells and bool(told.names(Role.BREACHED, Role.DOWNSTREAM))


class _Index:
    """Clusters by the organisations that lead to them."""

    def __init__(self) -> None:
        self._clusters: dict[str, list[Cluster]] = defaultdict(list)

    def hold(self, cluster: Cluster) -> None:
        for organisation in cluster.organisations:
            known = self._clusters[organisation]
            if not any(cluster is other for other in known):
                known.append(cluster)

    def near(self, member: Features) -> list[Cluster]:
        found = {cluster.name: cluster for organisation in member.named for cluster in self._clusters[organisation]}
        return [found[name] for name in sorted(found)]


def _turn(member: Features) -> tuple[int, object, int]:
    if not may_open(member.report):
        turn = 4
    elif member.is_list:
        turn = 3
    elif member.breached:
        turn = 0 if member.downstream else 1
    else:
        turn = 2
    return turn, member.moment, member.report.id


def _decide(member: Features, index: _Index) -> Decision:
    report = member.report
    near = index.near(member)
    apart = _told_apart(member, near) if member.is_list else frozenset()
    if apart == member.breached and apart:
        return Decision(report.id, None, None, f"lists {len(apart)} organisations, each of an incident that is known")
    best, terms = _best(member, near if len(apart) < _SEVERAL else ())
    if best is not None and total(terms) >= JOIN:
        best.add(member)
        index.hold(best)
        return Decision(report.id, best.incident, best.key, f"{best.called}: {_explain(terms)}")
    if not may_open(report):
        return Decision(report.id, None, None, _why_none(report))
    opened = Cluster(incident=None, key=f"new-{report.id}")
    opened.add(member)
    index.hold(opened)
    other = f"; not {best.called}: {_explain(terms)}" if best is not None else ""
    return Decision(report.id, None, opened.key, f"opens an incident{other}")


_SEVERAL = 2


def _told_apart(member: Features, near: Sequence[Cluster]) -> frozenset[str]:
    """Those of its organisations of which an incident tells that tells of no other of them."""
    found: set[str] = set()
    for cluster in near:
        shared = member.breached & cluster.breached.keys()
        if len(shared) == 1 and total(likeness(member, cluster)) >= JOIN:
            found |= shared
    return frozenset(found)


def only_listed(organisation: str, reports: Sequence[Report], other: OpenIncident) -> bool:
    """Whether all of an incident's `reports` that tell of this one list it beside others, of all of whom the `other`
    incident tells of it alone, and of the same event.
    """
    cluster = _held(other)
    telling = [member for member in map(features, reports) if organisation in member.affected]
    return bool(telling) and all(
        member.is_list and _told_apart(member, [cluster]) == {organisation} for member in telling
    )


def _best(member: Features, clusters: Sequence[Cluster]) -> tuple[Cluster | None, tuple[Evidence, ...]]:
    scored = [(likeness(member, cluster), cluster) for cluster in clusters]
    scored = [(terms, cluster) for terms, cluster in scored if terms]
    if not scored:
        return None, ()
    # Of two that are alike the one that tells of fewer others.
    terms, cluster = max(scored, key=lambda pair: (total(pair[0]), -len(pair[1].breached), _recency(pair[1])))
    return cluster, terms


def _recency(cluster: Cluster) -> tuple[object, str]:
    return max(member.moment for member in cluster.members), cluster.name


def _explain(terms: Sequence[Evidence]) -> str:
    said = "; ".join(f"{term.text} ({term.weight:+.1f})" for term in terms)
    return f"{said}; together {sum(term.weight for term in terms):+.1f}, {JOIN:.1f} joins"


def _why_none(report: Report) -> str:
    told = report.disclosure
    if not told.names(Role.BREACHED, Role.DOWNSTREAM):
        return "names no affected organisation"
    if told.claim in (Claim.DENIED, Claim.RETRACTED):
        return f"a report that is {told.claim} opens no incident, and belongs to none that is known"
    if told.kind is Kind.FOLLOW_UP:
        return "a follow-up opens no incident, and belongs to none that is known"
    return "tells of no specific incident"
