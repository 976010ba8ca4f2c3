"""A line of status that a security incident is looked into, and what is looked into that is none, or only said."""

from __future__ import annotations

import pytest

from model.vocabulary import Claim
from nlp.extract import Extractor, TextInput

EXTRACTOR = Extractor()


@pytest.mark.parametrize(
    ("title", "text", "told"),
    [
        ("", "Investigating - We are investigating a security incident affecting Quillmark.", True),
        ("", "We are investigating a security incident at Quillmark. Further updates will follow.", True),
        ("Security incident", "We are currently investigating a security incident.", True),
        ("", "Quillmark is responding to a cybersecurity incident.", True),
        ("", "We are investigating an incident with delayed emails at Quillmark.", False),
        ("", "We are investigating an incident affecting logins.", False),
        ("", "We are investigating an incident involving unauthorized access at Quillmark.", True),
        ("", "We are investigating an incident involving a lost laptop of Quillmark.", True),
        ("", "We are aware of an incident involving the personal information of Quillmark customers.", True),
        ("", "We are investigating an issue with security scanning at Quillmark.", False),
        ("", "We investigate security incidents at Quillmark every day.", False),
        ("", "Quillmark is managing a cyber security exercise.", False),
        ("", "Our team is investigating a data breach class action against Quillmark.", False),
        ("", "We investigated a suspected security incident at Quillmark and found nothing.", False),
    ],
)
def test_a_brief_page_says_outright_that_an_incident_is_looked_into(title: str, text: str, *, told: bool) -> None:
    assert EXTRACTOR.extract(TextInput("a", text, title, lang="en", speaker="Quillmark")).is_disclosure is told


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("We are investigating reports of a security incident at Quillmark.", Claim.CLAIMED),
        ("We are investigating reports that Quillmark was hit by a security incident.", Claim.CLAIMED),
        ("We are investigating whether there was a security incident at Quillmark.", Claim.CLAIMED),
        (
            "We are investigating a security incident at Quillmark. Reports of a leak are being reviewed.",
            Claim.CONFIRMED,
        ),
        ("Quillmark is investigating whether names were stolen in the hack of its shop on Monday.", Claim.CONFIRMED),
        ("Quillmark is reviewing reports by experts after it suffered a ransomware attack.", Claim.CONFIRMED),
        ("Quillmark is examining a claim for damages, and confirmed that its shop was hacked.", Claim.CONFIRMED),
        ("After checking whether names were stolen, Quillmark confirmed a breach of 4,000 records.", Claim.CONFIRMED),
    ],
)
def test_who_looks_into_what_is_said_confirms_nothing(text: str, claim: Claim) -> None:
    found = EXTRACTOR.extract(TextInput("a", text, "", lang="en"))
    assert (found.claim, found.is_disclosure) == (claim, claim is Claim.CONFIRMED)
