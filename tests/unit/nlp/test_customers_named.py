"""Customers that a page names beside the supplier that was hit: in lists, by their own words, and by what befell them."""

from __future__ import annotations

import pytest
from fakes.extracted import hit

from nlp.parties.served import HIT_THROUGH, SERVES, TOLD_OF_ITS_LOSS, served, serves


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        (  # the items of a list with a head, and a name written twice
            "Payment page of a debt collector hacked",
            ("Tarnmoor Collection Agency (TCA), a company that collects debts for laboratories, confirmed that an unauthorized user "
            "accessed its web payment system. Data of several healthcare clients were stolen.\n\n"
            "The latest list impacts over 20 million patients including:\n- Quartz Row Diagnostics: 11.9 million patients\n"
            "- Pellworth Labs: 7.7 million patients\n- Brasswick Laboratories: 422,600 patients\n\n"
            "The information includes:\n- Patient Name\n- Date of Birth\n- Social Security Number"),
            {
                "Tarnmoor Collection Agency": "breached",
                "Quartz Row Diagnostics": "downstream",
                "Pellworth Labs": "downstream",
                "Brasswick Laboratories": "downstream",
            },
        ),
        (  # who confirms in one breath with others
            "Pell Airways, Orlane Media and Brasswick among those affected by cyberattack",
            ("Payroll services provider Zelmark, which provides services to hundreds of companies, has been the victim of a cyberattack "
            "that exposed employees' bank details.\n\nZelmark later confirmed that eight of its customers were among those affected. "
            "It did not name them; however, Pell Airways, Orlane Media and Brasswick confirmed that they had also been affected."),
            {"Zelmark": "breached", "Pell Airways": "downstream", "Orlane Media": "downstream", "Brasswick": "downstream"},
        ),
        (  # it told of its supplier's breach, and says that its own systems are whole
            "Oakfeld Savings Bank Reports Data Breach at Tarnmoor Systems",
            ("Oakfeld Savings Bank recently reported a data breach at Tarnmoor Systems, a subsidiary of Tarnmoor, to the Attorney General. "
            "Hackers gained access to customer names and Social Security numbers."),
            {"Tarnmoor Systems": "breached", "Oakfeld Savings Bank": "downstream"},
        ),
        (
            "Bank names the source of a leak",
            ('"On November 3, Tarnmoor Systems (TS), was hit by a cyberattack when an unauthorized party accessed its servers. On November '
            '24, TS told Oakfeld Savings Bank that data concerning savings plans may have been compromised," said a letter. Oakfeld Savings Bank\'s '
            "systems were not compromised, it added."),
            {"Tarnmoor Systems": "breached", "Oakfeld Savings Bank": "downstream"},
        ),
        (  # the supplier that is named behind what it is
            "Councils act after data breach",
            ("Local authorities say they are dealing with a data breach by the benefits software supplier, Tarnmoor.\n\nFerncastle "
            "District Council said it was disappointed with Tarnmoor."),
            {"Tarnmoor": "breached", "Ferncastle District Council": "downstream"},
        ),
        (  # the vendor that lay its customer's files open, which then told it so
            "Notice to patients",
            ("On June 14, Oakfeld Health System discovered that files with patient names had been left accessible by one of Oakfeld "
            "Health System's vendors, R-T Healthcare Management. R-T Healthcare inadvertently made files accessible via the internet. "
            "When Oakfeld Health System discovered this issue, Oakfeld Health System notified R-T Healthcare of this issue so that "
            "information could no longer be accessed."),
            {"R-T Healthcare Management": "breached", "Oakfeld Health System": "downstream"},
        ),
        (
            "Healthcare Billing Group, Inc. Provides Notice of a Data Breach",
            ('Healthcare Billing Group, Inc. ("HBG") is providing notice on behalf of Orlane Community Health ("Orlane") of an incident. '
            "HBG determined that an employee's email account was subject to unauthorized access. Names and dates of birth were in it."),
            {"Healthcare Billing Group, Inc": "breached", "Orlane Community Health": "downstream"},
        ),
        (
            "Mail Service Breach Exposes Quartzcloud Customers",
            ("Quartzcloud customers were impacted by a breach at Mailfern. In August, Quartzcloud customers became victims after Mailfern, "
            "the email provider Quartzcloud used for its newsletters, was compromised. Attackers stole email addresses from Mailfern."),
            {"Mailfern": "breached", "Quartzcloud": "downstream"},
        ),
        (
            "Billing information hacked",
            ("The billing information of 14,000 Oakfeld Heart Health System patients was compromised when an email account of the "
            "provider's third-party billing vendor was hacked. \"We regret this incident,\" Oakfeld Heart Health System Privacy Officer Ada "
            "Orlane said. The account of the third party vendor was accessed through phishing, Oakfeld Heart said."),
            {"Oakfeld Heart Health System": "downstream"},
        ),
        (  # its initials with a sign, and an expert of another firm
            "Data breach exposes patients of Orlane Health",
            ("Orlane Health is telling patients that names were stolen in an incident involving a transcription vendor. The notice says that "
            "the cyberattack targeted the systems of Pellworth Jarn & Associates (PJ&A). Orlane Health stressed that the incident at PJ&A did "
            "not breach any of its systems.\n\nJon Doe, the Chief Risk Officer at Clearfen, a privacy and security consulting firm, stated "
            "that stolen data can be sold."),
            {"Pellworth Jarn & Associates": "breached", "Orlane Health": "downstream"},
        ),
        (  # hit behind what it is, and those who say so of themselves
            "Hacking at vendor impacts several practices",
            ("Glacierbase Leaders, a vendor of record systems for eye care providers, has recently been hacked and had databases deleted.\n\n"
            "It is unclear how many providers have been affected. Elmham, TN-based Orlane Eye Associates has confirmed that it has been "
            "affected by the attack and that names of 53,818 patients were compromised."),
            {"Glacierbase Leaders": "breached", "Orlane Eye Associates": "downstream"},
        ),
        (  # near miss: data in a list with a head like that of victims
            "Zelmark breach: questions and answers",
            ("Zelmark was hacked in March. Zelmark runs pensions for customers. The data of those affected included:\n- National Insurance "
            "Number\n- Bank Code\n- Amount Paid"),
            {"Zelmark": "breached"},
        ),
    ],
)  # fmt: skip
def test_customers_are_told_from_their_supplier(title: str, text: str, expected: dict[str, str]) -> None:
    assert hit(title, text) == expected


@pytest.mark.parametrize(
    ("between", "rule"),
    [
        (" confirms a data breach at ", "Y tells of a breach at X"),
        (" said it had been affected by the attack on ", HIT_THROUGH),
        (" customers were impacted by a breach at ", HIT_THROUGH),
        (", a client of ", "Y is a client of X"),
        (" confirms a data breach at its unit ", ""),
        (" sells more than ", ""),
    ],
)
def test_words_between_two_names_make_the_second_serve_the_first(between: str, rule: str) -> None:
    assert served(between) == rule


@pytest.mark.parametrize(
    ("first", "between", "last", "after", "expected"),
    [
        ("Zelmark Inc", ". provided billing services to ", "Oakfeld", ".", SERVES),
        ("Zelmark", " contracts with ", "Oakfeld", ' ("Oak") to provide file transfers.', SERVES),
        ("Zelmark", " contracts with ", "Oakfeld", " for office space.", ""),
        ("Zelmark", " notified ", "Oakfeld", " on Friday of unusual activity.", SERVES),
        ("Zelmark", " disclosed to ", "Oakfeld", " that it became aware of the theft in May.", SERVES),
        ("Zelmark", ", a print shop, informed ", "Oakfeld", " in July that it had been hacked.", TOLD_OF_ITS_LOSS),
        ("Zelmark", " told ", "Oakfeld", " to sell its shares.", ""),
    ],
)
def test_words_between_two_names_make_the_first_serve_the_second(
    first: str, between: str, last: str, after: str, expected: str
) -> None:
    text = first + between + last + after
    start = len(first + between)
    assert serves(text, len(first), start, start + len(last)) == expected
