"""Who is only called what it is has no name, and who was hit at another time is not whom a page is about."""

from __future__ import annotations

import pytest

from model.vocabulary import Role
from nlp.extract import Extractor, TextInput

EXTRACTOR = Extractor()


def told(text: str, title: str = "") -> tuple[bool, set[str]]:
    """Whether it is a disclosure, and who was breached or hit through another."""
    found = EXTRACTOR.extract(TextInput("1", text, title, lang="en"), bypass_gate=True)
    return found.is_disclosure, {p.name for p in found.parties if p.role in (Role.BREACHED, Role.DOWNSTREAM)}


@pytest.mark.parametrize("who", ["Organization", "Council", "City Council", "School District"])
def test_what_somebody_is_is_no_name(who: str) -> None:
    text = (
        f"On March 3, 2024, the {who} discovered unauthorized access to one of its servers. The {who}'s investigation found "
        "that names and Social Security numbers of 4,000 people were copied. Fortunately, backups were not touched. "
        "The police and the Ministry of Works were told."
    )
    assert told(text) == (True, set())


def test_who_was_hit_last_year_is_not_who_was_hit_now() -> None:
    text = (
        "Hackers are trying to extort a maker of looms after a cyberattack on Friday.\n\nFernmoor Group did not answer questions, "
        "but wrote of a criminal attack with malware.\n\nThe firm has no access to its e-mail at present.\n\n"
        "Last year, the conglomerate OQB was hit with a ransomware attack by a gang."
    )
    assert told(text, "Loom maker looks into ransomware attack that shut its network down") == (
        True,
        {"Fernmoor Group"},
    )


def test_an_incident_that_did_not_come_from_a_breach_of_it_clears_a_name() -> None:
    text = (
        "On 4 March an intruder copied names of our customers. This did not happen because of a Quillmark breach, but because "
        "Larkhaven Systems was hacked, which holds our records."
    )
    assert told(text, "What happened to our records")[1] == {"Larkhaven Systems"}


DISTRICT = (
    "Dear District 97 Staff and Families,\n\nOn Jan. 7, 2025, Quillmark notified District 97 and other districts that they recently "
    "experienced a breach. District 97 confirmed that its records were impacted. Names and dates of birth of current District 97 "
    "students were accessed in Quillmark's systems."
)


def test_a_district_may_have_a_number_for_a_name_which_counts_nobody() -> None:
    found = EXTRACTOR.extract(TextInput("1", DISTRICT, "Notice of an incident", lang="en"), bypass_gate=True)
    assert found.records is None
    assert {(p.name, p.role) for p in found.parties} == {
        ("Quillmark", Role.BREACHED),
        ("District 97", Role.DOWNSTREAM),
    }
