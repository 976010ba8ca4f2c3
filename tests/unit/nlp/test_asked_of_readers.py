"""Data that a bureau asks for, which is not to say that they were taken."""

from __future__ import annotations

import pytest
from fakes.extracted import extracted

from model.vocabulary import DataType

NAMES, BIRTHS, IDS = DataType.NAMES, DataType.DATES_OF_BIRTH, DataType.GOVERNMENT_IDS
CARDS = DataType.PAYMENT_CARDS


@pytest.mark.parametrize(
    ("text", "types"),
    [
        (
            "Thieves stole names.\nFor a freeze you will need to provide the following:\n1. Full name\n2. Date of birth",
            {NAMES},
        ),
        ("Names were stolen. You must provide (1) full name; (2) Social Security number; (3) date of birth.", {NAMES}),
        ("Names were stolen. The bureau will ask for your Social Security number and date of birth.", {NAMES}),
        ("Names were stolen. Credit monitoring needs your Social Security number and date of birth.", {NAMES}),
        ("Names were stolen. To enrol, give your date of birth and Social Security number.", {NAMES}),
        ("Names were stolen. Please have your Social Security number and date of birth ready.", {NAMES}),
        ("Thieves stole names. The request must include your date of birth and Social Security number.", {NAMES}),
        ("Thieves stole card numbers.\nThe following must be sent:\n- Full name\n- Date of birth", {CARDS}),
        ("Thieves stole names. Parents may need to provide the birth certificate of the child.", {NAMES}),
        ("Thieves stole names. Do not carry your Social Security card, and shred account statements.", {NAMES}),
        ("Thieves stole names. Review your medical records for services that you did not receive.", {NAMES}),
        ("Thieves stole names. Monitoring tells you of changes of address and Social Security number use.", {NAMES}),
        # near misses
        ("Next steps\nThieves took names and dates of birth. We tell everyone.", {NAMES, BIRTHS}),
        ("Get your copy of the leak, the seller writes: names, dates of birth.", {NAMES, BIRTHS}),
        ("The stolen requests must have included names and dates of birth.", {NAMES, BIRTHS}),
        ("Thieves stole names. Your date of birth was in the review that they took.", {NAMES, BIRTHS}),
        ("Members had to provide their names and dates of birth to enrol; all of it was stolen.", {NAMES, BIRTHS}),
        ("Data that you provided to us (your name and date of birth) were stolen.", {NAMES, BIRTHS}),
        ("The form, which asks for your name and passport number, was read.", {NAMES, IDS}),
        ("The following information was taken:\n- Your full name\n- Date of birth", {NAMES, BIRTHS}),
        ("The thieves took names and Social Security numbers that the law protects.", {NAMES, IDS}),
    ],
)
def test_what_is_asked_for_was_not_taken(text: str, types: set[DataType]) -> None:
    found = extracted(f"Oakhollow Print was hacked. {text}", "Oakhollow Print hacked").data_types
    assert {claim.type for claim in found} == types
