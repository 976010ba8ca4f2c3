"""Words for data that are none here: a swindler's own, a proof, a secret somebody came in with; and shares of a whole."""

from __future__ import annotations

import pytest
from fakes.extracted import extracted

from model.vocabulary import DataStatus

HIT = "Thieves broke into servers of Oakfeld Lamps in May. "


@pytest.mark.parametrize(
    ("said", "types"),
    [
        ("Three tenants got letters with fake bank details.", set()),
        ("They walked off with invoices and scans of workers' passports.", {"financial_records", "government_ids"}),
        ("The file has PAN card and Aadhaar numbers of savers.", {"government_ids"}),
        ("Some held scans of identity cards with which guests show who they are.", {"government_ids"}),
        ("Anyone could fetch laboratory findings and names of patients.", {"health_records", "names"}),
        ("They came in with the key of a former engineer and stole contracts.", {"business_documents"}),
        ("We saw thousands of login attempts with passwords from breaches elsewhere.", set()),
        (
            "The mailbox held correspondence with tenants and with our board of many years. It was read.",
            {"private_messages"},
        ),
        ("The file held names of pupils and parent phone numbers.", {"names", "phone_numbers"}),
        ("The thief read contracts and then sent e-mails to vendors.", {"business_documents"}),
        ("They copied contact information, including names and postal addresses.", {"names", "physical_addresses"}),
        ("They copied contact details (including home addresses) of tenants.", {"physical_addresses"}),
        # near misses
        ("They copied contact information and names.", {"names", "email_addresses", "phone_numbers"}),
        (
            "They copied contact information, including contracts.",
            {"business_documents", "email_addresses", "phone_numbers"},
        ),
        ("Names and login attempts of users were stolen.", {"names", "logs_usage_analytics"}),
        ("They stole bank details of tenants.", {"bank_accounts"}),
        ("They stole identity cards and card numbers.", {"government_ids", "payment_cards"}),
        ("They copied inboxes and signing keys of staff.", {"private_messages", "encryption_keys"}),
    ],
)
def test_types_that_were_exposed(said: str, types: set[str]) -> None:
    found = extracted(HIT + said, "Oakfeld Lamps hacked")
    assert {claim.type.value for claim in found.data_types if claim.status is not DataStatus.DENIED} == types


def test_a_password_of_a_mailbox_that_is_safe_denies_no_messages() -> None:
    text = HIT + "Stored messages of customers were read. Mailbox passwords are kept elsewhere and were not touched."
    found = extracted(text, "Oakfeld Lamps hacked")
    told = {claim.type.value: claim.status.value for claim in found.data_types}
    assert told == {"private_messages": "exposed", "passwords": "denied"}


@pytest.mark.parametrize(
    ("said", "count", "bound"),
    [
        ("Three quarters of the 40,000 members had their names copied.", 30_000, "about"),
        ("Names of 25 per cent of its 8,000 members were stolen.", 2_000, "about"),
        ("A quarter of Oakfeld's 2,000 workers had their names copied.", 500, "about"),
        ("Half of the 600 clients are affected.", 300, "about"),
        ("Names of ~21k users were stolen.", 21_000, "about"),
        ("The incident may affect the security of information relating to six (6) Vermont residents.", 6, "exact"),
        ("In it were 2.5 million ticket receipts with plates and the names of drivers.", 2_500_000, "exact"),
        # near misses
        ("Half of the 5,000 stolen records were those of staff.", 5_000, "exact"),
        ("Names of 4,000 users were stolen, a third of them abroad.", 4_000, "exact"),
    ],
)
def test_how_many_were_hit(said: str, count: int, bound: str) -> None:
    found = extracted(HIT + said, "Oakfeld Lamps hacked")
    assert found.records is not None
    assert (found.records.count, found.records.bound) == (count, bound)
