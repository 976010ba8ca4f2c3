"""Whether there is something to tell, and what: a pure function of what is known and what was told.

Told to a person or recorded in silence, a fact is told once per exposure and never again. What may page is decided by
the caller (`page`): history, a first import and, where no route asks for claims, an alleged incident are recorded in
silence. A later *material* fact of such an incident then makes a first alert; other words never do.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from alerts.facts import current_facts, material_facts, told_counts
from alerts.keys import Fact, alert_key
from alerts.withdrawal import as_withdrawn, back_text, gone_text
from alerts.wording import change_text
from model.alert import EXPOSED, GONE, TAKING_BACK, Alert, Told, once_more
from model.exposure import Exposure, Gone
from model.incident import Change, Incident
from model.vocabulary import Reason, Severity, Status

_REASONS = {
    EXPOSED: Reason.NEW_EXPOSURE,
    GONE: Reason.EXPOSURE_WITHDRAWN,
    "denial_reversed": Reason.DENIAL_REVERSED,
    "data_type": Reason.DATA_TYPE_ADDED,
    "possible": Reason.DATA_TYPE_ADDED,
    "count": Reason.COUNT_CHANGED,
}
_STATUS_REASONS = {
    Status.REPORTED: Reason.STATUS_REPORTED,
    Status.CONFIRMED: Reason.STATUS_CONFIRMED,
    Status.DISPUTED: Reason.STATUS_DISPUTED,
    Status.RETRACTED: Reason.STATUS_RETRACTED,
}
_SURE = frozenset(f"status:{status}" for status in (Status.REPORTED, Status.CONFIRMED))


@dataclass(frozen=True, slots=True)
class Decision:
    """An alert or none, the (exposure, fact) pairs to record as told with it, and why."""

    alert: Alert | None
    facts_recorded: frozenset[Fact]
    why: str


def decide(
    *,
    tenant_id: str,
    incident_id: int,
    lineage: str,
    before: Incident | None,
    incident: Incident,
    exposures: Sequence[Exposure],
    told: Told,
    page: bool,
    now: datetime,
    by_edge: Collection[str] = (),
    gone: Sequence[Gone] = (),
) -> Decision:
    """At most one alert for all exposures of one incident, with the facts that it tells.

    `before` is the revision of the incident that was last decided on, None for the first. All new exposures go into
    one alert; later material facts give an update (`update_of`) of the lineage's first alert. `by_edge`: the keys of
    exposures that are there because a dependency became known, not because of what the incident or the inventory says.
    `gone` are exposures that were told and hold no more; where nothing may page there are none.
    """
    news = {exposure.key: _news(before, incident, exposure, told) for exposure in exposures}
    met = [one for one in exposures if news[one.key] or EXPOSED in told.of(one.key)]  # not what is withheld
    everything = _unknown(met, incident, news, told)
    silence = _silence(everything, incident, told, page=page, new=any(news.values()) or bool(gone))
    if silence is not None:
        return silence
    hit = [exposure for exposure in exposures if news[exposure.key]]
    lost = _lost(gone, incident, told)
    facts = tuple(sorted({*_unknown(hit, incident, news, told), *lost}))
    severity = max((exposure.severity for exposure in hit), key=lambda level: level.rank, default=Severity.LOW)
    told_now = [fact for exposure in hit for fact in news[exposure.key]]
    new_facts = list(dict.fromkeys([*told_now, *(fact for _, fact in lost)]))
    edge = any(EXPOSED in news[exposure.key] and exposure.key in by_edge for exposure in hit)
    reasons = _reasons(new_facts, incident.status, first=told.root_key is None, edge=edge)
    alert = Alert(
        key=alert_key(tenant_id, lineage, facts),
        tenant_id=tenant_id,
        incident_id=incident_id,
        lineage=lineage,
        reasons=reasons,
        severity=severity,
        incident=incident,
        exposures=(*in_order(hit), *(as_withdrawn(one.exposure) for one in gone)),
        changes=(*_moves(hit, news, gone, lost), *_changes(new_facts, incident.along(*(one.way for one in hit)), told)),
        facts=facts,
        created=now,
        update_of=told.root_key,
        broadcast=told.root_key is not None and (_is_loud(reasons, severity, told) or _is_proven(hit, incident, told)),
        withdrawn=tuple(one.exposure.key for one in gone),
        corrects=_told_level(gone, reasons, told),
    )
    return Decision(alert, frozenset(facts), ", ".join(reasons))


def _silence(everything: frozenset[Fact], incident: Incident, told: Told, *, page: bool, new: bool) -> Decision | None:
    """Why nobody is told anything, with what is recorded all the same; None where there is something to tell."""
    if not page:
        silent = frozenset(fact for fact in everything if not fact[1].startswith(f"{EXPOSED}:"))  # still to be told
        return Decision(None, silent, "recorded in silence: history, a first import, or a claim nobody asked for")
    if not new:
        first_counts = frozenset(fact for fact in everything if _is_first_count(fact, told))
        withdrawn = "the incident is withdrawn, and " if incident.status is Status.RETRACTED else ""
        return Decision(None, first_counts, f"{withdrawn}nothing material is new")
    if told.root_key is None and incident.status in (Status.DISPUTED, Status.RETRACTED):
        return Decision(None, everything, f"the incident is {incident.status} and nobody had been told of it")
    return None


def _news(before: Incident | None, incident: Incident, exposure: Exposure, told: Told) -> tuple[str, ...]:
    known = told.of(exposure.key)
    if EXPOSED not in known:  # of what is withdrawn nobody is told anew
        return () if told.root_key is not None and incident.status is Status.RETRACTED else (EXPOSED,)
    again = told.is_gone(exposure.key) and incident.status is not Status.RETRACTED
    was = before.along(exposure.way) if before else None
    news = material_facts(was, incident.along(exposure.way), known, told.status)
    return (once_more(EXPOSED, known), *news) if again else news


def _lost(gone: Sequence[Gone], incident: Incident, told: Told) -> list[Fact]:
    """That each of these holds no more; and that the incident was withdrawn, where readers hear of that by it."""
    facts = [GONE]
    if incident.status is Status.RETRACTED:  # readers of a retraction hear of nothing else that is gone
        facts.append(f"status:{incident.status}")
    return [(one.exposure.key, once_more(fact, told.of(one.exposure.key))) for one in gone for fact in facts]


def _unknown(
    exposures: Iterable[Exposure], incident: Incident, news: dict[str, tuple[str, ...]], told: Told
) -> frozenset[Fact]:
    """Every fact of these exposures, as of now, that was not told yet."""
    pairs = {
        (exposure.key, fact)
        for exposure in exposures
        for fact in current_facts(incident.along(exposure.way)).union(news[exposure.key])
    }
    return frozenset(pairs - told.facts)


def _is_first_count(fact: Fact, told: Told) -> bool:
    """A first figure is no change, but later ones are measured against it."""
    kind, _, counted = fact[1].partition(":")
    return kind == "count" and not told_counts(told.of(fact[0]), counted.partition(":")[2])


def _reasons(facts: Iterable[str], status: Status, *, first: bool, edge: bool) -> tuple[Reason, ...]:
    reasons = [Reason.NEW_EXPOSURE] if first else []
    reasons += [Reason.EDGE_ADDED] if edge else []
    for fact in facts:
        kind = fact.partition(":")[0]
        reason = _STATUS_REASONS.get(status) if kind == "status" else _REASONS[kind]
        reasons += [reason] if reason else []
    order = list(Reason)
    return tuple(sorted(set(reasons), key=order.index))


def _changes(facts: Sequence[str], incident: Incident, told: Told) -> tuple[Change, ...]:
    now = incident.records
    before = {fact for _, fact in told.facts}
    # What is counted now was told already where it was told of another exposure.
    counts = [count for count in told_counts(before, now.unit) if count != now.count] if now else []
    others = (fact for fact in facts if fact.partition(":")[0] not in (EXPOSED, GONE))
    return tuple(Change(fact, change_text(fact, incident, counts)) for fact in others)


def _moves(
    hit: Sequence[Exposure], news: dict[str, tuple[str, ...]], gone: Sequence[Gone], lost: Sequence[Fact]
) -> list[Change]:
    """What no longer holds, each with why; and what holds again."""
    fact_of = {key: fact for key, fact in lost if fact.startswith(GONE)}
    left = [Change(fact_of[one.exposure.key], gone_text(one)) for one in gone]
    back = [(exposure, fact) for exposure in hit for fact in news[exposure.key] if fact.startswith(f"{EXPOSED}:")]
    return [*left, *(Change(fact, back_text(exposure)) for exposure, fact in back)]


def _told_level(gone: Sequence[Gone], reasons: Sequence[Reason], told: Told) -> Severity | None:
    """How grave what is taken back was told to be, at most; None where nothing is taken back."""
    if gone:
        return max((one.exposure.severity for one in gone), key=lambda level: level.rank)
    return None if TAKING_BACK.isdisjoint(reasons) else told.max_severity


def in_order(exposures: Iterable[Exposure]) -> list[Exposure]:
    """The gravest first, then the nearest."""
    return sorted(exposures, key=lambda exposure: (-exposure.severity.rank, len(exposure.path), exposure.key))


def _is_loud(reasons: Sequence[Reason], severity: Severity, told: Told) -> bool:
    risen = told.max_severity is not None and severity.rank > told.max_severity.rank
    return risen or Reason.DENIAL_REVERSED in reasons or Reason.NEW_EXPOSURE in reasons


def _is_proven(hit: Sequence[Exposure], incident: Incident, told: Told) -> bool:
    """Whether others tell now what was only claimed: to whom asks for no claims that is the first news of it."""
    known = [told.of(exposure.key) for exposure in hit]
    claimed = [facts for facts in known if f"status:{Status.ALLEGED}" in facts and _SURE.isdisjoint(facts)]
    return bool(claimed) and f"status:{incident.status}" in _SURE
