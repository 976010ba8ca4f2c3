"""Who cannot get at data of the own house, which says nothing of what was taken."""

from __future__ import annotations

import pytest
from fakes.extracted import extracted

from model.vocabulary import DataStatus, DataType

PASSWORDS, CARDS, HEALTH = DataType.PASSWORDS, DataType.PAYMENT_CARDS, DataType.HEALTH_RECORDS


@pytest.mark.parametrize(
    ("text", "exposed", "denied"),
    [
        ("Doctors cannot access patient records.", set(), set()),
        ("Staff have been locked out of patient records.", set(), set()),
        ("The hospital had no access to patient records.", set(), set()),
        ("It cannot take card payments.", set(), set()),
        ("Patient records cannot be accessed at the moment.", set(), set()),
        ("Patient records are currently not accessible.", set(), set()),
        # near misses: who else could not, and what the house never sees
        ("The hackers could not open patient records.", set(), {HEALTH}),
        ("The hackers had no access to patient records.", set(), {HEALTH}),
        ("The hospital has no evidence that patient records were taken.", set(), {HEALTH}),
        ("Patient records cannot be accessed from that server.", set(), {HEALTH}),
        ("The company cannot see your password.", set(), {PASSWORDS}),
        ("Doctors cannot open patient records, which the hackers have stolen with card numbers.", {CARDS}, set()),
        ("Card numbers were stolen, and patient records are currently unavailable.", {CARDS}, set()),
        ("Patients cannot see doctors, and test results and card numbers were stolen.", {HEALTH, CARDS}, set()),
    ],
)
def test_what_the_house_cannot_get_at_was_neither_taken_nor_spared(
    text: str, exposed: set[DataType], denied: set[DataType]
) -> None:
    found = extracted(f"Oakhollow Clinic was hit by ransomware on Monday. {text}").data_types
    assert {c.type for c in found if c.status is not DataStatus.DENIED} == exposed
    assert {c.type for c in found if c.status is DataStatus.DENIED} == denied
