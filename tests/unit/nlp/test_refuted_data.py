"""What is said of a whole clause that tells of data: false, ruled out, no longer believed, not known."""

from __future__ import annotations

import pytest
from fakes.extracted import extracted

from model.vocabulary import DataStatus, DataType

PASSWORDS, NAMES = DataType.PASSWORDS, DataType.NAMES


@pytest.mark.parametrize(
    ("text", "exposed", "denied"),
    [
        ("It has ruled out that passwords were stolen.", set(), {PASSWORDS}),
        ("The theft of passwords has been ruled out.", set(), {PASSWORDS}),
        ("It no longer believes that passwords were stolen.", set(), {PASSWORDS}),
        ("Claims that passwords were stolen are false.", set(), {PASSWORDS}),
        ("Fears that passwords had leaked have not been borne out.", set(), {PASSWORDS}),
        ("It called reports that passwords were stolen inaccurate.", set(), {PASSWORDS}),
        ("It rejected the claim that it took names and passwords.", set(), {NAMES, PASSWORDS}),
        ("It is not true that passwords were stolen.", set(), {PASSWORDS}),
        ("It is still checking whether card numbers and passwords were copied.", set(), set()),
        ("An earlier version of this article said that passwords were stolen.", set(), {PASSWORDS}),
        ("This story first said that hackers stole passwords.", set(), {PASSWORDS}),
        ("Passwords no longer matter: whoever has the key inherits the rest.", set(), set()),
        ("Passwords are no longer at risk: they were not copied.", set(), {PASSWORDS}),
        # a denial that is false
        ("Claims that no passwords were stolen are false.", {PASSWORDS}, set()),
        ("It no longer believes that passwords were safe.", {PASSWORDS}, set()),
        # near misses: what else is false
        ("It rejected claims that it was slow to tell those whose passwords were stolen.", {PASSWORDS}, set()),
        ("Claims that all passwords were stolen are false: only those of 40 customers were.", {PASSWORDS}, set()),
        ("It no longer believes that only names were stolen.", {NAMES}, set()),
        ("It confirmed reports that passwords were stolen.", {PASSWORDS}, set()),
        ("An earlier version of this article said that passwords were stolen in April.", {PASSWORDS}, set()),
        ("It rejected claims that passwords were stolen from 5 million people; it was 200.", {PASSWORDS}, set()),
        # the next sentence says so
        ("It was feared that passwords had been copied. That has turned out to be wrong.", set(), {PASSWORDS}),
        ("Newspapers wrote that passwords had been stolen. This is not true, it says.", set(), {PASSWORDS}),
        ("It told you that passwords had been taken. It was wrong: they were not.", set(), {PASSWORDS}),
        ("It told customers that passwords had been stolen. It was wrong about the day.", {PASSWORDS}, set()),
        ("It was reported that passwords had been stolen. That is wrong of most customers.", {PASSWORDS}, set()),
        ("It said that passwords had been stolen. That is correct.", {PASSWORDS}, set()),
        # what would have been
        ("Had the backup been there, passwords would have been stolen too.", set(), set()),
        (
            "Had it paid, names would not have been published. Names and passwords were published.",
            {NAMES, PASSWORDS},
            set(),
        ),
        # what nobody rules out
        ("It no longer rules out that passwords were stolen.", {PASSWORDS}, set()),
        ("It is ruling nothing out, passwords included.", {PASSWORDS}, set()),
    ],
)
def test_what_is_said_of_the_clause_is_said_of_its_data(
    text: str, exposed: set[DataType], denied: set[DataType]
) -> None:
    found = extracted(f"Oakhollow Print was hacked in May. {text}", "Oakhollow Print hacked").data_types
    assert {c.type for c in found if c.status is not DataStatus.DENIED} == exposed
    assert {c.type for c in found if c.status is DataStatus.DENIED} == denied


@pytest.mark.parametrize("told", ["has not ruled out", "no longer rules out", "cannot rule out"])
def test_what_is_not_ruled_out_is_possible(told: str) -> None:
    [claim] = extracted(f"Oakhollow Print was hacked. It {told} that passwords were stolen.").data_types
    assert (claim.type, claim.status) == (PASSWORDS, DataStatus.POSSIBLE)
