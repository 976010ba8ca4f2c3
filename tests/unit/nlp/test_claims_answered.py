"""How a vendor answers a claim on its own page, and what the press takes back."""

from __future__ import annotations

import pytest
from fakes.extracted import extracted

from model.vocabulary import Claim, Kind, Role
from nlp.extract import Extractor
from nlp.text.text_input import TextInput

DENIALS = [
    (
        "Statement on recent claims",
        (
            "We are aware of claims circulating online that Quillmark has suffered a data breach. After a thorough review with "
            "outside experts we can say that these claims are false. Our systems have not been accessed by any third party."
        ),
    ),
    (
        "Our answer to the Gilded Moth listing",
        (
            "Quillmark has investigated the allegation and concluded that it is without merit. The so-called sample consists of "
            "brochures which anyone can download. No one needs to do anything. The allegations are baseless."
        ),
    ),
    (
        "Your data is safe",
        (
            "You may have read in the news that Quillmark lost customer data. That is not true. We have not had a security "
            "incident. Nothing has been stolen, and you do not need to do anything."
        ),
    ),
    (
        "Quillmark response to media reports",
        (
            "Quillmark categorically rejects the allegations made by anonymous persons on the internet. The records in "
            "circulation are a compilation of older leaks from unrelated companies."
        ),
    ),
    (
        "Statement",
        (
            "At no point did an outsider gain entry to the systems of Quillmark. The claim by the group is a fabrication meant "
            "to extort money."
        ),
    ),
    (
        "Trust update",
        (
            "Our security team has reviewed the allegation that Quillmark was compromised and can find no support for it. All "
            "services are operating normally."
        ),
    ),
    (
        "Update: investigation closed",
        (
            "Two weeks ago an extortion group named Quillmark as a victim. Together with an external forensic firm we have "
            "completed our investigation. It turned up no evidence of unauthorised access to our network."
        ),
    ),
]
ELSEWHERE = [
    (
        "Quillmark passes audit",
        "Quillmark has been certified again. There was no security incident in the year under review.",
    ),
    (
        "Quillmark not liable, court finds",
        "The court has dismissed the lawsuit of a former supplier against Quillmark. The case concerned invoices from 2021.",
    ),
    (
        "Quillmark and the Larkspur incident",
        (
            "Our supplier Larkspur Hosting has told customers that it was attacked last week. Quillmark does not use the affected "
            "product, and none of our systems or data were impacted."
        ),
    ),
    (
        "Looking into reports",
        "Quillmark is aware of claims that were made about us. We are investigating with urgency.",
    ),
]


def own(title: str, text: str, speaker: str | None = "Quillmark") -> TextInput:
    return TextInput("1", text, title, speaker=speaker)


@pytest.mark.parametrize(("title", "text"), DENIALS)
def test_a_vendor_that_denies_a_claim_in_words_of_its_own(title: str, text: str) -> None:
    found = Extractor(["Quillmark"]).extract(own(title, text))
    assert (found.is_disclosure, found.claim) == (False, Claim.DENIED)
    assert "Quillmark" in found.names(Role.BREACHED, Role.DOWNSTREAM, Role.BYSTANDER)


@pytest.mark.parametrize(("title", "text"), ELSEWHERE)
def test_a_vendor_that_speaks_of_something_else_states_and_denies_nothing(title: str, text: str) -> None:
    found = Extractor(["Quillmark"]).extract(own(title, text))
    assert (found.is_disclosure, found.kind is Kind.FOLLOW_UP) == (False, False)
    assert found.claim in (Claim.CONFIRMED, Claim.CLAIMED)


def test_who_was_not_hacked_but_lost_data_otherwise_was_hit() -> None:
    text = (
        "Quillmark was not hacked. However, a laptop of a contractor was stolen from a car on 12 November, with names and "
        "addresses of 4,000 customers on it. We have informed the people affected."
    )
    found = Extractor(["Quillmark"]).extract(own("Statement on recent reports", text))
    assert (found.is_disclosure, found.claim) == (True, Claim.CONFIRMED)
    assert found.names(Role.BREACHED) == ("Quillmark",)


def test_a_denial_that_is_taken_back_denies_and_withdraws_nothing() -> None:
    text = (
        "We said on Monday that we had found no evidence of a breach. That was wrong. The investigation has since found that "
        "an intruder entered the network of Quillmark and stole names and phone numbers of 31,000 customers. We are sorry."
    )
    found = Extractor(["Quillmark"]).extract(own("Update on our investigation", text))
    assert (found.is_disclosure, found.claim) == (True, Claim.CONFIRMED)


def test_a_story_that_was_taken_down_confirms_nothing() -> None:
    text = (
        "On 18 November we reported that data of Quillmark customers was on sale. We have since learned that the data set was "
        "made up. The story has been removed from our site and we apologise to our readers and the company."
    )
    found = Extractor(["Quillmark"]).extract(own("Editor's note on our Quillmark story", text, None))
    assert (found.is_disclosure, found.claim) == (False, Claim.RETRACTED)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            (
                "Tamarin has confirmed that data of 7.6 million of its customers has been leaked on the dark web, including names and "
                "home addresses.\nIn 2021 a hacker known as Vex alleged to have obtained account data of 73 million Tamarin customers. "
                "Tamarin refuted this claim at the time."
            ),
            Claim.CONFIRMED,
        ),
        (
            (
                "In 2021 a hacker claimed to have stolen account data of 73 million Tamarin customers. Tamarin denied the claim at the "
                "time."
            ),
            Claim.DENIED,
        ),
        (
            (
                "In 2021 a hacker claimed to have stolen account data of 73 million Tamarin customers, which Tamarin denied at the time. "
                "It also denies the new claim, and told reporters that it was not breached."
            ),
            Claim.DENIED,
        ),
    ],
)
def test_what_was_denied_of_an_old_claim_takes_nothing_from_what_is_confirmed_now(text: str, claim: Claim) -> None:
    found = extracted(text, "Data of Tamarin customers leaked")
    assert (found.claim, found.is_disclosure) == (claim, claim is Claim.CONFIRMED)
