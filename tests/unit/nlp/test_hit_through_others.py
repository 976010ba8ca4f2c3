"""Who was hit through whom, as customers, press and victims' lists tell it."""

from __future__ import annotations

import pytest
from fakes.extracted import hit

THROUGH: dict[str, tuple[str, str, dict[str, str]]] = {
    "notified by its register": (
        "Breach of a register",
        (
            "Ferncastle College was notified by the Fernwick Pupil Register of a recent data breach. Strangers copied files of the "
            "Register with names of Ferncastle students. Nothing that the College itself keeps was breached."
        ),
        {"Ferncastle College": "downstream", "Fernwick Pupil Register": "breached"},
    ),
    "the third-party vendor is X": (
        "Notice to patients",
        (
            "Tarn Hollow Dental is notifying patients of an incident experienced by a vendor. The third-party vendor is Glacierbase Files, "
            'Inc. ("Glacierbase"). In May Glacierbase was the target of a cyberattack, and names were stolen.'
        ),
        {"Tarn Hollow Dental": "downstream", "Glacierbase Files, Inc": "breached"},
    ),
    "one of its vendors was the victim": (
        "Vendor loses names of patients",
        (
            "This week, Tarn Hollow Dental announced that one of its third-party vendors was the victim of a theft that compromised the names "
            "of 310 patients. Tarn Hollow is sorry."
        ),
        {"Tarn Hollow Dental": "downstream"},
    ),
    "its clients' addresses were exposed due to the attack on X": (
        "Mailfern closes accounts after attack",
        (
            "Mailfern closed some accounts because of an attack on its systems.\n\nQuartz Row wrote that its clients' email addresses were "
            "exposed due to the attack on Mailfern."
        ),
        {"Mailfern": "breached", "Quartz Row": "downstream"},
    ),
    "notified by three vendors": (
        "Vendors of a college breached",
        (
            "Ferncastle College has been notified by three vendors, the Fernwick Pupil Register, Brindle, and Tallowfen Loans, that they "
            "have experienced a data breach, in which names of students were stolen. No systems operated by Ferncastle College were breached."
        ),
        {
            "Ferncastle College": "downstream",
            "Fernwick Pupil Register": "breached",
            "Brindle": "breached",
            "Tallowfen Loans": "breached",
        },
    ),
    "data linked to clients like X": (
        "Quillmetric breach",
        (
            "A breach at Quillmetric, which counts visits, has compromised names, including data linked to clients like Pellworth. "
            "Quillmetric says it is sorry."
        ),
        {"Quillmetric": "breached", "Pellworth": "downstream"},
    ),
    "hit through an attack on X": (
        "Wage slips stolen",
        (
            "Thieves stole names from Brindle Pay, a payroll company.\n\nQuartz Row, Pell Ferries and the bakery chain Brasswick Ovens have "
            "been hit through an attack on payroll company Brindle Pay."
        ),
        {
            "Brindle Pay": "breached",
            "Quartz Row": "downstream",
            "Pell Ferries": "downstream",
            "Brasswick Ovens": "downstream",
        },
    ),
    "several that were affected by the X attack": (
        "Ransomware at Brindle Depots",
        (
            "Ransomware stopped servers of Brindle Depots, which has 80 customers.\n\nSome of them have confirmed that they were affected "
            "by the Brindle Depots attack, including Quartzbeans, Pellisons and Marlbury's."
        ),
        {
            "Brindle Depots": "breached",
            "Quartzbeans": "downstream",
            "Pellisons": "downstream",
            "Marlbury's": "downstream",
        },
    ),
    "X impacted organizations such as": (
        "Museums hit by breach at Quillmark",
        (
            "Quillmark, a platform for tickets, had a data breach that affected many of its clients.\n\nQuillmark impacted organizations "
            "such as the Oakfeld Museum and the Pell Island School of Design. Feed Fern was also affected.\n\n\u201cWe are sorry,\u201d said "
            "Jorn Wilk, Feed Fern's new Chief Garden Officer."
        ),
        {
            "Quillmark": "breached",
            "Oakfeld Museum": "downstream",
            "Pell Island School of Design": "downstream",
            "Feed Fern": "downstream",
        },
    ),
    "listed by a gang": (
        "Gang names its victims",
        (
            "The ransomware gang Gilded Moth has listed victims on its leak site. Among the organizations listed are Oakfeld Optics, Pell "
            "Ferries and Tarnmoor Pumps."
        ),
        {
            "Gilded Moth": "threat_actor",
            "Oakfeld Optics": "breached",
            "Pell Ferries": "breached",
            "Tarnmoor Pumps": "breached",
        },
    ),
    "an article that only begins the sentence is no part of a gang's name": (
        "",
        "Brasswick said so. The Gilded Moth ransomware gang stole its files.",
        {"Brasswick": "breached", "Gilded Moth": "threat_actor"},
    ),
    "within a sentence it is one": (
        "",
        "Files were stolen from Brasswick Savings by a gang that calls itself The Moth Guild.",
        {"Brasswick Savings": "breached", "The Moth Guild": "threat_actor"},
    ),
    "whose own systems were not affected": (
        "Brasswick Credit Union says members' data was in vendor breach",
        (
            "Brasswick Credit Union says that Orlane Prints, which prints its statements, was breached in January and names of "
            "members copied. Its own core systems were not affected."
        ),
        {"Brasswick Credit Union": "downstream", "Orlane Prints": "breached"},
    ),
    "a law firm that looks into it": (
        "Law firm acts after breach",
        (
            "The class-action firm Orlane Fernby, LLP has launched an investigation into Brasswick Savings. A data breach at Brasswick "
            "Savings exposed names of customers."
        ),
        {"Brasswick Savings": "breached"},
    ),
    "a law firm that looks for those who were hit": (
        "Brasswick Savings breach: Orlane & Fernby investigates",
        "The law firm Orlane & Fernby is investigating claims on behalf of people affected by the data breach at Brasswick Savings.",
        {"Brasswick Savings": "breached"},
    ),
    "the same for its customers": (
        "",
        "The law firm of Orlane Fernby is investigating claims for customers hit by the breach at Brasswick Ltd, a software supplier.",
        {"Brasswick Ltd": "breached"},
    ),
    "near miss: who warns of a breach is not whose it was": (
        "Tarnmoor Pumps hacked",
        "Tarnmoor Pumps was notified by the FBI of a possible data breach. Thieves had stolen card numbers from its shop.",
        {"Tarnmoor Pumps": "breached"},
    ),
}


@pytest.mark.parametrize(("title", "text", "expected"), THROUGH.values(), ids=THROUGH)
def test_who_was_hit_through_whom(title: str, text: str, expected: dict[str, str]) -> None:
    assert hit(title, text) == expected
