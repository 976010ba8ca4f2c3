"""Names that stand beside an incident, and customers named behind the platform that lost their data."""

from __future__ import annotations

import pytest
from fakes.extracted import hit, roles

from model.vocabulary import Role

BESIDE: dict[str, tuple[str, dict[str, str]]] = {
    "rivals": (
        "Cartdeck, a shop platform, was hacked and orders stolen. Its rivals are Westray Shops and Brindle Store.",
        {"Cartdeck": "breached"},
    ),
    "a namesake": (
        "Elm Bank says hackers stole names of customers. It is not related to Elm Credit Union.",
        {"Elm Bank": "breached"},
    ),
    "the owner speaks for its bank": (
        "Orwen Group, the parent of Elm Bank, said hackers stole names of the bank's customers.",
        {"Elm Bank": "breached"},
    ),
    "a paper with an article": (
        "Elm Bank was hacked and names were stolen, the Pellworth Gazette reported on Monday.",
        {"Elm Bank": "breached"},
    ),
    "spared in a list": (
        "Roomlark was hacked in May and names were copied.\n\nWho is affected\n\n- Pellworth Inn: names of 400 guests\n- Orwen Castle: not affected",
        {"Roomlark": "breached", "Pellworth Inn": "downstream"},
    ),
    "who only lent its account": (
        "Thieves used credentials stolen from Brindle Cooling, a contractor, to enter the network of Westray Stores and copy names.",
        {"Westray Stores": "breached"},
    ),
    "its IT firm found it": (
        "Elm Clinic's IT firm, Netherby IT, discovered that hackers had entered the clinic's network and copied names of patients.",
        {"Elm Clinic": "breached"},
    ),
    # near miss
    "the owner speaks of itself": (
        "Orwen Group, the parent of Elm Bank, said hackers entered its network and stole names of customers.",
        {"Orwen Group": "breached"},
    ),
}
THROUGH = {"Pellworth Inn": "downstream", "Roomlark": "breached"}
BEHIND: dict[str, tuple[str, str, dict[str, str]]] = {
    "a customer": (
        "",
        "Roomlark was hacked and names were copied. Pellworth Inn, a customer, said its guests were hit.",
        THROUGH,
    ),
    "a customer without guests on it": (
        "",
        "Roomlark was hacked and names were copied. Pellworth Inn, a customer, said none of its guests were affected.",
        {"Roomlark": "breached"},
    ),
    "hit by its hack": (
        "Pellworth Inn guests hit by Roomlark hack",
        "Names of people who stayed there were copied.",
        THROUGH,
    ),
    "to which it spreads": (
        "Roomlark breach spreads to Pellworth Inn",
        "Names of guests were copied from its servers.",
        THROUGH,
    ),
    "for which it writes": (
        "",
        "Dear guest, this letter comes from Roomlark on behalf of Pellworth Inn. An intruder copied names from our servers.",
        THROUGH,
    ),
    "a list whose orders were exposed": (
        "",
        "A breach at Roomlark exposed orders placed at Pellworth Wines, Orwen Shoes and Tarn Books.",
        {
            "Roomlark": "breached",
            "Pellworth Wines": "downstream",
            "Orwen Shoes": "downstream",
            "Tarn Books": "downstream",
        },
    ),
    "whose data was taken at it": (
        "",
        "Data belonging to Pellworth Inn was taken from the systems of Roomlark in May.",
        THROUGH,
    ),
    "whose data the thieves took there": (
        "",
        "Hackers accessed Roomlark's servers and stole guest names of Pellworth Inn, Orwen Castle and Zelby Lodge.",
        {**THROUGH, "Orwen Castle": "downstream", "Zelby Lodge": "downstream"},
    ),
    "the provider, X": (
        "",
        (
            "Pellworth Inn has apologised to guests after its database provider was hacked and names were stolen. "
            "The provider, Donorly, declined to comment."
        ),
        {"Pellworth Inn": "downstream", "Donorly": "breached"},
    ),
    # near misses
    "a branch of it": (
        "",
        "Hackers entered Elm Bank and copied names of the Westray branch.",
        {"Elm Bank": "breached"},
    ),
    "people of a place": (
        "Elm Bank breach hits thousands of Westray residents",
        "Elm Bank said names of customers were stolen.",
        {"Elm Bank": "breached"},
    ),
    "whose pages it runs is nobody's sister": (
        "",
        "Thieves copied names from Roomlark, which runs the booking pages of Pellworth Inn.",
        THROUGH,
    ),
}


@pytest.mark.parametrize(("text", "expected"), BESIDE.values(), ids=BESIDE)
def test_who_stands_beside_an_incident(text: str, expected: dict[str, str]) -> None:
    assert hit("", text) == expected


@pytest.mark.parametrize(("title", "text", "expected"), BEHIND.values(), ids=BEHIND)
def test_customers_named_behind_the_platform(title: str, text: str, expected: dict[str, str]) -> None:
    assert hit(title, text) == expected


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Elm Bank appears on Pale Heron's leak site with names of customers.", "Pale Heron"),
        ("Elm Bank was encrypted with the Gloamfox ransomware, and names were copied.", "Gloamfox"),
        # near misses: an attack that is called by its victim, and the system that it runs on
        ("Names were copied from Elm Bank in May, a month after the Westray Foods ransomware attack.", None),
        ("Elm Bank was hit by Windows ransomware and names were copied.", None),
    ],
)
def test_whose_site_or_ransomware_it_is_attacked(text: str, actor: str | None) -> None:
    assert [name for name, role in roles("", text).items() if role is Role.THREAT_ACTOR] == ([actor] if actor else [])
