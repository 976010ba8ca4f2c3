"""How many were hit, in words."""

from __future__ import annotations

import pytest
from fakes.incidents import said

from model.incident import CountFact


@pytest.mark.parametrize(
    ("count", "unit", "bound", "text"),
    [
        (57_000, "people", "exact", "57,000 people"),
        (57_000, "people", "at_most", "up to 57,000 people"),
        (2, "records", "at_least", "at least 2 records"),
        (1, "records", "about", "about 1 record"),
        (1, "people", "exact", "1 person"),
    ],
)
def test_a_count_says_its_bound(count: int, unit: str, bound: str, text: str) -> None:
    assert CountFact(count, unit, bound, said()).text == text
