"""Cron expressions with their time zone, read by APScheduler, but with the days of the week as cron numbers them."""

from __future__ import annotations

import re
from copy import copy
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Times:
    """When an expression holds: whenever one of its triggers does."""

    triggers: tuple[CronTrigger, ...]
    timezone: ZoneInfo


def times(expression: str, timezone: ZoneInfo) -> Times:
    """What tells when the expression holds.

    Where it names days of the month and of the week, either is enough, as in cron; APScheduler asks for both.

    Raises:
        ValueError: it is none.
    """
    from apscheduler.triggers.cron import CronTrigger

    *others, weekdays = expression.split() or [""]
    fields = [*others, ",".join(_by_name(part) for part in weekdays.split(","))]
    try:
        both = CronTrigger.from_crontab(" ".join(fields), timezone=timezone)
    except ValueError as error:
        raise ValueError(f"not a cron expression such as `30 2 * * *`: {error}") from None
    minute, hour, day, month, named = fields
    if day.startswith("*") or weekdays.startswith("*"):
        return Times((both,), timezone)
    either = (f"{minute} {hour} {day} {month} *", f"{minute} {hour} * {month} {named}")
    return Times(tuple(CronTrigger.from_crontab(each, timezone=timezone) for each in either), timezone)


def _by_name(part: str) -> str:
    """`1-5` as `mon,tue,wed,thu,fri`: APScheduler counts from Monday as 0, cron from Sunday as 0 (and as 7)."""
    found = _NUMBERED.fullmatch(part)
    if found is None or part == "*":
        return part
    first, last, step = found.groups()
    end = int(last) if last else int(first) if first and not step else 6
    days = range(int(first or 0), end + 1, int(step or 1))
    return ",".join(dict.fromkeys(_DAYS[day] for day in days)) or part


def following(when: Times, after: datetime) -> datetime | None:
    """The first time from `after` on; what falls into an hour that a clock change omits is late by that hour."""
    found = (each for trigger in when.triggers for each in _next_fires(trigger, when.timezone, after))
    return min((each for each in found if each is not None and each >= after), default=None)


def _next_fires(trigger: CronTrigger, timezone: ZoneInfo, after: datetime) -> tuple[datetime | None, ...]:
    """APScheduler passes over a whole day that begins with an hour that is omitted: the wall's clock is asked too."""
    on_wall = copy(trigger)
    on_wall.timezone = UTC
    shown = on_wall.get_next_fire_time(None, after.astimezone(timezone).replace(tzinfo=UTC))
    late = shown.replace(tzinfo=timezone).astimezone(UTC) if shown else None
    return trigger.get_next_fire_time(None, after), late


def next_time(expression: str, timezone: str, after: datetime) -> datetime:
    """The first time later than `after` (aware) at which the expression holds.

    Raises:
        ValueError: no cron expression, no time zone, or never.
    """
    found = following(times(expression, zone(timezone)), after + timedelta(microseconds=1))
    if found is None:
        raise ValueError(f"`{expression}` never comes")
    return found.astimezone(after.tzinfo)
