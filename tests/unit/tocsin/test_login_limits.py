"""Who counts as one guesser, and for how long."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tocsin.web.access.limits import PER_ADDRESS, PER_NAME, WINDOW, LoginLimit

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.mark.parametrize("form", ["2001:db8:1:2::{:x}", "2001:db8:1:2:{:x}::1", "fe80::{:x}%eth0"])
def test_who_has_a_network_of_addresses_is_one_guesser(form: str) -> None:
    limit = LoginLimit()
    waits = [limit.begin(f"name {each}", form.format(each + 1), NOW) for each in range(PER_ADDRESS + 1)]
    assert [bool(wait) for wait in waits] == [False] * PER_ADDRESS + [True]
    assert limit.begin("ann", "2001:db8:1:3::1", NOW) == 0, "another network"


@pytest.mark.parametrize("form", ["192.0.2.{}", "::ffff:192.0.2.{}", "unix {}"])
def test_others_are_told_apart_by_their_address(form: str) -> None:
    limit = LoginLimit()
    assert not any(limit.begin(f"name {each}", form.format(each), NOW) for each in range(3 * PER_ADDRESS))


def test_a_name_waits_until_its_first_failure_is_five_minutes_old_and_no_longer() -> None:
    limit, second = LoginLimit(), timedelta(seconds=1)
    for each in range(PER_NAME):
        assert limit.begin("Ann", f"192.0.2.{each}", NOW + each * second) == 0
    asked = [limit.begin("ANN", "198.51.100.1", NOW + after) for after in (PER_NAME * second, WINDOW - second, WINDOW)]
    assert asked == [WINDOW.seconds - PER_NAME + 1, 2, 0]
    assert limit.begin("ann", "198.51.100.1", NOW + WINDOW) == 2, "the second failure is within the window still"
    assert limit.begin("bob", "198.51.100.1", NOW + WINDOW) == 0, "one name's waiting is no other's"


def test_logins_that_succeed_hold_nobody_back_however_many_they_are() -> None:
    limit = LoginLimit()
    for _ in range(3 * PER_ADDRESS):
        assert limit.begin("ann", "192.0.2.1", NOW) == 0
        limit.succeeded("ann", "192.0.2.1")


def test_what_is_remembered_is_bounded_and_a_login_that_is_forgotten_may_succeed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tocsin.web.access.limits._MAX_KEYS", 2)
    limit = LoginLimit()
    limit.begin("ann", "192.0.2.1", NOW)
    assert [limit.begin("bob", "192.0.2.2", NOW) for _ in range(PER_NAME)] == [0] * PER_NAME
    assert len(limit._failures) == 2
    assert limit.begin("bob", "192.0.2.2", NOW) > 0, "what is remembered already puts nothing out"
    limit.succeeded("ann", "192.0.2.1")


@pytest.mark.parametrize("ahead", [timedelta(), timedelta(minutes=2), timedelta(days=365)])
def test_who_guessed_waits_for_the_window_and_no_longer_though_the_clock_was_ahead(ahead: timedelta) -> None:
    limit = LoginLimit()
    waits = [limit.begin("ann", "192.0.2.1", NOW + ahead) for _ in range(PER_NAME + 1)]
    assert [bool(wait) for wait in waits] == [False] * PER_NAME + [True]
    wait = limit.begin("ann", "192.0.2.1", NOW)
    assert wait <= (WINDOW + ahead).total_seconds() + 1
    assert bool(wait) is (ahead < WINDOW)
