"""Who counts as one guesser."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tocsin.web.access.limits import PER_ADDRESS, LoginLimit

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
