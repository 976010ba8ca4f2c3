"""Cron expressions with their time zone, as APScheduler reads them."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo


def zone(name: str) -> ZoneInfo:
    """The time zone of that name.

    Raises:
        ValueError: there is none.
    """
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        raise ValueError(f"`{name}` is no time zone such as Europe/Berlin") from None


def next_time(expression: str, timezone: str, after: datetime) -> datetime:
    """The first time later than `after` (aware) at which the expression holds.

    Raises:
        ValueError: no cron expression, no time zone, or never.
    """
    from apscheduler.triggers.cron import CronTrigger

    trigger = CronTrigger.from_crontab(expression, timezone=zone(timezone))
    found: datetime | None = trigger.get_next_fire_time(None, after + timedelta(seconds=1))
    if found is None:
        raise ValueError(f"`{expression}` never comes")
    return found.astimezone(after.tzinfo)
