"""Whether "Oakfeld and Elm" names one or two, as the rest of the page shows it."""

from __future__ import annotations

import pytest
from fakes.extracted import hit


@pytest.mark.parametrize(
    ("title", "text", "names"),
    [
        (  # the initials of the last alone
            "Mirebrook and Pell Airways affected by breach at Zelmark",
            ("Mirebrook and Pell Airways (PA) confirmed on Monday that staff data were stolen after a breach at their payroll provider Zelmark. "
            "Mirebrook, which employs 21,000 people, said it was notified on Friday."),
            {"Mirebrook", "Pell Airways"},
        ),
        (  # a word that both have
            "Dealers disclose impacts of attack",
            ("The fallout from a cyberattack targeting Zelmark, a software provider of car dealers, is spreading. Zelmark was hacked on "
            "June 19. Customers including Orlane Automotive and Tarnmoor Automotive Group have been affected."),
            {"Orlane Automotive", "Tarnmoor Automotive Group"},
        ),
        (  # the initials of both
            "Breach at Zelmark",
            ("Zelmark, a payroll provider, was hacked. The Teachers Savings and Annuity Association (TSAA) was also affected by the breach at "
            "Zelmark."),
            {"Teachers Savings and Annuity Association"},
        ),
    ],
)  # fmt: skip
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
    title = "Hacker gains access to Orlane Health email account: 6 details"
    text = f"""Orlane Health and {last} begin notifying patients that their data may be exposed in a data breach.
- On May 20, it was found that an unauthorized party may have gained access to a faculty member's email account.
- Orlane Health secured the email account and launched an investigation.
- A spokesperson for Orlane Health said that there is no indication that patient information has been misused."""
    assert {name for name, role in hit(title, text).items() if role == "breached"} == names
