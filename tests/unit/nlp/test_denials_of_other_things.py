"""A negation that is none of data: a mail not sent, a door without a lock, what is not to be done any more."""

from __future__ import annotations

import pytest
from fakes.extracted import extracted

from model.vocabulary import DataStatus, DataType

NAMES, PASSWORDS, CARDS, TOKENS = DataType.NAMES, DataType.PASSWORDS, DataType.PAYMENT_CARDS, DataType.AUTH_TOKENS
BANK, MAILS, CODE = DataType.BANK_ACCOUNTS, DataType.EMAIL_ADDRESSES, DataType.SOURCE_CODE
HEALTH = DataType.HEALTH_RECORDS


def read(text: str) -> tuple[set[DataType], set[DataType]]:
    """The types that were exposed and those that were not."""
    found = extracted(f"Oakhollow Print was hacked. {text}", "Oakhollow Print hacked").data_types
    return {c.type for c in found if c.status is not DataStatus.DENIED}, {
        c.type for c in found if c.status is DataStatus.DENIED
    }


@pytest.mark.parametrize(
    ("text", "exposed", "denied"),
    [
        ("API tokens were stolen. No more tokens for publishing.", {TOKENS}, set()),
        ("API tokens were stolen. From now on no tokens without an expiry date.", {TOKENS}, set()),
        ("API tokens were stolen. The man, lacking rights, went on to look at cloud credentials.", {TOKENS}, set()),
        ("Names were stolen. The court can take no ticket payments.", {NAMES}, set()),
        ("Names were stolen. No personal data in support emails from now on.", {NAMES}, set()),
        ("Passwords were stolen. No action is needed on passwords.", {PASSWORDS}, set()),
        ("Passwords were stolen. There was no password policy.", {PASSWORDS}, set()),
        ("Passwords were stolen. Passwords must not be shared between sites.", {PASSWORDS}, set()),
        ("Card numbers were stolen. Do not give out your card number.", {CARDS}, set()),
        ("Bank account numbers were stolen. No money was taken from bank accounts.", {BANK}, set()),
        ("Its server needed no password: names and card numbers stood open.", {NAMES, CARDS}, set()),
        ("Passwords were stolen from an account that had no second factor.", {PASSWORDS}, set()),
        ("Tokens were stolen.\nLessons learned:\n- No long-lived tokens\n- Secrets stay in a vault", {TOKENS}, set()),
        ("Names were stolen. The clerk cannot issue birth certificates or property records.", {NAMES}, set()),
        ("Thieves stole names. It may be used for years, as children have no credit history.", {NAMES}, set()),
        ("Names were stolen. Its phone system and card readers do not work.", {NAMES}, set()),
        ("Medical records were stolen. It did not delete old medical records.", {HEALTH}, set()),
        ("API keys were stolen. No API key was used after May.", {TOKENS}, set()),
        ("Phone numbers were stolen. It did not answer phone calls or emails.", {DataType.PHONE_NUMBERS}, set()),
        ("Names were stolen. It has no plans to offer credit monitoring or insurance.", {NAMES}, set()),
        ("Names were stolen. No lawsuit over medical records was filed.", {NAMES}, set()),
        ("Names were stolen. Card numbers were not encrypted.", {NAMES, CARDS}, set()),
        ("Passwords were stolen. No passwords of staff were stolen.", {PASSWORDS}, set()),
        # near misses: what was not taken, held or received
        ("It did not encrypt card numbers, which were stolen.", {CARDS}, set()),
        ("Names were stolen. It did not pay those whose card numbers were stolen.", {NAMES, CARDS}, set()),
        ("Passwords were stolen, it feared. No passwords of customers were stolen.", set(), {PASSWORDS}),
        ("Names were stolen. It did not lose medical records.", {NAMES}, {HEALTH}),
        ("Names were stolen.\nWhat was not taken:\n- Tokens", {NAMES}, {TOKENS}),
        ("Names were stolen. The thieves cannot read card numbers.", {NAMES}, {CARDS}),
        ("Names were stolen. The thieves took no passwords.", {NAMES}, {PASSWORDS}),
        ("Names were stolen. The thieves made no copies of passwords.", {NAMES}, {PASSWORDS}),
        ("Names were stolen. The stolen form asked for no card numbers.", {NAMES}, {CARDS}),
        ("Names were stolen, but no passwords: these lie on another server.", {NAMES}, {PASSWORDS}),
        ("Names were stolen. It sent no card numbers to the vendor.", {NAMES}, {CARDS}),
        ("Names were stolen. No more than 40 passwords were stolen.", {NAMES, PASSWORDS}, set()),
        ("Names were stolen. Lacking rights, the man could not read passwords.", {NAMES}, {PASSWORDS}),
    ],
)
def test_what_else_is_negated_says_nothing_of_data(text: str, exposed: set[DataType], denied: set[DataType]) -> None:
    assert read(text) == (exposed, denied)


@pytest.mark.parametrize(
    ("text", "exposed", "denied"),
    [
        ("Insurance numbers were stolen. No claims data was affected.", {DataType.INSURANCE}, set()),
        ("Tax returns were stolen, but transactions were not.", {DataType.FINANCIAL_RECORDS}, set()),
        ("Session cookies were stolen. No API keys were accessed.", {TOKENS}, set()),
        ("Profile photos were stolen. Call recordings were not accessed.", {DataType.PHOTOS_MEDIA}, set()),
        ("Drawings were stolen. Contracts were not accessed.", {DataType.BUSINESS_DOCUMENTS}, set()),
        # near misses: the same, or all of it
        ("The gang says it stole claims data. No claims data was affected.", set(), {DataType.INSURANCE}),
        (
            "The gang says it stole tax returns. The company says no financial information was accessed.",
            set(),
            {DataType.FINANCIAL_RECORDS},
        ),
        (
            "The gang says it stole private chats. The company says no messages were read.",
            set(),
            {DataType.PRIVATE_MESSAGES},
        ),
        ("The gang says it stole email addresses. The company says no emails were taken.", set(), {MAILS}),
    ],
)
def test_another_thing_of_the_same_type_is_no_contradiction(
    text: str, exposed: set[DataType], denied: set[DataType]
) -> None:
    assert read(text) == (exposed, denied)


@pytest.mark.parametrize(
    ("text", "exposed", "denied"),
    [
        ("Names were stolen. Payroll, email and phone systems were not affected.", {NAMES}, set()),
        ("Names were stolen. Online payments and the devices on tables are not affected.", {NAMES}, set()),
        ("Source code was stolen. No code changes were found.", {CODE}, set()),
        ("Names were stolen. The integrity of medical records was not affected.", {NAMES}, set()),
        # near misses
        ("Names were stolen. Passwords, card numbers and payment systems were not affected.", {NAMES}, {PASSWORDS, CARDS}),
        ("Names were stolen. Source code and build systems were not accessed.", {NAMES}, {CODE}),
        ("Names were stolen. Device data were not taken.", {NAMES}, {DataType.DEVICE_BROWSER_DATA}),
        ("Names were stolen. Payroll data in other systems were not taken.", {NAMES}, {DataType.EMPLOYMENT_HR}),
    ],
)  # fmt: skip
def test_systems_that_were_not_hit_are_no_data(text: str, exposed: set[DataType], denied: set[DataType]) -> None:
    assert read(text) == (exposed, denied)
