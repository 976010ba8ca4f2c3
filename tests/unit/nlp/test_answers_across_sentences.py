"""What a sentence says of data in the light of the one beside it: echoes, corrections, and data that were only not misused."""

from __future__ import annotations

import pytest

from model.vocabulary import DataStatus
from nlp.extract import Extractor
from nlp.text.text_input import TextInput

OPENING = "Quillmark said on Monday that intruders had been in its network. "


@pytest.mark.parametrize(
    ("text", "exposed", "denied"),
    [
        ("API keys weren't exposed. Source code was.", {"source_code"}, {"auth_tokens"}),
        ("Your password was not affected. However, your security question was.", {"passwords"}, set()),
        (
            "No passwords were taken. However, security questions were, and so were e-mail addresses.",
            {"passwords", "email_addresses"},
            set(),
        ),
        ("No card numbers were taken; your phone number, however, was.", {"phone_numbers"}, {"payment_cards"}),
        (
            "No card numbers were taken; your phone number was, and so was your address.",
            {"phone_numbers", "physical_addresses"},
            {"payment_cards"},
        ),
        # questions
        ("Were phone numbers stolen as well?\nThe company did not say.", set(), set()),
        ("Are card numbers affected?\nIt has not been established.", set(), set()),
        ("\nWas my address stolen?\nSadly, yes.\nWas my password stolen?\nNo.", {"physical_addresses"}, {"passwords"}),
        ("\nWere phone numbers copied?\nThey were.\nWere passwords?\nThey were not.", {"phone_numbers"}, {"passwords"}),
        ("\nDid they get my e-mail address?\nWe believe so.", {"email_addresses"}, set()),
        ("\nDid they see diagnoses?\nUnfortunately they did, with dates.", {"health_records"}, set()),
        ("\nIs my password safe?\nIt is.\nIs my e-mail address safe?\nIt is not.", {"email_addresses"}, {"passwords"}),
        ("\nShould I change my password?\nYes.", set(), set()),
        ("\nDo I need to change my password?\nNo.", set(), set()),
        ("\nDo you have my bank details?\nNo.", set(), {"bank_accounts"}),
        (
            "We previously said that no Social Security numbers were involved. We have since learned that they were.",
            {"government_ids"},
            set(),
        ),
        ("We said last week that no passwords had been copied. That was wrong.", {"passwords"}, set()),
        (
            "No evidence has been found that credit card data was misused. Card numbers of 300 guests were copied.",
            {"payment_cards"},
            set(),
        ),
    ],
)
def test_the_sentence_beside_it(text: str, exposed: set[str], denied: set[str]) -> None:
    found = Extractor().extract(TextInput("1", OPENING + text, "Quillmark breach"))
    said = {claim.type.value: claim.status for claim in found.data_types}
    assert {kind for kind, status in said.items() if status is not DataStatus.DENIED} == exposed
    assert {kind for kind, status in said.items() if status is DataStatus.DENIED} == denied


BACK = "We told you on Friday that passwords were not affected by the intrusion. That was wrong."
PLAIN = "We must correct our statement: passwords were taken after all."


@pytest.mark.parametrize(("text", "quote"), [(f"{BACK} {PLAIN}", PLAIN), (f"{PLAIN} {BACK}", PLAIN), (BACK, BACK)])
def test_what_is_quoted_of_a_denial_that_is_taken_back_says_so(text: str, quote: str) -> None:
    """The denial by itself was quoted as the evidence of the exposure."""
    found = Extractor().extract(TextInput("1", OPENING + text, "Quillmark breach"))
    assert [(claim.status, claim.evidence.quote) for claim in found.data_types] == [(DataStatus.EXPOSED, quote)]
