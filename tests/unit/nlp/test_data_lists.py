"""What lists, tables, headings and questions say of the data that they name."""

from __future__ import annotations

import pytest

from nlp.exposure.data_types import read_data_types
from nlp.reading import Reading
from nlp.text.normalise import normalise
from nlp.text.sentences import split

NO_PASSWORDS = {"passwords denied", "bank_accounts denied"}
LISTS = [
    "What was not involved? Passwords and bank account numbers.",
    "What remains safe\n\n\N{BULLET} Passwords\n\N{BULLET} IBANs\n\nWhat you should do\n\n\N{BULLET} Watch your card statements",
    "Unaffected data\nPasswords\nSort codes",
    "Out of scope of this incident\n\nPasswords\n\nBank details",
    "No impact\n\nPasswords and direct debit details.",
    "No trace of access was found in:\n- passwords\n- IBANs",
    "The intruder did NOT get to:\n* passwords\n* bank details",
    "Non-impacted data: passwords, bank details.",
    "Passwords\tno\nBank details\tno",
    "\N{BALLOT X} Passwords\n\N{BALLOT X} Bank details",
    "Passwords | \N{CROSS MARK}\nBank details | \N{CROSS MARK}",
    "Passwords \N{EN DASH} No\nBank details \N{EN DASH} No",
    "Q: Were passwords taken?\nA: No.\nQ: And bank details?\nA: Also not.",
    "Which data?\nNames and dates of birth.\n\nWhich not?\nPasswords and bank details.",
    "What did it not have?\nPasswords and bank details.",
    "What was not involved\n---------------------\n- Passwords\n- Bank details",
    "\N{WHITE HEAVY CHECK MARK} Passwords \N{EN DASH} not affected\n\N{WHITE HEAVY CHECK MARK} Bank details \N{EN DASH} not affected",
    "Bank details? We have never held them. Passwords? They were not on the server.",
]


def _read(text: str) -> set[str]:
    whole = f"Notice\n{text}"
    reading = Reading(whole, normalise(whole), len("Notice"))
    reading.sentences = split(reading.text, len("Notice"))
    read_data_types(reading)
    return {f"{claim.type.value} {claim.status.value}" for claim in reading.data_types}


@pytest.mark.parametrize("text", LISTS)
def test_a_list_of_what_was_not_hit(text: str) -> None:
    assert _read(text) == NO_PASSWORDS


@pytest.mark.parametrize(
    "text",
    [
        "Passwords: yes\nBank details: yes",
        "What was taken? Passwords and bank details.",
        "Bank details | Yes\nPasswords | Yes",
        "What was involved\n=================\n\N{RIGHTWARDS ARROW} Passwords\n\N{RIGHTWARDS ARROW} Bank details",
        "\N{CROSS MARK} Passwords \N{EN DASH} exposed\n\N{CROSS MARK} Bank details \N{EN DASH} exposed",
        "Bank details | \N{CHECK MARK}\nPasswords | \N{CHECK MARK}",
    ],
)
def test_a_list_of_what_was_hit(text: str) -> None:
    assert _read(text) == {"passwords exposed", "bank_accounts exposed"}


@pytest.mark.parametrize("heading", ["What you should not do:", "What we do not know yet:", "Please do not send us:"])
def test_a_heading_of_advice_denies_nothing(heading: str) -> None:
    assert not {
        claim for claim in _read(f"{heading}\n- your password\n- your bank details") if claim.endswith("denied")
    }
