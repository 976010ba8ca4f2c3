"""Round-ups: each company of a page that tells of several incidents is read by its own words."""

from __future__ import annotations

import pytest

from model.vocabulary import Claim, Kind, Role
from nlp.extract import Extractor, TextInput

PARAGRAPHS = """Hartwell Logistics said on Monday that attackers took the names and addresses of 40,000 drivers.

Quillmark, a maker of e-signature software, confirmed that a support tool was accessed and that e-mail addresses of \
customers were exposed. Passwords were not affected.

Payroll provider Norvane Pay disclosed an intrusion in which bank account numbers of employees of its clients were stolen."""
ITEMS = """* Skylark Telecom: A misconfigured bucket exposed call records of 2.1 million subscribers.
* Airbrask: The airline notified passengers that passport numbers were accessed through its booking system.
* Ferncastle University: Ransomware; classes cancelled.
* Mirrorpeak: The cloud backup firm denied claims that it was breached."""
SECTIONS = """Hospital group
Orlane Health is diverting ambulances after a ransomware attack, and patient data may have been copied.
Exchange
The crypto exchange Zentrix was hacked on Sunday; names and wallet addresses were stolen.
Retail
The retailer Threadneedle Shops confirmed that a skimmer took card numbers from its checkout page."""
ORDINALS = """A quiet week? Not quite. First, the exchange Zentrix was hacked and names were stolen. Second, the Oakhaven School \
District learned that a vendor, Classbeam, had been hacked and that student grades were exposed. Third, Marlow Clinic began \
to notify 12,000 patients that their medical records were stolen in January."""

APART = """Three firms told customers of breaches this week that have nothing to do with each other.

Orlane Health said that a thief took diagnoses of 3,000 patients from a server on 4 May.

Hartwell Logistics notified drivers that names and bank details were stolen from its network by ransomware.

Quillmark confirmed that hackers accessed a mailbox with the names of 120 customers."""
THROUGH_ONE = """Orlane Hospital said that names of its patients were stolen in a breach at its vendor Norvane.

Hartwell Hospital said that its patients were affected by the breach at Norvane too.

Norvane was hacked in May."""

ROUND_UPS = [
    ("Three firms report breaches", APART, {"Orlane Health", "Hartwell Logistics", "Quillmark"}),
    ("Breach round-up: week 11", PARAGRAPHS, {"Hartwell Logistics", "Quillmark", "Norvane Pay"}),
    ("In other security news", ITEMS, {"Skylark Telecom", "Airbrask", "Ferncastle University"}),
    ("The breaches of the week", SECTIONS, {"Orlane Health", "Zentrix", "Threadneedle Shops"}),
    ("Weekly recap: exchange, school and clinic breached", ORDINALS, {"Zentrix", "Classbeam", "Marlow Clinic"}),
]


@pytest.mark.parametrize(("title", "text", "breached"), ROUND_UPS, ids=[each[0] for each in ROUND_UPS])
def test_each_company_of_a_round_up_was_breached_and_none_has_the_data_or_customers_of_another(
    title: str, text: str, breached: set[str]
) -> None:
    found = Extractor().extract(TextInput("1", text, title))
    assert (found.is_disclosure, found.claim) == (True, Claim.CONFIRMED)
    assert set(found.names(Role.BREACHED)) == breached
    assert {party.role for party in found.parties} == {Role.BREACHED}
    assert (found.data_types, found.records, found.links) == ((), None, ())
    whole = f"{title}\n{text}"
    for party in found.parties:
        assert whole[party.evidence.start : party.evidence.end] == party.evidence.quote
        assert party.name in party.evidence.quote


def test_what_is_told_in_sections_of_one_incident_is_one_incident_with_its_data() -> None:
    text = """What happened
Attackers entered a support tool of Quillmark on 3 March.
Which data
E-mail addresses and names of Quillmark's customers were stolen. Passwords were not affected.
What Quillmark says
Quillmark has closed the tool."""
    found = Extractor().extract(TextInput("1", text, "The Quillmark breach: a recap"))
    assert found.names(Role.BREACHED) == ("Quillmark",)
    assert {claim.type.value for claim in found.data_types} >= {"email_addresses", "passwords"}


def test_a_vendors_own_digest_speaks_of_itself() -> None:
    text = """We were hacked on 3 March; names of our customers were stolen.

Our partner Norvane was not affected.

We will write again."""
    found = Extractor().extract(TextInput("1", text, "Security digest, in brief", speaker="Quillmark"))
    assert found.names(Role.BREACHED) == ("Quillmark",)
    assert found.kind is Kind.BREACH


def test_of_a_round_up_it_is_told_how_each_part_was_read() -> None:
    lines = Extractor().explain(TextInput("1", PARAGRAPHS, "Breach round-up: week 11"))
    assert any(line.startswith("a round-up") for line in lines)
    for name in ("Hartwell Logistics", "Quillmark", "Norvane Pay"):
        assert any(line.startswith("part at") and f"breached {name}" in line for line in lines), name


def test_several_that_were_hit_at_one_vendor_are_one_incident() -> None:
    found = Extractor().extract(TextInput("1", THROUGH_ONE, "Two hospitals affected by incidents at a vendor"))
    assert found.names(Role.BREACHED) == ("Norvane",)
    assert set(found.names(Role.DOWNSTREAM)) == {"Orlane Hospital", "Hartwell Hospital"}


def test_who_is_named_in_a_part_for_want_of_another_was_not_breached() -> None:
    text = """Two owners of campsites tell of separate data breaches at their kiosks.

Malware was on tills of Orlane Hotels, and on one that Norvane Inns runs.

The two companies were reportedly alerted by the U.S. Tide Service, so that a single gang may be behind both breaches.

Norvane Inns said it was first notified on 2 June of a breach in its tills."""
    found = Extractor().extract(TextInput("1", text, "Campsites report separate data breaches"))
    assert set(found.names(Role.BREACHED)) == {"Orlane Hotels", "Norvane Inns"}
