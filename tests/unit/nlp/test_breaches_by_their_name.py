"""A breach that bears the name of whom it befell ("the Mailhive breach"), and the customers who tell of it."""

from __future__ import annotations

import pytest

from nlp.extract import Extractor, TextInput

AT_PAPERLINE = {"Paperline": "breached", "Norbank": "downstream"}
OF_NORBANK = {"Norbank": "breached"}
CASES = {
    "a title": (
        "Paperline Security Breach Compromises Norbank Customer Email Addresses",
        "Norbank disclosed that a Paperline security breach exposed its customers' email addresses.",
        AT_PAPERLINE,
    ),
    "said": ("", "Norbank said on Monday that a Paperline breach exposed names of its clients.", AT_PAPERLINE),
    "warned": ("", "Norbank warned clients that the Paperline hack had exposed their names.", AT_PAPERLINE),
    "two": (
        "",
        "Norbank and Sudbank told customers that a Paperline data breach leaked account numbers.",
        {**AT_PAPERLINE, "Sudbank": "downstream"},
    ),
    "in the breach": (
        "",
        "Norbank disclosed that some customers' data was exposed in the Paperline breach.",
        AT_PAPERLINE,
    ),
    "customers of": (
        "",
        "The Paperline breach hit customers of Norbank, Sudbank and Ostbank.",
        {**AT_PAPERLINE, "Sudbank": "downstream", "Ostbank": "downstream"},
    ),
    "its own": ("", "Norbank said that a September data breach exposed its customers' names.", OF_NORBANK),
    "an attacker's": (
        "",
        "Norbank said that an Akira ransomware attack exposed names of its customers.",
        {**OF_NORBANK, "Akira": "threat_actor"},
    ),
    "a kind": ("", "Norbank said a phishing attack exposed names of its customers.", OF_NORBANK),
}


@pytest.mark.parametrize(("title", "text", "expected"), CASES.values(), ids=CASES)
def test_who_tells_of_a_breach_by_its_name(title: str, text: str, expected: dict[str, str]) -> None:
    found = Extractor().extract(TextInput("a", text, title, lang="en"))
    assert {party.name: party.role.value for party in found.parties} == expected
