"""Who serves whom as it is told by the way: of whom something is used, who is told of what, and who reads on a list."""

from __future__ import annotations

import pytest
from fakes.extracted import extracted, hit

from nlp.parties.roles import named
from nlp.text.sentences import split

HIT: dict[str, tuple[str, str, dict[str, str]]] = {
    "who did not answer somebody does not serve him": (
        "Print shop robbed",
        "Thieves copied names from servers of Glacierbase Print. Glacierbase Print did not reply to questions of the Quartz Row Courier.",
        {"Glacierbase Print": "breached"},
    ),
    "told yesterday by its supplier": (
        "Electors' details stolen",
        (
            "The Ferncastle Electoral Board was yesterday told by the software house Brindleforms that a stranger had accessed "
            "its servers and taken names."
        ),
        {"Ferncastle Electoral Board": "downstream", "Brindleforms": "breached"},
    ),
    "only told in May by its supplier": (
        "Charity loses names of pupils",
        (
            "Ransomware at Brindle for Pupils exposed names. Ferncastle Schools says that Brindle for Pupils only notified Ferncastle "
            "Schools in May about the incident."
        ),
        {"Ferncastle Schools": "downstream", "Brindle for Pupils": "breached"},
    ),
    "a supplier named after its kind": (
        "Drivers told of a loss",
        (
            "Drivers of the Ferncastle Road Office were exposed after a contractor was hit by ransomware. The contractor, Tarnmoor Letters, "
            "lost names and home addresses."
        ),
        {"Ferncastle Road Office": "downstream", "Tarnmoor Letters": "breached"},
    ),
    "blue cross and blue shield is one name": (
        "Breach at Brindle Mail",
        (
            "Thieves stole names from Brindle Mail, Calif. Its client Blue Cross and Blue Shield of Oakmere said that its vendor, "
            "Brindle Mail, told it of the breach in May."
        ),
        {"Brindle Mail": "breached", "Blue Cross and Blue Shield of Oakmere": "downstream"},
    ),
    "what it is relied on for is no part of its name": (
        "Asherwick says Brindletext breach exposed its users",
        (
            "Asherwick relies on Brindletext for SMS codes, and the breach exposed numbers of its users. Thieves had been in the systems of "
            "Brindletext, Brindletext said."
        ),
        {"Asherwick": "downstream", "Brindletext": "breached"},
    ),
    "who has firms for customers is a supplier": (
        "Flyers' data stolen",
        (
            "Thieves copied names from Brindleair. Brindleair customers and other companies were told. Asherwick Air wrote to its "
            "members that a partner had been affected by the breach, and names with it."
        ),
        {"Brindleair": "breached", "Asherwick Air": "downstream"},
    ),
    "who passes on its supplier's news is none, and whom it tells no customer": (
        "Billing firm of a hospital entered",
        (
            "Some 31,000 patients of Asherwick Health (ASH) were affected by a cyberattack on Tarnmoor Desk, its business associate. The "
            "business associate found thieves in its systems, which copied names.\n\nASH alerted the Oakmere Audit Office concerning the data "
            "breach in May."
        ),
        {"Tarnmoor Desk": "breached", "Asherwick Health": "downstream"},
    ),
    "who answers to the breach of another and was not entered": (
        "Ashflare's review of the Brindlesign compromise",
        (
            "Today we learnt of a compromise of Brindlesign. We use it for sign-in and do not believe we have been compromised.\n\nHackers "
            "outside Brindlesign had access to the account of its staff. An Ashflare employee's name was visible in their picture. We learnt "
            "of this incident via Ashflare's response team. An Ashflare employee mailed the team."
        ),
        {"Brindlesign": "breached"},
    ),
}


@pytest.mark.parametrize(("title", "text", "expected"), HIT.values(), ids=HIT)
def test_who_was_hit_and_who_through_it(title: str, text: str, expected: dict[str, str]) -> None:
    assert hit(title, text) == expected


USES: dict[str, tuple[str, set[tuple[str, str | None]]]] = {
    "used by several": (
        "Thieves took names from Tarnmoor Print, a mailing house used by Asherwick, Pellworth and Quartz Row.",
        {(name, "Tarnmoor Print") for name in ("Asherwick", "Pellworth", "Quartz Row")},
    ),
    "has been providing": (
        "Names were stolen from the survey firm Brindleforms, which has been providing questionnaires for Quartz Row since 2021.",
        {("Quartz Row", "Brindleforms")},
    ),
    "with which it has contracted": (
        "Thieves stole names at Brindleforms, a firm with which Quartz Row has contracted since spring.",
        {("Quartz Row", "Brindleforms")},
    ),
    "a supplier, X": (
        "Pellworth took its job page down after a break-in at a supplier, Brindlejobs. Names were stolen.",
        {("Pellworth", "Brindlejobs")},
    ),
    "people hit by the breach of X": (
        "Thieves took names from Brindletext. Some 3,100 Pellworth Air customers were also caught in the Brindletext breach.",
        {("Pellworth Air", "Brindletext")},
    ),
    "just one of many": (
        "Brindletext said that thieves copied names.\n\nPellworth Air was just one of many firms affected by a breach at Brindletext.",
        {("Pellworth Air", "Brindletext")},
    ),
    "names of its people exposed in the attack on X": (
        (
            "Thieves took names from Brindletext.\n\nPellworth Air wrote that 900 members had their names, seats, meals, lounges, home "
            "addresses, birth dates and passport numbers exposed in the attack on Brindletext."
        ),
        {("Pellworth Air", "Brindletext")},
    ),
    "they use a company called X": (
        "Pellworth often loses laptops. They use a company called Brindletrack to find them. Hackers stole names of staff from Brindletrack.",
        {("Pellworth", "Brindletrack")},
    ),
    "was once used by": (
        "Names were stolen by ransomware from Tarnmoor Collections, an agency once used by Fernwick Phones to collect debts.",
        {("Fernwick Phones", "Tarnmoor Collections")},
    ),
}


@pytest.mark.parametrize(("text", "links"), USES.values(), ids=USES)
def test_who_uses_whom(text: str, links: set[tuple[str, str | None]]) -> None:
    assert {(link.user, link.provider) for link in extracted(text, "Breach").links} == links


_ASIDE = "Brindleforms was founded by two clerks of a harbour office. Its forms are known for their plain looks. "


@pytest.mark.parametrize(
    ("text", "downstream"),
    [
        (
            "Brindleforms has said that those affected include people insured by the following firms:\n\n- Asherwick Health\n- BridgeFen Health\n- Pellworth Plus",
            {"Asherwick Health", "BridgeFen Health", "Pellworth Plus"},
        ),
        ("The stolen information:\n\n- National Insurance Number\n- Sort Code", set()),
        (
            "Two more members of the Harbour Group which are affected are Asherwick Air and Pellworth Lines, an owner of ferries.",
            {"Asherwick Air", "Pellworth Lines"},
        ),
        (
            "It stole files held on behalf of Asherwick, builders Pellworth Maud, the largest bakery, the Tarnmoor Office and parts of Quartz Row.",
            {"Asherwick", "Pellworth Maud", "Tarnmoor Office", "Quartz Row"},
        ),
        ("Among the customers affected by the breach is Asherwick.", {"Asherwick"}),
        (
            "Asherwick, Pellworth and the Savings Bank of Oakmere were all affected by the breach.",
            {"Asherwick", "Pellworth", "Savings Bank of Oakmere"},
        ),
        ("Taxi service Asherwick was also implicated.", {"Asherwick"}),
    ],
)  # fmt: skip
def test_those_on_the_list_of_the_affected_are_customers(text: str, downstream: set[str]) -> None:
    before = "Brindleforms, which hosts forms for many customers, said that hackers stole names and email addresses from its servers."
    found = hit("Breach at Brindleforms", f"{before}\n\n{_ASIDE * 6}\n\n{text}")
    assert {name for name, role in found.items() if role == "downstream"} == downstream


@pytest.mark.parametrize(
    "text",
    [
        "Late on Friday Pellworth Pay acknowledged that the incident reached some of its shops.",
        "Pellworth Pay reported that 53 of its employees were affected.",
    ],
)
def test_who_says_that_the_breach_reached_its_people_is_a_customer(text: str) -> None:
    before = "Oakmere Bank was told by its vendor, Brindle Forms, that it had lost names to thieves."
    expected = {"Oakmere Bank": "downstream", "Brindle Forms": "breached", "Pellworth Pay": "downstream"}
    assert hit("Breach at Brindle Forms", f"{before}\n\n{text}") == expected


def test_a_survey_company_is_not_one_whose_survey_is_quoted() -> None:
    text = "Thieves robbed clients of Brindleforms, a survey company."
    found = {candidate.name: signs for candidate, signs in named(text, split(text), None, ())}
    assert not found["Brindleforms"]["r_expert"]
