"""Names as the tagger outlines them, who only reports, and customers told of by their supplier."""

from __future__ import annotations

import pytest
from fakes.extracted import roles

from model.vocabulary import DataType, Role
from nlp.extract import Extractor, TextInput


@pytest.mark.parametrize(
    ("title", "text", "names"),
    [
        (
            "Orlova and Gresham plc: cyber update",
            ("Shoppers will get a letter: names and orders were stolen from Orlova and Gresham plc."),
            "Orlova and Gresham plc",
        ),
        (
            "Council",
            "Thieves broke into the London Borough of Ashby and Welling and copied names of pupils.",
            "London Borough of Ashby and Welling",
        ),
        (
            "Card theft at chains",
            (
                "Nell's Prairie Grill, Oxbow Deli and Yorrick's were hacked: malware in the tills of all three sent card numbers off."
            ),
            "Nell's Prairie Grill, Oxbow Deli, Yorrick",
        ),
        (
            "Coffee",
            "Hackers stole card data from the burger chain Bexley's. The company has hired a security firm.",
            "Bexley's",
        ),
    ],
)
def test_a_name_is_whole_and_no_list_is_a_name(title: str, text: str, names: str) -> None:
    assert [each for each, role in roles(title, text).items() if role is Role.BREACHED] == names.split(", ")


def test_each_member_of_a_list_is_a_name() -> None:
    found = roles(
        "Help desk firm Tannerdesk hacked",
        "A hacker has email addresses of people who wrote to three customers of the help desk firm Tannerdesk, Tannerdesk said."
        " Quillnet, Moorgram and Pinbury have begun to tell users.",
    )
    assert {name for name, role in found.items() if role is Role.DOWNSTREAM} == {"Quillnet", "Moorgram", "Pinbury"}


@pytest.mark.parametrize(
    ("text", "provider"),
    [
        (
            (
                "Wickett Clinic is the latest client of Ostrander Recovery Services to come forward. The debt collector's network"
                " was open to an intruder in July, and files with names and Social Security numbers were copied. The clinic's own"
                " network was not involved."
            ),
            "Ostrander Recovery Services",
        ),
        (
            (
                "Wickett Clinic is telling patients that their data may have been compromised at Hollis Mercer Systems. The"
                " provider was attacked around 3 November. Names and Social Security numbers may be included."
            ),
            "Hollis Mercer Systems",
        ),
        (
            (
                "Classmark informed Wickett Clinic on 7 January that its patients' data is among that accessed in its booking"
                " system with a stolen credential. Names and addresses were involved."
            ),
            "Classmark",
        ),
    ],
)
def test_a_customer_is_hit_through_its_supplier(text: str, provider: str) -> None:
    found = roles("Patients' data accessed", text)
    assert found[provider] is Role.BREACHED
    assert found["Wickett Clinic"] is Role.DOWNSTREAM


def test_who_investigates_is_no_attacker() -> None:
    found = roles(
        "Forensic work complete",
        "Ransomware hit Brindle Hosting in May, and a thief read mail of three customers; CrowdStrike saw no evidence that"
        " mail was copied.",
    )
    assert found["CrowdStrike"] is Role.BYSTANDER


def test_data_of_an_account_is_not_of_one_at_a_bank() -> None:
    text = "Quillmark told users that some of their account data was taken in a breach: names and email addresses."
    found = Extractor().extract(TextInput("1", text, "A breach at Quillmark", lang="en"))
    assert DataType.BANK_ACCOUNTS not in {claim.type for claim in found.data_types}
