"""Names with commas, with initials before them and in headlines that are no capitals throughout."""

from __future__ import annotations

import pytest
from fakes.extracted import hit


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        (
            "",
            "Barle, Orn and Tarn Hospitals NHS Trust said that hackers stole files of its patients.",
            {"Barle, Orn and Tarn Hospitals NHS Trust": "breached"},
        ),
        (
            "Barle, Orn and Tarn Council hit by ransomware",
            "Barle, Orn and Tarn Council has been hit by ransomware, and its systems are down.",
            {"Barle, Orn and Tarn Council": "breached"},
        ),
        ("Hackers breached the U.S. Secret Service", "", {"Secret Service": "breached"}),
        # near misses: several bodies
        (
            "",
            "Hackers stole files from Oakfeld Ltd, Elmtree Inc and Wye District Council.",
            {"Oakfeld Ltd": "breached", "Elmtree Inc": "breached", "Wye District Council": "breached"},
        ),
    ],
)
def test_a_body_named_after_several_places_is_one(title: str, text: str, expected: dict[str, str]) -> None:
    assert hit(title, text) == expected
