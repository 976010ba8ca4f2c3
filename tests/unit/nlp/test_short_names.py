"""What a name is called further on in its text, what belongs to it, and what is nobody's name."""

from __future__ import annotations

import pytest

from nlp.parties.candidates import find
from nlp.parties.people import surnames
from nlp.parties.roles import named
from nlp.text.sentences import split


def names(text: str) -> list[str]:
    """The names that are mentioned, in order."""
    return [mention.name for mention in find(text, split(text, 0))[0]]


@pytest.mark.parametrize(
    "text",
    [
        "Glacierbase Wellness reports a breach. Glacierbase Wellness (GBW), a clinic, was hit. Hackers left GBW.",
        "Glacierbase Hosting was hit. Glacierbase Hosting, Inc. (“Glahost”) is sorry. Hackers left Glahost.",
        "Our vendor Glacierbase.com, LLC was hit. Hackers copied messages of Glacierbase customers.",
        "Glacierbase was hit. Hackers copied messages of customers of Glacierbase.com.",
        "The Oakfeld Pupil Clearinghouse was hit. Hackers copied files of the Clearinghouse.",
    ],
)
def test_a_short_form_means_the_name_that_it_is_of(text: str) -> None:
    assert len(named(text, split(text, 0), None, ())) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Glacierbase Wellness (Tarnland) was hit. Hackers left Tarnland.",
        "The Oakfeld Clearinghouse and the Pell Clearinghouse were hit. Hackers copied files of the Clearinghouse.",
    ],
)
def test_what_may_be_another_stays_another(text: str) -> None:
    assert len(named(text, split(text, 0), None, ())) > 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Clients of Orlane, Ferncastle & Hartwell were told.", ["Orlane, Ferncastle & Hartwell"]),
        ("In Elmford, Oakley & Ashdown was hacked.", ["Elmford", "Oakley & Ashdown"]),
        ("Hackers hit Brasswick, Oakley, Ashdown & Birchall.", ["Brasswick", "Oakley", "Ashdown & Birchall"]),
    ],
)
def test_partners_are_one_firm_and_a_list_is_none(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Clinics are covered by the Oakfeld Portability and Accountability Act (OPAA).",
        "They say that NO Social Security numbers were in the files.",
        "It reads like A Cautionary Tale of our days.",
    ],
)
def test_a_law_and_a_shouted_word_are_nobody(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize("firm", ["Brasswick Inc.", "Brasswick Corp.", "Brasswick Ltd."])
def test_the_full_stop_of_a_legal_form_hides_nothing_behind_it(firm: str) -> None:
    text = f"{firm} was hacked."
    [(_, found)] = named(text, split(text, 0), None, ())
    assert found["r_suffered"] == 1


def test_queens_and_kings_have_hospitals_of_their_name() -> None:
    assert names("Hackers broke into the Queen's Health System.") == ["Queen's Health System"]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Quillmark CEO Vinz Ostrander said so. Ostrander was sorry.", ["Ostrander"]),
        ("Ostrander CEO Vinz Ostrander said so.", []),
    ],
)
def test_who_has_a_post_is_a_person_unless_the_firm_has_his_name(text: str, people: list[str]) -> None:
    assert list(surnames(text)) == people


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("12 Hill Road | glacierbase.com\nGlacierbase, Inc. found an intruder. Files were copied from Glacierbase.", "Glacierbase"),
        ("The Glacierbase.com hack: Glacierbase lost names.", "Glacierbase"),
        ("Glacierbase.com was hit. Hackers left Glacierbase.com. Glacierbase lost names.", "Glacierbase.com"),
        ("Glacierbase.com was hit.", "Glacierbase.com"),
    ],
)  # fmt: skip
def test_an_address_is_the_name_of_whom_the_text_calls_by_it(text: str, name: str) -> None:
    (candidate,) = [one for one, _ in named(text, split(text, 0), None, ()) if one.key.startswith("glacier")]
    assert candidate.name.removesuffix(", Inc") == name


def test_the_address_in_a_letterhead_is_nobody() -> None:
    text = "QUILLMARK\nReturn Mail Processing Center, P.O. Box 12, Albany\n\nQuillmark found that files were copied."
    assert {one.key for one, _ in named(text, split(text, 0), None, ())} == {"quillmark", "albany"}
