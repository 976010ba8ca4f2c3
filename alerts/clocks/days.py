"""Counting as the rules count: months, and the business days of the US Securities and Exchange Commission."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

EASTERN = ZoneInfo("America/New_York")
# Filings accepted until then carry that day's date: Regulation S-T, 17 CFR 232.13(a)(2).
_CLOSE = time(17, 30)
_SATURDAY = 5


def add_month(moment: datetime) -> datetime:
    """The same day and time a month later, or that month's last day where it has no such day."""
    year, month = (moment.year + 1, 1) if moment.month == 12 else (moment.year, moment.month + 1)  # noqa: PLR2004
    return moment.replace(year=year, month=month, day=min(moment.day, monthrange(year, month)[1]))


def is_sec_business_day(day: date) -> bool:
    """Whether the Commission is open: no Saturday, Sunday or federal holiday (as observed)."""
    return day.weekday() < _SATURDAY and day not in _federal_holidays(day.year)


@cache
def _federal_holidays(year: int) -> frozenset[date]:
    import holidays

    return frozenset(holidays.country_holidays("US", years=year))


def sec_business_days_after(moment: datetime, days: int) -> datetime:
    """The close (17:30 in New York, as UTC) of the last of `days` business days after `moment`.

    Form 8-K, General Instruction B.1: the day itself does not count; where it is no business day, the period begins
    on, and includes, the next one.
    """
    day = moment.astimezone(EASTERN).date()
    left = days - 1 if not is_sec_business_day(day) else days
    while not is_sec_business_day(day):
        day += timedelta(days=1)
    while left:
        day += timedelta(days=1)
        left -= is_sec_business_day(day)
    return datetime.combine(day, _CLOSE, tzinfo=EASTERN).astimezone(UTC)
