"""Who serves whom as it is told by the way: of whom something is used, who is told of what, and who reads on a list."""

from __future__ import annotations

import pytest
from fakes.extracted import extracted, hit

from nlp.parties.roles import named
from nlp.text.sentences import split


def uses(text: str) -> set[tuple[str, str | None]]:
    """Who uses whom by the text."""
    return {(link.user, link.provider) for link in extracted(text, "Breach").links}


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        (  # what is used by somebody serves him, and not he it
            "Fernwick Telecom says data of 20,000 customers stolen in ransomware attack",
            (
                "Fernwick Telecom has warned its customers. The incident took place during a ransomware attack on Tarnmoor Collections, a "
                "debt collection agency that was once used by Fernwick Telecom. The stolen data hold names and Social Security numbers."
            ),
            {"Tarnmoor Collections": "breached", "Fernwick Telecom": "downstream"},
        ),
        (  # who does not answer somebody does not serve him
            "Printing vendor's breach grows",
            (
                "Glacierbase Print said that hackers stole names of 90,000 people from its servers. Glacierbase Print provides mailing for "
                "health plans.\n\nGlacierbase Print did not immediately respond to Quartz Row Media Group's request for comment."
            ),
            {"Glacierbase Print": "breached"},
        ),
    ],
)
def test_what_is_used_by_somebody_serves_him(title: str, text: str, expected: dict[str, str]) -> None:
    assert hit(title, text) == expected


def test_all_are_served_by_whom_they_are_said_to_use() -> None:
    told = "Hackers stole names from the servers of Tarnmoor Print, a mailing house used by Asherwick, Pellworth and Quartz Row."
    assert uses(told) == {(name, "Tarnmoor Print") for name in ("Asherwick", "Pellworth", "Quartz Row")}


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        (
            "Voters' details stolen",
            (
                "The Ferncastle Electoral Board was yesterday told by the Tarnish company Brindleforms that an unknown third party had accessed "
                "its servers and downloaded names and email addresses of electors."
            ),
            {"Ferncastle Electoral Board": "downstream", "Brindleforms": "breached"},
        ),
        (
            "Ransomware attack on nonprofit hits pupils",
            (
                "A ransomware attack on Brindle for Pupils exposed names of pupils. The letter says Brindle for Pupils only notified "
                "Ferncastle Public Schools in late April about the December incident."
            ),
            {"Ferncastle Public Schools": "downstream", "Brindle for Pupils": "breached"},
        ),
    ],
)
def test_a_supplier_tells_its_customer_of_its_loss(title: str, text: str, expected: dict[str, str]) -> None:
    assert hit(title, text) == expected


@pytest.mark.parametrize(
    "told",
    [
        "The breach affected form-building company Brindleforms, which has been providing technology for the Electoral Board since 2015.",
        "The attack happened at Brindleforms, a Tarnish company with which the Electoral Board has contracted since 2019.",
    ],
)
def test_what_a_supplier_has_been_doing_makes_it_one(told: str) -> None:
    assert uses(told + " Hackers stole names.") == {("Electoral Board", "Brindleforms")}


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        (
            "Ferncastle Road Office warns of breach after contractor was hit by ransomware",
            (
                "The Ferncastle Road Office has announced that its customers have been exposed after a contractor was hit by a ransomware attack. "
                "The contractor, Tarnmoor Payments (TMP), was utilized by the Ferncastle Road Office for verifying addresses. The attack may have "
                "compromised names and addresses."
            ),
            {"Ferncastle Road Office": "downstream", "Tarnmoor Payments": "breached"},
        ),
    ],
)
def test_a_supplier_gets_its_name_after_its_kind(title: str, text: str, expected: dict[str, str]) -> None:
    assert hit(title, text) == expected


def test_a_supplier_of_no_kind_is_one() -> None:
    told = "Pellworth has shut its site because of a hack into the system of a supplier, Brindlejobs. It exposed names."
    assert uses(told) == {("Pellworth", "Brindlejobs")}


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        (
            "Pellworth hacked (again)",
            (
                "Pellworth needs some help with tracking its devices. They use a company called Brindletrack to do it. Over the weekend, hackers got "
                "into the database of Brindletrack and leaked email addresses of employees."
            ),
            {"Pellworth": "downstream", "Brindletrack": "breached"},
        ),
    ],
)
def test_customers_are_hit_by_the_breach_of_another(title: str, text: str, expected: dict[str, str]) -> None:
    assert hit(title, text) == expected


@pytest.mark.parametrize(
    "told",
    [
        "Around 580,000 Pellworth Air customers have also been affected by the Brindletext breach, which exposed names.",
        "Pellworth Air was just one of the many companies affected by a breach at Brindletext.",
        (
            "Pellworth Air explained that 1,423 of its members had their names, addresses, dates of birth, provider names and medical "
            "information exposed in the attack on Brindletext."
        ),
    ],
)
def test_who_was_hit_by_the_breach_of_another_uses_it(told: str) -> None:
    before = "Brindletext said that intruders had entered its systems and copied names.\n\n"
    assert ("Pellworth Air", "Brindletext") in uses(before + told)


_SUPPLIER = "Brindleforms, which hosts forms for many customers, said that hackers stole names and email addresses from its servers. "
_ASIDE = (
    "The company was founded in 2009 and has its seat in Oakmere. It employs ninety people and is owned by a fund. Its forms are known "
    "for their plain looks. "
)


@pytest.mark.parametrize(
    ("text", "downstream"),
    [
        (
            (
                "Brindleforms has confirmed that those affected include people insured by the following companies:\n\n"
                "  - Asherwick Health\n  - BridgeFen Health\n  - Pellworth Plus\n  - Tarnmoor Regional Services\n  - Glacierbase Mutual"
            ),
            {
                "Asherwick Health",
                "BridgeFen Health",
                "Pellworth Plus",
                "Tarnmoor Regional Services",
                "Glacierbase Mutual",
            },
        ),
        (
            "The stolen information:\n\n- National Insurance Number\n- Sort Code",
            set(),
        ),
        (
            "Two other members of the Harbour Group which are affected are Asherwick Air and Pellworth Lines, which is the largest of them.",
            {"Asherwick Air", "Pellworth Lines"},
        ),
        (
            "Files held on behalf of Asherwick, lawyers Pellworth Maud, the Tarnmoor Office and the biggest telco were affected.",
            {"Asherwick", "Pellworth Maud", "Tarnmoor Office"},
        ),
        ("Among the customers affected by the breach is Asherwick.", {"Asherwick"}),
        (
            "Asherwick, Pellworth, Tarnmoor and the Reserve Bank of Oakmere were all affected by the breach.",
            {"Asherwick", "Pellworth", "Tarnmoor", "Reserve Bank of Oakmere"},
        ),
        ("Money transfer service Asherwick was also implicated.", {"Asherwick"}),
    ],
)
def test_those_on_the_list_of_the_affected_are_customers(text: str, downstream: set[str]) -> None:
    found = hit("Breach at Brindleforms", f"{_SUPPLIER}\n\n{_ASIDE * 3}\n\n{text}")
    assert {name for name, role in found.items() if role == "downstream"} == downstream


@pytest.mark.parametrize(
    "text",
    [
        "In the evening Pellworth Pay acknowledged that the incident reached two of its offices.",
        "Pellworth Pay reported that 53 of its employees were affected.",
    ],
)
def test_who_says_that_the_breach_reached_its_people_is_a_customer(text: str) -> None:
    told = "Oakmere Bank was told by its vendor, Brindle Collections, that it had suffered a breach of names. "
    expected = {"Oakmere Bank": "downstream", "Brindle Collections": "breached", "Pellworth Pay": "downstream"}
    assert hit("Breach at Brindle Collections", told + "\n\n" + text) == expected


def test_blue_cross_and_blue_shield_is_one_name() -> None:
    text = (
        "Brindle Mail, Calif., said that hackers stole names from its servers. Blue Cross and Blue Shield of Oakmere said that its vendor, "
        "Brindle Mail, notified it of the breach."
    )
    assert hit("Breach at Brindle Mail", text) == {
        "Brindle Mail": "breached",
        "Blue Cross and Blue Shield of Oakmere": "downstream",
    }


def test_a_survey_company_is_not_one_whose_survey_is_quoted() -> None:
    text = "The attack hit clients of Brindleforms, a survey company in Oakmere."
    found = {candidate.name: signs for candidate, signs in named(text, split(text), None, ())}
    assert not found["Brindleforms"]["r_expert"]


def test_what_somebody_is_relied_on_for_is_no_part_of_his_name() -> None:
    text = (
        "Asherwick relies on Brindletext for SMS verification services, and the breach exposed data of some Asherwick users. Intruders "
        "entered the systems of Brindletext on Sunday and stole phone numbers, Brindletext said."
    )
    assert hit("Asherwick says Brindletext breach affected users", text) == {
        "Asherwick": "downstream",
        "Brindletext": "breached",
    }


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        (  # who has firms for customers is a supplier
            "Harbour airlines hit by breach",
            (
                "Passenger data have been stolen by hackers. Brindleair has admitted it was the victim of a cyberattack affecting passenger data. "
                "Brindleair took immediate action to contact affected Brindleair customers and all related organisations. Asherwick Air said in an "
                "email to customers that a partner had been affected by the breach, which held names and membership numbers."
            ),
            {"Brindleair": "breached", "Asherwick Air": "downstream"},
        ),
        (  # who passes on the news of its supplier is none, and whom it tells no customer
            "462,000 clients hit by breach at business associate",
            (
                "About 462,000 current and past clients of Asherwick Health of Oakmere (AHO) were affected by a cyberattack on Conway Business "
                "Services, its business associate based in Ohio. On January 13, 2026, the business associate found a security incident. In that "
                "time, the attacker extracted files from its system.\n\nAHO alerted the Oakmere State Auditor's Office concerning the data "
                "breach at the beginning of October."
            ),
            {"Conway Business Services": "breached", "Asherwick Health of Oakmere": "downstream"},
        ),
    ],
)
def test_a_supplier_is_told_from_a_customer_by_whom_each_serves(
    title: str, text: str, expected: dict[str, str]
) -> None:
    assert hit(title, text) == expected


def test_a_list_of_customers_is_read_to_its_end() -> None:
    text = (
        "A hack into the systems of a supplier, Brindlejobs, has put names of applicants at risk. The information made vulnerable includes "
        "files held on behalf of Asherwick, the Oakmere Treasury, lawyers Pellworth Maud, the biggest telco, Quartz Row, the Fernwick Group, "
        "shopping centre operator Glacierbase and some divisions of Tarnmoor. Brindlejobs did not say more."
    )
    found = hit("Hack of Brindlejobs", text)
    assert {name for name, role in found.items() if role == "downstream"} == {
        *("Asherwick", "Oakmere Treasury", "Pellworth Maud", "Quartz Row", "Fernwick Group", "Glacierbase", "Tarnmoor"),
    }


def test_who_answers_to_the_breach_of_another_and_was_not_entered_is_not_breached() -> None:
    text = (
        "Today we learnt of a compromise of Brindlesign. We use Brindlesign internally for sign-in. We have investigated this compromise "
        "carefully and do not believe we have been compromised as a result.\n\nOur understanding is that hackers outside Brindlesign had "
        "access to the account of a support employee. In a screenshot shared on social media, an Ashflare employee's email address was "
        "visible. We learnt of this incident via Ashflare's response team. At 03:30, an Ashflare employee emailed the team. Multiple other "
        "Ashflare employees contacted the team."
    )
    found = hit("Ashflare's investigation of the January 2026 Brindlesign compromise", text)
    assert found["Brindlesign"] == "breached"
    assert found.get("Ashflare") != "breached"
