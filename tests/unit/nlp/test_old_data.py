"""Data that are offered again, and data that did not come from whom they seem to be: no new incident."""

from __future__ import annotations

from datetime import date

import pytest

from model.disclosure import Disclosure
from model.vocabulary import Claim, Kind
from nlp.extract import Extractor, TextInput

EXTRACTOR = Extractor()
STOLEN = "Names and emails of 4,000 customers were stolen."


def read(text: str, title: str = "Quillmark breach") -> Disclosure:
    return EXTRACTOR.extract(TextInput("a", text, title, None, date(2026, 11, 26), "en"))


@pytest.mark.parametrize(
    "text",
    [
        "Hackers published names of 200,000 Quillmark customers. According to Quillmark, the data does not come from its systems.",
        "Names of 300,000 people appeared on a forum. Quillmark said that the data did not originate from its systems.",
        "A hacker published 40,000 names. Quillmark said the records did not come from its network.",
        "A database on a forum did not come from its servers, Quillmark said, but was compiled from older leaks.",
        "A post claims that Quillmark was hacked. A sample of names is shown. The data does not stem from its database.",
        "A forum post offers 2 million records of Quillmark. The company said the data did not come from its servers.",
    ],
)
def test_data_that_did_not_come_from_its_systems_are_a_denial(text: str) -> None:
    found = read(text)
    assert (found.is_disclosure, found.claim) == (False, Claim.DENIED)


@pytest.mark.parametrize(
    "text",
    [
        "The data did not come from its own servers but from those of its supplier Velmar, which was hacked.",
        "Quillmark said the data was not taken from its systems, but from an open bucket. Names of 400 customers were in it.",
        "Names were posted on a forum. Quillmark said they had been stolen from a supplier; the data did not come from its systems.",
        "Names of our staff are for sale. The data was not obtained from our systems. It was taken from Velmar on 3 May.",
        f"{STOLEN} The data did not come from its production servers but from a test system.",
        f"{STOLEN} Card data did not come from its systems.",
        "Customer data was not taken from its systems, Quillmark said after the ransomware attack of Monday.",
        "Quillmark confirmed that intruders copied names of 400 customers. The passwords they used did not come from its systems.",
    ],
)
def test_who_says_where_else_data_came_from_denies_nothing(text: str) -> None:
    found = read(text)
    assert (found.is_disclosure, found.claim) == (True, Claim.CONFIRMED)


@pytest.mark.parametrize(
    "text",
    [
        "Names and emails of 3 million Quillmark users are offered on a forum. They stem from the 2021 breach, the company said.",
        "Data stolen from Quillmark in 2021 has been posted again. It contains names and emails of 5 million people.",
        "A hacker posted names of Quillmark users. The data is from a breach in 2021 that the firm disclosed at the time.",
        "A hacker offers records with names of Quillmark users. They were compiled from previous breaches at other companies.",
    ],
)
def test_old_data_that_are_offered_again_are_no_new_disclosure(text: str) -> None:
    found = read(text)
    assert (found.is_disclosure, found.kind) == (False, Kind.FOLLOW_UP)


@pytest.mark.parametrize(
    "text",
    [
        "Names and phone numbers of Quillmark users were posted for the first time on Monday. They are from the 2021 breach.",
        "Names and emails of Quillmark users are for sale. They stem from the 2021 breach, which it had never disclosed.",
        f"Hackers broke into Quillmark on 3 May. {STOLEN} The data of its guests was stolen in the 2021 breach.",
        f"Quillmark was hacked again. {STOLEN} Other records stem from the 2021 breach.",
        "Names of Quillmark customers are on a forum. The data stems from the 2026 breach, Quillmark confirmed.",
        "Attackers entered accounts of Quillmark customers with passwords. They came from an earlier breach at Velmar. Names were seen.",
        f"{STOLEN} The attackers also posted records that stem from a 2021 breach of Velmar.",
        "In 2021 Quillmark suffered a breach. Names and emails of 4 million users were stolen.",
    ],
)
def test_what_is_new_of_an_old_breach_is_told(text: str) -> None:
    assert read(text).is_disclosure
