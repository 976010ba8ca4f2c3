"""Who was hit: a supplier that tells its customer of its loss, a subsidiary for which its owner speaks, or both of two."""

from __future__ import annotations

import pytest
from fakes.extracted import hit

TOLD: dict[str, tuple[str, str, dict[str, str]]] = {
    "a letter to patients": (
        "Notice of a vendor's incident",
        (
            "Dear Patient,\n\nTarn Hollow Hospital writes to you of an incident at one of our vendors.\n\nWhat happened? On May 12 Brindle "
            "Figures, which assists us with invoices, told us that a stranger had copied files from its network.\n\nThe files held your name."
        ),
        {"Tarn Hollow Hospital": "downstream", "Brindle Figures": "breached"},
    ),
    "a filing": (
        "Form 8-K - Brasswick Ovens, Inc.",
        (
            "On May 5, Brasswick Ovens, Inc. was informed by Glacierbase Freight, a provider of shipping labels, that Glacierbase had "
            "suffered a cyberattack. Names of customers were stolen from Glacierbase."
        ),
        {"Brasswick Ovens, Inc": "downstream", "Glacierbase Freight": "breached"},
    ),
    "its owner confirms it": (
        "On our subsidiary Tarnmoor Pumps",
        (
            "Brasswick Holding confirms that its subsidiary Tarnmoor Pumps was the target of a cyber attack. Strangers copied names from "
            "servers of Tarnmoor Pumps."
        ),
        {"Tarnmoor Pumps": "breached"},
    ),
    "older than its sale": (
        "Breach at Tarnmoor Maps older than its sale, Brasswick says",
        (
            "Brasswick Software said a breach at Tarnmoor Maps, which it acquired in May, began before the sale. Thieves took names from "
            "Tarnmoor's network.\n\nBrasswick's own network is not linked to Tarnmoor's and was not affected."
        ),
        {"Tarnmoor Maps": "breached"},
    ),
    "both of two": (
        "Quartz Row and Pell Ferries confirm breaches",
        "Quartz Row confirmed that wage slips were stolen. Pell Ferries said that names of passengers were taken from a server.",
        {"Quartz Row": "breached", "Pell Ferries": "breached"},
    ),
    "from its account at a provider": (
        "Glacierbase thefts: now Oakfeld Optics",
        (
            "Oakfeld Optics says that names were taken from its account at the CRM provider Glacierbase.\n\nIts own systems were not "
            "entered, Oakfeld stressed.\n\nGlacierbase has said that its platform was not compromised and that thieves phoned its customers."
        ),
        {"Oakfeld Optics": "breached"},
    ),
    "fined after a breach": (
        "Regulator fines hoster",
        "The regulator has fined Glacierbase EUR 9,000 after a breach at Glacierbase exposed names and blood tests of donors.",
        {"Glacierbase": "breached"},
    ),
    "signed at the end": (
        "Update on the cyber incident",
        "Strangers copied names of our students. We regret it.\n\nThe Rector\nOakfeld University",
        {"Oakfeld University": "breached"},
    ),
    "readers of a consortium": (
        "Archives say a third of 900 readers affected",
        "Names of a third of the 900 readers registered with the Oakfeld Archives consortium were copied, the consortium said.",
        {"Oakfeld Archives": "breached"},
    ),
    "explained between dashes": (
        "Classbeam Incident Information",
        (
            "An update from Oakhaven School District on the Classbeam incident\nDear parents,\nClassbeam \u2013 a software vendor used by "
            "Oakhaven School District \u2013 suffered an incident involving unauthorized access to names of pupils in the Classbeam system."
        ),
        {"Oakhaven School District": "downstream", "Classbeam": "breached"},
    ),
    "the third-party company": (
        "Names of donors taken",
        (
            "Quillmark, the third-party company storing the data, alerted Ferncastle College in July. A criminal acquired Ferncastle donor "
            "data, including names. After notification from Quillmark of the incident, Ferncastle College began investigating."
        ),
        {"Ferncastle College": "downstream", "Quillmark": "breached"},
    ),
    "many of its clients, including": (
        "Quillmark Incident",
        (
            "Quillmark, a donor service that is used by charities, halted a ransomware attack involving many of its clients, including "
            "Ferncastle College. The criminals removed files with names of our Ferncastle donors. Ferncastle College is reviewing the "
            "information provided by Quillmark."
        ),
        {"Ferncastle College": "downstream", "Quillmark": "breached"},
    ),
    "its name in the last sentence": (
        "Notice from Ferncastle Works",
        "A vendor of ours was hit by ransomware in August. Names of our staff were stolen. The vendor is called Quillmark Checks.",
        {"Ferncastle Works": "downstream", "Quillmark Checks": "breached"},
    ),
    "whose name is": (
        "Notice from Ferncastle Works",
        "An outside vendor of ours was hacked at Easter. Names of our staff were taken. The firm's name is Quillmark.",
        {"Ferncastle Works": "downstream", "Quillmark": "breached"},
    ),
    "in brackets": (
        "Notice from Ferncastle Works",
        (
            "One of our vendors was the victim of ransomware in August. The vendor (Quillmark Checks, Inc.) cannot tell which folders were "
            "taken. They hold your name."
        ),
        {"Ferncastle Works": "downstream", "Quillmark Checks, Inc": "breached"},
    ),
    "the company which prints": (
        "A notice to drivers",
        "The company which prints our cards was entered. Brasswick Haulage delivered to it names, portraits and licence numbers of 640 drivers.",
        {"Brasswick Haulage": "downstream"},
    ),
    "a third-party administrator": (
        "Brasswick notice",
        "Brasswick Housing used a third-party administrator, and the third-party administrator was hacked in May. Names of tenants were copied.",
        {"Brasswick Housing": "downstream"},
    ),
    "the agency, and what it is called": (
        "Raffle supplier attacked",
        (
            "We are sorry to tell supporters of Ferncastle Lifeboats that the agency which runs our raffle has been attacked. It's called "
            "Quillmark Draws. Names of supporters were stolen."
        ),
        {"Ferncastle Lifeboats": "downstream", "Quillmark Draws": "breached"},
    ),
    "near miss: the company is the one that is named": (
        "Notice of a breach",
        "Oakfeld Pumps, the company that makes its own valves, was hacked in May. Names of its customers were stolen.",
        {"Oakfeld Pumps": "breached"},
    ),
    "near miss: a shop of two names is one": (
        "Marl and Sprocket hit by hackers",
        "Hackers stole names from Marl and Sprocket. Marl and Sprocket said it is sorry.",
        {"Marl and Sprocket": "breached"},
    ),
}


@pytest.mark.parametrize(("title", "text", "expected"), TOLD.values(), ids=TOLD)
def test_who_was_hit(title: str, text: str, expected: dict[str, str]) -> None:
    assert hit(title, text) == expected
