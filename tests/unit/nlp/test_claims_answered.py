"""How a vendor answers a claim on its own page, and what the press takes back."""

from __future__ import annotations

import pytest
from fakes.extracted import extracted

from model.vocabulary import Claim, Kind, Role
from nlp.extract import Extractor
from nlp.text.text_input import TextInput

DENIALS = [
    (
        "Our word on recent claims",
        (
            "Claims go round that Quillmark has suffered a data breach. We looked into them with experts: these claims are false. No third "
            "party has accessed our systems."
        ),
    ),
    (
        "Our answer to the Gilded Moth listing",
        "Quillmark has investigated the allegation and found that it is without merit. Its sample is a pile of flyers that anyone can download. The allegations are baseless.",
    ),
    (
        "Your data is safe",
        "You may have read that Quillmark lost customer data. That is not true. We had no security incident, and nothing has been stolen.",
    ),
    (
        "Quillmark on reports in the press",
        (
            "Quillmark categorically rejects the allegations of nameless people. What they show are older leaks from unrelated companies."
        ),
    ),
    (
        "Statement",
        "At no point did a stranger gain entry to the systems of Quillmark. The group's claim is a fabrication.",
    ),
    (
        "Trust update",
        "We have reviewed the allegation that Quillmark was compromised, and can find no support for it.",
    ),
    (
        "Inquiry closed",
        (
            "In May a gang named Quillmark as a victim. We have completed our investigation, and it turned up no evidence of unauthorised "
            "access to our network."
        ),
    ),
]
ELSEWHERE = [
    (
        "Quillmark passes audit",
        "Quillmark has a new certificate. In the year that was looked at there was no security incident.",
    ),
    (
        "Quillmark not liable, court finds",
        "A court has dismissed the lawsuit of a joiner against Quillmark. It was about an old invoice.",
    ),
    (
        "Quillmark and the Larkspur incident",
        (
            "Larkspur Hosting has told its customers of an attack. Quillmark does not use the affected servers, and none of our "
            "systems or data were impacted."
        ),
    ),
    (
        "Looking into reports",
        "We know of claims that were made about Quillmark, and are investigating them.",
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
        "Quillmark was not hacked. However, a laptop with names and addresses of 400 customers was stolen from a tram in May. "
        "We have told those affected."
    )
    found = Extractor(["Quillmark"]).extract(own("Statement on recent reports", text))
    assert (found.is_disclosure, found.claim) == (True, Claim.CONFIRMED)
    assert found.names(Role.BREACHED) == ("Quillmark",)


def test_a_denial_that_is_taken_back_denies_and_withdraws_nothing() -> None:
    text = (
        "In May we wrote that we had found no evidence of a breach. That was wrong. We have since found that an intruder entered "
        "the network of Quillmark and stole names and phone numbers of 3,100 customers."
    )
    found = Extractor(["Quillmark"]).extract(own("Update on our investigation", text))
    assert (found.is_disclosure, found.claim) == (True, Claim.CONFIRMED)


def test_a_story_that_was_taken_down_confirms_nothing() -> None:
    text = (
        "In May we reported that data of Quillmark customers was on sale. The data was made up, as we have since learned. We "
        "have removed the story from our site and apologise to the company."
    )
    found = Extractor(["Quillmark"]).extract(own("Editor's note on our Quillmark story", text, None))
    assert (found.is_disclosure, found.claim) == (False, Claim.RETRACTED)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            (
                "Tamarin has confirmed that names of 3,100 of its customers have been leaked on the dark web.\nIn 2021 a hacker "
                "alleged to have stolen names of 90,000 Tamarin customers. Tamarin refuted this claim at the time."
            ),
            Claim.CONFIRMED,
        ),
        (
            (
                "In 2021 a hacker claimed to have stolen names of 90,000 Tamarin customers. Tamarin denied the claim at the time."
            ),
            Claim.DENIED,
        ),
        (
            (
                "In 2021 a hacker claimed to have stolen names of 90,000 Tamarin customers, which Tamarin denied at the time. It also "
                "denies the new claim, and says that it was not breached."
            ),
            Claim.DENIED,
        ),
    ],
)
def test_what_was_denied_of_an_old_claim_takes_nothing_from_what_is_confirmed_now(text: str, claim: Claim) -> None:
    found = extracted(text, "Data of Tamarin customers leaked")
    assert (found.claim, found.is_disclosure) == (claim, claim is Claim.CONFIRMED)
