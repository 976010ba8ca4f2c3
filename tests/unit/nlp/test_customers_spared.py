"""Customers of others: who does by itself, or with another, what those hit had a supplier for."""

from __future__ import annotations

import pytest
from fakes.extracted import hit

TOLD = (
    "Members of the Ferncastle Museum were among those whose names were stolen when an intruder emptied a database at ticketing supplier "
    "Zelmark. Other clients of the supplier, including Pellworth Abbey, confirmed that they had been told."
)
THOSE = {"Ferncastle Museum": "downstream", "Zelmark": "breached", "Pellworth Abbey": "downstream"}


@pytest.mark.parametrize(
    "aside",
    [
        "Brasswick Playhouse issues its own tickets and wants its audience to know.",
        "Brasswick Playhouse uses ushers and a till of its own.",
        "Brasswick Playhouse has another supplier and sold tickets on Monday.",
        "Brasswick Playhouse is on the on-premises version and says that only the cloud was hit.",
        "Brasswick Playhouse, too, looked and found nothing.",
    ],
)
def test_who_does_without_the_supplier_was_not_hit_through_it(aside: str) -> None:
    assert hit("Museum members caught up in supplier hack", f"{TOLD} {aside}") == THOSE


def test_who_has_nothing_of_its_own_was() -> None:
    aside = "Brasswick Playhouse has no shop of its own and has warned its subscribers."
    found = hit("Museum members caught up in supplier hack", f"{TOLD} {aside}")
    assert found == THOSE | {"Brasswick Playhouse": "downstream"}
