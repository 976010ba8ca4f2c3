"""Who was hit: a supplier that tells its customer of its loss, a subsidiary for which its owner speaks, or both of two."""

from __future__ import annotations

import pytest
from fakes.extracted import hit


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        (
            "Notice of a Vendor Data Security Incident",
            ("Dear Patient,\n\nTarn Hollow Community Hospital takes the privacy of your information seriously. We are writing to tell you "
            "of an incident at one of our vendors that may involve some of it.\n\nWhat happened? On May 12, 2026 Brindle Health Metrics, "
            "which assists us with billing reviews, told us that an unauthorized person had copied files from its network between March "
            "30 and April 2, 2026. Our operations were not disrupted.\n\nThe files held your name and diagnosis."),
            {"Tarn Hollow Community Hospital": "downstream", "Brindle Health Metrics": "breached"},
        ),
        (
            "Form 8-K - Brasswick Stores, Inc.",
            ("On May 5, 2026, Brasswick Stores, Inc. was informed by Glacierbase Freight, a third-party provider of shipping labels, that "
            "Glacierbase had suffered a cyberattack. The Company's own systems were not accessed. Names and home addresses of customers "
            "were stolen from Glacierbase."),
            {"Brasswick Stores, Inc": "downstream", "Glacierbase Freight": "breached"},
        ),
        (
            "Statement on our subsidiary Tarnmoor Pumps",
            ("Brasswick Holding confirms that its subsidiary Tarnmoor Pumps was the target of a cyber attack. Strangers got into servers of "
            "Tarnmoor Pumps and copied names and bank details of staff. No other firm of the holding is affected."),
            {"Tarnmoor Pumps": "breached"},
        ),
        (
            "Breach at Tarnmoor Maps older than its sale, Brasswick says",
            ("Brasswick Software said a breach at Tarnmoor Maps, which it acquired in May, began before the sale. Thieves had been in "
            "Tarnmoor's network since June 2025.\n\nThey took names and email addresses. Brasswick's own network is not linked to "
            "Tarnmoor's and was not affected."),
            {"Tarnmoor Maps": "breached"},
        ),
        (
            "Quartz Row and Pell Hotels confirm breaches",
            ("Quartz Row confirmed that payroll files of workers were stolen. Pell Hotels said guests' names and emails were taken from a "
            "booking server."),
            {"Quartz Row": "breached", "Pell Hotels": "breached"},
        ),
        (
            "Another victim of the Glacierbase CRM thefts: Oakfeld Optics",
            ("Oakfeld Optics is the latest firm to say that data was taken from its account at the CRM provider Glacierbase.\n\nOakfeld said "
            "names and emails of customers were downloaded in April. It stressed that its own systems were not entered.\n\nGlacierbase has "
            "said that its platform was not compromised and that the thieves tricked employees of its customers over the phone."),
            {"Oakfeld Optics": "breached"},
        ),
        (
            "Regulator fines hoster",
            "The regulator has fined Glacierbase EUR 120,000 after a breach at Glacierbase exposed names and health records of patients.",
            {"Glacierbase": "breached"},
        ),
        (
            "Update on the cyber incident",
            "Intruders copied names and dates of birth of students of Oakfeld University. We regret it.\n\nThe Rector\nOakfeld University",
            {"Oakfeld University": "breached"},
        ),
        (
            "Archive network says a third of the 60,000 readers affected",
            ("A third of the 60,000 readers registered with the Oakfeld Archives consortium had their details copied in May, the consortium "
            "said.\n\nThe copied table lists name and e-mail address."),
            {"Oakfeld Archives": "breached"},
        ),
        (
            "Classbeam Security Incident Information",
            ("An update from Oakhaven School District on the Classbeam cybersecurity incident\nDear families,\nAs we wrote before, "
            "Classbeam \u2013 a software vendor used by Oakhaven School District \u2013 recently suffered a cybersecurity incident involving "
            "unauthorized access to names of students in the Classbeam system."),
            {"Oakhaven School District": "downstream", "Classbeam": "breached"},
        ),
        (
            "Donor data taken",
            ("Quillmark, the third-party company storing the data, alerted Ferncastle College in late July. A criminal acquired Ferncastle "
            "alumni data in a cyber incident in May, including names. After notification from Quillmark of the incident, Ferncastle College "
            "began investigating its extent."),
            {"Ferncastle College": "downstream", "Quillmark": "breached"},
        ),
        (
            "Quillmark Incident",
            ("Quillmark, a donor management service that is used by charities, discovered and halted a ransomware attack involving many of "
            "its clients, including Ferncastle College. More than 200 organizations are thought to be impacted by the breach. The criminals "
            "removed a back-up copy of files with names of members of our Ferncastle community. Ferncastle College is reviewing the "
            "information provided by Quillmark."),
            {"Ferncastle College": "downstream", "Quillmark": "breached"},
        ),
        (  # near miss: a shop of two names is one
            "Marl and Sprocket hit by hackers",
            "Hackers stole names and emails of customers of Marl and Sprocket. Marl and Sprocket said it is sorry.",
            {"Marl and Sprocket": "breached"},
        ),
    ],
)  # fmt: skip
def test_who_was_hit(title: str, text: str, expected: dict[str, str]) -> None:
    assert hit(title, text) == expected
