"""Lessons of several breaches, definitions, advice and law firms' offers tell of no incident, whomever they name as an example."""

from __future__ import annotations

import pytest
from fakes.extracted import extracted

LESSONS = """Few boards read about a loss of data and see themselves in it. They should.
1. Corvane Stores
In 2014 Corvane Stores suffered a breach that compromised the debit card numbers of 31 million shoppers.
What it teaches: a till is a computer like any other.
2. Ellmoor Credit
In 2018 Ellmoor Credit suffered a breach that exposed the birth dates and Social Security numbers of 90 million people.
What it teaches: patch in days, not in months."""
MEANING = """A data leak happens when an organisation lets out what it holds about people: names, passwords, card numbers.
Cases that were in the news
Corvane. In 2020 hackers stole the names and phone numbers of 61 million members of Corvane.
Ellmoor. The lender Ellmoor suffered a breach in 2019 which exposed the e-mail addresses of 8 million people."""
CASE = """Shoppers entrust lenders and shops with their card numbers. When hackers lay hands on them, courts have held
companies to account.
One recent well-known example is lender Ellmoor Credit's 2018 announcement that hackers were able to break into its
databases and steal the personal information of 90 million people, among it home addresses and dates of birth."""
MANY = """You open your mail, and there it is: another data breach, and your data was stolen in it.
Hackers breached Corvane, Ellmoor, Tressby and many others, and stole the passwords of 40 million customers.
Here is what to do once you are notified that your personal information was exposed in a breach."""
OFFER = """Aldane & Roe, P.C. often investigates class action lawsuits for people whose personal information was stolen in
data breaches. Common breaches involve the theft of Social Security numbers, medical data and card numbers. Most breaches
are committed by hackers or by rogue employees of a company.
Companies that experience a data breach must notify the affected individuals. If you receive notice that your personal
information was compromised, please contact us."""
ONE = """Corvane Stores said on 4 May 2024 that hackers broke into its network and stole the names and debit card numbers of
31,000 shoppers. Corvane Stores has notified those affected and told the police."""


def told(title: str, text: str) -> bool:
    return extracted(text, title).is_disclosure


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Data breaches: lessons learned", LESSONS),
        ("Case studies of security incidents", LESSONS),
        ("The most infamous hacks", LESSONS),
        ("Data leak: definition", MEANING),
        ("What is a data leak?", MEANING),
        ("How to prevent a data breach", CASE),
        ("What to do after a data breach", MANY),
        ("Data breach class actions", OFFER),
    ],
)
def test_who_is_named_as_an_example_is_told_as_no_incident(title: str, text: str) -> None:
    assert not told(title, text)


@pytest.mark.parametrize(
    "title",
    [
        "Lessons from the breach at Corvane Stores",
        "Corvane Stores breach: what to do if you shopped there",
        "What is known of the attacks on Corvane Stores",
    ],
)
def test_one_incident_is_told_whatever_it_teaches(title: str) -> None:
    assert told(title, ONE)


@pytest.mark.parametrize(
    ("opens", "told"),
    [("The Scenario\n", False), ("The hypothetical company is a shop.\n", False), ("What happened\n", True)],
)
def test_what_is_made_up_tells_of_no_incident(opens: str, told: bool) -> None:
    text = f"""How a misconfigured database exposes thousands of records and can drive a company to ruin.
{opens}Corvane Ltd is a growing retailer. Over three years, 50,000 customers have purchased through its platform. The IT
department consists of three people, and the pressure to ship is relentless.
A developer performed an update over the weekend. The firewall rule was reset during the update. For three weeks, the
database sits unprotected on the open internet. Then a service sounds the alarm: the address of the server appears in a
dark web forum. A user is offering a "fresh dump" for sale. The database was fully copied - multiple times."""
    assert (
        extracted(text, "Database leak through misconfiguration: 50,000 records on the dark web").is_disclosure is told
    )
