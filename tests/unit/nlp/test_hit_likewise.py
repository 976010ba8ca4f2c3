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
