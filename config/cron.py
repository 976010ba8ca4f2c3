"""Cron expressions with their time zone, read by APScheduler, but with the days of the week as cron numbers them."""

from __future__ import annotations

import re
from copy import copy
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from apscheduler.triggers.cron import CronTrigger

_DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NUMBERED = re.compile(r"(?:\*|([0-7])(?:-([0-7]))?)(?:/([1-7]))?")


def zone(name: str) -> ZoneInfo:
    """The time zone of that name.

    Raises:
        ValueError: there is none.
    """
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        raise ValueError(f"`{name}` is no time zone such as Europe/Berlin") from None


def cron_trigger(expression: str, timezone: ZoneInfo) -> CronTrigger:
    """What tells when the expression holds.

    Raises:
        ValueError: it is none.
    """
    from apscheduler.triggers.cron import CronTrigger

    *others, weekdays = expression.split() or [""]
    named = ",".join(_by_name(part) for part in weekdays.split(","))
    try:
        return CronTrigger.from_crontab(" ".join((*others, named)), timezone=timezone)
    except ValueError as error:
        raise ValueError(f"not a cron expression such as `30 2 * * *`: {error}") from None


def _by_name(part: str) -> str:
    """`1-5` as `mon,tue,wed,thu,fri`: APScheduler counts from Monday as 0, cron from Sunday as 0 (and as 7)."""
    found = _NUMBERED.fullmatch(part)
    if found is None or part == "*":
        return part
    first, last, step = found.groups()
    end = int(last) if last else int(first) if first and not step else 6
    days = range(int(first or 0), end + 1, int(step or 1))
    return ",".join(dict.fromkeys(_DAYS[day] for day in days)) or part


def following(trigger: CronTrigger, after: datetime) -> datetime | None:
    """The first time from `after` on; what falls into an hour that a clock change omits is late by that hour.

    APScheduler passes over a whole day that begins with such an hour, so the wall's clock is asked too.
    """
    on_wall = copy(trigger)
    on_wall.timezone = UTC
    shown = on_wall.get_next_fire_time(None, after.astimezone(trigger.timezone).replace(tzinfo=UTC))
    late = shown.replace(tzinfo=trigger.timezone).astimezone(UTC) if shown else None
    times = (trigger.get_next_fire_time(None, after), late)
    return min((each for each in times if each is not None and each >= after), default=None)


def next_time(expression: str, timezone: str, after: datetime) -> datetime:
    """The first time later than `after` (aware) at which the expression holds.

    Raises:
        ValueError: no cron expression, no time zone, or never.
    """
    trigger = cron_trigger(expression, zone(timezone))
    found = following(trigger, after + timedelta(microseconds=1))
    if found is None:
        raise ValueError(f"`{expression}` never comes")
    return found.astimezone(after.tzinfo)
