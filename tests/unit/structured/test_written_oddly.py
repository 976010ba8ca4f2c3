"""Values that a register or a tracker writes several of into one field."""

from __future__ import annotations

from typing import Any

import pytest

from model.rendering import render_fields
from model.vocabulary import Role
from nlp.structured import read_fields


def read(kind: str, fields: dict[str, Any]) -> Any:
    return read_fields(kind, fields, render_fields(fields), "", None)


@pytest.mark.parametrize(
    ("dates", "occurred"),
    [
        ("05/20/2026, 02/13/2026, 03/01/2026", "2026-02-13"),
        ("02/13/2026, 05/20/2026", "2026-02-13"),
        ("n/a", None),
    ],
)
def test_of_several_days_of_one_breach_the_first_is_when_it_occurred(dates: str, occurred: str | None) -> None:
    row = {
        "Organization Name": "Quillmetric, Inc.",
        "Date(s) of Breach (if known)": dates,
        "Reported Date": "06/01/2026",
    }
    assert read("ca_ag_csv", row).dates.occurred == occurred
