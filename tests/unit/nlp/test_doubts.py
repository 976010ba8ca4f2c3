"""What a page that reports no incident says of one: taken back, denied, only claimed."""

from __future__ import annotations

import pytest
from fakes.extracted import extracted

from model.vocabulary import Claim, Kind
from nlp.extract import Extractor
from nlp.text.text_input import TextInput

SPEAKING = [
    (
        "Extortion crew claims theft from Quillmark Cloudworks, offers no proof",
        (
            "The extortion crew that calls itself Gilded Moth claims to have stolen customer backups from the hosting "
            "company Quillmark Cloudworks. The claim appeared on the crew's site. Samples were not attached."
        ),
        Claim.CLAIMED,
    ),
    (
        "Retailer looks into claims of data theft",
        "Retailer Quillmark says it is looking into claims by a group called Velvetcrow that it stole customer data.",
        Claim.CLAIMED,
    ),
    (
        "Quillmark customers offered for sale",
        (
            "A user of a hacking forum is selling what they say is a database of 2.1 million Quillmark customers, with names "
            "and phone numbers. The company has not confirmed the claim."
        ),
        Claim.CLAIMED,
    ),
    (
        "Quillmark denies breach",
        (
            "Quillmark Ltd denied on Monday that it had been hacked after a hacker claimed to hold data of its customers. "
            "The data is from an old leak at another firm, it said."
        ),
        Claim.DENIED,
    ),
    (
        "Statement on recent reports",
        "Quillmark Ltd has found no intrusion. The lines that were posted on a forum do not match its records.",
        Claim.DENIED,
    ),
    (
        "Quillmark retracts breach notice",
        "Quillmark said that its notice of 3 March was sent in error: no data was taken.",
        Claim.RETRACTED,
    ),
    (
        "We got it wrong about Quillmark",
        "Our item of Tuesday said that Quillmark had been hacked. There was no incident. We apologise to the company.",
        Claim.RETRACTED,
    ),
]


@pytest.mark.parametrize(("title", "text", "claim"), SPEAKING)
def test_what_it_says_of_an_incident(title: str, text: str, claim: Claim) -> None:
    found = Extractor().extract(TextInput("1", text, title))
    assert (found.is_disclosure, found.claim) == (False, claim)
    assert "Quillmark" in " ".join(party.name for party in found.parties)
    assert claim is not Claim.CLAIMED or found.kind is Kind.LEAK_CLAIM


@pytest.mark.parametrize(
    "text",
    [
        "Quillmark Ltd confirmed on 3 March 2026 that names of 900 customers were stolen. It had denied this in February.",
        (
            "Quillmark Ltd is notifying 900 customers whose names were stolen. Passwords were not taken, and nothing is for "
            "sale on the dark web. We apologise."
        ),
    ],
)
def test_a_notice_of_a_breach_stays_one(text: str) -> None:
    found = Extractor().extract(TextInput("1", text, "Notice of data breach"))
    assert (found.is_disclosure, found.claim) == (True, Claim.CONFIRMED)


@pytest.mark.parametrize("title", ["Never reuse a password", "Quillmark Classic is withdrawn from sale"])
def test_one_word_of_a_title_denies_nothing(title: str) -> None:
    text = "Two years ago Quillmark was hacked. Use another password for each account, and a manager that keeps them."
    assert Extractor().extract(TextInput("1", text, title), bypass_gate=True).claim is Claim.CONFIRMED


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Statement",
            "Media reports say that Pellgate was breached by hackers. This is wrong: Pellgate was not breached.",
        ),
        (
            "Pellgate is not affected",
            "Recent articles name Pellgate among the companies hit by a cyberattack. Pellgate was not affected by this attack.",
        ),
    ],
)
def test_whoever_says_on_its_own_page_that_it_was_not_breached_denies_it(title: str, text: str) -> None:
    found = Extractor(["Pellgate"]).extract(TextInput("1", text, title, lang="en", speaker="Pellgate"))
    assert (found.is_disclosure, found.claim) == (False, Claim.DENIED)
    (party,) = found.parties
    assert " not " in party.evidence.quote, "and these are the words that are quoted for it"


@pytest.mark.parametrize(
    ("title", "text", "claim"),
    [
        (
            "Q-Mobile says its network was not hacked",
            "Q-Mobile said that what was posted is genuine, but old.",
            Claim.DENIED,
        ),
        (
            "Binford on reports of a hack",
            "A post says that Binford was hacked. Binford was not hacked, a spokesman said.",
            Claim.DENIED,
        ),
        (
            "Binford on an alleged leak",
            "A stranger sent photos of customers, Binford confirmed. No evidence has been supplied that they are from it.",
            Claim.CLAIMED,
        ),
        (
            "Binford shuts after an attack",
            "Binford has shut after ransomware struck it. There is no evidence that any personal data has been affected.",
            Claim.CONFIRMED,
        ),
        # near miss: nobody denies anything
        ("Q-Mobile says its network was hacked", "Q-Mobile confirmed that names were taken.", Claim.CONFIRMED),
    ],
)
def test_what_is_denied_or_without_proof_is_not_confirmed(title: str, text: str, claim: Claim) -> None:
    assert extracted(text, title).claim is claim
