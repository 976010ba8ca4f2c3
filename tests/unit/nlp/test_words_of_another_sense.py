"""Words for data that have another sense where they stand: the number of a card, mails among documents, a plan's enrolment."""

from __future__ import annotations

import pytest
from fakes.extracted import extracted

from model.vocabulary import DataType

NAMES, MAILS, CARDS, PHONES = (
    DataType.NAMES,
    DataType.EMAIL_ADDRESSES,
    DataType.PAYMENT_CARDS,
    DataType.PHONE_NUMBERS,
)
MESSAGES, DOCUMENTS, DEVICES = DataType.PRIVATE_MESSAGES, DataType.BUSINESS_DOCUMENTS, DataType.DEVICE_BROWSER_DATA
INSURANCE, EDUCATION, HEALTH = DataType.INSURANCE, DataType.EDUCATION_RECORDS, DataType.HEALTH_RECORDS


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Malware read the stripe of cards: cardholder name, number, expiration date.", {NAMES, CARDS}),
        ("They stole names and identifiers of medical devices.", {NAMES}),
        ("The gang claims data from 130 firms, and names were stolen.", {NAMES}),
        ("They stole names, health plan enrollment and premium information.", {NAMES, INSURANCE}),
        ("It is confident that beneficiaries' information was involved.", set()),
        ("Information on treatment or research was stolen.", {HEALTH}),
        ("They hit clients who had asked for more time for their tax returns.", set()),
        ("Internal documents, emails, and databases were stolen.", {DOCUMENTS, MESSAGES}),
        ("They have recordings of meetings, emails and contracts.", {DataType.PHOTOS_MEDIA, MESSAGES, DOCUMENTS}),
        ("Services that are down:\n- Code enforcement complaints\n- Ticket sales\n- Tax payments", set()),
        ("The following services are affected:\n- Business licences\n- Tax payments", set()),
        ("Thieves stole names. It has sent letters and emails to members.", {NAMES}),
        ("Thieves stole names. It affected record searches, online payments and permits.", {NAMES}),
        # near misses
        ("Thieves stole names and payments data.", {NAMES, CARDS}),
        ("They stole name, number and home address.", {NAMES, PHONES, DataType.PHYSICAL_ADDRESSES}),
        ("They stole names and device identifiers of users.", {NAMES, DEVICES}),
        ("Thieves stole claims data and names.", {INSURANCE, NAMES}),
        ("Student enrollment and health insurance records were stolen.", {EDUCATION, INSURANCE}),
        ("They stole research and treatment data.", {DOCUMENTS, HEALTH}),
        ("Reports, emails and phone numbers were stolen.", {MAILS, PHONES}),
        ("They stole from social services:\n- Names\n- Card numbers", {NAMES, CARDS}),
    ],
)
def test_what_a_word_stands_for(text: str, types: set[DataType]) -> None:
    found = extracted(f"Oakhollow Print was hacked. {text}", "Oakhollow Print hacked").data_types
    assert {claim.type for claim in found} == types
