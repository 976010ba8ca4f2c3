"""What a sentence says of some data by what it says of others, and of data in words as plain as "names were copied"."""

from __future__ import annotations

import pytest
from fakes.extracted import extracted

from model.vocabulary import DataStatus, DataType

PASSWORDS, NAMES, CARDS, NUMBERS = (
    DataType.PASSWORDS,
    DataType.NAMES,
    DataType.PAYMENT_CARDS,
    DataType.USERNAMES_IDS,
)


@pytest.mark.parametrize(
    ("text", "exposed", "denied"),
    [
        ("Names were copied. We hold no card numbers.", {NAMES}, {CARDS}),
        ("Card numbers were not taken; names were.", {NAMES}, {CARDS}),
        ("Card numbers were not taken, but names were.", {NAMES}, {CARDS}),
        ("Not names but customer numbers were copied.", {NUMBERS}, {NAMES}),
        ("Names, not passwords, were copied.", {NAMES}, {PASSWORDS}),
        ("Names but not passwords were copied.", {NAMES}, {PASSWORDS}),
        ("Names, not just passwords, were copied.", {NAMES, PASSWORDS}, set()),
        ("Apart from names, nothing was copied.", {NAMES}, set()),
        ("Apart from names, which are public anyway, nothing was copied.", {NAMES}, set()),
        ("Nothing was copied apart from names.", {NAMES}, set()),
        ("Names taken, cards safe.", {NAMES}, {CARDS}),
        ("Passwords, however, were not taken. Names were.", {NAMES}, {PASSWORDS}),
        ("Names were taken. Passwords, the company said, were not.", {NAMES}, {PASSWORDS}),
        ("Passwords, however, were taken.", {PASSWORDS}, set()),
        ("Card numbers, but not security codes, were seen.", {CARDS}, set()),
        ("Hacked and names stolen, cards untouched.", {NAMES}, {CARDS}),
        # near misses
        ("Not only passwords but also names were copied.", {NAMES, PASSWORDS}, set()),
        ("The company would not say whether passwords were copied.", set(), set()),
        ("Data including, but not limited to, names and card numbers was copied.", {NAMES, CARDS}, set()),
        ("Members who had left but not all names were affected. Names were stolen.", {NAMES}, set()),
        ("Card numbers were not taken, as passwords were not.", set(), {CARDS, PASSWORDS}),
        ("Names were taken. Keep your device, passwords safe.", {NAMES}, set()),
        ("The names of the hackers were published by the police. Card numbers were stolen.", {CARDS}, set()),
        ("Apart from changing passwords, nothing was required.", set(), set()),
    ],
)
def test_what_a_contrast_says(text: str, exposed: set[DataType], denied: set[DataType]) -> None:
    found = extracted(f"Oakhollow Print told customers of a data breach. {text}").data_types
    assert {c.type for c in found if c.status is not DataStatus.DENIED} == exposed
    assert {c.type for c in found if c.status is DataStatus.DENIED} == denied
