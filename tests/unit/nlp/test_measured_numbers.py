"""Sums of money, sizes and things, which count nobody, beside numbers that do."""

from __future__ import annotations

import pytest
from fakes.extracted import extracted


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Thieves who breached Marlpit Exchange stole USD 333,000 from users.", None),
        ("Hackers of Marlpit Bank demanded NOK 400,000 for the stolen records of members.", None),
        ("Thieves who hacked Marlpit Exchange took 4,500 ETH that belonged to users.", None),
        ("Thieves who hacked Marlpit Exchange took 90 million Kenyan shillings from accounts of users.", None),
        ("Hackers of Marlpit Clinic posted 70 gigabytes of patients' files.", None),
        ("Hackers of Marlpit Clinic posted 7,500 MB of files on patients.", None),
        ("Hackers stole from Marlpit Bank Rs. 1,200 for each of its 5,600 customers.", 5_600),
        ("Hackers stole the data of 45,00,000 customers of Marlpit Bank.", 4_500_000),
        # near misses
        ("Hackers stole the data of 12,000 Euroline customers from Marlpit Bank.", 12_000),
        ("Hackers stole from Marlpit Bank, in the US, 410 users' records.", 410),
    ],
)
def test_sums_and_sizes_count_nobody(text: str, count: int | None) -> None:
    found = extracted(text, "Notice").records
    assert (found.count if found else None) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Marlpit Hotels found malware in 318 of its 627 Marlpit properties, all hit by the breach.", None),
        ("At least 50 charities, clients of Marlpit, were hit by the breach.", None),
        ("Names of Marlpit staff were published. The force employs 6,812 officers and 2,400 staff.", None),
        ("Hackers stole code from Marlpit Games, of whose games 230 million copies have been sold.", None),
        ("The breach of Marlpit hit 2.5 million more people, which brings the total to 145.5 million.", 145_500_000),
        ("A gang came in through a flaw of Marlpit and took over 1,000,000 documents.", 1_000_000),
        # near misses: who was there is counted
        ("Hackers stole the data of 4,000 guests of Marlpit in 12 hotels.", 4_000),
        ("Hackers stole the data of 4,000 hotel guests of Marlpit.", 4_000),
    ],
)
def test_things_are_nobody_and_a_total_is_the_whole(text: str, count: int | None) -> None:
    found = extracted(text, "Notice").records
    assert (found.count if found else None) == count
