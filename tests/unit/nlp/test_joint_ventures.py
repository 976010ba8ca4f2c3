"""Partners in a joint venture that was hit, and who among them lost data of their own."""

from __future__ import annotations

import pytest
from fakes.extracted import hit

READ: dict[str, tuple[str, dict[str, str]]] = {
    "with one partner": (
        (
            "Hexalab, a lab supplier and joint venture with Dornlab, told its hospital partners that their data was stolen in a ransomware "
            "attack. The attack affected Ashby Hospital."
        ),
        {"Hexalab": "breached", "Ashby Hospital": "downstream"},
    ),
    "of two partners": (
        (
            "Hexalab, a joint venture of Dornlab and the Ashby Trust, was hit by ransomware. Bellwin Hospital, which it serves, cancelled "
            "operations."
        ),
        {"Hexalab": "breached", "Bellwin Hospital": "downstream"},
    ),
    "a partner that lost data": (
        "Hexalab, a supplier of lab tests and a joint venture with Dornlab, was hacked. Ashby Hospital and Dornlab were affected too.",
        {"Hexalab": "breached", "Ashby Hospital": "downstream", "Dornlab": "downstream"},
    ),
}


@pytest.mark.parametrize("case", READ)
def test_who_only_shares_in_a_supplier_was_not_hit_through_it(case: str) -> None:
    text, wanted = READ[case]
    assert hit("Lab vendor", text) == wanted
