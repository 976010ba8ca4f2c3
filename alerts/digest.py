"""Several alerts as one notice: a table, the trend, and every incident once, as it stands last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from alerts.clocks.lines import in_short, next_due
from alerts.decide import in_order
from alerts.keys import notice_key
from alerts.paths import names_along
from alerts.render import status_of, title_of
from alerts.text import clean
from alerts.withdrawal import still_told
from model.alert import EXPOSED, TAKING_BACK, Alert
from model.exposure import Exposure
from model.notice import Notice
from model.vocabulary import Reason, Severity

HEAD = ("Severity", "What", "Path and owner", "Why now", "Due")


def digest_notice(
    alerts: Sequence[Alert],
    *,
    name: str,
    channel: str,
    trend: tuple[int, ...],
    now: datetime,
    storm: bool = False,
    ended: Collection[tuple[str, str]] = (),
    merged: Mapping[str, str] = MappingProxyType({}),
    since: Sequence[Alert] = (),
) -> Notice:
    """The digest of these alerts (at least one), the gravest first; an incident told several times is one row.

    `trend` is the number of alerts in each of the last weeks, this one last. `ended` are the exposures that hold no
    more by now, each with its lineage; `merged`: the lineage that an alert is of by now, by its key, where its incident
    was merged since it was told. `since`: what the channel was told later of these incidents by other messages, so that
    no row says less than is known there. The key comes from the alerts, so that the same digest is written once.
    """
    incidents: dict[str, list[Alert]] = {}
    for alert in sorted((*alerts, *since), key=lambda each: each.created):
        incidents.setdefault(merged.get(alert.key, alert.lineage), []).append(alert)
    lines = (_rows(told, {key for of, key in ended if of == lineage}) for lineage, told in incidents.items())
    newest = [alert for line in lines for alert in line]
    ordered = sorted(newest, key=lambda alert: (-alert.severity.rank, alert.created, alert.key))
    rows = tuple(_row(alert, now) for alert in ordered)
    top = ordered[0]
    return Notice(
        key=notice_key(top.tenant_id, "digest", name, channel, *sorted(alert.key for alert in alerts)),
        tenant_id=top.tenant_id,
        reason=Reason.DIGEST,
        severity=top.severity,
        title=_title(ordered, storm=storm),
        lines=tuple(" · ".join(part for part in row if part) for row in rows),
        created=now,
        table=_without_empty_last((HEAD, *rows)),
        trend=trend,
        covers=len(alerts),
        credits=tuple(sorted({line for alert in (*alerts, *since) for line in alert.attributions})),
    )


def _lineages(alerts: Sequence[Alert]) -> list[str]:
    return list(dict.fromkeys(alert.lineage for alert in alerts))


def _rows(alerts: Sequence[Alert], gone: Collection[str]) -> list[Alert]:
    """One incident as it was told last; in rows of their own what is only claimed beside it, and what has ended.

    Of what came and went since the last digest nothing is said, unless there is nothing else to say.
    """
    holding = {each.key: each for each in still_told(alerts) if each.key not in gone}
    new = {key for alert in alerts for key, fact in alert.facts if fact == EXPOSED}
    found: list[Alert] = []
    for claims in (False, True):
        told = [alert for alert in alerts if alert.is_claim is claims]
        left = [exposure for exposure in holding.values() if exposure.claimed is claims]
        over = {each.key: each for alert in told for each in alert.exposures if each.key in alert.withdrawn}
        ended = [each for key, each in over.items() if key not in holding and key not in new]
        found += [_last(part, mine) for part, mine in _as_told(told, left)]
        found += [_end(told, ended)] if ended else []
    return found or [_all_reasons(alerts[-1], alerts)]


def _as_told(told: Sequence[Alert], left: Sequence[Exposure]) -> list[tuple[list[Alert], list[Exposure]]]:
    """The exposures that are left, with the alerts that tell of them, by the newest of these.

    That is one, unless two incidents were merged since and nothing was told of the whole, or of several who were
    breached not the same holds.
    """
    home = {exposure.key: alert.lineage for alert in told for exposure in alert.holding}
    found: dict[tuple[str, frozenset[str]], list[Exposure]] = {_subject(alert): [] for alert in told}
    for each in left:
        of_it = [one for one in told if one.lineage == home.get(each.key, told[-1].lineage) and _tells_of(one, each)]
        found[_subject((of_it or told)[-1])].append(each)
    return [
        ([one for one in told if one.lineage == subject[0] and any(_tells_of(one, each) for each in mine)], mine)
        for subject, mine in found.items()
        if mine
    ]


def _subject(alert: Alert) -> tuple[str, frozenset[str]]:
    """Of which incident it tells, and of whom of several who were breached alone."""
    return alert.lineage, alert.incident.parts


def _tells_of(alert: Alert, exposure: Exposure) -> bool:
    """Whether it is of whoever was breached at the end of this path, where several were and it is not of all."""
    alone = _subject(alert)[1]
    return not alone or exposure.end in alone


def _last(told: Sequence[Alert], left: Sequence[Exposure]) -> Alert:
    """The newest of one incident's alerts, with all that still holds of what they told."""
    newest, keys = told[-1], {exposure.key for exposure in left}
    holds = (alert for alert in reversed(told) if any(exposure.key in keys for exposure in alert.holding))
    last = next(holds, newest)
    if last is not newest:  # which only takes back a part
        incident = newest.incident.as_claimed() if newest.is_claim else newest.incident
        last = replace(last, incident=incident)
    ordered = in_order(left)
    last = replace(last, exposures=tuple(ordered), withdrawn=(), severity=ordered[0].severity)
    return _all_reasons(last, told)


def _end(told: Sequence[Alert], ended: Sequence[Exposure]) -> Alert:
    """That these, which the reader heard of before, hold no more."""
    last = next(alert for alert in reversed(told) if alert.withdrawn)
    keys = tuple(exposure.key for exposure in ended)
    reasons = tuple(reason for reason in last.reasons if reason in TAKING_BACK)
    return replace(last, exposures=tuple(ended), withdrawn=keys, severity=Severity.LOW, reasons=reasons)


def _all_reasons(alert: Alert, told: Sequence[Alert]) -> Alert:
    """What was told only in an earlier alert of this digest still belongs to its row."""
    return replace(alert, reasons=tuple(dict.fromkeys(reason for one in told for reason in one.reasons)))


def _without_empty_last(table: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """Without the column of due dates where nobody has switched a clock on."""
    return table if any(row[-1] for row in table[1:]) else tuple(row[:-1] for row in table)


def _title(ordered: Sequence[Alert], *, storm: bool) -> str:
    counts = Counter(alert.severity for alert in ordered)
    levels = ", ".join(f"{counts[level]} {level}" for level in reversed(Severity) if counts[level])
    incidents = len(_lineages(ordered))
    what = "incident reaches you" if incidents == 1 else "incidents reach you"
    return f"{'Many at once' if storm else 'Digest'}: {incidents} {what} ({levels})"


def _row(alert: Alert, now: datetime) -> tuple[str, ...]:
    first = alert.exposures[0]
    path = " → ".join(names_along(first, 40))
    more = f" and {len(alert.exposures) - 1} more" if len(alert.exposures) > 1 else ""
    owners = dict.fromkeys(clean(item.owner, 60) for e in alert.exposures for item in e.items if item.owner)
    return (
        alert.severity.upper(),
        f"{title_of(alert)} (incident {alert.incident_id})",
        "; ".join(part for part in (path + more, ", ".join(list(owners)[:3])) if part),
        f"{', '.join(reason.value for reason in alert.reasons)}; {status_of(alert)}",
        _due(alert, now),
    )


def _due(alert: Alert, now: datetime) -> str:
    due = next_due(alert.clocks, now)
    return f"{in_short(due)}{'' if due.at and due.at > now else ', passed'}" if due else ""
