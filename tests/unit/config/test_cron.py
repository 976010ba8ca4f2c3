"""When a cron expression holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice

import pytest

from config.cron import next_time

SATURDAY = datetime(2026, 2, 28, 12, tzinfo=UTC)


def week(expression: str) -> str:
    """The first six days on which it holds."""

    def days() -> Iterator[str]:
        at = SATURDAY
        while True:
            at = next_time(expression, "UTC", at)
            yield f"{at:%a}"

    return " ".join(islice(days(), 6))


@pytest.mark.parametrize(
    ("weekdays", "held"),
    [
        ("1-5", "Mon Tue Wed Thu Fri Mon"),
        ("mon-fri", "Mon Tue Wed Thu Fri Mon"),
        ("0", "Sun Sun Sun Sun Sun Sun"),
        ("7", "Sun Sun Sun Sun Sun Sun"),
        ("0-2", "Sun Mon Tue Sun Mon Tue"),
        ("5-7", "Sun Fri Sat Sun Fri Sat"),
        ("1,fri", "Mon Fri Mon Fri Mon Fri"),
        ("*/3", "Sun Wed Sat Sun Wed Sat"),
        ("1/2", "Mon Wed Fri Mon Wed Fri"),
        ("*", "Sun Mon Tue Wed Thu Fri"),
    ],
)
def test_the_days_of_the_week_are_crons(weekdays: str, held: str) -> None:
    assert week(f"0 8 * * {weekdays}") == held


@pytest.mark.parametrize(
    ("expression", "held"),
    [
        ("0 8 1,15 * 1", "Sun 1, Mon 2, Mon 9, Sun 15, Mon 16, Mon 23"),
        ("0 8 15 * sun", "Sun 1, Sun 8, Sun 15, Sun 22, Sun 29, Sun 5"),
        ("0 8 */7 * 1", "Mon 1, Mon 8, Mon 15, Mon 22, Mon 29, Mon 1"),
        ("0 8 1 * */2", "Sun 1, Sat 1, Tue 1, Thu 1, Sun 1, Tue 1"),
    ],
)
def test_a_day_of_the_month_or_of_the_week_is_enough_as_in_cron(expression: str, held: str) -> None:
    at, days = SATURDAY, list[str]()
    while len(days) < 6:
        at = next_time(expression, "UTC", at)
        days.append(f"{at:%a} {at.day}")
    assert ", ".join(days) == held


@pytest.mark.parametrize("wrong", ["", "0 8 * *", "0 8 * * 8", "0 8 * * 5-3", "0 8 * * 1/0", "0 8 * * someday", "x"])
def test_what_is_no_expression_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"not a cron expression such as `30 2 \* \* \*`: "):
        next_time(wrong, "UTC", SATURDAY)


def test_a_day_that_never_comes_and_a_zone_that_is_none_are_said() -> None:
    with pytest.raises(ValueError, match=r"`0 0 30 2 \*` never comes"):
        next_time("0 0 30 2 *", "UTC", SATURDAY)
    for nowhere in ("Europe/Atlantis", "", "../etc/passwd"):
        with pytest.raises(ValueError, match="is no time zone such as Europe/Berlin"):
            next_time("0 8 * * *", nowhere, SATURDAY)


def test_eight_in_the_morning_is_so_there_and_told_as_asked() -> None:
    assert str(next_time("0 8 * * *", "Europe/Berlin", SATURDAY)) == "2026-03-01 07:00:00+00:00"
    assert str(next_time("0 8 * * *", "Europe/Berlin", SATURDAY + timedelta(days=30))) == "2026-03-31 06:00:00+00:00"


def test_the_second_before_is_early_enough() -> None:
    eight = datetime(2026, 3, 2, 8, tzinfo=UTC)
    assert next_time("0 8 * * *", "UTC", eight - timedelta(microseconds=1)) == eight
    assert next_time("0 8 * * *", "UTC", eight) == eight + timedelta(days=1)


def test_a_day_that_begins_with_an_hour_that_a_clock_change_omits_is_none_without_its_time() -> None:
    before = datetime(2026, 4, 23, 12, tzinfo=UTC)  # in Cairo, Friday the 24th begins at 1:00
    friday = next_time("30 0 * * *", "Africa/Cairo", before)
    assert friday == datetime(2026, 4, 23, 22, 30, tzinfo=UTC)
    assert next_time("30 0 * * *", "Africa/Cairo", friday) == datetime(2026, 4, 24, 21, 30, tzinfo=UTC)
    assert next_time("30 0 * * 5", "Africa/Cairo", before) == friday
    assert next_time("0 0 * * *", "America/Santiago", datetime(2026, 9, 5, 12, tzinfo=UTC)).day == 6
