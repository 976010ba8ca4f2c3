"""A notice that whoever gave it takes back, above or below what it said; and words of that kind that take back nothing."""

from __future__ import annotations

import pytest

from model.vocabulary import Claim
from nlp.extract import Extractor
from nlp.text.text_input import TextInput

_NOTICE = (
    "On 2 March an unauthorized person accessed the support system of Quillmark. Names and email addresses of 4,000 "
    "customers were exposed."
)
TAKEN_BACK = [
    ("Security notice", f"UPDATE 14 March: Quillmark retracts this notice. It was published in error. {_NOTICE}"),
    ("Security notice", f"{_NOTICE}\n\nUPDATE 14 March: We withdraw our notice of 2 March, which described a test."),
    ("Security incident", f"We published our earlier notice in error: no breach occurred. Earlier: {_NOTICE}"),
    ("Security notice", f"This security notice has been withdrawn. {_NOTICE}"),
    ("", "The breach notice that Quillmark filed on 3 May has been withdrawn: the mailbox was another firm's."),
    ("", "The paper retracted its story that Quillmark was hacked."),
    ("Correction", "An earlier version of this article said that Quillmark was breached; it was not."),
    ("Quillmark hack", "Editor's note: we reported on Monday that Quillmark had been hacked. That was incorrect."),
    (
        "",
        "Correction: this article previously stated that Quillmark suffered a data breach. Quillmark was not affected.",
    ),
    ("Quillmark security incident", "Resolved - False positive. There was no access to the systems of Quillmark."),
]
STANDING = [
    ("Data breach notice", f"We withdraw our earlier statement that no customer data was affected. {_NOTICE}"),
    ("Misdirected notice", ("On 2 March a benefits notice was sent by mistake to other patients of Oakton Clinic. It showed "
     "names and diagnoses of 40 patients.")),
    ("Data incident", ("A spreadsheet with names and email addresses of 200 members of Quillmark Club was posted in error on "
     "our website.")),
    ("Incident notice", ("Quillmark withdrew the notice period. Names of 40 employees were exposed when a mailbox was hacked "
     "on 2 March.")),
    ("Quillmark breach grows", f"{_NOTICE} Quillmark withdrew its earlier statement about the number of those affected."),
    ("Misdirected notice", ("The benefits notice was issued in error to 40 other patients of Oakton Clinic on 2 March. It showed "
     "names and diagnoses.")),
    ("Quillmark hacked", f"{_NOTICE} Correction: an earlier version of this story said that Velmar was breached; it was not."),
    ("Quillmark hacked", f"An earlier version of this report said that Quillmark was hacked by Redmoth; it was another gang. {_NOTICE}"),
    ("Quillmark hacked", f"We wrote on 3 May that Quillmark was hit by an attack, which is not over. {_NOTICE}"),
    ("Quillmark hacked", f"The paper withdrew its story about the boss of Velmar. {_NOTICE}"),
    ("Correction", f"We said that Quillmark was affected; it was not clear how many customers were. {_NOTICE}"),
    ("Job cuts after breach", f"{_NOTICE} Last week Quillmark withdrew its notice of termination to 20 employees."),
]  # fmt: skip


@pytest.mark.parametrize(("title", "text"), TAKEN_BACK)
def test_a_notice_taken_back_by_whoever_gave_it_tells_no_breach(title: str, text: str) -> None:
    read = Extractor().extract(TextInput("1", text, title, url="https://quillmark.example/security"))
    assert not read.is_disclosure
    assert read.claim is Claim.RETRACTED


@pytest.mark.parametrize(("title", "text"), STANDING)
def test_a_breach_stands_where_something_else_is_withdrawn_or_sent_in_error(title: str, text: str) -> None:
    read = Extractor().extract(TextInput("1", text, title, url="https://quillmark.example/security"))
    assert read.is_disclosure
    assert read.claim is Claim.CONFIRMED


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Correction",
            "An earlier version of this article said that 4,000 people were hit by the breach of Quillmark; it was 400.",
        ),
        (
            "Quillmark breach",
            "We told you that no card numbers had been taken from Quillmark. We were wrong. They were.",
        ),
    ],
)
def test_a_figure_that_is_corrected_or_a_denial_takes_nothing_back(title: str, text: str) -> None:
    assert Extractor().extract(TextInput("1", text, title)).claim is Claim.CONFIRMED
