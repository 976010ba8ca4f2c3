"""In which form passwords lay beside what was taken: that they were hashed says that they were taken too."""

from __future__ import annotations

import pytest
from fakes.extracted import extracted

from model.vocabulary import DataStatus, DataType

HASHES, PASSWORDS = DataType.PASSWORD_HASHES, DataType.PASSWORDS
EXPOSED, POSSIBLE, DENIED = DataStatus.EXPOSED, DataStatus.POSSIBLE, DataStatus.DENIED


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Passwords were hashed but not salted, so please change yours.", {HASHES: EXPOSED}),
        ("Passwords are stored as salted hashes.", {HASHES: EXPOSED}),
        ("Your password was stored as a hash, which means that nobody can read it.", {HASHES: EXPOSED}),
        ("Passwords were hashed with MD5, without a salt.", {HASHES: EXPOSED}),
        (
            "Passwords were encrypted, and card numbers were not stored.",
            {HASHES: EXPOSED, DataType.PAYMENT_CARDS: DENIED},
        ),
        # near misses
        ("Passwords were hashed and were not accessed.", {PASSWORDS: DENIED}),
        ("Passwords are safe; they are stored as hashes.", {PASSWORDS: DENIED}),
        ("No passwords were taken. Passwords are stored as hashes.", {PASSWORDS: DENIED}),
    ],
)
def test_passwords_that_lay_hashed_beside_what_was_stolen(text: str, told: dict[DataType, DataStatus]) -> None:
    found = extracted(f"Oakhollow Print was hacked. E-mail addresses were stolen. {text}", "Oakhollow Print hacked")
    assert {c.type: c.status for c in found.data_types if c.type is not DataType.EMAIL_ADDRESSES} == told


@pytest.mark.parametrize(
    "text",
    [
        "Passwords are stored as hashes in a separate system.",
        "Passwords are stored as hashes, and we have no evidence that they were accessed.",
        "Passwords are hashed and salted. There is no indication that they were taken.",
        "Passwords are hashed. They were not part of the stolen table.",
        "Passwords should be stored as hashes.",
        "Passwords are now stored as hashes.",
        "Login is handled by a third party, and passwords are hashed there.",
    ],
)
def test_passwords_that_lie_hashed_elsewhere_or_will(text: str) -> None:
    found = extracted(f"Oakhollow Print was hacked. E-mail addresses were stolen. {text}", "Oakhollow Print hacked")
    assert {c.type for c in found.data_types if c.status is not DENIED} == {DataType.EMAIL_ADDRESSES}


def test_their_form_says_nothing_where_nothing_was_taken_and_no_more_than_of_the_rest() -> None:
    assert (
        extracted("Oakhollow Print was hacked. Passwords are stored as hashes.", "Oakhollow Print hacked").data_types
        == ()
    )
    rest = "Oakhollow Print was hacked. Names may have been stolen. Passwords were stored as hashes."
    found = {c.type: c.status for c in extracted(rest, "Oakhollow Print hacked").data_types}
    assert found == {DataType.NAMES: POSSIBLE, HASHES: POSSIBLE}
