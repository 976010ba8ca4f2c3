"""When a delivery is tried again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from fakes.alert_samples import NOW

from alerts.channels.http_errors import retry_after
from alerts.retry import DEADLINE, is_given_up, next_attempt


def delay(attempt: int, retry_after: float | None = None, key: str = "k") -> float:
    return (next_attempt(attempt, now=NOW, retry_after=retry_after, key=key) - NOW).total_seconds()


def test_the_delay_doubles_up_to_half_an_hour_with_jitter() -> None:
    for attempt, nominal in enumerate([15, 30, 60, 120, 240, 480, 960, 1800, 1800, 1800], start=1):
        assert nominal <= delay(attempt) <= nominal * 1.25


def test_the_jitter_is_deterministic_and_differs_by_key() -> None:
    assert delay(3) == delay(3)
    delays = {delay(3, key=str(n)) for n in range(20)}
    assert len(delays) == 20
    assert max(delays) > 60 * 1.2, "as far apart as a quarter of the delay"


@pytest.mark.parametrize(
    ("asked", "lowest"), [(0, 1), (2, 2), (90.5, 90.5), (3600, 3600), (10**9, 3600), (float("inf"), 3600)]
)
def test_retry_after_is_honoured_within_a_second_and_capped(asked: float, lowest: float) -> None:
    assert lowest <= delay(1, retry_after=asked) <= lowest + 1


@pytest.mark.parametrize("nonsense", [-5, float("nan"), None])
def test_nonsense_falls_back_to_the_schedule(nonsense: float | None) -> None:
    assert delay(1, retry_after=nonsense) == delay(1)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7), ("1.5", 1.5), (["7"], 7), ("999999999999", 999_999_999_999),
        ("Thu, 01 Jan 2026 00:00:10 GMT", 10), ("Thu, 01 Jan 2026 00:00:10 -0000", 10), ("Thu, 01 Jan 2026 01:00:10 +0100", 10),
        ("Thu, 01 Jan 2026 00:00:00 GMT", 0), ("Wed, 31 Dec 2025 23:59:59 GMT", None),
        ("Thu, 01 Jan 99999999999999999999 00:00:10 GMT", None), ("Thu, 01 Jan 2026 00:00:10 +99999999999999999", None),
        ("", None), ("-5", None), ("soon", None), ("1e9", None), ("9" * 13, None),
    ],
)  # fmt: skip
def test_what_a_server_asks_for_is_seconds_or_a_date_to_come(header: object, seconds: float | None) -> None:
    assert retry_after({"ReTRY-AFTER": header}, datetime(2026, 1, 1, tzinfo=UTC)) == seconds  # type: ignore[dict-item]
    assert retry_after({}, NOW) is None


def test_a_server_that_always_asks_for_a_second_is_not_obeyed_forever() -> None:
    assert delay(10, retry_after=1) <= 2
    assert delay(11, retry_after=1) >= 1800


def test_after_a_day_it_is_given_up() -> None:
    end = NOW + timedelta(hours=24)
    assert is_given_up(6, since=NOW, at=end + timedelta(seconds=1))
    assert not is_given_up(60, since=NOW, at=end), "as long as an attempt fits in"


def test_a_nightly_run_has_three_nights_for_it() -> None:
    assert not is_given_up(5, since=NOW, at=NOW + 2 * DEADLINE)
