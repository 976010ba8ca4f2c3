"""Text in capitals and headlines are read as if they were written like a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.vocabulary import DataStatus, DataType, Role
from nlp.extract import Extractor, TextInput
from nlp.text.casing import recased

BODY = "Brasswick Data Systems said on Tuesday that hackers took the data of its customers from Station."


@pytest.mark.parametrize(
    ("title", "body", "written"),
    [
        ("Hackers Steal Passwords of Kixpane Customers", "", "Hackers steal passwords of Kixpane customers"),
        ("Hackers Steal Brasswick Data Systems Data", BODY, "Hackers steal Brasswick Data Systems data"),
        ("Hackers Said to Breach Station Customers", BODY, "Hackers said to breach Station customers"),
        (
            "Hackers Said to Hit Station Customers",
            f"Station. The station was hit. {BODY}",
            "Hackers said to hit station customers",
        ),
        ("Warning: Health IT Systems of the FBI Breached", "", "Warning: Health IT systems of the FBI breached"),
        ("Kixpane Breach May Have Hit Users in May 2026", "", "Kixpane breach may have hit users in May 2026"),
        ("HACKERS STEAL PASSWORDS OF KIXPANE", "They were stolen.", "Hackers steal passwords of Kixpane"),
        ("Kixpane says that passwords were stolen", "", "Kixpane says that passwords were stolen"),
        ("Students of Kixpane University Lose Records", "", "Students of Kixpane University lose records"),
        ("Kixpane Customer Data", "", "Kixpane Customer Data"),
        ("STRA\u00dfE PASSWORDS STOLEN BY HACKERS", "", "Stra\u00dfe passwords stolen by hackers"),
    ],
)
def test_a_headline_is_written_like_a_sentence(title: str, body: str, written: str) -> None:
    assert recased(f"{title}\n{body}", len(title)) == f"{written}\n{body}"


def test_a_page_in_capitals_is_calmed_whatever_its_title_is_like() -> None:
    title = "McKixpane tells its customers what has happened to their data since last spring"
    body = "THE PASSWORDS OF KIXPANE CUSTOMERS WERE STOLEN BY HACKERS."
    assert (
        recased(f"{title}\n{body}", len(title))
        == f"{title}\nThe passwords of Kixpane customers were stolen by hackers."
    )


@given(st.text(max_size=60), st.text(max_size=120))
def test_no_letter_moves(title: str, body: str) -> None:
    assert len(recased(title + body, len(title))) == len(title) + len(body)


def test_a_page_in_capitals_is_read_like_any_other() -> None:
    text = (
        "WE ARE WRITING TO TELL YOU OF A DATA BREACH AT KIXPANE. ON MARCH 3, 2026 AN INTRUDER STOLE THE NAMES, EMAIL "
        "ADDRESSES AND PHONE NUMBERS OF 41,200 CUSTOMERS. PASSWORDS WERE NOT AFFECTED."
    )
    found = Extractor().extract(TextInput(id="1", text=text, title="NOTICE OF DATA BREACH"))
    assert [party.name for party in found.parties if party.role is Role.BREACHED] == ["Kixpane"]
    assert {claim.type: claim.status for claim in found.data_types} == {
        DataType.NAMES: DataStatus.EXPOSED,
        DataType.EMAIL_ADDRESSES: DataStatus.EXPOSED,
        DataType.PHONE_NUMBERS: DataStatus.EXPOSED,
        DataType.PASSWORDS: DataStatus.DENIED,
    }
