"""Others who were hit before, whom a page on a breach looks back at: neither its parties nor its days."""

from __future__ import annotations

from datetime import date

import pytest
from fakes.extracted import extracted

from model.vocabulary import Role

TODAY = date(2026, 3, 12)


@pytest.mark.parametrize(
    ("text", "breached", "occurred"),
    [
        (
            "Orrin Ales said on Monday that hackers disrupt its brewing. Another brewer, Larkspur Pty. Ltd., suffered an attack in June 2020.",
            {"Orrin Ales"},
            None,
        ),
        (
            "Orrin Ales was hacked, and its files were stolen. It is not the first brewer: in November Larkspur Ltd was breached.",
            {"Orrin Ales"},
            None,
        ),
        (
            "Orrin Ales was hacked on 3 March. A year ago Larkspur Ltd was hit by ransomware. In 2019 Tarn Ltd was breached.",
            {"Orrin Ales"},
            "2026-03-03",
        ),
        (
            "The attack at Orrin Hospital follows those on Tarn General and Orle Infirmary last autumn. OH said files had been copied.",
            {"Orrin Hospital"},
            None,
        ),
        # near misses: both were hit now, or nobody else was
        (
            "Orrin Ales was hacked on 3 March. Another brewer that was hacked is Orrin Ales.",
            {"Orrin Ales"},
            "2026-03-03",
        ),
        (
            "A year ago Larkspur Ltd was hit by ransomware, and names of its staff were stolen.",
            {"Larkspur Ltd"},
            "2025",
        ),
        (
            "Orrin Ales said that names were stolen. In 2023 hackers had entered Larkspur Ltd, its supplier of software.",
            {"Larkspur Ltd"},
            "2023",
        ),
    ],
)
def test_who_was_hit_before_is_no_party_of_a_breach(text: str, breached: set[str], occurred: str | None) -> None:
    found = extracted(text, "", published=TODAY)
    assert (set(found.names(Role.BREACHED)), found.dates.occurred) == (breached, occurred)
