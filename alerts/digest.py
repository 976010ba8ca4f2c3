"""Several alerts as one notice: a table, the trend, and every incident once, as it stands last."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from alerts.clocks.lines import earliest
from alerts.keys import notice_key
from alerts.paths import names_along
from alerts.render import status_of, title_of
from alerts.text import clean
from alerts.withdrawal import still_told
from model.alert import Alert
from model.notice import Notice
from model.vocabulary import Reason, Severity

HEAD = ("Severity", "What", "Path and owner", "Why now", "Due")


def digest_notice(
    alerts: Sequence[Alert], *, name: str, channel: str, trend: tuple[int, ...], now: datetime, storm: bool = False
) -> Notice:
    """The digest of these alerts (at least one), the gravest first; an incident told several times is one row.

    `trend` is the number of alerts in each of the last weeks, this one last. The key comes from the alerts, so that
    the same digest is written once.
    """
    newest = [each for line in _lineages(alerts) for each in _newest([one for one in alerts if one.lineage == line])]
    # What was told only in an earlier alert of this digest still belongs to its row.
    reasons: dict[tuple[str, bool], dict[Reason, None]] = defaultdict(dict)
    for alert in alerts:
        reasons[alert.lineage, alert.is_claim].update(dict.fromkeys(alert.reasons))
    ordered = sorted(newest, key=lambda alert: (-alert.severity.rank, alert.created, alert.key))
    rows = tuple(_row(alert, tuple(reasons[alert.lineage, alert.is_claim])) for alert in ordered)
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
        credits=tuple(sorted({line for alert in alerts for line in alert.attributions})),
    )


def _lineages(alerts: Sequence[Alert]) -> list[str]:
    return list(dict.fromkeys(alert.lineage for alert in alerts))


def _newest(alerts: Sequence[Alert]) -> list[Alert]:
    """One incident as it was told last, and in a row of its own what is only claimed of others beside it."""
    known = [alert for alert in alerts if not alert.is_claim]
    claims = [alert for alert in alerts if alert.is_claim]
    over = not any(exposure.claimed for exposure in still_told(alerts))  # taken back, or told by others by now
    if known and over and any(alert.holding for alert in claims):
        claims = []  # whoever was told before is to hear that it is taken back
    return [_last(told) for told in (known, claims) if told]


def _last(alerts: Sequence[Alert]) -> Alert:
    """The newest of one incident's alerts; where it only takes back a part, the one before, with what still holds."""
    newest, holding = alerts[-1], {exposure.key for exposure in still_told(alerts)}
    if not newest.is_withdrawal or not holding:
        return newest
    told = next(alert for alert in reversed(alerts) if holding & {exposure.key for exposure in alert.exposures})
    left = tuple(exposure for exposure in told.exposures if exposure.key in holding)
    incident = newest.incident.as_claimed() if newest.is_claim else newest.incident
    return replace(told, incident=incident, exposures=left, withdrawn=())


def _without_empty_last(table: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """Without the column of due dates where nobody has switched a clock on."""
    return table if any(row[-1] for row in table[1:]) else tuple(row[:-1] for row in table)


def _title(ordered: Sequence[Alert], *, storm: bool) -> str:
    counts = Counter(alert.severity for alert in ordered)
    levels = ", ".join(f"{counts[level]} {level}" for level in reversed(Severity) if counts[level])
    incidents = len(_lineages(ordered))
    what = "incident reaches you" if incidents == 1 else "incidents reach you"
    return f"{'Many at once' if storm else 'Digest'}: {incidents} {what} ({levels})"


def _row(alert: Alert, reasons: tuple[Reason, ...]) -> tuple[str, ...]:
    first = alert.exposures[0]
    path = " → ".join(names_along(first, 40))
    more = f" and {len(alert.exposures) - 1} more" if len(alert.exposures) > 1 else ""
    owners = dict.fromkeys(clean(item.owner, 60) for e in alert.exposures for item in e.items if item.owner)
    return (
        alert.severity.upper(),
        title_of(alert),
        "; ".join(part for part in (path + more, ", ".join(list(owners)[:3])) if part),
        f"{', '.join(reason.value for reason in reasons)}; {status_of(alert)}",
        earliest(alert.clocks),
    )
