"""Whose services stand still beside the one that was hit, and towns that others have their name from."""

from __future__ import annotations

import pytest
from fakes.extracted import hit

READ: dict[str, tuple[str, str, dict[str, str]]] = {
    "the town that an airport is named after": (
        "Attack on the city of Dunmore",
        "The city of Dunmore was hit by ransomware on Monday. WiFi at Dunmore Regional Airport has been switched off.",
        {"Dunmore": "breached"},
    ),
    "a library whose computers were shut down": (
        "Attack on Velmar County",
        "Ransomware hit Velmar County on Monday. Computers at the Velmar Public Library were shut down as a precaution.",
        {"Velmar County": "breached"},
    ),
    "the only names of a page on an unnamed city": (
        "City responds",
        "In May an intruder got into the City's servers.\nAmong the services down:\n- Ticket sales for the Marigold Theatre\n- Court payments",
        {},
    ),
    "encrypted there too": (
        "Library",
        "Velmar County was hit by ransomware. Systems at the Ostrell Library were encrypted and are down.",
        {"Velmar County": "breached", "Ostrell Library": "breached"},
    ),
    "nobody else was hit": (
        "Airport attacked",
        "WiFi at Ostrell Airport has been switched off after a cyberattack on Monday.",
        {"Ostrell Airport": "breached"},
    ),
    "hit through a supplier": (
        "Supplier of hospitals hit",
        "Ransomware hit Lexor, a supplier of software to hospitals. Operations at Bellwin Hospital were cancelled.",
        {"Lexor": "breached", "Bellwin Hospital": "downstream"},
    ),
    "who sits in a town is called by its name": (
        "Bank hacked",
        "Orle Bank, in the city of Orle, was hacked. Orle said that names were stolen.",
        {"Orle Bank": "breached"},
    ),
}


@pytest.mark.parametrize("case", READ)
def test_whose_services_only_stand_still_was_not_breached(case: str) -> None:
    title, text, wanted = READ[case]
    assert hit(title, text) == wanted
