"""Who is named beside the one that was hit: for what it lent, made or owns, or since it was spared."""

from __future__ import annotations

import pytest
from fakes.extracted import hit


@pytest.mark.parametrize(
    "text",
    [
        "Attackers used stolen credentials of a Ternfold contractor to enter Quillmark and took data of 55,000 donors.",
        "Using an account of Ternfold, an IT contractor, hackers broke into the network of Quillmark.",
        "Hackers exploited a flaw in Ternfold's file transfer software to steal data from Quillmark.",
        "Quillmark was breached through a VPN appliance made by Ternfold.",
        "Quillmark's parent Ternfold said that hackers stole data from the subsidiary.",
        "The breach at Quillmark did not affect Ternfold, a rival.",
        "Quillmark, not Ternfold, was hacked, both companies said.",
        "Ternfold Bank said that Quillmark was breached in May.",
        "Ternfold Bank said on Monday that hackers had entered Quillmark.",
        "Ternfold Labs said a Quillmark breach exposed passwords.",
        "Ternfold Labs says a misconfigured Quillmark server exposed passwords.",
        "Ternfold Group confirmed that Quillmark, its subsidiary, was hacked.",
        "Ternfold Bank confirmed that Quillmark, a client, was hacked.",
        "Quillmark was hacked in May, Ternfold said on Tuesday.",
        "Quillmark was hacked in May. Its investors include Ternfold Capital and Brackley Ventures.",
        "Quillmark was hacked in May. Councils that were not affected include Ternfold Council and Brackley Council.",
        "Quillmark was hacked in May. Ternfold Council said it does not use Quillmark.",
        "Quillmark, a billing vendor, was hacked. It has told these authorities: Ternfold Privacy Board and Brackley Health Office.",
        "The Ternfold Chamber of Commerce warned members that Quillmark had been hacked.",
        "Shareholders of Quillmark, among them Ternfold Fund, have asked the board about the theft of staff data.",
        "A user of the forum Ternfold offers passports that were stolen from Quillmark.",
        # near misses: they were hit as before
        "Quillmark said an S3 bucket leak exposed passwords.",
        "Its network was hacked in May, Quillmark said on Tuesday.",
        "Hackers stole credentials from Quillmark and names of its customers.",
        "Quillmark said that hackers used a flaw in its own portal to steal names of customers.",
        "Quillmark said that Windows computers were hit by hackers.",
        "Quillmark confirmed that Social Security numbers were compromised by hackers.",
        "Hackers entered Quillmark with a stolen password and copied names.",
    ],
)
def test_who_only_stands_beside_was_not_breached(text: str) -> None:
    assert hit("", text) == {"Quillmark": "breached"}


def test_who_tells_of_his_own_customers_is_no_bystander() -> None:
    text = "Ternfold Bank confirmed that Quillmark was hacked and that names of its own customers were taken."
    assert "Ternfold Bank" in hit("", text)


def test_who_tells_of_a_unit_may_have_been_entered_too() -> None:
    text = (
        "Ternfold Group said that Quillmark, its subsidiary, was hacked and that the group's own network was entered."
    )
    assert hit("", text) == {"Ternfold Group": "breached", "Quillmark": "breached"}


def test_a_listed_parent_speaks_for_its_subsidiary() -> None:
    text = "Ternfold Brands, Inc. (NYSE: TRN) disclosed that a threat actor had exfiltrated data from its subsidiary, Quillmark LLC."
    assert hit("", text) == {"Quillmark LLC": "breached"}
