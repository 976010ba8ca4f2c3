"""When it began: ranges of months, the day behind "the summer of 2025", and a month written small."""

from __future__ import annotations

from datetime import date

import pytest
from fakes.extracted import extracted

from nlp.extract import Extractor, TextInput

EXTRACTOR = Extractor()


@pytest.mark.parametrize(
    ("text", "occurred"),
    [
        ("A clerk of Oakfeld Bank took pictures of forms and stole names between June and December 2025.", "2025-06"),
        (
            ("Northwick Cable told of a theft of names in the summer of 2025. An intruder was in the network from 14 July until "
            "2 August 2025. It was discovered on 1 August."),
            "2025-07-14",
        ),
        ("the shop 7tides.io was broken into on the 5th of may. Names were stolen.", "--05-05"),
        (
            ("Hi all,\n\non 14 June we found a stranger's program on lists.quaycode.org. It had been installed on 2 June. The intruder "
            "had access until noon, and copied subscriber addresses."),
            "--06-02",
        ),
        (
            ("A laptop with names was stolen from Northwick Clinic on November 27. Letters went to all who received care there since "
            "January 2007."),
            "--11-27",
        ),
        ("A gang wants to release names stolen in a March break-in of Northwick Cable's systems.", "--03"),
        # near misses
        (
            ("In late 2022, names of guests of Ostrow Menus were exposed. Attempts were made to contact Ostrow Menus about the incident between April "
            "and August 2023."),
            "2022",
        ),
        ("Northwick Cable confirmed that pictures were stolen. Only those who signed up before June 2024 are affected.", None),
        ("Northwick Cable works again after the attack, which it disclosed June 13.", None),
        ("This amends what Northwick Corp. filed with us on May 13. It says that names of customers were taken.", None),
        ("In 2024 Northwick Cable was hacked, and names were stolen. It announced this on 3 September 2024.", "2024"),
        ("Names may be among what hackers stole from Northwick Cable on 5 June 2025.", "2025-06-05"),
    ],
)  # fmt: skip
def test_the_intrusion_began_on(text: str, occurred: str | None) -> None:
    found = extracted(text, "Notice of a breach")
    assert found.dates.occurred == occurred


@pytest.mark.parametrize(
    ("said", "occurred"),
    [
        ("Quillmetric said on Monday that hackers broke into its systems and stole names of customers.", None),
        ("Quillmetric confirmed on 12 November that hackers stole names of customers.", None),
        ("Quillmetric admitted last Tuesday that hackers stole names of customers.", None),
        ("Hackers stole names from Quillmetric. A gang put the file online on 12 November 2026.", None),
        ("Hackers stole names from Quillmetric. Two years ago it had been hacked before.", None),
        ("Hackers stole names and passwords from Quillmetric, which had to be changed by 2 November 2026.", None),
        ("Hackers stole names of customers from Quillmetric. Letters go out from 20 November 2026.", None),
        # near misses
        (
            "Hackers put names of customers online that they had stolen from Quillmetric on 12 November 2026.",
            "2026-11-12",
        ),
        ("Two years ago Quillmetric was hacked, and names of customers were stolen.", "2024"),
        ("Quillmetric said that hackers broke into its systems on Monday and stole names of customers.", "2026-11-23"),
        ("Quillmetric confirmed a breach in May in which hackers stole names of customers.", "2026-05"),
        ("Quillmetric's server was breached Monday morning, and names of customers were stolen.", "2026-11-23"),
        ("Quillmetric's server was the target Sunday of an attack in which names were stolen.", "2026-11-22"),
        ("Quillmetric said Monday that hackers broke into its systems and stole names of customers.", None),
        (
            "The shop was hit by ransomware this year. Quillmetric detected on May 27 that it encrypted files.",
            "2026-05-27",
        ),
        (
            "Quillmetric's server was breached and names were stolen. Quillmetric was also hit by an attack in 2018.",
            None,
        ),
    ],
)
def test_the_day_on_which_something_was_said_is_not_that_of_the_breach(said: str, occurred: str | None) -> None:
    item = TextInput("1", said, "Quillmetric says customer data was stolen", lang="en", published=date(2026, 11, 28))
    assert EXTRACTOR.extract(item, bypass_gate=True).dates.occurred == occurred


@pytest.mark.parametrize(
    ("told", "occurred"),
    [
        ("On Thursday, the seed merchant Quillmetric said that thieves had copied names and addresses of customers.", None),
        ("Quillmetric disclosed last Tuesday that thieves stole names and addresses of customers.", None),
        ("On 3 November 2026 the controller reported a breach in which names and addresses of customers were stolen.", None),
        ("The gang Ashmoth added Quillmetric to its leak site on Friday and says it stole names of customers.", None),
        ("Quillmetric spotted the breach on November 9 and says thieves had come in and stolen names earlier, on 2 November.", "2026-11-02"),
        ("1 November: first login with a stolen key.\n6 November: review of the access logs ended. Names were stolen.", "2026-11-01"),
        # near misses
        ("On Thursday, thieves copied names and addresses of customers, the seed merchant Quillmetric said.", "2026-11-26"),
        ("In July 2026, Quillmetric disclosed a breach in which names and addresses of customers were stolen.", "2026-07"),
        ("Quillmetric discovered on 9 November that names and addresses of customers had been stolen.", "2026-11-09"),
    ],
)  # fmt: skip
def test_the_day_of_the_telling_opens_a_report_or_stands_beside_what_was_found(told: str, occurred: str | None) -> None:
    item = TextInput("1", told, "Quillmetric hit by data theft", lang="en", published=date(2026, 11, 28))
    assert EXTRACTOR.extract(item, bypass_gate=True).dates.occurred == occurred


@pytest.mark.parametrize(
    ("told", "disclosed"),
    [
        ("Quillmetric said that thieves broke in on 9 November and stole names of customers.", None),
        ("We are writing to tell you that Quillmetric was breached on 9 November 2026. Names were taken.", None),
        ("Quillmetric told its customers on 9 November 2026 that names had been stolen.", "2026-11-09"),
        ("Thieves broke into Quillmetric on 2 November. It informed customers on 9 November.", "2026-11-09"),
    ],
)
def test_the_day_of_the_breach_is_not_that_of_the_notice_that_names_it(told: str, disclosed: str | None) -> None:
    """Alerts showed it as disclosed then, and a horizon of a week made history of it."""
    item = TextInput("1", told, "Quillmetric hit by data theft", lang="en", published=date(2026, 11, 28))
    assert EXTRACTOR.extract(item, bypass_gate=True).dates.disclosed == disclosed
