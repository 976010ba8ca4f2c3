from __future__ import annotations

from datetime import date

import pytest

from storage.search import parse
from storage.search.conditions import Condition, condition
from storage.search.known import Known
from storage.search.newest import _among_newest

KNOWN = Known(1_000_000, {"breach": 0.5, "data": 0.4, "database": 0.25, "=kind:breach": 0.2}, 0.0)


def asked(text: str, known: Known = KNOWN) -> Condition:
    return condition(parse(text), sqlite=False, tenant="default", today=date(2026, 3, 3), gathered=True, known=known)


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("breach", 0.5), ("breach data", 0.2), ("breach OR data", 0.7), ("-breach", 0.5), ("breach -data", 0.3), ("datab*", 0.25),
        ("data*", 0.55), ("kind:breach", 0.2), ('"breach data"', 0), ('breach OR "breach data"', 0.5), ("unheard", 0), ("", 0),
        ("breach since:2020", 0), ("breach records:>5", 0), ("breach affects:us", 0),
    ],
)  # fmt: skip
def test_what_share_matches_is_made_of_the_shares_of_its_words(text: str, share: float) -> None:
    assert asked(text).share == pytest.approx(share)


def test_only_what_many_hold_is_looked_for_from_the_newest_back() -> None:
    def reads(known: Known, text: str = "breach") -> bool:
        return _among_newest(asked(text, known), 10_001) is not None

    assert reads(KNOWN)
    assert not reads(KNOWN, "unheard")
    assert not reads(Known(1_000_000, {"breach": 0.05}, 0.0)), "it is sooner to gather 50,000 than to read 200,000"
    assert not reads(Known(5_000, {"breach": 0.5}, 0.0)), "there are not as many as are counted"
