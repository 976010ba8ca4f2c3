"""Fines, settlements and suits: whose days are no days of the breach, and which claim money, not data."""

from __future__ import annotations

from datetime import date

import pytest
from fakes.extracted import extracted, hit

from model.vocabulary import Claim, Kind

TODAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("title", "text", "occurred"),
    [
        (
            "Judge approves Varnholt deal",
            "A judge gave final approval on 2 March 2026 to a deal between Varnholt and customers whose data hackers stole in 2021.",
            "2021",
        ),
        (
            "Varnholt fined",
            "On 20 February 2026 the Data Office fined Varnholt over a hack in May 2024 in which names were stolen.",
            "2024-05",
        ),
        (
            "Suit over Varnholt breach",
            "A class action was filed on 2 March 2026 over the theft of names from Varnholt in January.",
            "2026-01",
        ),
        # near misses: a day of the event beside a court's
        (
            "Varnholt sued",
            "Patients sued Varnholt over a breach on 3 May 2025 in which names were stolen.",
            "2025-05-03",
        ),
        ("Varnholt hacked", "On 3 May 2025 hackers stole names from Varnholt, which was fined for it.", "2025-05-03"),
    ],
)
def test_a_day_of_a_court_is_none_of_the_breach(title: str, text: str, occurred: str) -> None:
    assert extracted(text, title, published=TODAY).dates.occurred == occurred


@pytest.mark.parametrize(
    ("title", "text", "claim"),
    [
        (
            "Victims of the Varnholt breach can claim up to $5,000",
            "Names of 900 members of Varnholt were stolen in 2024. File your claim by 1 May.",
            Claim.CONFIRMED,
        ),
        (
            "Gang claims Varnholt hack",
            "A gang put Varnholt on its leak site and claims to have its files.",
            Claim.CLAIMED,
        ),
    ],
)
def test_who_claims_money_claims_no_hack(title: str, text: str, claim: Claim) -> None:
    assert extracted(text, title, published=TODAY).claim is claim


@pytest.mark.parametrize(
    ("title", "text", "kind"),
    [
        ("", "The Data Office fines Varnholt 3 million pounds after ransomware put data at risk.", Kind.FOLLOW_UP),
        (
            "Varnholt hacker gets six years",
            "A court gave a man six years for stealing data from Varnholt.",
            Kind.FOLLOW_UP,
        ),
        ("Varnholt has a fence", "A court has let Varnholt put up a fence.", Kind.OTHER),
    ],
)
def test_what_courts_make_of_a_breach_follows_it(title: str, text: str, kind: Kind) -> None:
    assert extracted(text, title, published=TODAY).kind is kind


def test_lawyers_and_sums_are_no_party() -> None:
    text = "Varnholt said that hackers stole names of 900 patients. Ask Orle Vey for advice."
    assert hit("Orle Vey investigates claims in Varnholt data breach", text) == {"Varnholt": "breached"}
    assert hit("", "ICO fines Varnholt 3 million pounds after hackers stole data of 79,000 people.") == {
        "Varnholt": "breached"
    }
