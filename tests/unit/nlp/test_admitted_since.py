"""What was denied first and is admitted since is a disclosure; a denial that nobody took back stands."""

from __future__ import annotations

import pytest

from model.vocabulary import Claim, Role
from nlp.extract import Extractor, TextInput

EXTRACTOR = Extractor(["Quillmetric"])


def own(text: str, speaker: str | None) -> TextInput:
    return TextInput("1", text, "Update on recent claims", lang="en", speaker=speaker)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            (
                "On 5 November we said that we had found no evidence of a breach. Our investigation has since found that an intruder had "
                "access to a database of Quillmetric and copied names and email addresses of 31,000 people."
            ),
            "Quillmetric",
        ),
        (
            (
                "Earlier this month Quillmetric denied that it had been hacked. Today the company confirmed that hackers copied names and "
                "email addresses of 31,000 customers."
            ),
            None,
        ),
        (
            (
                "Quillmetric had previously said that it was not breached. It has since confirmed that names and email addresses of 31,000 "
                "customers were stolen."
            ),
            None,
        ),
    ],
)
def test_what_is_admitted_counts(text: str, speaker: str | None) -> None:
    found = EXTRACTOR.extract(own(text, speaker))
    assert (found.is_disclosure, found.claim) == (True, Claim.CONFIRMED)
    assert found.names(Role.BREACHED) == ("Quillmetric",)


@pytest.mark.parametrize(
    "text",
    [
        "Quillmetric said that it had found no evidence of a breach. It has since confirmed that its systems were not hacked.",
        (
            "Hackers claim to have breached Quillmetric. The company said that it had found no evidence of a breach. It has since found "
            "nothing that supports the claim."
        ),
    ],
)
def test_a_denial_that_is_repeated_stands(text: str) -> None:
    found = EXTRACTOR.extract(own(text, None))
    assert (found.is_disclosure, found.claim) == (False, Claim.DENIED)
