"""Lists of a year's breaches and anniversaries are old news; what is told now of several, or late, is not."""

from __future__ import annotations

from datetime import date

import pytest

from model.vocabulary import Kind, Role
from nlp.extract import Extractor, TextInput

EXTRACTOR = Extractor(["Quillmark", "Harborlane"])
LIST = (
    "Harborlane: In February 2025 hackers stole names and passwords of 3 million customers of Harborlane.\n\n"
    "Quillmark: In March 2025 the clinic chain Quillmark said that hackers had stolen health records of 1.1 million patients.\n\n"
    "Larkfield: In November 2025 Larkfield lost names and passwords of 9,000 users to hackers."
)


def read(title: str, text: str) -> tuple[bool, Kind, set[str]]:
    found = EXTRACTOR.extract(TextInput("1", text, title, published=date(2025, 11, 18), lang="en"))
    return found.is_disclosure, found.kind, set(found.names(Role.BREACHED))


@pytest.mark.parametrize(
    "title",
    [
        "The biggest data breaches of 2025",
        "The 10 worst hacks of the year so far",
        "2025 in review: the hacks we remember",
        "Looking back at the biggest hacks of 2025",
    ],
)
def test_a_list_of_a_years_breaches_reports_none(title: str) -> None:
    assert read(title, LIST)[:2] == (False, Kind.OPINION)


def test_a_list_in_a_few_words_reports_none_either() -> None:
    text = (
        "From clinics to retailers, here are the worst hacks.\n\nHarborlane: 3 million customers had names and passwords stolen.\n\n"
        "Quillmark: health records of 1.1 million patients were taken by hackers.\n\nOstrel: hackers took payment card numbers of "
        "40,000 customers of the shop."
    )
    assert read("The 10 worst hacks of the year so far", text)[:2] == (False, Kind.OPINION)


@pytest.mark.parametrize("title", ["The biggest breaches of the week", "The biggest data breaches of November 2025"])
def test_a_list_of_a_week_or_month_tells_who_was_breached(title: str) -> None:
    assert read(title, LIST) == (True, Kind.BREACH, {"Harborlane", "Quillmark", "Larkfield"})


def test_several_that_a_title_names_are_reported() -> None:
    text = (
        "Harborlane said hackers stole names of 4,000 customers in an attack on its systems in 2025. Quillmark said that names of "
        "2,300 customers were taken from it in another attack."
    )
    assert read("Harborlane and Quillmark among the worst hacks of 2025", text)[0]


def test_an_anniversary_follows_up() -> None:
    text = "A year ago hackers broke into Quillmark and stole health records of 1.1 million patients. What has changed since then?"
    assert read("One year on: the hack of Quillmark", text)[:2] == (False, Kind.FOLLOW_UP)


def test_a_late_first_notice_is_reported() -> None:
    text = "Quillmark has told 40,000 patients that hackers stole their health records in November 2024."
    assert read("Quillmark notifies patients a year after hack", text)[0]
