"""Whether "Oakfeld and Elm" names one or two, as the rest of the page shows it."""

from __future__ import annotations

import pytest
from fakes.extracted import hit

JOINED: dict[str, tuple[str, str, set[str]]] = {
    "the initials of the last alone": (
        "Mirebrook and Pell Airways hit through Zelmark",
        (
            "Mirebrook and Pell Airways (PA) confirmed that wage slips were stolen after a breach at their payroll provider Zelmark. "
            "Mirebrook was notified in June."
        ),
        {"Mirebrook", "Pell Airways"},
    ),
    "a word that both have": (
        "Garages hit",
        (
            "Zelmark, a software provider of garages, was hacked in June. Customers including Orlane Automotive and Tarnmoor Automotive "
            "Group have been affected."
        ),
        {"Orlane Automotive", "Tarnmoor Automotive Group"},
    ),
    "the initials of both": (
        "Breach at Zelmark",
        (
            "Zelmark, a payroll provider, was hacked. The Sailors Savings and Loan Union (SSLU) was also affected by the breach at Zelmark."
        ),
        {"Sailors Savings and Loan Union"},
    ),
}


@pytest.mark.parametrize(("title", "text", "names"), JOINED.values(), ids=JOINED)
def test_names_joined_by_and_are_told_apart(title: str, text: str, names: set[str]) -> None:
    assert {name for name, role in hit(title, text).items() if role == "downstream"} == names


@pytest.mark.parametrize(
    ("last", "names"),
    [
        ("Pell Hill School of Medicine", {"Orlane Health", "Pell Hill School of Medicine"}),
        ("Hospital System", {"Orlane Health and Hospital System"}),
    ],
)
def test_a_whole_name_that_stands_alone_elsewhere_is_one_of_two(last: str, names: set[str]) -> None:
    text = f"""Orlane Health and {last} tell patients of a data breach.
A stranger had access to an email account with names of patients in May.
Orlane Health closed the account."""
    found = hit("Stranger reads an Orlane Health email account", text)
    assert {name for name, role in found.items() if role == "breached"} == names


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Orle breach hits students", "The University of Orle was hacked and grades taken.", {"University of Orle"}),
        (
            "Police service of Orle: how the breach happened",
            "The Police Service of Orle published names of its officers by mistake.",
            {"Police Service of Orle"},
        ),
        ("Airport says hackers took files", "Orle Airport has confirmed that ransomware took files.", {"Orle Airport"}),
        # near miss: another bank
        ("Orle hacked", "Orle, a maker of tents, was hacked. It has an account at the Bank of Tarn.", {"Orle"}),
    ],
)
def test_a_headline_calls_a_body_by_less_than_its_name(title: str, text: str, expected: set[str]) -> None:
    assert set(hit(title, text)) == expected


@pytest.mark.parametrize(
    ("named", "names"),
    [
        ("Orwen Steel and Tarn Foods have told customers", {"Orwen Steel", "Tarn Foods"}),
        ("Royal Orwen and Westray Bank lost files. Both said", {"Royal Orwen", "Westray Bank"}),
        # near misses: two words of its trade, two partners, and what only the last word says of both
        ("Pell Valley Eye and Ear Clinic was hacked. The clinic said", {"Pell Valley Eye and Ear Clinic"}),
        ("East Orle and Zelby Hills School District said", {"East Orle and Zelby Hills School District"}),
        ("Royal Bath and West Society said", {"Royal Bath and West Society"}),
    ],
)
def test_two_whole_names_are_two_though_nothing_else_tells(named: str, names: set[str]) -> None:
    assert set(hit("", f"{named} that hackers stole names of customers.")) == names
