"""Names of which another's words tell: a verb that stands once, a rival, "the council"."""

from __future__ import annotations

import pytest
from fakes.extracted import hit

ALL_HIT: dict[str, tuple[str, set[str]]] = {
    "on Tuesday": ("Norvale was hacked on Monday and Quillmark on Tuesday.", {"Norvale", "Quillmark"}),
    "three, each in its month": (
        "Norvale Clinic was hit by ransomware in March, Orle Clinic in April and Tarn College in May.",
        {"Norvale Clinic", "Orle Clinic", "Tarn College"},
    ),
    "into X and into Y": (
        "Attackers broke into Norvale in January and into Quillmark in March.",
        {"Norvale", "Quillmark"},
    ),
    "it was X that was hacked": (
        "The Haldane Clinic has closed its patient portal. The portal is run by MedGate, and it was MedGate that was hacked.",
        {"MedGate"},
    ),
    # near misses
    "on Tuesday it did something": ("Norvale was hacked on Monday and Quillmark on Tuesday offered help.", {"Norvale"}),
    "on Tuesday it said so": ("Norvale was hacked in May, Quillmark said on Tuesday.", {"Norvale"}),
    "not it": ("Norvale was hacked, but not Quillmark.", {"Norvale"}),
}


@pytest.mark.parametrize(("text", "breached"), ALL_HIT.values(), ids=ALL_HIT)
def test_a_verb_that_stands_once_is_of_each_name(text: str, breached: set[str]) -> None:
    assert hit("", text) == dict.fromkeys(breached, "breached")


RIVALS: dict[str, tuple[str, set[str]]] = {
    "a precaution": (
        "Quillmark reset the passwords of its users after a breach at rival Norvale exposed their logins.",
        {"Norvale"},
    ),
    "its customers are lured": (
        "Quillmark customers are being targeted by scammers after a data breach at its rival Norvale.",
        {"Norvale"},
    ),
    # near misses
    "it was hit as well": (
        "After rival Quillmark was hacked, Norvale too lost data: hackers stole names from it.",
        {"Norvale", "Quillmark"},
    ),
    "its own attack came later": ("Norvale was hacked two weeks after a breach at rival Quillmark.", {"Norvale"}),
}


@pytest.mark.parametrize(("text", "breached"), RIVALS.values(), ids=RIVALS)
def test_who_takes_care_since_a_rival_was_hit_was_not_hit(text: str, breached: set[str]) -> None:
    assert hit("", text) == dict.fromkeys(breached, "breached")


KINDS: dict[str, tuple[str, dict[str, str]]] = {
    "the council was hacked": (
        "Elm Council and its contractor Norvale Bins said files were stolen. The council was hacked in June.",
        {"Elm Council": "breached"},
    ),
    "the hospital's own network": (
        "Tarn Hospital and its billing vendor Quillmark have notified patients. The hospital's own network was entered.",
        {"Tarn Hospital": "breached"},
    ),
    "both": (
        "Elm Council and its supplier Norvale Bins were both hacked in June.",
        {"Elm Council": "breached", "Norvale Bins": "breached"},
    ),
    "the bank was not hacked": (
        "Names of customers of the Bank of Corran are for sale. The bank was not hacked; they come from an attack on Eilean Ferries.",
        {"Eilean Ferries": "breached"},
    ),
    # near misses
    "the bank was not hacked before": (
        "The Bank of Corran was hacked in May, and names were stolen. The bank was not hacked before.",
        {"Bank of Corran": "breached"},
    ),
    "through the contractor": (
        "Elm Council and its contractor Norvale Bins have written. The council was hacked through the contractor.",
        {"Elm Council": "downstream", "Norvale Bins": "breached"},
    ),
    "the hospital's vendor": (
        "Tarn Hospital said its vendor Quillmark was hacked in May. Hackers entered the hospital's vendor and took names.",
        {"Tarn Hospital": "downstream", "Quillmark": "breached"},
    ),
}


@pytest.mark.parametrize(("text", "expected"), KINDS.values(), ids=KINDS)
def test_who_was_hit_by_what_it_is_called(text: str, expected: dict[str, str]) -> None:
    assert hit("", text) == expected


def test_who_was_hacked_and_names_whom_it_hit_is_no_attacker() -> None:
    text = "LunchPal, hacked in March, has named the districts whose parents' cards were copied: Elder Creek Schools and Tarn Schools."
    assert hit("", text)["LunchPal"] == "breached"


def test_a_gang_that_was_hacked_is_one() -> None:
    assert hit("", "The gang MerlinLock was hacked, and its chats can be read.") == {"MerlinLock": "threat_actor"}


def test_who_leaked_files_of_two_on_two_days_names_two() -> None:
    text = "Slate Mantis leaked files of Corran Shipping on Friday and of Eilean Ferries on Saturday."
    assert hit("", text) == {
        "Slate Mantis": "threat_actor",
        "Corran Shipping": "breached",
        "Eilean Ferries": "breached",
    }
