"""Notices in everyday forms: questions and answers, rows, corrections, word from a supplier."""

from __future__ import annotations

import pytest
from fakes.extracted import extracted, roles

from model.vocabulary import DataStatus, DataType, Role
from nlp.extract import Extractor, TextInput
from nlp.verdict.kind import told

EXTRACTOR = Extractor()
DENIED = DataStatus.DENIED


def denied(text: str) -> dict[DataType, bool]:
    found = extracted(text, "Notice")
    return {claim.type: claim.status is DENIED for claim in found.data_types}


@pytest.mark.parametrize(
    ("text", "kind", "is_denied"),
    [
        (
            "Names were stolen from Norvane. Were bank account details stolen? Not for most of you, but for 340 customers.",
            DataType.BANK_ACCOUNTS,
            None,
        ),
        ("The breach at Dunmarrow Games affected usernames. Password? Safe. Email? Exposed.", DataType.PASSWORDS, True),
        ("The breach at Dunmarrow Games affected usernames. Password? Safe. Email? Exposed.", DataType.EMAIL_ADDRESSES, False),
        (
            ("Data stolen from Dunmarrow Games on 1 May 2026\n\nName - exposed\nPassword - not exposed\nCard number - not stored\n"
            "Date of birth - exposed for some users\nPhone number - not exposed"),
            DataType.DATES_OF_BIRTH,
            False,
        ),
        (
            "Tarnley Clinic was hit by ransomware on 4 May. We cannot say with certainty that medical records were not accessed.",
            DataType.HEALTH_RECORDS,
            False,
        ),
        (
            ("In May we wrote that bank details were safe. We have since learned that this was not correct: the bank details of 900 "
            "clients of Ostler Mutual were copied in the attack."),
            DataType.BANK_ACCOUNTS,
            False,
        ),
        (
            ("Thieves were in the network of Olvane School District in May.\n\nStudent Social Security numbers were not in the files.\n\n"
            "For employees, the files contained names and Social Security numbers."),
            DataType.GOVERNMENT_IDS,
            False,
        ),
    ],
)  # fmt: skip
def test_what_was_taken_is_told_from_what_was_not(text: str, kind: DataType, is_denied: bool | None) -> None:
    assert denied(text).get(kind) is is_denied


@pytest.mark.parametrize(
    ("title", "text", "found"),
    [
        (
            "Notice of a vendor incident",
            ("Kestrel Dental Group uses Paxory, a billing company. In April Paxory told us that thieves had accessed its systems and "
            "copied names of our patients. Our own systems were not affected."),
            {"Kestrel Dental Group": Role.DOWNSTREAM, "Paxory": Role.BREACHED},
        ),
        (
            "Data breach at our e-mail provider",
            ("Dear customer, the company that sends our newsletters, Postelle, has informed us that its systems were breached. Your "
            "name and e-mail address may have been accessed. We at Gardenwell have paused all mailings."),
            {"Gardenwell": Role.DOWNSTREAM, "Postelle": Role.BREACHED},
        ),
        (
            "Markham & Toole LLP investigates data breach at Redlark Insurance",
            ("Markham & Toole LLP, a class action law firm, is investigating claims on behalf of people whose names were taken "
            "in the data breach at Redlark Insurance. Redlark Insurance learned in April that thieves had accessed its network."),
            {"Markham & Toole LLP": Role.BYSTANDER, "Redlark Insurance": Role.BREACHED},
        ),
    ],
    ids=["our own systems", "informed us", "lawyers"],
)  # fmt: skip
def test_who_speaks_of_a_breach_is_told_from_whom_it_befell(title: str, text: str, found: dict[str, Role]) -> None:
    assert roles(title, text) == found


def test_a_law_firm_that_was_hacked_and_a_firm_that_looks_into_claims_are_the_breached() -> None:
    text = "Harlan & Poe LLP, a national law firm, said that hackers had broken into its network in May and stolen client files."
    assert roles("Law firm hacked", text) == {"Harlan & Poe LLP": Role.BREACHED}
    text = "Norvane is investigating claims that it was hacked. Norvane confirmed that attackers stole names of its customers."
    assert roles("Norvane hacked", text)["Norvane"] is Role.BREACHED


def test_what_an_intruder_could_have_done_is_no_incident() -> None:
    text = (
        "Until last year, Tideform kept its API keys in environment variables. If an attacker had entered one server, they could "
        "have stolen all keys. We moved them to a vault with short-lived tokens. In this post we describe how."
    )
    assert not EXTRACTOR.extract(TextInput("1", text, "Why we moved our secrets to a vault", lang="en")).is_disclosure


def test_malware_that_was_found_on_computers_tells_of_a_breach() -> None:
    assert told("Dunmarrow Inns has found malware on its tills") == 1
    assert told("Dunmarrow Inns has found a cure for malware") == 0
