"""Who is only called what it is has no name, and who was hit at another time is not whom a page is about."""

from __future__ import annotations

import pytest
from fakes.extracted import extracted

from model.vocabulary import Role


def told(text: str, title: str = "") -> tuple[bool, set[str]]:
    """Whether it is a disclosure, and who was breached or hit through another."""
    found = extracted(text, title)
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
        "Extortionists threaten a weaver of carpets since an attack on Friday.\n\nFernmoor Group gave no answers, but its notice "
        "calls it a criminal attack with malware.\n\nThe firm cannot read its mail at present.\n\n"
        "Last year, conglomerate OQB was hit with ransomware by a gang."
    )
    assert "OQB" not in told(text, "Weaving firm looks into ransomware attack that closed its network")[1]


@pytest.mark.parametrize(
    "said",
    [
        "It did not happen because of a Quillmark breach; his password had leaked elsewhere.",
        "The theft was not caused by a Quillmark breach but by a leak elsewhere that exposed his password.",
    ],
)
def test_an_incident_that_did_not_come_from_a_breach_of_it_clears_a_name(said: str) -> None:
    text = f"On 4 March an intruder signed in with the password of an author and copied tokens. {said}"
    assert told(text, "What happened to our packages") == (True, set())


DISTRICT = (
    "Dear District 41 Families and Staff,\n\nLast week Quillmark informed District 41 that it had suffered a break-in. Somebody "
    "entered Quillmark's servers in March and copied names and birthdays, among them those of all District 41 students."
    " District 41 is sorry."
)


def test_a_district_may_have_a_number_for_a_name_which_counts_nobody() -> None:
    found = extracted(DISTRICT, "Notice of an incident")
    assert found.records is None
    assert {(p.name, p.role) for p in found.parties} == {
        ("Quillmark", Role.BREACHED),
        ("District 41", Role.DOWNSTREAM),
    }
