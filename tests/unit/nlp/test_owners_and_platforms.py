"""Who was hit where a platform is cleared, who owns whom, who signs for whom, and who told of his own loss."""

from __future__ import annotations

import pytest
from fakes.extracted import extracted

from model.vocabulary import Role


def roles(text: str, speaker: str = "") -> dict[str, str]:
    found = extracted(text, "Notice of a breach", speaker=speaker)
    return {party.name: party.role.value for party in found.parties}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            ('Cloud data firm Frostline said that thieves had used stolen passwords on accounts of its customers. "This was not caused by '
            'a breach of Frostline\'s platform," it said. Arcadia Stays and Loomwright said that names of their guests were copied.'),
            {"Frostline": "bystander", "Arcadia Stays": "breached", "Loomwright": "breached"},
        ),
        (
            ("Guests of the hotel Villa Serena got odd mail through the booking platform Roamly. It came from the hotel's own Roamly "
            "account, which was taken over in June. Thieves could see names of 38 guests. Roamly said that its systems had not been "
            "breached."),
            {"Villa Serena": "breached", "Roamly": "bystander"},
        ),
        (
            ("Password-sharing start-up Vaultry, which Ostrava Systems bought in 2024, said that intruders had accessed a backup of its "
            "customer database.\n\nOstrava Systems, which runs its own products on separate infrastructure, said that it was not "
            "affected."),
            {"Vaultry": "breached", "Ostrava Systems": "bystander"},
        ),
        (
            ("Corvane Group said a subsidiary, Corvane Fleet Leasing, suffered a cyber attack in which scans of the driving licences of "
            "31,000 lessees were copied.\n\nThe group, which also owns Corvane Insurance and the used-car site MotorNest, said the other "
            "businesses do not share systems with the leasing arm and were not affected."),
            {"Corvane Fleet Leasing": "breached", "Corvane Insurance": "bystander", "MotorNest": "bystander"},
        ),
        (
            ('Marrowby, which uses Statwell for its analytics, said that its data was not affected by the breach. "Statwell has confirmed '
            'to us that no Marrowby data was in the dataset," a spokesperson said. Hackers had broken into Statwell in October.'),
            {"Statwell": "breached", "Marrowby": "bystander"},
        ),
        (
            ("Marrowby, which uses Statwell for its analytics, said that its systems were not affected by the breach at Statwell. Names "
            "and email addresses of 4,000 Marrowby users were exposed."),
            {"Statwell": "breached", "Marrowby": "downstream"},
        ),
        (
            ("Tollhavenpay, a subsidiary of Tollhaven Group, said on Monday that hackers stole names and bank account numbers of 12,000 "
            "customers. The systems of Tollhaven Group were not affected, the parent company said."),
            {"Tollhavenpay": "breached", "Tollhaven Group": "bystander"},
        ),
        (
            ("Marrow Creek Community Hospital takes the privacy of your information seriously. We are writing to tell you of an incident "
            "at one of our vendors that may involve some of it.\n\nOn May 12, 2026 Tessaline Health Analytics, which helps us with "
            "quality reporting, told us that an unauthorized person had copied files from its network."),
            {"Marrow Creek Community Hospital": "downstream", "Tessaline Health Analytics": "breached"},
        ),
        (
            ("Since analytics vendor Statwell disclosed on 8 July that intruders had downloaded customer datasets, these companies have "
            "confirmed that they are affected: Bluebottle Energy and Nordvik Ferries.\n\nThese have said that they are not: Tramline, "
            "Oakshott Bank and Lindau Works."),
            {
                "Statwell": "breached",
                "Bluebottle Energy": "downstream",
                "Nordvik Ferries": "downstream",
                "Tramline": "bystander",
                "Oakshott Bank": "bystander",
                "Lindau Works": "bystander",
            },
        ),
        (
            ("LOWELL RIDGE - Patients of Lowell Ridge Medical Group are among those affected by a hack of Arclight Billing, the group "
            "said.\n\nArclight, which sends bills for practices, found hackers inside its network in May. It notified Lowell Ridge.\n\n"
            "Exposed were names of 640 patients."),
            {"Lowell Ridge Medical Group": "downstream", "Arclight Billing": "breached"},
        ),
        (
            ("Subprocessor incident notification - Docktable\nSummary: Docktable was notified by its subprocessor Fernpost (transactional "
            "e-mail) of unauthorised access to Fernpost's logging system.\nImpact on Docktable customers: Logs contain recipient address "
            "and subject line of e-mails.\nNot impacted: E-mail bodies, attachments, Docktable application data, credentials."),
            {"Docktable": "downstream", "Fernpost": "breached"},
        ),
        ("Chipmaker Qorva has confirmed that attackers stole names of its customers.", {"Qorva": "breached"}),
        (
            ("The Copperjaw ransomware group has added Delmarva Orchards, a fruit packer with some 900 employees, to its leak site. It "
            "claims to have stolen 40 GB of data including payroll files."),
            {"Copperjaw": "threat_actor", "Delmarva Orchards": "breached"},
        ),
        (
            ("Owners of Nestview cameras were shown pictures from homes of strangers. Its app had mixed up their ids after an outage at "
            "its cloud provider, Stratus One, Nestview said.\n\nSome 900 accounts received such pictures."),
            {"Nestview": "breached", "Stratus One": "bystander"},
        ),
        (
            ("Three law firms in the Tees Valley cannot open files because of a ransomware attack on Northgate Managed IT, the company that "
            "runs their servers. One of the firms, Pell Harmon Solicitors, said files may have been copied."),
            {"Northgate Managed IT": "breached", "Pell Harmon Solicitors": "downstream"},
        ),
        (
            ("Oakfeld Academy collects applications for its courses with a form in Quillform. A member of staff had shared the answers with "
            "anyone, and names of 212 applicants were exposed for three days. Quillform was in no way at fault."),
            {"Oakfeld Academy": "breached", "Quillform": "bystander"},
        ),
        (
            ("The thefts from warehouses rented from Frostline go on. Arcadia Stays said that thieves had used stolen passwords on its "
            "account to copy names of guests. Frostline repeats that its own systems are intact."),
            {"Frostline": "bystander", "Arcadia Stays": "breached"},
        ),
        # near misses: a breach is no outage, and a company may be named after a valley
        (
            "Nestview said names of users were stolen in a breach at its cloud provider, Stratus One, on Friday.",
            {"Nestview": "downstream", "Stratus One": "breached"},
        ),
        ("Hackers stole names of 4,000 customers from the servers of Tees Valley Water.", {"Tees Valley Water": "breached"}),
        # near misses: who was hacked at its own place, and whoever only found the hole
        (
            "On 3 May, the FBI informed Penrose Dental that its systems had been entered. Names were stolen.",
            {"FBI": "bystander", "Penrose Dental": "breached"},
        ),
        (
            'Oakfeld Farms said that names of its customers were stolen. "We are sorry," added Gwen Harrowby, a farmer.',
            {"Oakfeld Farms": "breached"},
        ),
    ],
)  # fmt: skip
def test_each_name_has_the_role_that_the_words_give_it(text: str, expected: dict[str, str]) -> None:
    assert roles(text) == expected


@pytest.mark.parametrize(
    ("signed", "speaker"),
    [
        ("Pennant Trust & Safety", "Pennant"),
        ("Posted by Harborline Status", "Harborline"),
        ("Quillmark Customer Care", "Quillmark"),
    ],
)
def test_a_desk_signs_for_its_company(signed: str, speaker: str) -> None:
    text = f"Data of 12 million users was stolen from our servers on 4 May. We are sorry.\n\n{signed}"
    assert roles(text, speaker) == {speaker: Role.BREACHED.value}
