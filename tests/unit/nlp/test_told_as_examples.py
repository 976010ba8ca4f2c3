"""Lessons of several breaches, definitions, advice and law firms' offers tell of no incident, whomever they name as an example."""

from __future__ import annotations

import pytest
from fakes.extracted import extracted

LESSONS = """Every loss of data can teach a board something.
1. Corvane Stores
In 2014 Corvane Stores suffered a breach that compromised card numbers of 31,000 shoppers.
What it teaches: a till is a computer.
2. Ellmoor Credit
In 2018 Ellmoor Credit suffered a breach that exposed birth dates of 90,000 people.
What it teaches: patch soon."""
MEANING = """A data leak is when an organisation lets out names, passwords or card numbers of people.
Cases known to many
Corvane. In 2020 hackers stole names and phone numbers of 61,000 members of Corvane.
Ellmoor. The lender Ellmoor suffered a breach in 2019 which exposed e-mail addresses of 8,000 people."""
CASE = """Lenders keep card numbers, and answer for them in court.
A well-known example is lender Ellmoor Credit's 2018 announcement that hackers were able to break into its databases and
steal names and home addresses of 90,000 people."""
MANY = """A letter in the mail: another data breach, and your data was stolen.
Hackers breached Corvane, Ellmoor, Tressby and many others, and stole the passwords of 40,000 customers.
Here is what to do once you are notified that your personal information was exposed."""
OFFER = """Aldane & Roe, P.C. investigates class action lawsuits for people whose personal information was stolen in data
breaches, be it card numbers or diagnoses. Most breaches are the work of hackers or of employees of a company.
If a company wrote to you that your personal information was compromised, please contact us."""
ONE = """Corvane Stores said on 4 May 2024 that hackers broke into its network and stole names and card numbers of 31,000
shoppers. Corvane Stores has told them."""


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
    text = f"""How one wrong setting exposes thousands of records and can ruin a company.
{opens}Corvane Ltd is a growing seller of kites, with 50,000 customers. On a Sunday a developer performs an update, and the
firewall rule is reset. For a month, the database sits unprotected on the open internet. A user hands a "fresh
dump" around. The database was fully copied - several times."""
    title = "Database leak through misconfiguration: 50,000 records on the dark web"
    assert extracted(text, title).is_disclosure is told


@pytest.mark.parametrize(
    ("title", "text", "told"),
    [
        ("", "In this hypothetical scenario, Corvane was breached and hackers stole names of 40,000 customers.", False),
        ("A hypothetical breach", "Corvane Ltd was hit by ransomware. Hackers stole names of 40,000 customers.", False),
        ("", "This case is purely fictional. Corvane Ltd was hit by ransomware, and names were stolen.", False),
        ("", "Suppose a company, Corvane Ltd, is hit by ransomware. Hackers stole names of 40,000 customers.", False),
        (
            "",
            "Hackers stole names of 40,000 customers from Corvane Ltd. It is no hypothetical case, said the firm.",
            True,
        ),
        (
            "",
            "Imagine a clinic, full of patients, whose screens go dark. Hackers stole names of 40,000 customers from Corvane Ltd.",
            True,
        ),
        ("", "Imagine your bank data for sale, said a customer. Hackers stole names from Corvane Ltd.", True),
    ],
)
def test_what_calls_itself_hypothetical_tells_of_no_incident_however_sure_the_hit(
    title: str, text: str, told: bool
) -> None:
    assert extracted(text, title).is_disclosure is told


def test_a_sample_that_a_gang_posts_is_no_template() -> None:
    title = "Corvane confirms hack after gang posts sample"
    assert told(title, "A gang posted data of Corvane on Sunday. The company confirmed today that it was hacked.")
    assert not told("Sample breach letter", "On [date] we learned that a gang had stolen your data from [company].")
