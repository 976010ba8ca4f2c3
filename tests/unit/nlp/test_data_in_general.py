"""Data of which a sentence speaks at large, or that an earlier breach took: they were not taken in this one."""

from __future__ import annotations

import pytest
from fakes.extracted import extracted

from model.vocabulary import DataType

NAMES, BIRTHS, PASSWORDS, CARDS = (
    DataType.NAMES,
    DataType.DATES_OF_BIRTH,
    DataType.PASSWORDS,
    DataType.PAYMENT_CARDS,
)


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Thieves stole names. The law protects card numbers and dates of birth.", {NAMES}),
        ("Thieves stole names. Personal information means a name with a card number.", {NAMES}),
        ("Thieves stole names. Criminals use card numbers and dates of birth to open accounts.", {NAMES}),
        ("Thieves stole names. Card numbers can be replaced, an expert said, but not dates of birth.", {NAMES}),
        ("Thieves stole names. You can change a password, but not your date of birth.", {NAMES}),
        ("Thieves stole names. Its app lets patients see test results and order prescriptions.", {NAMES}),
        ("Thieves stole names. The monitoring looks for your card number and password on the dark web.", {NAMES}),
        ("Thieves stole names. In an earlier breach, in 2021, passwords had been stolen.", {NAMES}),
        ("Thieves stole names. It is the second breach in three years: in 2021 thieves stole passwords.", {NAMES}),
        # near misses
        ("Thieves stole card numbers, which can be replaced, and dates of birth.", {CARDS, BIRTHS}),
        ("Stolen card numbers can be replaced.", {CARDS}),
        ("Thieves sold the names and dates of birth that they stole.", {NAMES, BIRTHS}),
        ("Hackers want a million dollars for names and dates of birth.", {NAMES, BIRTHS}),
        ("Hackers use a flaw to steal names and dates of birth.", {NAMES, BIRTHS}),
        ("A flaw in the service lets users see names and dates of birth of others.", {NAMES, BIRTHS}),
        ("The law firm protects names and dates of birth badly; both were stolen.", {NAMES, BIRTHS}),
        ("A flaw lets anyone see names and dates of birth.", {NAMES, BIRTHS}),
        ("Third party breach: names and passwords were stolen.", {NAMES, PASSWORDS}),
        ("In the breach names and passwords were stolen.", {NAMES, PASSWORDS}),
    ],
)
def test_what_is_said_in_general_was_not_taken(text: str, types: set[DataType]) -> None:
    found = extracted(f"Oakhollow Print was hacked. {text}", "Oakhollow Print hacked").data_types
    assert {claim.type for claim in found} == types
