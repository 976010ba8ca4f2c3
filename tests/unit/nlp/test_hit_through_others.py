"""Who was hit through whom, as customers, press and victims' lists tell it."""

from __future__ import annotations

import pytest
from fakes.extracted import hit


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        (
            "Fernwick Pupil Register Data Breach",
            ("Ferncastle University was notified by the Fernwick Pupil Register (FPR) of a recent data breach. Intruders obtained files "
            "from within the Register's systems that may have held personal information of Ferncastle students. Information stored by the "
            "University was not breached."),
            {"Ferncastle University": "downstream", "Fernwick Pupil Register": "breached"},
        ),
        (
            "Notice of cybersecurity incident",
            ("Tarn Hollow Eye Care is notifying individuals whose information may have been involved in an incident experienced by a vendor. "
            'The third-party vendor is Glacierbase Hosting, Inc. ("Glacierbase"), which offers hosting. On May 4, 2026, Glacierbase was the '
            "target of a cyberattack. The intruder had access to name and address."),
            {"Tarn Hollow Eye Care": "downstream", "Glacierbase Hosting, Inc": "breached"},
        ),
        (
            "Vendor causes breach of 5,000 patients",
            ("This week, Tarn Hollow Healthcare announced that one of its third-party vendors was the victim of an incident that compromised "
            "the names of 5,000 patients. This is the third breach that Tarn Hollow has experienced."),
            {"Tarn Hollow Healthcare": "downstream"},
        ),
        (
            "Mailfern suspended accounts because of attack",
            ("Mailfern said that it suspended several accounts last week because of an attack on its systems.\n\nThe news comes as Quartz Row "
            "said some of its clients' email addresses were exposed to strangers due to the attack on Mailfern."),
            {"Mailfern": "breached", "Quartz Row": "downstream"},
        ),
        (
            "Data breach at several vendors",
            ("Ferncastle University has been notified by three vendors, the Fernwick Pupil Register, Brindle, and Tallowfen Benefits, that "
            "they have experienced a data breach in a file transfer software, and that this breach has impacted the data of some Ferncastle "
            "employees and students. No systems operated by Ferncastle University were breached."),
            {"Ferncastle University": "downstream", "Fernwick Pupil Register": "breached", "Brindle": "breached", "Tallowfen Benefits": "breached"},
        ),
        (
            "Quillmetric data breach exposes major risks",
            ("A security incident at Quillmetric, an analytics company, has shown how vulnerable such data are. The breach, detected on "
            "November 8, has compromised customer information, including data linked to high-profile clients like Pellworth. Quillmetric's "
            "chief executive acknowledged the incident in a post."),
            {"Quillmetric": "breached", "Pellworth": "downstream"},
        ),
        (
            "Payroll data stolen",
            ("Payroll company Brindle Pay confirmed that intruders stole names from its servers.\n\nQuartz Row, Pell Hotels and the grocery "
            "chain Brasswick Stores have been hit through an attack on payroll company Brindle Pay."),
            {
                "Brindle Pay": "breached",
                "Quartz Row": "downstream",
                "Pell Hotels": "downstream",
                "Brasswick Stores": "downstream",
            },
        ),
        (
            "Brindle Freight works around the clock after ransomware incident",
            ("Brindle Freight, which makes software for grocers, said that ransomware disrupted its servers. It has 3,000 customers.\n\n"
            "Several companies have confirmed that they were affected by the Brindle Freight attack, including Quartzbucks, Pellisons "
            "and Marlbury's."),
            {
                "Brindle Freight": "breached",
                "Quartzbucks": "downstream",
                "Pellisons": "downstream",
                "Marlbury's": "downstream",
            },
        ),
        (
            "Charities hit by breach at Quillmark",
            ("In May, Quillmark, a software platform, had a data breach that affected many of its 45,000 clients, including schools and "
            "hospitals.\n\nQuillmark impacted organizations such as the Oakfeld Museum, the Tarn Hollow Institute and the Pell Island School "
            "of Design. Feed Fern was also affected.\n\n\u201cCyberattacks are part of the world we live in now,\u201d said Jorn Wilk, Feed Fern's "
            "new Chief Development Officer."),
            {
                "Quillmark": "breached",
                "Oakfeld Museum": "downstream",
                "Tarn Hollow Institute": "downstream",
                "Pell Island School of Design": "downstream",
                "Feed Fern": "downstream",
            },
        ),
        (
            "Gang names its victims",
            ("The ransomware gang Gilded Moth has begun listing victims of its latest raid on its leak site. Among the organizations listed are "
            "Oakfeld Optics, Pell Hotels, Brasswick Stores and Tarnmoor Pumps."),
            {
                "Gilded Moth": "threat_actor",
                "Oakfeld Optics": "breached",
                "Pell Hotels": "breached",
                "Brasswick Stores": "breached",
                "Tarnmoor Pumps": "breached",
            },
        ),
        (
            "Law firm acts after breach",
            ("The class-action firm Orlane Fernby, LLP has formally launched an investigation into First Brasswick Savings. It follows a data "
            "breach at First Brasswick Savings in which names and Social Security numbers of customers were stolen."),
            {"First Brasswick Savings": "breached"},
        ),
        (  # near miss: who warns of a breach is not whose it was
            "Tarnmoor Pumps hacked",
            ("Tarnmoor Pumps was notified by the FBI of a possible data breach. Tarnmoor Pumps found that intruders had stolen card "
            "numbers of customers from its web shop."),
            {"Tarnmoor Pumps": "breached"},
        ),
    ],
)  # fmt: skip
def test_who_was_hit_through_whom(title: str, text: str, expected: dict[str, str]) -> None:
    assert hit(title, text) == expected
