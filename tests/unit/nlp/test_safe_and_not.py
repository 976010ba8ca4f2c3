"""What is said of data by the predicate of the sentence before: "Passwords are safe. Names are not."."""

from __future__ import annotations

import pytest
from fakes.extracted import extracted

from model.vocabulary import DataStatus, DataType

PASSWORDS, NAMES, CARDS = DataType.PASSWORDS, DataType.NAMES, DataType.PAYMENT_CARDS


def read(text: str) -> tuple[set[DataType], set[DataType]]:
    """The types that were exposed and those that were not."""
    told = f"Criminals broke into the server of Oakhollow Print. {text}"
    found = extracted(told, "About your account").data_types
    return {c.type for c in found if c.status is not DataStatus.DENIED}, {
        c.type for c in found if c.status is DataStatus.DENIED
    }


@pytest.mark.parametrize(
    ("text", "exposed", "denied"),
    [
        ("Passwords are safe. Names are not.", {NAMES}, {PASSWORDS}),
        (
            "Passwords are safe. Names are not. Nor are your postal address and your card number.",
            {NAMES, DataType.PHYSICAL_ADDRESSES, CARDS},
            {PASSWORDS},
        ),
        ("Card numbers are safe; names are not.", {NAMES}, {CARDS}),
        ("Card numbers were spared, but names were not.", {NAMES}, {CARDS}),
        ("Your password is safe. Your name, unfortunately, is not.", {NAMES}, {PASSWORDS}),
        ("Card numbers remain safe. Phone numbers do not.", {DataType.PHONE_NUMBERS}, {CARDS}),
        ("Names were taken. Card numbers are safe. Passwords are too.", {NAMES}, {CARDS, PASSWORDS}),
        ("Names were taken. Card numbers are safe. So are passwords.", {NAMES}, {CARDS, PASSWORDS}),
        ("We asked what was in it. The answer: names, not card numbers.", {NAMES}, {CARDS}),
        (
            "The intruder saw names and the last four digits of the bank account.",
            {NAMES, DataType.BANK_ACCOUNTS},
            set(),
        ),
        (
            "The intruder saw names and the last four digits of your Social Security number.",
            {NAMES, DataType.GOVERNMENT_IDS},
            set(),
        ),
        (
            "emails + hashed pws + IPs leaked.",
            {DataType.EMAIL_ADDRESSES, DataType.PASSWORD_HASHES, DataType.IP_ADDRESSES},
            set(),
        ),
        (
            "They copied recordings of video sessions, notes of therapy sessions and chat sessions.",
            {DataType.PHOTOS_MEDIA, DataType.HEALTH_RECORDS, DataType.PRIVATE_MESSAGES},
            set(),
        ),
        (
            "They took email addresses, leaving passwords, names and card numbers untouched.",
            {DataType.EMAIL_ADDRESSES},
            {PASSWORDS, NAMES, CARDS},
        ),
        (
            "It hit phone numbers alone, with passwords, names and cards all safe.",
            {DataType.PHONE_NUMBERS},
            {PASSWORDS, NAMES, CARDS},
        ),
        # near misses
        (
            "They left the building with names and passwords, and the alarm remained untouched.",
            {NAMES, PASSWORDS},
            set(),
        ),
        ("They copied names and session tokens.", {NAMES, DataType.AUTH_TOKENS}, set()),
        ("The intruder saw names and the last four digits of the card.", {NAMES, CARDS}, set()),
        ("Names were taken. Passwords were not. Nor were card numbers.", {NAMES}, {PASSWORDS, CARDS}),
        ("Passwords are safe. Card numbers are not stored.", set(), {PASSWORDS, CARDS}),
        ("Passwords are safe, and card numbers were not affected.", set(), {PASSWORDS, CARDS}),
        ("Names were taken. So were passwords.", {NAMES, PASSWORDS}, set()),
    ],
)
def test_a_short_sentence_takes_the_predicate_of_the_one_before(
    text: str, exposed: set[DataType], denied: set[DataType]
) -> None:
    assert read(text) == (exposed, denied)


@pytest.mark.parametrize(
    ("text", "exposed", "denied"),
    [
        ("What was safe:\n- Passwords\n- Card numbers\nWhat was not:\n- Names", {NAMES}, {PASSWORDS, CARDS}),
        ("Safe:\n- Passwords\nNot safe:\n- Names", {NAMES}, {PASSWORDS}),
        ("What was not taken:\n- Passwords\nWhat was not:\n- Card numbers", set(), {PASSWORDS, CARDS}),
        ("What was safe:\n- Passwords\nWhat is not known yet:\n- Names", set(), {PASSWORDS}),
        ("What was taken:\n- Names\nWhat we do not know yet:\n- Whether passwords were taken\n- Card numbers", {NAMES}, set()),
        ("Were names copied? We do not know.", set(), set()),
        ("Were names copied? They were not.", set(), {NAMES}),
    ],
)  # fmt: skip
def test_a_heading_that_turns_the_one_before_and_one_of_what_nobody_knows(
    text: str, exposed: set[DataType], denied: set[DataType]
) -> None:
    assert read(text) == (exposed, denied)
