"""Short texts that pass on how gangs list their victims, which are claims until somebody confirms them."""

from __future__ import annotations

import pytest
from fakes.extracted import extracted, hit

from model.vocabulary import Claim


@pytest.mark.parametrize(
    ("text", "claim", "expected"),
    [
        (
            "Akira has listed Varnholt Foods as a victim on its leak site. 40 GB of data.",
            Claim.CLAIMED,
            {"Akira": "threat_actor", "Varnholt Foods": "breached"},
        ),
        (
            "Ransomware alert: Medusa claims Varnholt Foods (food, US).",
            Claim.CLAIMED,
            {"Medusa": "threat_actor", "Varnholt Foods": "breached"},
        ),
        (
            "Play ransomware adds Varnholt Foods to its victim list.",
            Claim.CLAIMED,
            {"Play": "threat_actor", "Varnholt Foods": "breached"},
        ),
        ("Ransomware gang lists Varnholt Foods.", Claim.CLAIMED, {"Varnholt Foods": "breached"}),
        # near misses: it is confirmed, or nobody is listed
        (
            "Medusa adds Varnholt Foods to its leak site. Varnholt Foods confirmed that it was breached in May.",
            Claim.CONFIRMED,
            {"Medusa": "threat_actor", "Varnholt Foods": "breached"},
        ),
        ("Akira Foods was hit by ransomware in May.", Claim.CONFIRMED, {"Akira Foods": "breached"}),
        (
            "Everest, which makes tents, listed what hackers stole from it: names of employees.",
            Claim.CONFIRMED,
            {"Everest": "breached"},
        ),
    ],
)
def test_a_listed_victim_is_claimed_by_who_lists_it(text: str, claim: Claim, expected: dict[str, str]) -> None:
    assert (extracted(text).claim, hit("", text)) == (claim, expected)
