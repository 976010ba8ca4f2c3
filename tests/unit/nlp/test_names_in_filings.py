"""Names in filings, mails and pages of one's own: short names, counsel, numbers of forms, vendors in brackets, no name at all."""

from __future__ import annotations

from datetime import date

import pytest

from model.vocabulary import Kind, Role
from nlp.extract import Extractor
from nlp.text.text_input import TextInput


def read(text: str, title: str, speaker: str | None = None) -> dict[str, Role]:
    found = Extractor().extract(TextInput("1", text, title, published=date(2026, 3, 9), speaker=speaker))
    assert found.is_disclosure
    return {party.name: party.role for party in found.parties}


def test_the_initials_of_a_firm_are_no_second_firm() -> None:
    text = (
        'Quillmark Benefits Administrators, LLC ("QBA") provides notice of a data breach. On November 20, 2025, QBA became aware '
        "that an unauthorized actor had acquired files from QBA's network. The files contained names and Social Security numbers."
    )
    assert read(text, "Security Incident Notification") == {"Quillmark Benefits Administrators, LLC": Role.BREACHED}


def test_the_number_of_an_amendment_is_no_company() -> None:
    text = (
        "This Amendment No. 1 amends the Current Report on Form 8-K filed on March 2, 2026 by Quillmark Tool Corporation. The "
        "Company has since determined that the threat actor exfiltrated names and Social Security numbers of employees."
    )
    assert read(text, "Amendment No. 1 to Form 8-K") == {"Quillmark Tool Corporation": Role.BREACHED}


def test_the_law_firm_that_files_the_form_was_not_breached() -> None:
    text = (
        "Entity name: Hartwell Dental\nStreet address: 400 Main St\nType of organization: Health care\n"
        "Submitted by: Dana Whitlock, Counsel, Firm: Crane & Ostrow LLP\nTotal number of persons affected (including residents): "
        "18,322\nTotal number of residents affected: 41\nDate(s) breach occurred: 12/02/2025\nDate breach discovered: "
        "01/14/2026\nDescription of the breach: External system breach (hacking)\nInformation acquired: Name or other personal "
        "identifier in combination with: Financial account number or credit/debit card number (in combination with security code, "
        "access code, password or PIN)"
    )
    parties = read(text, "Data Breach Notification")
    assert [name for name, role in parties.items() if role is Role.BREACHED] == ["Hartwell Dental"]


def test_a_vendor_explained_in_brackets_is_the_supplier_that_was_hit() -> None:
    text = (
        'Team, heads-up. "Quillmark" (our ETL vendor) disclosed a breach last night. They say the attacker used a compromised '
        "employee account to read customer connection strings. We have rotated ours."
    )
    assert read(text, "FYI: vendor breach")["Quillmark"] is Role.BREACHED


@pytest.mark.parametrize("cleared", ["wasn't", "was not"])
def test_a_platform_that_was_not_breached_itself_is_cleared_however_not_is_written(cleared: str) -> None:
    text = (
        "An attacker logged in to our account at the data warehouse Hartwell with a password that malware had stolen from an "
        f"employee's PC. They copied ticket sales with names and e-mails. Hartwell itself {cleared} breached."
    )
    parties = read(text, "Our Hartwell account", speaker="Quillmark")
    assert (parties["Hartwell"], parties["Quillmark"]) == (Role.BYSTANDER, Role.BREACHED)


def test_whoever_tells_of_its_own_incident_without_its_name_was_breached() -> None:
    text = (
        "In February a stranger logged in to our support desk with the password of a clerk who had been phished, and exported "
        "812 tickets. Your name and your e-mail address are in them."
    )
    assert read(text, "What happened on February 14", speaker="Quillmark") == {"Quillmark": Role.BREACHED}


def test_of_a_notice_in_two_languages_the_english_half_is_read() -> None:
    german = (
        "Sehr geehrte Kundinnen und Kunden, am 20. April 2026 wurde unser Newsletter-System angegriffen. Betroffen sind Name und "
        "E-Mail-Adresse. Zahlungsdaten sind nicht betroffen."
    )
    english = (
        "Dear customers, on 20 April 2026 the newsletter system of Quillmark was attacked. Your name and e-mail address are "
        "affected. Payment data are not affected. We have informed everybody whose address was in the system."
    )
    assert read(f"{german}\n{english}", "Data breach") == {"Quillmark": Role.BREACHED}


def test_a_reprimand_years_later_is_no_new_incident() -> None:
    text = (
        "The ICO has issued a reprimand to Quillmark Council after a clerk published the names and addresses of 14 complainants in "
        "a planning portal in 2024. The council has since trained its staff."
    )
    found = Extractor().extract(TextInput("1", text, "ICO reprimands Quillmark Council"))
    assert (found.is_disclosure, found.kind) == (False, Kind.FOLLOW_UP)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (
            (
                "In our first notice we estimated that 3,400 individuals were affected. Having completed its review, Quillmark "
                "has determined that the number is 11,906. Names were copied."
            ),
            11_906,
        ),
        (
            (
                "An earlier version of this article said that 430,000 people were affected by the breach at Quillmark. The "
                "correct number is 43,000. E-mail addresses were exposed."
            ),
            43_000,
        ),
    ],
)
def test_of_two_numbers_the_one_that_corrects_the_other_holds(text: str, count: int) -> None:
    found = Extractor().extract(TextInput("1", text, "Supplemental notice on the Quillmark data breach"))
    assert found.records is not None
    assert found.records.count == count


def test_a_service_by_which_mails_are_sent_is_the_supplier() -> None:
    text = (
        "Dear reader, the newsletter of the Quillmark Review is sent by a service called inkwell. Yesterday inkwell told its "
        "customers that a thief had exported lists of 31 accounts; ours is among the 31. Your e-mail address is on it."
    )
    parties = read(text, "Important: incident at our e-mail provider")
    assert parties == {"Quillmark Review": Role.DOWNSTREAM, "inkwell": Role.BREACHED}


def test_whoever_studies_the_incidents_of_others_was_not_breached_itself() -> None:
    text = (
        "Our researchers found a database of a hotel chain that anyone could read. It held names and passport numbers of 40,000 "
        "guests. We have notified the chain, which closed it. Our customers can look for exposed databases with our platform."
    )
    found = Extractor().extract(TextInput("1", text, "How we found passports of hotel guests", speaker="Quillmark"))
    assert found.names(Role.BREACHED) == ()


def test_the_team_of_whoever_speaks_is_no_supplier_of_it() -> None:
    text = (
        "Hi there, between October 1 and October 3 attackers tried passwords stolen from other websites on our log-in page. In "
        "1,127 cases they succeeded. In these accounts they could see the name, delivery address and past orders. Please pick a "
        "new password. The Quillmark Team"
    )
    parties = read(text, "Important information about your account", speaker="Quillmark")
    assert parties == {"Quillmark": Role.BREACHED}


def test_data_written_small_are_no_company() -> None:
    text = (
        "On 22 October we discovered that webhook secrets of 610 workspaces were readable in the page source of our settings page "
        'for members with the role "viewer". We have rotated all the secrets.'
    )
    assert read(text, "Exposure notice: webhook secrets", speaker="Quillmark") == {"Quillmark": Role.BREACHED}


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        (
            "The breach at Quillmark has affected Hartwell, which said names of staff were exposed. Quillmark provides HR software.",
            {"Quillmark": Role.BREACHED, "Hartwell": Role.DOWNSTREAM},
        ),
        (
            "The Ministry of Roads said hackers got names of 2 million drivers from its contractor, Quillmark Data.",
            {"Quillmark Data": Role.BREACHED, "Ministry of Roads": Role.DOWNSTREAM},
        ),
        (
            (
                "Oakfeld Group, parent of Quillmark, was attacked on 3 May. Quillmark runs on separate systems and was spared. "
                "Staff data of Oakfeld Group were copied."
            ),
            {"Quillmark": Role.BYSTANDER, "Oakfeld Group": Role.BREACHED},
        ),
        (
            (
                "This notice is about an incident at Hartwell Clinic, P.A. (a practice in Quillmark Hall). On May 3 the e-mail of a "
                "nurse was accessed; names and lab results of 90 patients were in it."
            ),
            {"Hartwell Clinic, P.A": Role.BREACHED},
        ),
    ],
)
def test_who_was_hit_through_whom(text: str, parties: dict[str, Role]) -> None:
    found = read(text, "Notice of a data breach")
    assert {name: found.get(name) for name in parties} == parties
    assert {role for name, role in found.items() if name not in parties} <= {Role.BYSTANDER}
