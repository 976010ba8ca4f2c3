"""How a correction is written, and what is refused with what would be taken."""

from __future__ import annotations

import re

import pytest

from model.correction import FORMS, checked, count_of


@pytest.mark.parametrize(
    ("fact", "value", "stored"),
    [
        ("data_type:passwords", "possible", ("data_type:passwords", "possible")),
        ("data_type:passwords", "", ("data_type:passwords", "")),
        ("party:Northquill", "", ("party:Northquill", "")),
        (" party: Northquill   Inc. ", " breached ", ("party:Northquill Inc.", "breached")),
        ("party:" + "n" * 200, "bystander", ("party:" + "n" * 200, "bystander")),
        ("records", "57,000 people", ("records", "57000 people")),
        ("records", "", ("records", "")),
        ("occurred", "2026", ("occurred", "2026")),
        ("occurred", "", ("occurred", "")),
        ("disclosed", "2026-02-28", ("disclosed", "2026-02-28")),
        ("disclosed", "2026-02", ("disclosed", "2026-02")),
        ("status", "retracted", ("status", "retracted")),
        ("kind", "ransomware", ("kind", "ransomware")),
    ],
)
def test_what_is_taken(fact: str, value: str, stored: tuple[str, str]) -> None:
    assert checked(fact, value) == stored


@pytest.mark.parametrize(
    ("fact", "value", "says"),
    [
        ("data_type:shoe_size", "exposed", "shoe_size is no data type; there are names, "),
        ("data_type:passwords", "gone", "gone is no status of a data type; there are "),
        ("party:Northquill", "victim", "victim is no role; there are breached, downstream, "),
        ("party: ", "breached", "a name of 1 to 200 characters"),
        ("party:" + "n" * 201, "breached", "a name of 1 to 200 characters"),
        ("party:North\u202equill", "breached", "a name of 1 to 200 characters"),
        ("records", "0 people", "`57000 people` or `57000 records`"),
        ("records", "12 cats", "`57000 people` or `57000 records`"),
        ("occurred", "2026-02-30", "occurred is a day such as 2026-02-20, a month or a year"),
        ("disclosed", "20260220", "disclosed is a day such as "),
        ("disclosed", "0000", "disclosed is a day such as "),
        ("status", "", "nothing is no status; there are alleged, "),
        ("kind", "fire", "fire is no kind; there are breach, "),
        ("title", "x", "title is no fact that can be corrected; write data_type:TYPE="),
        ("", "", "nothing is no fact that can be corrected"),
    ],
)
def test_what_is_refused_says_what_would_be_taken(fact: str, value: str, says: str) -> None:
    with pytest.raises(ValueError, match=re.escape(says)):
        checked(fact, value)


def test_every_single_fact_can_be_corrected_and_is_told_of() -> None:
    values = {"records": "1 records", "occurred": "2026", "disclosed": "2026", "status": "alleged", "kind": "breach"}
    for fact, value in values.items():
        assert checked(fact, value) == (fact, value)
        assert f"{fact}=" in FORMS
    assert count_of("57000 people") == (57000, "people")
