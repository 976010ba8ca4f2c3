"""A form to fill in, an example in a text about something else and a trial tell of no incident, however much they name."""

from __future__ import annotations

import pytest
from fakes.extracted import extracted, hit

from model.vocabulary import Kind


def kind(title: str, text: str) -> Kind | None:
    """None where the page tells of an incident."""
    found = extracted(text, title)
    return None if found.is_disclosure else found.kind


BLANKS = (
    "Dear Patient: On {when}, {who} found that your health data had been breached: a stolen laptop held names and "
    "diagnoses of 410 patients."
)
HIT = (
    "In March hackers broke into Orrowick Vane's servers and stole names and Social Security numbers of 9,100 people{by}. "
    "The hackers copied client files. Orrowick Vane wrote to those affected that their names were stolen in the breach."
)


@pytest.mark.parametrize(
    ("when", "who"),
    [
        ("4 March", "[name of responsible practice]"),
        ("[date of discovery]", "our clinic"),
        ("[DATE]", "[Practice Name]"),
    ],
)
def test_a_letter_with_blanks_for_who_and_when_is_a_form(when: str, who: str) -> None:
    assert kind("Notice to patients", BLANKS.format(when=when, who=who)) is Kind.OTHER


def test_a_filed_letter_has_blanks_for_its_readers() -> None:
    text = "<<First Name>>\n\nDear <<First Name>>: " + BLANKS.format(when="4 March", who="Larkhaven Clinic")[14:]
    assert kind("Notice of data security incident", text) is None


@pytest.mark.parametrize("told", ["One example is from a filing of", "Take the recent case of"])
def test_an_example_is_no_subject(told: str) -> None:
    rule = "Whoever is listed must soon tell investors of a material incident. "
    event = (
        " Quillmark Group. On March 3, 2024, Quillmark Group found that an attacker had gained access to its systems."
    )
    assert kind("Filing rules for incidents", rule + told + event) is Kind.OPINION
    stolen = event + " Names and e-mail addresses of 40,000 customers were stolen."
    assert kind("Quillmark Group hacked, customer data stolen", rule + told + stolen) is None


@pytest.mark.parametrize(
    "title",
    ["Law firm faces class action of its own", "Orrowick Vane fined over breach", "Clients sue: lawsuit over hack"],
)
def test_a_trial_that_tells_all_of_the_breach_is_a_trial(title: str) -> None:
    assert (
        kind(title, "A class action was filed in a federal court. " + HIT.format(by=", says the complaint"))
        is Kind.FOLLOW_UP
    )


def test_lawyers_who_look_for_those_affected_tell_of_a_breach() -> None:
    title = "Orrowick Vane data breach class action investigation"
    assert kind(title, "We look into a class action for those affected. " + HIT.format(by="")) is None


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Health groups report data breaches; Ellmoor sued over breach", True),
        ("Ellmoor sued over breach; hearing in May", False),
    ],
)
def test_a_headline_that_also_tells_of_a_trial(title: str, told: bool) -> None:
    text = """A hospital reports a breach, and a lender faces a lawsuit over an older one.
Orlane Health System announced a data breach on Friday. An employee had accessed names and Social Security numbers of 640
patients."""
    assert (kind(title, text) is not Kind.FOLLOW_UP) is told


PAPERS: dict[str, tuple[str, dict[str, str]]] = {
    "told it": (
        'The mayor of Dunholm spoke of the attack. "We paid nothing," she told the Dunholm Courier. Hackers had encrypted servers.',
        {},
    ),
    "the sheriff is not the county": (
        "Elm County's servers were hacked. The Elm County Sheriff's Office is helping with the search.",
        {"Elm County": "breached"},
    ),
    # near misses
    "it was hit itself": ("The Dunholm Courier was hacked, it told readers.", {"Dunholm Courier": "breached"}),
    "called like one": (
        "The Norland Post reported a data breach: hackers took addresses of customers.",
        {"Norland Post": "breached"},
    ),
}


@pytest.mark.parametrize(("text", "expected"), PAPERS.values(), ids=PAPERS)
def test_a_towns_newspaper_and_a_countys_sheriff_are_others(text: str, expected: dict[str, str]) -> None:
    assert {name: role for name, role in hit("", text).items() if name != "Dunholm"} == expected
