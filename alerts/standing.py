"""Where an incident stands for its reader, in one line: what the first message is brought up to date with."""

from __future__ import annotations

from alerts.text import clean
from alerts.withdrawal import STANDS
from alerts.wording import STATUSES
from model.alert import Standing


def standing_line(standing: Standing) -> str:
    """`Acknowledged by ada on 2 March 2026, 09:10 UTC · the incident is now withdrawn`."""
    parts = []
    if standing.acknowledged is not None:
        who = f" by {clean(standing.by, 60)}" if standing.by else ""
        parts.append(f"Acknowledged{who} on {standing.acknowledged:%Y-%m-%d %H:%M} UTC")
    else:
        parts.append("Not acknowledged")
    if standing.status is not standing.first_status:
        parts.append(f"now {STATUSES[standing.status]}")
    if standing.over:
        parts.append(STANDS)
    if standing.updates:
        parts.append(f"{standing.updates} update{'s' if standing.updates > 1 else ''}, see the thread")
    return " · ".join(parts)
