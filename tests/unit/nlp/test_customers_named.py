"""Customers that a page names beside the supplier that was hit: in lists, by their own words, and by what befell them."""

from __future__ import annotations

import pytest
from fakes.extracted import hit

from nlp.parties.served import HIT_THROUGH, SERVES, TOLD_OF_ITS_LOSS, served, serves

NAMED: dict[str, tuple[str, str, dict[str, str]]] = {
    "items of a list with a head, and a name written twice": (
        "Debt agency hacked",
        (
            "Tarnmoor Agency (TA), which collects debts for opticians, confirmed that thieves stole names from its payment page.\n\n"
            "The list so far impacts over 900 people including:\n- Quartz Row Optics: 500 buyers\n- Pellworth Lenses: 300 buyers\n\n"
            "The information includes:\n- Shop Name\n- Date of Birth"
        ),
        {"Tarnmoor Agency": "breached", "Quartz Row Optics": "downstream", "Pellworth Lenses": "downstream"},
    ),
    "a list of data is no list of customers": (
        "",
        "Zelmark, a payroll supplier, was hacked. The data of those affected included:\nNational Insurance Number\nDate of Birth",
        {"Zelmark": "breached"},
    ),
    "who confirms in one breath with others": (
        "Wage slips stolen",
        (
            "Zelmark, which runs payroll for hundreds of firms, was the victim of thieves who stole wage slips.\n\nIt named none of those "
            "affected; however, Pell Ferries, Orlane Bakeries and Brasswick confirmed that they had also been affected."
        ),
        {
            "Zelmark": "breached",
            "Pell Ferries": "downstream",
            "Orlane Bakeries": "downstream",
            "Brasswick": "downstream",
        },
    ),
    "it told of the breach at another": (
        "Oakfeld Bank reports data breach at Tarnmoor Cards",
        "Oakfeld Bank reported a data breach at Tarnmoor Cards, a unit of Tarnmoor, on Monday. Thieves took names of savers.",
        {"Tarnmoor Cards": "breached", "Oakfeld Bank": "downstream"},
    ),
    "told by its supplier, it says that its own systems are whole": (
        "Bank says where names went",
        (
            '"In May, Tarnmoor Cards (TC), was hit by a cyberattack on its servers. In June, TC told Oakfeld Bank that data concerning '
            "savers may have been compromised,\" it said. Oakfeld Bank's systems were not compromised."
        ),
        {"Tarnmoor Cards": "breached", "Oakfeld Bank": "downstream"},
    ),
    "a supplier named behind what it is": (
        "Town answers to data breach",
        (
            "Names leaked in a data breach by the parking software supplier, Tarnmoor.\n\nFerncastle Town Council said it was angry with "
            "Tarnmoor."
        ),
        {"Tarnmoor": "breached", "Ferncastle Town Council": "downstream"},
    ),
    "one of its vendors, which it told of that": (
        "Notice to patients",
        (
            "Oakfeld Clinic found files with names of patients left accessible by one of Oakfeld Clinic's vendors, R-T Scans. R-T Scans had "
            "put them on the internet. Oakfeld Clinic notified R-T Scans of it."
        ),
        {"R-T Scans": "breached", "Oakfeld Clinic": "downstream"},
    ),
    "notice on behalf of a customer": (
        "Tarnmoor Invoices Group, Inc. Provides Notice of a Data Breach",
        (
            'Tarnmoor Invoices Group, Inc. ("TIG") is providing notice on behalf of Orlane Health ("Orlane") of an incident. TIG determined '
            "that an email account was subject to unauthorized access. Names were in it."
        ),
        {"Tarnmoor Invoices Group, Inc": "breached", "Orlane Health": "downstream"},
    ),
    "its customers were impacted by a breach at another": (
        "Quartzcloud customers hit through newsletters",
        (
            "Quartzcloud customers were impacted by a breach at Mailfern. Thieves stole email addresses from Mailfern, the email provider "
            "Quartzcloud used for newsletters."
        ),
        {"Mailfern": "breached", "Quartzcloud": "downstream"},
    ),
    "the provider's vendor has no name": (
        "Invoices hacked",
        (
            "Names of 380 Oakfeld Health System patients were stolen when an email account of the provider's third-party billing vendor was "
            'hacked. "We are sorry," Oakfeld Health System Privacy Officer Ada Orlane said.'
        ),
        {"Oakfeld Health System": "downstream"},
    ),
    "initials with a sign, and an expert of another firm": (
        "Names of Orlane Health patients stolen",
        (
            "Orlane Health says that names of patients were stolen in an attack on a typing vendor, Pellworth Jarn & Associates (PJ&A). The "
            "incident at PJ&A did not breach systems of Orlane Health.\n\nNames sell well, said Jon Doe of Clearfen, a privacy "
            "consulting firm."
        ),
        {"Pellworth Jarn & Associates": "breached", "Orlane Health": "downstream"},
    ),
    "hit behind what it is, and who says so of itself": (
        "Eye doctors hit through vendor",
        (
            "Glacierbase Leaders, a vendor of software for eye doctors, has recently been hacked.\n\nElmham-based Orlane Eye Associates has "
            "confirmed that it has been affected by the attack, and that names of 418 patients were compromised."
        ),
        {"Glacierbase Leaders": "breached", "Orlane Eye Associates": "downstream"},
    ),
    "near miss: data in a list with a head like that of victims": (
        "Zelmark breach: what we know",
        "Zelmark was hacked in June. Zelmark runs pensions for customers. The data of those affected included:\n- National Insurance Number\n- Bank Code",
        {"Zelmark": "breached"},
    ),
}


@pytest.mark.parametrize(("title", "text", "expected"), NAMED.values(), ids=NAMED)
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
