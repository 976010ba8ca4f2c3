"""Days told from the day of publication ("overnight", "last summer"), and days on which an incident was announced."""

from __future__ import annotations

from datetime import date

import pytest

from model.disclosure import Dates
from nlp.extract import Extractor, TextInput

EXTRACTOR = Extractor()
THURSDAY = date(2026, 11, 26)


def dates_of(text: str, published: date = THURSDAY) -> Dates:
    return EXTRACTOR.extract(TextInput("a", text, "", None, published, "en")).dates


@pytest.mark.parametrize(
    ("when", "day"),
    [
        ("this morning", "2026-11-26"),
        ("this afternoon", "2026-11-26"),
        ("earlier today", "2026-11-26"),
        ("overnight", "2026-11-26"),
        ("last night", "2026-11-25"),
        ("the night before last", "2026-11-24"),
        ("at the weekend", "2026-11-21"),
        ("over the weekend", "2026-11-21"),
        ("this past weekend", "2026-11-21"),
        ("last summer", "2026"),
        ("this summer", "2026"),
        ("over the summer", "2026"),
        ("last autumn", "2025"),  # this one is not over yet
        ("last spring", "2026"),
    ],
)
def test_when_somebody_was_hacked_as_seen_from_the_day_of_publication(when: str, day: str) -> None:
    assert dates_of(f"Hackers broke into Quillmark {when} and stole names of customers.").occurred == day
    opened = f"{when.capitalize()}, hackers broke into Quillmark and stole names of customers."
    assert dates_of(opened).occurred == day


def test_the_last_weekend_of_a_sunday_is_over_and_this_summer_has_begun() -> None:
    text = "Hackers broke into Quillmark {} and stole names of customers."
    assert dates_of(text.format("over the weekend"), date(2026, 11, 22)).occurred == "2026-11-21"
    assert dates_of(text.format("last weekend"), date(2026, 11, 22)).occurred == "2026-11-14"
    assert dates_of(text.format("this summer"), date(2026, 2, 3)).occurred is None
    assert dates_of(text.format("last summer"), date(2026, 2, 3)).occurred == "2025"


@pytest.mark.parametrize(
    "text",
    [
        "Shares of Quillmark fell this morning after hackers stole names of 4,000 customers.",
        "Quillmark said last night that names of customers had been stolen in an attack.",
        "Quillmark told staff at the weekend that names had been stolen.",
        "Staff worked overnight after hackers stole names of 4,000 customers of Quillmark.",
        "The overnight backup of Quillmark was stolen by hackers, with names of customers.",
        "Systems of Quillmark were restored overnight. Hackers had stolen names of customers.",
        "Hackers stole names of guests who stayed at Quillmark hotels last summer.",
        "The weekend edition of Quillmark was hacked. Names of readers were stolen.",
        "Hackers stole 4,000 names from Quillmark and posted them overnight.",
        "The regulator announced a fine on 20 November after names of Quillmark customers were stolen.",
    ],
)
def test_what_else_was_done_then_is_no_day_of_the_intrusion(text: str) -> None:
    assert dates_of(text).occurred is None


@pytest.mark.parametrize(
    "text",
    [
        "Quillmark announced a data breach on 20 November. Names of customers were stolen.",
        "Quillmark confirmed a cyberattack on Friday. Names of customers were stolen.",
        "Quillmark announced on 20 November a data breach of its shop. Names of customers were stolen.",
        "Quillmark notified customers of a data breach on 20 November. Names were stolen.",
        "Quillmark warned customers on 20 November of a breach in which names were stolen.",
        "Customers were notified of a breach on 20 November. Quillmark said names were stolen.",
    ],
)
def test_the_day_on_which_a_breach_was_announced_is_not_its_own(text: str) -> None:
    found = dates_of(text)
    assert (found.occurred, found.disclosed) == (None, "2026-11-20")


@pytest.mark.parametrize(
    "text",
    [
        "Quillmark has announced a data breach on 20 November in its shop. Names of customers were stolen.",
        "Quillmark announced a breach that took place on 20 November. Names of customers were stolen.",
        "Quillmark announced that a data breach on 20 November exposed names of customers.",
        "Quillmark disclosed a cyberattack on 20 November in which names of customers were stolen.",
        "Quillmark disclosed an attack of 20 November. Names of customers were stolen.",
        "Quillmark alerted clients to a breach on 20 November that exposed names.",
    ],
)
def test_the_day_of_a_breach_that_was_announced_is_its_own(text: str) -> None:
    assert dates_of(text).occurred == "2026-11-20"
